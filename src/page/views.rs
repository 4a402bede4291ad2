//! How facts become parts of views.

use std::sync::Arc;

use super::chart::{Bar, Chart, Mark};
use super::facts::{Facts, Listed};
use super::parts::{
    BudgetView, Choice, CorrectedView, CorrectionView, DroppedView, Facets, HeadlineView, Link, MilestoneView, Moment,
    OutcomeView, OutlookView, ProjectRow, PromiseView, ReplanView, RiskState, SilenceView, StatusBadge, TallyView,
    YearAmount,
};
use crate::language::Language;
use crate::model::{
    About, Amount, Announced, Budget, Change, Correction, Day, Milestone, Precision, Profile, ProjectFacts,
    PromiseFacts, Prose, Quarter, Replan, Silence, Slug, Status, Step, When,
};
use crate::prose::file_address;
use crate::relate::MilestoneState;
use crate::snapshot::compare::{ChangeKind, Comparison};

/// Who announced something, with its milestones as they were known in the quarter that tells it: an archive does not
/// follow a date that moves later.
pub(super) struct Announcer<'a> {
    /// The project.
    pub(super) id: &'a Slug,
    /// Its milestones.
    pub(super) milestones: &'a [Arc<Milestone>],
}

impl<'a> From<&'a ProjectFacts> for Announcer<'a> {
    fn from(told: &'a ProjectFacts) -> Self {
        Self { id: &told.id, milestones: &told.milestones }
    }
}

impl<'a> From<&'a Profile> for Announcer<'a> {
    fn from(project: &'a Profile) -> Self {
        Self { id: &project.id, milestones: &project.milestones }
    }
}

