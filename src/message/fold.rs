//! Text made comparable: case, accents and typography aside.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// `text` in lower case without accents, with plain apostrophes, hyphens and single spaces.
pub(super) fn fold(text: &str) -> String {
    let plain: String = text
        .nfd()
        .filter(|&character| !is_combining_mark(character))
        .flat_map(char::to_lowercase)
        .map(|character| match character {
            '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{B4}' => '\'',
            '\u{2010}'..='\u{2015}' => '-',
            other => other,
        })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_variants_become_one() {
        assert_eq!(
            fold(" Réponse\u{A0}AUTOMATIQUE : d’Été – l'E\u{301}té"),
            "reponse automatique : d'ete - l'ete"
        );
    }
}
