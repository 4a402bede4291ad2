//! Closing a quarter: from files and a day to the text of a lock. The files are judged with the lock among them, so that
//! what is written is known to build.

use std::collections::BTreeMap;

use super::{Built, Request, build, portal};
use crate::address::{self, Addresses, Routes};
use crate::diagnostic::{Closing, Diagnostic, Place, Problem, Severity};
use crate::language::Language;
use crate::model::{Portal, Prose, Quarter, Report, Silence, Snapshot};
use crate::relate;
use crate::select::{self, Audience};
use crate::snapshot::close::{Close, Gaps, close as lock_quarter, lock_path};
use crate::snapshot::correct::correct;
use crate::snapshot::lock;
use crate::source::{FilePath, Sources};

/// Which of the two ways to write the lock of a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locking {
    /// To lock it.
    Close,
    /// To work declared corrections into its lock.
    Correct,
}

/// What closing comes to.
#[derive(Debug)]
pub struct Closed {
    /// The language of the portal, and so of the messages.
    pub language: Language,
    /// The path and the text of the lock; none when it was refused.
    pub lock: Option<(FilePath, String)>,
    /// How many silent projects and unjudged promises it publishes.
    pub gaps: (usize, usize),
    /// Everything that is wrong, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// Closes a quarter, or corrects one. Any error, in this quarter or another, means that nothing is to be written, but
/// for a fact that another closed quarter still tells otherwise: that one is corrected after it.
pub fn close(request: &Request<'_>, quarter: Quarter, locking: Locking, gaps: Gaps) -> Closed {
    let Some(portal) = portal(request.sources) else {
        let Built { language, diagnostics, .. } = build(request);
        return Closed { language, lock: None, gaps: (0, 0), diagnostics };
    };
    let language = portal.site.language;
    let refused = |diagnostics| Closed { language, lock: None, gaps: (0, 0), diagnostics };
    let addresses = addresses(&portal, request);
    let files_of = |snapshot: &Snapshot| files(snapshot, &addresses, request.sources);
    let asked = Close { portal: &portal, quarter, day: request.day, gaps, files_of: &files_of };
    let lock = match locking {
        Locking::Close => lock_quarter(&asked),
        Locking::Correct => correct(&asked, &|file| request.sources.hash(file)),
    };
    let lock = match lock {
        Ok(lock) => lock,
        Err(diagnostics) => return refused(diagnostics),
    };
    let text = lock::text(&lock);
    let mut sources = request.sources.clone();
    sources.insert(lock_path(quarter), text.as_bytes());
    let built = build(&Request { sources: &sources, ..request.clone() });
    if built.diagnostics.iter().any(|found| is_in_the_way(found, quarter, locking)) {
        return refused(built.diagnostics);
    }
    let silent = lock.snapshot.projects().filter(|project| project.silence == Some(Silence::Silent)).count();
    let promises = lock.snapshot.projects().flat_map(|project| &project.outlook.promises);
    let unjudged = promises.filter(|facts| facts.promise.outcome.is_none()).count();
    let lock = Some((lock_path(quarter), text));
    let mut diagnostics: Vec<Diagnostic> = built.diagnostics.into_iter().map(also).collect();
    diagnostics.extend(earlier_open(&portal, request, quarter));
    diagnostics.sort();
    diagnostics.dedup();
    Closed { language, lock, gaps: (silent, unjudged), diagnostics }
}

/// Whether a diagnostic of the site with the new lock means that the lock is not to be written. One fact may stand in
/// several closed quarters, such as a date; each of them is corrected by itself, so that the others may wait.
fn is_in_the_way(found: &Diagnostic, quarter: Quarter, locking: Locking) -> bool {
    let waits = locking == Locking::Correct
        && matches!(&found.problem, Problem::Closing(Closing::Changed(fact)) if fact.quarter != quarter.to_string());
    found.severity() == Severity::Error && !waits
}

/// What another closed quarter still says otherwise, as a warning to correct that one too.
fn also(found: Diagnostic) -> Diagnostic {
    let Problem::Closing(Closing::Changed(fact)) = &found.problem else { return found };
    let file = FilePath::new(&format!("content/reports/{}/index.md", fact.quarter));
    Diagnostic::new(Closing::CorrectAlso { quarter: fact.quarter.clone() }, Place::file(&file))
}

/// A warning for each earlier public quarter that is not closed.
fn earlier_open(portal: &Portal, request: &Request<'_>, quarter: Quarter) -> Vec<Diagnostic> {
    let selection = select::select(portal, request.day, Audience::Readers);
    let earlier = selection.portal.reports.range(..quarter).map(|(_, report)| report);
    let open = earlier.filter(|report| !portal.locks.contains_key(&report.quarter));
    let warning = |report: &Report| {
        let (quarter, earlier) = (quarter.to_string(), report.quarter.to_string());
        Diagnostic::new(Closing::EarlierOpen { quarter, earlier }, Place::file(&report.file))
    };
    open.map(warning).collect()
}

/// Where everything stands on the site of that day.
fn addresses(portal: &Portal, request: &Request<'_>) -> Addresses {
    let selection = select::select(portal, request.day, Audience::Readers);
    let relations = relate::relate(&selection, &mut relate::Memory::default());
    address::public(&selection.portal, &relations, Routes::new(portal.site.language))
}

/// The images and documents that a snapshot shows, each with its hash.
fn files(snapshot: &Snapshot, addresses: &Addresses, sources: &Sources) -> BTreeMap<FilePath, String> {
    let links = snapshot.prose().flat_map(Prose::links);
    let files = links.filter_map(|link| addresses.resolve(&link.destination).ok()?.asset);
    files.filter_map(|file| Some((file.clone(), sources.hash(&file)?))).collect()
}
