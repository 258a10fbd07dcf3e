//! What the codes of a font stand for and how wide they are (ISO 32000-2 §9.5 to §9.10).

use std::collections::HashMap;
use std::sync::Arc;

use hayro_font::hayro_cmap::{BfString, load_embedded};
use hayro_font::hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_font::{
    CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn, StandardFont, UNITS_PER_EM,
};

use super::budget::Budget;
use crate::document::Refusal;

/// What is shown for a glyph that stands for no known character.
pub(super) const UNREADABLE: char = '\u{fffd}';

/// The fonts of a document.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    /// Stands in for fonts that no file brings.
    substitutes: FontResolverFn,
    character_maps: CMapResolverFn,
    /// The fonts opened so far that are objects of their own.
    opened: HashMap<ObjectIdentifier, Option<Font<'a>>>,
}

/// A character code in a string, as its font shows it.
pub(super) struct Shown {
    /// The characters that it stands for.
    pub text: String,
    /// How far it moves on, in em.
    pub advance: f64,
    /// Whether it is the one-byte code 32, to which word spacing applies.
    pub is_space: bool,
}

impl<'a> Fonts<'a> {
    pub fn new() -> Self {
        let substitute = |query: &FontQuery| match query {
            FontQuery::Standard(font) => Some(font.get_font_data()),
            FontQuery::Fallback(query) => Some(query.pick_standard_font().get_font_data()),
        };
        Self {
            cache: FontCache::new(),
            substitutes: Arc::new(substitute),
            character_maps: Arc::new(load_embedded),
            opened: HashMap::new(),
        }
    }

    /// The font that resources know by a name, or one that stands in for it.
    ///
    /// # Errors
    /// `TooLarge`.
    pub fn font(
        &mut self,
        resources: &Dict<'a>,
        name: &Name,
        budget: &mut Budget,
    ) -> Result<Option<Font<'a>>, Refusal> {
        let id = resources.get_ref(name).map(ObjectIdentifier::from);
        if let Some(font) = id.and_then(|id| self.opened.get(&id)) {
            return Ok(font.clone());
        }
        let dict = resources.get::<Dict>(name).unwrap_or_default();
        for stream in streams(&dict) {
            budget.measure(&stream)?;
        }
        let is_sound = has_sound_widths(&dict);
        let font = is_sound.then(|| self.cache.font(&dict, &self.substitutes, &self.character_maps));
        let font =
            font.flatten().or_else(|| self.cache.standard_font(StandardFont::Helvetica, &self.substitutes));
        if let Some(id) = id {
            self.opened.insert(id, font.clone());
        }
        Ok(font)
    }
}

/// The streams that are decoded when a font is opened.
fn streams<'a>(dict: &Dict<'a>) -> Vec<Stream<'a>> {
    let descendant = dict.get::<Array>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict>().next());
    let own = [dict.get("ToUnicode"), dict.get("Encoding")];
    let of_dict = |dict: &Dict<'a>| {
        let descriptor = dict.get::<Dict>("FontDescriptor").unwrap_or_default();
        let programs = ["FontFile", "FontFile2", "FontFile3"].map(|key| descriptor.get(key));
        programs.into_iter().chain([dict.get("CIDToGIDMap")]).collect::<Vec<Option<Stream>>>()
    };
    let below = descendant.as_ref().map(of_dict).unwrap_or_default();
    own.into_iter().chain(of_dict(dict)).chain(below).flatten().collect()
}

/// Whether the widths of a font are for codes that there are: room is made for every code up to the
/// first, and for each in a range (§9.6.2.1, §9.7.4.3).
fn has_sound_widths(dict: &Dict) -> bool {
    /// How many glyphs a font may tell the widths of; each has a number below 65,536.
    const MAX_GLYPHS: usize = 1 << 17;
    let is_byte = |code: usize| u8::try_from(code).is_ok();
    let first = dict.get::<usize>("FirstChar").is_none_or(is_byte);
    let descendants = dict.get::<Array>("DescendantFonts").unwrap_or_default();
    let ranges = |key: &'static str, length: usize| {
        let widths = descendants.iter::<Dict>().next().and_then(|font| font.get::<Array>(key));
        range_sizes(&widths.unwrap_or_default(), length)
    };
    first && ranges("W", 3).saturating_add(ranges("W2", 5)) <= MAX_GLYPHS
}

/// How many glyphs the ranges in an array of widths cover, each given by so many numbers; other
/// glyphs have their widths listed one by one.
fn range_sizes(widths: &Array, length: usize) -> usize {
    let mut total = 0_usize;
    let mut numbers: Vec<usize> = Vec::new();
    for item in widths.iter::<Object>() {
        let Object::Number(number) = item else {
            numbers.clear();
            continue;
        };
        numbers.push(usize::try_from(number.as_i64()).unwrap_or(0));
        if numbers.len() == length {
            if let [first, last, ..] = numbers.as_slice() {
                total = total.saturating_add(last.saturating_sub(*first));
            }
            numbers.clear();
        }
    }
    total
}

/// The codes in a string.
pub(super) fn shown(font: &Font, string: &[u8]) -> Vec<Shown> {
    let mut codes = Vec::new();
    let mut at = 0;
    while at < string.len() {
        let (code, length) = font.read_code(string, at);
        at += length.max(1);
        codes.push(Shown {
            text: text(font, code),
            advance: font.code_advance(code).x / f64::from(UNITS_PER_EM),
            is_space: length == 1 && code == 32,
        });
    }
    codes
}

fn text(font: &Font, code: u32) -> String {
    let unicode = match font.glyph(font.map_code(code), code) {
        FontGlyph::Outline(glyph) => glyph.as_unicode(),
        FontGlyph::Type3(glyph) => glyph.as_unicode(),
    };
    match unicode {
        Some(BfString::Char(character)) => spelt(character),
        Some(BfString::String(text)) => text.chars().map(spelt).collect(),
        None => UNREADABLE.to_string(),
    }
}

/// A character with ligatures taken apart.
fn spelt(character: char) -> String {
    let letters = match character {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ if character.is_control() => " ",
        _ => return character.to_string(),
    };
    letters.to_owned()
}
