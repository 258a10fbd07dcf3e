//! Which known word somebody meant.

/// The candidate nearest to `word`, when no more than every third letter of it differs; else one
/// that only goes on after it.
pub(super) fn nearest<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let allowed = word.chars().count().div_ceil(3);
    let measured = candidates.iter().map(|candidate| (distance(word, candidate), *candidate));
    let near = measured.min().filter(|(distance, _)| *distance <= allowed);
    let longer = || candidates.iter().copied().find(|candidate| candidate.starts_with(word));
    near.map(|(_, candidate)| candidate).or_else(longer)
}

/// How many letters must be inserted, removed or replaced to turn one word into the other
/// (Levenshtein), row by row of the usual matrix.
fn distance(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.chars().count()).collect();
    for (removed, letter) in from.chars().enumerate() {
        let mut next = vec![removed + 1];
        for (pair, other) in row.windows(2).zip(to.chars()) {
            let &[diagonal, above] = pair else { continue };
            let left = next.last().copied().unwrap_or_default();
            let replaced = diagonal + usize::from(letter != other);
            next.push(replaced.min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_counts_insertions_removals_and_replacements() {
        assert_eq!(distance("capacity", "capacity"), 0);
        assert_eq!(distance("capcity", "capacity"), 1);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "url"), 3);
    }

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
