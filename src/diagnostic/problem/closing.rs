//! Everything that can be wrong with a quarter that is closed, or that is about to be.

/// What can be wrong with a quarter that is closed or about to be, each with the facts that its words need.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names of the fields say it; the words stand in the texts")]
pub enum Closing {
    // A closed quarter
    BrokenLock { quarter: String },
    LockConflict { quarter: String },
    LockVersion { quarter: String, version: String },
    LockGone { quarter: String, known_by: String },
    Changed(ClosedFact),
    Gone { quarter: String, id: String, suggestion: Option<String> },
    CorrectionGone { quarter: String, about: String },
    LanguageFixed { language: String },

    // A correction
    CorrectionEarly { published: String },
    CorrectionOpen { quarter: String },
    CorrectionWaiting { quarter: String },

    // A public quarter that is not closed, or not complete
    NotClosed { quarter: String },
    SilentProjects { quarter: String, ids: Vec<String> },
    WithoutOutlook { quarter: String, ids: Vec<String> },
    NothingReported { quarter: String, ids: Vec<String> },

    // Closing it
    NoReport { quarter: String },
    NotPublicYet { quarter: String, published: Option<String> },
    AlreadyClosed { quarter: String, closed: String },
    NotYetClosed { quarter: String },
    WithoutDate,
    WithoutSummary,
    Silent { id: String, quarter: String },
    Unjudged { text: String },
    NothingToCorrect { quarter: String },
    MissingCorrection(ClosedFact),
    EarlierOpen { quarter: String, earlier: String },
    CorrectAlso { quarter: String },
}

/// A fact of a closed quarter that the content tells otherwise. Long texts are cut to where they differ.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClosedFact {
    /// The quarter.
    pub quarter: String,
    /// The id of what it is a fact of, as a correction writes it.
    pub about: String,
    /// The key that authors write; `+++` for the text below the front matter.
    pub field: String,
    /// What was published; none when there was nothing.
    pub was: Option<String>,
    /// What the content says; none when it says nothing.
    pub now: Option<String>,
}

impl Closing {
    /// The permanent code, in kebab case.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::BrokenLock { .. } => "broken-lock",
            Self::LockConflict { .. } => "lock-conflict",
            Self::LockVersion { .. } => "lock-version",
            Self::LockGone { .. } => "lock-gone",
            Self::Changed(_) => "closed-changed",
            Self::Gone { .. } => "closed-gone",
            Self::CorrectionGone { .. } => "correction-gone",
            Self::LanguageFixed { .. } => "language-fixed",
            Self::CorrectionEarly { .. } => "correction-early",
            Self::CorrectionOpen { .. } => "correction-open",
            Self::CorrectionWaiting { .. } => "correction-waiting",
            Self::NotClosed { .. } => "not-closed",
            Self::SilentProjects { .. } => "silent-projects",
            Self::WithoutOutlook { .. } => "without-outlook",
            Self::NothingReported { .. } => "nothing-reported",
            Self::NoReport { .. } => "no-report",
            Self::NotPublicYet { .. } => "not-public-yet",
            Self::AlreadyClosed { .. } => "already-closed",
            Self::NotYetClosed { .. } => "not-yet-closed",
            Self::WithoutDate => "close-without-date",
            Self::WithoutSummary => "close-without-summary",
            Self::Silent { .. } => "close-silent",
            Self::Unjudged { .. } => "close-unjudged",
            Self::NothingToCorrect { .. } => "nothing-to-correct",
            Self::MissingCorrection(_) => "missing-correction",
            Self::EarlierOpen { .. } => "earlier-open",
            Self::CorrectAlso { .. } => "correct-also",
        }
    }

    /// Whether the site is built all the same.
    pub(super) fn is_warning(&self) -> bool {
        matches!(
            self,
            Self::CorrectionOpen { .. }
                | Self::CorrectionWaiting { .. }
                | Self::CorrectAlso { .. }
                | Self::EarlierOpen { .. }
                | Self::NotClosed { .. }
                | Self::SilentProjects { .. }
                | Self::WithoutOutlook { .. }
                | Self::NothingReported { .. }
        )
    }
}
