//! One project in one quarter.

use super::{Prose, Quarter, Slug};
use crate::source::FilePath;

/// What was announced for a project in a quarter, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Update {
    /// Its file.
    pub file: FilePath,
    /// The quarter that it is about.
    pub quarter: Quarter,
    /// What was announced before the quarter.
    pub outlook: Outlook,
    /// What was reported after it, if anything was.
    pub achievement: Option<Achievement>,
}

/// What was announced for a quarter.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Outlook {
    /// What can be judged.
    pub promises: Vec<Promise>,
    /// What was announced with nothing to judge.
    pub text: Option<Prose>,
    /// The status that was expected at the quarter's end.
    pub expected: Option<Slug>,
}

/// What was reported about a quarter: always a status and a result together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Achievement {
    /// Where the project stands.
    pub status: Slug,
    /// What happened, in words.
    pub result: Prose,
}

/// One announced thing that can be judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// What was announced.
    pub text: Prose,
    /// The judgement; none as long as nobody judged it, and readers see that.
    pub outcome: Option<Outcome>,
    /// An explanation of the judgement.
    pub note: Option<Prose>,
    /// The milestone of the same project that is the same thing.
    pub milestone: Option<Slug>,
}

/// The judgement of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It was delivered.
    Kept,
    /// A part of it was.
    Partly,
    /// It was not delivered.
    Missed,
    /// It is no longer promised.
    Dropped,
}

impl Outcome {
    /// Every outcome with the word that authors write.
    pub const ALL: [(&str, Self); 4] =
        [("kept", Self::Kept), ("partly", Self::Partly), ("missed", Self::Missed), ("dropped", Self::Dropped)];
}

impl Outlook {
    /// The outlook as it was announced, before anybody judged it.
    #[must_use]
    pub fn as_announced(&self) -> Self {
        let promises = self.promises.iter().map(|promise| Promise { outcome: None, note: None, ..promise.clone() });
        Self { promises: promises.collect(), ..self.clone() }
    }

    /// Whether nothing was announced.
    pub fn is_empty(&self) -> bool {
        self.promises.is_empty() && self.text.is_none() && self.expected.is_none()
    }
}
