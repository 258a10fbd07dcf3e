//! A private certificate authority and a server that it vouches for.

use std::fs;
use std::path::{Path, PathBuf};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, KeyUsagePurpose};
use tempfile::TempDir;

/// A certificate for localhost and 127.0.0.1, signed by an authority that nobody else knows.
pub struct Certificates {
    folder: TempDir,
    server: String,
    key: String,
}

impl Certificates {
    pub fn new() -> Self {
        let mut authority = CertificateParams::default();
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        authority.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
        let key = KeyPair::generate().unwrap();
        let names = ["localhost", "127.0.0.1"].map(str::to_owned);
        let server = CertificateParams::new(names).unwrap().signed_by(&key, &authority).unwrap();

        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("ca.pem"), authority.pem()).unwrap();
        Self { folder, server: server.pem(), key: key.serialize_pem() }
    }

    /// The file with the certificate of the authority, in PEM.
    pub fn authority(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// Writes the certificate of the server and its private key, `server.pem` and `server.key`.
    pub fn write_to(&self, folder: &Path) {
        fs::write(folder.join("server.pem"), &self.server).unwrap();
        fs::write(folder.join("server.key"), &self.key).unwrap();
    }
}
