//! What follows from the public facts for the pages: orders, indexes, records, the roadmap.
//!
//! Goes in: a [`Selection`]. Comes out: [`Relations`], always put together whole: what is never patched cannot be stale.
//! What follows from one project alone is remembered by that project, and what follows from one quarter by all that it
//! is put together from ([`Memory`]). Must not: know addresses or HTML.

pub mod notice;
mod record;
mod reported;
mod roadmap;
mod tally;

pub use record::{History, Memory};
pub use reported::Reported;
pub use roadmap::{Lane, Roadmap, Row, Slip, Stop};
pub use tally::Counts;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::language::{Collation, ordered};
use crate::model::{Announced, Day, Milestone, Portal, ProjectFacts, Quarter, Silence, Slug, Snapshot, Status};
use crate::select::Selection;
use record::Record;

/// What follows from the public facts.
#[derive(Debug)]
pub struct Relations {
    /// What each public quarter tells.
    pub reported: BTreeMap<Quarter, Arc<Reported>>,
    /// What the public quarters told of each project.
    histories: BTreeMap<Slug, Arc<History>>,
    /// What was announced for each quarter that has no report yet.
    pub upcoming: BTreeMap<Quarter, BTreeMap<Slug, Arc<Announced>>>,
    /// The categories in reading order.
    pub categories: Vec<Slug>,
    /// Where each project stands now.
    pub standings: BTreeMap<Slug, Arc<Standing>>,
    /// The projects that were open in the newest public quarter and announced nothing for the next.
    pub without_outlook: BTreeSet<Slug>,
    /// Every project by title.
    pub by_title: Vec<Slug>,
    /// The projects of each category, in reading order.
    pub by_category: BTreeMap<Slug, Vec<Slug>>,
    /// The projects that each category had and lost, with the last quarter in which it had them.
    pub formerly_in: BTreeMap<Slug, Vec<(Slug, Quarter)>>,
    /// The risks in reading order.
    pub risks: Vec<Slug>,
    /// The free pages in the order of the footer.
    pub pages: Vec<Slug>,
    /// All milestones in time.
    pub roadmap: Roadmap,
    /// The open milestones with a date that are due next, the first first.
    pub next_milestones: Vec<(Slug, usize)>,
}

/// Where a project stands now.
#[derive(Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its last public status and that quarter.
    pub status: Option<(Quarter, Arc<Status>)>,
    /// Whether it is silent in the newest public quarter.
    pub silence: Option<Silence>,
    /// The quarters of its record, newest first: those that it has a file for, and those that it was silent in.
    pub record: Vec<Quarter>,
}

/// What state a milestone is in on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MilestoneState {
    /// It was reached.
    Achieved,
    /// It was given up.
    Dropped,
    /// Its date is not known.
    Undated,
    /// Its date has passed.
    Late,
    /// It is still to come.
    Open,
}

impl MilestoneState {
    /// The state of a milestone. Late = after the last day of its date.
    pub fn of(milestone: &Milestone, facts_day: Option<Day>) -> Self {
        match milestone.current_due() {
            _ if milestone.achieved.is_some() => Self::Achieved,
            _ if milestone.dropped.is_some() => Self::Dropped,
            None => Self::Undated,
            Some(due) if facts_day.is_some_and(|day| due.last() < day) => Self::Late,
            Some(_) => Self::Open,
        }
    }
}

/// Works out what follows from what is public.
pub fn relate(selection: &Selection, memory: &mut Memory) -> Relations {
    let portal = &selection.portal;
    let collation = Collation::new(portal.site.language);
    let known = memory.records(portal, &collation);
    let records = &known.records;
    let in_order = sorted(records, |record| (record.project.order.is_none(), record.project.order, &record.key));
    let by_title = sorted(records, |record| &record.key);
    let histories = known.histories();
    let categories = ordered(portal.categories.values(), &collation, |category| (category.order, &category.title));
    let categories: Vec<Slug> = categories.into_iter().map(|category| category.id.clone()).collect();
    let risks = ordered(portal.risks.values(), &collation, |risk| (risk.order, &risk.title));
    let pages = ordered(portal.pages.values(), &collation, |page| (page.order, &page.title));
    let (reported, roadmap) = rayon::join(
        || reported::reported(portal, &known, &in_order, &histories, &collation, &mut memory.reported),
        || Roadmap::of(&in_order, &categories, selection.facts_day),
    );
    let mut by_category: BTreeMap<Slug, Vec<Slug>> = BTreeMap::new();
    for record in &in_order {
        by_category.entry(record.project.category.clone()).or_default().push(record.project.id.clone());
    }
    Relations {
        upcoming: upcoming(records),
        standings: standings(records),
        without_outlook: without_outlook(portal, &reported),
        histories,
        reported,
        formerly_in: formerly_in(&by_title),
        by_title: by_title.iter().map(|record| record.project.id.clone()).collect(),
        risks: risks.into_iter().map(|risk| risk.id.clone()).collect(),
        pages: pages.into_iter().map(|page| page.id.clone()).collect(),
        roadmap,
        next_milestones: next_milestones(&in_order, selection.facts_day),
        by_category,
        categories,
    }
}

