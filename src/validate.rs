//! Raw entries in, a [`Portal`] out: the rules that take more than one file.
//!
//! Goes in: every parsed file. Comes out: the portal, if no file has an error, and the diagnostics of this stage.
//! Must not: know the day; a link to what is not public yet is the business of [`crate::prose`].

mod links;
mod projects;
mod reports;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::address::Routes;
use crate::cache::Memo;
use crate::diagnostic::{Closing, Diagnostic, Place, Problem, Role, has_errors, nearest};
use crate::language::Language;
use crate::model::{Category, FreePage, Home, ImageSize, Lock, Portal, Project, Quarter, Risk, Site, Slug, Statuses};
use crate::parse::{Entry, Kind, Parsed, RawCategory, RawHome, RawLock, RawPage, RawReport, RawRisk, RawSite};
use crate::snapshot::lock;
use crate::source::FilePath;
use crate::theme::built_in;
use reports::Chapters;

/// Everything that the files say, by kind.
#[derive(Default)]
struct Raw<'r> {
    site: Option<&'r RawSite>,
    home: Option<&'r RawHome>,
    categories: Vec<&'r RawCategory>,
    reports: Vec<&'r RawReport>,
    chapters: Chapters<'r>,
    locks: Vec<&'r RawLock>,
    risks: Vec<&'r RawRisk>,
    pages: Vec<&'r RawPage>,
    assets: BTreeMap<FilePath, Option<ImageSize>>,
}

/// What this stage remembers of the build before.
#[derive(Default)]
pub struct Memory {
    /// The one value of what is known, so that it is quickly seen to be the same.
    known: Memo<(), Known, Arc<Known>>,
    projects: projects::Projects,
    /// Whether each lock keeps what it was sealed with.
    seals: Memo<Quarter, (Arc<Lock>, String), bool>,
}

/// What is known of the files by their paths alone: an id exists also when its file is full of mistakes.
#[derive(Clone, PartialEq, Eq)]
struct Known {
    categories: BTreeSet<Slug>,
    projects: BTreeSet<Slug>,
    risks: BTreeSet<Slug>,
    statuses: Statuses,
    /// Whether the list is whole: with a mistake in it, no status is called unknown.
    has_all_statuses: bool,
}

/// The language of messages, also when `portal.toml` is missing or wrong: Dutch unless it says otherwise.
pub fn language(parsed: &[Arc<Parsed>]) -> Language {
    let mut sites = parsed.iter().filter_map(|parsed| match &parsed.entry {
        Some(Entry::Site(site)) => site.language,
        _ => None,
    });
    sites.next_back().unwrap_or(Language::Dutch)
}

/// The name of the theme, also when other parts of `portal.toml` are wrong.
pub fn theme_name(parsed: &[Arc<Parsed>]) -> String {
    let mut themes = parsed.iter().filter_map(|parsed| match &parsed.entry {
        Some(Entry::Site(site)) => site.theme.as_ref(),
        _ => None,
    });
    themes.next_back().map_or_else(|| built_in::NAME.to_owned(), |theme| theme.value.to_string())
}

/// Puts a portal together. `themes` are the names of the themes that exist.
pub fn validate(
    parsed: &[Arc<Parsed>],
    themes: &BTreeSet<String>,
    memory: &mut Memory,
) -> (Option<Portal>, Vec<Diagnostic>) {
    let language = language(parsed);
    let routes = Routes::new(language);
    let is_misread = has_errors(parsed.iter().flat_map(|parsed| &parsed.diagnostics));
    let mut diagnostics = links::check(parsed, routes);
    if !parsed.iter().any(|parsed| parsed.file.as_str().starts_with("content/")) {
        diagnostics.push(Diagnostic::new(Problem::MissingContent, Place::file(&FilePath::new("content"))));
    }
    // Most files are updates; what concerns no single project is in the others.
    let (updates, others): (Vec<&Arc<Parsed>>, Vec<&Arc<Parsed>>) =
        parsed.iter().partition(|parsed| matches!(parsed.kind, Some(Kind::Update(..))));
    let known = memory.known.one(Known::of(&others, language), |known| Arc::new(known.clone()));
    let kinds: Vec<(&Kind, &FilePath)> =
        others.iter().filter_map(|parsed| Some((parsed.kind.as_ref()?, &parsed.file))).collect();
    let mut raw = Raw::default();
    for parsed in &others {
        raw.add(parsed);
    }
    let site = raw.site.take().and_then(|raw| site(raw, &known, themes, &mut diagnostics));
    check_folders(&updates, &kinds, &known, &mut diagnostics);
    check_pages(&raw.pages, routes, &mut diagnostics);
    let projects = projects::build(parsed, &known, &mut memory.projects, &mut diagnostics);
    check_aliases(&projects, &kinds, routes, &mut diagnostics);
    let locks = sealed(raw.locks, &mut memory.seals, &mut diagnostics);
    let reports = reports::build(raw.reports, raw.chapters, &locks, &known, &kinds, routes, &mut diagnostics);
    let portal = Portal {
        site: match site {
            Some(site) if !is_misread && !has_errors(&diagnostics) => site,
            _ => return (None, diagnostics),
        },
        home: raw.home.and_then(home),
        categories: raw.categories.into_iter().filter_map(category).collect(),
        projects,
        reports,
        locks,
        risks: raw.risks.into_iter().filter_map(risk).collect(),
        pages: raw.pages.into_iter().filter_map(page).collect(),
        assets: raw.assets,
    };
    (Some(portal), diagnostics)
}

