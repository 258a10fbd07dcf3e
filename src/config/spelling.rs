//! Which known word somebody meant.

use strsim::levenshtein;

/// The candidate nearest to `word`, when no more than every third letter of it differs; else one
/// that only goes on after it.
pub(super) fn nearest<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let allowed = word.chars().count().div_ceil(3);
    let measured = candidates.iter().map(|candidate| (levenshtein(word, candidate), *candidate));
    let near = measured.min().filter(|(distance, _)| *distance <= allowed);
    let longer = || candidates.iter().copied().find(|candidate| candidate.starts_with(word));
    near.map(|(_, candidate)| candidate).or_else(longer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_word_that_is_close_is_proposed() {
        let known = ["url", "poll_every", "password_file"];
        assert_eq!(nearest("pol_evry", &known), Some("poll_every"));
        assert_eq!(nearest("password-file", &known), Some("password_file"));
        assert_eq!(nearest("password", &known), Some("password_file"));
        assert_eq!(nearest("encryption", &known), None);
        assert_eq!(nearest("x", &[]), None);
    }
}
