//! Every message is accounted for: the account of the desk is held against the UIDs that Dovecot lists.

use std::fs;
use std::time::{Duration, SystemTime};

use guichet::flows::{Found, Reconciled, reconcile};
use guichet::message::received_at;
use guichet::store::{Balance, Store};
use jiff::Timestamp;
use serde_json::Value;

use super::{all_answered, assert_each_once, deliver_bulletin, opened_desk};
use crate::reading::{EVENTS, corpus, truths};
use crate::servers::{Colleague, PASSWORD, ServerDesk, USER};
use crate::support::{Desk, Mail, people};

/// What came of counting the folders, beside a daemon that may be at work.
fn reconciled(desk: &Desk) -> Vec<Reconciled> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let config = guichet::config::load(&desk.config()).unwrap();
        let store = Store::open_beside(&desk.database()).await.unwrap();
        let reconciled = reconcile(&store, &config.mailbox, Timestamp::now()).await;
        store.close().await;
        reconciled
    })
}

/// The balance of the mailbox, whose sums agree with what it holds.
#[track_caller]
fn balance(desk: &Desk) -> Balance {
    let Some(Reconciled { found: Found::Counted(balance), .. }) = reconciled(desk).into_iter().next() else {
        panic!("{:?}", reconciled(desk))
    };
    assert!(balance.adds_up(), "{balance:?}");
    balance
}

fn missing(balance: &Balance) -> Vec<&str> {
    balance.missing.iter().map(|sighting| sighting.copy.uid.as_str()).collect()
}

/// The UIDs that Dovecot tells a colleague who searches the INBOX, e.g. for `ALL`.
fn uids(desk: &ServerDesk, search: &str) -> Vec<u32> {
    let mut colleague = Colleague::log_in(&desk.dovecot, USER, PASSWORD);
    let answer = colleague.says(&format!("UID SEARCH {search}")).unwrap();
    let listed = answer.lines().find_map(|line| line.strip_prefix("* SEARCH")).unwrap();
    listed.split_whitespace().map(|uid| uid.parse().unwrap()).collect()
}

fn system_time(moment: Timestamp) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(moment.as_second().try_into().unwrap())
}

/// The labelled messages with the verdict of each.
fn labelled() -> Vec<(String, Vec<u8>)> {
    let text = |truth: &Value, key: &str| truth[key].as_str().unwrap().to_owned();
    let octets = |truth: &Value| fs::read(corpus().join("mails").join(text(truth, "file"))).unwrap();
    truths().iter().map(|truth| (text(truth, "verdict"), octets(truth))).collect()
}

/// A desk of the organiser of the labelled messages, in whose mailbox they are, each with the time at
/// which it was received, and three from the last day of the year before.
fn desk_with(labelled: &[(String, Vec<u8>)]) -> ServerDesk {
    let desk = ServerDesk::new();
    let configuration = format!(
        "[mailbox]\n{}since = 2016-01-01\n[sender]\nurl = \"maildir:{}\"\n\
         from = \"IREV <contact@irev.fr>\"\n[store]\npath = \"{}\"\n{EVENTS}",
        desk.imaps(desk.dovecot.imaps),
        desk.desk.outbox().display(),
        desk.desk.database().display(),
    );
    fs::write(desk.desk.config(), configuration).unwrap();
    let year_before = system_time("2015-12-31T12:00:00Z".parse().unwrap());
    for number in 1..=3 {
        desk.dovecot.deliver_at(USER, &Mail::question(number).octets(), year_before);
    }
    for (_, octets) in labelled {
        desk.dovecot.deliver_at(USER, octets, system_time(received_at(octets).unwrap()));
    }
    desk
}

/// What a colleague searches for to find what that desk accounts for.
const SINCE: &str = "SINCE 1-Jan-2016";

