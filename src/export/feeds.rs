//! What is new, for feed readers (Atom), and milestones, for calendars (iCalendar): of the site, of each category, and of
//! each project.
//!
//! Ids are the permanent addresses of what they are about, and every day comes from the content
//! ([`days`](super::days)), so that a rebuild or a change elsewhere wakes no reader. A project's entries and events are made
//! once, whatever they stand in, and only when something that they tell has changed.

mod atom;
mod common;
mod events;
mod ics;
mod news;
mod programme;
mod project;
mod text;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::address::Routes;
use crate::cache::Memo;
use crate::model::{Category, DataOutput, Project, Prose, Slug};
use crate::output::{Content, Output};
use crate::page::Public;
use crate::prose::Texts;
use crate::relate::History;
use crate::source::FilePath;
use crate::source::disk::SITE_FILE;
use common::{Common, Subject};
use news::{Entry, Newest, News};
use programme::Corrected;
use project::Own;

/// How many messages a feed of many projects holds: a quarter of a programme of sixty. A reader asks for all of it every
/// few hours; what is older stays in the archive, and longer in the feeds of single projects.
const OF_MANY: usize = 100;

/// How many messages of one project find a place in any feed: those of a year or two, and more than a quarter brings.
const OF_ONE: usize = 10;

/// What is remembered of the build before.
#[derive(Default)]
pub(super) struct Memory {
    common: Memo<(), Common, Arc<Common>>,
    /// The prose of each project that has holes.
    with_holes: Memo<Slug, Tales, Arc<[Prose]>>,
    projects: Memo<Slug, Own, Made>,
    /// Feeds and calendars by category; that of the whole site has none.
    feeds: Memo<Option<Slug>, Together<News>, Content>,
    calendars: Memo<Option<Slug>, Together<str>, Content>,
}

/// What a project tells, and what quarters told of it.
type Tales = (Arc<Project>, Option<Arc<History>>);

/// A project's part in everything.
#[derive(Clone)]
struct Made {
    /// Its messages, and its own feed; none where the site makes no feeds.
    news: Option<(Arc<News>, Content)>,
    /// None where the site makes no calendars.
    events: Option<Arc<str>>,
}

/// What a feed or a calendar is put together from.
struct Together<P: ?Sized> {
    common: Arc<Common>,
    /// The title of the category.
    title: Option<String>,
    parts: Vec<Arc<P>>,
}

/// The same, as it is now.
type TogetherNow<'a, P> = (Option<&'a str>, Vec<Arc<P>>);

/// What a project's part is made from, as it is now.
struct OwnNow<'a> {
    common: &'a Arc<Common>,
    project: &'a Arc<Project>,
    history: Option<&'a Arc<History>>,
    corrections: &'a [Corrected],
    category: &'a str,
    texts: Texts,
}

impl OwnNow<'_> {
    fn is(&self, before: &Own) -> bool {
        *self.project == before.project
            && self.history == before.history.as_ref()
            && *self.common == before.common
            && self.corrections == before.corrections
            && self.category == before.category
            && self.texts == before.texts
    }

    fn own(self) -> Own {
        Own {
            common: Arc::clone(self.common),
            project: Arc::clone(self.project),
            history: self.history.map(Arc::clone),
            corrections: self.corrections.to_vec(),
            category: self.category.to_owned(),
            texts: self.texts,
        }
    }
}

impl Own {
    fn make(&self) -> Made {
        let data = &self.common.site().data;
        Made {
            news: data.makes(DataOutput::Feeds).then(|| self.news()),
            events: data.makes(DataOutput::Calendars).then(|| self.events().into()),
        }
    }

    fn news(&self) -> (Arc<News>, Content) {
        let routes = self.common.routes();
        let news = Arc::new(News::of(&self.messages(), OF_ONE, &routes.segments().told));
        let page = routes.project(&self.project.id);
        let of = Subject {
            feed: routes.project_feed(&self.project.id),
            archive: page.clone(),
            page,
            title: Some(&self.project.title),
        };
        let feed = self.common.feed(&of, &news.newest());
        (news, feed)
    }
}

/// The feeds and calendars that the site makes.
pub(super) fn files(public: &Public, memory: &mut Memory) -> Vec<Output> {
    let portal = &public.selection.portal;
    let data = &portal.site.data;
    if !data.makes(DataOutput::Feeds) && !data.makes(DataOutput::Calendars) {
        return Vec::new();
    }
    let common = memory.common.one(Common::of(public), |common| Arc::new(common.clone()));
    let made = memory.projects(public, &common);
    let of: Vec<Option<&Category>> = [None].into_iter().chain(portal.categories.values().map(Some)).collect();
    let mut files = Vec::new();
    if data.makes(DataOutput::Feeds) {
        files.extend(memory.feeds(public, &common, &of, &made));
    }
    if data.makes(DataOutput::Calendars) {
        files.extend(memory.calendars(public, &common, &of, &made));
    }
    files
}

/// Where the feed of a category stands, or of the whole site.
fn feed_address(routes: Routes, category: Option<&Slug>) -> String {
    category.map_or_else(|| routes.feed(), |id| routes.category_feed(id))
}

/// Where the calendar of a category stands, or of the whole site.
fn calendar_address(routes: Routes, category: Option<&Slug>) -> String {
    category.map_or_else(|| routes.calendar(), |id| routes.category_calendar(id))
}

/// A file about a category, or about the whole site.
fn file(of: Option<&Category>, address: impl Fn(Option<&Slug>) -> String, content: Content) -> Output {
    let source = of.map_or_else(|| FilePath::new(SITE_FILE), |category| category.file.clone());
    Output::file(&address(of.map(|category| &category.id)), content, source)
}

