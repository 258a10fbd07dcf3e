//! `guichet preview` writes every letter into a folder, where people can look at them.

use std::fs;
use std::path::Path;
use std::process::Output;

use mail_parser::MessageParser;

use crate::support::{Desk, guichet};

/// `guichet preview` into `folder`, with these further arguments.
fn preview(folder: &Path, arguments: &[&str]) -> Output {
    guichet().arg("preview").arg("--output").arg(folder).args(arguments).output().unwrap()
}

fn names(folder: &Path, kind: &str) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = files
        .filter_map(|file| file.strip_suffix(kind).map(str::to_owned))
        .filter(|name| name != "index")
        .collect();
    names.sort_unstable();
    names
}

#[test]
fn every_letter_is_there_as_text_as_a_page_and_as_a_mail_and_the_index_links_them() {
    let desk = Desk::new();
    let folder = desk.path("a/letters");
    let config = desk.config();
    let output = preview(&folder, &["--config", config.to_str().unwrap()]);
    assert!(output.status.success(), "{output:?}");
    let letters = names(&folder, ".txt");
    assert!(letters.len() > 80, "{letters:?}");
    assert_eq!(names(&folder, ".html"), letters);
    assert_eq!(names(&folder, ".eml"), letters);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.starts_with(&format!("{} letters about Rencontre de réseau", letters.len())), "{said}");

    let index = fs::read_to_string(folder.join("index.html")).unwrap();
    for name in &letters {
        for kind in ["html", "txt", "eml"] {
            assert!(index.contains(&format!("<a href=\"{name}.{kind}\">")), "{name}.{kind}");
        }
        let octets = fs::read(folder.join(format!("{name}.eml"))).unwrap();
        let mail = MessageParser::default().parse(&octets).unwrap();
        let text = fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap();
        let body = mail.body_text(0).unwrap().replace("\r\n", "\n");
        assert!(text.trim_end().ends_with(body.trim_end()), "{name}");
        assert_eq!(mail.from().unwrap().first().unwrap().address(), Some("contact@irev.example"));
    }
}

#[test]
fn without_a_configuration_the_letters_are_about_an_invented_event() {
    let folder = tempfile::tempdir().unwrap();
    let output = preview(folder.path(), &[]);
    assert!(output.status.success(), "{output:?}");
    assert!(folder.path().join("confirmed_one.html").exists());
}

#[test]
fn a_preview_is_written_over_but_no_other_file_is_put_among_strangers() {
    let folder = tempfile::tempdir().unwrap();
    assert!(preview(folder.path(), &[]).status.success());
    fs::write(folder.path().join("confirmed_one.txt"), "old").unwrap();
    assert!(preview(folder.path(), &[]).status.success());
    assert_ne!(fs::read_to_string(folder.path().join("confirmed_one.txt")).unwrap(), "old");

    let theirs = tempfile::tempdir().unwrap();
    fs::write(theirs.path().join("index.html"), "<h1>Site</h1>").unwrap();
    let output = preview(theirs.path(), &[]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.ends_with("holds other files than a preview: name a new or an empty folder\n"), "{said}");
    assert_eq!(fs::read_dir(theirs.path()).unwrap().count(), 1);
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let output = preview(&file.path().join("letters"), &[]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains(&file.path().join("letters").display().to_string()), "{said}");
}
