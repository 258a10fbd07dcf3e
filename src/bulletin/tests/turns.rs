//! The turns of a conversation: who answers, who leaves.

use super::*;

/// The letter that offers a seat.
const OFFER: &str = "\n\nLe 1 mars 2016 à 10:02, IREV <contact@desk.example> a écrit :\n> Bonjour,\n> Bonne nouvelle : une place s’est libérée. La voulez-vous ? Répondez oui ou non.\n> Rencontre de réseau référents conseil citoyen : séance de rattrapage\n> jeudi 24 mars 2016, de 9 h à 12 h\n>   • Hélène Wattrelos (Ville de Lens)\n>     Sur liste d’attente, au 1er rang\n>     Référence : K7F-3QDM\n> À bientôt,\n> IREV\n";

/// Who leaves, each as "last name|given name|organisation".
fn leaving(body: &str) -> Vec<String> {
    let reading = read_mail("Re: Inscription confirmée", &format!("{body}{NOTICE}"));
    assert_eq!(reading.verdict, Verdict::Cancellation, "{body}: {:?}", reading.reason);
    let fields = [Field::LastName, Field::FirstName, Field::Organisation];
    let line = |person: &Participant| {
        fields.iter().map(|field| person.get(field).unwrap_or("-")).collect::<Vec<_>>().join("|")
    };
    reading.participants.iter().map(line).collect()
}

#[test]
fn whom_a_withdrawal_names_is_known() {
    let marie = "Petit|Marie|-";
    let paul = "Durand|Paul|-";
    for (body, wanted) in [
        ("Merci d'annuler l'inscription de Marie Petit", vec![marie]),
        ("Merci d'annuler l'inscription de Mme Marie PETIT.\n\nCordialement,\nZoé Roy", vec![marie]),
        ("Merci d'annuler l'inscription de Marie Petit et de Paul Durand", vec![marie, paul]),
        ("Merci d'annuler les inscriptions de Marie Petit et Paul Durand.", vec![marie, paul]),
        (
            "Merci d'annuler les inscriptions suivantes :\n- Marie Petit\n- Paul Durand\n\nBien à vous\nZoé Roy",
            vec![marie, paul],
        ),
        ("Pouvez-vous annuler l'inscription de Marie Petit ?", vec![marie]),
        ("Bonjour Madame Roy,\nmerci de désinscrire Marie Petit.", vec![marie]),
        ("Veuillez retirer Marie Petit de la liste.", vec![marie]),
        ("Désistement de Marie Petit", vec![marie]),
        ("Annulation : Petit Marie (CC Moulins)", vec!["Petit|Marie|CC Moulins"]),
        ("ANNULER Marie Petit", vec![marie]),
        ("annuler l'inscription de marie petit svp", vec![marie]),
        ("Marie Petit ne viendra pas, mais Paul Durand sera bien là", vec![marie]),
        ("Marie Petit ne viendra pas mais Paul Durand sera présent.", vec![marie]),
        ("Paul Durand viendra, mais Marie Petit ne pourra pas venir.", vec![marie]),
        ("Marie Petit et Paul Durand ne pourront pas venir.", vec![marie, paul]),
        ("Marie Petit, Paul Durand et Zoé Roy ne viendront pas.", vec![marie, paul, "Roy|Zoé|-"]),
        ("M. Durand est malade, il ne sera pas présent", vec!["Durand|-|-"]),
        ("M. Durand est malade. Il ne sera pas présent.", vec!["Durand|-|-"]),
        ("Mme Petit ne pourra pas participer, merci d'annuler son inscription", vec!["Petit|-|-"]),
        ("Ma collègue Marie Petit ne pourra finalement pas venir", vec![marie]),
        ("Ma collègue, Marie Petit, ne pourra finalement pas venir.", vec![marie]),
        ("Je vous informe que Marie Petit ne pourra pas être présente le 24 mars.", vec![marie]),
        ("Nous vous informons que M. Durand ne viendra pas", vec!["Durand|-|-"]),
        ("marie petit ne pourra pas venir", vec![marie]),
        ("Marie ne pourra pas venir.", vec!["-|Marie|-"]),
        ("Paul et Marie ne pourront pas venir.", vec!["-|Paul|-", "-|Marie|-"]),
        ("Marie, Paul et Luc ne viendront pas.", vec!["-|Marie|-", "-|Paul|-", "-|Luc|-"]),
        ("Merci d'annuler l'inscription de Paul et Marie.", vec!["-|Paul|-", "-|Marie|-"]),
        ("Merci d'annuler les inscriptions de Paul Durand et d'Anne Leroy.", vec![paul, "Leroy|Anne|-"]),
        ("Marie et Paul se désistent.", vec!["-|Marie|-", "-|Paul|-"]),
        ("Paul et moi ne viendrons pas.\n\nMarie Petit", vec!["-|Paul|-", marie]),
        ("Finalement Marie ne peut pas venir, les autres viennent.", vec!["-|Marie|-"]),
        (
            "M. Durand, notre adjoint, ne pourra pas être présent. Merci d'annuler son inscription.",
            vec!["Durand|-|-"],
        ),
        ("Merci de désinscrire Mesdames Petit et Le Roy.", vec!["Petit|-|-", "Le Roy|-|-"]),
        (
            "Je suis au regret de vous annoncer que Mme Le Goff ne pourra assister à la réunion de jeudi.",
            vec!["Le Goff|-|-"],
        ),
        ("Mme Petit, souffrante, ne pourra pas participer.", vec!["Petit|-|-"]),
        ("Paul Durand ne fait plus partie de nos effectifs, veuillez annuler son inscription.", vec![paul]),
        ("Veuillez excuser l'absence de Paul Durand le 24 mars.", vec![paul]),
        ("Merci de supprimer l'inscription au nom de Paul Durand", vec![paul]),
        (
            "Annulation de l'inscription de Marie Petit (Ville de Lens) et Paul Durand (MJC de Croix)",
            vec!["Petit|Marie|Ville de Lens", "Durand|Paul|MJC de Croix"],
        ),
        ("Merci d'annuler toutes les inscriptions sauf celle de Paul Durand", vec![]),
    ] {
        assert_eq!(leaving(body), wanted, "{body}");
    }
}

