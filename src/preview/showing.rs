//! What is shown at a moment.
//!
//! Goes in: a site that was built, or the mistakes that kept it from being built. Comes out: one value that answers are
//! made of. Must not: change; the next moment is another value.

use std::sync::Arc;

use crate::diagnostic::render::{Format, Paint, Texts, render};
use crate::diagnostic::{Diagnostic, Severity};
use crate::hosting::policy;
use crate::language::Language;
use crate::output::OutputTree;

/// What is shown at a moment.
#[derive(Clone, Debug)]
pub struct Showing {
    /// The last site without mistakes; none when there never was one.
    pub tree: Option<Arc<OutputTree>>,
    /// The path that the site stands under, from `/` to `/`.
    pub base_path: String,
    /// What the pages of the site may load.
    pub policy: String,
    /// The language of words of ours.
    pub language: Language,
    /// What is wrong now.
    pub problems: Vec<Drawn>,
    /// What readers would not see, in a sentence.
    pub held_back: Option<String>,
}

/// A diagnostic as it stands in the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// How bad it is.
    pub severity: Severity,
    /// The whole text.
    pub text: String,
}

/// A drawn diagnostic in the parts that a page lays out each in its own way.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parts<'a> {
    /// What is wrong.
    pub(super) headline: &'a str,
    /// The file, with line and column if they are known.
    pub(super) place: &'a str,
    /// The lines there, which keep their columns.
    pub(super) excerpt: String,
    /// What to do, and whatever else is said, a paragraph each.
    pub(super) notes: String,
}

/// How the line with the place begins in a terminal, and how a note does.
const PLACE: &str = "--> ";
const NOTE: &str = "= ";

impl Drawn {
    /// Draws diagnostics as a terminal without colours shows them.
    pub fn all(diagnostics: &[Diagnostic], texts: &Texts<'_>, language: Language) -> Vec<Self> {
        let drawn = |diagnostic: &Diagnostic| Self {
            severity: diagnostic.severity(),
            text: render(std::slice::from_ref(diagnostic), texts, Format::Human(Paint::Plain), language),
        };
        diagnostics.iter().map(drawn).collect()
    }

    pub(super) fn parts(&self) -> Parts<'_> {
        let (headline, rest) = split_at_line(self.text.trim_end(), PLACE);
        let (shown, notes) = split_at_line(rest, NOTE);
        let mut lines = shown.lines();
        let place = lines.next().unwrap_or_default().trim_start();
        // Of the frame round the lines, what stands alone says nothing on a page.
        let excerpt: Vec<&str> = lines.filter(|line| line.trim() != "|").collect();
        let note = |line: &'_ str| line.trim_start().trim_start_matches(NOTE).to_owned();
        Parts {
            headline,
            place: place.strip_prefix(PLACE).unwrap_or(place),
            excerpt: excerpt.join("\n"),
            notes: notes.lines().map(note).collect::<Vec<_>>().join("\n"),
        }
    }
}

/// Splits a text before the first line that begins so, blanks aside.
fn split_at_line<'t>(text: &'t str, begin: &str) -> (&'t str, &'t str) {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with(begin) {
            return (text[..at].trim_end_matches('\n'), &text[at..]);
        }
        at += line.len();
    }
    (text, "")
}

impl Showing {
    /// What there is before the first build, and nobody sees.
    pub(super) fn nothing() -> Self {
        Self {
            tree: None,
            base_path: "/".to_owned(),
            policy: policy(None),
            language: Language::Dutch,
            problems: Vec::new(),
            held_back: None,
        }
    }

    /// The problems of a severity.
    pub(super) fn of(&self, severity: Severity) -> impl Iterator<Item = &Drawn> {
        self.problems.iter().filter(move |problem| problem.severity == severity)
    }
}
