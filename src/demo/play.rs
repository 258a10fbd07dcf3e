//! The script: who writes what to the desk, in which order, and what the desk is expected to make of it.
//! There are twelve seats.

use super::cast::{
    BEN_SAID, BENALI, BRAME, CAPITALS, CARON, DE_LA_TOUR, DELATTRE, DHONDT, DUHAMEL, FONTAINE, KOWALCZYK,
    LE_GOFF, LE_GOFF_CORRECTED, LECOEUR, LEFEVRE, Labels, MARTEL, MASSON, MOREAU, NDIAYE, NEWSLETTER,
    NOEL_DUBOIS, OZDEMIR, PRUVOST, Person, SAIDI, STATIONER, USUAL, VAN_DER_MEER, VANDENBERGHE, WALLAERT,
    WORDY,
};
use super::forms::Form;
use super::forms::Layout::{self, Controls, FourColumns, Grid, Leaders, Lines, TwoColumns};
use super::programs::Program::{Gmail, Iphone, Outlook, Server, Thunderbird, Zimbra};
use super::programs::Quoted;
use super::scan::SCAN;
use super::scene::Scene;

/// The whole play.
pub(super) fn scenes() -> Vec<Scene> {
    [the_announcement_is_out(), the_seats_run_out(), the_line_grows(), the_last_days()].concat()
}

/// 26 February to 4 March: nine seats are taken.
fn the_announcement_is_out() -> Vec<Scene> {
    // No cancellation, whatever it says of February and whatever the quoted announcement says.
    let elif = Scene::new("bulletin-lines", "03-03 09:26", Thunderbird, &OZDEMIR)
        .says(
            "Re: Rencontre de réseau conseils citoyens",
            "Bonjour,\n\nJe n'ai pas pu être présente le 25 février, je m'inscris donc au 24 mars.\n\nBien à vous,",
        )
        .with_form("bulletin_OZDEMIR.docx", bulletin(Lines, USUAL, &[&OZDEMIR]))
        .answering(&ANNOUNCEMENT)
        .becomes("registered");
    let elif_again = elif.delivered_again("bulletin-lines-again", "03-03 09:58");
    vec![
        Scene::new("bulletin-two-columns", "02-26 17:42", Outlook, &LE_GOFF)
            .says(
                "Inscription – rencontre du 24 mars",
                "Bonjour,\n\nVeuillez trouver ci-joint mon bulletin d’inscription.\n\nBien cordialement,",
            )
            .with_form(FILE, bulletin(TwoColumns, USUAL, &[&LE_GOFF]))
            .becomes("registered"),
        Scene::new("newsletter", "02-29 07:15", Server, &NEWSLETTER)
            .says(
                "La lettre des quartiers n° 42",
                "Inscrivez-vous à notre journée du 24 mars !\nBulletin d’inscription en ligne.\nNom : Prénom :",
            )
            .marked("List-Unsubscribe: <mailto:stop@villes-et-quartiers.example>\nPrecedence: bulk\n")
            .becomes("automatic"),
        Scene::new("bulletin-grid-three-people", "02-29 09:04", Thunderbird, &DELATTRE)
            .says("Inscriptions 24 mars", "Bonjour,\n\nNous serons trois, voir le bulletin joint.\n\nCordialement,")
            .with_form(FILE, bulletin(Grid, USUAL, &[&DELATTRE, &SAIDI, &BRAME]).blank_slots(2))
            .becomes("registered"),
        Scene::new("question-parking", "02-29 11:37", Iphone, &VANDENBERGHE)
            .says("Question", "Bonjour,\n\nY a-t-il un parking à proximité de vos locaux ?\n\nMerci")
            .becomes("other"),
        Scene::new("bulletin-in-body", "02-29 14:20", Gmail, &NDIAYE)
            .says(
                "inscription",
                format!("Bonjour,\nvoici mon bulletin :\n\n{}\n\nMerci !", NDIAYE.lines(USUAL, " : ")),
            )
            .answering(&ANNOUNCEMENT)
            .becomes("registered"),
        Scene::new("bulletin-four-columns", "03-01 08:51", Zimbra, &VANDENBERGHE)
            .says("Bulletin d'inscription", "Bonjour,\n\nCi-joint mon bulletin complété.\n\nBonne journée")
            .with_form("Copie de bulletin rempli.docx", bulletin(FourColumns, CAPITALS, &[&VANDENBERGHE]))
            .becomes("registered"),
        Scene::new("out-of-office", "03-01 08:53", Server, &VANDENBERGHE)
            .says(
                "Réponse automatique : Inscription confirmée",
                "Bonjour,\n\nJe suis absente jusqu’au 4 mars. Pour toute inscription : accueil, 03 53 01 58 00.",
            )
            .marked("Auto-Submitted: auto-replied\nX-Auto-Response-Suppress: All\n")
            .becomes("automatic"),
        Scene::new("secretary-for-director", "03-01 10:12", Outlook, &CARON)
            .says(
                "TR: Rencontre de réseau référents conseil citoyen",
                "Bonjour,\n\nVeuillez trouver ci-joint le bulletin d’inscription de M. d’Hondt.\n\nCordialement,",
            )
            .with_form("bulletin d’inscription d'Hondt.docx", bulletin(Leaders, USUAL, &[&DHONDT]))
            .answering(&ANNOUNCEMENT)
            .becomes("registered"),
        Scene::new("bulletin-html-table", "03-02 15:30", Outlook, &BEN_SAID)
            .says(
                "Inscription 24 mars",
                format!("Bonjour,\n\nMon bulletin ci-dessous.\n\n{}\n\nCordialement,", BEN_SAID.lines(WORDY, "\t")),
            )
            .becomes("registered"),
        elif,
        elif_again,
        Scene::new("corrected-phone", "03-04 11:45", Outlook, &LE_GOFF_CORRECTED)
            .says(
                "Bulletin corrigé",
                "Bonjour,\n\nMon numéro de téléphone était faux, voici le bon bulletin.\n\nAvec mes excuses,",
            )
            .with_form(FILE, bulletin(TwoColumns, USUAL, &[&LE_GOFF_CORRECTED]))
            .becomes("corrected"),
    ]
}

