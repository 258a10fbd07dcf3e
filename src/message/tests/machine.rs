use super::{Machine, Silence, mail, mixed, parse};

fn machine(fields: &str) -> Option<Machine> {
    mail(fields, "").machine
}

#[test]
fn every_mark_of_a_machine_is_known() {
    for (fields, mark) in [
        ("Auto-Submitted: auto-generated", Machine::AutoSubmitted),
        ("Auto-Submitted: Auto-Replied (zimbra; vacation); owner-email=\"a@b\"", Machine::Autoreply),
        ("Return-Path: <>", Machine::NullReturnPath),
        ("From: MAILER-DAEMON <>", Machine::NullReturnPath),
        ("Content-Type: multipart/report;\n report-type=delivery-status; boundary=x", Machine::Report),
        ("Precedence: Bulk", Machine::Precedence),
        ("X-Precedence: junk", Machine::Precedence),
        ("Precedence: list", Machine::Precedence),
        ("Precedence: auto_reply", Machine::Autoreply),
        ("List-Id: Réseau <reseau.example.org>", Machine::List),
        ("List-Unsubscribe: <mailto:stop@example.org>", Machine::List),
        ("List-Post: <mailto:reseau@example.org>", Machine::List),
        ("X-Autoreply: yes", Machine::Autoreply),
        ("X-Autorespond: Re", Machine::Autoreply),
        ("X-Failed-Recipients: a@example.org", Machine::FailedRecipients),
        ("Content-Type: text/calendar; method=REPLY", Machine::Calendar),
        ("Content-Type: text/calendar; method=CANCEL", Machine::Calendar),
        ("Feedback-ID: invite_member_01:linkedin", Machine::List),
    ] {
        assert_eq!(machine(fields), Some(mark), "{fields}");
    }
}

#[test]
fn marks_of_humans_are_no_marks_of_machines() {
    for fields in [
        "Auto-Submitted: no",
        "Auto-Submitted:",
        "Return-Path: <anne@example.org>",
        "Precedence: normal",
        "X-Autoreply: no",
        "Content-Type: text/calendar; method=REQUEST",
        "X-Auto-Response-Suppress: All",
    ] {
        assert_eq!(machine(fields), None, "{fields}");
    }
}

#[test]
fn an_answer_to_an_invitation_is_known_by_its_content_too() {
    let read = mixed(&["Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nMETHOD:COUNTER\nEND:VCALENDAR"]);
    assert_eq!(read.machine, Some(Machine::Calendar));
}

#[test]
fn senders_that_nobody_reads_are_machines() {
    for (local, mark) in [
        ("MAILER-DAEMON", Some(Machine::Role)),
        ("postmaster", Some(Machine::Role)),
        ("no-reply", Some(Machine::Role)),
        ("noreply+42", Some(Machine::Role)),
        ("notifications.noreply", Some(Machine::Role)),
        ("ne_pas_repondre", Some(Machine::Role)),
        ("reseau-owner", Some(Machine::Role)),
        ("quarantaine", Some(Machine::Role)),
        ("scan2", Some(Machine::Role)),
        ("norbert", None),
        ("faxe", None),
        ("postmaster.roy", None),
    ] {
        assert_eq!(parse(format!("From: {local}@example.org\n\n")).machine, mark, "{local}");
    }
}

#[test]
fn out_of_office_subjects_are_known_at_the_start_only() {
    for (subject, expected) in [
        ("Réponse automatique : Inscription", true),
        ("Re\u{301}ponse automatique\u{a0}: Inscription", true),
        ("Absence du bureau : Inscription", true),
        ("Absent(e) du bureau : Inscription", true),
        ("Absente du bureau", true),
        ("Zoé PETIT est absent(e)", true),
        ("Automatic reply: Inscription", true),
        ("Out of Office: Inscription", true),
        ("Out of the office", true),
        ("Message d’absence", true),
        ("Autoreply: Inscription", true),
        ("Re: Réponse automatique : Inscription", false),
        ("Absence le 24 mars", false),
        ("Inscription", false),
    ] {
        let read = parse(format!("From: a@example.org\nSubject: {subject}\n\n"));
        assert_eq!(read.machine == Some(Machine::OutOfOffice), expected, "{subject}");
    }
    let read = parse("From: a@example.org\nSubject: Absence\nX-Auto-Response-Suppress: All\n\n");
    assert_eq!(read.machine, Some(Machine::OutOfOffice));
}

#[test]
fn the_desks_own_mail_is_told_from_a_colleagues() {
    let own = "From: IREV <Contact@Desk.example>\n";
    assert_eq!(parse(format!("{own}Auto-Submitted: auto-replied\n\n")).machine, Some(Machine::Own));
    assert_eq!(parse(format!("{own}Message-ID: <1@desk.example>\n\n")).machine, None);
}

#[test]
fn only_marks_that_no_human_mail_has_are_certain() {
    use Machine::{AutoSubmitted, Autoreply, Calendar, FailedRecipients, List, NullReturnPath};
    use Machine::{OutOfOffice, Own, Precedence, Report, Role};
    for machine in
        [AutoSubmitted, Autoreply, Calendar, FailedRecipients, NullReturnPath, OutOfOffice, Own, Report]
    {
        assert!(machine.certain(), "{machine:?}");
    }
    for machine in [List, Precedence, Role] {
        assert!(!machine.certain(), "{machine:?}");
    }
}

#[test]
fn silence_has_a_reason() {
    assert_eq!(mail("Precedence: bulk", "").silence, Some(Silence::Machine));
    assert_eq!(parse("Subject: x\n\n").silence, Some(Silence::NoAddress));
    assert_eq!(parse("From: Anne Roy <anne>\n\n").silence, Some(Silence::NoAddress));
    assert_eq!(mail("X-Auto-Response-Suppress: DR, AutoReply", "").silence, Some(Silence::Suppressed));
    assert_eq!(mail("X-Auto-Response-Suppress: OOF, DR", "").silence, None);
    assert_eq!(mail("X-Mailer: x", "").silence, None);
}
