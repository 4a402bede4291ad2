//! The closed list of statuses.

use std::sync::Arc;

use super::Slug;
use crate::language::Language;

/// One word for where a project stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// What updates write.
    pub id: Slug,
    /// What readers see.
    pub label: String,
    /// What the word means, in a sentence.
    pub meaning: Option<String>,
    /// Which part of a project's life it belongs to.
    pub phase: Phase,
    /// How it is meant; pages give it a colour and a shape, never a colour alone (WCAG 1.4.1).
    pub tone: Tone,
}

/// The part of a project's life that a status belongs to. Ordered as life goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// Not begun.
    Planned,
    /// Being worked at.
    Active,
    /// Work without an end.
    Ongoing,
    /// Finished: no more results are expected.
    Done,
    /// Ended without being finished.
    Stopped,
}

impl Phase {
    /// Every phase with the word that authors write.
    pub const ALL: [(&str, Self); 5] = [
        ("planned", Self::Planned),
        ("active", Self::Active),
        ("ongoing", Self::Ongoing),
        ("done", Self::Done),
        ("stopped", Self::Stopped),
    ];

    /// Whether results are still expected of a project in this phase.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Done | Self::Stopped)
    }
}

/// How a status is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Says nothing about good or bad.
    Neutral,
    /// Worth knowing.
    Info,
    /// Goes well.
    Positive,
    /// Asks for attention.
    Warning,
    /// Goes wrong.
    Negative,
}

impl Tone {
    /// Every tone with the word that authors write and style sheets read.
    pub const ALL: [(&str, Self); 5] = [
        ("neutral", Self::Neutral),
        ("info", Self::Info),
        ("positive", Self::Positive),
        ("warning", Self::Warning),
        ("negative", Self::Negative),
    ];

    /// The word for it in style sheets.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Info => "info",
            Self::Positive => "positive",
            Self::Warning => "warning",
            Self::Negative => "negative",
        }
    }
}

/// The portal's statuses, in the order in which they are listed and counted. Never empty, ids unique.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statuses(Vec<Arc<Status>>);

impl<'s> IntoIterator for &'s Statuses {
    type Item = &'s Arc<Status>;
    type IntoIter = std::slice::Iter<'s, Arc<Status>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Statuses {
    /// The portal's own list; nothing when it is empty or an id stands twice.
    pub fn new(list: Vec<Arc<Status>>) -> Option<Self> {
        let twice = |at: usize| list[..at].iter().any(|before| before.id == list[at].id);
        let sound = !list.is_empty() && !(0..list.len()).any(twice);
        sound.then_some(Self(list))
    }

    /// The list of a portal that brings none.
    pub fn built_in(language: Language) -> Self {
        let list = BUILT_IN.iter().filter_map(|(id, phase, tone, nl, en)| {
            let (label, meaning) = match language {
                Language::Dutch => nl,
                Language::English => en,
            };
            Some(Arc::new(Status {
                id: Slug::parse(id)?,
                label: (*label).to_owned(),
                meaning: Some((*meaning).to_owned()),
                phase: *phase,
                tone: *tone,
            }))
        });
        Self(list.collect())
    }

    /// The status with this id.
    pub fn get(&self, id: &Slug) -> Option<&Arc<Status>> {
        self.0.iter().find(|status| status.id == *id)
    }

    /// All of them, in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, Arc<Status>> {
        self.0.iter()
    }
}

/// A label and its meaning.
type Words = (&'static str, &'static str);

/// Id, phase, tone, Dutch words, English words. The ids are Dutch in both languages: they never change.
const BUILT_IN: &[(&str, Phase, Tone, Words, Words)] = &[
    (
        "in-voorbereiding",
        Phase::Planned,
        Tone::Neutral,
        ("In voorbereiding", "Het project is nog niet begonnen, maar wordt voorbereid."),
        ("In preparation", "The project has not begun, but is being prepared."),
    ),
    (
        "gestart",
        Phase::Active,
        Tone::Info,
        ("Gestart", "Het project is in dit kwartaal begonnen."),
        ("Started", "The project began in this quarter."),
    ),
    (
        "in-uitvoering",
        Phase::Active,
        Tone::Info,
        ("In uitvoering", "Er wordt aan het project gewerkt."),
        ("In progress", "The project is being worked at."),
    ),
    (
        "op-schema",
        Phase::Active,
        Tone::Positive,
        ("Op schema", "Het project loopt volgens planning."),
        ("On schedule", "The project goes as planned."),
    ),
    (
        "vertraagd",
        Phase::Active,
        Tone::Warning,
        ("Vertraagd", "Het project loopt achter op de planning."),
        ("Delayed", "The project is behind its plan."),
    ),
    (
        "doorlopend",
        Phase::Ongoing,
        Tone::Info,
        ("Doorlopend", "Het werk heeft geen einddatum: het gaat steeds door."),
        ("Ongoing", "The work has no end date: it goes on."),
    ),
    (
        "afgerond",
        Phase::Done,
        Tone::Positive,
        ("Afgerond", "Het project is klaar."),
        ("Completed", "The project is finished."),
    ),
    (
        "vervallen",
        Phase::Stopped,
        Tone::Negative,
        ("Vervallen", "Het project is gestopt en gaat niet verder."),
        ("Cancelled", "The project was stopped and does not go on."),
    ),
];
