//! A page that was saved with its pictures in one message: MHTML (RFC 2557), as Word and browsers do.

use std::sync::LazyLock;

use regex::Regex;

use crate::message::Message;
use crate::message::fields::Fields;
use crate::message::parameters::Parameterized;
use crate::pattern::pattern;

/// The page; `None` where the header fields are not those of a web archive, or it has lost its page.
pub(super) fn read(bytes: &[u8], fields: &Fields) -> Option<Vec<u8>> {
    static END: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)</html\s*>"));
    let content_type = Parameterized::read(&fields.raw_text("content-type")?);
    let was_sent = fields.has("message-id") || fields.has("received");
    if content_type.value != "multipart/related" || was_sent {
        return None;
    }
    let pages = Message::parse(bytes, &[])?.html?;
    // Headers and footers are pages of their own after it.
    let end = END.find(&pages).map_or(pages.len(), |end| end.end());
    pages.get(..end).map(|page| page.as_bytes().to_vec())
}
