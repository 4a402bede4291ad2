//! Everything that one site holds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Category, FreePage, Home, Lock, Milestone, Project, Prose, Quarter, Report, Risk, Site, Slug};
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
    /// Images and documents; each is published only when a page links to it.
    pub assets: BTreeSet<FilePath>,
}

impl Portal {
    /// Every piece of prose, in an order that depends on the content alone.
    pub fn prose(&self) -> impl Iterator<Item = &Prose> {
        let home = self.home.iter().map(|home| &home.body);
        let categories = self.categories.values().flat_map(|category| category.goal.iter().chain([&category.body]));
        let risks =
            self.risks.values().flat_map(|risk| risk.measure.iter().chain(risk.states.values()).chain([&risk.body]));
        let pages = self.pages.values().map(|page| &page.body);
        home.chain(categories)
            .chain(self.projects.values().flat_map(|project| project_prose(project)))
            .chain(self.reports.values().flat_map(Report::prose))
            .chain(self.locks.values().flat_map(|lock| lock.snapshot.prose()))
            .chain(risks)
            .chain(pages)
    }
}

fn project_prose(project: &Project) -> impl Iterator<Item = &Prose> {
    let milestones = project.milestones.iter().flat_map(Milestone::prose);
    let updates = project.updates.values().flat_map(|update| {
        let promises =
            update.outlook.promises.iter().flat_map(|promise| [&promise.text].into_iter().chain(&promise.note));
        let result = update.achievement.iter().map(|achievement| &achievement.result);
        promises.chain(&update.outlook.text).chain(result)
    });
    project.summary.iter().chain([&project.body]).chain(milestones).chain(updates)
}
