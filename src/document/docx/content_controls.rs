//! The open content controls, which decide as what the text in them is shown.

use super::forms::Control;
use crate::document::Refusal;
use crate::document::transcript::Transcript;
use crate::document::xml::Xml;

/// The open content controls, innermost last.
#[derive(Default)]
pub(super) struct ContentControls(Vec<OpenControl>);

#[derive(Default)]
struct OpenControl {
    control: Control,
    /// Where its text begins in the transcript.
    start: usize,
    /// Whether its box was shown.
    is_shown: bool,
}

impl ContentControls {
    /// Begins one whose text begins there in the transcript.
    pub fn open(&mut self, start: usize) {
        self.0.push(OpenControl { start, ..OpenControl::default() });
    }

    /// Reads the properties of the innermost.
    pub fn describe(&mut self, xml: &mut Xml) -> Result<(), Refusal> {
        let control = Control::read(xml)?;
        if let Some(open) = self.0.last_mut() {
            open.control = control;
        }
        Ok(())
    }

    /// Whether the innermost shows its placeholder.
    pub fn is_blank(&self) -> bool {
        self.0.last().is_some_and(|open| open.control.is_blank && open.control.check_box.is_none())
    }

    /// What stands for a text in the innermost, if anything does: a check box shows its state once,
    /// whatever characters the form's author chose for it.
    pub fn show(&mut self, text: &str) -> Option<String> {
        match self.0.last_mut() {
            Some(open) if let Some(check_box) = open.control.check_box => {
                let is_first = !std::mem::replace(&mut open.is_shown, true);
                is_first.then(|| check_box.to_string())
            }
            _ => Some(text.to_owned()),
        }
    }

    /// The box of the innermost, if it has one that no text stood for.
    pub fn pending_check_box(&self) -> Option<char> {
        self.0.last().filter(|open| !open.is_shown)?.control.check_box
    }

    /// Ends the innermost, and records it if it has a name and is `visible`; how many bytes that took.
    pub fn close(&mut self, transcript: &mut Transcript, visible: bool) -> usize {
        let Some(open) = self.0.pop().filter(|_| visible) else { return 0 };
        open.control.name.map_or(0, |name| transcript.record_from(&name, open.start))
    }
}
