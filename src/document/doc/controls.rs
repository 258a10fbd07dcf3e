//! The ActiveX controls of a document, each in a storage of its own (MS-DOC §2.1, the `ObjectPool`).

use std::collections::HashMap;

use crate::compound::{CompoundFile, ROOT};
use crate::document::activex::{CONTENTS, Control, MAX_CONTROLS};

/// What each control shows, by the number that its storage is called by (MS-DOC `sprmCPicLocation`). What
/// cannot be read shows nothing.
pub(super) fn controls(file: &mut CompoundFile) -> HashMap<usize, String> {
    let pool = file.find(ROOT, "ObjectPool").map(|pool| file.within(pool)).unwrap_or_default();
    let mut controls = HashMap::new();
    for storage in pool.into_iter().take(MAX_CONTROLS) {
        let number = file.name(storage).strip_prefix('_').and_then(|number| number.parse().ok());
        let contents = file.find(storage, CONTENTS).and_then(|stream| file.content(stream).ok());
        let control = contents.as_deref().and_then(Control::read);
        controls.extend(number.zip(control.map(|control| control.shown())));
    }
    controls
}
