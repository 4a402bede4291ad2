//! All the facts that one quarter's page shows, and what is done with them.
//!
//! Goes in: a portal and a quarter. Comes out: the quarter's [`Snapshot`]: names and categories as they were then; the
//! [`compare`]d differences of two; the [`lock`] of a closed one, and what content may no longer say
//! ([`guard`]). Must not: know pages or addresses.

pub mod close;
pub mod compare;
pub mod correct;
pub mod guard;
pub mod lock;
pub mod sheet;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::language::{Collation, ordered};
use crate::model::{
    Achievement, Announced, Category, CategoryFacts, Chapter, Day, Group, OutlookFacts, Phase, Portal, Project,
    ProjectFacts, PromiseFacts, Quarter, Report, Risk, RiskFacts, Silence, Slug, Snapshot, Status,
};

/// A quarter's facts: as its lock keeps them when it is closed, else as the portal has them.
pub fn of(portal: &Portal, quarter: Quarter, collation: &Collation) -> Option<Snapshot> {
    let Some(lock) = portal.locks.get(&quarter) else { return derive(portal, quarter, collation) };
    let mut snapshot = lock.snapshot.clone();
    snapshot.report.corrections =
        portal.reports.get(&quarter)?.corrections.iter().filter(|correction| lock.keeps(correction)).cloned().collect();
    Some(snapshot)
}

/// Takes a quarter's facts out of a portal; nothing when it has no report there.
pub fn derive(portal: &Portal, quarter: Quarter, collation: &Collation) -> Option<Snapshot> {
    let mut report = portal.reports.get(&quarter)?.clone();
    report.chapters = ordered(report.chapters, collation, chapter_place);
    report.chapters.sort_by_key(|chapter| chapter.after);
    let projects = ordered(portal.projects.values(), collation, |project| (project.order, project.title_in(quarter)));
    let categories = ordered(portal.categories.values(), collation, |category| (category.order, &category.title));
    let risks = ordered(portal.risks.values(), collation, |risk| (risk.order, &risk.title));
    let source = Source { portal, quarter, horizon: horizon(&report), kept: kept(portal, quarter) };
    let groups = groups(&source, &categories, &projects);
    let told: BTreeSet<&Slug> = groups.iter().flat_map(|group| &group.projects).map(|project| &project.id).collect();
    Some(Snapshot {
        outlook: outlook(&source, &categories, &projects, &told),
        statuses: portal.site.statuses.iter().cloned().collect(),
        risks: risks.into_iter().filter_map(|risk| risk_facts(risk, quarter)).collect(),
        groups,
        report,
    })
}

/// The last day that a report tells of.
pub fn horizon(report: &Report) -> Day {
    report.facts_day().max(report.quarter.last_day())
}

/// What a quarter's facts are taken from.
struct Source<'p> {
    portal: &'p Portal,
    quarter: Quarter,
    horizon: Day,
    kept: Kept<'p>,
}

fn chapter_place(chapter: &Chapter) -> (Option<i64>, &str) {
    (chapter.order, &chapter.title)
}

fn groups(source: &Source<'_>, categories: &[&Category], projects: &[&Arc<Project>]) -> Vec<Group<ProjectFacts>> {
    let group = |category: &&Category| {
        let own = projects.iter().filter(|project| *project.category_in(source.quarter) == category.id);
        let projects: Vec<ProjectFacts> = own.filter_map(|project| source.project(project)).collect();
        (!projects.is_empty()).then(|| Group { category: category_facts(category), projects })
    };
    categories.iter().filter_map(group).collect()
}

fn outlook(
    source: &Source<'_>,
    categories: &[&Category],
    projects: &[&Arc<Project>],
    told: &BTreeSet<&Slug>,
) -> Vec<Group<OutlookFacts>> {
    let next = source.quarter.next();
    let group = |category: &&Category| {
        let own = projects.iter().filter(|project| *project.category_in(next) == category.id);
        let announced = own.filter_map(|project| {
            let outlook = &project.updates.get(&next)?.outlook;
            (!outlook.is_empty()).then(|| OutlookFacts {
                id: project.id.clone(),
                title: project.title_in(next).to_owned(),
                outlook: Announced::new(&outlook.as_announced(), source.status(outlook.expected.as_ref())),
                has_result_part: told.contains(&project.id),
            })
        });
        let projects: Vec<OutlookFacts> = announced.collect();
        (!projects.is_empty()).then(|| Group { category: category_facts(category), projects })
    };
    categories.iter().filter_map(group).collect()
}

