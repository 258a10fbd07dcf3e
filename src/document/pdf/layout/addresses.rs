//! Mail addresses that a narrow cell breaks amid a word: "zoe.petit@ex", "emple.fr".

use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::pattern;

/// The lines of a cell with the addresses in them made whole.
pub(super) fn mended(lines: Vec<String>) -> Vec<String> {
    let mut mended: Vec<String> = Vec::with_capacity(lines.len());
    for line in lines {
        match mended.last_mut() {
            Some(above) if goes_on(above, &line) => above.push_str(&line),
            _ => mended.push(line),
        }
    }
    mended
}

/// Whether an address goes on below.
fn goes_on(above: &str, below: &str) -> bool {
    static PART: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[\w.+-]+$"));
    static BEGUN: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[\w.+-]+@[\w.-]*$"));
    static WHOLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"@[\w.-]+\.[A-Za-z]{2,}$"));
    let is_begun = BEGUN.is_match(above) && !WHOLE.is_match(above);
    is_begun && PART.is_match(below) || PART.is_match(above) && below.starts_with('@') && !below.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::mended;

    fn mend(lines: &[&str]) -> Vec<String> {
        mended(lines.iter().map(|line| (*line).to_owned()).collect())
    }

    #[test]
    fn an_address_broken_amid_a_word_is_whole_again() {
        assert_eq!(mend(&["zoe.petit@ex", "emple.fr"]), ["zoe.petit@exemple.fr"]);
        assert_eq!(mend(&["zoe.petit", "@exemple.fr"]), ["zoe.petit@exemple.fr"]);
        assert_eq!(mend(&["zoe@centre-", "social-du-", "nord.fr"]), ["zoe@centre-social-du-nord.fr"]);
    }

    #[test]
    fn what_stands_beside_a_whole_address_stays_apart() {
        assert_eq!(mend(&["zoe@exemple.fr", "Lille"]), ["zoe@exemple.fr", "Lille"]);
        assert_eq!(mend(&["Petit", "zoe@exemple.fr"]), ["Petit", "zoe@exemple.fr"]);
    }
}
