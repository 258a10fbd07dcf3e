#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

pub(crate) mod server;

use std::path::Path;

use tempfile::NamedTempFile;

use self::server::{Act, Server};
use super::*;
use crate::delivery::{Batch, Delivered, Delivery, Letter};

use Act::{Cut, Say, SayAndCut, Silence};

const MAIL: &[u8] = b"Subject: Inscription\r\n\r\nBonjour\r\n";

/// A letter to `recipient`.
fn to(recipient: &str) -> Letter<'_> {
    Letter { from: "desk@example.org", recipient, message_id: "guichet.1@example.org", mail: MAIL }
}

fn url(port: u16, tls: Tls) -> SmtpUrl {
    SmtpUrl { user: None, host: "127.0.0.1".into(), port, tls }
}

fn no_credential() -> Credential {
    Credential { name: "sender.password", password_file: None, token_command: vec![] }
}

pub(crate) fn plain(server: &Server) -> Delivery {
    Delivery::Smtp(Smtp::new(url(server.port, Tls::Plaintext), no_credential(), None))
}

fn with_login(server: &Server, credential: Credential) -> Delivery {
    let user = Some("desk@example.org".to_owned());
    Delivery::Smtp(Smtp::new(SmtpUrl { user, ..url(server.port, Tls::Plaintext) }, credential, None))
}

fn with_starttls(server: &Server, ca_file: Option<&Path>) -> Delivery {
    let ca_file = ca_file.map(Path::to_owned);
    Delivery::Smtp(Smtp::new(url(server.port, Tls::StartTls), no_credential(), ca_file))
}

fn with_password(server: &Server) -> (NamedTempFile, Delivery) {
    let file = NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "geheim\n").unwrap();
    let password_file = Some(file.path().to_owned());
    (file, with_login(server, Credential { password_file, ..no_credential() }))
}

