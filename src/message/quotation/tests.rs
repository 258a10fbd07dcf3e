use super::*;

/// Each line of `mail` starts with the letter of the voice expected: `o`wn, `q`uoted, `s`ignature,
/// `f`orwarded; then a bar.
fn check_with_subject(subject: &str, mail: &str) {
    let (voices, lines): (Vec<&str>, Vec<&str>) =
        mail.lines().map(|line| line.split_once('|').unwrap()).unzip();
    let found = split(&lines, subject).voices;
    for ((line, expected), found) in lines.iter().zip(voices).zip(found) {
        let voice = match expected.trim() {
            "o" => Voice::Own,
            "q" => Voice::Quoted,
            "s" => Voice::Signature,
            _ => Voice::Forwarded,
        };
        assert_eq!(found, voice, "{line:?} in\n{mail}");
    }
}

fn check(mail: &str) {
    check_with_subject("Re: Rencontre", mail);
}

#[test]
fn own_words_stand_above_and_below_marked_lines() {
    check(
        "o|Bonjour,\n\
         o|\n\
         q|Le 26/02/2016 17:09, IREV a écrit :\n\
         q|> Pour les personnes\n\
         q|>> n'ayant pas pu participer\n\
         o|\n\
         o|Je viendrai.\n\
         q|> Une question ?\n\
         o|Oui.",
    );
}

#[test]
fn a_marked_line_broken_in_transport_stays_quoted() {
    let long = "x".repeat(70);
    check(&format!("q|> {long}\nq|n'ayant pas pu\nq|> participer\no|Bien reçu"));
    check("q|> Viendrez-vous ?\no|oui\nq|> Seul ?");
}

#[test]
fn attributions_of_french_mail_programs_are_known() {
    for attribution in [
        "Le 26/02/2016 17:09, IREV a écrit :",
        "Le 26/02/2016 à 17:09, IREV a écrit\u{A0}:",
        "Le ven. 26 févr. 2016 à 17:09, Anne Roy <anne@example.org> a écrit :",
        "Le ven. 26 févr. 2016 à 17:09, Anne Roy <anne@example.org> a\nécrit :",
        "Le ven. 26 févr. 2016 à 17:09, Association des habitants du quartier <\nanne@example.org> a écrit :",
        "Le 2016-02-26 17:09, anne@example.org a écrit :",
        "Le Vendredi 26 février 2016 17h09, Anne Roy <anne@example.org> a écrit :",
        "----- Le 26 Fév 16, à 17:09, Anne Roy anne@example.org a écrit :",
        "- Le 2016-02-26 17:09, Anne Roy a écrit :",
        "Anne Roy <anne@example.org> a écrit :",
        "On Fri, Feb 26, 2016 at 5:09 PM, Anne Roy <anne@example.org> wrote:",
        "2016-02-26 17:09 GMT+01:00 Anne Roy <anne@example.org>:",
        "Anne Roy---26/02/2016 17:09:12---Bonjour",
    ] {
        let quoted = attribution.replace('\n', "\nq|");
        check(&format!("o|Oui\nq|{quoted}\nq|\nq|> Venez-vous ?\no|Merci"));
        check(&format!("o|Oui\nq|{quoted}\nq|\nq|Venez-vous ?\nq|Merci"));
    }
}

#[test]
fn a_sentence_about_writing_is_no_attribution() {
    check("o|Le 3 mars Mme Roy m'a écrit :\no|elle viendra.");
    check("o|Le 24 mars je serai là.\no|Anne a écrit :\no|oui");
}

#[test]
fn below_an_original_message_everything_is_quoted() {
    for ruler in [
        "-----Message d'origine-----",
        "-------- Message d’origine --------",
        "-----Original Message-----",
        "----- Mail original -----",
        "-------- Message original --------",
    ] {
        check(&format!(
            "o|Oui\nq|{ruler}\nq|De : IREV [mailto:c@example.org]\nq|Objet : Rencontre\nq|\nq|Nom :\nq|-- \nq|Anne"
        ));
    }
}

