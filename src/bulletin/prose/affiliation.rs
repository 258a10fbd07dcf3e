//! Role and organisation, as a piece of a sentence names them.

use std::sync::LazyLock;

use regex::Regex;

use super::name::has_civility;
use super::words::{self, phrase};
use crate::bulletin::names;
use crate::bulletin::vocabulary::{begins_a_role, begins_an_organisation};
use crate::fold::fold;

/// Role and organisation of a person.
#[derive(Debug, Default)]
pub struct Affiliation {
    /// What the person is.
    pub role: Option<String>,
    /// Where.
    pub organisation: Option<String>,
}

/// Role and organisation that a piece of a sentence names: "médiatrice au sein de la Ville de Lens".
pub fn affiliation(text: &str) -> Option<Affiliation> {
    static AS: LazyLock<Regex> = LazyLock::new(|| {
        phrase(r"(?i)\s(?:comme|en tant que|en qualit[ée] d(?:e |'))\s?(?:la |le |l'|une? )?")
    });
    static REPRESENTING: LazyLock<Regex> = LazyLock::new(|| {
        phrase(r"(?i)\b(?:pour|repr[ée]sent\w+) (?:la |le |les |l'|notre |mon )((?-i:\p{Lu}).+)$")
    });
    static VOLUNTEER: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?i)^(?:(?:et )?(?:je suis|elle est|il est) )?(b[ée]n[ée]vole|salari[ée]e?|stagiaire|service civique) (?:[àa] la |[àa] l'|aux? |chez |du |de la |de l'|des |d'|de )(.+)$",
        )
    });
    static FOR: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?i)\b(?:pour le compte|au nom|au titre|au sein|de la part) (?:du|de la|de l'|des|d'|de) ?(.+)$",
        )
    });
    static LEAD: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?xi)^(?:et\ |[ée]galement\ |aussi\ )*(?:
              (?:je\ suis|suis|on\ est|nous\ sommes|il\ s'agit|elle\ est|il\ est|qui\ est|c'est|est|en\ tant\ que|en\ qualit[ée]\ d(?:e |')|au\ titre\ d(?:e |'|u )|comme)\s?
              (?:rattach[ée]e?\ (?:à\ la|à\ l'|au|à)\s?)?
              |exer[çc]ant\ (?:la\ fonction|les\ fonctions|le\ m[ée]tier)\ d(?:e\ |')
              |(?:(?:il|elle|je)\ )?(?:dirige|pr[ée]side|anime)\ (?:le\ |la\ |les\ |l')
              |(?:je\ fai[st]|il\ fait|elle\ fait)\ partie\ (?:du|de\ la|de\ l'|des|d'|de)\s?
              |(?:j'appartiens|(?:je|il|elle)\ travaille|je\ bosse|je\ repr[ée]sente|repr[ée]sentante?|membre|salari[ée]e?|b[ée]n[ée]vole|issue?)\ (?:au|aux|[àa]\ la|[àa]\ l'|[àa]|chez|pour|du|de\ la|de\ l'|des|d'|de|la|le|l')\s?
              |(?:au\ sein|aupr[èe]s)\ (?:du|de\ la|de\ l'|des|d'|de)\s?
              |(?:du|de\ la|de\ l'|des|d'|de|au|aux|[àa]\ la|[àa]\ l'|chez|pour\ la|pour\ le|pour\ l'|pour)\s?
              )",
        )
    });
    if let Some(found) = AS.find(text) {
        let (organisation, role) = (text.get(..found.start())?, text.get(found.end()..)?);
        if begins_a_role(role) {
            let organisation = affiliation(organisation).and_then(|said| said.organisation);
            return Some(Affiliation { role: Some(up_to_the_occasion(role).to_owned()), organisation });
        }
    }
    let whole = text.trim().trim_matches(['"', '«', '»', '“', '”', ' ']);
    if let Some(found) = VOLUNTEER.captures(whole) {
        let part = |at| found.get(at).map(|part: regex::Match| part.as_str());
        let organisation = part(2).map(up_to_the_occasion).map(unquoted);
        return Some(Affiliation { role: part(1).map(str::to_owned), organisation });
    }
    let without_lead = |text| LEAD.find(text).and_then(|lead| text.get(lead.end()..)).unwrap_or(text).trim();
    let stripped = without_lead(without_lead(whole));
    let is_led = stripped.len() < whole.len();
    if begins_a_role(stripped) && !begins_an_organisation(stripped) {
        let (role, organisation) = role_with_organisation(stripped);
        let role = without_determiner(up_to_the_occasion(role));
        return Some(Affiliation {
            role: Some(role.to_owned()).filter(|role| !role.is_empty()),
            organisation,
        });
    }
    let represented = REPRESENTING.captures(stripped).and_then(|captures| captures.get(1));
    let represented =
        represented.map(|of| up_to_the_occasion(of.as_str())).filter(|of| begins_an_organisation(of));
    if let Some(organisation) = represented {
        return Some(Affiliation { role: None, organisation: Some(unquoted(organisation)) });
    }
    let behalf = FOR.captures(stripped).and_then(|captures| captures.get(1)).map(|of| of.as_str());
    let organisation = unquoted(up_to_the_occasion(behalf.unwrap_or(stripped)));
    if begins_an_organisation(&organisation) || is_a_proper_name(&organisation) {
        return Some(Affiliation { role: None, organisation: Some(organisation) });
    }
    // What is written small and short is what somebody does: "scénographe".
    let is_short = !is_led
        && whole.split_whitespace().count() <= 3
        && whole.starts_with(char::is_lowercase)
        && !goes_on(whole);
    (is_short && !talks(whole)).then(|| Affiliation { role: Some(whole.to_owned()), organisation: None })
}

/// Whether a small piece goes on about a person, rather than naming a role: "étant excusé", "en février".
fn goes_on(piece: &str) -> bool {
    static GOING_ON: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"^(?:en|m'|avec|par|sans|sous|pour|qui|que|ou|dans|etant|absente?s?|excusee?s?|malades?|a (?:confirmer|preciser|voir))\b",
        )
    });
    GOING_ON.is_match(&fold(piece))
}

