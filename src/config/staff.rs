//! `[staff]`: who is told, and when.

use jiff::SignedDuration;
use jiff::civil::{Time, time};
use jiff::tz::TimeZone;

use super::kinds::{address, duration, one_of, positive_duration, time_of_day, timezone};
use super::section::Section;

/// Who runs the desk.
#[derive(Debug, Clone, PartialEq)]
pub struct StaffConfig {
    /// Whose forwards and commands count; see [`StaffConfig::includes`].
    pub addresses: Vec<String>,
    /// Who gets the digest, and the alarms; see [`StaffConfig::readers`].
    pub digest_to: Vec<String>,
    /// When the digest leaves, every day.
    pub digest_at: Time,
    /// On which days there is one.
    pub digest_when: DigestWhen,
    /// How long before an event starts the sign-in sheet comes with it.
    pub sign_in_sheet_from: SignedDuration,
    /// How long a server may be away, or a letter wait for it, before they hear of it at once.
    pub alarm_after: SignedDuration,
    /// The zone of every local time.
    pub timezone: TimeZone,
}

/// On which days there is a digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DigestWhen {
    /// Every day until the last event is over, so that silence means trouble; after that as with
    /// [`DigestWhen::Changes`].
    Always,
    /// When something is new, or waits for a person.
    Changes,
}

const DIGEST_WHEN: [(&str, DigestWhen); 2] =
    [("always", DigestWhen::Always), ("changes", DigestWhen::Changes)];

impl StaffConfig {
    pub(super) fn read(section: &mut Section) -> Self {
        let addresses = section.list("addresses", address, r#"["equipe@example.org"]"#);
        let digest_to = section.list("digest_to", address, r#"["equipe@example.org"]"#);
        let digest_at = section.optional("digest_at", time_of_day, r#""08:00""#);
        let digest_when = section.optional("digest_when", one_of(&DIGEST_WHEN), r#""always""#);
        let sign_in_sheet_from = section.optional("sign_in_sheet_from", duration, r#""2d""#);
        let alarm_after = section.optional("alarm_after", positive_duration, r#""30m""#);
        let timezone = section.optional("timezone", timezone, r#""Europe/Paris""#);

        Self {
            addresses: addresses.unwrap_or_default(),
            digest_to: digest_to.unwrap_or_default(),
            digest_at: digest_at.unwrap_or(time(8, 0, 0, 0)),
            digest_when: digest_when.unwrap_or(DigestWhen::Always),
            sign_in_sheet_from: sign_in_sheet_from.unwrap_or(SignedDuration::from_hours(48)),
            alarm_after: alarm_after.unwrap_or(SignedDuration::from_mins(30)),
            timezone: timezone.unwrap_or_else(default_timezone),
        }
    }

    /// Who hears of what cannot wait: those who get the digest, or else the colleagues; each once, in
    /// upper or lower case.
    #[must_use]
    pub fn readers(&self) -> Vec<String> {
        let named = if self.digest_to.is_empty() { &self.addresses } else { &self.digest_to };
        let mut readers: Vec<String> = Vec::new();
        for address in named {
            if !readers.iter().any(|reader| reader.eq_ignore_ascii_case(address)) {
                readers.push(address.clone());
            }
        }
        readers
    }

    /// Whether this is the address of a colleague, in upper or lower case.
    #[must_use]
    pub fn includes(&self, address: &str) -> bool {
        self.addresses.iter().any(|known| known.eq_ignore_ascii_case(address))
    }
}

/// The zone of local times unless the configuration says another.
pub(super) fn default_timezone() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC)
}