#[test]
fn on_the_labelled_messages_the_sums_agree_with_the_uids_of_the_server_whatever_happens_to_them() {
    let labelled = labelled();
    let desk = desk_with(&labelled);
    desk.desk.run_once().well();
    let found = balance(&desk.desk);
    assert_eq!((found.held, found.seen(), found.past), (uids(&desk, SINCE).len(), labelled.len(), 3));
    let of = |outcome: &str| found.outcomes.get(outcome).copied().unwrap_or_default();
    let verdicts =
        |names: &[&str]| labelled.iter().filter(|(name, _)| names.contains(&name.as_str())).count();
    for (outcome, verdict) in [
        ("automatic", "automatic"),
        ("other", "other"),
        ("incomplete", "incomplete"),
        ("registered", "registration"),
    ] {
        assert_eq!(of(outcome), verdicts(&[verdict]), "{outcome}");
    }
    // Most withdraw what nobody has registered.
    assert_eq!(of("cancelled") + of("refused") + of("review"), verdicts(&["cancellation", "review"]));

    // A colleague moves five and deletes two; one message comes three times more.
    let mut colleague = Colleague::log_in(&desk.dovecot, USER, PASSWORD);
    colleague.says("CREATE Archives").unwrap();
    let listed = uids(&desk, SINCE);
    for uid in &listed[100..105] {
        colleague.says(&format!("UID MOVE {uid} Archives")).unwrap();
    }
    for uid in &listed[200..202] {
        colleague.says(&format!("UID STORE {uid} +FLAGS (\\Deleted)")).unwrap();
    }
    colleague.says("EXPUNGE").unwrap();
    drop(colleague);
    for _ in 0..3 {
        desk.dovecot.deliver(USER, &labelled[0].1);
    }
    desk.desk.run_once().well();
    let found = balance(&desk.desk);
    assert_eq!((found.held, found.left), (uids(&desk, SINCE).len(), 7));
    assert_eq!((found.seen(), found.outcomes["duplicate"]), (labelled.len() + 3, 3));

    // All messages get other UIDs.
    let letters = desk.desk.letters().len();
    desk.dovecot.reset_uid_validity(USER, "INBOX");
    let [Reconciled { found: Found::Unknown(why), .. }] = &reconciled(&desk.desk)[..] else { panic!() };
    assert!(why.contains("UIDVALIDITY"), "{why}");
    desk.desk.run_once().well();
    let found = balance(&desk.desk);
    let held = uids(&desk, SINCE).len();
    assert_eq!((found.held, found.handled(), found.left, found.missing.len()), (held, held, 0, 0));
    assert_eq!(found.outcomes["duplicate"], 3);
    assert_eq!(desk.desk.letters().len(), letters, "nobody is answered twice");
    desk.desk.assert_sound();
}

#[test]
fn a_message_that_is_hidden_from_the_desk_is_reported_with_its_uid_and_handled() {
    let desk = opened_desk();
    let mailbox = format!("{}poll_every = \"1s\"\n", desk.imaps(desk.dovecot.imaps));
    desk.configure(&mailbox, &desk.smtps(desk.postfix.smtps));
    for number in 1..=3 {
        deliver_bulletin(&desk, number);
    }
    desk.desk.run_once().well();
    // One is forgotten, and one comes behind the desk's back.
    desk.desk.execute("DELETE FROM copy WHERE uid = '2'").unwrap();
    desk.desk.execute("UPDATE cursor SET next_uid = next_uid + 1").unwrap();
    deliver_bulletin(&desk, 4);
    desk.desk.run_once().well();
    assert_eq!(desk.desk.list().len(), 3);
    let (code, said) = desk.desk.tries("check");
    assert_eq!(code, Some(1), "{said}");
    let account = said.lines().find(|line| line.starts_with("account")).unwrap();
    assert!(account.contains("does not work  2 messages in INBOX not accounted for: UID 2, 4; "), "{said}");

    let daemon = desk.run();
    desk.eventually(|| desk.log().contains("the desk is open"));
    assert_eq!(missing(&balance(&desk.desk)), ["2", "4"]);
    desk.eventually(|| desk.desk.count("SELECT count(*) FROM copy WHERE state = 'handled'") == 4);
    all_answered(&desk, 1..=4);
    daemon.terminate().well();
    let found = balance(&desk.desk);
    assert_eq!((missing(&found), found.held, found.outcomes["registered"]), (vec![], 4, 4));
    assert_each_once(&desk, 1..=4);
    let said = desk.desk.says("check");
    assert!(said.contains("works          4 messages in INBOX since 2"), "{said}");
}

