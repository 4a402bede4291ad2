//! All the facts that one quarter's page shows.
//!
//! Goes in: the public portal and a quarter. Comes out: its [`Snapshot`]: names and categories as they were in that
//! quarter. Must not: know pages or addresses.

use std::collections::BTreeSet;

use crate::language::{Collation, ordered};
use crate::model::{
    Achievement, Category, Chapter, Outlook, Phase, Portal, Project, Prose, Quarter, Report, Slug, Status,
};

/// One quarter's facts.
#[derive(Debug)]
pub struct Snapshot {
    /// The report's frame; its chapters stand in reading order.
    pub report: Report,
    /// The groups of projects, in reading order; only those that had a project.
    pub groups: Vec<Group>,
    /// The risks that had a state in this quarter, in reading order.
    pub risks: Vec<RiskFacts>,
    /// What was announced for the next quarter.
    pub outlook: Vec<OutlookGroup>,
}

/// A category and its projects in a quarter.
#[derive(Debug)]
pub struct Group {
    /// The category.
    pub category: CategoryFacts,
    /// Its projects, in reading order.
    pub projects: Vec<ProjectFacts>,
}

/// A category and what its projects announced for the next quarter.
#[derive(Debug)]
pub struct OutlookGroup {
    /// The category.
    pub category: CategoryFacts,
    /// The projects, in reading order.
    pub projects: Vec<OutlookFacts>,
}

/// A category as a quarter shows it.
#[derive(Clone, Debug)]
pub struct CategoryFacts {
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub title: String,
    /// What its projects are to reach together.
    pub goal: Option<Prose>,
}

/// A project in a quarter.
#[derive(Debug)]
pub struct ProjectFacts {
    /// Its id.
    pub id: Slug,
    /// The name that it had.
    pub title: String,
    /// Where it stood, if it said so.
    pub status: Option<Status>,
    /// What happened.
    pub result: Option<Prose>,
    /// What had been announced for this quarter.
    pub outlook: Outlook,
    /// The status that had been expected.
    pub expected: Option<Status>,
    /// Whether it was silent, and how.
    pub silence: Option<Silence>,
    /// Whether it was open and announced nothing for the next quarter.
    pub is_without_outlook: bool,
}

/// What a project announced for the next quarter.
#[derive(Debug)]
pub struct OutlookFacts {
    /// Its id.
    pub id: Slug,
    /// The name that it has in the next quarter.
    pub title: String,
    /// What was announced, as it was announced: without judgements. Never empty.
    pub outlook: Outlook,
    /// The status that is expected.
    pub expected: Option<Status>,
    /// Whether it stands among the projects of the quarter itself, and so has its anchor there.
    pub has_result_part: bool,
}

/// A risk in a quarter.
#[derive(Debug)]
pub struct RiskFacts {
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub title: String,
    /// What it is.
    pub body: Prose,
    /// What is done about it.
    pub measure: Option<Prose>,
    /// How it stood.
    pub state: Prose,
}

/// An open project that did not report on a public quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// It had reported before.
    Silent,
    /// It has not reported in any quarter yet.
    Announced,
}

impl Snapshot {
    /// Takes a quarter's facts out of the public portal; nothing when it has no report there.
    pub fn derive(portal: &Portal, quarter: Quarter, collation: &Collation) -> Option<Self> {
        let mut report = portal.reports.get(&quarter)?.clone();
        report.chapters = ordered(report.chapters, collation, chapter_place);
        report.chapters.sort_by_key(|chapter| chapter.after);
        let projects =
            ordered(portal.projects.values(), collation, |project| (project.order, project.title_in(quarter)));
        let categories = ordered(portal.categories.values(), collation, |category| (category.order, &category.title));
        let risks = ordered(portal.risks.values(), collation, |risk| (risk.order, &risk.title));
        let groups = groups(portal, quarter, &categories, &projects);
        let told: BTreeSet<&Slug> =
            groups.iter().flat_map(|group| &group.projects).map(|project| &project.id).collect();
        Some(Self {
            outlook: outlook(portal, quarter.next(), &categories, &projects, &told),
            risks: risks
                .into_iter()
                .filter_map(|risk| {
                    Some(RiskFacts {
                        id: risk.id.clone(),
                        title: risk.title.clone(),
                        body: risk.body.clone(),
                        measure: risk.measure.clone(),
                        state: risk.states.get(&quarter)?.clone(),
                    })
                })
                .collect(),
            groups,
            report,
        })
    }

