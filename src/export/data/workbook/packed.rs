//! Text compressed in pieces that can be put one after the other, so that what did not change is never compressed again.
//!
//! Each piece is made of whole blocks of DEFLATE (RFC 1951) that fill their last byte, and refers to nothing before itself.

use std::cell::RefCell;
use std::sync::Arc;

use miniz_oxide::deflate::core::{CompressorOxide, TDEFLFlush, compress_to_output, create_comp_flags_from_zip_params};

/// A piece of compressed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::export::data) struct Packed {
    pub(super) bytes: Arc<[u8]>,
    /// The CRC-32 of the text.
    crc: u32,
    /// What the CRC-32 of all that stands before it is multiplied by.
    shift: u32,
    /// The length of the text, in bytes.
    length: u64,
}

/// As quick as it can: a build makes thousands of pieces.
const QUICK: i32 = 1;

/// DEFLATE without a head, as ZIP has it.
const RAW: i32 = -15;

/// Up to how many bytes a text is not worth compressing: the rows of a project in most tables are a few hundred.
const SHORT: usize = 1024;

thread_local! {
    /// What compresses: some hundred kilobytes, which take longer to make than a project's rows take to compress. It begins
    /// anew with every text.
    static COMPRESSOR: RefCell<Box<CompressorOxide>> =
        RefCell::new(Box::new(CompressorOxide::new(create_comp_flags_from_zip_params(QUICK, RAW, 0))));
}

impl Packed {
    /// A text, compressed where that is worth it.
    pub(in crate::export::data) fn new(text: &str) -> Self {
        if text.len() <= SHORT {
            return Self::plain(text, Place::Before);
        }
        let mut bytes = Vec::with_capacity(text.len() / 3);
        let (_, read) = COMPRESSOR.with_borrow_mut(|compressor| {
            compressor.reset();
            compress_to_output(compressor, text.as_bytes(), TDEFLFlush::Sync, |piece| {
                bytes.extend_from_slice(piece);
                true
            })
        });
        debug_assert_eq!(read, text.len());
        Self::of(text.as_bytes(), bytes)
    }

    fn of(text: &[u8], bytes: Vec<u8>) -> Self {
        let length = text.len().try_into().unwrap_or(u64::MAX);
        Self { bytes: bytes.into(), crc: crc32fast::hash(text), shift: shift(length), length }
    }

    /// A short text as it is, in a block of its own: at most 65,535 bytes.
    pub(super) fn plain(text: &str, place: Place) -> Self {
        let length = u16::try_from(text.len()).unwrap_or(u16::MAX);
        let text = &text.as_bytes()[..usize::from(length)];
        let mut bytes = vec![u8::from(place == Place::Last)];
        bytes.extend(length.to_le_bytes());
        bytes.extend((!length).to_le_bytes());
        bytes.extend(text);
        Self::of(text, bytes)
    }
}

/// Whether more comes after a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Before,
    Last,
}

/// What is told of pieces that stand one after the other.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    /// The CRC-32 of the text.
    pub(super) crc: u32,
    /// The length of the text, in bytes.
    pub(super) length: u64,
    /// The length of what it was compressed to.
    pub(super) packed: u64,
}

impl Sum {
    pub(super) fn of<'p>(pieces: impl Iterator<Item = &'p Packed>) -> Self {
        pieces.fold(Self::default(), |mut sum, piece| {
            sum.crc = times(piece.shift, sum.crc) ^ piece.crc;
            sum.length += piece.length;
            sum.packed += u64::try_from(piece.bytes.len()).unwrap_or(u64::MAX);
            sum
        })
    }
}

// The CRC-32 of two texts follows from those of each: that of the first is multiplied by x to the number of bits of the
// second, and the second added, modulo the polynomial of CRC-32. `crc32fast` works the factor out again for every pair,
// and a workbook has thousands of pieces; so it is worked out once a piece.

/// x^(8 · length), modulo the polynomial; the highest bit stands for x^0.
fn shift(mut length: u64) -> u32 {
    let (mut shift, mut power) = (1 << 31, 1 << 23);
    while length > 0 {
        if length & 1 == 1 {
            shift = times(power, shift);
        }
        power = times(power, power);
        length >>= 1;
    }
    shift
}

/// The product of two polynomials, modulo that of CRC-32.
fn times(one: u32, mut other: u32) -> u32 {
    const POLYNOMIAL: u32 = 0xedb8_8320;
    let mut product = 0;
    for bit in (0..32).rev() {
        if one >> bit & 1 == 1 {
            product ^= other;
        }
        other = if other & 1 == 1 { other >> 1 ^ POLYNOMIAL } else { other >> 1 };
    }
    product
}

#[cfg(test)]
mod tests {
    use miniz_oxide::inflate::decompress_to_vec;

    use super::*;

    #[test]
    fn pieces_one_after_the_other_are_the_texts_one_after_the_other() {
        // Longer than the window, so that a piece could refer to the one before if it did not begin anew.
        let long = "een regel van een blad met 😀 ".repeat(4000);
        let texts = ["kop", &long, "", "x", &long, "een regel van een blad"];
        let mut pieces = vec![Packed::plain("kop", Place::Before)];
        pieces.extend(texts[1..].iter().map(|text| Packed::new(text)));
        pieces.push(Packed::plain("staart", Place::Last));
        let whole = texts.concat() + "staart";
        let sum = Sum::of(pieces.iter());
        assert_eq!((sum.crc, sum.length), (crc32fast::hash(whole.as_bytes()), whole.len() as u64));
        let bytes: Vec<u8> = pieces.iter().flat_map(|piece| piece.bytes.iter().copied()).collect();
        assert_eq!(sum.packed, bytes.len() as u64);
        assert_eq!(decompress_to_vec(&bytes).unwrap(), whole.as_bytes());
        // The same piece wherever it stands.
        assert_eq!(Packed::new(&long), pieces[4]);
    }
}
