//! What is told of a closed quarter in another way than it was published.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::ClosedFact;
use crate::model::Quarter;
use crate::snapshot::sheet::{Fact, Field, Name, Sheet, says_same};
use crate::source::FilePath;

/// A fact that was published in one way and is told in another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which fact.
    pub name: Name,
    /// What was published; none when there was nothing.
    pub was: Option<Fact>,
    /// What the content says; none when it says nothing.
    pub now: Option<Fact>,
}

/// The facts that were published in one way and are told in another. What the content may add later is none of them: a
/// promise for the next quarter, which is marked, and a milestone. Facts follow from each other within an item only, so
/// that the sheets may hold as few items as one likes.
pub(super) fn differing(was: &Sheet, now: &Sheet) -> Vec<Difference> {
    let names: BTreeSet<&Name> = was.keys().chain(now.keys()).collect();
    let differs = |name: &&&Name| match (was.get(**name), now.get(**name)) {
        (Some(was), Some(now)) => !says_same(was, now),
        (None, Some(_)) => !may_be_added(name, was),
        _ => true,
    };
    let reworded = reworded(was, now);
    let difference = |name: &Name| Difference {
        name: name.clone(),
        was: was.get(name).cloned(),
        now: now.get(reworded.get(name).copied().unwrap_or(name)).cloned(),
    };
    // The new words of a promise are told beside the ones that they replace.
    let is_told = |name: &Name| reworded.values().any(|new| *new == name);
    let own = names.iter().filter(differs).filter(|name| !is_part_of_another(name, was, now) && !is_told(name));
    own.map(|name| difference(name)).collect()
}

/// Each promise that is gone, with the new one of its project that is most like it. A promise is told by its words, so
/// that one with other words has another name.
fn reworded<'s>(was: &'s Sheet, now: &'s Sheet) -> BTreeMap<&'s Name, &'s Name> {
    let mut reworded = BTreeMap::new();
    for (old, words) in was.keys().filter_map(|name| Some((name, name.field.promise()?))) {
        if now.contains_key(old) {
            continue;
        }
        let new = now.keys().filter(|new| new.about == old.about && new.field.is_next() == old.field.is_next());
        let free = new.filter(|new| !was.contains_key(*new) && !reworded.values().any(|taken| taken == new));
        let alike = free.filter_map(|new| Some((likeness(words, new.field.promise()?), new)));
        let best = alike.filter(|(likeness, _)| *likeness > ALIKE).max_by(|(one, _), (other, _)| one.total_cmp(other));
        reworded.extend(best.map(|(_, new)| (old, new)));
    }
    reworded
}

/// From which likeness on a promise counts as another one in new words.
const ALIKE: f64 = 0.5;

fn likeness(one: &str, other: &str) -> f64 {
    strsim::normalized_levenshtein(one, other)
}

/// Whether the content may say this of a closed quarter although its lock does not.
fn may_be_added(name: &Name, was: &Sheet) -> bool {
    if matches!(name.field, Field::NextPromise(_) | Field::Milestone(_)) {
        return true;
    }
    let first = Name { about: name.about.clone(), field: Field::Presence };
    let mut own = was.range(first..).map(|(other, _)| other).take_while(|other| other.about == name.about);
    name.field.is_next() && !own.any(|other| other.field.is_next())
}

/// Whether a difference follows from another: the judgement of a promise whose words changed, and all that was said of
/// an item that is gone.
fn is_part_of_another(name: &Name, was: &Sheet, now: &Sheet) -> bool {
    let is_known = |sheet: &Sheet, field: Field| sheet.contains_key(&Name { about: name.about.clone(), field });
    let has_changed = |field: Field| is_known(was, field.clone()) != is_known(now, field);
    if let Field::Outcome(words) | Field::Note(words) | Field::PromiseMilestone(words) = &name.field {
        return has_changed(Field::Promise(words.clone()));
    }
    name.field != Field::Presence && has_changed(Field::Presence)
}

impl Difference {
    /// The file that authors write the fact in.
    pub fn file(&self) -> Option<&FilePath> {
        self.now.as_ref().or(self.was.as_ref()).map(|fact| &fact.file)
    }

    /// The difference as messages tell it.
    pub fn told(self, quarter: Quarter) -> ClosedFact {
        let (was, now) = (self.was.map(|fact| fact.words()), self.now.map(|fact| fact.words()));
        let (was, now) = excerpts(was.as_deref(), now.as_deref());
        let (about, field) = (self.name.about.id().to_owned(), self.name.field.key());
        ClosedFact { quarter: quarter.to_string(), about, field, was, now }
    }
}

/// How many words of a long text a message shows.
const SHOWN: usize = 12;

/// Both texts, cut to where they begin to differ.
fn excerpts(was: Option<&str>, now: Option<&str>) -> (Option<String>, Option<String>) {
    let words = |text: Option<&str>| text.unwrap_or_default().split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (old, new) = (words(was), words(now));
    let same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let cut = |words: &[String]| {
        let start = if words.len() <= SHOWN { 0 } else { same.saturating_sub(3).min(words.len() - 1) };
        let end = words.len().min(start + SHOWN);
        let before = if start > 0 { "… " } else { "" };
        let after = if end < words.len() { " …" } else { "" };
        format!("{before}{}{after}", words[start..end].join(" "))
    };
    (was.map(|_| cut(&old)), now.map(|_| cut(&new)))
}
