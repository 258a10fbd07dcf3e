//! `format=flowed`: paragraphs that the mail program broke are made whole (RFC 3676).

/// No mail program wraps a line that its next word would leave shorter than this, in characters;
/// a space at the end of such a line was typed, as behind the colon of a label left blank.
const NARROWEST: usize = 60;

/// Joins the lines of `text` that were broken for transport; with `delete_space`, as `delsp=yes`
/// says, without the space at the break.
pub(super) fn join(text: &str, delete_space: bool) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut previous: Option<Line> = None;
    for line in text.lines().map(Line::read) {
        match previous {
            Some(previous) if previous.flows_into(&line) => {
                if delete_space {
                    joined.pop();
                }
                joined.push_str(line.content);
            }
            before => {
                if before.is_some() {
                    joined.push('\n');
                }
                joined.push_str(line.whole);
            }
        }
        previous = Some(line);
    }
    joined
}

#[derive(Clone, Copy)]
struct Line<'a> {
    /// The line without the space that stuffs it (RFC 3676 §4.4).
    whole: &'a str,
    /// What stands behind its quotation marks.
    content: &'a str,
    /// How many quotation marks it has.
    depth: usize,
}

impl Line<'_> {
    fn read(line: &str) -> Line<'_> {
        let content = line.trim_start_matches('>');
        Line {
            whole: line.strip_prefix(' ').unwrap_or(line),
            content: content.strip_prefix(' ').unwrap_or(content),
            depth: line.len() - content.len(),
        }
    }

    /// Whether this line was broken because the first word of `next` had no room in it.
    fn flows_into(self, next: &Line) -> bool {
        let word = next.content.split(' ').next().unwrap_or_default();
        self.content.ends_with(' ')
            && self.content != "-- "
            && self.depth == next.depth
            && !word.is_empty()
            && next.content != "-- "
            && self.content.chars().count() + word.chars().count() >= NARROWEST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_paragraph_is_whole_again() {
        let text = "Structure : Ville de Lens, service de la politique de la ville et de la \n\
                    cohésion sociale\nFonction : directeur";
        assert_eq!(
            join(text, false),
            "Structure : Ville de Lens, service de la politique de la ville et de la \
             cohésion sociale\nFonction : directeur"
        );
    }

    #[test]
    fn labels_left_blank_stay_on_their_own_lines() {
        let text = "Nom : \nPrénom : \n\n-- \nAnne";
        assert_eq!(join(text, false), text);
    }

    #[test]
    fn quotations_of_different_depth_are_never_joined() {
        let long = "x".repeat(70);
        let text = format!("> {long} \n> suite\n>> {long} \n> suite");
        assert_eq!(join(&text, false), format!("> {long} suite\n>> {long} \n> suite"));
    }

    #[test]
    fn delsp_deletes_the_space_and_stuffing_goes() {
        let long = "x".repeat(70);
        assert_eq!(join(&format!("{long} \nyz\n >cité"), true), format!("{long}yz\n>cité"));
    }
}
