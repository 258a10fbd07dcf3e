//! How notices leave.

mod maildir;

pub use maildir::Maildir;

/// Why a notice could not be delivered; it is tried again.
#[derive(Debug, thiserror::Error)]
#[error("the letter cannot be written to {}: {source}", path.display())]
pub struct DeliveryError {
    /// Where to.
    pub path: std::path::PathBuf,
    /// Why not.
    pub source: std::io::Error,
}
