//! The archive of quarters, and one quarter's whole report.

use minijinja::Value;
use serde::Serialize;

use super::counts::{CountsView, HistoryView};
use super::facts::Facts;
use super::frame::{section_link, section_title};
use super::parts::{
    BudgetView, CorrectionView, HeadlineView, Link, Moment, OutlookView, RiskView, SilenceView, StatusBadge,
};
use super::views::Announcer;
use super::{Draft, Piece, Section, site_file, value};
use crate::model::{
    About, Chapter, ChapterPlace, Group, OutlookFacts, ProjectFacts, Quarter, Report, RiskFacts, Silence, Slug,
    Snapshot,
};
use crate::prose::Html;
use crate::theme::Fragment;

#[derive(Serialize)]
struct IndexView {
    quarters: Vec<QuarterItem>,
    statuses: HistoryView,
    outcomes: HistoryView,
}

#[derive(Serialize)]
struct QuarterItem {
    link: Link,
    changes: Link,
    as_of: Moment,
    published: Option<Moment>,
    is_draft: bool,
    project_count: usize,
    result_count: usize,
}

pub(super) fn index(facts: &Facts<'_>) -> Draft {
    let item = |quarter| {
        let (report, counts) = (facts.told_report(quarter)?, facts.counts_of(quarter)?);
        Some(QuarterItem {
            link: facts.quarter_link(quarter),
            changes: facts.changes_link(quarter),
            as_of: facts.day(report.facts_day()),
            published: report.published.map(|day| facts.day(day)),
            is_draft: facts.hides_quarter(quarter),
            project_count: counts.projects,
            result_count: counts.results,
        })
    };
    let items = facts.quarters().rev().filter_map(item);
    let view =
        IndexView { quarters: items.collect(), statuses: facts.status_history(), outcomes: facts.outcome_history() };
    Draft {
        address: facts.routes.quarters(),
        template: "quarters.html",
        title: section_title(Section::Quarters, facts.language()).to_owned(),
        section: Section::Quarters,
        description: None,
        breadcrumb: Vec::new(),
        source: site_file(),
        view: value(&view),
    }
}

/// All that a quarter's report shows.
#[derive(Serialize)]
pub(super) struct View {
    quarter: String,
    anchors: Anchors,
    as_of: Moment,
    published: Option<Moment>,
    signatory: Option<String>,
    is_draft: bool,
    summary: Option<Html>,
    highlights: Vec<Html>,
    chapters: Chapters,
    /// A piece for each category.
    categories: Vec<Fragment>,
    counts: CountsView,
    risks: Vec<RiskView>,
    next_quarter: String,
    /// A piece for each category.
    outlook: Vec<Fragment>,
    silent: Vec<Link>,
    without_outlook: Vec<Link>,
    announced: Vec<Link>,
    corrections: Vec<CorrectionView>,
    headline: Option<HeadlineView>,
    /// The same as a document that stands by itself.
    edition: Option<Link>,
    previous: Option<Link>,
    next: Option<Link>,
}

#[derive(Serialize)]
struct Anchors {
    summary: &'static str,
    highlights: &'static str,
    projects: &'static str,
    risks: &'static str,
    outlook: &'static str,
    silent: &'static str,
}

#[derive(Serialize)]
struct Chapters {
    summary: Vec<ChapterView>,
    projects: Vec<ChapterView>,
    risks: Vec<ChapterView>,
    outlook: Vec<ChapterView>,
}

#[derive(Serialize)]
struct ChapterView {
    anchor: String,
    title: String,
    opening: Html,
    budgets: Vec<BudgetView>,
    body: Html,
    corrections: Vec<CorrectionView>,
}

#[derive(Serialize)]
struct GroupView {
    link: Link,
    goal: Option<Html>,
    projects: Vec<ProjectView>,
}

