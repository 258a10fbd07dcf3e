//! Mails in HTML that Outlook wrapped in RTF.

use super::*;
use crate::document::Format;

#[test]
fn wrapped_html_is_read_as_html() {
    let mail = concat!(
        r"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset238 Arial;}}{\colortbl;}",
        "\r\n",
        r"{\*\htmltag19 <html>}{\*\htmltag34 <head>}{\*\htmltag161 <style>p \{ color:red \}</style>}{\*\htmltag50 <body>}",
        r"\htmlrtf \lang1036 {\htmlrtf0 {\*\htmltag64 <p>}\htmlrtf \pard\plain \htmlrtf0 Zo\'e9 {\f1 Ko\'b3o} 1<2 & {\*\htmltag84 &nbsp;}\htmlrtf \'a0\htmlrtf0 ",
        r"{\*\mhtmltag64 <p x>}\htmlrtf \par}\htmlrtf0 {\*\htmltag72 </p>}",
        r"{\*\htmltag128 <table><tr><td>}Nom{\*\htmltag <\u47/td><td>}{\pntext x}Morel{\*\htmltag </td></tr></table>}}",
    );
    let document = read(mail.as_bytes()).unwrap();
    assert_eq!(document.format, Format::Html);
    assert_eq!(outline(&document.body), "Zoé Koło 1<2 &\n[{Nom}{Morel}]");
}

#[test]
fn wrapped_html_cut_short_is_damaged() {
    assert!(read(br"{\rtf1\ansi\fromhtml1 {\*\htmltag <p>}a").is_err());
}

#[test]
fn wrapped_text_is_read_as_it_stands() {
    assert_eq!(outline(&read(br"{\rtf1\ansi\fromtext a\par b}").unwrap().body), "a\nb");
}
