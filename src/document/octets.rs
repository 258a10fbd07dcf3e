//! Little-endian numbers and ranges out of binary formats, where anything may be missing.

/// The octet at an offset.
pub(super) fn u8_at(bytes: &[u8], offset: usize) -> Option<u8> {
    bytes.get(offset).copied()
}

/// The 16-bit number at an offset.
pub(super) fn u16_at(bytes: &[u8], offset: usize) -> Option<u16> {
    slice(bytes, offset, 2)?.try_into().ok().map(u16::from_le_bytes)
}

/// The 32-bit number at an offset.
pub(super) fn u32_at(bytes: &[u8], offset: usize) -> Option<u32> {
    slice(bytes, offset, 4)?.try_into().ok().map(u32::from_le_bytes)
}

/// The 32-bit number at an offset, as an offset or a length of its own.
pub(super) fn size_at(bytes: &[u8], offset: usize) -> Option<usize> {
    u32_at(bytes, offset)?.try_into().ok()
}

/// So many bytes from an offset on, if all of them are there.
pub(super) fn slice(bytes: &[u8], offset: usize, length: usize) -> Option<&[u8]> {
    bytes.get(offset..offset.checked_add(length)?)
}
