//! Lines brought into the layout "Label : value", in whatever way a form was typed: wrapped by a
//! mail program, without any sign between label and value, with the label in brackets behind the
//! value, or with two people side by side.

use std::sync::LazyLock;

use regex::Regex;

use crate::bulletin::labels::{Label, Labels};
use crate::bulletin::{names, values};
use crate::event::Field;
use crate::fold::{fold, words};
use crate::pattern::pattern;

/// A line and its number.
pub type Numbered = (usize, String);

/// A line at least so long may have been wrapped by a mail program, in characters.
const WRAPPED: usize = 58;
/// So many lines in a row that begin with labels are a form.
const A_FORM: usize = 3;

/// `lines`, which follow each other, one label a line as far as the layout tells. Those of a mail
/// are unwrapped.
pub fn arrange(lines: Vec<Numbered>, labels: &Labels, is_mail: bool) -> Vec<Numbered> {
    let lines = if is_mail { unwrap(repair(lines), labels) } else { lines };
    let lines = side_by_side(lines, labels);
    let lines = in_brackets(below_values(lines, labels), labels);
    let lines = in_capitals(lines, labels);
    let lines = listed(lines, labels);
    bare(lines, labels)
}

/// Puts back the accents of labels that a gateway turned into question marks, and parts labels from the
/// numbers that are glued to them.
fn repair(lines: Vec<Numbered>) -> Vec<Numbered> {
    static FIRST_NAME: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b([Pp])r\?nom"));
    static TELEPHONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b([Tt])\?l(?:\?phone)?\b"));
    static GLUED: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?i)\b(t[ée]l(?:[ée]phone)?|port(?:able)?|mobile|gsm)\.?(\+?\d{2})"));
    let repaired = |line: String| {
        let line = FIRST_NAME.replace_all(&line, "${1}rénom");
        let line = TELEPHONE.replace_all(&line, "${1}él");
        GLUED.replace_all(&line, "$1 : $2").into_owned()
    };
    lines.into_iter().map(|(number, line)| (number, repaired(line))).collect()
}

/// Joins what a mail program wrapped after a label and a part of its value.
fn unwrap(lines: Vec<Numbered>, labels: &Labels) -> Vec<Numbered> {
    let mut joined: Vec<Numbered> = Vec::with_capacity(lines.len());
    let mut room_left = true;
    for (number, line) in lines {
        let goes_on = !room_left && !line.trim().is_empty() && !begins_something(&line, labels);
        room_left = line.chars().count() < WRAPPED;
        match joined.last_mut() {
            Some((_, before))
                if goes_on && (begins_with_a_label(before, labels) || is_unfinished(before)) =>
            {
                before.push(' ');
                before.push_str(line.trim_start());
            }
            _ => joined.push((number, line)),
        }
    }
    joined
}

/// Puts two people who stand side by side below each other.
fn side_by_side(lines: Vec<Numbered>, labels: &Labels) -> Vec<Numbered> {
    static GAP: LazyLock<Regex> = LazyLock::new(|| pattern(r"\S(\s{3,}|\t+)\S"));
    let halves = |line: &str| -> Option<(String, String)> {
        let (left, right) = GAP.captures_iter(line).find_map(|gap| {
            let gap = gap.get(1)?;
            let (left, right) = (line.get(..gap.start())?, line.get(gap.end()..)?);
            let label = label_of(left, labels).filter(Label::is_asked)?;
            (label_of(right, labels)? == label).then_some((left, right))
        })?;
        Some((left.to_owned(), right.to_owned()))
    };
    let parted: Vec<Option<(String, String)>> = lines.iter().map(|(_, line)| halves(line)).collect();
    if parted.iter().flatten().count() < A_FORM {
        return lines;
    }
    let mut left = Vec::new();
    let mut right = Vec::new();
    for ((number, line), parts) in lines.into_iter().zip(parted) {
        match parts {
            Some((one, other)) => {
                left.push((number, one));
                right.push((number, other));
            }
            None => left.push((number, line)),
        }
    }
    left.extend(right);
    left
}

