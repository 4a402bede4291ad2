//! The projects of a lock: what they did in its quarter, and what they announced for the next.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::context::Context;
use super::super::kind::Kind;
use super::super::table::Table;
use super::super::update::{self, RawPromise};
use super::{Parts, body, by_id, in_order, order};
use crate::diagnostic::Problem;
use crate::model::{
    Announced, Dropped, Group, Milestone, OutlookFacts, ProjectFacts, Promise, PromiseFacts, Quarter, Replan, Silence,
    Slug, Status,
};

/// Values of projects by category, each with its place among them.
type ByCategory<T> = BTreeMap<Slug, Vec<(i64, T)>>;

pub(super) fn groups(table: &Table<'_>, parts: &Parts<'_>, context: &mut Context<'_>) -> Vec<Group<ProjectFacts>> {
    let mut projects: ByCategory<ProjectFacts> = BTreeMap::new();
    for (id, table) in by_id(table, "projects", "project", context) {
        let Some(category) = category(&table, parts, context) else { continue };
        let order = order(&table, context);
        projects.entry(category).or_default().extend(facts(id, &table, parts, context).map(|facts| (order, facts)));
    }
    grouped(projects, parts)
}

pub(super) fn outlook(table: &Table<'_>, parts: &Parts<'_>, context: &mut Context<'_>) -> Vec<Group<OutlookFacts>> {
    let told: BTreeSet<Slug> = by_id(table, "projects", "project", context).into_iter().map(|(id, _)| id).collect();
    let mut projects: ByCategory<OutlookFacts> = BTreeMap::new();
    for (id, table) in by_id(table, "outlook", "announcement", context) {
        let Some(category) = category(&table, parts, context) else { continue };
        let order = order(&table, context);
        let facts = OutlookFacts {
            title: title(&table, context),
            outlook: announced(&id, parts.quarter.next(), &table, parts, context),
            has_result_part: told.contains(&id),
            id,
        };
        projects.entry(category).or_default().push((order, facts));
    }
    grouped(projects, parts)
}

fn grouped<P>(projects: ByCategory<P>, parts: &Parts<'_>) -> Vec<Group<P>> {
    let groups = projects.into_iter().filter_map(|(id, projects)| {
        let (order, category) = parts.categories.get(&id)?;
        let projects = in_order(projects).into_iter().map(Arc::new).collect();
        Some((*order, Group { category: Arc::new(category.clone()), projects }))
    });
    in_order(groups.collect())
}

/// A category that the lock itself tells of.
fn category(table: &Table<'_>, parts: &Parts<'_>, context: &mut Context<'_>) -> Option<Slug> {
    let category = table.slug("category", context);
    let category = table.required("category", category, context)?;
    if !parts.categories.contains_key(&category.value) {
        let problem = Problem::UnknownCategory { id: category.value.to_string(), suggestion: None };
        context.report(problem, category.span);
    }
    Some(category.value)
}

fn title(table: &Table<'_>, context: &mut Context<'_>) -> String {
    table.text("title", context).map(|title| title.value).unwrap_or_default()
}

fn status(table: &Table<'_>, key: &str, parts: &Parts<'_>, context: &mut Context<'_>) -> Option<Arc<Status>> {
    let id = table.slug(key, context)?;
    let status = parts.statuses.iter().find(|status| status.id == id.value).cloned();
    if status.is_none() {
        let problem = Problem::UnknownStatus { id: id.value.to_string(), choices: Vec::new(), suggestion: None };
        context.report(problem, id.span);
    }
    status
}

fn facts(id: Slug, table: &Table<'_>, parts: &Parts<'_>, context: &mut Context<'_>) -> Option<ProjectFacts> {
    let since = table.quarter("since", context);
    let since = table.required("since", since, context)?.value;
    let outlook = announced(&id, parts.quarter, table, parts, context);
    let result = body(table, "result", context);
    context.stand_in(&Kind::Project(id.clone()), &format!("content/projects/{id}/index.md"));
    let milestones = table.tables("milestones", "milestones", context);
    Some(ProjectFacts {
        title: title(table, context),
        since,
        status: status(table, "status", parts, context),
        result,
        outlook,
        silence: table.choice("silence", &Silence::ALL, context),
        is_without_outlook: table.boolean("without_outlook", context),
        milestones: milestones.iter().filter_map(|table| milestone(table, context)).map(Arc::new).collect(),
        id,
    })
}

fn announced(
    id: &Slug,
    quarter: Quarter,
    table: &Table<'_>,
    parts: &Parts<'_>,
    context: &mut Context<'_>,
) -> Announced {
    context.stand_in(&Kind::Update(id.clone(), quarter), &format!("content/projects/{id}/{quarter}.md"));
    let promises = update::promises(table, context).into_iter();
    Announced {
        promises: promises.map(promise).collect(),
        text: table.prose("outlook", context),
        expected: status(table, "expected", parts, context),
    }
}

fn promise(raw: RawPromise) -> PromiseFacts {
    let RawPromise { text, outcome, note, milestone, is_added } = raw;
    PromiseFacts { promise: Promise { text, outcome, note, milestone: milestone.map(|id| id.value) }, is_added }
}

fn milestone(table: &Table<'_>, context: &mut Context<'_>) -> Option<Milestone> {
    table.finish(context);
    let id = table.slug("id", context)?.value;
    let title = table.prose("title", context)?;
    let due = table.when("due", context).map(|due| due.value);
    let replanned = table.tables("replanned", "replanned", context);
    let achieved = table.when("achieved", context).map(|achieved| achieved.value);
    let dropped = table.table("dropped", "dropped", context);
    Some(Milestone {
        id,
        title,
        due,
        replanned: replanned.iter().filter_map(|table| replan(table, context)).collect(),
        achieved,
        dropped: dropped.and_then(|table| {
            let quarter = table.quarter("in", context)?.value;
            Some(Dropped { quarter, reason: table.prose("reason", context)? })
        }),
    })
}

fn replan(table: &Table<'_>, context: &mut Context<'_>) -> Option<Replan> {
    let quarter = table.quarter("in", context)?.value;
    let due = table.when("due", context).map(|due| due.value);
    Some(Replan { quarter, due, reason: table.prose("reason", context) })
}
