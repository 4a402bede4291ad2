//! Working declared corrections into a lock.
//!
//! Only the facts of items that have a new correction change. Names, goals and words of statuses stay as they were
//! published.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::close::{Close, gaps, kept, no_report};
use super::derive;
use super::guard::{Difference, HashOf, as_known, differences, lock_gone, published};
use super::sheet::Fact;
use crate::diagnostic::{self, Closing, Diagnostic, Problem};
use crate::language::{Collation, Language};
use crate::model::{
    About, Announced, CategoryFacts, Change, Chapter, Correction, Day, Group, Lock, Milestone, OutlookFacts,
    ProjectFacts, Report, RiskFacts, Slug, Snapshot, Status,
};

/// Works the new corrections of a closed quarter into its lock.
///
/// # Errors
///
/// A diagnostic when the quarter is not closed, when there is nothing to correct, and for each changed fact whose item
/// has no correction that is newer than the last close.
pub fn correct(closing: &Close<'_>, hash_of: HashOf<'_>) -> Result<Lock, Vec<Diagnostic>> {
    let portal = &published(closing.portal);
    let quarter = closing.quarter;
    let Some(report) = portal.reports.get(&quarter) else { return Err(vec![no_report(quarter)]) };
    let Some(lock) = portal.locks.get(&quarter) else {
        if let Some(other) = portal.locks.values().find(|lock| lock.earlier.contains(&quarter)) {
            return Err(vec![lock_gone(quarter, other.file.as_str())]);
        }
        let problem = Closing::NotYetClosed { quarter: quarter.to_string() };
        return Err(vec![Diagnostic::new(problem, diagnostic::Place::file(&report.file))]);
    };
    let collation = Collation::new(portal.site.language);
    let Some(current) = derive(&as_known(portal, lock), quarter, &collation) else {
        return Err(vec![no_report(quarter)]);
    };
    let differences = differences(portal, lock, &collation, hash_of);
    let new: Vec<&Correction> =
        report.corrections.iter().filter(|correction| is_new(correction, lock, closing.day)).collect();
    let undeclared = undeclared(&differences, &new, closing);
    if !undeclared.is_empty() {
        return Err(undeclared);
    }
    if new.is_empty() {
        let problem = Closing::NothingToCorrect { quarter: quarter.to_string() };
        return Err(vec![Diagnostic::new(problem, diagnostic::Place::file(&report.file))]);
    }
    let snapshot = corrected(&lock.snapshot, &current, &differences);
    let gaps = new_gaps(closing, &lock.snapshot, &snapshot);
    if !gaps.is_empty() {
        return Err(gaps);
    }
    let mut changes = lock.changes.clone();
    changes.extend(differences.into_iter().filter_map(|found| change(found, &new, portal.site.language)));
    Ok(Lock {
        corrected: Some(closing.day),
        files: (closing.files_of)(&snapshot),
        corrections: lock.corrections.iter().cloned().chain(new.iter().map(|new| kept(new))).collect(),
        changes,
        snapshot,
        ..Lock::clone(lock)
    })
}

/// Whether a correction is not in the lock yet, not older than it, and not of a day still to come.
fn is_new(correction: &Correction, lock: &Lock, today: Day) -> bool {
    let last = lock.corrected.unwrap_or(lock.closed);
    (last..=today).contains(&correction.date) && !lock.keeps(correction)
}

/// What a correction would leave open that was not open before.
fn new_gaps(closing: &Close<'_>, before: &Snapshot, after: &Snapshot) -> Vec<Diagnostic> {
    let known: Vec<Problem> = gaps(closing, before).into_iter().map(|gap| gap.problem).collect();
    gaps(closing, after).into_iter().filter(|gap| !known.contains(&gap.problem)).collect()
}

/// A diagnostic for each difference that no new correction tells of.
fn undeclared(differences: &[Difference], new: &[&Correction], closing: &Close<'_>) -> Vec<Diagnostic> {
    let is_declared = |found: &&Difference| new.iter().any(|correction| correction.about == found.name.about);
    // A promise is never taken back, whatever is declared: it is judged.
    let is_taken_back = |found: &Difference| found.name.field.promise().is_some() && found.now.is_none();
    let undeclared = differences.iter().filter(|found| !is_declared(found) || is_taken_back(found));
    let mut diagnostics: Vec<Diagnostic> = undeclared
        .filter_map(|found| {
            let (place, told) = (diagnostic::Place::file(found.file()?), found.clone().told(closing.quarter));
            let problem = if is_taken_back(found) { Closing::Changed(told) } else { Closing::MissingCorrection(told) };
            Some(Diagnostic::new(problem, place))
        })
        .collect();
    diagnostics.sort();
    diagnostics
}

