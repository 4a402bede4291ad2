//! A file of a spreadsheet program as rows of cells.
//!
//! Goes in: a file's name and bytes. Comes out: its [`Grid`]s, a sheet each. Must not: know what the cells mean; hold more
//! than its limits, whatever the file says of itself.

mod archive;
mod kind;
mod separated;
mod workbook;

pub(super) use kind::by_name;

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Importing, Place, TableKind, TableLimit, TableRow};
use crate::model::Day;
use crate::source::FilePath;

/// The bytes of a megabyte.
pub(super) const MEGABYTE: usize = 1_000_000;

/// The megabytes of a file; a report of a hundred projects has a tenth of one.
pub(super) const FILE: usize = 20;

/// The megabytes of a workbook's parts together, unpacked.
const UNPACKED: usize = 100;

/// The last row that may hold anything.
const ROWS: u32 = 10_000;

/// The last column that may hold anything.
const COLUMNS: u32 = 200;

/// The characters of a cell: as many as Excel takes.
pub(super) const CELL: usize = 32_767;

/// The last row in which the names of the columns may stand.
pub(super) const LAST_HEADER: u32 = 30;

/// What one sheet holds.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Grid {
    /// The sheet's name; none in a file without sheets.
    pub(super) sheet: Option<String>,
    /// The cells that hold anything, by row and column, both from 0.
    pub(super) rows: BTreeMap<u32, BTreeMap<u32, Cell>>,
    /// Stretches of cells that were merged into one, which stands at their beginning.
    pub(super) merged: Vec<Merged>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Text(String),
    Number(f64),
    Truth(bool),
    /// A day, and a time as hours and minutes where there is one.
    Day(Day, Option<(u8, u8)>),
    /// What a formula came to that could not be worked out.
    Error(String),
}

/// A stretch of merged cells; all numbers from 0, the last ones included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Merged {
    pub(super) first: (u32, u32),
    pub(super) last: (u32, u32),
}

/// How much of each sheet is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    /// Enough to find the names of the columns.
    Beginning,
    /// All of it.
    Whole,
}

/// Which sheet is wanted.
pub(super) enum Choice<'c> {
    /// The one with this name.
    Named(&'c str),
    /// The only one of which this is true.
    Only(&'c dyn Fn(&Grid) -> bool),
}

/// Reads the sheet that is wanted.
pub(super) fn read(file: &FilePath, bytes: &[u8], choice: &Choice<'_>) -> Result<Grid, Diagnostic> {
    let refused = |problem: Importing| Diagnostic::new(problem, Place::file(file));
    if bytes.len() > FILE * MEGABYTE {
        return Err(refused(too_large(TableLimit::File(FILE))));
    }
    match kind::of(file, bytes).map_err(&refused)? {
        TableKind::Workbook => workbook::read(bytes, choice).map_err(|failure| failure.at(file)),
        TableKind::Csv | TableKind::OldOrLocked | TableKind::OpenDocument | TableKind::Pdf | TableKind::Other => {
            separated::read(bytes, choice).map_err(|failure| failure.at(file))
        }
    }
}

fn too_large(limit: TableLimit) -> Importing {
    Importing::TableTooLarge { limit }
}

/// Why a file is no grid, and the row where that shows.
struct Failure {
    problem: Importing,
    row: Option<TableRow>,
}

impl Failure {
    fn at(self, file: &FilePath) -> Diagnostic {
        let place = self.row.map_or_else(|| Place::file(file), |row| Place::row(file, row));
        Diagnostic::new(self.problem, place)
    }
}

impl From<Importing> for Failure {
    fn from(problem: Importing) -> Self {
        Self { problem, row: None }
    }
}

impl Grid {
    /// Puts a cell in its place; refused where no table reaches, or when it holds more than a cell can.
    fn put(&mut self, row: u32, column: u32, cell: Cell) -> Result<(), Failure> {
        let is_long = matches!(&cell, Cell::Text(text) if text.chars().count() > CELL);
        let limit = if row >= ROWS {
            TableLimit::Rows(ROWS)
        } else if column >= COLUMNS {
            TableLimit::Columns(COLUMNS)
        } else if is_long {
            TableLimit::Cell(CELL)
        } else {
            self.rows.entry(row).or_default().insert(column, cell);
            return Ok(());
        };
        let row = Some(TableRow { sheet: self.sheet.clone(), number: row.saturating_add(1) });
        Err(Failure { problem: too_large(limit), row })
    }

    /// A row, as a place.
    pub(super) fn place(&self, file: &FilePath, row: u32) -> Place {
        Place::row(file, TableRow { sheet: self.sheet.clone(), number: row + 1 })
    }
}

/// The name of a cell in spreadsheet programs: `C14`.
pub(super) fn cell_name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", row + 1)
}
