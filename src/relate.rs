//! What follows from the public facts for the pages: orders, indexes, records, the roadmap.
//!
//! Goes in: a [`Selection`]. Comes out: [`Relations`], always computed whole: it takes no time, and what is never
//! patched cannot be stale. Must not: know addresses or HTML.

pub mod notice;
mod roadmap;
mod tally;

pub use roadmap::{Lane, Roadmap, Row, Slip, Stop};
pub use tally::Counts;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::language::{Collation, ordered};
use crate::model::{
    Announced, Day, Milestone, Portal, Project, ProjectFacts, Quarter, Silence, Slug, Snapshot, Status,
};
use crate::select::Selection;
use crate::snapshot::compare::{Comparison, LastTold, compare};
use crate::snapshot::{self, last_until, silence};

/// What follows from the public facts.
#[derive(Debug)]
pub struct Relations {
    /// The facts of each public quarter.
    pub snapshots: BTreeMap<Quarter, Snapshot>,
    /// Where each project stands in the snapshots: its group and its place there.
    places: BTreeMap<Quarter, BTreeMap<Slug, (usize, usize)>>,
    /// What was announced for each quarter that has no report yet.
    pub upcoming: BTreeMap<Quarter, BTreeMap<Slug, Announced>>,
    /// What there was of everything in each public quarter.
    pub counts: BTreeMap<Quarter, Counts>,
    /// What changed in each public quarter since the public one before it.
    pub comparisons: BTreeMap<Quarter, Comparison>,
    /// The categories in reading order.
    pub categories: Vec<Slug>,
    /// Where each project stands now.
    pub standings: BTreeMap<Slug, Standing>,
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
    pub status: Option<(Quarter, Status)>,
    /// Whether it is silent in the newest public quarter.
    pub silence: Option<Silence>,
    /// Whether it was open in the newest public quarter and announced nothing for the next.
    pub is_without_outlook: bool,
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
pub fn relate(selection: &Selection) -> Relations {
    let portal = &selection.portal;
    let collation = Collation::new(portal.site.language);
    let categories = ordered(portal.categories.values(), &collation, |category| (category.order, &category.title));
    let in_order = ordered(portal.projects.values(), &collation, |project| (project.order, &project.title));
    let by_title = ordered(portal.projects.values(), &collation, |project| (None, &project.title));
    let risks = ordered(portal.risks.values(), &collation, |risk| (risk.order, &risk.title));
    let pages = ordered(portal.pages.values(), &collation, |page| (page.order, &page.title));
    let quarters: Vec<Quarter> = portal.reports.keys().copied().collect();
    let snapshots: BTreeMap<Quarter, Snapshot> = quarters
        .into_par_iter()
        .filter_map(|quarter| Some((quarter, snapshot::of(portal, quarter, &collation)?)))
        .collect();
    let mut by_category: BTreeMap<Slug, Vec<Slug>> = BTreeMap::new();
    for project in &in_order {
        by_category.entry(project.category.clone()).or_default().push(project.id.clone());
    }
    let categories: Vec<Slug> = categories.into_iter().map(|category| category.id.clone()).collect();
    Relations {
        counts: snapshots.iter().map(|(quarter, snapshot)| (*quarter, Counts::of(snapshot))).collect(),
        comparisons: comparisons(&snapshots),
        places: snapshots.iter().map(|(quarter, snapshot)| (*quarter, places(snapshot))).collect(),
        upcoming: upcoming(portal),
        standings: standings(selection, &snapshots),
        snapshots,
        formerly_in: formerly_in(&by_title),
        by_title: by_title.into_iter().map(|project| project.id.clone()).collect(),
        risks: risks.into_iter().map(|risk| risk.id.clone()).collect(),
        pages: pages.into_iter().map(|page| page.id.clone()).collect(),
        roadmap: Roadmap::of(selection, &categories, &by_category),
        next_milestones: next_milestones(&in_order, selection.facts_day),
        by_category,
        categories,
    }
}

impl Relations {
    /// What a public quarter tells of a project.
    pub fn told(&self, quarter: Quarter, project: &Slug) -> Option<&ProjectFacts> {
        let (group, place) = self.places.get(&quarter)?.get(project)?;
        self.snapshots.get(&quarter)?.groups.get(*group)?.projects.get(*place)
    }
}

fn places(snapshot: &Snapshot) -> BTreeMap<Slug, (usize, usize)> {
    let groups = snapshot.groups.iter().enumerate();
    let projects = groups
        .flat_map(|(at, group)| group.projects.iter().enumerate().map(move |(place, project)| (project, (at, place))));
    projects.map(|(project, place)| (project.id.clone(), place)).collect()
}

fn upcoming(portal: &Portal) -> BTreeMap<Quarter, BTreeMap<Slug, Announced>> {
    let quarters = portal.projects.values().flat_map(|project| project.updates.keys());
    let quarters: BTreeSet<Quarter> =
        quarters.filter(|quarter| !portal.reports.contains_key(*quarter)).copied().collect();
    let of = |quarter: Quarter| {
        let kept = snapshot::kept(portal, quarter);
        let projects = portal.projects.values().filter(|project| project.updates.contains_key(&quarter));
        projects.map(|project| (project.id.clone(), snapshot::announced(portal, project, quarter, &kept))).collect()
    };
    quarters.into_iter().map(|quarter| (quarter, of(quarter))).collect()
}

fn comparisons(snapshots: &BTreeMap<Quarter, Snapshot>) -> BTreeMap<Quarter, Comparison> {
    let mut before = LastTold::default();
    let mut comparisons = BTreeMap::new();
    for snapshot in snapshots.values() {
        comparisons.insert(snapshot.quarter(), compare(&before, snapshot));
        before.add(snapshot);
    }
    comparisons
}

fn standings(selection: &Selection, snapshots: &BTreeMap<Quarter, Snapshot>) -> BTreeMap<Slug, Standing> {
    let newest = snapshots.values().next_back().into_iter().flat_map(Snapshot::projects);
    let without_outlook: BTreeSet<&Slug> =
        newest.filter(|project| project.is_without_outlook).map(|project| &project.id).collect();
    let projects = selection.portal.projects.values();
    let next = snapshots.keys().next_back().map(|newest| newest.next());
    // What was announced after the newest quarter was closed counts for today, if not for its archive.
    let has_announced = |project: &Project| {
        let update = next.and_then(|next| project.updates.get(&next));
        update.is_some_and(|update| !update.outlook.is_empty())
    };
    let standing = |project: &Project| Standing {
        is_without_outlook: without_outlook.contains(&project.id) && !has_announced(project),
        ..standing(selection, project)
    };
    projects.map(|project| (project.id.clone(), standing(project))).collect()
}

fn standing(selection: &Selection, project: &Project) -> Standing {
    let portal = &selection.portal;
    let newest = portal.reports.keys().next_back().copied();
    let last = project.updates.keys().next_back().and_then(|quarter| last_until(project, *quarter));
    let is_told =
        |quarter: &Quarter| project.updates.contains_key(quarter) || silence(portal, project, *quarter).is_some();
    let mut record: Vec<Quarter> = portal.reports.keys().filter(|quarter| is_told(quarter)).copied().collect();
    record.extend(project.updates.keys().filter(|quarter| !portal.reports.contains_key(quarter)));
    record.sort_unstable_by(|left, right| right.cmp(left));
    Standing {
        status: last
            .and_then(|(quarter, achievement)| Some((quarter, portal.site.statuses.get(&achievement.status)?.clone()))),
        silence: match last {
            None => Some(Silence::Announced),
            Some(_) => newest.and_then(|quarter| silence(portal, project, quarter)),
        },
        is_without_outlook: false,
        record,
    }
}

fn formerly_in(projects: &[&Arc<Project>]) -> BTreeMap<Slug, Vec<(Slug, Quarter)>> {
    let mut formerly: BTreeMap<Slug, Vec<(Slug, Quarter)>> = BTreeMap::new();
    for project in projects {
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
fn next_milestones(projects: &[&Arc<Project>], facts_day: Option<Day>) -> Vec<(Slug, usize)> {
    let mut next = Vec::new();
    for project in projects {
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
