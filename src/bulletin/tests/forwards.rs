//! Messages that are passed on: who wrote them.

use super::*;

const WORDS: &str =
    "Bonjour,\n\nJe m'inscris à la rencontre du 24 mars, voici mon bulletin.\n\nCordialement,\nMarie Petit\n";

/// Who wrote what a mail with this `subject` and `body` passes on.
fn writer_in(subject: &str, body: &str) -> Option<String> {
    read_mail(subject, body).passed_on_from.map(|from| match from.name {
        Some(name) => format!("{name} <{}>", from.address),
        None => from.address,
    })
}

/// A whole message with a body of this type.
fn writer_of(header: &str, body: &str) -> Option<String> {
    let octets = format!(
        "From: Anne <anne@desk.example>\r\nTo: contact@desk.example\r\nSubject: TR: inscription\r\nMIME-Version: 1.0\r\n{header}\r\n\r\n{}",
        body.replace('\n', "\r\n")
    );
    let own = vec![String::from("contact@desk.example")];
    let message = Message::parse(octets.as_bytes(), &own).unwrap();
    let knowledge = Knowledge { events: vec![march()], own_addresses: own };
    read(&message, None, None, &knowledge).passed_on_from.map(|from| from.address)
}

#[test]
fn the_writer_is_named_in_the_header_of_every_mail_program() {
    let marie = Some("Marie Petit <marie@lens.example>".to_owned());
    for (program, subject, header) in [
        (
            "Outlook",
            "TR: inscription",
            "________________________________\nDe : Marie Petit <marie@lens.example>\nEnvoyé : jeudi 10 mars 2016 09:12\nÀ : Anne Roy\nObjet : inscription\n\n",
        ),
        (
            "Outlook 2010",
            "TR: inscription",
            "-----Message d'origine-----\nDe : Marie Petit [mailto:marie@lens.example] \nEnvoyé : jeudi 10 mars 2016 09:12\nÀ : Anne Roy\nObjet : inscription\n\n",
        ),
        (
            "Thunderbird",
            "Fwd: inscription",
            "-------- Message transféré --------\nSujet : \tinscription\nDate : \tThu, 10 Mar 2016 09:12:00 +0100\nDe : \tMarie Petit <marie@lens.example>\nPour : \tAnne Roy <anne@desk.example>\n\n\n",
        ),
        (
            "Gmail",
            "Fwd: inscription",
            "---------- Forwarded message ----------\nDe : *Marie Petit* <marie@lens.example>\nDate: 10 mars 2016 à 09:12\nObjet : inscription\nÀ : Anne Roy <anne@desk.example>\n\n\n",
        ),
        (
            "Apple Mail",
            "Fwd: inscription",
            "Début du message réexpédié :\n\n> De: Marie Petit <marie@lens.example>\n> Objet: inscription\n> Date: 10 mars 2016 09:12:00 UTC+1\n> À: anne@desk.example\n> \n> ",
        ),
        (
            "an older Apple Mail",
            "Fwd: inscription",
            "Début du message transféré :\n\nExpéditeur: Marie Petit <marie@lens.example>\nDate: 10 mars 2016 09:12:00\nObjet: inscription\n\n",
        ),
        (
            "Zimbra",
            "Fwd: inscription",
            "----- Mail transféré -----\nDe: \"Marie Petit\" <marie@lens.example>\nÀ: \"Anne Roy\" <anne@desk.example>\nEnvoyé: Jeudi 10 Mars 2016 09:12:00\nObjet: inscription\n\n",
        ),
        (
            "Orange",
            "TR: inscription",
            "> Message du 10/03/16 09:12\n> De : \"Marie Petit\" <marie@lens.example>\n> A : anne@desk.example\n> Copie à : \n> Objet : inscription\n> \n\n",
        ),
        (
            "a sender that was wrapped",
            "TR: inscription",
            "-----Message d'origine-----\nDe : Marie Petit\n<marie@lens.example>\nEnvoyé : jeudi 10 mars 2016 09:12\nÀ : Anne Roy\nObjet : inscription\n\n",
        ),
    ] {
        let body = format!("Pour info\n\n{header}{WORDS}");
        assert_eq!(writer_in(subject, &body), marie, "{program}");
    }
}

#[test]
fn all_of_the_message_may_be_marked() {
    let header = "> Message du 10/03/16 09:12\n> De : \"Marie Petit\" <marie@lens.example>\n> A : anne@desk.example\n> Copie à : \n> Objet : inscription\n> \n";
    let words = WORDS.replace('\n', "\n> ");
    let body = format!("Pour info\n\n{header}> {words}");
    assert_eq!(writer_in("TR: inscription", &body).unwrap(), "Marie Petit <marie@lens.example>");
    assert_eq!(writer_in("RE: inscription", &body), None);
}

