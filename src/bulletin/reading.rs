//! What was read of one message: the verdict, the participants and why.

use std::fmt;

use serde::{Deserialize, Serialize};

pub use super::sureness::{Basis, Sureness};

use crate::event::Field;
use crate::message::{DeliveryReport, Envelope, Machine, Mailbox, Silence};

/// Everything the desk learns from one message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "a message can say several of these at once")]
pub struct Reading {
    /// Who wrote to whom, about what.
    pub envelope: Envelope,
    /// What the message asks.
    pub verdict: Verdict,
    /// Why the verdict is what it is.
    pub reason: Reason,
    /// How sure the verdict is. A doubtful one leaves the message to a person.
    pub sureness: Sureness,
    /// Why it must not be answered, if so. Whether it may register is the verdict's business.
    pub silence: Option<Silence>,
    /// The report that it is on a letter that did not arrive; only where no human wrote it.
    pub report: Option<DeliveryReport>,
    /// The identifier of the configured event it is about.
    pub event: Option<String>,
    /// Whether that is only because it alone takes bulletins at the moment.
    pub is_event_presumed: bool,
    /// The people named on its bulletins, in order.
    pub participants: Vec<Participant>,
    /// The required fields that at least one of them lacks.
    pub missing: Vec<Field>,
    /// The configured events that it could be about, where it is not told which.
    pub candidates: Vec<String>,
    /// Registration codes found in it, in quoted text too.
    pub codes: Vec<String>,
    /// Those among them that its writer wrote; in a withdrawal without those that are to be kept.
    pub own_codes: Vec<String>,
    /// What the writer's own words answer to a question of the desk.
    pub answer: Option<Answer>,
    /// Of whom the writer says that they leave, where nobody is named.
    pub whose: Whose,
    /// The name with which the writer signs.
    pub signed: Option<String>,
    /// Who is to come in whose place.
    pub replacement: Option<Replacement>,
    /// Who wrote the message that it passes on.
    pub passed_on_from: Option<Mailbox>,
    /// Whether the writer corrects what is known of somebody.
    pub corrects: bool,
    /// Whether the writer says that they come.
    pub comes: bool,
    /// Whether a withdrawal says of others that they come.
    pub says_who_comes: bool,
    /// Whether it says that somebody comes who may be meant in their place.
    pub sends_somebody: bool,
    /// Of how many registrations or seats the writer speaks, where a number is said: "les deux places".
    pub count: Option<usize>,
    /// Whether the writer also asks something, or speaks of more people who come.
    pub question: bool,
    /// How the writer's own words begin, on one line, for a person who has to decide.
    pub excerpt: String,
    /// What it held that was not used, and why.
    pub passed_over: Vec<PassedOver>,
}

impl Reading {
    /// A reading that leaves the message to a person, for a message that could not be read whole.
    #[must_use]
    pub fn unread(envelope: Envelope, silence: Option<Silence>, reason: Reason) -> Self {
        Self {
            envelope,
            verdict: Verdict::Review,
            reason,
            sureness: Sureness::Sure,
            silence,
            report: None,
            event: None,
            is_event_presumed: false,
            participants: Vec::new(),
            missing: Vec::new(),
            candidates: Vec::new(),
            codes: Vec::new(),
            own_codes: Vec::new(),
            answer: None,
            whose: Whose::Unsaid,
            signed: None,
            replacement: None,
            passed_on_from: None,
            corrects: false,
            comes: false,
            says_who_comes: false,
            sends_somebody: false,
            count: None,
            question: false,
            excerpt: String::new(),
            passed_over: Vec::new(),
        }
    }
}

/// An answer to a question, e.g. whether somebody takes the seat that they are offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// "Oui, avec plaisir."
    Yes,
    /// "Non finalement."
    No,
}

/// Of whom somebody speaks who withdraws without naming anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Whose {
    /// "Merci d'annuler l'inscription."
    #[default]
    Unsaid,
    /// Of the writer: "Je ne pourrai pas venir."
    TheWriters,
    /// Of somebody else: "Ma collègue ne pourra pas venir."
    Anothers,
    /// Of the writer and somebody else: "Ma collègue et moi …" would be everybody's.
    Both,
    /// Of everybody of whom the writer can speak: "Nous ne viendrons pas."
    Everybodys,
}

/// "X viendra à ma place."
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Replacement {
    /// Who does not come, as far as the message says; nobody's name where that is somebody whom it does not name;
    /// `None` where it is the writer.
    pub leaves: Option<Participant>,
    /// Who comes instead; `None` where it names nobody, or several.
    pub comes: Option<Participant>,
}

/// What a message asks, read from the message alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// At least one participant, every one of them with every required field.
    Registration,
    /// It means to register, but required fields are missing.
    Incomplete,
    /// Somebody withdraws.
    Cancellation,
    /// It is for the desk, but a person must decide.
    Review,
    /// No human wrote it.
    Automatic,
    /// A human wrote it, but not to register.
    Other,
}

