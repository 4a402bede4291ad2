//! `content/reports/2024-Q3/lock.toml`: a closed quarter, as `voortgang close` wrote it.
//!
//! Its texts are Markdown, and read as if they still stood in the file that they come from.

mod project;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::context::Context;
use super::kind::Kind;
use super::table::{Schema, Table};
use super::value;
use super::{chapter, front_matter, markdown, site};
use crate::diagnostic::{Closing, Diagnostic, Place, Problem, Severity};
use crate::language::Language;
use crate::model::{
    About, CategoryFacts, Change, Chapter, ChapterPlace, KeptCorrection, Lock, Prose, Quarter, Report, RiskFacts, Slug,
    Snapshot, Status,
};
use crate::source::{FilePath, Span};

const SCHEMA: Schema = &[
    (
        "",
        &[
            "seal",
            "version",
            "quarter",
            "language",
            "closed",
            "corrected",
            "earlier",
            "statuses",
            "report",
            "chapters",
            "categories",
            "projects",
            "outlook",
            "risks",
            "files",
            "corrections",
            "changes",
        ],
    ),
    ("statuses", &["id", "label", "meaning", "phase", "tone"]),
    ("report", &["as_of", "published", "signatory", "summary", "highlights"]),
    ("chapter", &["title", "after", "order", "budgets", "body"]),
    ("budgets", &["title", "unit", "amounts", "total"]),
    ("category", &["title", "order", "goal"]),
    (
        "project",
        &[
            "title",
            "category",
            "order",
            "since",
            "status",
            "result",
            "promises",
            "outlook",
            "expected",
            "silence",
            "without_outlook",
            "milestones",
        ],
    ),
    ("promises", &["text", "outcome", "note", "milestone", "added"]),
    ("milestones", &["id", "title", "due", "replanned", "achieved", "dropped"]),
    ("replanned", &["in", "due", "reason"]),
    ("dropped", &["in", "reason"]),
    ("announcement", &["title", "category", "order", "promises", "outlook", "expected"]),
    ("risk", &["title", "order", "body", "measure", "state"]),
    ("corrections", &["date", "about", "note"]),
    ("changes", &["date", "about", "field", "was", "now"]),
];

/// Reads a lock. Any mistake in it is one mistake: nobody mends a lock by hand.
pub(super) fn read(quarter: Quarter, context: &mut Context<'_>) -> Option<RawLock> {
    let lock = front_matter::whole(SCHEMA, context, |table, context| whole(quarter, &table, context));
    let first = context.take_diagnostics().into_iter().find(|found| found.severity() == Severity::Error);
    let place = first.as_ref().map_or_else(|| context.place(Span::new(0, 0)), |first| first.place.clone());
    match lock.filter(|_| first.is_none()) {
        Some(lock) => Some(lock),
        None => {
            let (problem, place) = mistake(quarter, context, place);
            context.push(Diagnostic::new(problem, place));
            None
        }
    }
}

/// What is wrong with a lock, and where.
fn mistake(quarter: Quarter, context: &Context<'_>, place: Place) -> (Closing, Place) {
    let quarter = quarter.to_string();
    let line = |start: &str| {
        let lines = context.text.split_inclusive('\n').scan(0, |at, line| {
            *at += line.len();
            Some((*at - line.len(), line.trim_end()))
        });
        let mut found =
            lines.filter_map(|(at, line)| Some((Span::new(at, at + line.len()), line.strip_prefix(start)?)));
        found.next()
    };
    if let Some((span, _)) = line("<<<<<<< ") {
        return (Closing::LockConflict { quarter }, context.place(span));
    }
    match line("version = ").filter(|(_, version)| *version != Lock::VERSION.to_string()) {
        Some((span, version)) => (Closing::LockVersion { quarter, version: version.to_owned() }, context.place(span)),
        None => (Closing::BrokenLock { quarter }, place),
    }
}

