//! What elements are: which make lines, which have no end tag, which are not shown.

use std::borrow::Cow;

use super::quotes::Quote;

/// A start tag as the tokenizer hands it over.
pub(super) type Tag = html5gum::StartTag<()>;

/// An open element.
pub(super) struct Open {
    /// Its name in lower case.
    pub name: String,
    /// Whether it stands on lines of its own.
    pub is_block: bool,
    /// Whether it or something around it is not shown.
    pub is_hidden: bool,
    /// Whether its white space counts.
    pub is_preformatted: bool,
    /// Whether its text is quoted.
    pub quote: Quote,
}

impl Open {
    /// Whether it ends the reach of end tags and implied ends: content does not leave its cell
    /// (§13.2.4.2).
    pub fn holds_cell(&self) -> bool {
        matches!(self.name.as_str(), "td" | "th" | "caption" | "table")
    }
}

/// The value of an attribute, empty if it has none.
pub(super) fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<Cow<'a, str>> {
    tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(value))
}

/// Whether an element stands on lines of its own.
pub(super) fn is_block(name: &str) -> bool {
    names(BLOCKS, name)
}

/// Whether an element has neither content nor end tag (§13.1.2).
pub(super) fn is_void(name: &str) -> bool {
    names(VOID, name)
}

/// Whether an element may stand in the head; any other ends it (§13.2.6.4.4).
pub(super) fn is_in_head(name: &str) -> bool {
    names(IN_HEAD, name) || name.contains(':')
}

/// Whether an element is not shown, or struck out, which says as much: it is none of the page's text,
/// its style says so, or it is an option that is not chosen.
pub(super) fn is_hidden(name: &str, tag: &Tag) -> bool {
    match name {
        _ if names(NOT_TEXT, name) => true,
        "option" => attribute(tag, "selected").is_none(),
        "s" | "strike" | "del" => true,
        _ => {
            let style = style(tag);
            attribute(tag, "hidden").is_some()
                || ["display:none", "line-through"].iter().any(|hides| style.contains(hides))
        }
    }
}

/// Whether white space counts in an element as it is written.
pub(super) fn is_preformatted(name: &str, tag: &Tag) -> bool {
    matches!(name, "pre" | "textarea" | "listing" | "xmp" | "plaintext")
        || style(tag).contains("white-space:pre")
}

/// The style of an element, in lower case and without spaces.
pub(super) fn style(tag: &Tag) -> String {
    let style = attribute(tag, "style").unwrap_or_default();
    style.chars().filter(|character| !character.is_whitespace()).collect::<String>().to_ascii_lowercase()
}

const BLOCKS: &str = "address article aside blockquote body caption center dd details dialog dir div dl \
    dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav \
    ol p pre section summary table tbody td tfoot th thead tr ul";

const VOID: &str = "area base basefont bgsound br col embed frame hr img input keygen link meta param source \
    track wbr";

const IN_HEAD: &str = "html head title meta link base style script noscript template xml";

const NOT_TEXT: &str = "head title style script template xml iframe noembed noframes noscript datalist svg";

/// Whether a list of names has this one.
fn names(list: &str, name: &str) -> bool {
    list.split_ascii_whitespace().any(|listed| listed == name)
}
