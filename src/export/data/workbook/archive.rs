//! A ZIP archive (APPNOTE 6.3) of pieces that were compressed before: the same bytes from the same pieces, on no day.

use std::io::Write;

use super::packed::{Packed, Sum};
use crate::output::{Assembly, Content};

/// A file in the archive.
pub(super) struct Entry<'p> {
    pub(super) name: String,
    pub(super) pieces: Vec<&'p Packed>,
}

/// The version of the format that is needed: folders and DEFLATE.
const VERSION: u16 = 20;
/// That names are UTF-8.
const UTF8: u16 = 1 << 11;
const DEFLATE: u16 = 8;
/// The first day that the format knows: 1 January 1980.
const DAY: u16 = (1 << 5) | 1;

/// An archive of these files; nothing when it would be too large for the format, which is at 4 gigabytes.
pub(super) fn archive(entries: &[Entry<'_>]) -> Option<Content> {
    let mut file = Assembly::default();
    let mut directory = Vec::new();
    let mut at: u64 = 0;
    for entry in entries {
        let sum = Sum::of(entry.pieces.iter().copied());
        let mut about = Vec::new();
        for number in [VERSION, UTF8, DEFLATE, 0, DAY] {
            about.extend(number.to_le_bytes());
        }
        for number in [sum.crc, u32::try_from(sum.packed).ok()?, u32::try_from(sum.length).ok()?] {
            about.extend(number.to_le_bytes());
        }
        about.extend(u16::try_from(entry.name.len()).ok()?.to_le_bytes());
        about.extend([0; 2]);
        let head = [b"PK\x03\x04", &*about, entry.name.as_bytes()].concat();
        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(&about);
        // No comment, on the first disk, with no attributes.
        directory.extend([0; 10]);
        directory.extend(u32::try_from(at).ok()?.to_le_bytes());
        directory.extend(entry.name.as_bytes());
        at += u64::try_from(head.len()).ok()? + sum.packed;
        // Writing to memory cannot fail.
        let _ = file.write_all(&head);
        entry.pieces.iter().for_each(|piece| file.share(&piece.bytes));
    }
    let count = u16::try_from(entries.len()).ok()?;
    let mut end = b"PK\x05\x06\0\0\0\0".to_vec();
    end.extend(count.to_le_bytes());
    end.extend(count.to_le_bytes());
    end.extend(u32::try_from(directory.len()).ok()?.to_le_bytes());
    end.extend(u32::try_from(at).ok()?.to_le_bytes());
    end.extend([0; 2]);
    let _ = file.write_all(&directory);
    let _ = file.write_all(&end);
    Some(file.finish())
}
