//! What content may no longer say: a closed quarter stays as it was published until a correction is declared.
//!
//! Goes in: the whole portal. Comes out: a diagnostic for each fact of a closed quarter that the content tells
//! otherwise, and for each lock that got lost.

mod difference;

pub use difference::Difference;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::sheet::{Field, frame_sheet, project_sheet};
use super::{Closed, Frame, Setting};
use crate::cache::Memo;
use crate::diagnostic::{Closing, Diagnostic, Place};
use crate::language::Collation;
use crate::model::{About, KeptCorrection, Lock, Portal, Project, Quarter, Report, Slug};
use crate::select::{self, Audience, select_again};
use crate::source::FilePath;

/// The hashes of images and documents, by path.
pub type Hashes = BTreeMap<FilePath, String>;

/// Gives the hash of an image or document.
pub type HashOf<'h> = &'h (dyn Fn(&FilePath) -> Option<String> + Sync);

/// What is remembered of the build before: most projects tell of a closed quarter what they told then.
#[derive(Default)]
pub struct Memory {
    closed: Memo<Quarter, Arc<Lock>, Arc<Closed>>,
    by_lock: BTreeMap<Quarter, LockMemory>,
}

/// What is remembered of the judgement by one lock.
#[derive(Default)]
struct LockMemory {
    known: select::Memory,
    /// The one value of the setting, so that it is quickly seen to be the same.
    setting: Memo<(), Setting, Arc<Setting>>,
    projects: Memo<Slug, Judged, Vec<Difference>>,
}

/// What the differences of a project in a closed quarter follow from.
#[derive(PartialEq, Eq)]
struct Judged {
    /// The project as readers knew it on the day on which the quarter was closed; none when they did not.
    project: Option<Arc<Project>>,
    closed: Arc<Closed>,
    setting: Arc<Setting>,
}

/// Judges the content by every lock. `hash_of` gives the hash of an image or document.
pub fn check(portal: &Portal, hash_of: HashOf<'_>, memory: &mut Memory) -> Vec<Diagnostic> {
    if portal.locks.is_empty() {
        return Vec::new();
    }
    let collation = Collation::new(portal.site.language);
    let portal = &published(portal);
    let mut diagnostics = lost(portal);
    diagnostics.extend(language(portal));
    let closed = closed(portal, memory);
    memory.by_lock.retain(|quarter, _| portal.locks.contains_key(quarter));
    for quarter in portal.locks.keys() {
        memory.by_lock.entry(*quarter).or_default();
    }
    let told = memory.by_lock.par_iter_mut().filter_map(|(quarter, own)| {
        let lock = portal.locks.get(quarter)?;
        Some(judge(&Case { portal, lock, closed: &closed, collation: &collation, hash_of }, own))
    });
    diagnostics.extend(told.collect::<Vec<_>>().concat());
    diagnostics
}

/// What each closed quarter told.
fn closed(portal: &Portal, memory: &mut Memory) -> BTreeMap<Quarter, Arc<Closed>> {
    let locks = portal.locks.iter().map(|(quarter, lock)| (lock, *quarter));
    let closed =
        memory.closed.each(locks, |now, before| *now == before, Arc::clone, |_, lock, _| Arc::new(Closed::of(lock)));
    portal.locks.keys().copied().zip(closed).collect()
}

/// What is judged, and by what.
struct Case<'c> {
    /// Without drafts.
    portal: &'c Portal,
    lock: &'c Lock,
    /// What each closed quarter told.
    closed: &'c BTreeMap<Quarter, Arc<Closed>>,
    collation: &'c Collation,
    hash_of: HashOf<'c>,
}

