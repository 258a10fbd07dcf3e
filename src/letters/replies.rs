//! Answers to somebody of whom nothing could be registered.

use super::answers::THANKS;
use super::{Letter, Occasion, french};
use crate::event::Event;

/// Whom to turn to.
pub(super) const QUESTION: &str = "Une question ? Répondez à ce message : quelqu'un de l'équipe vous lira.";

/// The bulletin came after the closing time. The staff see it.
#[must_use]
pub fn late(occasion: Occasion<'_>) -> Letter {
    let closes = french::moment(&occasion.event.closes);
    occasion
        .reply("message reçu après la clôture")
        .greet(None)
        .say(&format!(
            "{THANKS} Il nous est parvenu après la clôture des inscriptions, fixée au {closes} : \
             rien n'est donc enregistré pour l'instant."
        ))
        .say("L'équipe en est informée et vous écrira si une place peut encore être proposée.")
        .show(occasion.event)
        .sign("Bien cordialement,", occasion.signature)
}

/// Nothing is registered any more.
#[must_use]
pub fn closed(occasion: Occasion<'_>) -> Letter {
    occasion
        .reply("inscriptions closes")
        .greet(None)
        .say(&format!("{THANKS} Les inscriptions sont closes : nous ne pouvons plus en enregistrer."))
        .show(occasion.event)
        .say(QUESTION)
        .sign("Bien cordialement,", occasion.signature)
}

/// The event does not take place.
#[must_use]
pub fn called_off(occasion: Occasion<'_>) -> Letter {
    occasion
        .reply("annulé")
        .greet(None)
        .say(&format!(
            "{THANKS} Cette rencontre n'aura malheureusement pas lieu : il n'est donc plus possible de s'y \
             inscrire."
        ))
        .show(occasion.event)
        .say(QUESTION)
        .sign("Bien cordialement,", occasion.signature)
}

/// The event has taken place.
#[must_use]
pub fn over(occasion: Occasion<'_>) -> Letter {
    occasion
        .reply("rencontre passée")
        .greet(None)
        .say(&format!(
            "{THANKS} Cette rencontre a déjà eu lieu : il n'est donc plus possible de s'y inscrire."
        ))
        .show(occasion.event)
        .say(QUESTION)
        .sign("À une prochaine fois,", occasion.signature)
}

/// The bulletin came before registrations are taken.
#[must_use]
pub fn not_yet_open(occasion: Occasion<'_>) -> Letter {
    let when = match &occasion.event.opens {
        Some(opens) => format!("Les inscriptions ouvriront le {}.", french::moment(opens)),
        None => "Les inscriptions ne sont pas encore ouvertes.".to_owned(),
    };
    occasion
        .reply("inscriptions bientôt ouvertes")
        .greet(None)
        .say(&format!("{THANKS} {when}"))
        .say(
            "Rien n'est encore enregistré : merci de nous renvoyer votre message une fois les inscriptions \
             ouvertes.",
        )
        .show(occasion.event)
        .sign("À bientôt,", occasion.signature)
}

/// A person on the staff must decide. It may be unknown which event is meant.
#[must_use]
pub fn handed_to_a_person(event: Option<&Event>, signature: &str) -> Letter {
    let letter = Letter::new("Votre message est bien arrivé").greet(None).say(&format!(
        "{THANKS} Quelqu'un de l'équipe va le lire et vous répondra ; d'ici là, vous n'avez rien d'autre à \
         faire."
    ));
    let letter = match event {
        Some(event) => letter.show(event),
        None => letter,
    };
    letter.sign("Bien cordialement,", signature)
}
