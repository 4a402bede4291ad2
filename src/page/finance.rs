//! The budgets of the newest report that has any.

use serde::Serialize;

use super::facts::Facts;
use super::frame::section_title;
use super::parts::{BudgetView, Link};
use super::{Draft, Section, site_file, value};
use crate::model::Report;

#[derive(Serialize)]
struct View {
    quarter: Option<Link>,
    budgets: Vec<ChapterBudget>,
}

#[derive(Serialize)]
struct ChapterBudget {
    chapter: Link,
    budget: BudgetView,
}

pub(super) fn page(facts: &Facts<'_>) -> Draft {
    let mut reports = facts.quarters().rev().filter_map(|quarter| facts.told_report(quarter));
    let has_budgets = |report: &&Report| report.chapters.iter().any(|chapter| !chapter.budgets.is_empty());
    let report = reports.find(has_budgets);
    let mut budgets = Vec::new();
    if let Some(report) = report {
        let address = facts.routes.quarter(report.quarter);
        for chapter in &report.chapters {
            let link = facts.link(&format!("{address}#{}", chapter.id), &chapter.title);
            let tables = chapter.budgets.iter().map(|budget| facts.budget(budget));
            budgets.extend(tables.map(|budget| ChapterBudget { chapter: link.clone(), budget }));
        }
    }
    let view = View { quarter: report.map(|report| facts.quarter_link(report.quarter)), budgets };
    Draft {
        address: facts.routes.finance(),
        template: "finance.html",
        title: section_title(Section::Finance, facts.language()).to_owned(),
        section: Section::Finance,
        description: None,
        breadcrumb: Vec::new(),
        source: site_file(),
        view: value(&view),
    }
}
