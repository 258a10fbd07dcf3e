//! What letters to the staff are made of beside sentences: numbers, rows, and commands to copy.

use super::Tone;

/// How full an event is, as a bar with words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gauge {
    /// The event's title.
    pub title: String,
    /// When it takes place, in words.
    pub when: String,
    /// How many seats are taken.
    pub taken: u32,
    /// How many there are.
    pub capacity: u32,
    /// The same in words.
    pub words: String,
    /// How the words are coloured.
    pub tone: Tone,
    /// More about it, a line each.
    pub notes: Vec<String>,
}

impl Gauge {
    /// How many of `cells` are filled: none only where nothing is taken, all only where nothing is
    /// free.
    #[must_use]
    pub fn filled(&self, cells: u32) -> u32 {
        if self.taken >= self.capacity {
            return if self.taken == 0 { 0 } else { cells };
        }
        let share = u64::from(self.taken) * u64::from(cells) / u64::from(self.capacity);
        let share = u32::try_from(share).unwrap_or(cells);
        if self.taken > 0 { share.max(1) } else { 0 }
    }
}

/// A person on a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The place on the list, from 1.
    pub number: usize,
    /// The name.
    pub name: String,
    /// The body the person comes from.
    pub organisation: Option<String>,
    /// What the staff should know.
    pub marks: Vec<String>,
    /// The registration's code.
    pub code: String,
}

/// A line of news.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// One character that says which way it goes.
    pub sign: char,
    /// How it is coloured.
    pub tone: Tone,
    /// Of whom it is.
    pub who: Option<String>,
    /// What happened.
    pub what: String,
}

/// Something that a person has to decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its number, e.g. `N° 17`.
    pub number: String,
    /// What the matter is.
    pub matter: String,
    /// What is known of it.
    pub facts: Vec<Fact>,
    /// The first words of the message, as they were written.
    pub excerpt: Option<String>,
    /// The commands that settle it.
    pub commands: Vec<Command>,
}

/// A command to copy, unbroken, into a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// What it does, with a colon.
    pub meaning: String,
    /// The command.
    pub line: String,
}

/// A number of things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// How many.
    pub number: u32,
    /// Of what.
    pub of: String,
}

/// How something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What, with a colon.
    pub label: String,
    /// How.
    pub value: String,
}
