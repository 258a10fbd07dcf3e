//! Answers to a letter that asks for what is missing.

use super::*;

/// The desk's letter to somebody whose organisation is missing.
const ASKS_FOR_ONE: &str = "\
Bonjour,

Merci de votre message. L’inscription est bien notée ; pour qu’elle soit
complète, il nous manque encore une information.

    Rencontre de réseau référents conseil citoyen : séance de rattrapage
    jeudi 24 mars 2016, de 9 h à 12 h
    IREV, 135 boulevard Paul Painlevé, Lille

  • Léo Roux
    Inscription à compléter
    Il manque : la structure
    Place gardée jusqu’au lundi 7 mars 2016 à 18 h
    Référence : T5N-8WQD

Pour compléter l’inscription, recopiez ces lignes en haut de votre réponse
et remplissez-les :

    Référence : T5N-8WQD
    Structure :

Vous pouvez aussi nous renvoyer le bulletin rempli.

Pour corriger ou annuler l’inscription, répondez simplement à ce message.

Bien cordialement,
IREV";

/// To somebody who named nobody.
fn asks_for_three() -> String {
    ASKS_FOR_ONE
        .replace("Léo Roux", "Nom à préciser")
        .replace("la structure\n", "le nom, le prénom et la structure\n")
        .replace("    Structure :", "    Nom :\n    Prénom :\n    Structure :")
}

/// To somebody who registered two people.
fn asks_for_two_people() -> String {
    ASKS_FOR_ONE
        .replace(
            "    Référence : T5N-8WQD\n\nPour",
            "    Référence : T5N-8WQD\n\n  • Diallo (Ville de Liévin)\n    Inscription à compléter\n    Il manque : le prénom\n    3e rang sur liste d’attente, gardé jusqu’au lundi 7 mars 2016 à 18 h\n    Référence : B3R-7HKX\n\nPour",
        )
        .replace("    Structure :\n", "    Structure :\n\n    Référence : B3R-7HKX\n    Prénom :\n")
}

/// `letter` as Thunderbird quotes it.
fn quoted(letter: &str) -> String {
    let lines = letter.lines().map(|line| format!("> {line}").trim_end().to_owned());
    format!("\n\nLe 01/03/2016 10:02, IREV a écrit :\n{}\n", lines.collect::<Vec<_>>().join("\n"))
}

/// `letter` as Outlook quotes it.
fn below_a_header(letter: &str) -> String {
    format!(
        "\n\nDe : IREV [mailto:contact@desk.example]\nEnvoyé : mardi 1 mars 2016 10:02\nÀ : Accueil\nObjet : Inscription à compléter – 24 mars 2016\n\n{letter}\n"
    )
}

fn answer(body: &str) -> Reading {
    read_mail("RE: Inscription à compléter – 24 mars 2016", body)
}

/// What was said of each person, by code.
fn said(reading: &Reading) -> Vec<String> {
    let fields = [Field::LastName, Field::FirstName, Field::Organisation, Field::Role, Field::Phone];
    let person = |person: &Participant| {
        let values = fields.iter().map(|field| person.get(field).unwrap_or("-"));
        let code = person.code.as_deref().unwrap_or("-");
        [code].into_iter().chain(values).collect::<Vec<_>>().join("|")
    };
    reading.participants.iter().map(person).collect()
}

#[test]
fn the_lines_copied_on_top_and_filled_in_complete_the_registration() {
    for body in [
        "Référence : T5N-8WQD\nStructure : Conseil citoyen de Moulins",
        "Bonjour,\n\nRéférence : T5N-8WQD\nStructure : Conseil citoyen de Moulins\n\nCordialement,\nLéo Roux\nMairie annexe\nTél : 03 20 00 00 00",
        "    Référence : T5N-8WQD\n    Structure : Conseil citoyen de Moulins\n\nMerci !",
        "référence : t5n-8wqd\nSTRUCTURE : Conseil citoyen de Moulins",
        "Ref : T5N-8WQD\nStructure: Conseil citoyen de Moulins",
    ] {
        for rest in [quoted(ASKS_FOR_ONE), below_a_header(ASKS_FOR_ONE), String::new()] {
            let reading = answer(&format!("{body}{rest}"));
            assert_eq!(said(&reading), ["T5N-8WQD|-|-|Conseil citoyen de Moulins|-|-"], "{body}{rest}");
            assert_eq!(reading.verdict, Verdict::Incomplete, "{body}{rest}");
            assert_eq!(
                (&*reading.codes, &*reading.own_codes),
                (&["T5N-8WQD".into()][..], &["T5N-8WQD".into()][..])
            );
        }
    }
}

