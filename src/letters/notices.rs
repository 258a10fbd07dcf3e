//! News that nobody asked for.

use super::{Letter, Occasion, Person, Standing};

/// Seats came free: these people are confirmed now.
#[must_use]
pub fn promoted(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    let (title, news) = if people.len() < 2 {
        (
            "Inscription confirmée : une place s'est libérée",
            "Bonne nouvelle : une place s'est libérée, et l'inscription est maintenant confirmée !",
        )
    } else {
        (
            "Inscriptions confirmées : des places se sont libérées",
            "Bonne nouvelle : des places se sont libérées, et les inscriptions sont maintenant confirmées !",
        )
    };
    occasion
        .notice(title)
        .greet(None)
        .say(news)
        .standings(occasion.event, people, &[])
        .say(
            "En cas d'empêchement, prévenez-nous au plus vite : quelqu'un d'autre pourra profiter de la \
             place.",
        )
        .sign("À bientôt,", occasion.signature)
}

/// To a participant whom somebody else registered, at the participant's own address.
#[must_use]
pub fn personal_confirmation(occasion: Occasion<'_>, person: &Person) -> Letter {
    let standing = match &person.standing {
        Standing::Confirmed => "Elle est confirmée : une place vous est réservée.",
        Standing::Waitlisted { .. } => {
            "Toutes les places étant prises pour le moment, elle est sur liste d'attente."
        }
        Standing::Incomplete { .. } => "Pour qu'elle soit complète, il manque encore quelque chose.",
        Standing::Cancelled => "Elle est annulée.",
    };
    occasion
        .notice("Votre inscription")
        .greet(person.greeting())
        .say(&format!("Une inscription à votre nom nous est parvenue. {standing}"))
        .standings(occasion.event, std::slice::from_ref(person), &[])
        .sign("À bientôt,", occasion.signature)
}

/// To whoever sets up the desk: sending works.
#[must_use]
pub fn test_letter(signature: &str) -> Letter {
    let letter = Letter::new("Message d'essai")
        .greet(None)
        .say(
            "Ce message d'essai vient du guichet d'inscription. Si vous le lisez, l'envoi du courrier \
             fonctionne.",
        )
        .sign("Bien cordialement,", signature);
    Letter { unasked: true, ..letter }
}
