//! The people that a text tells of, one after the other, and what it says of each.

use std::sync::LazyLock;

use regex::Regex;

use super::affiliation::{Affiliation, affiliation, named_only, up_to_the_occasion, without_article};
use super::name::{Found, Order, Stands, find};
use super::oneself::has_same_name;
use super::segments::{Beginning, Segment};
use super::told::{Position, Told, stays_away};
use super::words::phrase;
use crate::bulletin::names;
use crate::bulletin::reading::{Basis, Participant, Place, Value};
use crate::bulletin::vocabulary::{begins_a_role, begins_an_organisation};
use crate::event::Field;
use crate::fold::fold;
use crate::message::Mailbox;

/// A text told so far.
#[derive(Debug, Default)]
pub struct Story<'m> {
    /// What the text is called.
    paper: &'m str,
    /// Who wrote it.
    sender: Option<&'m Mailbox>,
    people: Vec<Told>,
    /// The organisation that is said once, of everybody.
    said_of_all: Option<String>,
    /// What the writer says of herself before the name: "en tant que médiatrice au CCAS de Lens".
    said_of_self: Affiliation,
    /// Family and given name of "mon prénom est Zoé".
    named_self: (Option<String>, Option<String>),
    /// The role in "notre présidente, Mme Zoé Petit", until the name comes.
    role_before: Option<String>,
    /// After "mon téléphone" or "notre téléphone": whether it is everybody's.
    contact_follows: Option<bool>,
    /// After "notre association": its name follows.
    name_of_ours_follows: bool,
}

impl<'m> Story<'m> {
    /// The text called `paper`, which `sender` wrote.
    pub fn on(paper: &'m str, sender: Option<&'m Mailbox>) -> Self {
        Self { paper, sender, ..Self::default() }
    }

    /// Goes on with a segment that names a person.
    pub fn begin(&mut self, segment: &Segment, found: Found<'_>) {
        self.note_what_is_said_of_all(found.before, segment);
        if !found.before.is_empty() {
            self.note_role(found.before);
        }
        self.people.iter_mut().for_each(|told| told.is_followed = true);
        let mut told = Told {
            person: Participant::default(),
            paper: self.paper.to_owned(),
            order: found.order,
            position: if segment.is_item {
                Position::Item
            } else if matches!(segment.begins, Beginning::Amid | Beginning::Sentence)
                || !found.before.is_empty()
            {
                Position::Amid
            } else {
                Position::Apart
            },
            line: segment.line,
            is_introduced: found.is_introduced || segment.begins == Beginning::Colon,
            is_open: true,
            is_followed: false,
        };
        told.keep(Field::LastName, found.name.last, segment);
        told.keep(Field::FirstName, found.name.first, segment);
        if let Some(role) = self.role_before.take() {
            told.keep(Field::Role, role, segment);
        }
        let another = another_name(found.after, self.sender);
        if another.is_none() && !found.after.is_empty() {
            let _ = told.particulars(found.after, segment);
        }
        self.people.push(told);
        if let Some(another) = another {
            let is_introduced = found.is_introduced || another.is_introduced;
            self.begin(segment, Found { before: "", is_introduced, ..another });
            if let Some(told) = self.people.last_mut() {
                told.position = Position::Joined;
            }
            self.share_organisation();
        }
    }

    /// Goes on with a segment that names nobody.
    pub fn go_on(&mut self, segment: &Segment) {
        self.note_name_of_ours(segment);
        self.note_what_is_said_of_all(&segment.text, segment);
        self.note_role(&segment.text);
        if self.people.is_empty() {
            self.note_what_is_said_of_self(&segment.text);
        }
        let is_contact = self.note_contact(segment);
        let is_of_the_next = self.role_before.is_some() && fold(&segment.text).starts_with("et ");
        let Some(told) = self.people.last_mut() else { return };
        if is_contact || is_of_the_next {
            told.is_followed = true;
            return;
        }
        let may_sign = told.position == Position::Apart && !told.is_introduced;
        if may_sign && segment.begins == Beginning::Amid && stays_away(&segment.text) {
            told.position = Position::Away;
        }
        let is_next_line = segment.line > told.line;
        if is_next_line && told.position != Position::Item {
            // What is below the sentence that names the organisation tells of whoever signs.
            told.keep_of_all(self.said_of_all.as_deref(), segment);
        }
        if segment.begins == Beginning::Paragraph || is_next_line && told.position == Position::Item {
            told.is_open = false;
        }
        let is_particular = told.is_open && told.particulars(&segment.text, segment);
        told.is_followed |= !is_particular;
        self.share_organisation();
    }

