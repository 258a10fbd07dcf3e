//! The forms of a message that are bulletins, and the people on all of them together.

use std::sync::LazyLock;

use regex::Regex;

use super::doubts::is_doubtful;
use super::form::{self, Form};
use super::intent::{Intent, of_this_kind};
use super::occasion::names_one;
use super::papers::{Origin, Sheet};
use super::reading::{Basis, Participant, Value};
use crate::event::{Event, Field};
use crate::fold::{fold, words};
use crate::pattern::pattern;

/// A sheet and the form that was read on it.
pub type Filled<'p> = (&'p Sheet, Form);

/// The bulletins of one message.
#[derive(Debug)]
pub struct Bulletins<'f> {
    bulletins: Vec<&'f Filled<'f>>,
}

impl<'f> Bulletins<'f> {
    /// Those of `forms` that are bulletins for one of `events`. `in_conversation`: the message goes on
    /// about a registration, whose code it carries.
    #[must_use]
    pub fn among(forms: &'f [Filled<'f>], said: &Said<'_>, in_conversation: bool) -> Self {
        let is_bulletin = |(sheet, form): &&Filled| {
            in_conversation && supplies_something(sheet, form, said) || is_bulletin(sheet, form, said)
        };
        Self { bulletins: forms.iter().filter(is_bulletin).collect() }
    }

    /// Whether there is none.
    #[must_use]
    pub fn are_none(&self) -> bool {
        self.bulletins.is_empty()
    }

    /// Whether one of them came back blank.
    #[must_use]
    pub fn are_blank(&self) -> bool {
        self.bulletins.iter().any(|(_, form)| form.people.is_empty())
    }

    /// Whether one says that the person will not come.
    #[must_use]
    pub fn decline(&self) -> bool {
        self.bulletins.iter().any(|(_, form)| form.declines)
    }

    /// Whether a slot of one names several people.
    #[must_use]
    pub fn are_crowded(&self) -> bool {
        self.bulletins.iter().any(|(_, form)| form.crowds)
    }

    /// The text of those that came from `origin`, without the choices that nobody ticked.
    #[must_use]
    pub fn text(&self, origin: Origin) -> String {
        let texts = self.of(origin).map(|(sheet, _)| form::ticked(&form::text(&sheet.document.body)));
        texts.collect::<Vec<_>>().join("\n")
    }

    /// Everybody on them, each person once: the same form is often in the body and in a file.
    #[must_use]
    pub fn people(&self) -> Vec<Participant> {
        let mut people: Vec<Participant> = Vec::new();
        let files_first = [Origin::File, Origin::PassedOn, Origin::Answers, Origin::Body];
        for (_, form) in files_first.into_iter().flat_map(|origin| self.of(origin)) {
            let known_before = people.len();
            for person in &form.people {
                let same = |(at, known): (usize, &Participant)| {
                    are_of_one_code(known, person)
                        || same_name(known, person) && (at < known_before || !are_namesakes(known, person))
                };
                match people.iter().enumerate().position(same).and_then(|at| people.get_mut(at)) {
                    Some(known) => known.take_over(person),
                    None => people.push(person.clone()),
                }
            }
        }
        if people.iter().any(is_somebody) {
            people.retain(|person| person.is_named() || person.code.is_some());
        }
        join_the_code(people)
    }

    /// Whether two of them tell one person differently: another telephone, or another given name in one family and
    /// organisation.
    #[must_use]
    pub fn differ(&self) -> bool {
        self.pairs().any(|(one, other)| {
            let says_otherwise = |field: &Field| {
                one.get(field).zip(other.get(field)).is_some_and(|(one, other)| fold(one) != fold(other))
            };
            let is_one_family = !says_otherwise(&Field::LastName) && !says_otherwise(&Field::Organisation);
            let told = || one.values.iter().map(|value| &value.field);
            same_name(one, other) && told().any(says_otherwise)
                || is_one_family && one.is_named() && other.is_named() && says_otherwise(&Field::FirstName)
        })
    }

    /// Whether two of them name organisations for one person that have nothing in common.
    #[must_use]
    pub fn contradict(&self) -> bool {
        let organisation = |person: &Participant| person.get(&Field::Organisation).map(words);
        self.pairs().filter(|(one, other)| same_name(one, other)).any(|(one, other)| {
            let both = organisation(one).zip(organisation(other));
            both.is_some_and(|(one, other)| !one.iter().any(|word| other.contains(word)))
        })
    }

    /// The people on one of them, each with everybody on every other one.
    fn pairs(&self) -> impl Iterator<Item = (&'f Participant, &'f Participant)> {
        let forms = || self.bulletins.iter().map(|(_, form)| form).enumerate();
        forms().flat_map(move |(at, form)| {
            let others = self.bulletins.iter().skip(at + 1).flat_map(|(_, other)| &other.people);
            form.people.iter().flat_map(move |one| others.clone().map(move |other| (one, other)))
        })
    }

    fn of(&self, origin: Origin) -> impl Iterator<Item = &'f Filled<'f>> {
        self.bulletins.iter().copied().filter(move |(sheet, _)| sheet.origin == origin)
    }
}

