//! Postfix: takes mail for the people at [`DOMAINS`], who have their mailboxes with Dovecot.

use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt, chown};
use std::path::Path;
use std::time::UNIX_EPOCH;

use super::certificates::Certificates;
use super::dovecot::Dovecot;
use super::greylist::Greylist;
use super::ports;
use super::server::{Folder, Server};

/// The domains whose mail goes to Dovecot: that of the desk, and that of everybody else.
const DOMAINS: &str = "irev.example example.org";

/// The folders of the queue that belong to Postfix.
const QUEUE: &str = "active bounce corrupt defer deferred flush hold incoming private public saved trace";

/// A Postfix on ports of its own. At either domain it refuses some: `gone@` for ever (550); `later@`
/// (451), `full@` (452), and `slam@` (421), at which it hangs up, for now; and whoever begins with
/// `grey` at the first attempt (450).
pub struct Postfix {
    server: Server,
    _greylist: Greylist,
    /// Who vouches for it, in PEM.
    pub(super) authority: String,
    /// Where other servers hand over mail, without a login.
    pub mx: u16,
    /// Where those who log in submit mail, after STARTTLS.
    pub submission: u16,
    /// Where those who log in submit mail, under TLS.
    pub smtps: u16,
}

impl Postfix {
    /// One whose users are those of `dovecot`.
    pub fn new(dovecot: &Dovecot, certificates: &Certificates) -> Self {
        Server::with_free_ports(|| Self::try_new(dovecot, certificates))
    }

    fn try_new(dovecot: &Dovecot, certificates: &Certificates) -> Result<Self, String> {
        let folder = Folder::new("postfix-");
        let [mx, submission, smtps] = ports::free();
        let greylist = Greylist::new();
        let values = [
            ("domains", DOMAINS.to_owned()),
            ("sasl", dovecot.sasl().display().to_string()),
            ("lmtp", dovecot.lmtp.to_string()),
            ("policy", greylist.port.to_string()),
            ("mx", mx.to_string()),
            ("submission", submission.to_string()),
            ("smtps", smtps.to_string()),
        ];
        folder.write("master.cf", include_str!("conf/master.cf"), &values);
        folder.write("main.cf", include_str!("conf/main.cf"), &values);
        // Postfix waits for more than a second beside a file that somebody may still be writing.
        File::open(folder.path().join("main.cf")).unwrap().set_modified(UNIX_EPOCH).unwrap();
        certificates.write_to(folder.path());
        make_folders(folder.path());

        let at = folder.path().to_str().unwrap().to_owned();
        let server = Server::start(folder, &["/usr/lib/postfix/sbin/master", "-d", "-c", &at], mx)?;
        let authority = fs::read_to_string(certificates.authority()).unwrap();
        Ok(Self { server, authority, _greylist: greylist, mx, submission, smtps })
    }

    /// SIGKILL to all its processes.
    pub fn kill(&mut self) {
        self.server.kill();
    }

    /// Starts it again, on the same ports, with the same queue.
    pub fn start(&mut self) {
        self.server.start_again();
    }

    /// Everything it has logged.
    pub fn log(&self) -> String {
        self.server.log()
    }
}

/// Makes the folders that Postfix works in, for the user that its package has made.
fn make_folders(at: &Path) {
    let owner = fs::metadata("/var/lib/postfix").unwrap().uid();
    fs::create_dir_all(at.join("queue/pid")).unwrap();
    let queue = QUEUE.split(' ').map(|folder| at.join("queue").join(folder));
    for folder in queue.chain([at.join("state")]) {
        fs::create_dir(&folder).unwrap();
        chown(&folder, Some(owner), None).unwrap();
    }
}
