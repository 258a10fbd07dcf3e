//! Delivery reports as the servers of the world write them, by people and hosts that do not exist.

use super::{DeliveryReport, FailedRecipient, Message, parse};

/// A letter of the desk, as reports return it.
const OWN: &str = "guichet.0123456789abcdef0123456789abcdef@desk.example";

fn report(raw: &str) -> Option<DeliveryReport> {
    parse(raw.replace("{OWN}", OWN)).report
}

/// The addresses that a report gives up, with the codes.
fn failed(report: &DeliveryReport) -> Vec<(&str, &str)> {
    let failed = report.failed.iter();
    failed.map(|one| (one.address.as_deref().unwrap(), one.status.as_deref().unwrap_or_default())).collect()
}

/// Asserts that `raw` reports that the desk's letter to Anne was given up with `status`.
#[track_caller]
fn assert_reports(raw: &str, status: &str) {
    let report = report(raw).expect(raw);
    assert_eq!(failed(&report), [("anne@example.org", status)], "{raw}");
    assert_eq!(report.original_message_id.as_deref(), Some(OWN), "{raw}");
}

/// A report of RFC 3464 on these recipients, with the letter below it.
fn of_the_standard(groups: &str) -> String {
    format!(
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.org (Mail Delivery System)\n\
         Subject: Undelivered Mail Returned to Sender\nAuto-Submitted: auto-replied\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"cut/1\"\n\n\
         --cut/1\nContent-Type: text/plain; charset=us-ascii\n\n\
         This is the mail system at host mx.example.org.\n\n\
         --cut/1\nContent-Description: Delivery report\nContent-Type: message/delivery-status\n\n\
         Reporting-MTA: dns; mx.example.org\n\n{groups}\n\
         --cut/1\nContent-Type: message/rfc822\n\n\
         From: contact@desk.example\nTo: anne@example.org\nMessage-ID: <{{OWN}}>\nSubject: Inscription\n\n\
         Nom : Roy\n--cut/1--\n"
    )
}

#[test]
fn a_report_of_the_standard_tells_whom_it_did_not_reach_and_why() {
    let raw = of_the_standard(
        "Final-Recipient: rfc822; anne@example.org\nOriginal-Recipient: rfc822;anne@example.org\n\
         Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <anne@example.org>: user\n  unknown\n",
    );
    assert_reports(&raw, "5.1.1");
    assert_eq!(
        report(&raw).unwrap().failed,
        [FailedRecipient {
            address: Some("anne@example.org".into()),
            status: Some("5.1.1".into()),
            said: Some("550 5.1.1 <anne@example.org>: user unknown".into()),
        }]
    );
}

#[test]
fn what_was_given_up_after_days_has_failed_although_its_code_is_temporary() {
    assert_reports(
        &of_the_standard("Final-Recipient: rfc822; anne@example.org\nAction: failed\nStatus: 4.4.1\n"),
        "4.4.1",
    );
}

#[test]
fn a_delay_and_a_success_are_no_failure() {
    for said in ["Action: delayed\nStatus: 4.4.1", "Action: delivered\nStatus: 2.0.0", "Action: relayed"] {
        let raw = of_the_standard(&format!("Final-Recipient: rfc822; anne@example.org\n{said}\n"));
        assert_eq!(report(&raw), None, "{said}");
    }
}

#[test]
fn only_the_header_of_the_letter_may_be_returned() {
    let raw = of_the_standard("Final-Recipient: rfc822; anne@example.org\nAction: failed\nStatus: 5.2.2\n");
    assert_reports(&raw.replace("message/rfc822", "text/rfc822-headers"), "5.2.2");
}

#[test]
fn a_read_receipt_and_a_complaint_are_no_delivery_reports() {
    for kind in ["message/disposition-notification", "message/feedback-report"] {
        let raw = of_the_standard("Final-Recipient: rfc822; anne@example.org\nAction: failed\n");
        assert_eq!(report(&raw.replace("message/delivery-status", kind)), None, "{kind}");
    }
}

