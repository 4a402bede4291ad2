//! The home page: where the programme stands now.

use serde::Serialize;

use super::facts::Facts;
use super::parts::{HeadlineView, Link, MilestoneView, Moment, StatusCount};
use super::{Draft, Section, site_file, value};
use crate::model::{Quarter, Silence, Slug};
use crate::prose::Html;
use crate::relate::Standing;

#[derive(Serialize)]
struct View {
    introduction: Option<Html>,
    counts: Vec<StatusCount>,
    without_status: usize,
    project_count: usize,
    latest: Option<Latest>,
    next_milestones: Vec<NextMilestone>,
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
    /// The quarter after it, as text.
    next_quarter: String,
    headline: Option<HeadlineView>,
    highlights: Vec<Html>,
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
const NEXT: usize = 5;

pub(super) fn page(facts: &Facts<'_>) -> Draft {
    let portal = facts.portal();
    let (counts, without_status) = facts.counts(portal.projects.keys());
    let newest = portal.reports.values().next_back();
    let view = View {
        introduction: portal.home.as_ref().and_then(|home| facts.texts.some_html(&home.body)),
        counts,
        without_status,
        project_count: portal.projects.len(),
        latest: newest.map(|report| Latest {
            link: facts.quarter_link(report.quarter),
            all_highlights: highlights_link(facts, report.quarter),
            as_of: facts.day(report.facts_day()),
            next_quarter: facts.language().quarter(report.quarter.next()),
            headline: facts.headline(report.quarter),
            highlights: report.highlights.iter().map(|line| facts.texts.html(line)).collect(),
        }),
        next_milestones: next_milestones(facts),
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

fn highlights_link(facts: &Facts<'_>, quarter: Quarter) -> Link {
    let address = facts.routes.quarter(quarter);
    let anchor = facts.routes.segments().parts.highlights;
    facts.link(&format!("{address}#{anchor}"), facts.language().quarter(quarter))
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
