//! The rows of one project.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cell::{Cell, words};
use super::common::Common;
use super::rows::{Builder, Of, Part};
use crate::data::Name;
use crate::model::{Announced, Day, Milestone, Outcome, Project, PromiseFacts, Prose, Quarter, Silence, Slug, Status};
use crate::relate::{History, MilestoneState, Standing};
use crate::snapshot::compare::Telling;

/// All that a project's rows are made from.
pub(super) struct Own {
    pub(super) common: Arc<Common>,
    /// None of one that only closed quarters know.
    pub(super) project: Option<Arc<Project>>,
    pub(super) history: Option<Arc<History>>,
    pub(super) standing: Option<Arc<Standing>>,
    /// What it announced for quarters that have no report.
    pub(super) upcoming: Vec<(Quarter, Arc<Announced>)>,
}

/// A project in a quarter.
struct InQuarter<'a> {
    is_reported: bool,
    title: &'a str,
    category: &'a Slug,
    status: Option<&'a Status>,
    result: Option<&'a Prose>,
    outlook: Option<&'a Announced>,
    silence: Option<Silence>,
}

impl Own {
    /// Its rows.
    pub(super) fn part(&self, id: &Slug) -> Part {
        let mut rows = Builder::new(self.common.language());
        match &self.project {
            Some(project) => self.profile(&mut rows, project),
            None => self.lost(&mut rows, id),
        }
        for (quarter, own) in self.quarters() {
            self.quarter(&mut rows, id, quarter, &own);
        }
        for telling in self.tellings() {
            let of = Of::Quarter(telling.quarter);
            self.milestones(id, &telling.facts.milestones, self.common.day_of(telling.quarter), |name, cells| {
                rows.tell(of.clone(), name, cells);
            });
        }
        let last = self.tellings().last().map(|telling| telling.facts.milestones.as_slice());
        let now = self.project.as_ref().map(|project| project.milestones.as_slice()).or(last).unwrap_or_default();
        self.milestones(id, now, self.common.facts_day(), |name, cells| rows.add(name, cells));
        rows.finish()
    }

    fn tellings(&self) -> &[Telling] {
        self.history.as_ref().map_or(&[], |history| history.tellings())
    }

    fn profile(&self, rows: &mut Builder, project: &Project) {
        let status = self.standing.as_ref().and_then(|standing| standing.status.as_ref());
        rows.add(
            Name::Projects,
            &[
                (&project.id).into(),
                (&project.title).into(),
                (&project.category).into(),
                project.summary.as_ref().into(),
                (&project.body).into(),
                project.client.as_ref().into(),
                project.executor.as_ref().into(),
                project.order.into(),
                project.first_quarter().into(),
                status.map(|(_, status)| &status.id).into(),
                status.map(|(quarter, _)| *quarter).into(),
                self.page(&project.id).into(),
            ],
        );
        for (number, former) in (1_i64..).zip(&project.formerly) {
            rows.add(
                Name::Formerly,
                &[
                    (&project.id).into(),
                    number.into(),
                    former.until.into(),
                    former.title.as_ref().into(),
                    former.category.as_ref().into(),
                ],
            );
        }
        for (number, link) in (1_i64..).zip(&project.links) {
            let cells = [(&project.id).into(), number.into(), (&link.title).into(), (&link.url).into()];
            rows.add(Name::Links, &cells);
        }
    }

    /// What is left of a project that only closed quarters know.
    fn lost(&self, rows: &mut Builder, id: &Slug) {
        let Some(last) = self.tellings().last() else { return };
        let nothing = || Cell::Nothing;
        let with_status = self.tellings().iter().rev().find(|telling| telling.facts.status.is_some());
        rows.add(
            Name::Projects,
            &[
                id.into(),
                (&last.facts.title).into(),
                (&last.category.id).into(),
                nothing(),
                nothing(),
                nothing(),
                nothing(),
                nothing(),
                last.facts.since.into(),
                with_status.and_then(|telling| telling.facts.status.as_ref()).map(|status| &status.id).into(),
                with_status.map(|telling| telling.quarter).into(),
                nothing(),
            ],
        );
    }

