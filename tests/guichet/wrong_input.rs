//! What is wrong is said in one clear sentence, nothing is half done, and once it is mended all goes on.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{Desk, Ended, Mail, Running, guichet, people};

/// A desk for which one bulletin waits.
fn desk_with_a_bulletin() -> Desk {
    let desk = Desk::new();
    desk.deliver(&Mail::bulletin(1, &people(1)[0]));
    desk
}

/// Asserts that the bulletin is handled now, once.
#[track_caller]
fn assert_goes_on(desk: &Desk) {
    desk.run_once().well();
    assert_eq!(desk.list(), ["confirmed Le Goff Yannick"]);
    assert_eq!(desk.letters().len(), 1);
    desk.assert_all_letters_sent();
    desk.assert_sound();
}

#[track_caller]
fn assert_names(sentence: &str, words: &[&str]) {
    for word in words {
        assert!(sentence.contains(word), "{word:?} is not in: {sentence}");
    }
}

fn end(arguments: &[&str]) -> Ended {
    let mut command = guichet();
    command.args(arguments);
    Running::start(command).end()
}

#[test]
fn every_mistake_of_a_configuration_is_named_with_its_line_and_a_remedy() {
    let desk = Desk::new();
    let text = fs::read_to_string(desk.config()).unwrap();
    let wrong = text.replace("capacity = 25", "capacity = 0").replace("[store]\npath", "[store]\nfile");
    fs::write(desk.config(), wrong.replace("2099-03-23T18:00", "23 mars")).unwrap();
    let ended = desk.run_once();
    assert_eq!(ended.code, Some(2), "{}", ended.stderr);
    let lines: Vec<&str> = ended.stderr.lines().collect();
    assert!(lines[0].ends_with("guichet.toml: 4 mistakes"), "{}", ended.stderr);
    for (place, problem) in [
        ("line 10: [store] file", "is not known"),
        ("closes", "23 mars"),
        ("capacity", "0"),
        ("[store] path", "is missing"),
    ] {
        let told = lines.iter().find(|line| line.contains(place) && line.contains(problem));
        assert!(told.is_some_and(|line| line.contains(" — ")), "{place} in {}", ended.stderr);
    }
    assert!(!desk.database().exists());
}

#[test]
fn a_configuration_that_does_not_exist_is_wrong_configuration() {
    let ended = end(&["run", "--once", "--config", "/nowhere/guichet.toml"]);
    assert_eq!(ended.code, Some(2));
    assert_names(&ended.stderr, &["/nowhere/guichet.toml", "cannot be read"]);
}

#[test]
fn wrong_usage_ends_with_2_and_says_how_it_is_used() {
    for arguments in [&["rum"][..], &["run", "--config"], &["inspect"], &["run", "--twice"], &[]] {
        let ended = end(arguments);
        assert_eq!(ended.code, Some(2), "{arguments:?}: {}", ended.stderr);
        let shows_usage = ["Usage: guichet", "try '--help'"].iter().any(|words| ended.stderr.contains(words));
        assert!(shows_usage, "{arguments:?}: {}", ended.stderr);
    }
}

#[test]
fn a_mailbox_that_is_missing_or_no_maildir_is_named() {
    let desk = desk_with_a_bulletin();
    let (inbox, aside) = (desk.inbox(), desk.path("aside"));
    fs::rename(&inbox, &aside).unwrap();
    let sentence = desk.run_once().with_one_sentence(1);
    assert_names(&sentence, &[inbox.to_str().unwrap(), "cannot be read", "check that it exists"]);

    fs::write(&inbox, "not a folder").unwrap();
    assert_names(&desk.run_once().with_one_sentence(1), &["cannot be read"]);

    fs::remove_file(&inbox).unwrap();
    fs::rename(&aside, &inbox).unwrap();
    assert_goes_on(&desk);
}

#[test]
fn a_database_whose_folder_is_missing_or_a_file_is_named() {
    let desk = desk_with_a_bulletin();
    let config = fs::read_to_string(desk.config()).unwrap();
    for folder in ["missing", "file"] {
        fs::write(desk.path("file"), "not a folder").unwrap();
        let elsewhere = desk.path(folder).join("guichet.db");
        let database = desk.database();
        let moved = config.replace(database.to_str().unwrap(), elsewhere.to_str().unwrap());
        fs::write(desk.config(), moved).unwrap();
        let sentence = desk.run_once().with_one_sentence(1);
        assert_names(&sentence, &[elsewhere.to_str().unwrap(), "cannot be"]);
    }
    assert_eq!(desk.letters(), []);
    fs::write(desk.config(), config).unwrap();
    assert_goes_on(&desk);
}

#[test]
fn a_database_that_is_a_folder_is_named() {
    let desk = desk_with_a_bulletin();
    fs::create_dir(desk.database()).unwrap();
    let sentence = desk.run_once().with_one_sentence(1);
    assert_names(&sentence, &[desk.database().to_str().unwrap(), "cannot be opened"]);
    fs::remove_dir(desk.database()).unwrap();
    assert_goes_on(&desk);
}