#[test]
fn the_lines_filled_in_where_they_are_quoted_do_too() {
    let filled = ASKS_FOR_ONE.replace("    Structure :", "    Structure : Conseil citoyen de Moulins");
    let below = ASKS_FOR_ONE.replace("    Structure :", "    Structure :\n    Conseil citoyen de Moulins");
    for words in ["", "Bonjour,\n\nVoici.\n\nCordialement", "J'ai complété ci-dessous, merci.", "Merci !"] {
        for letter in [&filled, &below] {
            for rest in [quoted(letter), below_a_header(letter)] {
                let reading = answer(&format!("{words}{rest}"));
                assert_eq!(said(&reading), ["T5N-8WQD|-|-|Conseil citoyen de Moulins|-|-"], "{words}{rest}");
                assert_eq!(reading.verdict, Verdict::Incomplete, "{words}{rest}");
                assert_eq!(reading.own_codes, Vec::<String>::new(), "{words}");
            }
        }
    }
}

#[test]
fn words_between_the_quoted_lines_are_their_values() {
    let letter = quoted(&asks_for_three());
    let letter = letter
        .replace(">     Nom :\n", ">     Nom :\nPetit\n")
        .replace(">     Prénom :\n", ">     Prénom :\n\nMarie\n\n")
        .replace(">     Structure :\n", ">     Structure :\nCC Moulins\n");
    let reading = answer(&letter);
    assert_eq!(said(&reading), ["T5N-8WQD|Petit|Marie|CC Moulins|-|-"]);
    assert_eq!(reading.verdict, Verdict::Registration);
}

#[test]
fn the_lines_filled_in_in_an_html_answer_do_too() {
    let html = "<html><body><div>Bonjour,<br>c&#39;est compl&eacute;t&eacute;.</div><br>\
        <div class=gmail_extra><div class=gmail_quote>Le 1 mars 2016 &agrave; 10:02, IREV &lt;<a>contact@desk.example</a>&gt; a &eacute;crit :<br>\
        <blockquote class=gmail_quote><table role=presentation><tr><td><table role=presentation><tr><td>\
        <h1>Inscription &agrave; compl&eacute;ter</h1><p>Bonjour,</p>\
        <table><tr><td><strong>Rencontre de r&eacute;seau r&eacute;f&eacute;rents conseil citoyen : s&eacute;ance de rattrapage</strong><br>jeudi 24 mars 2016, de 9 h &agrave; 12 h</td></tr></table>\
        <table><tr><td><strong>L&eacute;o Roux</strong><br>Inscription &agrave; compl&eacute;ter<br>Il manque : la structure<br>\
        <span>R&eacute;f&eacute;rence&nbsp;: T5N-8WQD</span></td></tr></table>\
        <p>Pour compl&eacute;ter l&rsquo;inscription, recopiez ces lignes en haut de votre r&eacute;ponse et remplissez-les&nbsp;:</p>\
        <table><tr><td>R&eacute;f&eacute;rence&nbsp;: T5N-8WQD<br>Structure&nbsp;: <span style=\"color:#1f497d\">Conseil citoyen de Moulins</span></td></tr></table>\
        <p>Vous pouvez aussi nous renvoyer le bulletin rempli.</p></td></tr></table></td></tr></table></blockquote></div></div></body></html>";
    let octets = format!(
        "From: Accueil <accueil@mairie.example>\r\nTo: contact@desk.example\r\nSubject: Re: Inscription\r\nDate: Thu, 10 Mar 2016 10:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}"
    );
    let message = Message::parse(octets.as_bytes(), &[]).unwrap();
    let knowledge = Knowledge { events: vec![february(), march()], own_addresses: Vec::new() };
    let reading = read(&message, message.envelope.date, None, &knowledge);
    assert_eq!(said(&reading), ["T5N-8WQD|-|-|Conseil citoyen de Moulins|-|-"]);
    assert_eq!(reading.event, Some(march().id));
}

