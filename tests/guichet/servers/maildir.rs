//! The mail of Dovecot's users as it lies on the disk.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use super::dovecot::{Dovecot, give, make_folder};

/// A message in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// As they lie on the disk: what came by LMTP has its lines ended by LF.
    pub octets: Vec<u8>,
    /// Its flags and keywords, e.g. `\Seen` and `$Forwarded`.
    pub flags: BTreeSet<String>,
    /// Its INTERNALDATE.
    pub received_at: SystemTime,
}

impl Dovecot {
    /// Puts a message into the INBOX of `user`, as one received now.
    pub fn deliver(&self, user: &str, octets: &[u8]) {
        self.deliver_at(user, octets, SystemTime::now());
    }

    /// Puts a message into the INBOX of `user`, as one received then, by the INTERNALDATE.
    pub fn deliver_at(&self, user: &str, octets: &[u8], received_at: SystemTime) {
        static NUMBER: AtomicU64 = AtomicU64::new(1);
        let inbox = self.make_inbox(user);
        let name = format!("{:09}.test", NUMBER.fetch_add(1, Ordering::Relaxed));
        let draft = inbox.join("tmp").join(&name);
        fs::write(&draft, octets).unwrap();
        give(&draft);
        File::open(&draft).unwrap().set_modified(received_at).unwrap();
        fs::rename(draft, inbox.join("new").join(name)).unwrap();
    }

    /// Makes the INBOX of `user`, as the first message or login would; its Maildir.
    pub fn make_inbox(&self, user: &str) -> PathBuf {
        let inbox = self.folder_of(user, "INBOX");
        make_folder(&self.home(user));
        for part in ["", "tmp", "new", "cur"] {
            make_folder(&inbox.join(part));
        }
        inbox
    }

    /// The messages in a folder, e.g. `INBOX` or `Archives/2026`, as they were received; none if there
    /// is no such folder.
    pub fn messages(&self, user: &str, folder: &str) -> Vec<Stored> {
        let folder = self.folder_of(user, folder);
        let keywords = keywords(&folder);
        let mut messages = loop {
            let read: Option<Vec<_>> = files(&folder).iter().map(|file| stored(file, &keywords)).collect();
            if let Some(messages) = read {
                break messages;
            }
        };
        messages.sort_by_key(|message| message.received_at);
        messages
    }

    /// Makes Dovecot number the messages of a folder anew, under another UIDVALIDITY.
    pub fn reset_uid_validity(&self, user: &str, folder: &str) {
        let folder = self.folder_of(user, folder);
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if name == "dovecot-uidlist" || name.starts_with("dovecot.index") {
                fs::remove_file(path).unwrap();
            }
        }
    }

    /// The Maildir of a folder: that of the INBOX holds the others (Maildir++).
    pub fn folder_of(&self, user: &str, folder: &str) -> PathBuf {
        let inbox = self.home(user).join("Maildir");
        if folder == "INBOX" { inbox } else { inbox.join(format!(".{}", folder.replace('/', "."))) }
    }
}

/// The files of messages. What Dovecot moves meanwhile from `new` to `cur` is there twice rather than
/// not at all.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = ["new", "cur"].map(|part| fs::read_dir(folder.join(part)));
    entries.into_iter().flatten().flatten().map(|entry| entry.unwrap().path()).collect()
}

/// The keywords of a folder, each with the letter for it in the names of files.
fn keywords(folder: &Path) -> Vec<(char, String)> {
    let lines = fs::read_to_string(folder.join("dovecot-keywords")).unwrap_or_default();
    let keyword = |line: &str| {
        let (number, keyword) = line.split_once(' ').unwrap();
        (char::from(b'a' + number.parse::<u8>().unwrap()), keyword.to_owned())
    };
    lines.lines().map(keyword).collect()
}

/// Reads a message; `None` when it is not there any more under this name.
fn stored(file: &Path, keywords: &[(char, String)]) -> Option<Stored> {
    let octets = match fs::read(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => return None,
        octets => octets.unwrap(),
    };
    let received_at = fs::metadata(file).ok()?.modified().unwrap();
    let (_, letters) = file.to_str().unwrap().rsplit_once(":2,").unwrap_or_default();
    let flags = letters.chars().map(|letter| flag(letter, keywords)).collect();
    Some(Stored { octets, flags, received_at })
}

/// What a letter after `:2,` means (<https://cr.yp.to/proto/maildir.html>).
fn flag(letter: char, keywords: &[(char, String)]) -> String {
    match letter {
        'D' => "\\Draft".into(),
        'F' => "\\Flagged".into(),
        'R' => "\\Answered".into(),
        'S' => "\\Seen".into(),
        'T' => "\\Deleted".into(),
        _ => keywords.iter().find(|(of, _)| *of == letter).unwrap().1.clone(),
    }
}
