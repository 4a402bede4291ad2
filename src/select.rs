//! What is public on a day.
//!
//! Goes in: a portal, the day, and for whom. Comes out: a smaller portal in which a hidden fact does not exist, and
//! the list of what was held back. Must not: decide what pages show of the facts that are left.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::cache::Memo;
use crate::model::{
    About, Correction, Day, Milestone, Portal, Profile, Project, Promise, Prose, Quarter, Report, Risk, Slug, Update,
};
use crate::source::FilePath;

/// For whom a site is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Readers: drafts and quarters that are not public do not exist.
    Readers,
    /// Authors, who preview everything (`--drafts`).
    Authors,
}

/// What is public on a day.
#[derive(Debug)]
pub struct Selection {
    /// The portal without what is hidden.
    pub portal: Portal,
    /// For whom it was made.
    pub audience: Audience,
    /// The facts' day: that of the newest report; none as long as there is no report.
    pub facts_day: Option<Day>,
    /// Whether readers are to be told that the facts are old.
    pub is_old: bool,
    /// What readers would not see on this day, also when authors do see it now.
    pub held_back: Vec<HeldBack>,
}

/// Something that readers do not see on this day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeldBack {
    /// A project that is a draft, or has nothing but files of hidden quarters.
    Project(Slug),
    /// A risk of which nothing but hidden states is told.
    Risk(Slug),
    /// A quarter, with the number of files that say something about it that is hidden.
    Quarter {
        /// The quarter.
        quarter: Quarter,
        /// Why it is hidden.
        why: Why,
        /// How many of its files have something to hide.
        files: usize,
    },
}

/// Why a quarter is not public.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Its report is a draft.
    Draft,
    /// Its report is published on a later day.
    Later(Day),
    /// It has no report.
    NoReport,
}

/// Leaves out what is not public on `day`; for authors, nothing.
pub fn select(portal: &Portal, day: Day, audience: Audience) -> Selection {
    select_again(portal, day, audience, &mut Memory::default())
}

/// The same, with what is remembered of the build before.
pub fn select_again(portal: &Portal, day: Day, audience: Audience, memory: &mut Memory) -> Selection {
    let readers = Arc::new(Calendar::of(&portal.reports, day));
    let chosen = memory.choose(portal, &readers);
    let held_back = held_back(portal, &chosen, &readers, day);
    let portal = match audience {
        Audience::Readers => readers.selected(portal, &chosen),
        Audience::Authors => portal.clone(),
    };
    let newest = portal.reports.values().next_back();
    Selection {
        facts_day: newest.map(Report::facts_day),
        is_old: newest.is_some_and(|report| is_old(report.quarter, day)),
        portal,
        audience,
        held_back,
    }
}

/// What this stage remembers of the build before.
#[derive(Default)]
pub struct Memory(Memo<Slug, (Arc<Project>, Arc<Calendar>), Arc<Choice>>);

/// What is public of a project, and what is not.
struct Choice {
    /// The project without what is hidden; nothing when it is hidden itself.
    shown: Option<Arc<Project>>,
    /// Every fact that is hidden, by its quarter, with the file that it stands in.
    hidden: Vec<(Quarter, FilePath)>,
}

impl Memory {
    /// What is public of each project, by id.
    fn choose(&mut self, portal: &Portal, calendar: &Arc<Calendar>) -> Vec<Arc<Choice>> {
        let projects = portal.projects.values().map(|project| (project, project.id.clone()));
        self.0.each(
            projects,
            |now, (project, before)| *now == project && before == calendar,
            |project| (Arc::clone(project), Arc::clone(calendar)),
            |_, (project, calendar), _| Arc::new(calendar.choose(project)),
        )
    }
}

impl Selection {
    /// Whether readers do not see this project, although authors do now.
    pub fn hides_project(&self, id: &Slug) -> bool {
        self.held_back.iter().any(|item| matches!(item, HeldBack::Project(hidden) if hidden == id))
    }

    /// Whether readers do not see what happened in this quarter, although authors do now.
    pub fn hides_quarter(&self, quarter: Quarter) -> bool {
        self.held_back
            .iter()
            .any(|item| matches!(item, HeldBack::Quarter { quarter: hidden, .. } if *hidden == quarter))
    }
}

/// A report is written in the quarter after its own; when the one after that is over too, one was missed.
fn is_old(newest: Quarter, day: Day) -> bool {
    day > newest.next().next().last_day()
}

/// Which quarters are public.
#[derive(PartialEq, Eq)]
struct Calendar {
    public: BTreeSet<Quarter>,
    /// The quarters with a report that is not public.
    hidden: BTreeSet<Quarter>,
    /// The first quarter that has a report, public or not: what happened before the portal began is known to all.
    begin: Option<Quarter>,
    /// The last day of which readers may know anything.
    horizon: Option<Day>,
}

