//! A Maildir (<https://cr.yp.to/proto/maildir.html>): `new/` and `cur/`, each message a file, known by
//! its unique name, which stays when flags are added or the file moves from one folder to the other.

use std::collections::HashSet;
use std::fs::{self, DirEntry, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::{Arrival, MailboxError};
use crate::message::received_at;

/// How much of a file is read to find its newest Received field, in octets.
const HEAD: u64 = 64 << 10;

/// A Maildir that is read.
#[derive(Debug, Clone)]
pub struct Maildir {
    folder: PathBuf,
}

/// A message that waits in the Maildir.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// When the server received it.
    pub received_at: Timestamp,
    /// The unique name.
    pub uid: String,
    path: PathBuf,
}

impl Maildir {
    /// The Maildir at `folder`.
    #[must_use]
    pub fn at(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Its name in the book.
    #[must_use]
    pub fn name(&self) -> String {
        format!("maildir:{}", self.folder.display())
    }

    /// The messages whose unique names are not `known`, in the order in which the server received
    /// them.
    ///
    /// # Errors
    /// When a folder cannot be listed.
    pub fn waiting(&self, known: &HashSet<String>) -> Result<Vec<Waiting>, MailboxError> {
        let mut waiting = Vec::new();
        for folder in ["new", "cur"] {
            let folder = self.folder.join(folder);
            let cannot = |source| MailboxError { path: folder.clone(), source };
            for entry in fs::read_dir(&folder).map_err(cannot)? {
                let entry = entry.map_err(cannot)?;
                let name = unique_name(&entry);
                if name.starts_with('.') || known.contains(&name) {
                    continue;
                }
                // A mail program may have moved it meanwhile: then it is seen at the next look.
                if let Some(found) = seen(&entry, name).map_err(cannot)? {
                    waiting.push(found);
                }
            }
        }
        waiting.sort_by(|one, other| (one.received_at, &one.uid).cmp(&(other.received_at, &other.uid)));
        waiting.dedup_by(|one, other| one.uid == other.uid);
        Ok(waiting)
    }

    /// The whole of a message that waits; `None` where it was moved or taken away meanwhile.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn fetch(&self, waiting: &Waiting) -> Result<Option<Arrival>, MailboxError> {
        match fs::read(&waiting.path) {
            Ok(octets) => {
                Ok(Some(Arrival { uid: waiting.uid.clone(), received_at: waiting.received_at, octets }))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(source) => Err(MailboxError { path: waiting.path.clone(), source }),
        }
    }
}

/// The name up to the flags.
fn unique_name(entry: &DirEntry) -> String {
    let name = entry.file_name().to_string_lossy().into_owned();
    name.split_once(':').map_or(name.clone(), |(unique, _)| unique.to_owned())
}

/// A file as it waits; `None` where it is gone or no file. One that cannot be read waits too, so
/// that it is not forgotten.
fn seen(entry: &DirEntry, uid: String) -> io::Result<Option<Waiting>> {
    let metadata = match entry.metadata() {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        metadata => metadata?,
    };
    if !metadata.is_file() {
        return Ok(None);
    }
    let received = || received_at(&head(&entry.path()).ok()?);
    let written = || metadata.modified().ok().and_then(|time| Timestamp::try_from(time).ok());
    Ok(received().or_else(written).map(|received_at| Waiting { received_at, uid, path: entry.path() }))
}

fn head(path: &Path) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}
