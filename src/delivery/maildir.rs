//! Delivery into a Maildir (<https://cr.yp.to/proto/maildir.html>): written in `tmp/`, synced, then
//! renamed into `new/`, so that nobody ever sees half a letter.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::DeliveryError;
use crate::owner;

/// A Maildir that is written to.
#[derive(Debug, Clone)]
pub struct Maildir {
    folder: PathBuf,
}

impl Maildir {
    /// The Maildir at `folder`; its three folders are made where they are missing.
    ///
    /// # Errors
    /// When they cannot be made.
    pub fn at(folder: &Path) -> Result<Self, DeliveryError> {
        for part in ["tmp", "new", "cur"] {
            let path = folder.join(part);
            owner::create_folder(&path).map_err(|source| DeliveryError::Maildir { path, source })?;
        }
        Ok(Self { folder: folder.to_owned() })
    }

    /// Delivers `mail`, and says under which name. That follows from its Message-ID: delivered twice,
    /// it is there once.
    ///
    /// # Errors
    /// When it cannot be written; then nothing is delivered.
    pub fn deliver(&self, message_id: &str, mail: &[u8]) -> Result<String, DeliveryError> {
        let name: String = message_id
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || "@.-_".contains(c) { c } else { '_' })
            .collect();
        let (draft, letter) = (self.folder.join("tmp").join(&name), self.folder.join("new").join(&name));
        let write = || -> io::Result<()> {
            let mut file = owner::open(&draft)?;
            // Half a letter may lie there, since the power went.
            file.set_len(0)?;
            file.write_all(mail)?;
            file.sync_all()?;
            fs::rename(&draft, &letter)?;
            File::open(self.folder.join("new"))?.sync_all()
        };
        write().map_err(|source| DeliveryError::Maildir { path: letter.clone(), source })?;
        Ok(name)
    }

    /// Whether it can be written: writes a file that has no name.
    ///
    /// # Errors
    /// When it cannot.
    pub fn check(&self) -> Result<(), DeliveryError> {
        let path = self.folder.join("tmp");
        let written = tempfile::tempfile_in(&path).and_then(|mut file| file.write_all(b"guichet"));
        written.map_err(|source| DeliveryError::Maildir { path, source })
    }
}
