//! Every address of a site with its anchors, for links to be looked up in.

use std::collections::{BTreeMap, BTreeSet};

use super::Routes;
use crate::data;
use crate::diagnostic::nearest;
use crate::model::{Destination, Prose, Quarter};
use crate::parse::Kind;
use crate::source::FilePath;

/// The addresses of a site, their anchors, and the files behind them.
#[derive(Debug, Default)]
pub struct Addresses {
    pages: BTreeMap<String, Anchors>,
    files: BTreeMap<FilePath, (String, Option<String>)>,
    /// A heading's id in its own file, by the file; and the id that it has on every page.
    headings: BTreeMap<FilePath, BTreeMap<String, String>>,
    assets: BTreeSet<FilePath>,
    /// The pages whose rows are filtered by a query: `/projecten/?status=vertraagd`.
    filtered: BTreeSet<String>,
}

/// The anchors of a page, or that they are not known because a file of it could not be read.
#[derive(Debug)]
enum Anchors {
    Known(BTreeSet<String>),
    Unknown,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// The root-relative address, with its anchor.
    pub href: String,
    /// The image or document that has to be published for it.
    pub asset: Option<FilePath>,
}

/// Why a link leads nowhere; each with what was probably meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// There is no such page or file.
    Page {
        /// What the link named.
        target: String,
        /// A near miss.
        suggestion: Option<String>,
    },
    /// The page has no such anchor.
    Anchor {
        /// The anchor.
        anchor: String,
        /// The page.
        target: String,
        /// A near miss.
        suggestion: Option<String>,
    },
}

impl Addresses {
    /// Adds the pages that every site has.
    pub fn add_fixed(&mut self, routes: Routes) {
        let pages = [
            routes.home(),
            routes.projects(),
            routes.categories(),
            routes.roadmap(),
            routes.quarters(),
            routes.risks(),
            routes.finance(),
            routes.version(),
        ];
        self.filtered.extend([routes.projects(), routes.roadmap()]);
        let files = ["/sitemap.xml".to_owned(), "/robots.txt".to_owned(), routes.feed(), routes.calendar()];
        pages.into_iter().chain(files).chain(data::addresses()).for_each(|address| self.add_page(address));
        self.add_anchor(routes.projects(), routes.segments().legend);
    }

    /// Adds the generated parts of a quarter's page.
    pub fn add_parts(&mut self, routes: Routes, quarter: Quarter) {
        for part in routes.segments().parts.all() {
            self.add_anchor(routes.quarter(quarter), part);
        }
    }

    /// Adds the page of a quarter's changes, with the kinds that it has; each is told by its permanent word.
    pub fn add_changes(&mut self, routes: Routes, quarter: Quarter, kinds: impl Iterator<Item = &'static str>) {
        self.add_page(routes.changes(quarter));
        for kind in kinds {
            self.add_anchor(routes.changes(quarter), routes.change_anchor(kind));
        }
    }

    /// Adds a page of ours that no file stands for.
    pub fn add_page(&mut self, address: String) {
        self.anchors(address);
    }

    /// Adds an anchor to a page, and the page itself.
    pub fn add_anchor(&mut self, address: String, anchor: &str) {
        if let Anchors::Known(anchors) = self.anchors(address) {
            anchors.insert(anchor.to_owned());
        }
    }

    /// Adds anchors to a page, and the page itself.
    pub fn add_anchors(&mut self, address: String, more: impl Iterator<Item = String>) {
        if let Anchors::Known(anchors) = self.anchors(address) {
            anchors.extend(more);
        }
    }

    /// Adds what a content file stands for.
    pub fn add_file(&mut self, routes: Routes, kind: &Kind, file: &FilePath) {
        let Some((address, anchor)) = routes.of_kind(kind, file) else { return };
        if *kind == Kind::Asset {
            self.assets.insert(file.clone());
        }
        match kind {
            Kind::Project(id) => self.add_page(routes.project_feed(id)),
            Kind::Category(id) => {
                self.add_page(routes.category_feed(id));
                self.add_page(routes.category_calendar(id));
            }
            Kind::Site
            | Kind::Home
            | Kind::Update(..)
            | Kind::Report(_)
            | Kind::Chapter(..)
            | Kind::Lock(_)
            | Kind::Risk(_)
            | Kind::Page(_)
            | Kind::Asset => {}
        }
        match &anchor {
            Some(anchor) => self.add_anchor(address.clone(), anchor),
            None => self.add_page(address.clone()),
        }
        self.files.insert(file.clone(), (address, anchor));
    }

