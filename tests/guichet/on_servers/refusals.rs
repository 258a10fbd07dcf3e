//! Recipients whom the mail server does not take, for ever or for now.

use super::opened_desk;
use crate::servers::USER;
use crate::support::{Mail, people};

#[test]
fn each_refusal_has_its_own_end_and_keeps_nobody_else_waiting() {
    let desk = opened_desk();
    let recipients = ["gone", "later", "full", "slam", "grey", "anne"];
    for ((number, recipient), person) in (1..).zip(recipients).zip(&people(6)) {
        let mail = Mail::bulletin(number, person).from(&format!("{recipient}@example.org"));
        desk.dovecot.deliver(USER, &mail.octets());
    }
    let daemon = desk.run();
    desk.eventually(|| desk.letters_to("anne").len() == 1);
    let states = || desk.desk.texts("SELECT state FROM notice ORDER BY id");
    let expected = ["refused", "due", "due", "due", "due", "sent"];
    desk.eventually(|| states() == expected);

    // The next try is due.
    desk.desk.execute("UPDATE notice SET next_try = 0").unwrap();
    desk.eventually(|| desk.letters_to("grey").len() == 1);
    let expected = ["refused", "due", "due", "due", "sent", "sent"];
    desk.eventually(|| states() == expected);
    daemon.terminate().well();

    let answers = desk.desk.texts("SELECT substr(answer, 1, 3) FROM notice ORDER BY id");
    assert_eq!((answers[0].as_str(), answers[1].as_str(), answers[2].as_str()), ("550", "451", "452"));
    assert_eq!(desk.desk.texts("SELECT reason FROM review"), ["letter-refused"]);
    let unreachable: Vec<_> =
        desk.desk.participants().iter().map(|person| person["unreachable"].as_bool().unwrap()).collect();
    assert_eq!(unreachable, [true, false, false, false, false, false]);
}
