//! All the facts that one quarter's page shows, and what is done with them.
//!
//! Goes in: a portal and a quarter. Comes out: the quarter's [`Snapshot`]: names and categories as they were then; the
//! [`compare`]d differences of two; the [`lock`] of a closed one, and what content may no longer say
//! ([`guard`]). Must not: know pages or addresses.

pub mod close;
pub mod compare;
pub mod correct;
pub mod guard;
pub mod lock;
mod setting;
pub mod sheet;

pub use setting::{Closed, Setting};

use std::sync::Arc;

use crate::language::{Collation, ordered};
use crate::model::{
    Achievement, CategoryFacts, Chapter, Correction, Day, Group, Lock, OutlookFacts, Phase, Portal, Project,
    ProjectFacts, Quarter, Report, Risk, RiskFacts, Snapshot, Status, Statuses,
};

/// A closed quarter's facts, as its lock keeps them, with the corrections that were worked into it.
pub fn kept(lock: &Lock, corrections: Vec<Correction>) -> Snapshot {
    let mut snapshot = lock.snapshot.clone();
    snapshot.report.corrections = corrections;
    snapshot
}

/// The corrections of a closed quarter that were worked into its lock.
pub fn kept_corrections(portal: &Portal, lock: &Lock) -> Vec<Correction> {
    let report = portal.reports.get(&lock.snapshot.quarter()).into_iter();
    let corrections = report.flat_map(|report| &report.corrections);
    corrections.filter(|correction| lock.keeps(correction)).cloned().collect()
}

/// Takes a quarter's facts out of a portal; nothing when it has no report there.
pub fn derive(portal: &Portal, quarter: Quarter, collation: &Collation) -> Option<Snapshot> {
    let closed = portal.locks.iter().map(|(quarter, lock)| (*quarter, Arc::new(Closed::of(lock)))).collect();
    let setting = Setting::of(portal, closed);
    let projects = ordered(portal.projects.values(), collation, |project| (project.order, project.title_in(quarter)));
    let told: Vec<Told> = projects.into_iter().map(|project| setting.told(project, quarter)).collect();
    Some(assemble(&Frame::of(portal, &setting, quarter, collation)?, &setting, told.iter()))
}

/// All that a quarter tells but its projects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Its report.
    pub report: Report,
    statuses: Vec<Arc<Status>>,
    /// The risks that had a state in it.
    pub risks: Vec<RiskFacts>,
    /// The places of the categories among those of the setting, in reading order.
    categories: Vec<usize>,
}

impl Frame {
    /// Takes it out of a portal; nothing when the quarter has no report there.
    pub fn of(portal: &Portal, setting: &Setting, quarter: Quarter, collation: &Collation) -> Option<Self> {
        let mut report = portal.reports.get(&quarter)?.clone();
        report.chapters = ordered(report.chapters, collation, chapter_place);
        report.chapters.sort_by_key(|chapter| chapter.after);
        let risks = ordered(portal.risks.values(), collation, |risk| (risk.order, &risk.title));
        let categories = ordered(portal.categories.values(), collation, |category| (category.order, &category.title));
        Some(Self {
            report,
            statuses: portal.site.statuses.iter().cloned().collect(),
            risks: risks.into_iter().filter_map(|risk| risk_facts(risk, quarter)).collect(),
            categories: categories.into_iter().filter_map(|category| setting.place_of(&category.id)).collect(),
        })
    }
}

/// What a project tells in a quarter.
#[derive(Debug, PartialEq, Eq)]
pub struct Told {
    /// The place of the category that it was in, among those of the setting.
    category: Option<usize>,
    /// Its facts, if it tells anything.
    facts: Option<Arc<ProjectFacts>>,
    /// The place of the category that it is in during the next quarter.
    next_category: Option<usize>,
    /// What it announced for the next quarter, if anything.
    outlook: Option<Arc<OutlookFacts>>,
}

impl Told {
    /// The same, with the category itself.
    pub fn telling<'s>(&'s self, setting: &'s Setting) -> Telling<'s> {
        let told = self.category.and_then(|place| setting.categories().get(place)).zip(self.facts.as_ref());
        Telling { told, announced: self.outlook.as_ref().filter(|_| self.next_category.is_some()) }
    }
}

/// What a quarter tells of a project.
#[derive(Clone, Copy, Debug, Default)]
pub struct Telling<'t> {
    /// Its facts, if it tells any, and the category that it was in.
    pub told: Option<(&'t Arc<CategoryFacts>, &'t Arc<ProjectFacts>)>,
    /// What it announced for the next quarter, if anything.
    pub announced: Option<&'t Arc<OutlookFacts>>,
}

/// Puts together what projects tell in a quarter, in reading order, and all that it tells beside.
pub fn assemble<'p>(frame: &Frame, setting: &Setting, projects: impl Iterator<Item = &'p Told>) -> Snapshot {
    let mut told: Vec<Vec<Arc<ProjectFacts>>> = vec![Vec::new(); setting.categories().len()];
    let mut announced: Vec<Vec<Arc<OutlookFacts>>> = vec![Vec::new(); setting.categories().len()];
    for project in projects {
        if let (Some(category), Some(facts)) = (project.category, &project.facts) {
            told[category].push(Arc::clone(facts));
        }
        if let (Some(category), Some(outlook)) = (project.next_category, &project.outlook) {
            announced[category].push(Arc::clone(outlook));
        }
    }
    let Frame { report, statuses, risks, categories } = frame.clone();
    Snapshot {
        groups: groups(setting, &categories, told),
        outlook: groups(setting, &categories, announced),
        statuses,
        risks,
        report,
    }
}

/// The last day that a report tells of.
pub fn horizon(report: &Report) -> Day {
    report.facts_day().max(report.quarter.last_day())
}

fn chapter_place(chapter: &Chapter) -> (Option<i64>, &str) {
    (chapter.order, &chapter.title)
}

/// The categories of which something is told, in the order of their places.
fn groups<P>(setting: &Setting, places: &[usize], mut projects: Vec<Vec<Arc<P>>>) -> Vec<Group<P>> {
    let group = |place: &usize| {
        let projects = std::mem::take(&mut projects[*place]);
        let category = Arc::clone(&setting.categories()[*place]);
        (!projects.is_empty()).then_some(Group { category, projects })
    };
    places.iter().filter_map(group).collect()
}

fn risk_facts(risk: &Risk, quarter: Quarter) -> Option<RiskFacts> {
    Some(RiskFacts {
        id: risk.id.clone(),
        title: risk.title.clone(),
        body: risk.body.clone(),
        measure: risk.measure.clone(),
        state: risk.states.get(&quarter)?.clone(),
    })
}

/// What a project last reported, up to and including a quarter.
pub fn last_until(project: &Project, quarter: Quarter) -> Option<(Quarter, &Achievement)> {
    let mut updates = project.updates.range(..=quarter).rev();
    updates.find_map(|(quarter, update)| Some((*quarter, update.achievement.as_ref()?)))
}

/// Whether more results are expected after the last one.
pub fn is_open(statuses: &Statuses, last: Option<(Quarter, &Achievement)>) -> bool {
    let phase = last.and_then(|(_, achievement)| statuses.get(&achievement.status)).map(|status| status.phase);
    phase.is_none_or(Phase::is_open)
}