/// Whether a text speaks of registering for an event.
#[must_use]
pub fn speaks_of_registering(text: &str) -> bool {
    static REGISTERING: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\binscri|\bbulletin|\bparticipant|\bparticipera|\bcoupon|\btalon|\bfiche de participation")
    });
    REGISTERING.is_match(&of_this_kind(&fold(text)))
}

/// What is said beside the forms.
#[derive(Debug)]
pub struct Said<'s> {
    /// The subject of the message.
    pub subject: &'s str,
    /// The writer's own words.
    pub own_words: &'s str,
    /// What they say.
    pub intent: &'s Intent,
    /// What others wrote below or above them.
    pub quoted_words: &'s str,
    /// The events that are not over.
    pub events: &'s [Event],
}

/// A bulletin is known by what it is about, not by having a name and a telephone: it asks for the
/// participant by name, and it or its message speaks of registering, or names the event.
fn is_bulletin(sheet: &Sheet, form: &Form, said: &Said<'_>) -> bool {
    let about = speaks_of_registering;
    let Said { subject, own_words, intent, quoted_words, events } = said;
    if intent.abstains && sheet.origin == Origin::Body || is_of_another_kind(&[subject]) && !intent.joins {
        return false;
    }
    let text = form::text(&sheet.document.body);
    let names_event = names_one(&text, events);
    let is_about_inscription = || fold(&text).contains("inscri");
    if is_of_another_kind(&[subject, &sheet.name, &heading(&text)])
        && !(names_event && is_about_inscription())
    {
        return false;
    }
    let spoken_of = || intent.joins || intent.comes || about(subject);
    let speaks_of_it = || about(&text) || spoken_of() || intent.about_registering;
    // Words are a bulletin when they are filled in like one; "Nom : SARL …, Téléphone : …" is not.
    let asks_enough = form.asks_for >= 3 || form.asks_for == 2 && form.asks_for_an_organisation;
    let filled_in = asks_enough && form.people.iter().any(is_somebody);
    let is_named = || {
        names_event || [*subject, *own_words, *quoted_words].into_iter().any(|text| names_one(text, events))
    };
    let is_whole = || form.asks_for >= 4 && form.people.iter().all(is_somebody) && is_named();
    match sheet.origin {
        Origin::Body => filled_in && (intent.about_registering || spoken_of() || is_whole()),
        Origin::Answers => filled_in && !intent.leaves(),
        Origin::PassedOn => filled_in && speaks_of_it(),
        Origin::File => form.asks_for_a_name && form.asks_for >= 2 && (about(&sheet.name) || speaks_of_it()),
    }
}

/// Where a form says what it is: its first lines, but for sentences: "Merci de m'envoyer une facture."
fn heading(text: &str) -> String {
    static SENTENCE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"[.?!](?:\s|$)|^(?:je|j'|nous|merci|pou[vr]\w+)\b"));
    /// Below so many lines a form asks its questions.
    const LENGTH: usize = 6;
    let lines = text.lines().filter(|line| !line.trim().is_empty()).take(LENGTH);
    lines.filter(|line| !SENTENCE.is_match(&fold(line))).collect::<Vec<_>>().join("\n")
}

