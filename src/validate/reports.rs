//! Reports with their chapters.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Known;
use crate::address::Routes;
use crate::diagnostic::{Closing, Diagnostic, Place, Problem, Role, nearest};
use crate::model::{About, Chapter, Correction, KeptCorrection, Lock, Quarter, Report, Slug};
use crate::parse::{Kind, RawChapter, RawCorrection, RawReport};
use crate::source::FilePath;

/// The chapters of each quarter.
pub(super) type Chapters<'r> = BTreeMap<Quarter, Vec<&'r RawChapter>>;

/// Puts reports together.
pub(super) fn build(
    raw: Vec<&RawReport>,
    mut chapters: Chapters<'_>,
    locks: &BTreeMap<Quarter, Arc<Lock>>,
    known: &Known,
    kinds: &[(&Kind, &FilePath)],
    routes: Routes,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<Quarter, Report> {
    check_anchors(known, kinds, routes, diagnostics);
    let mut reports = BTreeMap::new();
    let chapter_ids = chapter_ids(kinds);
    for raw in raw {
        let ids = chapter_ids.get(&raw.quarter).map_or(&[][..], Vec::as_slice);
        early(raw, diagnostics);
        // What a lock keeps a correction of may be gone by now; that is told by itself.
        let kept = locks.get(&raw.quarter).map_or(&[][..], |lock| &lock.corrections);
        let corrections = raw.corrections.iter();
        let corrections =
            corrections.filter_map(|own| correction(own, &raw.file, ids, kept, known, diagnostics)).collect();
        let own = chapters.remove(&raw.quarter).unwrap_or_default();
        let report = Report {
            file: raw.file.clone(),
            quarter: raw.quarter,
            as_of: raw.as_of,
            published: raw.published,
            signatory: raw.signatory.clone(),
            highlights: raw.highlights.clone(),
            draft: raw.draft,
            corrections,
            summary: raw.summary.clone(),
            chapters: own.into_iter().filter_map(chapter).collect(),
        };
        reports.insert(report.quarter, report);
    }
    reports
}

/// Nothing can be corrected before it was published.
fn early(report: &RawReport, diagnostics: &mut Vec<Diagnostic>) {
    let Some(published) = report.published else { return };
    for correction in report.corrections.iter().filter(|correction| correction.date < published) {
        let problem = Closing::CorrectionEarly { published: published.to_string() };
        diagnostics.push(Diagnostic::new(problem, Place::span(&report.file, correction.span)));
    }
}

/// Chapters, projects and generated parts share the anchors of a quarter's page.
fn check_anchors(known: &Known, kinds: &[(&Kind, &FilePath)], routes: Routes, diagnostics: &mut Vec<Diagnostic>) {
    let reserved = routes.segments().parts.all();
    for (kind, file) in kinds {
        if let Kind::Project(id) = kind
            && reserved.contains(&id.as_str())
        {
            let address = format!("{}<...>/#{id}", routes.quarters());
            diagnostics.push(Diagnostic::new(Problem::ReservedAddress { address }, Place::file(file)));
        }
        let Kind::Chapter(quarter, id) = kind else { continue };
        let address = format!("{}#{id}", routes.quarter(*quarter));
        if reserved.contains(&id.as_str()) {
            diagnostics.push(Diagnostic::new(Problem::ReservedAddress { address }, Place::file(file)));
        } else if known.projects.contains(id) {
            let project = kinds.iter().find(|(kind, _)| **kind == Kind::Project(id.clone()));
            let diagnostic = Diagnostic::new(Problem::DuplicateAddress { address }, Place::file(file));
            let other = project.map(|(_, file)| (Role::OtherFile, Place::file(file)));
            diagnostics.push(Diagnostic { related: other.into_iter().collect(), ..diagnostic });
        }
    }
}

/// The ids of each quarter's chapters.
fn chapter_ids(kinds: &[(&Kind, &FilePath)]) -> BTreeMap<Quarter, Vec<Slug>> {
    let mut ids: BTreeMap<Quarter, Vec<Slug>> = BTreeMap::new();
    for (kind, _) in kinds {
        if let Kind::Chapter(quarter, id) = kind {
            ids.entry(*quarter).or_default().push(id.clone());
        }
    }
    ids
}

fn chapter(raw: &RawChapter) -> Option<Chapter> {
    let RawChapter { file, quarter: _, id, title, after, order, budgets, body } = RawChapter::clone(raw);
    Some(Chapter { id, file, title: title?, after, order, budgets, body })
}

fn correction(
    raw: &RawCorrection,
    file: &FilePath,
    chapters: &[Slug],
    kept: &[KeptCorrection],
    known: &Known,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Correction> {
    let about = match (raw.about.value.as_str(), Slug::parse(&raw.about.value)) {
        ("report", _) => Some(About::Report),
        (_, Some(id)) if known.projects.contains(&id) => Some(About::Project(id)),
        (_, Some(id)) if chapters.contains(&id) => Some(About::Chapter(id)),
        (_, Some(id)) if known.risks.contains(&id) => Some(About::Risk(id)),
        (_, Some(id)) if known.categories.contains(&id) => Some(About::Category(id)),
        (id, _) => kept.iter().map(|kept| &kept.about).find(|about| about.id() == id).cloned(),
    };
    if about.is_none() {
        let ids = known.projects.iter().chain(chapters).chain(&known.risks).chain(&known.categories);
        let suggestion = nearest(&raw.about.value, ids.map(Slug::as_str).chain(["report"]));
        let problem = Problem::UnknownSubject { id: raw.about.value.clone(), suggestion };
        diagnostics.push(Diagnostic::new(problem, Place::span(file, raw.about.span)));
    }
    Some(Correction { date: raw.date, about: about?, note: raw.note.clone(), span: raw.about.span })
}
