//! Where mail comes from and where it goes: Maildirs, IMAP and SMTP servers.
//!
//! No fault repeats a URL of a server, for somebody may have written a password into it.

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use toml::de::DeValue;
use url::{Host, Url};

use super::kinds::{Mistake, Reading, resolve, text};

/// Where bulletins arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mailbox {
    /// A Maildir, with its folders `new` and `cur`.
    Maildir(PathBuf),
    /// A folder on an IMAP server.
    Imap(ImapUrl),
}

/// How notices leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sender {
    /// A Maildir, into whose `new` they are written.
    Maildir(PathBuf),
    /// A mail submission server.
    Smtp(SmtpUrl),
}

/// A folder on an IMAP server (RFC 5092), without the password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImapUrl {
    /// Who logs in, percent-decoded.
    pub user: String,
    /// Name or address of the server; an IPv6 address without brackets.
    pub host: String,
    /// 993 for `imaps://`, 143 for `imap://`, unless written.
    pub port: u16,
    /// The folder, percent-decoded; `INBOX` unless written.
    pub folder: String,
    /// How the connection is protected.
    pub tls: Tls,
}

/// A mail submission server, without the password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmtpUrl {
    /// Who logs in, percent-decoded; `None` for nobody.
    pub user: Option<String>,
    /// Name or address of the server; an IPv6 address without brackets.
    pub host: String,
    /// 465 for `smtps://`, 587 for `smtp://`, unless written (RFC 8314, section 3.3; RFC 6409).
    pub port: u16,
    /// How the connection is protected.
    pub tls: Tls,
}

/// How a connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// TLS from the first octet.
    Implicit,
    /// TLS after STARTTLS, without which nothing is said.
    StartTls,
    /// No TLS, to a loopback address only.
    Plaintext,
}

impl Mailbox {
    /// With `plaintext`, an `imap://` server without TLS.
    pub(super) fn in_plaintext(self, plaintext: bool) -> Reading<Self> {
        match self {
            Self::Imap(imap) => {
                Ok(Self::Imap(ImapUrl { tls: imap.tls.unless(plaintext, &imap.host)?, ..imap }))
            }
            maildir @ Self::Maildir(_) => Ok(maildir),
        }
    }
}

impl Sender {
    /// With `plaintext`, an `smtp://` server without TLS.
    pub(super) fn in_plaintext(self, plaintext: bool) -> Reading<Self> {
        match self {
            Self::Smtp(smtp) => {
                Ok(Self::Smtp(SmtpUrl { tls: smtp.tls.unless(plaintext, &smtp.host)?, ..smtp }))
            }
            maildir @ Self::Maildir(_) => Ok(maildir),
        }
    }
}