/// Puts labels in brackets on lines of their own beside the values above them: "MARS", "(nom)".
fn below_values(lines: Vec<Numbered>, labels: &Labels) -> Vec<Numbered> {
    static BRACKETED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*\(([^():]+)\)\s*$"));
    let label = |line: &str| -> Option<String> {
        let label = BRACKETED.captures(line)?.get(1)?.as_str().to_owned();
        labels.recognise(&label).filter(Label::is_asked).map(|_| label)
    };
    if lines.iter().filter(|(_, line)| label(line).is_some()).count() < A_FORM {
        return lines;
    }
    let mut beside: Vec<Numbered> = Vec::with_capacity(lines.len());
    for (number, line) in lines {
        let above = beside.iter_mut().rev().find(|(_, line)| !line.trim().is_empty());
        match (label(&line), above) {
            (Some(label), Some((_, value))) => *value = format!("{label} : {value}"),
            _ => beside.push((number, line)),
        }
    }
    beside
}

/// Puts labels in brackets before their values: "MARS (nom)".
fn in_brackets(lines: Vec<Numbered>, labels: &Labels) -> Vec<Numbered> {
    static BEHIND: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*([^:()]+?)\s*\(([^()]+)\)\s*$"));
    let turned = |line: &str| -> Option<String> {
        let captures = BEHIND.captures(line)?;
        let (value, label) = (captures.get(1)?.as_str(), captures.get(2)?.as_str());
        labels.recognise(label).filter(Label::is_asked)?;
        labels.recognise(value).is_none().then(|| format!("{label} : {value}"))
    };
    rewrite(lines, turned, |_| false)
}

/// Puts labels in capitals that stand one after the other, with nothing but their values between them, on lines
/// of their own: "NOM petit PRENOM zoé STRUCTURE MJC de Croix".
fn in_capitals(lines: Vec<Numbered>, labels: &Labels) -> Vec<Numbered> {
    let is_label = |word: &str| {
        word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
            && word.chars().all(char::is_alphabetic)
            && labels.recognise(word).is_some_and(|label| label.is_asked())
    };
    let mut apart = Vec::with_capacity(lines.len());
    for (number, line) in lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        let starts: Vec<usize> =
            (0..words.len()).filter(|at| words.get(*at).is_some_and(|word| is_label(word))).collect();
        if starts.len() < A_FORM
            || line.contains(':')
            || starts.windows(2).any(|pair| pair.first().map(|at| at + 1) == pair.last().copied())
        {
            apart.push((number, line));
            continue;
        }
        let ends = starts.iter().skip(1).copied().chain([words.len()]);
        for (start, end) in starts.iter().zip(ends) {
            let Some([label, value @ ..]) = words.get(*start..end) else { continue };
            apart.push((number, format!("{label} : {}", value.join(" "))));
        }
    }
    apart
}

/// Puts labels that stand in a sentence, or in brackets in one, on lines of their own: "Nom Petit, prénom
/// Zoé, structure MJC de Croix", "Merci d'inscrire (structure : MJC de Croix) :".
fn listed(lines: Vec<Numbered>, labels: &Labels) -> Vec<Numbered> {
    static BRACKETS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\(([^():]{3,40}?)\s?:\s?([^()]+)\)"));
    static SIGN: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*[,;]\s+|\.\s+"));
    let mut apart = Vec::with_capacity(lines.len());
    for (number, line) in lines {
        let plain = line.replace(". :", " :");
        let parts: Vec<&str> = SIGN.split(&plain).collect();
        let is_labelled = |part: &&str| {
            let is_asked = |label: Option<Label>| label.is_some_and(|label| label.is_asked());
            is_asked(label_of(part, labels)) && !is_asked(labels.recognise(part))
        };
        if parts.iter().filter(|part| is_labelled(part)).count() >= A_FORM {
            apart.extend(parts.into_iter().map(|part| (number, part.trim().to_owned())));
            continue;
        }
        let in_brackets = BRACKETS.captures_iter(&line).find_map(|found| {
            let (label, value) = (found.get(1)?.as_str(), found.get(2)?.as_str());
            labels.recognise(label).filter(Label::is_asked).map(|_| (number, format!("{label} : {value}")))
        });
        let is_sentence = label_of(&line, labels).is_none();
        apart.extend(in_brackets.filter(|_| is_sentence));
        apart.push((number, line));
    }
    apart
}

