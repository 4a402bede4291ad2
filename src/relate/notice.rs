//! What authors should know of the newest public quarter: who said nothing, and what is not locked yet.

use super::Relations;
use crate::diagnostic::{Closing, Diagnostic, Place};
use crate::model::{ProjectFacts, Quarter, Report, Silence, Snapshot};
use crate::select::{Audience, Selection};

/// A warning for each form of silence in the newest public quarter, for each quarter that was published and is not closed,
/// and for each correction of one. Authors who look at drafts are not warned: what they see is not public yet.
pub fn notices(selection: &Selection, relations: &Relations) -> Vec<Diagnostic> {
    if selection.audience == Audience::Authors {
        return Vec::new();
    }
    let portal = &selection.portal;
    // A quarter that a later lock knows of is no open one: its lock got lost, and that is told.
    let known = |quarter: &Quarter| portal.locks.values().any(|lock| lock.earlier.contains(quarter));
    let is_closed = |quarter: &Quarter| portal.locks.contains_key(quarter) || known(quarter);
    let is_open = |report: &&Report| report.published.is_some() && !is_closed(&report.quarter);
    let open = portal.reports.values().filter(is_open);
    let not_closed = open.map(|report| {
        Diagnostic::new(Closing::NotClosed { quarter: report.quarter.to_string() }, Place::file(&report.file))
    });
    let corrected = portal.reports.values().filter(|report| !is_closed(&report.quarter));
    let corrected = corrected.flat_map(|report| report.corrections.iter().map(move |correction| (report, correction)));
    let corrected = corrected.map(|(report, correction)| {
        let problem = Closing::CorrectionOpen { quarter: report.quarter.to_string() };
        Diagnostic::new(problem, Place::span(&report.file, correction.span))
    });
    // What a closed quarter lacks was accepted when it was closed.
    let newest = relations.snapshots().map(|(_, snapshot)| snapshot).next_back();
    let newest = newest.filter(|snapshot| !portal.locks.contains_key(&snapshot.quarter()));
    not_closed.chain(corrected).chain(newest.into_iter().flat_map(silences)).collect()
}

fn silences(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let quarter = snapshot.quarter();
    let ids = |is_it: fn(&ProjectFacts) -> bool| {
        let projects = snapshot.projects().filter(|project| is_it(project));
        projects.map(|project| project.id.to_string()).collect::<Vec<_>>()
    };
    let silent = ids(|project| project.silence == Some(Silence::Silent));
    let without_outlook = ids(|project| project.is_without_outlook);
    let announced = ids(|project| project.silence == Some(Silence::Announced));
    let told = [
        (silent.is_empty(), Closing::SilentProjects { quarter: quarter.to_string(), ids: silent }),
        (
            without_outlook.is_empty(),
            Closing::WithoutOutlook { quarter: quarter.next().to_string(), ids: without_outlook },
        ),
        (announced.is_empty(), Closing::NothingReported { quarter: quarter.to_string(), ids: announced }),
    ];
    let place = Place::file(&snapshot.report.file);
    let told = told.into_iter().filter(|(is_empty, _)| !is_empty);
    told.map(|(_, problem)| Diagnostic::new(problem, place.clone())).collect()
}