impl Relations {
    /// The facts of each public quarter.
    pub fn snapshots(&self) -> impl DoubleEndedIterator<Item = (Quarter, &Snapshot)> {
        self.reported.iter().map(|(quarter, reported)| (*quarter, &reported.snapshot))
    }

    /// What the public quarters told of each project, also of those that only closed quarters know.
    pub fn histories(&self) -> impl Iterator<Item = (&Slug, &Arc<History>)> {
        self.histories.iter()
    }

    /// What the public quarters told of a project.
    pub fn history(&self, project: &Slug) -> Option<&Arc<History>> {
        self.histories.get(project)
    }

    /// What a public quarter tells of a project.
    pub fn told(&self, quarter: Quarter, project: &Slug) -> Option<&ProjectFacts> {
        self.histories.get(project)?.told(quarter)
    }
}

fn sorted<'r, K: Ord>(records: &'r [Arc<Record>], key: impl Fn(&'r Arc<Record>) -> K) -> Vec<&'r Arc<Record>> {
    let mut sorted: Vec<&Arc<Record>> = records.iter().collect();
    sorted.sort_by_key(|record| key(record));
    sorted
}

fn upcoming(records: &[Arc<Record>]) -> BTreeMap<Quarter, BTreeMap<Slug, Arc<Announced>>> {
    let mut upcoming: BTreeMap<Quarter, BTreeMap<Slug, Arc<Announced>>> = BTreeMap::new();
    for record in records {
        for (quarter, announced) in &record.upcoming {
            upcoming.entry(*quarter).or_default().insert(record.project.id.clone(), Arc::clone(announced));
        }
    }
    upcoming
}

fn standings(records: &[Arc<Record>]) -> BTreeMap<Slug, Arc<Standing>> {
    records.iter().map(|record| (record.project.id.clone(), Arc::clone(&record.standing))).collect()
}

/// The projects that were open in the newest quarter and announced nothing for the next. What was announced after it
/// was closed counts for today, if not for its archive.
fn without_outlook(portal: &Portal, reported: &BTreeMap<Quarter, Arc<Reported>>) -> BTreeSet<Slug> {
    let Some((newest, reported)) = reported.iter().next_back() else { return BTreeSet::new() };
    let has_announced = |id: &Slug| {
        let update = portal.projects.get(id).and_then(|project| project.updates.get(&newest.next()));
        update.is_some_and(|update| !update.outlook.is_empty())
    };
    let without =
        reported.snapshot.projects().filter(|project| project.is_without_outlook && !has_announced(&project.id));
    without.map(|project| project.id.clone()).collect()
}

fn formerly_in(records: &[&Arc<Record>]) -> BTreeMap<Slug, Vec<(Slug, Quarter)>> {
    let mut formerly: BTreeMap<Slug, Vec<(Slug, Quarter)>> = BTreeMap::new();
    for project in records.iter().map(|record| &record.project) {
        for former in &project.formerly {
            let moved = former.category.as_ref().filter(|category| **category != project.category);
            if let Some(category) = moved {
                formerly.entry(category.clone()).or_default().push((project.id.clone(), former.until));
            }
        }
    }
    formerly
}

/// Each milestone that is still to come, by the last day of its date; ties as the projects are ordered.
fn next_milestones(records: &[&Arc<Record>], facts_day: Option<Day>) -> Vec<(Slug, usize)> {
    let mut next = Vec::new();
    for project in records.iter().map(|record| &record.project) {
        for (at, milestone) in project.milestones.iter().enumerate() {
            let is_open = MilestoneState::of(milestone, facts_day) == MilestoneState::Open;
            if let Some(due) = milestone.current_due().filter(|_| is_open) {
                next.push((due.last(), project.id.clone(), at));
            }
        }
    }
    next.sort_by_key(|(last, _, _)| *last);
    next.into_iter().map(|(_, id, at)| (id, at)).collect()
}
