//! The part that letters about people share: the event, where each person stands, and what can be
//! done about it.

use super::french::{agree, moment};
use super::waiting::outlook;
use super::{Block, Change, Enclosure, Entry, Letter, Person, Standing};
use crate::event::Event;

impl Letter {
    /// Encloses the event for the calendar where one of `people` has a seat, and the blank bulletin where
    /// something is missing of one.
    pub(super) fn enclosing(mut self, people: &[Person]) -> Self {
        let is_seated = people.iter().any(|person| person.standing == Standing::Confirmed);
        let is_lacking = people.iter().any(|person| !person.missing().is_empty());
        self.encloses.extend(is_seated.then_some(Enclosure::Calendar));
        self.encloses.extend(is_lacking.then_some(Enclosure::Bulletin));
        self
    }

    /// The event, where each of `people` stands, and what the reader can do about it.
    pub(super) fn standings(self, event: &Event, people: &[Person], changes: &[Change]) -> Self {
        let letter = self.list(event, people, changes);
        let letter = outlook(event, people).into_iter().fold(letter, Letter::say);
        let has_calendar = letter.encloses.contains(&Enclosure::Calendar);
        letter
            .ask_for_the_rest(event, people)
            .say_if(has_calendar, "Le fichier joint (.ics) ajoute ce rendez-vous à l'agenda.")
            .ask_for_answers(event, people)
            .say_how_to_change(people)
    }

    /// The event, and where each of `people` stands.
    pub(super) fn list(self, event: &Event, people: &[Person], changes: &[Change]) -> Self {
        let entry = |(index, person): (usize, &Person)| {
            let mut entry: Entry = person.entry(event);
            let own = changes.iter().filter(|change| change.person == index);
            entry.notes.extend(own.map(|change| change.words(event)));
            entry
        };
        self.show(event).with(Block::People(people.iter().enumerate().map(entry).collect()))
    }

    /// The lines to fill in, for those who lack something.
    pub(super) fn ask_for_the_rest(self, event: &Event, people: &[Person]) -> Self {
        let lacking: Vec<&Person> = people.iter().filter(|person| !person.missing().is_empty()).collect();
        if lacking.is_empty() {
            return self;
        }
        let what = agree(lacking.len(), "l'inscription", "les inscriptions");
        let request = format!(
            "Pour compléter {what}, recopiez ces lignes en haut de votre réponse et remplissez-les :"
        );
        let bulletin = if self.encloses.contains(&Enclosure::Bulletin) {
            "Vous pouvez aussi remplir le bulletin joint et nous le renvoyer."
        } else {
            "Vous pouvez aussi nous renvoyer le bulletin rempli."
        };
        lacking
            .into_iter()
            .fold(self.say(&request), |letter, person| letter.with(person.form(event)))
            .say(bulletin)
    }

    /// How to answer, for those to whom a seat is offered.
    fn ask_for_answers(self, event: &Event, people: &[Person]) -> Self {
        let offers = people.iter().filter_map(|person| match &person.standing {
            Standing::Offered { until } => Some(until.min(&event.starts)),
            _ => None,
        });
        let (count, earliest) = (offers.clone().count(), offers.min());
        let Some(earliest) = earliest else { return self };
        let question = agree(count, "Souhaitez-vous cette place ?", "Souhaitez-vous ces places ?");
        let otherwise = agree(
            count,
            "Sans réponse, elle pourra revenir à quelqu'un d'autre.",
            "Si la réponse n'est pas la même pour tout le monde, rappelez les noms. Sans réponse, les places \
             pourront revenir à d'autres.",
        );
        let until = moment(earliest);
        self.say(&format!(
            "{question} Répondez « oui » ou « non » à ce message avant le {until}. {otherwise}"
        ))
    }

    /// That the entry in the calendar has to go, where there is one.
    pub(super) fn out_of_the_calendar(self) -> Self {
        self.say("Si ce rendez-vous est noté dans un agenda, pensez à l'en retirer.")
    }

    /// How to correct or to cancel what the letter tells.
    pub(super) fn say_how_to_change(self, people: &[Person]) -> Self {
        match how_to_change(people) {
            Some(words) => self.say(words),
            None => self,
        }
    }
}

fn how_to_change(people: &[Person]) -> Option<&'static str> {
    let is_over = |person: &&Person| matches!(person.standing, Standing::Cancelled | Standing::Lapsed);
    let is_offered = |person: &Person| matches!(person.standing, Standing::Offered { .. });
    let going_on = people.iter().filter(|person| !is_over(person)).count();
    match going_on {
        0 => Some("Si c'est une erreur, répondez simplement à ce message."),
        // The answer to the offer says it all.
        _ if people.iter().all(is_offered) => None,
        1 => Some("Pour corriger ou annuler l'inscription, répondez simplement à ce message."),
        _ => Some(
            "Pour corriger ou annuler une inscription, répondez à ce message en rappelant le nom ou la référence.",
        ),
    }
}
