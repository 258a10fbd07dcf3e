//! Dovecot: IMAP, the store of mail, and who may log in.

use std::fs;
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::certificates::Certificates;
use super::ports;
use super::server::{Folder, Server};
use super::token;

/// What Dovecot 2.3 can do after the login.
const CAPABILITIES: &str = "IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE SORT SORT=DISPLAY \
    THREAD=REFERENCES THREAD=REFS THREAD=ORDEREDSUBJECT MULTIAPPEND URL-PARTIAL CATENATE UNSELECT CHILDREN \
    NAMESPACE UIDPLUS LIST-EXTENDED I18NLEVEL=1 CONDSTORE QRESYNC ESEARCH ESORT SEARCHRES WITHIN \
    CONTEXT=SEARCH LIST-STATUS BINARY MOVE SNIPPET=FUZZY PREVIEW=FUZZY PREVIEW STATUS=SIZE SAVEDATE LITERAL+ \
    NOTIFY SPECIAL-USE";

/// Whom the mail on the disk belongs to: Dovecot does not touch mail as root.
const OWNER: u32 = 5000;

/// A Dovecot on ports of its own. Everybody has a mailbox; those with a password can log in, also
/// with a [`token()`](super::token()).
pub struct Dovecot {
    server: Server,
    /// For STARTTLS; from this machine, passwords are taken without it too.
    pub imap: u16,
    pub imaps: u16,
    pub lmtp: u16,
}

impl Dovecot {
    pub fn new(certificates: &Certificates) -> Self {
        Self::without(&[], certificates)
    }

    /// One that conceals some of what it can do, e.g. `IDLE`.
    pub fn without(concealed: &[&str], certificates: &Certificates) -> Self {
        Server::with_free_ports(|| Self::try_new(concealed, certificates))
    }

    fn try_new(concealed: &[&str], certificates: &Certificates) -> Result<Self, String> {
        let folder = Folder::new("dovecot-");
        let [imap, imaps, lmtp] = ports::free();
        let capabilities: Vec<&str> =
            CAPABILITIES.split(' ').filter(|capability| !concealed.contains(capability)).collect();
        let values = [
            ("owner", OWNER.to_string()),
            ("capabilities", capabilities.join(" ")),
            ("issuer", token::ISSUER.to_owned()),
            ("imap", imap.to_string()),
            ("imaps", imaps.to_string()),
            ("lmtp", lmtp.to_string()),
        ];
        folder.write("conf", include_str!("conf/dovecot.conf"), &values);
        folder.write("oauth2.conf", include_str!("conf/oauth2.conf"), &values);
        folder.write("passwords.conf", include_str!("conf/passwords.conf"), &values);
        make_folder(&folder.path().join("passwords"));
        certificates.write_to(folder.path());
        token::write_key(&folder.path().join("keys"));
        make_folder(&folder.path().join("mail"));

        let conf = folder.path().join("conf");
        let server = Server::start(folder, &["dovecot", "-F", "-c", conf.to_str().unwrap()], imap)?;
        Ok(Self { server, imap, imaps, lmtp })
    }

    /// SIGKILL to all its processes.
    pub fn kill(&mut self) {
        self.server.kill();
    }

    /// Starts it again, on the same ports, with the same mail.
    pub fn start(&mut self) {
        self.server.start_again();
    }

    /// Everything it has logged.
    pub fn log(&self) -> String {
        self.server.log()
    }

    /// Lets `user` log in with `password` from now on, and with no other.
    pub fn set_password(&self, user: &str, password: &str) {
        let (file, draft) = (self.server.path("passwords").join(user), self.server.path("draft"));
        fs::write(&draft, json!({ "password": password }).to_string()).unwrap();
        fs::rename(draft, file).unwrap();
    }

    /// Lets `user` log in with no password that anybody knows.
    pub fn break_password(&self, user: &str) {
        self.set_password(user, &format!("{:x}", fastrand::u128(..)));
    }

    /// The socket at which Postfix asks who may log in.
    pub fn sasl(&self) -> PathBuf {
        self.server.path("run/sasl")
    }

    /// The home of a user.
    pub(super) fn home(&self, user: &str) -> PathBuf {
        self.server.path("mail").join(user)
    }
}

/// Makes a folder that Dovecot may write to.
pub(super) fn make_folder(path: &Path) {
    fs::create_dir_all(path).unwrap();
    give(path);
}

/// Gives a file or folder to the owner of the mail.
pub(super) fn give(path: &Path) {
    chown(path, Some(OWNER), Some(OWNER)).unwrap();
}
