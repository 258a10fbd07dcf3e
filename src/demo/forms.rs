//! Forms in DOCX as people send them back: the same bulletin in several layouts, filled in or blank.

use std::io::{self, Cursor};

use docx_rs::{
    AlignmentType, Docx, Footer, Header, LineSpacing, PageMargin, PageOrientationType, Paragraph, Run,
    RunFonts, Shading, StructuredDataTag, Table, TableCell, TableRow, WidthType,
};

/// How a form sets its labels and the values beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A table for each person: the label on the left, the value on the right.
    TwoColumns,
    /// A table for each person: two labels with their values on each row.
    FourColumns,
    /// One table for all, on a page turned sideways: a heading row, then a row for each person.
    Grid,
    /// A paragraph for each field: "Nom : LE GOFF".
    Lines,
    /// A paragraph for each field with dots to write on, and the value before, amidst or after them.
    Leaders,
    /// A paragraph for each field with the value in a content control (ECMA-376 part 1 §17.5.2).
    Controls,
}

type Field = (String, String);

/// A form to fill in.
///
/// ```
/// use guichet::demo::forms::{Form, Layout};
///
/// let docx = Form::new(Layout::Grid).person(&[("Nom", "LE GOFF"), ("Prénom", "Yannick")]).blank_slots(2).bytes();
/// assert!(docx.unwrap().starts_with(b"PK"));
/// ```
#[derive(Debug, Clone)]
pub struct Form {
    layout: Layout,
    event: [String; 4],
    slots: Vec<Vec<Field>>,
}

impl Form {
    /// The form of the demo's event, for nobody yet.
    #[must_use]
    pub fn new(layout: Layout) -> Self {
        Self { layout, event: EVENT.map(str::to_owned), slots: Vec::new() }
    }

    /// Announces another event, for which forms are due before `deadline`.
    #[must_use]
    pub fn event(mut self, title: &str, date: &str, place: &str, deadline: &str) -> Self {
        self.event = [title, date, place, deadline].map(str::to_owned);
        self
    }

    /// Fills the next slot with labels and values.
    #[must_use]
    pub fn person(mut self, fields: &[(&str, &str)]) -> Self {
        self.slots
            .push(fields.iter().map(|(label, value)| ((*label).to_owned(), (*value).to_owned())).collect());
        self
    }

    /// Leaves slots blank, with the labels of the person before them, or the usual ones.
    #[must_use]
    pub fn blank_slots(mut self, count: usize) -> Self {
        let usual = || LABELS.iter().map(|label| ((*label).to_owned(), String::new())).collect();
        let mut blank = self.slots.last().cloned().unwrap_or_else(usual);
        for (_, value) in &mut blank {
            value.clear();
        }
        self.slots.extend(std::iter::repeat_n(blank, count));
        self
    }

    /// The DOCX file, the same each time.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut file = Cursor::new(Vec::new());
        self.docx().pack(&mut file)?;
        Ok(file.into_inner())
    }

    fn docx(&self) -> Docx {
        let [title, date, place, deadline] = &self.event;
        let due = format!("À retourner à contact@irev.fr avant le {deadline}");
        let docx = self
            .page()
            .add_paragraph(centred(bold("Bulletin d’inscription").size(32)))
            .add_paragraph(centred(bold(title).size(26)))
            .add_paragraph(centred(plain(date)))
            .add_paragraph(centred(plain(place)))
            .add_paragraph(Paragraph::new());
        let docx = match self.layout {
            Layout::Grid => docx.add_table(grid(&self.slots)).add_paragraph(Paragraph::new()),
            _ => self.slots.iter().fold(docx, |docx, slot| self.add_slot(docx, slot)),
        };
        docx.add_paragraph(centred(plain(&due).italic()))
    }

    /// An empty page with the letterhead.
    fn page(&self) -> Docx {
        let margin = PageMargin {
            top: 1417,
            left: 1134,
            bottom: 1134,
            right: 1134,
            header: 567,
            footer: 567,
            gutter: 0,
        };
        let [top, bottom] = LETTERHEAD.map(|line| centred(plain(line).size(18).color("595959")));
        let docx = Docx::new()
            .default_fonts(RunFonts::new().ascii("Calibri").hi_ansi("Calibri"))
            .default_size(22)
            .default_line_spacing(LineSpacing::new().after(120))
            .page_margin(margin)
            .header(Header::new().add_paragraph(top))
            .footer(Footer::new().add_paragraph(bottom));
        match self.layout {
            Layout::Grid => docx.page_size(16838, 11906).page_orient(PageOrientationType::Landscape),
            _ => docx,
        }
    }

    fn add_slot(&self, docx: Docx, slot: &[Field]) -> Docx {
        let docx = match self.layout {
            Layout::TwoColumns => docx.add_table(table(slot, 1)),
            Layout::FourColumns => docx.add_table(table(slot, 2)),
            _ => slot
                .iter()
                .enumerate()
                .fold(docx, |docx, (row, field)| docx.add_paragraph(self.line(row, field))),
        };
        docx.add_paragraph(Paragraph::new())
    }

    fn line(&self, row: usize, (label, value): &Field) -> Paragraph {
        let line = Paragraph::new().add_run(bold(&format!("{label} : ")));
        match self.layout {
            Layout::Leaders => line.add_run(plain(&dotted(row, value))),
            Layout::Controls => line.add_structured_data_tag(control(label, value)),
            _ => line.add_run(plain(value)),
        }
    }
}