impl Calendar {
    fn of(reports: &BTreeMap<Quarter, Report>, day: Day) -> Self {
        let is_public = |report: &&Report| !report.draft && report.published.is_none_or(|published| published <= day);
        let public = reports.values().filter(&is_public);
        let horizon = public.clone().map(|report| report.facts_day().max(report.quarter.last_day())).max();
        let hidden = reports.values().filter(|report| !is_public(report)).map(|report| report.quarter).collect();
        Self {
            public: public.map(|report| report.quarter).collect(),
            hidden,
            begin: reports.keys().next().copied(),
            horizon,
        }
    }

    fn is_public(&self, quarter: Quarter) -> bool {
        self.public.contains(&quarter)
    }

    /// Whether what happened in a quarter may be told: it is public, or lies before the newest public quarter, or before
    /// the portal began, and has no report that would have to tell it first.
    fn is_known(&self, quarter: Quarter) -> bool {
        let is_past = self.public.last().is_some_and(|newest| quarter < *newest);
        let is_before = self.begin.is_some_and(|begin| quarter < begin);
        self.is_public(quarter) || ((is_past || is_before) && !self.hidden.contains(&quarter))
    }

    /// An outlook is public with the report of the quarter before, or with its own.
    fn has_public_outlook(&self, quarter: Quarter) -> bool {
        self.is_public(quarter) || self.is_public(quarter.previous())
    }

    fn choose(&self, project: &Arc<Project>) -> Choice {
        let updates = project.updates.values().filter(|update| !self.shows_whole(update));
        let updates = updates.map(|update| (update.quarter, update.file.clone()));
        let milestones = project.milestones.iter().flat_map(|milestone| self.hidden_of(milestone));
        let milestones = milestones.map(|quarter| (quarter, project.file.clone()));
        Choice { shown: self.project(project), hidden: updates.chain(milestones).collect() }
    }

    fn selected(&self, portal: &Portal, chosen: &[Arc<Choice>]) -> Portal {
        let reports = portal.reports.values().filter(|report| self.is_public(report.quarter));
        let locks = portal.locks.iter().filter(|(quarter, _)| self.is_public(**quarter));
        let projects = chosen.iter().filter_map(|choice| choice.shown.clone());
        Portal {
            site: portal.site.clone(),
            home: portal.home.clone(),
            categories: portal.categories.clone(),
            projects: projects.map(|project| (project.id.clone(), project)).collect(),
            reports: reports.map(|report| (report.quarter, self.report(report, portal))).collect(),
            locks: locks.map(|(quarter, lock)| (*quarter, lock.clone())).collect(),
            risks: portal.risks.values().filter_map(|risk| Some((risk.id.clone(), self.risk(risk)?))).collect(),
            pages: portal.pages.clone(),
            assets: portal.assets.clone(),
        }
    }

    /// The report without corrections about projects that are hidden.
    fn report(&self, report: &Report, portal: &Portal) -> Report {
        let is_shown = |correction: &&Correction| match &correction.about {
            About::Project(id) => portal.projects.get(id).is_some_and(|project| self.project(project).is_some()),
            About::Report | About::Chapter(_) | About::Risk(_) | About::Category(_) => true,
        };
        Report { corrections: report.corrections.iter().filter(is_shown).cloned().collect(), ..report.clone() }
    }

    /// The project without what is hidden; nothing when it is a draft or all its files are hidden.
    fn project(&self, project: &Arc<Project>) -> Option<Arc<Project>> {
        if project.draft {
            return None;
        }
        let has_whole_profile = project.milestones.iter().all(|milestone| self.shows_all_of(milestone));
        if has_whole_profile && project.updates.values().all(|update| self.shows_whole(update)) {
            return Some(Arc::clone(project));
        }
        let updates: BTreeMap<Quarter, Arc<Update>> =
            project.updates.values().filter_map(|update| Some((update.quarter, self.update(update)?))).collect();
        if updates.is_empty() && !project.updates.is_empty() {
            return None;
        }
        let milestones = || project.milestones.iter().map(|milestone| Arc::new(self.milestone(milestone))).collect();
        let profile = if has_whole_profile {
            Arc::clone(&project.profile)
        } else {
            Arc::new(Profile { milestones: milestones(), ..Profile::clone(project) })
        };
        Some(Arc::new(Project { profile, updates }))
    }

    /// Whether nothing of an update is hidden.
    fn shows_whole(&self, update: &Update) -> bool {
        let is_judged = |promise: &Promise| promise.outcome.is_some() || promise.note.is_some();
        let is_announcement = update.achievement.is_none() && !update.outlook.promises.iter().any(is_judged);
        self.is_public(update.quarter) || (is_announcement && self.has_public_outlook(update.quarter))
    }

