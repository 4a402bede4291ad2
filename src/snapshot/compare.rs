//! What changed between two quarters: a flat list of changes, each of one kind.
//!
//! Goes in: a quarter's snapshot and that of the quarter reported before it, if there is one. Comes out: a
//! [`Comparison`]. Nothing has to be confessed: what was promised, expected or dated is held against what is there.

use std::collections::BTreeMap;

use crate::model::{
    CategoryFacts, Day, Milestone, Outcome, Phase, ProjectFacts, Promise, Prose, Quarter, Silence, Slug, Snapshot,
    Status, Step, Tone, When,
};

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

/// A change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The project.
    pub project: Slug,
    /// The name that it has in the later quarter.
    pub title: String,
    /// The category that it is in then.
    pub category: CategoryFacts,
    /// What happened.
    pub what: What,
}

/// What happened to a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Something was promised for the quarter.
    Promise {
        /// The promise with its judgement, if anybody judged it.
        promise: Promise,
        /// Whether it was added after the report that should have announced it was closed.
        is_added: bool,
    },
    /// A status was expected at the quarter's end.
    Expected {
        /// What was expected.
        expected: Status,
        /// What was reported; none when nothing was.
        actual: Option<Status>,
    },
    /// The status is another one than before.
    Status {
        /// The last one before.
        from: Status,
        /// The one that was reported.
        to: Status,
    },
    /// Something happened to a milestone.
    Milestone {
        /// The milestone as it is known now.
        milestone: Milestone,
        /// What happened.
        event: Event,
    },
    /// The project exists from this quarter on.
    New,
    /// It was finished.
    Finished,
    /// It was ended without being finished.
    Stopped,
    /// It said nothing about the quarter.
    Silent(Silence),
    /// It has another name than before.
    Renamed {
        /// The name before.
        from: String,
    },
    /// It is in another category than before.
    Moved {
        /// The category before.
        from: CategoryFacts,
    },
}

/// What happened to a milestone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// It was not there before.
    Added,
    /// It was reached.
    Achieved {
        /// When.
        on: When,
        /// How many days after the last day that it was due, below zero before it; none when no date was known.
        slip: Option<i32>,
    },
    /// Its last day passed, and it was not reached.
    Missed {
        /// The date that passed.
        due: When,
    },
    /// Its date moved.
    Replanned {
        /// From which date to which.
        step: Step,
        /// Why; none when no reason was given.
        reason: Option<Prose>,
        /// How often it had moved before.
        before: usize,
    },
    /// It was given up.
    Dropped {
        /// Why.
        reason: Prose,
    },
}

/// The kinds of change, in the order in which readers get them: of each sort the bad news first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it; the words stand in the theme")]
pub enum ChangeKind {
    PromiseMissed,
    PromiseUnjudged,
    PromisePartly,
    PromiseDropped,
    PromiseKept,
    ExpectedOtherwise,
    ExpectedMet,
    StatusBack,
    StatusLevel,
    StatusForward,
    MilestoneMissed,
    MilestoneMoved,
    MilestoneDropped,
    MilestoneSharpened,
    MilestoneAchieved,
    MilestoneAdded,
    Silent,
    Announced,
    Stopped,
    Finished,
    New,
    Renamed,
    Moved,
}

impl ChangeKind {
    /// Every kind with its word, which is permanent: it stands in the theme's texts and in data.
    pub const ALL: [(&str, Self); 23] = [
        ("promise-missed", Self::PromiseMissed),
        ("promise-unjudged", Self::PromiseUnjudged),
        ("promise-partly", Self::PromisePartly),
        ("promise-dropped", Self::PromiseDropped),
        ("promise-kept", Self::PromiseKept),
        ("expected-otherwise", Self::ExpectedOtherwise),
        ("expected-met", Self::ExpectedMet),
        ("status-back", Self::StatusBack),
        ("status-level", Self::StatusLevel),
        ("status-forward", Self::StatusForward),
        ("milestone-missed", Self::MilestoneMissed),
        ("milestone-moved", Self::MilestoneMoved),
        ("milestone-dropped", Self::MilestoneDropped),
        ("milestone-sharpened", Self::MilestoneSharpened),
        ("milestone-achieved", Self::MilestoneAchieved),
        ("milestone-added", Self::MilestoneAdded),
        ("silent", Self::Silent),
        ("announced", Self::Announced),
        ("stopped", Self::Stopped),
        ("finished", Self::Finished),
        ("new", Self::New),
        ("renamed", Self::Renamed),
        ("moved", Self::Moved),
    ];
}

