//! How many projects have each status, now, in a quarter, and from quarter to quarter.

use std::collections::BTreeMap;

use serde::Serialize;

use super::chart::{Bar, Chart, Fill, Part, parts};
use super::facts::Facts;
use super::parts::StatusBadge;
use crate::model::{Outcome, Slug, Snapshot, Status, Tone};
use crate::relate::{by_outcome, by_status};

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
    fill: Fill,
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

/// What is counted: a status, or an outcome of promises.
#[derive(Debug, Serialize)]
struct SeriesView {
    fill: Fill,
    status: Option<StatusBadge>,
    /// The outcome, as templates know it; none when a status is counted, or its absence.
    outcome: Option<&'static str>,
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
    pub(super) fn statuses(self) -> Vec<StatusBadge> {
        self.numbers.into_iter().filter_map(|number| number.status).collect()
    }

    fn of(counts: Vec<(Option<&Status>, u64)>, href: impl Fn(Option<&Status>) -> Option<String>) -> Self {
        let fills = fills(counts.iter().map(|(status, _)| *status));
        let total = counts.iter().map(|(_, count)| count).sum();
        let drawn: Vec<_> = fills.iter().cloned().zip(counts.iter().map(|(_, count)| *count)).collect();
        let numbers = counts.into_iter().zip(fills).filter(|((_, count), _)| *count > 0);
        let number = |((status, count), fill): ((Option<&Status>, u64), Fill)| CountView {
            fill,
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
        self.counts_in(self.relations.by_category.get(category).into_iter().flatten(), Some(category))
    }

    fn counts_in<'p>(&self, projects: impl Iterator<Item = &'p Slug>, category: Option<&Slug>) -> CountsView {
        let mut counts: BTreeMap<Option<&Slug>, u64> = BTreeMap::new();
        for id in projects {
            let standing = self.relations.standings.get(id);
            let status = standing.and_then(|standing| standing.status.as_ref()).map(|(_, status)| &status.id);
            *counts.entry(status).or_default() += 1;
        }
        let statuses = self.portal().site.statuses.iter().map(Some).chain([None]);
        let count = |status: Option<&Status>| counts.get(&status.map(|status| &status.id)).copied().unwrap_or_default();
        let counted = statuses.map(|status| (status, count(status))).collect();
        CountsView::of(counted, |status| Some(self.filtered(category, status)))
    }

    /// How many projects had each status in a quarter.
    pub(super) fn quarter_counts(snapshot: &Snapshot) -> CountsView {
        CountsView::of(by_status(snapshot), |_| None)
    }

    /// The list of all projects, filtered.
    fn filtered(&self, category: Option<&Slug>, status: Option<&Status>) -> String {
        let names = &self.routes.segments().filters;
        let category = category.map_or_else(String::new, |category| format!("{}={category}&", names.category));
        let status = status.map_or(names.no_status, |status| status.id.as_str());
        format!("{}?{category}{}={status}", self.href(&self.routes.projects()), names.status)
    }

    /// How many projects had each status in every public quarter, the newest first.
    pub(super) fn status_history(&self) -> HistoryView {
        let snapshots = || self.relations.snapshots.values();
        let mut statuses: Vec<&Status> = self.portal().site.statuses.iter().collect();
        for status in snapshots().flat_map(|snapshot| &snapshot.statuses) {
            // A closed quarter may know a status that the list no longer has.
            if !statuses.iter().any(|known| known.id == status.id) {
                statuses.push(status);
            }
        }
        let columns: Vec<Option<&Status>> = statuses.into_iter().map(Some).chain([None]).collect();
        let count = |snapshot: &Snapshot| {
            let counts = by_status(snapshot).into_iter();
            let counts: BTreeMap<_, _> =
                counts.map(|(status, count)| (status.map(|status| &status.id), count)).collect();
            let ids = columns.iter().map(|status| status.map(|status| &status.id));
            ids.map(|id| counts.get(&id).copied().unwrap_or_default()).collect()
        };
        let series = columns.iter().zip(fills(columns.iter().copied()));
        let series = series.map(|(status, fill)| SeriesView { fill, status: status.map(Facts::status), outcome: None });
        self.history(series.collect(), count)
    }

    /// How many promises had each outcome in every public quarter, the newest first.
    pub(super) fn outcome_history(&self) -> HistoryView {
        let tone = |outcome| match outcome {
            Outcome::Kept => Tone::Positive,
            Outcome::Partly => Tone::Info,
            Outcome::Missed => Tone::Warning,
            Outcome::Dropped => Tone::Negative,
        };
        let outcomes = Outcome::ALL.iter().map(|(word, outcome)| (*word, tone(*outcome).as_str()));
        let (words, tones): (Vec<_>, Vec<_>) = outcomes.unzip();
        let fills = Fill::of(&tones).into_iter().chain([Fill::none()]);
        let series = fills.zip(words.into_iter().chain(["unjudged"]));
        let series = series.map(|(fill, word)| SeriesView { fill, status: None, outcome: Some(word) });
        let count = |snapshot: &Snapshot| by_outcome(snapshot).into_iter().map(|(_, count)| count).collect();
        self.history(series.collect(), count)
    }

    /// Only what was ever counted is a series.
    fn history(&self, series: Vec<SeriesView>, count: impl Fn(&Snapshot) -> Vec<u64>) -> HistoryView {
        let counted: Vec<(&Snapshot, Vec<u64>)> =
            self.relations.snapshots.values().rev().map(|snapshot| (snapshot, count(snapshot))).collect();
        let is_used = |at: usize| counted.iter().any(|(_, counts)| counts.get(at).is_some_and(|count| *count > 0));
        let used: Vec<usize> = (0..series.len()).filter(|at| is_used(*at)).collect();
        let row = |(snapshot, counts): &(&Snapshot, Vec<u64>)| HistoryRow {
            label: self.language().quarter(snapshot.quarter()),
            href: self.href(&self.routes.quarter(snapshot.quarter())),
            counts: used.iter().filter_map(|at| counts.get(*at).copied()).collect(),
            total: counts.iter().sum(),
        };
        let rows: Vec<HistoryRow> = counted.iter().map(row).collect();
        let series: Vec<SeriesView> =
            series.into_iter().enumerate().filter(|(at, _)| used.contains(at)).map(|(_, series)| series).collect();
        let fills = || series.iter().map(|series| series.fill.clone());
        let bars = rows.iter().map(|row| Bar {
            label: row.label.clone(),
            value: row.total.to_string(),
            counts: fills().zip(row.counts.iter().copied()).collect(),
        });
        HistoryView { chart: Chart::of(bars.collect()), series, rows }
    }
}

/// A fill for each status, in the order of the list.
fn fills<'s>(statuses: impl Iterator<Item = Option<&'s Status>>) -> Vec<Fill> {
    let tones: Vec<&str> = statuses.flatten().map(|status| status.tone.as_str()).collect();
    Fill::of(&tones).into_iter().chain([Fill::none()]).collect()
}