#[test]
fn each_block_of_lines_belongs_to_its_code() {
    let wanted = ["T5N-8WQD|-|-|Conseil citoyen de Moulins|-|-", "B3R-7HKX|-|Aïcha|-|-|-"];
    let copied = "Référence : T5N-8WQD\nStructure : Conseil citoyen de Moulins\n\nRéférence : B3R-7HKX\nPrénom : Aïcha";
    let letter = asks_for_two_people();
    for rest in [quoted(&letter), below_a_header(&letter), String::new()] {
        assert_eq!(said(&answer(&format!("{copied}{rest}"))), wanted, "{rest}");
    }
    let filled = letter
        .replace("    Structure :", "    Structure : Conseil citoyen de Moulins")
        .replace("    Prénom :", "    Prénom : Aïcha");
    for rest in [quoted(&filled), below_a_header(&filled)] {
        assert_eq!(said(&answer(&format!("Voici, merci.{rest}"))), wanted, "{rest}");
    }
    let half = letter.replace("    Prénom :", "    Prénom : Aïcha");
    assert_eq!(said(&answer(&quoted(&half))), [wanted[1]]);
}

#[test]
fn what_is_missing_may_be_said_in_words() {
    for (words, organisation) in [
        ("C'est le conseil citoyen de Moulins", "conseil citoyen de Moulins"),
        ("Bonjour,\nIl s'agit du conseil citoyen de Moulins.\nBien à vous", "conseil citoyen de Moulins"),
        ("Ma structure : Conseil citoyen de Moulins", "Conseil citoyen de Moulins"),
        ("Ma structure est le Conseil citoyen de Moulins.", "Conseil citoyen de Moulins"),
        ("je travaille à la mairie de Roubaix", "mairie de Roubaix"),
        ("Bonjour, je représente l'association Les Voisins. Merci !", "association Les Voisins"),
        ("Je suis du conseil citoyen de Moulins", "conseil citoyen de Moulins"),
        ("Je fais partie de l'association Les Voisins.", "association Les Voisins"),
        ("Conseil citoyen de Moulins", "Conseil citoyen de Moulins"),
        ("Bonjour,\n\nConseil citoyen de Moulins\n\nCordialement,\nLéo Roux", "Conseil citoyen de Moulins"),
        (
            "CONSEIL CITOYEN DE MOULINS\n\nLéo Roux\nReprésentant\n06 39 98 00 01",
            "CONSEIL CITOYEN DE MOULINS",
        ),
        ("Bonjour, conseil citoyen de moulins, merci", "conseil citoyen de moulins"),
        ("Voici : MJC de Croix", "MJC de Croix"),
        ("Les Voisins Solidaires", "Les Voisins Solidaires"),
        ("T5N-8WQD : MJC de Croix", "MJC de Croix"),
        ("Référence : T5N-8WQD\nMJC de Croix", "MJC de Croix"),
        ("Voilà : MJC de Croix. Bonne journée", "MJC de Croix"),
        ("Désolée pour cet oubli.\nMJC de Croix", "MJC de Croix"),
        ("Oui, MJC de Croix", "MJC de Croix"),
        ("Association Les Voisins.\nEst-ce que le repas est compris ?", "Association Les Voisins"),
        ("Président de l'association Les Voisins", "association Les Voisins"),
        ("Je viens de la part du CCAS de Lens", "CCAS de Lens"),
    ] {
        for rest in [quoted(ASKS_FOR_ONE), below_a_header(ASKS_FOR_ONE)] {
            let reading = answer(&format!("{words}{rest}"));
            let [person] = reading.participants.as_slice() else { panic!("{words}: {reading:?}") };
            assert_eq!(person.get(&Field::Organisation), Some(organisation), "{words}");
            assert_eq!(
                (reading.verdict, &*reading.codes),
                (Verdict::Incomplete, &["T5N-8WQD".into()][..]),
                "{words}"
            );
        }
    }
}

#[test]
fn names_that_were_missing_may_be_said_in_words() {
    let for_first_name =
        ASKS_FOR_ONE.replace("la structure\n", "le prénom\n").replace("    Structure :", "    Prénom :");
    for words in ["Mon prénom est Marie", "Marie", "Prénom : Marie", "Bonjour, mon prénom est Marie. Merci"]
    {
        let reading = answer(&format!("{words}{}", quoted(&for_first_name)));
        let [person] = reading.participants.as_slice() else { panic!("{words}: {reading:?}") };
        assert_eq!(person.get(&Field::FirstName), Some("Marie"), "{words}");
    }
    for words in [
        "Petit Marie, CC Moulins",
        "Petit\nMarie\nCC Moulins",
        "Bonjour,\nMarie Petit, CC Moulins\nMerci",
        "Nom : Petit\nPrénom : Marie\nStructure : CC Moulins",
        "Je m'appelle Marie Petit, CC Moulins.",
    ] {
        let reading = answer(&format!("{words}{}", quoted(&asks_for_three())));
        let [person] = reading.participants.as_slice() else { panic!("{words}: {reading:?}") };
        let found = [Field::LastName, Field::FirstName, Field::Organisation].map(|field| person.get(&field));
        assert_eq!(found, [Some("Petit"), Some("Marie"), Some("CC Moulins")], "{words}");
        assert_eq!(reading.verdict, Verdict::Registration, "{words}");
    }
    let reading = answer(&format!("Petit Marie, CC Moulins{}", quoted(ASKS_FOR_ONE)));
    assert_eq!(said(&reading), ["-|Petit|Marie|CC Moulins|-|-"]);
}

