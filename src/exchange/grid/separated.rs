//! Rows of text with a separator between the cells (CSV).
//!
//! Dutch Excel writes semicolons in Windows-1252; others commas or tabs, in UTF-8 or UTF-16. All are read.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::{Cell, Choice, Failure, Grid};
use crate::diagnostic::Importing;

/// What may stand between cells, in the order in which it is tried.
const SEPARATORS: [u8; 3] = [b';', b',', b'\t'];

/// Reads the one table that such a file has.
pub(super) fn read(bytes: &[u8], choice: &Choice<'_>) -> Result<Grid, Failure> {
    let text = text(bytes);
    let has_header = |grid: &Grid| match choice {
        Choice::Only(is_table) => is_table(grid),
        Choice::Named(_) => false,
    };
    if let Choice::Named(name) = choice {
        let (name, sheets) = ((*name).to_owned(), Vec::new());
        return Err(Importing::UnknownSheet { name, sheets, suggestion: None }.into());
    }
    let mut first = None;
    for separator in SEPARATORS {
        let grid = separated(&text, separator);
        match grid {
            Ok(grid) if has_header(&grid) => return Ok(grid),
            other => first = first.or(Some(other)),
        }
    }
    first.unwrap_or_else(|| Ok(Grid::default()))
}

/// The text of a file, with line ends of one kind. What is not UTF-8 is taken for Windows-1252, in which every byte
/// means something.
fn text(bytes: &[u8]) -> String {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned(),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
        },
    };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    // Excel can be told the separator in a line of its own, which is no row of the table.
    let is_told = |line: &str| line.len() == "sep=;".len() && line.to_lowercase().starts_with("sep=");
    match text.split_once('\n') {
        Some((line, _)) if is_told(line) => text.replacen(line, "", 1),
        _ => text,
    }
}

fn separated(text: &str, separator: u8) -> Result<Grid, Failure> {
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut grid = Grid::default();
    let mut record = csv::StringRecord::new();
    let mut row = 0;
    let mut read_to = 0;
    loop {
        let is_there = reader.read_record(&mut record).map_err(|error| broken(&error))?;
        if !is_there {
            return Ok(grid);
        }
        let end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX).min(text.len());
        row += blank_lines(&text[read_to..end]);
        read_to = end;
        for (column, cell) in record.iter().enumerate() {
            if !cell.trim().is_empty() {
                let column = u32::try_from(column).unwrap_or(u32::MAX);
                grid.put(row, column, Cell::Text(unguarded(cell).to_owned()))?;
            }
        }
        row += 1;
    }
}

/// The lines without anything that come before a row: the reader passes over them, spreadsheet programs count them.
fn blank_lines(stretch: &str) -> u32 {
    let blank = stretch.len() - stretch.trim_start_matches('\n').len();
    u32::try_from(blank).unwrap_or(u32::MAX)
}

fn broken(error: &csv::Error) -> Importing {
    Importing::TableBroken { detail: error.to_string() }
}

/// A cell without the apostrophe that keeps spreadsheet programs from working it out.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if crate::exchange::write::is_dangerous(rest) => rest,
        _ => cell,
    }
}