impl Facts<'_> {
    pub(super) fn language(&self) -> Language {
        self.site().language
    }

    /// A root-relative address with the path that the site stands under.
    pub(super) fn href(&self, address: &str) -> String {
        [self.site().base_url.path(), address.trim_start_matches('/')].concat()
    }

    /// The same of a file, whose name may hold anything.
    pub(super) fn file_href(&self, path: &str) -> String {
        file_address(&self.href(path))
    }

    pub(super) fn link(&self, address: &str, text: impl Into<String>) -> Link {
        Link { href: self.href(address), text: text.into() }
    }

    pub(super) fn category_link(&self, id: &Slug) -> Link {
        let title = self.category(id).map_or(id.as_str(), |category| &category.title);
        self.link(&self.routes.category(id), title)
    }

    pub(super) fn project_link(&self, project: &Listed<'_>) -> Link {
        self.link(&self.routes.project(project.id), project.title)
    }

    pub(super) fn quarter_link(&self, quarter: Quarter) -> Link {
        self.link(&self.routes.quarter(quarter), self.language().quarter(quarter))
    }

    /// What changed in a quarter, by the quarter's name.
    pub(super) fn changes_link(&self, quarter: Quarter) -> Link {
        self.link(&self.routes.changes(quarter), self.language().quarter(quarter))
    }

    /// A link to a project's record in a quarter, under the name that it had then.
    pub(super) fn record_link(&self, id: &Slug, title: &str, quarter: Quarter) -> Link {
        let page = self.routes.project(id);
        // Some fifty thousand of them stand on a large site, so that their parts are put together once.
        let href = [self.site().base_url.path(), page.trim_start_matches('/'), "#", &quarter.anchor()].concat();
        Link { href, text: title.to_owned() }
    }

    /// The newest quarter that has a report.
    pub(super) fn newest(&self) -> Option<Quarter> {
        self.quarters().next_back()
    }

    pub(super) fn day(&self, day: Day) -> Moment {
        self.moment(When::day(day))
    }

    pub(super) fn moment(&self, when: When) -> Moment {
        let datetime = (when.precision() != Precision::Quarter).then(|| when.to_string());
        Moment { datetime, text: self.language().when(when) }
    }

    pub(super) fn status(status: &Arc<Status>) -> StatusBadge {
        StatusBadge(Arc::clone(status))
    }

    pub(super) fn rows<'p>(&self, ids: impl Iterator<Item = &'p Slug>) -> Vec<ProjectRow> {
        ids.filter_map(|id| self.listed(id)).map(|project| self.row(&project)).collect()
    }

    fn row(&self, project: &Listed<'_>) -> ProjectRow {
        let standing = self.standing(project.id);
        let status = standing.and_then(|standing| standing.status.as_ref());
        ProjectRow {
            link: self.project_link(project),
            category: self.category_link(project.category),
            facets: self.facets(project),
            status: status.map(|(_, status)| Self::status(status)),
            quarter: status.map(|(quarter, _)| self.language().quarter(*quarter)),
            silence: standing.and_then(|standing| standing.silence).map(|silence| self.silence(silence, self.newest())),
            summary: project.summary.map(|summary| self.html(summary)),
            is_draft: self.hides_project(project.id),
        }
    }

    fn facets(&self, project: &Listed<'_>) -> Facets {
        let status = self.standing_status(project.id);
        let statuses: Vec<&Arc<Status>> = self.site().statuses.iter().collect();
        let place = |badge: &StatusBadge| statuses.iter().position(|status| status.id == badge.0.id);
        Facets {
            category: project.category.to_string(),
            client: project.client.map(str::to_owned),
            category_place: self.categories().iter().position(|id| id == project.category).unwrap_or_default(),
            status_place: status.as_ref().and_then(place).unwrap_or(statuses.len()),
            status: status
                .map_or_else(|| self.routes.segments().filters.no_status.to_owned(), |status| status.0.id.to_string()),
        }
    }

    /// The last public status of a project.
    pub(super) fn standing_status(&self, id: &Slug) -> Option<StatusBadge> {
        let status = self.standing(id)?.status.as_ref();
        status.map(|(_, status)| Self::status(status))
    }

    /// A category that lists are filtered by.
    pub(super) fn category_choice(&self, id: &Slug) -> Choice {
        Choice { value: id.to_string(), text: self.category_link(id).text }
    }

    /// The address of a milestone.
    pub(super) fn milestone_href(&self, project: &Slug, milestone: &Slug) -> String {
        [&self.href(&self.routes.project(project)), "#", &self.routes.milestone_anchor(milestone)].concat()
    }

    /// What was announced for a quarter; none when nothing was. Before a report of that quarter or a later one
    /// nobody could judge.
    pub(super) fn outlook(&self, by: &Announcer<'_>, announced: &Announced, quarter: Quarter) -> Option<OutlookView> {
        let is_over = self.newest().is_some_and(|newest| newest >= quarter);
        self.outlook_with(by, announced, is_over.then(|| OutcomeView::of(None)))
    }

    /// What a report announces for the quarter after its own, whatever came of it later.
    pub(super) fn announcement(&self, by: &Announcer<'_>, announced: &Announced) -> Option<OutlookView> {
        self.outlook_with(by, announced, None)
    }

    fn outlook_with(
        &self,
        by: &Announcer<'_>,
        announced: &Announced,
        unjudged: Option<OutcomeView>,
    ) -> Option<OutlookView> {
        let promises = announced.promises.iter();
        (!announced.is_empty()).then(|| OutlookView {
            promises: promises.map(|promise| self.promise(by, promise, unjudged)).collect(),
            text: announced.text.as_ref().map(|text| self.html(text)),
            expected: announced.expected.as_ref().map(Self::status),
        })
    }

    /// A promise with its judgement; `unjudged` is told of one that has none.
    pub(super) fn promise(
        &self,
        by: &Announcer<'_>,
        facts: &PromiseFacts,
        unjudged: Option<OutcomeView>,
    ) -> PromiseView {
        let promise = &facts.promise;
        let note = promise.note.as_ref().map(|note| self.html(note));
        let milestone = promise.milestone.as_ref().and_then(|id| self.milestone_link(by, id));
        PromiseView {
            text: self.html(&promise.text),
            outcome: promise.outcome.map(|outcome| OutcomeView::of(Some(outcome))).or(unjudged),
            has_notes: note.is_some() || milestone.is_some() || facts.is_added,
            note,
            milestone,
            is_added: facts.is_added,
        }
    }

    /// A link to a milestone on its project's page, in the words of the date that was known.
    fn milestone_link(&self, by: &Announcer<'_>, id: &Slug) -> Option<Link> {
        let milestone = by.milestones.iter().find(|milestone| milestone.id == *id)?;
        let when = milestone.achieved.or(milestone.current_due());
        let text = when.map_or_else(String::new, |when| self.language().when(when));
        Some(Link { href: self.milestone_href(by.id, id), text })
    }

    /// A silence about a quarter.
    pub(super) fn silence(&self, silence: Silence, quarter: Option<Quarter>) -> SilenceView {
        SilenceView { kind: silence.as_str(), quarter: quarter.map(|quarter| self.language().quarter(quarter)) }
    }

    pub(super) fn milestone(&self, milestone: &Milestone) -> MilestoneView {
        let due = milestone.current_due();
        let is_moved = milestone.has_moved();
        MilestoneView {
            anchor: self.routes.milestone_anchor(&milestone.id),
            title: self.html(&milestone.title),
            state: match MilestoneState::of(milestone, self.facts_day()) {
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
                reason: self.html(&dropped.reason),
            }),
            replans: self.replans(milestone),
        }
    }

    fn replans(&self, milestone: &Milestone) -> Vec<ReplanView> {
        let replans = milestone.replanned.iter().zip(milestone.steps());
        let view = |(replan, step): (&Replan, Step)| ReplanView {
            quarter: self.language().quarter(replan.quarter),
            from: step.from.map(|from| self.moment(from)),
            to: step.to.map(|to| self.moment(to)),
            reason: replan.reason.as_ref().map(|reason| self.html(reason)),
            slip: step.slip,
            is_sharpening: step.is_sharpening,
        };
        replans.map(view).collect()
    }

    /// The corrections of a quarter that are about something, with what they changed.
    pub(super) fn corrections(&self, quarter: Quarter, about: Option<&About>) -> Vec<CorrectionView> {
        let corrections = self.corrections_of(quarter).iter();
        let own = corrections.filter(|correction| about.is_none_or(|about| correction.about == *about));
        own.map(|correction| self.correction(quarter, correction)).collect()
    }

    fn correction(&self, quarter: Quarter, correction: &Correction) -> CorrectionView {
        let own = correction.changes(self.corrections_of(quarter), self.corrected(quarter));
        let view = |change: &Change| CorrectedView {
            field: change.field.clone(),
            was: change.was.clone(),
            now: change.now.clone(),
        };
        CorrectionView {
            date: self.day(correction.date),
            about: self.name_of(quarter, &correction.about),
            note: self.html(&correction.note),
            changes: own.map(view).collect(),
        }
    }

    /// The name that something had in a quarter.
    fn name_of(&self, quarter: Quarter, about: &About) -> String {
        let then = self.snapshot(quarter).and_then(|snapshot| snapshot.name_of(about)).map(str::to_owned);
        let name = then.or_else(|| match about {
            About::Report => Some(self.language().quarter(quarter)),
            About::Project(id) => self.listed(id).map(|project| project.title.to_owned()),
            About::Chapter(_) => None,
            About::Risk(id) => self.risk(id).map(|risk| risk.title.clone()),
            About::Category(id) => self.category(id).map(|category| category.title.clone()),
        });
        name.unwrap_or_else(|| about.id().to_owned())
    }

    /// How a risk stood in a quarter.
    pub(super) fn risk_state(&self, id: &Slug, quarter: Quarter, state: &Prose) -> RiskState {
        RiskState {
            quarter: self.language().quarter(quarter),
            text: self.html(state),
            corrections: self.corrections(quarter, Some(&About::Risk(id.clone()))),
        }
    }

    /// What changed in a quarter, in numbers.
    pub(super) fn headline(&self, quarter: Quarter) -> Option<HeadlineView> {
        let comparison = self.comparison(quarter)?;
        let link = self.changes_link(quarter);
        Some(HeadlineView {
            before: comparison.before.map(|before| self.language().quarter(before)),
            tally: self.tally(comparison, &link.href),
            link,
        })
    }

    /// How many changes of each kind there are, each with the address of its rows.
    pub(super) fn tally(&self, comparison: &Comparison, address: &str) -> Vec<TallyView> {
        let view = |(kind, count): (ChangeKind, usize)| TallyView {
            kind: kind.word().replace('-', "_"),
            href: format!("{address}#{}", self.routes.change_anchor(kind.word())),
            count,
        };
        comparison.tally().map(view).collect()
    }

    pub(super) fn budget(&self, budget: &Budget) -> BudgetView {
        let amount = |amount| self.language().amount(amount, &budget.unit);
        // Below zero there is no length to draw; the words tell the amount.
        let length = |sum: Amount| if sum.is_negative() { 0 } else { sum.thousandths() };
        let bar = |year: i16, sum: Amount| Bar {
            label: year.to_string(),
            value: self.language().number(sum),
            counts: vec![(Mark::plain(), length(sum))],
        };
        BudgetView {
            title: budget.title.clone(),
            unit: budget.unit.clone(),
            years: budget.amounts.iter().map(|(year, sum)| YearAmount { year: *year, amount: amount(*sum) }).collect(),
            total: amount(budget.total),
            chart: Chart::of(budget.amounts.iter().map(|(year, sum)| bar(*year, *sum)).collect()),
        }
    }
}
