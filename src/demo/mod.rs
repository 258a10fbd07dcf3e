//! A play in thirty messages: what could have arrived at the desk between 26 February and 23 March 2016,
//! for a meeting at IREV in Lille whose seats are too few. Needs no network and no configuration, and is
//! the same each time. People, addresses and telephone numbers are invented.
//!
//! `play` is the script, `cast` who appears in it, `scene` how a line of the script becomes a message;
//! `programs` knows how mail programs write, `mime` and `encoding` put it into octets, and [`forms`]
//! fills in bulletins.

use std::io;
use std::path::Path;

use jiff::Timestamp;
use thiserror::Error;

mod cast;
mod encoding;
pub mod forms;
mod mime;
mod play;
mod programs;
mod scan;
mod scene;
#[cfg(test)]
mod tests;

/// One message of the demo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// A short name of its own, e.g. `bulletin-grid-three-people`.
    pub name: &'static str,
    /// When the server received it, as its newest Received field says.
    pub received_at: Timestamp,
    /// The message as delivered, with its trace fields, in lines ended by CRLF.
    pub octets: Vec<u8>,
    /// What the desk is expected to make of it, e.g. `registered`.
    pub outcome: &'static str,
}

/// Why the demo's messages could not be written; never seen unless the script is wrong.
#[derive(Debug, Error)]
pub enum SampleError {
    /// A moment of the script is none.
    #[error("a moment of the demo's script cannot be read")]
    Moment(#[from] jiff::Error),
    /// A form could not be packed.
    #[error("a form of the demo could not be written")]
    Form(#[from] io::Error),
}

/// All messages, in the order in which the server received them.
pub fn samples() -> Result<Vec<Sample>, SampleError> {
    play::scenes().iter().map(scene::Scene::sample).collect()
}

/// The configuration of the demo: messages are read from the Maildir `inbox`, notices written to the
/// Maildir `outbox`, and the desk remembers in the file `database`.
#[must_use]
pub fn configuration(inbox: &Path, outbox: &Path, database: &Path) -> String {
    let [inbox, outbox, database] = [inbox, outbox, database]
        .map(|path| path.display().to_string().replace('\\', "\\\\").replace('"', "\\\""));
    format!(
        r#"[mailbox]
url = "maildir:{inbox}"

[sender]
url = "maildir:{outbox}"
from = "IREV <contact@irev.fr>"

[store]
path = "{database}"

[staff]
addresses = ["equipe@irev.fr", "contact@irev.fr"]
digest_to = ["equipe@irev.fr"]
timezone = "Europe/Paris"

[[event]]
id = "conseils-citoyens-2016-03-24"
title = "Rencontre de réseau référents conseil citoyen : séance de rattrapage"
starts = "2016-03-24T09:00"
ends = "2016-03-24T12:00"
closes = "2016-03-23T18:00"
place = "IREV, 135 boulevard Paul Painlevé, Lille"
capacity = 12
keywords = ["conseil citoyen", "conseils citoyens", "24 mars"]
"#
    )
}
