//! The pages: one file a kind, each with its view: all that its template may see.
//!
//! Goes in: the public portal, what follows from it, and its texts as HTML. Comes out: finished pages. Must not: see
//! a raw entry, or a fact that is not public.

mod categories;
mod changes;
mod chart;
mod counts;
mod facts;
mod finance;
mod frame;
mod free;
mod home;
mod parts;
mod projects;
mod quarters;
mod risks;
mod roadmap;
mod structured;
mod version;

pub use facts::Facts;

use std::collections::BTreeSet;

use minijinja::Value;
use minijinja::value::Serde;
use rayon::prelude::*;
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Place, Role};
use crate::model::{Quarter, Slug};
use crate::output::Output;
use crate::source::FilePath;
use crate::source::disk::SITE_FILE;
use crate::theme::Theme;

/// What a page is about.
#[derive(Clone, Debug)]
enum Subject {
    Home,
    Projects,
    Project(Slug),
    Categories,
    Category(Slug),
    Roadmap,
    Quarters,
    Quarter(Quarter),
    Changes(Quarter),
    Risks,
    Finance,
    Free(Slug),
    Version,
    NotFound,
}

/// A page before it is rendered.
struct Draft {
    address: String,
    template: &'static str,
    title: String,
    section: Section,
    description: Option<String>,
    /// The pages between the home page and this one.
    breadcrumb: Vec<parts::Link>,
    /// The file that the page is mainly made of.
    source: FilePath,
    view: Value,
}

/// The part of the navigation that a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Section {
    Home,
    Projects,
    Categories,
    Roadmap,
    Quarters,
    Risks,
    Finance,
    None,
}

/// Everything that a template sees.
#[derive(Serialize)]
struct Context<'a> {
    site: &'a Value,
    page: frame::PageView<'a>,
    view: &'a Value,
}

/// Every page of the site, and a diagnostic for each place in a template that failed, with the first page it failed
/// for.
pub fn render(facts: &Facts<'_>, theme: &Theme) -> (Vec<Output>, Vec<Diagnostic>) {
    let site = value(&frame::site(facts, theme));
    let subjects = subjects(facts);
    let rendered: Vec<Result<Output, Diagnostic>> = subjects
        .par_iter()
        .filter_map(|subject| Some((subject, draft(facts, subject)?)))
        .map(|(subject, draft)| page(facts, theme, &site, subject, &draft))
        .collect();
    let mut outputs = Vec::with_capacity(rendered.len());
    let mut diagnostics = Vec::new();
    let mut failed = BTreeSet::new();
    for page in rendered {
        match page {
            Ok(output) => outputs.push(output),
            Err(diagnostic) if failed.insert(diagnostic.place.clone()) => diagnostics.push(diagnostic),
            Err(_) => {}
        }
    }
    (outputs, diagnostics)
}

fn subjects(facts: &Facts<'_>) -> Vec<Subject> {
    let portal = facts.portal();
    let mut subjects = vec![
        Subject::Home,
        Subject::Projects,
        Subject::Categories,
        Subject::Roadmap,
        Subject::Quarters,
        Subject::Risks,
        Subject::Finance,
        Subject::Version,
        Subject::NotFound,
    ];
    // The largest pages first, so that no thread is left with one of them at the end.
    subjects.splice(0..0, portal.reports.keys().map(|quarter| Subject::Quarter(*quarter)));
    subjects.extend(portal.reports.keys().map(|quarter| Subject::Changes(*quarter)));
    subjects.extend(portal.projects.keys().cloned().map(Subject::Project));
    subjects.extend(portal.categories.keys().cloned().map(Subject::Category));
    subjects.extend(portal.pages.keys().cloned().map(Subject::Free));
    subjects
}

fn draft(facts: &Facts<'_>, subject: &Subject) -> Option<Draft> {
    match subject {
        Subject::Home => Some(home::page(facts)),
        Subject::Projects => Some(projects::index(facts)),
        Subject::Project(id) => projects::page(facts, id),
        Subject::Categories => Some(categories::index(facts)),
        Subject::Category(id) => categories::page(facts, id),
        Subject::Roadmap => Some(roadmap::page(facts)),
        Subject::Quarters => Some(quarters::index(facts)),
        Subject::Quarter(quarter) => quarters::page(facts, *quarter),
        Subject::Changes(quarter) => changes::page(facts, *quarter),
        Subject::Risks => Some(risks::page(facts)),
        Subject::Finance => Some(finance::page(facts)),
        Subject::Free(id) => free::page(facts, id),
        Subject::Version => Some(version::page(facts)),
        Subject::NotFound => Some(free::not_found(facts)),
    }
}

fn page(
    facts: &Facts<'_>,
    theme: &Theme,
    site: &Value,
    subject: &Subject,
    draft: &Draft,
) -> Result<Output, Diagnostic> {
    let context = Context { site, page: frame::page(facts, subject, draft), view: &draft.view };
    let html = theme.render(draft.template, value(&context), &draft.address);
    let html = html.map_err(|diagnostic| diagnostic.with(Role::PageFrom, Place::file(&draft.source)))?;
    Ok(Output::page(&draft.address, html, draft.source.clone()))
}

fn value(view: &impl Serialize) -> Value {
    Value::from(Serde(view))
}

/// The file that pages without one of their own are said to come from.
fn site_file() -> FilePath {
    FilePath::new(SITE_FILE)
}
