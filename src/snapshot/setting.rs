//! What quarters tell of one project, and what decides that beside the project itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Telling, Told, horizon, is_open, last_until};
use crate::language::Language;
use crate::model::{
    Announced, Category, CategoryFacts, Day, Lock, OutlookFacts, Portal, Project, ProjectFacts, PromiseFacts, Quarter,
    Silence, Slug, Status, Statuses,
};

/// What decides, beside a project itself, what quarters tell of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Titles sort by it.
    language: Language,
    statuses: Statuses,
    /// The last day that the report of each quarter tells of.
    horizons: BTreeMap<Quarter, Day>,
    /// The categories as they are now, by id.
    categories: Vec<Arc<CategoryFacts>>,
    /// What the closed quarters told.
    closed: BTreeMap<Quarter, Arc<Closed>>,
}

/// What a closed quarter told, by project.
#[derive(Debug, PartialEq, Eq)]
pub struct Closed {
    told: BTreeMap<Slug, Kept>,
}

/// What a lock keeps of a project.
#[derive(Debug, Default, PartialEq, Eq)]
struct Kept {
    /// Its facts, with its category.
    told: Option<(Arc<CategoryFacts>, Arc<ProjectFacts>)>,
    /// What it announced for the next quarter.
    announced: Option<Arc<OutlookFacts>>,
}

impl Closed {
    /// What a lock keeps.
    pub fn of(lock: &Lock) -> Self {
        let mut told: BTreeMap<Slug, Kept> = BTreeMap::new();
        for group in &lock.snapshot.groups {
            for facts in &group.projects {
                let own = told.entry(facts.id.clone()).or_default();
                own.told = Some((Arc::clone(&group.category), Arc::clone(facts)));
            }
        }
        for facts in lock.snapshot.outlook.iter().flat_map(|group| &group.projects) {
            told.entry(facts.id.clone()).or_default().announced = Some(Arc::clone(facts));
        }
        Self { told }
    }

    /// Every project that it tells of.
    pub fn projects(&self) -> impl Iterator<Item = &Slug> {
        self.told.keys()
    }

    /// What it told of a project.
    pub fn telling(&self, id: &Slug) -> Telling<'_> {
        self.told.get(id).map(Kept::telling).unwrap_or_default()
    }
}

impl Kept {
    fn telling(&self) -> Telling<'_> {
        let told = self.told.as_ref().map(|(category, facts)| (category, facts));
        Telling { told, announced: self.announced.as_ref() }
    }
}

impl Setting {
    /// The setting of a portal's projects.
    pub fn of(portal: &Portal, closed: BTreeMap<Quarter, Arc<Closed>>) -> Self {
        let facts = |category: &Category| CategoryFacts {
            id: category.id.clone(),
            title: category.title.clone(),
            goal: category.goal.clone(),
        };
        Self {
            language: portal.site.language,
            statuses: portal.site.statuses.clone(),
            horizons: portal.reports.values().map(|report| (report.quarter, horizon(report))).collect(),
            categories: portal.categories.values().map(|category| Arc::new(facts(category))).collect(),
            closed,
        }
    }

    /// The quarters with a report.
    pub fn quarters(&self) -> impl DoubleEndedIterator<Item = Quarter> {
        self.horizons.keys().copied()
    }

    /// Whether a quarter has a report.
    pub fn has_report(&self, quarter: Quarter) -> bool {
        self.horizons.contains_key(&quarter)
    }

    /// What a closed quarter told; none as long as it is open.
    pub fn closed(&self, quarter: Quarter) -> Option<&Arc<Closed>> {
        self.closed.get(&quarter)
    }

    /// The categories as they are now, by id.
    pub fn categories(&self) -> &[Arc<CategoryFacts>] {
        &self.categories
    }

    /// The place of a category among them.
    pub fn place_of(&self, id: &Slug) -> Option<usize> {
        self.categories.binary_search_by(|category| category.id.cmp(id)).ok()
    }