/// Judges the content by one lock.
fn judge(case: &Case<'_>, memory: &mut LockMemory) -> Vec<Diagnostic> {
    let Case { portal, lock, .. } = *case;
    let quarter = lock.snapshot.quarter();
    if portal.reports.get(&quarter).is_none_or(|report| report.draft) {
        return vec![report_gone(quarter)];
    }
    let Comparison { differences, gone: projects } = compare(case, memory);
    let gone = [gone_projects(&projects), gone(portal, lock)].concat();
    // What a gone item said is told with it; so is that its new folder is not known.
    let renamed: Vec<String> = gone.iter().filter_map(|(_, id)| renamed(portal, lock, id)).collect();
    let is_gone = |found: &Difference| {
        let id = found.name.about.id();
        gone.iter().any(|(_, gone)| gone.as_str() == id) || renamed.iter().any(|renamed| renamed == id)
    };
    let own = differences.into_iter().filter(|found| !is_gone(found) && !is_told_before(portal, quarter, found));
    let mut diagnostics: Vec<Diagnostic> = own.filter_map(|found| changed(quarter, found)).collect();
    diagnostics.extend(gone.iter().map(|(file, id)| gone_diagnostic(portal, lock, file, id)));
    diagnostics.extend(corrections_gone(portal, lock));
    diagnostics.extend(corrections_waiting(portal, lock));
    diagnostics
}

/// The portal without drafts, which no closed quarter holds.
pub fn published(portal: &Portal) -> Portal {
    let mut portal = portal.clone();
    portal.projects.retain(|_, project| !project.draft);
    portal
}

/// The facts of a closed quarter that the content tells otherwise.
pub fn differences(portal: &Portal, lock: &Lock, collation: &Collation, hash_of: HashOf<'_>) -> Vec<Difference> {
    let closed = closed(portal, &mut Memory::default());
    compare(&Case { portal, lock, closed: &closed, collation, hash_of }, &mut LockMemory::default()).differences
}

/// How the content compares with a lock.
#[derive(Default)]
struct Comparison {
    /// The facts that it tells otherwise, by name.
    differences: Vec<Difference>,
    /// The projects that it no longer has.
    gone: Vec<Slug>,
}

fn compare(case: &Case<'_>, memory: &mut LockMemory) -> Comparison {
    let Case { portal, lock, .. } = *case;
    let (quarter, language) = (lock.snapshot.quarter(), portal.site.language);
    let Some(own) = case.closed.get(&quarter) else { return Comparison::default() };
    let gone = own.projects().filter(|id| !portal.projects.contains_key(*id)).cloned().collect();
    let known = known(portal, lock, &mut memory.known);
    let is_known = |quarter: &Quarter| known.locks.contains_key(quarter);
    let closed = case.closed.iter().filter(|(quarter, _)| is_known(quarter));
    let closed = closed.map(|(quarter, closed)| (*quarter, Arc::clone(closed))).collect();
    let setting = memory.setting.one(Setting::of(&known, closed), |setting| Arc::new(setting.clone()));
    let Some(frame) = Frame::of(&known, &setting, quarter, case.collation) else {
        return Comparison { gone, ..Comparison::default() };
    };
    let files: Hashes = lock.files.keys().filter_map(|file| Some((file.clone(), (case.hash_of)(file)?))).collect();
    let was = frame_sheet(&lock.snapshot.report, &lock.snapshot.risks, &lock.files, language);
    let mut differences = difference::differing(&was, &frame_sheet(&frame.report, &frame.risks, &files, language));
    let projects = beside(own, &known.projects);
    let by_project = memory.projects.each(
        projects.into_iter(),
        |now, before| *now == before.project.as_ref() && before.closed == *own && before.setting == setting,
        |project| Judged { project: project.cloned(), closed: Arc::clone(own), setting: Arc::clone(&setting) },
        |id, Judged { project, closed, setting }, _| {
            let told = project.as_ref().map(|project| setting.told(project, quarter));
            let now = told.as_ref().map(|told| told.telling(setting)).unwrap_or_default();
            let was = project_sheet(quarter, closed.telling(id), language);
            difference::differing(&was, &project_sheet(quarter, now, language))
        },
    );
    differences.extend(by_project.into_iter().flatten());
    differences.sort_by(|one, other| one.name.cmp(&other.name));
    Comparison { differences, gone }
}

