//! Who speaks in each line of a text body: its writer, somebody quoted, a signature, or the writer
//! of a message passed on.
//!
//! There is no standard for this but `> ` and `-- ` (RFC 3676 §4.3, §4.5): the rest are the habits of
//! the mail programs used in France.

mod header;
mod marks;
#[cfg(test)]
mod tests;
mod writer;

use self::marks::{Line, Opening};
use super::Mailbox;

/// Who speaks in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Voice {
    /// The writer of the message.
    Own,
    /// Somebody whom the writer answers; also the lines that introduce a quotation or a forward.
    Quoted,
    /// A signature, a disclaimer or an advertisement below the words.
    Signature,
    /// The writer of a message passed on in the text.
    Forwarded,
}

/// Tells the voice of each line, and who wrote what is passed on. Linear time.
///
/// The subject of the message decides what an Outlook block or "Message d'origine" opens, for they
/// look the same in answers and in forwards: below `TR:` or `Fwd:` it is a message passed on, and
/// only what that message quotes in turn is quoted. Lines keep their `> ` marks; a message passed on
/// may have one on each of its lines.
#[must_use]
pub fn split(lines: &[&str], subject: &str) -> Split {
    let read: Vec<Line> = lines.iter().map(|line| Line::read(line)).collect();
    let mut splitter = Splitter {
        lines: &read,
        voices: Vec::with_capacity(read.len()),
        writer: Voice::Own,
        state: State::Writing,
        depth: 0,
        forwards: marks::forwards(subject),
        headers: Vec::new(),
    };
    while let Some(line) = read.get(splitter.voices.len()) {
        splitter.step(line);
    }
    let passed_on = splitter.headers.iter().map(|&(begins, length)| PassedOn {
        begins,
        writer: writer::writer(lines.get(begins..).unwrap_or_default(), length),
    });
    Split { passed_on: passed_on.collect(), voices: splitter.voices }
}

/// A text by voice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// The voice of each line.
    pub voices: Vec<Voice>,
    /// The messages that are passed on in it, the outermost first.
    pub passed_on: Vec<PassedOn>,
}

/// A message that is passed on in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedOn {
    /// The number of the line with which its header begins.
    pub begins: usize,
    /// Who wrote it, where the header has an address.
    pub writer: Option<Mailbox>,
}

/// Where in the mail the next line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Among the words of the writer.
    Writing,
    /// Below a closing formula such as "Cordialement".
    Closing,
    /// Below the `-- ` line.
    Signing,
    /// Below a mark that leaves nothing but quoted text.
    Quoting,
}

struct Splitter<'a> {
    lines: &'a [Line],
    /// The voices of the lines read so far.
    voices: Vec<Voice>,
    /// Whose words are not quoted: `Own` or `Forwarded`.
    writer: Voice,
    state: State,
    /// How many quotation marks the writer's own lines have.
    depth: usize,
    /// How many messages the subject says that this one passes on, one in the other; those that were
    /// found are taken off.
    forwards: usize,
    /// Where the headers of those that were found begin, and how many lines they have.
    headers: Vec<(usize, usize)>,
}

