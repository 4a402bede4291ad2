//! What content may no longer say: a closed quarter stays as it was published until a correction is declared.
//!
//! Goes in: the whole portal. Comes out: a diagnostic for each fact of a closed quarter that the content tells
//! otherwise, and for each lock that got lost.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::derive;
use super::sheet::{Fact, Field, Name, Sheet, says_same, sheet};
use crate::diagnostic::{ClosedFact, Closing, Diagnostic, Place};
use crate::language::Collation;
use crate::model::{About, KeptCorrection, Lock, Portal, Project, Quarter, Report, Slug};
use crate::select::{Audience, select};
use crate::source::FilePath;

/// The hashes of images and documents, by path.
pub type Hashes = BTreeMap<FilePath, String>;

/// Gives the hash of an image or document.
pub type HashOf<'h> = &'h (dyn Fn(&FilePath) -> Option<String> + Sync);

/// A fact that was published in one way and is told in another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which fact.
    pub name: Name,
    /// What was published; none when there was nothing.
    pub was: Option<Fact>,
    /// What the content says; none when it says nothing.
    pub now: Option<Fact>,
}

/// Judges the content by every lock. `hash_of` gives the hash of an image or document.
pub fn check(portal: &Portal, hash_of: HashOf<'_>) -> Vec<Diagnostic> {
    if portal.locks.is_empty() {
        return Vec::new();
    }
    let collation = Collation::new(portal.site.language);
    let portal = &published(portal);
    let mut diagnostics = lost(portal);
    diagnostics.extend(language(portal));
    let locks: Vec<&Lock> = portal.locks.values().map(Arc::as_ref).collect();
    let told = locks.into_par_iter().map(|lock| judge(portal, lock, &collation, hash_of));
    diagnostics.extend(told.collect::<Vec<_>>().concat());
    diagnostics
}

/// Judges the content by one lock.
fn judge(portal: &Portal, lock: &Lock, collation: &Collation, hash_of: HashOf<'_>) -> Vec<Diagnostic> {
    let quarter = lock.snapshot.quarter();
    if portal.reports.get(&quarter).is_none_or(|report| report.draft) {
        return vec![report_gone(quarter)];
    }
    let gone = gone(portal, lock);
    // What a gone item said is told with it; so is that its new folder is not known.
    let renamed: Vec<String> = gone.iter().filter_map(|(_, id)| renamed(portal, lock, id)).collect();
    let is_gone = |found: &Difference| {
        let id = found.name.about.id();
        gone.iter().any(|(_, gone)| gone.as_str() == id) || renamed.iter().any(|renamed| renamed == id)
    };
    let differences = differences(portal, lock, collation, hash_of).into_iter();
    let own = differences.filter(|found| !is_gone(found) && !is_told_before(portal, quarter, found));
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

/// The facts of a closed quarter that the content tells otherwise. What the content may add later is none of them: a
/// promise for the next quarter, which is marked, and a milestone.
pub fn differences(portal: &Portal, lock: &Lock, collation: &Collation, hash_of: HashOf<'_>) -> Vec<Difference> {
    let language = portal.site.language;
    let Some(current) = derive(&as_known(portal, lock), lock.snapshot.quarter(), collation) else { return Vec::new() };
    let files: Hashes = lock.files.keys().filter_map(|file| Some((file.clone(), hash_of(file)?))).collect();
    let was = sheet(&lock.snapshot, &lock.files, language);
    let now = sheet(&current, &files, language);
    let names: BTreeSet<&Name> = was.keys().chain(now.keys()).collect();
    let differs = |name: &&&Name| match (was.get(**name), now.get(**name)) {
        (Some(was), Some(now)) => !says_same(was, now),
        (None, Some(_)) => !may_be_added(name, &was),
        _ => true,
    };
    let reworded = reworded(&was, &now);
    let difference = |name: &Name| Difference {
        name: name.clone(),
        was: was.get(name).cloned(),
        now: now.get(reworded.get(name).copied().unwrap_or(name)).cloned(),
    };
    // The new words of a promise are told beside the ones that they replace.
    let is_told = |name: &Name| reworded.values().any(|new| *new == name);
    let own = names.iter().filter(differs).filter(|name| !is_part_of_another(name, &was, &now) && !is_told(name));
    own.map(|name| difference(name)).collect()
}

/// The portal as readers knew it on the day on which a quarter was closed: what was hidden then is no fact of it.
pub fn as_known(portal: &Portal, lock: &Lock) -> Portal {
    let quarter = lock.snapshot.quarter();
    let published = lock.snapshot.report.published;
    let Some(report) = portal.reports.get(&quarter).filter(|report| report.published != published) else {
        return select(portal, lock.closed, Audience::Readers).portal;
    };
    // Another day of publication is one difference, and hides no other.
    let mut then = portal.clone();
    then.reports.insert(quarter, Report { published, ..report.clone() });
    let mut known = select(&then, lock.closed, Audience::Readers).portal;
    known.reports.insert(quarter, report.clone());
    known
}

/// Each promise that is gone, with the new one of its project that is most like it. A promise is told by its words, so
/// that one with other words has another name.
fn reworded<'s>(was: &'s Sheet, now: &'s Sheet) -> BTreeMap<&'s Name, &'s Name> {
    let mut reworded = BTreeMap::new();
    for (old, words) in was.keys().filter_map(|name| Some((name, name.field.promise()?))) {
        if now.contains_key(old) {
            continue;
        }
        let new = now.keys().filter(|new| new.about == old.about && new.field.is_next() == old.field.is_next());
        let free = new.filter(|new| !was.contains_key(*new) && !reworded.values().any(|taken| taken == new));
        let alike = free.filter_map(|new| Some((likeness(words, new.field.promise()?), new)));
        let best = alike.filter(|(likeness, _)| *likeness > ALIKE).max_by(|(one, _), (other, _)| one.total_cmp(other));
        reworded.extend(best.map(|(_, new)| (old, new)));
    }
    reworded
}

