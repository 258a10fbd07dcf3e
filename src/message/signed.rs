//! What an opaquely signed part holds (RFC 8551 §3.5.2), out of its BER (X.690 §8). Who signed it is not
//! verified: the desk believes From as far as any mail's.

const SEQUENCE: u8 = 0x30;
const EXPLICIT: u8 = 0xa0;
const OCTETS: u8 = 0x04;
const PIECES_OF_OCTETS: u8 = 0x24;
/// id-signedData (RFC 5652 §5.1), with its tag and length.
const SIGNED_DATA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02";
/// How deep elements of indefinite length are followed.
const DEEPEST: usize = 16;

/// The MIME entity that was signed; `None` where it is anything else, as what is encrypted.
pub(super) fn content(bytes: &[u8]) -> Option<Vec<u8>> {
    let (info, _) = Element::take(bytes, DEEPEST)?;
    if info.tag != SEQUENCE || !info.content.starts_with(SIGNED_DATA) {
        return None;
    }
    let signed = info.child(EXPLICIT)?.child(SEQUENCE)?;
    let encapsulated = signed.child(SEQUENCE)?.child(EXPLICIT)?;
    let octets = encapsulated.children().next()?.octets();
    (!octets.is_empty()).then_some(octets)
}

/// A tag and what it stands for.
#[derive(Clone, Copy)]
struct Element<'a> {
    tag: u8,
    content: &'a [u8],
    depth: usize,
}

impl<'a> Element<'a> {
    /// The element at the beginning of `bytes`, and what follows it.
    fn take(bytes: &'a [u8], depth: usize) -> Option<(Self, &'a [u8])> {
        let depth = depth.checked_sub(1)?;
        let (&[tag, length], rest) = bytes.split_first_chunk()?;
        let (content, rest) = match length {
            0x80 => until_end(rest, depth)?,
            0..0x80 => rest.split_at_checked(length.into())?,
            _ => {
                let (digits, rest) = rest.split_at_checked(usize::from(length & 0x7f))?;
                let length = digits.iter().try_fold(0_usize, |length, &digit| {
                    length.checked_mul(0x100)?.checked_add(digit.into())
                })?;
                rest.split_at_checked(length)?
            }
        };
        Some((Self { tag, content, depth }, rest))
    }

    fn children(self) -> impl Iterator<Item = Self> {
        let mut rest = self.content;
        std::iter::from_fn(move || {
            let (child, behind) = Self::take(rest, self.depth)?;
            rest = behind;
            Some(child)
        })
    }

    fn child(self, tag: u8) -> Option<Self> {
        self.children().find(|child| child.tag == tag)
    }

    /// The octets of a string, written whole or in pieces.
    fn octets(self) -> Vec<u8> {
        match self.tag {
            OCTETS => self.content.to_vec(),
            PIECES_OF_OCTETS => self.children().flat_map(Self::octets).collect(),
            _ => Vec::new(),
        }
    }
}

/// What stands before the mark that ends an element of indefinite length, and what follows that.
fn until_end(bytes: &[u8], depth: usize) -> Option<(&[u8], &[u8])> {
    let mut rest = bytes;
    loop {
        if let Some(behind) = rest.strip_prefix(b"\0\0") {
            return Some((bytes.get(..bytes.len() - rest.len())?, behind));
        }
        (_, rest) = Element::take(rest, depth)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn definite(tag: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len()).unwrap().to_be_bytes();
        [&[tag, 0x82], &length[..], content].concat()
    }

    fn indefinite(tag: u8, content: &[u8]) -> Vec<u8> {
        [&[tag, 0x80], content, b"\0\0"].concat()
    }

    /// A signed part around `string`.
    fn signed(wrap: fn(u8, &[u8]) -> Vec<u8>, string: &[u8]) -> Vec<u8> {
        let id_data = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01";
        let encapsulated = wrap(SEQUENCE, &[id_data, &wrap(EXPLICIT, string)[..]].concat());
        let signed = wrap(SEQUENCE, &[b"\x02\x01\x01\x31\x00", &encapsulated[..]].concat());
        wrap(SEQUENCE, &[SIGNED_DATA, &wrap(EXPLICIT, &signed)[..]].concat())
    }

    #[test]
    fn what_was_signed_is_found_whole_and_in_pieces() {
        let entity = b"Content-Type: text/plain\r\n\r\nNom : Petit";
        assert_eq!(content(&signed(definite, &definite(OCTETS, entity))).unwrap(), entity);
        let pieces: Vec<u8> = entity.chunks(7).flat_map(|piece| definite(OCTETS, piece)).collect();
        assert_eq!(content(&signed(indefinite, &indefinite(PIECES_OF_OCTETS, &pieces))).unwrap(), entity);
    }

    #[test]
    fn what_is_cut_short_encrypted_or_bottomless_holds_nothing() {
        let whole = signed(definite, &definite(OCTETS, b"Nom : Petit"));
        for end in 0..whole.len() {
            assert_eq!(content(&whole[..end]), None);
        }
        let encrypted = b"\x30\x0b\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03";
        assert_eq!(content(encrypted), None);
        assert_eq!(content(&b"\x30\x80".repeat(100_000)), None);
    }
}