/// The organisation that is nothing but a name, behind the name of a person: "Café associatif Le Polder".
pub fn named_only(text: &str) -> Option<Affiliation> {
    /// More words than a name has.
    const TOO_MANY: usize = 8;
    let name = up_to_the_occasion(text);
    let is_name = name.starts_with(char::is_uppercase)
        && !has_civility(name)
        && name.split_whitespace().count() <= TOO_MANY
        && !name.split_whitespace().next().is_some_and(words::is_no_name)
        && !is_a_label(name)
        && !talks(name);
    is_name.then(|| Affiliation { role: None, organisation: Some(unquoted(name)) })
}

/// Whether a piece only announces what follows it: "Structure".
fn is_a_label(name: &str) -> bool {
    matches!(
        fold(name).as_str(),
        "structure"
            | "organisme"
            | "organisation"
            | "association"
            | "fonction"
            | "commune"
            | "service"
            | "employeur"
    )
}

/// A role, and the organisation that follows it.
fn role_with_organisation(text: &str) -> (&str, Option<String>) {
    static WITHIN: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?i)\s(?:(?:et je (?:bosse|travaille) )?(?:au sein (?:du|de la|de l'|des|d'|de)|chez|pour (?:la|le|l')|à la|à l'|au|aux|du|de la|de l'|des|d'|de|[-–/]))\s?",
        )
    });
    let mut within_a_branch = None;
    for link in WITHIN.find_iter(text) {
        let (Some(role), Some(rest)) = (text.get(..link.start()), text.get(link.end()..)) else { continue };
        let organisation = up_to_the_occasion(rest);
        let is_within = fold(link.as_str()).contains("au sein") || link.as_str().contains("chez");
        // "chargée de mission GUSP": lower case, so no mission locale.
        let is_a_task = organisation.starts_with("mission")
            || organisation.starts_with("ville") && !organisation.starts_with("ville d");
        let first_word = organisation.split_whitespace().next().unwrap_or_default();
        let is_named = organisation.starts_with(['"', '«', '“'])
            || names::is_shouted(first_word)
            || begins_an_organisation(organisation)
                && organisation.contains(char::is_uppercase)
                && !is_a_task;
        let is_shouting = !text.contains(char::is_lowercase);
        if (is_within || is_named) && (!is_shouting || begins_an_organisation(organisation)) {
            // "responsable du service jeunesse à la Ville de Lens"
            if organisation.starts_with(char::is_lowercase) && begins_a_branch(organisation) {
                within_a_branch = within_a_branch.or(Some((role.trim(), Some(unquoted(organisation)))));
                continue;
            }
            return (role.trim(), Some(unquoted(organisation)));
        }
    }
    within_a_branch.unwrap_or((text, None))
}