/// A server that follows `script`, and a batch of letters to it.
async fn batch(script: &[(&'static str, Act)]) -> (Server, Batch) {
    let server = Server::start(script).await;
    let batch = plain(&server).open().await.unwrap();
    (server, batch)
}

/// What becomes of a letter under `script`, in a few words, and whether the batch goes on.
async fn outcome(script: &[(&'static str, Act)]) -> (String, bool) {
    let (_server, mut batch) = batch(script).await;
    let delivered = batch.deliver(&to("anne@example.org")).await;
    (in_words(&delivered), batch.is_open())
}

fn in_words(delivered: &Delivered) -> String {
    match delivered {
        Delivered::Accepted(answer) => format!("accepted: {answer}"),
        Delivered::Deferred(answer) => format!("deferred: {answer}"),
        Delivered::Refused(answer) => format!("refused: {answer}"),
        Delivered::Unknown(how) => format!("unknown: {how}"),
        Delivered::Broken(error) => {
            let text = error.to_string();
            let clause = text.split_once(" cannot be used: ").unwrap().1;
            format!("broken: {}", clause.split_once("; ").unwrap().0)
        }
    }
}

async fn refusal_to_open(script: &[(&'static str, Act)]) -> String {
    let server = Server::start(script).await;
    plain(&server).open().await.err().unwrap().to_string()
}

#[tokio::test]
async fn a_letter_is_accepted_when_the_server_answers_for_it() {
    assert_eq!(outcome(&[]).await, ("accepted: 250 2.0.0 Ok: queued as 4F2".into(), true));
}

#[tokio::test]
async fn letters_leave_one_after_the_other_over_one_connection_each_in_an_envelope_of_its_own() {
    let (server, mut batch) = batch(&[]).await;
    for recipient in ["anne@example.org", "paul@example.org"] {
        assert!(matches!(batch.deliver(&to(recipient)).await, Delivered::Accepted(_)));
    }
    batch.close().await;
    let heard = server.heard();
    let expected = [
        "EHLO [127.0.0.1]",
        "MAIL FROM:<desk@example.org>",
        "RCPT TO:<anne@example.org>",
        "DATA",
        "MAIL FROM:<desk@example.org>",
        "RCPT TO:<paul@example.org>",
        "DATA",
        "QUIT",
    ];
    assert_eq!(heard.lines, expected);
    assert_eq!(heard.mails, [MAIL, MAIL]);
}

#[tokio::test]
async fn a_mail_arrives_octet_by_octet() {
    let long = vec![b'a'; 300_000];
    let mails: [&[u8]; 7] = [
        MAIL,
        b".\r\n",
        b"\r\n.\r\n..\r\n.a\r\n",
        b"Subject: \xc3\xa9\r\n\r\n\xe9t\xe9 \x00\xff\r\n",
        b"\r\n\r\n\r\n",
        b"without an end",
        &long,
    ];
    for mail in mails {
        let (server, mut batch) = batch(&[]).await;
        assert!(matches!(
            batch.deliver(&Letter { mail, ..to("anne@example.org") }).await,
            Delivered::Accepted(_)
        ));
        let heard = server.heard();
        let missing = if mail.ends_with(b"\r\n") { &b""[..] } else { b"\r\n" };
        assert_eq!(heard.mails, [[mail, missing].concat()]);
        let eight_bit = heard.lines.contains(&"MAIL FROM:<desk@example.org> BODY=8BITMIME".to_owned());
        assert_eq!(eight_bit, !mail.is_ascii());
    }
}

#[tokio::test]
async fn a_dot_at_the_start_of_a_line_is_doubled_on_the_way() {
    let (server, mut batch) = batch(&[]).await;
    batch.deliver(&Letter { mail: b"\r\n.\r\n.a\r\n", ..to("anne@example.org") }).await;
    assert_eq!(server.heard().raw, [b"\r\n..\r\n..a\r\n.\r\n"]);
}

#[tokio::test]
async fn eight_bit_mail_does_not_go_where_only_seven_bit_mail_is_taken() {
    let (server, mut batch) = batch(&[("EHLO", Say("250 mock"))]).await;
    let delivered = batch.deliver(&Letter { mail: b"\r\n\xe9\r\n", ..to("anne@example.org") }).await;
    assert!(in_words(&delivered).starts_with("refused: the server takes 7-bit mail only"));
    assert!(batch.is_open());
    assert!(matches!(batch.deliver(&to("anne@example.org")).await, Delivered::Accepted(_)));
    assert_eq!(server.heard().mails.len(), 1);
}

#[tokio::test]
async fn an_address_that_cannot_be_written_in_smtp_is_refused_without_a_word() {
    let (server, mut batch) = batch(&[]).await;
    for recipient in
        ["anne", "a b@example.org", "anne@example.org>\r\nRCPT TO:<eve@x.test", "zoé@example.org"]
    {
        let delivered = batch.deliver(&to(recipient)).await;
        assert_eq!(in_words(&delivered), "refused: its address cannot be written in SMTP");
    }
    assert!(batch.is_open());
    assert_eq!(server.heard().lines, ["EHLO [127.0.0.1]"]);
}

#[tokio::test]
async fn what_the_server_does_not_take_now_is_deferred_and_the_batch_goes_on() {
    for (verb, answer) in [
        ("RCPT", "451 4.3.0 try again later"),
        ("RCPT", "452 4.2.2 mailbox full"),
        ("DATA", "450 4.7.1 wait"),
        (".", "452 4.3.1 no space"),
    ] {
        assert_eq!(outcome(&[(verb, Say(answer))]).await, (format!("deferred: {answer}"), true), "{verb}");
    }
}

#[tokio::test]
async fn what_the_server_will_never_take_is_refused_and_the_batch_goes_on() {
    for (verb, answer) in [
        ("RCPT", "550 5.1.1 mailbox gone"),
        ("RCPT", "553 bad name"),
        ("DATA", "554 no"),
        (".", "552 5.3.4 too big"),
        (".", "554 5.7.1 spam"),
    ] {
        assert_eq!(outcome(&[(verb, Say(answer))]).await, (format!("refused: {answer}"), true), "{verb}");
    }
}

#[tokio::test]
async fn a_recipient_is_not_given_up_on_for_what_is_not_about_the_recipient() {
    for answer in ["530 5.7.0 log in first", "553 5.7.1 not your address", "552 5.2.2 over quota"] {
        assert_eq!(outcome(&[("RCPT", Say(answer))]).await, (format!("deferred: {answer}"), true));
    }
}

#[tokio::test]
async fn after_a_refused_letter_the_next_one_leaves_over_the_same_connection() {
    for verb in ["RCPT", "DATA", "."] {
        let (server, mut batch) = batch(&[(verb, Say("550 5.1.1 no"))]).await;
        assert!(matches!(batch.deliver(&to("gone@example.org")).await, Delivered::Refused(_)));
        assert!(matches!(batch.deliver(&to("anne@example.org")).await, Delivered::Accepted(_)));
        let lines = server.heard().lines;
        let second = lines.iter().position(|line| line == "RCPT TO:<anne@example.org>").unwrap();
        assert_eq!(lines[second - 2..second], ["RSET", "MAIL FROM:<desk@example.org>"]);
        assert_eq!(lines.iter().filter(|line| line.starts_with("EHLO")).count(), 1);
    }
}

#[tokio::test]
async fn a_connection_that_cannot_be_reset_is_over() {
    let script = [("RCPT", Say("550 5.1.1 no")), ("RSET", Cut)];
    let (_server, mut batch) = batch(&script).await;
    assert!(matches!(batch.deliver(&to("gone@example.org")).await, Delivered::Refused(_)));
    assert!(!batch.is_open());
    let delivered = batch.deliver(&to("anne@example.org")).await;
    assert_eq!(in_words(&delivered), "broken: the connection is over");
}

#[tokio::test]
async fn a_refused_sender_is_about_the_desk_and_ends_the_batch() {
    let script = [("MAIL", Say("553 5.7.1 <desk@example.org>: not owned"))];
    let (server, mut batch) = batch(&script).await;
    let Delivered::Broken(error) = batch.deliver(&to("anne@example.org")).await else { panic!() };
    let port = server.port;
    assert_eq!(
        error.to_string(),
        format!(
            "the mail server 127.0.0.1:{port} cannot be used: it refused the sender (553 5.7.1 <…>: not owned); \
             from under [sender] must be an address that the user in url may send as"
        )
    );
    assert!(!batch.is_open());
    assert_eq!(server.heard().lines.last().unwrap(), "QUIT");
    let expected = ("broken: it takes no mail now (451 4.3.0 wait)".to_owned(), false);
    assert_eq!(outcome(&[("MAIL", Say("451 4.3.0 wait"))]).await, expected);
}

#[tokio::test]
async fn a_server_that_hangs_up_ends_the_batch_at_every_step() {
    for verb in ["MAIL", "RCPT", "DATA", "."] {
        let expected = ("broken: it hung up (421 4.3.2 closing)".to_owned(), false);
        assert_eq!(outcome(&[(verb, Say("421 4.3.2 closing"))]).await, expected, "{verb}");
    }
}

#[tokio::test]
async fn a_letter_before_the_server_hangs_up_stays_delivered() {
    let (server, mut batch) = batch(&[("MAIL", Say("250 ok")), ("MAIL", Say("421 4.3.2 closing"))]).await;
    assert!(matches!(batch.deliver(&to("anne@example.org")).await, Delivered::Accepted(_)));
    assert!(matches!(batch.deliver(&to("paul@example.org")).await, Delivered::Broken(_)));
    assert_eq!((batch.is_open(), server.heard().mails.len()), (false, 1));
}

#[tokio::test]
async fn a_connection_lost_before_the_final_dot_has_delivered_nothing() {
    for verb in ["MAIL", "RCPT", "DATA"] {
        let (words, open) = outcome(&[(verb, Cut)]).await;
        assert!(words.starts_with("broken: it hung up, or") && !open, "{verb}: {words}");
    }
}

#[tokio::test]
async fn a_connection_lost_amid_the_mail_has_delivered_nothing() {
    let (_server, mut batch) = batch(&[("DATA", SayAndCut("354 go on\r\n"))]).await;
    let mail = vec![b'a'; 32 << 20];
    let delivered = batch.deliver(&Letter { mail: &mail, ..to("anne@example.org") }).await;
    assert!(in_words(&delivered).starts_with("broken: the connection failed"), "{delivered:?}");
    assert!(!batch.is_open());
}

#[tokio::test]
async fn a_connection_lost_after_the_final_dot_may_have_delivered_the_letter() {
    for act in [Cut, SayAndCut("250 Ok"), Say("nonsense"), Say("354 go on")] {
        let (words, open) = outcome(&[(".", act)]).await;
        assert!(words.starts_with("unknown: it ") && !open, "{words}");
    }
}

#[tokio::test]
async fn silence_before_the_final_dot_has_delivered_nothing() {
    let expected = ("broken: it did not answer within 60 seconds".to_owned(), false);
    assert_eq!(outcome(&[("RCPT", Silence)]).await, expected);
}

#[tokio::test]
async fn after_silence_upon_the_final_dot_the_letter_may_have_been_delivered() {
    let expected = ("unknown: it did not answer within 180 seconds".to_owned(), false);
    assert_eq!(outcome(&[(".", Silence)]).await, expected);
}

#[tokio::test]
async fn an_answer_out_of_turn_ends_the_batch() {
    for (verb, answer) in [("MAIL", "354 go on"), ("RCPT", "334 what"), ("DATA", "250 ok")] {
        let expected = format!("broken: it answered out of turn ({answer})");
        assert_eq!(outcome(&[(verb, Say(answer))]).await, (expected, false), "{verb}");
    }
}

#[tokio::test]
async fn a_delivery_that_is_cut_short_closes_the_connection() {
    let (_server, mut batch) = batch(&[("RCPT", Silence)]).await;
    let letter = to("anne@example.org");
    let cut_short = tokio::time::timeout(Duration::from_secs(1), batch.deliver(&letter)).await;
    assert!(cut_short.is_err() && !batch.is_open());
}

#[tokio::test]
async fn an_answer_is_kept_without_the_recipient() {
    let expected = ("refused: 550 5.1.1 <…>: no <…> here".to_owned(), true);
    assert_eq!(outcome(&[("RCPT", Say("550 5.1.1 <anne@example.org>: no Anne here"))]).await, expected);
}

#[tokio::test]
async fn a_server_that_refuses_at_once_cannot_be_used() {
    for (verb, answer) in
        [("connect", "554 no"), ("connect", "421 later"), ("EHLO", "502 what?"), ("EHLO", "451 later")]
    {
        let error = refusal_to_open(&[(verb, Say(answer))]).await;
        assert!(error.contains(&format!("it answered {answer}; the letters are kept")), "{error}");
    }
    for act in [Cut, Say("HTTP/1.1 400 Bad Request"), Say("")] {
        let error = refusal_to_open(&[("connect", act)]).await;
        assert!(error.contains("is not SMTP; see that it runs, and that url under [sender]"), "{error}");
    }
}

#[tokio::test]
async fn a_server_that_does_not_greet_cannot_be_used() {
    let error = refusal_to_open(&[("connect", Silence)]).await;
    assert!(error.contains("it did not answer within 30 seconds; see that it runs"), "{error}");
}

#[tokio::test]
async fn a_server_that_does_not_run_cannot_be_used() {
    let free = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap().local_addr().unwrap().port();
    for tls in [Tls::Implicit, Tls::StartTls, Tls::Plaintext] {
        let smtp = Smtp::new(url(free, tls), no_credential(), None);
        let error = smtp.open().await.err().unwrap().to_string();
        let start = format!(
            "the mail server 127.0.0.1:{free} cannot be used: the connection failed (Connection refused"
        );
        assert!(error.starts_with(&start), "{error}");
    }
}

#[tokio::test]
async fn a_password_is_told_by_the_way_that_is_offered() {
    let server = Server::start(&[]).await;
    let (_file, delivery) = with_password(&server);
    assert_eq!(delivery.check().await.unwrap(), "no TLS, logged in");
    let plain = "AUTH PLAIN AGRlc2tAZXhhbXBsZS5vcmcAZ2VoZWlt";
    assert_eq!(server.heard().lines, ["EHLO [127.0.0.1]", plain, "QUIT"]);

    let server =
        Server::start(&[("EHLO", Say("250-mock\r\n250 AUTH LOGIN")), ("AUTH", Say("334 VXNlcm5hbWU6"))])
            .await;
    server.then("ZGVza0BleGFtcGxlLm9yZw==", Say("334 UGFzc3dvcmQ6"));
    server.then("Z2VoZWlt", Say("235 welcome"));
    let (_file, delivery) = with_password(&server);
    delivery.open().await.unwrap();
    assert_eq!(server.heard().lines[1], "AUTH LOGIN");
}

#[tokio::test]
async fn a_token_is_told_by_xoauth2() {
    let token_command = vec!["echo".to_owned(), "ya29".to_owned()];
    let credential = Credential { token_command, ..no_credential() };
    let server = Server::start(&[]).await;
    with_login(&server, credential.clone()).open().await.unwrap();
    let expected = "AUTH XOAUTH2 dXNlcj1kZXNrQGV4YW1wbGUub3JnAWF1dGg9QmVhcmVyIHlhMjkBAQ==";
    assert_eq!(server.heard().lines[1], expected);

    let server = Server::start(&[("AUTH", Say("334 eyJzdGF0dXMiOiI0MDEifQ=="))]).await;
    let error = with_login(&server, credential).open().await.err().unwrap().to_string();
    assert!(error.contains("it refused the login; correct the user in url"), "{error}");
}

#[tokio::test]
async fn a_refused_login_says_what_to_do_and_neither_user_nor_password() {
    let server = Server::start(&[("AUTH", Say("535 5.7.8 desk@example.org (Desk): wrong"))]).await;
    let (_file, delivery) = with_password(&server);
    let error = delivery.open().await.err().unwrap().to_string();
    assert!(
        error.ends_with(
            "it refused the login (535 5.7.8 <…> (<…>): wrong); \
             correct the user in url, or the password or token, under [sender]"
        ),
        "{error}"
    );
    assert_eq!(server.heard().lines.last().unwrap(), "QUIT");
    let server = Server::start(&[("AUTH", Say("454 4.7.0 later"))]).await;
    let (_file, delivery) = with_password(&server);
    assert!(delivery.open().await.err().unwrap().to_string().ends_with("are kept and tried again"));
}

#[tokio::test]
async fn where_no_login_is_offered_no_password_is_told() {
    let server = Server::start(&[("EHLO", Say("250-mock\r\n250 AUTH XOAUTH2 CRAM-MD5"))]).await;
    let (_file, delivery) = with_password(&server);
    let error = delivery.open().await.err().unwrap().to_string();
    assert!(error.contains("it offers no login by PLAIN or LOGIN; see that"), "{error}");
    assert_eq!(server.heard().lines, ["EHLO [127.0.0.1]", "QUIT"]);
}

#[tokio::test]
async fn without_a_password_no_connection_is_made() {
    let server = Server::start(&[]).await;
    let error = with_login(&server, no_credential()).open().await.err().unwrap().to_string();
    assert!(error.contains("there is no password: write password_file"), "{error}");
    assert!(server.heard().lines.is_empty());
}

#[tokio::test]
async fn with_starttls_nothing_but_ehlo_is_said_in_plaintext() {
    let ca_file = NamedTempFile::new().unwrap();
    let server = Server::with_tls(&[], "127.0.0.1", ca_file.path()).await;
    let delivery = with_starttls(&server, Some(ca_file.path()));
    assert_eq!(delivery.check().await.unwrap(), "TLS, no login");
    let mut batch = delivery.open().await.unwrap();
    assert!(matches!(batch.deliver(&to("anne@example.org")).await, Delivered::Accepted(_)));
    let heard = server.heard();
    assert_eq!(heard.lines[..3], ["EHLO [127.0.0.1]", "STARTTLS", "EHLO [127.0.0.1]"]);
    assert_eq!(heard.mails, [MAIL]);
}

#[tokio::test]
async fn a_server_without_starttls_is_told_nothing_more() {
    let server = Server::start(&[]).await;
    let error = with_starttls(&server, None).open().await.err().unwrap().to_string();
    assert!(error.contains("it does not offer STARTTLS; write smtps://"), "{error}");
    assert_eq!(server.heard().lines, ["EHLO [127.0.0.1]"]);
}

#[tokio::test]
async fn what_is_added_in_plaintext_to_the_answer_to_starttls_is_not_taken_for_an_answer() {
    let ca_file = NamedTempFile::new().unwrap();
    let script = [("STARTTLS", Say("220 go\r\n250-evil\r\n250 AUTH PLAIN"))];
    let server = Server::with_tls(&script, "127.0.0.1", ca_file.path()).await;
    let error = with_starttls(&server, Some(ca_file.path())).open().await.err().unwrap().to_string();
    assert!(error.contains("the connection failed (received corrupt message"), "{error}");
}

#[tokio::test]
async fn a_certificate_is_checked() {
    let (ca_file, other) = (NamedTempFile::new().unwrap(), NamedTempFile::new().unwrap());
    let error_of = async |name: &str, trusted: &Path| {
        let server = Server::with_tls(&[], name, ca_file.path()).await;
        with_starttls(&server, Some(trusted)).open().await.err().unwrap().to_string()
    };
    Server::with_tls(&[], "127.0.0.1", other.path()).await;
    let error = error_of("127.0.0.1", other.path()).await;
    assert!(error.contains("its certificate is not trusted (") && error.ends_with(CA_FILE), "{error}");
    let error = error_of("mail.example.org", ca_file.path()).await;
    assert!(error.ends_with(NAME), "{error}");
}

#[tokio::test]
async fn a_ca_file_that_is_none_is_told_apart() {
    let file = NamedTempFile::new().unwrap();
    let server = Server::with_tls(&[], "127.0.0.1", file.path()).await;
    let damaged = "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n";
    for (text, problem) in [("", "it holds no certificate"), (damaged, "a certificate in it is damaged")] {
        std::fs::write(file.path(), text).unwrap();
        let error = with_starttls(&server, Some(file.path())).open().await.err().unwrap().to_string();
        assert!(error.contains(&format!("cannot be used ({problem}); name a file")), "{error}");
    }
}
