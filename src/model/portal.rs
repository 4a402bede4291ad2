//! Everything that one site holds.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Category, FreePage, Home, ImageSize, Lock, Project, Prose, Quarter, Report, Risk, Site, Slug};
use crate::source::FilePath;

/// Everything that one site holds, valid and complete: every reference leads somewhere.
///
/// [`crate::select`] makes a smaller one of it, in which a hidden fact does not exist.
#[derive(Clone, Debug)]
pub struct Portal {
    /// The site as a whole.
    pub site: Site,
    /// The introduction of the home page, if there is one.
    pub home: Option<Home>,
    /// The groups of projects.
    pub categories: BTreeMap<Slug, Category>,
    /// The projects with their records.
    pub projects: BTreeMap<Slug, Arc<Project>>,
    /// The frames of the quarterly reports.
    pub reports: BTreeMap<Quarter, Report>,
    /// The closed quarters.
    pub locks: BTreeMap<Quarter, Arc<Lock>>,
    /// The risks with their states.
    pub risks: BTreeMap<Slug, Risk>,
    /// The free pages.
    pub pages: BTreeMap<Slug, FreePage>,
    /// Images, with their sizes, and documents; each is published only when a page links to it.
    pub assets: BTreeMap<FilePath, Option<ImageSize>>,
}

impl Portal {
    /// Every piece of prose, in an order that depends on the content alone.
    pub fn prose(&self) -> impl Iterator<Item = &Prose> {
        let projects = self.projects.values().flat_map(|project| project.prose());
        self.own_prose().chain(projects).chain(self.locks.values().flat_map(|lock| lock.snapshot.prose()))
    }

    /// The prose that stands neither in a project nor in a lock.
    pub fn own_prose(&self) -> impl Iterator<Item = &Prose> {
        let home = self.home.iter().map(|home| &home.body);
        let categories = self.categories.values().flat_map(|category| category.goal.iter().chain([&category.body]));
        let risks =
            self.risks.values().flat_map(|risk| risk.measure.iter().chain(risk.states.values()).chain([&risk.body]));
        let pages = self.pages.values().map(|page| &page.body);
        home.chain(categories).chain(self.reports.values().flat_map(Report::prose)).chain(risks).chain(pages)
    }
}
