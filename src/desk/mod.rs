//! The desk decides: a reading and the state of the event in, what changes and who is told out.
//! Nothing here reads a clock, rolls a die or touches a file, so every decision can be replayed.
//!
//! [`decide`] tells the whole story; `register` and `leave` are its two halves, [`orders`] those of the
//! staff; `seats` holds the arithmetic that keeps it fair.

mod decide;
mod leave;
pub mod orders;
mod register;
pub mod registration;
pub mod roster;
mod seats;

#[cfg(test)]
pub(crate) mod fairness;
#[cfg(test)]
mod tests;

use jiff::Timestamp;

pub use decide::decide;
pub use leave::fill;

use crate::bulletin::reading::{Participant, Reason, Value};
use crate::event::Field;
use registration::{Identity, Place, Registration, State};

/// What the desk must know of an event to take one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roll {
    /// Whether the staff keep it open.
    pub state: EventState,
    /// How many seats there are today.
    pub capacity: u32,
    /// How many seats are taken, held or offered.
    pub taken: u32,
    /// How many people wait in line.
    pub waiting: u32,
    /// The registrations, ended ones too, that the message could mean: those with the same name as
    /// one of its participants, with the sender's address, or with a code that it carries.
    pub known: Vec<Registration>,
    /// The first of the line, in order of arrival: at least one more than the message names people.
    pub line: Vec<Registration>,
}

/// Whether bulletins are accepted, as far as the staff decide it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventState {
    /// They are.
    Open,
    /// The staff closed the list.
    Closed,
    /// The event does not take place.
    CalledOff,
}

/// What the desk does about one message.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// What was done with it, in a word.
    pub outcome: Outcome,
    /// Why.
    pub ground: Ground,
    /// What changes in the book, in this order.
    pub steps: Vec<Step>,
    /// Who is told what.
    pub notices: Vec<Notice>,
    /// What a person on the staff has to look at.
    pub reviews: Vec<Review>,
}

/// Something that a person on the staff has to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Review {
    /// Why.
    pub ground: Ground,
    /// The step whose registration it is about; `None` where it is about the message.
    pub about: Option<usize>,
}

/// One change in the book. Notices refer to steps by their index.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Somebody new.
    Enter {
        /// What is known of the person; nothing where a message names nobody.
        participant: Participant,
        /// Who it is.
        identity: Option<Identity>,
        /// Seat or line.
        place: Place,
        /// Complete or incomplete.
        state: State,
        /// Until when an incomplete registration is held.
        held_until: Option<Timestamp>,
    },
    /// What is known of somebody changes; the arrival stays.
    Amend {
        /// The registration's row.
        registration: i64,
        /// The values that are new, each with where it was read.
        values: Vec<Value>,
        /// What the letter tells of them.
        changes: Vec<Amendment>,
        /// Who it is now.
        identity: Option<Identity>,
        /// Complete or still incomplete.
        state: State,
    },
    /// Nothing changes; the registration is only spoken of.
    Keep {
        /// The registration's row.
        registration: i64,
    },
    /// Somebody withdraws.
    Leave {
        /// The registration's row.
        registration: i64,
    },
    /// A seat for the next in line.
    Promote {
        /// The registration's row.
        registration: i64,
    },
}

/// A field whose value changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// Which.
    pub field: Field,
    /// What it was.
    pub from: Option<String>,
    /// What it is.
    pub to: String,
}

/// A letter to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub kind: Kind,
    /// Whom it goes to.
    pub to: Recipient,
    /// The steps whose registrations it speaks of.
    pub about: Vec<usize>,
}

/// Whom a notice goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipient {
    /// The sender of the message; the notice is its answer.
    Sender,
    /// Somebody else, who did not write just now.
    Contact(String),
}

/// The situations that letters speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Everybody on the bulletin has a seat.
    Confirmed,
    /// Everybody on it waits.
    Waitlisted,
    /// Some of one, some of the other.
    Mixed,
    /// Nothing is new.
    AlreadyRegistered,
    /// The bulletin corrected an earlier one.
    Corrected,
    /// Something is missing.
    Incomplete,
    /// It came after closing time.
    Late,
    /// The list is closed, or the event is over.
    Closed,
    /// The list is not open yet.
    NotYetOpen,
    /// A person will look at it.
    HandedOver,
    /// The registration is cancelled.
    Cancelled,
    /// A seat came free.
    Promoted,
    /// The staff registered somebody.
    RegisteredByStaff,
    /// The staff corrected a registration.
    CorrectedByStaff,
    /// The staff cancelled a registration.
    CancelledByStaff,
    /// The staff do not register whom the message names.
    Declined,
}

