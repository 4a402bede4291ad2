//! `content/projects/<project>/2024-Q3.md`.

use toml::de::DeValue;

use super::context::Context;
use super::table::{Schema, Table};
use super::value;
use super::{front_matter, markdown};
use crate::diagnostic::Problem;
use crate::model::{Outcome, Prose, Quarter, Slug};
use crate::source::{FilePath, Span, Spanned};

/// One project in one quarter, as its file says it.
#[derive(Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are documented at the model's type")]
pub struct RawUpdate {
    pub file: FilePath,
    pub project: Slug,
    pub quarter: Quarter,
    pub promises: Vec<RawPromise>,
    pub outlook: Option<Prose>,
    pub expected: Option<Spanned<Slug>>,
    pub status: Option<Spanned<Slug>>,
    /// Not without a status.
    pub result: Option<Prose>,
}

/// A promise, as its update says it.
#[derive(Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are documented at the model's type")]
pub struct RawPromise {
    pub text: Prose,
    pub outcome: Option<Outcome>,
    pub note: Option<Prose>,
    pub milestone: Option<Spanned<Slug>>,
    /// Only a lock says so.
    pub is_added: bool,
}

const SCHEMA: Schema =
    &[("", &["status", "promises", "outlook", "expected"]), ("promises", &["text", "outcome", "note", "milestone"])];

pub(super) fn read(project: Slug, quarter: Quarter, context: &mut Context<'_>) -> Option<RawUpdate> {
    let page = front_matter::split(context)?;
    let result = markdown::body(page.body, page.body_start, context);
    let result_line = first_line(page.body, page.body_start);
    let says_nothing = markdown::says_nothing(page.body);
    let file = context.file.clone();
    Some(page.table(SCHEMA, context, |table, context| {
        table.finish(context);
        let status = table.slug("status", context);
        RawUpdate {
            file,
            project,
            quarter,
            promises: promises(&table, context),
            outlook: table.prose("outlook", context),
            expected: table.slug("expected", context),
            result: result_of(&table, status.as_ref(), Some(result).filter(|_| !says_nothing), result_line, context),
            status,
        }
    }))
}

/// The first line of a body that says something: the place to speak of the whole.
fn first_line(body: &str, start: usize) -> Span {
    let text = body.trim_start();
    let at = start + body.len() - text.len();
    Span::new(at, at + text.lines().next().unwrap_or_default().trim_end().len())
}

/// A status needs a result and the other way round.
fn result_of(
    table: &Table<'_>,
    status: Option<&Spanned<Slug>>,
    result: Option<Prose>,
    result_line: Span,
    context: &mut Context<'_>,
) -> Option<Prose> {
    match status {
        Some(status) if result.is_none() => {
            context.report(Problem::StatusWithoutResult { status: status.value.to_string() }, status.span);
        }
        None if result.is_some() && !context.is_broken && !table.has("status") => {
            context.report(Problem::ResultWithoutStatus, result_line);
        }
        _ => {}
    }
    result
}

pub(super) fn promises(table: &Table<'_>, context: &mut Context<'_>) -> Vec<RawPromise> {
    let values = table.list("promises", context).into_iter();
    values.filter_map(|(value, span)| promise(table, value, span, context)).collect()
}

fn promise<'v>(table: &Table<'v>, value: &'v DeValue<'v>, span: Span, context: &mut Context<'_>) -> Option<RawPromise> {
    if !matches!(value, DeValue::Table(_)) {
        let text = value::text_of("promises", value, span, context)?;
        let text = markdown::line(&text, context);
        return Some(RawPromise { text, outcome: None, note: None, milestone: None, is_added: false });
    }
    let table = table.inner("promises", "promises", value, span, context)?;
    table.finish(context);
    let text = table.prose("text", context);
    let text = table.required("text", text, context);
    let outcome = table.choice("outcome", &Outcome::ALL, context);
    let note = table.prose("note", context);
    let milestone = table.slug("milestone", context);
    let is_added = table.boolean("added", context);
    Some(RawPromise { text: text?, outcome, note, milestone, is_added })
}
