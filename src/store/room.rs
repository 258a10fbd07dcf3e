//! How much room the disk of the database has.

use std::io;
use std::path::Path;

use crate::trial;

/// The room on a disk, in octets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// What is free for this user.
    pub free: u64,
    /// All of it, used or free.
    pub total: u64,
}

/// The room on the disk that holds `path`.
///
/// # Errors
/// When the file system does not say.
pub fn room(path: &Path) -> io::Result<Room> {
    if let Some(free) = trial::free() {
        return Ok(Room { free, total: u64::MAX });
    }
    let disk = rustix::fs::statvfs(path)?;
    let octets = |blocks: u64| blocks.saturating_mul(disk.f_frsize);
    Ok(Room { free: octets(disk.f_bavail), total: octets(disk.f_blocks) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_says_how_much_room_it_has() {
        let folder = tempfile::tempdir().unwrap();
        let disk = room(folder.path()).unwrap();
        assert!(0 < disk.free && disk.free <= disk.total);
        assert!(room(&folder.path().join("nothing")).is_err());
    }
}
