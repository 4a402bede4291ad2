//! The build: one pure function from files and a day to output files and diagnostics.

mod close;

pub use close::{Closed, Locking, close};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use crate::address::{self, Routes};
use crate::cache::Cache;
use crate::diagnostic::{Diagnostic, Place, Problem, has_errors};
use crate::export;
use crate::hosting::{self, DEFAULT_TYPE, Type};
use crate::language::Language;
use crate::model::{self, BaseUrl, Day, Portal, Quarter};
use crate::output::compressed::compressed;
use crate::output::{Output, OutputTree};
use crate::page::{self, HeldFile, Public, Rendered};
use crate::parse::{self, Parsed};
use crate::prose::{self, Filled, file_address};
use crate::relate::notice::notices;
use crate::relate::{self, Relations};
use crate::select::{self, Audience, HeldBack};
use crate::snapshot::guard;
use crate::source::{FilePath, Sources, sha256};
pub use crate::theme::Naming;
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
    /// Where the theme's files will stand.
    pub naming: Naming,
    /// What is compressed beforehand.
    pub compression: Compression,
}

/// What of the site is compressed beforehand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// Nothing.
    None,
    /// Every file that gets smaller by it, beside the file itself.
    Beforehand,
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
    /// The addresses of the pages that had to be rendered; all others are those of the build before.
    pub fresh: BTreeSet<String>,
    /// Where it will stand.
    pub base_url: BaseUrl,
    /// What its pages may load.
    pub policy: String,
    /// What readers do not see on this day.
    pub held_back: Vec<HeldBack>,
    /// The quarters that are closed.
    pub closed: BTreeSet<Quarter>,
}

/// Builds a site. Any error, wherever it is found, means that there is none.
pub fn build(request: &Request<'_>) -> Built {
    rebuild(request, &mut Cache::for_one())
}

/// Builds a site with what is remembered of the build before. It gives the same site and the same diagnostics, sooner.
pub fn rebuild(request: &Request<'_>, cache: &mut Cache) -> Built {
    let parsed = read(request.sources, cache);
    let language = validate::language(&parsed);
    let theme_name = validate::theme_name(&parsed);
    let mut diagnostics = unreadable(request.sources);
    diagnostics.extend(parsed.iter().flat_map(|parsed| parsed.diagnostics.iter().cloned()));
    let ((portal, mistakes), (theme, of_theme)) = rayon::join(
        || validate::validate(&parsed, &theme::names(request.sources), &mut cache.validated),
        || theme::load(request.sources, &theme_name, language, request.naming, &mut cache.looks),
    );
    diagnostics.extend(mistakes);
    diagnostics.extend(of_theme.iter().cloned());
    let mut site = None;
    if let Some(portal) = &portal {
        let hashes = hashes(portal, request.sources, cache);
        diagnostics.extend(guard::check(portal, &|file| hashes.get(file).cloned(), &mut cache.guarded));
    }
    if let (Some(portal), Some(theme)) = (portal, theme) {
        let (made, mistakes) = make(request, portal, &theme, cache);
        diagnostics.extend(mistakes);
        site = Some(made);
    }
    diagnostics.sort();
    diagnostics.dedup();
    Built { language, site: site.filter(|_| !has_errors(&diagnostics)), diagnostics }
}

/// The portal that the files hold, with all that is not public; none when a file has a mistake.
pub fn portal(sources: &Sources) -> Option<Portal> {
    let mut cache = Cache::default();
    validate::validate(&read(sources, &mut cache), &theme::names(sources), &mut cache.validated).0
}

/// The language of the portal's messages, whatever else is wrong with it.
pub fn language(sources: &Sources) -> Language {
    validate::language(&read(sources, &mut Cache::default()))
}

/// Reads every file, each for itself.
fn read(sources: &Sources, cache: &mut Cache) -> Vec<Arc<Parsed>> {
    let files = sources.outside("themes").map(|(path, bytes)| (bytes, path.clone()));
    cache.parsed.each(
        files,
        |now, before| is_same(now, before),
        Arc::clone,
        |path, bytes, _| Arc::new(parse::parse(path, bytes)),
    )
}

