//! Answers to somebody who withdraws people, declines a seat, or sends somebody else.

use super::answers::THANKS;
use super::french::agree;
use super::{Block, Letter, Occasion, Person, Standing, french};
use crate::event::Event;

/// Somebody withdrew; their places are free again.
#[must_use]
pub fn cancelled(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    let news = agree(
        people.len(),
        "C'est noté : l'inscription est annulée.",
        "C'est noté : les inscriptions sont annulées.",
    );
    occasion
        .answer(agree(people.len(), "Inscription annulée", "Inscriptions annulées"))
        .greet(None)
        .say(&format!(
            "{news} Merci de nous avoir prévenus : cela nous aide à accueillir d'autres personnes."
        ))
        .list(occasion.event, people, &[])
        .out_of_the_calendar()
        .say(MISTAKEN)
        .sign("À une prochaine fois,", occasion.signature)
}

/// It was cancelled before.
#[must_use]
pub fn already_cancelled(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    let news = agree(
        people.len(),
        "Cette inscription était déjà annulée : rien ne change.",
        "Ces inscriptions étaient déjà annulées : rien ne change.",
    );
    occasion
        .answer(agree(people.len(), "Inscription déjà annulée", "Inscriptions déjà annulées"))
        .greet(None)
        .say(&format!("{THANKS} {news}"))
        .list(occasion.event, people, &[])
        .say(MISTAKEN)
        .sign("À une prochaine fois,", occasion.signature)
}

/// There is no registration that the writer could withdraw. It may be unknown which event is meant.
#[must_use]
pub fn nothing_to_cancel(event: Option<&Event>, signature: &str) -> Letter {
    let letter = Letter::new("Aucune inscription trouvée").greet(None).say(&format!(
        "{THANKS} Nous n'avons trouvé aucune inscription, ni depuis cette adresse, ni au nom indiqué : rien n'a \
         donc été annulé."
    ));
    let letter = match event {
        Some(event) => letter.show(event),
        None => letter,
    };
    letter
        .say(
            "Si une inscription a bien été faite, répondez à ce message en indiquant le nom de la personne \
             inscrite et, si possible, la référence.",
        )
        .sign("Bien cordialement,", signature)
}

/// Whoever was offered a seat said no.
#[must_use]
pub fn offer_declined(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    let news = agree(
        people.len(),
        "C'est noté : la place pourra être proposée à quelqu'un d'autre, et l'inscription n'est plus sur la \
         liste.",
        "C'est noté : les places pourront être proposées à d'autres, et les inscriptions ne sont plus sur la \
         liste.",
    );
    occasion
        .reply(agree(people.len(), "place déclinée", "places déclinées"))
        .greet(None)
        .say(&format!("Merci de votre réponse. {news}"))
        .list(occasion.event, people, &[])
        .say(MISTAKEN)
        .sign("À une prochaine fois,", occasion.signature)
}

/// Somebody comes instead: of `people`, the first left, the others come.
#[must_use]
pub fn replaced(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    let names = match people {
        [left, comes] => left.name().zip(comes.name()),
        _ => None,
    };
    let news = match names {
        Some((left, comes)) if people.iter().skip(1).all(|person| person.standing == Standing::Confirmed) => {
            format!("C'est noté : {comes} remplacera {left}.")
        }
        _ => "C'est noté : le remplacement est enregistré.".to_owned(),
    };
    occasion
        .reply("remplacement enregistré")
        .greet(None)
        .say(&format!("{THANKS} {news}"))
        .enclosing(people)
        .standings(occasion.event, people, &[])
        .say("Pensez aussi à retirer ce rendez-vous de l'agenda de la personne remplacée, s'il y figure.")
        .sign("À bientôt,", occasion.signature)
}

pub(super) const MISTAKEN: &str = "Si c'est une erreur, répondez simplement à ce message.";

impl Letter {
    /// The letter, saying that a person will read the part of the message that it does not answer.
    #[must_use]
    pub fn leaving_the_rest(mut self) -> Self {
        let words = "Quelqu'un de l'équipe lira aussi le reste de votre message, et vous répondra si besoin.";
        let last = self.body.iter().rposition(|block| matches!(block, Block::Signature { .. }));
        let at = last.unwrap_or(self.body.len());
        self.body.insert(at, Block::Paragraph(french::typeset(words)));
        self
    }
}
