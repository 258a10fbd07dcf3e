//! The controls of forms (ODF 1.3 part 3 §13.5). They are described in `office:forms`, before the
//! text, and stand where a `draw:control` names them.

use std::collections::HashMap;

use crate::document::transcript::named;
use crate::document::xml::{Element, Node, Space, Xml};
use crate::document::{Refusal, check_box};

/// How many controls are kept.
const MAX_CONTROLS: usize = 10_000;

/// The controls of a document by their `xml:id`.
#[derive(Default)]
pub(super) struct Controls(HashMap<String, Control>);

/// What a control shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Control {
    /// Its name, if something can be filled in.
    pub name: Option<String>,
    /// What was filled in or chosen, or the box; several lines are separated by `\n`.
    pub value: String,
    /// The words that stand beside a box, or that it consists of.
    pub label: String,
    /// Whether it is one of the choices of a group, and not chosen.
    pub is_passed_over: bool,
}

impl Control {
    /// What it shows.
    pub fn shown(&self) -> String {
        format!("{} {}", self.value, self.label).trim().to_owned()
    }
}

impl Controls {
    /// Reads an open `office:forms`.
    ///
    /// # Errors
    /// `Damaged` or `TooLarge`.
    pub fn read(&mut self, xml: &mut Xml) -> Result<(), Refusal> {
        let outer = xml.depth();
        while xml.depth() >= outer
            && let Some(node) = xml.next()?
        {
            if let Node::Start(element) = node
                && element.name.space == Space::Form
                && let Some(control) = control(&element, xml)?
                && let Some(id) = element.attribute("id")
            {
                if self.0.len() == MAX_CONTROLS {
                    return Err(Refusal::TooLarge);
                }
                self.0.insert(id, control);
            }
        }
        Ok(())
    }

    /// The control that a `draw:control` stands for.
    pub fn get(&self, element: &Element) -> Option<&Control> {
        self.0.get(&element.attribute("control")?)
    }
}

/// Reads a control of a kind that shows words or a state.
fn control(element: &Element, xml: &mut Xml) -> Result<Option<Control>, Refusal> {
    let name = named(element.attribute("name"));
    let label = element.attribute("label").unwrap_or_default();
    Ok(Some(match element.name.local.as_str() {
        "text" | "textarea" | "formatted-text" | "number" | "date" | "time" | "combobox" => {
            Control { name, value: text(element, xml)?, ..Control::default() }
        }
        "listbox" => Control { name, value: chosen(xml)?, ..Control::default() },
        "checkbox" => {
            let state = element.attribute("current-state").or_else(|| element.attribute("state"));
            let is_checked = state.is_some_and(|state| state == "checked");
            Control { name, value: check_box(is_checked).into(), label, is_passed_over: false }
        }
        "radio" => {
            let state = element.attribute("current-selected").or_else(|| element.attribute("selected"));
            let is_chosen = state.is_some_and(|state| state == "true");
            Control { name, value: check_box(is_chosen).into(), label, is_passed_over: !is_chosen }
        }
        "fixed-text" | "frame" => Control { label, ..Control::default() },
        _ => return Ok(None),
    }))
}

/// What a text control holds: what was filled in, else what it began with. A long text may stand in
/// it as paragraphs.
fn text(element: &Element, xml: &mut Xml) -> Result<String, Refusal> {
    let mut lines = Vec::new();
    let outer = xml.depth();
    while xml.depth() >= outer
        && let Some(node) = xml.next()?
    {
        if let Node::Start(inner) = node
            && (inner.name.space, inner.name.local.as_str()) == (Space::Text, "p")
        {
            lines.push(xml.text()?);
        }
    }
    let value = element.attribute("current-value").or_else(|| element.attribute("value"));
    Ok(value.unwrap_or_else(|| lines.join("\n")).replace("\r\n", "\n").replace('\r', "\n").trim().to_owned())
}

/// What is chosen in a list: now, else when it began.
fn chosen(xml: &mut Xml) -> Result<String, Refusal> {
    let (mut now, mut first) = (Vec::new(), Vec::new());
    xml.inside(|element, depth| {
        if (element.name.local.as_str(), depth) == ("option", 1) {
            let label = || element.attribute("label").or_else(|| element.attribute("value"));
            let is = |name: &str| element.attribute(name).is_some_and(|value| value == "true");
            if is("current-selected") {
                now.extend(label());
            } else if is("selected") {
                first.extend(label());
            }
        }
    })?;
    Ok(if now.is_empty() { first } else { now }.join(", "))
}
