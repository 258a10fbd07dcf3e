//! What the styles of paragraphs and of characters say of whether text counts: hidden text is not
//! shown, and struck-out text says as much (ODF 1.3 part 3 §16, §20.336, §20.405).

use std::collections::HashMap;

use crate::document::Refusal;
use crate::document::xml::{Element, Space, Xml};

/// How many styles are kept.
const MAX_STYLES: usize = 20_000;
/// How many styles a style may inherit from, one from the other.
const MAX_PARENTS: usize = 16;

/// The style of the placeholders that Word puts where nothing was filled in.
const PLACEHOLDER: &str = "Placeholder_20_Text";

/// The styles of a document by family and name.
#[derive(Default)]
pub(super) struct Styles(HashMap<(Family, String), Style>);

/// Whose style it is; other families change no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Family {
    Paragraph,
    Text,
}

#[derive(Default)]
struct Style {
    parent: Option<String>,
    own: Look,
}

/// What is said of a text, as far as it is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    hidden: Option<bool>,
    struck: Option<bool>,
    placeholder: bool,
}

impl Look {
    /// What counts in something inside that says this of itself.
    pub fn with(self, inner: Self) -> Self {
        Self {
            hidden: inner.hidden.or(self.hidden),
            struck: inner.struck.or(self.struck),
            placeholder: inner.placeholder || self.placeholder,
        }
    }

    /// Whether text that looks like this does not count. What is typed over a placeholder in a content
    /// control keeps its look: there it does, once the control `is_filled_in`.
    pub fn hides(self, is_filled_in: bool) -> bool {
        self.hidden == Some(true) || self.struck == Some(true) || self.placeholder && !is_filled_in
    }

    /// Reads `style:text-properties`. OpenOffice.org 1 had another name for striking out.
    fn of(properties: &Element) -> Self {
        let names = ["text-line-through-style", "text-line-through-type", "text-crossing-out"];
        let struck = names.iter().find_map(|name| properties.attribute(name));
        Self {
            hidden: properties.attribute("display").map(|display| display == "none"),
            struck: struck.map(|line| line != "none"),
            placeholder: false,
        }
    }
}

impl Styles {
    /// Reads an open `office:styles` or `office:automatic-styles`.
    ///
    /// # Errors
    /// `Damaged` or `TooLarge`.
    pub fn read(&mut self, xml: &mut Xml) -> Result<(), Refusal> {
        let mut current = None;
        xml.inside(|element, depth| match (element.name.space, element.name.local.as_str(), depth) {
            (Space::Style, "style", 1) => current = self.begin(element),
            (_, _, 1) => current = None,
            (Space::Style, "text-properties" | "properties", 2) => {
                if let Some(style) = current.as_ref().and_then(|key| self.0.get_mut(key)) {
                    style.own = style.own.with(Look::of(element));
                }
            }
            _ => {}
        })?;
        if self.0.len() > MAX_STYLES { Err(Refusal::TooLarge) } else { Ok(()) }
    }

    /// Begins a style, which replaces one of the same name.
    fn begin(&mut self, element: &Element) -> Option<(Family, String)> {
        if self.0.len() > MAX_STYLES {
            return None;
        }
        let family = match element.attribute("family")?.as_str() {
            "paragraph" => Family::Paragraph,
            "text" => Family::Text,
            _ => return None,
        };
        let key = (family, element.attribute("name")?);
        let own = Look { placeholder: key.1 == PLACEHOLDER, ..Look::default() };
        let style = Style { parent: element.attribute("parent-style-name"), own };
        self.0.insert(key.clone(), style);
        Some(key)
    }

    /// What the style that an element names says, itself or through those it inherits from.
    pub fn look(&self, family: Family, element: &Element) -> Look {
        let mut look = Look::default();
        let mut name = element.attribute("style-name");
        for _ in 0..MAX_PARENTS {
            let Some(style) = name.take().and_then(|name| self.0.get(&(family, name))) else { break };
            look = style.own.with(look);
            name.clone_from(&style.parent);
        }
        look
    }
}
