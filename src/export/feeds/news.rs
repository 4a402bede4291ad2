//! Entries of feeds, and which of them a feed holds.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::atom;
use crate::language::Told;
use crate::model::{Day, Slug};

/// What an entry tells. Of one day they come in this order: should a feed be full, what is most worth knowing is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Report,
    Correction,
    Replanned,
    Dropped,
    Achieved,
    Result,
}

impl Kind {
    /// The word for it.
    pub(super) fn word(self, words: &Told) -> &'static str {
        match self {
            Self::Report => words.report,
            Self::Correction => words.correction,
            Self::Replanned => words.replanned,
            Self::Dropped => words.dropped,
            Self::Achieved => words.achieved,
            Self::Result => words.result,
        }
    }
}

/// An entry before it is written.
#[derive(Clone, Debug)]
pub(super) struct Message {
    /// Its permanent id, a whole address.
    pub(super) id: String,
    pub(super) kind: Kind,
    /// The category that it belongs to, by what was true in its quarter; none when it is about the whole programme.
    pub(super) category: Option<Slug>,
    pub(super) title: String,
    /// When readers could first read it.
    pub(super) published: Day,
    /// When what it tells last changed.
    pub(super) updated: Day,
    /// Where to read on, a whole address.
    pub(super) href: String,
    /// HTML whose links are whole addresses.
    pub(super) html: String,
}

/// Entries that are made together, newest first.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct News {
    xml: Arc<str>,
    entries: Vec<Entry>,
    /// Those that the entries belong to.
    pub(super) categories: BTreeSet<Slug>,
    /// Whether there are older ones, which found no place.
    is_cut: bool,
}

/// An entry that is written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    id: String,
    kind: Kind,
    pub(super) category: Option<Slug>,
    updated: Day,
    /// Where it stands in the XML.
    place: Range<usize>,
}

impl Entry {
    fn rank(&self) -> (Reverse<Day>, Kind, &str) {
        (Reverse(self.updated), self.kind, &self.id)
    }
}

impl News {
    /// Writes the newest entries, at most `limit`.
    pub(super) fn of(messages: &[Message], limit: usize, words: &Told) -> Self {
        let mut in_order: Vec<&Message> = messages.iter().collect();
        in_order.sort_by_key(|message| (Reverse(message.updated), message.kind, &message.id));
        in_order.truncate(limit);
        let (xml, ends) = atom::entries(&in_order, words);
        let starts = [0].into_iter().chain(ends.iter().copied());
        let entry = |(message, (start, end)): (&&Message, (usize, &usize))| Entry {
            id: message.id.clone(),
            kind: message.kind,
            category: message.category.clone(),
            updated: message.updated,
            place: start..*end,
        };
        Self {
            entries: in_order.iter().zip(starts.zip(&ends)).map(entry).collect(),
            categories: in_order.iter().filter_map(|message| message.category.clone()).collect(),
            is_cut: messages.len() > limit,
            xml: xml.into(),
        }
    }

    /// A feed of these entries alone.
    pub(super) fn newest(&self) -> Newest<'_> {
        Newest {
            xml: vec![&self.xml],
            owner: Some(&self.xml),
            shown: self.entries.len(),
            is_cut: self.is_cut,
            updated: self.entries.first().map(|entry| entry.updated),
        }
    }
}

/// What a feed holds.
pub(super) struct Newest<'n> {
    /// The XML of the entries, newest first, in pieces.
    pub(super) xml: Vec<&'n str>,
    /// What the feed can share a piece with.
    pub(super) owner: Option<&'n Arc<str>>,
    /// How many entries there are.
    pub(super) shown: usize,
    /// Whether there are older ones, which found no place.
    pub(super) is_cut: bool,
    /// The day of the newest; none when there is nothing.
    pub(super) updated: Option<Day>,
}

impl<'n> Newest<'n> {
    /// The newest entries of all that belong to a feed: at most `limit`.
    pub(super) fn of(all: &'n [Arc<News>], belongs: impl Fn(&Entry) -> bool, limit: usize) -> Self {
        let entries = all.iter().flat_map(|news| news.entries.iter().map(move |entry| (entry, &*news.xml)));
        let mut entries: Vec<(&Entry, &str)> = entries.filter(|(entry, _)| belongs(entry)).collect();
        let is_cut = entries.len() > limit || all.iter().any(|news| news.is_cut);
        if entries.len() > limit {
            entries.select_nth_unstable_by(limit, |(one, _), (other, _)| one.rank().cmp(&other.rank()));
            entries.truncate(limit);
        }
        entries.sort_unstable_by(|(one, _), (other, _)| one.rank().cmp(&other.rank()));
        Self {
            shown: entries.len(),
            is_cut,
            updated: entries.first().map(|(entry, _)| entry.updated),
            xml: entries.into_iter().map(|(entry, xml)| &xml[entry.place.clone()]).collect(),
            owner: None,
        }
    }
}
