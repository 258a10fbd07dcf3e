//! Tracked changes (ODF 1.3 part 3 §5.5). What was deleted stands either with the change that says so
//! or still in the text, between two marks.

use std::collections::HashSet;

use crate::document::Refusal;
use crate::document::xml::{Element, Xml};

/// The changes that delete text.
#[derive(Default)]
pub(super) struct Changes {
    deletions: HashSet<String>,
    /// Those that have begun and not ended.
    open: HashSet<String>,
}

impl Changes {
    /// Reads an open `text:tracked-changes`.
    ///
    /// # Errors
    /// `Damaged` or `TooLarge`.
    pub fn read(&mut self, xml: &mut Xml) -> Result<(), Refusal> {
        let mut region = None;
        xml.inside(|element, depth| match (element.name.local.as_str(), depth) {
            ("changed-region", 1) => region = element.attribute("id"),
            ("deletion", 2) => self.deletions.extend(region.take()),
            _ => {}
        })
    }

    /// Takes in a `text:change-start`.
    pub fn begin(&mut self, element: &Element) {
        let change = element.attribute("change-id");
        self.open.extend(change.filter(|change| self.deletions.contains(change)));
    }

    /// Takes in a `text:change-end`.
    pub fn end(&mut self, element: &Element) {
        if let Some(change) = element.attribute("change-id") {
            self.open.remove(&change);
        }
    }

    /// Whether text that stands here is deleted.
    pub fn deletes(&self) -> bool {
        !self.open.is_empty()
    }
}