#[test]
fn beside_a_desk_that_takes_in_answers_and_moves_nothing_is_ever_missing() {
    let desk = opened_desk();
    Colleague::log_in(&desk.dovecot, USER, PASSWORD).says("CREATE Bulletins").unwrap();
    let mailbox = format!("{}after = \"move:Bulletins\"\n", desk.imaps(desk.dovecot.imaps));
    desk.configure(&mailbox, &desk.smtps(desk.postfix.smtps));
    let _daemon = desk.run();
    desk.eventually(|| desk.log().contains("the desk is open"));
    for number in 1..=20 {
        deliver_bulletin(&desk, number);
        let found = balance(&desk.desk);
        assert_eq!((missing(&found), found.gone), (vec![], 0), "{found:?}");
    }
    desk.eventually(|| balance(&desk.desk).left == 20);
    let found = balance(&desk.desk);
    assert_eq!((found.held, found.seen(), found.outcomes["registered"]), (0, 20, 20));
}

#[test]
fn what_came_before_the_first_start_is_not_missing() {
    let desk = ServerDesk::new();
    deliver_bulletin(&desk, 1);
    desk.desk.run_once().well();
    deliver_bulletin(&desk, 2);
    desk.desk.run_once().well();
    let found = balance(&desk.desk);
    assert_eq!((found.held, found.seen(), missing(&found)), (1, 1, vec![]));
    assert_eq!(desk.desk.count("SELECT first_uid FROM cursor"), 2);
}

#[test]
fn a_message_that_was_hidden_in_the_junk_folder_is_handled_there_without_an_answer() {
    let desk = ServerDesk::new();
    Colleague::log_in(&desk.dovecot, USER, PASSWORD).says("CREATE Junk").unwrap();
    let mailbox = format!("{}also = [\"Junk\"]\n", desk.imaps(desk.dovecot.imaps));
    desk.configure(&mailbox, &desk.smtps(desk.postfix.smtps));
    desk.desk.run_once().well();
    deliver_bulletin(&desk, 1);
    Colleague::log_in(&desk.dovecot, USER, PASSWORD).says("UID MOVE 1 Junk").unwrap();
    desk.desk.execute("UPDATE cursor SET next_uid = 2 WHERE mailbox LIKE '%Junk'").unwrap();
    desk.desk.run_once().well();
    let [inbox, Reconciled { folder, found: Found::Counted(junk) }] = &reconciled(&desk.desk)[..] else {
        panic!()
    };
    assert_eq!((inbox.folder.as_str(), folder.as_str(), missing(junk)), ("INBOX", "Junk", vec!["1"]));
    desk.desk.run_once().well();
    assert_eq!(desk.desk.texts("SELECT reason FROM message"), ["found-elsewhere"]);
    assert_eq!(desk.desk.count("SELECT count(*) FROM notice"), 0);
}

#[test]
fn where_the_server_cannot_be_asked_nothing_is_known_and_why() {
    let mut desk = opened_desk();
    desk.dovecot.kill();
    let [Reconciled { found: Found::Unknown(why), .. }] = &reconciled(&desk.desk)[..] else { panic!() };
    assert!(why.contains("the mailbox on localhost:"), "{why}");
}

#[test]
fn in_a_maildir_a_message_that_is_hidden_from_the_desk_is_reported_with_its_name_and_handled() {
    let desk = Desk::new();
    for (number, person) in (1..).zip(&people(3)) {
        desk.deliver(&Mail::bulletin(number, person));
    }
    desk.run_once().well();
    let found = balance(&desk);
    assert_eq!((found.held, found.outcomes["registered"], missing(&found)), (3, 3, vec![]));

    let mut daemon = desk.run();
    assert!(daemon.says("the desk is open"));
    let hidden = desk.texts("SELECT uid FROM copy ORDER BY uid LIMIT 1");
    desk.execute("DELETE FROM copy WHERE uid = (SELECT min(uid) FROM copy)").unwrap();
    // A mail program moves another away, and one is there twice.
    fs::remove_file(desk.inbox().join("new/0002.message@example.org")).unwrap();
    desk.deliver_as(&Mail::bulletin(3, &people(3)[2]), "cur/copy:2,S");
    assert!(daemon.says("handled copy"));
    let found = balance(&desk);
    assert_eq!((missing(&found), found.left), (hidden.iter().map(String::as_str).collect(), 1));
    assert!(daemon.says("handled 0001"));
    daemon.terminate().well();
    let found = balance(&desk);
    assert_eq!((found.held, found.seen(), found.left, missing(&found)), (3, 4, 1, vec![]));
    assert_eq!((found.outcomes["registered"], found.outcomes["duplicate"]), (3, 1));
    assert_eq!(desk.list().len(), 3);
    desk.assert_all_letters_sent();
}
