//! The *feuille d'émargement* as a Word file (ISO/IEC 29500, DOCX): who is expected signs on arrival.

use docx_rs::{
    Docx, FieldCharType, Footer, HeightRule, InstrNUMPAGES, InstrPAGE, InstrText, PageMargin, Paragraph, Run,
    Shading, Tab, TabValueType, Table, TableCell, TableRow, VAlignType, WidthType,
};
use jiff::Timestamp;

use super::word::{
    BLACK, GREY, SHADE, blank_page, bold, capitalised, changed, packed, paragraph, table,
    with_repeated_headings,
};
use super::{Part, SheetError, text};
use crate::desk::registration::Status;
use crate::desk::roster::Listed;
use crate::event::{Event, Field};
use crate::fold::fold;
use crate::letters::french::{agree, moment, span, typeset};

/// Lines for people who come without being registered.
const WALK_INS: usize = 12;
/// In twentieths of a point.
const MARGIN: PageMargin =
    PageMargin { top: 964, left: 1020, bottom: 964, right: 1020, header: 567, footer: 480, gutter: 0 };
/// Nom, Prénom, Structure, Signature: what is between the margins, in twentieths of a point.
const WIDTHS: [usize; 4] = [2400, 1750, 2716, 3000];
const HEADINGS: [&str; 4] = ["Nom", "Prénom", "Structure", "Signature"];
/// A centimetre, in twentieths of a point.
const ROW_HEIGHT: f32 = 567.0;
const HEADING_HEIGHT: f32 = 425.0;
/// The longest value, in UTF-16 units; nobody signs beside a page of text.
const LONGEST: usize = 120;
/// The longest title that leaves room for the number of the page.
const LONGEST_IN_FOOT: usize = 90;

/// The sign-in sheet of `event`, for A4: who holds a seat, in alphabetical order, and twelve blank lines
/// for others; its heading row stands on each page. Those whose registration is incomplete are marked by
/// an asterisk; those on the waitlist are not on it. It says that it is as of `now`.
///
/// # Errors
/// When the container cannot be written.
pub fn sign_in_sheet(event: &Event, listed: &[Listed], now: Timestamp) -> Result<Vec<u8>, SheetError> {
    let expected = expected(event, listed);
    let mut document = blank(event, now);
    for line in title(event, expected.len()) {
        document = document.add_paragraph(line);
    }
    if !expected.is_empty() {
        let lines: Vec<[String; 3]> = expected.iter().map(|listed| line_of(listed)).collect();
        document = document.add_table(signatures(&lines));
    }
    if expected.iter().any(|listed| listed.status == Status::Incomplete) {
        document = document.add_paragraph(paragraph("* Inscription à compléter", 16, GREY, 60, 0));
    }
    document = document.add_paragraph(walk_in_title());
    document = document.add_table(signatures(&<[[String; 3]; WALK_INS]>::default()));
    let mut parts = document.build();
    changed(&mut parts.document, with_repeated_headings)?;
    changed(&mut parts.doc_props.core, |core| core.replace(">unknown<", ">guichet<"))?;
    packed(parts)
}

/// Those who hold a seat, in alphabetical order; at the end, those who are not named yet.
fn expected<'a>(event: &Event, listed: &'a [Listed]) -> Vec<&'a Listed> {
    let is_expected = |listed: &&Listed| listed.event == event.id && Part::of(listed) == Part::Seats;
    let mut expected: Vec<&Listed> = listed.iter().filter(is_expected).collect();
    expected.sort_by_cached_key(|listed| {
        let [last, first] = [Field::LastName, Field::FirstName].map(|field| fold(&value(listed, &field)));
        (last.is_empty(), last, first, listed.arrival)
    });
    expected
}

fn value(listed: &Listed, field: &Field) -> String {
    text(listed.fields.get(field).map(String::as_str).unwrap_or_default(), LONGEST)
}

/// What is printed of somebody before the signature.
fn line_of(listed: &Listed) -> [String; 3] {
    let [mut last, first, organisation] =
        [Field::LastName, Field::FirstName, Field::Organisation].map(|field| value(listed, &field));
    if last.is_empty() && first.is_empty() {
        "Nom à préciser".clone_into(&mut last);
    }
    if listed.status == Status::Incomplete {
        last.push_str("\u{a0}*");
    }
    [last, first, organisation]
}

