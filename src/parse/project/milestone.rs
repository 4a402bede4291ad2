//! The milestones of a project, with the rules for dates that move.

use std::sync::Arc;

use super::super::context::Context;
use super::super::table::Table;
use super::super::value;
use crate::diagnostic::{Diagnostic, Expected, Problem, Role};
use crate::model::{Dropped, Milestone, Prose, Quarter, Replan, Slug, When};
use crate::source::{Span, Spanned};

/// The milestones of a project.
pub(super) struct Milestones {
    /// Those without a mistake.
    pub(super) read: Vec<Arc<Milestone>>,
    /// The ids of all of them.
    pub(super) ids: Vec<Slug>,
}

pub(super) fn read_all(table: &Table<'_>, context: &mut Context<'_>) -> Milestones {
    let mut read = Vec::new();
    let mut ids: Vec<Spanned<Slug>> = Vec::new();
    for table in table.tables("milestones", "milestones", context) {
        table.finish(context);
        let title = table.prose("title", context);
        let title = table.required("title", title, context);
        let Some(id) = read_id(&table, title.as_ref(), context) else { continue };
        if let Some(first) = ids.iter().find(|first| first.value == id.value) {
            let problem = Problem::DuplicateId { id: id.value.to_string() };
            let diagnostic = Diagnostic::new(problem, context.place(id.span));
            context.push(diagnostic.with(Role::FirstHere, context.place(first.span)));
        }
        read.extend(read_dates(&table, id.value.clone(), title, context).map(Arc::new));
        ids.push(id);
    }
    Milestones { read, ids: ids.into_iter().map(|id| id.value).collect() }
}

/// A milestone, once its id and title are known.
fn read_dates(table: &Table<'_>, id: Slug, title: Option<Prose>, context: &mut Context<'_>) -> Option<Milestone> {
    let due = table.when("due", context);
    let replanned = replans(table, due.as_ref(), context);
    let achieved = table.when("achieved", context);
    let dropped = table.table("dropped", "milestones.dropped", context);
    if let (Some(achieved), Some(dropped)) = (&achieved, &dropped) {
        let diagnostic = Diagnostic::new(Problem::AchievedAndDropped, context.place(achieved.span));
        context.push(diagnostic.with(Role::DroppedHere, context.place(dropped.span())));
    }
    let dropped = dropped.and_then(|table| read_dropped(&table, context));
    Some(Milestone {
        id,
        title: title?,
        due: due.map(|due| due.value),
        replanned,
        achieved: achieved.map(|achieved| achieved.value),
        dropped,
    })
}

/// The id that the author gave, or the one that the words of the title make. A title of nothing but symbols makes
/// none: then the author has to give one.
fn read_id(table: &Table<'_>, title: Option<&Prose>, context: &mut Context<'_>) -> Option<Spanned<Slug>> {
    if table.has("id") {
        return table.slug("id", context);
    }
    let title = title?;
    let span = table.place_of("title");
    let id = Slug::from_title(&title.plain_text()).map(|value| Spanned { value, span });
    if id.is_none() {
        context.report(value::wrong_format("id", Expected::Id), span);
    }
    id
}

fn read_dropped(table: &Table<'_>, context: &mut Context<'_>) -> Option<Dropped> {
    table.finish(context);
    let quarter = table.quarter("in", context);
    let quarter = table.required("in", quarter, context);
    let reason = table.prose("reason", context);
    let reason = table.required("reason", reason, context);
    Some(Dropped { quarter: quarter?.value, reason: reason? })
}

/// Every change of the date. Each must be later than the one before it, and be a change.
fn replans(table: &Table<'_>, first: Option<&Spanned<When>>, context: &mut Context<'_>) -> Vec<Replan> {
    let mut replans = Vec::new();
    let mut due = first.map(|first| first.value);
    let mut last: Option<Spanned<Quarter>> = None;
    for table in table.tables("replanned", "milestones.replanned", context) {
        let Some(replan) = read_replan(&table, context) else { continue };
        if let Some(last) = last.as_ref().filter(|last| last.value > replan.quarter.value) {
            let problem =
                Problem::ReplanOrder { quarter: replan.quarter.value.to_string(), former: last.value.to_string() };
            let diagnostic = Diagnostic::new(problem, context.place(replan.quarter.span));
            context.push(diagnostic.with(Role::FormerHere, context.place(last.span)));
        }
        let is_misread = table.has("due") && replan.due.is_none();
        if replan.due == due && !is_misread {
            context.report(Problem::ReplanSameDate { due: due.map(|due| due.to_string()) }, replan.due_span);
        }
        due = replan.due;
        replans.push(Replan { quarter: replan.quarter.value, due, reason: replan.reason });
        last = Some(replan.quarter);
    }
    replans
}

struct RawReplan {
    quarter: Spanned<Quarter>,
    due: Option<When>,
    due_span: Span,
    reason: Option<Prose>,
}

fn read_replan(table: &Table<'_>, context: &mut Context<'_>) -> Option<RawReplan> {
    table.finish(context);
    let quarter = table.quarter("in", context);
    let quarter = table.required("in", quarter, context);
    let due = table.when("due", context);
    let reason = table.prose("reason", context);
    if !table.has("reason") && !context.is_broken {
        context.report(Problem::ReplanWithoutReason, table.span());
    }
    let due_span = due.as_ref().map_or(table.span(), |due| due.span);
    Some(RawReplan { quarter: quarter?, due: due.map(|due| due.value), due_span, reason })
}
