//! Answers to somebody whose message registered, completed, corrected or withdrew people.

use super::french::{agree, count};
use super::{Block, Change, Entry, Letter, Occasion, Person, Standing};
use crate::event::Event;

/// How an answer begins.
pub(super) const THANKS: &str = "Merci de votre message.";

/// A bulletin was recorded: the letter that fits where its people stand.
#[must_use]
pub fn registered(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    let all = |test: fn(&Standing) -> bool| people.iter().all(|person| test(&person.standing));
    if all(|standing| matches!(standing, Standing::Confirmed)) {
        confirmed(occasion, people)
    } else if all(|standing| matches!(standing, Standing::Waitlisted { .. })) {
        waitlisted(occasion, people)
    } else if all(|standing| matches!(standing, Standing::Incomplete { .. })) {
        incomplete(occasion, people)
    } else {
        mixed(occasion, people)
    }
}

/// Everybody has a seat.
#[must_use]
pub fn confirmed(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    let news = if let [person] = people {
        let person = person.introduction();
        format!("L'inscription est confirmée : une place est réservée pour {person}.")
    } else {
        let seats = count(people.len());
        format!("Les inscriptions sont confirmées : {seats} places sont réservées.")
    };
    occasion
        .answer(agree(people.len(), "Inscription confirmée", "Inscriptions confirmées"))
        .greet(None)
        .say(&format!("{THANKS} {news}"))
        .standings(occasion.event, people, &[])
        .sign("À bientôt,", occasion.signature)
}

/// Everybody waits.
#[must_use]
pub fn waitlisted(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    let consequence = agree(
        people.len(),
        "l'inscription est donc sur liste d'attente",
        "les inscriptions sont donc sur liste d'attente",
    );
    occasion
        .answer("Liste d'attente")
        .greet(None)
        .say(&format!("{THANKS} Toutes les places sont prises pour le moment : {consequence}."))
        .standings(occasion.event, people, &[])
        .sign("Bien cordialement,", occasion.signature)
}

/// Several people stand differently: each is told apart.
#[must_use]
pub fn mixed(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    let seated = people.iter().any(|person| person.standing == Standing::Confirmed);
    let news = if seated && anybody_waits(people) {
        "Il ne restait pas assez de places pour tout le monde : voici où en est chaque inscription."
    } else {
        "Voici où en est chaque inscription."
    };
    occasion
        .answer("Inscriptions")
        .greet(None)
        .say(&format!("{THANKS} {news}"))
        .standings(occasion.event, people, &[])
        .sign("Bien cordialement,", occasion.signature)
}

/// The message repeats what was known.
#[must_use]
pub fn already_registered(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    let news = agree(
        people.len(),
        "Cette inscription était déjà enregistrée : rien ne change.",
        "Ces inscriptions étaient déjà enregistrées : rien ne change.",
    );
    occasion
        .answer(agree(people.len(), "Inscription déjà enregistrée", "Inscriptions déjà enregistrées"))
        .greet(None)
        .say(&format!("{THANKS} {news}"))
        .standings(occasion.event, people, &[])
        .sign("Bien cordialement,", occasion.signature)
}

/// A later message changed what was known.
#[must_use]
pub fn corrected(occasion: Occasion<'_>, people: &[Person], changes: &[Change]) -> Letter {
    let news = agree(
        changes.len(),
        "C'est noté : la correction est enregistrée.",
        "C'est noté : les corrections sont enregistrées.",
    );
    occasion
        .answer(agree(people.len(), "Inscription corrigée", "Inscriptions corrigées"))
        .greet(None)
        .say(&format!("{THANKS} {news}"))
        .standings(occasion.event, people, changes)
        .sign("Bien cordialement,", occasion.signature)
}

/// Something required is missing; the place is held meanwhile. Where nobody was named, `people` is
/// one person without a name.
#[must_use]
pub fn incomplete(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    let missing: usize = people.iter().map(|person| person.missing().len()).sum();
    let wanted = agree(missing, "une information", "quelques informations");
    let news = agree(
        people.len(),
        "L'inscription est bien notée ; pour qu'elle soit complète, il nous manque encore",
        "Les inscriptions sont bien notées ; pour qu'elles soient complètes, il nous manque encore",
    );
    occasion
        .answer(agree(people.len(), "Inscription à compléter", "Inscriptions à compléter"))
        .greet(None)
        .say(&format!("{THANKS} {news} {wanted}."))
        .standings(occasion.event, people, &[])
        .sign("Bien cordialement,", occasion.signature)
}

/// Somebody withdrew; the seats are free again.
#[must_use]
pub fn cancelled(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    let news = agree(
        people.len(),
        "C'est noté : l'inscription est annulée. Merci de nous avoir prévenus : la place pourra \
         profiter à quelqu'un d'autre.",
        "C'est noté : les inscriptions sont annulées. Merci de nous avoir prévenus : les places \
         pourront profiter à d'autres.",
    );
    occasion
        .answer(agree(people.len(), "Inscription annulée", "Inscriptions annulées"))
        .greet(None)
        .say(news)
        .standings(occasion.event, people, &[])
        .sign("À une prochaine fois,", occasion.signature)
}

fn anybody_waits(people: &[Person]) -> bool {
    people.iter().any(|person| matches!(person.standing, Standing::Waitlisted { .. }))
}

impl Letter {
    /// The event, where each of `people` stands, and what the reader can do about it.
    pub(super) fn standings(self, event: &Event, people: &[Person], changes: &[Change]) -> Self {
        let entry = |(index, person): (usize, &Person)| {
            let mut entry: Entry = person.entry(event);
            let own = changes.iter().filter(|change| change.person == index);
            entry.notes.extend(own.map(|change| change.words(event)));
            entry
        };
        self.show(event)
            .with(Block::People(people.iter().enumerate().map(entry).collect()))
            .say_if(anybody_waits(people), "Si une place se libère, nous vous écrirons aussitôt.")
            .ask_for_the_rest(event, people)
            .say(how_to_change(people))
    }

    /// The lines to fill in, for those who lack something.
    fn ask_for_the_rest(self, event: &Event, people: &[Person]) -> Self {
        let lacking: Vec<&Person> = people.iter().filter(|person| !person.missing().is_empty()).collect();
        if lacking.is_empty() {
            return self;
        }
        let what = agree(lacking.len(), "l'inscription", "les inscriptions");
        let request = format!(
            "Pour compléter {what}, recopiez ces lignes en haut de votre réponse et remplissez-les :"
        );
        lacking
            .into_iter()
            .fold(self.say(&request), |letter, person| letter.with(person.form(event)))
            .say("Vous pouvez aussi nous renvoyer le bulletin rempli.")
    }
}

fn how_to_change(people: &[Person]) -> &'static str {
    if people.iter().all(|person| person.standing == Standing::Cancelled) {
        "Si c'est une erreur, répondez simplement à ce message."
    } else if people.len() < 2 {
        "Pour corriger ou annuler l'inscription, répondez simplement à ce message."
    } else {
        "Pour corriger ou annuler une inscription, répondez à ce message en rappelant le nom ou la référence."
    }
}