    /// The organisation behind "Zoé Le Goff et Luc Petit" is that of both, and so is the one at the end of a line
    /// that names several.
    fn share_organisation(&mut self) {
        let mut organisation: Option<(Value, usize)> = None;
        for told in self.people.iter_mut().rev() {
            if let Some((value, _)) = &organisation {
                told.person.keep(value.clone());
            } else {
                let value = told.person.value(&Field::Organisation).cloned();
                organisation = value.map(|value| (value, told.line));
            }
            let is_on_the_line = organisation.as_ref().is_some_and(|(_, line)| *line == told.line);
            if told.position != Position::Joined && !is_on_the_line {
                break;
            }
        }
    }

    /// Keeps the organisation that a sentence names for all: "deux membres du Conseil citoyen de
    /// Sin-le-Noble".
    fn note_what_is_said_of_all(&mut self, text: &str, segment: &Segment) {
        static REPRESENTED: LazyLock<Regex> = LazyLock::new(|| {
            phrase(r"(?i)^(?:la |le |l'|notre )?(.+?) (?:y )?(?:ser(?:a|ont)|est) repr[ée]sent[ée]e?s?\b")
        });
        static OF: LazyLock<Regex> = LazyLock::new(|| {
            phrase(
                r"(?i)\b(?:personnes?|membres?|repr[ée]sentante?s?|participante?s?|inscrite?s?|deux|trois|quatre|cinq|\d+|tous|toutes|collegues?|collègues?|agents?|suivante?s?)\b(?: \S+){0,3}? (?:du |de la |de l'|des |d'|de |[àa] la |[àa] l'|au |chez )(.+)$",
            )
        });
        static FOR: LazyLock<Regex> = LazyLock::new(|| {
            phrase(
                r"(?i)\b(?:pour|au titre|pour le compte|au nom|de la part) ?(?:du|de la|de l'|des|d'|de|le|la|l'|les)? ?(\p{Lu}.+)$",
            )
        });
        static ALL: LazyLock<Regex> =
            LazyLock::new(|| phrase(r"(?i)^(?:tous|toutes|les deux|les trois|l'un et l'autre)\b"));
        let named =
            |rule: &Regex| rule.captures(text).and_then(|captures| captures.get(1)).map(|of| of.as_str());
        let candidates = [named(&OF), named(&REPRESENTED), named(&FOR).filter(|_| self.people.is_empty())];
        let mut organisations = candidates.into_iter().flatten().map(up_to_the_occasion);
        let Some(organisation) =
            organisations.find(|name| begins_an_organisation(name) || begins_with_an_acronym(name))
        else {
            return;
        };
        let is_of_all = self.people.is_empty() || segment.begins != Beginning::Amid || ALL.is_match(text);
        if is_of_all {
            self.said_of_all.get_or_insert_with(|| organisation.to_owned());
        }
    }

    /// Keeps the name that follows "notre association".
    fn note_name_of_ours(&mut self, segment: &Segment) {
        static OURS: LazyLock<Regex> = LazyLock::new(|| {
            phrase(
                r"(?i)\bnotre (?:association|structure|organisme|collectivit[ée]|commune|service|collectif|[ée]tablissement|conseil citoyen)$",
            )
        });
        if self.name_of_ours_follows && segment.begins == Beginning::Amid {
            let said = affiliation(&segment.text).or_else(|| named_only(&segment.text));
            self.said_of_all = self.said_of_all.take().or(said.and_then(|said| said.organisation));
        }
        self.name_of_ours_follows = OURS.is_match(&segment.text);
    }

    /// Keeps the role at the end of "compter sur la présence de notre présidente".
    fn note_role(&mut self, text: &str) {
        self.role_before = role_before(text);
    }

