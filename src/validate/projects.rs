//! Projects with their records.

use std::collections::BTreeMap;

use super::Known;
use crate::diagnostic::{Diagnostic, Place, Problem, nearest};
use crate::model::{Achievement, Former, Outlook, Project, Promise, Slug, Update};
use crate::parse::{RawProject, RawPromise, RawUpdate};
use crate::source::{FilePath, Spanned};

/// The updates of each project.
pub(super) type Updates = BTreeMap<Slug, Vec<RawUpdate>>;

/// Puts projects together. One whose own file has mistakes is left out; its updates are checked all the same.
pub(super) fn build(
    raw: Vec<RawProject>,
    mut updates: Updates,
    known: &Known,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<Slug, Project> {
    let mut projects = BTreeMap::new();
    for raw in raw {
        let own = updates.remove(&raw.id).unwrap_or_default();
        let ids = Some(raw.milestone_ids.as_slice());
        let built = own.into_iter().map(|raw| update(raw, ids, known, diagnostics)).collect::<Vec<_>>();
        if let Some(mut project) = project(raw, known, diagnostics) {
            let says_something = |update: &Update| !update.outlook.is_empty() || update.achievement.is_some();
            let updates = built.into_iter().filter(says_something);
            project.updates = updates.map(|update| (update.quarter, update)).collect();
            projects.insert(project.id.clone(), project);
        }
    }
    for raw in updates.into_values().flatten() {
        update(raw, None, known, diagnostics);
    }
    projects
}

fn project(raw: RawProject, known: &Known, diagnostics: &mut Vec<Diagnostic>) -> Option<Project> {
    let former_categories = raw.formerly.iter().filter_map(|former| former.category.as_ref());
    for category in raw.category.iter().chain(former_categories) {
        check_category(category, &raw.file, known, diagnostics);
    }
    let formerly = raw.formerly.into_iter().map(|former| Former {
        until: former.until,
        title: former.title,
        category: former.category.map(|category| category.value),
    });
    Some(Project {
        id: raw.id,
        file: raw.file,
        title: raw.title?,
        category: raw.category?.value,
        summary: raw.summary,
        client: raw.client,
        executor: raw.executor,
        order: raw.order,
        draft: raw.draft,
        aliases: raw.aliases,
        formerly: formerly.collect(),
        links: raw.links,
        milestones: raw.milestones,
        body: raw.body,
        updates: BTreeMap::new(),
    })
}

fn check_category(category: &Spanned<Slug>, file: &FilePath, known: &Known, diagnostics: &mut Vec<Diagnostic>) {
    if !known.categories.contains(&category.value) {
        let id = category.value.to_string();
        let suggestion = nearest(&id, known.categories.iter().map(Slug::as_str));
        let problem = Problem::UnknownCategory { id, suggestion };
        diagnostics.push(Diagnostic::new(problem, Place::span(file, category.span)));
    }
}

fn update(raw: RawUpdate, milestones: Option<&[Slug]>, known: &Known, diagnostics: &mut Vec<Diagnostic>) -> Update {
    for status in raw.status.iter().chain(&raw.expected) {
        check_status(status, &raw.file, known, diagnostics);
    }
    if let Some(milestones) = milestones {
        for id in raw.promises.iter().filter_map(|promise| promise.milestone.as_ref()) {
            check_milestone(id, &raw.file, milestones, diagnostics);
        }
    }
    Update {
        file: raw.file,
        quarter: raw.quarter,
        outlook: Outlook {
            promises: raw.promises.into_iter().map(promise).collect(),
            text: raw.outlook,
            expected: raw.expected.map(|expected| expected.value),
        },
        achievement: raw.status.zip(raw.result).map(|(status, result)| Achievement { status: status.value, result }),
    }
}

fn promise(raw: RawPromise) -> Promise {
    Promise {
        text: raw.text,
        outcome: raw.outcome,
        note: raw.note,
        milestone: raw.milestone.map(|milestone| milestone.value),
    }
}

fn check_status(status: &Spanned<Slug>, file: &FilePath, known: &Known, diagnostics: &mut Vec<Diagnostic>) {
    if known.has_all_statuses && known.statuses.get(&status.value).is_none() {
        let choices = known.statuses.iter().map(|status| status.id.as_str());
        let problem = Problem::UnknownStatus {
            id: status.value.to_string(),
            suggestion: nearest(status.value.as_str(), choices.clone()),
            choices: choices.map(str::to_owned).collect(),
        };
        diagnostics.push(Diagnostic::new(problem, Place::span(file, status.span)));
    }
}

fn check_milestone(id: &Spanned<Slug>, file: &FilePath, milestones: &[Slug], diagnostics: &mut Vec<Diagnostic>) {
    if !milestones.contains(&id.value) {
        let suggestion = nearest(id.value.as_str(), milestones.iter().map(Slug::as_str));
        let problem = Problem::UnknownMilestone { id: id.value.to_string(), suggestion };
        diagnostics.push(Diagnostic::new(problem, Place::span(file, id.span)));
    }
}
