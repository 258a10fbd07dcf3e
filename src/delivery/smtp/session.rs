//! One letter after the other over one connection, and what each answer means (RFC 5321,
//! section 4.2.1; with the sections below):
//!
//! | it answers     | 4yz        | 421      | 5yz         | nothing   |
//! |----------------|------------|----------|-------------|-----------|
//! | MAIL           | `Broken`   | `Broken` | `Broken`    | `Broken`  |
//! | RCPT           | `Deferred` | `Broken` | `Refused` ¹ | `Broken`  |
//! | DATA           | `Deferred` | `Broken` | `Refused`   | `Broken`  |
//! | the final dot  | `Deferred` | `Broken` | `Refused`   | `Unknown` |
//!
//! MAIL names the sender, which all letters have in common: what is wrong with it is wrong with the
//! desk. 421 is the server hanging up (section 3.8). Before the final dot it has taken no
//! responsibility for the letter (section 4.1.1.4); after it, silence says nothing (section 4.5.3.2.6).
//!
//! ¹ `Deferred` for what is not about the recipient. 530 asks for a login (RFC 4954, section 6), and
//! 5.7.z is about what is allowed (RFC 3463, section 3.8): Postfix tells only here that it does not
//! take the sender or the login (`smtpd_delay_reject`). 552 counts as 452 (section 4.5.3.1.10).

use std::iter;
use std::time::Duration;

use lettre::Address;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::response::{Response, Severity};

use super::AGAIN;
use super::reply::{Failure, Reply, within};
use crate::delivery::{Delivered, DeliveryError, Letter};

/// How long the answer to a command may take. RFC 5321, section 4.5.3.2, would wait 2 to 5 minutes;
/// the letters are kept anyhow.
const COMMAND: Duration = Duration::from_mins(1);
/// How long sending the mail and the answer to the final dot may take. RFC 5321, section 4.5.3.2.6,
/// would wait 10 minutes, for a letter that is given up on here may come twice; but nothing else
/// leaves meanwhile.
const CONTENT: Duration = Duration::from_mins(3);
/// How long the answer to QUIT may take; nothing hangs on it.
const LEAVE: Duration = Duration::from_secs(5);
/// How long one letter may take in all: MAIL, RCPT and DATA, the mail, and RSET where it is not taken.
pub const LETTER: Duration = COMMAND.saturating_mul(4).saturating_add(CONTENT);
/// How many octets of the mail are sent at a time.
const PIECE: usize = 64 * 1024;

const SENDER: &str = "from under [sender] must be an address that the user in url may send as";

const NO_ADDRESS: &str = "its address cannot be written in SMTP";
const SEVEN_BIT: &str = "the server takes 7-bit mail only (RFC 6152)";

/// A connection over which letters are delivered.
pub struct Session {
    connection: Option<AsyncSmtpConnection>,
    server: String,
}

/// Up to where a mail transaction (RFC 5321, section 3.3) has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The sender is named.
    Mail,
    /// The recipient is named.
    Rcpt,
    /// The mail is announced, or partly sent.
    Data,
    /// The mail is sent, and possibly the final dot.
    Dot,
}

impl Session {
    /// A session over `connection` to `server`.
    #[must_use]
    pub fn new(connection: AsyncSmtpConnection, server: String) -> Self {
        Self { connection: Some(connection), server }
    }

    /// Whether another letter can be delivered.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.connection.is_some()
    }

    /// Delivers one letter. It is sent as it is; only its final dot and its doubled dots are SMTP's
    /// (RFC 5321, section 4.5.2).
    pub async fn deliver(&mut self, letter: &Letter<'_>) -> Delivered {
        // Taken out, so that the connection is closed when this is cut short.
        let Some(mut connection) = self.connection.take() else {
            return Delivered::Broken(over(&self.server));
        };
        let (sender, recipient) = match envelope(&connection, letter) {
            Ok(envelope) => envelope,
            Err(problem) => {
                self.connection = Some(connection);
                return Delivered::Refused(problem.to_owned());
            }
        };
        match transact(&mut connection, sender, recipient, letter.mail).await {
            Ok(response) => {
                self.connection = Some(connection);
                Delivered::Accepted(Reply::from(&response).kept(letter.recipient))
            }
            Err((step, failure)) => {
                let delivered = self.judge(step, &failure, letter.recipient);
                self.connection = recover(connection, &delivered, &failure).await;
                delivered
            }
        }
    }

    /// What became of the letter whose transaction failed at `step`: see the table above.
    fn judge(&self, step: Step, failure: &Failure, recipient: &str) -> Delivered {
        let broken = |problem: String, remedy| {
            Delivered::Broken(DeliveryError::Server { server: self.server.clone(), problem, remedy })
        };
        let Failure::Negative(reply) = failure else {
            return match step {
                Step::Dot => Delivered::Unknown(failure.to_string()),
                _ => broken(failure.to_string(), AGAIN),
            };
        };
        let answer = reply.kept(recipient);
        let about_us = reply.code == 530 || reply.is_policy() || reply.code == 552;
        match step {
            _ if reply.code == 421 => broken(format!("it hung up ({answer})"), AGAIN),
            Step::Mail if reply.is_transient() => broken(format!("it takes no mail now ({answer})"), AGAIN),
            Step::Mail => broken(format!("it refused the sender ({answer})"), SENDER),
            _ if reply.is_transient() => Delivered::Deferred(answer),
            Step::Rcpt if about_us => Delivered::Deferred(answer),
            _ => Delivered::Refused(answer),
        }
    }

    /// Ends the session.
    pub async fn close(self) {
        if let Some(connection) = self.connection {
            leave(connection).await;
        }
    }
}

