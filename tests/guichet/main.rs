//! The program as its users meet it: each file holds the sentences about one matter.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs,
    reason = "tests"
)]

mod alarms;
mod architecture;
mod benchmarks;
mod blanks;
mod bounces;
mod calendar;
mod check;
mod chosen;
mod daemon;
mod desk;
mod digest;
mod dry_run;
mod forms;
mod hostile;
mod kill;
mod limits;
mod lists;
mod migrations;
mod on_servers;
mod package;
mod preview;
mod reading;
mod readme;
mod servers;
mod service;
mod settling;
mod support;
mod wrong_input;
