//! `content/reports/2024-Q3/index.md`.

use super::context::Context;
use super::table::{Schema, Table};
use super::{front_matter, markdown};
use crate::model::{Day, Prose, Quarter};
use crate::source::{FilePath, Span, Spanned};

/// The frame of a report, as its file says it.
#[derive(Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are documented at the model's type")]
pub struct RawReport {
    pub file: FilePath,
    pub quarter: Quarter,
    pub as_of: Option<Day>,
    pub published: Option<Day>,
    pub signatory: Option<String>,
    pub highlights: Vec<Prose>,
    pub draft: bool,
    pub corrections: Vec<RawCorrection>,
    pub summary: Prose,
}

/// A correction, as the report says it.
#[derive(Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are documented at the model's type")]
pub struct RawCorrection {
    pub date: Day,
    pub about: Spanned<String>,
    pub note: Prose,
    /// Where its date stands.
    pub span: Span,
}

const SCHEMA: Schema = &[
    ("", &["as_of", "published", "signatory", "highlights", "draft", "corrections"]),
    ("corrections", &["date", "about", "note"]),
];

pub(super) fn read(quarter: Quarter, context: &mut Context<'_>) -> Option<RawReport> {
    let page = front_matter::split(context)?;
    let summary = markdown::body(page.body, page.body_start, context);
    let file = context.file.clone();
    Some(page.table(SCHEMA, context, |table, context| {
        table.finish(context);
        let corrections = table.tables("corrections", "corrections", context);
        RawReport {
            file,
            quarter,
            as_of: table.day("as_of", context),
            published: table.day("published", context),
            signatory: table.text("signatory", context).map(|text| text.value),
            highlights: table.proses("highlights", context),
            draft: table.boolean("draft", context),
            corrections: corrections.iter().filter_map(|table| correction(table, context)).collect(),
            summary,
        }
    }))
}

fn correction(table: &Table<'_>, context: &mut Context<'_>) -> Option<RawCorrection> {
    table.finish(context);
    let date = table.day("date", context);
    let date = table.required("date", date, context);
    let about = table.text("about", context);
    let about = table.required("about", about, context);
    let note = table.prose("note", context);
    let note = table.required("note", note, context);
    Some(RawCorrection { date: date?, about: about?, note: note?, span: table.place_of("date") })
}
