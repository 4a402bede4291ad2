//! The build: one pure function from files and a day to output files and diagnostics.

mod close;

pub use close::{Closed, Locking, close};

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::address::{self, Routes};
use crate::diagnostic::{Diagnostic, Place, Problem, has_errors};
use crate::export;
use crate::language::Language;
use crate::model::{BaseUrl, Day, Portal, Quarter};
use crate::output::{Output, OutputTree};
use crate::page::{self, Facts};
use crate::parse::{self, Parsed};
use crate::prose;
use crate::relate;
use crate::relate::notice::notices;
use crate::select::{self, Audience, HeldBack};
use crate::snapshot::guard;
use crate::source::{FilePath, Sources};
use crate::theme::{self, Theme};
use crate::validate;

/// Everything that decides what a build makes.
#[derive(Clone, Debug)]
pub struct Request<'a> {
    /// The files.
    pub sources: &'a Sources,
    /// The day: it decides which quarters are public.
    pub day: Day,
    /// For whom.
    pub audience: Audience,
    /// Where the site will stand, when not where `portal.toml` says.
    pub base_url: Option<BaseUrl>,
}

/// What a build comes to.
#[derive(Debug)]
pub struct Built {
    /// The language of the portal, and so of the messages.
    pub language: Language,
    /// The site; none when there is an error.
    pub site: Option<Site>,
    /// Everything that is wrong, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// A finished site.
#[derive(Debug)]
pub struct Site {
    /// Its files, which a server goes on showing while the next site is made.
    pub tree: Arc<OutputTree>,
    /// Where it will stand.
    pub base_url: BaseUrl,
    /// What readers do not see on this day.
    pub held_back: Vec<HeldBack>,
    /// The quarters that are closed.
    pub closed: BTreeSet<Quarter>,
}

/// Builds a site. Any error, wherever it is found, means that there is none.
pub fn build(request: &Request<'_>) -> Built {
    let parsed = read(request.sources);
    let language = validate::language(&parsed);
    let theme_name = validate::theme_name(&parsed);
    let mut diagnostics = unreadable(request.sources);
    diagnostics.extend(parsed.iter().flat_map(|parsed| parsed.diagnostics.iter().cloned()));
    let (portal, mistakes) = validate::validate(parsed, &theme::names(request.sources));
    diagnostics.extend(mistakes);
    let (theme, mistakes) = theme::load(request.sources, &theme_name, language);
    diagnostics.extend(mistakes);
    let mut site = None;
    if let Some(portal) = &portal {
        diagnostics.extend(guard::check(portal, &|file| request.sources.hash(file)));
    }
    if let (Some(portal), Some(theme)) = (portal, theme) {
        let (made, mistakes) = make(request, portal, &theme);
        diagnostics.extend(mistakes);
        site = Some(made);
    }
    diagnostics.sort();
    diagnostics.dedup();
    Built { language, site: site.filter(|_| !has_errors(&diagnostics)), diagnostics }
}

/// The portal that the files hold, with all that is not public; none when a file has a mistake.
pub fn portal(sources: &Sources) -> Option<Portal> {
    validate::validate(read(sources), &theme::names(sources)).0
}

/// Reads every file, each for itself.
fn read(sources: &Sources) -> Vec<Parsed> {
    let files: Vec<_> = sources.iter().filter(|(path, _)| !path.as_str().starts_with("themes/")).collect();
    files.into_par_iter().map(|(path, bytes)| parse::parse(path, bytes)).collect()
}

fn unreadable(sources: &Sources) -> Vec<Diagnostic> {
    let unreadable = sources.unreadable().iter();
    unreadable
        .map(|(path, failure)| Diagnostic::new(Problem::Unreadable { failure: failure.clone() }, Place::file(path)))
        .collect()
}

/// Makes the site of a portal without mistakes.
fn make(request: &Request<'_>, mut portal: Portal, theme: &Theme) -> (Site, Vec<Diagnostic>) {
    if let Some(base_url) = &request.base_url {
        portal.site.base_url = base_url.clone();
    }
    let selection = select::select(&portal, request.day, request.audience);
    let routes = Routes::new(selection.portal.site.language);
    let relations = relate::relate(&selection);
    let addresses = address::public(&selection.portal, &relations, routes);
    let filled = prose::fill(&selection.portal, &addresses);
    let facts = Facts { selection: &selection, relations: &relations, texts: &filled.texts, routes };
    let (mut outputs, mistakes) = page::render(&facts, theme);
    let pages: Vec<String> = outputs.iter().filter_map(|output| output.address.clone()).collect();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    outputs.extend(export::files(&facts, &pages));
    outputs.extend(theme.statics.iter().map(|(path, (file, bytes))| Output::file(path, bytes.clone(), file.clone())));
    outputs.extend(filled.assets.iter().filter_map(|file| asset(file, request.sources, routes)));
    let (tree, collisions) = OutputTree::new(outputs);
    let diagnostics = [filled.diagnostics, mistakes, collisions, notices(&selection, &relations)].concat();
    let site = Site {
        tree: Arc::new(tree),
        base_url: portal.site.base_url,
        held_back: selection.held_back,
        closed: portal.locks.into_keys().collect(),
    };
    (site, diagnostics)
}

fn asset(file: &FilePath, sources: &Sources, routes: Routes) -> Option<Output> {
    let bytes = sources.get(file)?.clone();
    Some(Output::file(&routes.asset(file), bytes, file.clone()))
}
