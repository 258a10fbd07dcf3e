//! The blank *bulletin d'inscription* as a Word file: what an event asks, in content controls to fill in.

use docx_rs::{
    BorderType, Docx, Footer, HeightRule, LineSpacing, PageMargin, Paragraph, ParagraphBorder,
    ParagraphBorderPosition, ParagraphBorders, Run, Shading, StructuredDataTag, Style, StyleType, TableCell,
    TableRow, VAlignType, WidthType,
};
use quick_xml::escape::escape;

use super::word::{
    BLACK, GREY, RULE, SHADE, blank_page, bold, capitalised, changed, packed, paragraph, table,
    with_repeated_headings,
};
use super::{SheetError, text};
use crate::bulletin::PLACEHOLDER;
use crate::event::{Event, Field};
use crate::letters::french::{label, moment, span, typeset};

const TITLE: &str = "Bulletin d’inscription";
/// In twentieths of a point.
const MARGIN: PageMargin =
    PageMargin { top: 1134, left: 1134, bottom: 1701, right: 1134, header: 567, footer: 680, gutter: 0 };
/// Label and field: what is between the margins, in twentieths of a point.
const WIDTHS: [usize; 2] = [3400, 6238];
/// The room for the rows on one page, and how high one may be, in twentieths of a point.
const ROOM: usize = 10_200;
const ROW_HEIGHTS: [usize; 2] = [480, 740];
/// The longest text of the event, in UTF-16 units.
const LONGEST: usize = 240;
/// The longest name of a control in Word, in UTF-16 units.
const LONGEST_NAME: usize = 64;

/// The blank form of `event` on a page of A4: a row for each usual field and each that the event adds. It
/// is sent to the address `return_to` of the `organiser`, which stands in the foot, where it is nobody's.
///
/// # Errors
/// When the container cannot be written.
pub fn blank_bulletin(event: &Event, organiser: &str, return_to: &str) -> Result<Vec<u8>, SheetError> {
    let extra = event.extra.iter().map(|extra| Field::Extra(extra.name.clone()));
    let fields: Vec<Field> = Field::USUAL.into_iter().chain(extra).collect();
    let mut document = page().footer(foot(event, organiser, return_to));
    document = document.add_paragraph(Paragraph::new().style("Heading1").add_run(Run::new().add_text(TITLE)));
    for line in card(event) {
        document = document.add_paragraph(line);
    }
    document = document.add_table(table(rows(event, &fields), &WIDTHS)).add_paragraph(note());
    let mut parts = document.build();
    changed(&mut parts.document, |document| described(&with_controls(document, event, &fields)))?;
    changed(&mut parts.styles, |styles| {
        styles.replace(END_OF_DEFAULTS, &format!("{FRENCH}{END_OF_DEFAULTS}"))
    })?;
    parts.doc_props.core = properties(event, organiser).into_bytes();
    packed(parts)
}

/// A document without content, with the style of its title.
fn page() -> Docx {
    let title = Style::new("Heading1", StyleType::Paragraph)
        .name("heading 1")
        .size(40)
        .bold()
        .outline_lvl(0)
        .line_spacing(LineSpacing::new().after(240));
    blank_page(MARGIN).add_style(title)
}

/// The event: what, when, where.
fn card(event: &Event) -> [Paragraph; 3] {
    let line = |line: Paragraph| {
        let edge = ParagraphBorder::new(ParagraphBorderPosition::Left)
            .val(BorderType::Single)
            .size(24)
            .space(10)
            .color(RULE);
        let mut line = line.indent(Some(240), None, None, None);
        line.property = line.property.set_borders(ParagraphBorders::with_empty().set(edge));
        line
    };
    let words = |words: &str| text(&typeset(words), LONGEST);
    let date = capitalised(&span(&event.starts, event.ends.as_ref()));
    [
        line(bold(&words(&event.title), 26, 0, 80)),
        line(paragraph(&date, 22, BLACK, 0, 60)),
        line(paragraph(&words(&event.place), 22, BLACK, 0, 360)),
    ]
    .map(|line| line.keep_next(true))
}

fn rows(event: &Event, fields: &[Field]) -> Vec<TableRow> {
    let [least, most] = ROW_HEIGHTS;
    let height = (ROOM / (fields.len() + 1)).clamp(least, most);
    let heading = ["Rubrique", "Votre réponse"].map(|heading| Run::new().add_text(heading).bold());
    let heading = heading.map(|run| Paragraph::new().add_run(run).keep_next(true));
    let shaded = |cell: TableCell| cell.shading(Shading::new().fill(SHADE));
    let heading = row(heading, least, shaded);
    let asked = fields.iter().map(|field| row([asked(event, field), control()], height, |cell| cell));
    std::iter::once(heading).chain(asked).collect()
}

