//! Where everything stands on the site.
//!
//! Goes in: ids and content files. Comes out: root-relative addresses such as `/projecten/duto/`, and for every link
//! whether it leads anywhere. Must not: know the path that the site stands under; that is put before it when HTML is
//! made. Addresses and the anchors named here are permanent.

mod book;
mod public;

pub use book::{Addresses, Resolved, Unresolved};
pub use public::public;

use crate::data::FOLDER;
use crate::hosting::FEED_NAME;
use crate::language::{Language, Segments};
use crate::model::{Quarter, Slug};
use crate::parse::Kind;
use crate::source::FilePath;

/// Whether a file of a site, in whatever language, is the page of a project.
pub fn is_project_page(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    let [first, _, "index.html"] = parts[..] else { return false };
    Language::ALL.iter().any(|(_, language)| language.segments().projects == first)
}

/// Makes the addresses of one language.
#[derive(Clone, Copy, Debug)]
pub struct Routes(&'static Segments);

impl Routes {
    /// The addresses of a language.
    pub fn new(language: Language) -> Self {
        Self(language.segments())
    }

    /// The words that they are made of.
    pub fn segments(self) -> &'static Segments {
        self.0
    }

    /// The home page.
    pub fn home(self) -> String {
        "/".to_owned()
    }

    /// All projects.
    pub fn projects(self) -> String {
        format!("/{}/", self.0.projects)
    }

    /// One project.
    pub fn project(self, id: &Slug) -> String {
        ["/", self.0.projects, "/", id.as_str(), "/"].concat()
    }

    /// All categories.
    pub fn categories(self) -> String {
        format!("/{}/", self.0.categories)
    }

    /// One category.
    pub fn category(self, id: &Slug) -> String {
        ["/", self.0.categories, "/", id.as_str(), "/"].concat()
    }

    /// The roadmap.
    pub fn roadmap(self) -> String {
        format!("/{}/", self.0.roadmap)
    }

    /// The archive of quarters.
    pub fn quarters(self) -> String {
        format!("/{}/", self.0.quarters)
    }

    /// What changed in a quarter.
    pub fn changes(self, quarter: Quarter) -> String {
        format!("/{}/{}/{}/", self.0.quarters, quarter.anchor(), self.0.changes)
    }

    /// A kind of change, as an anchor on the page of a quarter's changes. The kind is told by its permanent word.
    pub fn change_anchor(self, kind: &'static str) -> &'static str {
        self.0.change_kinds.iter().find(|(known, _)| *known == kind).map_or(kind, |(_, anchor)| anchor)
    }

    /// One quarter's report.
    pub fn quarter(self, quarter: Quarter) -> String {
        ["/", self.0.quarters, "/", &quarter.anchor(), "/"].concat()
    }

    /// One quarter's report as a document that stands by itself.
    pub fn edition(self, quarter: Quarter) -> String {
        format!("{}{}-{}.html", self.quarter(quarter), self.0.edition, quarter.anchor())
    }

    /// The risks.
    pub fn risks(self) -> String {
        format!("/{}/", self.0.risks)
    }

    /// The budgets.
    pub fn finance(self) -> String {
        format!("/{}/", self.0.finance)
    }

    /// What is new of the whole site, for feed readers.
    pub fn feed(self) -> String {
        ["/", FEED_NAME].concat()
    }

    /// The same of a category.
    pub fn category_feed(self, id: &Slug) -> String {
        self.category(id) + FEED_NAME
    }

    /// The same of a project.
    pub fn project_feed(self, id: &Slug) -> String {
        self.project(id) + FEED_NAME
    }

    /// All milestones, for calendars.
    pub fn calendar(self) -> String {
        ["/", self.0.calendar].concat()
    }

    /// The same of a category.
    pub fn category_calendar(self, id: &Slug) -> String {
        self.category(id) + self.0.calendar
    }

    /// The open data.
    pub fn data(self) -> String {
        FOLDER.to_owned()
    }

    /// What made the site.
    pub fn version(self) -> String {
        format!("/{}/", self.0.version)
    }

    /// A free page.
    pub fn page(self, id: &Slug) -> String {
        format!("/{id}/")
    }

    /// A milestone, as an anchor on its project's page.
    pub fn milestone_anchor(self, id: &Slug) -> String {
        [self.0.milestone, "-", id.as_str()].concat()
    }

    /// An image or document of the content folder: beside the page whose folder it is in.
    pub fn asset(self, file: &FilePath) -> String {
        let inner = file.as_str().strip_prefix("content/").unwrap_or(file.as_str());
        let (top, rest) = inner.split_once('/').unwrap_or(("", inner));
        match (top, rest.split_once('/')) {
            ("" | "pages", _) => format!("/{rest}"),
            ("projects", _) => format!("/{}/{rest}", self.0.projects),
            ("categories", _) => format!("/{}/{rest}", self.0.categories),
            ("risks", _) => format!("/{}/{rest}", self.0.risks),
            ("reports", Some((quarter, rest))) => format!("/{}/{}/{rest}", self.0.quarters, quarter.to_lowercase()),
            ("reports", None) => format!("/{}/{rest}", self.0.quarters),
            _ => format!("/{inner}"),
        }
    }

    /// The page that a content file makes; none of a file that is part of another's page, or is no page.
    pub fn own_page(self, kind: &Kind) -> Option<String> {
        match kind {
            Kind::Home => Some(self.home()),
            Kind::Category(id) => Some(self.category(id)),
            Kind::Project(id) => Some(self.project(id)),
            Kind::Report(quarter) => Some(self.quarter(*quarter)),
            Kind::Page(id) => Some(self.page(id)),
            Kind::Site | Kind::Update(..) | Kind::Chapter(..) | Kind::Lock(_) | Kind::Risk(_) | Kind::Asset => None,
        }
    }

    /// The page that a content file makes or is part of, and its anchor there.
    fn of_kind(self, kind: &Kind, file: &FilePath) -> Option<(String, Option<String>)> {
        Some(match kind {
            Kind::Site | Kind::Lock(_) => return None,
            Kind::Home | Kind::Category(_) | Kind::Project(_) | Kind::Report(_) | Kind::Page(_) => {
                (self.own_page(kind)?, None)
            }
            Kind::Update(project, quarter) => (self.project(project), Some(quarter.anchor())),
            Kind::Chapter(quarter, id) => (self.quarter(*quarter), Some(id.to_string())),
            Kind::Risk(id) => (self.risks(), Some(id.to_string())),
            Kind::Asset => (self.asset(file), None),
        })
    }
}
