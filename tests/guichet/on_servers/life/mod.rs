//! The life of an event, from the first bulletin to the eve: forty people for twenty-five seats.

mod cast;
mod checks;
mod stage;

use std::ops::Range;

use guichet::demo::forms::{Form, Layout};
use jiff::SignedDuration;

use self::cast::{CENTRE, COLLEAGUE, PEOPLE, Person, STRANGER, TOWN_HALL, person};
use self::stage::Program::{Outlook, Thunderbird};
use self::stage::{Sent, Stage};

const SUBJECT: &str = "Inscription rencontre conseil citoyen du 30 mars";

fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

/// A bulletin as a form of Word.
fn form(layout: Layout, people: &[Person]) -> Vec<u8> {
    let form = Form::new(layout).event(
        "Rencontre de réseau référents conseil citoyen : séance de rattrapage",
        "mardi 30 mars 2027",
        "IREV, Lille",
        "29 mars 2027",
    );
    people.iter().fold(form, |form, person| form.person(&person.fields())).bytes().unwrap()
}

fn kinds(sent: &[Sent]) -> Vec<(&str, &str)> {
    sent.iter().map(|sent| (sent.kind.as_str(), sent.recipient.as_str())).collect()
}

impl Stage {
    /// These people register one after the other, and each gets a letter of this kind.
    fn all_register(&mut self, numbers: Range<usize>, kind: &str) {
        for number in numbers {
            let sent = self.registers(number);
            assert_eq!(kinds(&sent), [(kind, PEOPLE[number].own().as_str())]);
        }
    }

    /// Somebody registers for themselves, in the body or by a form.
    fn registers(&mut self, number: usize) -> Vec<Sent> {
        self.pass(SignedDuration::from_mins(12));
        let person = PEOPLE[number];
        let greeting = "Bonjour,\n\nvoici mon inscription.\n\n";
        match number % 3 {
            0 => self.mails(&person.mailbox(), SUBJECT, &format!("{greeting}{}", person.lines())),
            1 => self.mails_form(&person.mailbox(), SUBJECT, greeting, form(Layout::TwoColumns, &[person])),
            _ => self.mails_form(&person.mailbox(), SUBJECT, greeting, form(Layout::Controls, &[person])),
        }
    }

    /// Somebody answers the newest letter to them.
    fn says(&mut self, first: &str, words: &str) -> Vec<Sent> {
        let from = person(first).mailbox();
        let letter = self.newest(&person(first).own());
        let program = if first.len().is_multiple_of(2) { Thunderbird } else { Outlook };
        self.answers(&from, &letter, words, program)
    }
}

#[test]
fn an_event_lives_from_the_first_bulletin_to_the_eve_and_everybody_is_told_the_truth() {
    let mut stage = Stage::new();
    everybody_registers(&mut stage);
    some_complete_and_correct(&mut stage);
    some_leave_and_others_come_up(&mut stage);
    the_desk_is_down_for_a_day(&mut stage);
    the_last_days(&mut stage);

    stage.desk.desk.assert_sound();
    checks::the_letters_and_the_list_agree(&stage);
    let list = stage.desk.desk.list().join("\n");
    insta::assert_snapshot!("life", format!("{}\n\n# La liste\n\n{list}\n", stage.transcript().trim()));
}

/// Twenty-five have a seat, held or confirmed, and fifteen wait.
fn everybody_registers(stage: &mut Stage) {
    stage.all_register(0..12, "confirmed");
    stage.pass(hours(2));
    let words = "Bonjour,\n\nci-joint l'inscription de trois agents de la mairie.\n\nLe secrétariat";
    let sent = stage.mails_form(TOWN_HALL, SUBJECT, words, form(Layout::Grid, &PEOPLE[12..15]));
    assert_eq!(kinds(&sent), [("confirmed", TOWN_HALL)]);

    let (luc, ines) = (PEOPLE[15], PEOPLE[16]);
    let words = format!("Bonjour,\n\nnous viendrons à deux :\n\n{}\n{}", luc.lines(), ines.lines());
    let words = words.replacen("Compagnie du Coin\n\n", "Compagnie du Coin\nMail : luc@example.org\n\n", 1);
    stage.mails(&luc.mailbox(), SUBJECT, &format!("{}Mail : {}\n", words, ines.own()));

    let nadia = PEOPLE[17];
    let forward = format!(
        "Pour inscription.\n\n-----Message d'origine-----\nDe : {} [mailto:{}]\nEnvoyé : lundi 1 mars 2027 09:12\n\
         À : Equipe\nObjet : inscription\n\nBonjour, voici mon inscription.\n\n{}",
        "Nadia Saïdi",
        nadia.own(),
        nadia.lines()
    );
    let sent = stage.mails(COLLEAGUE, "TR: inscription conseil citoyen", &forward);
    assert_eq!(kinds(&sent), [("forwarded", COLLEAGUE), ("confirmed", "nadia@example.org")]);

    for first in ["Omar", "Julie", "Karim"] {
        stage.pass(SignedDuration::from_mins(5));
        let person = person(first);
        let words = format!("Bonjour,\n\nNom : {}\nPrénom : {first}\nStructure :\n", person.last);
        let sent = stage.mails(&person.mailbox(), SUBJECT, &words);
        assert_eq!(kinds(&sent), [("incomplete", person.own().as_str())]);
    }
    stage.all_register(21..25, "confirmed");
    stage.all_register(25..32, "waitlisted");
    let words = "Bonjour,\n\nnous souhaitons inscrire trois habitants, voir le bulletin.\n\nL'accueil";
    let sent = stage.mails_form(CENTRE, SUBJECT, words, form(Layout::Grid, &PEOPLE[32..35]));
    assert_eq!(kinds(&sent), [("waitlisted", CENTRE)]);
    stage.all_register(35..40, "waitlisted");
}