#[test]
fn the_header_may_be_a_table() {
    let html = "<p>Pour info</p><div class=\"moz-forward-container\">-------- Message transf&eacute;r&eacute; --------\n<table class=\"moz-email-headers-table\"><tr><th>Sujet : </th><td>inscription</td></tr><tr><th>Date : </th><td>Thu, 10 Mar 2016 09:12:00 +0100</td></tr><tr><th>De : </th><td>Marie Petit <a href=\"mailto:marie@lens.example\">&lt;marie@lens.example&gt;</a></td></tr><tr><th>Pour : </th><td>anne@desk.example</td></tr></table><p>Je m'inscris au 24 mars</p></div>";
    let header = "Content-Type: text/html; charset=utf-8";
    assert_eq!(writer_of(header, html).as_deref(), Some("marie@lens.example"));
}

#[test]
fn an_attached_message_has_its_own_header() {
    let attached = |from: &str| {
        format!(
            "--b\nContent-Type: message/rfc822\n\nFrom: {from}\nSubject: inscription\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{WORDS}\n"
        )
    };
    let parts = |messages: &[&str]| {
        let attached: Vec<String> = messages.iter().map(|from| attached(from)).collect();
        format!("--b\nContent-Type: text/plain\n\nPour info\n{}--b--\n", attached.concat())
    };
    let header = "Content-Type: multipart/mixed; boundary=b";
    let marie = Some("marie@lens.example");
    assert_eq!(writer_of(header, &parts(&["Marie <marie@lens.example>"])).as_deref(), marie);
    let twice = parts(&["Marie <marie@lens.example>", "marie@lens.example"]);
    assert_eq!(writer_of(header, &twice).as_deref(), marie);
    // Whose message it is that is passed on, nothing tells.
    assert_eq!(writer_of(header, &parts(&["marie@lens.example", "luc@lens.example"])), None);
    assert_eq!(writer_of(header, &parts(&["Marie Petit"])), None);
}

#[test]
fn of_a_message_that_was_passed_on_twice_it_is_the_first_writer() {
    let block = |from: &str| {
        format!(
            "-----Message d'origine-----\nDe : {from}\nEnvoyé : jeudi 10 mars 2016 09:12\nÀ : Anne Roy\nObjet : inscription\n\n"
        )
    };
    let luc = block("Luc Roy [mailto:luc@desk.example]");
    let marie = block("Marie Petit [mailto:marie@lens.example]");
    let both = format!("Pour info\n\n{luc}Je te laisse voir.\n\n{marie}{WORDS}");
    assert_eq!(writer_in("TR: TR: inscription", &both).unwrap(), "Marie Petit <marie@lens.example>");
    let nameless = format!("Pour info\n\n{luc}Je te laisse voir.\n\n{}{WORDS}", block("Marie Petit"));
    assert_eq!(writer_in("TR: TR: inscription", &nameless), None);
}

#[test]
fn who_announces_the_meeting_is_not_who_registers() {
    let marie = "---------- Forwarded message ----------\nDe : Marie Petit <marie@lens.example>\nDate: 10 mars 2016 à 09:12\nObjet : Fwd: rencontre\nÀ : Anne Roy <anne@desk.example>\n\nBonjour, je serai présente.\n\n";
    let announcement = "---------- Forwarded message ----------\nDe : Réseau <reseau@federation.example>\nDate: 1 mars 2016 à 09:12\nObjet : rencontre\nÀ : Marie Petit\n\nNous avons le plaisir de vous inviter à la rencontre du 24 mars. Inscription obligatoire : merci de nous retourner le bulletin.\n";
    let body = format!("Pour toi\n\n{marie}{announcement}");
    assert_eq!(writer_in("Fwd: Fwd: rencontre", &body).unwrap(), "Marie Petit <marie@lens.example>");
    assert_eq!(writer_in("Fwd: rencontre", &format!("Je m'inscris.\n\n{announcement}")), None);
}

#[test]
fn who_is_only_answered_is_not_passed_on() {
    assert_eq!(writer_in("Re: inscription", &format!("Je viendrai.{NOTICE}")), None);
    let quoted = "-----Message d'origine-----\nDe : Luc Roy [mailto:luc@lens.example]\nEnvoyé : jeudi 10 mars 2016 09:12\nÀ : Anne Roy\nObjet : rencontre\n\nBonjour\n";
    assert_eq!(writer_in("RE: rencontre", &format!("Je m'inscris au 24 mars.\n\n{quoted}")), None);
}

#[test]
fn the_desks_own_letter_passed_on_has_no_writer() {
    let notice = "---------- Forwarded message ----------\nDe : IREV <contact@desk.example>\nDate: 10 mars 2016 à 09:12\nObjet : Inscription confirmée\nÀ : Marie Petit\n\nVotre inscription est confirmée.\n";
    assert_eq!(writer_in("Fwd: Inscription confirmée", &format!("Je ne viendrai pas.\n\n{notice}")), None);
}
