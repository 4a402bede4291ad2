//! The outlook of a project, as one cell.
//!
//! A line with a mark at the edge of the cell is a promise; what is indented below it belongs to it. All other words are
//! the outlook's text. Written, the promises come first, and lists in the text are indented, so that none of their items
//! is read as a promise.

use super::text::{Blocks, cell, indent_of, mark, normal};
use crate::model::Outlook;

/// What a cell announces.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct Announced {
    /// What can be judged.
    pub(super) promises: Vec<Blocks>,
    /// What was announced with nothing to judge; empty when nothing was.
    pub(super) text: Blocks,
}

impl Announced {
    /// Reads a cell.
    pub(super) fn of(text: &str) -> Self {
        let mut promises: Vec<Vec<String>> = Vec::new();
        let mut words: Vec<&str> = Vec::new();
        let mut is_promise = false;
        let text = normal(text);
        for line in text.lines() {
            let edge = indent_of(line) == 0;
            match (mark(line), promises.last_mut()) {
                (Some((_, promise)), _) if edge => {
                    promises.push(vec![promise.to_owned()]);
                    is_promise = true;
                }
                (_, Some(promise)) if is_promise && !edge && !line.is_empty() => promise.push(line.to_owned()),
                _ => {
                    words.push(line);
                    is_promise = false;
                }
            }
        }
        let promises = promises.iter().map(|lines| Blocks::of(&lines.join("\n")));
        Self { promises: promises.collect(), text: Blocks::of(&words.join("\n")) }
    }

    /// What a project announced.
    pub(super) fn from_outlook(outlook: &Outlook) -> Self {
        Self::of(&outlook_cell(outlook).0)
    }
}

/// The cell of an outlook, and whether all of it is in there.
pub(super) fn outlook_cell(outlook: &Outlook) -> (String, bool) {
    let mut is_whole = true;
    let mut text_of = |markdown: &str| {
        let (text, whole) = cell(markdown);
        is_whole &= whole;
        text
    };
    let promises = outlook.promises.iter().map(|promise| text_of(promise.text.markdown()));
    let promises: Vec<String> = promises.filter(|text| !text.is_empty()).map(|text| as_promise(&text)).collect();
    let text = outlook.text.as_ref().map(|text| as_text(&text_of(text.markdown()))).unwrap_or_default();
    let parts = [promises.join("\n"), text].into_iter().filter(|part| !part.is_empty());
    (parts.collect::<Vec<_>>().join("\n\n"), is_whole)
}

/// A mark before the first line, an indent before the others; a blank line would end the promise.
fn as_promise(text: &str) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    format!("• {}", lines.join("\n  "))
}

/// Lines that look like promises, indented.
fn as_text(text: &str) -> String {
    let has_list = text.lines().any(|line| mark(line).is_some());
    let shifted = |line: &str| {
        let is_of_list = mark(line).is_some() || indent_of(line) > 0;
        if has_list && is_of_list { format!("  {line}") } else { line.to_owned() }
    };
    text.lines().map(shifted).collect::<Vec<_>>().join("\n")
}
