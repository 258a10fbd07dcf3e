//! Letters to the staff about troubles.

use super::people::before;
use super::{Desk, Named};
use crate::letters::{Alarm, Limit, Outage, Relief, Trouble, alarm, relief};

const REFUSED: &str =
    "the mailbox on mail.irev.example:993 cannot be read: it refused the login; check the password";
const SILENCE: &str = "the mail server mail.irev.example:465 cannot be used: it hung up; it is tried again";

impl Desk<'_> {
    pub(super) fn alarms(self) -> Named {
        let one = |trouble| alarm(&[self.begun(trouble)]);
        let mailbox = || Trouble::Mailbox { why: REFUSED.to_owned() };
        let several = [
            mailbox(),
            Trouble::Folder { name: "Indésirables".to_owned(), why: REFUSED.to_owned() },
            Trouble::Filing { why: REFUSED.to_owned() },
            Trouble::Letters { waiting: 1, why: None },
        ];
        let database = "/var/lib/guichet/guichet.db".to_owned();
        vec![
            ("alarm_mailbox", one(mailbox())),
            ("alarm_letters", one(Trouble::Letters { waiting: 12, why: Some(SILENCE.to_owned()) })),
            ("alarm_disk", one(Trouble::Disk { free: 187_000_000, database })),
            ("alarm_limit_hourly", one(Trouble::Limit { limit: Limit::Hourly(500), waiting: 12 })),
            (
                "alarm_limit_recipient",
                one(Trouble::Limit { limit: Limit::DailyPerRecipient(20), waiting: 1 }),
            ),
            (
                "alarm_message",
                one(self.failed(Some(["h.wattrelos@ville.example", "Inscription du 24 mars"]))),
            ),
            ("alarm_message_of_a_machine", one(self.failed(None))),
            ("alarm_several", alarm(&several.map(|trouble| self.begun(trouble)))),
        ]
    }

    pub(super) fn reliefs(self) -> Named {
        let one = |trouble| relief(&[trouble]);
        let outage = || Outage { from: before(self.event, 1, (18, 5)), to: before(self.event, 1, (19, 12)) };
        let several = [
            Relief::Mailbox(outage()),
            Relief::Folder("Indésirables".to_owned(), outage()),
            Relief::Filing(outage()),
        ];
        vec![
            ("relief_mailbox", one(Relief::Mailbox(outage()))),
            ("relief_letters", one(Relief::Letters(outage()))),
            ("relief_disk", one(Relief::Disk)),
            ("relief_limit", one(Relief::Limit)),
            ("relief_message", one(Relief::Message(before(self.event, 1, (17, 58))))),
            ("relief_several", relief(&several)),
        ]
    }

    fn begun(self, trouble: Trouble) -> Alarm {
        Alarm { trouble, since: before(self.event, 1, (18, 5)) }
    }

    /// The desk failed on a message with that sender and subject.
    fn failed(self, head: Option<[&str; 2]>) -> Trouble {
        let [sender, subject] = match head {
            Some(head) => head.map(|text| Some(text.to_owned())),
            None => [None, None],
        };
        Trouble::Message { received_at: before(self.event, 1, (17, 58)), sender, subject }
    }
}
