//! Every link of every file, looked up among all that the content folder holds, public or not.

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::address::{Addresses, Routes, Unresolved};
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::model::{Destination, Prose, ProseLink, Quarter, Slug};
use crate::parse::{Entry, Kind, Parsed};
use crate::snapshot::compare::ChangeKind;
use crate::source::FilePath;

/// The diagnostics of links that lead nowhere and of files that no link leads to.
pub(super) fn check(parsed: &[Arc<Parsed>], routes: Routes) -> Vec<Diagnostic> {
    // Made only when there is a link to look up.
    let addresses = LazyCell::new(|| addresses(parsed, routes));
    let mut linked = BTreeSet::new();
    let mut diagnostics = Vec::new();
    for prose in parsed.iter().flat_map(|parsed| &parsed.prose) {
        for link in prose.links() {
            match addresses.resolve(&link.destination) {
                Ok(resolved) => linked.extend(resolved.asset),
                Err(unresolved) => diagnostics.push(dead(prose, link, unresolved)),
            }
        }
    }
    let assets = parsed.iter().filter(|parsed| parsed.kind == Some(Kind::Asset));
    let unlinked = assets.map(|parsed| &parsed.file).filter(|file| !linked.contains(*file));
    diagnostics.extend(unlinked.map(|file| Diagnostic::new(Problem::UnlinkedFile, Place::file(file))));
    diagnostics
}

/// A near miss is told as it has to be written in the file.
fn dead(prose: &Prose, link: &ProseLink, unresolved: Unresolved) -> Diagnostic {
    let unresolved = match (unresolved, &link.destination) {
        (Unresolved::Page { target, suggestion }, Destination::File(..)) => Unresolved::Page {
            target,
            suggestion: suggestion.map(|path| FilePath::new(&path).relative_to(prose.file())),
        },
        (unresolved, _) => unresolved,
    };
    let problem = match unresolved {
        Unresolved::Page { target, suggestion } if link.is_image => Problem::MissingImage { target, suggestion },
        Unresolved::Page { target, suggestion } => Problem::DeadLink { target, suggestion },
        Unresolved::Anchor { anchor, target, suggestion } => Problem::DeadAnchor { anchor, target, suggestion },
    };
    Diagnostic::new(problem, Place::span(prose.file(), link.span))
}

/// Every address that the files can have, whatever is public.
fn addresses(parsed: &[Arc<Parsed>], routes: Routes) -> Addresses {
    let mut addresses = Addresses::default();
    addresses.add_fixed(routes);
    let files: Vec<(&Kind, &FilePath)> =
        parsed.iter().filter_map(|parsed| Some((parsed.kind.as_ref()?, &parsed.file))).collect();
    for (kind, file) in &files {
        addresses.add_file(routes, kind, file);
    }
    let reports: Vec<Quarter> = files.iter().filter_map(|(kind, _)| report(kind)).collect();
    let projects: Vec<&Slug> = files.iter().filter_map(|(kind, _)| project(kind)).collect();
    for quarter in &reports {
        addresses.add_parts(routes, *quarter);
        let kinds = ChangeKind::ALL.iter().map(|(word, _)| *word);
        addresses.add_changes(routes, *quarter, kinds.chain(["promises"]));
    }
    for quarter in &reports {
        addresses.add_anchors(routes.quarter(*quarter), projects.iter().map(ToString::to_string));
    }
    for id in projects {
        addresses.add_anchors(routes.project(id), reports.iter().map(|quarter| quarter.anchor()));
    }
    for parsed in parsed {
        let also = match &parsed.kind {
            Some(Kind::Update(_, quarter)) if reports.contains(quarter) => Some(routes.quarter(*quarter)),
            _ => None,
        };
        if let Some(Entry::Project(project)) = &parsed.entry {
            for id in &project.milestone_ids {
                addresses.add_anchor(routes.project(&project.id), &routes.milestone_anchor(id));
            }
        }
        for prose in &parsed.prose {
            addresses.add_headings(prose, also.as_deref());
        }
        if parsed.entry.is_none() {
            addresses.forget_anchors(&parsed.file);
        }
    }
    addresses
}

fn report(kind: &Kind) -> Option<Quarter> {
    if let Kind::Report(quarter) = kind { Some(*quarter) } else { None }
}

fn project(kind: &Kind) -> Option<&Slug> {
    if let Kind::Project(id) = kind { Some(id) } else { None }
}
