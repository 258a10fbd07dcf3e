//! News that nobody asked for.

use super::answers::wanted;
use super::french::agree;
use super::leaving::MISTAKEN;
use super::{Change, Letter, Occasion, Person, Standing, Wait};
use crate::event::{Confirm, Event};

/// Seats are free: these people come up, and are confirmed unless something is missing.
#[must_use]
pub fn promoted(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    if people.iter().all(|person| matches!(person.standing, Standing::Incomplete { .. })) {
        return to_complete(occasion, people);
    }
    let all_seated = people.iter().all(|person| person.standing == Standing::Confirmed);
    let title = match people {
        _ if !all_seated => "Inscriptions : des places sont disponibles",
        people => agree(people.len(), "Inscription confirmée", "Inscriptions confirmées"),
    };
    occasion
        .notice(title)
        .greet(None)
        .say(&format!("Bonne nouvelle : {}", good_news(occasion.event, people, all_seated)))
        .enclosing(people)
        .standings(occasion.event, people, &[])
        .say(
            "En cas d'empêchement, prévenez-nous au plus vite : quelqu'un d'autre pourra profiter de la \
             place.",
        )
        .sign("À bientôt,", occasion.signature)
}

fn good_news(event: &Event, people: &[Person], all_seated: bool) -> &'static str {
    match event.confirm {
        _ if !all_seated => "des places sont disponibles ! Voici où en est chaque inscription.",
        Confirm::Staff => agree(
            people.len(),
            "notre équipe a confirmé l'inscription, et une place est réservée !",
            "notre équipe a confirmé les inscriptions, et les places sont réservées !",
        ),
        Confirm::Automatic => agree(
            people.len(),
            "une place est disponible, et l'inscription est maintenant confirmée !",
            "des places sont disponibles, et les inscriptions sont maintenant confirmées !",
        ),
    }
}

/// Somebody else who may has corrected a registration.
#[must_use]
pub fn amended(occasion: Occasion<'_>, people: &[Person], changes: &[Change]) -> Letter {
    let news = agree(
        changes.len(),
        "À la suite d'un message que nous avons reçu, une correction est enregistrée. Voici ce qui est noté \
         maintenant.",
        "À la suite d'un message que nous avons reçu, des corrections sont enregistrées. Voici ce qui est noté \
         maintenant.",
    );
    occasion
        .notice(agree(people.len(), "Inscription corrigée", "Inscriptions corrigées"))
        .greet(None)
        .say(news)
        .enclosing(people)
        .standings(occasion.event, people, changes)
        .sign("Bien cordialement,", occasion.signature)
}

/// A seat is free and held for people of whom something is missing.
#[must_use]
pub fn to_complete(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    let news = agree(
        people.len(),
        "une place est disponible et gardée pour cette inscription. Pour la confirmer, il nous manque encore",
        "des places sont disponibles et gardées pour ces inscriptions. Pour les confirmer, il nous manque encore",
    );
    occasion
        .notice(agree(people.len(), "Une place à confirmer", "Des places à confirmer"))
        .greet(None)
        .say(&format!("Bonne nouvelle : {news} {}.", wanted(people)))
        .enclosing(people)
        .standings(occasion.event, people, &[])
        .sign("À bientôt,", occasion.signature)
}

/// Seats are free and held: would they like them?
#[must_use]
pub fn offered(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    let news = agree(
        people.len(),
        "une place est disponible, et elle est gardée en attendant votre réponse.",
        "des places sont disponibles, et elles sont gardées en attendant votre réponse.",
    );
    occasion
        .news(agree(people.len(), "une place est proposée", "des places sont proposées"))
        .greet(None)
        .say(&format!("Bonne nouvelle : {news}"))
        .standings(occasion.event, people, &[])
        .sign("À bientôt,", occasion.signature)
}

