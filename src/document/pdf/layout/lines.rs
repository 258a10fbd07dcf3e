//! Glyphs put together to lines, and lines to pieces: words that stand close enough to be read as
//! one text.

use super::columns::ALIGNED;
use super::placed::Placed;

/// How far base lines of one line may be apart, in em.
const SAME_LINE: f64 = 0.4;
/// How wide a gap parts words, in em.
const WORD_GAP: f64 = 0.2;
/// How wide a gap parts pieces, in em.
const PIECE_GAP: f64 = 1.3;
/// How many spaces part pieces.
const SPACES: usize = 3;

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Where its base line is.
    pub base: f64,
    /// The size of its largest font.
    pub size: f64,
    /// Its pieces from left to right; at least one.
    pub pieces: Vec<Piece>,
}

/// Text without large gaps.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub left: f64,
    pub right: f64,
    pub text: String,
    /// How wide its first word is.
    pub first_word: f64,
    /// Where a value may begin: behind a colon, or where printed and filled in text meet.
    breaks: Vec<Break>,
}

/// A place in a piece between two words.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Break {
    /// Where the word before it ends, and the one behind it begins.
    from: f64,
    to: f64,
    /// Its index in the text.
    index: usize,
}

impl Line {
    /// Its pieces with tabs between them.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join("\t")
    }

    /// The line with its pieces parted where a value may begin and a column does.
    pub fn parted_at(&self, columns: &[f64]) -> Self {
        let is_column =
            |at: &Break| columns.iter().any(|column| (column - at.to).abs() <= ALIGNED * self.size);
        let parted = |piece: &Piece| match piece.breaks.iter().copied().find(is_column) {
            Some(at) => piece.parted(at),
            None => vec![piece.clone()],
        };
        Self { pieces: self.pieces.iter().flat_map(parted).collect(), ..*self }
    }
}

impl Piece {
    fn parted(&self, at: Break) -> Vec<Self> {
        let Some((left, right)) = self.text.split_at_checked(at.index) else { return vec![self.clone()] };
        let part = |left: f64, right: f64, text: &str| Self {
            left,
            right,
            text: text.to_owned(),
            first_word: right - left,
            breaks: Vec::new(),
        };
        vec![part(self.left, at.from, left), part(at.to, self.right, right.trim_start())]
    }
}

/// The lines that glyphs make, from top to bottom.
pub(super) fn lines(mut glyphs: Vec<Placed>) -> Vec<Line> {
    glyphs.sort_by(|one, other| one.base.total_cmp(&other.base));
    let mut groups: Vec<Vec<Placed>> = Vec::new();
    for glyph in glyphs {
        match groups.last_mut() {
            Some(group) if is_on_line(&glyph, group) => group.push(glyph),
            _ => groups.push(vec![glyph]),
        }
    }
    groups.into_iter().filter_map(line).collect()
}

fn is_on_line(glyph: &Placed, group: &[Placed]) -> bool {
    group.first().is_some_and(|first| glyph.base - first.base <= SAME_LINE * first.size.max(glyph.size))
}

fn line(mut glyphs: Vec<Placed>) -> Option<Line> {
    glyphs.sort_by(|one, other| one.left.total_cmp(&other.left));
    drop_overwritten_leaders(&mut glyphs);
    let size = glyphs.iter().map(|glyph| glyph.size).fold(0.0, f64::max);
    let base = glyphs.iter().find(|glyph| glyph.size >= size)?.base;
    let mut writer = Writer::default();
    for glyph in &glyphs {
        writer.add(glyph);
    }
    writer.end_piece();
    (!writer.pieces.is_empty()).then_some(Line { base, size, pieces: writer.pieces })
}

/// Whether a character is there to be written on.
fn is_leader(character: char) -> bool {
    matches!(character, '.' | '_' | '…' | '·' | '‥')
}

/// Takes out runs of dots and underscores that something is written on.
fn drop_overwritten_leaders(glyphs: &mut Vec<Placed>) {
    let mut runs: Vec<Vec<Placed>> = Vec::new();
    for leader in glyphs.iter().filter(|glyph| is_led(glyph)) {
        match runs.iter_mut().find(|run| run.last().is_some_and(|last| follows(leader, last))) {
            Some(run) => run.push(*leader),
            None => runs.push(vec![*leader]),
        }
    }
    let letters: Vec<Placed> =
        glyphs.iter().filter(|glyph| !glyph.is_space() && !is_leader(glyph.character)).copied().collect();
    runs.retain(|run| run.iter().any(|leader| letters.iter().any(|letter| overlap(leader, letter))));
    glyphs.retain(|glyph| !runs.iter().any(|run| run.contains(glyph)));
}

/// Whether a glyph is printed to be written on.
fn is_led(glyph: &Placed) -> bool {
    is_leader(glyph.character) && glyph.entry.is_none()
}

