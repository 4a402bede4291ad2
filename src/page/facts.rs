//! What pages may look at.
//!
//! A page sees what is public through [`Facts`] alone, which notes each fact that it hands out, so that the page is made
//! again when one of those differs ([`differing()`]), and only then. What every page shows, such as the site's title, is
//! noted nowhere: when it differs, all pages are made again.

mod differing;
mod listed;
mod public;

pub(super) use differing::differing;
pub(super) use listed::Listed;
pub use public::{HeldFile, HeldFiles, Public};

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::Piece;
use super::kept::Shelf;
use crate::address::Routes;
use crate::model::{
    Announced, Category, Change, Correction, Day, FreePage, Group, Home, OutlookFacts, Portal, Profile, ProjectFacts,
    Prose, ProseKey, Quarter, Report, Risk, Site, Slug, Snapshot, Update,
};
use crate::prose::Html;
use crate::relate::{Counts, Reported, Roadmap, Standing};
use crate::select::Audience;
use crate::snapshot::compare::Comparison;
use crate::theme::Fragment;

/// A fact that a page looked at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Read {
    Home,
    /// All projects, by title.
    Projects,
    Categories,
    /// The projects that a category has and had.
    InCategory(Slug),
    Risks,
    Roadmap,
    Profile(Slug),
    Listed(Slug),
    Update(Slug, Quarter),
    Standing(Slug),
    WithoutOutlook(Slug),
    HidesProject(Slug),
    HidesQuarter(Quarter),
    Category(Slug),
    Risk(Slug),
    Page(Slug),
    /// The frame of a report: as its file tells it, and as its quarter does.
    Report(Quarter),
    /// All that a quarter tells.
    Snapshot(Quarter),
    Group(Quarter, Slug),
    OutlookGroup(Quarter, Slug),
    Told(Quarter, Slug),
    Upcoming(Quarter, Slug),
    Counts(Quarter),
    Comparison(Quarter),
    /// The corrections of a quarter, and what they changed.
    Corrections(Quarter),
    Text(ProseKey),
    Image(String),
    Piece(Piece),
}

/// A mark of a fact that was looked at, in eight bytes: there are hundreds of them a page. Of two facts with the same
/// mark each counts as changed when the other is, so that at worst a page is rendered in vain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seen(u64);

impl From<&Read> for Seen {
    fn from(read: &Read) -> Self {
        // The keys of this hasher are always the same.
        let mut hasher = DefaultHasher::new();
        read.hash(&mut hasher);
        Self(hasher.finish())
    }
}

/// What is noted of the facts that pages look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Noting {
    /// Every one, for the next build.
    #[default]
    All,
    /// Nothing: there is no next build.
    Nothing,
}

/// The facts as one page sees them.
pub(super) struct Facts<'a> {
    public: &'a Public,
    pieces: &'a Shelf<Piece, Fragment>,
    /// Where pages stand.
    pub(super) routes: Routes,
    /// Nothing when nobody will ask.
    seen: Option<RefCell<BTreeSet<Seen>>>,
}

impl<'a> Facts<'a> {
    /// The facts, for a page of which nothing is remembered.
    pub(super) fn new(public: &'a Public, pieces: &'a Shelf<Piece, Fragment>) -> Self {
        let routes = Routes::new(public.selection.portal.site.language);
        Self { public, pieces, routes, seen: None }
    }

    /// The same, with what the page looks at noted, if anybody will ask.
    pub(super) fn noting(public: &'a Public, shelf: &'a Shelf<Piece, Fragment>, noting: Noting) -> Self {
        let seen = (noting == Noting::All).then(RefCell::default);
        Self { seen, ..Self::new(public, shelf) }
    }

    /// What was looked at.
    pub(super) fn seen(self) -> Vec<Seen> {
        self.seen.map(|seen| seen.into_inner().into_iter().collect()).unwrap_or_default()
    }

    fn note(&self, read: impl FnOnce() -> Read) {
        if let Some(seen) = &self.seen {
            seen.borrow_mut().insert(Seen::from(&read()));
        }
    }

