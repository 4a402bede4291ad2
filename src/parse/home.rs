//! `content/index.md`.

use super::context::Context;
use super::table::Schema;
use super::{front_matter, markdown};
use crate::model::Prose;
use crate::source::FilePath;

/// The home page's introduction, as its file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are documented at the model's type")]
pub struct RawHome {
    pub file: FilePath,
    pub title: Option<String>,
    pub body: Prose,
}

const SCHEMA: Schema = &[("", &["title"])];

pub(super) fn read(context: &mut Context<'_>) -> Option<RawHome> {
    let page = front_matter::split(context)?;
    let title = page.table(SCHEMA, context, |table, context| {
        table.finish(context);
        let title = table.text("title", context);
        table.required("title", title, context)
    });
    let body = markdown::body(page.body, page.body_start, context);
    Some(RawHome { file: context.file.clone(), title: title.map(|title| title.value), body })
}
