//! What connections to mail servers have in common: TCP, and whom to trust over TLS.

use std::error::Error;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::{self, CertificateError, ClientConfig, RootCertStore};

/// Connects to the first address of `host` that answers, each within `patience`.
///
/// # Errors
/// When none does; the last one's.
pub async fn dial(host: &str, port: u16, patience: Duration) -> io::Result<TcpStream> {
    let mut problem = io::Error::new(io::ErrorKind::NotFound, "the name has no address");
    for address in lookup_host((host, port)).await? {
        match timeout(patience, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(error)) => problem = error,
            Err(_) => problem = io::ErrorKind::TimedOut.into(),
        }
    }
    Err(problem)
}

/// TLS that trusts the authorities of the system, and those in `ca_file`, in PEM.
///
/// # Errors
/// When `ca_file` cannot be read or holds no certificate; a clause that says so.
pub fn trust(ca_file: Option<&Path>) -> Result<Arc<ClientConfig>, String> {
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
