//! Which column is which.
//!
//! Goes in: a sheet. Comes out: the row with the names of the columns, and where each is; or what is wrong with them.

use std::collections::BTreeMap;

use super::grid::{Cell, Grid, LAST_HEADER, cell_name};
use crate::diagnostic::{Diagnostic, Importing, Place, nearest};
use crate::language::Language;
use crate::model::Quarter;
use crate::source::FilePath;

/// A column of the report's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Category,
    Project,
    Status,
    Result,
    Outlook,
    Expected,
}

/// Dutch name, English name, and what else it may be called.
type Names = (&'static str, &'static str, &'static [&'static str]);

impl Column {
    /// Every column, in the order in which a table is written.
    pub(super) const ALL: [Self; 6] =
        [Self::Category, Self::Project, Self::Status, Self::Result, Self::Outlook, Self::Expected];

    fn names(self) -> Names {
        match self {
            Self::Category => ("Categorie", "Category", &["thema", "theme"]),
            Self::Project => (
                "Project",
                "Project",
                &["projectnaam", "naam project", "naam van het project", "project name", "titel"],
            ),
            Self::Status => ("Status", "Status", &[]),
            Self::Result => (
                "Toelichting",
                "Result",
                &["resultaat", "resultaten", "stand van zaken", "results", "explanation", "progress"],
            ),
            Self::Outlook => ("Vooruitblik", "Outlook", &["planning", "voornemens", "plans", "planned"]),
            Self::Expected => ("Verwachte status", "Expected status", &[]),
        }
    }

    /// The name in a language.
    pub(super) fn name(self, language: Language) -> &'static str {
        let (dutch, english, _) = self.names();
        match language {
            Language::Dutch => dutch,
            Language::English => english,
        }
    }

    fn all_names(self) -> impl Iterator<Item = &'static str> {
        let (dutch, english, others) = self.names();
        [dutch, english].into_iter().chain(others.iter().copied())
    }

    /// The column with this name; a quarter or year in the name says nothing about which.
    fn of(name: &str) -> Option<Self> {
        let name = plain(name);
        Self::ALL.into_iter().find(|column| column.all_names().any(|own| plain(own) == name))
    }

    /// The quarter that it is about, in the table of a quarter.
    fn quarter(self, quarter: Quarter) -> Quarter {
        match self {
            Self::Outlook | Self::Expected => quarter.next(),
            Self::Category | Self::Project | Self::Status | Self::Result => quarter,
        }
    }
}

/// Where the columns are.
#[derive(Debug, PartialEq)]
pub(super) struct Header {
    /// The row with their names, from 0.
    pub(super) row: u32,
    /// Each column that was found, and where.
    pub(super) columns: BTreeMap<Column, u32>,
}

/// Whether a sheet has a row that names the columns of a table of projects.
pub(super) fn is_table(grid: &Grid) -> bool {
    header_row(grid).is_some()
}

/// Finds the columns, with every mistake in them. A column that is not ours is a warning.
pub(super) fn header(
    grid: &Grid,
    file: &FilePath,
    quarter: Quarter,
    language: Language,
) -> Result<(Header, Vec<Diagnostic>), Vec<Diagnostic>> {
    let Some(row) = header_row(grid) else {
        let wanted = Column::ALL.map(|column| column.name(language).to_owned()).into();
        return Err(vec![Diagnostic::new(Importing::NoHeader { wanted }, at_sheet(grid, file))]);
    };
    let place = || grid.place(file, row);
    let mut found: BTreeMap<Column, Vec<u32>> = BTreeMap::new();
    let mut others = Vec::new();
    let mut problems: Vec<Diagnostic> = Vec::new();
    for (at, name) in names(grid, row) {
        match Column::of(name) {
            Some(column) => {
                found.entry(column).or_default().push(at);
                if !is_about(name, column.quarter(quarter)) {
                    let problem = Importing::ColumnQuarter { name: shown(name), quarter: quarter.to_string() };
                    problems.push(Diagnostic::new(problem, place()));
                }
            }
            None => others.push(shown(name)),
        }
    }
    for (column, places) in found.iter().filter(|(_, places)| places.len() > 1) {
        let places = places.iter().map(|at| cell_name(row, *at)).collect();
        let problem = Importing::DuplicateColumn { column: column.name(language).to_owned(), places };
        problems.push(Diagnostic::new(problem, place()));
    }
    problems.extend(missing(&found, &others, language).map(|problem| Diagnostic::new(problem, place())));
    if !problems.is_empty() {
        return Err(problems);
    }
    let unknown = others.into_iter().map(|name| {
        let suggestion = nearest(&name, Column::ALL.map(|column| column.name(language)));
        Diagnostic::new(Importing::UnknownColumn { name, suggestion }, place())
    });
    let columns = found.into_iter().filter_map(|(column, places)| Some((column, *places.first()?))).collect();
    Ok((Header { row, columns }, unknown.collect()))
}

