//! Where mail comes from and goes to.

use jiff::SignedDuration;

use super::super::{After, ImapUrl, Mailbox, Sender, SmtpUrl, Tls};
use super::{LEAST, read, read_changed, read_with, the_fault};

#[test]
fn servers_are_known_by_their_url() {
    let mailbox = |url: &str| read_changed("maildir:/in", url).map(|config| config.mailbox);
    let imap = |user: &str, host: &str, port, folder: &str, tls| {
        let (user, host, folder) = (user.to_owned(), host.to_owned(), folder.to_owned());
        Mailbox::Imap(ImapUrl { user, host, port, folder, tls })
    };
    let read = mailbox("imaps://contact%40example.org@mail.example.org/Bo%C3%AEte%20commune/INBOX").unwrap();
    let expected = imap("contact@example.org", "mail.example.org", 993, "Boîte commune/INBOX", Tls::Implicit);
    assert_eq!(read.url, expected);
    assert_eq!(read.poll_every, SignedDuration::from_secs(60));
    let read = mailbox("imap://contact+desk@[2001:db8::1]:1143").unwrap();
    assert_eq!(read.url, imap("contact+desk", "2001:db8::1", 1143, "INBOX", Tls::StartTls));

    let sender = |url: &str| read_changed("maildir:/out", url).unwrap().sender.url;
    let smtp = |user: Option<&str>, host: &str, port, tls| {
        Sender::Smtp(SmtpUrl { user: user.map(str::to_owned), host: host.to_owned(), port, tls })
    };
    assert_eq!(
        sender("smtps://contact@mail.example.org"),
        smtp(Some("contact"), "mail.example.org", 465, Tls::Implicit)
    );
    assert_eq!(sender("smtp://localhost/"), smtp(None, "localhost", 587, Tls::StartTls));
}

#[test]
fn a_wrong_url_is_refused_without_repeating_it() {
    for (url, problem) in [
        ("imaps://contact:geheim@mail.example.org/INBOX", "holds a password"),
        ("imaps://mail.example.org/INBOX", "names no user"),
        ("imaps://contact@mail.example.org:geheim", "invalid port"),
        ("imaps://contact@/geheim", "empty host"),
        ("imaps:contact", "names no"),
        ("imaps://contact@mail.example.org/INBOX?geheim", "goes on after ?"),
        ("imaps://con%GGtact@mail.example.org/INBOX", "wrong %-sequence"),
        ("imaps://con%0Atact@mail.example.org/INBOX", "wrong %-sequence"),
        ("https://contact:geheim@mail.example.org", "begins with none of"),
        ("maildir:", "names no path"),
    ] {
        let fault = the_fault(read_changed("maildir:/in", url));
        assert!(fault.contains(problem) && fault.starts_with("line 3: [mailbox] url: "), "{fault}");
        assert!(!fault.contains("geheim"), "{fault}");
    }
}

#[test]
fn plaintext_goes_to_a_loopback_address_only() {
    let with = |imap: &str, smtp: &str| {
        let text = LEAST.replace("\"maildir:/in\"", &format!("{imap:?}\nplaintext = true"));
        read(&text.replace("maildir:/out", smtp))
    };
    let config = with("imap://contact@127.0.0.1:1143/INBOX", "smtp://[::1]:1025").unwrap();
    assert!(matches!(config.mailbox.url, Mailbox::Imap(ImapUrl { tls: Tls::Plaintext, .. })));
    assert!(matches!(config.sender.url, Sender::Smtp(SmtpUrl { tls: Tls::Plaintext, .. })));
    let config = with("imaps://contact@mail.example.org", "maildir:/out").unwrap();
    assert!(matches!(config.mailbox.url, Mailbox::Imap(ImapUrl { tls: Tls::Implicit, .. })));

    let fault = the_fault(with("imap://contact@mail.example.org", "maildir:/out"));
    assert!(fault.starts_with("line 3: [mailbox] url: passwords and mails would travel"), "{fault}");
    let fault = the_fault(with("maildir:/in", "smtp://mail.example.org"));
    assert!(fault.contains("[sender] url: passwords and mails would travel"), "{fault}");
}

#[test]
fn a_sender_without_a_sound_address_is_refused() {
    for from in [
        "contact",
        r"IREV\r\nBcc: x@example.org <contact@example.org>",
        "",
        r"IREV\u0000 <contact@example.org>",
    ] {
        let fault = the_fault(read_changed("contact@example.org", from));
        assert!(fault.starts_with("line 6: [sender] from: "), "{fault}");
        assert_eq!(fault.lines().count(), 1, "{fault}");
    }
    let quoted =
        read_changed(r#""contact@example.org""#, r#"'"IREV, Lille" <Contact@Example.ORG>'"#).unwrap();
    assert_eq!(quoted.sender.from.name.as_deref(), Some("IREV, Lille"));
    assert_eq!(quoted.sender.from.address, "Contact@example.org");
}

#[test]
fn what_happens_to_a_message_is_one_of_three_things() {
    let least = LEAST.replace("maildir:/in", "imaps://contact@mail.example.org");
    let after = |written: &str| read(&least.replace("[mailbox]", &format!("[mailbox]\nafter = {written:?}")));
    assert_eq!(after("keyword").unwrap().mailbox.after, After::Keyword);
    assert_eq!(after("move:Dealt with").unwrap().mailbox.after, After::Move("Dealt with".to_owned()));
    assert!(after("move:").is_err() && after("delete").is_err());
}

#[test]
fn a_password_in_the_configuration_is_not_repeated() {
    let fault = the_fault(read_with("[mailbox]", "password = \"geheim\""));
    assert_eq!(fault, "line 3: [mailbox] password: is not known — did you mean password_file?");
}

#[test]
fn what_only_a_server_can_do_is_refused_for_a_maildir() {
    for line in ["also = [\"Junk\"]", "sent_folder = \"Sent\"", "after = \"keyword\""] {
        let with = |url: &str| read(&LEAST.replace("\"maildir:/in\"", &format!("{url:?}\n{line}")));
        let fault = the_fault(with("maildir:/in"));
        assert!(fault.contains("is for a mailbox on a server"), "{fault}");
        assert!(with("imaps://contact@mail.example.org").is_ok());
    }
}

#[test]
fn a_mailbox_is_not_moved_or_copied_into_itself() {
    let with = |url: &str, line: &str| read(&LEAST.replace("\"maildir:/in\"", &format!("{url:?}\n{line}")));
    for (line, key) in [
        ("after = \"move:inbox\"", "after"),
        ("sent_folder = \"INBOX\"", "sent_folder"),
        ("also = [\"Junk\", \"Inbox\"]", "also"),
    ] {
        let fault = the_fault(with("imaps://contact@mail.example.org", line));
        assert!(fault.contains(&format!("{key}: names the mailbox itself")), "{fault}");
        assert!(with("imaps://contact@mail.example.org/Bulletins", line).is_ok());
    }
}
