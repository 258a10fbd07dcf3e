//! `[staff]`: who is told, and when.

use jiff::civil::{Time, time};
use jiff::tz::TimeZone;

use super::kinds::{address, time_of_day, timezone};
use super::section::Section;

/// Who runs the desk.
#[derive(Debug, Clone, PartialEq)]
pub struct StaffConfig {
    /// Whose forwards and commands count; see [`StaffConfig::includes`].
    pub addresses: Vec<String>,
    /// Who gets the digest; nobody when it is empty.
    pub digest_to: Vec<String>,
    /// When the digest leaves, every day.
    pub digest_at: Time,
    /// The zone of every local time.
    pub timezone: TimeZone,
}

impl StaffConfig {
    pub(super) fn read(section: &mut Section) -> Self {
        let addresses = section.list("addresses", address, r#"["equipe@example.org"]"#);
        let digest_to = section.list("digest_to", address, r#"["equipe@example.org"]"#);
        let digest_at = section.optional("digest_at", time_of_day, r#""08:00""#);
        let timezone = section.optional("timezone", timezone, r#""Europe/Paris""#);

        Self {
            addresses: addresses.unwrap_or_default(),
            digest_to: digest_to.unwrap_or_default(),
            digest_at: digest_at.unwrap_or(time(8, 0, 0, 0)),
            timezone: timezone.unwrap_or_else(default_timezone),
        }
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