/// Two complete what was missing, one lets the time run out; three correct.
fn some_complete_and_correct(stage: &mut Stage) {
    stage.pass(hours(2));
    let letter = stage.newest("omar@example.org");
    let code = stage::codes(&letter.text)[0].clone();
    let words = format!("Bonjour,\n\nRéférence : {code}\nStructure : Conseil citoyen de Fives\n\nOmar");
    assert_eq!(kinds(&stage.says("Omar", &words)), [("confirmed", "omar@example.org")]);
    let words = "Bonjour,\n\nje représente la Ville de Lille.\n\nJulie Fontaine";
    assert_eq!(kinds(&stage.says("Julie", words)), [("confirmed", "julie@example.org")]);

    let helene = person("Hélène");
    let again = format!("Bonjour,\n\nmon bulletin corrigé :\n\n{}Tél : 06 39 98 00 03\n", helene.lines());
    assert_eq!(
        kinds(&stage.mails(&helene.mailbox(), SUBJECT, &again)),
        [("corrected", "helene@example.org")]
    );
    let jean = person("Jean");
    let again = format!("Bonjour,\n\nrectificatif :\n\n{}Fonction : médiateur\n", jean.lines());
    assert_eq!(kinds(&stage.mails(TOWN_HALL, SUBJECT, &again)), [("corrected", TOWN_HALL)]);
    let pauline = person("Pauline");
    let again =
        format!("Bonjour,\n\nj'avais oublié mon téléphone :\n\n{}Tél : 06 39 98 00 32\n", pauline.lines());
    assert_eq!(
        kinds(&stage.mails(&pauline.mailbox(), SUBJECT, &again)),
        [("corrected", "pauline@example.org")]
    );

    // The seat of Karim, who said nothing, is offered to Agathe, the first in line.
    stage.pass(hours(72));
    let expected = [("hold-lapsed", "karim@example.org"), ("offered", "agathe@example.org")];
    assert_eq!(kinds(&stage.goes_on()), expected);
    stage.pass(hours(5));
    let sent = stage.says("Agathe", "Oui, avec plaisir !\n\nAgathe Brame");
    assert_eq!(kinds(&sent), [("accepted", "agathe@example.org")]);
}

fn some_leave_and_others_come_up(stage: &mut Stage) {
    stage.pass(hours(20));
    let sent = stage.says("Marie", "Bonjour,\n\nje ne pourrai finalement pas venir. Désolée.\n\nMarie Petit");
    assert_eq!(kinds(&sent), [("cancelled", "marie@example.org"), ("offered", "farid@example.org")]);
    stage.pass(hours(3));
    let sent = stage.says("Farid", "Non finalement, merci.\n\nF. Ozdemir");
    assert_eq!(kinds(&sent), [("offer-declined", "farid@example.org"), ("offered", "lucie@example.org")]);

    // One of the two on a bulletin.
    let sent = stage.says("Luc", "Bonjour,\n\nInès Martel ne pourra pas venir, moi oui.\n\nLuc Roy");
    let expected = [
        ("cancelled", "luc@example.org"),
        ("withdrawn", "ines@example.org"),
        ("offered", "hugo@example.org"),
    ];
    assert_eq!(kinds(&sent), expected);
    stage.pass(hours(6));
    let sent = stage.says("Hugo", "Bonjour,\nok pour moi, à bientôt\nHugo");
    assert_eq!(kinds(&sent), [("accepted", "hugo@example.org")]);

    // A stranger changes nothing, and whoever cancels twice cancels once.
    let sent = stage.mails(
        STRANGER,
        "Annulation",
        "Bonjour,\n\nPaul Durand ne viendra pas le 30 mars, merci d'annuler son inscription.\n",
    );
    assert_eq!(kinds(&sent), [("handed-over", STRANGER)]);
    let letter = stage.newest_of("confirmed", "marie@example.org");
    let sent =
        stage.answers(&person("Marie").mailbox(), &letter, "Merci d'annuler mon inscription.", Thunderbird);
    assert_eq!(kinds(&sent), [("already-cancelled", "marie@example.org")]);

    // Lucie does not answer in time; her yes joins the end of the line.
    stage.pass(hours(48));
    let expected = [("offer-lapsed", "lucie@example.org"), ("offered", "samira@example.org")];
    assert_eq!(kinds(&stage.goes_on()), expected);
    stage.pass(hours(2));
    let letter = stage.newest_of("offered", "lucie@example.org");
    let sent = stage.answers(&person("Lucie").mailbox(), &letter, "Oui je veux bien la place !", Outlook);
    assert_eq!(kinds(&sent), [("waitlisted", "lucie@example.org")]);
    let sent = stage.says("Samira", "D'accord, c'est noté, je viendrai.\n\nSamira");
    assert_eq!(kinds(&sent), [("accepted", "samira@example.org")]);

    // With the code, from another address.
    let code = stage::codes(&stage.newest("zoe@example.org").text)[0].clone();
    let words = format!(
        "Bonjour,\n\nmerci d'annuler l'inscription {code} à la rencontre conseil citoyen.\n\nZoé Blanc"
    );
    let sent = stage.mails("Zoé Blanc <zoe.perso@example.org>", "Annulation", &words);
    let expected = [
        ("cancelled", "zoe.perso@example.org"),
        ("withdrawn", "zoe@example.org"),
        ("offered", "denis@example.org"),
    ];
    assert_eq!(kinds(&sent), expected);
    let sent = stage.says("Denis", "OUI\n\nDenis Lecoeur\nVille de Liévin");
    assert_eq!(kinds(&sent), [("accepted", "denis@example.org")]);
    let letter = stage.newest_of("confirmed", TOWN_HALL);
    let words = "Bonjour,\n\nSophie Caron est malade, elle ne sera pas présente. Les deux autres viennent.\n";
    let sent = stage.answers(TOWN_HALL, &letter, words, Outlook);
    assert_eq!(kinds(&sent), [("cancelled", TOWN_HALL), ("offered", "pauline@example.org")]);
    let sent = stage.says("Odile", "Bonjour, merci de me retirer de la liste d'attente.\n\nOdile Carpentier");
    assert_eq!(kinds(&sent), [("cancelled", "odile@example.org")]);
}

