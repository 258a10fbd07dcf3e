//! The command line. It prints, and never decides.

mod bulletin;
mod check;
mod demo;
mod digest;
mod dry_run;
mod failure;
mod inspect;
pub mod logging;
mod participants;
mod pause;
mod preview;
mod run;
mod staff;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use tracing::level_filters::LevelFilter;

use self::failure::Failure;
use crate::config::{self, Config};
use crate::reader;

/// The registration desk that people use by mailing their form.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100, after_help = EXAMPLES)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  guichet demo                                       see what it does, without any configuration
  guichet run --config guichet.toml                  the daemon, as the service starts it
  guichet run --once --config guichet.toml           handle what is there now, and stop
  guichet run --dry-run --config guichet.toml        what would be done with what is there now?
  guichet inspect --config guichet.toml message.eml  what would be read of a message, and why
  guichet preview --config guichet.toml --output letters
                                                     every letter that it can write, to look at

For the staff, where the configuration is /etc/guichet/guichet.toml:
  guichet check                                      does everything work that it names?
  guichet digest --print                             how everything stands now
  guichet bulletin --output bulletin.docx            the blank form, for the site
  guichet participants                               who is registered
  guichet participants --format docx --output emargement.docx
                                                     the sheet that they sign at the door
  guichet resolve 12 register                        settle what waited for a person
  guichet cancel K7F-3QDM                            cancel a registration; who waits comes up
  guichet history K7F-3QDM                           its story, and why it has no seat
  guichet pause                                      record, but answer nothing for a while

Exit codes: 0 done, 1 failed, 2 wrong usage or configuration.";

/// Whose desk it is.
#[derive(Debug, Clone, Args)]
struct Desk {
    /// The configuration
    #[arg(long, value_name = "FILE", default_value = config::INSTALLED)]
    config: PathBuf,
}

impl Desk {
    fn config(&self) -> Result<Config, Failure> {
        load(&self.config)
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Watch the mailbox, record registrations, answer
    Run {
        /// Handle what is there now, deliver the outbox, and stop
        #[arg(long)]
        once: bool,
        /// Say what one round would do; records and sends nothing
        #[arg(long, conflicts_with = "once")]
        dry_run: bool,
        #[command(flatten)]
        desk: Desk,
    },
    /// Tell what is read of messages or documents, and why; records and sends nothing
    Inspect {
        /// The configuration, for its events
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
        /// One JSON object a line
        #[arg(long)]
        json: bool,
        /// Messages (.eml), folders of them, or bare documents
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// List the participants with status and rank
    Participants {
        #[command(flatten)]
        desk: Desk,
        /// Only those of this event
        #[arg(long, value_name = "ID")]
        event: Option<String>,
        /// How to print them; xlsx and docx are of one event
        #[arg(long, value_enum, default_value_t)]
        format: participants::Format,
        /// Write into this file instead of standard output
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Write the blank form that goes with letters, for the site: the configured file, or one made here
    Bulletin {
        #[command(flatten)]
        desk: Desk,
        /// The form of this event
        #[arg(long, value_name = "ID")]
        event: Option<String>,
        /// Write into this file instead of standard output
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Mail the digest to the staff now, instead of at its time
    Digest {
        #[command(flatten)]
        desk: Desk,
        /// Print what it would say, and mail nothing
        #[arg(long)]
        print: bool,
    },
    /// Try everything that the configuration names, and say what is wrong
    Check {
        #[command(flatten)]
        desk: Desk,
        /// Send a test letter to this address too
        #[arg(long, value_name = "ADDRESS")]
        send_test: Option<String>,
    },
    /// Write every letter of every situation into a folder, for looking at
    Preview {
        /// The configuration, whose first event the letters are about; an invented one where there is none
        #[arg(long, value_name = "FILE")]
        config: Option<PathBuf>,
        /// An empty or new folder, or that of an earlier preview
        #[arg(long, value_name = "DIR")]
        output: PathBuf,
    },
    /// Record, but answer nothing, until `resume`
    Pause {
        #[command(flatten)]
        desk: Desk,
    },
    /// Answer again what waited since `pause`
    Resume {
        #[command(flatten)]
        desk: Desk,
    },
    #[command(flatten)]
    Staff(staff::arguments::StaffCommand),
    /// Show what the desk does with thirty messages of 2016, in a temporary folder
    Demo,
    /// Read messages for the daemon, which starts this by itself
    #[command(hide = true)]
    Reader,
}

impl Arguments {
    /// How much is logged: the daemon tells of each message, the other commands of trouble only.
    #[must_use]
    pub fn log_level(&self) -> LevelFilter {
        match self.command {
            Command::Run { dry_run: false, .. } => LevelFilter::INFO,
            _ => LevelFilter::WARN,
        }
    }
}

/// Runs a command to its end.
#[must_use]
pub fn run(arguments: Arguments) -> ExitCode {
    let done = match arguments.command {
        Command::Reader => reader::serve().map_err(Failure::from),
        Command::Preview { config, output } => preview::preview(config.as_deref(), &output),
        command => asynchronously(command),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads the output has seen enough.
        Err(Failure::Print(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            logging::complain(&format!("guichet: {failure}"));
            failure.exit_code()
        }
    }
}

fn asynchronously(command: Command) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        match command {
            Command::Run { dry_run: true, desk, .. } => dry_run::dry_run(&desk.config()?).await,
            Command::Run { once, desk, .. } => run::run(&desk.config()?, once).await,
            Command::Inspect { config, json, paths } => {
                let config = config.as_deref().map(load).transpose()?;
                inspect::inspect(config.as_ref(), json, &paths).await
            }
            Command::Participants { desk, event, format, output } => {
                participants::participants(&desk.config()?, event.as_deref(), format, output.as_deref()).await
            }
            Command::Bulletin { desk, event, output } => {
                bulletin::bulletin(&desk.config()?, event.as_deref(), output.as_deref())
            }
            Command::Digest { desk, print } => digest::digest(&desk.config()?, print).await,
            Command::Check { desk, send_test } => check::check(&desk.config()?, send_test.as_deref()).await,
            Command::Pause { desk } => pause::set_paused(&desk.config()?, true).await,
            Command::Resume { desk } => pause::set_paused(&desk.config()?, false).await,
            Command::Staff(command) => staff::run(command).await,
            Command::Demo => demo::demo().await,
            Command::Reader | Command::Preview { .. } => Ok(()),
        }
    })
}

fn load(path: &Path) -> Result<Config, Failure> {
    Ok(config::load(path)?)
}

/// This very program, even after its file was replaced by a newer one (proc(5)).
fn this_program() -> &'static Path {
    Path::new("/proc/self/exe")
}
