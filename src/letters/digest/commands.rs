//! The commands that settle a review, and how they are written.

use super::tasks::Task;
use super::{Digest, EventPage};
use crate::event::Field;
use crate::letters::french::typeset;
use crate::letters::report::Command;

/// How many events a message is offered to.
const MOST_EVENTS: usize = 3;

/// How commands are written on this machine.
#[derive(Debug, Clone, Copy)]
pub struct Shell<'a> {
    /// The configuration that they name.
    pub config: Option<&'a str>,
}

impl Shell<'_> {
    /// `guichet` with `words`, none of which a participant chose, as a line to copy.
    #[must_use]
    pub fn line(self, words: &[&str]) -> String {
        let config = self.config.map(|path| ["--config", path]);
        let words = words.iter().copied().chain(config.into_iter().flatten());
        std::iter::once("guichet".to_owned()).chain(words.map(quoted)).collect::<Vec<_>>().join(" ")
    }

    pub(super) fn command(self, meaning: &str, words: &[&str]) -> Command {
        Command { meaning: typeset(meaning), line: self.line(words) }
    }
}

/// `word` as a shell takes it for one word and nothing else.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:+…".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// A way to settle a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// As it was read; with the fields to be filled in where not everything was.
    Register,
    /// As it was read, although no registrations are taken now.
    AllTheSame,
    /// With other values than those that were read.
    Amended,
    /// Ask for what is missing.
    Incomplete,
    /// End the registration that it is about.
    Cancel,
    /// Give its place to the person who comes instead.
    Replace,
    /// Give the registration a seat that the staff give.
    Confirm,
    /// Refuse one that has none.
    TurnDown,
    /// Take the offered seat for whoever seems to accept it.
    Accept,
    /// Give it up for whoever seems to decline it.
    Decline,
    /// Do not register.
    Refuse,
    /// It concerns somebody else.
    NotForTheDesk,
    /// Say which event it is for.
    Assign,
    /// Write to another address.
    CorrectAddress,
    /// Fill in what is missing.
    Correct,
    /// It was settled otherwise.
    Done(&'static str),
}

/// What closes most reviews.
const DONE: Way = Way::Done("C'est réglé autrement :");

impl Task {
    /// What makes sense for the reason, the likeliest first.
    fn ways(&self) -> Vec<Way> {
        use Way::{
            Accept, AllTheSame, Amended, Assign, Cancel, Confirm, Correct, CorrectAddress, Decline, Done,
            Incomplete, NotForTheDesk, Refuse, Register, Replace, TurnDown,
        };
        match self.reason.as_str() {
            "letter-bounced" | "letter-refused" | "letter-given-up" => {
                vec![CorrectAddress, Cancel, Done("C'est réglé autrement, par téléphone par exemple :")]
            }
            "question-beside" => vec![Done("Vous avez répondu :")],
            "namesake" => vec![Done("Ce sont deux personnes, garder les deux :"), Cancel],
            "not-answered" => vec![Done("C'est vu :"), Cancel],
            "about-incomplete" => vec![Correct, DONE],
            "about-registration" => vec![Cancel, Correct, DONE],
            "about-return" => vec![Register, DONE],
            "about-offer" => vec![Accept, Decline, DONE],
            "to-confirm" if self.registration.is_some() => vec![Confirm, TurnDown],
            "unknown-event" | "several-events" => vec![Assign, NotForTheDesk, DONE],
            "withdrawal" | "several-meant" | "nothing-meant" => vec![Cancel, DONE],
            "over" | "called-off" => vec![Done("Laisser ainsi, la réponse est partie :")],
            _ if self.is_withdrawal => vec![Cancel, DONE],
            "replacement" if self.registration.is_some() => vec![Replace, Cancel, DONE],
            "replacement" => vec![Replace, DONE],
            "not-coming" | "doubtful" => vec![Register, Cancel, NotForTheDesk, DONE],
            "late" | "closed" | "not-yet-open" => {
                vec![AllTheSame, Done("Laisser ainsi, la réponse est partie :")]
            }
            "not-theirs" => vec![Register, Refuse, DONE],
            "contradiction" | "odd-value" | "crowded" => vec![Register, Amended, Incomplete, DONE],
            "scan" | "protected" | "macros" | "damaged" | "unsupported" | "empty-file" | "too-large"
            | "fields-missing" | "blank-bulletin" | "no-bulletin" => {
                vec![Register, Incomplete, NotForTheDesk, DONE]
            }
            _ => vec![Register, NotForTheDesk, DONE],
        }
    }
}

impl Task {
    /// The words that put whoever comes in the place of whoever does not: what has to be filled in is `CODE`
    /// and the values that were not read.
    #[must_use]
    pub fn replaced_by(&self) -> Vec<String> {
        let lacks = self.replacement.as_ref().map_or(&[][..], |replacement| &replacement.lacks);
        let code = self.registration.is_none().then(|| "CODE".to_owned());
        let blanks = lacks.iter().map(|field| format!("{field}=…"));
        std::iter::once("replace".to_owned()).chain(code).chain(blanks).collect()
    }
}

