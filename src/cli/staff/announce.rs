//! `guichet announce`.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;

use super::arguments::Order;
use super::decoded;
use super::done::print;
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
    let octets = read(text).map_err(|source| Failure::File { path: text.to_owned(), source })?;
    let text = decoded(&octets);
    if text.trim().is_empty() {
        return Err(Failure::NoText);
    }
    let subject = subject.filter(|subject| !subject.trim().is_empty());
    let announcing = Announcing { event, subject, text, is_called_off };
    let mut office = order.office().await?;
    if send {
        return print(&office.announce(&announcing).await?);
    }
    show(&office.preview(&announcing).await?, "nothing was sent: add --send to send it")
}

fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    if path == Path::new("-") {
        let mut octets = Vec::new();
        std::io::stdin().read_to_end(&mut octets)?;
        return Ok(octets);
    }
    fs::read(path)
}

/// Shows a letter, how many it would reach, and how it is sent.
pub fn show(preview: &Preview, how: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout();
    writeln!(out, "Subject: {}\n\n{}", preview.letter.subject, preview.letter.text())?;
    if !preview.without_address.is_empty() {
        writeln!(out, "without an address: {}", preview.without_address.join(", "))?;
    }
    Ok(writeln!(out, "{}; {how}", plural(preview.recipients.len(), "recipient"))?)
}