/// The parts of each category, and of the whole site, by key.
fn together<'a, P: ?Sized>(
    of: &[Option<&'a Category>],
    parts: &mut BTreeMap<Option<&'a Slug>, Vec<Arc<P>>>,
) -> Vec<(TogetherNow<'a, P>, Option<Slug>)> {
    let now = of.iter().map(|category| {
        let id = category.map(|category| &category.id);
        ((category.map(|category| category.title.as_str()), parts.remove(&id).unwrap_or_default()), id.cloned())
    });
    now.collect()
}

impl Memory {
    /// What each project has a part in, by id.
    fn projects(&mut self, public: &Public, common: &Arc<Common>) -> Vec<Made> {
        let portal = &public.selection.portal;
        let history = |project: &Arc<Project>| public.relations.history(&project.id);
        let now = portal.projects.values().map(|project| ((project, history(project)), project.id.clone()));
        let with_holes = self.with_holes.each(
            now,
            |(project, history), before| **project == before.0 && *history == before.1.as_ref(),
            |(project, history)| (Arc::clone(project), history.map(Arc::clone)),
            |_, (project, history), _| with_holes(project, history.as_deref()),
        );
        let corrections = programme::of_projects(public);
        let now = portal.projects.values().zip(&with_holes).map(|(project, with_holes)| {
            let corrections = corrections.get(&project.id).map_or(&[][..], Vec::as_slice);
            let notes = corrections.iter().map(|corrected| &corrected.correction.note);
            let now = OwnNow {
                common,
                project,
                history: history(project),
                corrections,
                category: portal.categories.get(&project.category).map_or("", |category| &category.title),
                texts: public.texts.of(with_holes.iter().chain(notes)),
            };
            (now, project.id.clone())
        });
        self.projects.each(now, OwnNow::is, OwnNow::own, |_, own, _| own.make())
    }

    /// The feeds of projects, of categories, and of the whole site.
    fn feeds(&mut self, public: &Public, common: &Arc<Common>, of: &[Option<&Category>], made: &[Made]) -> Vec<Output> {
        let routes = common.routes();
        let projects = public.selection.portal.projects.values();
        let own = projects.zip(made).filter_map(|(project, made)| {
            let (_, feed) = made.news.as_ref()?;
            Some(Output::file(&routes.project_feed(&project.id), feed.clone(), project.file.clone()))
        });
        let mut files: Vec<Output> = own.collect();
        let general = programme::general(public, common);
        let general = Arc::new(News::of(&general, OF_MANY, &routes.segments().told));
        let mut parts: BTreeMap<Option<&Slug>, Vec<Arc<News>>> = BTreeMap::new();
        for news in made.iter().filter_map(|made| made.news.as_ref().map(|(news, _)| news)).chain([&general]) {
            for category in news.categories.iter().map(Some).chain([None]) {
                parts.entry(category).or_default().push(Arc::clone(news));
            }
        }
        let feeds = put_together(&mut self.feeds, common, together(of, &mut parts), |of, together| {
            let routes = together.common.routes();
            let subject = Subject {
                feed: feed_address(routes, of),
                page: of.map_or_else(|| routes.home(), |id| routes.category(id)),
                archive: routes.quarters(),
                title: together.title.as_deref(),
            };
            let belongs = |entry: &Entry| of.is_none() || entry.category.as_ref() == of;
            together.common.feed(&subject, &Newest::of(&together.parts, belongs, OF_MANY))
        });
        files.extend(of.iter().zip(feeds).map(|(of, feed)| file(*of, |id| feed_address(routes, id), feed)));
        files
    }

    /// The calendars of categories, and of the whole site.
    fn calendars(
        &mut self,
        public: &Public,
        common: &Arc<Common>,
        of: &[Option<&Category>],
        made: &[Made],
    ) -> Vec<Output> {
        let mut parts: BTreeMap<Option<&Slug>, Vec<Arc<str>>> = BTreeMap::new();
        for (project, made) in public.selection.portal.projects.values().zip(made) {
            for category in [Some(&project.category), None] {
                parts.entry(category).or_default().extend(made.events.clone());
            }
        }
        let calendars = put_together(&mut self.calendars, common, together(of, &mut parts), |of, together| {
            let routes = together.common.routes();
            let page = of.map_or_else(|| routes.roadmap(), |id| routes.category(id));
            events::calendar(&together.common, together.title.as_deref(), &page, &together.parts).into()
        });
        let routes = common.routes();
        let files = of.iter().zip(calendars);
        files.map(|(of, calendar)| file(*of, |id| calendar_address(routes, id), calendar)).collect()
    }
}

/// Makes what is put together from other parts than before.
fn put_together<P: ?Sized + Eq + Send + Sync>(
    memory: &mut Memo<Option<Slug>, Together<P>, Content>,
    common: &Arc<Common>,
    now: Vec<(TogetherNow<'_, P>, Option<Slug>)>,
    make: impl Fn(Option<&Slug>, &Together<P>) -> Content + Sync,
) -> Vec<Content> {
    memory.each(
        now.into_iter(),
        |(title, parts), before| {
            *parts == before.parts && *common == before.common && *title == before.title.as_deref()
        },
        |(title, parts)| Together { common: Arc::clone(common), title: title.map(str::to_owned), parts },
        |of, together, _| make(of.as_ref(), together),
    )
}

/// The prose that has holes, of all that a project's part in feeds can show.
fn with_holes(project: &Project, history: Option<&History>) -> Arc<[Prose]> {
    let tellings = history.map_or(&[][..], History::tellings);
    let told = tellings.iter().flat_map(|telling| telling.facts.result.iter().chain(telling.facts.outlook.prose()));
    project.prose().chain(told).filter(|prose| !prose.gaps().is_empty()).cloned().collect()
}
