use std::collections::HashSet;
use std::path::Path;

use mail_parser::{Message, MessageParser, MimeHeaders};

use super::encoding::{Charset, Transfer, base64, header_text};
use super::forms::{Form, Layout};
use super::{Sample, configuration, samples};

fn parsed(sample: &Sample) -> Message<'_> {
    MessageParser::default().parse(&sample.octets).expect(sample.name)
}

fn named(name: &str) -> Sample {
    samples().unwrap().into_iter().find(|sample| sample.name == name).expect(name)
}

/// Header fields and body from the first line that a server's trace does not write.
fn without_trace(sample: &Sample) -> &[u8] {
    let start = sample.octets.windows(6).position(|octets| octets == b"\nFrom:").unwrap();
    &sample.octets[start..]
}

#[test]
fn every_sample_has_a_name_of_its_own() {
    let samples = samples().unwrap();
    let names: HashSet<_> = samples.iter().map(|sample| sample.name).collect();
    assert_eq!((names.len(), samples.len()), (30, 30));
}

#[test]
fn samples_come_in_the_order_in_which_they_were_received() {
    let times: Vec<_> = samples().unwrap().iter().map(|sample| sample.received_at).collect();
    assert!(times.is_sorted_by(|earlier, later| earlier < later), "{times:?}");
}

#[test]
fn the_play_is_the_same_each_time() {
    assert_eq!(samples().unwrap(), samples().unwrap());
}

#[test]
fn every_outcome_is_one_that_the_desk_records() {
    let known = [
        "registered",
        "incomplete",
        "completed",
        "corrected",
        "cancelled",
        "late",
        "review",
        "automatic",
        "other",
        "duplicate",
    ];
    for sample in samples().unwrap() {
        assert!(known.contains(&sample.outcome), "{}: {}", sample.name, sample.outcome);
    }
}

#[test]
fn every_message_says_who_wrote_it_and_carries_its_own_identifier() {
    let mut identifiers = HashSet::new();
    for sample in samples().unwrap() {
        let message = parsed(&sample);
        let address = message.from().unwrap().first().unwrap().address().unwrap();
        assert!(address.ends_with(".example"), "{}: {address}", sample.name);
        assert!(message.subject().is_some() && message.date().is_some(), "{}", sample.name);
        let new = identifiers.insert(message.message_id().expect(sample.name).to_owned());
        assert_eq!(new, sample.outcome != "duplicate", "{}", sample.name);
    }
}

#[test]
fn the_newest_received_field_tells_when_the_sample_was_received() {
    for sample in samples().unwrap() {
        let message = parsed(&sample);
        let newest = message.headers().iter().find(|header| header.name() == "Received").unwrap();
        let received = newest.value().as_received().unwrap().date().unwrap().to_timestamp();
        assert_eq!(received, sample.received_at.as_second(), "{}", sample.name);
    }
}

#[test]
fn no_letter_is_lost_on_the_way() {
    for sample in samples().unwrap() {
        let message = parsed(&sample);
        let name = message.from().unwrap().first().unwrap().name().unwrap();
        let texts = [name.to_owned(), message.subject().unwrap().to_owned()].into_iter();
        let bodies = (0..message.text_body_count()).map(|part| message.body_text(part).unwrap().into_owned());
        for text in texts.chain(bodies) {
            assert!(
                !text.contains(['\u{FFFD}', '\u{80}', '\u{9C}']) && !text.contains("&#"),
                "{}: {text}",
                sample.name
            );
            let questions = text.matches('?').count() - text.matches(" ?").count();
            assert_eq!(questions, 0, "{}: {text}", sample.name);
        }
    }
}

#[test]
fn every_line_is_short_enough_for_a_mail_server() {
    for sample in samples().unwrap() {
        let lines = sample.octets.split(|octet| *octet == b'\n');
        assert!(lines.map(<[u8]>::len).max().unwrap() <= 998, "{}", sample.name);
        let bare = sample.octets.windows(2).any(|pair| pair[1] == b'\n' && pair[0] != b'\r');
        assert!(!bare, "{}: a line feed stands alone", sample.name);
    }
}

#[test]
fn the_repeat_differs_in_its_trace_only() {
    let (first, second) = (named("bulletin-lines"), named("bulletin-lines-again"));
    assert_ne!(first.octets, second.octets);
    assert_eq!(without_trace(&first), without_trace(&second));
}