#[test]
fn qmail_s_words_are_a_report() {
    assert_reports(
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.org\nSubject: failure notice\n\n\
         Hi. This is the qmail-send program at mx.example.org.\n\
         I'm afraid I wasn't able to deliver your message to the following addresses.\n\
         This is a permanent error; I've given up. Sorry it didn't work out.\n\n\
         <anne@example.org>:\n192.0.2.1 does not like recipient.\n\
         Remote host said: 550 5.1.1 User unknown\nGiving up on 192.0.2.1.\n\n\
         --- Below this line is a copy of the message.\n\nReturn-Path: <contact@desk.example>\n\
         Message-ID: <{OWN}>\nFrom: contact@desk.example\nTo: paul@example.org\n\nNom : Roy\n",
        "5.1.1",
    );
}

#[test]
fn exim_s_field_and_words_are_a_report() {
    let raw = "X-Failed-Recipients: anne@Example.org\nAuto-Submitted: auto-replied\n\
         From: Mail Delivery System <Mailer-Daemon@mx.example.org>\n\
         Subject: Mail delivery failed: returning message to sender\n\n\
         This message was created automatically by mail delivery software.\n\n\
         A message that you sent could not be delivered to one or more of its\n\
         recipients. This is a permanent error. The following address(es) failed:\n\n  \
         anne@example.org\n    host mx.example.net [192.0.2.1]\n    \
         SMTP error from remote mail server after RCPT TO:<anne@example.org>:\n    550 mailbox unavailable\n\n\
         ------ This is a copy of your message, including all the headers. ------\n\n\
         Message-ID: <{OWN}>\n\nNom : Roy\n";
    assert_reports(raw, "");
    assert_eq!(report(raw).unwrap().failed[0].said.as_deref(), Some("550 mailbox unavailable"));
    let warning = raw
        .replace("X-Failed-Recipients: anne@Example.org\n", "")
        .replace("failed: returning message to sender", "Warning: message 1 delayed 24 hours")
        .replace("could not be delivered to", "has not yet been delivered to");
    assert_eq!(report(&warning), None);
}

#[test]
fn exchange_s_words_are_a_report_in_both_languages() {
    for (from, subject, words) in [
        (
            "System Administrator <postmaster@example.org>",
            "Undeliverable: Inscription",
            "Your message did not reach some or all of the intended recipients.\n\n      \
             Subject:  Inscription\n\nThe following recipient(s) could not be reached:\n\n      \
             anne@example.org on 29/02/2016 09:17\n            The e-mail account does not exist.\n            \
             <mx.example.org #5.1.1>\n",
        ),
        (
            "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@example.org>",
            "Non remis : Inscription",
            "Échec de la remise à ces destinataires ou groupes :\n\nanne@example.org\n\
             L’adresse que vous avez entrée est introuvable.\n\n#550 5.1.1 RESOLVER.ADR.RecipNotFound ##\n",
        ),
        (
            "postmaster@outlook.example",
            "Non remis : Inscription",
            "<html><head><style>p { a: b } </style></head><body>\n\
             <p>Votre message n'a pas pu être remis à <a href=\"mailto:anne@example.org\">anne@example.org</a>.\n\
             <p>Le serveur distant a renvoyé « 550 5.1.1 inconnu »\n</body></html>\n",
        ),
    ] {
        let kind = if words.starts_with('<') { "html" } else { "plain" };
        let raw = format!(
            "Return-Path: <>\nFrom: {from}\nSubject: {subject}\nIn-Reply-To: <{{OWN}}>\n\
             Content-Type: text/{kind}; charset=utf-8\n\n{words}"
        );
        assert_reports(&raw, "5.1.1");
    }
}

