//! Little-endian numbers and ranges out of binary formats, where anything may be missing.

/// The octet at an offset.
#[must_use]
pub fn u8_at(bytes: &[u8], offset: usize) -> Option<u8> {
    bytes.get(offset).copied()
}

/// The 16-bit number at an offset.
#[must_use]
pub fn u16_at(bytes: &[u8], offset: usize) -> Option<u16> {
    slice(bytes, offset, 2)?.try_into().ok().map(u16::from_le_bytes)
}

/// The 32-bit number at an offset.
#[must_use]
pub fn u32_at(bytes: &[u8], offset: usize) -> Option<u32> {
    slice(bytes, offset, 4)?.try_into().ok().map(u32::from_le_bytes)
}

/// The 32-bit number at an offset, as an offset or a length of its own.
#[must_use]
pub fn size_at(bytes: &[u8], offset: usize) -> Option<usize> {
    u32_at(bytes, offset)?.try_into().ok()
}

/// So many bytes from an offset on, if all of them are there.
#[must_use]
pub fn slice(bytes: &[u8], offset: usize, length: usize) -> Option<&[u8]> {
    bytes.get(offset..offset.checked_add(length)?)
}

/// What is left to be taken, one value after the other.
#[derive(Debug, Clone, Copy)]
pub struct Octets<'a>(pub &'a [u8]);

impl<'a> Octets<'a> {
    /// The next `count` octets; `None` where there are fewer.
    pub fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// The next `count` octets, and after them up to three that fill four.
    pub fn take_padded(&mut self, count: usize) -> Option<&'a [u8]> {
        let taken = self.take(count)?;
        self.take(self.0.len().min(count.wrapping_neg() % 4))?;
        Some(taken)
    }

    /// The next octet.
    pub fn u8(&mut self) -> Option<u8> {
        u8_at(self.take(1)?, 0)
    }

    /// The next 16-bit number.
    pub fn u16(&mut self) -> Option<u16> {
        u16_at(self.take(2)?, 0)
    }

    /// The next 32-bit number.
    pub fn u32(&mut self) -> Option<u32> {
        u32_at(self.take(4)?, 0)
    }

    /// The next 32-bit number, as a length or a count.
    pub fn size(&mut self) -> Option<usize> {
        self.u32()?.try_into().ok()
    }
}

/// The text of 16-bit units, as Office keeps it; what is no character becomes U+FFFD.
#[must_use]
pub fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).filter_map(|unit| u16_at(unit, 0)).collect();
    String::from_utf16_lossy(&units)
}
