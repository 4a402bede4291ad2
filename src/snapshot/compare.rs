//! What changed between two quarters: a flat list of changes, each of one kind.
//!
//! Goes in: what the quarters told of a project. Comes out: its [`changes`], which make a [`Comparison`] of a quarter. Nothing has to be
//! confessed: what was promised, expected or dated is held against what is there. Must not: know addresses or words.

mod change;

pub use change::{Change, ChangeKind, Event, Happening};

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::model::{CategoryFacts, Day, Milestone, Phase, ProjectFacts, Quarter, Slug, Status, When};

/// What changed between two quarters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The later quarter.
    pub quarter: Quarter,
    /// The quarter reported before it; none for the first.
    pub before: Option<Quarter>,
    /// The changes of each project, in the reading order of the later quarter.
    by_project: Vec<Arc<Vec<Change>>>,
    /// Where the changes of each kind stand: the place of the project, and the place among its changes.
    by_kind: BTreeMap<ChangeKind, Vec<(usize, usize)>>,
    /// The places of each category's projects, which stand together.
    by_category: BTreeMap<Slug, Range<usize>>,
}

impl Comparison {
    /// A comparison from the changes of each project, in the reading order of the later quarter.
    pub fn new(quarter: Quarter, before: Option<Quarter>, by_project: Vec<Arc<Vec<Change>>>) -> Self {
        let mut by_kind: BTreeMap<ChangeKind, Vec<(usize, usize)>> = BTreeMap::new();
        let mut by_category: BTreeMap<Slug, Range<usize>> = BTreeMap::new();
        for (project, changes) in by_project.iter().enumerate() {
            if let Some(change) = changes.first() {
                by_category.entry(change.category.id.clone()).or_insert(project..project).end = project + 1;
            }
            for (at, change) in changes.iter().enumerate() {
                by_kind.entry(change.kind).or_default().push((project, at));
            }
        }
        Self { quarter, before, by_project, by_kind, by_category }
    }

    /// The changes of a kind, in the reading order of the later quarter.
    pub fn of(&self, kind: ChangeKind) -> impl Iterator<Item = &Change> {
        let places = self.by_kind.get(&kind).into_iter().flatten();
        places.map(|(project, at)| &self.by_project[*project][*at])
    }

    /// The changes of a kind in a category, in the same order.
    pub fn of_category(&self, kind: ChangeKind, category: &Slug) -> impl Iterator<Item = &Change> {
        let places = self.by_kind.get(&kind).map_or(&[][..], Vec::as_slice);
        let projects = self.by_category.get(category).cloned().unwrap_or_default();
        let place_of = |end: usize| places.partition_point(|(project, _)| *project < end);
        let own = &places[place_of(projects.start)..place_of(projects.end)];
        own.iter().map(|(project, at)| &self.by_project[*project][*at])
    }

    /// How many changes of each kind there are; only the kinds that there are.
    pub fn tally(&self) -> impl Iterator<Item = (ChangeKind, usize)> {
        self.by_kind.iter().map(|(kind, places)| (*kind, places.len()))
    }
}

/// What a quarter told of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// The quarter.
    pub quarter: Quarter,
    /// The category that the project was in.
    pub category: Arc<CategoryFacts>,
    /// What was told.
    pub facts: Arc<ProjectFacts>,
}

/// What changed of a project in each quarter that tells of it, held against what was last told before, however long ago:
/// a project that ended is in no later quarter. `tellings` stand in time, as do `quarters`, all that were reported.
pub fn changes(tellings: &[Telling], quarters: &[Quarter]) -> BTreeMap<Quarter, Arc<Vec<Change>>> {
    let mut told: Option<Told<'_>> = None;
    let mut changes = BTreeMap::new();
    for telling in tellings {
        let project = &*telling.facts;
        let before = quarters.iter().rfind(|quarter| **quarter < telling.quarter).copied();
        let compared = Compared { quarter: telling.quarter, before, told, project, category: &telling.category };
        let own = compared.all().into_iter().map(|happening| Change {
            project: project.id.clone(),
            category: Arc::clone(&telling.category),
            kind: happening.kind(),
            happening,
        });
        changes.insert(telling.quarter, Arc::new(own.collect()));
        let status = project.status.as_ref().or(told.and_then(|told| told.status));
        told = Some(Told { category: &telling.category, facts: project, status });
    }
    changes
}

/// What was last told of a project.
#[derive(Clone, Copy, Debug)]
struct Told<'s> {
    category: &'s Arc<CategoryFacts>,
    facts: &'s ProjectFacts,
    /// The last status, also when later quarters were silent.
    status: Option<&'s Arc<Status>>,
}

