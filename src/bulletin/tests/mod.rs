//! Whole messages, as the people of a network write them to a general mailbox.

mod completing;
mod everyday;
mod forms;
mod forwards;
mod occasions;
mod replacements;
mod turns;
mod words;

use super::*;
use crate::event::samples::{february, march};
use reading::Verdict;
use reading::{Answer, Reason};

const FORM: &str = "\n\nNom : LE GOFF\nPrénom : Zoé\nStructure : Ville de Lens\nFonction : Médiatrice\nTél : 06 39 98 00 01\nMail : zoe@lens.example\n";
const ZOE: &str = "Le Goff|Zoé|Ville de Lens|Médiatrice|+33639980001|zoe@lens.example";
const NOTICE: &str = "\n\nLe 1 mars 2016 à 10:02, IREV <contact@desk.example> a écrit :\n> Bonjour,\n> Votre inscription est confirmée.\n> Rencontre de réseau référents conseil citoyen : séance de rattrapage\n> jeudi 24 mars 2016, 09h00\n> Référence : K7F-3QDM\n> Pour annuler, répondez à ce message en indiquant ANNULER.\n";
const ANNOUNCEMENT: &str = "\n\n-----Message d'origine-----\nDe : IREV [mailto:contact@desk.example]\nEnvoyé : vendredi 26 février 2016 17:09\nÀ : Réseau\nObjet : Rencontre de réseau référents conseil citoyen : séance de rattrapage\n\nUne seconde séance aura lieu le jeudi 24 mars 2016 pour les personnes n'ayant pas pu participer à la première. Inscription obligatoire : merci de nous retourner le bulletin.\n";

/// Reads a mail of 10 March 2016.
fn read_mail(subject: &str, body: &str) -> Reading {
    read_mail_of("Accueil <accueil@mairie.example>", subject, body)
}

/// Reads a mail of 10 March 2016 which `from` wrote.
fn read_mail_of(from: &str, subject: &str, body: &str) -> Reading {
    let octets = format!(
        "From: {from}\r\nTo: contact@desk.example\r\nSubject: {subject}\r\nDate: Thu, 10 Mar 2016 10:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{}",
        body.replace('\n', "\r\n")
    );
    let own = vec![String::from("contact@desk.example")];
    let message = Message::parse(octets.as_bytes(), &own).unwrap();
    read(
        &message,
        message.envelope.date,
        None,
        &Knowledge { events: vec![february(), march()], own_addresses: own },
    )
}

fn people(reading: &Reading) -> Vec<String> {
    let value = |person: &Participant, field| person.get(field).unwrap_or("-").to_owned();
    let line = |person| Field::USUAL.iter().map(|field| value(person, field)).collect::<Vec<_>>().join("|");
    reading.participants.iter().map(line).collect()
}

/// Holds that each of `bodies`, below `subject` and above `rest`, gets one of `verdicts`.
fn each(subject: &str, bodies: &[&str], rest: &str, verdicts: &[Verdict]) {
    for body in bodies {
        let reading = read_mail(subject, &format!("{body}{rest}"));
        assert!(verdicts.contains(&reading.verdict), "{body}: {} ({:?})", reading.verdict, reading.reason);
    }
}

/// The full names of those on `reading`.
fn names(reading: &Reading) -> Vec<String> {
    let name = |person: &Participant| {
        [Field::FirstName, Field::LastName]
            .map(|field| person.get(&field).unwrap_or("-").to_owned())
            .join(" ")
    };
    reading.participants.iter().map(name).collect()
}