const LABELS: [&str; 6] = ["Nom", "Prénom", "Structure", "Fonction", "Téléphone", "Mail"];

const EVENT: [&str; 4] = [
    "Rencontre de réseau référents conseil citoyen : séance de rattrapage",
    "Jeudi 24 mars 2016, de 9h00 à 12h00",
    "À l’IREV, 135 boulevard Paul Painlevé à Lille",
    "23 mars",
];

const LETTERHEAD: [&str; 2] = [
    "IREV – Centre de ressources politique de la ville – 135 boulevard Paul Painlevé – 59000 Lille",
    "Tél. : 03 53 01 10 29 – Mail : contact@irev.fr – www.irev.fr",
];

/// The width between the margins of an upright page, in twentieths of a point.
const WIDTH: usize = 9638;
/// The width of a label beside its value.
const LABEL_WIDTH: usize = 1900;
/// The same of a page turned sideways.
const WIDTH_SIDEWAYS: usize = 14570;

fn plain(text: &str) -> Run {
    Run::new().add_text(text)
}

fn bold(text: &str) -> Run {
    plain(text).bold()
}

fn centred(run: Run) -> Paragraph {
    Paragraph::new().align(AlignmentType::Center).add_run(run)
}

/// A table with `pairs` labels and values on each row.
fn table(slot: &[Field], pairs: usize) -> Table {
    let (narrow, wide) = (LABEL_WIDTH, WIDTH / pairs - LABEL_WIDTH);
    let rows = slot.chunks(pairs).map(|fields| {
        let cells =
            fields.iter().flat_map(|(label, value)| [heading(label, narrow), cell(plain(value), wide)]);
        TableRow::new(cells.collect())
    });
    Table::new(rows.collect()).set_grid([narrow, wide].repeat(pairs))
}

/// A table with the labels of the first slot on top and the values of each slot below.
fn grid(slots: &[Vec<Field>]) -> Table {
    let labels = slots.first().map(Vec::as_slice).unwrap_or_default();
    let width = WIDTH_SIDEWAYS / labels.len().max(1);
    let top = TableRow::new(labels.iter().map(|(label, _)| heading(label, width)).collect());
    let rows = slots.iter().map(|slot| {
        let cells = slot.iter().map(|(_, value)| cell(plain(value).size(20), width));
        TableRow::new(cells.collect()).row_height(500.0)
    });
    Table::new(std::iter::once(top).chain(rows).collect()).set_grid(vec![width; labels.len()])
}

fn heading(label: &str, width: usize) -> TableCell {
    cell(bold(label), width).shading(Shading::new().fill("DEEAF6"))
}

fn cell(run: Run, width: usize) -> TableCell {
    let paragraph = Paragraph::new().line_spacing(LineSpacing::new().before(40).after(40)).add_run(run);
    TableCell::new().width(width, WidthType::Dxa).add_paragraph(paragraph)
}

/// Dots with the value after, amidst or before them, as the row has it; dots alone where there is none.
fn dotted(row: usize, value: &str) -> String {
    let dots = |count| ".".repeat(count);
    match row % 3 {
        _ if value.is_empty() => dots(70),
        0 => format!("{} {value}", dots(20)),
        1 => format!("{}{value}{}", dots(12), dots(30)),
        _ => format!("{value} {}", dots(40)),
    }
}

/// A content control named after its label, with Word's own prompt where nothing was filled in.
fn control(label: &str, value: &str) -> StructuredDataTag {
    let shown = if value.is_empty() {
        plain("Cliquez ici pour taper du texte.").color("808080")
    } else {
        plain(value)
    };
    StructuredDataTag::new().alias(label).add_run(shown)
}
