//! What every page is made of, and how its parts become views.

use std::collections::BTreeMap;

use super::parts::{
    BudgetView, DroppedView, Link, MilestoneView, Moment, OutlookView, ProjectRow, PromiseView, ReplanView,
    SilenceView, StatusBadge, StatusCount, YearAmount,
};
use crate::address::Routes;
use crate::language::Language;
use crate::model::{Budget, Day, Milestone, Outcome, Outlook, Portal, Precision, Project, Quarter, Slug, Status, When};
use crate::prose::Texts;
use crate::relate::{MilestoneState, Relations};
use crate::select::Selection;
use crate::snapshot::Silence;

/// What every page is made of.
pub struct Facts<'a> {
    /// What is public.
    pub selection: &'a Selection,
    /// What follows from it.
    pub relations: &'a Relations,
    /// Its prose as HTML.
    pub texts: &'a Texts,
    /// Where pages stand.
    pub routes: Routes,
}

impl<'a> Facts<'a> {
    pub(super) fn portal(&self) -> &'a Portal {
        &self.selection.portal
    }

    pub(super) fn language(&self) -> Language {
        self.portal().site.language
    }

    /// A root-relative address with the path that the site stands under.
    pub(super) fn href(&self, address: &str) -> String {
        format!("{}{}", self.portal().site.base_url.path(), address.trim_start_matches('/'))
    }

    pub(super) fn link(&self, address: &str, text: impl Into<String>) -> Link {
        Link { href: self.href(address), text: text.into() }
    }

    pub(super) fn category_link(&self, id: &Slug) -> Link {
        let title = self.portal().categories.get(id).map_or(id.as_str(), |category| &category.title);
        self.link(&self.routes.category(id), title)
    }

    pub(super) fn project_link(&self, project: &Project) -> Link {
        self.link(&self.routes.project(&project.id), &project.title)
    }

    pub(super) fn quarter_link(&self, quarter: Quarter) -> Link {
        self.link(&self.routes.quarter(quarter), self.language().quarter(quarter))
    }

    /// The newest quarter that has a report.
    pub(super) fn newest(&self) -> Option<Quarter> {
        self.portal().reports.keys().next_back().copied()
    }

    pub(super) fn day(&self, day: Day) -> Moment {
        self.moment(When::day(day))
    }

    pub(super) fn moment(&self, when: When) -> Moment {
        let datetime = (when.precision() != Precision::Quarter).then(|| when.to_string());
        Moment { datetime, text: self.language().when(when) }
    }

    pub(super) fn status(status: &Status) -> StatusBadge {
        StatusBadge {
            id: status.id.to_string(),
            label: status.label.clone(),
            meaning: status.meaning.clone(),
            tone: status.tone.as_str(),
        }
    }

    /// How many of these projects have each status, in the order of the list, and how many have none yet.
    pub(super) fn counts<'p>(&self, projects: impl Iterator<Item = &'p Slug>) -> (Vec<StatusCount>, usize) {
        let mut counts: BTreeMap<Option<&Slug>, usize> = BTreeMap::new();
        for id in projects {
            let standing = self.relations.standings.get(id);
            let status = standing.and_then(|standing| standing.status.as_ref()).map(|(_, status)| &status.id);
            *counts.entry(status).or_default() += 1;
        }
        let of = |status: &Status| {
            let count = counts.get(&Some(&status.id)).copied()?;
            Some(StatusCount { status: Self::status(status), count })
        };
        let counted = self.portal().site.statuses.iter().filter_map(of).collect();
        (counted, counts.get(&None).copied().unwrap_or_default())
    }

    pub(super) fn rows<'p>(&self, ids: impl Iterator<Item = &'p Slug>) -> Vec<ProjectRow> {
        ids.filter_map(|id| self.portal().projects.get(id)).map(|project| self.row(project)).collect()
    }

    fn row(&self, project: &Project) -> ProjectRow {
        let standing = self.relations.standings.get(&project.id);
        let status = standing.and_then(|standing| standing.status.as_ref());
        ProjectRow {
            link: self.project_link(project),
            category: self.category_link(&project.category),
            status: status.map(|(_, status)| Self::status(status)),
            quarter: status.map(|(quarter, _)| self.language().quarter(*quarter)),
            silence: standing.and_then(|standing| standing.silence).map(|silence| self.silence(silence, self.newest())),
            summary: project.summary.as_ref().map(|summary| self.texts.html(summary)),
        }
    }

    /// What was announced for a quarter; none when nothing was. Before the quarter's report nobody could judge.
    pub(super) fn outlook(
        &self,
        outlook: &Outlook,
        expected: Option<&Status>,
        quarter: Quarter,
    ) -> Option<OutlookView> {
        let is_over = self.portal().reports.contains_key(&quarter);
        self.outlook_with(outlook, expected, if is_over { "unjudged" } else { "open" })
    }

    /// What a report announces for the quarter after its own, whatever came of it later.
    pub(super) fn announcement(&self, outlook: &Outlook, expected: Option<&Status>) -> Option<OutlookView> {
        self.outlook_with(outlook, expected, "open")
    }

    fn outlook_with(
        &self,
        outlook: &Outlook,
        expected: Option<&Status>,
        unjudged: &'static str,
    ) -> Option<OutlookView> {
        let promises = outlook.promises.iter().map(|promise| PromiseView {
            text: self.texts.html(&promise.text),
            outcome: promise.outcome.map_or(unjudged, outcome),
            note: promise.note.as_ref().map(|note| self.texts.html(note)),
        });
        (!outlook.is_empty()).then(|| OutlookView {
            promises: promises.collect(),
            text: outlook.text.as_ref().map(|text| self.texts.html(text)),
            expected: expected.map(Self::status),
        })
    }

    /// A silence about a quarter.
    pub(super) fn silence(&self, silence: Silence, quarter: Option<Quarter>) -> SilenceView {
        let kind = match silence {
            Silence::Silent => "silent",
            Silence::Announced => "announced",
        };
        SilenceView { kind, quarter: quarter.map(|quarter| self.language().quarter(quarter)) }
    }

    pub(super) fn milestone(&self, milestone: &Milestone) -> MilestoneView {
        let due = milestone.current_due();
        let is_moved = !milestone.replanned.is_empty();
        MilestoneView {
            anchor: self.routes.milestone_anchor(&milestone.id),
            title: self.texts.html(&milestone.title),
            state: match MilestoneState::of(milestone, self.selection.facts_day) {
                MilestoneState::Achieved => "achieved",
                MilestoneState::Dropped => "dropped",
                MilestoneState::Undated => "undated",
                MilestoneState::Late => "late",
                MilestoneState::Open => "open",
            },
            due: due.map(|due| self.moment(due)),
            first_due: milestone.due.filter(|first| is_moved && Some(*first) != due).map(|first| self.moment(first)),
            is_moved,
            achieved: milestone.achieved.map(|achieved| self.moment(achieved)),
            dropped: milestone.dropped.as_ref().map(|dropped| DroppedView {
                quarter: self.language().quarter(dropped.quarter),
                reason: self.texts.html(&dropped.reason),
            }),
            replans: self.replans(milestone),
        }
    }

    fn replans(&self, milestone: &Milestone) -> Vec<ReplanView> {
        let mut from = milestone.due;
        let mut views = Vec::new();
        for replan in &milestone.replanned {
            let is_sharpening = from.zip(replan.due).is_some_and(|(from, to)| from.is_sharpened_by(to));
            let slip = from.zip(replan.due).map(|(from, to)| to.last().days_since(from.last()));
            views.push(ReplanView {
                quarter: self.language().quarter(replan.quarter),
                from: from.map(|from| self.moment(from)),
                to: replan.due.map(|to| self.moment(to)),
                reason: replan.reason.as_ref().map(|reason| self.texts.html(reason)),
                slip: slip.map(|slip| if is_sharpening { 0 } else { slip }),
                is_sharpening,
            });
            from = replan.due;
        }
        views
    }

    pub(super) fn budget(&self, budget: &Budget) -> BudgetView {
        let amount = |amount| self.language().amount(amount, &budget.unit);
        BudgetView {
            title: budget.title.clone(),
            years: budget.amounts.iter().map(|(year, sum)| YearAmount { year: *year, amount: amount(*sum) }).collect(),
            total: amount(budget.total),
        }
    }
}

/// The word for a judgement in templates.
fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Kept => "kept",
        Outcome::Partly => "partly",
        Outcome::Missed => "missed",
        Outcome::Dropped => "dropped",
    }
}
