//! The pages: one file a kind, each with its view: all that its template may see.
//!
//! Goes in: the public portal, what follows from it, and its texts as HTML. Comes out: finished pages. Must not: see
//! a raw entry, or a fact that is not public.

mod categories;
mod changes;
mod chart;
mod counts;
mod data;
mod edition;
mod facts;
mod finance;
mod frame;
mod free;
mod home;
mod kept;
mod parts;
mod projects;
mod quarters;
mod risks;
mod roadmap;
mod structured;
mod version;
mod views;

pub use edition::title as edition_title;
pub use facts::{HeldFile, HeldFiles, Public};
pub use frame::GENERATOR;
pub use kept::Kept;

use std::collections::BTreeSet;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Place, Role};
use crate::model::{DataOutput, Quarter, Slug};
use crate::output::Output;
use crate::snapshot::compare::ChangeKind;
use crate::source::FilePath;
use crate::source::disk::SITE_FILE;
use crate::theme::{Fragment, Look};
use facts::{Facts, Read, Seen};
use kept::Shelf;

/// What a page is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Home,
    Projects,
    Project(Slug),
    Categories,
    Category(Slug),
    Roadmap,
    Quarters,
    Quarter(Quarter),
    Edition(Quarter),
    Changes(Quarter),
    Risks,
    Finance,
    Free(Slug),
    Data,
    Version,
    NotFound,
}

/// A piece of a large page: as much of it as is rendered again when a word in it changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Piece {
    /// Of a quarter's page: a category's projects.
    Projects(Quarter, Slug),
    /// Of a quarter's page: what a category's projects announced.
    Outlook(Quarter, Slug),
    /// Of a page of changes: those of a kind in a category.
    Changes(Quarter, ChangeKind, Slug),
    /// Of a page of changes: what was promised in a category beside what was delivered.
    Pairs(Quarter, Slug),
}

impl Piece {
    /// The template that renders it.
    fn template(&self) -> &'static str {
        match self {
            Self::Projects(..) => "quarter_group.html",
            Self::Outlook(..) => "quarter_outlook.html",
            Self::Changes(..) => "changes_group.html",
            Self::Pairs(..) => "changes_pairs.html",
        }
    }
}

/// A page before it is rendered.
struct Draft {
    address: String,
    template: &'static str,
    title: String,
    section: Section,
    description: Option<String>,
    /// The pages between the home page and this one.
    breadcrumb: Vec<parts::Link>,
    /// The file that the page is mainly made of.
    source: FilePath,
    view: Value,
}

/// The part of the navigation that a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Section {
    Home,
    Projects,
    Categories,
    Roadmap,
    Quarters,
    Risks,
    Finance,
    None,
}

/// Everything that a template sees.
#[derive(Serialize)]
struct Context<'a> {
    site: &'a Value,
    page: frame::PageView<'a>,
    view: &'a Value,
}

/// Everything that the template of a piece sees.
#[derive(Serialize)]
struct PieceContext<'a> {
    view: &'a Value,
}

/// The pages of a site.
pub struct Rendered {
    /// The pages.
    pub outputs: Vec<Output>,
    /// For each place in a template that failed, the first piece or page that it failed for.
    pub diagnostics: Vec<Diagnostic>,
    /// The addresses of the pages that had to be rendered; all others are as they were.
    pub fresh: BTreeSet<String>,
}

/// Every page of the site. `kept` are those of the build before: only what looked at a fact that changed since is
/// rendered again.
pub fn render(public: &Arc<Public>, look: &Arc<Look>, kept: &mut Kept) -> Rendered {
    let changed = kept.turn_to(public, look);
    let noting = kept.noting;
    let empty = Shelf::default();
    let pieces = kept.pieces.renew(pieces_of(public), &changed, |of| {
        let facts = Facts::noting(public, &empty, noting);
        let fragment = piece(&facts, look, of)?;
        Some(fragment.map(|fragment| (fragment, facts.seen())))
    });
    let changed = changed.with(pieces.altered.into_iter().map(|piece| Seen::from(&Read::Piece(piece))));
    let site = value(&frame::site(&Facts::new(public, &empty), look));
    let shelf = &kept.pieces;
    let pages = kept.pages.renew(pages_of(public), &changed, |subject| {
        let facts = Facts::noting(public, shelf, noting);
        let output = page(&facts, look, &site, subject)?;
        Some(output.map(|output| (output, facts.seen())))
    });
    let mut diagnostics = [pieces.diagnostics, pages.diagnostics].concat();
    let mut failed = BTreeSet::new();
    diagnostics.retain(|diagnostic| failed.insert(diagnostic.place.clone()));
    let fresh = pages.fresh.iter().filter_map(|subject| kept.pages.get(subject)?.address.clone());
    Rendered { fresh: fresh.collect(), outputs: kept.pages.all().cloned().collect(), diagnostics }
}