impl Known {
    fn of(parsed: &[&Arc<Parsed>], language: Language) -> Self {
        let mut known = Self {
            categories: BTreeSet::new(),
            projects: BTreeSet::new(),
            risks: BTreeSet::new(),
            statuses: Statuses::built_in(language),
            has_all_statuses: true,
        };
        for parsed in parsed {
            match &parsed.kind {
                Some(Kind::Category(id)) => _ = known.categories.insert(id.clone()),
                Some(Kind::Project(id)) => _ = known.projects.insert(id.clone()),
                Some(Kind::Risk(id)) => _ = known.risks.insert(id.clone()),
                _ => {}
            }
            if let Some(Entry::Site(site)) = &parsed.entry {
                let own = Statuses::new(site.statuses.clone());
                known.has_all_statuses = !site.has_statuses || (own.is_some() && !site.has_flawed_statuses);
                known.statuses = own.unwrap_or(known.statuses);
            }
        }
        known
    }
}

impl<'r> Raw<'r> {
    fn add(&mut self, parsed: &'r Parsed) {
        match &parsed.entry {
            Some(Entry::Site(site)) => self.site = Some(site),
            Some(Entry::Home(home)) => self.home = Some(home),
            Some(Entry::Category(category)) => self.categories.push(category),
            Some(Entry::Report(report)) => self.reports.push(report),
            Some(Entry::Chapter(chapter)) => self.chapters.entry(chapter.quarter).or_default().push(chapter),
            Some(Entry::Lock(lock)) => self.locks.push(lock),
            Some(Entry::Risk(risk)) => self.risks.push(risk),
            Some(Entry::Page(page)) => self.pages.push(page),
            Some(Entry::Asset(size)) => {
                self.assets.insert(parsed.file.clone(), *size);
            }
            // They are put together from their files.
            Some(Entry::Project(_) | Entry::Update(_)) | None => {}
        }
    }
}

fn site(raw: &RawSite, known: &Known, themes: &BTreeSet<String>, diagnostics: &mut Vec<Diagnostic>) -> Option<Site> {
    if let Some(theme) = raw.theme.as_ref().filter(|theme| !themes.contains(theme.value.as_str())) {
        let name = theme.value.to_string();
        let suggestion = nearest(&name, themes.iter().map(String::as_str));
        diagnostics
            .push(Diagnostic::new(Problem::UnknownTheme { name, suggestion }, Place::span(&raw.file, theme.span)));
    }
    Some(Site {
        title: raw.title.clone()?,
        base_url: raw.base_url.clone()?,
        language: raw.language?,
        theme: raw.theme.as_ref().map_or_else(|| built_in::NAME.to_owned(), |theme| theme.value.to_string()),
        description: raw.description.clone(),
        organisation: raw.organisation.clone(),
        statuses: known.statuses.clone(),
        hosting: raw.hosting.clone(),
        data: raw.data.clone(),
        woo: raw.woo.clone(),
    })
}

