//! What connections to mail servers have in common: TCP, and TLS with those whom to trust.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{self, CertificateError, ClientConfig, RootCertStore};

/// How long one address of a server may take to answer; the next one is tried then.
const ADDRESS: Duration = Duration::from_secs(10);
/// How long the TLS handshake may take.
const HANDSHAKE: Duration = Duration::from_secs(30);

/// What a connection runs over: TCP, or TLS on it.
pub trait Stream: AsyncRead + AsyncWrite + fmt::Debug + Send + Sync + Unpin {}

impl<T: AsyncRead + AsyncWrite + fmt::Debug + Send + Sync + Unpin> Stream for T {}

/// Why there is no TLS.
#[derive(Debug, thiserror::Error)]
pub enum NoTls {
    /// It is not known whom to trust; a clause such as `ca_file /etc/ca.pem cannot be used (…)`.
    #[error("{0}")]
    Trust(String),
    /// No certificate can be for a name such as this.
    #[error("{0} is no name that a certificate can be for")]
    Name(String),
    /// The handshake failed.
    #[error(transparent)]
    Handshake(io::Error),
}

/// Connects to the first address of `host` that answers.
///
/// # Errors
/// When none does; the last one's.
pub async fn dial(host: &str, port: u16) -> io::Result<TcpStream> {
    let mut problem = io::Error::new(io::ErrorKind::NotFound, "the name has no address");
    for address in lookup_host((host, port)).await? {
        match timeout(ADDRESS, TcpStream::connect(address)).await {
            // A short line is not to wait until the one before it was acknowledged.
            Ok(Ok(stream)) => return stream.set_nodelay(true).map(|()| stream),
            Ok(Err(error)) => problem = error,
            Err(_) => problem = io::ErrorKind::TimedOut.into(),
        }
    }
    Err(problem)
}

/// Begins TLS on `stream` with a server that must prove to be `host`. The authorities of the system
/// are trusted, and those in `ca_file`, in PEM.
///
/// # Errors
/// When that fails.
pub async fn protect(
    stream: Box<dyn Stream>,
    host: &str,
    ca_file: Option<&Path>,
) -> Result<Box<dyn Stream>, NoTls> {
    let trusted = trust(ca_file).map_err(NoTls::Trust)?;
    let name = ServerName::try_from(host.to_owned()).map_err(|_| NoTls::Name(host.to_owned()))?;
    match timeout(HANDSHAKE, TlsConnector::from(trusted).connect(name, stream)).await {
        Ok(Ok(stream)) => Ok(Box::new(stream)),
        Ok(Err(error)) => Err(NoTls::Handshake(error)),
        Err(_) => Err(NoTls::Handshake(io::ErrorKind::TimedOut.into())),
    }
}

fn trust(ca_file: Option<&Path>) -> Result<Arc<ClientConfig>, String> {
    let mut authorities = RootCertStore::empty();
    authorities.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if let Some(path) = ca_file {
        let added = add(path, &mut authorities);
        added.map_err(|problem| format!("ca_file {} cannot be used ({problem})", path.display()))?;
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| format!("TLS cannot be prepared ({error})"))?;
    Ok(Arc::new(config.with_root_certificates(authorities).with_no_client_auth()))
}

fn add(path: &Path, authorities: &mut RootCertStore) -> Result<(), String> {
    let pem = std::fs::read(path).map_err(|error| error.to_string())?;
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
    let certificates = certificates.map_err(|_| "a certificate in it is damaged")?;
    if certificates.is_empty() {
        return Err("it holds no certificate".to_owned());
    }
    certificates
        .into_iter()
        .try_for_each(|certificate| authorities.add(certificate))
        .map_err(|_| "a certificate in it is damaged".to_owned())
}

/// What is wrong with the certificate of the other side, where that is what `error` is about.
#[must_use]
pub fn certificate_error(error: &(dyn Error + 'static)) -> Option<CertificateError> {
    let mut cause = Some(error);
    while let Some(error) = cause {
        let of_tls = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        if let Some(rustls::Error::InvalidCertificate(problem)) =
            of_tls.and_then(|error| error.downcast_ref())
        {
            return Some(problem.clone());
        }
        cause = error.source();
    }
    None
}
