//! All categories, and one category with its projects.

use serde::Serialize;

use super::counts::CountsView;
use super::facts::Facts;
use super::frame::{section_link, section_title};
use super::parts::{Link, ProjectRow};
use super::{Draft, Section, site_file, value};
use crate::model::{DataOutput, Prose, Quarter, Slug};
use crate::prose::Html;

#[derive(Serialize)]
struct IndexView {
    categories: Vec<CategoryItem>,
}

#[derive(Serialize)]
struct CategoryItem {
    link: Link,
    goal: Option<Html>,
    counts: CountsView,
    count: usize,
}

pub(super) fn index(facts: &Facts<'_>) -> Draft {
    let categories = facts.categories().iter().map(|id| {
        let goal = facts.category(id).and_then(|category| category.goal.as_ref());
        CategoryItem {
            link: facts.category_link(id),
            goal: goal.map(|goal| facts.html(goal)),
            counts: facts.category_counts(id),
            count: facts.in_category(id).len(),
        }
    });
    let view = IndexView { categories: categories.collect() };
    Draft {
        address: facts.routes.categories(),
        template: "categories.html",
        title: section_title(Section::Categories, facts.language()).to_owned(),
        section: Section::Categories,
        description: None,
        breadcrumb: Vec::new(),
        source: site_file(),
        view: value(&view),
    }
}

#[derive(Serialize)]
struct View {
    goal: Option<Html>,
    body: Option<Html>,
    counts: CountsView,
    projects: Vec<ProjectRow>,
    former: Vec<FormerProject>,
    /// Its milestones for calendars; none as long as none has a date, or where the site makes no calendars.
    calendar: Option<String>,
}

#[derive(Serialize)]
struct FormerProject {
    link: Link,
    until: String,
    category: Link,
}

pub(super) fn page(facts: &Facts<'_>, id: &Slug) -> Option<Draft> {
    let category = facts.category(id)?;
    let former = facts.formerly_in(id).iter();
    let mut projects = facts.in_category(id).iter().filter_map(|id| facts.listed(id));
    let has_dates = projects.any(|project| project.milestones.iter().any(|milestone| milestone.has_date()));
    let view = View {
        goal: category.goal.as_ref().map(|goal| facts.html(goal)),
        body: facts.some_html(&category.body),
        counts: facts.category_counts(id),
        projects: facts.rows(facts.in_category(id).iter()),
        former: former.filter_map(|(id, until)| former_project(facts, id, *until)).collect(),
        calendar: (has_dates && facts.site().data.makes(DataOutput::Calendars))
            .then(|| facts.href(&facts.routes.category_calendar(id))),
    };
    Some(Draft {
        address: facts.routes.category(id),
        template: "category.html",
        title: category.title.clone(),
        section: Section::Categories,
        description: category.goal.as_ref().map(Prose::plain_text),
        breadcrumb: vec![section_link(Section::Categories, facts)],
        source: category.file.clone(),
        view: value(&view),
    })
}

fn former_project(facts: &Facts<'_>, id: &Slug, until: Quarter) -> Option<FormerProject> {
    let project = facts.listed(id)?;
    Some(FormerProject {
        link: facts.project_link(&project),
        until: facts.language().quarter(until),
        category: facts.category_link(project.category),
    })
}