    /// What is told of each quarter: by its report, else by the content.
    fn quarters(&self) -> BTreeMap<Quarter, InQuarter<'_>> {
        let told = self.tellings().iter().map(|telling| {
            let facts = &telling.facts;
            let own = InQuarter {
                is_reported: true,
                title: &facts.title,
                category: &telling.category.id,
                status: facts.status.as_deref(),
                result: facts.result.as_ref(),
                outlook: Some(&facts.outlook),
                silence: facts.silence,
            };
            (telling.quarter, own)
        });
        let untold = self.project.iter().flat_map(|project| {
            let updates = project.updates.values().filter(|update| self.common.day_of(update.quarter).is_none());
            updates.map(|update| {
                let quarter = update.quarter;
                let achievement = update.achievement.as_ref();
                let outlook = self.upcoming.iter().find(|(own, _)| *own == quarter).map(|(_, outlook)| &**outlook);
                let own = InQuarter {
                    is_reported: false,
                    title: project.title_in(quarter),
                    category: project.category_in(quarter),
                    status: self.common.status(achievement.map(|achievement| &achievement.status)),
                    result: achievement.map(|achievement| &achievement.result),
                    outlook,
                    silence: None,
                };
                (quarter, own)
            })
        });
        told.chain(untold).collect()
    }

    fn quarter(&self, rows: &mut Builder, id: &Slug, quarter: Quarter, own: &InQuarter<'_>) {
        let url = self.url(id, quarter);
        let expected = own.outlook.and_then(|outlook| outlook.expected.as_ref());
        rows.add_in(
            quarter,
            Name::Updates,
            &[
                id.into(),
                quarter.into(),
                own.is_reported.into(),
                own.title.into(),
                own.category.into(),
                own.status.map(|status| &status.id).into(),
                own.status.map(|status| &status.label).into(),
                own.result.into(),
                expected.map(|status| &status.id).into(),
                expected.map(|status| &status.label).into(),
                own.outlook.and_then(|outlook| outlook.text.as_ref()).into(),
                own.silence.map(Silence::as_str).into(),
                url.as_str().into(),
            ],
        );
        let promises = own.outlook.map_or(&[][..], |outlook| &outlook.promises);
        for (number, PromiseFacts { promise, is_added }) in (1_i64..).zip(promises) {
            rows.add_in(
                quarter,
                Name::Promises,
                &[
                    id.into(),
                    quarter.into(),
                    number.into(),
                    quarter.previous().into(),
                    words(&promise.text),
                    promise.outcome.map(outcome).into(),
                    promise.note.as_ref().into(),
                    promise.milestone.as_ref().into(),
                    (*is_added).into(),
                    url.as_str().into(),
                ],
            );
        }
    }

    fn milestones(
        &self,
        id: &Slug,
        milestones: &[Arc<Milestone>],
        day: Option<Day>,
        mut add: impl FnMut(Name, &[Cell<'_>]),
    ) {
        for milestone in milestones {
            let url = self.milestone(id, &milestone.id);
            let (dropped, reason) =
                milestone.dropped.as_ref().map(|dropped| (dropped.quarter, &dropped.reason)).unzip();
            add(
                Name::Milestones,
                &[
                    id.into(),
                    (&milestone.id).into(),
                    words(&milestone.title),
                    milestone.due.into(),
                    milestone.current_due().into(),
                    milestone.achieved.into(),
                    dropped.into(),
                    reason.into(),
                    state(MilestoneState::of(milestone, day)).into(),
                    milestone.steps().filter(|step| !step.is_sharpening).count().into(),
                    url.as_deref().into(),
                ],
            );
            for (number, (replan, step)) in (1_i64..).zip(milestone.replanned.iter().zip(milestone.steps())) {
                add(
                    Name::Replans,
                    &[
                        id.into(),
                        (&milestone.id).into(),
                        number.into(),
                        replan.quarter.into(),
                        step.from.into(),
                        step.to.into(),
                        replan.reason.as_ref().into(),
                        step.slip.map(i64::from).into(),
                        step.is_sharpening.into(),
                        url.as_deref().into(),
                    ],
                );
            }
        }
    }

    fn page(&self, id: &Slug) -> String {
        self.common.url(&self.common.routes().project(id))
    }

    /// Where what a project tells of a quarter stands: on its page, or on that of the quarter when it has none.
    fn url(&self, id: &Slug, quarter: Quarter) -> String {
        let routes = self.common.routes();
        match &self.project {
            Some(_) => self.common.anchor(&routes.project(id), &quarter.anchor()),
            None => self.common.anchor(&routes.quarter(quarter), id.as_str()),
        }
    }

    fn milestone(&self, id: &Slug, milestone: &Slug) -> Option<String> {
        let routes = self.common.routes();
        let own = self.project.as_ref()?.milestones.iter().find(|own| own.id == *milestone)?;
        Some(self.common.anchor(&routes.project(id), &routes.milestone_anchor(&own.id)))
    }
}

fn outcome(outcome: Outcome) -> &'static str {
    Outcome::ALL.iter().find(|(_, own)| *own == outcome).map_or("", |(word, _)| word)
}

fn state(state: MilestoneState) -> &'static str {
    match state {
        MilestoneState::Achieved => "achieved",
        MilestoneState::Dropped => "dropped",
        MilestoneState::Undated => "undated",
        MilestoneState::Late => "late",
        MilestoneState::Open => "open",
    }
}
