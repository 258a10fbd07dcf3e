//! What one clause says of coming and going.

use super::clauses::Clause;
use super::rules::{
    ABSTAINING, CANCELLING, COMING, DOUBTING, ENCLOSING, FINE_THEN, FIRST_PERSON, GIVING_UP, HOW, INVITING,
    JOINING, NOT_CANCELLING, NOT_JOINING, NOT_OURS, OF_SOMEBODY_ELSE, OF_SOMETHING_ELSE, OTHERS_COMING,
    OUT_OF_OFFICE, PARTLY, PAST, REPORTED, REQUESTING, SPEAKING, STAYING_AWAY, SUPPOSING, TAKING_PART,
    UNDECIDED, UNLESS, WISHING,
};

/// What a clause says, as far as it decides anything.
#[derive(PartialEq, Eq)]
pub enum Said {
    Nothing,
    Wavers,
    Recants,
    Doubts,
    SomebodyElseStaysAway,
    Leaves { in_so_many_words: bool },
    Joins,
    JoinsLater,
    Comes,
    MayCome,
}

impl Said {
    pub fn by(clause: &Clause) -> Self {
        let gives_up = clause.says(&GIVING_UP);
        let cancels = clause.says(&CANCELLING) || gives_up;
        let stays_away = clause.says(&STAYING_AWAY) && !clause.says(&OF_SOMETHING_ELSE);
        let past = clause.says(&PAST);
        match () {
            () if clause.question && !is_request(clause) || clause.is_about_another_matter() => Self::Nothing,
            () if clause.says(&NOT_CANCELLING) => Self::Recants,
            () if clause.says(&UNDECIDED) => Self::Doubts,
            () if clause.says(&DOUBTING) && clause.says(&TAKING_PART) => Self::Doubts,
            () if stays_away && (clause.says(&UNLESS) || clause.sentence_says(&FINE_THEN)) => Self::Doubts,
            () if (cancels || stays_away) && is_hedged(clause) => Self::Nothing,
            () if (cancels || stays_away) && clause.is_conditional() => Self::Doubts,
            () if stays_away && clause.says(&PARTLY) => Self::Wavers,
            () if cancels && !past => Self::Leaves { in_so_many_words: !gives_up },
            () if stays_away && clause.says(&OF_SOMEBODY_ELSE) && !clause.says(&FIRST_PERSON) => {
                Self::SomebodyElseStaysAway
            }
            () if stays_away => Self::Leaves { in_so_many_words: false },
            () if clause.is_for_later() && clause.says(&JOINING) && !past => Self::JoinsLater,
            () if clause.says(&WISHING) && !past && !clause.is_for_later() => Self::Joins,
            () if past || clause.is_for_later() || is_no_registration(clause) => Self::Nothing,
            () if clause.says(&JOINING) || clause.says(&ENCLOSING) => Self::Joins,
            () if clause.says(&COMING) => Self::Comes,
            () if clause.says(&OTHERS_COMING) => Self::MayCome,
            () => Self::Nothing,
        }
    }
}

/// Whether a clause about not coming means something else: a case supposed, somebody out of office,
/// what the reader does not do, what others call off.
pub fn is_hedged(clause: &Clause) -> bool {
    [&SUPPOSING, &REPORTED, &OUT_OF_OFFICE, &INVITING, &NOT_OURS].into_iter().any(|rule| clause.says(rule))
}

/// Whether a clause about coming registers nobody: it invites, it says that somebody does not register,
/// or it is a speaker's.
fn is_no_registration(clause: &Clause) -> bool {
    [&INVITING, &NOT_JOINING, &ABSTAINING, &SPEAKING].into_iter().any(|rule| clause.says(rule))
}

/// Whether a question requests: "Pouvez-vous m'inscrire ?"
pub fn is_request(clause: &Clause) -> bool {
    clause.says(&REQUESTING) && !clause.says(&HOW)
}
