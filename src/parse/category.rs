//! `content/categories/<category>.md`.

use super::context::Context;
use super::table::Schema;
use super::{front_matter, markdown};
use crate::model::{Prose, Slug};
use crate::source::FilePath;

/// A category, as its file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are documented at the model's type")]
pub struct RawCategory {
    pub file: FilePath,
    pub id: Slug,
    pub title: Option<String>,
    pub goal: Option<Prose>,
    pub order: Option<i64>,
    pub body: Prose,
}

const SCHEMA: Schema = &[("", &["title", "goal", "order"])];

pub(super) fn read(id: Slug, context: &mut Context<'_>) -> Option<RawCategory> {
    let page = front_matter::split(context)?;
    let (title, goal, order) = page.table(SCHEMA, context, |table, context| {
        table.finish(context);
        let title = table.text("title", context);
        let title = table.required("title", title, context).map(|title| title.value);
        (title, table.prose("goal", context), table.integer("order", context))
    });
    let body = markdown::body(page.body, page.body_start, context);
    Some(RawCategory { file: context.file.clone(), id, title, goal, order, body })
}
