//! Arguments, logging, exit code: nothing else.

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::Parser;
use guichet::cli::{self, Arguments};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false)
        .with_max_level(arguments.log_level())
        .init();
    cli::run(arguments)
}
