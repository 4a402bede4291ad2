//! One line a diagnostic: `content/index.md:3:1: fout[unknown-key]: ...`.

use super::Texts;
use crate::diagnostic::{Diagnostic, text};
use crate::language::Language;

pub(super) fn render(diagnostics: &[Diagnostic], texts: &Texts<'_>, language: Language) -> String {
    diagnostics.iter().map(|diagnostic| line(diagnostic, texts, language)).collect()
}

fn line(diagnostic: &Diagnostic, texts: &Texts<'_>, language: Language) -> String {
    let place = &diagnostic.place;
    let position =
        texts.position(place).map(|position| format!(":{}:{}", position.line, position.column)).unwrap_or_default();
    let severity = text::severity(diagnostic.severity(), language);
    let code = diagnostic.problem.code();
    let headline = text::message(&diagnostic.problem, language).headline;
    let place = text::place(place, language);
    format!("{place}{position}: {severity}[{code}]: {headline}\n")
}
