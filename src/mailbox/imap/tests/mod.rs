//! What the desk makes of servers that refuse, fall silent, lie or hang up.

mod server;

use std::time::Duration;

use jiff::Timestamp;
use tokio::time::Instant;

use self::server::Then::{Drips, FallsSilent, HangsUp, Says};
use self::server::{Then, server};
use super::dialogue::Dialogue;
use super::session::{Listed, Section, Session};
use super::*;
use crate::clock::Clock;
use crate::mailbox::Fetched;
use crate::sighting::{Copy, Cursor, Look, Sighting};

const CAPABILITY: (&str, Then) = ("CAPABILITY", Says("* CAPABILITY IMAP4rev1 IDLE\r\nTAG OK\r\n"));
const NOOP: (&str, Then) = ("NOOP", Says("TAG OK\r\n"));
const EXAMINE: (&str, Then) =
    ("EXAMINE", Says("* 2 EXISTS\r\n* OK [UIDVALIDITY 7] \r\n* OK [UIDNEXT 12] \r\nTAG OK\r\n"));

async fn session(script: Vec<(&'static str, Then)>) -> Session {
    let script = [CAPABILITY].into_iter().chain(script).collect();
    Session::begin(server(script)).await.unwrap()
}

fn imap() -> Imap {
    let url = ImapUrl {
        user: "contact@example.org".to_owned(),
        host: "mail.example.org".to_owned(),
        port: 993,
        folder: "INBOX".to_owned(),
        tls: Tls::Implicit,
    };
    let credential = Credential { name: "mailbox.password", password_file: None, token_command: Vec::new() };
    Imap { url, credential, ca_file: None }
}

/// An inbox with a session that was opened on `script`, which begins after EXAMINE.
async fn inbox(cursor: Option<Cursor>, script: Vec<(&'static str, Then)>) -> ImapInbox {
    inbox_since(None, cursor, script).await
}

/// The same, whose older messages are its past.
async fn inbox_since(
    since: Option<Timestamp>,
    cursor: Option<Cursor>,
    script: Vec<(&'static str, Then)>,
) -> ImapInbox {
    let clock = Clock::replayed("2016-03-01T12:00:00Z".parse().unwrap());
    let mut inbox = ImapInbox::new(imap(), "INBOX".to_owned(), since, clock);
    inbox.remember(cursor);
    let mut session = session([EXAMINE].into_iter().chain(script).collect()).await;
    let folder = session.examine("INBOX").await.unwrap();
    inbox.resume(session, folder);
    inbox
}

fn cursor(uid_validity: u32, next_uid: u32) -> Cursor {
    Cursor { uid_validity, first_uid: 4, next_uid, since: "2016-02-26T00:00:00Z".parse().unwrap() }
}

fn sighting(uid: &str, octets: u64) -> Sighting {
    let copy = Copy { mailbox: String::new(), uid_validity: 7, uid: uid.to_owned() };
    Sighting { copy, octets, received_at: Timestamp::UNIX_EPOCH }
}

fn uids(look: &Look) -> (Vec<&str>, Vec<&str>) {
    let waiting = look.waiting.iter().map(|sighting| sighting.copy.uid.as_str()).collect();
    let past = look.past.iter().map(|sighting| sighting.copy.uid.as_str()).collect();
    (waiting, past)
}

/// Each way in which an exchange can fail, and what is said of it.
fn failures() -> Vec<(Then, &'static str)> {
    vec![
        (Says("TAG NO [SERVERBUG] Internal error\r\n"), "it answered NO [SERVERBUG] Internal error"),
        (Says("TAG BAD what?\r\n"), "it answered BAD what?"),
        (Says("* BYE for anne@example.org\r\n"), "it hung up (BYE for <…>)"),
        (Says("G99 OK of another command\r\n"), "its answers are out of step"),
        (Says("+ go on\r\n"), "it asked for more than there is to say"),
        (Says("220 mail.example.org ESMTP\r\n"), "what it says is not IMAP"),
        (HangsUp(""), "it hung up"),
        (HangsUp("* 1 FETCH (UID 1 RFC822.SI"), "it hung up"),
        (HangsUp("* 1 FETCH (UID 1 BODY[] {100}\r\nFrom: "), "it hung up"),
        (FallsSilent(""), "it was silent for 30 seconds"),
        (FallsSilent("* 1 FETCH (UID 1 BODY[] {100}\r\nFrom: "), "it was silent for 30 seconds"),
        // A panic in the parser of imap-proto 0.17.
        (Says("* 1 FETCH (UID 1 RFC822.SIZE 1 INTERNALDATE NIL)\r\n"), "what it says is not IMAP"),
    ]
}

#[tokio::test(start_paused = true)]
async fn a_listing_that_fails_is_never_an_empty_one() {
    for (then, expected) in failures() {
        let mut session = session(vec![NOOP, ("UID FETCH 1:*", then)]).await;
        assert_eq!(session.list(1).await.unwrap_err().to_string(), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn a_fetch_that_fails_is_never_an_empty_one() {
    for (then, expected) in failures() {
        let mut session = session(vec![("UID FETCH 1 (UID BODY.PEEK[])", then)]).await;
        assert_eq!(session.fetch(&[1], Section::Whole).await.unwrap_err().to_string(), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn a_search_that_fails_is_never_an_empty_one() {
    for (then, expected) in failures() {
        let mut session = session(vec![("UID SEARCH SINCE 29-Feb-2016", then)]).await;
        let since = "2016-03-01T00:00:00Z".parse().unwrap();
        assert_eq!(session.list_since(since).await.unwrap_err().to_string(), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn a_folder_that_does_not_open_is_no_reset() {
    for (then, expected) in failures() {
        let mut session = session(vec![("EXAMINE \"INBOX\"", then)]).await;
        assert_eq!(session.examine("INBOX").await.unwrap_err().to_string(), expected);
    }
    let mut session = session(vec![("EXAMINE", Says("* 3 EXISTS\r\nTAG OK\r\n"))]).await;
    assert!(session.examine("INBOX").await.unwrap_err().to_string().contains("UIDVALIDITY"));
}

#[tokio::test(start_paused = true)]
async fn idling_that_fails_is_no_waiting() {
    for (then, expected) in failures().into_iter().filter(|(then, _)| !matches!(then, Says("+ go on\r\n"))) {
        if matches!(then, FallsSilent("")) {
            continue;
        }
        let mut session = session(vec![("IDLE", then)]).await;
        let failure = session.wait(Duration::from_mins(5)).await.unwrap_err().to_string();
        assert_eq!(failure, expected);
    }
    let mut session = session(vec![("IDLE", HangsUp("+ idling\r\n* OK Still here\r\n"))]).await;
    let failure = session.wait(Duration::from_mins(5)).await.unwrap_err();
    assert_eq!(failure.to_string(), "it hung up");
}

#[tokio::test(start_paused = true)]
async fn a_server_may_be_slow() {
    let slow = Drips("* 1 FETCH (UID 1 BODY[] {5}\r\nHello)\r\nTAG OK\r\n");
    let mut session = session(vec![("UID FETCH 1", slow)]).await;
    let fetched = session.fetch(&[1], Section::Whole).await.unwrap();
    assert_eq!(fetched.into_iter().collect::<Vec<_>>(), [(1, b"Hello".to_vec())]);
}

#[tokio::test(start_paused = true)]
async fn a_message_that_comes_while_one_lists_is_not_waited_for() {
    let listing = ("UID FETCH 2:*", Says("* 2 EXISTS\r\nTAG OK\r\n"));
    let mut session = session(vec![NOOP, listing]).await;
    assert_eq!(session.list(2).await.unwrap(), []);
    let before = Instant::now();
    session.wait(Duration::from_mins(5)).await.unwrap();
    assert_eq!(before.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn a_message_that_comes_before_idling_has_begun_ends_it() {
    let idle = ("IDLE", Says("* 2 EXISTS\r\n+ idling\r\n"));
    let mut session = session(vec![idle, ("DONE", Says("G2 OK\r\n"))]).await;
    let before = Instant::now();
    session.wait(Duration::from_mins(5)).await.unwrap();
    assert_eq!(before.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn idling_ends_in_time_however_often_the_server_says_that_it_is_there() {
    let idle = ("IDLE", Drips("+ idling\r\n* OK Still here\r\n* OK Still here\r\n* OK Still here\r\n"));
    let mut session = session(vec![idle, ("DONE", Says("G2 OK\r\n"))]).await;
    let before = Instant::now();
    session.wait(Duration::from_secs(20)).await.unwrap();
    assert!(before.elapsed() < Duration::from_mins(2), "{:?}", before.elapsed());
}

#[tokio::test(start_paused = true)]
async fn without_idle_one_waits_for_the_next_poll() {
    let dialogue = server(vec![("CAPABILITY", Says("* CAPABILITY IMAP4rev1\r\nTAG OK\r\n"))]);
    let mut session = Session::begin(dialogue).await.unwrap();
    let before = Instant::now();
    session.wait(Duration::from_mins(1)).await.unwrap();
    assert_eq!(before.elapsed(), Duration::from_mins(1));
}

#[tokio::test(start_paused = true)]
async fn past_the_end_the_last_message_is_not_new() {
    let listing =
        "* 2 FETCH (UID 11 RFC822.SIZE 5 INTERNALDATE \" 1-Mar-2016 12:00:00 +0000\")\r\nTAG OK\r\n";
    let mut session = session(vec![NOOP, ("UID FETCH 12:*", Says(listing))]).await;
    assert_eq!(session.list(12).await.unwrap(), [] as [Listed; 0]);
}

#[tokio::test(start_paused = true)]
async fn the_first_look_begins_with_what_comes_next() {
    let mut inbox = inbox(None, vec![]).await;
    let look = inbox.look().await.unwrap();
    assert_eq!(uids(&look), (vec![], vec![]));
    let (_, begun) = look.cursor.unwrap();
    assert_eq!((begun.uid_validity, begun.first_uid, begun.next_uid), (7, 12, 12));
    assert_eq!(begun.since.to_string(), "2016-03-01T11:50:00Z");
}

#[tokio::test(start_paused = true)]
async fn what_is_new_is_what_came_behind_the_cursor() {
    let listing = "* 2 FETCH (UID 11 RFC822.SIZE 5 INTERNALDATE \" 1-Mar-2016 12:00:00 +0000\")\r\n\
                   * 3 FETCH (FLAGS (\\Seen))\r\n\
                   * 4 FETCH (UID 14 RFC822.SIZE 5 INTERNALDATE \" 1-Mar-2012 12:00:00 +0000\")\r\nTAG OK\r\n";
    let mut inbox = inbox(Some(cursor(7, 11)), vec![NOOP, ("UID FETCH 11:*", Says(listing))]).await;
    let look = inbox.look().await.unwrap();
    // Somebody has moved an old message into the folder.
    assert_eq!(uids(&look), (vec!["11"], vec!["14"]));
    assert_eq!(look.cursor.unwrap().1, cursor(7, 15));
}

#[tokio::test(start_paused = true)]
async fn under_another_uidvalidity_all_is_looked_for_anew_since_the_first_start() {
    let search = ("UID SEARCH SINCE 25-Feb-2016", Says("* SEARCH 3 4\r\nTAG OK\r\n"));
    let listing = "* 3 FETCH (UID 3 RFC822.SIZE 5 INTERNALDATE \"25-Feb-2016 12:00:00 +0000\")\r\n\
                   * 4 FETCH (UID 4 RFC822.SIZE 5 INTERNALDATE \"26-Feb-2016 12:00:00 +0000\")\r\nTAG OK\r\n";
    let mut inbox = inbox(Some(cursor(6, 900)), vec![search, ("UID FETCH 3:4", Says(listing))]).await;
    let look = inbox.look().await.unwrap();
    assert_eq!(uids(&look), (vec!["4"], vec!["3"]));
    assert_eq!(look.cursor.unwrap().1, cursor(7, 12));
}

#[tokio::test(start_paused = true)]
async fn an_account_that_begins_earlier_than_the_first_look_begins_with_the_lowest_uid_since() {
    let search = || ("UID SEARCH SINCE", Says("* SEARCH 3 5 6\r\nTAG OK\r\n"));
    let listing = "* 3 FETCH (UID 3 RFC822.SIZE 5 INTERNALDATE \"25-Feb-2016 12:00:00 +0000\")\r\n\
                   * 4 FETCH (UID 6 RFC822.SIZE 5 INTERNALDATE \"27-Feb-2016 12:00:00 +0000\")\r\n\
                   * 5 FETCH (UID 5 RFC822.SIZE 5 INTERNALDATE \"26-Feb-2016 12:00:00 +0000\")\r\nTAG OK\r\n";
    let since = "2016-02-26T00:00:00Z".parse().unwrap();
    let later = Cursor { since: "2016-02-28T00:00:00Z".parse().unwrap(), ..cursor(7, 12) };
    for (before, first_uid) in [(None, 5), (Some(later), 4), (Some(Cursor { uid_validity: 6, ..later }), 5)] {
        let script = vec![search(), ("UID FETCH 3,5:6", Says(listing))];
        let mut inbox = inbox_since(Some(since), before, script).await;
        let begun = inbox.look().await.unwrap().cursor.unwrap().1;
        assert_eq!(begun, Cursor { first_uid, ..cursor(7, 12) });
    }
}

#[tokio::test(start_paused = true)]
async fn one_message_that_the_server_cannot_read_does_not_keep_the_others_waiting() {
    let script = vec![
        ("UID FETCH 1:3", Says("* 1 FETCH (UID 1 BODY[] {1}\r\na)\r\nTAG NO some are broken\r\n")),
        ("UID FETCH 1 ", Says("* 1 FETCH (UID 1 BODY[] {1}\r\na)\r\nTAG OK\r\n")),
        ("UID FETCH 2 ", Says("TAG NO broken\r\n")),
        ("UID FETCH 3 ", Says("TAG OK\r\n")),
    ];
    let mut inbox = inbox(Some(cursor(7, 11)), script).await;
    let wanted = ["1", "2", "3"].map(|uid| sighting(uid, 1));
    let fetched = inbox.fetch(&wanted).await.unwrap();
    let [Fetched::Arrived(arrival), Fetched::Unreadable(error), Fetched::Gone] = &fetched[..] else {
        panic!("{fetched:?}")
    };
    assert_eq!((arrival.octets.as_slice(), arrival.is_whole), (&b"a"[..], true));
    assert!(error.to_string().contains("NO broken"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn of_a_message_that_is_too_large_the_header_is_fetched() {
    let header = "* 1 FETCH (UID 1 BODY[HEADER] {4}\r\nA: b)\r\nTAG OK\r\n";
    let mut inbox =
        inbox(Some(cursor(7, 11)), vec![("UID FETCH 1 (UID BODY.PEEK[HEADER])", Says(header))]).await;
    let fetched = inbox.fetch(&[sighting("1", 40 << 20)]).await.unwrap();
    let [Fetched::Arrived(arrival)] = &fetched[..] else { panic!("{fetched:?}") };
    assert_eq!((arrival.octets.as_slice(), arrival.is_whole), (&b"A: b"[..], false));
}

#[tokio::test(start_paused = true)]
async fn without_move_messages_are_copied_and_only_they_expunged() {
    let script = vec![
        ("CAPABILITY", Says("* CAPABILITY IMAP4rev1 UIDPLUS\r\nTAG OK\r\n")),
        ("UID COPY 1:2 \"Re&AOc-us\"\r\n", Says("TAG OK\r\n")),
        ("UID STORE 1:2 +FLAGS.SILENT (\\Deleted)\r\n", Says("TAG OK\r\n")),
        ("UID EXPUNGE 1:2\r\n", Says("TAG OK\r\n")),
    ];
    let mut session = Session::begin(server(script)).await.unwrap();
    assert!(session.can_move());
    session.move_to(&[1, 2], "Reçus").await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn where_moving_would_expunge_what_others_deleted_nothing_is_moved() {
    assert!(!session(vec![]).await.can_move());
}

#[tokio::test(start_paused = true)]
async fn a_letter_is_appended_whole_with_the_time_at_which_it_was_sent() {
    let script = vec![
        ("APPEND \"Sent\" (\\Seen) \"07-Mar-2016 08:14:00 +0000\" {4}\r\n", Says("+ go on\r\n")),
        ("A: b\r\n", Says("G2 OK\r\n")),
    ];
    let sent_at = "2016-03-07T08:14:00Z".parse().unwrap();
    session(script).await.append("Sent", b"A: b", sent_at).await.unwrap();
}

async fn log_in(
    secret: Secret,
    offered: &'static str,
    then: Vec<(&'static str, Then)>,
) -> Result<(), String> {
    let script = [("CAPABILITY", Says(offered))].into_iter().chain(then).collect();
    let mut dialogue: Dialogue = server(script);
    imap().log_in(&mut dialogue, secret).await.map_err(|error| error.to_string())
}

#[tokio::test(start_paused = true)]
async fn a_password_goes_by_plain_or_login() {
    let password = || Secret::Password("a \"b\"".to_owned());
    let plain = vec![
        ("AUTHENTICATE PLAIN", Says("+ \r\n")),
        // As below, "\0contact@example.org\0a "b"".
        ("", Says("G2 OK\r\n")),
    ];
    log_in(password(), "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\nTAG OK\r\n", plain).await.unwrap();
    let login = vec![("LOGIN \"contact@example.org\" \"a \\\"b\\\"\"\r\n", Says("TAG OK\r\n"))];
    log_in(password(), "* CAPABILITY IMAP4rev1\r\nTAG OK\r\n", login).await.unwrap();
    let disabled = "* CAPABILITY IMAP4rev1 LOGINDISABLED\r\nTAG OK\r\n";
    let error = log_in(password(), disabled, vec![]).await.unwrap_err();
    assert!(error.contains("it offers no login by a password"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_token_that_is_refused_by_a_challenge_is_an_error() {
    let token = Secret::Token("ya29".to_owned());
    let script = vec![
        ("AUTHENTICATE XOAUTH2", Says("+ \r\n")),
        ("", Says("+ eyJzdGF0dXMiOiI0MDAifQ==\r\n")),
        ("", Says("G2 NO contact is not let in\r\n")),
    ];
    let offered = "* CAPABILITY IMAP4rev1 AUTH=XOAUTH2\r\nTAG OK\r\n";
    let error = log_in(token, offered, script).await.unwrap_err();
    assert!(error.contains("it refused the login (NO <…> is not let in); correct the user"), "{error}");
}
