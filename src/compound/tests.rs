#![allow(clippy::cast_possible_truncation, reason = "these files are small")]

use super::*;

const SECTOR: usize = 512;
const END: u32 = 0xffff_fffe;

/// A compound file of these streams and storages; small streams stand where small streams do.
pub fn compound(streams: &[(&str, &[u8])], storages: &[&str]) -> Vec<u8> {
    let (mut sectors, mut fat) = (Vec::new(), Vec::new());
    let (mut mini, mut mini_fat) = (Vec::new(), Vec::new());
    let mut directory = Vec::new();
    for (name, content) in streams {
        let start = if content.len() < MINI_CUTOFF {
            append(content, MINI_SECTOR, &mut mini, &mut mini_fat)
        } else {
            append(content, SECTOR, &mut sectors, &mut fat)
        };
        directory.extend(entry(name, 2, directory.len() / DIRECTORY_ENTRY + 2, start, content.len()));
    }
    for name in storages {
        directory.extend(entry(name, 1, directory.len() / DIRECTORY_ENTRY + 2, END, 0));
    }
    let last = directory.len() - DIRECTORY_ENTRY + 72;
    directory[last..last + 4].copy_from_slice(&NO_ENTRY.to_le_bytes());
    let mini_start = append(&mini, SECTOR, &mut sectors, &mut fat);
    let mut root = entry("Root Entry", 5, 0, mini_start, mini.len());
    root[72..80].copy_from_slice(&[0xff, 0xff, 0xff, 0xff, 1, 0, 0, 0]);
    let directory_start = append(&[root, directory].concat(), SECTOR, &mut sectors, &mut fat);
    let mini_fat: Vec<u8> = mini_fat.iter().flat_map(|next| next.to_le_bytes()).collect();
    let mini_fat_start = append(&mini_fat, SECTOR, &mut sectors, &mut fat);
    let fat_sectors = (fat.len() + 4).div_ceil(127);
    let fat_start = u32::try_from(fat.len()).unwrap();
    fat.resize(fat.len() + fat_sectors, 0xffff_fffd);
    fat.resize(fat_sectors * SECTOR / 4, NO_ENTRY);
    sectors.extend(fat.iter().flat_map(|next| next.to_le_bytes()));

    let mut header = vec![0; SECTOR];
    header[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    header[30..32].copy_from_slice(&9_u16.to_le_bytes());
    for (offset, number) in [(48, directory_start), (56, 4096), (60, mini_fat_start), (68, END)] {
        header[offset..offset + 4].copy_from_slice(&number.to_le_bytes());
    }
    header[76..].fill(0xff);
    for sector in 0..u32::try_from(fat_sectors).unwrap() {
        let at = 76 + 4 * sector as usize;
        header[at..at + 4].copy_from_slice(&(fat_start + sector).to_le_bytes());
    }
    [header, sectors].concat()
}

/// Writes a content behind others, sector by sector; the first one's number.
fn append(content: &[u8], size: usize, sectors: &mut Vec<u8>, table: &mut Vec<u32>) -> u32 {
    if content.is_empty() {
        return END;
    }
    let start = u32::try_from(table.len()).unwrap();
    sectors.extend(content);
    sectors.resize(sectors.len().next_multiple_of(size), 0);
    let end = u32::try_from(sectors.len() / size).unwrap();
    table.extend((start + 1..end).chain([END]));
    start
}

fn entry(name: &str, kind: u8, next: usize, start: u32, size: usize) -> Vec<u8> {
    let mut entry = vec![0; DIRECTORY_ENTRY];
    let units: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    entry[..units.len()].copy_from_slice(&units);
    entry[64] = u8::try_from(units.len()).unwrap();
    entry[66] = kind;
    entry[68..80].fill(0xff);
    entry[72..76].copy_from_slice(&u32::try_from(next).unwrap().to_le_bytes());
    entry[116..120].copy_from_slice(&start.to_le_bytes());
    entry[120..124].copy_from_slice(&u32::try_from(size).unwrap().to_le_bytes());
    entry
}

/// Where the allocation table of a small file begins.
fn table_of(bytes: &[u8]) -> usize {
    SECTOR * (1 + size_at(bytes, 76).unwrap())
}

#[test]
fn large_and_small_streams_are_read_by_name() {
    let large: Vec<u8> = (0..10_000_u32).map(|number| (number % 251) as u8).collect();
    let small = b"Nom : Morel".repeat(20);
    let bytes = compound(&[("A", &large), ("B", &small), ("C", b""), ("D", &small)], &["Macros"]);
    let mut file = CompoundFile::open(&bytes).unwrap();
    assert_eq!(file.stream("a"), Ok(Some(large)));
    assert_eq!(file.stream("D"), Ok(Some(small)));
    assert_eq!(file.stream("C"), Ok(Some(Vec::new())));
    assert_eq!(file.stream("Macros"), Ok(None));
    assert!(file.has_storage("Macros") && !file.has_storage("A"));
}

#[test]
fn a_chain_that_runs_in_a_circle_is_damaged() {
    let large = vec![1; 5 * SECTOR + 4096];
    let mut bytes = compound(&[("A", &large)], &[]);
    let table = table_of(&bytes);
    bytes[table + 4 * 3..][..4].copy_from_slice(&1_u32.to_le_bytes());
    let mut file = CompoundFile::open(&bytes).unwrap();
    assert_eq!(file.stream("A").map(|content| content.unwrap().len()), Ok(large.len()));
    let size = bytes.windows(4).position(|size| size == (large.len() as u32).to_le_bytes()).unwrap();
    bytes[size..size + 4].copy_from_slice(&(1_u32 << 30).to_le_bytes());
    assert_eq!(CompoundFile::open(&bytes).unwrap().stream("A"), Err(Damaged));

    let mut bytes = compound(&[("A", b"x")], &[]);
    let (table, directory) = (table_of(&bytes), size_at(&bytes, 48).unwrap());
    bytes[table + 4 * directory..][..4].copy_from_slice(&(directory as u32).to_le_bytes());
    assert_eq!(CompoundFile::open(&bytes).err(), Some(Damaged));
}

#[test]
fn an_allocation_table_named_over_and_over_is_no_longer_than_the_file() {
    let mut bytes = compound(&[("A", &vec![1; 1 << 20])], &[]);
    let table = u32_at(&bytes, 76).unwrap();
    // A sector that names that of the table, and itself as the next of its kind.
    let next = u32::try_from(bytes.len() / SECTOR - 1).unwrap();
    bytes.extend(table.to_le_bytes().repeat(127));
    bytes.extend(next.to_le_bytes());
    bytes[68..72].copy_from_slice(&next.to_le_bytes());
    let file = CompoundFile::open(&bytes).unwrap();
    assert!(file.fat.len() < bytes.len() / SECTOR + 128);
}

#[test]
fn entries_that_name_each_other_are_found_once() {
    let mut bytes = compound(&[("A", b"x"), ("B", b"y")], &[]);
    let directory = SECTOR * (1 + size_at(&bytes, 48).unwrap());
    for entry in [1, 2] {
        bytes[directory + entry * DIRECTORY_ENTRY + 68..][..4].copy_from_slice(&1_u32.to_le_bytes());
    }
    let mut file = CompoundFile::open(&bytes).unwrap();
    assert_eq!(file.within(ROOT).len(), 2);
    assert_eq!(file.stream("B"), Ok(Some(b"y".to_vec())));
}

#[test]
fn a_file_cut_short_anywhere_is_damaged_or_whole() {
    let bytes = compound(&[("A", &vec![7; 5000]), ("B", b"klein")], &[]);
    for length in (0..bytes.len()).step_by(97) {
        let read = CompoundFile::open(&bytes[..length]).and_then(|mut file| file.stream("A"));
        assert!(matches!(read, Err(Damaged) | Ok(None)) || read == Ok(Some(vec![7; 5000])));
    }
}
