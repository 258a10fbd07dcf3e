//! Answers to somebody whose message registered, completed or corrected people, or accepted a seat.

use super::french::{agree, count};
use super::waiting::common;
use super::{Change, Letter, Occasion, Person, Standing, Wait};

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
    seated(occasion, people, THANKS)
}

/// Whoever was offered a seat said yes.
#[must_use]
pub fn accepted(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    seated(occasion, people, "Merci de votre réponse.")
}

fn seated(occasion: Occasion<'_>, people: &[Person], thanks: &str) -> Letter {
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
        .say(&format!("{thanks} {news}"))
        .enclosing(people)
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
    let news = match common(people) {
        Some(Wait::Staff) => return requested(occasion, people),
        Some(why) => format!("{} : {consequence}.", why.reason()),
        None => "Voici où en est chaque inscription.".to_owned(),
    };
    occasion
        .answer("Liste d'attente")
        .greet(None)
        .say(&format!("{THANKS} {news}"))
        .standings(occasion.event, people, &[])
        .sign("Bien cordialement,", occasion.signature)
}

/// The staff confirm each registration, and have not decided yet.
#[must_use]
pub fn requested(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    let news = agree(
        people.len(),
        "La demande d'inscription est bien notée : notre équipe doit encore la confirmer.",
        "Les demandes d'inscription sont bien notées : notre équipe doit encore les confirmer.",
    );
    occasion
        .answer(agree(
            people.len(),
            "Inscription à confirmer par l'équipe",
            "Inscriptions à confirmer par l'équipe",
        ))
        .greet(None)
        .say(&format!("{THANKS} {news}"))
        .standings(occasion.event, people, &[])
        .sign("Bien cordialement,", occasion.signature)
}

/// Several people stand differently: each is told apart.
#[must_use]
pub fn mixed(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    let is_seated = people.iter().any(|person| person.standing == Standing::Confirmed);
    let news = match common(people) {
        Some(Wait::Full) if is_seated => {
            "Il n'y a pas assez de places pour tout le monde : voici où en est chaque inscription.".to_owned()
        }
        Some(why @ Wait::Organisation { .. }) => {
            format!("{} : voici où en est chaque inscription.", why.reason())
        }
        _ => "Voici où en est chaque inscription.".to_owned(),
    };
    occasion
        .answer("Inscriptions")
        .greet(None)
        .say(&format!("{THANKS} {news}"))
        .enclosing(people)
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
        .enclosing(people)
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
        .enclosing(people)
        .standings(occasion.event, people, changes)
        .sign("Bien cordialement,", occasion.signature)
}

/// Something required is missing; the place is held meanwhile. Where nobody was named, `people` is
/// one person without a name.
#[must_use]
pub fn incomplete(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    let news = agree(
        people.len(),
        "L'inscription est bien notée ; pour qu'elle soit complète, il nous manque encore",
        "Les inscriptions sont bien notées ; pour qu'elles soient complètes, il nous manque encore",
    );
    occasion
        .answer(agree(people.len(), "Inscription à compléter", "Inscriptions à compléter"))
        .greet(None)
        .say(&format!("{THANKS} {news} {}.", wanted(people)))
        .enclosing(people)
        .standings(occasion.event, people, &[])
        .sign("Bien cordialement,", occasion.signature)
}

/// How much is missing: `une information`.
pub(super) fn wanted(people: &[Person]) -> &'static str {
    let missing: usize = people.iter().map(|person| person.missing().len()).sum();
    agree(missing, "une information", "quelques informations")
}