/// A document without content: its page, its font, its foot.
fn blank(event: &Event, now: Timestamp) -> Docx {
    let (moment_made, made) = (now.to_string(), now.to_zoned_datetime(event.starts.time_zone().clone()));
    blank_page(MARGIN).created_at(&moment_made).updated_at(&moment_made).footer(foot(event, &moment(&made)))
}

/// Which event it is, which page of how many, and when the list was made: a page may come loose.
fn foot(event: &Event, made: &str) -> Footer {
    let words = |words: &str| Run::new().add_text(words);
    let title = words(&text(&typeset(&event.title), LONGEST_IN_FOOT)).add_tab();
    let runs = [title, words("Page ")]
        .into_iter()
        .chain(field(InstrText::PAGE(InstrPAGE::new())))
        .chain([words(" sur ")])
        .chain(field(InstrText::NUMPAGES(InstrNUMPAGES::new())));
    let small = |line: Paragraph, run: Run| line.add_run(run.size(16).color(GREY));
    let right = Tab::new().val(TabValueType::Right).pos(WIDTHS.iter().sum());
    Footer::new()
        .add_paragraph(runs.fold(Paragraph::new().add_tab(right), small))
        .add_paragraph(small(Paragraph::new(), words(&format!("Liste au {made}"))))
}

/// A value that the word processor fills in (ISO/IEC 29500-1 §17.16.18).
fn field(instruction: InstrText) -> [Run; 5] {
    [
        Run::new().add_field_char(FieldCharType::Begin, false),
        Run::new().add_instr_text(instruction),
        Run::new().add_field_char(FieldCharType::Separate, false),
        Run::new().add_text("1"),
        Run::new().add_field_char(FieldCharType::End, false),
    ]
}

/// What it is, of which event, and how many are expected.
fn title(event: &Event, expected: usize) -> [Paragraph; 5] {
    let date = span(&event.starts, event.ends.as_ref());
    let count = match expected {
        0 => "Aucune inscription".to_owned(),
        number => format!("{number}\u{a0}{}", agree(number, "personne attendue", "personnes attendues")),
    };
    let place = text(&typeset(&event.place), LONGEST);
    [
        bold("Feuille d’émargement", 36, 0, 80),
        bold(&text(&typeset(&event.title), 2 * LONGEST), 24, 0, 80),
        paragraph(&capitalised(&date), 22, BLACK, 0, 20),
        paragraph(&place, 22, BLACK, 0, 100),
        bold(&count, 20, 0, 160),
    ]
}

fn walk_in_title() -> Paragraph {
    bold("Sans inscription préalable", 22, 360, 100).keep_next(true)
}

/// A table of these lines below the heading row, with room to sign.
fn signatures(lines: &[[String; 3]]) -> Table {
    table(std::iter::once(heading_row()).chain(lines.iter().map(row)).collect(), &WIDTHS)
}

fn heading_row() -> TableRow {
    let cells = HEADINGS.iter().zip(WIDTHS).map(|(heading, width)| {
        let words = Paragraph::new().add_run(Run::new().add_text(*heading).bold()).keep_next(true);
        cell(words, width).shading(Shading::new().fill(SHADE))
    });
    TableRow::new(cells.collect()).row_height(HEADING_HEIGHT).height_rule(HeightRule::AtLeast).cant_split()
}

fn row([last, first, organisation]: &[String; 3]) -> TableRow {
    let mut name = Run::new().add_text(last);
    name.run_property = name.run_property.caps();
    let words = [name, Run::new().add_text(first), Run::new().add_text(organisation).size(18), Run::new()];
    let cells = words.into_iter().zip(WIDTHS).map(|(run, width)| cell(Paragraph::new().add_run(run), width));
    TableRow::new(cells.collect()).row_height(ROW_HEIGHT).height_rule(HeightRule::AtLeast).cant_split()
}

fn cell(words: Paragraph, width: usize) -> TableCell {
    TableCell::new().add_paragraph(words).width(width, WidthType::Dxa).vertical_align(VAlignType::Center)
}