    fn portal(&self) -> &'a Portal {
        &self.public.selection.portal
    }

    fn reported(&self, quarter: Quarter) -> Option<&'a Reported> {
        self.public.relations.reported.get(&quarter).map(Arc::as_ref)
    }

    // What every page may show: see `is_same_for_all`.

    pub(super) fn site(&self) -> &'a Site {
        &self.portal().site
    }

    pub(super) fn facts_day(&self) -> Option<Day> {
        self.public.selection.facts_day
    }

    pub(super) fn is_old(&self) -> bool {
        self.public.selection.is_old
    }

    pub(super) fn audience(&self) -> Audience {
        self.public.selection.audience
    }

    /// The public quarters, in time.
    pub(super) fn quarters(&self) -> impl DoubleEndedIterator<Item = Quarter> + use<'a> {
        self.portal().reports.keys().copied()
    }

    pub(super) fn is_public(&self, quarter: Quarter) -> bool {
        self.portal().reports.contains_key(&quarter)
    }

    /// The ids and titles of the free pages, in the order of the footer.
    pub(super) fn footer(&self) -> impl Iterator<Item = (&'a Slug, &'a str)> + use<'a> {
        footer(self.public)
    }

    pub(super) fn has_editions(&self) -> bool {
        self.public.has_editions()
    }

    // What a page is made again for.

    pub(super) fn home(&self) -> Option<&'a Home> {
        self.note(|| Read::Home);
        self.portal().home.as_ref()
    }

    pub(super) fn profile(&self, id: &Slug) -> Option<&'a Profile> {
        self.note(|| Read::Profile(id.clone()));
        self.portal().projects.get(id).map(|project| &*project.profile)
    }

    /// What lists tell of a project.
    pub(super) fn listed(&self, id: &Slug) -> Option<Listed<'a>> {
        self.note(|| Read::Listed(id.clone()));
        self.portal().projects.get(id).map(|project| Listed::of(&project.profile))
    }

    pub(super) fn update(&self, id: &Slug, quarter: Quarter) -> Option<&'a Update> {
        self.note(|| Read::Update(id.clone(), quarter));
        self.portal().projects.get(id)?.updates.get(&quarter).map(Arc::as_ref)
    }

    pub(super) fn standing(&self, id: &Slug) -> Option<&'a Standing> {
        self.note(|| Read::Standing(id.clone()));
        self.public.relations.standings.get(id).map(Arc::as_ref)
    }

    /// Whether a project was open in the newest public quarter and announced nothing for the next.
    pub(super) fn is_without_outlook(&self, id: &Slug) -> bool {
        self.note(|| Read::WithoutOutlook(id.clone()));
        self.public.relations.without_outlook.contains(id)
    }

    /// Whether readers do not see a project, although authors do now.
    pub(super) fn hides_project(&self, id: &Slug) -> bool {
        self.note(|| Read::HidesProject(id.clone()));
        self.public.selection.hides_project(id)
    }

    /// Whether readers do not see what happened in a quarter, although authors do now.
    pub(super) fn hides_quarter(&self, quarter: Quarter) -> bool {
        self.note(|| Read::HidesQuarter(quarter));
        self.public.selection.hides_quarter(quarter)
    }

    pub(super) fn category(&self, id: &Slug) -> Option<&'a Category> {
        self.note(|| Read::Category(id.clone()));
        self.portal().categories.get(id)
    }

    pub(super) fn risk(&self, id: &Slug) -> Option<&'a Risk> {
        self.note(|| Read::Risk(id.clone()));
        self.portal().risks.get(id)
    }

    pub(super) fn free_page(&self, id: &Slug) -> Option<&'a FreePage> {
        self.note(|| Read::Page(id.clone()));
        self.portal().pages.get(id)
    }

    /// The frame of a report, as its file tells it now.
    pub(super) fn report(&self, quarter: Quarter) -> Option<&'a Report> {
        self.note(|| Read::Report(quarter));
        self.portal().reports.get(&quarter)
    }

    /// The frame of a report, as its quarter tells it.
    pub(super) fn told_report(&self, quarter: Quarter) -> Option<&'a Report> {
        self.note(|| Read::Report(quarter));
        self.reported(quarter).map(|reported| &reported.snapshot.report)
    }

    pub(super) fn snapshot(&self, quarter: Quarter) -> Option<&'a Snapshot> {
        self.note(|| Read::Snapshot(quarter));
        self.reported(quarter).map(|reported| &reported.snapshot)
    }

    /// A category's projects in a quarter.
    pub(super) fn group(&self, quarter: Quarter, category: &Slug) -> Option<&'a Group<ProjectFacts>> {
        self.note(|| Read::Group(quarter, category.clone()));
        let groups = &self.reported(quarter)?.snapshot.groups;
        groups.iter().find(|group| group.category.id == *category)
    }

    /// What a category's projects announced in a quarter.
    pub(super) fn outlook_group(&self, quarter: Quarter, category: &Slug) -> Option<&'a Group<OutlookFacts>> {
        self.note(|| Read::OutlookGroup(quarter, category.clone()));
        let groups = &self.reported(quarter)?.snapshot.outlook;
        groups.iter().find(|group| group.category.id == *category)
    }

    pub(super) fn told(&self, quarter: Quarter, id: &Slug) -> Option<&'a ProjectFacts> {
        self.note(|| Read::Told(quarter, id.clone()));
        self.public.relations.told(quarter, id)
    }

    /// What a project announced for a quarter that has no report yet.
    pub(super) fn upcoming(&self, quarter: Quarter, id: &Slug) -> Option<&'a Announced> {
        self.note(|| Read::Upcoming(quarter, id.clone()));
        self.public.relations.upcoming.get(&quarter)?.get(id).map(Arc::as_ref)
    }

    pub(super) fn counts_of(&self, quarter: Quarter) -> Option<&'a Counts> {
        self.note(|| Read::Counts(quarter));
        self.reported(quarter).map(|reported| &reported.counts)
    }

    pub(super) fn comparison(&self, quarter: Quarter) -> Option<&'a Comparison> {
        self.note(|| Read::Comparison(quarter));
        self.reported(quarter).map(|reported| &reported.comparison)
    }

    /// The corrections of a quarter.
    pub(super) fn corrections_of(&self, quarter: Quarter) -> &'a [Correction] {
        self.note(|| Read::Corrections(quarter));
        self.reported(quarter).map_or(&[], |reported| &reported.snapshot.report.corrections)
    }

    /// What corrections changed in a closed quarter.
    pub(super) fn corrected(&self, quarter: Quarter) -> &'a [Change] {
        self.note(|| Read::Corrections(quarter));
        self.portal().locks.get(&quarter).map_or(&[], |lock| &lock.changes)
    }

    /// All projects, by title.
    pub(super) fn projects(&self) -> &'a [Slug] {
        self.note(|| Read::Projects);
        &self.public.relations.by_title
    }

    /// The categories in reading order.
    pub(super) fn categories(&self) -> &'a [Slug] {
        self.note(|| Read::Categories);
        &self.public.relations.categories
    }

    /// The projects of a category, in reading order.
    pub(super) fn in_category(&self, id: &Slug) -> &'a [Slug] {
        self.note(|| Read::InCategory(id.clone()));
        self.public.relations.by_category.get(id).map_or(&[], Vec::as_slice)
    }

    /// The projects that a category had and lost, with the last quarter in which it had them.
    pub(super) fn formerly_in(&self, id: &Slug) -> &'a [(Slug, Quarter)] {
        self.note(|| Read::InCategory(id.clone()));
        self.public.relations.formerly_in.get(id).map_or(&[], Vec::as_slice)
    }

    /// The risks in reading order.
    pub(super) fn risks(&self) -> &'a [Slug] {
        self.note(|| Read::Risks);
        &self.public.relations.risks
    }

    pub(super) fn roadmap(&self) -> &'a Roadmap {
        self.note(|| Read::Roadmap);
        &self.public.relations.roadmap
    }

    /// The open milestones that are due next, the first first.
    pub(super) fn next_milestones(&self) -> &'a [(Slug, usize)] {
        self.note(|| Read::Roadmap);
        &self.public.relations.next_milestones
    }

    /// A piece of prose as HTML. It is noted only when it has holes: any other is what its fact says.
    pub(super) fn html(&self, prose: &Prose) -> Html {
        self.note_text(prose);
        self.public.texts.html(prose)
    }

    /// The same, or none when there is nothing to read.
    pub(super) fn some_html(&self, prose: &Prose) -> Option<Html> {
        self.note_text(prose);
        self.public.texts.some_html(prose)
    }

    /// The first paragraph, and the rest.
    pub(super) fn opening_and_rest(&self, prose: &Prose) -> (Html, Html) {
        self.note_text(prose);
        self.public.texts.opening_and_rest(prose)
    }

    fn note_text(&self, prose: &Prose) {
        if !prose.gaps().is_empty() {
            self.note(|| Read::Text(prose.key().clone()));
        }
    }

    /// An image for an edition, by its address.
    pub(super) fn image(&self, address: &str) -> Option<&'a HeldFile> {
        self.note(|| Read::Image(address.to_owned()));
        self.public.held.get(address)
    }

    /// A piece of a page, rendered before it; none when there is nothing to show, or its template failed.
    pub(super) fn piece(&self, piece: Piece) -> Option<Fragment> {
        let fragment = self.pieces.get(&piece).cloned();
        self.note(|| Read::Piece(piece));
        fragment
    }
}

fn footer(public: &Public) -> impl Iterator<Item = (&Slug, &str)> {
    let pages = public.relations.pages.iter().filter_map(|id| public.selection.portal.pages.get(id));
    pages.map(|page| (&page.id, page.title.as_str()))
}
