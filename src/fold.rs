//! Comparing what people type: case, accents, apostrophes and spacing do not count.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// `text` in lower case, without accents, with plain apostrophes, hyphens and single spaces.
///
/// ```
/// assert_eq!(guichet::fold::fold("  N’DIAYE\u{a0} Zoé "), "n'diaye zoe");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            '’' | '‘' | 'ʼ' | '`' | '´' => folded.push('\''),
            '‐' | '‑' | '‒' | '–' | '—' => folded.push('-'),
            c if c.is_whitespace() => {
                if !folded.ends_with(' ') && !folded.is_empty() {
                    folded.push(' ');
                }
            }
            c => folded.push(c),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The words of `text`, folded: runs of letters and digits.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_variants_become_one() {
        let folded = fold(" Réponse\u{A0}AUTOMATIQUE : d’Été – l'E\u{301}té, sœur ");
        assert_eq!(folded, "reponse automatique : d'ete - l'ete, soeur");
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        assert_eq!(words("Centre social « Les 4 Saisons »"), ["centre", "social", "les", "4", "saisons"]);
    }
}
