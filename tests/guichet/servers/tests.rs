//! The servers do what the other tests expect of them.

use std::time::{Duration, SystemTime};

use jiff::SignedDuration;

use super::{Certificates, Colleague, Dovecot, token, Postfix};

fn dovecot() -> Dovecot {
    let dovecot = Dovecot::new(&Certificates::new());
    dovecot.set_password("contact", "secret");
    dovecot
}

#[test]
fn dovecot_killed_and_started_again_has_the_same_mail() {
    let mut dovecot = dovecot();
    dovecot.deliver("contact", b"Message-ID: <1@example.org>\r\n\r\nBonjour\r\n");
    let uid = Colleague::log_in(&dovecot, "contact", "secret").finds("1@example.org");
    dovecot.kill();
    assert!(std::net::TcpStream::connect(("127.0.0.1", dovecot.imap)).is_err());
    dovecot.start();
    assert_eq!(Colleague::log_in(&dovecot, "contact", "secret").finds("1@example.org"), uid);
}

#[test]
fn pf() {
    let dovecot = dovecot();
    let begin = std::time::Instant::now();
    let mut postfix = Postfix::new(&dovecot, &Certificates::new());
    eprintln!("start {:?}", begin.elapsed());
    let begin = std::time::Instant::now();
    postfix.kill();
    eprintln!("kill {:?}", begin.elapsed());
    let begin = std::time::Instant::now();
    postfix.start();
    eprintln!("start {:?}", begin.elapsed());
    eprintln!("{}", postfix.log());
}
#[test]
fn timing() {
    let dovecot = dovecot();
    for _ in 0..3 {
    let begin = std::time::Instant::now();
    let c = Certificates::new();
    eprintln!("cert {:?}", begin.elapsed());
    let begin = std::time::Instant::now();
    let postfix = Postfix::new(&dovecot, &c);
    eprintln!("start {:?}", begin.elapsed());
    }
}
