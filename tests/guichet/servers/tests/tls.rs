//! TLS with the certificates of the tests.

use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;
use std::sync::Arc;

use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use crate::servers::{Certificates, Dovecot};

/// What an IMAP server answers to a NOOP under TLS, to a client that knows it as `name` and trusts
/// this authority.
fn noop(stream: TcpStream, name: &'static str, trusted: &Certificates) -> io::Result<String> {
    let mut authorities = RootCertStore::empty();
    authorities.add(CertificateDer::from_pem_file(trusted.authority()).unwrap()).unwrap();
    let client = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(authorities)
        .with_no_client_auth();
    let client = ClientConnection::new(Arc::new(client), name.try_into().unwrap()).unwrap();
    let mut stream = StreamOwned::new(client, stream);
    stream.write_all(b"b NOOP\r\n")?;
    tagged(BufReader::new(stream), "b ")
}

/// The line that begins with `tag`.
fn tagged(stream: impl BufRead, tag: &str) -> io::Result<String> {
    let is_tagged = |line: &io::Result<String>| line.as_ref().is_ok_and(|line| line.starts_with(tag));
    stream.lines().find(is_tagged).unwrap_or(Err(io::ErrorKind::UnexpectedEof.into()))
}

#[test]
fn a_client_that_trusts_the_authority_has_tls_with_both_names_of_the_server() {
    let certificates = Certificates::new();
    let dovecot = Dovecot::new(&certificates);
    for name in ["localhost", "127.0.0.1"] {
        let stream = TcpStream::connect(("127.0.0.1", dovecot.imaps)).unwrap();
        assert!(noop(stream, name, &certificates).unwrap().starts_with("b OK"));

        let mut stream = TcpStream::connect(("127.0.0.1", dovecot.imap)).unwrap();
        stream.write_all(b"a STARTTLS\r\n").unwrap();
        assert!(tagged(BufReader::new(&stream), "a ").unwrap().starts_with("a OK"));
        assert!(noop(stream, name, &certificates).unwrap().starts_with("b OK"));
    }
}

#[test]
fn a_client_that_trusts_another_authority_or_knows_the_server_by_another_name_has_no_tls() {
    let certificates = Certificates::new();
    let dovecot = Dovecot::new(&certificates);
    for (name, trusted) in [("localhost", &Certificates::new()), ("mail.example.org", &certificates)] {
        let stream = TcpStream::connect(("127.0.0.1", dovecot.imaps)).unwrap();
        assert!(noop(stream, name, trusted).unwrap_err().to_string().contains("certificate"));
    }
}
