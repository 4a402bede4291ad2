//! `content/risks/<risk>.md`.

use std::collections::BTreeMap;

use super::context::Context;
use super::table::{Schema, Table};
use super::value;
use super::{front_matter, markdown};
use crate::model::{Prose, Quarter, Slug};
use crate::source::FilePath;

/// A risk, as its file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are documented at the model's type")]
pub struct RawRisk {
    pub file: FilePath,
    pub id: Slug,
    pub title: Option<String>,
    pub order: Option<i64>,
    pub measure: Option<Prose>,
    pub states: BTreeMap<Quarter, Prose>,
    pub body: Prose,
}

const SCHEMA: Schema = &[("", &["title", "order", "measure", "states"])];

pub(super) fn read(id: Slug, context: &mut Context<'_>) -> Option<RawRisk> {
    let page = front_matter::split(context)?;
    let body = markdown::body(page.body, page.body_start, context);
    let file = context.file.clone();
    Some(page.table(SCHEMA, context, |table, context| {
        table.finish(context);
        let title = table.text("title", context);
        RawRisk {
            file,
            id,
            title: table.required("title", title, context).map(|title| title.value),
            order: table.integer("order", context),
            measure: table.prose("measure", context),
            states: table.table("states", "states", context).map(|table| states(&table, context)).unwrap_or_default(),
            body,
        }
    }))
}

fn states(table: &Table<'_>, context: &mut Context<'_>) -> BTreeMap<Quarter, Prose> {
    let mut states = BTreeMap::new();
    for (key, value, span) in table.entries() {
        let quarter = value::quarter(key.value, key.span, context);
        let text = value::text_of(key.value, value, span, context);
        if let (Some(quarter), Some(text)) = (quarter, text) {
            states.insert(quarter, markdown::line(&text, context));
        }
    }
    states
}