/// Whether a piece begins as a part of an organisation does.
fn begins_a_branch(text: &str) -> bool {
    ["service", "direction", "pôle", "département", "bureau", "secteur"]
        .iter()
        .any(|word| text.starts_with(word))
}

/// The name in "association « Quartier Libre »" and in "\"Conseil citoyen des Lilas\"".
fn unquoted(text: &str) -> String {
    static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r#"^(?:association|asso|collectif|compagnie|structure|société)?\s*["«“]\s*([^"»”]+?)\s*(?:$|["»”](?: (?:à|de|d') ?\p{Lu}.*)?$)"#,
        )
    });
    let quoted = QUOTED.captures(text.trim()).and_then(|captures| captures.get(1));
    quoted.map_or(text.trim(), |name| name.as_str()).to_owned()
}

/// "adjoint" of "mon adjoint".
pub fn without_determiner(role: &str) -> &str {
    static DETERMINER: LazyLock<Regex> =
        LazyLock::new(|| phrase(r"(?i)^(?:et )?(?:mon|ma|notre|son|sa|une?|le|la|l')\s?\b"));
    DETERMINER.find(role).and_then(|found| role.get(found.end()..)).unwrap_or(role).trim()
}

/// "conseil citoyen de Moulins" of "le conseil citoyen de Moulins".
pub fn without_article(organisation: &str) -> &str {
    let bare = ["le ", "la ", "l'", "l’"].iter().find_map(|article| organisation.strip_prefix(article));
    bare.filter(|bare| begins_an_organisation(bare)).unwrap_or(organisation)
}

/// `text` without what tells of the meeting: "CCAS d'Avion pour le 24".
pub fn up_to_the_occasion(text: &str) -> &str {
    static OCCASION: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"(?xi)\s+(?:(?:pour|à|a|lors\ de)\ (?:participer|assister|venir|[êe]tre\b|y\ |(?:la|le|cette|votre|ce)\ (?:rencontre|séance|seance|réunion|reunion|session|journée|matinée|rdv|rendez|\d))
              |(?:le|au|du|pour\ le|pour)\ (?:jeudi|lundi|mardi|mercredi|vendredi|samedi|\d)
              |(?:participer|assister|viendr|ser[ao]|souhait|désir|voudr|aimer|y\ )\w*|qui\ |car\ |afin\ |je\ |j'|nous\ |dans\ le\ cadre|depuis\b|(?:et|aussi|[ée]galement)$|merci\b|tél\b|tel\b|svp|s'il\ vous)",
        )
    });
    let text = OCCASION.find(text).and_then(|found| text.get(..found.start())).unwrap_or(text).trim();
    text.strip_suffix(" et").unwrap_or(text)
}

/// Whether a piece is nothing but a proper name: "ADELI-Habitat", "Les Jardins du Beffroi", "La Mil'Patte".
pub fn is_a_proper_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |word: &str| word.trim_start_matches(['d', 'l']).trim_start_matches(['\'', '’']).to_owned();
    let small =
        |word: &&str| word.starts_with(char::is_lowercase) && !bare(word).starts_with(char::is_uppercase);
    let is_link = |word: &str| {
        names::is_particle(word) || matches!(word, "et" | "à" | "en" | "pour" | "&" | "des" | "aux")
    };
    (1..=8).contains(&words.len())
        && words
            .first()
            .is_some_and(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
        && words.iter().filter(|word| small(word)).all(|word| is_link(word))
        && !text.chars().all(|c| !c.is_alphabetic())
        && !has_civility(text)
        && !talks(text)
        && !is_a_label(text)
        && !words.first().is_some_and(|word| words::is_no_name(word))
}

/// Whether a piece says something, rather than naming a role.
pub fn talks(text: &str) -> bool {
    static TALK: LazyLock<Regex> = LazyLock::new(|| {
        phrase(
            r"\b(?:je|j'|nous|vous|merci|bonjour|svp|est|sont|pas|ne|n'|bien|encore|aussi|donc|mais|si|ok|oui|non|tel|mail|mars|demain|jeudi|a bientot|a\+)\b",
        )
    });
    TALK.is_match(&fold(text))
}