    /// What a project tells in a quarter.
    pub fn told(&self, project: &Project, quarter: Quarter) -> Told {
        let facts = self.facts(project, quarter).map(Arc::new);
        Told {
            category: self.place_of(project.category_in(quarter)),
            next_category: self.place_of(project.category_in(quarter.next())),
            outlook: self.outlook(project, quarter, facts.as_ref()).map(Arc::new),
            facts,
        }
    }

    fn status(&self, id: Option<&Slug>) -> Option<Arc<Status>> {
        self.statuses.get(id?).cloned()
    }

    /// A project in a quarter; nothing without a report, before its first file, and after it ended unless it still
    /// reports.
    fn facts(&self, project: &Project, quarter: Quarter) -> Option<ProjectFacts> {
        let horizon = *self.horizons.get(&quarter)?;
        let since = project.first_quarter().filter(|first| *first <= quarter)?;
        let achievement = project.updates.get(&quarter).and_then(|update| update.achievement.as_ref());
        let outlook = self.announced(project, quarter);
        let silence = self.silence(project, quarter);
        if achievement.is_none() && silence.is_none() && outlook.is_empty() {
            return None;
        }
        let last = last_until(project, quarter);
        let next = project.updates.get(&quarter.next());
        let milestones = project.milestones.iter();
        Some(ProjectFacts {
            id: project.id.clone(),
            title: project.title_in(quarter).to_owned(),
            since,
            status: self.status(achievement.map(|achievement| &achievement.status)),
            result: achievement.map(|achievement| achievement.result.clone()),
            outlook,
            silence,
            is_without_outlook: is_open(&self.statuses, last) && next.is_none_or(|next| next.outlook.is_empty()),
            milestones: milestones.map(|milestone| milestone.known_in(quarter, horizon)).collect(),
        })
    }

    /// What a quarter's report tells of a project's plans for the next quarter; nothing when it announced nothing.
    /// `told` is what the report tells of it beside.
    pub fn outlook(
        &self,
        project: &Project,
        quarter: Quarter,
        told: Option<&Arc<ProjectFacts>>,
    ) -> Option<OutlookFacts> {
        let next = quarter.next();
        let outlook = &project.updates.get(&next)?.outlook;
        (!outlook.is_empty()).then(|| OutlookFacts {
            id: project.id.clone(),
            title: project.title_in(next).to_owned(),
            outlook: Announced::new(&outlook.as_announced(), self.status(outlook.expected.as_ref())),
            has_result_part: told.is_some(),
        })
    }

    /// What a project announced for a quarter, with judgements. What the lock of the quarter before does not know was
    /// added later.
    pub fn announced(&self, project: &Project, quarter: Quarter) -> Announced {
        let Some(update) = project.updates.get(&quarter) else { return Announced::default() };
        let mut announced = Announced::new(&update.outlook, self.status(update.outlook.expected.as_ref()));
        if let Some(closed) = self.closed.get(&quarter.previous()) {
            let kept = closed.telling(&project.id).announced;
            for facts in &mut announced.promises {
                let is_same = |kept: &PromiseFacts| kept.promise.text.says_same(&facts.promise.text);
                facts.is_added = !kept.is_some_and(|kept| kept.outlook.promises.iter().any(is_same));
            }
        }
        announced
    }

    /// Whether a project was open at the end of a quarter and said nothing about it.
    pub fn silence(&self, project: &Project, quarter: Quarter) -> Option<Silence> {
        if project.first_quarter()? > quarter {
            return None;
        }
        match last_until(project, quarter) {
            None => Some(Silence::Announced),
            Some((last, _)) if last == quarter => None,
            last => is_open(&self.statuses, last).then_some(Silence::Silent),
        }
    }

    /// What a project last reported, with the status as the portal's list has it now.
    pub fn last_status(&self, project: &Project) -> Option<(Quarter, Arc<Status>)> {
        let (quarter, achievement) = last_until(project, *project.updates.keys().next_back()?)?;
        Some((quarter, self.status(Some(&achievement.status))?))
    }
}
