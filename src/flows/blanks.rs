//! The blank form of each event, which goes with every letter that asks for more.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::config::EventConfig;
use crate::letters::Attachment;
use crate::message::Mailbox;
use crate::sheets::{SheetError, blank_bulletin};

/// The largest file that goes with letters, in octets: many mail servers refuse letters of ten megabytes.
const LARGEST: u64 = 5 << 20;
/// The name of a form that was made here.
const NAME: &str = "bulletin-inscription.docx";
/// The media types of forms, by how their names end.
const MEDIA_TYPES: [(&str, &str); 5] = [
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("doc", "application/msword"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("rtf", "application/rtf"),
    ("pdf", "application/pdf"),
];

/// The blank forms, by their events.
#[derive(Debug, Clone, Default)]
pub struct Blanks(Vec<(String, Attachment)>);

const LEAVE_OUT: &str = "leave `bulletin` out of the configuration, and guichet makes one";

/// An organiser's own file.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the bulletin of {event}, {}", path.display())]
pub struct Named {
    /// Whose form it is.
    pub event: String,
    /// Where it should be.
    pub path: PathBuf,
}

/// Why there is no blank form for an event.
#[derive(Debug, thiserror::Error)]
pub enum BlankError {
    /// The organiser's file cannot be read.
    #[error("{0}, cannot be read: {1}; put it there, where guichet may read it, or {LEAVE_OUT}")]
    File(Named, io::Error),
    /// The organiser's file is empty.
    #[error("{0}, is empty; save it once more, or {LEAVE_OUT}")]
    Empty(Named),
    /// The organiser's file is too large to be mailed to many.
    #[error(
        "{0}, is larger than 5 MB, too large to go with letters; make its pictures smaller, or {LEAVE_OUT}"
    )]
    TooLarge(Named),
    /// A form cannot be made.
    #[error(transparent)]
    Sheet(#[from] SheetError),
}

impl Blanks {
    /// The [`blank`] forms of these events.
    ///
    /// # Errors
    /// When one cannot be had.
    pub fn new(events: &[EventConfig], from: &Mailbox) -> Result<Self, BlankError> {
        let blank = |config: &EventConfig| Ok((config.event.id.clone(), blank(config, from)?));
        events.iter().map(blank).collect::<Result<_, _>>().map(Self)
    }

    /// The form that goes with a letter on this event.
    #[must_use]
    pub fn of(&self, event: &str) -> Option<Attachment> {
        self.iter().find(|(id, _)| *id == event).map(|(_, blank)| blank.clone())
    }

    /// Each event with its form, in the order of the configuration.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Attachment)> {
        self.0.iter().map(|(event, blank)| (event.as_str(), blank))
    }
}

/// The blank form of an event: the organiser's own file, or else one made here, which is sent back to `from`.
///
/// # Errors
/// When the file cannot be read, or is empty or larger than 5 MB.
pub fn blank(
    EventConfig { event, bulletin }: &EventConfig,
    from: &Mailbox,
) -> Result<Attachment, BlankError> {
    if let Some(path) = bulletin {
        return load(&event.id, path);
    }
    let organiser = from.name.as_deref().unwrap_or(&from.address);
    let bytes = blank_bulletin(event, organiser, &from.address)?;
    Ok(Attachment { name: NAME.to_owned(), media_type: media_type(NAME).to_owned(), bytes })
}

fn load(event: &str, path: &Path) -> Result<Attachment, BlankError> {
    let read = || {
        let mut bytes = Vec::new();
        File::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let named = Named { event: event.to_owned(), path: path.to_owned() };
    let bytes: Vec<u8> = match read() {
        Ok(bytes) => bytes,
        Err(error) => return Err(BlankError::File(named, error)),
    };
    match u64::try_from(bytes.len()) {
        Ok(0) => Err(BlankError::Empty(named)),
        Ok(length) if length <= LARGEST => {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Ok(Attachment { media_type: media_type(&name).to_owned(), name, bytes })
        }
        _ => Err(BlankError::TooLarge(named)),
    }
}

/// The media type that the ending of a file's name tells.
fn media_type(name: &str) -> &'static str {
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    let known = MEDIA_TYPES.iter().find(|(known, _)| *known == ending);
    known.map_or("application/octet-stream", |(_, media_type)| media_type)
}
