//! Numbers with their nouns, as English has them.

/// E.g. `1 event` or `2 events`.
#[must_use]
pub fn plural(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}

/// How many letters wait, e.g. `1 letter waits`.
#[must_use]
pub fn waiting_letters(letters: u32) -> String {
    match letters {
        0 => "no letter waits".to_owned(),
        1 => "1 letter waits".to_owned(),
        many => format!("{many} letters wait"),
    }
}
