//! The rows of what a quarter tells beside its projects.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::cell::{Cell, words};
use super::common::Common;
use super::living::{CategoryRow, RiskRow, push_category, push_risk, push_status};
use super::rows::{Builder, Of, Part};
use crate::data::Name;
use crate::model::{About, Chapter, Correction, Lock, Quarter};
use crate::relate::Reported;

/// All that a quarter's rows are made from.
pub(super) struct Own {
    pub(super) common: Arc<Common>,
    pub(super) reported: Arc<Reported>,
    pub(super) lock: Option<Arc<Lock>>,
}

impl Own {
    /// Its rows.
    pub(super) fn part(&self, quarter: Quarter) -> Part {
        let mut rows = Builder::new(self.common.language());
        self.report(&mut rows, quarter);
        for chapter in &self.reported.snapshot.report.chapters {
            self.chapter(&mut rows, quarter, chapter);
        }
        self.risks(&mut rows, quarter);
        for (number, correction) in (1_i64..).zip(&self.reported.snapshot.report.corrections) {
            self.correction(&mut rows, quarter, number, correction);
        }
        self.words(&mut rows, quarter);
        rows.finish()
    }

    fn page(&self, quarter: Quarter) -> String {
        self.common.routes().quarter(quarter)
    }

    fn report(&self, rows: &mut Builder, quarter: Quarter) {
        let report = &self.reported.snapshot.report;
        let page = self.page(quarter);
        rows.add_in(
            quarter,
            Name::Quarters,
            &[
                quarter.into(),
                quarter.first_day().into(),
                quarter.last_day().into(),
                report.facts_day().into(),
                report.published.into(),
                report.signatory.as_ref().into(),
                (&report.summary).into(),
                self.lock.as_ref().map(|lock| lock.closed).into(),
                self.lock.as_ref().and_then(|lock| lock.corrected).into(),
                self.common.url(&page).into(),
            ],
        );
        let url = self.common.anchor(&page, self.common.routes().segments().parts.highlights);
        for (number, highlight) in (1_i64..).zip(&report.highlights) {
            rows.add_in(
                quarter,
                Name::Highlights,
                &[quarter.into(), number.into(), words(highlight), url.as_str().into()],
            );
        }
    }

    fn chapter(&self, rows: &mut Builder, quarter: Quarter, chapter: &Chapter) {
        let url = self.common.anchor(&self.page(quarter), chapter.id.as_str());
        rows.add_in(
            quarter,
            Name::Chapters,
            &[
                quarter.into(),
                (&chapter.id).into(),
                (&chapter.title).into(),
                (&chapter.body).into(),
                url.as_str().into(),
            ],
        );
        for (number, budget) in (1_i64..).zip(&chapter.budgets) {
            rows.add_in(
                quarter,
                Name::Budgets,
                &[
                    quarter.into(),
                    (&chapter.id).into(),
                    number.into(),
                    (&budget.title).into(),
                    (&budget.unit).into(),
                    budget.total.into(),
                    url.as_str().into(),
                ],
            );
            for (year, amount) in &budget.amounts {
                let year = i64::from(*year);
                let cells = [quarter.into(), (&chapter.id).into(), number.into(), year.into(), (*amount).into()];
                rows.add_in(quarter, Name::Amounts, &cells);
            }
        }
    }

    fn risks(&self, rows: &mut Builder, quarter: Quarter) {
        let routes = self.common.routes();
        let url = self.common.anchor(&self.page(quarter), routes.segments().parts.risks);
        for risk in &self.reported.snapshot.risks {
            rows.add_in(
                quarter,
                Name::RiskStates,
                &[
                    (&risk.id).into(),
                    quarter.into(),
                    (&risk.title).into(),
                    risk.measure.as_ref().into(),
                    words(&risk.state),
                    url.as_str().into(),
                ],
            );
            let row = RiskRow {
                id: &risk.id,
                title: &risk.title,
                text: Some(&risk.body),
                measure: risk.measure.as_ref(),
                order: None,
                url: Some(self.common.anchor(&routes.risks(), risk.id.as_str())),
            };
            push_risk(&row, |name, cells| rows.tell(Of::Quarter(quarter), name, cells));
        }
    }

    fn correction(&self, rows: &mut Builder, quarter: Quarter, number: i64, correction: &Correction) {
        let snapshot = &self.reported.snapshot;
        let about = &correction.about;
        let page = self.page(quarter);
        let (kind, id) = match about {
            About::Report => ("report", None),
            About::Project(id) => ("project", Some(id)),
            About::Chapter(id) => ("chapter", Some(id)),
            About::Risk(id) => ("risk", Some(id)),
            About::Category(id) => ("category", Some(id)),
        };
        let anchor = match about {
            About::Project(id) | About::Chapter(id) => snapshot.name_of(about).map(|_| id),
            About::Report | About::Risk(_) | About::Category(_) => None,
        };
        let url = match anchor {
            Some(anchor) => self.common.anchor(&page, anchor.as_str()),
            None => self.common.url(&page),
        };
        let project = match about {
            About::Project(id) => Some(Of::Project(id.clone())),
            About::Report | About::Chapter(_) | About::Risk(_) | About::Category(_) => None,
        };
        let mut add = |name, cells: &[Cell<'_>]| {
            rows.add_in(quarter, name, cells);
            if let Some(project) = &project {
                rows.tell(project.clone(), name, cells);
            }
        };
        add(
            Name::Corrections,
            &[
                quarter.into(),
                number.into(),
                correction.date.into(),
                kind.into(),
                id.into(),
                words(&correction.note),
                url.into(),
            ],
        );
        let changes = self.lock.as_ref().map_or(&[][..], |lock| &lock.changes);
        let changes = correction.changes(&snapshot.report.corrections, changes);
        for (place, change) in (1_i64..).zip(changes) {
            let cells = [
                quarter.into(),
                number.into(),
                place.into(),
                (&change.field).into(),
                change.was.as_ref().into(),
                change.now.as_ref().into(),
            ];
            add(Name::Changes, &cells);
        }
    }

    /// The categories and statuses, with the words that they had.
    fn words(&self, rows: &mut Builder, quarter: Quarter) {
        let snapshot = &self.reported.snapshot;
        let mut tell = |name, cells: &[Cell<'_>]| rows.tell(Of::Quarter(quarter), name, cells);
        let groups = snapshot.groups.iter().map(|group| &group.category);
        let categories = groups.chain(snapshot.outlook.iter().map(|group| &group.category));
        let mut told = BTreeSet::new();
        for category in categories.filter(|category| told.insert(&category.id)) {
            let row = CategoryRow {
                id: &category.id,
                title: &category.title,
                goal: category.goal.as_ref(),
                text: None,
                order: None,
                url: Some(self.common.url(&self.common.routes().category(&category.id))),
            };
            push_category(&row, &mut tell);
        }
        for status in &snapshot.statuses {
            push_status(status, &mut tell);
        }
    }
}
