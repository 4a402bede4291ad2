//! What is new of the programme as a whole: its reports, and what was put right of them.

use std::collections::BTreeMap;

use super::common::Common;
use super::news::{Kind, Message};
use super::text::line;
use crate::export::escaped;
use crate::model::{About, Change, Correction, Quarter, Report, Slug};
use crate::page::Public;
use crate::prose::{Texts, absolute};

/// A correction with what it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Corrected {
    pub(super) quarter: Quarter,
    pub(super) correction: Correction,
    changes: Vec<Change>,
    /// The name of what it is about, with the quarter.
    name: String,
    /// The category of what it is about.
    category: Option<Slug>,
    /// Its anchor on the page of the quarter.
    anchor: Option<Slug>,
    /// How many corrections of the same thing on the same day come before it.
    before: usize,
}

/// The corrections about each project.
pub(super) fn of_projects(public: &Public) -> BTreeMap<Slug, Vec<Corrected>> {
    let mut corrections: BTreeMap<Slug, Vec<Corrected>> = BTreeMap::new();
    for (quarter, correction, before) in all(public) {
        if let Some(project) = project(public, correction) {
            corrections.entry(project.clone()).or_default().push(corrected(public, quarter, correction, before));
        }
    }
    corrections
}

/// What is new of the programme as a whole: its reports, and the corrections about no project that readers know.
pub(super) fn general(public: &Public, common: &Common) -> Vec<Message> {
    let texts = &public.texts;
    let reports = public.relations.snapshots().map(|(_, snapshot)| report(&snapshot.report, common, texts));
    let others = all(public).filter(|(_, correction, _)| project(public, correction).is_none());
    let others = others.map(|(quarter, correction, before)| corrected(public, quarter, correction, before));
    reports.chain(others.map(|corrected| corrected.message(common, texts))).collect()
}

/// Every correction, with its quarter and those that stand before it there.
fn all(public: &Public) -> impl Iterator<Item = (Quarter, &Correction, &[Correction])> {
    public.relations.snapshots().flat_map(|(quarter, snapshot)| {
        let corrections = &snapshot.report.corrections;
        corrections.iter().enumerate().map(move |(at, correction)| (quarter, correction, &corrections[..at]))
    })
}

fn project<'c>(public: &Public, correction: &'c Correction) -> Option<&'c Slug> {
    match &correction.about {
        About::Project(id) => Some(id).filter(|id| public.selection.portal.projects.contains_key(*id)),
        About::Report | About::Chapter(_) | About::Risk(_) | About::Category(_) => None,
    }
}

fn corrected(public: &Public, quarter: Quarter, correction: &Correction, before: &[Correction]) -> Corrected {
    let portal = &public.selection.portal;
    let snapshot = public.relations.reported.get(&quarter).map(|reported| &reported.snapshot);
    let all = snapshot.map_or(&[][..], |snapshot| &snapshot.report.corrections);
    let changes = portal.locks.get(&quarter).map_or(&[][..], |lock| &lock.changes);
    let about = &correction.about;
    let then = snapshot.and_then(|snapshot| snapshot.name_of(about));
    let (now, category) = match about {
        About::Report | About::Chapter(_) => (None, None),
        About::Project(id) => {
            let project = portal.projects.get(id);
            (project.map(|project| &project.title), project.map(|project| project.category_in(quarter)))
        }
        About::Risk(id) => (portal.risks.get(id).map(|risk| &risk.title), None),
        About::Category(id) => (portal.categories.get(id).map(|category| &category.title), Some(id)),
    };
    let anchor = match about {
        About::Project(id) | About::Chapter(id) => then.map(|_| id.clone()),
        About::Report | About::Risk(_) | About::Category(_) => None,
    };
    let name = match about {
        About::Report => portal.site.language.report(quarter),
        About::Project(_) | About::Chapter(_) | About::Risk(_) | About::Category(_) => {
            let name = then.or(now.map(String::as_str)).unwrap_or(about.id());
            format!("{name} ({})", portal.site.language.quarter(quarter))
        }
    };
    Corrected {
        quarter,
        changes: correction.changes(all, changes).cloned().collect(),
        correction: correction.clone(),
        name,
        category: category.cloned(),
        anchor,
        before: before.iter().filter(|other| other.date == correction.date && other.about == *about).count(),
    }
}

impl Corrected {
    pub(super) fn message(&self, common: &Common, texts: &Texts) -> Message {
        let words = common.words();
        let page = common.url(&common.routes().quarter(self.quarter));
        let told = common.routes().segments().told.correction;
        let about = self.correction.about.to_string().replace('/', "-");
        let number = if self.before == 0 { String::new() } else { format!("-{}", self.before + 1) };
        let note = texts.html(&self.correction.note);
        let mut html = format!("<p>{}</p>\n", absolute(note.as_str(), &common.origin(), &page));
        if !self.changes.is_empty() {
            let text = |text: &Option<String>| escaped(text.as_deref().unwrap_or(words.nothing()));
            let change = |change: &Change| {
                format!(
                    "<li>{}: {}</li>\n",
                    escaped(&change.field),
                    words.first_and_now(&text(&change.was), &text(&change.now))
                )
            };
            html += &["<ul>\n", &self.changes.iter().map(change).collect::<Vec<_>>().concat(), "</ul>\n"].concat();
        }
        Message {
            id: format!("{page}#{told}--{}--{about}{number}", self.correction.date),
            kind: Kind::Correction,
            category: self.category.clone(),
            title: line(&words.correction(&self.name)),
            published: self.correction.date,
            updated: self.correction.date,
            href: self.anchor.as_ref().map_or_else(|| page.clone(), |anchor| format!("{page}#{anchor}")),
            html,
        }
    }
}

/// That a report came out.
fn report(report: &Report, common: &Common, texts: &Texts) -> Message {
    let words = common.words();
    let page = common.url(&common.routes().quarter(report.quarter));
    let html = |prose| absolute(texts.html(prose).as_str(), &common.origin(), &page).into_owned();
    let highlights = report.highlights.iter().map(|highlight| format!("<li>{}</li>\n", html(highlight)));
    let highlights = highlights.collect::<Vec<_>>().concat();
    let told = match (html(&report.summary), highlights.as_str()) {
        (summary, "") if summary.is_empty() => format!("<p>{}</p>\n", words.is_published()),
        (summary, "") => summary,
        (summary, highlights) => format!("{summary}<p>{}</p>\n<ul>\n{highlights}</ul>\n", words.highlights()),
    };
    let published = common.days.of_quarter(report.quarter);
    let corrected = report.corrections.iter().filter(|correction| correction.about == About::Report);
    Message {
        kind: Kind::Report,
        category: None,
        title: common.language().report(report.quarter),
        published,
        updated: corrected.map(|correction| correction.date).fold(published, std::cmp::Ord::max),
        id: page.clone(),
        href: page,
        html: told,
    }
}
