//! What a server is like, for whoever sets the desk up.

use super::{Imap, Tls};
use crate::mailbox::MailboxError;

const MAKE: &str = "make it there, or write the name of another one under [mailbox]";

/// Logs in, and looks whether the server has all of `folders` and what the desk needs of it, also for
/// moving messages where `moves`; says what it is like.
///
/// # Errors
/// When any of it fails.
pub async fn check(server: &Imap, folders: &[&str], moves: bool) -> Result<String, MailboxError> {
    let mut session = server.open().await?;
    let mut there = session.folders().await.map_err(|failure| server.lost(&failure))?;
    there.sort();
    // The name INBOX is written in any case (RFC 3501, section 5.1).
    let is_there =
        |folder: &str| folder.eq_ignore_ascii_case("INBOX") || there.iter().any(|name| name == folder);
    if let Some(missing) = folders.iter().find(|folder| !is_there(folder)) {
        session.log_out().await;
        let problem = format!("it has no folder {missing} (but {})", there.join(", "));
        return Err(server.error(problem, MAKE));
    }
    if let Some(folder) = folders.first() {
        server.examine(&mut session, folder).await?;
    }
    if moves && !session.can_move() {
        session.log_out().await;
        return Err(server.no_move());
    }
    let announces = if session.supports("IDLE") {
        "messages are announced (IDLE)"
    } else {
        "messages are looked for every now and then (no IDLE)"
    };
    let moving = if session.can_move() { "can be moved" } else { "cannot be moved" };
    session.log_out().await;
    let tls = if server.url.tls == Tls::Plaintext { "no TLS" } else { "TLS" };
    Ok(format!("{tls}, logged in, {}; {announces}, and {moving}", folders.join(", ")))
}