/// 7 to 11 March: the last three seats; of two colleagues one is confirmed and the other waits.
fn the_seats_run_out() -> Vec<Scene> {
    vec![
        Scene::new("no-form", "03-07 18:32", Iphone, &MOREAU)
            .says("24 mars", "Bonjour, je m'inscris à la rencontre du 24 mars. Merci !")
            .becomes("incomplete"),
        Scene::new("form-afterwards", "03-08 09:10", Zimbra, &MOREAU)
            .says("Re: 24 mars", "Bonjour,\n\nVoici le bulletin qui manquait.\n\nBonne journée")
            .with_form("bulletin.docx", bulletin(TwoColumns, CAPITALS, &[&MOREAU]))
            .becomes("completed"),
        Scene::new("bulletin-content-controls", "03-09 16:05", Gmail, &LEFEVRE)
            .says("Inscription Amiens Métropole", "Bonjour, mon bulletin en pièce jointe.\nA. Lefèvre")
            .with_form("bulletin-amiens-métropole.docx", bulletin(Controls, WORDY, &[&LEFEVRE]).blank_slots(1))
            .becomes("registered"),
        Scene::new("scan", "03-10 09:48", Zimbra, &DUHAMEL)
            .says("Bulletin d'inscription 24 mars", "Bonjour,\n\nCi-joint mon bulletin scanné.\n\nSalutations")
            .with_picture("scan0001.jpg", &SCAN)
            .becomes("review"),
        Scene::new("invoice", "03-10 14:02", Zimbra, &STATIONER)
            .says(
                "Relance facture n° 2016-0117",
                "Madame, Monsieur,\n\nSauf erreur de notre part, la facture n° 2016-0117 (84,60 €) reste à régler.",
            )
            .becomes("other"),
        Scene::new("bulletin-grid-two-people", "03-11 10:27", Zimbra, &MARTEL)
            .says("Inscription ville de Carvin", "Bonjour,\n\nMon collègue et moi-même participerons.\n\nCordialement")
            .with_form(FILE, bulletin(Grid, CAPITALS, &[&MARTEL, &KOWALCZYK]).blank_slots(2))
            .becomes("registered"),
    ]
}

