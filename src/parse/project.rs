//! `content/projects/<project>/index.md`.

mod milestone;

use std::sync::Arc;

use super::context::Context;
use super::table::{Schema, Table};
use super::value;
use super::{front_matter, markdown};
use crate::diagnostic::{Diagnostic, Expected, Problem, Role};
use crate::model::{Link, Milestone, Prose, Quarter, Slug};
use crate::source::{FilePath, Span, Spanned};

/// A project's permanent facts, as its file says them.
#[derive(Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are documented at the model's type")]
pub struct RawProject {
    pub file: FilePath,
    pub id: Slug,
    pub title: Option<String>,
    pub category: Option<Spanned<Slug>>,
    pub summary: Option<Prose>,
    pub client: Option<String>,
    pub executor: Option<String>,
    pub order: Option<i64>,
    pub draft: bool,
    pub aliases: Vec<(String, Span)>,
    pub formerly: Vec<RawFormer>,
    pub links: Vec<Link>,
    pub milestones: Vec<Arc<Milestone>>,
    /// The ids of all milestones, also of those with a mistake of their own.
    pub milestone_ids: Vec<Slug>,
    pub body: Prose,
}

/// A former name or category, as the project says it.
#[derive(Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are documented at the model's type")]
pub struct RawFormer {
    pub until: Quarter,
    pub title: Option<String>,
    pub category: Option<Spanned<Slug>>,
}

const SCHEMA: Schema = &[
    (
        "",
        &[
            "title",
            "category",
            "summary",
            "client",
            "executor",
            "order",
            "draft",
            "aliases",
            "formerly",
            "links",
            "milestones",
        ],
    ),
    ("milestones", &["title", "id", "due", "replanned", "achieved", "dropped"]),
    ("milestones.replanned", &["in", "due", "reason"]),
    ("milestones.dropped", &["in", "reason"]),
    ("links", &["title", "url"]),
    ("formerly", &["until", "title", "category"]),
];

pub(super) fn read(id: Slug, context: &mut Context<'_>) -> Option<RawProject> {
    let page = front_matter::split(context)?;
    let body = markdown::body(page.body, page.body_start, context);
    let file = context.file.clone();
    Some(page.table(SCHEMA, context, |table, context| {
        table.finish(context);
        let title = table.text("title", context);
        let category = table.slug("category", context);
        let links = table.tables("links", "links", context);
        let milestones = milestone::read_all(&table, context);
        RawProject {
            file,
            id,
            title: table.required("title", title, context).map(|title| title.value),
            category: table.required("category", category, context),
            summary: table.prose("summary", context),
            client: table.text("client", context).map(|text| text.value),
            executor: table.text("executor", context).map(|text| text.value),
            order: table.integer("order", context),
            draft: table.boolean("draft", context),
            aliases: aliases(&table, context),
            formerly: formerly(&table, context),
            links: links.iter().filter_map(|table| link(table, context)).collect(),
            milestones: milestones.read,
            milestone_ids: milestones.ids,
            body,
        }
    }))
}

fn link(table: &Table<'_>, context: &mut Context<'_>) -> Option<Link> {
    table.finish(context);
    let title = table.text("title", context);
    let title = table.required("title", title, context);
    let url = table.web_address("url", context);
    let url = table.required("url", url, context);
    Some(Link { title: title?.value, url: url? })
}

/// Former addresses: each a path of our own site that begins and ends with a slash.
fn aliases(table: &Table<'_>, context: &mut Context<'_>) -> Vec<(String, Span)> {
    let mut aliases = Vec::new();
    for alias in table.texts("aliases", context) {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
        let address = alias.value.as_str();
        let is_sound = address.len() > 1
            && address.starts_with('/')
            && address.ends_with('/')
            && address.bytes().all(plain)
            && !address.contains("//")
            && !address.split('/').any(|part| part == "." || part == "..");
        if is_sound {
            aliases.push((alias.value, alias.span));
        } else {
            context.report(value::wrong_format("aliases", Expected::SiteAddress), alias.span);
        }
    }
    aliases
}

/// Former names, the oldest first.
fn formerly(table: &Table<'_>, context: &mut Context<'_>) -> Vec<RawFormer> {
    let mut formerly = Vec::new();
    let mut last: Option<Spanned<Quarter>> = None;
    for table in table.tables("formerly", "formerly", context) {
        table.finish(context);
        let until = table.quarter("until", context);
        let until = table.required("until", until, context);
        let title = table.text("title", context).map(|text| text.value);
        let category = table.slug("category", context);
        if !table.has("title") && !table.has("category") {
            context.report(Problem::FormerlyNothing, table.span());
        }
        let Some(until) = until else { continue };
        if let Some(last) = last.as_ref().filter(|last| last.value >= until.value) {
            let problem = Problem::FormerlyOrder { until: until.value.to_string(), former: last.value.to_string() };
            let diagnostic = Diagnostic::new(problem, context.place(until.span));
            context.push(diagnostic.with(Role::FormerHere, context.place(last.span)));
        }
        formerly.push(RawFormer { until: until.value, title, category });
        last = Some(until);
    }
    formerly
}