/// A lock, as its file says it.
#[derive(Debug, PartialEq, Eq)]
pub struct RawLock {
    /// What it keeps.
    pub lock: Arc<Lock>,
    /// The seal of what it kept when it was written.
    pub seal: String,
}

/// What the parts of a lock refer to.
struct Parts<'l> {
    quarter: Quarter,
    statuses: &'l [Arc<Status>],
    categories: &'l BTreeMap<Slug, (i64, CategoryFacts)>,
}

fn whole(quarter: Quarter, table: &Table<'_>, context: &mut Context<'_>) -> Option<RawLock> {
    table.finish(context);
    table.integer("version", context).filter(|version| *version == Lock::VERSION)?;
    table.quarter("quarter", context).filter(|own| own.value == quarter)?;
    let language = table.choice("language", &Language::ALL, context);
    let closed = table.day("closed", context);
    let earlier = table.texts("earlier", context);
    let earlier = earlier.iter().filter_map(|text| value::quarter(&text.value, text.span, context)).collect();
    let (statuses, _) = site::statuses(table, context);
    let categories = categories(table, context);
    let parts = Parts { quarter, statuses: &statuses, categories: &categories };
    let groups = project::groups(table, &parts, context);
    let outlook = project::outlook(table, &parts, context);
    let report = report(quarter, table, context)?;
    let snapshot = Snapshot { report, groups, outlook, risks: risks(table, context), statuses };
    let seal = table.text(Lock::SEAL, context);
    let lock = Lock {
        file: context.file.clone(),
        language: language?,
        closed: closed?,
        corrected: table.day("corrected", context),
        earlier,
        corrections: corrections(quarter, table, context),
        changes: changes(table, context),
        files: files(table),
        snapshot,
    };
    Some(RawLock { lock: Arc::new(lock), seal: seal?.value })
}

/// The tables inside a table whose keys are ids.
fn by_id<'v>(table: &Table<'v>, key: &str, name: &'static str, context: &mut Context<'_>) -> Vec<(Slug, Table<'v>)> {
    let Some(outer) = table.table(key, name, context) else { return Vec::new() };
    let mut tables = Vec::new();
    for (key, value, span) in outer.entries() {
        let inner = outer.inner(key.value, name, value, span, context);
        if let Some(inner) = &inner {
            inner.finish(context);
        }
        tables.extend(Slug::parse(key.value).zip(inner));
    }
    tables
}

/// The values in the order that they say, whatever the order of their ids.
fn in_order<T>(mut values: Vec<(i64, T)>) -> Vec<T> {
    values.sort_by_key(|(order, _)| *order);
    values.into_iter().map(|(_, value)| value).collect()
}

fn order(table: &Table<'_>, context: &mut Context<'_>) -> i64 {
    table.integer("order", context).unwrap_or_default()
}

/// A text that was the body of a page.
fn body(table: &Table<'_>, key: &str, context: &mut Context<'_>) -> Option<Prose> {
    let text = table.any_text(key, context)?;
    Some(markdown::kept_body(&text, context))
}

/// A body that need not say anything.
fn some_body(table: &Table<'_>, key: &str, context: &mut Context<'_>) -> Prose {
    body(table, key, context).unwrap_or_else(|| markdown::empty(table.place_of(key).start, context))
}

fn report(quarter: Quarter, table: &Table<'_>, context: &mut Context<'_>) -> Option<Report> {
    let chapters = chapters(quarter, table, context);
    let table = table.table("report", "report", context)?;
    table.finish(context);
    let file = context.stand_in(&Kind::Report(quarter), &format!("content/reports/{quarter}/index.md"));
    Some(Report {
        file,
        quarter,
        as_of: table.day("as_of", context),
        published: table.day("published", context),
        signatory: table.text("signatory", context).map(|text| text.value),
        highlights: table.proses("highlights", context),
        draft: false,
        corrections: Vec::new(),
        summary: some_body(&table, "summary", context),
        chapters,
    })
}

