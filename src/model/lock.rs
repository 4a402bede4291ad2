//! What a closed quarter is kept in.

use std::collections::BTreeMap;

use super::{About, Correction, Day, Prose, Quarter, Snapshot};
use crate::language::Language;
use crate::source::FilePath;

/// The name of the file that a closed quarter is kept in.
pub const LOCK_FILE: &str = "lock.toml";

/// A closed quarter: its snapshot as it was published, with every correction since.
///
/// It guards against mistakes, not against malice: who changes what was published is told by the history of the
/// folder that the portal lies in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    /// Its file.
    pub file: FilePath,
    /// The language that the portal spoke; it is fixed from the first close on.
    pub language: Language,
    /// The day on which the quarter was closed.
    pub closed: Day,
    /// The day on which it was last corrected, if it ever was.
    pub corrected: Option<Day>,
    /// The quarters that were closed before it: their locks may not get lost.
    pub earlier: Vec<Quarter>,
    /// The facts, with the corrections of the content worked in.
    pub snapshot: Snapshot,
    /// The corrections that were worked in, oldest first.
    pub corrections: Vec<KeptCorrection>,
    /// What those corrections changed, oldest first.
    pub changes: Vec<Change>,
    /// The images and documents that the quarter shows, each with the SHA-256 of its bytes in hexadecimal.
    pub files: BTreeMap<FilePath, String>,
}

impl Lock {
    /// The form of the files that this program writes and reads.
    pub const VERSION: i64 = 1;

    /// Whether a correction was worked into it.
    pub fn keeps(&self, correction: &Correction) -> bool {
        self.corrections.iter().any(|kept| kept.is_same(correction))
    }

    /// The key of the line that seals what the lock keeps with its SHA-256, so that a change by hand is noticed.
    pub const SEAL: &str = "seal";
}

/// A correction that was worked into a lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptCorrection {
    /// When it was made.
    pub date: Day,
    /// What was put right.
    pub about: About,
    /// What was wrong and what is right.
    pub note: Prose,
}

impl KeptCorrection {
    /// Whether it keeps this correction.
    pub fn is_same(&self, correction: &Correction) -> bool {
        self.date == correction.date && self.about == correction.about && self.note.says_same(&correction.note)
    }
}

impl Correction {
    /// What it changed, of all that the corrections of its quarter changed. Of several corrections of one thing on one
    /// day, the last tells it.
    pub fn changes<'c>(&self, all: &[Self], changes: &'c [Change]) -> impl Iterator<Item = &'c Change> {
        let is_same = |other: &&Self| other.about == self.about && other.date == self.date;
        let is_last = all.iter().rfind(is_same) == Some(self);
        let own = changes.iter().filter(|change| change.about == self.about && change.date == self.date);
        own.filter(move |_| is_last)
    }
}

/// A fact of a closed quarter that a correction changed, in the words that readers see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The day of the correction.
    pub date: Day,
    /// What the fact is about.
    pub about: About,
    /// What kind of fact it is, such as `Toelichting`.
    pub field: String,
    /// What was published first; none when there was nothing.
    pub was: Option<String>,
    /// What it was corrected to; none when it was taken away.
    pub now: Option<String>,
}