/// The change as readers are told of it, under the last correction of its item.
fn change(difference: Difference, new: &[&Correction], language: Language) -> Option<Change> {
    let Difference { name, was, now } = difference;
    let date: Option<Day> = new.iter().filter(|correction| correction.about == name.about).map(|new| new.date).max();
    let field = name.field.label(language);
    Some(Change {
        date: date?,
        about: name.about,
        field,
        was: was.as_ref().map(Fact::shown),
        now: now.as_ref().map(Fact::shown),
    })
}

/// The kept snapshot with the facts of changed items as they are now.
fn corrected(kept: &Snapshot, current: &Snapshot, differences: &[Difference]) -> Snapshot {
    let mut snapshot = kept.clone();
    let abouts: BTreeSet<&About> = differences.iter().map(|found| &found.name.about).collect();
    for about in abouts {
        match about {
            About::Report => snapshot.report = frame(&kept.report, &current.report),
            About::Chapter(id) => correct_chapter(&mut snapshot.report.chapters, &current.report.chapters, id),
            About::Risk(id) => correct_risk(&mut snapshot.risks, &current.risks, id),
            About::Project(id) => {
                let own: Vec<&Difference> = differences.iter().filter(|found| found.name.about == *about).collect();
                correct_project(&mut snapshot, kept, current, id, &own);
                correct_announcement(&mut snapshot, kept, current, id, &own);
            }
            // Of a category a quarter keeps its name and goal alone, and those go on living.
            About::Category(_) => {}
        }
    }
    snapshot
}

fn frame(kept: &Report, current: &Report) -> Report {
    Report { chapters: kept.chapters.clone(), ..current.clone() }
}

fn correct_chapter(chapters: &mut Vec<Chapter>, current: &[Chapter], id: &Slug) {
    let at = chapters.iter().position(|chapter| chapter.id == *id);
    let now = current.iter().position(|chapter| chapter.id == *id);
    match (at, now) {
        (Some(at), Some(now)) => {
            let kept = &mut chapters[at];
            kept.body = current[now].body.clone();
            kept.budgets.clone_from(&current[now].budgets);
        }
        (Some(at), None) => _ = chapters.remove(at),
        (None, Some(now)) => {
            let at = behind(chapters, |kept| current[..now].iter().any(|before| before.id == kept.id));
            chapters.insert(at, current[now].clone());
        }
        (None, None) => {}
    }
}

fn correct_risk(risks: &mut Vec<RiskFacts>, current: &[RiskFacts], id: &Slug) {
    let at = risks.iter().position(|risk| risk.id == *id);
    let now = current.iter().position(|risk| risk.id == *id);
    match (at, now) {
        (Some(at), Some(now)) => risks[at].state = current[now].state.clone(),
        (Some(at), None) => _ = risks.remove(at),
        (None, Some(now)) => {
            let at = behind(risks, |kept| current[..now].iter().any(|before| before.id == kept.id));
            risks.insert(at, current[now].clone());
        }
        (None, None) => {}
    }
}

/// Where something new goes: behind the last of those that stand before it in the content.
fn behind<T>(kept: &[T], is_before: impl Fn(&T) -> bool) -> usize {
    kept.iter().rposition(is_before).map_or(0, |last| last + 1)
}

/// A status under the label that it had.
fn as_labelled(status: Option<&Arc<Status>>, statuses: &[Arc<Status>]) -> Option<Arc<Status>> {
    let status = status?;
    Some(statuses.iter().find(|kept| kept.id == status.id).unwrap_or(status).clone())
}

/// What was announced, under the labels that statuses had.
fn labelled(announced: &Announced, statuses: &[Arc<Status>]) -> Announced {
    Announced { expected: as_labelled(announced.expected.as_ref(), statuses), ..announced.clone() }
}