fn chapters(quarter: Quarter, table: &Table<'_>, context: &mut Context<'_>) -> Vec<Chapter> {
    let mut chapters = Vec::new();
    for (id, table) in by_id(table, "chapters", "chapter", context) {
        let path = format!("content/reports/{quarter}/{id}.md");
        let file = context.stand_in(&Kind::Chapter(quarter, id.clone()), &path);
        let budgets = table.tables("budgets", "budgets", context);
        let budgets = budgets.iter().filter_map(|table| chapter::budget(table, context)).collect();
        let order = order(&table, context);
        let after = table.choice("after", &ChapterPlace::ALL, context).unwrap_or(ChapterPlace::Summary);
        let body = some_body(&table, "body", context);
        let title = table.text("title", context).map(|title| title.value).unwrap_or_default();
        chapters.push((order, Chapter { id, file, title, after, order: Some(order), budgets, body }));
    }
    in_order(chapters)
}

fn categories(table: &Table<'_>, context: &mut Context<'_>) -> BTreeMap<Slug, (i64, CategoryFacts)> {
    let mut categories = BTreeMap::new();
    for (id, table) in by_id(table, "categories", "category", context) {
        context.stand_in(&Kind::Category(id.clone()), &format!("content/categories/{id}.md"));
        let order = order(&table, context);
        let title = table.text("title", context).map(|title| title.value).unwrap_or_default();
        let goal = table.prose("goal", context);
        categories.insert(id.clone(), (order, CategoryFacts { id, title, goal }));
    }
    categories
}

fn risks(table: &Table<'_>, context: &mut Context<'_>) -> Vec<RiskFacts> {
    let mut risks = Vec::new();
    for (id, table) in by_id(table, "risks", "risk", context) {
        context.stand_in(&Kind::Risk(id.clone()), &format!("content/risks/{id}.md"));
        let order = order(&table, context);
        let title = table.text("title", context).map(|title| title.value).unwrap_or_default();
        let body = some_body(&table, "body", context);
        let measure = table.prose("measure", context);
        let state = table.prose("state", context);
        let state = table.required("state", state, context);
        risks.extend(state.map(|state| (order, RiskFacts { id, title, body, measure, state })));
    }
    in_order(risks)
}

/// The hashes of files, by their paths.
fn files(table: &Table<'_>) -> BTreeMap<FilePath, String> {
    let files = table.table_of_texts("files");
    files.into_iter().map(|(path, hash)| (FilePath::new(path), hash.to_owned())).collect()
}

fn corrections(quarter: Quarter, table: &Table<'_>, context: &mut Context<'_>) -> Vec<KeptCorrection> {
    context.stand_in(&Kind::Report(quarter), &format!("content/reports/{quarter}/index.md"));
    let tables = table.tables("corrections", "corrections", context);
    let kept = tables.iter().filter_map(|table| {
        let date = table.day("date", context)?;
        let about = about(table, context)?;
        Some(KeptCorrection { date, about, note: table.prose("note", context)? })
    });
    kept.collect()
}

fn changes(table: &Table<'_>, context: &mut Context<'_>) -> Vec<Change> {
    let tables = table.tables("changes", "changes", context);
    let changes = tables.iter().filter_map(|table| {
        let date = table.day("date", context)?;
        let about = about(table, context)?;
        let field = table.text("field", context)?.value;
        let was = table.any_text("was", context).map(|text| text.value);
        let now = table.any_text("now", context).map(|text| text.value);
        Some(Change { date, about, field, was, now })
    });
    changes.collect()
}

fn about(table: &Table<'_>, context: &mut Context<'_>) -> Option<About> {
    let text = table.text("about", context)?;
    let about = About::parse(&text.value);
    if about.is_none() {
        context.report(Problem::UnknownSubject { id: text.value, suggestion: None }, text.span);
    }
    about
}
