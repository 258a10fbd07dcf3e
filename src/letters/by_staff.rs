//! What the staff decided, told to those whom it concerns.

use super::answers::THANKS;
use super::french::{agree, date, list, typeset};
use super::leaving::MISTAKEN;
use super::replies::QUESTION;
use super::{Block, Change, Entry, Letter, Occasion, Person, Standing, Tone, personal_confirmation};
use crate::event::Event;

/// To somebody whom the staff registered, at their own address.
#[must_use]
pub fn registered_by_staff(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    match people {
        [person] => personal_confirmation(occasion, person),
        people => occasion
            .notice("Inscriptions")
            .greet(None)
            .say("Notre équipe a enregistré ces inscriptions : voici où en est chacune.")
            .enclosing(people)
            .standings(occasion.event, people, &[])
            .sign("Bien cordialement,", occasion.signature),
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
        .enclosing(people)
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
        .list(occasion.event, people, &[])
        .out_of_the_calendar()
        .say(MISTAKEN)
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
    letter.say(QUESTION).sign("Bien cordialement,", signature)
}

/// To a colleague who passed a message on: what was recorded, and whether its people were
/// `answered`, or nobody could be for want of an address.
#[must_use]
pub fn forwarded(occasion: Occasion<'_>, people: &[Person], answered: bool) -> Letter {
    let told = match (answered, people) {
        (true, [] | [_]) => "La réponse est partie directement à la personne inscrite.",
        (true, _) => "Les réponses sont parties directement aux personnes inscrites.",
        (false, [] | [_]) => {
            "Nous n'avons pas d'adresse où écrire à la personne inscrite : merci de la prévenir."
        }
        (false, _) => "Nous n'avons pas d'adresse où écrire aux personnes inscrites : merci de les prévenir.",
    };
    let is_over = people.iter().all(|person| person.standing == Standing::Cancelled);
    let news = if is_over { "c'est noté" } else { "le bulletin est enregistré" };
    let letter = occasion
        .reply("message transmis")
        .greet(None)
        .say(&format!("Merci d'avoir transmis ce message : {news}. {told}"))
        .list(occasion.event, people, &[]);
    let letter = if answered { letter } else { letter.ask_for_the_rest(occasion.event, people) };
    letter.say_how_to_change(people).sign("Bien cordialement,", occasion.signature)
}

/// The staff give seats to people who had asked for one. Something may still be missing of them.
#[must_use]
pub fn confirmed_by_staff(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    let are_complete = people.iter().all(|person| person.missing().is_empty());
    let (title, news) = match (are_complete, people.len()) {
        (true, 0 | 1) => (
            "Inscription confirmée",
            "Bonne nouvelle : notre équipe a confirmé l'inscription demandée, et une place est réservée.",
        ),
        (true, _) => (
            "Inscriptions confirmées",
            "Bonne nouvelle : notre équipe a confirmé les inscriptions demandées, et les places sont réservées.",
        ),
        (false, 0 | 1) => (
            "Inscription acceptée, à compléter",
            "Bonne nouvelle : notre équipe accepte l'inscription demandée. Une place est gardée ; il nous manque \
             encore quelques informations.",
        ),
        (false, _) => (
            "Inscriptions acceptées, à compléter",
            "Bonne nouvelle : notre équipe accepte les inscriptions demandées. Les places sont gardées ; il nous \
             manque encore quelques informations.",
        ),
    };
    occasion
        .notice(title)
        .greet(None)
        .say(news)
        .enclosing(people)
        .standings(occasion.event, people, &[])
        .sign("À bientôt,", occasion.signature)
}

/// The staff give no seat to people who had asked for one.
#[must_use]
pub fn refused_by_staff(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    let news = agree(
        people.len(),
        "Merci de l'intérêt porté à cette rencontre. Nous avons lu la demande d'inscription ci-dessous avec \
         attention, mais nous ne pouvons malheureusement pas y répondre favorablement.",
        "Merci de l'intérêt porté à cette rencontre. Nous avons lu les demandes d'inscription ci-dessous avec \
         attention, mais nous ne pouvons malheureusement pas y répondre favorablement.",
    );
    let refused = |person: &Person| {
        let standing = "Demande non retenue".to_owned();
        Entry { standing, tone: Tone::Ended, notes: Vec::new(), ..person.entry(occasion.event) }
    };
    occasion
        .notice(agree(people.len(), "Votre demande d'inscription", "Vos demandes d'inscription"))
        .greet(None)
        .say(news)
        .show(occasion.event)
        .with(Block::People(people.iter().map(refused).collect()))
        .say("Une question ? Répondez à ce message : quelqu'un de l'équipe vous lira.")
        .sign("Bien cordialement,", occasion.signature)
}

/// To everybody who is registered: the event does not take place.
#[must_use]
pub fn event_called_off(occasion: Occasion<'_>, people: &[Person]) -> Letter {
    let Occasion { event, signature } = occasion;
    let day = date(&event.starts);
    let news = format!(
        "Nous sommes au regret de vous annoncer que la rencontre du {day} n'aura pas lieu. Les \
         inscriptions n'ont donc plus d'objet, et vous n'avez aucune démarche à faire."
    );
    let concerned: Vec<String> = people.iter().filter_map(Person::name).collect();
    let whose = agree(concerned.len(), "Inscription concernée", "Inscriptions concernées");
    let letter = Letter::new(&format!("Annulation : rencontre du {day}")).greet(None).say(&news).show(event);
    let letter = Letter { unasked: true, ..letter };
    letter
        .say_if(!concerned.is_empty(), &format!("{whose} : {}.", list(&concerned)))
        .say("Si ce rendez-vous est noté dans un agenda, pensez à l'en retirer.")
        .say("Une question ? Répondez à ce message : quelqu'un de l'équipe vous lira.")
        .sign("Avec toutes nos excuses,", signature)
}

/// A text of the staff to the people of one address who are registered.
#[must_use]
pub fn announcement(occasion: Occasion<'_>, news: &Announcement<'_>, people: &[Person]) -> Letter {
    let Occasion { event, signature } = occasion;
    let day = date(&event.starts);
    let subject = match news {
        Announcement { is_called_off: true, .. } => format!("Annulation : rencontre du {day}"),
        Announcement { subject: Some(subject), .. } => (*subject).to_owned(),
        Announcement { .. } => format!("Rencontre du {day} : informations"),
    };
    let letter = Letter { unasked: true, ..Letter::new(&subject) };
    let letter = if greets(news.text) { letter } else { letter.greet(None) };
    let mut text = paragraphs(news.text);
    let closing = closing(&mut text);
    let lines = |lines: Vec<String>| Block::Lines(lines.iter().map(|line| typeset(line)).collect());
    let letter = letter.with_all(text.into_iter().map(lines));
    let letter = if news.is_called_off {
        letter.show(event).out_of_the_calendar()
    } else {
        letter.standings(event, people, &[])
    };
    match closing {
        Some((salutation, name)) if name.is_empty() => letter.sign(&salutation, signature),
        Some((salutation, name)) => letter.sign(&salutation, &typeset(&name)),
        None => letter.sign("Bien cordialement,", signature),
    }
}

/// Whether a text begins with a greeting of its own.
fn greets(text: &str) -> bool {
    const GREETINGS: [&str; 6] = ["bonjour", "bonsoir", "madame", "mesdames", "cher", "chère"];
    let text = text.trim_start().to_lowercase();
    GREETINGS.iter().any(|greeting| text.starts_with(greeting))
}

/// The paragraphs of a text, each in the lines that were meant: where a line was only broken to fit a
/// width, it goes on.
fn paragraphs(text: &str) -> Vec<Vec<String>> {
    /// How long such lines are, in characters.
    const FULL: std::ops::RangeInclusive<usize> = 60..=100;
    let mut paragraphs: Vec<Vec<String>> = vec![Vec::new()];
    let mut goes_on = false;
    for line in text.lines().map(str::trim) {
        match (line, paragraphs.last_mut()) {
            ("", _) | (_, None) => paragraphs.push(Vec::new()),
            (line, Some(paragraph)) => match paragraph.last_mut() {
                Some(before) if goes_on && !is_item(line) => {
                    before.push(' ');
                    before.push_str(line);
                }
                _ => paragraph.push(line.to_owned()),
            },
        }
        goes_on = FULL.contains(&line.chars().count());
    }
    paragraphs.retain(|lines| !lines.is_empty());
    paragraphs
}

/// Whether a line begins an item of a list: `- un stylo`, `2. le plan`.
fn is_item(line: &str) -> bool {
    let is_number = |word: &str| word.len() <= 2 && word.parse::<u8>().is_ok();
    line.starts_with(['-', '–', '—', '•', '*', '·'])
        || line.split_once(['.', ')']).is_some_and(|(number, _)| is_number(number))
}

/// The closing formula at the end of a text, and who signs below it; they are taken off the text.
fn closing(paragraphs: &mut Vec<Vec<String>>) -> Option<(String, String)> {
    const FORMULAS: [&str; 8] = [
        "cordialement",
        "bien cordialement",
        "très cordialement",
        "bien à vous",
        "à bientôt",
        "amicalement",
        "salutations",
        "bonne journée",
    ];
    let closes = |lines: &Vec<String>| {
        let line = lines.first().map(|line| line.to_lowercase()).unwrap_or_default();
        line.chars().count() <= 40 && FORMULAS.iter().any(|formula| line.starts_with(formula))
    };
    let at = paragraphs.iter().rposition(closes)?;
    let lines: Vec<String> = paragraphs.iter().skip(at).flatten().cloned().collect();
    let (salutation, name) = lines.split_first().filter(|(_, name)| name.len() <= 3)?;
    paragraphs.truncate(at);
    Some((salutation.clone(), name.join(", ")))
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
