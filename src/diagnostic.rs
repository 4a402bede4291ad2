//! Problems as values: what is wrong, where, and what to do about it.
//!
//! Goes in: what the stages of the build notice. Comes out: [`Diagnostic`]s, which sort in one stable order and
//! are drawn at the edge by one of the [`renderers`](render). Must not: print, or hold words of any language
//! beside its `text`.

mod problem;
pub mod render;
mod suggest;
mod text;

pub use problem::{ClosedFact, Closing, Expected, Importing, PollingReason, Problem, Role, TableKind, TableLimit};
pub use suggest::nearest;
pub use text::{Message, counted, message, role};

use std::cmp::Ordering;

use crate::source::{FilePath, Span};

/// One problem at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong.
    pub problem: Problem,
    /// Where.
    pub place: Place,
    /// Other places that matter to it, each with its part in the problem.
    pub related: Vec<(Role, Place)>,
}

/// A file, or a stretch of one, or a row of a table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, from the portal's root.
    pub file: FilePath,
    /// The stretch, or none when the whole file (or folder) is meant.
    pub span: Option<Span>,
    /// The row, in a file that is a table.
    pub row: Option<Box<TableRow>>,
}

/// A row of a table, as spreadsheet programs name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TableRow {
    /// The sheet that it stands on; none in a file without sheets.
    pub sheet: Option<String>,
    /// Its number, from 1.
    pub number: u32,
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something is left out or looks wrong; the site is built.
    Warning,
    /// The site is not built.
    Error,
}

/// Who can solve a problem. The worse one decides a command's exit status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// An author, in content, theme or `portal.toml`.
    Author,
    /// Whoever runs the command: the call itself, rights, disk.
    Machine,
}

impl Place {
    /// A whole file or folder.
    pub fn file(file: &FilePath) -> Self {
        Self { file: file.clone(), span: None, row: None }
    }

    /// A stretch of a file.
    pub fn span(file: &FilePath, span: Span) -> Self {
        Self { file: file.clone(), span: Some(span), row: None }
    }

    /// A row of a table.
    pub fn row(file: &FilePath, row: TableRow) -> Self {
        Self { file: file.clone(), span: None, row: Some(Box::new(row)) }
    }
}

impl Diagnostic {
    /// A problem at a place, with nothing related.
    pub fn new(problem: impl Into<Problem>, place: Place) -> Self {
        Self { problem: problem.into(), place, related: Vec::new() }
    }

    /// The same, with another place that matters to it.
    #[must_use]
    pub fn with(mut self, role: Role, place: Place) -> Self {
        self.related.push((role, place));
        self
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.problem.severity()
    }
}

/// Whether one of these is an error, so that there is no site.
pub fn has_errors<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> bool {
    diagnostics.into_iter().any(|diagnostic| diagnostic.severity() == Severity::Error)
}

impl Ord for Diagnostic {
    /// By path, place in the file and code; what is left decides ties, so that the order never depends on who
    /// noticed first.
    fn cmp(&self, other: &Self) -> Ordering {
        let rank = |diagnostic: &Self| (diagnostic.place.clone(), diagnostic.problem.code());
        rank(self)
            .cmp(&rank(other))
            .then_with(|| self.related.cmp(&other.related))
            .then_with(|| self.problem.cmp(&other.problem))
    }
}

impl PartialOrd for Diagnostic {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
