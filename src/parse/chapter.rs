//! `content/reports/2024-Q3/<chapter>.md`.

use super::context::Context;
use super::table::{Schema, Table};
use super::value;
use super::{front_matter, markdown};
use crate::diagnostic::{Diagnostic, Expected, Problem, Role};
use crate::model::{Amount, Budget, ChapterPlace, Prose, Quarter, Slug};
use crate::source::FilePath;

/// A chapter of a report, as its file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are documented at the model's type")]
pub struct RawChapter {
    pub file: FilePath,
    pub quarter: Quarter,
    pub id: Slug,
    pub title: Option<String>,
    pub after: ChapterPlace,
    pub order: Option<i64>,
    pub budgets: Vec<Budget>,
    pub body: Prose,
}

const SCHEMA: Schema =
    &[("", &["title", "after", "order", "budgets"]), ("budgets", &["title", "unit", "amounts", "total"])];

pub(super) fn read(quarter: Quarter, id: Slug, context: &mut Context<'_>) -> Option<RawChapter> {
    let page = front_matter::split(context)?;
    let body = markdown::body(page.body, page.body_start, context);
    let file = context.file.clone();
    Some(page.table(SCHEMA, context, |table, context| {
        table.finish(context);
        let title = table.text("title", context);
        let budgets = table.tables("budgets", "budgets", context);
        RawChapter {
            file,
            quarter,
            id,
            title: table.required("title", title, context).map(|title| title.value),
            after: table.choice("after", &ChapterPlace::ALL, context).unwrap_or(ChapterPlace::Summary),
            order: table.integer("order", context),
            budgets: budgets.iter().filter_map(|table| budget(table, context)).collect(),
            body,
        }
    }))
}

/// A budget whose sum is right; the author may leave the total to us.
pub(super) fn budget(table: &Table<'_>, context: &mut Context<'_>) -> Option<Budget> {
    table.finish(context);
    let title = table.text("title", context);
    let title = table.required("title", title, context);
    let unit = table.text("unit", context);
    let unit = table.required("unit", unit, context);
    let inner = table.table("amounts", "amounts", context);
    let inner = table.required("amounts", inner, context)?;
    let amounts = amounts(&inner, context);
    let sum: Amount = amounts.iter().map(|(_, amount)| *amount).sum();
    let total = table.amount("total", context);
    if let Some(total) = total.as_ref().filter(|total| total.value != sum && amounts.len() == inner.entries().count()) {
        let problem = Problem::BudgetSum { sum: sum.to_string(), total: total.value.to_string() };
        let diagnostic = Diagnostic::new(problem, context.place(total.span));
        context.push(diagnostic.with(Role::AmountsHere, context.place(inner.span())));
    }
    Some(Budget { title: title?.value, unit: unit?.value, amounts, total: sum })
}

fn amounts(table: &Table<'_>, context: &mut Context<'_>) -> Vec<(i16, Amount)> {
    let mut amounts = Vec::new();
    for (key, value, span) in table.entries() {
        let is_year = key.value.len() == 4 && key.value.bytes().all(|byte| byte.is_ascii_digit());
        let year = Some(key.value).filter(|_| is_year).and_then(|year| year.parse().ok());
        if year.is_none() {
            context.report(value::wrong_format(key.value, Expected::Year), key.span);
        }
        let amount = value::amount(key.value, value, span, context);
        amounts.extend(year.zip(amount));
    }
    amounts.sort_unstable_by_key(|(year, _)| *year);
    amounts
}