/// What came meanwhile counts by when the server received it.
fn the_desk_is_down_for_a_day(stage: &mut Stage) {
    stage.pass(hours(40));
    let [yes, leaves] = ["pauline@example.org", "fatoumata@example.org"].map(|address| stage.newest(address));
    stage.answers_meanwhile(&person("Pauline").mailbox(), &yes, "Oui, volontiers, merci !\n\nPauline");
    stage.pass(hours(1));
    let words = "Bonjour, j'ai un empêchement, je dois annuler ma participation.\n\nFatoumata Diallo";
    stage.answers_meanwhile(&person("Fatoumata").mailbox(), &leaves, words);
    stage.pass(hours(23));
    // Her offer would have ended by now.
    let sent = stage.goes_on();
    let expected =
        [("accepted", "pauline@example.org"), ("cancelled", "fatoumata@example.org"), ("offered", CENTRE)];
    assert_eq!(kinds(&sent), expected);
}

fn the_last_days(stage: &mut Stage) {
    stage.pass(hours(4));
    let letter = stage.newest_of("offered", CENTRE);
    let sent = stage.answers(CENTRE, &letter, "Oui, Noé sera là, merci.\n\nL'accueil", Thunderbird);
    assert_eq!(kinds(&sent), [("accepted", CENTRE)]);
    for (first, words) in [
        ("Théo", "Bonjour, je ne serai pas disponible le 30 mars. Bien à vous."),
        ("Aïcha", "Bonjour, merci d'annuler mon inscription."),
        ("Yannick", "Bonjour, finalement je ne peux plus venir, désolé."),
        ("Marc", "Bonjour,\n\nj'annule ma venue, une réunion tombe le même jour.\n\nM. Vasseur"),
    ] {
        stage.pass(SignedDuration::from_mins(20));
        let sent = stage.says(first, words);
        assert_eq!(sent[0].kind, "cancelled", "{first}");
        assert!(matches!(&sent[1..], [sent] if sent.kind == "offered"), "{first}");
    }
    stage.pass(hours(1));
    for (first, words) in [
        ("Lila", "Oui, elle sera là, merci.\n\nL'accueil"),
        ("Tom", "Oui merci, nous sommes d'accord.\n\nL'accueil"),
    ] {
        let letter = stage.newest_about("offered", first);
        let sent = stage.answers(CENTRE, &letter, words, Outlook);
        assert_eq!(kinds(&sent), [("accepted", CENTRE)], "{first}");
    }
    let sent = stage.says("Rachid", "Je confirme ma venue.\n\nRachid Amara");
    assert_eq!(kinds(&sent), [("accepted", "rachid@example.org")]);
    let sent = stage.says("Céline", "Oui merci beaucoup\n\nCéline Baudry");
    assert_eq!(kinds(&sent), [("accepted", "celine@example.org")]);

    stage.pass(hours(12));
    let sent = stage.orders(&["capacity", "rencontre", "26"]);
    assert_eq!(kinds(&sent), [("offered", "gael@example.org")]);
    stage.pass(hours(2));
    let sent = stage.says("Gaël", "Présent !\n\nGaël Thomas");
    assert_eq!(kinds(&sent), [("accepted", "gael@example.org")]);
}
