//! A dated promise.

use std::sync::Arc;

use super::{Day, Prose, Quarter, Slug, When};

/// A dated promise of a project, with every date that it ever had.
///
/// Invariants: replans stand in the order of their quarters, each changes the date, and a milestone is never
/// both achieved and dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// Its id, unique in the project.
    pub id: Slug,
    /// What is to be reached, in a line.
    pub title: Prose,
    /// The first known date, or none when it was not known.
    pub due: Option<When>,
    /// Every change of the date, oldest first.
    pub replanned: Vec<Replan>,
    /// When it was reached.
    pub achieved: Option<When>,
    /// When and why it was given up.
    pub dropped: Option<Dropped>,
}

/// A change of a milestone's date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replan {
    /// The quarter in which the date moved.
    pub quarter: Quarter,
    /// The new date, or none when it is not yet known.
    pub due: Option<When>,
    /// Why it moved; readers are told when no reason was given.
    pub reason: Option<Prose>,
}

/// The end of a milestone that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// The quarter in which it was given up.
    pub quarter: Quarter,
    /// Why.
    pub reason: Prose,
}

/// One change of a date, against the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The date before; none when it was not known.
    pub from: Option<When>,
    /// The date after; none when it is not yet known.
    pub to: Option<When>,
    /// From the last day of the last known date to the last day of the new one, below zero when it became earlier, 0 for a
    /// sharpening; none when no date was known before, or none is now.
    pub slip: Option<i32>,
    /// Whether the new date lies inside the old one and is only more precise.
    pub is_sharpening: bool,
}

impl Milestone {
    /// The change of the date that a replan made; `at` counts from 0.
    pub fn step(&self, at: usize) -> Step {
        let before = at.checked_sub(1).and_then(|before| self.replanned.get(before));
        let from = before.map_or(self.due, |before| before.due);
        let to = self.replanned.get(at).and_then(|replan| replan.due);
        let is_sharpening = from.zip(to).is_some_and(|(from, to)| from.is_sharpened_by(to));
        // A date that was unknown for a while slips from the last one that was known.
        let known = self.replanned[..at.min(self.replanned.len())].iter().rev().find_map(|replan| replan.due);
        let known = known.or(self.due);
        let slip = known.zip(to).map(|(from, to)| if is_sharpening { 0 } else { to.last().days_since(from.last()) });
        Step { from, to, slip, is_sharpening }
    }

    /// Every change of the date, oldest first.
    pub fn steps(&self) -> impl Iterator<Item = Step> {
        (0..self.replanned.len()).map(|at| self.step(at))
    }

    /// Whether its date ever became another one. A more precise date inside the old one is none.
    pub fn has_moved(&self) -> bool {
        self.steps().any(|step| !step.is_sharpening)
    }

    /// The date as it is known now: the last replan's, else the first.
    pub fn current_due(&self) -> Option<When> {
        self.replanned.last().map_or(self.due, |replan| replan.due)
    }

    /// Whether it has or had a date.
    pub fn has_date(&self) -> bool {
        self.last_date().is_some()
    }

    /// The date on which it was reached, else the last one that was known.
    pub fn last_date(&self) -> Option<When> {
        let replanned = self.replanned.iter().rev().find_map(|replan| replan.due);
        self.achieved.or(replanned).or(self.due)
    }

    /// The milestone as it was known when a quarter was reported: without what happened in a later quarter, or was
    /// reached after `horizon`, the last day that the report tells of.
    #[must_use]
    pub fn known_in(self: &Arc<Self>, quarter: Quarter, horizon: Day) -> Arc<Self> {
        let is_known = |replan: &&Replan| replan.quarter <= quarter;
        let was_achieved = |achieved: &When| achieved.last() <= horizon;
        let was_dropped = |dropped: &Dropped| dropped.quarter <= quarter;
        let is_whole = self.replanned.iter().all(|replan| is_known(&replan))
            && self.achieved.as_ref().is_none_or(was_achieved)
            && self.dropped.as_ref().is_none_or(was_dropped);
        if is_whole {
            return Arc::clone(self);
        }
        Arc::new(Self {
            id: self.id.clone(),
            title: self.title.clone(),
            due: self.due,
            replanned: self.replanned.iter().filter(is_known).cloned().collect(),
            achieved: self.achieved.filter(was_achieved),
            dropped: self.dropped.clone().filter(was_dropped),
        })
    }

    /// Every piece of prose in it.
    pub fn prose(&self) -> impl Iterator<Item = &Prose> {
        let reasons = self.replanned.iter().filter_map(|replan| replan.reason.as_ref());
        let dropped = self.dropped.iter().map(|dropped| &dropped.reason);
        [&self.title].into_iter().chain(reasons).chain(dropped)
    }
}