impl Digest<'_> {
    /// The commands that settle `task`.
    pub(super) fn settling(&self, task: &Task) -> Vec<Command> {
        let mut ways = task.ways();
        // The code that a replacement needs tells its event.
        let homeless = task.event.is_none() && self.pages.len() > 1 && task.replacement.is_none();
        if homeless && ways.iter().any(|way| matches!(way, Way::Register | Way::Incomplete)) {
            ways.retain(|way| !matches!(way, Way::Register | Way::Amended | Way::Incomplete));
            ways.insert(0, Way::Assign);
        }
        ways.into_iter().flat_map(|way| self.way(task, way)).collect()
    }

    fn way(&self, task: &Task, way: Way) -> Vec<Command> {
        let code = task.registration.as_ref().map(|concerned| concerned.code.as_str());
        let resolve = |meaning: &str, words: &[&str]| vec![self.resolve(task, meaning, words)];
        let correct = |meaning: &str, blank: &str| {
            code.map(|code| self.shell().command(meaning, &["correct", code, blank])).into_iter().collect()
        };
        let of_the_registration = |meaning: &str, order: &str| {
            code.map(|code| self.shell().command(meaning, &[order, code])).into_iter().collect()
        };
        match way {
            Way::Register if task.is_as_read() => resolve("Inscrire comme lu :", &["register"]),
            Way::Register => self.with_fields(task, "Inscrire (remplacez chaque … par ce que vous lisez) :"),
            Way::AllTheSame => resolve("Inscrire quand même :", &["register", "--although-closed"]),
            Way::Amended if task.is_as_read() => {
                self.with_fields(task, "Inscrire en corrigeant (remplacez chaque …) :")
            }
            Way::Amended => Vec::new(),
            Way::Incomplete => resolve("Demander par lettre ce qui manque :", &["incomplete"]),
            Way::Cancel => match code {
                Some(code) => resolve("Annuler cette inscription :", &["cancel", code]),
                None if task.is_withdrawal => {
                    resolve("Annuler une inscription (CODE : sa référence) :", &["cancel", "CODE"])
                }
                None => Vec::new(),
            },
            Way::Replace => vec![self.replacing(task)],
            Way::Confirm => of_the_registration("Donner une place :", "promote"),
            Way::TurnDown => of_the_registration("Refuser (la personne en est informée) :", "cancel"),
            Way::Accept => of_the_registration("La personne accepte la place :", "promote"),
            Way::Decline => of_the_registration("La personne n'en veut pas :", "cancel"),
            Way::Refuse => resolve("Refuser :", &["refuse"]),
            Way::NotForTheDesk => resolve("Ce n'est pas pour le guichet :", &["not-for-the-desk"]),
            Way::Assign => self.assignments(task),
            Way::CorrectAddress => correct("Donner une autre adresse :", "email=…"),
            Way::Correct => correct("Compléter l'inscription, par exemple :", "organisation=…"),
            Way::Done(meaning) => resolve(meaning, &["done"]),
        }
    }

    fn resolve(&self, task: &Task, meaning: &str, words: &[&str]) -> Command {
        let review = task.review.to_string();
        let words: Vec<&str> = ["resolve", &review].iter().chain(words).copied().collect();
        self.shell().command(meaning, &words)
    }

    /// Putting whoever comes in the place of whoever does not: as it was read, as far as that goes.
    fn replacing(&self, task: &Task) -> Command {
        let words = task.replaced_by();
        let has_blanks = words.iter().any(|word| word.contains('='));
        let meaning = match (&task.registration, has_blanks) {
            (Some(_), false) => "Faire le remplacement :",
            (Some(_), true) => "Faire le remplacement (complétez chaque …) :",
            (None, false) => "Faire le remplacement (CODE : la référence de qui ne vient pas) :",
            (None, true) => {
                "Faire le remplacement (CODE : la référence de qui ne vient pas ; complétez chaque …) :"
            }
        };
        self.resolve(task, meaning, &words.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// Registering with the required fields to be filled in.
    fn with_fields(&self, task: &Task, meaning: &str) -> Vec<Command> {
        let usual = [Field::LastName, Field::FirstName, Field::Organisation];
        let page = task.event.as_deref().and_then(|id| self.page(id)).or(self.pages.first());
        let required = page.map_or(usual.as_slice(), |page| page.event.required.as_slice());
        let blanks: Vec<String> = required.iter().map(|field| format!("{field}=…")).collect();
        let words: Vec<&str> = std::iter::once("register").chain(blanks.iter().map(String::as_str)).collect();
        vec![self.resolve(task, meaning, &words)]
    }

    fn assignments(&self, task: &Task) -> Vec<Command> {
        let candidates = self.candidates(task).into_iter();
        let assign = |(id, name): (&str, String)| {
            self.resolve(task, &format!("C'est pour le rendez-vous du {name} :"), &["assign", id])
        };
        candidates.map(assign).collect()
    }

    /// The events that a message may be for: id and day.
    fn candidates<'t>(&'t self, task: &'t Task) -> Vec<(&'t str, String)> {
        let named = task.candidates.iter().map(|id| (id.as_str(), self.day_of(id)));
        let any = self.pages.iter().filter(|_| task.candidates.is_empty());
        named
            .chain(any.map(|page| (page.event.id.as_str(), self.short_name(page))))
            .take(MOST_EVENTS)
            .collect()
    }

    /// The page of an event.
    pub(super) fn page(&self, id: &str) -> Option<&EventPage<'_>> {
        self.pages.iter().find(|page| page.event.id == id)
    }

    /// The day of an event; of one without a page, its id.
    pub(super) fn day_of(&self, id: &str) -> String {
        self.page(id).map_or_else(|| id.to_owned(), |page| self.short_name(page))
    }
}
