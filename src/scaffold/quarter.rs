//! The files of a quarter: one for each open project, and the frame of the report.

use std::sync::Arc;

use super::reminder::reminder;
use super::words::Words;
use super::{Gap, NewFile, Plan};
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::language::Language;
use crate::model::{Portal, Project, Quarter, Report, Update};
use crate::snapshot::{self, last_until};
use crate::source::{FilePath, Sources};

/// Gives each open project a file for the quarter, and the quarter a report that is a draft; files that are there stay
/// as they are, and it is said what they lack. A closed quarter is refused: nothing may be added to it.
pub(super) fn start(portal: &Portal, sources: &Sources, quarter: Quarter) -> Result<Plan, Diagnostic> {
    if let Some(lock) = portal.locks.get(&quarter) {
        let problem = Problem::QuarterClosed { quarter: quarter.to_string() };
        return Err(Diagnostic::new(problem, Place::file(&lock.file)));
    }
    let mut plan = Plan::default();
    for project in portal.projects.values() {
        let path = FilePath::new(&format!("{}/{quarter}.md", project.file.folder()));
        let is_there = sources.get(&path).is_some();
        match (is_there, is_open(portal, project, quarter), project.updates.get(&quarter).map(Arc::as_ref)) {
            (true, true, update) | (true, false, update @ Some(_)) => plan.note(path, update_gaps(update)),
            (false, true, _) => plan.files.push(NewFile { path, text: reminder(portal, project, quarter) }),
            // Nothing is to be said by a project that has ended or is still to begin.
            (_, false, _) => {}
        }
    }
    match portal.reports.get(&quarter) {
        Some(report) => plan.note(report.file.clone(), report_gaps(report)),
        None => plan.files.push(frame(portal.site.language, quarter)),
    }
    Ok(plan)
}

impl Plan {
    fn note(&mut self, file: FilePath, gaps: Vec<Gap>) {
        if !gaps.is_empty() {
            self.unfinished.push((file, gaps));
        }
    }
}

/// Whether a project is to say something about a quarter: it exists by then, and its last status before it, if any,
/// expects more.
fn is_open(portal: &Portal, project: &Project, quarter: Quarter) -> bool {
    let exists = project.first_quarter().is_none_or(|first| first <= quarter);
    exists && snapshot::is_open(&portal.site.statuses, last_until(project, quarter.previous()))
}

fn update_gaps(update: Option<&Update>) -> Vec<Gap> {
    let Some(update) = update else { return vec![Gap::Achievement, Gap::Outlook] };
    let unjudged = update.outlook.promises.iter().filter(|promise| promise.outcome.is_none()).count();
    let is_reported = update.achievement.is_some();
    let gaps = [
        (!is_reported).then_some(Gap::Achievement),
        (unjudged > 0).then_some(Gap::Outcomes(unjudged)),
        // What was not announced before the result cannot be announced any more.
        (!is_reported && update.outlook.is_empty()).then_some(Gap::Outlook),
    ];
    gaps.into_iter().flatten().collect()
}

fn report_gaps(report: &Report) -> Vec<Gap> {
    let gaps = [
        report.summary.is_empty().then_some(Gap::Summary),
        report.published.is_none().then_some(Gap::Published),
        report.draft.then_some(Gap::Draft),
    ];
    gaps.into_iter().flatten().collect()
}

/// The report as a draft, so that it publishes nothing by being there.
pub(super) fn frame(language: Language, quarter: Quarter) -> NewFile {
    let hints = Words::of(language)
        .report
        .replace("{quarter}", &quarter.to_string())
        .replace("{as_of}", &quarter.last_day().to_string())
        .replace("{published}", &quarter.next().last_day().to_string());
    let path = format!("content/reports/{quarter}/index.md");
    NewFile::new(&path, format!("+++\ndraft = true\n{hints}+++\n"))
}