impl Splitter<'_> {
    /// Tells the voice of `line`, and of those after it that belong to the same mark.
    fn step(&mut self, line: &Line) {
        if self.state == State::Quoting {
            return self.tell(Voice::Quoted, 1);
        }
        if line.depth < self.depth && !line.is_blank() {
            (self.depth, self.writer, self.state) = (0, Voice::Own, State::Writing);
        }
        if line.depth > self.depth || self.is_broken_quotation(line) {
            return self.quote();
        }
        match marks::opening(self.rest(), self.depth) {
            Some(Opening::Forward(count)) => self.pass_on(count),
            Some(Opening::Original(count)) if self.forwards > 0 => {
                self.forwards -= 1;
                self.pass_on(count);
            }
            Some(Opening::Original(count)) => self.quote_below(count),
            Some(Opening::Attribution(count)) => self.attribute(count),
            None => self.write(line),
        }
    }

    /// A line with quotation marks. What follows is the writer's again, unless the marks only held the
    /// header fields of a quotation that has no marks itself.
    fn quote(&mut self) {
        let depth = self.rest().first().map_or(0, |line| line.depth);
        let is_passed_on = match marks::opening(self.rest(), depth) {
            Some(Opening::Forward(count)) => Some(count),
            Some(Opening::Original(count)) if self.forwards > 0 => Some(count),
            _ if self.forwards > 0 => self.marked_header().or_else(|| self.marked_forward()),
            _ => None,
        };
        if let Some(count) = is_passed_on {
            self.forwards = self.forwards.saturating_sub(1);
            self.depth = depth;
            return self.pass_on(count);
        }
        if let Some(count) = self.marked_header() {
            self.quote_below(count);
        } else {
            self.tell(Voice::Quoted, 1);
            self.state = State::Writing;
        }
    }

    fn marked_header(&self) -> Option<usize> {
        let (first, rest) = self.rest().split_first()?;
        let has_written = self.lines.iter().take(self.voices.len()).any(|line| !line.is_blank());
        if has_written && marks::introduces(first) {
            return Some(1);
        }
        let is_below = |line: &&Line| line.depth > self.depth;
        let count = rest.iter().take(header::LONGEST).take_while(is_below).count();
        let is_header = marks::opens_unmarked(first) && header::is_all(rest.get(..count)?);
        is_header.then_some(1 + count)
    }

    /// "> Message du 10/03/16 09:12" and the header fields below it, above words that are marked as well.
    fn marked_forward(&self) -> Option<usize> {
        let (first, rest) = self.rest().split_first()?;
        let length = header::length_below(rest);
        (marks::opens_unmarked(first) && length > 0).then_some(1 + length)
    }

    /// A marked line that was broken in transport: its end stands on a line without a mark.
    fn is_broken_quotation(&self, line: &Line) -> bool {
        let marked = |line: Option<&Line>| line.is_some_and(|line| line.depth > self.depth);
        let position = self.voices.len();
        let before = position.checked_sub(1).and_then(|before| self.lines.get(before));
        marked(before)
            && marked(self.lines.get(position + 1))
            && before.is_some_and(|before| before.is_long)
            && line.continues
    }

    /// From here on another's message.
    fn pass_on(&mut self, count: usize) {
        self.headers.push((self.voices.len(), count));
        self.tell(Voice::Quoted, count);
        self.depth = self.next_depth().max(self.depth);
        (self.writer, self.state) = (Voice::Forwarded, State::Writing);
    }

    fn quote_below(&mut self, count: usize) {
        self.tell(Voice::Quoted, count);
        self.state = State::Quoting;
    }

    /// "… a écrit :" above marked lines says nothing about what follows those.
    fn attribute(&mut self, count: usize) {
        self.quote_below(count);
        let is_blank = |line: &&Line| line.is_blank() && line.depth <= self.depth;
        let blank = self.rest().iter().take(3).take_while(is_blank).count();
        if self.next_depth() > self.depth {
            self.tell(Voice::Quoted, blank);
            self.state = State::Writing;
        }
    }

    fn write(&mut self, line: &Line) {
        let rest = self.rest();
        let below = matches!(self.state, State::Closing | State::Signing);
        let notice = marks::notice_length(rest);
        if below && marks::form_starts(rest) && !self.is_below_a_signers_heading()
            || self.state == State::Closing && marks::resumes(line)
        {
            self.state = State::Writing;
        }
        match self.state {
            _ if notice > 0 => self.tell(Voice::Signature, notice),
            State::Signing => self.tell(Voice::Signature, 1),
            _ if marks::is_separator(line) => {
                self.tell(Voice::Signature, 1);
                self.state = State::Signing;
            }
            State::Closing => self.tell(Voice::Signature, 1),
            _ => {
                self.tell(self.writer, 1);
                if marks::closes(line) {
                    self.state = State::Closing;
                }
            }
        }
    }

    fn is_below_a_signers_heading(&self) -> bool {
        let read = self.lines.get(..self.voices.len()).unwrap_or_default();
        read.iter().rev().find(|line| !line.is_blank()).is_some_and(marks::heads_a_signature)
    }

    fn rest(&self) -> &[Line] {
        self.lines.get(self.voices.len()..).unwrap_or_default()
    }

    /// How many quotation marks the next line with words has.
    fn next_depth(&self) -> usize {
        let next = self.rest().iter().take(10).find(|line| !line.is_blank());
        next.map_or(0, |line| line.depth)
    }

    fn tell(&mut self, voice: Voice, count: usize) {
        let length = (self.voices.len() + count).min(self.lines.len());
        self.voices.resize(length, voice);
    }
}
