//! A thing that the programme does.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use super::{Milestone, Prose, Quarter, Slug, Update};
use crate::source::{FilePath, Span};

/// A project: its profile and its record, quarter by quarter. Cheap to copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Who and what it is. The project stands for it: `project.title`.
    pub profile: Arc<Profile>,
    /// Its record: at most one update a quarter.
    pub updates: BTreeMap<Quarter, Arc<Update>>,
}

/// Who and what a project is: its permanent facts, whatever the quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its permanent id: the name of its folder.
    pub id: Slug,
    /// Its `index.md`.
    pub file: FilePath,
    /// Its present name.
    pub title: String,
    /// Its present category.
    pub category: Slug,
    /// What it is, in a line.
    pub summary: Option<Prose>,
    /// Who asked for it.
    pub client: Option<String>,
    /// Who does it.
    pub executor: Option<String>,
    /// Its place in its category; without one it comes after those that have one, by title.
    pub order: Option<i64>,
    /// Whether it is not yet for readers.
    pub draft: bool,
    /// Addresses that it had elsewhere, each with its place in the file.
    pub aliases: Vec<(String, Span)>,
    /// Its former names and categories, oldest first.
    pub formerly: Vec<Former>,
    /// Pages elsewhere about it.
    pub links: Vec<Link>,
    /// Its dated promises, in the file's order.
    pub milestones: Vec<Arc<Milestone>>,
    /// What it is, at length.
    pub body: Prose,
}

/// A name or category that a project had up to and including a quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Former {
    /// The last quarter in which it held.
    pub until: Quarter,
    /// The former name, where the name changed.
    pub title: Option<String>,
    /// The former category, where the category changed.
    pub category: Option<Slug>,
}

/// A link to a page elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What the page is called.
    pub title: String,
    /// Its address: `https:` or `http:`.
    pub url: String,
}

impl Profile {
    /// The name that it had in a quarter.
    pub fn title_in(&self, quarter: Quarter) -> &str {
        let mut former = self.formerly.iter().filter(|former| former.until >= quarter);
        former.find_map(|former| former.title.as_deref()).unwrap_or(&self.title)
    }

    /// The category that it was in during a quarter.
    pub fn category_in(&self, quarter: Quarter) -> &Slug {
        let mut former = self.formerly.iter().filter(|former| former.until >= quarter);
        former.find_map(|former| former.category.as_ref()).unwrap_or(&self.category)
    }
}

impl Deref for Project {
    type Target = Profile;

    fn deref(&self) -> &Profile {
        &self.profile
    }
}

impl Project {
    /// Every piece of prose in it.
    pub fn prose(&self) -> impl Iterator<Item = &Prose> {
        let milestones = self.milestones.iter().flat_map(|milestone| milestone.prose());
        let updates = self.updates.values().flat_map(|update| {
            let promises =
                update.outlook.promises.iter().flat_map(|promise| [&promise.text].into_iter().chain(&promise.note));
            let result = update.achievement.iter().map(|achievement| &achievement.result);
            promises.chain(&update.outlook.text).chain(result)
        });
        self.summary.iter().chain([&self.body]).chain(milestones).chain(updates)
    }

    /// The quarter from which it exists: that of its first file. None as long as it has only an `index.md`.
    pub fn first_quarter(&self) -> Option<Quarter> {
        self.updates.keys().next().copied()
    }
}
