//! What follows from one project alone, and what is remembered of it: most projects are as they were in the build before.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::Standing;
use crate::cache::Memo;
use crate::language::{Collation, SortKey};
use crate::model::{Announced, Lock, OutlookFacts, Portal, Project, ProjectFacts, Quarter, Silence, Slug, Snapshot};
use crate::snapshot::compare::{Change, Comparison, Telling, changes};
use crate::snapshot::{Closed, Setting, Told};

/// What follows from a project and its setting.
pub(super) struct Record {
    pub(super) project: Arc<Project>,
    /// Its place by its present name.
    pub(super) key: SortKey,
    /// What each open quarter with a report tells of it.
    facts: BTreeMap<Quarter, Arc<ProjectFacts>>,
    /// What it tells of the plans for the next.
    outlooks: BTreeMap<Quarter, Arc<OutlookFacts>>,
    /// What it announced for quarters without a report.
    pub(super) upcoming: BTreeMap<Quarter, Arc<Announced>>,
    pub(super) standing: Arc<Standing>,
    pub(super) history: Arc<History>,
}

/// What quarters told of a project, and what changed from one to the next.
#[derive(Debug)]
pub(super) struct History {
    /// What each quarter told, in time.
    tellings: Vec<Telling>,
    changes: BTreeMap<Quarter, Arc<Vec<Change>>>,
}

/// What this stage remembers of the build before.
#[derive(Default)]
pub struct Memory {
    closed: Memo<Quarter, Arc<Lock>, Arc<Closed>>,
    /// The one value of the setting, so that it is quickly seen to be the same.
    setting: Memo<(), Setting, Arc<Setting>>,
    records: Memo<Slug, (Arc<Project>, Arc<Setting>), Arc<Record>>,
}

/// Everything that follows from the projects one by one.
pub(super) struct Records {
    pub(super) setting: Arc<Setting>,
    /// By id.
    pub(super) records: Vec<Arc<Record>>,
}

impl Memory {
    /// What follows from each project.
    pub(super) fn records(&mut self, portal: &Portal, collation: &Collation) -> Records {
        let locks = portal.locks.iter().map(|(quarter, lock)| (*quarter, Arc::clone(lock))).collect();
        let closed = self.closed.each(locks, |_, lock| Arc::new(Closed::of(lock)));
        let closed = portal.locks.keys().copied().zip(closed).collect();
        let setting = self.setting.one(Setting::of(portal, closed), |setting| Arc::new(setting.clone()));
        let input = |project: &Arc<Project>| (project.id.clone(), (Arc::clone(project), Arc::clone(&setting)));
        let inputs = portal.projects.values().map(input).collect();
        let records = self.records.each(inputs, |_, (project, own)| Arc::new(Record::of(project, own, collation)));
        Records { setting, records }
    }
}

impl Records {
    /// The history of each project, also of those that only closed quarters know.
    pub(super) fn histories(&self) -> BTreeMap<Slug, Arc<History>> {
        let own = self.records.iter().map(|record| (record.project.id.clone(), Arc::clone(&record.history)));
        let mut histories: BTreeMap<Slug, Arc<History>> = own.collect();
        for closed in self.setting.quarters().filter_map(|quarter| self.setting.closed(quarter)) {
            for id in closed.told.keys() {
                if !histories.contains_key(id) {
                    histories.insert(id.clone(), Arc::new(History::of(id, None, &self.setting)));
                }
            }
        }
        histories
    }
}

/// What changed in each quarter since the one reported before it.
pub(super) fn comparisons(
    snapshots: &BTreeMap<Quarter, Snapshot>,
    histories: &BTreeMap<Slug, Arc<History>>,
) -> BTreeMap<Quarter, Comparison> {
    let comparison = |(quarter, snapshot): (&Quarter, &Snapshot)| {
        let own = |project: &ProjectFacts| histories.get(&project.id)?.changes.get(quarter).cloned();
        let before = snapshots.range(..quarter).next_back().map(|(before, _)| *before);
        let by_project = snapshot.projects().filter_map(own).collect();
        (*quarter, Comparison { quarter: *quarter, before, by_project })
    };
    snapshots.par_iter().map(comparison).collect()
}

impl Record {
    fn of(project: &Arc<Project>, setting: &Setting, collation: &Collation) -> Self {
        let facts = |quarter| Some((quarter, Arc::new(setting.facts(project, quarter)?)));
        let open = || setting.quarters().filter(|quarter| setting.closed(*quarter).is_none());
        let facts: BTreeMap<_, _> = open().filter_map(facts).collect();
        let outlook = |quarter| {
            let outlook = setting.outlook(project, quarter, facts.get(&quarter))?;
            Some((quarter, Arc::new(outlook)))
        };
        let without_report = project.updates.keys().filter(|quarter| !setting.has_report(**quarter));
        let upcoming = |quarter: &Quarter| (*quarter, Arc::new(setting.announced(project, *quarter)));
        Self {
            key: collation.key(&project.title),
            outlooks: open().filter_map(outlook).collect(),
            upcoming: without_report.map(upcoming).collect(),
            standing: Arc::new(standing(project, setting)),
            history: Arc::new(History::of(&project.id, Some((project, &facts)), setting)),
            project: Arc::clone(project),
            facts,
        }
    }

    /// What it tells in an open quarter.
    pub(super) fn told(&self, quarter: Quarter) -> Told<'_> {
        Told {
            category: self.project.category_in(quarter),
            facts: self.facts.get(&quarter).cloned(),
            next_category: self.project.category_in(quarter.next()),
            outlook: self.outlooks.get(&quarter).cloned(),
        }
    }
}

impl History {
    /// `now` is the project with what open quarters tell of it, if the portal still has it.
    fn of(id: &Slug, now: Option<(&Project, &BTreeMap<Quarter, Arc<ProjectFacts>>)>, setting: &Setting) -> Self {
        let telling = |quarter: Quarter| {
            let (category, facts) = match (setting.closed(quarter), now) {
                (Some(closed), _) => closed.told.get(id)?,
                (None, Some((project, facts))) => {
                    &(Arc::clone(setting.category(project.category_in(quarter))?), Arc::clone(facts.get(&quarter)?))
                }
                (None, None) => return None,
            };
            Some(Telling { quarter, category: Arc::clone(category), facts: Arc::clone(facts) })
        };
        let tellings: Vec<Telling> = setting.quarters().filter_map(telling).collect();
        let quarters: Vec<Quarter> = setting.quarters().collect();
        Self { changes: changes(&tellings, &quarters), tellings }
    }

    /// What a quarter told.
    pub(super) fn told(&self, quarter: Quarter) -> Option<&ProjectFacts> {
        self.tellings.iter().find(|telling| telling.quarter == quarter).map(|telling| &*telling.facts)
    }
}

fn standing(project: &Project, setting: &Setting) -> Standing {
    let status = setting.last_status(project);
    let is_told =
        |quarter: &Quarter| project.updates.contains_key(quarter) || setting.silence(project, *quarter).is_some();
    let mut record: Vec<Quarter> = setting.quarters().filter(is_told).collect();
    record.extend(project.updates.keys().filter(|quarter| !setting.has_report(**quarter)));
    record.sort_unstable_by(|left, right| right.cmp(left));
    let silence = match status {
        None => Some(Silence::Announced),
        Some(_) => setting.quarters().next_back().and_then(|newest| setting.silence(project, newest)),
    };
    Standing { status, silence, record }
}
