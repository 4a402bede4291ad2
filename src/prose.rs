//! The holes of every public piece of prose filled, once, whatever pages it stands on.
//!
//! Goes in: prose with holes, and the addresses of what is public. Comes out: [`Html`], and a diagnostic for each
//! link to something that readers cannot see. Must not: read Markdown; [`crate::parse`] did.

mod elsewhere;
mod html;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::{Arc, LazyLock};

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use pulldown_cmark_escape::escape_href;
use rayon::prelude::*;

pub use elsewhere::{Target, TargetRole, absolute, origin_of, retargeted};
pub use html::Html;
pub(crate) use html::Text;

use crate::address::{Addresses, Resolved, Unresolved};
use crate::cache::Memo;
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::language::Language;
use crate::model::{
    Destination, Hole, ImageSize, LOCK_FILE, Lock, Portal, Project, Prose, ProseKey, ProseLink, Quarter, Slug,
};
use crate::source::FilePath;

/// What a file's name may hold, and means something else in an address or may not stand in one.
const IN_FILE_NAMES: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'\'')
    .add(b'(')
    .add(b')')
    .add(b',')
    .add(b':')
    .add(b'<')
    .add(b'=')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The address of a file whose name may hold anything, as it stands in HTML.
pub fn file_address(path: &str) -> String {
    utf8_percent_encode(path, IN_FILE_NAMES).to_string()
}

/// The HTML of every public piece of prose.
#[derive(Debug, PartialEq, Eq)]
pub struct Texts {
    /// Only prose that had holes; any other is its own HTML.
    filled: BTreeMap<ProseKey, (Html, usize)>,
}

/// What comes of filling holes.
#[derive(Debug)]
pub struct Filled {
    /// The HTML.
    pub texts: Texts,
    /// The images and documents that the links lead to.
    pub assets: BTreeSet<FilePath>,
    /// Links to what is not public.
    pub diagnostics: Vec<Diagnostic>,
}

/// What this stage remembers of the build before: the prose with holes of each project and of each lock.
#[derive(Default)]
pub struct Memory {
    projects: Memo<Slug, Arc<Project>, Arc<[Prose]>>,
    locks: Memo<Quarter, Arc<Lock>, Arc<[Prose]>>,
}

impl Memory {
    /// All prose of a portal that has holes.
    fn with_holes(&mut self, portal: &Portal) -> Vec<Prose> {
        let projects = portal.projects.values().map(|project| (project, project.id.clone()));
        let projects = self.projects.each(
            projects,
            |now, before| *now == before,
            Arc::clone,
            |_, project, _| project.prose().filter(|prose| has_holes(prose)).cloned().collect(),
        );
        let locks = portal.locks.iter().map(|(quarter, lock)| (lock, *quarter));
        let locks = self.locks.each(
            locks,
            |now, before| *now == before,
            Arc::clone,
            |_, lock, _| lock.snapshot.prose().filter(|prose| has_holes(prose)).cloned().collect(),
        );
        let own = portal.own_prose().filter(|prose| has_holes(prose)).cloned();
        own.chain(projects.iter().chain(&locks).flat_map(|prose| prose.iter().cloned())).collect()
    }
}

fn has_holes(prose: &Prose) -> bool {
    !prose.gaps().is_empty()
}

/// One piece with its holes filled.
struct Piece {
    html: String,
    opening: usize,
    assets: Vec<FilePath>,
    diagnostics: Vec<Diagnostic>,
}

/// Fills the holes of a portal that holds nothing but what is public. The addresses are made only when there is a link
/// to look up.
pub fn fill<F: FnOnce() -> Addresses + Send>(
    portal: &Portal,
    addresses: &LazyLock<Addresses, F>,
    memory: &mut Memory,
) -> Filled {
    let with_holes = memory.with_holes(portal);
    let pieces: Vec<Piece> = with_holes.par_iter().map(|prose| fill_one(prose, portal, addresses)).collect();
    let mut filled =
        Filled { texts: Texts { filled: BTreeMap::new() }, assets: BTreeSet::new(), diagnostics: Vec::new() };
    for (prose, piece) in with_holes.into_iter().zip(pieces) {
        filled.assets.extend(piece.assets);
        filled.diagnostics.extend(piece.diagnostics);
        let html = Html::new(piece.html.into());
        filled.texts.filled.insert(prose.key().clone(), (html, piece.opening));
    }
    filled
}

