//! `portal.toml`.

use std::sync::Arc;

use super::context::Context;
use super::table::{Schema, Table};
use super::value;
use super::{data, front_matter, hosting, woo};
use crate::diagnostic::{Diagnostic, Expected, Problem, Role};
use crate::language::Language;
use crate::model::{BaseUrl, Data, Hosting, Organisation, Phase, Slug, Status, Tone, Woo};
use crate::source::{FilePath, Span, Spanned};

/// The site, as `portal.toml` says it.
#[derive(Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are documented at the model's type")]
pub struct RawSite {
    pub file: FilePath,
    pub title: Option<String>,
    pub base_url: Option<BaseUrl>,
    pub language: Option<Language>,
    pub theme: Option<Spanned<Slug>>,
    pub description: Option<String>,
    pub organisation: Option<Organisation>,
    /// Those without a mistake; empty when the portal brings none.
    pub statuses: Vec<Arc<Status>>,
    /// Whether the portal brings statuses of its own.
    pub has_statuses: bool,
    /// Whether one of them has a mistake.
    pub has_flawed_statuses: bool,
    pub hosting: Hosting,
    pub data: Data,
    pub woo: Option<Woo>,
}

const SCHEMA: Schema = &[
    (
        "",
        &[
            "title",
            "base_url",
            "language",
            "theme",
            "description",
            "organisation",
            "statuses",
            "hosting",
            "data",
            "woo",
        ],
    ),
    ("organisation", &["name", "url", "email", "address"]),
    ("statuses", &["id", "label", "meaning", "phase", "tone"]),
    ("data", data::KEYS),
    ("hosting", hosting::KEYS),
    (hosting::SECURITY_TXT, hosting::SECURITY_TXT_KEYS),
    ("woo", woo::KEYS),
];

pub(super) fn read(context: &mut Context<'_>) -> RawSite {
    let file = context.file.clone();
    front_matter::whole(SCHEMA, context, |table, context| {
        table.finish(context);
        let title = table.text("title", context);
        let base_url = base_url(&table, context);
        let language = table.choice("language", &Language::ALL, context);
        let organisation = table.table("organisation", "organisation", context);
        let hosting = table.table("hosting", "hosting", context);
        let data = table.table("data", "data", context);
        let woo = table.table("woo", "woo", context);
        let (statuses, has_flawed_statuses) = statuses(&table, context);
        if let (Some(base_url), Some(woo)) = (&base_url, &woo) {
            report_insecure(base_url, &table, woo, context);
        }
        RawSite {
            file,
            title: table.required("title", title, context).map(|title| title.value),
            base_url: table.required("base_url", base_url, context),
            language: table.required("language", language, context),
            theme: table.slug("theme", context),
            description: table.text("description", context).map(|text| text.value),
            organisation: organisation.and_then(|table| read_organisation(&table, context)),
            statuses,
            has_statuses: table.has("statuses"),
            has_flawed_statuses,
            hosting: hosting.map(|table| hosting::read(&table, context)).unwrap_or_default(),
            data: data.map(|table| data::read(&table, context)).unwrap_or_default(),
            woo: woo.and_then(|table| woo::read(&table, context)),
        }
    })
}

fn base_url(table: &Table<'_>, context: &mut Context<'_>) -> Option<BaseUrl> {
    let text = table.text("base_url", context)?;
    let url = BaseUrl::parse(&text.value);
    if url.is_none() {
        context.report(value::wrong_format("base_url", Expected::BaseUrl), text.span);
    }
    url
}

/// The Woo-index takes documents over HTTPS alone.
fn report_insecure(base_url: &BaseUrl, table: &Table<'_>, woo: &Table<'_>, context: &mut Context<'_>) {
    if !base_url.is_secure() {
        let problem = Problem::WooWithoutHttps { base_url: base_url.to_string() };
        let place = context.place(table.place_of("base_url"));
        let other = context.place(woo.span());
        context.push(Diagnostic::new(problem, place).with(Role::TableHere, other));
    }
}

fn read_organisation(table: &Table<'_>, context: &mut Context<'_>) -> Option<Organisation> {
    table.finish(context);
    let name = table.text("name", context);
    let name = table.required("name", name, context);
    let url = table.web_address("url", context);
    let email = mail_address(table, context);
    let address = table.text("address", context).map(|text| text.value);
    Some(Organisation { name: name?.value, url, email, address })
}

fn mail_address(table: &Table<'_>, context: &mut Context<'_>) -> Option<String> {
    let text = table.text("email", context)?;
    let parts = text.value.split_once('@');
    let is_sound = parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        && !text.value.contains(char::is_whitespace);
    if !is_sound {
        context.report(value::wrong_format("email", Expected::MailAddress), text.span);
    }
    is_sound.then_some(text.value)
}

/// The statuses without a mistake, and whether there were others.
pub(super) fn statuses(table: &Table<'_>, context: &mut Context<'_>) -> (Vec<Arc<Status>>, bool) {
    let mut statuses = Vec::new();
    let mut has_flawed = false;
    let mut ids: Vec<(Slug, Span)> = Vec::new();
    for table in table.tables("statuses", "statuses", context) {
        let Some((status, span)) = status(&table, context) else {
            has_flawed = true;
            continue;
        };
        if let Some((id, first)) = ids.iter().find(|(id, _)| *id == status.id) {
            let diagnostic = Diagnostic::new(Problem::DuplicateId { id: id.to_string() }, context.place(span));
            context.push(diagnostic.with(Role::FirstHere, context.place(*first)));
        }
        ids.push((status.id.clone(), span));
        statuses.push(Arc::new(status));
    }
    (statuses, has_flawed)
}

fn status(table: &Table<'_>, context: &mut Context<'_>) -> Option<(Status, Span)> {
    table.finish(context);
    let id = table.slug("id", context);
    let id = table.required("id", id, context);
    let label = table.text("label", context);
    let label = table.required("label", label, context);
    let meaning = table.text("meaning", context).map(|text| text.value);
    let phase = table.choice("phase", &Phase::ALL, context);
    let phase = table.required("phase", phase, context);
    let tone = table.choice("tone", &Tone::ALL, context);
    let tone = table.required("tone", tone, context);
    let id = id?;
    Some((Status { id: id.value, label: label?.value, meaning, phase: phase?, tone: tone? }, id.span))
}
