//! Milestones in time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::record::Record;
use crate::model::{Day, Milestone, Project, Quarter, Slug, When};

/// Quarters across, categories and projects down, milestones in place.
#[derive(Debug, PartialEq, Eq)]
pub struct Roadmap {
    /// The columns, in time, the present quarter among them. A long stretch without any milestone is left out.
    pub quarters: Vec<Quarter>,
    /// The rows of each category, in reading order; only projects with milestones.
    pub groups: Vec<(Slug, Vec<Arc<Row>>)>,
    /// The projects without milestones, in reading order.
    pub without_milestones: Vec<Slug>,
    /// How far the milestones of each category moved.
    pub slips: BTreeMap<Slug, Slip>,
    /// The same for the whole programme.
    pub slip: Slip,
}

/// How far milestones moved together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Slip {
    /// How many milestones moved.
    pub moved: usize,
    /// How many days later they are due, from last day to last day, all moves together; below zero when earlier.
    pub days: i32,
    /// For how many of them the days are not known, because a date was not.
    pub unknown: usize,
}

impl Slip {
    /// How far these milestones moved together.
    pub(super) fn of(milestones: &[Arc<Milestone>]) -> Self {
        let mut slip = Self::default();
        for milestone in milestones.iter().filter(|milestone| milestone.has_moved()) {
            let was_known =
                milestone.due.is_some() || milestone.replanned.iter().rev().skip(1).any(|replan| replan.due.is_some());
            slip.add(Self {
                moved: 1,
                days: milestone.steps().filter_map(|step| step.slip).sum(),
                unknown: usize::from(!was_known || milestone.current_due().is_none()),
            });
        }
        slip
    }

    fn add(&mut self, other: Self) {
        self.moved += other.moved;
        self.days += other.days;
        self.unknown += other.unknown;
    }
}

/// A project's milestones, by the date as it is known now; those without one come last.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    /// The project.
    pub project: Slug,
    /// Its milestones.
    pub lanes: Vec<Lane>,
    /// The columns that it uses.
    quarters: Vec<Quarter>,
}

/// A milestone at each of its dates.
#[derive(Debug, PartialEq, Eq)]
pub struct Lane {
    /// Which of the project's milestones.
    pub milestone: usize,
    /// Where it stands now: where it was reached, else where it is due; none in the lane of undated work.
    pub current: Option<Stop>,
    /// The first known date, when another one took its place.
    pub first: Option<Stop>,
    /// The other quarters that it was ever due in, in time, each with the last date that it had there.
    pub former: Vec<Stop>,
}

/// A date of a milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The quarter of the date's last day: the column.
    pub quarter: Quarter,
    /// The date.
    pub date: When,
}

impl Stop {
    fn at(date: When) -> Self {
        Self { quarter: Quarter::of(date.last()), date }
    }
}

impl Lane {
    /// Everywhere it stands or stood.
    pub fn stops(&self) -> impl Iterator<Item = Stop> {
        self.former.iter().copied().chain(self.current)
    }
}

/// Quarters without anything that a reader still takes as a stretch of time, not as a hole.
const LONGEST_GAP: i32 = 8;

impl Roadmap {
    /// Places every milestone in the quarter of the last day of its date. `in_order` are the projects in reading order.
    pub(super) fn of(in_order: &[&Arc<Record>], categories: &[Slug], facts_day: Option<Day>) -> Self {
        let mut roadmap = Self {
            quarters: Vec::new(),
            groups: Vec::new(),
            without_milestones: Vec::new(),
            slips: BTreeMap::new(),
            slip: Slip::default(),
        };
        let mut by_category: BTreeMap<&Slug, Vec<&Arc<Record>>> = BTreeMap::new();
        for record in in_order {
            by_category.entry(&record.project.category).or_default().push(record);
        }
        let mut used: BTreeSet<Quarter> = BTreeSet::new();
        for category in categories {
            let mut rows = Vec::new();
            for record in by_category.get(category).into_iter().flatten() {
                let Some(row) = &record.row else {
                    roadmap.without_milestones.push(record.project.id.clone());
                    continue;
                };
                used.extend(&row.quarters);
                roadmap.slips.entry(category.clone()).or_default().add(record.slip);
                roadmap.slip.add(record.slip);
                rows.push(Arc::clone(row));
            }
            if !rows.is_empty() {
                roadmap.groups.push((category.clone(), rows));
            }
        }
        if !used.is_empty() {
            used.extend(facts_day.map(Quarter::of));
        }
        roadmap.quarters = columns(&used);
        roadmap
    }

    /// Every milestone, in reading order.
    pub fn lanes(&self) -> impl Iterator<Item = &Lane> {
        self.groups.iter().flat_map(|(_, rows)| rows).flat_map(|row| &row.lanes)
    }
}

impl Row {
    /// The milestones of a project; nothing when it has none.
    pub(super) fn of(project: &Project) -> Option<Self> {
        let milestones = project.milestones.iter().enumerate();
        let mut lanes: Vec<Lane> = milestones.map(|(at, milestone)| lane(at, milestone)).collect();
        lanes.sort_by_key(|lane| (lane.current.is_none(), lane.current.map(|stop| stop.date.last())));
        let quarters = lanes.iter().flat_map(Lane::stops).map(|stop| stop.quarter).collect();
        (!lanes.is_empty()).then(|| Self { project: project.id.clone(), lanes, quarters })
    }
}

fn lane(at: usize, milestone: &Milestone) -> Lane {
    let current = milestone.achieved.or(milestone.current_due());
    let replans = milestone.replanned.iter().map(|replan| replan.due);
    let dates: Vec<When> = [milestone.due].into_iter().chain(replans).flatten().collect();
    let next = dates.iter().skip(1).copied().map(Some).chain([milestone.achieved]);
    // A date that the next one lies inside of was only made more precise, or kept.
    let is_left = |(date, next): &(When, Option<When>)| next.is_none_or(|next| !keeps(*date, next));
    let left = dates.iter().copied().zip(next).filter(is_left).map(|(date, _)| date);
    let left: Vec<Stop> = left.filter(|date| Some(*date) != current).map(Stop::at).collect();
    let current = current.map(Stop::at);
    // A later date in the same quarter takes the place of an earlier one.
    let former: BTreeMap<Quarter, Stop> = left.iter().map(|stop| (stop.quarter, *stop)).collect();
    let is_elsewhere = |stop: &Stop| current.is_none_or(|current| current.quarter != stop.quarter);
    Lane {
        milestone: at,
        current,
        first: left.first().copied(),
        former: former.into_values().filter(is_elsewhere).collect(),
    }
}

/// Whether a date is still true when another one is known.
fn keeps(date: When, other: When) -> bool {
    date == other || date.is_sharpened_by(other)
}

/// The quarters that are used, and the ones between them unless there are too many.
fn columns(used: &BTreeSet<Quarter>) -> Vec<Quarter> {
    let mut columns: Vec<Quarter> = Vec::new();
    for quarter in used {
        if let Some(last) = columns.last().copied().filter(|last| quarter.since(*last) <= LONGEST_GAP) {
            let mut between = last.next();
            while between < *quarter {
                columns.push(between);
                between = between.next();
            }
        }
        columns.push(*quarter);
    }
    columns
}
