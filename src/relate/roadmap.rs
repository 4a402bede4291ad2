//! Milestones in time.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Milestone, Quarter, Slug, When};
use crate::select::Selection;

/// Quarters across, categories and projects down, milestones in place.
#[derive(Debug)]
pub struct Roadmap {
    /// The columns, in time, the present quarter among them. A long stretch without any milestone is left out.
    pub quarters: Vec<Quarter>,
    /// The rows of each category, in reading order; only projects with milestones.
    pub groups: Vec<(Slug, Vec<Row>)>,
    /// The projects without milestones, in reading order.
    pub without_milestones: Vec<Slug>,
    /// How far the milestones of each category moved.
    pub slips: BTreeMap<Slug, Slip>,
    /// The same for the whole programme.
    pub slip: Slip,
}

/// How far milestones moved together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slip {
    /// How many milestones moved.
    pub moved: usize,
    /// How many days later they are due, from last day to last day, all moves together; below zero when earlier.
    pub days: i32,
    /// For how many of them the days are not known, because a date was not.
    pub unknown: usize,
}

impl Slip {
    fn add(&mut self, milestone: &Milestone) {
        if milestone.replanned.is_empty() {
            return;
        }
        self.moved += 1;
        self.days += milestone.steps().filter_map(|step| step.slip).sum::<i32>();
        let was_known =
            milestone.due.is_some() || milestone.replanned.iter().rev().skip(1).any(|replan| replan.due.is_some());
        self.unknown += usize::from(!was_known || milestone.current_due().is_none());
    }
}

/// A project's milestones.
#[derive(Debug)]
pub struct Row {
    /// The project.
    pub project: Slug,
    /// What stands in each quarter that has something.
    pub cells: BTreeMap<Quarter, Cell>,
    /// The milestones without a date.
    pub undated: Vec<Mark>,
}

/// What stands in one quarter for one project.
pub type Cell = Vec<Mark>;

/// A milestone at one of its dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Which of the project's milestones.
    pub milestone: usize,
    /// Whether this is a date that it had before, and has no longer.
    pub is_former: bool,
}

/// Quarters without anything that a reader still takes as a stretch of time, not as a hole.
const LONGEST_GAP: i32 = 8;

impl Roadmap {
    /// Places every milestone in the quarter of the last day of its date.
    pub(super) fn of(selection: &Selection, categories: &[Slug], by_category: &BTreeMap<Slug, Vec<Slug>>) -> Self {
        let projects = &selection.portal.projects;
        let mut roadmap = Self {
            quarters: Vec::new(),
            groups: Vec::new(),
            without_milestones: Vec::new(),
            slips: BTreeMap::new(),
            slip: Slip::default(),
        };
        for category in categories {
            let mut rows = Vec::new();
            for id in by_category.get(category).into_iter().flatten() {
                match projects.get(id).filter(|project| !project.milestones.is_empty()) {
                    Some(project) => rows.push(row(id, &project.milestones)),
                    None => roadmap.without_milestones.push(id.clone()),
                }
            }
            if !rows.is_empty() {
                roadmap.groups.push((category.clone(), rows));
            }
        }
        for project in projects.values() {
            for milestone in &project.milestones {
                roadmap.slips.entry(project.category.clone()).or_default().add(milestone);
                roadmap.slip.add(milestone);
            }
        }
        let rows = roadmap.groups.iter().flat_map(|(_, rows)| rows);
        let mut used: BTreeSet<Quarter> = rows.flat_map(|row| row.cells.keys()).copied().collect();
        if !used.is_empty() {
            used.extend(selection.facts_day.map(Quarter::of));
        }
        roadmap.quarters = columns(&used);
        roadmap
    }
}

fn row(project: &Slug, milestones: &[Milestone]) -> Row {
    let mut row = Row { project: project.clone(), cells: BTreeMap::new(), undated: Vec::new() };
    for (at, milestone) in milestones.iter().enumerate() {
        let current = milestone.achieved.or(milestone.current_due()).map(place);
        let mark = Mark { milestone: at, is_former: false };
        match current {
            Some(quarter) => row.cells.entry(quarter).or_default().push(mark),
            None => row.undated.push(mark),
        }
        let dues = milestone.replanned.iter().map(|replan| replan.due);
        let mut former: Vec<Quarter> = [milestone.due].into_iter().chain(dues).flatten().map(place).collect();
        former.sort_unstable();
        former.dedup();
        let has_moved = !milestone.replanned.is_empty();
        for quarter in former.into_iter().filter(|quarter| has_moved && Some(*quarter) != current) {
            row.cells.entry(quarter).or_default().push(Mark { is_former: true, ..mark });
        }
    }
    row
}

fn place(when: When) -> Quarter {
    Quarter::of(when.last())
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
