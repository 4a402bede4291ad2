//! What can change, and the kinds that readers get the changes by.

use std::sync::Arc;

use crate::model::{CategoryFacts, Milestone, Outcome, Phase, Promise, Prose, Silence, Slug, Status, Step, Tone, When};

/// A change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The project.
    pub project: Slug,
    /// The category that it is in then.
    pub category: Arc<CategoryFacts>,
    /// The kind of change that it is.
    pub kind: ChangeKind,
    /// What happened.
    pub happening: Happening,
}

/// What happened to a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening {
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
        expected: Arc<Status>,
        /// What was reported; none when nothing was.
        actual: Option<Arc<Status>>,
    },
    /// The status is another one than before.
    Status {
        /// The last one before.
        from: Arc<Status>,
        /// The one that was reported.
        to: Arc<Status>,
    },
    /// Something happened to a milestone.
    Milestone {
        /// The milestone as it is known now.
        milestone: Arc<Milestone>,
        /// What happened.
        event: Box<Event>,
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
        from: Arc<CategoryFacts>,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

impl ChangeKind {
    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }
}

impl Happening {
    /// The kind of change that it is.
    pub(super) fn kind(&self) -> ChangeKind {
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
            Self::Milestone { event, .. } => match **event {
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