    /// Adds the headings of a piece of prose to the page of its file and to `also`, another page that shows it.
    pub fn add_headings(&mut self, prose: &Prose, also: Option<&str>) {
        let own = self.files.get(prose.file()).map(|(address, _)| address.clone());
        for (local, anchor) in prose.anchors() {
            for address in own.iter().map(String::as_str).chain(also) {
                self.add_anchor(address.to_owned(), anchor);
            }
            let headings = self.headings.entry(prose.file().clone()).or_default();
            headings.insert(local.clone(), anchor.clone());
        }
    }

    /// Says that a file could not be read, so that no link to a place in its page is called dead.
    pub fn forget_anchors(&mut self, file: &FilePath) {
        if let Some((address, _)) = self.files.get(file) {
            self.pages.insert(address.clone(), Anchors::Unknown);
        }
    }

    fn anchors(&mut self, address: String) -> &mut Anchors {
        self.pages.entry(address).or_insert_with(|| Anchors::Known(BTreeSet::new()))
    }

    /// Where a link leads.
    pub fn resolve(&self, destination: &Destination) -> Result<Resolved, Unresolved> {
        match destination {
            Destination::Address(address, anchor) => self.resolve_address(address, anchor.as_deref()),
            Destination::File(file, anchor) => self.resolve_file(file, anchor.as_deref()),
        }
    }

    fn resolve_address(&self, address: &str, anchor: Option<&str>) -> Result<Resolved, Unresolved> {
        if let Some((page, query)) = address.split_once('?').filter(|(page, _)| self.filtered.contains(*page)) {
            let resolved = self.resolve_address(page, anchor)?;
            let anchor = resolved.href.strip_prefix(page).unwrap_or_default();
            return Ok(Resolved { href: format!("{page}?{query}{anchor}"), asset: None });
        }
        if !self.pages.contains_key(address) {
            let pages = self.pages.keys().map(String::as_str);
            return Err(Unresolved::Page { target: address.to_owned(), suggestion: nearest(address, pages) });
        }
        let Some(anchor) = anchor else {
            return Ok(Resolved { href: address.to_owned(), asset: self.asset_at(address) });
        };
        self.require_anchor(address, anchor, address)
    }

    /// Near misses are files; whoever suggests one says it as a link from its own file.
    fn resolve_file(&self, file: &FilePath, anchor: Option<&str>) -> Result<Resolved, Unresolved> {
        let Some((address, own_anchor)) = self.files.get(file) else {
            let files = self.files.keys().map(FilePath::as_str);
            return Err(Unresolved::Page { target: file.to_string(), suggestion: nearest(file.as_str(), files) });
        };
        match (anchor, own_anchor) {
            (Some(anchor), _) => {
                let headings = self.headings.get(file);
                let heading = headings.and_then(|headings| headings.get(anchor)).map_or(anchor, String::as_str);
                self.require_anchor(address, heading, file.as_str())
            }
            (None, Some(own)) => Ok(Resolved { href: format!("{address}#{own}"), asset: None }),
            (None, None) => Ok(Resolved { href: address.clone(), asset: self.assets.get(file).cloned() }),
        }
    }

    /// The image or document behind an address.
    fn asset_at(&self, address: &str) -> Option<FilePath> {
        let is_there = |file: &&FilePath| self.files.get(*file).is_some_and(|(own, _)| own == address);
        self.assets.iter().find(is_there).cloned()
    }

    fn require_anchor(&self, address: &str, anchor: &str, target: &str) -> Result<Resolved, Unresolved> {
        match self.pages.get(address) {
            Some(Anchors::Known(anchors)) if !anchors.contains(anchor) => {
                let known = anchors.iter().map(String::as_str);
                let (anchor, target) = (anchor.to_owned(), target.to_owned());
                let suggestion = nearest(&anchor, known);
                Err(Unresolved::Anchor { anchor, target, suggestion })
            }
            _ => Ok(Resolved { href: format!("{address}#{anchor}"), asset: None }),
        }
    }
}
