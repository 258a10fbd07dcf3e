//! Compound files (MS-CFB): a file system in a file, in which Office kept its documents until 2007.
//! What is not needed to read a stream is not checked, so that files of careless programs open.
//!
//! The crate `cfb` refuses files for flaws that do a reader no harm, and reads the allocation table as
//! often as a file names it, which may be gigabytes.

use crate::octets::{size_at, u8_at, u16_at, u32_at, utf16};

/// How every compound file begins (§2.2).
pub const SIGNATURE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// The last number that names a sector; those above end a chain or mark a sector (§2.1).
const MAX_SECTOR: u32 = 0xffff_fffa;
/// The number that names no directory entry (§2.6.1).
const NO_ENTRY: u32 = 0xffff_ffff;
/// How many sectors of the allocation table the header names itself (§2.2).
const HEADER_FAT_SECTORS: usize = 109;
/// How many directory entries are looked at.
const MAX_ENTRIES: usize = 10_000;
/// The size of a directory entry in bytes (§2.6.1).
const DIRECTORY_ENTRY: usize = 128;
/// The size in bytes of a sector of the stream that holds the small streams (§2.2).
const MINI_SECTOR: usize = 64;
/// The size in bytes from which a stream has sectors of its own (§2.2).
const MINI_CUTOFF: usize = 4096;

/// It, or what is looked for in it, is not whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damaged;

/// An open compound file.
pub struct CompoundFile<'a> {
    sectors: Sectors<'a>,
    /// Which sector follows each (§2.3).
    fat: Vec<u32>,
    /// The same for the sectors of the small streams (§2.4).
    mini_fat: Vec<u32>,
    /// The first sector of the stream that holds the small streams.
    mini_stream: u32,
    /// The directory; its first entry is the root storage.
    entries: Vec<Entry>,
    /// How many bytes may still be read. Streams share nothing, so that together they are never
    /// longer than the file.
    allowance: usize,
}

/// Where a stream or a storage stands in the directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place(usize);

/// The storage in which all others are.
pub const ROOT: Place = Place(0);

/// A directory entry (§2.6.1).
struct Entry {
    name: String,
    kind: Kind,
    /// The entries beside it and the first one in it.
    siblings: [u32; 2],
    child: u32,
    /// Its first sector.
    start: u32,
    /// Its size in bytes.
    size: usize,
}

impl<'a> CompoundFile<'a> {
    /// Opens a compound file.
    ///
    /// # Errors
    /// [`Damaged`].
    pub fn open(bytes: &'a [u8]) -> Result<Self, Damaged> {
        let sectors = Sectors::of(bytes).ok_or(Damaged)?;
        let fat = sectors.allocation_table().ok_or(Damaged)?;
        let mut file = Self {
            sectors,
            fat,
            mini_fat: Vec::new(),
            mini_stream: NO_ENTRY,
            entries: Vec::new(),
            allowance: bytes.len(),
        };
        let header = |offset| u32_at(bytes, offset).unwrap_or(NO_ENTRY);
        let directory = file.all(header(48), MAX_ENTRIES * DIRECTORY_ENTRY)?;
        file.entries = directory.chunks_exact(DIRECTORY_ENTRY).map_while(Entry::of).collect();
        file.mini_stream = file.entries.first().ok_or(Damaged)?.start;
        // Four bytes for each small sector that there can be.
        let mini_fat = file.all(header(60), bytes.len() / MINI_SECTOR * 4)?;
        file.mini_fat = numbers(&mini_fat).collect();
        Ok(file)
    }

    /// The streams and storages in a storage, each once.
    #[must_use]
    pub fn within(&self, storage: Place) -> Vec<Place> {
        let mut seen = vec![false; self.entries.len()];
        let mut found = Vec::new();
        let mut waiting = vec![self.entries.get(storage.0).map_or(NO_ENTRY, |entry| entry.child)];
        while let Some(number) = waiting.pop() {
            let index = usize::try_from(number).unwrap_or(usize::MAX);
            let (Some(entry), Some(seen)) = (self.entries.get(index), seen.get_mut(index)) else { continue };
            if !std::mem::replace(seen, true) && entry.kind != Kind::Unused {
                waiting.extend(entry.siblings);
                found.push(Place(index));
            }
        }
        found
    }

    /// What something is called.
    #[must_use]
    pub fn name(&self, place: Place) -> &str {
        self.entries.get(place.0).map_or("", |entry| entry.name.as_str())
    }

    /// What has this name in a storage; case does not count (§2.6.4).
    #[must_use]
    pub fn find(&self, storage: Place, name: &str) -> Option<Place> {
        self.within(storage).into_iter().find(|&place| self.name(place).eq_ignore_ascii_case(name))
    }

    /// Whether there is a storage of this name in the root storage.
    #[must_use]
    pub fn has_storage(&self, name: &str) -> bool {
        self.find(ROOT, name).is_some_and(|place| self.is(place, Kind::Storage))
    }

    /// The content of a stream in the root storage, if there is one of this name.
    ///
    /// # Errors
    /// [`Damaged`].
    pub fn stream(&mut self, name: &str) -> Result<Option<Vec<u8>>, Damaged> {
        let place = self.find(ROOT, name).filter(|&place| self.is(place, Kind::Stream));
        place.map(|place| self.content(place)).transpose()
    }

    /// The content of a stream.
    ///
    /// # Errors
    /// [`Damaged`].
    pub fn content(&mut self, stream: Place) -> Result<Vec<u8>, Damaged> {
        let entry = self.entries.get(stream.0).filter(|entry| entry.kind == Kind::Stream).ok_or(Damaged)?;
        let (start, size) = (entry.start, entry.size);
        if size < MINI_CUTOFF { self.small(start, size) } else { self.large(start, size) }
    }

