//! Closing a quarter: what has to be there before it is locked, and the lock.

use std::collections::BTreeMap;

use super::derive;
use super::guard::{lock_gone, published};
use crate::diagnostic::{Closing, Diagnostic, Place};
use crate::language::Collation;
use crate::model::{
    Correction, Day, KeptCorrection, Lock, Portal, ProjectFacts, Promise, Prose, Quarter, Report, Silence, Snapshot,
};
use crate::select::{Audience, select};
use crate::source::{FilePath, Span};

/// Whether a quarter may be closed with projects that are silent and promises that nobody judged. Readers see both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gaps {
    /// They have to be filled first.
    Refused,
    /// They are published as they are (`--accept`).
    Accepted,
}

/// What closing needs to know beside the portal.
pub struct Close<'c> {
    /// The whole portal.
    pub portal: &'c Portal,
    /// The quarter.
    pub quarter: Quarter,
    /// The day on which it is closed.
    pub day: Day,
    /// What may be missing.
    pub gaps: Gaps,
    /// The images and documents that a snapshot shows, each with its hash.
    pub files_of: &'c dyn Fn(&Snapshot) -> BTreeMap<FilePath, String>,
}

/// The path of a quarter's lock.
pub fn lock_path(quarter: Quarter) -> FilePath {
    FilePath::new(&format!("content/reports/{quarter}/lock.toml"))
}

/// Locks a quarter.
///
/// # Errors
///
/// A diagnostic for everything that is still missing: the report, its day of publication and its summary, and, unless
/// gaps are accepted, the results of silent projects and the judgements of promises.
pub fn close(closing: &Close<'_>) -> Result<Lock, Vec<Diagnostic>> {
    let quarter = closing.quarter;
    let portal = &published(closing.portal);
    let refuse = |problem, file: &FilePath| Err(vec![Diagnostic::new(problem, Place::file(file))]);
    let Some(report) = portal.reports.get(&quarter) else { return Err(vec![no_report(quarter)]) };
    if let Some(lock) = portal.locks.get(&quarter) {
        let closed = portal.site.language.day(lock.closed);
        return refuse(Closing::AlreadyClosed { quarter: quarter.to_string(), closed }, &lock.file);
    }
    if let Some(other) = portal.locks.values().find(|lock| lock.earlier.contains(&quarter)) {
        return Err(vec![lock_gone(quarter, other.file.as_str())]);
    }
    let frame = frame(closing, report);
    let public = select(portal, closing.day, Audience::Readers).portal;
    let Some(snapshot) = derive(&public, quarter, &Collation::new(portal.site.language)) else { return Err(frame) };
    let mut missing = [frame, gaps(closing, &snapshot)].concat();
    missing.sort();
    if !missing.is_empty() {
        return Err(missing);
    }
    Ok(Lock {
        file: lock_path(quarter),
        language: portal.site.language,
        closed: closing.day,
        corrected: None,
        earlier: portal.locks.keys().copied().filter(|other| *other != quarter).collect(),
        files: (closing.files_of)(&snapshot),
        corrections: report.corrections.iter().map(kept).collect(),
        changes: Vec::new(),
        snapshot,
    })
}

/// The diagnostic for a quarter without a report.
pub(super) fn no_report(quarter: Quarter) -> Diagnostic {
    let file = FilePath::new(&format!("content/reports/{quarter}/index.md"));
    Diagnostic::new(Closing::NoReport { quarter: quarter.to_string() }, Place::file(&file))
}

/// A correction, as a lock keeps it.
pub(super) fn kept(correction: &Correction) -> KeptCorrection {
    KeptCorrection { date: correction.date, about: correction.about.clone(), note: correction.note.clone() }
}

/// Silent projects and promises that nobody judged, unless they are accepted.
pub(super) fn gaps(closing: &Close<'_>, snapshot: &Snapshot) -> Vec<Diagnostic> {
    if closing.gaps == Gaps::Accepted {
        return Vec::new();
    }
    let silent = snapshot.projects().filter_map(|project| silent(project, closing.quarter));
    let promises = snapshot.projects().flat_map(|project| &project.outlook.promises);
    silent.chain(promises.filter_map(|facts| unjudged(&facts.promise))).collect()
}

/// What the report itself lacks to be locked.
fn frame(closing: &Close<'_>, report: &Report) -> Vec<Diagnostic> {
    let language = closing.portal.site.language;
    let quarter = closing.quarter.to_string();
    let problem = match report.published {
        _ if report.draft => Some(Closing::NotPublicYet { quarter, published: None }),
        None => Some(Closing::WithoutDate),
        Some(day) if day > closing.day => Some(Closing::NotPublicYet { quarter, published: Some(language.day(day)) }),
        Some(_) => None,
    };
    let summary = report.summary.is_empty().then_some(Closing::WithoutSummary);
    problem.into_iter().chain(summary).map(|problem| Diagnostic::new(problem, Place::file(&report.file))).collect()
}

fn silent(project: &ProjectFacts, quarter: Quarter) -> Option<Diagnostic> {
    let file = FilePath::new(&format!("content/projects/{}/{quarter}.md", project.id));
    let problem = Closing::Silent { id: project.id.to_string(), quarter: quarter.to_string() };
    (project.silence == Some(Silence::Silent)).then(|| Diagnostic::new(problem, Place::file(&file)))
}

fn unjudged(promise: &Promise) -> Option<Diagnostic> {
    let problem = Closing::Unjudged { text: promise.text.plain_text() };
    promise.outcome.is_none().then(|| Diagnostic::new(problem, place_of(&promise.text)))
}

/// Where a piece of prose begins.
fn place_of(prose: &Prose) -> Place {
    let start = prose.key().start;
    Place::span(prose.file(), Span::new(start, start + 1))
}