impl Tls {
    /// The protection of a connection to `host` unless it may go in plaintext instead of STARTTLS.
    fn unless(self, plaintext: bool, host: &str) -> Reading<Self> {
        match self {
            Self::StartTls if plaintext && is_loopback(host) => Ok(Self::Plaintext),
            Self::StartTls if plaintext => Err(Mistake::with_remedy(
                format!(
                    "passwords and mails would travel to {host} in plaintext, which only a loopback address may"
                ),
                "write plaintext = false, or the address 127.0.0.1",
            )),
            tls => Ok(tls),
        }
    }
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

/// The URL of a [`Mailbox`]: `maildir:`, `imaps://` or `imap://`.
pub(super) fn mailbox_url(folder: &Path) -> impl Fn(&DeValue) -> Reading<Mailbox> {
    move |value| {
        let url = text(value)?;
        match url.split_once(':') {
            Some(("maildir", path)) => Ok(Mailbox::Maildir(resolve(folder, path)?)),
            Some(("imaps", _)) => Ok(Mailbox::Imap(imap(&url, 993, Tls::Implicit)?)),
            Some(("imap", _)) => Ok(Mailbox::Imap(imap(&url, 143, Tls::StartTls)?)),
            _ => Err("begins with none of maildir:, imaps:// and imap://".into()),
        }
    }
}

/// The URL of a [`Sender`]: `maildir:`, `smtps://` or `smtp://`.
pub(super) fn sender_url(folder: &Path) -> impl Fn(&DeValue) -> Reading<Sender> {
    move |value| {
        let url = text(value)?;
        match url.split_once(':') {
            Some(("maildir", path)) => Ok(Sender::Maildir(resolve(folder, path)?)),
            Some(("smtps", _)) => Ok(Sender::Smtp(smtp(&url, 465, Tls::Implicit)?)),
            Some(("smtp", _)) => Ok(Sender::Smtp(smtp(&url, 587, Tls::StartTls)?)),
            _ => Err("begins with none of maildir:, smtps:// and smtp://".into()),
        }
    }
}

fn imap(url: &str, default_port: u16, tls: Tls) -> Reading<ImapUrl> {
    const EXAMPLE: &str = r#"write for example url = "imaps://contact%40example.org@mail.example.org/INBOX""#;
    let Server { user, host, port, path } = server(url, EXAMPLE)?;
    let user = user.ok_or_else(|| Mistake::with_remedy("names no user to log in as", EXAMPLE))?;
    let folder = if path.is_empty() { "INBOX".to_owned() } else { path };
    Ok(ImapUrl { user, host, port: port.unwrap_or(default_port), folder, tls })
}

fn smtp(url: &str, default_port: u16, tls: Tls) -> Reading<SmtpUrl> {
    const EXAMPLE: &str = r#"write for example url = "smtps://contact%40example.org@mail.example.org""#;
    let Server { user, host, port, path } = server(url, EXAMPLE)?;
    if !path.is_empty() {
        return Err(Mistake::with_remedy("goes on after the server", EXAMPLE));
    }
    Ok(SmtpUrl { user, host, port: port.unwrap_or(default_port), tls })
}

/// What the URLs of servers have in common; the path without its first slash.
struct Server {
    user: Option<String>,
    host: String,
    port: Option<u16>,
    path: String,
}

fn server(text: &str, example: &str) -> Reading<Server> {
    let wrong = |problem: &str| Mistake::with_remedy(problem, example);
    let url = Url::parse(text).map_err(|error| wrong(&format!("is not a URL: {error}")))?;
    if url.password().is_some() {
        return Err(Mistake::with_remedy(
            "holds a password",
            "write the password into a file of its own, and password_file = its path",
        ));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(wrong("goes on after ? or #"));
    }
    let user = decode(url.username()).ok_or_else(|| wrong("has a wrong %-sequence in its user"))?;
    let host = url.host().and_then(|host| host_name(&host)).ok_or_else(|| wrong("names no server"))?;
    let path = url.path().strip_prefix('/').unwrap_or_default();
    let path = decode(path).ok_or_else(|| wrong("has a wrong %-sequence in its folder"))?;
    Ok(Server { user: Some(user).filter(|user| !user.is_empty()), host, port: url.port(), path })
}

/// The host without the brackets of IPv6; `None` for one that cannot be looked up.
fn host_name(host: &Host<&str>) -> Option<String> {
    match host {
        Host::Domain(name) => Some((*name).to_owned()).filter(|name| !name.is_empty() && !name.contains('%')),
        Host::Ipv4(address) => Some(address.to_string()),
        Host::Ipv6(address) => Some(address.to_string()),
    }
}

/// Undoes percent-encoding (RFC 3986, section 2.1); `None` when that gives no text of one line.
fn decode(encoded: &str) -> Option<String> {
    let mut encoded = encoded.chars();
    let mut octets = Vec::new();
    while let Some(character) = encoded.next() {
        let octet = if character == '%' {
            let digit = |character: char| character.to_digit(16).and_then(|digit| u8::try_from(digit).ok());
            16 * digit(encoded.next()?)? + digit(encoded.next()?)?
        } else {
            u8::try_from(character).ok()?
        };
        octets.push(octet);
    }
    String::from_utf8(octets).ok().filter(|text| !text.contains(char::is_control))
}
