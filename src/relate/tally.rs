//! Counts of one quarter: how many projects had each status, how many promises each outcome.

use std::sync::Arc;

use crate::model::{Outcome, Snapshot, Status};

/// What there was of everything in a quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// How many projects had each status, in the order of the quarter's list; those without one come last.
    pub statuses: Vec<(Option<Arc<Status>>, u64)>,
    /// How many promises for the quarter had each outcome when it was reported; those without one come last.
    pub outcomes: Vec<(Option<Outcome>, u64)>,
    /// How many projects it tells of.
    pub projects: usize,
    /// How many of them say what happened.
    pub results: usize,
    /// How many projects announced something for the next quarter.
    pub announcements: usize,
}

impl Counts {
    /// The counts of a quarter.
    pub fn of(snapshot: &Snapshot) -> Self {
        Self {
            statuses: by_status(snapshot),
            outcomes: by_outcome(snapshot),
            projects: snapshot.projects().count(),
            results: snapshot.projects().filter(|project| project.result.is_some()).count(),
            announcements: snapshot.announcements().count(),
        }
    }
}

fn by_status(snapshot: &Snapshot) -> Vec<(Option<Arc<Status>>, u64)> {
    let statuses = snapshot.statuses.iter().cloned().map(Some).chain([None]);
    let mut counts: Vec<(Option<Arc<Status>>, u64)> = statuses.map(|status| (status, 0)).collect();
    for project in snapshot.projects() {
        let own = project.status.as_ref().map(|status| &status.id);
        let is_own = |status: &Option<Arc<Status>>| status.as_ref().map(|status| &status.id) == own;
        if let Some((_, count)) = counts.iter_mut().find(|(status, _)| is_own(status)) {
            *count += 1;
        }
    }
    counts
}

fn by_outcome(snapshot: &Snapshot) -> Vec<(Option<Outcome>, u64)> {
    let outcomes = Outcome::ALL.iter().map(|(_, outcome)| Some(*outcome)).chain([None]);
    let mut counts: Vec<(Option<Outcome>, u64)> = outcomes.map(|outcome| (outcome, 0)).collect();
    for facts in snapshot.projects().flat_map(|project| &project.outlook.promises) {
        if let Some((_, count)) = counts.iter_mut().find(|(outcome, _)| *outcome == facts.promise.outcome) {
            *count += 1;
        }
    }
    counts
}
