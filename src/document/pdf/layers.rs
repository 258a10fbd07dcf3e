//! Layers that are switched off (ISO 32000-2 §8.11).

use std::collections::HashSet;

use hayro_font::hayro_syntax::object::{Array, Dict, ObjectIdentifier};

/// The layers of a document that are not shown.
#[derive(Default)]
pub(super) struct Layers {
    off: HashSet<ObjectIdentifier>,
}

impl Layers {
    /// Those that the catalog's usual configuration switches off.
    pub fn of(catalog: &Dict) -> Self {
        let usual = catalog.get::<Dict>("OCProperties").and_then(|all| all.get::<Dict>("D"));
        let off = usual.and_then(|usual| usual.get::<Array>("OFF")).unwrap_or_default();
        Self { off: references(&off).collect() }
    }

    /// Whether what `key` of `dict` names is not shown: a layer, or several that are all off.
    pub fn hides(&self, dict: &Dict, key: &str) -> bool {
        if self.off.is_empty() {
            return false;
        }
        let is_off = |id: ObjectIdentifier| self.off.contains(&id);
        let members = dict.get::<Dict>(key).unwrap_or_default();
        let all_off = match (members.get_ref("OCGs"), members.get::<Array>("OCGs")) {
            (Some(one), None) => is_off(one.into()),
            (_, Some(several)) => {
                let mut several = references(&several).peekable();
                several.peek().is_some() && several.all(is_off)
            }
            (None, None) => false,
        };
        all_off || dict.get_ref(key).is_some_and(|layer| is_off(layer.into()))
    }
}

fn references(array: &Array) -> impl Iterator<Item = ObjectIdentifier> {
    array.raw_iter().filter_map(|item| item.as_obj_ref()).map(Into::into)
}
