//! The parts that several kinds of page share, as templates see them.

use std::sync::Arc;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::chart::Chart;
use crate::model::{Outcome, Status, Tone};
use crate::prose::Html;

/// A link to a page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Link {
    /// The address, with the path that the site stands under.
    pub(super) href: String,
    /// What the page is called.
    pub(super) text: String,
}

/// A moment, for people and for programs.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Moment {
    /// For the `datetime` attribute; none for a quarter, which HTML has no spelling for.
    pub(super) datetime: Option<String>,
    /// For people.
    pub(super) text: String,
}

/// A status as a badge: always its word, a tone beside it.
#[derive(Clone, Debug)]
pub(super) struct StatusBadge(pub(super) Arc<Status>);

impl Serialize for StatusBadge {
    /// Templates see the `id`, for lists that filter; the `label`, which is the word; its `meaning`; and the `tone`: `neutral`,
    /// `info`, `positive`, `warning` or `negative`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut badge = serializer.serialize_struct("StatusBadge", 4)?;
        badge.serialize_field("id", self.0.id.as_str())?;
        badge.serialize_field("label", &self.0.label)?;
        badge.serialize_field("meaning", &self.0.meaning)?;
        badge.serialize_field("tone", self.0.tone.as_str())?;
        badge.end()
    }
}

/// A value that a list can be filtered by.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Choice {
    /// As it stands in addresses.
    pub(super) value: String,
    /// As readers see it.
    pub(super) text: String,
}

/// A promise with its judgement.
#[derive(Clone, Debug, Serialize)]
pub(super) struct PromiseView {
    /// What was announced, as inline HTML.
    pub(super) text: Html,
    /// What came of it; none as long as its quarter has no public result.
    pub(super) outcome: Option<OutcomeView>,
    /// An explanation.
    pub(super) note: Option<Html>,
    /// The milestone that is the same thing.
    pub(super) milestone: Option<Link>,
    /// Whether it was added after the report that should have announced it was closed.
    pub(super) is_added: bool,
    /// Whether anything is said beside it.
    pub(super) has_notes: bool,
}

/// What came of a promise: a word, with the tone and the shape beside it.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct OutcomeView {
    /// The end of the words' keys in the theme's texts.
    pub(super) word: &'static str,
    /// The tone, as a badge has it.
    pub(super) tone: &'static str,
    /// The shape.
    pub(super) shape: &'static str,
}

impl OutcomeView {
    /// A judgement; none where one should be and is not.
    pub(super) fn of(outcome: Option<Outcome>) -> Self {
        let (word, tone, shape) = match outcome {
            Some(Outcome::Kept) => ("kept", Tone::Positive, "positive"),
            Some(Outcome::Partly) => ("partly", Tone::Info, "partly"),
            Some(Outcome::Missed) => ("missed", Tone::Warning, "negative"),
            Some(Outcome::Dropped) => ("dropped", Tone::Negative, "dropped"),
            None => ("unjudged", Tone::Neutral, "unknown"),
        };
        Self { word, tone: tone.as_str(), shape }
    }

    /// Every judgement, and none.
    pub(super) fn all() -> Vec<Self> {
        Outcome::ALL.iter().map(|(_, outcome)| Some(*outcome)).chain([None]).map(Self::of).collect()
    }
}

/// What was announced for a quarter. At least one part is there.
#[derive(Clone, Debug, Serialize)]
pub(super) struct OutlookView {
    /// What can be judged.
    pub(super) promises: Vec<PromiseView>,
    /// What cannot.
    pub(super) text: Option<Html>,
    /// The status that was expected.
    pub(super) expected: Option<StatusBadge>,
}

/// A milestone with every date that it had.
#[derive(Clone, Debug, Serialize)]
pub(super) struct MilestoneView {
    /// Its anchor on the project's page.
    pub(super) anchor: String,
    /// What is to be reached, as inline HTML.
    pub(super) title: Html,
    /// `open`, `late`, `achieved`, `dropped` or `undated`.
    pub(super) state: &'static str,
    /// The date as it is known now.
    pub(super) due: Option<Moment>,
    /// The first date, when it was another one.
    pub(super) first_due: Option<Moment>,
    /// Whether the date ever changed.
    pub(super) is_moved: bool,
    /// When it was reached.
    pub(super) achieved: Option<Moment>,
    /// The quarter in which it was dropped, and why.
    pub(super) dropped: Option<DroppedView>,
    /// Every change of the date, oldest first.
    pub(super) replans: Vec<ReplanView>,
}

/// The end of a milestone that was given up.
#[derive(Clone, Debug, Serialize)]
pub(super) struct DroppedView {
    /// The quarter, as text.
    pub(super) quarter: String,
    /// Why, as inline HTML.
    pub(super) reason: Html,
}