#[test]
fn a_file_that_is_no_database_is_named_and_left_as_it_is() {
    let desk = desk_with_a_bulletin();
    let garbage = "Ceci n'est pas une base de données. ".repeat(1000);
    fs::write(desk.database(), &garbage).unwrap();
    let sentence = desk.run_once().with_one_sentence(1);
    assert_names(&sentence, &[desk.database().to_str().unwrap(), "damaged", "restore the latest copy"]);
    assert_eq!(fs::read_to_string(desk.database()).unwrap(), garbage);
    fs::remove_file(desk.database()).unwrap();
    assert_goes_on(&desk);
}

#[test]
fn a_database_whose_pages_are_damaged_is_named() {
    let desk = desk_with_a_bulletin();
    desk.run_once().well();
    desk.deliver(&Mail::bulletin(2, &people(2)[1]));
    let whole = fs::read(desk.database()).unwrap();
    let mut damaged = whole.clone();
    damaged[4096..].fill(0xA5);
    fs::write(desk.database(), damaged).unwrap();
    let sentence = desk.run_once().with_one_sentence(1);
    assert_names(&sentence, &["database", "damaged", "restore the latest copy"]);
    fs::write(desk.database(), whole).unwrap();
    desk.run_once().well();
    assert_eq!(desk.list(), ["confirmed Le Goff Yannick", "confirmed Le Goff Hélène"]);
    desk.assert_all_letters_sent();
}

#[test]
fn a_database_from_a_newer_version_is_left_alone() {
    let desk = desk_with_a_bulletin();
    desk.run_once().well();
    desk.execute(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9999, 'to come', TRUE, x'00', 0)",
    )
    .unwrap();
    let sentence = desk.run_once().with_one_sentence(1);
    assert_names(&sentence, &[desk.database().to_str().unwrap(), "newer version", "install that version"]);
    desk.execute("DELETE FROM _sqlx_migrations WHERE version = 9999").unwrap();
    assert_goes_on(&desk);
}

#[test]
fn a_second_daemon_on_the_same_database_names_the_first() {
    let desk = desk_with_a_bulletin();
    let mut first = desk.run();
    assert!(first.says("the desk is open"));
    let sentence = desk.run_once().with_one_sentence(1);
    assert_names(&sentence, &[&format!("process {}", first.id()), "stop that one first"]);
    first.terminate().well();
    assert_goes_on(&desk);
}

#[test]
fn an_outbox_that_cannot_be_written_keeps_the_letter_for_later() {
    let desk = desk_with_a_bulletin();
    desk.run_once().well();
    desk.deliver(&Mail::bulletin(2, &people(2)[1]));
    let (new, aside) = (desk.outbox().join("new"), desk.path("aside"));
    fs::rename(&new, &aside).unwrap();
    fs::write(&new, "not a folder").unwrap();
    let sentence = desk.run_once().with_one_sentence(1);
    assert_names(&sentence, &[new.to_str().unwrap()]);

    fs::remove_file(&new).unwrap();
    fs::rename(&aside, &new).unwrap();
    desk.run_once().well();
    assert_eq!(desk.letters().len(), 2);
    desk.assert_all_letters_sent();
}

/// A small disk in memory, taken away when dropped.
struct Disk<'d>(&'d Path);

impl<'d> Disk<'d> {
    /// `None` where mounting is not allowed.
    fn of(folder: &'d Path, size: &str) -> Option<Self> {
        let size = format!("size={size}");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder);
        mount.output().is_ok_and(|output| output.status.success()).then_some(Self(folder))
    }

    fn grow(&self, size: &str) {
        let options = format!("remount,size={size}");
        assert!(Command::new("mount").args(["-o", &options]).arg(self.0).status().unwrap().success());
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("--lazy").arg(self.0).output());
    }
}

#[test]
fn a_full_disk_is_named_and_nothing_is_half_done() {
    let desk = Desk::new();
    let (place, database) = (desk.path("disk"), desk.database());
    fs::create_dir(&place).unwrap();
    let Some(tiny) = Disk::of(&place, "400k") else {
        println!("skipped: this user may not mount a disk");
        return;
    };
    let config = fs::read_to_string(desk.config()).unwrap();
    let moved = place.join("guichet.db");
    fs::write(desk.config(), config.replace(database.to_str().unwrap(), moved.to_str().unwrap())).unwrap();
    std::os::unix::fs::symlink(&moved, &database).unwrap();
    let people = people(30);
    for (number, person) in (1..).zip(&people) {
        desk.deliver(&Mail::bulletin(number, person));
    }

    let sentence = desk.run_once().with_one_sentence(1);
    assert_names(&sentence, &["the disk is full", "make room"]);
    tiny.grow("16m");
    desk.assert_sound();
    assert_eq!(desk.count("SELECT count(*) FROM message"), desk.count("SELECT count(*) FROM registration"));
    assert!(desk.count("SELECT count(*) FROM message") < 30);

    desk.run_once().well();
    let names: Vec<String> = desk
        .list()
        .iter()
        .map(|line| {
            line.trim_start_matches(|c: char| c.is_lowercase() || c.is_numeric() || c == ' ').to_owned()
        })
        .collect();
    let expected: Vec<String> = people.iter().map(|(last, first)| format!("{last} {first}")).collect();
    assert_eq!(names, expected);
    assert_eq!(desk.letters().len(), 30);
    desk.assert_all_letters_sent();
}
