//! Why something waits for a person, in words.

/// The sentence that tells the staff why a review waits, from its code in the book; a code that is not
/// known here is told as it is.
pub(super) fn sentence(reason: &str) -> &str {
    match reason {
        "complete" => "Le bulletin est complet, mais il faut dire à quel rendez-vous il est destiné.",
        "fields-missing" => "Il manque des informations sur le bulletin.",
        "blank-bulletin" => "Le bulletin est revenu vide.",
        "no-bulletin" => "C'est une inscription sans bulletin.",
        "withdrawal" => "C'est un désistement, mais il faut dire pour quel rendez-vous.",
        "scan" => "Le bulletin est un scan ou une photo.",
        "protected" => "Le fichier est protégé par un mot de passe.",
        "macros" => "Le fichier contient des macros : le guichet ne l'ouvre pas.",
        "damaged" => "Le fichier est abîmé.",
        "unsupported" => "Le fichier est d'un format que le guichet ne lit pas.",
        "empty-file" => "Le fichier est vide.",
        "too-large" => "Le message ou son fichier est trop grand.",
        "unknown-event" => "Le bulletin parle d'un rendez-vous que le guichet ne connaît pas.",
        "several-events" => "Le bulletin peut convenir à plusieurs rendez-vous.",
        "replacement" => "Quelqu'un doit venir à la place de quelqu'un d'autre.",
        "contradiction" => "Le message se contredit.",
        "not-coming" => "Le bulletin dit que la personne ne viendra pas.",
        "odd-value" => "Une information du bulletin paraît inexacte.",
        "crowded" => "Plusieurs personnes sont écrites dans une seule case du bulletin.",
        "doubtful" => "On ne sait pas si la personne vient ou non.",
        "reader-crashed" | "reader-hung" => "Le guichet n'a pas réussi à lire ce message.",
        "not-a-message" => "Le guichet a reçu un fichier qui n'est pas un message.",
        "question" => "C'est une question.",
        "thanks" => "C'est un remerciement.",
        "passed-on" => "C'est l'annonce, transmise à d'autres.",
        "other-form" => "Le fichier n'est pas un bulletin.",
        "not-for-the-desk" => "Rien n'y parle d'inscription.",
        "already-registered" => "Cette inscription était déjà enregistrée.",
        "not-theirs" => "Cette inscription a été faite depuis une autre adresse.",
        "several-meant" => "Plusieurs inscriptions peuvent être concernées.",
        "nothing-meant" => "Aucune inscription ne correspond à ce message.",
        "late" => "Le bulletin est arrivé après la clôture.",
        "closed" => "Le bulletin est arrivé alors que les inscriptions sont closes.",
        "not-yet-open" => "Le bulletin est arrivé avant l'ouverture des inscriptions.",
        "not-answered" => "C'est enregistré, mais ce message n'admet pas de réponse automatique.",
        "about-incomplete" => "C'est peut-être ce qui manquait à une inscription.",
        "letter-bounced" => "Notre lettre est revenue : elle n'a pas atteint la personne.",
        "letter-refused" => "Notre lettre a été refusée : elle n'a pas atteint la personne.",
        "letter-given-up" => "Notre lettre n'a pas pu partir malgré plusieurs jours d'essais.",
        "found-elsewhere" => {
            "Ce message est dans un autre dossier : déplacez-le dans la boîte de réception pour que le guichet le traite."
        }
        "filled" => "Des places libres ont été attribuées.",
        "failed" => "Le guichet n'a pas pu enregistrer ce message.",
        "question-beside" => "Le bulletin est traité, mais le message pose aussi une question.",
        "namesake" => "Une personne du même nom est déjà inscrite, avec d'autres coordonnées.",
        unknown => unknown,
    }
}
