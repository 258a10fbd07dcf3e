//! Every way to be protected and to log in, and what `guichet check` says where one fails.

use std::fs;

use jiff::SignedDuration;

use crate::servers::{Certificates, PASSWORD, ServerDesk, USER, token};

/// Whether `check` finds that mailbox and sender work, and what it says.
fn check(desk: &ServerDesk) -> ([bool; 2], String) {
    let (_, said) = desk.desk.tries("check");
    let works = |part: &str| said.lines().any(|line| line.starts_with(part) && line.contains(" works "));
    ([works("mailbox"), works("sender")], said)
}

/// Has `desk` use servers under TLS from the first octet, with these further keys for both.
fn configure_tls(desk: &ServerDesk, keys: &str) {
    configure(desk, [("imaps", desk.dovecot.imaps), ("smtps", desk.postfix.smtps)], keys);
}

/// Has `desk` use servers that begin in plaintext, with these further keys for both.
fn configure_plain(desk: &ServerDesk, keys: &str) {
    configure(desk, [("imap", desk.dovecot.imap), ("smtp", desk.postfix.submission)], keys);
}

fn configure(desk: &ServerDesk, servers: [(&str, u16); 2], keys: &str) {
    let section =
        |(scheme, port)| format!("url = \"{scheme}://{USER}%40irev.example@localhost:{port}\"\n{keys}");
    let [mailbox, sender] = servers.map(section);
    desk.configure(&mailbox, &sender);
}

fn password_file(desk: &ServerDesk) -> String {
    format!("password_file = \"{}\"\n", desk.desk.path("password").display())
}

fn ca_file(certificates: &Certificates) -> String {
    format!("ca_file = \"{}\"\n", certificates.authority().display())
}

#[test]
fn starttls_protects_what_begins_in_plaintext() {
    let desk = ServerDesk::new();
    configure_plain(&desk, &(password_file(&desk) + &ca_file(&desk.certificates)));
    let (works, said) = check(&desk);
    assert_eq!(works, [true, true], "{said}");
    assert!(said.contains("TLS, logged in, INBOX"), "{said}");
}

#[test]
fn a_certificate_of_an_authority_that_is_not_trusted_ends_it() {
    let desk = ServerDesk::new();
    let other = Certificates::new();
    for authority in [String::new(), ca_file(&other)] {
        for configure in [configure_tls, configure_plain] {
            configure(&desk, &(password_file(&desk) + &authority));
            let (works, said) = check(&desk);
            assert_eq!(works, [false, false], "{said}");
            assert_eq!(said.matches("its certificate is not trusted").count(), 2, "{said}");
            assert_eq!(said.matches("set ca_file under").count(), 2, "{said}");
        }
    }
}

#[test]
fn a_token_logs_in_to_both_servers_until_it_is_no_longer_good() {
    let desk = ServerDesk::new();
    let file = desk.desk.path("token");
    let keys = format!("token_command = [\"cat\", \"{}\"]\n{}", file.display(), ca_file(&desk.certificates));
    configure_plain(&desk, &keys);
    fs::write(&file, token(USER, SignedDuration::from_hours(1))).unwrap();
    let (works, said) = check(&desk);
    assert_eq!(works, [true, true], "{said}");

    fs::write(&file, token(USER, SignedDuration::from_hours(-1))).unwrap();
    let (works, said) = check(&desk);
    assert_eq!(works, [false, false], "{said}");
    assert!(said.matches("refused the login").count() == 2, "{said}");
}

#[test]
fn a_wrong_password_and_a_folder_that_is_not_there_are_named() {
    let desk = ServerDesk::new();
    desk.dovecot.break_password(USER);
    let (works, said) = check(&desk);
    assert_eq!(works, [false, false], "{said}");
    assert!(said.contains("correct the user in url, or the password or token, under [mailbox]"), "{said}");
    assert!(!said.contains(PASSWORD), "{said}");

    desk.dovecot.set_password(USER, PASSWORD);
    let mailbox = format!("{}after = \"move:Traités\"\n", desk.imaps(desk.dovecot.imaps));
    desk.configure(&mailbox, &desk.smtps(desk.postfix.smtps));
    let (works, said) = check(&desk);
    assert_eq!(works, [false, true], "{said}");
    assert!(said.contains("it has no folder Traités (but INBOX, "), "{said}");
}