/// The locks that keep what they were sealed with; any other was changed by hand.
fn sealed(
    raw: Vec<&RawLock>,
    memory: &mut Memo<Quarter, (Arc<Lock>, String), bool>,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<Quarter, Arc<Lock>> {
    let by_quarter: BTreeMap<Quarter, &RawLock> =
        raw.into_iter().map(|raw| (raw.lock.snapshot.quarter(), raw)).collect();
    let are_sealed = memory.each(
        by_quarter.iter().map(|(quarter, raw)| (*raw, *quarter)),
        |now, (lock, seal)| now.lock == *lock && now.seal == *seal,
        |raw| (Arc::clone(&raw.lock), raw.seal.clone()),
        |_, (lock, seal), _| lock::seal(lock) == *seal,
    );
    let mut locks = BTreeMap::new();
    for ((quarter, raw), is_sealed) in by_quarter.into_iter().zip(are_sealed) {
        if is_sealed {
            locks.insert(quarter, Arc::clone(&raw.lock));
        } else {
            let problem = Closing::BrokenLock { quarter: quarter.to_string() };
            diagnostics.push(Diagnostic::new(problem, Place::file(&raw.lock.file)));
        }
    }
    locks
}

fn home(raw: &RawHome) -> Option<Home> {
    Some(Home { file: raw.file.clone(), title: raw.title.clone()?, body: raw.body.clone() })
}

fn category(raw: &RawCategory) -> Option<(Slug, Category)> {
    let RawCategory { file, id, title, goal, order, body } = RawCategory::clone(raw);
    Some((id.clone(), Category { id, file, title: title?, goal, order, body }))
}

fn risk(raw: &RawRisk) -> Option<(Slug, Risk)> {
    let RawRisk { file, id, title, order, measure, states, body } = RawRisk::clone(raw);
    Some((id.clone(), Risk { id, file, title: title?, order, measure, states, body }))
}

fn page(raw: &RawPage) -> Option<(Slug, FreePage)> {
    let RawPage { file, id, title, order, body } = RawPage::clone(raw);
    Some((id.clone(), FreePage { id, file, title: title?, order, body }))
}

/// A folder with updates or chapters needs the page that they are part of. Told once a folder.
fn check_folders(
    updates: &[&Arc<Parsed>],
    kinds: &[(&Kind, &FilePath)],
    known: &Known,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let projects =
        updates.chunk_by(|one, other| project_of_update(one) == project_of_update(other)).filter_map(|own| own.first());
    let orphans = projects.filter(|parsed| project_of_update(parsed).is_some_and(|id| !known.projects.contains(id)));
    let reports: BTreeSet<&Quarter> = kinds
        .iter()
        .filter_map(|(kind, _)| if let Kind::Report(quarter) = kind { Some(quarter) } else { None })
        .collect();
    let chapters =
        kinds.iter().filter(|(kind, _)| matches!(kind, Kind::Chapter(quarter, _) if !reports.contains(quarter)));
    let files = orphans.map(|parsed| &parsed.file).chain(chapters.map(|(_, file)| *file));
    for folder in files.map(FilePath::folder).collect::<BTreeSet<_>>() {
        let problem = Problem::MissingIndex { folder: folder.to_owned() };
        diagnostics.push(Diagnostic::new(problem, Place::file(&FilePath::new(folder))));
    }
}

fn project_of_update(update: &Parsed) -> Option<&Slug> {
    if let Some(Kind::Update(id, _)) = &update.kind { Some(id) } else { None }
}

/// A free page may not take an address of the site itself.
fn check_pages(pages: &[&RawPage], routes: Routes, diagnostics: &mut Vec<Diagnostic>) {
    let reserved = routes.segments().reserved();
    for page in pages.iter().filter(|page| reserved.contains(&page.id.as_str())) {
        let problem = Problem::ReservedAddress { address: routes.page(&page.id) };
        diagnostics.push(Diagnostic::new(problem, Place::file(&page.file)));
    }
}

/// An alias may hide neither a page nor another alias.
fn check_aliases(
    projects: &BTreeMap<Slug, Arc<Project>>,
    kinds: &[(&Kind, &FilePath)],
    routes: Routes,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if projects.values().all(|project| project.aliases.is_empty()) {
        return;
    }
    let mut taken: BTreeMap<String, Place> = BTreeMap::new();
    for (kind, file) in kinds {
        let Some(address) = routes.own_page(kind) else { continue };
        taken.insert(address, Place::file(file));
    }
    let reserved = routes.segments().reserved().map(|segment| format!("/{segment}/"));
    for project in projects.values() {
        for (address, span) in &project.aliases {
            let place = Place::span(&project.file, *span);
            if reserved.contains(address) {
                diagnostics.push(Diagnostic::new(Problem::ReservedAddress { address: address.clone() }, place));
            } else if let Some(first) = taken.get(address) {
                let problem = Problem::DuplicateAddress { address: address.clone() };
                diagnostics.push(Diagnostic::new(problem, place).with(Role::OtherFile, first.clone()));
            } else {
                taken.insert(address.clone(), place);
            }
        }
    }
}
