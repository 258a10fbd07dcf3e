//! Mail as it arrives at the desk, from people who do not exist.

use guichet::demo::forms::{Form, Layout};
use jiff::{SignedDuration, Timestamp};
use lettre::message::header::{ContentTransferEncoding, ContentType};
use lettre::message::{Attachment, MultiPart, SinglePart};

/// A message and the trace of the server that received it.
#[derive(Debug, Clone)]
pub struct Mail {
    id: String,
    from: String,
    subject: String,
    text: String,
    file: Option<(String, Vec<u8>)>,
    fields: String,
    received_at: Timestamp,
}

/// Different people: last name, first name.
pub fn people(count: usize) -> Vec<(String, String)> {
    const LAST: [&str; 8] =
        ["Le Goff", "Vasseur", "Delattre", "N'Diaye", "Köhler", "Besançon", "Haddad", "Wójcik"];
    const FIRST: [&str; 7] = ["Yannick", "Hélène", "Marie-Claude", "Aïcha", "Bruno", "Fatoumata", "Théo"];
    let pairs = LAST.iter().flat_map(|last| FIRST.iter().map(|first| ((*last).into(), (*first).into())));
    let people: Vec<_> = pairs.take(count).collect();
    assert_eq!(people.len(), count, "there are not so many people");
    people
}

/// Minute `number` of the day on which mail arrives.
fn minute(number: i64) -> Timestamp {
    let morning: Timestamp = "2026-02-26T06:00:00Z".parse().unwrap();
    morning + SignedDuration::from_mins(number)
}

impl Mail {
    /// A message that was received as number `number`, from an address that follows from it.
    pub fn new(number: i64, subject: &str, text: &str) -> Self {
        Self {
            id: format!("{number:04}.message@example.org"),
            from: format!("Personne {number} <personne{number}@example.org>"),
            subject: subject.into(),
            text: text.into(),
            file: None,
            fields: String::new(),
            received_at: minute(number),
        }
    }

    /// A bulletin in the body, with the last name in capitals as people write it.
    pub fn bulletin(number: i64, (last, first): &(String, String)) -> Self {
        let name = last.to_uppercase();
        let text = format!(
            "Bulletin d'inscription\n\nNom : {name}\nPrénom : {first}\nStructure : Maison de quartier {last}\n\
             Fonction : animation\n"
        );
        Self::new(number, "Inscription conseil citoyen", &text)
    }

    /// A bulletin in a form of DOCX.
    pub fn form(number: i64, (last, first): &(String, String), layout: Layout) -> Self {
        let structure = format!("Maison de quartier {last}");
        let form = Form::new(layout)
            .event(
                "Rencontre de réseau référents conseil citoyen",
                "mardi 24 mars 2099",
                "IREV",
                "23 mars 2099",
            )
            .person(&[("Nom", last.to_uppercase().as_str()), ("Prénom", first), ("Structure", &structure)])
            .blank_slots(1);
        Self::new(number, "Inscription conseil citoyen", "Bonjour,\n\nmon bulletin en pièce jointe.\n")
            .with_file("bulletin.docx", form.bytes().unwrap())
    }

    pub fn question(number: i64) -> Self {
        Self::new(
            number,
            "Accessibilité de la salle",
            "Bonjour, la salle est-elle accessible en fauteuil ?\n",
        )
    }

    /// Somebody withdraws.
    pub fn cancellation(number: i64, sender: &str) -> Self {
        let text = "Bonjour, je ne pourrai finalement pas venir. Merci d'annuler mon inscription.\n";
        Self::new(number, "Annulation conseil citoyen", text).from(sender)
    }

    /// Somebody withdraws another person, by name.
    pub fn cancellation_of(number: i64, (last, first): &(String, String)) -> Self {
        let text = format!("Bonjour, {first} {last} ne pourra pas venir. Merci d'annuler son inscription.\n");
        Self::new(number, "Annulation conseil citoyen", &text)
    }

    /// The same message as the mail server of another folder would have received it.
    pub fn copied(&self, number: i64) -> Self {
        Self { received_at: minute(number), fields: "X-Copied: yes\r\n".into(), ..self.clone() }
    }

    pub fn from(mut self, mailbox: &str) -> Self {
        self.from = mailbox.into();
        self
    }

    pub fn with_field(mut self, field: &str) -> Self {
        self.fields.push_str(field);
        self.fields.push_str("\r\n");
        self
    }

    pub fn with_file(mut self, name: &str, octets: Vec<u8>) -> Self {
        self.file = Some((name.into(), octets));
        self
    }

    pub fn received_at(mut self, moment: &str) -> Self {
        self.received_at = moment.parse().unwrap();
        self
    }

    /// Its Message-ID without brackets.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The address that it is from.
    pub fn sender(&self) -> String {
        self.from.parse::<lettre::message::Mailbox>().unwrap().email.to_string()
    }

    /// The message with its trace.
    pub fn octets(&self) -> Vec<u8> {
        let date = self.received_at.strftime("%a, %d %b %Y %H:%M:%S +0000");
        let trace = format!(
            "Received: from mx.example.org by mail.irev.example\r\n\twith ESMTPS id {}; {date}\r\n\
             Received: from pc.example.org by mx.example.org; Thu, 1 Jan 2026 00:00:00 +0000\r\n",
            self.received_at.as_second()
        );
        let builder = lettre::Message::builder()
            .from(self.from.parse().unwrap())
            .to("contact@irev.example".parse().unwrap())
            .date(std::time::UNIX_EPOCH)
            .message_id(Some(format!("<{}>", self.id)))
            .subject(&self.subject);
        let text = SinglePart::builder()
            .header(ContentType::TEXT_PLAIN)
            .header(ContentTransferEncoding::QuotedPrintable)
            .body(self.text.clone());
        let message = match &self.file {
            None => builder.singlepart(text),
            Some((name, octets)) => {
                let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
                let file = Attachment::new(name.clone()).body(octets.clone(), word.parse().unwrap());
                builder.multipart(MultiPart::mixed().boundary("=_part").singlepart(text).singlepart(file))
            }
        };
        [trace.into_bytes(), self.fields.clone().into_bytes(), message.unwrap().formatted()].concat()
    }
}