fn fill_one<F: FnOnce() -> Addresses>(prose: &Prose, portal: &Portal, addresses: &LazyLock<Addresses, F>) -> Piece {
    let source = prose.html();
    let mut piece = Piece {
        html: String::with_capacity(source.len() + 64),
        opening: 0,
        assets: Vec::new(),
        diagnostics: Vec::new(),
    };
    let mut at = 0;
    let mut opening = prose.opening();
    for gap in prose.gaps() {
        piece.html.push_str(&source[at..gap.at]);
        at = gap.at;
        let before = piece.html.len();
        match gap.hole {
            Hole::BackToText => piece.html.push_str(back_to_text(portal.site.language)),
            Hole::Address(index) => piece.fill_address(prose, index, portal, addresses),
        }
        if gap.at < prose.opening() {
            opening += piece.html.len() - before;
        }
    }
    piece.html.push_str(&source[at..]);
    piece.opening = opening;
    piece
}

/// Whether a piece of prose stands in the lock of a closed quarter, where nobody mends it.
fn is_kept(prose: &Prose) -> bool {
    prose.file().name() == LOCK_FILE
}

fn without_anchor(destination: &Destination) -> Destination {
    match destination {
        Destination::File(file, _) => Destination::File(file.clone(), None),
        Destination::Address(address, _) => Destination::Address(address.clone(), None),
    }
}

impl Piece {
    fn fill_resolved(&mut self, link: &ProseLink, resolved: Option<Resolved>, portal: &Portal) {
        let Some(resolved) = resolved else { return };
        let href = format!("{}{}", portal.site.base_url.path(), &resolved.href[1..]);
        let is_file = resolved.asset.is_some();
        let href = if is_file { file_address(&href) } else { href };
        self.html.push_str(if link.is_image { " src=\"" } else { "" });
        // Writing to a String cannot fail.
        let _ = escape_href(&mut self.html, &href);
        self.html.push_str(if link.is_image { "\"" } else { "" });
        let size = resolved.asset.as_ref().and_then(|asset| *portal.assets.get(asset)?).filter(|_| link.is_image);
        if let Some(ImageSize { width, height }) = size {
            let _ = write!(self.html, " width=\"{width}\" height=\"{height}\"");
        }
        self.assets.extend(resolved.asset);
    }

    fn fill_address(&mut self, prose: &Prose, index: usize, portal: &Portal, addresses: &Addresses) {
        let link = &prose.links()[index];
        match addresses.resolve(&link.destination) {
            Ok(resolved) => self.fill_resolved(link, Some(resolved), portal),
            // What a closed quarter leads to may have lost that place since; the page itself is left.
            Err(Unresolved::Anchor { .. }) if is_kept(prose) => {
                let destination = without_anchor(&link.destination);
                self.fill_resolved(link, addresses.resolve(&destination).ok(), portal);
            }
            Err(unresolved) => {
                let target = match unresolved {
                    Unresolved::Page { target, .. } => target,
                    Unresolved::Anchor { anchor, target, .. } => format!("{target}#{anchor}"),
                };
                let place = Place::span(prose.file(), link.span);
                self.diagnostics.push(Diagnostic::new(Problem::HiddenLink { target }, place));
            }
        }
    }
}

fn back_to_text(language: Language) -> &'static str {
    match language {
        Language::Dutch => "terug naar de tekst",
        Language::English => "back to the text",
    }
}

impl Texts {
    /// The HTML of all prose that had holes, and where its first paragraph ends.
    pub fn with_holes(&self) -> &BTreeMap<ProseKey, (Html, usize)> {
        &self.filled
    }

    /// Of these pieces alone.
    #[must_use]
    pub fn of<'p>(&self, prose: impl Iterator<Item = &'p Prose>) -> Self {
        let filled = prose.filter_map(|prose| Some((prose.key().clone(), self.filled.get(prose.key())?.clone())));
        Self { filled: filled.collect() }
    }

    /// The HTML of a public piece of prose.
    pub fn html(&self, prose: &Prose) -> Html {
        self.html_and_opening(prose).0
    }

    /// The HTML, and where its first paragraph ends.
    fn html_and_opening(&self, prose: &Prose) -> (Html, usize) {
        let filled = if prose.gaps().is_empty() { None } else { self.filled.get(prose.key()) };
        filled.cloned().unwrap_or_else(|| (Html::new(prose.html().clone()), prose.opening()))
    }

    /// The HTML, or none when there is nothing to read.
    pub fn some_html(&self, prose: &Prose) -> Option<Html> {
        (!prose.is_empty()).then(|| self.html(prose))
    }

    /// The first paragraph, and the rest.
    pub fn opening_and_rest(&self, prose: &Prose) -> (Html, Html) {
        let (html, opening) = self.html_and_opening(prose);
        let (first, rest) = html.as_str().split_at(opening);
        (Html::new(first.into()), Html::new(rest.into()))
    }
}