/// Puts a colon behind labels that have none, among others: "Nom CUVELIER".
fn bare(lines: Vec<Numbered>, labels: &Labels) -> Vec<Numbered> {
    let is_salutation = |line: &str| words(line).iter().all(|word| names::is_civility(word));
    let is_label =
        |line: &str| labels.recognise(line).is_some_and(|label| label.is_asked()) && !is_salutation(line);
    let mut below_label = false;
    let separated = |line: &str| {
        // What stands below a label is its value, even if it begins like one ("Association …").
        let answers = below_label && !is_contact(line, labels);
        below_label = is_label(line) || line.trim().is_empty() && answers;
        if answers || is_label(line) {
            return None;
        }
        let line = line.trim_start();
        let (label, rest) = labels.at_start(line)?;
        let written = line.strip_suffix(rest)?.trim_end();
        let value = rest.trim_start_matches(['.', ' ']);
        let signs = [":", "=", "→", "➔", "►", "…", "_", "?", "->", "..."];
        let is_bare = !value.is_empty() && !goes_on(value) && !signs.iter().any(|sign| rest.contains(sign));
        (label.is_asked() && is_bare).then(|| format!("{written} : {}", with_signs(value, labels)))
    };
    let is_name = |line: &str| label_of(line, labels).is_some_and(|label| label.is_name());
    if !lines.iter().any(|(_, line)| is_name(line)) {
        return lines;
    }
    rewrite(lines, separated, |line| label_of(line, labels).is_some_and(|label| label.is_asked()))
}

/// Whether a text goes on with what stands before it: "du responsable" behind "le nom et le prénom".
fn goes_on(text: &str) -> bool {
    let first = fold(text.split([' ', '\'', '’']).next().unwrap_or_default());
    matches!(first.as_str(), "du" | "des" | "et" | "ou")
}

/// Whether a line is the label of a telephone or an address, and one behind it.
fn is_contact(line: &str, labels: &Labels) -> bool {
    let Some((label, rest)) = labels.at_start(line.trim_start()) else { return false };
    match label {
        Label::Field(Field::Phone) => values::phone(rest).is_some(),
        Label::Field(Field::Email) => values::email(rest).is_some(),
        _ => false,
    }
}

/// `value` with a colon behind each label in it: "Petit PRENOM Zoé" of "NOM Petit PRENOM Zoé".
fn with_signs(value: &str, labels: &Labels) -> String {
    use Field::{Email, FirstName, LastName, Phone};
    let is_label = |word: &str| {
        matches!(labels.recognise(word), Some(Label::Field(LastName | FirstName | Phone | Email)))
    };
    let mut words = value.split(' ').peekable();
    let mut marked = String::new();
    while let Some(word) = words.next() {
        let is_amid = !marked.is_empty() && words.peek().is_some();
        if is_amid && is_label(word) {
            marked.push_str("   ");
            marked.push_str(word);
            marked.push_str(" :");
            continue;
        }
        if !marked.is_empty() {
            marked.push(' ');
        }
        marked.push_str(word);
    }
    marked
}

/// Rewrites lines where enough of them, with those that `count` beside them, make a form.
fn rewrite(
    lines: Vec<Numbered>,
    rewritten: impl FnMut(&str) -> Option<String>,
    count: impl Fn(&str) -> bool,
) -> Vec<Numbered> {
    let new: Vec<Option<String>> = lines.iter().map(|(_, line)| line.as_str()).map(rewritten).collect();
    let others = lines.iter().zip(&new).filter(|((_, line), new)| new.is_none() && count(line)).count();
    // A line may have two labels.
    let signs: usize = new.iter().flatten().map(|line| line.matches(" :").count()).sum();
    if signs + others < A_FORM {
        return lines;
    }
    lines.into_iter().zip(new).map(|((number, line), new)| (number, new.unwrap_or(line))).collect()
}

/// Whether a line ends amid an enumeration: "…, nom Taleb, prénom".
fn is_unfinished(line: &str) -> bool {
    line.contains(',') && !line.trim_end().ends_with(['.', ':', '!', '?', ';'])
}

fn begins_with_a_label(line: &str, labels: &Labels) -> bool {
    label_of(line, labels).is_some()
}

/// Whether a line begins with a label, or with some words and a colon.
fn begins_something(line: &str, labels: &Labels) -> bool {
    /// No label is longer, in characters.
    const LONGEST: usize = 40;
    let is_short = |head: &str| head.chars().count() <= LONGEST && !head.trim().contains("   ");
    begins_with_a_label(line, labels) || line.split_once(':').is_some_and(|(head, _)| is_short(head))
}

/// The label at the beginning of a line, whether a sign parts it from its value or not.
pub fn label_of(line: &str, labels: &Labels) -> Option<Label> {
    let line = line.trim();
    let before_colon =
        line.split_once([':', '=', '…', '_', '\t']).and_then(|(label, _)| labels.recognise(label));
    before_colon.or_else(|| labels.at_start(line).map(|(label, _)| label))
}
