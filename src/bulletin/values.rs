//! What was written beside a label, cleaned: leaders and placeholders are blank, phones become
//! E.164, addresses are checked for form.

use std::sync::LazyLock;

use regex::Regex;

use crate::fold::fold;
use crate::pattern::pattern;

/// What was written, without leaders, bullets and placeholders; `None` where nothing was.
#[must_use]
pub fn written(text: &str) -> Option<String> {
    static LEADER: LazyLock<Regex> = LazyLock::new(|| pattern(r"[.·]{3,}|…+|_{2,}|\.(?:\s*\.){2,}"));
    static DOTS_AT_THE_END: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:\s+\.|\.\s*\.)[\s.]*$"));
    static HINT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?i)\((?:en )?(?:majuscules?|capitales?|obligatoire|facultatif|si besoin)\)")
    });
    // It stays beside what is typed before or behind it; Word's own goes on after it.
    static PLACEHOLDER: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!(r"{}(?: du texte)?\.?", super::PLACEHOLDER)));
    if DITTO_MARKS.contains(&text.trim()) {
        return Some(String::from("idem"));
    }
    if is_unknown(text.trim()) {
        return Some(text.trim().to_owned());
    }
    let text = PLACEHOLDER.replace_all(text, " ");
    let text = LEADER.replace_all(&text, " ");
    let text = HINT.replace_all(&text, " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = DOTS_AT_THE_END.replace(text.trim_start_matches(['.', ' ']), "");
    let edges = |c: char| c.is_whitespace() || c.is_control() || "*:;,|/-–—•·_=".contains(c);
    let mut value = text.trim_matches(edges).trim_start_matches(['>', '→', '➔', '►', ')', ' ']);
    if let Some(inner) =
        value.strip_prefix(['[', '<', '«']).and_then(|rest| rest.strip_suffix([']', '>', '»']))
    {
        value = inner.trim();
    }
    let blank = value.chars().all(|c| !c.is_alphanumeric()) || is_placeholder(value);
    (!blank).then(|| value.to_owned())
}

/// Whether a value says that nobody knows it yet: "?".
#[must_use]
pub fn is_unknown(value: &str) -> bool {
    static UNKNOWN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?x)^\(?(?:\?+|n[./]?c\.?|n/a|neant|sans\ objet|aucune?|inconnue?|a\ (?:completer|preciser|venir|definir|confirmer)
              |(?:non|pas)\ (?:renseigne|communique|precise|connu|fourni|applicable)e?)\)?$",
        )
    });
    UNKNOWN.is_match(&fold(value))
}

/// The signs that stand for what stands above them.
const DITTO_MARKS: [&str; 6] = ["\"", "''", "〃", "″", "”", "«"];

/// Whether `value` stands for what is said of the person before.
#[must_use]
pub fn is_ditto(value: &str) -> bool {
    static DITTO: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:idem|id|ibid|(?:la |le )?memes?(?: chose)?|(?:cf\.?|voir|comme) (?:ci-dessus|plus haut|au-dessus)|ci-dessus)\.?$",
        )
    });
    DITTO.is_match(&fold(value))
}

/// Whether `value` is what a form shows where nothing was written, or what people write who have
/// nothing to write.
fn is_placeholder(value: &str) -> bool {
    static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:cliquez|cliquer|click|tapez|taper|saisissez|saisir|entrez|entrer|choisissez|choisir|selectionnez|indiquez|precisez)\b.*(?:\bici\b|\bhere\b|\btexte?\b|\belement\b|\bvotre\b|\bdate\b|\bnom\b|\breponse\b)|^(?:a completer|a remplir|x+|votre \w+|texte|zone de texte|neant|aucune?|rien|sans objet|n\.?/?a\.?|nc|non renseigne)$",
        )
    });
    PLACEHOLDER.is_match(&fold(value))
}

/// The first telephone number in `text` in E.164 (ITU-T), read as French where no country is given.
#[must_use]
pub fn phone(text: &str) -> Option<String> {
    static LETTER_FOR_NOUGHT: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[oO](\d)|(\d)[oO]"));
    number(text).or_else(|| number(&LETTER_FOR_NOUGHT.replace_all(text, "${2}0${1}")))
}