#[test]
fn who_signs_is_greeted_or_quoted_is_not_named_as_leaving() {
    for body in [
        "Je ne pourrai pas venir.\n\nMarie Petit",
        "Je ne pourrai pas venir.\nCordialement,\nMarie Petit\nMairie de Roubaix",
        "Bonjour Madame Roy,\nje ne pourrai pas venir.",
        "Madame Roy, je ne pourrai pas venir.",
        "Je suis malade et ne pourrai pas venir. Voyez avec Paul Durand pour la suite.",
        "Je ne pourrai pas venir. Mon collègue Paul Durand reste inscrit.",
        "Ma directrice Mme Roy m'informe que je ne pourrai pas venir.",
        "Merci de prévenir Mme Roy que je ne viendrai pas.",
        "Merci d'annuler mon inscription.\nMarie Petit",
        "ANNULER",
        "non finalement",
        "Nous ne viendrons pas.",
    ] {
        assert_eq!(leaving(body), Vec::<String>::new(), "{body}");
    }
}

#[test]
fn who_withdraws_with_others_is_named_with_them() {
    for body in [
        "Merci d'annuler l'inscription de Marie Petit et la mienne.",
        "Marie Petit et moi ne pourrons pas venir.",
        "Je ne pourrai pas venir et Marie Petit non plus.",
    ] {
        let reading = read_mail("Re: Inscription confirmée", &format!("{body}{NOTICE}"));
        let emails: Vec<_> = reading.participants.iter().map(|person| person.get(&Field::Email)).collect();
        assert_eq!(emails, [None, Some("accueil@mairie.example")], "{body}");
        assert_eq!(reading.participants[0].get(&Field::LastName), Some("Petit"), "{body}");
    }
}