fn category_facts(category: &Category) -> CategoryFacts {
    CategoryFacts { id: category.id.clone(), title: category.title.clone(), goal: category.goal.clone() }
}

fn risk_facts(risk: &Risk, quarter: Quarter) -> Option<RiskFacts> {
    Some(RiskFacts {
        id: risk.id.clone(),
        title: risk.title.clone(),
        body: risk.body.clone(),
        measure: risk.measure.clone(),
        state: risk.states.get(&quarter)?.clone(),
    })
}

impl Source<'_> {
    fn status(&self, id: Option<&Slug>) -> Option<Status> {
        self.portal.site.statuses.get(id?).cloned()
    }

    /// A project in the quarter; nothing before its first file, and nothing after it ended unless it still reports.
    fn project(&self, project: &Project) -> Option<ProjectFacts> {
        let since = project.first_quarter().filter(|first| *first <= self.quarter)?;
        let update = project.updates.get(&self.quarter);
        let achievement = update.and_then(|update| update.achievement.as_ref());
        let outlook = announced(self.portal, project, self.quarter, &self.kept);
        let silence = silence(self.portal, project, self.quarter);
        if achievement.is_none() && silence.is_none() && outlook.is_empty() {
            return None;
        }
        let last = last_until(project, self.quarter);
        let next = project.updates.get(&self.quarter.next());
        let milestones = project.milestones.iter();
        Some(ProjectFacts {
            id: project.id.clone(),
            title: project.title_in(self.quarter).to_owned(),
            since,
            status: self.status(achievement.map(|achievement| &achievement.status)),
            result: achievement.map(|achievement| achievement.result.clone()),
            outlook,
            silence,
            is_without_outlook: is_open(self.portal, last) && next.is_none_or(|next| next.outlook.is_empty()),
            milestones: milestones.map(|milestone| milestone.known_in(self.quarter, self.horizon)).collect(),
        })
    }
}

/// What the lock of the quarter before keeps of what was announced for a quarter, by project; none without a lock.
pub type Kept<'p> = Option<BTreeMap<&'p Slug, &'p OutlookFacts>>;

/// Looks up what was announced for a quarter in the lock of the quarter before.
pub fn kept(portal: &Portal, quarter: Quarter) -> Kept<'_> {
    let lock = portal.locks.get(&quarter.previous())?;
    Some(lock.snapshot.announcements().map(|project| (&project.id, project)).collect())
}

/// What a project announced for a quarter, with judgements. What the lock of the quarter before does not know was added
/// later.
pub fn announced(portal: &Portal, project: &Project, quarter: Quarter, kept: &Kept<'_>) -> Announced {
    let Some(update) = project.updates.get(&quarter) else { return Announced::default() };
    let expected = update.outlook.expected.as_ref().and_then(|id| portal.site.statuses.get(id));
    let mut announced = Announced::new(&update.outlook, expected.cloned());
    if let Some(kept) = kept {
        let kept = kept.get(&project.id);
        for facts in &mut announced.promises {
            let is_same = |kept: &PromiseFacts| kept.promise.text.says_same(&facts.promise.text);
            facts.is_added = !kept.is_some_and(|kept| kept.outlook.promises.iter().any(is_same));
        }
    }
    announced
}

/// Whether a project was open at the end of a quarter and said nothing about it.
pub fn silence(portal: &Portal, project: &Project, quarter: Quarter) -> Option<Silence> {
    if project.first_quarter()? > quarter {
        return None;
    }
    match last_until(project, quarter) {
        None => Some(Silence::Announced),
        Some((last, _)) if last == quarter => None,
        last => is_open(portal, last).then_some(Silence::Silent),
    }
}

/// What a project last reported, up to and including a quarter.
pub fn last_until(project: &Project, quarter: Quarter) -> Option<(Quarter, &Achievement)> {
    let mut updates = project.updates.range(..=quarter).rev();
    updates.find_map(|(quarter, update)| Some((*quarter, update.achievement.as_ref()?)))
}

/// Whether more results are expected after the last one.
pub fn is_open(portal: &Portal, last: Option<(Quarter, &Achievement)>) -> bool {
    let phase =
        last.and_then(|(_, achievement)| portal.site.statuses.get(&achievement.status)).map(|status| status.phase);
    phase.is_none_or(Phase::is_open)
}
