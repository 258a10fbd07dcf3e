//! Which event a message goes on about, by what the desk wrote and recorded before.

use super::Book;
use super::error::Result;
use crate::bulletin::reading::{Reading, Reason, Verdict};

/// The events of a letter: those of its registrations, else that of the message that it answers or of which a
/// person decided.
const OF_LETTER: &str = "
    SELECT DISTINCT registration.event FROM notice
        JOIN notice_registration ON notice_registration.notice = notice.id
        JOIN registration ON registration.id = notice_registration.registration
    WHERE notice.message_id = ?";
const OF_LETTERS_CAUSE: &str = "
    SELECT DISTINCT message.event FROM notice JOIN message ON message.id = CASE
        WHEN cause GLOB 'message:*' THEN CAST(substr(cause, 9) AS INTEGER)
        WHEN cause GLOB 'review:*' THEN (SELECT message FROM review WHERE id = CAST(substr(cause, 8) AS INTEGER)) END
    WHERE notice.message_id = ? AND message.event IS NOT NULL";
const OF_CODE: &str = "SELECT event FROM registration WHERE code = ?";
const OF_ADDRESS: &str = "
    SELECT DISTINCT registration.event FROM address JOIN registration ON registration.id = address.registration
    WHERE address.address = ? AND registration.place <> 'none'";

impl Book {
    /// The one event that `reading` goes on about: that of the codes that its writer wrote; else of those that it
    /// quotes; else of the desk's letter that it answers, by In-Reply-To and then References (RFC 5322 §3.6.4),
    /// the newest first; else, where somebody withdraws, sends somebody else or answers a question, the only one
    /// for which the sender's address has registrations. `None` where it is none or several.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn event_of_thread(&mut self, reading: &Reading) -> Result<Option<String>> {
        let own = self.events(OF_CODE, &reading.own_codes).await?;
        if !own.is_empty() {
            return Ok(only(own));
        }
        let quoted = self.events(OF_CODE, &reading.codes).await?;
        if quoted.len() == 1 {
            return Ok(only(quoted));
        }
        let envelope = &reading.envelope;
        for letter in envelope.in_reply_to.iter().chain(envelope.references.iter().rev()) {
            let letter = std::slice::from_ref(letter);
            let mut events = self.events(OF_LETTER, letter).await?;
            if events.is_empty() {
                events = self.events(OF_LETTERS_CAUSE, letter).await?;
            }
            if !events.is_empty() {
                return Ok(only(events));
            }
        }
        match &envelope.from {
            Some(from) if quoted.is_empty() && goes_on_about_a_registration(reading) => {
                Ok(only(self.events(OF_ADDRESS, &[from.address.to_lowercase()]).await?))
            }
            _ => Ok(None),
        }
    }

    /// The codes of the registrations of which the letter speaks that `reading` answers (RFC 5322 §3.6.4): who
    /// answers it has it, as if they quoted it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn codes_answered(&mut self, reading: &Reading) -> Result<Vec<String>> {
        let codes = sqlx::query_scalar(
            "SELECT code FROM notice JOIN notice_registration ON notice_registration.notice = notice.id
                JOIN registration ON registration.id = notice_registration.registration
             WHERE notice.message_id = ? ORDER BY arrival",
        )
        .bind(reading.envelope.in_reply_to.first())
        .fetch_all(&mut *self.transaction)
        .await?;
        Ok(codes)
    }

    /// Whether `reading`, which tells no event, can answer offers of seats at several to `writer`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn is_answer_to_offers(&mut self, reading: &Reading, writer: &str) -> Result<bool> {
        if reading.answer.is_none() || reading.verdict != Verdict::Other {
            return Ok(false);
        }
        let offered = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM registration JOIN address ON registration.id = address.registration
             WHERE address.address = ? AND state = 'offered')",
        );
        Ok(offered.bind(writer).fetch_one(&mut *self.transaction).await?)
    }

    /// Whether a message of `writer` waits for a person.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn awaits_a_person(&mut self, writer: &str) -> Result<bool> {
        let waiting = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM review JOIN message ON message.id = review.message
             WHERE message.sender = ? AND resolved_at IS NULL)",
        );
        Ok(waiting.bind(writer).fetch_one(&mut *self.transaction).await?)
    }

    /// The events that `query` finds for any of `keys`, each once.
    async fn events(&mut self, query: &'static str, keys: &[String]) -> Result<Vec<String>> {
        let mut events: Vec<String> = Vec::new();
        for key in keys {
            let found = sqlx::query_scalar(query).bind(key).fetch_all(&mut *self.transaction).await?;
            events.extend(found);
        }
        events.sort_unstable();
        events.dedup();
        Ok(events)
    }
}

/// Whether only somebody who is registered says such a thing.
fn goes_on_about_a_registration(reading: &Reading) -> bool {
    reading.verdict == Verdict::Cancellation
        || reading.reason == Reason::Replacement
        || reading.answer.is_some()
}

fn only(mut events: Vec<String>) -> Option<String> {
    if events.len() > 1 { None } else { events.pop() }
}
