//! What a file really is.

use crate::diagnostic::{Importing, TableKind};
use crate::source::FilePath;

/// What the name of a file promises; nothing when no table has such a name.
pub(in crate::exchange) fn by_name(file: &FilePath) -> Option<TableKind> {
    let (_, end) = file.name().rsplit_once('.')?;
    match end.to_lowercase().as_str() {
        "xlsx" => Some(TableKind::Workbook),
        "csv" | "txt" | "tsv" => Some(TableKind::Csv),
        _ => None,
    }
}

/// What a file is by its bytes, if that is what its name promises and something that can be read.
pub(super) fn of(file: &FilePath, bytes: &[u8]) -> Result<TableKind, Importing> {
    let (named, found) = (by_name(file), by_bytes(bytes));
    match (named, found) {
        (Some(TableKind::Workbook), TableKind::Workbook) | (Some(TableKind::Csv), TableKind::Csv) => Ok(found),
        (None, TableKind::Csv) => Err(Importing::TableFormat { found: TableKind::Other, named }),
        (None, TableKind::Workbook) => Err(Importing::TableFormat { found, named: Some(TableKind::Other) }),
        _ => Err(Importing::TableFormat { found, named }),
    }
}

/// The first bytes tell: those of a ZIP archive, of an OLE file, of a PDF. All else is text as far as anybody knows.
fn by_bytes(bytes: &[u8]) -> TableKind {
    if bytes.starts_with(b"PK\x03\x04") {
        return packed(bytes);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return TableKind::OldOrLocked;
    }
    if bytes.starts_with(b"%PDF") {
        return TableKind::Pdf;
    }
    // UTF-16 of Western text has a zero in every other byte, and begins with its mark.
    let is_wide = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    if bytes.contains(&0) && !is_wide { TableKind::Other } else { TableKind::Csv }
}

/// The names in an archive stand in it as they are, and each kind has one of its own.
fn packed(bytes: &[u8]) -> TableKind {
    let has = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    if has(b"application/vnd.oasis.opendocument") {
        TableKind::OpenDocument
    } else if has(b"[Content_Types].xml") && has(b"workbook.xml") {
        TableKind::Workbook
    } else if has(b"xl/workbook.bin") || !has(b"[Content_Types].xml") {
        TableKind::Other
    } else {
        // Cut off, or without its middle: reading tells what is wrong.
        TableKind::Workbook
    }
}