/// What was done with a message, recorded once for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the words of the contract, which say what they mean")]
pub enum Outcome {
    Registered,
    Incomplete,
    Completed,
    Corrected,
    Cancelled,
    Late,
    Refused,
    StaffCommand,
    Bounce,
    Review,
    Automatic,
    Other,
    Duplicate,
    Failed,
}

/// Why the desk did what it did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ground {
    /// For the reason that the reading gives.
    Read(Reason),
    /// The person is registered already, and nothing is new.
    AlreadyRegistered,
    /// It would change a registration that is not the writer's.
    NotTheirs,
    /// It could mean several registrations.
    SeveralMeant,
    /// There is no registration that it could mean.
    NothingMeant,
    /// It was received after closing time.
    Late,
    /// The list is closed.
    Closed,
    /// The list is not open yet.
    NotYetOpen,
    /// Recorded, but its header forbids an answer.
    NotAnswered,
    /// It may be what an incomplete registration waits for.
    AboutIncomplete,
    /// It reports that a letter of the desk did not arrive.
    Bounced,
    /// It landed in a folder from which nothing is answered.
    FoundElsewhere,
    /// A question stands beside the bulletin.
    QuestionBeside,
    /// Somebody of the same name is registered, from elsewhere.
    Namesake,
    /// Seats were free and people waited.
    Filled,
    /// The staff ordered it.
    Ordered,
    /// The book refused to record what was decided.
    Failed,
}

macro_rules! words {
    ($type:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $type {
            /// Its word in the book and in logs.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The one whose word is `word`.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

words!(Outcome {
    Registered = "registered", Incomplete = "incomplete", Completed = "completed", Corrected = "corrected",
    Cancelled = "cancelled", Late = "late", Refused = "refused", StaffCommand = "staff-command",
    Bounce = "bounce", Review = "review",
    Automatic = "automatic", Other = "other", Duplicate = "duplicate", Failed = "failed",
});
words!(Kind {
    Confirmed = "confirmed", Waitlisted = "waitlisted", Mixed = "mixed", AlreadyRegistered = "already-registered",
    Corrected = "corrected", Incomplete = "incomplete", Late = "late", Closed = "closed",
    NotYetOpen = "not-yet-open", HandedOver = "handed-over", Cancelled = "cancelled", Promoted = "promoted",
    RegisteredByStaff = "registered-by-staff", CorrectedByStaff = "corrected-by-staff",
    CancelledByStaff = "cancelled-by-staff", Declined = "declined",
});
words!(EventState { Open = "open", Closed = "closed", CalledOff = "called-off" });
words!(Place { Seat = "seat", Line = "line", None = "none" });
words!(State {
    Complete = "complete", Incomplete = "incomplete", Offered = "offered", Cancelled = "cancelled",
    Refused = "refused", Lapsed = "lapsed",
});

impl Ground {
    /// Its word in the book and in logs.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Read(reason) => reason.code(),
            Self::AlreadyRegistered => "already-registered".into(),
            Self::NotTheirs => "not-theirs".into(),
            Self::SeveralMeant => "several-meant".into(),
            Self::NothingMeant => "nothing-meant".into(),
            Self::Late => "late".into(),
            Self::Closed => "closed".into(),
            Self::NotYetOpen => "not-yet-open".into(),
            Self::NotAnswered => "not-answered".into(),
            Self::AboutIncomplete => "about-incomplete".into(),
            Self::Bounced => "letter-bounced".into(),
            Self::FoundElsewhere => "found-elsewhere".into(),
            Self::QuestionBeside => "question-beside".into(),
            Self::Namesake => "namesake".into(),
            Self::Filled => "filled".into(),
            Self::Ordered => "ordered".into(),
            Self::Failed => "failed".into(),
        }
    }
}