fn number(text: &str) -> Option<String> {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:\+|00|\(\+?\d|\d)[\d\s._\-()/|\u{2010}-\u{2015}]{6,}\d"));
    NUMBER.find_iter(text).find_map(|found| {
        // "+33 (0)6 …" and "06 … / 07 …": the trunk zero in brackets goes, the first number counts.
        let number = found.as_str().replace("(0)", "").replace(['_', '|'], " ");
        let first = number.split('/').next().unwrap_or_default();
        // "06/39/98/00/01" is one number.
        complete(first).or_else(|| complete(&number.replace('/', " ")))
    })
}

/// `number` in E.164 if it has all its digits.
fn complete(number: &str) -> Option<String> {
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let parsed = phonenumber::parse(Some(phonenumber::country::FR), digits).ok()?;
    is_complete(&parsed).then(|| parsed.format().mode(phonenumber::Mode::E164).to_string())
}

/// Whether a number has as many digits as it needs. French ones are not held against the ranges
/// given out so far: new ranges come, and a wrong digit is still what the person wrote.
fn is_complete(number: &phonenumber::PhoneNumber) -> bool {
    let french = number.country().code() == 33 && number.national().value().to_string().len() == 9;
    french || number.is_valid()
}

/// The first mail address in `text` (the dot-atom form of RFC 5322 §3.4.1), its domain in lower case.
#[must_use]
pub fn email(text: &str) -> Option<String> {
    static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"[\p{L}\d!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\d!#$%&'*+/=?^_`{|}~-]+)*\s?@\s?(?:[\p{L}\d](?:[\p{L}\d-]*[\p{L}\d])?\.)+\p{L}{2,}",
        )
    });
    let found = ADDRESS.find(text)?.as_str().replace(char::is_whitespace, "");
    let (local, domain) = found.rsplit_once('@')?;
    let local = local.strip_prefix("mailto:").unwrap_or(local);
    (!is_example(local)).then(|| format!("{local}@{}", domain.to_lowercase()))
}

/// Whether a form shows such an address to say how to write one.
fn is_example(local: &str) -> bool {
    matches!(
        local.to_lowercase().as_str(),
        "prenom.nom"
            | "nom.prenom"
            | "prénom.nom"
            | "nom.prénom"
            | "nom"
            | "prenom"
            | "exemple"
            | "example"
            | "votre.nom"
            | "xxx"
            | "adresse"
            | "votreadresse"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaders_and_placeholders_are_blank() {
        for blank in [
            "",
            " ..... ",
            "____",
            "…………",
            ". . . . .",
            "Cliquez ici pour taper du texte.",
            "Cliquez ou appuyez ici pour entrer du texte.",
            "Click or tap here to enter text.",
            "Choisissez un élément.",
            "[à compléter]",
            "XXX",
            "-",
            "::",
        ] {
            assert_eq!(written(blank), None, "{blank:?}");
        }
    }

    #[test]
    fn a_value_among_leaders_is_found() {
        for text in
            ["....Dupont....", "Dupont……", "____Dupont____", " : Dupont", ". . . Dupont . . .", "[Dupont]"]
        {
            assert_eq!(written(text).as_deref(), Some("Dupont"), "{text:?}");
        }
        assert_eq!(
            written("Association « Les Lilas » (St. Omer)").as_deref(),
            Some("Association « Les Lilas » (St. Omer)")
        );
    }

    #[test]
    fn phones_become_e164() {
        for text in [
            "06 39 98 00 01",
            "06.39.98.00.01",
            "06-39-98-00-01",
            "0639980001",
            "+33 6 39 98 00 01",
            "+33 (0)6 39 98 00 01",
            "0033639980001",
            "06 39 98 00 01 / 03 53 01 00 00",
        ] {
            assert_eq!(phone(text).as_deref(), Some("+33639980001"), "{text}");
        }
        assert_eq!(phone("+32 2 555 12 12").as_deref(), Some("+3225551212"));
        assert_eq!(phone("poste 4012"), None);
        assert_eq!(phone("24/03/2016"), None);
    }

    #[test]
    fn addresses_are_found_and_checked_for_form() {
        assert_eq!(email("m.d'hondt@Ville-Lens.example").as_deref(), Some("m.d'hondt@ville-lens.example"));
        assert_eq!(email("<mailto:zoe@asso.example>").as_deref(), Some("zoe@asso.example"));
        assert_eq!(email("zoe @ asso.example").as_deref(), Some("zoe@asso.example"));
        assert_eq!(email("zoe@asso"), None);
    }
}
