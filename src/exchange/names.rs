//! Who is meant by a name in a cell.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::nearest;
use crate::model::{Portal, Project, Quarter, Slug};

/// Names by how sure they tell who is meant, the surest first.
pub(super) struct Names {
    tiers: Vec<BTreeMap<String, BTreeSet<Slug>>>,
}

/// Whom a name means.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// Exactly one.
    One(Slug),
    /// Several, which are all called so.
    Several(Vec<String>),
    /// Nobody, though somebody may be called nearly so.
    Nobody(Option<String>),
}

/// Shorter names than this are told apart by single letters: `KSM` is no slip of the pen for `KPM`.
const SHORTEST: usize = 6;

impl Names {
    /// The names of projects: their ids, their titles in the quarter, at present, and before.
    pub(super) fn of_projects(portal: &Portal, quarter: Quarter) -> Self {
        let projects = || portal.projects.values().map(AsRef::as_ref);
        let former = |project: &Project| {
            project.formerly.iter().filter_map(|former| former.title.clone()).collect::<Vec<String>>()
        };
        Self {
            tiers: vec![
                tier(projects().map(|project| (project.id.to_string(), &project.id))),
                tier(projects().map(|project| (project.title_in(quarter).to_owned(), &project.id))),
                tier(projects().map(|project| (project.title.clone(), &project.id))),
                tier(projects().flat_map(|project| former(project).into_iter().map(|title| (title, &project.id)))),
            ],
        }
    }

    /// The names of categories: their ids and titles.
    pub(super) fn of_categories(portal: &Portal) -> Self {
        let categories = || portal.categories.values();
        Self {
            tiers: vec![
                tier(categories().map(|category| (category.id.to_string(), &category.id))),
                tier(categories().map(|category| (category.title.clone(), &category.id))),
            ],
        }
    }

    /// The names of statuses: their ids and labels.
    pub(super) fn of_statuses(portal: &Portal) -> Self {
        let statuses = || portal.site.statuses.iter();
        Self {
            tiers: vec![
                tier(statuses().map(|status| (status.id.to_string(), &status.id))),
                tier(statuses().map(|status| (status.label.clone(), &status.id))),
            ],
        }
    }

    /// One more, under a name and its id.
    pub(super) fn add(&mut self, name: &str, id: &Slug) {
        for (tier, name) in self.tiers.iter_mut().zip([id.as_str(), name]) {
            tier.entry(key(name)).or_default().insert(id.clone());
        }
    }

    /// Whom a name means. Capitals and blank space do not count, and in the end nothing but letters and numbers does.
    pub(super) fn meant(&self, name: &str) -> Meant {
        let wanted = key(name);
        let by_id = || self.tiers.first()?.get(Slug::from_title(name)?.as_str());
        let found = self.tiers.iter().find_map(|tier| tier.get(&wanted)).or_else(by_id);
        match found.map(|ids| ids.iter().collect::<Vec<_>>()).as_deref() {
            Some([id]) => Meant::One((*id).clone()),
            Some(ids) => Meant::Several(ids.iter().map(ToString::to_string).collect()),
            None => Meant::Nobody(self.nearly(&wanted)),
        }
    }

    /// A name that is spelt nearly so. Names with other numbers are others: `Tranche 1` is not `Tranche 2`.
    fn nearly(&self, name: &str) -> Option<String> {
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let own = digits(name);
        let names = self.tiers.iter().flat_map(BTreeMap::keys).map(String::as_str);
        let alike = names.filter(|other| digits(other) == own);
        nearest(name, alike).filter(|_| name.chars().count() >= SHORTEST)
    }
}

fn tier<'p>(names: impl Iterator<Item = (String, &'p Slug)>) -> BTreeMap<String, BTreeSet<Slug>> {
    let mut tier: BTreeMap<String, BTreeSet<Slug>> = BTreeMap::new();
    for (name, id) in names {
        tier.entry(key(&name)).or_default().insert(id.clone());
    }
    tier
}

fn key(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