/// A change of a date.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ReplanView {
    /// The quarter in which it moved, as text.
    pub(super) quarter: String,
    /// The date before; none when it was not known.
    pub(super) from: Option<Moment>,
    /// The date after; none when it is not yet known.
    pub(super) to: Option<Moment>,
    /// Why; none when no reason was given, and readers are told so.
    pub(super) reason: Option<Html>,
    /// How many days later (or, below zero, earlier) the last day is; 0 for a sharpening; none when a date is not known.
    pub(super) slip: Option<i32>,
    /// Whether the new date lies inside the old one and is only more precise.
    pub(super) is_sharpening: bool,
}

/// A project in a list.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ProjectRow {
    /// Its page.
    pub(super) link: Link,
    /// Its category.
    pub(super) category: Link,
    /// What the row is filtered and sorted by.
    pub(super) facets: Facets,
    /// Its last public status; none when it has not reported yet.
    pub(super) status: Option<StatusBadge>,
    /// The quarter of that status, as text.
    pub(super) quarter: Option<String>,
    /// Whether it is silent in the newest public quarter.
    pub(super) silence: Option<SilenceView>,
    /// Its line.
    pub(super) summary: Option<Html>,
    /// Whether it is there for authors alone.
    pub(super) is_draft: bool,
}

/// What a row is filtered and sorted by.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Facets {
    /// The category's id.
    pub(super) category: String,
    /// The status's id, or the word for none.
    pub(super) status: String,
    /// The client, if one is named.
    pub(super) client: Option<String>,
    /// The category's place among the categories.
    pub(super) category_place: usize,
    /// The status's place in the list of statuses; those without one come last.
    pub(super) status_place: usize,
}

/// Amounts by year.
#[derive(Debug, Serialize)]
pub(super) struct BudgetView {
    /// What the money is for.
    pub(super) title: String,
    /// What the amounts are counted in.
    pub(super) unit: String,
    /// The years with their amounts, as text.
    pub(super) years: Vec<YearAmount>,
    /// The sum, as text.
    pub(super) total: String,
    /// The same as a drawing.
    pub(super) chart: Chart,
}

/// One year of a budget.
#[derive(Clone, Debug, Serialize)]
pub(super) struct YearAmount {
    /// The year.
    pub(super) year: i16,
    /// The amount with its unit, as text.
    pub(super) amount: String,
}

/// A risk with its states.
#[derive(Clone, Debug, Serialize)]
pub(super) struct RiskView {
    /// Its anchor.
    pub(super) anchor: String,
    /// Its name.
    pub(super) title: String,
    /// What it is, as block HTML; none when nothing more is said.
    pub(super) body: Option<Html>,
    /// What is done about it.
    pub(super) measure: Option<Html>,
    /// How it stood, newest first; on a quarter's page that quarter's alone.
    pub(super) states: Vec<RiskState>,
}

/// How a risk stood in a quarter.
#[derive(Clone, Debug, Serialize)]
pub(super) struct RiskState {
    /// The quarter, as text.
    pub(super) quarter: String,
    /// How it stood, as inline HTML.
    pub(super) text: Html,
    /// What was put right of it after the quarter was closed.
    pub(super) corrections: Vec<CorrectionView>,
}

/// A correction of a closed quarter.
#[derive(Clone, Debug, Serialize)]
pub(super) struct CorrectionView {
    /// The day of the correction.
    pub(super) date: Moment,
    /// What it is about, by name.
    pub(super) about: String,
    /// What was wrong and what is right, as inline HTML.
    pub(super) note: Html,
    /// What it changed.
    pub(super) changes: Vec<CorrectedView>,
}

/// A fact that a correction changed.
#[derive(Clone, Debug, Serialize)]
pub(super) struct CorrectedView {
    /// What kind of fact it is.
    pub(super) field: String,
    /// What was published first, as text; none when there was nothing.
    pub(super) was: Option<String>,
    /// What it was corrected to, as text; none when it was taken away.
    pub(super) now: Option<String>,
}

/// What changed in a quarter, in numbers.
#[derive(Clone, Debug, Serialize)]
pub(super) struct HeadlineView {
    /// The page of the changes.
    pub(super) link: Link,
    /// The quarter that it is compared with, as text; none for the first report.
    pub(super) before: Option<String>,
    /// How many changes of each kind there are; only the kinds that there are.
    pub(super) tally: Vec<TallyView>,
}

/// How many changes of a kind there are.
#[derive(Clone, Debug, Serialize)]
pub(super) struct TallyView {
    /// The kind, as the end of a text's key in the theme.
    pub(super) kind: String,
    /// The rows of the kind.
    pub(super) href: String,
    /// How many.
    pub(super) count: usize,
}

/// An open project that did not report.
#[derive(Clone, Debug, Serialize)]
pub(super) struct SilenceView {
    /// `silent`, or `announced` when it has not reported on any quarter yet.
    pub(super) kind: &'static str,
    /// The quarter that it did not report on, as text; none when there is no report at all.
    pub(super) quarter: Option<String>,
}