/// Every project that a closed quarter tells of or that is known, by id; nothing for those that are not known.
fn beside<'p>(closed: &Closed, projects: &'p BTreeMap<Slug, Arc<Project>>) -> Vec<(Option<&'p Arc<Project>>, Slug)> {
    let (mut kept, mut known) = (closed.projects().peekable(), projects.iter().peekable());
    let mut all = Vec::with_capacity(projects.len());
    loop {
        let is_first = |id: &&Slug| known.peek().is_none_or(|(known, _)| id < known);
        if let Some(id) = kept.next_if(is_first) {
            all.push((None, id.clone()));
        } else if let Some((id, project)) = known.next() {
            kept.next_if_eq(&id);
            all.push((Some(project), id.clone()));
        } else {
            return all;
        }
    }
}

/// The portal as readers knew it on the day on which a quarter was closed: what was hidden then is no fact of it.
pub fn as_known(portal: &Portal, lock: &Lock) -> Portal {
    known(portal, lock, &mut select::Memory::default())
}

fn known(portal: &Portal, lock: &Lock, memory: &mut select::Memory) -> Portal {
    let quarter = lock.snapshot.quarter();
    let published = lock.snapshot.report.published;
    let Some(report) = portal.reports.get(&quarter).filter(|report| report.published != published) else {
        return select_again(portal, lock.closed, Audience::Readers, memory).portal;
    };
    // Another day of publication is one difference, and hides no other.
    let mut then = portal.clone();
    then.reports.insert(quarter, Report { published, ..report.clone() });
    let mut known = select_again(&then, lock.closed, Audience::Readers, memory).portal;
    known.reports.insert(quarter, report.clone());
    known
}

/// Whether the lock of the quarter before tells it: a promise belongs to the quarter that announced it.
fn is_told_before(portal: &Portal, quarter: Quarter, difference: &Difference) -> bool {
    let Field::Promise(words) = &difference.name.field else { return false };
    if difference.was.is_none() {
        return false;
    }
    let About::Project(id) = &difference.name.about else { return false };
    let announced = portal.locks.get(&quarter.previous()).and_then(|lock| lock.snapshot.announcement(id));
    announced.is_some_and(|announced| {
        announced
            .outlook
            .promises
            .iter()
            .any(|facts| facts.promise.text.markdown().split_whitespace().eq(words.split(' ')))
    })
}

/// The diagnostic for a difference.
fn changed(quarter: Quarter, difference: Difference) -> Option<Diagnostic> {
    let place = Place::file(&difference.file()?.clone());
    Some(Diagnostic::new(Closing::Changed(difference.told(quarter)), place))
}

/// Projects of a closed quarter that are gone, each with the file that it had. Their addresses are permanent.
fn gone_projects(ids: &[Slug]) -> Vec<(String, &Slug)> {
    ids.iter().map(|id| (format!("content/projects/{id}/index.md"), id)).collect()
}

/// The same for chapters, risks and categories.
fn gone<'l>(portal: &Portal, lock: &'l Lock) -> Vec<(String, &'l Slug)> {
    let snapshot = &lock.snapshot;
    let quarter = snapshot.quarter();
    let chapters = portal.reports.get(&quarter).into_iter().flat_map(|report| &report.chapters);
    let chapters: BTreeSet<&Slug> = chapters.map(|chapter| &chapter.id).collect();
    let groups = snapshot.groups.iter().map(|group| &group.category.id);
    let categories = groups.chain(snapshot.outlook.iter().map(|group| &group.category.id));
    let categories: BTreeSet<&Slug> = categories.filter(|id| !portal.categories.contains_key(*id)).collect();
    let risks = snapshot.risks.iter().map(|risk| &risk.id).filter(|id| !portal.risks.contains_key(*id));
    let own_chapters = snapshot.report.chapters.iter().map(|chapter| &chapter.id);
    let categories = categories.into_iter().map(|id| (format!("content/categories/{id}.md"), id));
    categories
        .chain(risks.map(|id| (format!("content/risks/{id}.md"), id)))
        .chain(
            own_chapters
                .filter(|id| !chapters.contains(id))
                .map(|id| (format!("content/reports/{quarter}/{id}.md"), id)),
        )
        .collect()
}

