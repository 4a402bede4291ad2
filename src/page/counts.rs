//! How many projects have each status, now, in a quarter, and from quarter to quarter.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::chart::{Bar, Chart, Mark, Part, parts};
use super::facts::Facts;
use super::parts::{OutcomeView, StatusBadge};
use crate::model::{Outcome, Quarter, Slug, Status};
use crate::relate::Counts;

/// How many projects have each status: a bar, and its numbers.
#[derive(Debug, Serialize)]
pub(super) struct CountsView {
    total: u64,
    bar: Vec<Part>,
    /// Only the statuses that a project has.
    numbers: Vec<CountView>,
}

/// How many projects have a status.
#[derive(Debug, Serialize)]
struct CountView {
    mark: Mark,
    /// None for the projects that have not reported yet.
    status: Option<StatusBadge>,
    count: u64,
    /// The list of these projects.
    href: Option<String>,
}

/// Counts from quarter to quarter: a drawing, and its table.
#[derive(Debug, Serialize)]
pub(super) struct HistoryView {
    chart: Chart,
    /// What is counted, in the order of each bar's parts.
    series: Vec<SeriesView>,
    rows: Vec<HistoryRow>,
}

/// What is counted, and how it looks.
#[derive(Debug, Serialize)]
struct SeriesView {
    mark: Mark,
    counted: Counted,
}

/// What is counted, as templates see it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "of")]
enum Counted {
    Status(StatusBadge),
    WithoutStatus,
    Outcome(OutcomeView),
}

#[derive(Debug, Serialize)]
struct HistoryRow {
    label: String,
    href: String,
    counts: Vec<u64>,
    total: u64,
}

impl CountsView {
    /// The statuses that were counted.
    pub(super) fn statuses(&self) -> Vec<StatusBadge> {
        self.numbers.iter().filter_map(|number| number.status.clone()).collect()
    }

    fn of(counts: Vec<(Option<&Arc<Status>>, u64)>, href: impl Fn(Option<&Arc<Status>>) -> Option<String>) -> Self {
        let marks = marks(counts.iter().map(|(status, _)| *status));
        let total = counts.iter().map(|(_, count)| count).sum();
        let drawn: Vec<_> = marks.iter().cloned().zip(counts.iter().map(|(_, count)| *count)).collect();
        let numbers = counts.into_iter().zip(marks).filter(|((_, count), _)| *count > 0);
        let number = |((status, count), mark): ((Option<&Arc<Status>>, u64), Mark)| CountView {
            mark,
            status: status.map(Facts::status),
            count,
            href: href(status),
        };
        Self { total, bar: parts(&drawn, total), numbers: numbers.map(number).collect() }
    }
}

