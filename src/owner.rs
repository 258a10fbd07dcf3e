//! Whose the files are. Commands that root runs beside the daemon leave nothing behind that the daemon
//! cannot write: what they make goes to the owner of the folder in which they make it.

use std::fs::{self, DirBuilder, File};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{MetadataExt, fchown, lchown};
use std::path::Path;

/// Makes a file at `path`, where there must be none.
///
/// # Errors
/// When it cannot be made, or there is something already.
pub fn create(path: &Path) -> io::Result<File> {
    // Never through a link that the owner of the folder may have put there.
    let file = File::options().read(true).write(true).create_new(true).open(path)?;
    hand_over(path, file.metadata()?.uid(), |uid, gid| fchown(&file, Some(uid), Some(gid)))?;
    Ok(file)
}

/// Opens the file at `path` for reading and writing, and makes it where there is none.
///
/// # Errors
/// When it cannot be opened or made.
pub fn open(path: &Path) -> io::Result<File> {
    match create(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            File::options().read(true).write(true).open(path)
        }
        created => created,
    }
}

/// Makes the folder at `path`, and those that it is in, where they are missing.
///
/// # Errors
/// When they cannot be made.
pub fn create_folder(path: &Path) -> io::Result<()> {
    if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty() && !parent.exists()) {
        create_folder(parent)?;
    }
    match DirBuilder::new().create(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        Err(error) => Err(error),
        Ok(()) => {
            let uid = fs::symlink_metadata(path)?.uid();
            hand_over(path, uid, |uid, gid| lchown(path, Some(uid), Some(gid)))
        }
    }
}

/// Gives what was made at `path` by the user `made_by` to the owner and the group of its folder, if
/// that is somebody else. Who may not give files away keeps them.
fn hand_over(path: &Path, made_by: u32, give: impl FnOnce(u32, u32) -> io::Result<()>) -> io::Result<()> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    let folder = fs::metadata(parent.unwrap_or(Path::new(".")))?;
    if folder.uid() == made_by {
        return Ok(());
    }
    match give(folder.uid(), folder.gid()) {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Ok(()),
        given => given,
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::chown;

    use super::*;

    const SOMEBODY: (u32, u32) = (4242, 4343);

    /// A folder of somebody else's; `None` where this user may not give files away.
    fn folder() -> Option<tempfile::TempDir> {
        let folder = tempfile::tempdir().unwrap();
        if chown(folder.path(), Some(SOMEBODY.0), Some(SOMEBODY.1)).is_err() {
            println!("skipped: only root may give files away");
            return None;
        }
        Some(folder)
    }

    fn owner(path: &Path) -> (u32, u32) {
        let metadata = fs::symlink_metadata(path).unwrap();
        (metadata.uid(), metadata.gid())
    }

    #[test]
    fn what_is_made_belongs_to_the_owner_of_its_folder() {
        let Some(folder) = folder() else { return };
        let file = folder.path().join("guichet.db");
        create(&file).unwrap();
        assert_eq!(owner(&file), SOMEBODY);
        assert_eq!(create(&file).unwrap_err().kind(), ErrorKind::AlreadyExists);

        let new = folder.path().join("outbox/new");
        create_folder(&new).unwrap();
        create_folder(&new).unwrap();
        assert_eq!([owner(&new), owner(new.parent().unwrap())], [SOMEBODY; 2]);
    }

    #[test]
    fn what_was_there_keeps_its_owner() {
        let Some(folder) = folder() else { return };
        let file = folder.path().join("guichet.db.lock");
        fs::write(&file, "").unwrap();
        let before = owner(&file);
        open(&file).unwrap();
        assert_eq!(owner(&file), before);
        assert_ne!(before, SOMEBODY);
    }

    #[test]
    fn nothing_is_made_or_given_away_through_a_link() {
        let Some(folder) = folder() else { return };
        let elsewhere = tempfile::tempdir().unwrap();
        let link = folder.path().join("guichet.db");
        std::os::unix::fs::symlink(elsewhere.path().join("new"), &link).unwrap();
        assert_eq!(create(&link).unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert!(!elsewhere.path().join("new").exists());
    }
}
