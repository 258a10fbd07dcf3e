#![expect(clippy::cast_possible_truncation, reason = "a draft is small")]

mod forms;
mod layout;
mod limits;
mod text;

use crate::compound::tests::compound;
use crate::document::tests::{filled, outline, utf16};
use crate::document::{Document, Field, Refusal, read};

/// Where the text of a draft begins.
const TEXT: usize = 0x800;
/// The properties of the mark of a cell and of an inner cell.
const CELL: [u8; 3] = [0x16, 0x24, 1];

/// A document in the making: stories made of runs, each in a piece of its own.
#[derive(Default, Clone)]
struct Draft {
    /// Main text, footnotes, margins, macros, annotations, endnotes, text boxes, theirs in margins.
    stories: [Vec<Run>; 8],
    /// Lists of modifiers that runs name.
    lists: Vec<Vec<u8>>,
    /// Other parts of the table stream.
    parts: Vec<(usize, Vec<u8>)>,
    data: Vec<u8>,
    flags: u16,
    /// Whether it is one of Word 6.
    is_old: bool,
    language: u16,
    /// Whether the last run stands first in the file.
    is_reversed: bool,
}

/// Characters that look alike, and what the paragraph is that they end.
#[derive(Clone)]
struct Run {
    text: String,
    character: Vec<u8>,
    paragraph: Vec<u8>,
    /// Whether its characters have one byte.
    is_narrow: bool,
    /// What its piece changes.
    change: u16,
}

fn run(text: &str, character: &[u8], paragraph: &[u8]) -> Run {
    Run {
        text: text.to_owned(),
        character: character.to_vec(),
        paragraph: paragraph.to_vec(),
        is_narrow: false,
        change: 0,
    }
}

/// Text that looks like nothing special, perhaps with the end of a paragraph.
fn t(text: &str) -> Run {
    run(text, &[], &[])
}

/// The end of a cell at a depth of tables.
fn cell(depth: u8) -> Run {
    if depth == 1 {
        run("\u{7}", &[], &CELL)
    } else {
        run("\r", &[], &[&CELL[..], &[0x49, 0x66, depth, 0, 0, 0, 0x4b, 0x24, 1]].concat())
    }
}

/// A paragraph in a cell at a depth of tables, which others follow.
fn inside(text: &str, depth: u8) -> Run {
    run(&format!("{text}\r"), &[], &[&CELL[..], &[0x49, 0x66, depth, 0, 0, 0]].concat())
}

/// The end of a row with cells between edges, with flags.
fn row(depth: u8, edges: &[i16], flags: &[u16]) -> Run {
    let mut paragraph = CELL.to_vec();
    paragraph.extend([0x49, 0x66, depth, 0, 0, 0]);
    paragraph.extend(if depth == 1 { [0x17, 0x24, 1] } else { [0x4c, 0x24, 1] });
    paragraph.extend([0x08, 0xd6]);
    let mut definition = vec![u8::try_from(edges.len() - 1).unwrap()];
    definition.extend(edges.iter().flat_map(|edge| edge.to_le_bytes()));
    for flags in flags {
        definition.extend(flags.to_le_bytes());
        definition.extend([0; 18]);
    }
    paragraph.extend(u16::try_from(definition.len() + 1).unwrap().to_le_bytes());
    paragraph.extend(definition);
    run(if depth == 1 { "\u{7}" } else { "\r" }, &[], &paragraph)
}

/// A row of cells that are alike.
fn simple_row(cells: &[&str]) -> Vec<Run> {
    let edges: Vec<i16> = (0..=cells.len()).map(|index| i16::try_from(index * 1000).unwrap()).collect();
    let cells = cells.iter().flat_map(|text| [t(text), cell(1)]);
    cells.chain([row(1, &edges, &[])]).collect()
}

/// A field with its code and its result.
fn field(code: &[Run], result: &[Run]) -> Vec<Run> {
    let special = |mark: &str| [run(mark, &[0x55, 0x08, 1], &[])];
    [&special("\u{13}")[..], code, &special("\u{14}"), result, &special("\u{15}")].concat()
}

fn draft(main: &[Run]) -> Draft {
    let mut draft = Draft::default();
    draft.stories[0] = main.to_vec();
    draft
}

impl Draft {
    /// The file.
    fn build(&self) -> Vec<u8> {
        let (main, table) = self.streams();
        if self.is_old {
            return compound(&[("WordDocument", &main)], &[]);
        }
        compound(&[("WordDocument", &main), ("1Table", &table), ("Data", &self.data)], &[])
    }

    /// The main stream and the table stream.
    fn streams(&self) -> (Vec<u8>, Vec<u8>) {
        let mut main = vec![0; TEXT];
        let runs: Vec<&Run> = self.stories.iter().flatten().collect();
        // Where each run begins and ends, in bytes.
        let mut places = vec![(0, 0); runs.len()];
        let mut order: Vec<usize> = (0..runs.len()).collect();
        if self.is_reversed {
            order.reverse();
        }
        for &index in &order {
            let start = main.len();
            main.extend(runs[index].encode(self.is_old));
            places[index] = (start, main.len());
        }
        let end = main.len();
        let mut starts: Vec<u32> = order.iter().map(|&index| places[index].0 as u32).collect();
        starts.push(end as u32);
        let mut tables = Vec::new();
        for is_paragraph in [false, true] {
            let mut table: Vec<u8> = starts.iter().flat_map(|start| start.to_le_bytes()).collect();
            for &index in &order {
                main.resize(main.len().next_multiple_of(512), 0);
                let number = main.len() / 512;
                main.extend(runs[index].page(is_paragraph, places[index], self.is_old));
                if self.is_old {
                    table.extend((number as u16).to_le_bytes());
                } else {
                    table.extend((number as u32).to_le_bytes());
                }
            }
            tables.push((12 + usize::from(is_paragraph), table));
        }
        if !self.is_old {
            tables.push((33, self.piece_table(&runs, &places)));
            // Something about windows, which stands where Word 6 numbers its pages.
            tables.push((30, vec![1; 20]));
        }
        tables.extend(self.parts.clone());
        self.finish(main, tables, end)
    }