/// Whether a leader goes on from another.
fn follows(leader: &Placed, last: &Placed) -> bool {
    let is_alike = (leader.base - last.base).abs() < 0.05 && (leader.size - last.size).abs() < 0.05;
    is_alike && leader.left - last.right < 0.35 * leader.size
}

/// Writes the glyphs of a line, from left to right, into pieces.
#[derive(Default)]
struct Writer {
    pieces: Vec<Piece>,
    /// The piece that is being written.
    text: String,
    left: f64,
    breaks: Vec<Break>,
    /// How wide its first word is, once that has ended.
    first_word: Option<f64>,
    last: Option<Placed>,
    /// How many spaces came since the last character.
    spaces: usize,
    /// An accent that stands above the next letter.
    accent: Option<Placed>,
}

impl Writer {
    fn add(&mut self, glyph: &Placed) {
        if glyph.is_space() {
            self.spaces += 1;
            return;
        }
        if self.last.is_some_and(|last| is_double(&last, glyph)) {
            return;
        }
        if let Some(combining) = combining(glyph.character) {
            match self.last {
                Some(last) if last.character.is_alphabetic() && overlap(glyph, &last) => {
                    return self.accentuate(combining);
                }
                _ => {
                    // It may belong to the letter that follows, or stand for itself.
                    self.flush_accent();
                    self.accent = Some(*glyph);
                    return;
                }
            }
        }
        match self.accent.take() {
            Some(accent) if glyph.character.is_alphabetic() && overlap(&accent, glyph) => {
                self.write(glyph);
                self.accentuate(combining(accent.character).unwrap_or_default());
            }
            Some(accent) => {
                self.write(&accent);
                self.write(glyph);
            }
            None => self.write(glyph),
        }
    }

    fn flush_accent(&mut self) {
        if let Some(accent) = self.accent.take() {
            self.write(&accent);
        }
    }

    /// Puts an accent on the letter written last.
    fn accentuate(&mut self, combining: char) {
        if self.text.ends_with('ı') {
            self.text.pop();
            self.text.push('i');
        }
        self.text.push(combining);
    }

    fn write(&mut self, glyph: &Placed) {
        if let Some(last) = self.last {
            let gap = glyph.left - last.right;
            let em = last.size.min(glyph.size);
            let changes = last.entry != glyph.entry;
            let is_another_entry = changes && last.entry.is_some() && glyph.entry.is_some();
            // Dots to write on belong to the label before them.
            let reach = if is_led(glyph) { 3.0 * PIECE_GAP } else { PIECE_GAP };
            let are_spaces = self.spaces >= SPACES && gap > WORD_GAP * em && !is_led(glyph);
            if gap > reach * em || are_spaces || is_another_entry {
                self.end_piece();
            } else if self.spaces > 0 || gap > WORD_GAP * em || changes {
                if changes || self.text.ends_with(':') {
                    self.breaks.push(Break { from: last.right, to: glyph.left, index: self.text.len() });
                }
                self.text.push(' ');
                self.first_word.get_or_insert(last.right - self.left);
            }
        }
        if self.text.is_empty() {
            self.left = glyph.left;
        }
        self.text.push(glyph.character);
        let right =
            self.last.filter(|_| self.text.len() > 1).map_or(glyph.right, |last| last.right.max(glyph.right));
        self.last = Some(Placed { right, ..*glyph });
        self.spaces = 0;
    }

    fn end_piece(&mut self) {
        self.flush_accent();
        let (text, breaks) = (std::mem::take(&mut self.text), std::mem::take(&mut self.breaks));
        let word = self.first_word.take();
        if let Some(last) = self.last.filter(|_| !text.trim().is_empty()) {
            let first_word = word.unwrap_or(last.right - self.left);
            self.pieces.push(Piece { left: self.left, right: last.right, text, first_word, breaks });
        }
    }
}

/// Whether a glyph is drawn once more to look bold.
fn is_double(last: &Placed, glyph: &Placed) -> bool {
    last.character == glyph.character
        && (glyph.left - last.left).abs() < 0.12 * glyph.size
        && (glyph.right - last.right).abs() < 0.12 * glyph.size
}

/// Whether two glyphs stand above each other.
fn overlap(accent: &Placed, letter: &Placed) -> bool {
    let shared = accent.right.min(letter.right) - accent.left.max(letter.left);
    shared > 0.5 * (accent.right - accent.left).min(letter.right - letter.left)
}

/// The combining accent for one that stands for itself.
fn combining(accent: char) -> Option<char> {
    Some(match accent {
        '´' | '\u{2ca}' => '\u{301}',
        '`' | '\u{2cb}' => '\u{300}',
        'ˆ' | '^' => '\u{302}',
        '¨' => '\u{308}',
        '˜' => '\u{303}',
        '¸' => '\u{327}',
        'ˇ' => '\u{30c}',
        _ => return None,
    })
}
