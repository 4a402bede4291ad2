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

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::language::{Collation, ordered};
use crate::model::{
    Achievement, CategoryFacts, Chapter, Day, Group, Lock, OutlookFacts, Phase, Portal, Project, ProjectFacts, Quarter,
    Report, Risk, RiskFacts, Slug, Snapshot, Statuses,
};

/// A closed quarter's facts, as its lock keeps them; nothing when its report is not there.
pub fn kept(portal: &Portal, lock: &Lock) -> Option<Snapshot> {
    let mut snapshot = lock.snapshot.clone();
    let corrections = &portal.reports.get(&snapshot.quarter())?.corrections;
    snapshot.report.corrections = corrections.iter().filter(|correction| lock.keeps(correction)).cloned().collect();
    Some(snapshot)
}

/// Takes a quarter's facts out of a portal; nothing when it has no report there.
pub fn derive(portal: &Portal, quarter: Quarter, collation: &Collation) -> Option<Snapshot> {
    let closed = portal.locks.iter().map(|(quarter, lock)| (*quarter, Arc::new(Closed::of(lock)))).collect();
    let setting = Setting::of(portal, closed);
    let projects = ordered(portal.projects.values(), collation, |project| (project.order, project.title_in(quarter)));
    let told = projects.into_iter().map(|project| {
        let facts = setting.facts(project, quarter).map(Arc::new);
        let outlook = setting.outlook(project, quarter, facts.as_ref()).map(Arc::new);
        let (category, next_category) = (project.category_in(quarter), project.category_in(quarter.next()));
        Told { category, facts, next_category, outlook }
    });
    assemble(portal, &setting, quarter, told, collation)
}

/// What a project tells in a quarter.
pub struct Told<'p> {
    /// The category that it was in.
    pub category: &'p Slug,
    /// Its facts, if it tells anything.
    pub facts: Option<Arc<ProjectFacts>>,
    /// The category that it is in during the next quarter.
    pub next_category: &'p Slug,
    /// What it announced for the next quarter, if anything.
    pub outlook: Option<Arc<OutlookFacts>>,
}

/// Puts together what projects tell in a quarter, in reading order, and the frame of its report; nothing without one.
pub fn assemble<'p>(
    portal: &Portal,
    setting: &Setting,
    quarter: Quarter,
    projects: impl Iterator<Item = Told<'p>>,
    collation: &Collation,
) -> Option<Snapshot> {
    let mut report = portal.reports.get(&quarter)?.clone();
    report.chapters = ordered(report.chapters, collation, chapter_place);
    report.chapters.sort_by_key(|chapter| chapter.after);
    let risks = ordered(portal.risks.values(), collation, |risk| (risk.order, &risk.title));
    let mut told: BTreeMap<&Slug, Vec<Arc<ProjectFacts>>> = BTreeMap::new();
    let mut announced: BTreeMap<&Slug, Vec<Arc<OutlookFacts>>> = BTreeMap::new();
    for project in projects {
        if let Some(facts) = project.facts {
            told.entry(project.category).or_default().push(facts);
        }
        if let Some(outlook) = project.outlook {
            announced.entry(project.next_category).or_default().push(outlook);
        }
    }
    let categories = ordered(portal.categories.values(), collation, |category| (category.order, &category.title));
    let categories: Vec<&Arc<CategoryFacts>> =
        categories.into_iter().filter_map(|category| setting.category(&category.id)).collect();
    Some(Snapshot {
        groups: groups(&categories, told),
        outlook: groups(&categories, announced),
        statuses: portal.site.statuses.iter().cloned().collect(),
        risks: risks.into_iter().filter_map(|risk| risk_facts(risk, quarter)).collect(),
        report,
    })
}

/// The last day that a report tells of.
pub fn horizon(report: &Report) -> Day {
    report.facts_day().max(report.quarter.last_day())
}

fn chapter_place(chapter: &Chapter) -> (Option<i64>, &str) {
    (chapter.order, &chapter.title)
}

/// The categories of which something is told, in their order.
fn groups<P>(categories: &[&Arc<CategoryFacts>], mut projects: BTreeMap<&Slug, Vec<Arc<P>>>) -> Vec<Group<P>> {
    let group = |category: &&Arc<CategoryFacts>| {
        Some(Group { category: Arc::clone(category), projects: projects.remove(&category.id)? })
    };
    categories.iter().filter_map(group).collect()
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