#[test]
fn outlook_blocks_are_known_in_every_dress() {
    for block in [
        "De : IREV <c@example.org>\nEnvoyé : vendredi 26 février 2016 17:09\nÀ : Roy\nObjet : Rencontre",
        "*De :* IREV\n*Envoyé :* vendredi 26 février 2016 17:09\n*À :* Roy\n*Cc :* Petit\n*Objet :* Rencontre",
        "From: IREV\nSent: Friday, February 26, 2016 5:09 PM\nTo: Roy\nSubject: Rencontre",
        "________________________________\nDe : IREV\nEnvoyé : vendredi 26 février 2016 17:09\nÀ : Roy\nObjet : R",
        "________________________________\n\nDe: IREV\n\nEnvoyé: vendredi 26 février 2016 17:09\n\nÀ: Roy",
        "De :\tIREV\nA :\tRoy; Petit;\n\tMartin\nDate :\t26/02/2016 17:09\nObjet :\tRencontre",
        "====================\n\nMessage du : 26/02/2016 17:09\nDe : IREV\nA : Roy\nCopie à :\nSujet : Rencontre",
        "From: Association des habitants\n<c@example.org>\nSent: Friday, February 26, 2016 5:09 PM\nTo: Roy",
        "envoyé : 26 février 2016 à 17:09\nde : IREV <c@example.org>\nà : Roy\nobjet : Rencontre",
    ] {
        let quoted = block.replace('\n', "\nq|");
        check(&format!("o|Ci-joint.\no|\nq|{quoted}\nq|\nq|Bulletin\nq|Nom :"));
    }
}

#[test]
fn the_head_of_a_letter_is_no_outlook_block() {
    check("o|De : Anne Roy\no|À : IREV\no|Objet : inscription\no|\no|Je m'inscris.");
    check("o|Nom : Roy\no|Date : 24 mars 2016\no|Pour : 2 personnes");
}

#[test]
fn oranges_webmail_marks_only_the_header() {
    check(
        "o|Oui\n\
         o|\n\
         q|> Message du 26/02/16 17:09\n\
         q|> De : \"IREV\" <c@example.org>\n\
         q|> A : roy@example.org\n\
         q|> Copie à :\n\
         q|> Objet : Rencontre\n\
         q|>\n\
         q|\n\
         q|n'ayant pas pu participer",
    );
    check(
        "q|> Message du 26/02/16 17:09\n\
         q|> De : IREV\n\
         q|>\n\
         q|> Bonjour\n\
         o|Je viendrai.",
    );
}

#[test]
fn a_message_passed_on_keeps_its_own_voices() {
    for mark in [
        "---------- Message transféré ----------",
        "---------- Forwarded message ---------",
        "-------- Message transféré --------",
        "-------- Forwarded Message --------",
        "----- Mail transféré -----",
        "Début du message réexpédié :",
        "Begin forwarded message:",
    ] {
        check(&format!(
            "o|Pour inscription.\n\
             o|\n\
             q|{mark}\n\
             q|\n\
             q|De : Anne Roy <anne@example.org>\n\
             q|Date : 2 mars 2016 à 10:12\n\
             q|Objet : inscription\n\
             q|À : luc@example.org\n\
             f|\n\
             f|Nom : Roy\n\
             f|Cordialement\n\
             s|Anne Roy\n\
             q|Le 26/02/2016 17:09, IREV a écrit :\n\
             q|> Venez\n\
             f|PS : à bientôt"
        ));
    }
}

#[test]
fn a_message_passed_on_with_marks_on_each_line_ends_with_them() {
    check(
        "o|Voici.\n\
         q|Début du message réexpédié :\n\
         q|\n\
         q|> De: Anne Roy <anne@example.org>\n\
         q|> Objet: inscription\n\
         q|> Date: 2 mars 2016 10:12\n\
         f|>\n\
         f|> Nom : Roy\n\
         q|> > Venez\n\
         f|> À bientôt\n\
         f|\n\
         o|Merci",
    );
}

#[test]
fn the_subject_tells_forwarding_from_answering() {
    let block = "q|De : Anne Roy\nq|Envoyé : mardi 1 mars 2016 10:12\nq|Objet : inscription";
    let older = "q|De : IREV\nq|Envoyé : vendredi 26 février 2016 17:09\nq|Objet : Rencontre\nq|Venez";
    for subject in ["TR: inscription", "Tr : inscription", "Fwd: inscription", "[Fwd: inscription]", "FW: x"]
    {
        check_with_subject(subject, &format!("o|Voici.\n{block}\nf|Nom : Roy\n{older}"));
    }
    for subject in ["RE: TR: inscription", "inscription", "Transport"] {
        check_with_subject(subject, &format!("o|Voici.\n{block}\nq|Nom : Roy\n{older}"));
    }
}

