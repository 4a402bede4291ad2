//! The home page: where the programme stands now.

use serde::Serialize;

use super::counts::CountsView;
use super::facts::Facts;
use super::frame::section_link;
use super::parts::{HeadlineView, Link, MilestoneView, Moment};
use super::{Draft, Section, site_file, value};
use crate::model::{Milestone, Quarter, Silence, Slug};
use crate::prose::Html;
use crate::relate::{MilestoneState, Standing};

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
    let portal = facts.portal();
    let newest = portal.reports.values().next_back();
    let view = View {
        introduction: portal.home.as_ref().and_then(|home| facts.texts.some_html(&home.body)),
        counts: facts.counts(portal.projects.keys()),
        project_count: portal.projects.len(),
        latest: newest.map(|report| Latest {
            link: facts.quarter_link(report.quarter),
            all_highlights: part_link(facts, report.quarter, facts.routes.segments().parts.highlights, report.quarter),
            as_of: facts.day(report.facts_day()),
            published: report.published.map(|day| facts.day(day)),
            outlook: part_link(facts, report.quarter, facts.routes.segments().parts.outlook, report.quarter.next()),
            outlook_count: facts
                .relations
                .snapshots
                .get(&report.quarter)
                .map_or(0, |snapshot| snapshot.announcements().count()),
            headline: facts.headline(report.quarter),
            highlights: report.highlights.iter().map(|line| facts.texts.html(line)).collect(),
        }),
        next_milestones: next_milestones(facts),
        late: late(facts),
        roadmap: section_link(Section::Roadmap, facts),
        categories: facts.relations.categories.iter().map(|id| category(facts, id)).collect(),
        silent: standing_so(facts, |standing| standing.silence == Some(Silence::Silent)),
        without_outlook: standing_so(facts, |standing| standing.is_without_outlook),
        announced: standing_so(facts, |standing| standing.silence == Some(Silence::Announced)),
    };
    let title = portal.home.as_ref().map_or(&portal.site.title, |home| &home.title);
    Draft {
        address: facts.routes.home(),
        template: "home.html",
        title: title.clone(),
        section: Section::Home,
        description: portal.site.description.clone(),
        breadcrumb: Vec::new(),
        source: portal.home.as_ref().map_or_else(site_file, |home| home.file.clone()),
        view: value(&view),
    }
}

/// A part of a quarter's report, by a quarter's name.
fn part_link(facts: &Facts<'_>, report: Quarter, anchor: &str, name: Quarter) -> Link {
    facts.link(&format!("{}#{anchor}", facts.routes.quarter(report)), facts.language().quarter(name))
}

fn late(facts: &Facts<'_>) -> Option<LateView> {
    let milestones = facts.portal().projects.values().flat_map(|project| &project.milestones);
    let is_late =
        |milestone: &&Milestone| MilestoneState::of(milestone, facts.selection.facts_day) == MilestoneState::Late;
    let count = milestones.filter(is_late).count();
    let filters = &facts.routes.segments().filters;
    let (_, word) = filters.milestone_states.iter().find(|(word, _)| *word == "late")?;
    let href = format!("{}?{}={word}", facts.href(&facts.routes.roadmap()), filters.milestone);
    (count > 0).then_some(LateView { count, href })
}

fn next_milestones(facts: &Facts<'_>) -> Vec<NextMilestone> {
    let next = facts.relations.next_milestones.iter().take(NEXT).filter_map(|(id, at)| {
        let project = facts.portal().projects.get(id)?;
        let milestone = facts.milestone(project.milestones.get(*at)?);
        Some(NextMilestone { project: facts.project_link(project), milestone })
    });
    next.collect()
}

fn category(facts: &Facts<'_>, id: &Slug) -> CategoryItem {
    let goal = facts.portal().categories.get(id).and_then(|category| category.goal.as_ref());
    CategoryItem {
        link: facts.category_link(id),
        goal: goal.map(|goal| facts.texts.html(goal)),
        count: facts.relations.by_category.get(id).map_or(0, Vec::len),
    }
}

/// The projects that stand in some way now, by title.
fn standing_so(facts: &Facts<'_>, is_so: impl Fn(&Standing) -> bool) -> Vec<Link> {
    let projects = facts.relations.by_title.iter().filter_map(|id| facts.portal().projects.get(id));
    let so = projects.filter(|project| facts.relations.standings.get(&project.id).is_some_and(&is_so));
    so.map(|project| facts.project_link(project)).collect()
}