    fn update(&self, update: &Arc<Update>) -> Option<Arc<Update>> {
        if self.shows_whole(update) {
            return Some(Arc::clone(update));
        }
        let announced = self.has_public_outlook(update.quarter) && !update.outlook.is_empty();
        announced.then(|| {
            Arc::new(Update {
                file: update.file.clone(),
                quarter: update.quarter,
                outlook: update.outlook.as_announced(),
                achievement: None,
            })
        })
    }

    /// Whether what happened on a day may be told.
    fn is_past(&self, day: Day) -> bool {
        self.horizon.is_some_and(|horizon| day <= horizon) || self.is_known(Quarter::of(day))
    }

    /// Whether nothing of a milestone is hidden.
    fn shows_all_of(&self, milestone: &Milestone) -> bool {
        milestone.replanned.iter().all(|replan| self.is_known(replan.quarter))
            && milestone.achieved.is_none_or(|achieved| self.is_past(achieved.last()))
            && milestone.dropped.as_ref().is_none_or(|dropped| self.is_known(dropped.quarter))
    }

    fn milestone(&self, milestone: &Milestone) -> Milestone {
        let replanned = milestone.replanned.iter().filter(|replan| self.is_known(replan.quarter));
        Milestone {
            id: milestone.id.clone(),
            title: milestone.title.clone(),
            due: milestone.due,
            replanned: replanned.cloned().collect(),
            achieved: milestone.achieved.filter(|achieved| self.is_past(achieved.last())),
            dropped: milestone.dropped.clone().filter(|dropped| self.is_known(dropped.quarter)),
        }
    }

    /// The quarters in which something happened to a milestone that is hidden.
    fn hidden_of(&self, milestone: &Milestone) -> Vec<Quarter> {
        if self.shows_all_of(milestone) {
            return Vec::new();
        }
        let shown = self.milestone(milestone);
        let replans =
            milestone.replanned.iter().map(|replan| replan.quarter).filter(|quarter| !self.is_known(*quarter));
        let achieved =
            milestone.achieved.filter(|_| shown.achieved.is_none()).map(|achieved| Quarter::of(achieved.last()));
        let dropped = milestone.dropped.as_ref().filter(|_| shown.dropped.is_none()).map(|dropped| dropped.quarter);
        replans.chain(achieved).chain(dropped).collect()
    }

    /// The risk without what is hidden; nothing when all that is known of it is hidden.
    fn risk(&self, risk: &Risk) -> Option<Risk> {
        let states = risk.states.iter().filter(|(quarter, _)| self.is_known(**quarter));
        let states: BTreeMap<Quarter, Prose> = states.map(|(quarter, state)| (*quarter, state.clone())).collect();
        (!states.is_empty() || risk.states.is_empty()).then(|| Risk { states, ..risk.clone() })
    }
}

fn held_back(portal: &Portal, chosen: &[Arc<Choice>], calendar: &Calendar, day: Day) -> Vec<HeldBack> {
    let hidden = portal.projects.keys().zip(chosen).filter(|(_, choice)| choice.shown.is_none());
    let mut held_back: Vec<HeldBack> = hidden.map(|(id, _)| HeldBack::Project(id.clone())).collect();
    let risks = portal.risks.values().filter(|risk| calendar.risk(risk).is_none());
    held_back.extend(risks.map(|risk| HeldBack::Risk(risk.id.clone())));
    let mut files: BTreeMap<Quarter, BTreeSet<&FilePath>> = BTreeMap::new();
    let of_projects = chosen.iter().flat_map(|choice| &choice.hidden).map(|(quarter, file)| (*quarter, file));
    let of_risks = portal.risks.values().flat_map(|risk| risk.states.keys().map(|quarter| (*quarter, &risk.file)));
    for (quarter, file) in of_projects.chain(of_risks.filter(|(quarter, _)| !calendar.is_known(*quarter))) {
        files.entry(quarter).or_default().insert(file);
    }
    let reports = portal.reports.keys().filter(|quarter| !calendar.is_public(**quarter));
    let quarters: BTreeSet<Quarter> = reports.chain(files.keys()).copied().collect();
    held_back.extend(quarters.into_iter().map(|quarter| HeldBack::Quarter {
        quarter,
        why: why(portal.reports.get(&quarter), day),
        files: files.get(&quarter).map_or(0, BTreeSet::len),
    }));
    held_back
}

fn why(report: Option<&Report>, day: Day) -> Why {
    match report {
        None => Why::NoReport,
        Some(report) => match report.published {
            Some(published) if published > day && !report.draft => Why::Later(published),
            _ => Why::Draft,
        },
    }
}
