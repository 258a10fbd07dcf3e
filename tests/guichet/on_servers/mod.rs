//! The desk on a real mailbox, between Dovecot and Postfix.

mod alarms;
mod away;
mod digest;
mod kills;
mod life;
mod logins;
mod mailbox;
mod reconciliation;
mod refusals;
mod staff;
mod whole_loop;

use crate::servers::{ServerDesk, USER};
use crate::support::{Mail, people};

/// A desk that has looked at its mailbox for the first time: what comes from now on is new.
fn opened_desk() -> ServerDesk {
    let desk = ServerDesk::new();
    desk.desk.run_once().well();
    desk
}

/// Puts the bulletin of person `number` into the mailbox.
fn deliver_bulletin(desk: &ServerDesk, number: i64) {
    let index = usize::try_from(number - 1).unwrap();
    let mail = Mail::bulletin(number, &people(index + 1)[index]);
    desk.dovecot.deliver(USER, &mail.octets());
}

/// Waits until the participants of the bulletins `numbers` have their letters.
#[track_caller]
fn all_answered(desk: &ServerDesk, numbers: impl IntoIterator<Item = i64>) {
    for number in numbers {
        desk.eventually(|| !desk.letters_to(&format!("personne{number}")).is_empty());
    }
}

/// Asserts that each of `numbers` is registered and was written to once.
#[track_caller]
fn assert_each_once(desk: &ServerDesk, numbers: impl IntoIterator<Item = i64>) {
    let numbers: Vec<i64> = numbers.into_iter().collect();
    for number in &numbers {
        assert_eq!(desk.letters_to(&format!("personne{number}")).len(), 1, "personne{number}");
    }
    assert_eq!(desk.desk.list().len(), numbers.len());
    desk.desk.assert_sound();
}