/// Whether one of `texts` calls itself a form of another kind: for members, for an order, for a survey.
#[must_use]
pub fn is_of_another_kind(texts: &[&str]) -> bool {
    static ANOTHER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)\badhesions?\b | \bfactures?\b | \badherer\b | \bcotisations?\b | \bdevis\b | \bbons?\ de\ commande\b
              | \bcommandes?\b | \bnewsletter\b | \binfolettre\b | \blettre\ d'info | \babonnement\b
              | \bquestionnaires?\b | \benquetes?\b | \bsondages?\b | \bsatisfaction\b | \bpetitions?\b
              | \bfournisseurs?\b | \bcandidatures?\b | \b(?:demande|recherche|offre)\ (?:de\ |d')(?:stage|emploi|alternance) | \bannuaires?\b | \bcantine\b | \battestations?\b | \brevue\ de\ presse\b | \bmaintenance\b | \bgarderie\b | \bcreche\b | \btombola\b | \bbrocante\b | \bfiches?\ clients?\b
              | \b(?:location|reservation)\ (?:de\ |d')?(?:la\ |une\ )?salles?\b | \bfeuille\ d'emargement\b | \bcompte[\ -]rendu\ d[eu]\b | \bcr\ (?:de|du|rencontre|reunion|seance)\b | \bliste\ des\ presents\b",
        )
    });
    static OURS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"\bquestionnaires? (?:(?:d'|d |de )?(?:inscription|participation)|participants?)")
    });
    let plain = |text: &str| OURS.replace_all(&fold(text).replace('_', " "), "").into_owned();
    texts.iter().any(|text| ANOTHER.is_match(&plain(text)))
}

/// In a conversation the lines that were missing are enough, unless they only sign what is said
/// above them: a withdrawal, or a telephone below thanks and questions.
fn supplies_something(sheet: &Sheet, form: &Form, said: &Said<'_>) -> bool {
    let signs = |field: &Field| matches!(field, Field::Phone | Field::Email);
    // "Bonjour, Téléphone : …, Merci" begins with it.
    let first = first_line(said.own_words).map(|number| format!("line {number}"));
    let is_first = |value: &Value| Some(&value.place.spot) == first.as_ref();
    let begins_with_it = form.people.iter().flat_map(|person| &person.values).any(is_first);
    let intent = said.intent;
    let says_something_else = (intent.asks || intent.thanks) && !begins_with_it;
    // "Représentant" above a telephone is no label.
    let is_by_chance = |value: &Value| value.basis == Basis::Below && is_doubtful(value);
    let supplies = |value: &Value| !(is_by_chance(value) || says_something_else && signs(&value.field));
    let is_coded = || form.people.iter().any(|person| person.code.is_some());
    let is_theirs = match sheet.origin {
        Origin::Body => true,
        Origin::Answers | Origin::File => is_coded(),
        Origin::PassedOn => false,
    };
    is_theirs && !intent.leaves() && form.people.iter().flat_map(|person| &person.values).any(supplies)
}

/// The number of the first line of `words` that does not only greet.
fn first_line(words: &str) -> Option<usize> {
    static GREETING: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^\W*(?:(?:bonjour|bonsoir|madame|monsieur|mesdames|messieurs)\b.*)?$"));
    words.lines().position(|line| !GREETING.is_match(&fold(line))).map(|at| at + 1)
}

/// Gives the only person named beside the only code that code: it is the bulletin of that registration.
fn join_the_code(people: Vec<Participant>) -> Vec<Participant> {
    let is_coded = |person: &&Participant| !person.is_named() && person.code.is_some();
    match people.as_slice() {
        [one, other]
            if is_coded(&one) != is_coded(&other) && (one.code.is_none() || other.code.is_none()) =>
        {
            let (coded, named) = if is_coded(&one) { (one, other) } else { (other, one) };
            let mut person = named.clone();
            person.take_over(coded);
            vec![person]
        }
        _ => people,
    }
}

/// Whether two of name, given name and organisation are known, one of the names among them.
fn is_somebody(participant: &Participant) -> bool {
    let known = [Field::LastName, Field::FirstName, Field::Organisation]
        .iter()
        .filter(|field| participant.get(field).is_some());
    participant.is_named() && known.count() >= 2
}

/// Whether two of one name on one form are two people: from different organisations, each with an
/// address of their own.
fn are_namesakes(one: &Participant, other: &Participant) -> bool {
    [Field::Organisation, Field::Email].iter().all(|field| match (one.get(field), other.get(field)) {
        (Some(one), Some(other)) => fold(one) != fold(other),
        _ => false,
    })
}

/// Whether both were written for the same registration.
fn are_of_one_code(one: &Participant, other: &Participant) -> bool {
    one.code.is_some() && one.code == other.code
}

/// Whether both have the same names, in whatever order and spelling.
fn same_name(one: &Participant, other: &Participant) -> bool {
    let names = |person: &Participant| {
        let mut names: Vec<String> = [Field::LastName, Field::FirstName]
            .iter()
            .filter_map(|field| person.get(field))
            .map(fold)
            .collect();
        names.sort();
        names
    };
    let (one, other) = (names(one), names(other));
    one == other && !one.is_empty()
}
