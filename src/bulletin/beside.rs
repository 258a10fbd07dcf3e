//! What a message says beside what the desk does about it, and a person should see.

use super::SENDER;
use super::bulletins::Bulletins;
use super::occasion::Occasion;
use super::papers::Origin;
use super::prose::{self, Words};
use super::reading::{Answer, Participant, Value};
use crate::event::{Event, Field};

/// Where something may be said beside.
#[derive(Debug)]
pub struct Beside<'m> {
    /// The sentences of the message.
    pub words: &'m Words<'m>,
    /// Its bulletins.
    pub bulletins: &'m Bulletins<'m>,
    /// The event that it is about.
    pub occasion: &'m Occasion<'m>,
    /// Whether it registers or completes somebody.
    pub enters: bool,
    /// What it answers to a question.
    pub answer: Option<Answer>,
}

impl Beside<'_> {
    /// Whether something is said beside what is done about the `known` people.
    #[must_use]
    pub fn says_more(&self, known: &[Participant]) -> bool {
        let intent = self.words.intent;
        let entered_beside =
            || intent.doubts || intent.leaves() || self.bulletins.differ() || self.speaks_of_more(known);
        intent.asks
            || intent.wavers
            || self.corrects_more(known)
            || self.is_away_elsewhere()
            || self.enters && entered_beside()
    }

    /// Whether more people are spoken of than the `known` ones.
    fn speaks_of_more(&self, known: &[Participant]) -> bool {
        let Words { papers, sender, .. } = self.words;
        prose::means_more(&papers.own_words, known, *sender)
            || known.len() == 1 && prose::is_accompanied(&self.bulletins.text(Origin::File))
    }

    /// Whether something is corrected that is not taken in: what a bulletin or the book says or, with a yes, a letter.
    /// Below a letter it is the bulletin that corrects.
    fn corrects_more(&self, known: &[Participant]) -> bool {
        let is_told = |value: &Value| {
            value.field == Field::Phone || value.field == Field::Email && value.place.paper != SENDER
        };
        let is_reached = |person: &Participant| person.values.iter().any(is_told);
        let is_left_out = !self.bulletins.are_none() || !known.iter().any(is_reached);
        let is_accepted = self.answer == Some(Answer::Yes) && known.is_empty();
        let is_fresh = self.enters && !self.words.answers_a_notice;
        self.words.intent.corrects && (is_fresh && is_left_out || is_accepted)
    }

    /// Whether somebody does not come to another event: "pas le 10, je m'inscris au 15".
    fn is_away_elsewhere(&self) -> bool {
        let Some(meant) = self.occasion.event() else { return false };
        let days = &self.words.intent.away_on;
        let is_away = |event: &Event| days.iter().any(|day| day.means(event.starts.date()));
        self.words.events.iter().any(|event| event.id != meant.id && is_away(event))
    }
}
