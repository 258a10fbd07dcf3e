//! What can be filled in: fields in the text (ODF 1.3 part 3 §7) and the controls of forms (§13).

use super::Walker;
use crate::document::Refusal;
use crate::document::odt::controls::Control;
use crate::document::odt::floating::Place;
use crate::document::transcript::named;
use crate::document::xml::Element;

impl Walker<'_, '_> {
    /// Shows an input field or a list (§7.7), which is blank where it shows its own prompt.
    pub(super) fn input(&mut self, element: &Element, name: &str) -> Result<(), Refusal> {
        let name = named(element.attribute(name));
        let mut value = self.xml.text()?.replace(['\r', '\n'], " ").trim().to_owned();
        if element.attribute("description").is_some_and(|prompt| prompt.trim() == value) {
            value.clear();
        }
        self.write(&value)?;
        self.record(name.as_deref(), value)
    }

    /// Records a field that was shown, if it has a name.
    fn record(&mut self, name: Option<&str>, value: String) -> Result<(), Refusal> {
        let Some(name) = name.filter(|_| self.is_shown()) else { return Ok(()) };
        let spent = self.fields.transcript.record(name, value);
        self.spend(spent)
    }

    /// Ends a field that began at such a depth, or for none between marks.
    pub(super) fn end_field(&mut self, depth: Option<usize>) -> Result<(), Refusal> {
        let Some(field) = self.fields.end(depth) else { return Ok(()) };
        if let Some(shown) = field.shown() {
            self.write(shown)?;
        }
        let is_shown = self.is_shown();
        let spent = self.fields.record(field, is_shown);
        self.spend(spent)
    }

    /// Shows the control of a form, in the line or where it floats.
    pub(super) fn control(&mut self, element: &Element) -> Result<(), Refusal> {
        let control = self.controls.get(element).cloned();
        self.xml.skip()?;
        let Some(control) = control.filter(|_| self.is_shown()) else { return Ok(()) };
        self.place(Place::of(element), control.shown())?;
        self.record_control(control)
    }

    fn place(&mut self, place: Option<Place>, shown: String) -> Result<(), Refusal> {
        self.spend(shown.len())?;
        match (place, self.paragraphs.last_mut()) {
            (Some(place), None) => self.on_page.push(place, shown),
            (Some(place), Some(_)) if place.is_before_line() => self.write_lines(&(shown + " "))?,
            (Some(place), Some(paragraph)) => paragraph.floating.push(place, shown),
            (None, _) => self.write_lines(&shown)?,
        }
        Ok(())
    }

    /// Records a control. Of a group of choices, the chosen one counts, under the name of the group.
    fn record_control(&mut self, control: Control) -> Result<(), Refusal> {
        if control.is_passed_over {
            return Ok(());
        }
        self.record(control.name.as_deref(), control.value)
    }
}