impl Facts<'_> {
    /// How many of these projects have each status now.
    pub(super) fn counts<'p>(&self, projects: impl Iterator<Item = &'p Slug>) -> CountsView {
        self.counts_in(projects, None)
    }

    /// The same of a category's projects.
    pub(super) fn category_counts(&self, category: &Slug) -> CountsView {
        self.counts_in(self.in_category(category).iter(), Some(category))
    }

    fn counts_in<'p>(&self, projects: impl Iterator<Item = &'p Slug>, category: Option<&Slug>) -> CountsView {
        let mut counts: BTreeMap<Option<&Slug>, u64> = BTreeMap::new();
        for id in projects {
            let standing = self.standing(id);
            let status = standing.and_then(|standing| standing.status.as_ref()).map(|(_, status)| &status.id);
            *counts.entry(status).or_default() += 1;
        }
        let statuses = self.site().statuses.iter().map(Some).chain([None]);
        let count =
            |status: Option<&Arc<Status>>| counts.get(&status.map(|status| &status.id)).copied().unwrap_or_default();
        let counted = statuses.map(|status| (status, count(status))).collect();
        CountsView::of(counted, |status| Some(self.filtered(category, status)))
    }

    /// How many projects had each status in a quarter.
    pub(super) fn quarter_counts(&self, quarter: Quarter) -> CountsView {
        let counts = self.counts_of(quarter).map_or(&[][..], |counts| &counts.statuses);
        CountsView::of(counts.iter().map(|(status, count)| (status.as_ref(), *count)).collect(), |_| None)
    }

    /// The list of all projects, filtered.
    fn filtered(&self, category: Option<&Slug>, status: Option<&Arc<Status>>) -> String {
        let names = &self.routes.segments().filters;
        let category = category.map_or_else(String::new, |category| format!("{}={category}&", names.category));
        let status = status.map_or(names.no_status, |status| status.id.as_str());
        format!("{}?{category}{}={status}", self.href(&self.routes.projects()), names.status)
    }

    /// How many projects had each status in every public quarter, the newest first.
    pub(super) fn status_history(&self) -> HistoryView {
        let mut statuses: Vec<&Arc<Status>> = self.site().statuses.iter().collect();
        let counts = self.quarters().filter_map(|quarter| self.counts_of(quarter));
        for status in counts.flat_map(|counts| &counts.statuses).filter_map(|(status, _)| status.as_ref()) {
            // A closed quarter may know a status that the list no longer has.
            if !statuses.iter().any(|known| known.id == status.id) {
                statuses.push(status);
            }
        }
        let columns: Vec<Option<&Arc<Status>>> = statuses.into_iter().map(Some).chain([None]).collect();
        let count = |counts: &Counts| {
            let counts = counts.statuses.iter();
            let counts: BTreeMap<_, _> =
                counts.map(|(status, count)| (status.as_ref().map(|status| &status.id), *count)).collect();
            let ids = columns.iter().map(|status| status.map(|status| &status.id));
            ids.map(|id| counts.get(&id).copied().unwrap_or_default()).collect()
        };
        let counted = |status: Option<&Arc<Status>>| match status {
            Some(status) => Counted::Status(Facts::status(status)),
            None => Counted::WithoutStatus,
        };
        let series = marks(columns.iter().copied()).into_iter().zip(columns.iter().copied().map(counted));
        let series = series.map(|(mark, counted)| SeriesView { mark, counted });
        self.history(series.collect(), count)
    }

    /// How many promises had each outcome in every public quarter, the newest first.
    pub(super) fn outcome_history(&self) -> HistoryView {
        let outcomes = OutcomeView::all();
        let judged = outcomes.iter().take(Outcome::ALL.len());
        let tones: Vec<_> = judged.map(|outcome| (outcome.tone, outcome.shape)).collect();
        let series = Mark::of(&tones).into_iter().chain([Mark::none()]).zip(outcomes);
        let series = series.map(|(mark, outcome)| SeriesView { mark, counted: Counted::Outcome(outcome) });
        let count = |counts: &Counts| counts.outcomes.iter().map(|(_, count)| *count).collect();
        self.history(series.collect(), count)
    }

    /// Only what was ever counted is a series.
    fn history(&self, series: Vec<SeriesView>, count: impl Fn(&Counts) -> Vec<u64>) -> HistoryView {
        let quarters = self.quarters().rev();
        let counted: Vec<(Quarter, Vec<u64>)> =
            quarters.filter_map(|quarter| Some((quarter, count(self.counts_of(quarter)?)))).collect();
        let is_used = |at: usize| counted.iter().any(|(_, counts)| counts.get(at).is_some_and(|count| *count > 0));
        let used: Vec<usize> = (0..series.len()).filter(|at| is_used(*at)).collect();
        let row = |(quarter, counts): &(Quarter, Vec<u64>)| HistoryRow {
            label: self.language().quarter(*quarter),
            href: self.href(&self.routes.quarter(*quarter)),
            counts: used.iter().filter_map(|at| counts.get(*at).copied()).collect(),
            total: counts.iter().sum(),
        };
        let rows: Vec<HistoryRow> = counted.iter().map(row).collect();
        let series: Vec<SeriesView> =
            series.into_iter().enumerate().filter(|(at, _)| used.contains(at)).map(|(_, series)| series).collect();
        let marks = || series.iter().map(|series| series.mark.clone());
        let bars = rows.iter().map(|row| Bar {
            label: row.label.clone(),
            value: row.total.to_string(),
            counts: marks().zip(row.counts.iter().copied()).collect(),
        });
        HistoryView { chart: Chart::of(bars.collect()), series, rows }
    }
}

/// A mark for each status, in the order of the list; those without one come last.
fn marks<'s>(statuses: impl Iterator<Item = Option<&'s Arc<Status>>>) -> Vec<Mark> {
    let tones: Vec<_> = statuses.flatten().map(|status| (status.tone.as_str(), status.tone.as_str())).collect();
    Mark::of(&tones).into_iter().chain([Mark::none()]).collect()
}
