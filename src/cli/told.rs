//! What a command that stays has told, so that each round tells its news alone.
//!
//! Goes in: the diagnostics of a round. Comes out: those that were not told in the round before. Must not: go by line
//! numbers; a line that is inserted above a mistake moves it, and makes it no other.

use std::collections::BTreeMap;

use crate::diagnostic::render::Texts;
use crate::diagnostic::{Diagnostic, Problem, Severity, has_errors};
use crate::source::{FilePath, Sources};
use crate::theme::built_in;

/// What was told in the round before, and how often.
#[derive(Debug, Default)]
pub(super) struct Told(BTreeMap<Mark, usize>);

/// How the round before ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// Without a mistake.
    Good,
    /// With mistakes, so that there was no new site.
    Broken,
}

/// What an author knows a diagnostic by: the words, the files and the lines that are drawn, wherever these stand now.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    problem: Problem,
    places: Vec<(FilePath, Option<String>)>,
}

impl Told {
    /// How the round before ended.
    pub(super) fn before(&self) -> Before {
        let is_broken = self.0.keys().any(|mark| mark.problem.severity() == Severity::Error);
        if is_broken { Before::Broken } else { Before::Good }
    }

    /// What of these was not told in the round before. After this it is.
    pub(super) fn news(&mut self, diagnostics: &[Diagnostic], sources: &Sources) -> Vec<Diagnostic> {
        let texts = Texts::new(sources, &built_in::text);
        let marks: Vec<Mark> = diagnostics.iter().map(|diagnostic| Mark::of(diagnostic, &texts)).collect();
        let mut now: BTreeMap<Mark, usize> = BTreeMap::new();
        for mark in &marks {
            *now.entry(mark.clone()).or_default() += 1;
        }
        // Of several that look alike nobody knows which one is new, so all of them are told.
        let is_news = |mark: &Mark| now.get(mark) > self.0.get(mark);
        let pairs = diagnostics.iter().zip(&marks);
        let news = pairs.filter(|(_, mark)| is_news(mark)).map(|(diagnostic, _)| diagnostic.clone()).collect();
        // A build that ends at a mistake did not come to look at everything; what it left out was told all the same.
        if has_errors(diagnostics) {
            for (mark, count) in &self.0 {
                if mark.problem.severity() == Severity::Warning {
                    let again = now.entry(mark.clone()).or_default();
                    *again = (*again).max(*count);
                }
            }
        }
        self.0 = now;
        news
    }
}

impl Mark {
    fn of(diagnostic: &Diagnostic, texts: &Texts<'_>) -> Self {
        let related = diagnostic.related.iter().map(|(_, place)| place);
        let places = std::iter::once(&diagnostic.place).chain(related);
        let places = places.map(|place| (place.file.clone(), texts.lines(place).map(str::to_owned))).collect();
        Self { problem: diagnostic.problem.clone(), places }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;
    use crate::source::Span;

    const FILE: &str = "content/index.md";

    /// Diagnostics about every line that begins with a word, in a file of this text.
    fn about(text: &str, marked: &[(&str, Problem)]) -> (Sources, Vec<Diagnostic>) {
        let sources: Sources = [(FILE, text)].into_iter().collect();
        let places = marked.iter().flat_map(|(word, problem)| {
            let found = text.match_indices(word).map(|(at, _)| Span::new(at, at + word.len()));
            found.map(|span| Diagnostic::new(problem.clone(), Place::span(&FilePath::new(FILE), span)))
        });
        let diagnostics = places.collect();
        (sources, diagnostics)
    }

    fn error() -> Problem {
        Problem::UnclosedFrontMatter
    }

    fn warning() -> Problem {
        Problem::OpenToOthers
    }

    #[test]
    fn only_what_the_round_before_did_not_tell_is_news() {
        let mut told = Told::default();
        let mut news = |text: &str, marked: &[(&str, Problem)]| {
            let (sources, diagnostics) = about(text, marked);
            told.news(&diagnostics, &sources).len()
        };
        let both = [("a", error()), ("b", warning())];
        assert_eq!(news("b\n", &both), 1, "a first warning");
        assert_eq!(news("b\n", &both), 0, "and it stays");
        assert_eq!(news("\n\nb\n", &both), 0, "and stays when it moves");
        assert_eq!(news("\n\na = 1\nb\n", &both), 1, "a mistake is told without the warning");
        assert_eq!(news("\na = 2\nb\n", &both), 1, "a line that was mended in vain is told again");
        assert_eq!(news("\na = 2\n", &both), 0, "what the mistake hides");
        assert_eq!(news("b\n", &both), 0, "is no news when it is mended");
        assert_eq!(news("b\nb\n", &both), 2, "two that look alike");
        assert_eq!(news("b\n", &both), 0);
        assert_eq!(news("", &both), 0);
        assert_eq!(news("b\n", &both), 1, "what was gone and comes back is news");
    }
}
