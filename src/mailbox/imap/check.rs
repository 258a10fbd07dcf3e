//! What a server is like, for whoever sets the desk up.

use super::{Imap, Tls};
use crate::mailbox::MailboxError;

const MAKE: &str = "make it there, or write the name of another one under [mailbox]";
const UIDPLUS: &str = "write after = \"keyword\" or \"nothing\" under [mailbox]";

/// Logs in, and looks whether the server has all of `folders` and what the desk needs of it, also for
/// moving messages where `moves`; says what it is like.
///
/// # Errors
/// When any of it fails.
pub async fn check(server: &Imap, folders: &[&str], moves: bool) -> Result<String, MailboxError> {
    let mut session = server.open().await?;
    let there = session.folders().await.map_err(|failure| server.lost(&failure))?;
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
    if moves && !session.supports("MOVE") && !session.supports("UIDPLUS") {
        session.log_out().await;
        return Err(server.error("it cannot move messages (MOVE, UIDPLUS)".to_owned(), UIDPLUS));
    }
    let announces = if session.supports("IDLE") {
        "new messages are announced (IDLE)"
    } else {
        "new messages are looked for every now and then, for it has no IDLE"
    };
    let moving = if session.supports("MOVE") { ", moves messages (MOVE)" } else { "" };
    session.log_out().await;
    let tls = if server.url.tls == Tls::Plaintext { "no TLS" } else { "TLS" };
    Ok(format!("{tls}, logged in, {}; {announces}{moving}", folders.join(", ")))
}
