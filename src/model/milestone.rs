//! A dated promise.

use super::{Prose, Quarter, Slug, When};

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

impl Milestone {
    /// The date as it is known now: the last replan's, else the first.
    pub fn current_due(&self) -> Option<When> {
        self.replanned.last().map_or(self.due, |replan| replan.due)
    }
}