impl What {
    /// The kind of change that it is.
    pub fn kind(&self) -> ChangeKind {
        match self {
            Self::Promise { promise, .. } => match promise.outcome {
                None => ChangeKind::PromiseUnjudged,
                Some(Outcome::Kept) => ChangeKind::PromiseKept,
                Some(Outcome::Partly) => ChangeKind::PromisePartly,
                Some(Outcome::Missed) => ChangeKind::PromiseMissed,
                Some(Outcome::Dropped) => ChangeKind::PromiseDropped,
            },
            Self::Expected { expected, actual } => {
                let is_met = actual.as_ref().is_some_and(|actual| actual.id == expected.id);
                if is_met { ChangeKind::ExpectedMet } else { ChangeKind::ExpectedOtherwise }
            }
            Self::Status { from, to } => direction(from, to),
            Self::Milestone { event, .. } => match event {
                Event::Added => ChangeKind::MilestoneAdded,
                Event::Achieved { .. } => ChangeKind::MilestoneAchieved,
                Event::Missed { .. } => ChangeKind::MilestoneMissed,
                Event::Replanned { step, .. } if step.is_sharpening => ChangeKind::MilestoneSharpened,
                Event::Replanned { .. } => ChangeKind::MilestoneMoved,
                Event::Dropped { .. } => ChangeKind::MilestoneDropped,
            },
            Self::New => ChangeKind::New,
            Self::Finished => ChangeKind::Finished,
            Self::Stopped => ChangeKind::Stopped,
            Self::Silent(Silence::Silent) => ChangeKind::Silent,
            Self::Silent(Silence::Announced) => ChangeKind::Announced,
            Self::Renamed { .. } => ChangeKind::Renamed,
            Self::Moved { .. } => ChangeKind::Moved,
        }
    }
}

/// Which way a status went. A project goes forward from planned by way of being worked at to done, and back when it is
/// stopped or begins again; within a phase the tone decides.
fn direction(from: &Status, to: &Status) -> ChangeKind {
    let step = |status: &Status| match status.phase {
        Phase::Stopped => 0,
        Phase::Planned => 1,
        Phase::Active | Phase::Ongoing => 2,
        Phase::Done => 3,
    };
    let mood = |status: &Status| match status.tone {
        Tone::Negative => 0,
        Tone::Warning => 1,
        Tone::Neutral | Tone::Info => 2,
        Tone::Positive => 3,
    };
    match (step(to), mood(to)).cmp(&(step(from), mood(from))) {
        std::cmp::Ordering::Less => ChangeKind::StatusBack,
        std::cmp::Ordering::Equal => ChangeKind::StatusLevel,
        std::cmp::Ordering::Greater => ChangeKind::StatusForward,
    }
}

impl Comparison {
    /// How many changes of each kind there are; only the kinds that there are.
    pub fn tally(&self) -> BTreeMap<ChangeKind, usize> {
        let mut tally = BTreeMap::new();
        for change in &self.changes {
            *tally.entry(change.what.kind()).or_default() += 1;
        }
        tally
    }
}

/// Compares a quarter with the one that was reported before it.
pub fn compare(before: Option<&Snapshot>, after: &Snapshot) -> Comparison {
    let mut changes = Vec::new();
    let known = before.map(by_id).unwrap_or_default();
    for group in &after.groups {
        for project in &group.projects {
            let told = known.get(&project.id).copied();
            let compared = Compared { after, before, told, project, category: &group.category };
            let what = compared.all().into_iter();
            changes.extend(what.map(|what| Change {
                project: project.id.clone(),
                title: project.title.clone(),
                category: group.category.clone(),
                what,
            }));
        }
    }
    Comparison { quarter: after.quarter(), before: before.map(Snapshot::quarter), changes }
}

