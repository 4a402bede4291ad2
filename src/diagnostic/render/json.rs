//! One JSON document. Its fields only grow.

use serde::Serialize;

use super::Texts;
use crate::diagnostic::{Diagnostic, Place, Severity, text};
use crate::language::Language;

#[derive(Serialize)]
struct Entry {
    severity: &'static str,
    code: &'static str,
    message: String,
    #[serde(flatten)]
    place: PlaceEntry,
    help: Option<String>,
    related: Vec<RelatedEntry>,
}

/// Lines, columns and rows count from 1, columns in characters; offsets count bytes from 0.
#[derive(Serialize)]
struct PlaceEntry {
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    start: Option<usize>,
    end: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u32>,
}

#[derive(Serialize)]
struct RelatedEntry {
    message: &'static str,
    #[serde(flatten)]
    place: PlaceEntry,
}

pub(super) fn render(diagnostics: &[Diagnostic], texts: &Texts<'_>, language: Language) -> String {
    let entries: Vec<Entry> = diagnostics.iter().map(|diagnostic| entry(diagnostic, texts, language)).collect();
    serde_json::to_string_pretty(&entries).map(|json| json + "\n").unwrap_or_default()
}

fn entry(diagnostic: &Diagnostic, texts: &Texts<'_>, language: Language) -> Entry {
    let message = text::message(&diagnostic.problem, language);
    let related = diagnostic
        .related
        .iter()
        .map(|(role, place)| RelatedEntry { message: text::role(*role, language), place: place_entry(place, texts) });
    Entry {
        severity: match diagnostic.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        code: diagnostic.problem.code(),
        message: message.headline,
        place: place_entry(&diagnostic.place, texts),
        help: message.help,
        related: related.collect(),
    }
}

fn place_entry(place: &Place, texts: &Texts<'_>) -> PlaceEntry {
    let position = texts.position(place);
    PlaceEntry {
        file: place.file.to_string(),
        line: position.map(|position| position.line),
        column: position.map(|position| position.column),
        start: place.span.map(|span| span.start),
        end: place.span.map(|span| span.end),
        sheet: place.row.as_ref().and_then(|row| row.sheet.clone()),
        row: place.row.as_ref().map(|row| row.number),
    }
}