#[test]
fn an_answer_is_read_above_below_and_amid_what_it_quotes() {
    let inline = OFFER.replace("> Rencontre de", "Oui, avec plaisir.\n> Rencontre de");
    let bottom = format!("{OFFER}\nOui, je prends la place.\n\nCordialement,\nHélène");
    for body in [
        &format!("Oui{OFFER}"),
        &format!(
            "Bonjour,\n\noui avec plaisir.\n\n-- \nHélène Wattrelos\nVille de Lens\nNon-violence et médiation{OFFER}"
        ),
        &inline,
        &bottom,
        &String::from(
            "Oui, merci\n\nEnvoyé de mon iPhone\n\nDe : IREV\nEnvoyé : mardi 1 mars 2016 10:02\nÀ : Hélène\nObjet : Une place\n\nLa voulez-vous ? Répondez oui ou non.\n\nNon",
        ),
    ] {
        let reading = read_mail("Re: Une place s’est libérée", body);
        assert_eq!((reading.answer, reading.verdict), (Some(Answer::Yes), Verdict::Other), "{body}");
    }
    let reading = read_mail("Re: Une place s’est libérée", &format!("non finalement{OFFER}"));
    assert_eq!((reading.answer, reading.verdict), (Some(Answer::No), Verdict::Cancellation));
    let reading = read_mail("Oui", "");
    assert_eq!(reading.answer, Some(Answer::Yes));
}

#[test]
fn an_html_answer_is_told_from_what_it_quotes() {
    let html = "<div>Non merci</div><div class=gmail_quote>Le 1 mars 2016 à 10:02, IREV &lt;contact@desk.example&gt; a écrit :<br><blockquote class=gmail_quote>Une place s'est libérée. Répondez :<br>oui<br>Référence : K7F-3QDM</blockquote></div>";
    let octets = format!(
        "From: helene@lens.example\r\nTo: contact@desk.example\r\nSubject: Re: Une place\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}"
    );
    let message = Message::parse(octets.as_bytes(), &[]).unwrap();
    let reading = read(&message, None, None, &Knowledge { events: vec![march()], own_addresses: Vec::new() });
    assert_eq!((reading.answer, reading.codes.len(), reading.own_codes.len()), (Some(Answer::No), 1, 0));
}

#[test]
fn a_yes_with_a_question_is_a_yes_with_a_question() {
    let reading = read_mail("Re: Une place", &format!("Oui, mais à quelle heure ?{OFFER}"));
    assert_eq!((reading.answer, reading.question), (Some(Answer::Yes), true));
    let reading = read_mail("Re: Une place", &format!("est-ce que je peux venir à deux ?{OFFER}"));
    assert_eq!((reading.answer, reading.question), (None, true));
}

#[test]
fn machines_answer_nothing() {
    for body in [
        "Je suis absente du bureau jusqu'au 28 mars. Oui, votre message sera lu à mon retour.",
        "Oui, votre message a bien été reçu. Ceci est un message automatique, merci de ne pas y répondre.",
    ] {
        let reading = read_mail("Réponse automatique", &format!("{body}{OFFER}"));
        assert_eq!((reading.verdict, reading.answer), (Verdict::Automatic, None), "{body}");
    }
}

#[test]
fn a_code_is_the_writers_own_where_the_writer_wrote_it() {
    for (subject, body, own) in [
        ("Re: Inscription confirmée", format!("ANNULER{NOTICE}"), 0),
        ("Re: Inscription confirmée", format!("K7F-3QDM : annuler{NOTICE}"), 1),
        ("Re: Inscription K7F-3QDM", String::from("annuler svp"), 0),
        ("Annulation inscription K7F-3QDM", String::from("merci"), 1),
        ("Inscription", String::from("merci d'annuler mon inscription k7f-3qdm"), 1),
    ] {
        let reading = read_mail(subject, &body);
        assert_eq!((reading.codes.len(), reading.own_codes.len()), (1, own), "{subject}: {body}");
    }
}

#[test]
fn the_code_of_whoever_comes_all_the_same_is_not_withdrawn() {
    for body in [
        "Merci d'annuler K7F-3QDM et de garder B3R-7HKX.",
        "Merci d'annuler l'inscription K7F-3QDM, mais pas B3R-7HKX",
        "Merci d'annuler l'inscription K7F-3QDM et de garder celle de Paul Durand (B3R-7HKX).",
        "Annulation K7F-3QDM (Marie Petit)",
        "K7F-3QDM : annulé\nB3R-7HKX : ok",
    ] {
        let reading = read_mail("Re: Inscriptions", &format!("{body}{NOTICE}"));
        assert_eq!(
            (reading.verdict, &*reading.own_codes),
            (Verdict::Cancellation, &["K7F-3QDM".into()][..]),
            "{body}"
        );
    }
}

