//! Projects with their records.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Known;
use crate::cache::Memo;
use crate::diagnostic::{Diagnostic, Place, Problem, nearest};
use crate::model::{Achievement, Former, Outlook, Profile, Project, Promise, Slug, Update};
use crate::parse::{Entry, Parsed, RawProject, RawPromise, RawUpdate};
use crate::source::{FilePath, Spanned};

/// Projects by what they are put together from.
pub(super) type Projects = Memo<Slug, Ingredients, (Option<Arc<Project>>, Arc<[Diagnostic]>)>;

/// A file of a project, with the project's id.
type Own<'p> = (&'p Slug, &'p Arc<Parsed>);

/// What a project is put together from.
pub(super) struct Ingredients {
    /// The file of the project and those of its updates, in any order.
    files: Vec<Arc<Parsed>>,
    known: Arc<Known>,
}

/// Puts projects together. One whose own file has mistakes is left out; its updates are checked all the same.
pub(super) fn build(
    parsed: &[Arc<Parsed>],
    known: &Arc<Known>,
    memory: &mut Projects,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<Slug, Arc<Project>> {
    // The files of a project stand together, since they come by path.
    let own: Vec<Own<'_>> = parsed.iter().filter_map(|parsed| Some((project_of(parsed)?, parsed))).collect();
    let mut inputs: Vec<(&[Own<'_>], Slug)> =
        own.chunk_by(|(one, _), (other, _)| one == other).map(|own| (own, own[0].0.clone())).collect();
    inputs.sort_by(|(_, one), (_, other)| one.cmp(other));
    let is_same = |own: &&[Own<'_>], before: &Ingredients| {
        before.known == *known && own.iter().map(|(_, parsed)| *parsed).eq(&before.files)
    };
    let take = |own: &[Own<'_>]| Ingredients {
        files: own.iter().map(|(_, parsed)| Arc::clone(parsed)).collect(),
        known: Arc::clone(known),
    };
    let built = memory.each(inputs.into_iter(), is_same, take, |_, ingredients, _| one(ingredients));
    diagnostics.extend(built.iter().flat_map(|(_, mistakes)| mistakes.iter().cloned()));
    built.into_iter().filter_map(|(project, _)| project).map(|project| (project.id.clone(), project)).collect()
}

fn project_of(parsed: &Parsed) -> Option<&Slug> {
    match &parsed.entry {
        Some(Entry::Project(project)) => Some(&project.id),
        Some(Entry::Update(update)) => Some(&update.project),
        _ => None,
    }
}

fn one(Ingredients { files, known }: &Ingredients) -> (Option<Arc<Project>>, Arc<[Diagnostic]>) {
    let mut diagnostics = Vec::new();
    let raw = files.iter().find_map(|parsed| match &parsed.entry {
        Some(Entry::Project(project)) => Some(&**project),
        _ => None,
    });
    let milestones = raw.map(|raw| raw.milestone_ids.as_slice());
    let updates = files.iter().filter_map(|parsed| match &parsed.entry {
        Some(Entry::Update(raw)) => Some(update(raw, milestones, known, &mut diagnostics)),
        _ => None,
    });
    let says_something = |update: &Update| !update.outlook.is_empty() || update.achievement.is_some();
    let updates: Vec<Update> = updates.filter(says_something).collect();
    let profile = raw.and_then(|raw| profile(raw, known, &mut diagnostics));
    let updates = || updates.into_iter().map(|update| (update.quarter, Arc::new(update))).collect();
    let project = profile.map(|profile| Arc::new(Project { profile: Arc::new(profile), updates: updates() }));
    (project, diagnostics.into())
}

fn profile(raw: &RawProject, known: &Known, diagnostics: &mut Vec<Diagnostic>) -> Option<Profile> {
    let former_categories = raw.formerly.iter().filter_map(|former| former.category.as_ref());
    for category in raw.category.iter().chain(former_categories) {
        check_category(category, &raw.file, known, diagnostics);
    }
    let formerly = raw.formerly.iter().map(|former| Former {
        until: former.until,
        title: former.title.clone(),
        category: former.category.as_ref().map(|category| category.value.clone()),
    });
    Some(Profile {
        id: raw.id.clone(),
        file: raw.file.clone(),
        title: raw.title.clone()?,
        category: raw.category.as_ref()?.value.clone(),
        summary: raw.summary.clone(),
        client: raw.client.clone(),
        executor: raw.executor.clone(),
        order: raw.order,
        draft: raw.draft,
        aliases: raw.aliases.clone(),
        formerly: formerly.collect(),
        links: raw.links.clone(),
        milestones: raw.milestones.clone(),
        body: raw.body.clone(),
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

fn update(raw: &RawUpdate, milestones: Option<&[Slug]>, known: &Known, diagnostics: &mut Vec<Diagnostic>) -> Update {
    for status in raw.status.iter().chain(&raw.expected) {
        check_status(status, &raw.file, known, diagnostics);
    }
    if let Some(milestones) = milestones {
        for id in raw.promises.iter().filter_map(|promise| promise.milestone.as_ref()) {
            check_milestone(id, &raw.file, milestones, diagnostics);
        }
    }
    Update {
        file: raw.file.clone(),
        quarter: raw.quarter,
        outlook: Outlook {
            promises: raw.promises.iter().map(promise).collect(),
            text: raw.outlook.clone(),
            expected: raw.expected.as_ref().map(|expected| expected.value.clone()),
        },
        achievement: raw
            .status
            .as_ref()
            .zip(raw.result.as_ref())
            .map(|(status, result)| Achievement { status: status.value.clone(), result: result.clone() }),
    }
}

fn promise(raw: &RawPromise) -> Promise {
    Promise {
        text: raw.text.clone(),
        outcome: raw.outcome,
        note: raw.note.clone(),
        milestone: raw.milestone.as_ref().map(|milestone| milestone.value.clone()),
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
