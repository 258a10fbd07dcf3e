//! `[store]`: where registrations are kept.

use std::path::PathBuf;

use super::Context;
use super::kinds::path_in;
use super::section::Section;

/// Where registrations are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreConfig {
    /// The `SQLite` database, made when it is not there.
    pub path: PathBuf,
}

impl StoreConfig {
    pub(super) fn read(section: &mut Section, context: &Context) -> Option<Self> {
        let path = section.required("path", path_in(&context.folder), r#""/var/lib/guichet/guichet.db""#);
        Some(Self { path: path? })
    }
}
