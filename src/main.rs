//! Arguments, logging, exit code: nothing else.

use std::process::ExitCode;

use clap::Parser;
use guichet::cli::{self, Arguments};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_target(false)
        .with_max_level(arguments.log_level())
        .init();
    cli::run(arguments)
}
