//! The home page: where the programme stands now.

use std::sync::Arc;

use serde::Serialize;

use super::counts::CountsView;
use super::facts::Facts;
use super::frame::section_link;
use super::parts::{HeadlineView, Link, MilestoneView, Moment};
use super::{Draft, Section, site_file, value};
use crate::model::{Milestone, Quarter, Silence, Slug};
use crate::prose::Html;
use crate::relate::MilestoneState;

#[derive(Serialize)]
struct View {
    introduction: Option<Html>,
    counts: CountsView,
    project_count: usize,
    latest: Option<Latest>,
    next_milestones: Vec<NextMilestone>,
    late: Option<LateView>,
    roadmap: Link,
    categories: Vec<CategoryItem>,
    silent: Vec<Link>,
    without_outlook: Vec<Link>,
    announced: Vec<Link>,
}

#[derive(Serialize)]
struct Latest {
    link: Link,
    /// The report's own list of highlights.
    all_highlights: Link,
    as_of: Moment,
    published: Option<Moment>,
    /// What it announces for the quarter after it, by that quarter's name.
    outlook: Link,
    outlook_count: usize,
    headline: Option<HeadlineView>,
    highlights: Vec<Html>,
}

/// Milestones whose date has passed.
#[derive(Serialize)]
struct LateView {
    count: usize,
    href: String,
}

#[derive(Serialize)]
struct NextMilestone {
    project: Link,
    milestone: MilestoneView,
}

#[derive(Serialize)]
struct CategoryItem {
    link: Link,
    goal: Option<Html>,
    count: usize,
}

/// How many milestones the home page tells of.
const NEXT: usize = 4;

pub(super) fn page(facts: &Facts<'_>) -> Draft {
    let home = facts.home();
    let projects = facts.projects();
    let newest = facts.newest().and_then(|newest| facts.report(newest));
    let view = View {
        introduction: home.and_then(|home| facts.some_html(&home.body)),
        counts: facts.counts(projects.iter()),
        project_count: projects.len(),
        latest: newest.map(|report| Latest {
            link: facts.quarter_link(report.quarter),
            all_highlights: part_link(facts, report.quarter, facts.routes.segments().parts.highlights, report.quarter),
            as_of: facts.day(report.facts_day()),
            published: report.published.map(|day| facts.day(day)),
            outlook: part_link(facts, report.quarter, facts.routes.segments().parts.outlook, report.quarter.next()),
            outlook_count: facts.counts_of(report.quarter).map_or(0, |counts| counts.announcements),
            headline: facts.headline(report.quarter),
            highlights: report.highlights.iter().map(|line| facts.html(line)).collect(),
        }),
        next_milestones: next_milestones(facts),
        late: late(facts),
        roadmap: section_link(Section::Roadmap, facts),
        categories: facts.categories().iter().map(|id| category(facts, id)).collect(),
        silent: silent(facts, Silence::Silent),
        without_outlook: links(facts, |id| facts.is_without_outlook(id)),
        announced: silent(facts, Silence::Announced),
    };
    let title = home.map_or(&facts.site().title, |home| &home.title);
    Draft {
        address: facts.routes.home(),
        template: "home.html",
        title: title.clone(),
        section: Section::Home,
        description: facts.site().description.clone(),
        breadcrumb: Vec::new(),
        source: home.map_or_else(site_file, |home| home.file.clone()),
        view: value(&view),
    }
}

/// A part of a quarter's report, by a quarter's name.
fn part_link(facts: &Facts<'_>, report: Quarter, anchor: &str, name: Quarter) -> Link {
    facts.link(&format!("{}#{anchor}", facts.routes.quarter(report)), facts.language().quarter(name))
}

fn late(facts: &Facts<'_>) -> Option<LateView> {
    let projects = facts.projects().iter().filter_map(|id| facts.listed(id));
    let milestones = projects.flat_map(|project| project.milestones);
    let is_late =
        |milestone: &&Arc<Milestone>| MilestoneState::of(milestone, facts.facts_day()) == MilestoneState::Late;
    let count = milestones.filter(is_late).count();
    let filters = &facts.routes.segments().filters;
    let (_, word) = filters.milestone_states.iter().find(|(word, _)| *word == "late")?;
    let href = format!("{}?{}={word}", facts.href(&facts.routes.roadmap()), filters.milestone);
    (count > 0).then_some(LateView { count, href })
}

fn next_milestones(facts: &Facts<'_>) -> Vec<NextMilestone> {
    let next = facts.next_milestones().iter().take(NEXT).filter_map(|(id, at)| {
        let project = facts.listed(id)?;
        let milestone = facts.milestone(project.milestones.get(*at)?);
        Some(NextMilestone { project: facts.project_link(&project), milestone })
    });
    next.collect()
}

fn category(facts: &Facts<'_>, id: &Slug) -> CategoryItem {
    let goal = facts.category(id).and_then(|category| category.goal.as_ref());
    CategoryItem {
        link: facts.category_link(id),
        goal: goal.map(|goal| facts.html(goal)),
        count: facts.in_category(id).len(),
    }
}

/// The projects that are silent in some way now, by title.
fn silent(facts: &Facts<'_>, silence: Silence) -> Vec<Link> {
    links(facts, |id| facts.standing(id).is_some_and(|standing| standing.silence == Some(silence)))
}

fn links(facts: &Facts<'_>, is_so: impl Fn(&Slug) -> bool) -> Vec<Link> {
    let projects = facts.projects().iter().filter(|id| is_so(id)).filter_map(|id| facts.listed(id));
    projects.map(|project| facts.project_link(&project)).collect()
}