impl Verdict {
    /// Its name in JSON, logs and the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::Incomplete => "incomplete",
            Self::Cancellation => "cancellation",
            Self::Review => "review",
            Self::Automatic => "automatic",
            Self::Other => "other",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a verdict is what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Every participant has every required field.
    Complete,
    /// Required fields are blank.
    FieldsMissing,
    /// The form came back empty.
    BlankBulletin,
    /// The writer registers without a form.
    NoBulletin,
    /// The writer withdraws.
    Withdrawal,
    /// A scan or a photo.
    Scan,
    /// A password-protected file.
    Protected,
    /// A file with macros.
    Macros,
    /// A damaged file.
    Damaged,
    /// A file in a format that is not read.
    Unsupported,
    /// A file with nothing in it.
    EmptyFile,
    /// A file or a message beyond the limits.
    TooLarge,
    /// A bulletin for an event that is not configured.
    UnknownEvent,
    /// A bulletin that fits several events.
    SeveralEvents,
    /// Somebody is to come in somebody else's place.
    Replacement,
    /// Papers or words that contradict each other.
    Contradiction,
    /// The form says that the person will not come.
    NotComing,
    /// A required value does not look like what it should be.
    OddValue,
    /// Several people in one slot of the form.
    Crowded,
    /// Words that can mean to come or not to come.
    Doubtful,
    /// The reader broke down over it.
    ReaderCrashed,
    /// The reader did not come to an end over it.
    ReaderHung,
    /// It is not a mail message.
    NotAMessage,
    /// The writer asks something.
    Question,
    /// The writer says thanks.
    Thanks,
    /// The announcement, passed on.
    PassedOn,
    /// A form or file of another kind.
    OtherForm,
    /// Nothing in it is about registering.
    NotForTheDesk,
    /// The mark of a machine.
    #[serde(untagged)]
    Machine(Machine),
}

impl Reason {
    /// Its short name in JSON, logs and the database.
    #[must_use]
    pub fn code(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(code)) => code,
            _ => String::from("unknown"),
        }
    }

    /// A sentence for whoever runs the server.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Complete => "a bulletin with every required field",
            Self::FieldsMissing => "required fields of the bulletin are blank",
            Self::BlankBulletin => "the bulletin came back blank",
            Self::NoBulletin => "the writer registers, but there is no bulletin",
            Self::Withdrawal => "the writer withdraws",
            Self::Scan => "the bulletin is a scan or a photo",
            Self::Protected => "the file is protected by a password",
            Self::Macros => "the file has macros in it",
            Self::Damaged => "the file is damaged",
            Self::Unsupported => "the file is in a format that is not read",
            Self::EmptyFile => "the file is empty",
            Self::TooLarge => "the file is beyond the limits of size or depth",
            Self::UnknownEvent => "the bulletin is for an event that is not configured",
            Self::SeveralEvents => "the bulletin fits several events",
            Self::Replacement => "somebody is to come in somebody else's place",
            Self::Contradiction => "the message contradicts itself",
            Self::NotComing => "the form says that the person will not come",
            Self::OddValue => "a required value does not look like one",
            Self::Crowded => "one slot of the form names several people",
            Self::Doubtful => "the writer may mean to come, or not to",
            Self::ReaderCrashed => "the reader broke down over this message, or it wanted too much memory",
            Self::ReaderHung => "the reader did not come to an end over this message",
            Self::NotAMessage => "this is not a mail message",
            Self::Question => "the writer asks something",
            Self::Thanks => "the writer says thanks",
            Self::PassedOn => "the announcement was passed on",
            Self::OtherForm => "the file is not a bulletin",
            Self::NotForTheDesk => "nothing in it is about registering",
            Self::Machine(machine) => machine.sentence(),
        }
    }
}

/// A person named on a bulletin.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Participant {
    /// What was read of the person, each field once.
    pub values: Vec<Value>,
    /// The code of the registration for which it was written, where the form says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

impl Participant {
    /// What was read for `field`.
    #[must_use]
    pub fn get(&self, field: &Field) -> Option<&str> {
        self.value(field).map(|value| value.text.as_str())
    }

    /// What was read for `field`, with where.
    #[must_use]
    pub fn value(&self, field: &Field) -> Option<&Value> {
        self.values.iter().find(|value| value.field == *field)
    }

    /// Whether at least one part of the name is known.
    #[must_use]
    pub fn is_named(&self) -> bool {
        self.get(&Field::LastName).is_some() || self.get(&Field::FirstName).is_some()
    }

    /// Keeps `value` unless the field is already known.
    pub fn keep(&mut self, value: Value) {
        if self.value(&value.field).is_none() {
            self.values.push(value);
        }
    }

    /// Keeps what was read of the `same` person elsewhere.
    pub fn take_over(&mut self, same: &Self) {
        same.values.iter().for_each(|value| self.keep(value.clone()));
        self.code = self.code.take().or_else(|| same.code.clone());
    }

    /// Which of `required` are not known.
    pub fn lacks<'f>(&self, required: &'f [Field]) -> impl Iterator<Item = &'f Field> {
        required.iter().filter(|field| self.get(field).is_none())
    }
}

/// The required fields that at least one participant lacks; all of them where there is none.
#[must_use]
pub fn missing(participants: &[Participant], required: &[Field]) -> Vec<Field> {
    let lacking = |field: &&Field| {
        participants.is_empty() || participants.iter().any(|person| person.get(field).is_none())
    };
    required.iter().filter(lacking).cloned().collect()
}

/// One value, where it was read, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// What it says of the person.
    pub field: Field,
    /// The value itself, cleaned.
    pub text: String,
    /// Where it stood.
    pub place: Place,
    /// How it was read, and so how sure it is.
    pub basis: Basis,
}

/// Where in a message something stood.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Place {
    /// The file's name, or what else it was read from: `message`, `subject`, `sender`.
    pub paper: String,
    /// Where on it, e.g. `table 1, row 2`.
    pub spot: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.paper)?;
        if !self.spot.is_empty() {
            write!(f, ", {}", self.spot)?;
        }
        Ok(())
    }
}

/// Something in a message that was not used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedOver {
    /// What it was: a file's name, `quoted text`, `signature`.
    pub what: String,
    /// Why it was not used.
    pub why: String,
}