#[test]
fn the_letter_says_what_is_missing_even_where_its_lines_were_cut() {
    let (cut, _) = ASKS_FOR_ONE.split_once("Pour compléter").unwrap();
    let reading = answer(&format!("Conseil citoyen de Moulins{}", quoted(cut)));
    assert_eq!(said(&reading), ["-|-|-|Conseil citoyen de Moulins|-|-"]);
}

#[test]
fn nothing_else_in_a_quoted_letter_is_the_writers_word() {
    for words in [
        "Merci !",
        "Bien reçu, je vous envoie cela demain.",
        "Entendu",
        "Ok",
        "Où trouver le bulletin ?",
        "Bien noté",
        "À suivre",
    ] {
        for letter in [ASKS_FOR_ONE.to_owned(), asks_for_three(), asks_for_two_people()] {
            for rest in [quoted(&letter), below_a_header(&letter)] {
                let reading =
                    answer(&format!("{words}\n\nCordialement,\nMarie Petit\nMairie de Roubaix{rest}"));
                assert_eq!(said(&reading), Vec::<String>::new(), "{words}{rest}");
                assert!(
                    matches!(reading.verdict, Verdict::Other | Verdict::Review),
                    "{words}: {}",
                    reading.verdict
                );
            }
        }
    }
    let reading = answer(&format!("Conseil citoyen de Moulins{}", quoted(&asks_for_two_people())));
    assert_eq!(said(&reading), Vec::<String>::new(), "of whom, the words do not say");
}

#[test]
fn who_has_no_organisation_is_for_a_person() {
    for words in [
        "Je n'ai pas de structure, je suis habitante.",
        "habitante",
        "Structure : néant",
        "Je viens à titre personnel.",
    ] {
        let reading = answer(&format!("{words}{}", quoted(ASKS_FOR_ONE)));
        assert_eq!((reading.verdict, said(&reading)), (Verdict::Review, Vec::new()), "{words}");
    }
}

#[test]
fn a_withdrawal_above_lines_that_were_filled_in_completes_nothing() {
    let filled = ASKS_FOR_ONE.replace("    Structure :", "    Structure : Conseil citoyen de Moulins");
    let reading = answer(&format!("Finalement je ne pourrai pas venir.{}", quoted(&filled)));
    assert_eq!((reading.verdict, said(&reading)), (Verdict::Cancellation, Vec::new()));
}

#[test]
fn a_bulletin_with_only_the_missing_line_completes_too() {
    let octets = format!(
        "From: Accueil <accueil@mairie.example>\r\nTo: contact@desk.example\r\nSubject: Re: Inscription\r\nDate: Thu, 10 Mar 2016 10:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nVoici le bulletin.\r\n{}\r\n--b\r\nContent-Type: text/plain; charset=utf-8; name=\"bulletin_inscription.txt\"\r\nContent-Disposition: attachment; filename=\"bulletin_inscription.txt\"\r\n\r\nBulletin d'inscription\r\nNom : \r\nPrénom : \r\nStructure : Conseil citoyen de Moulins\r\nFonction : \r\n--b--\r\n",
        quoted(ASKS_FOR_ONE).replace('\n', "\r\n")
    );
    let message = Message::parse(octets.as_bytes(), &[]).unwrap();
    let knowledge = Knowledge { events: vec![february(), march()], own_addresses: Vec::new() };
    let reading = read(&message, message.envelope.date, None, &knowledge);
    assert_eq!(said(&reading), ["-|-|-|Conseil citoyen de Moulins|-|-"]);
    assert_eq!((reading.verdict, reading.codes), (Verdict::Incomplete, vec!["T5N-8WQD".into()]));
}
