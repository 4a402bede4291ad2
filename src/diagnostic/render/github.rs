//! Workflow commands of GitHub Actions: `::error file=...,line=...,col=...,title=...::message`.

use super::Texts;
use crate::diagnostic::{Diagnostic, Severity, text};
use crate::language::Language;

pub(super) fn render(diagnostics: &[Diagnostic], texts: &Texts<'_>, language: Language) -> String {
    diagnostics.iter().map(|diagnostic| line(diagnostic, texts, language)).collect()
}

fn line(diagnostic: &Diagnostic, texts: &Texts<'_>, language: Language) -> String {
    let command = match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let place = &diagnostic.place;
    let position = texts
        .position(place)
        .map(|position| format!(",line={},col={}", position.line, position.column))
        .or_else(|| place.row.as_ref().map(|row| format!(",line={}", row.number)))
        .unwrap_or_default();
    let message = text::message(&diagnostic.problem, language);
    let words = match message.help {
        Some(help) => format!("{}\n{help}", message.headline),
        None => message.headline,
    };
    format!(
        "::{command} file={}{position},title={}::{}\n",
        property(place.file.as_str()),
        diagnostic.problem.code(),
        data(&words),
    )
}

/// Escapes the text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
