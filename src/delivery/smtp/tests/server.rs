//! A mail submission server that does what a script says.

use std::path::Path;
use std::sync::{Arc, Mutex};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;

/// What the server does instead of being polite.
#[derive(Debug, Clone, Copy)]
pub enum Act {
    /// Says this, and CR LF.
    Say(&'static str),
    /// Hangs up.
    Cut,
    /// Says nothing more; the clock runs on at once.
    Silence,
    /// Says this without CR LF, and hangs up although octets are still coming.
    SayAndCut(&'static str),
}

/// To each verb (`connect` and `.` among them) the acts in whose order it is answered; politely when
/// there is none left.
type Script = Vec<(&'static str, Act)>;

/// What the server heard.
#[derive(Debug, Default)]
pub struct Heard {
    /// The lines that are no content.
    pub lines: Vec<String>,
    /// The mails, without their doubled dots.
    pub mails: Vec<Vec<u8>>,
    /// The mails as they came over the line, with the final dot.
    pub raw: Vec<Vec<u8>>,
}

#[derive(Default)]
struct Shared {
    script: Mutex<Script>,
    heard: Mutex<Heard>,
    tls: Option<TlsAcceptor>,
}

/// A server, up as long as its runtime.
pub struct Server {
    pub port: u16,
    shared: Arc<Shared>,
}

trait Wire: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Wire for T {}
type Line = BufReader<Box<dyn Wire>>;

impl Server {
    pub async fn start(script: &[(&'static str, Act)]) -> Self {
        Self::serve(script, None).await
    }

    /// One with STARTTLS, and a certificate for `name`, whose authority is written to `ca_file`.
    pub async fn with_tls(script: &[(&'static str, Act)], name: &str, ca_file: &Path) -> Self {
        let mut authority = CertificateParams::default();
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
        std::fs::write(ca_file, authority.pem()).unwrap();
        let key = KeyPair::generate().unwrap();
        let certificate =
            CertificateParams::new(vec![name.to_owned()]).unwrap().signed_by(&key, &authority).unwrap();
        let tls = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.into()], key.into())
            .unwrap();
        Self::serve(script, Some(TlsAcceptor::from(Arc::new(tls)))).await
    }

    async fn serve(script: &[(&'static str, Act)], tls: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::new(Shared { script: Mutex::new(script.to_vec()), tls, ..Shared::default() });
        let server = Self { port, shared: Arc::clone(&shared) };
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                tokio::spawn(converse(BufReader::new(Box::new(stream)), Arc::clone(&shared)));
            }
        });
        server
    }

    /// Adds to its script.
    pub fn then(&self, verb: &'static str, act: Act) {
        self.shared.script.lock().unwrap().push((verb, act));
    }

    /// What it has heard so far.
    pub fn heard(&self) -> Heard {
        std::mem::take(&mut self.shared.heard.lock().unwrap())
    }
}

/// One connection, until one of the two hangs up.
async fn converse(mut line: Line, shared: Arc<Shared>) -> Option<()> {
    answer(&mut line, &shared, "connect", "220 mock ESMTP").await?;
    loop {
        let command = String::from_utf8(read(&mut line).await?).unwrap().trim_end().to_owned();
        let verb = command.split([' ', ':']).next().unwrap_or_default().to_owned();
        shared.heard.lock().unwrap().lines.push(command.clone());
        let polite = match verb.as_str() {
            "EHLO" if shared.tls.is_some() => "250-mock\r\n250-8BITMIME\r\n250-STARTTLS\r\n250 AUTH PLAIN",
            "EHLO" => "250-mock\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN XOAUTH2",
            "STARTTLS" => "220 go",
            "AUTH" => "235 2.7.0 welcome",
            "DATA" => "354 go on",
            "QUIT" => "221 bye",
            _ => "250 2.0.0 Ok",
        };
        let said = answer(&mut line, &shared, &verb, polite).await?;
        match verb.as_str() {
            "DATA" if said.starts_with("354") => content(&mut line, &shared).await?,
            "STARTTLS" if said.starts_with("220") => {
                let stream = shared.tls.as_ref()?.accept(line.into_inner()).await.ok()?;
                line = BufReader::new(Box::new(stream));
            }
            "QUIT" => return None,
            _ => {}
        }
    }
}

async fn content(line: &mut Line, shared: &Shared) -> Option<()> {
    let (mut mail, mut raw) = (Vec::new(), Vec::new());
    loop {
        let octets = read(line).await?;
        raw.extend_from_slice(&octets);
        if octets == b".\r\n" {
            break;
        }
        mail.extend_from_slice(octets.strip_prefix(b".").unwrap_or(&octets));
    }
    {
        let mut heard = shared.heard.lock().unwrap();
        heard.mails.push(mail);
        heard.raw.push(raw);
    }
    answer(line, shared, ".", "250 2.0.0 Ok: queued as 4F2").await.map(drop)
}

async fn read(line: &mut Line) -> Option<Vec<u8>> {
    let mut octets = Vec::new();
    line.read_until(b'\n', &mut octets).await.ok()?;
    octets.ends_with(b"\n").then_some(octets)
}

/// Answers `verb`, and says how; `None` when the connection is over.
async fn answer(line: &mut Line, shared: &Shared, verb: &str, polite: &'static str) -> Option<&'static str> {
    let act = {
        let mut script = shared.script.lock().unwrap();
        script.iter().position(|(scripted, _)| *scripted == verb).map(|at| script.remove(at).1)
    };
    let (words, end) = match act.unwrap_or(Act::Say(polite)) {
        Act::Say(words) => (words, "\r\n"),
        Act::SayAndCut(words) => (words, ""),
        Act::Cut => return None,
        Act::Silence => {
            tokio::time::pause();
            std::future::pending().await
        }
    };
    line.write_all(format!("{words}{end}").as_bytes()).await.ok()?;
    line.flush().await.ok()?;
    (!end.is_empty()).then_some(words)
}