#[test]
fn of_whom_the_writer_speaks_is_told_from_the_words() {
    use Whose::{Anothers, Both, Everybodys, TheWriters, Unsaid};
    for (body, whose) in [
        ("Nous ne viendrons pas.", Everybodys),
        ("Merci d'annuler nos inscriptions.", Everybodys),
        ("Personne de notre équipe ne pourra venir.", Everybodys),
        ("Suite à un contretemps, notre association ne pourra finalement pas participer.", Everybodys),
        ("Mes collègues et moi ne pourrons pas venir.", Everybodys),
        ("Nous ne serons pas disponibles le 24 mars.", Everybodys),
        ("Je ne pourrai pas venir.", TheWriters),
        ("Merci d'annuler mon inscription.", TheWriters),
        ("Je suis malade et ne pourrai pas venir, ma collègue sera là.", TheWriters),
        ("Ma collègue ne pourra pas venir.", Anothers),
        ("Ma collègue ne pourra pas venir, je serai bien là.", Anothers),
        ("Mon mari ne pourra pas venir, merci d'annuler son inscription.", Anothers),
        ("Merci d'annuler l'inscription de ma collègue.", Anothers),
        ("L'un de nous deux ne pourra pas venir.", Anothers),
        ("Une personne de notre groupe ne viendra pas.", Anothers),
        ("Elle ne viendra pas.", Anothers),
        ("Ma collègue ne pourra pas venir. Je ne viendrai pas non plus.", Both),
        ("Je ne pourrai pas venir, ma collègue non plus.", Both),
        ("Merci d'annuler l'inscription.", Unsaid),
        ("ANNULER", Unsaid),
        ("Merci d'annuler l'inscription de Marie Petit", Unsaid),
        ("Nous serons bien là !", Unsaid),
    ] {
        let reading = read_mail("Re: Inscriptions", &format!("{body}{NOTICE}"));
        assert_eq!(reading.whose, whose, "{body}");
    }
}

#[test]
fn a_no_withdraws_only_where_something_was_asked() {
    for (body, on_a_confirmation, on_an_offer) in [
        ("Non", Verdict::Other, Verdict::Cancellation),
        ("Non merci", Verdict::Other, Verdict::Cancellation),
        ("Non, rien à corriger, à jeudi !", Verdict::Other, Verdict::Cancellation),
        ("Non, aucun problème, je viens.", Verdict::Other, Verdict::Other),
        ("Non merci, je n'ai pas besoin du parking. Je viens bien.", Verdict::Other, Verdict::Other),
        ("Non finalement", Verdict::Cancellation, Verdict::Cancellation),
        ("Je ne suis plus disponible", Verdict::Cancellation, Verdict::Cancellation),
    ] {
        let read = |quoted| read_mail("Re: Rencontre", &format!("{body}{quoted}")).verdict;
        assert_eq!((read(NOTICE), read(OFFER)), (on_a_confirmation, on_an_offer), "{body}");
    }
}

