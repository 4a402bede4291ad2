//! What each public quarter tells, put together from what its projects tell. A quarter of which every part is what it
//! was in the build before is not put together again.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::record::{Record, Records};
use super::{Counts, History};
use crate::cache::Memo;
use crate::language::Collation;
use crate::model::{Correction, Lock, Portal, Quarter, Slug, Snapshot};
use crate::snapshot::compare::{Change, Comparison};
use crate::snapshot::{self, Frame, Setting, Told};

/// What a public quarter tells, and what follows from that alone.
#[derive(Debug, PartialEq, Eq)]
pub struct Reported {
    /// Its facts.
    pub snapshot: Snapshot,
    /// What there was of everything in it.
    pub counts: Counts,
    /// What changed in it since the public quarter before it.
    pub comparison: Comparison,
}

/// What is remembered of each quarter.
pub(super) type Memory = Memo<Quarter, Parts, Arc<Reported>>;

/// Everything that a quarter is put together from.
#[derive(PartialEq, Eq)]
pub(super) struct Parts {
    setting: Arc<Setting>,
    facts: Facts,
    /// What changed of each project, if anything, by id.
    changes: Vec<Arc<Vec<Change>>>,
}

#[derive(PartialEq, Eq)]
enum Facts {
    /// What the projects tell, in reading order.
    Open(Box<Frame>, Vec<Arc<Told>>),
    /// What the lock keeps, with the corrections that were worked into it.
    Closed(Arc<Lock>, Vec<Correction>),
}

/// What each public quarter tells. `in_order` are the records by their present names.
pub(super) fn reported(
    portal: &Portal,
    known: &Records,
    in_order: &[&Arc<Record>],
    histories: &BTreeMap<Slug, Arc<History>>,
    collation: &Collation,
    memory: &mut Memory,
) -> BTreeMap<Quarter, Arc<Reported>> {
    let parts = portal.reports.keys().enumerate().filter_map(|(place, quarter)| {
        let facts = match portal.locks.get(quarter) {
            Some(lock) => Facts::Closed(Arc::clone(lock), snapshot::kept_corrections(portal, lock)),
            None => {
                let frame = Frame::of(portal, &known.setting, *quarter, collation)?;
                Facts::Open(Box::new(frame), told(in_order, place, *quarter, collation))
            }
        };
        let changes = histories.values().filter_map(|history| history.changes(*quarter));
        let changes = changes.filter(|changes| !changes.is_empty()).map(Arc::clone).collect();
        Some((Parts { setting: Arc::clone(&known.setting), facts, changes }, *quarter))
    });
    let parts: Vec<(Parts, Quarter)> = parts.collect();
    let quarters: Vec<Quarter> = parts.iter().map(|(_, quarter)| *quarter).collect();
    let reported = memory.each(
        parts.into_iter(),
        |now, before| now == before,
        |parts| parts,
        |quarter, parts, _| Arc::new(Reported::of(*quarter, parts)),
    );
    quarters.into_iter().zip(reported).collect()
}

/// What the projects tell in an open quarter, in the reading order that it has by the names of that quarter.
fn told(in_order: &[&Arc<Record>], place: usize, quarter: Quarter, collation: &Collation) -> Vec<Arc<Told>> {
    let mut then = in_order.to_vec();
    if in_order.iter().any(|record| record.project.title_in(quarter) != record.project.title) {
        let key = |record: &&Arc<Record>| collation.key(record.project.title_in(quarter));
        then.sort_by_cached_key(|record| (record.project.order.is_none(), record.project.order, key(record)));
    }
    then.into_iter().filter_map(|record| record.told(place).map(Arc::clone)).collect()
}

impl Reported {
    fn of(quarter: Quarter, parts: &Parts) -> Self {
        let snapshot = match &parts.facts {
            Facts::Open(frame, told) => snapshot::assemble(frame, &parts.setting, told.iter().map(Arc::as_ref)),
            Facts::Closed(lock, corrections) => snapshot::kept(lock, corrections.clone()),
        };
        let changes = parts.changes.iter().filter_map(|changes| Some((&changes.first()?.project, changes)));
        let changes: BTreeMap<&Slug, &Arc<Vec<Change>>> = changes.collect();
        let in_order = snapshot.projects().filter_map(|project| changes.get(&project.id).map(|own| Arc::clone(own)));
        let before = parts.setting.quarters().rfind(|before| *before < quarter);
        Self {
            counts: Counts::of(&snapshot),
            comparison: Comparison::new(quarter, before, in_order.collect()),
            snapshot,
        }
    }
}
