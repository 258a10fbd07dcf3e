//! Names of attached files that are safe to show and to write down.

use unicode_normalization::UnicodeNormalization;

/// Longest name kept, in characters.
const LONGEST: usize = 150;

/// `name` in NFC without folders, control characters and quotation marks, at most 150 characters;
/// `fichier-N` where nothing is left, `number` being N.
pub(super) fn clean(name: &str, number: usize) -> String {
    let name: String = name.replace(r"\'", "'").nfc().collect();
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let visible: String = last.chars().filter(|&character| !is_unsafe(character)).collect();
    let words: Vec<&str> = visible.split_whitespace().collect();
    let name = words.join(" ");
    match name.trim_matches(['.', ' ', '\'']) {
        "" => format!("fichier-{number}"),
        name => shortened(name),
    }
}

/// Control characters other than white space, quotation marks, and marks that turn the writing
/// direction (`cod.exe` shown as `exe.doc`).
fn is_unsafe(character: char) -> bool {
    (character.is_control() && !character.is_whitespace())
        || matches!(character, '"' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
        || matches!(character, '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// The beginning and the end, where the extension is.
fn shortened(name: &str) -> String {
    let length = name.chars().count();
    if length <= LONGEST {
        return name.to_owned();
    }
    let head = name.chars().take(LONGEST - 20);
    head.chain(name.chars().skip(length - 20)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_any_system_are_dropped() {
        assert_eq!(clean("../../etc/x.doc", 1), "x.doc");
        assert_eq!(clean(r"C:\Temp\x.doc", 1), "x.doc");
        assert_eq!(clean(r"Bulletin d\'Anne.doc", 1), "Bulletin d'Anne.doc");
    }

    #[test]
    fn what_cannot_be_seen_is_dropped() {
        assert_eq!(clean("a\0\r\n\tb\u{202E}\"c\".doc ", 1), "a bc.doc");
    }

    #[test]
    fn nothing_left_gets_a_number() {
        for empty in ["", "..", "../", " \u{7}", "\"\""] {
            assert_eq!(clean(empty, 3), "fichier-3", "{empty:?}");
        }
    }

    #[test]
    fn decomposed_letters_are_composed() {
        assert_eq!(clean("Lefe\u{300}vre.doc", 1), "Lefèvre.doc");
    }

    #[test]
    fn a_long_name_keeps_its_extension() {
        let name = clean(&format!("{}.docx", "é".repeat(400)), 1);
        assert_eq!(name.chars().count(), 150);
        assert!(name.ends_with("é.docx"));
    }
}
