//! Entries of feeds, and which of them a feed holds.

use std::cmp::Reverse;
use std::collections::BTreeSet;
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
    xml: Arc<[u8]>,
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
        let entry = |(message, xml): (&&Message, Arc<[u8]>)| Entry {
            id: message.id.clone(),
            kind: message.kind,
            category: message.category.clone(),
            updated: message.updated,
            xml,
        };
        Self {
            entries: in_order.iter().zip(atom::entries(&in_order, words)).map(entry).collect(),
            categories: in_order.iter().filter_map(|message| message.category.clone()).collect(),
            is_cut: messages.len() > limit,
        }
    }

    /// A feed of these entries alone.
    pub(super) fn newest(&self) -> Newest<'_> {
        Newest {
            xml: self.entries.iter().map(|entry| &entry.xml).collect(),
            shown: self.entries.len(),
            is_cut: self.is_cut,
            updated: self.entries.first().map(|entry| entry.updated),
        }
    }
}

/// What a feed holds.
pub(super) struct Newest<'n> {
    /// The XML of the entries, newest first.
    pub(super) xml: Vec<&'n Arc<[u8]>>,
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
        let entries = all.iter().flat_map(|news| &news.entries);
        let mut entries: Vec<&Entry> = entries.filter(|entry| belongs(entry)).collect();
        let is_cut = entries.len() > limit || all.iter().any(|news| news.is_cut);
        if entries.len() > limit {
            entries.select_nth_unstable_by(limit, |one, other| one.rank().cmp(&other.rank()));
            entries.truncate(limit);
        }
        entries.sort_unstable_by(|one, other| one.rank().cmp(&other.rank()));
        Self {
            shown: entries.len(),
            is_cut,
            updated: entries.first().map(|entry| entry.updated),
            xml: entries.into_iter().map(|entry| &entry.xml).collect(),
        }
    }
}
