//! `guichet preview`: every letter that the desk can write, for looking at.

mod index;

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::{Failure, load};
use crate::clock::Clock;
use crate::config::{self, Config, INSTALLED};
use crate::demo::configuration;
use crate::event::Event;
use crate::flows::{FlowError, Letterhead};
use crate::letters::{self, Post, Sample, Thread, gallery};

/// The page that shows the others, and by which a preview is known.
const INDEX: &str = "index.html";

/// Writes every letter into `folder`, as text, page and mail, and a page that shows them all. They are
/// about the first event of the configuration, or about an invented one where there is none.
pub fn preview(file: Option<&Path>, folder: &Path) -> Result<(), Failure> {
    let config = configured(file)?;
    let Some(event) = config.events.first().map(|event| &event.event) else { return Ok(()) };
    let letterhead = Letterhead::new(&config)?;
    let samples = gallery(event, letterhead.signature(), &letterhead.privacy);

    make_room(folder)?;
    // Last what is linked: a preview that was cut short may be written over.
    write(&folder.join(INDEX), index::page(event, &samples))?;
    for sample in &samples {
        write_sample(&letterhead, event, folder, sample)?;
    }
    let (count, index) = (samples.len(), folder.join(INDEX));
    let mut out = std::io::stdout();
    Ok(writeln!(out, "{count} letters about {}; look at {}", event.title, index.display())?)
}

/// The configuration in `file`; without one, the installed one, or else that of the demo.
fn configured(file: Option<&Path>) -> Result<Config, Failure> {
    let installed = Path::new(INSTALLED);
    if let Some(file) = file.or_else(|| installed.exists().then_some(installed)) {
        return load(file);
    }
    let [inbox, outbox, database] = ["inbox", "outbox", "guichet.db"].map(Path::new);
    Ok(config::parse(&configuration(inbox, outbox, database), Path::new("demo.toml"))?)
}

/// Makes the folder, unless it is there. One with anything else than a preview is left alone.
fn make_room(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|source| at(folder, source))?;
    let is_empty = fs::read_dir(folder).map_err(|source| at(folder, source))?.next().is_none();
    let index = folder.join(INDEX);
    let is_preview = match fs::read_to_string(&index) {
        Ok(page) => page.contains(index::MARK),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::InvalidData) => false,
        Err(source) => return Err(at(&index, source)),
    };
    if is_empty || is_preview { Ok(()) } else { Err(Failure::Occupied(folder.to_owned())) }
}

fn write_sample(
    letterhead: &Letterhead,
    event: &Event,
    folder: &Path,
    sample: &Sample,
) -> Result<(), Failure> {
    let Sample { name, letter } = sample;
    let file = |kind: &str| folder.join(format!("{name}.{kind}"));
    write(&file("txt"), format!("{}\n\n{}", letter.subject, letter.text()))?;
    write(&file("html"), letter.html())?;
    write(&file("eml"), mail(letterhead, event, sample)?)
}

/// The mail as it would leave; an answer continues an invented thread.
fn mail(
    letterhead: &Letterhead,
    event: &Event,
    Sample { name, letter }: &Sample,
) -> Result<Vec<u8>, Failure> {
    let from = &letterhead.from;
    let domain = from.address.rsplit_once('@').map_or("localhost", |(_, domain)| domain);
    let message_id = format!("preview.{name}@{domain}");
    let bulletin = Thread {
        subject: "Bulletin d’inscription".to_owned(),
        message_id: Some("bulletin@ville.example".to_owned()),
        references: Vec::new(),
    };
    let thread = if letter.unasked { Thread::default() } else { bulletin };
    let date = Clock::System.now();
    let post = Post { from, to: &["h.wattrelos@ville.example"], message_id: &message_id, date };
    let enclosed = letterhead.enclosures(letter, event, 0, date);
    Ok(letters::mail(letter, &thread, post, &enclosed).map_err(FlowError::from)?)
}

fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<(), Failure> {
    fs::write(path, content).map_err(|source| at(path, source))
}

fn at(path: &Path, source: std::io::Error) -> Failure {
    Failure::File { path: PathBuf::from(path), source }
}