    fn note_what_is_said_of_self(&mut self, text: &str) {
        static SELF: LazyLock<Regex> = LazyLock::new(|| {
            phrase(
                r"(?i)\b(?:en tant que|en qualit[ée] d(?:e |')|je suis|on est|nous sommes|c'est|il s'agit|je travaille|je viens (?:pour|de la part)|j'appartiens|je repr[ée]sente|je fais partie)\b.+$",
            )
        });
        static NAMED: LazyLock<Regex> = LazyLock::new(|| {
            phrase(
                r"(?i)\b(?:mon|son|le) (?P<first>pr[ée])?nom(?: de famille)?(?: de (?:M\.?|Mme|Mlle|Monsieur|Madame) \S+)? (?:est|c'est) (?P<name>[^,.;]{2,40})$",
            )
        });
        if let Some(named) = NAMED.captures(text) {
            let name = named
                .name("name")
                .filter(|name| !is_said_of_a_name(name.as_str()))
                .map(|name| names::tidy(name.as_str()))
                .filter(|name| names::is_plausible(name));
            let slot =
                if named.name("first").is_some() { &mut self.named_self.1 } else { &mut self.named_self.0 };
            *slot = slot.take().or(name);
        }
        let Some(said) = SELF.find(text).and_then(|said| affiliation(said.as_str())) else { return };
        self.said_of_self.role = self.said_of_self.role.take().or(said.role);
        self.said_of_self.organisation = self.said_of_self.organisation.take().or(said.organisation);
    }

    /// Keeps a telephone that is given in a sentence of its own: "Vous pouvez me joindre au 03 …".
    /// Whether it does.
    fn note_contact(&mut self, segment: &Segment) -> bool {
        static CONTACT: LazyLock<Regex> = LazyLock::new(|| {
            phrase(
                r"\b(?:(?:me|m'|nous) (?:joindre|contacter|appeler)|joignables?|(?:mon|notre|mes|nos|son|sa|ses) (?:numeros?|lignes?|tel|telephones?|portables?|mobile|mails?|courriels?|adresses?))\b|^(?:tel|telephone|portable|mobile|mail|courriel|ligne directe)\b",
            )
        });
        static ALL: LazyLock<Regex> = LazyLock::new(|| phrase(r"\b(?:nous|notre|nos)\b"));
        let folded = fold(&segment.text);
        if segment.begins != Beginning::Amid && segment.begins != Beginning::Colon {
            self.contact_follows = None;
        }
        if CONTACT.is_match(&folded) {
            self.contact_follows = Some(ALL.is_match(&folded));
        }
        let Some(of_all) = self.contact_follows else { return false };
        let (sender, is_only_one) = (self.sender, self.people.len() == 1);
        let is_meant =
            |told: &&mut Told| of_all || is_only_one || sender.is_some_and(|sender| told.is(sender));
        let mut is_given = false;
        for told in self.people.iter_mut().filter(is_meant) {
            is_given |= told.contact(&segment.text, segment);
        }
        is_given
    }

    /// What is said of a person whom the text does not name.
    pub fn supplement(self) -> Option<Participant> {
        let organisation = self.said_of_self.organisation.as_deref().map(without_article);
        // "Je suis Zoé Petit de la MJC de Croix"
        let is_somebody = |name: &&str| name.split_whitespace().next().is_some_and(names::is_first_name);
        let organisation = organisation.filter(|name| !is_somebody(name)).map(str::to_owned);
        let mut person = Participant::default();
        let said = [
            (Field::LastName, self.named_self.0),
            (Field::FirstName, self.named_self.1),
            (Field::Organisation, organisation),
        ];
        for (field, text) in said {
            let place = Place { paper: self.paper.to_owned(), spot: String::new() };
            if let Some(text) = text {
                person.keep(Value { field, text, place, basis: Basis::Prose });
            }
        }
        (!person.values.is_empty()).then_some(person)
    }

