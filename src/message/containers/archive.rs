//! Archives of files.

use super::{Enclosed, MOST_FILES};
use crate::archive::Archive;

/// What the packages of office programs hold (ECMA-376-2, ODF part 2): those are documents.
const OF_A_DOCUMENT: [&str; 5] =
    ["[Content_Types].xml", "_rels/.rels", "mimetype", "content.xml", "word/document.xml"];

/// The files in it; `None` where it is a document, is encrypted or damaged, or inflates to more than `limit`.
pub(super) fn read(bytes: &[u8], limit: usize) -> Option<Vec<Enclosed>> {
    let mut archive = Archive::open(bytes).ok()?.limited_to(limit);
    if archive.names().any(|(_, name)| OF_A_DOCUMENT.iter().any(|part| part.eq_ignore_ascii_case(name))) {
        return None;
    }
    let named: Vec<_> = archive.names().map(|(index, name)| (index, name.to_owned())).collect();
    let files = named.into_iter().filter(|(_, name)| !name.ends_with('/') && !is_apparatus(name));
    let read = |(index, name)| archive.entry(index).ok().map(|bytes| Enclosed { name, bytes });
    files.take(MOST_FILES).map(read).collect()
}

/// What file managers put beside the files of people.
fn is_apparatus(name: &str) -> bool {
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    name.starts_with("__MACOSX/") || matches!(base, ".DS_Store" | "Thumbs.db" | "desktop.ini")
}
