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

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::language::{Collation, Language, ordered};
use crate::model::{
    Achievement, Announced, Category, CategoryFacts, Chapter, Day, Group, Lock, OutlookFacts, Phase, Portal, Project,
    ProjectFacts, PromiseFacts, Quarter, Report, Risk, RiskFacts, Silence, Slug, Snapshot, Status, Statuses,
};

/// A closed quarter's facts, as its lock keeps them; nothing when its report is not there.
pub fn kept(portal: &Portal, lock: &Lock) -> Option<Snapshot> {
    let mut snapshot = lock.snapshot.clone();
    let corrections = &portal.reports.get(&snapshot.quarter())?.corrections;
    snapshot.report.corrections = corrections.iter().filter(|correction| lock.keeps(correction)).cloned().collect();
    Some(snapshot)
}

/// Takes a quarter's facts out of a portal; nothing when it has no report there.
pub fn derive(portal: &Portal, quarter: Quarter, collation: &Collation) -> Option<Snapshot> {
    let setting = Setting::of(portal);
    let projects = ordered(portal.projects.values(), collation, |project| (project.order, project.title_in(quarter)));
    let told = projects.into_iter().map(|project| {
        let facts = setting.facts(project, quarter).map(Arc::new);
        let outlook = setting.outlook(project, quarter, facts.as_ref()).map(Arc::new);
        let (category, next_category) = (project.category_in(quarter), project.category_in(quarter.next()));
        Told { category, facts, next_category, outlook }
    });
    assemble(portal, quarter, told, collation)
}

/// What a project tells in a quarter.
pub struct Told<'p> {
    /// The category that it was in.
    pub category: &'p Slug,
    /// Its facts, if it tells anything.
    pub facts: Option<Arc<ProjectFacts>>,
    /// The category that it is in during the next quarter.
    pub next_category: &'p Slug,
    /// What it announced for the next quarter, if anything.
    pub outlook: Option<Arc<OutlookFacts>>,
}

/// Puts together what projects tell in a quarter, in reading order, and the frame of its report; nothing without one.
pub fn assemble<'p>(
    portal: &Portal,
    quarter: Quarter,
    projects: impl Iterator<Item = Told<'p>>,
    collation: &Collation,
) -> Option<Snapshot> {
    let mut report = portal.reports.get(&quarter)?.clone();
    report.chapters = ordered(report.chapters, collation, chapter_place);
    report.chapters.sort_by_key(|chapter| chapter.after);
    let risks = ordered(portal.risks.values(), collation, |risk| (risk.order, &risk.title));
    let mut told: BTreeMap<&Slug, Vec<Arc<ProjectFacts>>> = BTreeMap::new();
    let mut announced: BTreeMap<&Slug, Vec<Arc<OutlookFacts>>> = BTreeMap::new();
    for project in projects {
        if let Some(facts) = project.facts {
            told.entry(project.category).or_default().push(facts);
        }
        if let Some(outlook) = project.outlook {
            announced.entry(project.next_category).or_default().push(outlook);
        }
    }
    let categories = ordered(portal.categories.values(), collation, |category| (category.order, &category.title));
    let categories: Vec<Arc<CategoryFacts>> =
        categories.into_iter().map(|category| Arc::new(category_facts(category))).collect();
    Some(Snapshot {
        groups: groups(&categories, told),
        outlook: groups(&categories, announced),
        statuses: portal.site.statuses.iter().cloned().collect(),
        risks: risks.into_iter().filter_map(|risk| risk_facts(risk, quarter)).collect(),
        report,
    })
}

/// The last day that a report tells of.
pub fn horizon(report: &Report) -> Day {
    report.facts_day().max(report.quarter.last_day())
}

fn chapter_place(chapter: &Chapter) -> (Option<i64>, &str) {
    (chapter.order, &chapter.title)
}

/// The categories of which something is told, in their order.
fn groups<P>(categories: &[Arc<CategoryFacts>], mut projects: BTreeMap<&Slug, Vec<Arc<P>>>) -> Vec<Group<P>> {
    let group = |category: &Arc<CategoryFacts>| {
        Some(Group { category: Arc::clone(category), projects: projects.remove(&category.id)? })
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

/// What decides, beside a project itself, what quarters tell of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Titles sort by it.
    language: Language,
    statuses: Statuses,
    /// The last day that the report of each quarter tells of.
    horizons: BTreeMap<Quarter, Day>,
    /// What was announced for a quarter, as the lock of the quarter before keeps it; only where there is one.
    kept: BTreeMap<Quarter, BTreeMap<Slug, Arc<OutlookFacts>>>,
}

impl Setting {
    /// The setting of a portal's projects.
    pub fn of(portal: &Portal) -> Self {
        let kept = |snapshot: &Snapshot| {
            let announced = snapshot.outlook.iter().flat_map(|group| &group.projects);
            announced.map(|project| (project.id.clone(), Arc::clone(project))).collect()
        };
        let locks = portal.locks.iter();
        Self {
            language: portal.site.language,
            statuses: portal.site.statuses.clone(),
            horizons: portal.reports.values().map(|report| (report.quarter, horizon(report))).collect(),
            kept: locks.map(|(quarter, lock)| (quarter.next(), kept(&lock.snapshot))).collect(),
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

    /// Whether a quarter is closed, so that its lock says what it tells.
    pub fn is_closed(&self, quarter: Quarter) -> bool {
        self.kept.contains_key(&quarter.next())
    }

    fn status(&self, id: Option<&Slug>) -> Option<Status> {
        self.statuses.get(id?).cloned()
    }

    /// A project in a quarter; nothing without a report, before its first file, and after it ended unless it still
    /// reports.
    pub fn facts(&self, project: &Project, quarter: Quarter) -> Option<ProjectFacts> {
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
        if let Some(kept) = self.kept.get(&quarter) {
            let kept = kept.get(&project.id);
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
    pub fn last_status(&self, project: &Project) -> Option<(Quarter, Status)> {
        let (quarter, achievement) = last_until(project, *project.updates.keys().next_back()?)?;
        Some((quarter, self.status(Some(&achievement.status))?))
    }
}

/// What a project last reported, up to and including a quarter.
pub fn last_until(project: &Project, quarter: Quarter) -> Option<(Quarter, &Achievement)> {
    let mut updates = project.updates.range(..=quarter).rev();
    updates.find_map(|(quarter, update)| Some((*quarter, update.achievement.as_ref()?)))
}

/// Whether more results are expected after the last one.
pub fn is_open(statuses: &Statuses, last: Option<(Quarter, &Achievement)>) -> bool {
    let phase = last.and_then(|(_, achievement)| statuses.get(&achievement.status)).map(|status| status.phase);
    phase.is_none_or(Phase::is_open)
}
