//! The parts that several kinds of page share, as templates see them.

use serde::Serialize;

use crate::prose::Html;

/// A link to a page.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// The address, with the path that the site stands under.
    pub href: String,
    /// What the page is called.
    pub text: String,
}

/// A moment, for people and for programs.
#[derive(Clone, Debug, Serialize)]
pub struct Moment {
    /// For the `datetime` attribute; none for a quarter, which HTML has no spelling for.
    pub datetime: Option<String>,
    /// For people.
    pub text: String,
}

/// A status as a badge: always its word, a tone beside it.
#[derive(Clone, Debug, Serialize)]
pub struct StatusBadge {
    /// The id, for lists that filter.
    pub id: String,
    /// The word.
    pub label: String,
    /// What the word means.
    pub meaning: Option<String>,
    /// `neutral`, `info`, `positive`, `warning` or `negative`.
    pub tone: &'static str,
}

/// How many projects have a status.
#[derive(Clone, Debug, Serialize)]
pub struct StatusCount {
    /// The status.
    pub status: StatusBadge,
    /// How many projects.
    pub count: usize,
}

/// A promise with its judgement.
#[derive(Clone, Debug, Serialize)]
pub struct PromiseView {
    /// What was announced, as inline HTML.
    pub text: Html,
    /// `kept`, `partly`, `missed`, `dropped` or `unjudged`; or `open` as long as its quarter has no public result.
    pub outcome: &'static str,
    /// An explanation.
    pub note: Option<Html>,
}

/// What was announced for a quarter. At least one part is there.
#[derive(Clone, Debug, Serialize)]
pub struct OutlookView {
    /// What can be judged.
    pub promises: Vec<PromiseView>,
    /// What cannot.
    pub text: Option<Html>,
    /// The status that was expected.
    pub expected: Option<StatusBadge>,
}

/// A milestone with every date that it had.
#[derive(Clone, Debug, Serialize)]
pub struct MilestoneView {
    /// Its anchor on the project's page.
    pub anchor: String,
    /// What is to be reached, as inline HTML.
    pub title: Html,
    /// `open`, `late`, `achieved`, `dropped` or `undated`.
    pub state: &'static str,
    /// The date as it is known now.
    pub due: Option<Moment>,
    /// The first date, when it was another one.
    pub first_due: Option<Moment>,
    /// Whether the date ever changed.
    pub is_moved: bool,
    /// When it was reached.
    pub achieved: Option<Moment>,
    /// The quarter in which it was dropped, and why.
    pub dropped: Option<DroppedView>,
    /// Every change of the date, oldest first.
    pub replans: Vec<ReplanView>,
}

/// The end of a milestone that was given up.
#[derive(Clone, Debug, Serialize)]
pub struct DroppedView {
    /// The quarter, as text.
    pub quarter: String,
    /// Why, as inline HTML.
    pub reason: Html,
}

/// A change of a date.
#[derive(Clone, Debug, Serialize)]
pub struct ReplanView {
    /// The quarter in which it moved, as text.
    pub quarter: String,
    /// The date before; none when it was not known.
    pub from: Option<Moment>,
    /// The date after; none when it is not yet known.
    pub to: Option<Moment>,
    /// Why; none when no reason was given, and readers are told so.
    pub reason: Option<Html>,
    /// How many days later (or, below zero, earlier) the last day is; 0 for a sharpening; none when a date is not known.
    pub slip: Option<i32>,
    /// Whether the new date lies inside the old one and is only more precise.
    pub is_sharpening: bool,
}

/// A project in a list.
#[derive(Clone, Debug, Serialize)]
pub struct ProjectRow {
    /// Its page.
    pub link: Link,
    /// Its category.
    pub category: Link,
    /// Its last public status; none when it has not reported yet.
    pub status: Option<StatusBadge>,
    /// The quarter of that status, as text.
    pub quarter: Option<String>,
    /// `silent` or `announced`, when it is one of those in the newest public quarter.
    pub silence: Option<&'static str>,
    /// Its line.
    pub summary: Option<Html>,
}

/// Amounts by year.
#[derive(Clone, Debug, Serialize)]
pub struct BudgetView {
    /// What the money is for.
    pub title: String,
    /// The years with their amounts, as text.
    pub years: Vec<YearAmount>,
    /// The sum, as text.
    pub total: String,
}

/// One year of a budget.
#[derive(Clone, Debug, Serialize)]
pub struct YearAmount {
    /// The year.
    pub year: i16,
    /// The amount with its unit, as text.
    pub amount: String,
}

/// A risk with its states.
#[derive(Clone, Debug, Serialize)]
pub struct RiskView {
    /// Its anchor.
    pub anchor: String,
    /// Its name.
    pub title: String,
    /// What it is, as block HTML; none when nothing more is said.
    pub body: Option<Html>,
    /// What is done about it.
    pub measure: Option<Html>,
    /// How it stood, newest first; on a quarter's page that quarter's alone.
    pub states: Vec<RiskState>,
}

/// How a risk stood in a quarter.
#[derive(Clone, Debug, Serialize)]
pub struct RiskState {
    /// The quarter, as text.
    pub quarter: String,
    /// How it stood, as inline HTML.
    pub text: Html,
}