fn correct_project(snapshot: &mut Snapshot, kept: &Snapshot, current: &Snapshot, id: &Slug, own: &[&Difference]) {
    let place = Place::of(&current.groups, &kept.groups, |project| project.id == *id);
    let facts = current.project(id).map(|now| project(now, kept, own));
    put(&mut snapshot.groups, |project| project.id == *id, place.zip(facts));
}

fn correct_announcement(snapshot: &mut Snapshot, kept: &Snapshot, current: &Snapshot, id: &Slug, own: &[&Difference]) {
    if !own.iter().any(|found| found.name.field.is_next()) {
        return;
    }
    let place = Place::of(&current.outlook, &kept.outlook, |project| project.id == *id);
    let facts = current.announcement(id).map(|now| announcement(now, kept, own));
    put(&mut snapshot.outlook, |project| project.id == *id, place.zip(facts));
}

/// Where a project belongs.
struct Place {
    category: Arc<CategoryFacts>,
    /// The categories that stand before its own.
    before: Vec<Slug>,
    /// Its place among the projects of its category, if it had one.
    at: Option<usize>,
}

impl Place {
    fn of<P>(current: &[Group<P>], kept: &[Group<P>], is_it: impl Fn(&P) -> bool) -> Option<Self> {
        let found = current.iter().position(|group| group.projects.iter().any(|project| is_it(project)))?;
        let category = current[found].category.clone();
        let known = kept.iter().find(|group| group.category.id == category.id);
        Some(Self {
            before: current[..found].iter().map(|group| group.category.id.clone()).collect(),
            at: known.and_then(|group| group.projects.iter().position(|project| is_it(project))),
            category,
        })
    }
}

/// Takes a project out of the groups, and puts it back in its place if there is still something to tell of it.
fn put<P>(groups: &mut Vec<Group<P>>, is_it: impl Fn(&P) -> bool, project: Option<(Place, P)>) {
    for group in groups.iter_mut() {
        group.projects.retain(|project| !is_it(project));
    }
    if let Some((place, facts)) = project {
        let own = groups.iter().position(|group| group.category.id == place.category.id);
        let own = own.unwrap_or_else(|| {
            let at = behind(groups, |group| place.before.contains(&group.category.id));
            groups.insert(at, Group { category: place.category.clone(), projects: Vec::new() });
            at
        });
        let projects = &mut groups[own].projects;
        projects.insert(place.at.unwrap_or(usize::MAX).min(projects.len()), Arc::new(facts));
    }
    groups.retain(|group| !group.projects.is_empty());
}

/// A project's facts as they are now, under the names that they had; nothing that was only added since.
fn project(now: &ProjectFacts, kept: &Snapshot, own: &[&Difference]) -> ProjectFacts {
    let facts = ProjectFacts {
        status: as_labelled(now.status.as_ref(), &kept.statuses),
        outlook: labelled(&now.outlook, &kept.statuses),
        ..now.clone()
    };
    let Some(before) = kept.project(&now.id) else { return facts };
    let milestone = |before: &Arc<Milestone>| {
        let now = now.milestones.iter().find(|now| now.id == before.id)?;
        Some(Arc::new(Milestone { title: before.title.clone(), ..Milestone::clone(now) }))
    };
    let announces = own.iter().any(|found| found.name.field.is_next());
    ProjectFacts {
        title: before.title.clone(),
        milestones: before.milestones.iter().filter_map(milestone).collect(),
        is_without_outlook: if announces { now.is_without_outlook } else { before.is_without_outlook },
        ..facts
    }
}

/// What is announced now, without what was only added after the quarter was closed.
fn announcement(now: &OutlookFacts, kept: &Snapshot, own: &[&Difference]) -> OutlookFacts {
    let before = kept.announcement(&now.id);
    let mut outlook = labelled(&now.outlook, &kept.statuses);
    outlook.promises.retain(|facts| {
        let text = &facts.promise.text;
        let was_there =
            before.is_some_and(|before| before.outlook.promises.iter().any(|kept| kept.promise.text.says_same(text)));
        was_there || own.iter().any(|found| found.now.as_ref().is_some_and(|now| now.words() == text.words()))
    });
    let title = before.map_or_else(|| now.title.clone(), |before| before.title.clone());
    OutlookFacts { title, outlook, ..now.clone() }
}