fn over(server: &str) -> DeliveryError {
    let problem = "the connection is over".to_owned();
    DeliveryError::Server { server: server.to_owned(), problem, remedy: AGAIN }
}

/// Takes leave (RFC 5321, section 4.1.1.10), as far as the server listens.
pub async fn leave(mut connection: AsyncSmtpConnection) {
    let _ = within(LEAVE, connection.quit()).await;
}

/// The connection after a letter that was not accepted, where it can be used for the next one.
async fn recover(
    mut connection: AsyncSmtpConnection,
    delivered: &Delivered,
    failure: &Failure,
) -> Option<AsyncSmtpConnection> {
    if let Delivered::Deferred(_) | Delivered::Refused(_) = delivered {
        let reset = within(COMMAND, connection.command(Rset)).await;
        return reset.is_ok().then_some(connection);
    }
    if let Failure::Negative(_) = failure {
        leave(connection).await;
    }
    None
}

/// The commands that name sender and recipient, or why this letter cannot go to this server.
/// Addresses are ASCII: the mail itself names them in no other way.
fn envelope(connection: &AsyncSmtpConnection, letter: &Letter<'_>) -> Result<(Mail, Rcpt), &'static str> {
    let address = |text: &str| text.parse::<Address>().ok().filter(|_| text.is_ascii()).ok_or(NO_ADDRESS);
    let mut parameters = Vec::new();
    if !letter.mail.is_ascii() {
        if !connection.server_info().supports_feature(Extension::EightBitMime) {
            return Err(SEVEN_BIT);
        }
        parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    let sender = Mail::new(Some(address(letter.from)?), parameters);
    Ok((sender, Rcpt::new(address(letter.recipient)?, Vec::new())))
}

/// A mail transaction for one recipient (RFC 5321, section 3.3); the answer to the final dot.
async fn transact(
    connection: &mut AsyncSmtpConnection,
    sender: Mail,
    recipient: Rcpt,
    mail: &[u8],
) -> Result<Response, (Step, Failure)> {
    let taken = within(COMMAND, connection.command(sender)).await;
    taken.and_then(completed).map_err(|failure| (Step::Mail, failure))?;
    let taken = within(COMMAND, connection.command(recipient)).await;
    taken.and_then(completed).map_err(|failure| (Step::Rcpt, failure))?;
    match within(COMMAND, connection.command(Data)).await {
        Ok(response) if response.has_code(354) => send(connection, mail).await,
        Ok(response) => Err((Step::Data, out_of_turn(&response))),
        Err(failure) => Err((Step::Data, failure)),
    }
}

/// Sends the mail and the final dot, whose CR LF ends the mail's last line.
async fn send(connection: &mut AsyncSmtpConnection, mail: &[u8]) -> Result<Response, (Step, Failure)> {
    let mut step = Step::Data;
    let mail = mail.strip_suffix(b"\r\n").unwrap_or(mail);
    let sent = iter::from_fn(|| {
        step = Step::Dot;
        None
    });
    let answer = within(CONTENT, connection.message_iter(mail.chunks(PIECE).chain(sent))).await;
    answer.and_then(completed).map_err(|failure| (step, failure))
}

/// Expects 2yz (RFC 5321, section 4.3.2).
fn completed(response: Response) -> Result<Response, Failure> {
    match response.code().severity {
        Severity::PositiveCompletion => Ok(response),
        _ => Err(out_of_turn(&response)),
    }
}

fn out_of_turn(response: &Response) -> Failure {
    Failure::Lost(format!("it answered out of turn ({})", Reply::from(response)))
}
