//! Contact with the servers, as the book remembers it across restarts.

use jiff::{SignedDuration, Timestamp};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::error::Result;
use super::moments::optional_at;
use super::{Book, Store};

/// How old what is written of the last contact may become.
const FRESH: SignedDuration = SignedDuration::from_mins(1);

/// How a part of the daemon gets on with its server. Where it says nothing, nothing is known yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contact {
    /// Which part, e.g. `mailbox`.
    pub flow: String,
    /// When it was last in contact.
    pub works_at: Option<Timestamp>,
    /// Since when it is not, if it is not.
    pub absence: Option<Absence>,
}

/// A server that is away or refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    /// Since when.
    pub since: Timestamp,
    /// What goes wrong, in a clause without personal data.
    pub why: String,
}

impl Contact {
    /// What the book is to say, now that this is `seen`: an absence goes on until a contact ends it.
    fn after(&self, seen: &Self) -> Self {
        let earlier = self.absence.as_ref().map(|absence| absence.since);
        let absence = match (&seen.absence, seen.works_at) {
            (Some(now), _) => Some(Absence {
                since: earlier.map_or(now.since, |since| since.min(now.since)),
                ..now.clone()
            }),
            (None, Some(_)) => None,
            (None, None) => self.absence.clone(),
        };
        Self { flow: seen.flow.clone(), works_at: seen.works_at.or(self.works_at), absence }
    }

    /// Whether `other` says something that is worth writing down.
    fn is_outdated_by(&self, other: &Self) -> bool {
        let age = |contact: &Self| contact.works_at.unwrap_or(Timestamp::MIN);
        self.absence != other.absence || age(other).duration_since(age(self)).abs() >= FRESH
    }
}

impl From<SqliteRow> for Contact {
    fn from(row: SqliteRow) -> Self {
        let absence =
            optional_at(&row, "fails_since").zip(row.get("why")).map(|(since, why)| Absence { since, why });
        Self { flow: row.get("flow"), works_at: optional_at(&row, "works_at"), absence }
    }
}

impl Store {
    /// Every part of the daemon with its last contact.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn contacts(&self) -> Result<Vec<Contact>> {
        contacts(&mut *self.readers.acquire().await?).await
    }

    /// Writes down what is `seen` of all parts of the daemon, where it is news; the others are
    /// forgotten.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn note_contacts(&self, seen: &[Contact]) -> Result<()> {
        let known = self.contacts().await?;
        for contact in seen {
            let unknown = Contact::default();
            let before = known.iter().find(|known| known.flow == contact.flow).unwrap_or(&unknown);
            let after = before.after(contact);
            if before.is_outdated_by(&after) {
                self.write_contact(&after).await?;
            }
        }
        for gone in known.iter().filter(|known| seen.iter().all(|seen| seen.flow != known.flow)) {
            sqlx::query("DELETE FROM contact WHERE flow = ?").bind(&gone.flow).execute(&self.writer).await?;
        }
        Ok(())
    }

    async fn write_contact(&self, contact: &Contact) -> Result<()> {
        sqlx::query("INSERT OR REPLACE INTO contact (flow, works_at, fails_since, why) VALUES (?, ?, ?, ?)")
            .bind(&contact.flow)
            .bind(contact.works_at.map(Timestamp::as_second))
            .bind(contact.absence.as_ref().map(|absence| absence.since.as_second()))
            .bind(contact.absence.as_ref().map(|absence| &absence.why))
            .execute(&self.writer)
            .await?;
        Ok(())
    }
}

impl Book {
    /// Every part of the daemon with its last contact.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn contacts(&mut self) -> Result<Vec<Contact>> {
        contacts(&mut self.transaction).await
    }
}

async fn contacts(connection: &mut SqliteConnection) -> Result<Vec<Contact>> {
    let rows = sqlx::query("SELECT flow, works_at, fails_since, why FROM contact ORDER BY flow")
        .fetch_all(connection)
        .await?;
    Ok(rows.into_iter().map(Contact::from).collect())
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;

    #[tokio::test]
    async fn a_contact_is_written_down_once_a_minute_and_an_absence_at_once_and_since_it_began() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("guichet.db")).await.unwrap();
        let at = |seconds: i64| Timestamp::UNIX_EPOCH + seconds.seconds();
        let works = |second| Contact { flow: "mailbox".into(), works_at: Some(at(second)), absence: None };
        let fails = |second, why: &str| {
            let absence = Some(Absence { since: at(second), why: why.to_owned() });
            Contact { flow: "mailbox".into(), works_at: None, absence }
        };
        let known = async |seen: Contact| {
            store.note_contacts(&[seen]).await.unwrap();
            store.contacts().await.unwrap().remove(0)
        };
        assert_eq!(known(works(0)).await, works(0));
        assert_eq!(known(works(59)).await, works(0));
        assert_eq!(known(works(60)).await, works(60));
        let absent = |since, why| Contact { works_at: Some(at(60)), ..fails(since, why) };
        assert_eq!(known(fails(70, "it hung up")).await, absent(70, "it hung up"));
        assert_eq!(known(fails(90, "silence")).await, absent(70, "silence"), "as after a restart");
        let unknown = Contact { flow: "mailbox".into(), ..Contact::default() };
        assert_eq!(known(unknown).await, absent(70, "silence"));
        assert_eq!(known(works(95)).await, works(95));
        assert_eq!(known(works(10)).await, works(10), "after the clock was set back");
    }
}
