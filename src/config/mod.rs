//! TOML → [`Config`], every fault found at once, each with its line and a remedy.
//!
//! Each section of the file has a module of its own, whose `read` goes through the keys like the
//! documentation of that section: the key, the kind of value, an example. [`section`] walks the
//! tables, [`kinds`] and [`endpoint`] turn single values into what they mean, [`fault`] collects
//! what is wrong. Nothing is expanded from the environment, and no file but the configuration
//! itself is opened: the files that it names are for those who use them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use toml::de::DeTable;

mod credential;
mod endpoint;
mod event;
mod fault;
mod field;
mod kinds;
mod mailbox;
mod privacy;
mod section;
mod sender;
mod spelling;
mod staff;
mod store;

#[cfg(test)]
mod tests;

pub use endpoint::{ImapUrl, Mailbox, Sender, SmtpUrl, Tls};
pub use event::EventConfig;
pub use fault::{Fault, Faults};
pub use mailbox::{After, MailboxConfig};
pub use sender::SenderConfig;
pub use staff::{DigestWhen, StaffConfig};
pub use store::StoreConfig;

use fault::Findings;
use section::Section;

use crate::letters::Privacy;

/// Where the configuration of an installed desk is.
pub const INSTALLED: &str = "/etc/guichet/guichet.toml";

/// What the configuration file says, with every default filled in and every path absolute.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Where it was read.
    pub path: PathBuf,
    /// Where bulletins arrive.
    pub mailbox: MailboxConfig,
    /// How notices leave.
    pub sender: SenderConfig,
    /// Where registrations are kept.
    pub store: StoreConfig,
    /// Who is told, and when.
    pub staff: StaffConfig,
    /// What people are told about the use of their data.
    pub privacy: Privacy,
    /// The events, at least one, each with an identifier of its own.
    pub events: Vec<EventConfig>,
}

/// Reads the configuration at `path`.
///
/// # Errors
/// Every fault of the file; a single one when it is missing or unreadable.
pub fn load(path: &Path) -> Result<Config, Faults> {
    let octets = std::fs::read(path).map_err(|error| Faults::unreadable(path, &error))?;
    let text = String::from_utf8(octets).map_err(|error| Faults::not_utf8(path, &error))?;
    parse(&text, path)
}

/// Reads `text` as the configuration that stands at `origin`, against whose folder relative paths
/// are resolved.
///
/// # Errors
/// Every fault of the text.
pub fn parse(text: &str, origin: &Path) -> Result<Config, Faults> {
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut findings = Findings::new(text, &errors);
    let folder = folder_of(origin);
    let config =
        Section::document(document.get_ref(), &mut findings).read(|root| Config::read(root, origin, &folder));
    findings.conclude(config, origin)
}

impl Config {
    /// Its path, where commands must name it.
    #[must_use]
    pub fn named_in_commands(&self) -> Option<String> {
        (self.path != Path::new(INSTALLED)).then(|| self.path.display().to_string())
    }

    /// Reads the whole document; `[staff]` first, for every local time is in its zone.
    fn read(root: &mut Section, origin: &Path, folder: &Path) -> Option<Self> {
        let staff = root.table("staff", |section| Some(StaffConfig::read(section)));
        let timezone = staff.as_ref().map_or_else(staff::default_timezone, |staff| staff.timezone.clone());
        let context = Context { folder: folder.to_owned(), timezone };

        let mailbox = root.table("mailbox", |section| MailboxConfig::read(section, &context));
        let plaintext = mailbox.as_ref().is_some_and(|mailbox| mailbox.plaintext);
        let sender = root.table("sender", |section| SenderConfig::read(section, &context, plaintext));
        let from = sender.as_ref().map(|sender| &sender.from);
        let privacy = root.table("privacy", |section| privacy::read(section, from));
        let store = root.table("store", |section| StoreConfig::read(section, &context));

        let mut identifiers = BTreeSet::new();
        let events = root.tables("event", |section| EventConfig::read(section, &context, &mut identifiers));
        root.expect_some(
            "event",
            "there is no event to register for",
            "write [[event]] with id, title, starts, place and capacity",
        );

        Some(Self {
            path: origin.to_owned(),
            mailbox: mailbox?,
            sender: sender?,
            store: store?,
            staff: staff?,
            privacy: privacy?,
            events: events?,
        })
    }
}

/// What the meaning of a value depends on beside the value.
struct Context {
    /// The folder of the configuration file, against which relative paths are resolved.
    folder: PathBuf,
    /// The zone of local times.
    timezone: TimeZone,
}

fn folder_of(origin: &Path) -> PathBuf {
    let origin = std::path::absolute(origin).unwrap_or_else(|_| origin.to_owned());
    origin.parent().map(Path::to_owned).unwrap_or_default()
}
