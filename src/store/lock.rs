//! One daemon a database.

use std::fs::{File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::error::{Result, StoreError};
use crate::owner;

/// The right to write to a database as its daemon, held until dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock beside the database at `path`.
    ///
    /// # Errors
    /// [`StoreError::Held`] names the process that has it.
    pub fn take(path: &Path) -> Result<Self> {
        let beside = beside(path);
        let cannot = |source| StoreError::Lock { path: beside.clone(), source };
        let mut file = owner::open(&beside).map_err(cannot)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let holder = std::fs::read_to_string(&beside).unwrap_or_default();
                return Err(StoreError::Held { path: path.to_owned(), holder: holder.trim().to_owned() });
            }
            Err(TryLockError::Error(source)) => return Err(cannot(source)),
        }
        file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id())).map_err(cannot)?;
        Ok(Self { _file: file })
    }
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".lock");
    path.with_file_name(name)
}
