//! How sure the reader is of what it read, and why.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How sure the reader is. What is doubtful goes to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sureness {
    /// It could as well be something else.
    Doubtful,
    /// Whoever reads it would think so.
    Likely,
    /// It is said in so many words.
    Sure,
}

impl fmt::Display for Sureness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Doubtful => "doubtful",
            Self::Likely => "likely",
            Self::Sure => "sure",
        })
    }
}

/// How a value was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// It stands beside its label.
    Labelled,
    /// It stands below its label.
    Below,
    /// A full name, in which the family name is in capitals.
    Capitals,
    /// A full name, in which the given name is a usual one.
    FirstName,
    /// A full name, in the order in which its label names the parts.
    LabelOrder,
    /// It stands by itself, and has the form of what nobody was asked for.
    Bare,
    /// It is said once for everybody.
    ForAll,
    /// "Idem".
    Ditto,
    /// It is said in a sentence.
    Prose,
    /// It is the address from which the message came.
    Sender,
    /// It does not look like what it should be.
    Odd,
}

impl Basis {
    /// How sure a value is that was read so.
    #[must_use]
    pub fn sureness(self) -> Sureness {
        match self {
            Self::Labelled | Self::Capitals | Self::FirstName | Self::Sender => Sureness::Sure,
            Self::Below | Self::Bare | Self::LabelOrder | Self::ForAll | Self::Ditto | Self::Prose => {
                Sureness::Likely
            }
            Self::Odd => Sureness::Doubtful,
        }
    }

    /// A clause for whoever runs the server.
    #[must_use]
    pub fn clause(self) -> &'static str {
        match self {
            Self::Labelled => "beside its label",
            Self::Below => "below its label",
            Self::Capitals => "known by its capitals",
            Self::FirstName => "known by the given name",
            Self::LabelOrder => "in the order of its label",
            Self::Bare => "on a line of its own",
            Self::ForAll => "said once for everybody",
            Self::Ditto => "as for the person before",
            Self::Prose => "in a sentence",
            Self::Sender => "the sender's",
            Self::Odd => "does not look like one",
        }
    }
}
