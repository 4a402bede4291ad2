//! All projects, and one project with its record.

use std::collections::BTreeSet;

use serde::Serialize;

use super::counts::CountsView;
use super::facts::Facts;
use super::frame::{section_link, section_title};
use super::parts::{Choice, CorrectionView, Link, MilestoneView, OutlookView, ProjectRow, SilenceView, StatusBadge};
use super::{Draft, Section, site_file, value};
use crate::language::{Collation, Filters};
use crate::model::{About, Former, Profile, Prose, Quarter, Slug};
use crate::prose::Html;

#[derive(Serialize)]
struct IndexView {
    rows: Vec<ProjectRow>,
    counts: CountsView,
    filters: &'static Filters,
    legend_anchor: &'static str,
    categories: Vec<Choice>,
    statuses: Vec<StatusBadge>,
    clients: Vec<String>,
}

pub(super) fn index(facts: &Facts<'_>) -> Draft {
    let ids = facts.projects();
    let rows = facts.rows(ids.iter());
    let has_projects = |id: &&Slug| !facts.in_category(id).is_empty();
    let categories = facts.categories().iter().filter(has_projects);
    let clients: BTreeSet<&String> = rows.iter().filter_map(|row| row.facets.client.as_ref()).collect();
    let mut clients: Vec<String> = clients.into_iter().cloned().collect();
    let collation = Collation::new(facts.language());
    clients.sort_by_cached_key(|client| collation.key(client));
    let counts = facts.counts(ids.iter());
    let view = IndexView {
        categories: categories.map(|id| facts.category_choice(id)).collect(),
        statuses: counts.statuses(),
        counts,
        filters: &facts.routes.segments().filters,
        legend_anchor: facts.routes.segments().legend,
        clients,
        rows,
    };
    Draft {
        address: facts.routes.projects(),
        template: "projects.html",
        title: section_title(Section::Projects, facts.language()).to_owned(),
        section: Section::Projects,
        description: None,
        breadcrumb: Vec::new(),
        source: site_file(),
        view: value(&view),
    }
}

#[derive(Serialize)]
struct View {
    summary: Option<Html>,
    body: Option<Html>,
    category: Link,
    client: Option<String>,
    executor: Option<String>,
    status: Option<StatusBadge>,
    status_quarter: Option<String>,
    silence: Option<SilenceView>,
    /// The quarter that it announced nothing for although it is open, as text.
    without_outlook: Option<String>,
    links: Vec<Link>,
    former: Vec<FormerView>,
    milestones: Vec<MilestoneView>,
    is_draft: bool,
    record: Vec<QuarterView>,
}

#[derive(Serialize)]
struct FormerView {
    until: String,
    title: Option<String>,
    category: Option<Link>,
}

#[derive(Serialize)]
struct QuarterView {
    anchor: String,
    quarter: String,
    report: Option<Link>,
    is_public: bool,
    /// Whether the result is there for authors alone.
    is_draft: bool,
    title: Option<String>,
    outlook: Option<OutlookView>,
    status: Option<StatusBadge>,
    result: Option<Html>,
    silence: Option<SilenceView>,
    corrections: Vec<CorrectionView>,
}

pub(super) fn page(facts: &Facts<'_>, id: &Slug) -> Option<Draft> {
    let project = facts.profile(id)?;
    let standing = facts.standing(id)?;
    let status = standing.status.as_ref();
    let milestones = project.milestones.iter();
    let view = View {
        summary: project.summary.as_ref().map(|summary| facts.html(summary)),
        body: facts.some_html(&project.body),
        category: facts.category_link(&project.category),
        client: project.client.clone(),
        executor: project.executor.clone(),
        status: status.map(|(_, status)| Facts::status(status)),
        status_quarter: status.map(|(quarter, _)| facts.language().quarter(*quarter)),
        silence: standing.silence.map(|silence| facts.silence(silence, facts.newest())),
        without_outlook: facts
            .newest()
            .filter(|_| facts.is_without_outlook(id))
            .map(|newest| facts.language().quarter(newest.next())),
        links: project.links.iter().map(|link| Link { href: link.url.clone(), text: link.title.clone() }).collect(),
        former: project.formerly.iter().map(|former| former_view(facts, former)).collect(),
        milestones: milestones.map(|milestone| facts.milestone(milestone)).collect(),
        is_draft: facts.hides_project(id),
        record: standing.record.iter().map(|quarter| quarter_view(facts, project, *quarter)).collect(),
    };
    Some(Draft {
        address: facts.routes.project(id),
        template: "project.html",
        title: project.title.clone(),
        section: Section::Projects,
        description: project.summary.as_ref().map(Prose::plain_text),
        breadcrumb: vec![section_link(Section::Projects, facts)],
        source: project.file.clone(),
        view: value(&view),
    })
}

fn former_view(facts: &Facts<'_>, former: &Former) -> FormerView {
    FormerView {
        until: facts.language().quarter(former.until),
        title: former.title.clone(),
        category: former.category.as_ref().map(|id| facts.category_link(id)),
    }
}

/// Whether the project says what happened in a quarter.
fn reports(facts: &Facts<'_>, id: &Slug, quarter: Quarter) -> bool {
    facts.update(id, quarter).is_some_and(|update| update.achievement.is_some())
}

fn quarter_view(facts: &Facts<'_>, project: &Profile, quarter: Quarter) -> QuarterView {
    let title = project.title_in(quarter);
    let is_public = facts.is_public(quarter);
    let view = QuarterView {
        anchor: quarter.anchor(),
        quarter: facts.language().quarter(quarter),
        report: is_public.then(|| facts.quarter_link(quarter)),
        is_public,
        is_draft: facts.hides_quarter(quarter) && reports(facts, &project.id, quarter),
        title: (title != project.title).then(|| title.to_owned()),
        outlook: None,
        status: None,
        result: None,
        silence: None,
        corrections: facts.corrections(quarter, Some(&About::Project(project.id.clone()))),
    };
    match facts.told(quarter, &project.id) {
        Some(told) => QuarterView {
            outlook: facts.outlook(&told.into(), &told.outlook, quarter),
            status: told.status.as_ref().map(Facts::status),
            result: told.result.as_ref().map(|result| facts.html(result)),
            silence: told.silence.map(|silence| facts.silence(silence, Some(quarter))),
            ..view
        },
        None => {
            let announced = facts.upcoming(quarter, &project.id);
            let achievement = facts.update(&project.id, quarter).and_then(|update| update.achievement.as_ref());
            let status = achievement.and_then(|achievement| facts.site().statuses.get(&achievement.status));
            QuarterView {
                outlook: announced.and_then(|announced| facts.outlook(&project.into(), announced, quarter)),
                status: status.map(Facts::status),
                result: achievement.map(|achievement| facts.html(&achievement.result)),
                ..view
            }
        }
    }
}
