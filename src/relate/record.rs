//! What follows from one project alone, and what is remembered of it: most projects are as they were in the build before.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Standing;
use crate::cache::Memo;
use crate::language::{Collation, SortKey};
use crate::model::{Announced, OutlookFacts, Portal, Project, ProjectFacts, Quarter, Silence, Slug, Snapshot};
use crate::snapshot::compare::{Change, Comparison, Telling, changes};
use crate::snapshot::{Setting, Told};

/// What follows from a project and its setting.
pub(super) struct Record {
    pub(super) project: Arc<Project>,
    /// Its place by its present name.
    pub(super) key: SortKey,
    /// What each quarter with a report tells of it; a closed one tells what its lock keeps.
    facts: BTreeMap<Quarter, Arc<ProjectFacts>>,
    /// What it tells of the plans for the next.
    outlooks: BTreeMap<Quarter, Arc<OutlookFacts>>,
    /// What it announced for quarters without a report.
    pub(super) upcoming: BTreeMap<Quarter, Arc<Announced>>,
    pub(super) standing: Arc<Standing>,
}

/// What this stage remembers of the build before: what follows from each project, and what changed of it.
#[derive(Default)]
pub struct Memory {
    /// The one value of the setting, so that it is quickly seen to be the same.
    setting: Memo<(), Setting, Arc<Setting>>,
    records: Memo<Slug, (Arc<Project>, Arc<Setting>), Arc<Record>>,
    quarters: Memo<(), Vec<Quarter>, Arc<Vec<Quarter>>>,
    changes: Memo<Slug, History, Changes>,
}

/// What was told of a project, and the quarters that were reported.
type History = (Vec<Telling>, Arc<Vec<Quarter>>);

/// The changes of a project by quarter.
type Changes = Arc<BTreeMap<Quarter, Arc<[Change]>>>;

impl Memory {
    /// What follows from each project, by id.
    pub(super) fn records(&mut self, portal: &Portal, collation: &Collation) -> Vec<Arc<Record>> {
        let setting = self.setting.one(Setting::of(portal), |setting| Arc::new(setting.clone()));
        let input = |project: &Arc<Project>| (project.id.clone(), (Arc::clone(project), Arc::clone(&setting)));
        let inputs = portal.projects.values().map(input).collect();
        self.records.each(inputs, |_, (project, setting)| Arc::new(Record::of(project, setting, collation)))
    }

    /// What changed in each quarter since the one reported before it.
    pub(super) fn comparisons(
        &mut self,
        snapshots: &BTreeMap<Quarter, Snapshot>,
        histories: &BTreeMap<Slug, Vec<Telling>>,
    ) -> BTreeMap<Quarter, Comparison> {
        let quarters: Vec<Quarter> = snapshots.keys().copied().collect();
        let quarters = self.quarters.one(quarters, |quarters| Arc::new(quarters.clone()));
        let input = |(id, tellings): (&Slug, &Vec<Telling>)| (id.clone(), (tellings.clone(), Arc::clone(&quarters)));
        let inputs = histories.iter().map(input).collect();
        let all = self.changes.each(inputs, |_, (tellings, quarters)| Arc::new(changes(tellings, quarters)));
        let all: BTreeMap<&Slug, Changes> = histories.keys().zip(all).collect();
        let comparison = |(quarter, snapshot): (&Quarter, &Snapshot)| {
            let own = |project: &ProjectFacts| all.get(&project.id)?.get(quarter).cloned();
            let before = quarters.iter().rfind(|before| *before < quarter).copied();
            let by_project = snapshot.projects().filter_map(own).collect();
            (*quarter, Comparison { quarter: *quarter, before, by_project })
        };
        snapshots.iter().map(comparison).collect()
    }
}

impl Record {
    fn of(project: &Arc<Project>, setting: &Setting, collation: &Collation) -> Self {
        let facts = |quarter| Some((quarter, Arc::new(setting.facts(project, quarter)?)));
        let open = || setting.quarters().filter(|quarter| !setting.is_closed(*quarter));
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
            project: Arc::clone(project),
            facts,
        }
    }

    /// What it tells in a quarter.
    pub(super) fn told(&self, quarter: Quarter) -> Told<'_> {
        Told {
            category: self.project.category_in(quarter),
            facts: self.facts.get(&quarter).cloned(),
            next_category: self.project.category_in(quarter.next()),
            outlook: self.outlooks.get(&quarter).cloned(),
        }
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