/// The projects of a quarter with their categories.
fn by_id(snapshot: &Snapshot) -> BTreeMap<&Slug, (&CategoryFacts, &ProjectFacts)> {
    let groups = snapshot.groups.iter();
    let projects = groups.flat_map(|group| group.projects.iter().map(|project| (&group.category, project)));
    projects.map(|(category, project)| (&project.id, (category, project))).collect()
}

/// A project in both quarters.
struct Compared<'s> {
    after: &'s Snapshot,
    before: Option<&'s Snapshot>,
    /// What the quarter before told of it.
    told: Option<(&'s CategoryFacts, &'s ProjectFacts)>,
    project: &'s ProjectFacts,
    category: &'s CategoryFacts,
}

impl Compared<'_> {
    fn all(&self) -> Vec<What> {
        let promises = self.project.outlook.promises.iter();
        let promises = promises.map(|facts| What::Promise { promise: facts.promise.clone(), is_added: facts.is_added });
        let expected = self.project.outlook.expected.as_ref();
        let expected =
            expected.map(|expected| What::Expected { expected: expected.clone(), actual: self.project.status.clone() });
        let silence = self.project.silence.map(What::Silent);
        promises
            .chain(expected)
            .chain(self.status())
            .chain(self.milestones())
            .chain(silence)
            .chain(self.life())
            .collect()
    }

    /// The status before it, also when the quarter in between was silent.
    fn status_before(&self) -> Option<&Status> {
        self.told.and_then(|(_, told)| told.standing.as_ref()).map(|(_, status)| status)
    }

    fn status(&self) -> Option<What> {
        let (from, to) = (self.status_before()?, self.project.status.as_ref()?);
        (from.id != to.id).then(|| What::Status { from: from.clone(), to: to.clone() })
    }

    /// What became of the project as a whole.
    fn life(&self) -> Vec<What> {
        let Some(before) = self.before else { return Vec::new() };
        let mut life = Vec::new();
        if self.project.since > before.quarter() {
            life.push(What::New);
        }
        let was_in = |phase| self.status_before().is_some_and(|before| before.phase == phase);
        match self.project.status.as_ref().map(|status| status.phase) {
            Some(Phase::Done) if !was_in(Phase::Done) => life.push(What::Finished),
            Some(Phase::Stopped) if !was_in(Phase::Stopped) => life.push(What::Stopped),
            Some(Phase::Planned | Phase::Active | Phase::Ongoing | Phase::Done | Phase::Stopped) | None => {}
        }
        if let Some((category, told)) = self.told {
            if told.title != self.project.title {
                life.push(What::Renamed { from: told.title.clone() });
            }
            if category.id != self.category.id {
                life.push(What::Moved { from: category.clone() });
            }
        }
        life
    }

    fn milestones(&self) -> Vec<What> {
        let Some(before) = self.before else { return Vec::new() };
        let known = |id: &Slug| self.told.and_then(|(_, told)| told.milestones.iter().find(|told| told.id == *id));
        let all = self.project.milestones.iter().flat_map(|milestone| {
            let events = events(known(&milestone.id), milestone, before.quarter(), self.after);
            events.into_iter().map(|event| What::Milestone { milestone: milestone.clone(), event })
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
    if let Some(due) = due.filter(|due| is_open && due.last() <= last) {
        events.push(Event::Missed { due });
    }
    if told.is_none() && events.is_empty() {
        events.push(Event::Added);
    }
    events
}

/// The changes of the date since the quarter before.
fn replans(milestone: &Milestone, before: Quarter) -> Vec<Event> {
    let replans = milestone.replanned.iter().zip(milestone.steps()).enumerate();
    let new = replans.filter(|(_, (replan, _))| replan.quarter > before);
    new.map(|(at, (replan, step))| Event::Replanned { step, reason: replan.reason.clone(), before: at }).collect()
}