/// No answer to an offer came in time.
#[must_use]
pub fn offer_lapsed(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    let news = agree(
        people.len(),
        "Nous n'avons pas reçu de réponse à temps : la place n'est plus gardée, et l'inscription n'est plus sur \
         la liste.",
        "Nous n'avons pas reçu de réponse à temps : les places ne sont plus gardées, et les inscriptions ne \
         sont plus sur la liste.",
    );
    occasion
        .news(agree(people.len(), "la place n'est plus gardée", "les places ne sont plus gardées"))
        .greet(None)
        .say(news)
        .list(occasion.event, people, &[])
        .say(
            "Toujours envie de participer ? Tant que les inscriptions sont ouvertes, répondez « oui » à ce \
             message : l'inscription sera reprise à la suite des autres.",
        )
        .sign("Bien cordialement,", occasion.signature)
}

/// What was missing did not come in time.
#[must_use]
pub fn hold_lapsed(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    let news = match occasion.event.confirm {
        Confirm::Automatic => agree(
            people.len(),
            "Il nous manquait des informations pour compléter cette inscription, et le délai est passé : la \
             place n'est plus gardée.",
            "Il nous manquait des informations pour compléter ces inscriptions, et le délai est passé : les \
             places ne sont plus gardées.",
        ),
        Confirm::Staff => agree(
            people.len(),
            "Il nous manquait des informations pour compléter cette demande, et le délai est passé : elle n'est \
             plus sur la liste.",
            "Il nous manquait des informations pour compléter ces demandes, et le délai est passé : elles ne sont \
             plus sur la liste.",
        ),
    };
    occasion
        .news(agree(people.len(), "l'inscription a expiré", "les inscriptions ont expiré"))
        .greet(None)
        .say(news)
        .list(occasion.event, people, &[])
        .say(
            "Toujours envie de participer ? Tant que les inscriptions sont ouvertes, répondez à ce message avec \
             ce qui manquait, ou avec le bulletin rempli : l'inscription sera reprise à la suite des autres.",
        )
        .sign("Bien cordialement,", occasion.signature)
}

/// To another address on the registration: somebody who may has cancelled it by mail.
#[must_use]
pub fn withdrawn(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    let news = agree(
        people.len(),
        "À la suite d'un message que nous avons reçu, l'inscription ci-dessous vient d'être annulée.",
        "À la suite d'un message que nous avons reçu, les inscriptions ci-dessous viennent d'être annulées.",
    );
    occasion
        .notice(agree(people.len(), "Inscription annulée", "Inscriptions annulées"))
        .greet(None)
        .say(news)
        .list(occasion.event, people, &[])
        .out_of_the_calendar()
        .say(MISTAKEN)
        .sign("Bien cordialement,", occasion.signature)
}

/// What was missing has come from somebody else: nothing is to be done any more.
#[must_use]
pub fn completed(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    let news = agree(
        people.len(),
        "Les informations qui manquaient nous sont parvenues : l'inscription est complète, vous n'avez plus \
         rien à faire.",
        "Les informations qui manquaient nous sont parvenues : les inscriptions sont complètes, vous n'avez \
         plus rien à faire.",
    );
    occasion
        .notice(agree(people.len(), "Inscription complétée", "Inscriptions complétées"))
        .greet(None)
        .say(news)
        .enclosing(people)
        .standings(occasion.event, people, &[])
        .sign("Bien cordialement,", occasion.signature)
}

/// To a participant whom somebody else registered, at the participant's own address.
#[must_use]
pub fn personal_confirmation(occasion: Occasion<'_>, person: &Person) -> Letter {
    let standing = match &person.standing {
        Standing::Confirmed => "Elle est confirmée : une place vous est réservée.".to_owned(),
        Standing::Waitlisted { why: Wait::Staff, .. } => "Notre équipe doit encore la confirmer.".to_owned(),
        Standing::Waitlisted { why, .. } => format!("{} : elle est donc sur liste d'attente.", why.reason()),
        Standing::Offered { .. } => "Une place vous est proposée.".to_owned(),
        Standing::Incomplete { .. } => {
            "Pour qu'elle soit complète, il manque encore quelque chose.".to_owned()
        }
        Standing::Cancelled => "Elle est annulée.".to_owned(),
        Standing::Lapsed => "Le délai étant passé, elle a expiré.".to_owned(),
    };
    let people = std::slice::from_ref(person);
    occasion
        .notice("Votre inscription")
        .greet(person.greeting())
        .say(&format!("Une inscription à votre nom nous est parvenue. {standing}"))
        .enclosing(people)
        .standings(occasion.event, people, &[])
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