#[derive(Serialize)]
struct ProjectView {
    anchor: String,
    link: Link,
    status: Option<StatusBadge>,
    result: Option<Html>,
    promises: Option<OutlookView>,
    silence: Option<SilenceView>,
    corrections: Vec<CorrectionView>,
}

#[derive(Serialize)]
struct OutlookGroupView {
    link: Link,
    goal: Option<Html>,
    projects: Vec<OutlookProjectView>,
}

#[derive(Serialize)]
struct OutlookProjectView {
    anchor: Option<String>,
    link: Link,
    outlook: OutlookView,
}

pub(super) fn page(facts: &Facts<'_>, quarter: Quarter) -> Option<Draft> {
    let snapshot = facts.snapshot(quarter)?;
    let before = facts.quarters().rfind(|other| *other < quarter).map(|before| facts.quarter_link(before));
    let after = facts.quarters().find(|other| *other > quarter).map(|after| facts.quarter_link(after));
    Some(Draft {
        address: facts.routes.quarter(quarter),
        template: "quarter.html",
        title: facts.language().report(quarter),
        section: Section::Quarters,
        description: Some(snapshot.report.summary.plain_text()),
        breadcrumb: vec![section_link(Section::Quarters, facts)],
        source: snapshot.report.file.clone(),
        view: value(&View { previous: before, next: after, ..view(facts, snapshot) }),
    })
}

pub(super) fn view(facts: &Facts<'_>, snapshot: &Snapshot) -> View {
    let report = &snapshot.report;
    let parts = &facts.routes.segments().parts;
    let silent = |wanted: Silence| {
        links(
            snapshot
                .projects()
                .filter(|project| project.silence == Some(wanted))
                .map(|project| (&project.id, &project.title)),
        )
    };
    let without_outlook = snapshot.projects().filter(|project| project.is_without_outlook);
    View {
        quarter: facts.language().quarter(report.quarter),
        anchors: Anchors {
            summary: parts.summary,
            highlights: parts.highlights,
            projects: parts.projects,
            risks: parts.risks,
            outlook: parts.outlook,
            silent: parts.silent,
        },
        as_of: facts.day(report.facts_day()),
        published: report.published.map(|day| facts.day(day)),
        signatory: report.signatory.clone(),
        is_draft: facts.hides_quarter(report.quarter),
        summary: facts.some_html(&report.summary),
        highlights: report.highlights.iter().map(|line| facts.html(line)).collect(),
        chapters: chapters(facts, report),
        categories: pieces(facts, &snapshot.groups, |category| Piece::Projects(report.quarter, category)),
        counts: facts.quarter_counts(report.quarter),
        risks: snapshot.risks.iter().map(|risk| risk_view(facts, risk, report.quarter)).collect(),
        next_quarter: facts.language().quarter(report.quarter.next()),
        outlook: pieces(facts, &snapshot.outlook, |category| Piece::Outlook(report.quarter, category)),
        silent: silent(Silence::Silent),
        without_outlook: links(without_outlook.map(|project| (&project.id, &project.title))),
        announced: silent(Silence::Announced),
        corrections: facts.corrections(report.quarter, None),
        headline: facts.headline(report.quarter),
        edition: facts
            .has_editions()
            .then(|| facts.link(&facts.routes.edition(report.quarter), facts.language().report(report.quarter))),
        previous: None,
        next: None,
    }
}

/// Links to projects further up on the same page.
fn links<'p>(projects: impl Iterator<Item = (&'p Slug, &'p String)>) -> Vec<Link> {
    projects.map(|(id, title)| Link { href: format!("#{id}"), text: title.clone() }).collect()
}

fn chapters(facts: &Facts<'_>, report: &Report) -> Chapters {
    let at = |place: ChapterPlace| {
        let own = report.chapters.iter().filter(|chapter| chapter.after == place);
        own.map(|chapter| chapter_view(facts, chapter, report.quarter)).collect()
    };
    Chapters {
        summary: at(ChapterPlace::Summary),
        projects: at(ChapterPlace::Projects),
        risks: at(ChapterPlace::Risks),
        outlook: at(ChapterPlace::Outlook),
    }
}