fn pages_of(public: &Public) -> Vec<Subject> {
    let portal = &public.selection.portal;
    // The largest pages first, so that no thread is left with one of them at the end.
    let mut subjects = vec![Subject::Roadmap, Subject::Projects];
    subjects.extend(portal.reports.keys().map(|quarter| Subject::Quarter(*quarter)));
    if public.has_editions() {
        subjects.extend(portal.reports.keys().map(|quarter| Subject::Edition(*quarter)));
    }
    subjects.extend(portal.reports.keys().map(|quarter| Subject::Changes(*quarter)));
    subjects.extend([Subject::Home, Subject::Categories, Subject::Quarters, Subject::Risks, Subject::Finance]);
    subjects.extend([Subject::Version, Subject::NotFound]);
    subjects.extend(portal.site.data.makes(DataOutput::Tables).then_some(Subject::Data));
    subjects.extend(portal.projects.keys().cloned().map(Subject::Project));
    subjects.extend(portal.categories.keys().cloned().map(Subject::Category));
    subjects.extend(portal.pages.keys().cloned().map(Subject::Free));
    subjects
}

fn pieces_of(public: &Public) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (quarter, reported) in &public.relations.reported {
        let (snapshot, comparison) = (&reported.snapshot, &reported.comparison);
        let groups = snapshot.groups.iter().map(|group| &group.category.id);
        pieces.extend(groups.clone().map(|id| Piece::Projects(*quarter, id.clone())));
        pieces.extend(groups.map(|id| Piece::Pairs(*quarter, id.clone())));
        let outlook = snapshot.outlook.iter().map(|group| &group.category.id);
        pieces.extend(outlook.map(|id| Piece::Outlook(*quarter, id.clone())));
        for (kind, _) in comparison.tally() {
            let mut categories: Vec<&Slug> = comparison.of(kind).map(|change| &change.category.id).collect();
            // They stand together.
            categories.dedup();
            pieces.extend(categories.into_iter().map(|id| Piece::Changes(*quarter, kind, id.clone())));
        }
    }
    pieces
}

/// Renders a piece; nothing when there is nothing to show, or the theme shows nothing of it.
fn piece(facts: &Facts<'_>, look: &Look, piece: &Piece) -> Option<Result<Fragment, Diagnostic>> {
    if look.is_blank(piece.template()) {
        return None;
    }
    let (address, view) = match piece {
        Piece::Projects(quarter, id) => (facts.routes.quarter(*quarter), quarters::projects(facts, *quarter, id)?),
        Piece::Outlook(quarter, id) => (facts.routes.quarter(*quarter), quarters::outlook(facts, *quarter, id)?),
        Piece::Changes(quarter, kind, id) => {
            (facts.routes.changes(*quarter), changes::group(facts, *quarter, *kind, id)?)
        }
        Piece::Pairs(quarter, id) => (facts.routes.changes(*quarter), changes::pairs(facts, *quarter, id)?),
    };
    Some(look.render_piece(piece.template(), value(&PieceContext { view: &view }), &address))
}

fn draft(facts: &Facts<'_>, subject: &Subject) -> Option<Draft> {
    match subject {
        Subject::Home => Some(home::page(facts)),
        Subject::Projects => Some(projects::index(facts)),
        Subject::Project(id) => projects::page(facts, id),
        Subject::Categories => Some(categories::index(facts)),
        Subject::Category(id) => categories::page(facts, id),
        Subject::Roadmap => Some(roadmap::page(facts)),
        Subject::Quarters => Some(quarters::index(facts)),
        Subject::Quarter(quarter) => quarters::page(facts, *quarter),
        Subject::Edition(quarter) => edition::page(facts, *quarter),
        Subject::Changes(quarter) => changes::page(facts, *quarter),
        Subject::Risks => Some(risks::page(facts)),
        Subject::Finance => Some(finance::page(facts)),
        Subject::Free(id) => free::page(facts, id),
        Subject::Data => Some(data::page(facts)),
        Subject::Version => Some(version::page(facts)),
        Subject::NotFound => Some(free::not_found(facts)),
    }
}

fn page(facts: &Facts<'_>, look: &Look, site: &Value, subject: &Subject) -> Option<Result<Output, Diagnostic>> {
    let draft = draft(facts, subject)?;
    let context = Context { site, page: frame::page(facts, subject, &draft), view: &draft.view };
    let rendered = look.render(draft.template, value(&context), &draft.address);
    let rendered = if matches!(subject, Subject::Edition(_)) {
        rendered.and_then(|content| edition::standing_alone(facts, look, &draft, &content))
    } else {
        rendered
    };
    let rendered = rendered.map_err(|diagnostic| diagnostic.with(Role::PageFrom, Place::file(&draft.source)));
    Some(rendered.map(|content| Output::page(&draft.address, content, draft.source.clone())))
}

fn value(view: &impl Serialize) -> Value {
    Value::from(Serde(view))
}

/// The file that pages without one of their own are said to come from.
fn site_file() -> FilePath {
    FilePath::new(SITE_FILE)
}
