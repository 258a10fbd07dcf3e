//! The words of the desk: what was done, why, and what is told.

use super::EventState;
use super::registration::{Place, State};
use crate::bulletin::reading::Reason;

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
    /// A seat came free and is held for somebody of whom something is missing.
    ToComplete,
    /// Somebody asks for a seat that the staff give.
    Requested,
    /// A seat came free, and is offered.
    Offered,
    /// The offered seat is taken.
    Accepted,
    /// It is not wanted any more.
    OfferDeclined,
    /// Nobody answered the offer in time.
    OfferLapsed,
    /// What was missing did not come in time.
    HoldLapsed,
    /// There is no registration that could be cancelled.
    NothingToCancel,
    /// It was cancelled before.
    AlreadyCancelled,
    /// Somebody else who may has cancelled it.
    Withdrawn,
    /// Somebody comes in somebody else's place.
    Replaced,
    /// The event does not take place.
    CalledOff,
    /// The event has taken place.
    Over,
    /// Somebody else who may has brought what was missing.
    Completed,
    /// Somebody else who may has corrected it.
    Amended,
    /// To a participant whom somebody else registered.
    Personal,
    /// To a colleague who passed a message on: what became of it.
    Forwarded,
    /// The staff registered somebody.
    RegisteredByStaff,
    /// The staff corrected a registration.
    CorrectedByStaff,
    /// The staff cancelled a registration.
    CancelledByStaff,
    /// The staff gave a seat to somebody who had asked for one.
    ConfirmedByStaff,
    /// The staff give no seat to somebody who had asked for one.
    RefusedByStaff,
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
    OfferAccepted,
    OfferDeclined,
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
    /// The event does not take place.
    CalledOff,
    /// The event has taken place.
    Over,
    /// It answers the offer of a seat.
    OfferAnswered,
    /// It may be the answer to an offered seat.
    AboutOffer,
    /// What it withdraws has ended before.
    AlreadyCancelled,
    /// The staff confirm every registration of this event.
    ToConfirm,
    /// Recorded, but its header forbids an answer.
    NotAnswered,
    /// It may be what an incomplete registration waits for.
    AboutIncomplete,
    /// It may take back a registration that waits for nothing.
    AboutRegistration,
    /// Somebody whose registration has ended may come after all.
    AboutReturn,
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
    /// The time ran out for which places were held.
    Lapsed,
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
    Cancelled = "cancelled", Late = "late", Refused = "refused",
    OfferAccepted = "offer-accepted", OfferDeclined = "offer-declined", StaffCommand = "staff-command",
    Bounce = "bounce", Review = "review",
    Automatic = "automatic", Other = "other", Duplicate = "duplicate", Failed = "failed",
});
words!(Kind {
    Confirmed = "confirmed", Waitlisted = "waitlisted", Mixed = "mixed", AlreadyRegistered = "already-registered",
    Corrected = "corrected", Incomplete = "incomplete", Late = "late", Closed = "closed",
    NotYetOpen = "not-yet-open", HandedOver = "handed-over", Cancelled = "cancelled", Promoted = "promoted",
    ToComplete = "to-complete", Requested = "requested", Offered = "offered", Accepted = "accepted",
    OfferDeclined = "offer-declined", OfferLapsed = "offer-lapsed", HoldLapsed = "hold-lapsed",
    NothingToCancel = "nothing-to-cancel", AlreadyCancelled = "already-cancelled", Withdrawn = "withdrawn",
    Replaced = "replaced", CalledOff = "called-off", Over = "over", Completed = "completed", Amended = "amended",
    Personal = "personal",
    Forwarded = "forwarded",
    RegisteredByStaff = "registered-by-staff", CorrectedByStaff = "corrected-by-staff",
    CancelledByStaff = "cancelled-by-staff", ConfirmedByStaff = "confirmed-by-staff",
    RefusedByStaff = "refused-by-staff", Declined = "declined",
});
words!(EventState { Open = "open", Closed = "closed", CalledOff = "called-off" });
words!(Place { Seat = "seat", Line = "line", None = "none" });
words!(State {
    Complete = "complete", Incomplete = "incomplete", Offered = "offered", Cancelled = "cancelled",
    Refused = "refused", Lapsed = "lapsed",
});

impl Kind {
    /// Whether it is news of a registration, rather than an answer to a message.
    #[must_use]
    pub fn is_news(self) -> bool {
        matches!(
            self,
            Self::Promoted
                | Self::ToComplete
                | Self::Offered
                | Self::OfferLapsed
                | Self::HoldLapsed
                | Self::Withdrawn
                | Self::Completed
                | Self::Personal
        )
    }
}

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
            Self::CalledOff => "called-off".into(),
            Self::Over => "over".into(),
            Self::OfferAnswered => "offer-answered".into(),
            Self::AboutOffer => "about-offer".into(),
            Self::AlreadyCancelled => "already-cancelled".into(),
            Self::ToConfirm => "to-confirm".into(),
            Self::NotAnswered => "not-answered".into(),
            Self::AboutIncomplete => "about-incomplete".into(),
            Self::AboutRegistration => "about-registration".into(),
            Self::AboutReturn => "about-return".into(),
            Self::Bounced => "letter-bounced".into(),
            Self::FoundElsewhere => "found-elsewhere".into(),
            Self::QuestionBeside => "question-beside".into(),
            Self::Namesake => "namesake".into(),
            Self::Filled => "filled".into(),
            Self::Lapsed => "lapsed".into(),
            Self::Ordered => "ordered".into(),
            Self::Failed => "failed".into(),
        }
    }
}