fn row(words: [Paragraph; 2], height: usize, finish: impl Fn(TableCell) -> TableCell) -> TableRow {
    let cell = |(words, width)| {
        let cell = TableCell::new().add_paragraph(words).width(width, WidthType::Dxa);
        finish(cell.vertical_align(VAlignType::Center))
    };
    let height = u16::try_from(height).unwrap_or_default();
    TableRow::new(words.into_iter().zip(WIDTHS).map(cell).collect())
        .row_height(f32::from(height))
        .height_rule(HeightRule::AtLeast)
        .cant_split()
}

/// The label of `field`, marked where the event requires it.
fn asked(event: &Event, field: &Field) -> Paragraph {
    let mut words = text(&typeset(label(event, field)), LONGEST);
    if event.required.contains(field) {
        words.push_str("\u{a0}*");
    }
    Paragraph::new().add_run(Run::new().add_text(words).bold().size(22))
}

/// Where something is filled in. The placeholder has no style of its own: what is typed over it keeps its
/// style in `LibreOffice`, and text in Word's style for placeholders is taken for one.
fn control() -> Paragraph {
    let placeholder = Run::new().add_text(PLACEHOLDER).size(22).color(GREY);
    let mut control = StructuredDataTag::new().add_run(placeholder);
    control.property.run_property = control.property.run_property.size(22).color(BLACK);
    Paragraph::new().add_structured_data_tag(control)
}

fn note() -> Paragraph {
    paragraph("* Réponse indispensable", 18, GREY, 120, 0)
}

/// How the form is sent back.
fn foot(event: &Event, organiser: &str, return_to: &str) -> Footer {
    let words = |words: &str| Run::new().add_text(words).size(20);
    let closes = moment(&event.closes);
    let whom = if organiser == return_to { String::new() } else { format!("{}, ", text(organiser, LONGEST)) };
    let rule = ParagraphBorder::new(ParagraphBorderPosition::Top)
        .val(BorderType::Single)
        .size(6)
        .space(8)
        .color(RULE);
    let mut first = Paragraph::new()
        .add_run(words(&format!("À renvoyer à {whom}")))
        .add_run(words(return_to).bold())
        .add_run(words(&format!(", avant le {closes}.")))
        .line_spacing(LineSpacing::new().after(60));
    first.property = first.property.set_borders(ParagraphBorders::with_empty().set(rule));
    let how = "Enregistrez-le, puis joignez-le à votre message. Un bulletin par personne ; un message peut en porter \
               plusieurs.";
    Footer::new().add_paragraph(first).add_paragraph(paragraph(&typeset(how), 18, GREY, 0, 0))
}

/// `document` with what the crate cannot say of its controls, which are those of `fields` in this order
/// (ISO/IEC 29500-1 §17.5.2): the label and the name of the field, that their text is a placeholder, and
/// that they stay when what is in them is deleted. They take any text: LibreOffice 7.4 knows no others.
fn with_controls(document: &str, event: &Event, fields: &[Field]) -> String {
    let mut parts = document.split(END_OF_PROPERTIES);
    let head = parts.next().unwrap_or_default().to_owned();
    parts.zip(fields).zip(1..).fold(head, |before, ((part, field), number)| {
        let [title, tag] = [label(event, field), field.as_str()].map(|name| text(name, LONGEST_NAME));
        let (title, tag) = (escape(&title), escape(&tag));
        let said = format!(
            "<w:alias w:val=\"{title}\" /><w:tag w:val=\"{tag}\" /><w:id w:val=\"{number}\" />\
             <w:lock w:val=\"sdtLocked\" />\
             <w:placeholder><w:docPart w:val=\"DefaultPlaceholder_-1854013440\" /></w:placeholder>\
             <w:showingPlcHdr />"
        );
        before + &said + END_OF_PROPERTIES + part
    })
}

/// `document` with what a screen reader says of its table: that the first row and the first column are
/// headings, and what it is (ISO/IEC 29500-1 §17.4.55, §17.4.41).
fn described(document: &str) -> String {
    let look = "<w:tblLook w:val=\"06A0\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"1\" \
                w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\" />";
    let description = format!("{look}<w:tblCaption w:val=\"{TITLE}\" /></w:tblPr>");
    with_repeated_headings(document).replacen("</w:tblPr>", &description, 1)
}

/// Where the properties of a control end.
const END_OF_PROPERTIES: &str = "</w:sdtPr>";
/// Where the defaults of all text end in the styles, and that they are French.
const END_OF_DEFAULTS: &str = "</w:rPr></w:rPrDefault>";
const FRENCH: &str = "<w:lang w:val=\"fr-FR\" />";

/// The properties of the file (ISO/IEC 29500-2 §11): its title, whose it is, its language.
fn properties(event: &Event, organiser: &str) -> String {
    let title = text(&format!("{TITLE} – {}", typeset(&event.title)), LONGEST);
    let organiser = text(organiser, LONGEST);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator>\
         <dc:language>fr-FR</dc:language></cp:coreProperties>",
        escape(&title),
        escape(&organiser)
    )
}
