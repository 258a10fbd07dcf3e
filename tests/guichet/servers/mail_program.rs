//! Somebody's mail program, which sends mail.

use lettre::address::Envelope;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{SmtpTransport, Transport};

use super::{Certificates, Postfix};

/// The code with which a server refused something, e.g. 550.
pub type Refusal = String;

impl Postfix {
    /// Submits a mail over STARTTLS, logged in as `user`.
    pub fn submit(&self, certificates: &Certificates, )
}