/// From which likeness on a promise counts as another one in new words.
const ALIKE: f64 = 0.5;

fn likeness(one: &str, other: &str) -> f64 {
    strsim::normalized_levenshtein(one, other)
}

/// Whether the content may say this of a closed quarter although its lock does not.
fn may_be_added(name: &Name, was: &Sheet) -> bool {
    if matches!(name.field, Field::NextPromise(_) | Field::Milestone(_)) {
        return true;
    }
    let first = Name { about: name.about.clone(), field: Field::Presence };
    let mut own = was.range(first..).map(|(other, _)| other).take_while(|other| other.about == name.about);
    name.field.is_next() && !own.any(|other| other.field.is_next())
}

/// Whether a difference follows from another: the judgement of a promise whose words changed, and all that was said of
/// an item that is gone.
fn is_part_of_another(name: &Name, was: &Sheet, now: &Sheet) -> bool {
    let is_known = |sheet: &Sheet, field: Field| sheet.contains_key(&Name { about: name.about.clone(), field });
    let has_changed = |field: Field| is_known(was, field.clone()) != is_known(now, field);
    if let Field::Outcome(words) | Field::Note(words) | Field::PromiseMilestone(words) = &name.field {
        return has_changed(Field::Promise(words.clone()));
    }
    name.field != Field::Presence && has_changed(Field::Presence)
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

impl Difference {
    /// The file that authors write the fact in.
    pub fn file(&self) -> Option<&FilePath> {
        self.now.as_ref().or(self.was.as_ref()).map(|fact| &fact.file)
    }

    /// The difference as messages tell it.
    pub fn told(self, quarter: Quarter) -> ClosedFact {
        let (was, now) = (self.was.map(|fact| fact.words()), self.now.map(|fact| fact.words()));
        let (was, now) = excerpts(was.as_deref(), now.as_deref());
        let (about, field) = (self.name.about.id().to_owned(), self.name.field.key());
        ClosedFact { quarter: quarter.to_string(), about, field, was, now }
    }
}

/// How many words of a long text a message shows.
const SHOWN: usize = 12;

/// Both texts, cut to where they begin to differ.
fn excerpts(was: Option<&str>, now: Option<&str>) -> (Option<String>, Option<String>) {
    let words = |text: Option<&str>| text.unwrap_or_default().split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (old, new) = (words(was), words(now));
    let same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let cut = |words: &[String]| {
        let start = if words.len() <= SHOWN { 0 } else { same.saturating_sub(3).min(words.len() - 1) };
        let end = words.len().min(start + SHOWN);
        let before = if start > 0 { "… " } else { "" };
        let after = if end < words.len() { " …" } else { "" };
        format!("{before}{}{after}", words[start..end].join(" "))
    };
    (was.map(|_| cut(&old)), now.map(|_| cut(&new)))
}

/// Projects, chapters, risks and categories of a closed quarter whose files are gone, each with the file that it had.
/// Their addresses are permanent.
fn gone<'l>(portal: &Portal, lock: &'l Lock) -> Vec<(String, &'l Slug)> {
    let snapshot = &lock.snapshot;
    let quarter = snapshot.quarter();
    let chapters = portal.reports.get(&quarter).into_iter().flat_map(|report| &report.chapters);
    let chapters: BTreeSet<&Slug> = chapters.map(|chapter| &chapter.id).collect();
    let told = snapshot.projects().map(|project| &project.id);
    let announced = snapshot.announcements().map(|project| &project.id);
    let projects: BTreeSet<&Slug> = told.chain(announced).filter(|id| !portal.projects.contains_key(*id)).collect();
    let groups = snapshot.groups.iter().map(|group| &group.category.id);
    let categories = groups.chain(snapshot.outlook.iter().map(|group| &group.category.id));
    let categories: BTreeSet<&Slug> = categories.filter(|id| !portal.categories.contains_key(*id)).collect();
    let risks = snapshot.risks.iter().map(|risk| &risk.id).filter(|id| !portal.risks.contains_key(*id));
    let own_chapters = snapshot.report.chapters.iter().map(|chapter| &chapter.id);
    let projects = projects.into_iter().map(|id| (format!("content/projects/{id}/index.md"), id));
    projects
        .chain(categories.into_iter().map(|id| (format!("content/categories/{id}.md"), id)))
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
