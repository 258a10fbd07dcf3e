//! Labels that say as a whole what their words do not: "En qualité de", "Ligne directe", "@".

use std::sync::LazyLock;

use regex::Regex;

use super::{Label, NameOrder};
use crate::event::Field;
use crate::pattern::pattern;

/// What a folded label asks for, if it is one of these.
pub fn phrase(folded: &str) -> Option<Label> {
    static ROLE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:agissant )?(?:(?:en|a|au) (?:(?:ma|votre|quel) )?(?:qualite|titre)|en tant que)(?: de| d')?$|^vous y (?:etes|exercez)(?: en tant que)?$",
        )
    });
    static ORGANISATION: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)^(?:(?:et\ )?represent(?:ant|ante|ant-e|e|ee)s?(?:\ (?:de|d'|du|la|l'|par))?
              | conseil\ citoyen\ ?/\ ?\w+ | \w+\ ?/\ ?conseil\ citoyen
              | vous\ venez\ (?:de\ la\ part\ )?(?:de|pour|du)
              | vous\ (?:travaillez|etes\ benevole|intervenez|exercez)(?:\ \(.*\))?\ (?:a|au|chez|pour|dans|a\ la)
              | (?:membre|salarie|salariee|issu|issue)\ (?:de|du|d')(?:\ la)?)$",
        )
    });
    static BRANCH: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:nom du |votre |le )?conseils? citoyens?(?: de| du)?$"));
    static PHONE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:(?:et )?(?:je )?peux etre )?joint au|(?:(?:on (?:peut )?)?vous (?:joindre|joint|appelle|appeler) (?:au|a)|(?:a quel )?numero (?:peut-on |pouvons-nous )?vous joindre|(?:a )?quel numero peut-on vous joindre|(?:votre )?lignes? directes?|joignable(?: au| a)?|poste tel(?:ephone)?\.?|tel(?:ephone)?\.? poste|(?:votre |mon |le |un )?numero(?: (?:ou|pour) (?:vous )?joindre)?|[✆☎📞☏📱])$",
        )
    });
    static EMAIL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^(?:[@✉📧]|(?:et )?a l'adresse|(?:on (?:peut )?)?vous ecri(?:t|re) (?:a|au))$")
    });
    static ATTENDANCE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)^(?:presence|participation|participera?|presente?|viendra|sera\ presente?)
              (?:\ (?:a|au|le|la|l'|du|de|pour|cette|rencontre|seance|session|reunion|journee|matinee|\d+
              |janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre))*$",
        )
    });
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:(?:full )?name|vous etes|je soussignee?(?:\(e\))?|(?:la |les )?personnes? (?:inscrite?s?|a inscrire|qui (?:participe|assiste|vien[td])\w*)(?: .*)?)$",
        )
    });
    static FAMILY_NAME: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:last|family) name$"));
    static GIVEN_NAME: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:first|given) names?$"));
    static STATUS: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:(?:votre )?statut(?: \(.*\))?|(?:\w+ ?/ ?)?grade)$"));
    static REFERENCE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:ma |mon |votre |la |le )?(?:references?|ref|code)\.?(?: (?:de |d')(?:l'|mon |votre )?inscription)?$",
        )
    });
    static CONTACT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^(?:(?:ou |pour )?(?:vous |nous )?)?joindre$"));
    match folded {
        text if CONTACT.is_match(text) => Some(Label::Contact),
        text if FAMILY_NAME.is_match(text) => Some(Label::Field(Field::LastName)),
        text if GIVEN_NAME.is_match(text) => Some(Label::Field(Field::FirstName)),
        text if STATUS.is_match(text) => Some(Label::Status),
        text if ROLE.is_match(text) => Some(Label::Field(Field::Role)),
        text if ORGANISATION.is_match(text) => Some(Label::Field(Field::Organisation)),
        text if BRANCH.is_match(text) => Some(Label::Branch),
        text if PHONE.is_match(text) => Some(Label::Field(Field::Phone)),
        text if EMAIL.is_match(text) => Some(Label::Field(Field::Email)),
        text if REFERENCE.is_match(text) => Some(Label::Reference),
        text if ATTENDANCE.is_match(text) => Some(Label::Attendance),
        text if NAME.is_match(text) => Some(Label::FullName(NameOrder::FirstLast)),
        _ => None,
    }
}

/// Whether the folded `words` of a heading announce somebody who does not take part: who signs, who
/// pays, whom to call.
pub fn is_somebody_elses(words: &[String]) -> bool {
    static SOMEBODY: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)^(?:(?:le|la|les|du|de\ la|l|votre|coordonnees\ (?:du|de\ la|de\ l|des?))\ )*
              (?:(?:responsable|superieure?|directeur|directrice|n\ 1)\ (?:hierarchique|legale?)
               |(?:contact|suivi|personne\ en\ charge\ du\ suivi)\ (?:administratif|facturation|comptable|formation)
               |(?:adresse\ de\ )?facturation
               |interlocut(?:eur|rice)\ \w+|representante?\ legale?
               |personne\ a\ (?:contacter|prevenir|joindre|appeler)|(?:en\ cas\ d\ )?urgence
               |prise\ en\ charge|organisme\ payeur|reglement|paiement|signataire|de\ la\ part\ de
               |(?:inscription|demande|bulletin|fiche)\ (?:effectuee?|faite?|remplie?|etablie?|saisie?|completee?)\ par
               |elue?\ referente?|organisme\ de\ formation|service\ formation)\b",
        )
    });
    /// A heading is short.
    const LONGEST: usize = 7;
    let all = words.join(" ");
    words.len() <= LONGEST && SOMEBODY.is_match(&all)
}
