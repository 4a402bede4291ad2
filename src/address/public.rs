//! The addresses of what is public.

use super::{Addresses, Routes};
use crate::model::{Portal, Project, Slug};
use crate::parse::Kind;
use crate::relate::Relations;
use crate::source::FilePath;

/// Every address and anchor of a site that holds nothing but what is public.
pub fn public(portal: &Portal, relations: &Relations, routes: Routes) -> Addresses {
    let mut addresses = Addresses::default();
    addresses.add_fixed(routes);
    add_files(&mut addresses, portal, routes);
    for (id, standing) in &relations.standings {
        addresses.add_anchors(routes.project(id), standing.record.iter().map(|quarter| quarter.anchor()));
    }
    for project in portal.projects.values() {
        let milestones = project.milestones.iter().map(|milestone| routes.milestone_anchor(&milestone.id));
        addresses.add_anchors(routes.project(&project.id), milestones);
    }
    for (quarter, reported) in &relations.reported {
        addresses.add_parts(routes, *quarter);
        let snapshot = &reported.snapshot;
        let kinds = reported.comparison.tally().map(|(kind, _)| kind.word());
        let has_pairs = snapshot.projects().any(|project| !project.outlook.is_empty());
        addresses.add_changes(routes, *quarter, kinds.chain(has_pairs.then_some("promises")));
        let outlook = snapshot.outlook.iter().flat_map(|group| &group.projects).map(|project| &project.id);
        let told = snapshot.projects().map(|project| &project.id).chain(outlook);
        addresses.add_anchors(routes.quarter(*quarter), told.map(Slug::to_string));
    }
    add_headings(&mut addresses, portal, routes);
    addresses
}

fn add_files(addresses: &mut Addresses, portal: &Portal, routes: Routes) {
    let mut add = |kind: &Kind, file: &FilePath| addresses.add_file(routes, kind, file);
    if let Some(home) = &portal.home {
        add(&Kind::Home, &home.file);
    }
    for category in portal.categories.values() {
        add(&Kind::Category(category.id.clone()), &category.file);
    }
    for project in portal.projects.values() {
        add(&Kind::Project(project.id.clone()), &project.file);
        for update in project.updates.values() {
            add(&Kind::Update(project.id.clone(), update.quarter), &update.file);
        }
    }
    for report in portal.reports.values() {
        add(&Kind::Report(report.quarter), &report.file);
        for chapter in &report.chapters {
            add(&Kind::Chapter(report.quarter, chapter.id.clone()), &chapter.file);
        }
    }
    for risk in portal.risks.values() {
        add(&Kind::Risk(risk.id.clone()), &risk.file);
    }
    for page in portal.pages.values() {
        add(&Kind::Page(page.id.clone()), &page.file);
    }
    for asset in portal.assets.keys() {
        add(&Kind::Asset, asset);
    }
}

/// Headings stand on the page of their file; those of results and risks on quarters' pages too.
fn add_headings(addresses: &mut Addresses, portal: &Portal, routes: Routes) {
    for prose in portal.prose() {
        addresses.add_headings(prose, None);
    }
    for project in portal.projects.values() {
        add_result_headings(addresses, project, routes);
    }
    for risk in portal.risks.values() {
        for quarter in risk.states.keys() {
            addresses.add_headings(&risk.body, Some(&routes.quarter(*quarter)));
        }
    }
}

fn add_result_headings(addresses: &mut Addresses, project: &Project, routes: Routes) {
    for update in project.updates.values() {
        if let Some(achievement) = &update.achievement {
            addresses.add_headings(&achievement.result, Some(&routes.quarter(update.quarter)));
        }
    }
}
