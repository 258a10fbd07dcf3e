//! The words of the commands of the staff.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::reviews;
use crate::cli::Desk;

/// What the staff look at and order.
#[derive(Debug, Subcommand)]
pub enum StaffCommand {
    /// List what waits for a person
    Reviews {
        #[command(flatten)]
        listing: Listing,
    },
    /// Settle what waited for a person
    Resolve {
        /// Its number, as `reviews` and the digest show it
        #[arg(value_name = "NUMBER", value_parser = number)]
        number: i64,
        #[command(subcommand)]
        settlement: reviews::Settle,
    },
    /// Register somebody by hand
    Register {
        /// The event
        #[arg(long, value_name = "ID")]
        event: Option<String>,
        /// Even if the event takes no registrations now
        #[arg(long)]
        although_closed: bool,
        /// `last_name=…` `first_name=…` `organisation=…` and so on
        #[arg(required = true, value_name = "FIELD=VALUE", value_parser = assignment)]
        values: Vec<Assignment>,
        #[command(flatten)]
        order: Order,
    },
    /// Correct what is known of a participant
    Correct {
        /// The code of the registration
        code: String,
        /// `phone=…` `email=…` and so on
        #[arg(required = true, value_name = "FIELD=VALUE", value_parser = assignment)]
        values: Vec<Assignment>,
        #[command(flatten)]
        order: Order,
    },
    /// Cancel registrations; who waits comes up. Where the staff confirm every registration, this refuses whoever
    /// has no seat yet
    Cancel {
        /// The codes of the registrations
        #[arg(required = true, value_name = "CODE")]
        codes: Vec<String>,
        #[command(flatten)]
        order: Order,
    },
    /// Give somebody a free seat who waits for one or asks for it
    Promote {
        /// The code of the registration
        code: String,
        #[command(flatten)]
        order: Order,
    },
    /// Set how many seats an event has
    Capacity {
        /// The event
        #[arg(value_name = "EVENT")]
        event: String,
        /// So many, or `configured` for what the configuration says
        #[arg(value_name = "NUMBER")]
        number: String,
        #[command(flatten)]
        order: Order,
    },
    /// List the events with their seats
    Events {
        #[command(flatten)]
        listing: Listing,
    },
    /// Take no more registrations for an event
    Close {
        /// The event
        #[arg(value_name = "EVENT")]
        event: String,
        #[command(flatten)]
        order: Order,
    },
    /// Call an event off, and tell everybody who is registered; shows the letter first
    CallOff {
        /// The event
        #[arg(value_name = "EVENT")]
        event: String,
        /// Do it, and send the letters
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        order: Order,
    },
    /// Take registrations again, as configured; also for an event that was called off
    Reopen {
        /// The event
        #[arg(value_name = "EVENT")]
        event: String,
        #[command(flatten)]
        order: Order,
    },
    /// Tell the story of a registration, and why it has no seat
    History {
        /// The code of the registration
        code: String,
        #[command(flatten)]
        listing: Listing,
    },
    /// Register the people of a table, without writing to anybody
    Import {
        /// A table in CSV, with a line of headings: Nom, Prénom, Structure and so on
        #[arg(value_name = "FILE.csv")]
        file: PathBuf,
        /// The event
        #[arg(long, value_name = "ID")]
        event: Option<String>,
        #[command(flatten)]
        desk: Desk,
    },
    /// Write to everybody who is registered; shows the letter first
    Announce {
        /// The event
        #[arg(value_name = "EVENT")]
        event: String,
        /// The text in French, paragraphs parted by blank lines; - reads it from the standard input.
        /// What the configuration says of time and place stands below it: change that first
        #[arg(value_name = "FILE")]
        text: PathBuf,
        /// The subject of the letter
        #[arg(long)]
        subject: Option<String>,
        /// Say that the event does not take place; it takes no registrations then
        #[arg(long, conflicts_with = "subject")]
        called_off: bool,
        /// Send it, after it was looked at
        #[arg(long)]
        send: bool,
        #[command(flatten)]
        order: Order,
    },
}

/// What all orders have in common.
#[derive(Debug, Clone, Args)]
pub struct Order {
    #[command(flatten)]
    pub desk: Desk,
    /// Write to nobody about it
    #[arg(long)]
    pub quiet_letter: bool,
}

/// What all lists have in common.
#[derive(Debug, Clone, Args)]
pub struct Listing {
    #[command(flatten)]
    pub desk: Desk,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// How a list is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Table,
    /// For programs.
    Json,
}

/// `field=value`, as it was typed.
#[derive(Debug, Clone)]
pub struct Assignment {
    pub field: String,
    pub text: String,
}

pub fn assignment(typed: &str) -> Result<Assignment, String> {
    let (field, text) = typed.split_once('=').ok_or("write field=value, for example last_name=Petit")?;
    Ok(Assignment { field: field.trim().to_owned(), text: text.to_owned() })
}

/// The number of a review, also as the digest writes it.
fn number(typed: &str) -> Result<i64, String> {
    let digits = typed.trim_start_matches(|c: char| !c.is_ascii_digit());
    let is_sign = |sign: &str| matches!(sign.trim().to_lowercase().as_str(), "" | "n°" | "no" | "#");
    let sign = typed.strip_suffix(digits).unwrap_or(typed);
    let number = digits.trim().parse().ok().filter(|_| is_sign(sign));
    number.ok_or_else(|| "write the number that guichet reviews shows, for example 12".to_owned())
}
