//! Arguments, logging, exit code: nothing else.

use std::process::ExitCode;

use clap::Parser;
use guichet::cli::{self, Arguments, logging};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    logging::start(arguments.log_level());
    cli::run(arguments)
}