#[test]
fn a_signature_follows_two_hyphens_above_or_below_the_quotation() {
    check("o|Merci\ns|-- \ns|Anne Roy\ns|Tél : 03 20 00 00 00\nq|Le 26/02/2016, IREV a écrit :\nq|> Venez");
    check("o|Merci\nq|> Venez\no|\ns|--\ns|Anne Roy");
}

#[test]
fn a_signature_follows_a_closing_formula() {
    for formula in [
        "Cordialement",
        "Bien cordialement,",
        "Cdt",
        "Merci d'avance, cordialement.",
        "Cordialement, Anne Roy",
        "Bien à vous",
        "Sincères salutations,",
        "Je vous prie d'agréer, Madame, mes salutations distinguées.",
        "Veuillez agréer l'expression de mes sentiments les meilleurs,",
        "Merci et bonne journée",
    ] {
        check(&format!(
            "o|Ci-joint.\no|{formula}\ns|\ns|Anne Roy\ns|Secrétariat – Ville\ns|Tél : 03 20 00 00 00"
        ));
    }
}

#[test]
fn thanks_are_no_closing_formula() {
    check("o|Merci de noter la venue de :\no|Anne Roy\no|Ville de Lens");
    check("o|Merci,\no|Anne Roy");
}

#[test]
fn a_form_below_a_signature_is_no_signature() {
    check(
        "o|Cordialement\n\
         s|Anne Roy\n\
         s|\n\
         o|Structure : Ville\n\
         o|- Nom : Petit\n\
         o|- Prénom : Luc\n\
         o|Tél : 03 20 00 00 00\n\
         o|Cordialement\n\
         s|Anne Roy",
    );
    check("o|Cdt\ns|\no|Bulletin d'inscription – 24 mars\no|NOM\no|\no|ROY\no|PRÉNOM\no|\no|Anne");
    check("s|-- \ns|Anne\no|Nom : ........ Roy\no|Prénom(s) ______ Luc");
}

#[test]
fn a_label_in_a_signature_starts_no_form() {
    check("o|Cordialement\ns|Anne Roy\ns|Fonction : directrice\ns|Tél : 03 20 00 00 00");
}

#[test]
fn the_writer_may_go_on_below_the_closing_formula() {
    check("o|Cordialement\ns|Anne\no|PS : je viendrai avec une collègue.\no|Elle aussi.");
    check("o|Cordialement\ns|Anne\no|Je vous confirme aussi la venue de Luc Petit");
}

#[test]
fn advertisements_of_mail_programs_are_signatures() {
    for line in [
        "Envoyé de mon iPhone",
        "Envoyé depuis mon appareil mobile Samsung",
        "Envoyé à partir de Outlook pour Android",
        "Envoyé d'un mobile",
        "Télécharger Outlook pour iOS",
        "Provenance : Courrier pour Windows 10",
        "Garanti sans virus. www.avast.com",
    ] {
        check(&format!("o|Oui\ns|{line}\no|Anne"));
    }
}

#[test]
fn a_disclaimer_takes_its_paragraph() {
    check(
        "o|Oui\n\
         o|\n\
         s|Ce message et toutes les pièces jointes sont établis\n\
         s|à l'intention exclusive de ses destinataires.\n\
         o|\n\
         s|This e-mail and any\n\
         s|attachments are confidential.\n\
         o|\n\
         s|Pensez à l'environnement avant d'imprimer.\n\
         o|\n\
         o|Je viendrai.",
    );
}

#[test]
fn words_about_the_message_are_no_disclaimer() {
    check("o|Ce mail pour vous dire que je viens.\no|Ce message et la pièce jointe sont pour Luc.");
}

#[test]
fn strange_texts_are_told_in_linear_time() {
    let lines =
        ["> Message du 26/02/16 17:09", "De : a", "Le 1", "Cordialement", "Structure :", "____________"];
    let many: Vec<&str> = lines.iter().copied().cycle().take(20_000).collect();
    assert_eq!(split(&many, "").voices.len(), 20_000);
    assert_eq!(split(&[], "TR: x").voices, []);
    let long = "> ".repeat(200_000);
    assert_eq!(split(&[long.as_str()], "").voices, [Voice::Quoted]);
}
