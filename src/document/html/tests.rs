use proptest::prelude::*;

use super::read;
use crate::document::tests::outline;

/// The outline of an HTML text, see [`outline`].
fn page(html: &str) -> String {
    outline(&read(html).body)
}

#[test]
fn outlook_paragraphs_are_lines_and_its_blank_ones_too() {
    let html = r#"<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8><title>Mail</title>
        <style><!-- p.MsoNormal {margin:0cm} --></style><!--[if gte mso 9]><xml><o:shapedefaults/></xml><![endif]--></head>
        <body lang=FR><div class=WordSection1><p class=MsoNormal>Bonjour,<o:p></o:p></p>
        <p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal><![if !supportLists]>1. <![endif]>Nom&nbsp;:
        <b>Mo</b>rel<o:p></o:p></p></div></body></html>"#;
    assert_eq!(page(html), "Bonjour,\n\n1. Nom : Morel");
}

#[test]
fn white_space_collapses_except_where_it_is_written_to_count() {
    assert_eq!(page("<p>  a\n\t b<b> </b> c </p>d"), "a b c\nd");
    assert_eq!(page("<pre>a  b\n\tc</pre>"), "a  b\n\tc");
    assert_eq!(page(r#"<div style="white-space: pre-wrap">a  b"#), "a  b");
}

#[test]
fn a_break_before_the_end_of_a_block_makes_no_second_line() {
    assert_eq!(page("<div>a<br></div><div><br></div><div>b</div>c<br>d<hr>e"), "a\n\nb\nc\nd\ne");
}

#[test]
fn entities_are_decoded_and_accents_composed() {
    assert_eq!(page("Am&eacute;lie &amp; Zoe&#x301; &lt;a@exemple.fr&gt;"), "Amélie & Zoé <a@exemple.fr>");
}

#[test]
fn a_table_keeps_its_cells_and_the_columns_they_cover() {
    let html = "<table border=1><caption>Bulletin</caption><tbody><tr><td colspan=2><p>Titre</p><p>2</p></td></tr>\n\
        <tr> <td>Nom</td> <td></td> </tr></tbody></table>";
    assert_eq!(page(html), "Bulletin\n[2×{Titre\n2}]\n[{Nom}{}]");
}

#[test]
fn tables_without_end_tags_are_read() {
    assert_eq!(
        page("<table><tr><td>Nom<td>Morel<tr><th>Prénom<td><p>Zoé</table>Fin"),
        "[{Nom}{Morel}]\n[{Prénom}{Zoé}]\nFin"
    );
    assert_eq!(page("<table><td>a<td>b</table>"), "[{a}{b}]");
}

#[test]
fn a_nested_table_stays_in_its_cell() {
    let html = "<table><tr><td>a<table><tr><td>b</td></tr></table>c</td><td>d</td></tr></table>";
    assert_eq!(page(html), "[{a\n[{b}]\nc}{d}]");
}

#[test]
fn a_table_between_the_cells_of_another_follows_it() {
    let html = "<table><tr><td>a</td><table><tr><td>b</td></tr></table>c";
    assert_eq!(page(html), "[{a}]\n[{b}]\nc");
}

#[test]
fn cells_outside_of_a_table_are_lines() {
    assert_eq!(page("<tr><td>Nom</td><td>Morel</td></tr></table>"), "Nom\nMorel");
}

#[test]
fn what_a_browser_does_not_show_is_dropped() {
    let html = r#"<head>x<title>Titre</title><script>if (a < b) "<p>";</script></head><div style="display: none">caché
        <span>aussi</span></div><span hidden>rien</span><noscript>rien</noscript>Visible"#;
    assert_eq!(page(html), "Visible");
}

#[test]
fn a_head_without_end_ends_where_text_elements_begin() {
    assert_eq!(page("<html><head><title>Titre</title><p>Nom"), "Nom");
}

#[test]
fn a_hidden_row_leaves_no_row() {
    assert_eq!(page("<table><tr style='DISPLAY:NONE'><td>a<td>b<tr><td>c</table>"), "[{c}]");
}

#[test]
fn fields_show_what_was_filled_in() {
    let html = r#"<form>Nom <input name=nom value="Morel"> <input type=hidden value=7><br>
        <input type=checkbox checked> Matin <input type="checkbox"> Soir<br>
        Atelier <select><option>A<option selected>B</option></select><br><textarea>un
deux</textarea></form>"#;
    assert_eq!(page(html), "Nom Morel\n☒ Matin ☐ Soir\nAtelier B\nun\ndeux");
}

#[test]
fn a_reply_in_gmail_is_quoted() {
    let html = r#"<div dir="ltr">Merci</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Le mar. 1 mars
        2016, Zoé a écrit :<br></div><blockquote class="gmail_quote"><div>Bonjour<br><br>à vous</div><table><tr><td>Nom
        </table></blockquote></div>Fin"#;
    assert_eq!(
        page(html),
        "Merci\n\n> Le mar. 1 mars 2016, Zoé a écrit :\n> Bonjour\n\n> à vous\n[{> Nom}]\nFin"
    );
}

#[test]
fn a_message_forwarded_in_gmail_is_not_quoted_but_what_it_quotes_is() {
    let html = r#"<div class="gmail_quote"><div class="gmail_attr">---------- <b>Forwarded message</b> ---------<br>
        De : Zoé<br></div>Nom : Morel<blockquote class="gmail_quote">Annonce</blockquote></div>"#;
    assert_eq!(page(html), "---------- Forwarded message ---------\nDe : Zoé\nNom : Morel\n> Annonce");
}

#[test]
fn a_message_forwarded_by_a_telephone_is_not_quoted() {
    let html = "<div>Début du message transféré :<br><br></div><blockquote type=cite><div><b>De:</b> Zoé</div></blockquote>";
    assert_eq!(page(html), "Début du message transféré :\n\nDe: Zoé");
}

#[test]
fn an_indented_block_is_not_quoted() {
    let html = r#"<blockquote style="margin: 0 0 0 40px; border: none; padding: 0px"><div>Nom : Morel</div></blockquote>"#;
    assert_eq!(page(html), "Nom : Morel");
}

#[test]
fn the_sign_before_a_signature_keeps_its_space() {
    assert_eq!(page("<p>Merci </p><div class=moz-signature>-- <br>Zoé</div>"), "Merci\n-- \nZoé");
}

#[test]
fn elements_nested_without_end_are_read() {
    let text = |tag: &str| page(&format!("{}fin", tag.repeat(10_000)));
    assert_eq!(text("<div>"), "fin");
    assert_eq!(text("<font>"), "fin");
    assert!(text("<table><tr><td>").contains("fin"));
    assert!(text("<blockquote>").contains("fin"));
}

#[test]
fn tables_nested_too_deep_become_lines() {
    let html = format!("{}un<td>deux{}", "<table><tr><td>".repeat(100), "</table>".repeat(100));
    assert!(page(&html).contains("{un\ndeux}"));
}

proptest! {
    #[test]
    fn no_soup_of_tags_loses_or_doubles_text(tags in prop::collection::vec(0..TAGS.len(), 0..60)) {
        let soup: String = tags.iter().map(|&tag| TAGS[tag]).collect();
        prop_assert_eq!(page(&soup).matches("mot").count(), soup.matches("mot").count(), "{}", soup);
    }
}

const TAGS: [&str; 24] = [
    "mot",
    "mot ",
    "<br>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<ul>",
    "<li>",
    "</ul>",
    "<table>",
    "</table>",
    "<caption>",
    "<tbody>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<blockquote>",
    "</blockquote>",
    "<pre>",
    "</pre>",
];
