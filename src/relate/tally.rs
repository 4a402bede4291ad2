//! Counts of one quarter: how many projects had each status, how many promises each outcome.

use crate::model::{Outcome, Snapshot, Status};

/// How many projects of a quarter had each status, in the order of the quarter's list; those without one come last.
pub fn by_status(snapshot: &Snapshot) -> Vec<(Option<&Status>, u64)> {
    let statuses = snapshot.statuses.iter().map(Some).chain([None]);
    let mut counts: Vec<(Option<&Status>, u64)> = statuses.map(|status| (status, 0)).collect();
    for project in snapshot.projects() {
        let own = project.status.as_ref().map(|status| &status.id);
        if let Some((_, count)) = counts.iter_mut().find(|(status, _)| status.map(|status| &status.id) == own) {
            *count += 1;
        }
    }
    counts
}

/// How many promises for a quarter had each outcome when it was reported; those without one come last.
pub fn by_outcome(snapshot: &Snapshot) -> Vec<(Option<Outcome>, u64)> {
    let outcomes = Outcome::ALL.iter().map(|(_, outcome)| Some(*outcome)).chain([None]);
    let mut counts: Vec<(Option<Outcome>, u64)> = outcomes.map(|outcome| (outcome, 0)).collect();
    for facts in snapshot.projects().flat_map(|project| &project.outlook.promises) {
        if let Some((_, count)) = counts.iter_mut().find(|(outcome, _)| *outcome == facts.promise.outcome) {
            *count += 1;
        }
    }
    counts
}
