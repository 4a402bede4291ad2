//! What follows from one project alone, and what is remembered of it: most projects are as they were in the build before.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Row, Slip, Standing, reported};
use crate::cache::Memo;
use crate::language::{Collation, SortKey};
use crate::model::{Announced, Lock, Portal, Project, ProjectFacts, Quarter, Silence, Slug};
use crate::snapshot::compare::{Change, Telling, changes};
use crate::snapshot::{Closed, Setting, Told};

/// What follows from a project and its setting.
pub(super) struct Record {
    pub(super) project: Arc<Project>,
    /// Its place by its present name.
    pub(super) key: SortKey,
    /// What each quarter with a report tells of it, in time; nothing of a closed one, which tells what its lock keeps.
    told: Vec<Option<Arc<Told>>>,
    /// What it announced for quarters without a report.
    pub(super) upcoming: BTreeMap<Quarter, Arc<Announced>>,
    pub(super) standing: Arc<Standing>,
    pub(super) history: Arc<History>,
    /// Its place on the roadmap, if it has milestones.
    pub(super) row: Option<Arc<Row>>,
    /// How far its milestones moved.
    pub(super) slip: Slip,
}

/// What quarters told of a project, and what changed from one to the next.
#[derive(Debug, PartialEq, Eq)]
pub struct History {
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
    pub(super) reported: reported::Memory,
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
        let locks = portal.locks.iter().map(|(quarter, lock)| (lock, *quarter));
        let closed =
            self.closed.each(locks, |now, before| *now == before, Arc::clone, |_, lock, _| Arc::new(Closed::of(lock)));
        let closed = portal.locks.keys().copied().zip(closed).collect();
        let setting = self.setting.one(Setting::of(portal, closed), |setting| Arc::new(setting.clone()));
        let projects = portal.projects.values().map(|project| (project, project.id.clone()));
        let records = self.records.each(
            projects,
            |now, (project, before)| *now == project && *before == setting,
            |project| (Arc::clone(project), Arc::clone(&setting)),
            |_, (project, own), former| Arc::new(Record::of(project, own, collation, former.map(Arc::as_ref))),
        );
        Records { setting, records }
    }
}

impl Records {
    /// The history of each project, also of those that only closed quarters know.
    pub(super) fn histories(&self) -> BTreeMap<Slug, Arc<History>> {
        let own = self.records.iter().map(|record| (record.project.id.clone(), Arc::clone(&record.history)));
        let mut histories: BTreeMap<Slug, Arc<History>> = own.collect();
        for closed in self.setting.quarters().filter_map(|quarter| self.setting.closed(quarter)) {
            for id in closed.projects() {
                if !histories.contains_key(id) {
                    histories.insert(id.clone(), Arc::new(History::of(id, &[], &self.setting, None)));
                }
            }
        }
        histories
    }
}

impl Record {
    /// What is equal to what it was in the former record is the same value, so that it is quickly seen to be the same.
    fn of(project: &Arc<Project>, setting: &Setting, collation: &Collation, former: Option<&Self>) -> Self {
        let told = |(place, quarter)| {
            let told = setting.closed(quarter).is_none().then(|| setting.told(project, quarter))?;
            let former = former.and_then(|former| former.told(place));
            Some(former.filter(|former| ***former == told).map_or_else(|| Arc::new(told), Arc::clone))
        };
        let told: Vec<Option<Arc<Told>>> = setting.quarters().enumerate().map(told).collect();
        let without_report = project.updates.keys().filter(|quarter| !setting.has_report(**quarter));
        let upcoming = |quarter: &Quarter| (*quarter, Arc::new(setting.announced(project, *quarter)));
        Self {
            key: collation.key(&project.title),
            upcoming: without_report.map(upcoming).collect(),
            standing: Arc::new(standing(project, setting)),
            history: Arc::new(History::of(&project.id, &told, setting, former.map(|former| &*former.history))),
            row: Row::of(project).map(Arc::new),
            slip: Slip::of(&project.milestones),
            project: Arc::clone(project),
            told,
        }
    }

    /// What it tells in the open quarter that stands in this place among those with a report.
    pub(super) fn told(&self, place: usize) -> Option<&Arc<Told>> {
        self.told.get(place)?.as_ref()
    }
}

impl History {
    /// `told` is what open quarters tell of the project; nothing when the portal no longer has it.
    fn of(id: &Slug, told: &[Option<Arc<Told>>], setting: &Setting, former: Option<&Self>) -> Self {
        let telling = |(place, quarter): (usize, Quarter)| {
            let (category, facts) = match setting.closed(quarter) {
                Some(closed) => closed.telling(id).told?,
                None => told.get(place)?.as_ref()?.telling(setting).told?,
            };
            Some(Telling { quarter, category: Arc::clone(category), facts: Arc::clone(facts) })
        };
        let tellings: Vec<Telling> = setting.quarters().enumerate().filter_map(telling).collect();
        let quarters: Vec<Quarter> = setting.quarters().collect();
        let mut changes = changes(&tellings, &quarters);
        for (quarter, own) in &mut changes {
            if let Some(former) = former.and_then(|former| former.changes(*quarter)).filter(|former| *former == own) {
                *own = Arc::clone(former);
            }
        }
        Self { tellings, changes }
    }

    /// What each public quarter told, in time.
    pub fn tellings(&self) -> &[Telling] {
        &self.tellings
    }

    /// What changed in a quarter.
    pub(super) fn changes(&self, quarter: Quarter) -> Option<&Arc<Vec<Change>>> {
        self.changes.get(&quarter)
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
