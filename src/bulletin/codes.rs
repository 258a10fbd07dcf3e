//! The codes of registrations, e.g. `K7F-3QDM`.

use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::pattern;

/// The codes in `texts`, each once, as letters have them.
#[must_use]
pub fn codes(texts: &[&str]) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for code in texts.iter().flat_map(|text| written(text)) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

/// The codes in `text`: in capitals or, as people copy them by hand, in small letters, which then have a
/// figure among them.
fn written(text: &str) -> impl Iterator<Item = String> {
    static CODE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?i)\b([2-9BCDFGHJKMNPQRSTVWXZ]{3})[-\u{2010}-\u{2013}]([2-9BCDFGHJKMNPQRSTVWXZ]{4})\b")
    });
    CODE.captures_iter(text).filter_map(|found| {
        let [series, number] = found.extract().1;
        let code = format!("{series}-{number}");
        let is_in_capitals = !code.contains(char::is_lowercase);
        let is_mixed = |part: &str| part.contains(char::is_alphabetic) && part.contains(char::is_numeric);
        (is_in_capitals || is_mixed(series) || is_mixed(number)).then(|| code.to_uppercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_found_as_people_copy_them() {
        for text in ["K7F-3QDM", "réf. k7f-3qdm", "K7F–3QDM", "K7F\u{2011}3QDM ?"] {
            assert_eq!(codes(&[text]), ["K7F-3QDM"], "{text}");
        }
        assert_eq!(codes(&["K7F-3QDM", "B3R-7YHE"]), ["K7F-3QDM"], "there is no Y in a code");
    }

    #[test]
    fn what_is_no_code_is_none() {
        for text in ["mth-2345", "tgv-strs", "06-39-98", "K7F3QDM", "AK7F-3QDM"] {
            assert_eq!(codes(&[text]), Vec::<String>::new(), "{text}");
        }
    }
}