/// Whether a row below says the names of the columns once more, as one on a second page does.
pub(super) fn is_header_again(grid: &Grid, header: &Header, row: u32) -> bool {
    let again: BTreeMap<Column, u32> =
        names(grid, row).filter_map(|(at, name)| Some((Column::of(name)?, at))).collect();
    again == header.columns
}

/// What a table cannot do without: the project, a status with its result, or an outlook.
fn missing(
    found: &BTreeMap<Column, Vec<u32>>,
    others: &[String],
    language: Language,
) -> impl Iterator<Item = Importing> {
    let has = |column| found.contains_key(&column);
    let lacks_half = has(Column::Status) != has(Column::Result);
    let lacks_all = !has(Column::Status) && !has(Column::Outlook);
    let wanted =
        [(Column::Project, true), (Column::Status, lacks_half || lacks_all), (Column::Result, lacks_half || lacks_all)];
    let lacking = wanted.into_iter().filter(|(column, is_wanted)| *is_wanted && !found.contains_key(column));
    let names: Vec<String> =
        found.keys().map(|column| column.name(language).to_owned()).chain(others.iter().cloned()).collect();
    let missing: Vec<Importing> = lacking
        .map(|(column, _)| {
            let candidates = others.iter().map(String::as_str);
            let suggestion = column.all_names().find_map(|name| nearest(name, candidates.clone()));
            Importing::MissingColumn { column: column.name(language).to_owned(), found: names.clone(), suggestion }
        })
        .collect();
    missing.into_iter()
}

/// The first of the rows in which most columns are named, if more than one is.
fn header_row(grid: &Grid) -> Option<u32> {
    let rows = grid.rows.range(..LAST_HEADER).map(|(row, _)| {
        let columns: std::collections::BTreeSet<Column> =
            names(grid, *row).filter_map(|(_, name)| Column::of(name)).collect();
        (columns.len(), *row)
    });
    let best = rows.max_by_key(|(count, row)| (*count, std::cmp::Reverse(*row)))?;
    (best.0 > 1).then_some(best.1)
}

fn names(grid: &Grid, row: u32) -> impl Iterator<Item = (u32, &str)> {
    let cells = grid.rows.get(&row).into_iter().flatten();
    cells.filter_map(|(at, cell)| match cell {
        Cell::Text(text) => Some((*at, text.as_str())),
        Cell::Number(_) | Cell::Truth(_) | Cell::Day(..) | Cell::Error(_) => None,
    })
}

fn at_sheet(grid: &Grid, file: &FilePath) -> Place {
    match &grid.sheet {
        Some(_) => grid.place(file, 0),
        None => Place::file(file),
    }
}

/// A name on one line.
fn shown(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a name, in lower case, without quarters and years.
fn plain(name: &str) -> String {
    let words = words(name).into_iter().filter(|word| quarter_number(word).is_none() && year(word).is_none());
    words.collect::<Vec<_>>().join(" ")
}

fn words(name: &str) -> Vec<String> {
    let words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Whether the quarter and the year in a name, if there are any, are those of a quarter.
fn is_about(name: &str, quarter: Quarter) -> bool {
    words(name).iter().all(|word| {
        quarter_number(word).is_none_or(|number| number == quarter.number())
            && year(word).is_none_or(|year| year == quarter.year())
    })
}

fn quarter_number(word: &str) -> Option<i8> {
    let number: i8 = word.strip_prefix(['q', 'k'])?.parse().ok()?;
    (1..=4).contains(&number).then_some(number)
}

fn year(word: &str) -> Option<i16> {
    let year: i16 = word.parse().ok()?;
    (1900..=2199).contains(&year).then_some(year)
}