/// The hashes of the images and documents that closed quarters show.
fn hashes(portal: &Portal, sources: &Sources, cache: &mut Cache) -> BTreeMap<FilePath, String> {
    let files: BTreeSet<&FilePath> = portal.locks.values().flat_map(|lock| lock.files.keys()).collect();
    let files: Vec<(&Arc<[u8]>, FilePath)> =
        files.into_iter().filter_map(|file| Some((sources.get(file)?, file.clone()))).collect();
    let paths: Vec<FilePath> = files.iter().map(|(_, path)| path.clone()).collect();
    let hashes = cache.hashes.each(
        files.into_iter(),
        |now, before| is_same(now, before),
        Arc::clone,
        |_, bytes, _| sha256(bytes),
    );
    paths.into_iter().zip(hashes).collect()
}

/// The same place in memory holds the same bytes; anything else is looked at.
fn is_same(bytes: &Arc<[u8]>, before: &Arc<[u8]>) -> bool {
    Arc::ptr_eq(bytes, before) || bytes == before
}

fn unreadable(sources: &Sources) -> Vec<Diagnostic> {
    let unreadable = sources.unreadable().iter();
    unreadable
        .map(|(path, failure)| Diagnostic::new(Problem::Unreadable { failure: failure.clone() }, Place::file(path)))
        .collect()
}

/// Makes the site of a portal without mistakes.
fn make(request: &Request<'_>, mut portal: Portal, theme: &Theme, cache: &mut Cache) -> (Site, Vec<Diagnostic>) {
    if let Some(base_url) = &request.base_url {
        portal.site.base_url = base_url.clone();
    }
    let selection = select::select_again(&portal, request.day, request.audience, &mut cache.selected);
    let routes = Routes::new(selection.portal.site.language);
    let relations = relate::relate(&selection, &mut cache.related);
    let Filled { texts, assets, diagnostics: hidden } = fill(&selection.portal, &relations, routes, &mut cache.filled);
    let mut public = Public { selection, relations, texts, held: BTreeMap::new() };
    if public.has_editions() {
        public.held = held(&assets, &public.selection.portal.site, request.sources, routes);
    }
    let public = Arc::new(public);
    let Rendered { mut outputs, fresh, diagnostics: failed } = page::render(&public, &theme.look, &mut cache.pages);
    let pages: Vec<String> = outputs.iter().filter_map(|output| output.address.clone()).collect();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let has_style = public.selection.portal.site.woo.is_some();
    let policy = hosting::policy(has_style.then_some(theme.look.edition_style.as_str()));
    let served = export::Served { assets: &theme.look.folder, policy: &policy };
    outputs.extend(export::files(&public, &pages, served, &mut cache.exported));
    outputs.extend(theme.files());
    outputs.extend(assets.iter().filter_map(|file| asset(file, request.sources, routes)));
    if request.compression == Compression::Beforehand {
        outputs.extend(compressed(&outputs, &mut cache.compressed));
    }
    let (tree, collisions) = OutputTree::new(outputs);
    let mut diagnostics = [hidden, failed, collisions, notices(&public.selection, &public.relations)].concat();
    diagnostics.extend(export::security_txt_notice(&public.selection.portal.site, request.day));
    diagnostics.extend(export::woo_notice(&public.selection.portal.site));
    let held_back = public.selection.held_back.clone();
    let (base_url, closed) = (portal.site.base_url, portal.locks.into_keys().collect());
    (Site { tree: Arc::new(tree), fresh, base_url, policy, held_back, closed }, diagnostics)
}

fn fill(portal: &Portal, relations: &Relations, routes: Routes, memory: &mut prose::Memory) -> Filled {
    let addresses = LazyLock::new(|| address::public(portal, relations, routes));
    prose::fill(portal, &addresses, memory)
}

/// The files that prose shows or links to, by their addresses.
fn held(assets: &BTreeSet<FilePath>, site: &model::Site, sources: &Sources, routes: Routes) -> page::HeldFiles {
    let files = assets.iter().filter_map(|file| {
        let path = format!("{}{}", site.base_url.path(), routes.asset(file).trim_start_matches('/'));
        let kind = Type::of(file.as_str()).map_or(DEFAULT_TYPE, |kind| kind.name);
        Some((file_address(&path), HeldFile { kind, bytes: Arc::clone(sources.get(file)?) }))
    });
    files.collect()
}

fn asset(file: &FilePath, sources: &Sources, routes: Routes) -> Option<Output> {
    let bytes = sources.get(file)?.clone();
    Some(Output::file(&routes.asset(file), bytes, file.clone()))
}
