//! A Maildir (<https://cr.yp.to/proto/maildir.html>): `new/` and `cur/`, each message a file, known by
//! its unique name, which stays when flags are added or the file moves from one folder to the other.

use std::collections::{HashMap, HashSet};
use std::fs::{self, DirEntry, File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::{Arrival, Fetched, MailboxError};
use crate::message::received_at;
use crate::sighting::{Copy, Look, Sighting};

/// How much of a file is read to find its newest Received field, in octets.
const HEAD: u64 = 64 << 10;

/// A Maildir that is read.
#[derive(Debug, Clone)]
pub struct Maildir {
    folder: PathBuf,
    since: Option<Timestamp>,
    /// The unique names that were seen.
    known: HashSet<String>,
    /// Where the files of the latest look were.
    paths: HashMap<String, PathBuf>,
}

impl Maildir {
    /// The Maildir at `folder`, whose messages from before `since` are its past.
    #[must_use]
    pub fn at(folder: &Path, since: Option<Timestamp>) -> Self {
        Self { folder: folder.to_owned(), since, known: HashSet::new(), paths: HashMap::new() }
    }

    /// Its name in the book.
    #[must_use]
    pub fn name(&self) -> String {
        format!("maildir:{}", self.folder.display())
    }

    /// Where it is.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Older messages are its past, where that is configured.
    #[must_use]
    pub fn since(&self) -> Option<Timestamp> {
        self.since
    }

    /// Tells it which unique names were seen before.
    pub fn remember(&mut self, names: HashSet<String>) {
        self.known.extend(names);
    }

    /// The messages whose unique names were not seen before.
    ///
    /// # Errors
    /// When a folder cannot be listed.
    pub fn look(&mut self) -> Result<Look, MailboxError> {
        self.paths.clear();
        let mut seen = Vec::new();
        for (name, entry) in self.files()? {
            if self.known.contains(&name) {
                continue;
            }
            // A mail program may have moved it meanwhile: then it is seen at the next look.
            let Some(metadata) = metadata(&entry).map_err(|source| self.cannot(source))? else { continue };
            let Some(received_at) = time(&entry.path(), &metadata) else { continue };
            self.known.insert(name.clone());
            self.paths.insert(name.clone(), entry.path());
            let copy = Copy { mailbox: self.name(), uid_validity: 0, uid: name };
            seen.push(Sighting { copy, octets: metadata.len(), received_at });
        }
        Ok(Look::new(seen, self.since))
    }

    /// Fetches messages; what came of each, in the order of `wanted`.
    pub fn fetch(&mut self, wanted: &[Sighting]) -> Vec<Fetched> {
        wanted.iter().map(|sighting| self.fetch_one(sighting)).collect()
    }

    fn fetch_one(&mut self, sighting: &Sighting) -> Fetched {
        let uid = &sighting.copy.uid;
        match self.paths.get(uid).map(|path| self.read(path, sighting)) {
            Some(fetched @ (Fetched::Arrived(_) | Fetched::Unreadable(_))) => fetched,
            // It was seen at an earlier start, or a mail program has renamed it since.
            Some(Fetched::Gone) | None => match self.find(uid) {
                Ok(Some(path)) => self.read(&path, sighting),
                Ok(None) => Fetched::Gone,
                Err(error) => Fetched::Unreadable(error),
            },
        }
    }

    fn read(&self, path: &Path, sighting: &Sighting) -> Fetched {
        let Sighting { copy, received_at, .. } = sighting.clone();
        match fs::read(path) {
            Ok(octets) => {
                Fetched::Arrived(Arrival { copy, received_at, octets, is_whole: true, is_answered: true })
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Fetched::Gone,
            Err(source) => Fetched::Unreadable(self.cannot(source)),
        }
    }

    /// Where the file with this unique name is now.
    fn find(&self, name: &str) -> Result<Option<PathBuf>, MailboxError> {
        let found = self.files()?.into_iter().find(|(unique, _)| unique == name);
        Ok(found.map(|(_, entry)| entry.path()))
    }

    fn files(&self) -> Result<Vec<(String, DirEntry)>, MailboxError> {
        let mut files = Vec::new();
        for part in ["new", "cur"] {
            let folder = self.folder.join(part);
            let cannot = |source| MailboxError::Maildir { path: folder.clone(), source };
            for entry in fs::read_dir(&folder).map_err(cannot)? {
                let entry = entry.map_err(cannot)?;
                let name = unique_name(&entry);
                if !name.starts_with('.') {
                    files.push((name, entry));
                }
            }
        }
        Ok(files)
    }

    fn cannot(&self, source: io::Error) -> MailboxError {
        MailboxError::Maildir { path: self.folder.clone(), source }
    }
}

/// The name up to the flags.
fn unique_name(entry: &DirEntry) -> String {
    let name = entry.file_name().to_string_lossy().into_owned();
    name.split_once(':').map_or(name.clone(), |(unique, _)| unique.to_owned())
}

/// What is known of a file; `None` where it is gone or no file.
fn metadata(entry: &DirEntry) -> io::Result<Option<Metadata>> {
    match entry.metadata() {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        metadata => metadata.map(|metadata| Some(metadata).filter(Metadata::is_file)),
    }
}

/// When the server received the message: its newest Received field, else the file's time, so that
/// one that cannot be read is not forgotten.
fn time(path: &Path, metadata: &Metadata) -> Option<Timestamp> {
    let received = || received_at(&head(path).ok()?);
    let written = || metadata.modified().ok().and_then(|time| Timestamp::try_from(time).ok());
    received().or_else(written)
}

fn head(path: &Path) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}