#[test]
fn words_in_outlook_come_as_plain_text_and_as_a_table_in_html() {
    let sample = named("bulletin-html-table");
    let message = parsed(&sample);
    assert!(message.body_text(0).unwrap().contains("Nom de famille\r\n\r\nBEN SAÏD\r\n\r\nPrénom(s)"));
    let html = message.body_html(0).unwrap();
    assert_eq!((html.matches("<tr>").count(), html.matches("</table>").count()), (6, 1));
    assert!(html.contains("<b>Prénom(s)<o:p></o:p></b>"));
}

#[test]
fn attached_forms_are_the_forms_of_the_script() {
    let sample = named("secretary-for-director");
    let message = parsed(&sample);
    let file = message.attachment(0).unwrap();
    assert_eq!(file.attachment_name(), Some("bulletin d’inscription d'Hondt.docx"));
    assert!(docx_text(file.contents()).contains("CCAS de Seclin"));
}

#[test]
fn every_layout_holds_labels_values_and_blank_slots() {
    for layout in LAYOUTS {
        let form = Form::new(layout).person(&[("Nom", "LE GOFF"), ("Prénom", "Yannick")]).blank_slots(1);
        let text = docx_text(&form.bytes().unwrap());
        assert!(text.contains("LE GOFF") && text.contains("Yannick"), "{layout:?}: {text}");
        let labels = if layout == Layout::Grid { 1 } else { 2 };
        assert_eq!(text.matches("Prénom").count(), labels, "{layout:?}: {text}");
    }
}

#[test]
fn a_form_for_nobody_has_the_usual_labels() {
    let text = docx_text(&Form::new(Layout::TwoColumns).blank_slots(1).bytes().unwrap());
    assert!(text.contains("Structure") && text.contains("Téléphone"), "{text}");
}

#[test]
fn a_form_can_announce_another_event() {
    let form = Form::new(Layout::Lines).event("Emploi et quartiers", "12 avril", "Arras", "5 avril");
    let text = docx_text(&form.bytes().unwrap());
    assert!(text.contains("Emploi et quartiers") && !text.contains("mars"), "{text}");
}

#[test]
fn the_configuration_is_toml_whatever_the_folder_is_called() {
    let text = configuration(Path::new("/tmp/in \"1\""), Path::new("C:\\out"), Path::new("/tmp/desk.db"));
    let table = toml::de::DeTable::parse(&text).unwrap().into_inner();
    assert_eq!(table["mailbox"].get_ref()["url"].get_ref().as_str(), Some("maildir:/tmp/in \"1\""));
    assert_eq!(table["sender"].get_ref()["url"].get_ref().as_str(), Some("maildir:C:\\out"));
    assert!(table.contains_key("event"));
}

#[test]
fn base64_pads_to_groups_of_four() {
    let cases = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")];
    for (plain, encoded) in cases {
        assert_eq!(base64(plain.as_bytes()), encoded);
    }
    assert_eq!(base64(&[0xFB, 0xEF, 0xFF]), "++//");
}

#[test]
fn quoted_printable_breaks_long_lines_and_keeps_blanks_at_their_end() {
    let text = format!("{}\nfin \n", "é=".repeat(40));
    let encoded = String::from_utf8(Transfer::QuotedPrintable.encode(text.as_bytes())).unwrap();
    assert!(encoded.lines().all(|line| line.len() <= 76), "{encoded}");
    assert!(encoded.starts_with("=C3=A9=3D=C3=A9") && encoded.ends_with("\nfin=20\n"), "{encoded}");
}

#[test]
fn encoded_words_keep_to_75_characters() {
    let text = "Séance de rattrapage – référents, dès février à Hénin-Beaumont";
    for charset in [Charset::Utf8, Charset::Latin1, Charset::Windows1252] {
        let encoded = header_text(text, charset);
        assert!(encoded.lines().all(|line| line.trim().len() <= 75), "{encoded}");
    }
    assert_eq!(header_text("Prénom x", Charset::Latin1), "=?ISO-8859-1?Q?Pr=E9nom_x?=");
}

const LAYOUTS: [Layout; 6] =
    [Layout::TwoColumns, Layout::FourColumns, Layout::Grid, Layout::Lines, Layout::Leaders, Layout::Controls];

/// The text of the main part, without its marks.
fn docx_text(octets: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(octets)).unwrap();
    let xml = std::io::read_to_string(archive.by_name("word/document.xml").unwrap()).unwrap();
    let texts = xml.split('<').filter_map(|tag| tag.split_once('>')).map(|(_, text)| text);
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("|")
}