fn chapter_view(facts: &Facts<'_>, chapter: &Chapter, quarter: Quarter) -> ChapterView {
    let (opening, body) = facts.opening_and_rest(&chapter.body);
    ChapterView {
        anchor: chapter.id.to_string(),
        title: chapter.title.clone(),
        opening,
        budgets: chapter.budgets.iter().map(|budget| facts.budget(budget)).collect(),
        body,
        corrections: facts.corrections(quarter, Some(&About::Chapter(chapter.id.clone()))),
    }
}

/// A category's projects in a quarter, as a piece of its page.
pub(super) fn projects(facts: &Facts<'_>, quarter: Quarter, category: &Slug) -> Option<Value> {
    let group = facts.group(quarter, category)?;
    let view = group_view(facts, group, quarter);
    Some(value(&view))
}

/// What a category's projects announced for the next quarter, as a piece of a quarter's page.
pub(super) fn outlook(facts: &Facts<'_>, quarter: Quarter, category: &Slug) -> Option<Value> {
    let group = facts.outlook_group(quarter, category)?;
    let view = outlook_view(facts, quarter, group);
    Some(value(&view))
}

fn pieces<P>(facts: &Facts<'_>, groups: &[Group<P>], piece: impl Fn(Slug) -> Piece) -> Vec<Fragment> {
    groups.iter().filter_map(|group| facts.piece(piece(group.category.id.clone()))).collect()
}

fn group_view(facts: &Facts<'_>, group: &Group<ProjectFacts>, quarter: Quarter) -> GroupView {
    let project = |project: &ProjectFacts| ProjectView {
        anchor: project.id.to_string(),
        link: facts.record_link(&project.id, &project.title, quarter),
        status: project.status.as_ref().map(Facts::status),
        result: project.result.as_ref().map(|result| facts.html(result)),
        promises: facts.outlook(&project.into(), &project.outlook, quarter),
        silence: project.silence.map(|silence| facts.silence(silence, Some(quarter))),
        corrections: facts.corrections(quarter, Some(&About::Project(project.id.clone()))),
    };
    GroupView {
        link: facts.link(&facts.routes.category(&group.category.id), &group.category.title),
        goal: group.category.goal.as_ref().map(|goal| facts.html(goal)),
        projects: group.projects.iter().map(|told| project(told)).collect(),
    }
}

/// Who announced something, with the milestones that the quarter tells of it; none of a project that begins later.
fn announcer<'f>(facts: &'f Facts<'_>, quarter: Quarter, id: &'f Slug) -> Announcer<'f> {
    facts.told(quarter, id).map_or(Announcer { id, milestones: &[] }, Announcer::from)
}

fn outlook_view(facts: &Facts<'_>, quarter: Quarter, group: &Group<OutlookFacts>) -> OutlookGroupView {
    let projects = group.projects.iter().filter_map(|project| {
        Some(OutlookProjectView {
            anchor: (!project.has_result_part).then(|| project.id.to_string()),
            link: facts.record_link(&project.id, &project.title, quarter.next()),
            outlook: facts.announcement(&announcer(facts, quarter, &project.id), &project.outlook)?,
        })
    });
    OutlookGroupView {
        link: facts.link(&facts.routes.category(&group.category.id), &group.category.title),
        goal: group.category.goal.as_ref().map(|goal| facts.html(goal)),
        projects: projects.collect(),
    }
}

fn risk_view(facts: &Facts<'_>, risk: &RiskFacts, quarter: Quarter) -> RiskView {
    RiskView {
        anchor: risk.id.to_string(),
        title: risk.title.clone(),
        body: facts.some_html(&risk.body),
        measure: risk.measure.as_ref().map(|measure| facts.html(measure)),
        states: vec![facts.risk_state(&risk.id, quarter, &risk.state)],
    }
}
