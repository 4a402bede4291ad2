//! A table becomes content.
//!
//! Goes in: the files of a portal, a table and its quarter. Comes out: a [`Plan`] of files, with which the portal still
//! builds; or everything that stands in the way. All rows or none: a table that was half taken over could not be told
//! from one that was not. Must not: write, or lose anything that the table does not know.

mod files;
mod placing;

use std::collections::BTreeMap;

use super::grid::{self, Choice};
use super::{columns, table};
use crate::diagnostic::{Diagnostic, Place, Problem, Role, has_errors};
use crate::language::Language;
use crate::model::{Day, Portal, Quarter};
use crate::pipeline;
use crate::scaffold::{self, NewFile};
use crate::source::{FilePath, Sources};

/// What is to be imported.
#[derive(Clone, Copy, Debug)]
pub struct Request<'r> {
    /// The portal.
    pub sources: &'r Sources,
    /// The day on which it has to build.
    pub day: Day,
    /// The table's file, as it was named.
    pub file: &'r FilePath,
    /// What is in it.
    pub bytes: &'r [u8],
    /// The sheet, where one was named.
    pub sheet: Option<&'r str>,
    /// The quarter of the table.
    pub quarter: Quarter,
    /// What becomes of files that are there.
    pub existing: Existing,
}

/// What becomes of an update that is there and says something else than the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and is named.
    Kept,
    /// It says what the table says; all else in it stays.
    Updated,
}

/// What is to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Files that are not there yet, by path.
    pub made: Vec<NewFile>,
    /// Files that are there, as they are to be, by path.
    pub changed: Vec<NewFile>,
    /// What readers of the table should know, sorted.
    pub warnings: Vec<Diagnostic>,
    /// How many projects the table speaks of.
    pub rows: usize,
}

/// A plan or the reasons against it.
#[derive(Debug)]
pub struct Planned {
    /// The language of the portal.
    pub language: Language,
    /// The files that the reasons speak of.
    pub sources: Sources,
    /// The plan; else every reason, sorted.
    pub plan: Result<Plan, Vec<Diagnostic>>,
}

/// Plans an import. A portal with an error gets nothing, and the table may not bring one.
pub fn import(request: &Request<'_>) -> Planned {
    let before = scaffold::build(request.sources, request.day);
    let language = before.language;
    let mut sources = request.sources.clone();
    let portal = pipeline::portal(request.sources).filter(|_| before.site.is_some());
    let plan = match portal {
        Some(portal) => planned(request, &portal, &mut sources),
        None => Err(before.diagnostics),
    };
    let sorted = |mut diagnostics: Vec<Diagnostic>| {
        diagnostics.sort();
        diagnostics
    };
    Planned { language, sources, plan: plan.map_err(sorted) }
}

fn planned(request: &Request<'_>, portal: &Portal, sources: &mut Sources) -> Result<Plan, Vec<Diagnostic>> {
    let Request { quarter, file, .. } = *request;
    if let Some(lock) = portal.locks.get(&quarter) {
        let problem = Problem::QuarterClosed { quarter: quarter.to_string() };
        return Err(vec![Diagnostic::new(problem, Place::file(&lock.file))]);
    }
    let language = portal.site.language;
    let choice = request.sheet.map_or(Choice::Only(&columns::is_table), Choice::Named);
    let grid = grid::read(file, request.bytes, &choice).map_err(|refusal| vec![refusal])?;
    let (header, mut warnings) = columns::header(&grid, file, quarter, language)?;
    let (rows, remarks) = table::rows(&grid, &header, file, language)?;
    warnings.extend(remarks);
    let (placed, remarks) = placing::place(portal, request.sources, quarter, &rows)?;
    warnings.extend(remarks);
    let files::Files { mut plan, from, kept } = files::files(request, portal, &placed)?;
    warnings.extend(kept);
    warnings.sort();
    check(request, &plan, &from, sources)?;
    plan.rows = rows.len();
    plan.warnings = warnings;
    Ok(plan)
}

/// Whether the portal still builds; what is wrong with a file is said with the row that it comes from.
fn check(
    request: &Request<'_>,
    plan: &Plan,
    from: &BTreeMap<FilePath, Place>,
    sources: &mut Sources,
) -> Result<(), Vec<Diagnostic>> {
    *sources = scaffold::with(request.sources, plan.made.iter().chain(&plan.changed));
    let after = scaffold::build(sources, request.day);
    if !has_errors(&after.diagnostics) && after.site.is_some() {
        return Ok(());
    }
    let told = after.diagnostics.into_iter().map(|diagnostic| match from.get(&diagnostic.place.file) {
        Some(place) => diagnostic.with(Role::TableRow, place.clone()),
        None => diagnostic,
    });
    Err(told.collect())
}