#[test]
fn gmail_and_providers_are_understood_in_french() {
    for (subject, words) in [
        (
            "Delivery Status Notification (Failure)",
            "** Adresse introuvable **\n\nVotre message n'a pas été remis à anne@example.org, car l'adresse \
             est introuvable.\n\nLa réponse était :\n\n550 5.1.1 The email account does not exist.\n",
        ),
        (
            "Message non distribué",
            "Bonjour,\n\nvotre message n’a pu être distribué au destinataire suivant :\n<anne@example.org>\n\
             Raison : 550 5.1.1 Adresse d'au moins un destinataire invalide\n",
        ),
        (
            "Undelivered Mail Returned to Sender",
            "I'm sorry to have to inform you that your message could not\nbe delivered to one or more \
             recipients.\n\n<anne@example.org>: host mx.example.org[192.0.2.1] said: 550 5.1.1 inconnu\n",
        ),
    ] {
        let raw = format!(
            "Return-Path: <>\nFrom: Mail Delivery Subsystem <mailer-daemon@example.net>\nSubject: {subject}\n\
             References: <1@example.org> <{{OWN}}>\nContent-Type: text/plain; charset=utf-8\n\n{words}"
        );
        assert_reports(&raw, "5.1.1");
    }
}

#[test]
fn a_delivery_status_pasted_among_the_words_is_read() {
    assert_reports(
        "Return-Path: <>\nFrom: postmaster@example.org\nSubject: Rapport\n\nVoir ci-dessous.\n\n\
         Final-Recipient: rfc822; anne@example.org\nAction: failed\nStatus: 5.7.1\n\n\
         Message-ID: <{OWN}>\n",
        "5.7.1",
    );
}

#[test]
fn a_report_on_a_letter_that_is_not_ours_is_one_too() {
    let raw = "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.org\nSubject: failure notice\n\n\
               Hi. This is the qmail-send program.\nI wasn't able to deliver your message.\n\n\
               <paul@example.org>:\nno such user\n\n--- Below this line is a copy of the message.\n\n\
               Message-ID: <1@desk.example>\n\nBonjour\n";
    let report = report(raw).unwrap();
    assert_eq!(failed(&report), [("paul@example.org", "")]);
    assert_eq!(report.original_message_id.as_deref(), Some("1@desk.example"));
}

#[test]
fn what_people_and_their_programs_write_is_no_report() {
    let words = "Votre message n'a pas été transmis. Adresse introuvable : anne@example.org\n";
    for fields in [
        "From: Anne Roy <anne@example.org>\nSubject: Undelivered Mail Returned to Sender",
        "From: Anne Roy <anne@example.org>\nSubject: Absence\nReturn-Path: <>\nAuto-Submitted: auto-replied",
        "From: postmaster@example.org\nSubject: Absence du bureau",
        "From: postmaster@example.org\nSubject: Bulletin",
        "From: liste@example.org\nSubject: Bulletin\nList-Id: <liste.example.org>",
    ] {
        assert_eq!(report(&format!("{fields}\n\n{words}")), None, "{fields}");
    }
}

#[test]
fn a_server_without_marks_is_believed_where_it_names_a_letter_of_the_desk() {
    let raw = "From: Mailer-Daemon@example.org\nSubject: Mail delivery failed\n\n\
               Undeliverable: <anne@example.org>: 550 5.1.1 no\n\nMessage-ID: <{OWN}>\n";
    assert_reports(raw, "5.1.1");
    assert_eq!(report(&raw.replace("{OWN}", "1@desk.example")), None);
}

#[test]
fn a_report_that_never_ends_is_read_in_no_time() {
    for piece in ["<style ", "<body <b> ", "Message-ID: ", "a@", "--- copy ", "\n\nFinal-Recipient: x\n"] {
        let raw = format!("Return-Path: <>\nFrom: postmaster@example.org\n\n{}", piece.repeat(200_000));
        let begun = std::time::Instant::now();
        drop::<Message>(parse(raw));
        assert!(begun.elapsed().as_secs() < 20, "{piece}");
    }
}
