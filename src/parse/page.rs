//! `content/pages/<page>.md`.

use super::context::Context;
use super::table::Schema;
use super::{front_matter, markdown};
use crate::model::{Prose, Slug};
use crate::source::FilePath;

/// A free page, as its file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are documented at the model's type")]
pub struct RawPage {
    pub file: FilePath,
    pub id: Slug,
    pub title: Option<String>,
    pub order: Option<i64>,
    pub body: Prose,
}

const SCHEMA: Schema = &[("", &["title", "order"])];

pub(super) fn read(id: Slug, context: &mut Context<'_>) -> Option<RawPage> {
    let page = front_matter::split(context)?;
    let (title, order) = page.table(SCHEMA, context, |table, context| {
        table.finish(context);
        let title = table.text("title", context);
        (table.required("title", title, context), table.integer("order", context))
    });
    let body = markdown::body(page.body, page.body_start, context);
    Some(RawPage { file: context.file.clone(), id, title: title.map(|title| title.value), order, body })
}
