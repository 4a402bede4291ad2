//! The footnotes of one body.

use std::collections::BTreeMap;

use super::writer::Piece;
use crate::source::Span;

/// Footnotes by the order in which the text first refers to them.
#[derive(Default)]
pub(super) struct Footnotes {
    order: Vec<String>,
    references: BTreeMap<String, usize>,
    definitions: BTreeMap<String, (Piece, Span)>,
}

impl Footnotes {
    /// Counts a reference: the footnote's number, and how often it was referred to before.
    pub(super) fn refer(&mut self, label: &str) -> (usize, usize) {
        let number = match self.order.iter().position(|known| known == label) {
            Some(at) => at + 1,
            None => {
                self.order.push(label.to_owned());
                self.order.len()
            }
        };
        let before = self.references.entry(label.to_owned()).or_default();
        *before += 1;
        (number, *before - 1)
    }

    /// Keeps a definition until the text has ended.
    pub(super) fn define(&mut self, label: String, piece: Piece, span: Span) {
        self.definitions.entry(label).or_insert((piece, span));
    }

    /// The definitions that the text refers to, in the order of their numbers; then the labels and places of
    /// those that nothing refers to.
    pub(super) fn finish(mut self) -> (Vec<Piece>, Vec<(String, Span)>) {
        let used = self.order.iter().filter_map(|label| self.definitions.remove(label)).map(|(piece, _)| piece);
        let used = used.collect();
        let unused = self.definitions.into_iter().map(|(label, (_, span))| (label, span)).collect();
        (used, unused)
    }
}

/// The labels of what looks like a reference to a footnote.
pub(super) fn references(text: &str) -> impl Iterator<Item = &str> {
    let labels = text.split("[^").skip(1).filter_map(|rest| rest.split_once(']')).map(|(label, _)| label);
    labels.filter(|label| !label.contains(char::is_whitespace))
}