    /// The quarter.
    pub fn quarter(&self) -> Quarter {
        self.report.quarter
    }

    /// Every project of the quarter, in reading order.
    pub fn projects(&self) -> impl Iterator<Item = &ProjectFacts> {
        self.groups.iter().flat_map(|group| &group.projects)
    }
}

fn chapter_place(chapter: &Chapter) -> (Option<i64>, &str) {
    (chapter.order, &chapter.title)
}

fn groups(portal: &Portal, quarter: Quarter, categories: &[&Category], projects: &[&Project]) -> Vec<Group> {
    let group = |category: &&Category| {
        let own = projects.iter().filter(|project| *project.category_in(quarter) == category.id);
        let projects: Vec<ProjectFacts> = own.filter_map(|project| facts(portal, project, quarter)).collect();
        (!projects.is_empty()).then(|| Group { category: category_facts(category), projects })
    };
    categories.iter().filter_map(group).collect()
}

fn outlook(
    portal: &Portal,
    next: Quarter,
    categories: &[&Category],
    projects: &[&Project],
    told: &BTreeSet<&Slug>,
) -> Vec<OutlookGroup> {
    let group = |category: &&Category| {
        let own = projects.iter().filter(|project| *project.category_in(next) == category.id);
        let announced = own.filter_map(|project| {
            let outlook = &project.updates.get(&next)?.outlook;
            (!outlook.is_empty()).then(|| OutlookFacts {
                id: project.id.clone(),
                title: project.title_in(next).to_owned(),
                outlook: outlook.as_announced(),
                expected: status(portal, outlook.expected.as_ref()),
                has_result_part: told.contains(&project.id),
            })
        });
        let projects: Vec<OutlookFacts> = announced.collect();
        (!projects.is_empty()).then(|| OutlookGroup { category: category_facts(category), projects })
    };
    categories.iter().filter_map(group).collect()
}

fn category_facts(category: &Category) -> CategoryFacts {
    CategoryFacts { id: category.id.clone(), title: category.title.clone(), goal: category.goal.clone() }
}

fn status(portal: &Portal, id: Option<&Slug>) -> Option<Status> {
    portal.site.statuses.get(id?).cloned()
}

/// A project in a quarter; nothing before its first file, and nothing after it ended unless it still reports.
fn facts(portal: &Portal, project: &Project, quarter: Quarter) -> Option<ProjectFacts> {
    if project.first_quarter()? > quarter {
        return None;
    }
    let update = project.updates.get(&quarter);
    let achievement = update.and_then(|update| update.achievement.as_ref());
    let outlook = update.map(|update| update.outlook.clone()).unwrap_or_default();
    let silence = silence(portal, project, quarter);
    if achievement.is_none() && silence.is_none() && outlook.is_empty() {
        return None;
    }
    let next = project.updates.get(&quarter.next());
    Some(ProjectFacts {
        id: project.id.clone(),
        title: project.title_in(quarter).to_owned(),
        status: status(portal, achievement.map(|achievement| &achievement.status)),
        result: achievement.map(|achievement| achievement.result.clone()),
        expected: status(portal, outlook.expected.as_ref()),
        outlook,
        silence,
        is_without_outlook: is_open(portal, last_until(project, quarter))
            && next.is_none_or(|next| next.outlook.is_empty()),
    })
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
fn is_open(portal: &Portal, last: Option<(Quarter, &Achievement)>) -> bool {
    let phase =
        last.and_then(|(_, achievement)| portal.site.statuses.get(&achievement.status)).map(|status| status.phase);
    phase.is_none_or(Phase::is_open)
}
