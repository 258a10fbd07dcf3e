//! What the staff decided, told to those whom it concerns.

use super::answers::THANKS;
use super::french::{agree, date};
use super::{Change, Letter, Occasion, Person, personal_confirmation};
use crate::event::Event;

/// To somebody whom the staff registered, at their own address.
#[must_use]
pub fn registered_by_staff(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    match people {
        [person] => personal_confirmation(occasion, person),
        people => super::registered(occasion, people),
    }
}

/// The staff corrected a registration.
#[must_use]
pub fn corrected_by_staff(occasion: Occasion<'_>, people: &[Person], changes: &[Change]) -> Letter {
    let news = agree(
        changes.len(),
        "Nous avons enregistré une correction. Voici l'inscription telle qu'elle est maintenant.",
        "Nous avons enregistré des corrections. Voici l'inscription telle qu'elle est maintenant.",
    );
    occasion
        .notice("Inscription corrigée")
        .greet(None)
        .say(news)
        .standings(occasion.event, people, changes)
        .sign("Bien cordialement,", occasion.signature)
}

/// The staff cancelled registrations.
#[must_use]
pub fn cancelled_by_staff(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    let news = agree(
        people.len(),
        "L'inscription ci-dessous vient d'être annulée par notre équipe.",
        "Les inscriptions ci-dessous viennent d'être annulées par notre équipe.",
    );
    occasion
        .notice(agree(people.len(), "Inscription annulée", "Inscriptions annulées"))
        .greet(None)
        .say(news)
        .standings(occasion.event, people, &[])
        .sign("Bien cordialement,", occasion.signature)
}

/// The staff do not register whom the message names. It may be unknown which event is meant.
#[must_use]
pub fn declined(event: Option<&Event>, signature: &str) -> Letter {
    let letter = Letter::new("Votre demande d'inscription").greet(None).say(&format!(
        "{THANKS} Nous l'avons lu avec attention, mais nous ne pouvons pas enregistrer l'inscription demandée."
    ));
    let letter = match event {
        Some(event) => letter.show(event),
        None => letter,
    };
    letter
        .say("Une question ? Répondez à ce message : quelqu'un de l'équipe vous lira.")
        .sign("Bien cordialement,", signature)
}

/// A text of the staff to the people of one address who are registered.
#[must_use]
pub fn announcement(occasion: Occasion<'_>, news: &Announcement<'_>, people: &[Person]) -> Letter {
    let day = date(&occasion.event.starts);
    let subject = match news {
        Announcement { is_called_off: true, .. } => format!("Annulation : rencontre du {day}"),
        Announcement { subject: Some(subject), .. } => (*subject).to_owned(),
        Announcement { .. } => format!("Rencontre du {day} : informations"),
    };
    let letter = Letter { unasked: true, ..Letter::new(&subject) };
    let letter = if greets(news.text) { letter } else { letter.greet(None) };
    let paragraphs = news.text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    let letter = paragraphs.fold(letter, Letter::say);
    let letter = if news.is_called_off { letter } else { letter.standings(occasion.event, people, &[]) };
    letter.sign("Bien cordialement,", occasion.signature)
}

/// Whether a text begins with a greeting of its own.
fn greets(text: &str) -> bool {
    const GREETINGS: [&str; 6] = ["bonjour", "bonsoir", "madame", "mesdames", "cher", "chère"];
    let text = text.trim_start().to_lowercase();
    GREETINGS.iter().any(|greeting| text.starts_with(greeting))
}

/// A text of the staff to everybody who is registered.
#[derive(Debug, Clone, Copy)]
pub struct Announcement<'a> {
    /// Its subject, if it has one of its own.
    pub subject: Option<&'a str>,
    /// Its paragraphs, parted by blank lines.
    pub text: &'a str,
    /// Whether it says that the event does not take place.
    pub is_called_off: bool,
}