/// The report of a closed quarter is neither removed nor made a draft.
fn report_gone(quarter: Quarter) -> Diagnostic {
    let problem = Closing::Gone { quarter: quarter.to_string(), id: "report".to_owned(), suggestion: None };
    Diagnostic::new(problem, Place::file(&FilePath::new(&format!("content/reports/{quarter}/index.md"))))
}

fn gone_diagnostic(portal: &Portal, lock: &Lock, file: &str, id: &Slug) -> Diagnostic {
    let quarter = lock.snapshot.quarter().to_string();
    let problem = Closing::Gone { quarter, id: id.to_string(), suggestion: renamed(portal, lock, id) };
    Diagnostic::new(problem, Place::file(&FilePath::new(file)))
}

/// Corrections that were published and that the report no longer tells.
fn corrections_gone<'l>(portal: &'l Portal, lock: &'l Lock) -> impl Iterator<Item = Diagnostic> + 'l {
    let quarter = lock.snapshot.quarter();
    let report = portal.reports.get(&quarter);
    let is_told = move |kept: &&KeptCorrection| {
        report.is_some_and(|report| report.corrections.iter().any(|correction| kept.is_same(correction)))
    };
    let gone = lock.corrections.iter().filter(move |kept| !is_told(kept));
    gone.map(move |kept| {
        let problem = Closing::CorrectionGone { quarter: quarter.to_string(), about: kept.about.id().to_owned() };
        Diagnostic::new(problem, Place::file(&FilePath::new(&format!("content/reports/{quarter}/index.md"))))
    })
}

/// Corrections that were declared and not worked in: readers do not see them yet.
fn corrections_waiting<'l>(portal: &'l Portal, lock: &'l Lock) -> impl Iterator<Item = Diagnostic> + 'l {
    let quarter = lock.snapshot.quarter();
    let report = portal.reports.get(&quarter).into_iter();
    let corrections = report.flat_map(|report| report.corrections.iter().map(move |correction| (report, correction)));
    corrections.filter(|(_, correction)| !lock.keeps(correction)).map(move |(report, correction)| {
        let problem = Closing::CorrectionWaiting { quarter: quarter.to_string() };
        Diagnostic::new(problem, Place::span(&report.file, correction.span))
    })
}

/// A project that bears the name of the one that is gone, and that the lock does not know.
fn renamed(portal: &Portal, lock: &Lock, id: &Slug) -> Option<String> {
    let title = &lock.snapshot.project(id)?.title;
    let is_it = |project: &&Arc<Project>| {
        let names =
            [Some(&project.title)].into_iter().chain(project.formerly.iter().map(|former| former.title.as_ref()));
        lock.snapshot.project(&project.id).is_none() && names.flatten().any(|name| name == title)
    };
    portal.projects.values().find(is_it).map(|project| project.id.to_string())
}

/// Locks that a later one knows of and that are not there.
fn lost(portal: &Portal) -> Vec<Diagnostic> {
    let mut lost: BTreeMap<Quarter, Quarter> = BTreeMap::new();
    for (quarter, lock) in &portal.locks {
        for earlier in lock.earlier.iter().filter(|earlier| !portal.locks.contains_key(*earlier)) {
            lost.entry(*earlier).or_insert(*quarter);
        }
    }
    lost.into_iter().map(|(quarter, by)| lock_gone(quarter, &format!("content/reports/{by}/lock.toml"))).collect()
}

/// The diagnostic for a lock that something else knows of.
pub fn lock_gone(quarter: Quarter, known_by: &str) -> Diagnostic {
    let problem = Closing::LockGone { quarter: quarter.to_string(), known_by: known_by.to_owned() };
    Diagnostic::new(problem, Place::file(&FilePath::new(&format!("content/reports/{quarter}/lock.toml"))))
}

/// The language is fixed from the first close on: addresses are made of it, and they are permanent.
fn language(portal: &Portal) -> Option<Diagnostic> {
    let first = portal.locks.values().next()?;
    let is_other = first.language != portal.site.language;
    let problem = Closing::LanguageFixed { language: first.language.tag().to_owned() };
    is_other.then(|| Diagnostic::new(problem, Place::file(&FilePath::new(crate::source::disk::SITE_FILE))))
}
