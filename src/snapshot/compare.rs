//! What changed between two quarters: a flat list of changes, each of one kind.
//!
//! Goes in: a quarter's snapshot and what was last told before it. Comes out: a [`Comparison`]. Nothing has to be
//! confessed: what was promised, expected or dated is held against what is there. Must not: know addresses or words.

mod change;

pub use change::{Change, ChangeKind, Event, Happening};

use std::collections::BTreeMap;

use crate::model::{CategoryFacts, Day, Milestone, Phase, ProjectFacts, Quarter, Slug, Snapshot, Status, When};

/// What changed between two quarters, in the reading order of the later one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The later quarter.
    pub quarter: Quarter,
    /// The quarter reported before it; none for the first.
    pub before: Option<Quarter>,
    /// The changes.
    pub changes: Vec<Change>,
}

impl Comparison {
    /// The changes of a kind.
    pub fn of(&self, kind: ChangeKind) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.happening.kind() == kind)
    }

    /// How many changes of each kind there are; only the kinds that there are.
    pub fn tally(&self) -> BTreeMap<ChangeKind, usize> {
        let mut tally = BTreeMap::new();
        for change in &self.changes {
            *tally.entry(change.happening.kind()).or_default() += 1;
        }
        tally
    }
}

/// What was last told of each project before a quarter, however long ago: a project that ended is in no later snapshot.
#[derive(Clone, Debug, Default)]
pub struct LastTold<'s> {
    /// The quarter reported last.
    quarter: Option<Quarter>,
    projects: BTreeMap<&'s Slug, Told<'s>>,
}

#[derive(Clone, Copy, Debug)]
struct Told<'s> {
    category: &'s CategoryFacts,
    facts: &'s ProjectFacts,
    /// The last status, also when later quarters were silent.
    status: Option<&'s Status>,
}

impl<'s> LastTold<'s> {
    /// Adds what a quarter tells; quarters come in their order.
    pub fn add(&mut self, snapshot: &'s Snapshot) {
        self.quarter = Some(snapshot.quarter());
        for group in &snapshot.groups {
            for facts in &group.projects {
                let before = self.projects.get(&facts.id).and_then(|told| told.status);
                let status = facts.status.as_ref().or(before);
                self.projects.insert(&facts.id, Told { category: &group.category, facts, status });
            }
        }
    }
}

/// Compares a quarter with what was last told before it.
pub fn compare(before: &LastTold<'_>, after: &Snapshot) -> Comparison {
    let mut changes = Vec::new();
    for group in &after.groups {
        for project in &group.projects {
            let told = before.projects.get(&project.id).copied();
            let compared = Compared { after, before: before.quarter, told, project, category: &group.category };
            changes.extend(compared.all().into_iter().map(|happening| Change {
                project: project.id.clone(),
                title: project.title.clone(),
                category: group.category.clone(),
                happening,
            }));
        }
    }
    Comparison { quarter: after.quarter(), before: before.quarter, changes }
}

/// A project in a quarter and before it.
struct Compared<'s> {
    after: &'s Snapshot,
    /// The quarter reported before; none for the first.
    before: Option<Quarter>,
    told: Option<Told<'s>>,
    project: &'s ProjectFacts,
    category: &'s CategoryFacts,
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

    fn status_before(&self) -> Option<&Status> {
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
                life.push(Happening::Moved { from: told.category.clone() });
            }
        }
        life
    }

    fn milestones(&self) -> Vec<Happening> {
        let Some(before) = self.before else { return Vec::new() };
        let known = |id: &Slug| self.told.and_then(|told| told.facts.milestones.iter().find(|told| told.id == *id));
        let all = self.project.milestones.iter().flat_map(|milestone| {
            let events = events(known(&milestone.id), milestone, before, self.after);
            events.into_iter().map(|event| Happening::Milestone { milestone: milestone.clone(), event })
        });
        all.collect()
    }
}

/// What happened to a milestone since the quarter before.
fn events(told: Option<&Milestone>, now: &Milestone, before: Quarter, after: &Snapshot) -> Vec<Event> {
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
    let last: Day = after.quarter().last_day();
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