    /// Writes the parts and the block of information.
    fn finish(&self, mut main: Vec<u8>, tables: Vec<(usize, Vec<u8>)>, end: usize) -> (Vec<u8>, Vec<u8>) {
        let (lengths, parts) = if self.is_old { (52, 88) } else { (76, 154) };
        let mut table = Vec::new();
        for (part, content) in tables {
            let stream = if self.is_old { &mut main } else { &mut table };
            let place = [stream.len() as u32, content.len() as u32];
            stream.extend(content);
            let place: Vec<u8> = place.iter().flat_map(|number| number.to_le_bytes()).collect();
            main[parts + 8 * part..][..8].copy_from_slice(&place);
        }
        for (index, story) in self.stories.iter().enumerate() {
            let length: usize = story.iter().map(|run| run.length(self.is_old)).sum();
            main[lengths + 4 * index..][..4].copy_from_slice(&(length as u32).to_le_bytes());
        }
        let (number, flags) = if self.is_old { (0x65, 0) } else { (0xc1, 0x1200) };
        let words = [(0, 0xa5ec), (2, number), (6, self.language), (10, flags | self.flags)];
        let sizes = if self.is_old { [(0, 0xa5dc); 3] } else { [(32, 14), (62, 22), (152, 93)] };
        for (offset, word) in words.into_iter().chain(sizes) {
            main[offset..offset + 2].copy_from_slice(&u16::to_le_bytes(word));
        }
        for (offset, number) in [(24, TEXT), (28, end)] {
            main[offset..offset + 4].copy_from_slice(&(number as u32).to_le_bytes());
        }
        (main, table)
    }

    fn piece_table(&self, runs: &[&Run], places: &[(usize, usize)]) -> Vec<u8> {
        let mut table = Vec::new();
        for list in &self.lists {
            table.push(1);
            table.extend((list.len() as u16).to_le_bytes());
            table.extend(list);
        }
        let mut positions = vec![0_u32];
        let mut descriptors = Vec::new();
        for (run, &(start, _)) in runs.iter().zip(places) {
            positions.push(positions.last().unwrap() + run.length(false) as u32);
            let place = if run.is_narrow { 0x4000_0000 | (2 * start as u32) } else { start as u32 };
            descriptors.extend([0, 0]);
            descriptors.extend(place.to_le_bytes());
            descriptors.extend(run.change.to_le_bytes());
        }
        table.push(2);
        table.extend((4 * positions.len() as u32 + descriptors.len() as u32).to_le_bytes());
        table.extend(positions.iter().flat_map(|position| position.to_le_bytes()));
        table.extend(descriptors);
        table
    }
}

impl Run {
    fn encode(&self, is_old: bool) -> Vec<u8> {
        if is_old || self.is_narrow {
            self.text.chars().map(|character| u8::try_from(character).unwrap()).collect()
        } else {
            utf16(&self.text)
        }
    }

    fn length(&self, is_old: bool) -> usize {
        self.encode(is_old).len() / if is_old || self.is_narrow { 1 } else { 2 }
    }

    /// A formatted page that says what it looks like.
    fn page(&self, is_paragraph: bool, (start, end): (usize, usize), is_old: bool) -> Vec<u8> {
        let mut page = vec![0; 512];
        page[..4].copy_from_slice(&(start as u32).to_le_bytes());
        page[4..8].copy_from_slice(&(end as u32).to_le_bytes());
        page[8] = 32;
        page[511] = 1;
        let said = if is_paragraph {
            let mut said = [&[0, 0], &self.paragraph[..]].concat();
            if said.len().is_multiple_of(2) != is_old {
                said.push(0);
            }
            said.insert(0, u8::try_from(said.len().div_ceil(2)).unwrap());
            said
        } else {
            [&[u8::try_from(self.character.len()).unwrap()], &self.character[..]].concat()
        };
        page[64..64 + said.len()].copy_from_slice(&said);
        page
    }
}

/// The outline of the body, see [`outline`].
fn body(main: &[Run]) -> String {
    outline(&document(&draft(main)).body)
}

fn document(draft: &Draft) -> Document {
    read(&draft.build()).unwrap()
}

/// The fields of a draft.
fn fields(draft: &Draft) -> Vec<Field> {
    document(draft).fields
}

#[test]
fn a_document_with_macros_is_left_to_a_person() {
    let (main, table) = draft(&[t("Nom : Morel\r")]).streams();
    let streams: [(&str, &[u8]); 2] = [("WordDocument", &main), ("1Table", &table)];
    assert_eq!(read(&compound(&streams, &["Macros"])), Err(Refusal::Macros));
    assert_eq!(outline(&read(&compound(&streams, &[])).unwrap().body), "Nom : Morel");
}
