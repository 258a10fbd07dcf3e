//! `[privacy]`: what people are told about the use of their data.

use super::kinds::text;
use super::section::Section;
use crate::letters::Privacy;
use crate::message::Mailbox;

const PURPOSE: &str = "gérer les inscriptions à nos rencontres";
/// What ends it, rather than a date that nobody might keep.
const RETENTION: &str = "tant que l'organisation et le suivi des rencontres le demandent";

/// Reads the section; what it leaves out follows from whom letters come `from`.
pub(super) fn read(section: &mut Section, from: Option<&Mailbox>) -> Option<Privacy> {
    let controller = section.optional("controller", text, r#""IREV""#);
    let purpose = section.optional("purpose", text, &format!("{PURPOSE:?}"));
    let retention = section.optional("retention", text, r#""jusqu'à un an après la rencontre""#);
    let contact = section.optional("contact", text, r#""contact@example.org""#);

    let Mailbox { name, address } = from?;
    Some(Privacy {
        controller: controller.unwrap_or_else(|| name.as_ref().unwrap_or(address).clone()),
        purpose: purpose.unwrap_or_else(|| PURPOSE.to_owned()),
        retention: retention.unwrap_or_else(|| RETENTION.to_owned()),
        contact: contact.unwrap_or_else(|| address.clone()),
    })
}
