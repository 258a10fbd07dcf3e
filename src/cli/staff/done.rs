//! What an order did, in lines.

use std::io::Write;

use crate::cli::Failure;
use crate::event::Field;
use crate::flows::office::{Done, Stand};
use crate::plural::plural;

/// Prints what an order did.
pub fn print(done: &Done) -> Result<(), Failure> {
    let mut out = std::io::stdout();
    for registration in &done.registrations {
        let corrected: Vec<&str> = registration.corrected.iter().map(Field::as_str).collect();
        let corrected =
            if corrected.is_empty() { String::new() } else { format!(" ({})", corrected.join(", ")) };
        writeln!(
            out,
            "{}  {}: {}{corrected}",
            registration.code,
            registration.name,
            course(registration.before, registration.now)
        )?;
    }
    for remark in &done.remarks {
        writeln!(out, "{remark}")?;
    }
    for letter in &done.letters {
        writeln!(out, "letter {} to {}", letter.kind, letter.recipient)?;
    }
    match done.letters.len() {
        0 => writeln!(out, "nobody is written to")?,
        letters => writeln!(out, "{} in the outbox", plural(letters, "letter"))?,
    }
    Ok(())
}

/// How a registration moved: `waitlisted 1 → confirmed`.
fn course(before: Option<Stand>, now: Stand) -> String {
    match before {
        None => format!("new, {}", stand(now)),
        Some(before) if before == now => stand(now),
        Some(before) => format!("{} → {}", stand(before), stand(now)),
    }
}

/// Status and rank in words: `waitlisted 1`.
pub fn stand((status, rank): Stand) -> String {
    let rank = rank.map(|rank| format!(" {rank}")).unwrap_or_default();
    format!("{}{rank}", status.as_str())
}
