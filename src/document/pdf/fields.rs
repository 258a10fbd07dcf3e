//! Interactive form fields, as the widgets on the pages show them (ISO 32000-2 §12.7).
//!
//! Fields are reached from their widgets, through the parents whose attributes they inherit: what is
//! not shown on a page was not filled in by anybody.

use std::collections::HashSet;

use hayro_font::hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier};

use super::budget::Budget;
use super::sheet::Content;
use super::strings::{text, text_at, text_of};
use crate::document::{Field, Refusal, UNCHECKED, check_box};

/// How many parents a field may have.
const MAX_PARENTS: usize = 32;
/// Field flags (§12.7.4.2, §12.7.5).
const PASSWORD: i32 = 1 << 13;
const RADIO: i32 = 1 << 15;
const PUSH_BUTTON: i32 = 1 << 16;

/// One widget of a field.
pub(super) struct Widget<'a> {
    /// Its dictionary, its field's, and the dictionaries around that.
    chain: Vec<Dict<'a>>,
}

/// What a widget says.
pub(super) struct Reading {
    /// Its field, with the part of the value that this widget tells.
    pub field: Field,
    /// What it shows; nothing for buttons to press and signatures.
    pub content: Option<Content>,
}

impl<'a> Widget<'a> {
    pub fn new(widget: &Dict<'a>) -> Self {
        let mut seen = HashSet::new();
        let parent = |dict: &Dict<'a>| {
            let is_new = seen.insert(ObjectIdentifier::from(dict.get_ref("Parent")?));
            dict.get::<Dict>("Parent").filter(|_| is_new)
        };
        let chain = std::iter::successors(Some(widget.clone()), parent).take(MAX_PARENTS).collect();
        Self { chain }
    }

    /// What it says, if it belongs to a field.
    ///
    /// # Errors
    /// `TooLarge`.
    pub fn read(&self, budget: &mut Budget) -> Result<Option<Reading>, Refusal> {
        let Some(kind) = self.inherited::<Name>("FT") else { return Ok(None) };
        let flags = self.inherited::<i32>("Ff").unwrap_or(0);
        let (value, content) = match &*kind {
            b"Btn" if flags & PUSH_BUTTON != 0 => return Ok(None),
            b"Btn" => self.button(flags & RADIO != 0),
            b"Tx" => {
                let value = self.typed(budget)?;
                let shown = if flags & PASSWORD == 0 { value.clone() } else { String::new() };
                (value, Content::Text(shown))
            }
            b"Ch" => {
                let value = self.chosen();
                (value.clone(), Content::Text(value))
            }
            _ => return Ok(None),
        };
        Ok(Some(Reading { field: Field { name: self.name(), value }, content: Some(content) }))
    }

    /// The full name, the parents' first (§12.7.4.2).
    fn name(&self) -> String {
        let parts: Vec<String> = self.chain.iter().rev().filter_map(|dict| text_at(dict, "T")).collect();
        parts.join(".")
    }

    fn inherited<T: TryFrom<Object<'a>>>(&self, key: &str) -> Option<T> {
        let found = self.chain.iter().find_map(|dict| dict.get::<Object>(key))?;
        T::try_from(found).ok()
    }

    /// What was typed: a string, or a stream where it is long.
    fn typed(&self, budget: &mut Budget) -> Result<String, Refusal> {
        let value = match self.inherited::<Object>("V") {
            Some(Object::Stream(stream)) => text(&budget.decode(&stream)?),
            Some(value) => text_of(&value).unwrap_or_default(),
            None => String::new(),
        };
        Ok(value.replace("\r\n", "\n").replace('\r', "\n").trim_end().to_owned())
    }

    /// What was chosen from a list, as the list shows it.
    fn chosen(&self) -> String {
        let chosen = match self.inherited::<Object>("V") {
            Some(Object::Array(several)) => {
                several.iter::<Object>().filter_map(|one| text_of(&one)).collect()
            }
            one => one.as_ref().and_then(text_of).into_iter().collect::<Vec<_>>(),
        };
        let options = self.options();
        let shown = |export: &String| {
            let option = options.iter().find(|(value, _)| value == export);
            option.map_or_else(|| export.clone(), |(_, shown)| shown.clone())
        };
        chosen.iter().map(shown).collect::<Vec<_>>().join(", ")
    }

    /// The options of a field: what they export, and what they show.
    fn options(&self) -> Vec<(String, String)> {
        let options = self.inherited::<Array>("Opt").unwrap_or_default();
        let option = |option: Object| match option {
            Object::Array(pair) => {
                let mut pair = pair.iter::<Object>().filter_map(|text| text_of(&text));
                Some((pair.next()?, pair.next()?))
            }
            text => text_of(&text).map(|text| (text.clone(), text)),
        };
        options.iter::<Object>().filter_map(option).collect()
    }

    /// A check box or a radio button: ticked where its appearance says so, or the value of its field
    /// where a program set that alone (§12.7.5.2). A radio button tells what it exports.
    fn button(&self, is_radio: bool) -> (String, Content) {
        let on = self.on_state();
        let appearance = self.chain.first().and_then(|widget| text_at(widget, "AS"));
        let value = self.inherited::<Object>("V").as_ref().and_then(text_of);
        let is_on = |state: &Option<String>| {
            let state = state.as_deref().filter(|state| !state.is_empty() && *state != "Off");
            state.is_some_and(|state| on.as_deref().is_none_or(|on| on == state))
        };
        let is_ticked = is_on(&appearance) || is_on(&value) && (on.is_some() || !is_radio);
        let export = || {
            let state = on.clone().or(appearance.clone()).unwrap_or_default();
            let options = self.options();
            let option = state.parse::<usize>().ok().and_then(|index| options.get(index));
            option.map_or(state, |(_, shown)| shown.clone())
        };
        let told = match (is_radio, is_ticked) {
            (true, true) => export(),
            (true, false) => String::new(),
            (false, ticked) => check_box(ticked).to_string(),
        };
        (told, Content::Box(is_ticked))
    }

    /// The state that ticks this widget, named by its appearances.
    fn on_state(&self) -> Option<String> {
        let appearances = self.chain.first()?.get::<Dict>("AP")?;
        let normal = appearances.get::<Dict>("N")?;
        let states = normal.keys().filter(|state| **state != *b"Off");
        states.map(|state| String::from_utf8_lossy(&state).into_owned()).min()
    }
}

/// Adds a field to those of a document: one that has several widgets is one, and its value is what
/// the first of them that has any tells.
pub(super) fn record(fields: &mut Vec<Field>, field: Field) {
    if field.name.is_empty() {
        return;
    }
    let is_blank = |value: &str| value.is_empty() || value == UNCHECKED.to_string();
    match fields.iter_mut().find(|known| known.name == field.name) {
        Some(known) if is_blank(&known.value) && !field.value.is_empty() => known.value = field.value,
        Some(_) => {}
        None => fields.push(field),
    }
}
