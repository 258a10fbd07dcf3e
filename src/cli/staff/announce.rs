//! `guichet announce`.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;

use super::{Order, print};
use crate::cli::Failure;
use crate::flows::office::{Announcing, Preview};
use crate::plural::plural;

/// Shows what would be written to everybody who is registered, or writes it.
pub async fn announce(
    event: String,
    text: &Path,
    subject: Option<String>,
    is_called_off: bool,
    send: bool,
    order: &Order,
) -> Result<(), Failure> {
    let text = read(text).map_err(|source| Failure::File { path: text.to_owned(), source })?;
    if text.trim().is_empty() {
        return Err(Failure::NoText);
    }
    let announcing = Announcing { event, subject, text: text.replace("\r\n", "\n"), is_called_off };
    let mut office = order.office().await?;
    if send {
        return print(&office.announce(&announcing).await?);
    }
    show(&office.preview(&announcing).await?)
}

fn read(path: &Path) -> std::io::Result<String> {
    if path == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        return Ok(text);
    }
    fs::read_to_string(path)
}

fn show(preview: &Preview) -> Result<(), Failure> {
    let mut out = std::io::stdout();
    writeln!(out, "Subject: {}\n\n{}", preview.letter.subject, preview.letter.text())?;
    if !preview.without_address.is_empty() {
        writeln!(out, "without an address: {}", preview.without_address.join(", "))?;
    }
    let recipients = plural(preview.recipients.len(), "recipient");
    Ok(writeln!(out, "{recipients}; nothing was sent: add --send to send it")?)
}