#[test]
fn what_only_speaks_of_cancelling_is_shown_to_a_person() {
    for body in [
        "Merci d'annuler le repas",
        "Merci d'annuler ma demande de repas",
        "Je souhaite annuler ma participation à l'atelier de l'après-midi",
        "Je n'ai pas annulé mon inscription, c'est une erreur de ma collègue.",
        "Je vous avais demandé d'annuler mais finalement je peux venir",
        "C'est une erreur !",
        "Je ne viens pas jeudi matin mais l'après-midi",
        "Ne m'annulez pas !",
        "Nous ne viendrons pas à trois mais à deux.",
        "Je ne viendrai pas manger.",
        "Je ne pourrai pas venir si la salle n'est pas accessible.",
        "Je ne pourrai pas venir sans mon fauteuil.",
        "Je ne pourrai sans doute pas venir.",
        "Il est possible que je ne puisse pas venir.",
        "Finalement Jean vient",
        "Finalement moi non plus.",
        "Seule Anne pourra être présente.",
        "Finalement nous ne serons que deux : Paul Durand et Luc Roy.",
        "Tout le monde est absent sauf Luc.",
        "Mme Leroy et M. Roy annulent.",
        "Absents : Leroy, Roy",
        "Anne Leroy (MJC) viendra avec moi.",
        "Merci d'ajouter Anne Leroy.",
        "Ma structure n'est pas la MJC mais la Mairie de Lens.",
        "Merci de noter mon nouveau mail : zoe@lens.example",
        "Non, c'est une erreur, je viens bien",
        "Mon téléphone est désormais le 06 39 98 00 01",
        "Ma structure est la MJC de Croix, pas la Ville de Lens",
    ] {
        let reading = read_mail("Re: Inscription", &format!("{body}{NOTICE}"));
        assert_eq!((reading.verdict, reading.reason), (Verdict::Review, Reason::Doubtful), "{body}");
    }
    let with_the_meal = read_mail(
        "Re: Inscription",
        &format!("Je ne pourrai pas venir, merci d'annuler aussi le repas{NOTICE}"),
    );
    assert_eq!(with_the_meal.verdict, Verdict::Cancellation);
}

#[test]
fn whoever_wants_to_come_back_says_so_in_many_words() {
    for body in ["pouvez-vous me réinscrire ?", "Merci de me réinscrire"] {
        let reading = read_mail("Re: Inscription annulée", &format!("{body}{NOTICE}"));
        assert_eq!(reading.verdict, Verdict::Incomplete, "{body}");
    }
    for body in ["Finalement je peux venir !", "Finalement je viens", "Je serai bien là"] {
        let reading = read_mail("Re: Inscription annulée", &format!("{body}{NOTICE}"));
        assert!(reading.comes && reading.verdict == Verdict::Other, "{body}");
    }
}

#[test]
fn the_name_of_a_signature_is_known() {
    for (body, signed) in [
        ("Je ne viendrai pas.\n\nJean Petit", Some("Jean Petit")),
        (
            "Je ne viendrai pas.\nCordialement,\nJean Petit\nMairie de Lens\n03 20 00 00 01",
            Some("Jean Petit"),
        ),
        ("Je ne viendrai pas.\nCordialement, Marie", Some("Marie")),
        ("Je ne viendrai pas.\n-- \nMarie PETIT (CCAS de Lens)", Some("Marie PETIT")),
        ("Bonjour Marie,\nje ne viendrai pas.", None),
        ("Je ne viendrai pas.\nVille de Lens", None),
        ("Marie Petit", None),
    ] {
        let reading = read_mail("Re: Inscription", &format!("{body}{NOTICE}"));
        assert_eq!(reading.signed.as_deref(), signed, "{body}");
    }
}

#[test]
fn whoever_comes_instead_is_heard_beside_who_leaves() {
    for (body, sends) in [
        ("Je ne pourrai pas venir mais Zoé Blanc y sera.", true),
        ("Je ne peux pas venir, mon adjoint Zoé Blanc sera présent.", true),
        ("Anne Leroy se désiste au profit de Zoé Blanc.", true),
        ("Paul ne sera pas là mais Zoé Blanc si.", true),
        ("Je ne peux pas venir, Zoé Blanc représentera la MJC.", true),
        ("Annulez mon inscription et inscrivez Zoé Blanc.", true),
        ("Je ne peux pas, Zoé Blanc viendra.", true),
        ("Je ne pourrai pas me joindre à vous, mais Zoé Blanc se propose de venir.", true),
        ("Je ne peux pas, mais ma collègue Zoé Blanc peut prendre la place.", true),
        ("Ma collègue ne pourra pas venir, je serai bien là.", false),
        ("Je ne viendrai pas.", false),
        ("Anne ne viendra pas, ni Luc.", false),
    ] {
        let reading = read_mail("Re: Inscription", &format!("{body}{NOTICE}"));
        assert_eq!(reading.sends_somebody, sends, "{body}");
    }
}
