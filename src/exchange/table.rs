//! The report's table: a row a project.
//!
//! Goes in: a sheet with its columns. Comes out: [`Row`]s of plain texts, and every mistake in a cell. Must not: know the
//! portal.

use super::columns::{Column, Header, is_header_again};
use super::grid::{Cell, Grid, Merged, cell_name};
use super::text::normal;
use crate::diagnostic::{Diagnostic, Importing, Place, Problem};
use crate::language::Language;
use crate::model::Day;
use crate::parse::is_unprintable;
use crate::source::FilePath;

/// What a table says of one project. A text that is not there is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Where it stands.
    pub(super) place: Place,
    /// The name or id of its category.
    pub(super) category: String,
    /// Its name or id.
    pub(super) project: String,
    /// The name or id of its status.
    pub(super) status: String,
    /// What happened.
    pub(super) result: String,
    /// What was announced for the quarter after it.
    pub(super) outlook: String,
    /// The name or id of the status that was announced.
    pub(super) expected: String,
}

/// Reads the rows below the header. Warnings come with them; an error means that there are none.
pub(super) fn rows(
    grid: &Grid,
    header: &Header,
    file: &FilePath,
    language: Language,
) -> Result<(Vec<Row>, Vec<Diagnostic>), Vec<Diagnostic>> {
    let mut reader = Reader { grid, header, file, language, diagnostics: merged(grid, header, file), rows: Vec::new() };
    let below = header.row + 1..;
    for row in grid.rows.range(below).map(|(row, _)| *row) {
        reader.read(row);
    }
    let Reader { rows, diagnostics, .. } = reader;
    if crate::diagnostic::has_errors(&diagnostics) { Err(diagnostics) } else { Ok((rows, diagnostics)) }
}

struct Reader<'g> {
    grid: &'g Grid,
    header: &'g Header,
    file: &'g FilePath,
    language: Language,
    diagnostics: Vec<Diagnostic>,
    rows: Vec<Row>,
}

impl Reader<'_> {
    fn read(&mut self, row: u32) {
        if is_header_again(self.grid, self.header, row) {
            return;
        }
        let [category, project, status, result, outlook, expected] = Column::ALL.map(|column| self.text(row, column));
        let says_nothing = [&project, &status, &result, &outlook, &expected].into_iter().all(String::is_empty);
        // A category alone is the rest of merged cells, unless it stands in its row itself.
        let is_blank = says_nothing && (category.is_empty() || self.own(row, Column::Category).is_none());
        if is_blank {
            return;
        }
        if project.is_empty() {
            self.report(row, Importing::RowWithoutProject);
            return;
        }
        let place = self.grid.place(self.file, row);
        self.rows.push(Row { place, category, project, status, result, outlook, expected });
    }

    fn report(&mut self, row: u32, problem: impl Into<Problem>) {
        self.diagnostics.push(Diagnostic::new(problem, self.grid.place(self.file, row)));
    }

    /// The cell of a column in a row.
    fn own(&self, row: u32, column: Column) -> Option<&Cell> {
        self.grid.rows.get(&row)?.get(self.header.columns.get(&column)?)
    }

    /// The text of a column in a row.
    fn text(&mut self, row: u32, column: Column) -> String {
        let Some(at) = self.header.columns.get(&column).copied() else { return String::new() };
        // Merged cells of the category say the same in every row that they cover.
        let merged = self.grid.merged.iter().find(|cells| column == Column::Category && cells.covers(row, at));
        let from = merged.map_or(row, |cells| cells.first.0);
        let Some(cell) = self.grid.rows.get(&from).and_then(|cells| cells.get(&at)).cloned() else {
            return String::new();
        };
        let is_prose = matches!(column, Column::Result | Column::Outlook);
        if let (Cell::Number(number), true) = (&cell, is_prose) {
            let text = decimal(*number, self.language);
            self.report(row, Importing::CellNumber { cell: cell_name(row, at), text });
        }
        let text = normal(&self.words(row, at, &cell));
        if let Some(letter) = text.chars().find(|letter| is_unprintable(*letter)) {
            self.report(row, Problem::ControlCharacter { code: letter.into() });
        }
        let text = if is_prose { text } else { text.split_whitespace().collect::<Vec<_>>().join(" ") };
        if is_nothing(&text) { String::new() } else { text }
    }

    fn words(&mut self, row: u32, column: u32, cell: &Cell) -> String {
        match cell {
            Cell::Text(text) => text.clone(),
            Cell::Day(day, time) => moment(*day, *time, self.language),
            Cell::Number(number) => decimal(*number, self.language),
            Cell::Truth(truth) => {
                // As a spreadsheet shows it.
                let words = match self.language {
                    Language::Dutch => ["ONWAAR", "WAAR"],
                    Language::English => ["FALSE", "TRUE"],
                };
                words[usize::from(*truth)].to_owned()
            }
            Cell::Error(error) => {
                self.report(row, Importing::CellError { cell: cell_name(row, column), error: error.clone() });
                String::new()
            }
        }
    }
}

/// People write a dash where there is nothing to say.
fn is_nothing(text: &str) -> bool {
    matches!(text.trim(), "-" | "–" | "—")
}

/// As a sentence writes it.
fn moment(day: Day, time: Option<(u8, u8)>, language: Language) -> String {
    let day = language.day(day);
    time.map_or_else(|| day.clone(), |(hour, minute)| format!("{day} {hour:02}:{minute:02}"))
}

fn decimal(number: f64, language: Language) -> String {
    let text = number.to_string();
    match language {
        Language::Dutch => text.replace('.', ","),
        Language::English => text,
    }
}

/// Merged cells below the header in a column of ours, other than categories from top to bottom.
fn merged(grid: &Grid, header: &Header, file: &FilePath) -> Vec<Diagnostic> {
    let is_ours = |cells: &&Merged| {
        let columns = header.columns.iter().filter(|(_, at)| (cells.first.1..=cells.last.1).contains(at));
        let columns: Vec<Column> = columns.map(|(column, _)| *column).collect();
        let is_category = columns == [Column::Category] && cells.first.1 == cells.last.1;
        cells.last.0 > header.row && !columns.is_empty() && !is_category
    };
    let told = grid.merged.iter().filter(is_ours).map(|cells| {
        let (first, last) = (cell_name(cells.first.0, cells.first.1), cell_name(cells.last.0, cells.last.1));
        Diagnostic::new(Importing::MergedCells { cells: format!("{first}:{last}") }, grid.place(file, cells.first.0))
    });
    told.collect()
}

impl Merged {
    fn covers(&self, row: u32, column: u32) -> bool {
        (self.first.0..=self.last.0).contains(&row) && (self.first.1..=self.last.1).contains(&column)
    }
}