/// A project in a quarter and before it.
struct Compared<'s> {
    quarter: Quarter,
    /// The quarter reported before; none for the first.
    before: Option<Quarter>,
    told: Option<Told<'s>>,
    project: &'s ProjectFacts,
    category: &'s Arc<CategoryFacts>,
}

impl Compared<'_> {
    fn all(&self) -> Vec<Happening> {
        let promises = self.project.outlook.promises.iter();
        let promises =
            promises.map(|facts| Happening::Promise { promise: facts.promise.clone(), is_added: facts.is_added });
        let expected = self.project.outlook.expected.as_ref();
        let expected = expected
            .map(|expected| Happening::Expected { expected: expected.clone(), actual: self.project.status.clone() });
        let silence = self.project.silence.map(Happening::Silent);
        promises
            .chain(expected)
            .chain(self.status())
            .chain(self.milestones())
            .chain(silence)
            .chain(self.life())
            .collect()
    }

    fn status_before(&self) -> Option<&Arc<Status>> {
        self.told.and_then(|told| told.status)
    }

    fn status(&self) -> Option<Happening> {
        let (from, to) = (self.status_before()?, self.project.status.as_ref()?);
        (from.id != to.id).then(|| Happening::Status { from: from.clone(), to: to.clone() })
    }

    /// What became of the project as a whole.
    fn life(&self) -> Vec<Happening> {
        let Some(before) = self.before else { return Vec::new() };
        let mut life = Vec::new();
        if self.project.since > before {
            life.push(Happening::New);
        }
        let was_in = |phase| self.status_before().is_some_and(|before| before.phase == phase);
        match self.project.status.as_ref().map(|status| status.phase) {
            Some(Phase::Done) if !was_in(Phase::Done) => life.push(Happening::Finished),
            Some(Phase::Stopped) if !was_in(Phase::Stopped) => life.push(Happening::Stopped),
            Some(Phase::Planned | Phase::Active | Phase::Ongoing | Phase::Done | Phase::Stopped) | None => {}
        }
        if let Some(told) = self.told {
            if told.facts.title != self.project.title {
                life.push(Happening::Renamed { from: told.facts.title.clone() });
            }
            if told.category.id != self.category.id {
                life.push(Happening::Moved { from: Arc::clone(told.category) });
            }
        }
        life
    }

    fn milestones(&self) -> Vec<Happening> {
        let Some(before) = self.before else { return Vec::new() };
        let known = |id: &Slug| self.told.and_then(|told| told.facts.milestones.iter().find(|told| told.id == *id));
        let all = self.project.milestones.iter().flat_map(|milestone| {
            let events = events(known(&milestone.id).map(Arc::as_ref), milestone, before, self.quarter);
            events
                .into_iter()
                .map(|event| Happening::Milestone { milestone: Arc::clone(milestone), event: Box::new(event) })
        });
        all.collect()
    }
}

/// What happened to a milestone since the quarter before.
fn events(told: Option<&Milestone>, now: &Milestone, before: Quarter, after: Quarter) -> Vec<Event> {
    let mut events = replans(now, before);
    let was_achieved = told.is_some_and(|told| told.achieved.is_some());
    let was_dropped = told.is_some_and(|told| told.dropped.is_some());
    let due = now.current_due();
    if let Some(on) = now.achieved.filter(|_| !was_achieved) {
        events.push(Event::Achieved { on, slip: due.map(|due| on.last().days_since(due.last())) });
    }
    if let Some(dropped) = now.dropped.as_ref().filter(|_| !was_dropped) {
        events.push(Event::Dropped { reason: dropped.reason.clone() });
    }
    let is_open = now.achieved.is_none() && now.dropped.is_none();
    let last: Day = after.last_day();
    // Told once: a milestone that stays late has passed its date before.
    let was_missed = |due: &When| {
        let is_same = told.is_some_and(|told| told.current_due() == Some(*due));
        is_same && due.last() <= before.last_day()
    };
    if let Some(due) = due.filter(|due| is_open && due.last() <= last && !was_missed(due)) {
        events.push(Event::Missed { due });
    }
    if told.is_none() && events.is_empty() {
        events.push(Event::Added);
    }
    events
}

/// The changes of the date since the quarter before.
fn replans(milestone: &Milestone, before: Quarter) -> Vec<Event> {
    let mut moves = 0;
    let mut events = Vec::new();
    for (replan, step) in milestone.replanned.iter().zip(milestone.steps()) {
        if replan.quarter > before {
            events.push(Event::Replanned { step, reason: replan.reason.clone(), before: moves });
        }
        moves += usize::from(!step.is_sharpening);
    }
    events
}