    /// Those who are told of for registration, each once.
    pub fn end(mut self, is_the_writer: bool) -> Vec<Participant> {
        self.turn_to_the_others();
        let mut people: Vec<Participant> = Vec::new();
        let mut signer = None;
        let count = self.people.len();
        for (at, told) in self.people.into_iter().enumerate() {
            let has_particulars = told.person.values.len() > 2;
            // The last name of a text, with nothing behind it but its own particulars, signs it.
            let signs = at + 1 == count && !told.is_followed && told.position == Position::Apart;
            let is_item = told.position == Position::Item;
            if signs && self.sender.is_some_and(|sender| told.is(sender)) {
                signer = Some(told.person.clone());
            }
            let writes = self.sender.is_some_and(|sender| told.is(sender));
            let is_the_secretary = at > 0 && at + 1 == count && writes && !told.is_introduced && !is_item;
            if told.position == Position::Away
                || is_the_secretary
                || !(told.is_introduced || is_item || has_particulars && !signs)
            {
                continue;
            }
            let same = people.iter_mut().find(|known| has_same_name(known, &told.person));
            match same {
                Some(known) => told.person.values.iter().for_each(|value| known.keep(value.clone())),
                None => people.push(told.person),
            }
        }
        if people.is_empty() && is_the_writer {
            people.extend(signer);
        }
        let line =
            |person: &Participant| person.values.first().map(|value| value.place.clone()).unwrap_or_default();
        if let [person] = people.as_mut_slice() {
            let place = line(person);
            let Affiliation { role, organisation } = self.said_of_self;
            for (field, text) in [(Field::Role, role), (Field::Organisation, organisation)] {
                let place = place.clone();
                if let Some(text) = text {
                    person.keep(Value { field, text, place, basis: Basis::Prose });
                }
            }
        }
        if let Some(organisation) = &self.said_of_all {
            for person in &mut people {
                let (field, text, place) = (Field::Organisation, organisation.clone(), line(person));
                person.keep(Value { field, text, place, basis: Basis::ForAll });
            }
        }
        people
    }

    /// A name that can be read both ways is read as all the others are, or as the sender's address has it.
    fn turn_to_the_others(&mut self) {
        let mut others = self.people.iter().filter(|told| !told.can_be_turned()).peekable();
        let family_names_first =
            others.peek().is_some() && others.all(|told| matches!(told.order, Order::FamilyNameFirst));
        for told in self.people.iter_mut().filter(|told| told.can_be_turned()) {
            if family_names_first || self.sender.is_some_and(|sender| told.is_turned_in(sender)) {
                told.turn();
            }
        }
    }
}

/// Whether words behind "mon nom est" say how it is written: "mal orthographié".
fn is_said_of_a_name(words: &str) -> bool {
    static SAID: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"^(?:mal|bien|pas|faux|incorrecte?|inexacte?|erronee?|incomplete?|ecrit|orthographie|celui|le|dans|sur|en|avec|toujours|deja)\b",
        )
    });
    SAID.is_match(&fold(words))
}

/// The role at the end of "compter sur la présence de notre présidente", above a name.
pub fn role_before(text: &str) -> Option<String> {
    static OURS: LazyLock<Regex> =
        LazyLock::new(|| phrase(r"(?i)(?:\b(?:notre|mon|ma)|^et une?)\s+([^,]{3,60})$"));
    let role = OURS.captures(text).and_then(|captures| captures.get(1)).map(|role| role.as_str().trim());
    role.filter(|role| begins_a_role(role)).map(str::to_owned)
}

/// Whether a name begins with an acronym: "ODHL (Office de l'habitat)".
fn begins_with_an_acronym(name: &str) -> bool {
    let first = name.split([' ', '(', '-']).next().unwrap_or_default();
    first.chars().count() > 2 && first.chars().all(char::is_uppercase)
}

/// The name in "et Luc Petit".
pub fn another_name<'t>(after: &'t str, sender: Option<&Mailbox>) -> Option<Found<'t>> {
    static AND: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?i)^,?\s*(?:et|&|ainsi que|de même que|avec|accompagn[ée]e?s? (?:de|d'|par))\s*(?:(?:moi-même|mon|ma|mes|nos|notre)\s+(?:(?:deux|trois)\s+)?(?:coll[èe]gues?\s+|\p{Ll}+\s+)?)?(?:une? (?:autre|seconde|deuxième) (?:place )?pour\s+)?",
        )
    });
    let rest = AND.find(after).and_then(|and| after.get(and.end()..))?;
    find(rest, Stands::Called, sender).filter(|found| found.before.is_empty())
}