    fn is(&self, place: Place, kind: Kind) -> bool {
        self.entries.get(place.0).is_some_and(|entry| entry.kind == kind)
    }

    /// The content of the sectors of a chain, up to so many bytes and to the first sector that is not
    /// in the file.
    fn all(&mut self, start: u32, limit: usize) -> Result<Vec<u8>, Damaged> {
        let mut content = Vec::new();
        for sector in chain(&self.fat, start) {
            let Some(sector) = self.sectors.get(sector?).filter(|_| content.len() < limit) else { break };
            content.extend(sector);
        }
        self.spend(content.len())?;
        Ok(content)
    }

    /// So many bytes from the sectors of a chain.
    fn large(&mut self, start: u32, size: usize) -> Result<Vec<u8>, Damaged> {
        self.spend(size)?;
        join(chain(&self.fat, start), size, |sector| self.sectors.get(sector))
    }

    /// So many bytes from the small sectors of a chain, which are parts of the sectors of another.
    fn small(&self, start: u32, size: usize) -> Result<Vec<u8>, Damaged> {
        let holders = chain(&self.fat, self.mini_stream).collect::<Result<Vec<_>, _>>()?;
        join(chain(&self.mini_fat, start), size, |sector| {
            let at = usize::try_from(sector).ok()?.checked_mul(MINI_SECTOR)?;
            let holder = self.sectors.get(*holders.get(at / self.sectors.size)?)?;
            holder.chunks(MINI_SECTOR).nth(at % self.sectors.size / MINI_SECTOR)
        })
    }

    fn spend(&mut self, bytes: usize) -> Result<(), Damaged> {
        self.allowance = self.allowance.checked_sub(bytes).ok_or(Damaged)?;
        Ok(())
    }
}

/// The file, cut into sectors.
struct Sectors<'a> {
    bytes: &'a [u8],
    /// The size of one in bytes.
    size: usize,
}

impl<'a> Sectors<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let size = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        Some(Self { bytes, size })
    }

    /// A sector; the last one in the file may be short.
    fn get(&self, number: u32) -> Option<&'a [u8]> {
        let start = usize::try_from(number).ok()?.checked_add(1)?.checked_mul(self.size)?;
        let end = (start + self.size).min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| !sector.is_empty())
    }

    /// Which sector follows each (§2.3), for as many as the file has.
    fn allocation_table(&self) -> Option<Vec<u32>> {
        let count = self.bytes.len().div_ceil(self.size);
        let mut table = Vec::new();
        for sector in self.table_sectors(count)? {
            if table.len() >= count {
                break;
            }
            table.extend(numbers(self.get(sector)?));
        }
        Some(table)
    }

    /// The sectors in which that table stands (§2.5); `count` is more than there can be.
    fn table_sectors(&self, count: usize) -> Option<Vec<u32>> {
        let header = self.bytes.get(76..76 + 4 * HEADER_FAT_SECTORS)?;
        let mut found: Vec<u32> = numbers(header).collect();
        let mut next = u32_at(self.bytes, 68)?;
        while next <= MAX_SECTOR && found.len() < count {
            let mut sector: Vec<u32> = numbers(self.get(next)?).collect();
            next = sector.pop()?;
            found.append(&mut sector);
        }
        found.retain(|&sector| sector <= MAX_SECTOR);
        Some(found)
    }
}

impl Entry {
    /// Reads a directory entry; `None` where it is cut short.
    fn of(bytes: &[u8]) -> Option<Self> {
        let length = usize::from(u16_at(bytes, 64)?).min(64).saturating_sub(2);
        Some(Self {
            name: utf16(bytes.get(..length)?),
            kind: Kind::of(u8_at(bytes, 66)?),
            siblings: [u32_at(bytes, 68)?, u32_at(bytes, 72)?],
            child: u32_at(bytes, 76)?,
            start: u32_at(bytes, 116)?,
            size: size_at(bytes, 120)?,
        })
    }
}

/// What an entry of the directory is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Unused,
    Storage,
    Stream,
}

impl Kind {
    /// The kind by its number (§2.6.1).
    fn of(number: u8) -> Self {
        match number {
            1 | 5 => Self::Storage,
            2 => Self::Stream,
            _ => Self::Unused,
        }
    }
}

/// The sectors of a chain, first to last; `Damaged` once it has more than there are.
fn chain(table: &[u32], start: u32) -> impl Iterator<Item = Result<u32, Damaged>> {
    let mut next = start;
    let mut left = table.len();
    std::iter::from_fn(move || {
        let sector = next;
        let is_last = sector > MAX_SECTOR;
        next = usize::try_from(sector).ok().and_then(|index| table.get(index)).copied().unwrap_or(NO_ENTRY);
        match left.checked_sub(1) {
            _ if is_last => None,
            Some(fewer) => {
                left = fewer;
                Some(Ok(sector))
            }
            None => Some(Err(Damaged)),
        }
    })
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).filter_map(|number| u32_at(number, 0))
}

/// The first `size` bytes of the sectors of a chain.
fn join<'s>(
    chain: impl Iterator<Item = Result<u32, Damaged>>,
    size: usize,
    get: impl Fn(u32) -> Option<&'s [u8]>,
) -> Result<Vec<u8>, Damaged> {
    let mut content = Vec::with_capacity(size);
    for sector in chain {
        if content.len() >= size {
            break;
        }
        content.extend(get(sector?).ok_or(Damaged)?);
    }
    if content.len() < size {
        return Err(Damaged);
    }
    content.truncate(size);
    Ok(content)
}

#[cfg(test)]
pub(crate) mod tests;
