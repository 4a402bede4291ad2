//! A table as CSV (RFC 4180), for spreadsheet programs.

use csv::{QuoteStyle, Terminator};

use crate::language::Language;

/// Tells spreadsheet programs that the text is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Whether a spreadsheet program would work a cell out instead of showing it. Blank space and apostrophes before it do
/// not count, so that what is guarded can be told from what was written so.
pub(in crate::exchange) fn is_dangerous(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// Rows as text. Each cell is in quotes, so that no separator in it ends it; one that begins like a formula has an
/// apostrophe before it.
pub(in crate::exchange) fn write(rows: &[Vec<String>], language: Language) -> Result<Vec<u8>, csv::Error> {
    // What Excel takes for a separator where the language is spoken.
    let separator = match language {
        Language::Dutch => b';',
        Language::English => b',',
    };
    let mut writer = csv::WriterBuilder::new();
    let writer = writer.delimiter(separator).terminator(Terminator::CRLF).quote_style(QuoteStyle::Always);
    let mut bytes = BYTE_ORDER_MARK.as_bytes().to_vec();
    let mut writer = writer.from_writer(&mut bytes);
    for row in rows {
        writer.write_record(row.iter().map(|cell| guarded(cell)))?;
    }
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}

fn guarded(cell: &str) -> String {
    if is_dangerous(cell) { format!("'{cell}") } else { cell.to_owned() }
}