/// 14 to 18 March: all seats are taken. When one is given back, the first in line has it.
fn the_line_grows() -> Vec<Scene> {
    vec![
        Scene::new("bulletin-with-question", "03-14 09:15", Gmail, &DE_LA_TOUR)
            .says(
                "Inscription et question",
                "Bonjour,\nci-joint mon bulletin. La salle est-elle accessible en fauteuil roulant ?\nG. de La Tour",
            )
            .with_form("inscription.docx", bulletin(Lines, WORDY, &[&DE_LA_TOUR]))
            .becomes("registered"),
        Scene::new("other-event", "03-14 11:02", Thunderbird, &WALLAERT)
            .says("Inscription 12 avril", "Bonjour,\n\nCi-joint mon inscription à la journée du 12 avril.\n\nMerci,")
            .with_form(
                "bulletin 12 avril.docx",
                bulletin(TwoColumns, USUAL, &[&WALLAERT]).event(
                    "Journée d’étude : emploi et quartiers",
                    "Mardi 12 avril 2016, de 9h30 à 16h30",
                    "À la Maison des associations, Arras",
                    "5 avril",
                ),
            )
            .becomes("review"),
        Scene::new("thanks", "03-14 11:40", Zimbra, &OZDEMIR)
            .says("Re: Inscription confirmée", "Merci beaucoup, à bientôt !")
            .answering(&CONFIRMATION)
            .becomes("other"),
        Scene::new("bulletin-in-body-and-file", "03-15 08:33", Outlook, &BENALI)
            .says(
                "Inscription M. Benali",
                format!("Bonjour,\n\nMon bulletin, que je recopie ici :\n\n{}", BENALI.lines(USUAL, " : ")),
            )
            .with_form(FILE, bulletin(FourColumns, USUAL, &[&BENALI]))
            .becomes("registered"),
        Scene::new("bulletin-in-body-latin-1", "03-16 20:14", Thunderbird, &NOEL_DUBOIS)
            .says(
                "Inscription au 24 mars",
                format!("Bonjour,\n\n{}\n\nRespectueusement,", NOEL_DUBOIS.lines(CAPITALS, " : ")),
            )
            .answering(&ANNOUNCEMENT)
            .becomes("registered"),
        Scene::new("cancellation", "03-17 07:58", Iphone, &BEN_SAID)
            .says(
                "Désistement",
                "Bonjour,\n\nJe ne pourrai finalement pas participer à la rencontre du 24 mars. \
                 Merci d'annuler mon inscription.\n\nKarim Ben Saïd",
            )
            .becomes("cancelled"),
        Scene::new("cancellation-by-stranger", "03-17 13:20", Gmail, &MASSON)
            .says(
                "Annulation",
                "Bonjour,\nMerci d'annuler l'inscription de Sofie Vandenberghe à la rencontre du 24 mars.\nH. Masson",
            )
            .becomes("review"),
        Scene::new("bulletin-two-columns-capitals", "03-18 17:12", Zimbra, &VAN_DER_MEER)
            .says("bulletin", "Bonjour,\n\nCi-joint le bulletin d'inscription.\n\nCordialement")
            .with_form(FILE, bulletin(TwoColumns, CAPITALS, &[&VAN_DER_MEER]))
            .becomes("registered"),
    ]
}

/// 21 to 23 March, until after the desk has closed at 18:00.
fn the_last_days() -> Vec<Scene> {
    vec![
        Scene::new("replacement", "03-21 09:36", Thunderbird, &BRAME)
            .says(
                "Changement de participant",
                "Bonjour,\n\nMerci de noter que Samia Haddad viendra à ma place le 24 mars.\n\nCordialement,",
            )
            .becomes("review"),
        Scene::new("bulletin-leaders", "03-21 15:44", Outlook, &PRUVOST)
            .says(
                "Bulletin d’inscription",
                "Bonjour,\n\nS’il reste une place, voici mon bulletin.\n\nCordialement,",
            )
            .with_form(FILE, bulletin(Leaders, CAPITALS, &[&PRUVOST]).blank_slots(1))
            .becomes("registered"),
        Scene::new("organisation-missing", "03-22 10:20", Gmail, &LECOEUR)
            .says("Mon bulletin", "Bonjour, ci-joint mon bulletin pour jeudi. Inès Lecœur")
            .with_form("bulletin inès.docx", bulletin(TwoColumns, USUAL, &[&LECOEUR]))
            .becomes("incomplete"),
        Scene::new("late", "03-23 18:42", Outlook, &FONTAINE)
            .says(
                "Inscription pour demain",
                "Bonjour,\n\nJe m’inscris pour demain, bulletin joint.\n\nCordialement,",
            )
            .with_form(FILE, bulletin(TwoColumns, USUAL, &[&FONTAINE]))
            .becomes("late"),
    ]
}

/// The name under which the blank form can be downloaded.
const FILE: &str = "bulletin_dinscription_conseils_citoyens_24_mars.docx";

fn bulletin(layout: Layout, labels: Labels, people: &[&Person]) -> Form {
    people.iter().fold(Form::new(layout), |form, person| form.person(&person.fields(labels)))
}

const ANNOUNCEMENT: Quoted = Quoted {
    message_id: "20160226170912.4711@irev.fr",
    subject: "Rencontre de réseau référents conseil citoyen : séance de rattrapage",
    weekday: "vendredi",
    day: "26 février 2016",
    date: "26/02/2016",
    time: "17:09",
    text: "Le 25 février, l'IREV réunissait les référents des conseils citoyens.\n\
        Une seconde séance, autour du même programme, est proposée aux personnes n'ayant pas pu participer \
        à la première :\n\
        Le jeudi 24 mars 2016, de 09h00 à 12h00,\n\
        À l'IREV, 135 boulevard Paul Painlevé à Lille\n\
        Inscription obligatoire, 12 places : merci de nous faire parvenir votre bulletin d'inscription \
        par mail à contact@irev.fr",
};

const CONFIRMATION: Quoted = Quoted {
    message_id: "20160303092631.0815@irev.fr",
    subject: "Inscription confirmée",
    weekday: "jeudi",
    day: "3 mars 2016",
    date: "03/03/2016",
    time: "09:26",
    text: "Bonjour,\n\n\
        Votre inscription est confirmée.\n\
        Rencontre de réseau référents conseil citoyen : séance de rattrapage\n\
        jeudi 24 mars 2016, 09h00\n\
        Participant : Elif Özdemir (Ville de Roubaix)\n\
        Pour annuler, répondez à ce message en indiquant ANNULER.",
};
