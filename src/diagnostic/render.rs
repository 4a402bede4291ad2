//! How diagnostics are drawn: one file a format.
//!
//! Goes in: sorted diagnostics and the texts that they speak of. Comes out: text. Must not: print.

mod github;
mod human;
mod json;
mod short;

use super::{Diagnostic, Place};
use crate::language::Language;
use crate::source::{FilePath, Sources, Span};

/// What diagnostics are drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// With an excerpt of the file, for people; in colour or not.
    Human(Paint),
    /// One line each.
    Short,
    /// One JSON document, for programs.
    Json,
    /// Workflow commands that GitHub shows beside the changed lines.
    Github,
}

/// Whether a terminal shows colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// Plain text.
    Plain,
    /// ANSI colours.
    Colour,
}

/// The texts that places point into.
pub struct Texts<'a> {
    sources: &'a Sources,
    built_in: &'a dyn Fn(&FilePath) -> Option<&'static str>,
}

/// A place as editors name it: both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Position {
    line: usize,
    column: usize,
}

impl<'a> Texts<'a> {
    /// The files that were read, and those that the program brings along.
    pub fn new(sources: &'a Sources, built_in: &'a dyn Fn(&FilePath) -> Option<&'static str>) -> Self {
        Self { sources, built_in }
    }

    fn of(&self, file: &FilePath) -> Option<&'a str> {
        let bytes = self.sources.get(file);
        bytes.map(|bytes| readable(bytes)).or_else(|| (self.built_in)(file))
    }

    /// The stretch of a place, kept inside its text and on the borders of characters.
    fn excerpt(&self, place: &Place) -> Option<(&'a str, Span)> {
        let text = self.of(&place.file)?;
        let span = place.span?;
        let start = text.floor_char_boundary(span.start);
        let end = text.ceil_char_boundary(span.end.max(start));
        Some((text, Span::new(start, end)))
    }

    /// The lines that a place stands in, whole.
    pub fn lines(&self, place: &Place) -> Option<&'a str> {
        let (text, span) = self.excerpt(place)?;
        let start = text[..span.start].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[span.end..].find('\n').map_or(text.len(), |newline| span.end + newline);
        Some(&text[start..end])
    }

    fn position(&self, place: &Place) -> Option<Position> {
        let (text, span) = self.excerpt(place)?;
        Some(position(text, span.start))
    }
}

/// The text of a file as far as it is UTF-8.
fn readable(bytes: &[u8]) -> &str {
    let end = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    std::str::from_utf8(&bytes[..end]).unwrap_or_default()
}

fn position(text: &str, at: usize) -> Position {
    let before = &text[..at];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Position { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
}

/// Draws diagnostics in a format, in a language.
pub fn render(diagnostics: &[Diagnostic], texts: &Texts<'_>, format: Format, language: Language) -> String {
    match format {
        Format::Human(paint) => human::render(diagnostics, texts, paint, language),
        Format::Short => short::render(diagnostics, texts, language),
        Format::Json => json::render(diagnostics, texts, language),
        Format::Github => github::render(diagnostics, texts, language),
    }
}
