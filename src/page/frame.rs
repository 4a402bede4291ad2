//! What stands round every page.

use minijinja::Value;
use serde::Serialize;

use super::facts::Facts;
use super::parts::{Link, Moment, OutcomeView, StatusBadge};
use super::{Draft, Section, Subject, structured};
use crate::data::{ALL, INDEX_NAME};
use crate::language::Language;
use crate::model::DataOutput;
use crate::prose::Html;
use crate::select::Audience;
use crate::theme::Look;

/// What is the same on every page.
#[derive(Serialize)]
pub(super) struct SiteView {
    title: String,
    description: Option<String>,
    language: &'static str,
    home: String,
    /// Where the theme's files are.
    assets: String,
    stylesheets: Vec<String>,
    /// The class of an organisation's own style sheet.
    class: Option<String>,
    logo: Option<String>,
    is_light: bool,
    nav: Vec<NavItem>,
    pages: Vec<Link>,
    accessibility: Option<Link>,
    organisation: Option<OrganisationView>,
    facts_day: Option<Moment>,
    facts_quarter: Option<Link>,
    is_old: bool,
    is_draft: bool,
    generator: &'static str,
    version: String,
    /// What is new of the whole site, for feed readers; none where the site makes no feeds.
    feed: Option<Link>,
    /// The open data; none where the site gives none.
    data: Option<String>,
    /// What the words for statuses, outcomes and milestones mean.
    legend: String,
    statuses: Vec<StatusBadge>,
    outcomes: Vec<OutcomeView>,
    /// The element with the style of editions.
    edition_style: Html,
}

#[derive(Serialize)]
struct NavItem {
    section: Section,
    href: String,
    text: &'static str,
}

#[derive(Serialize)]
struct OrganisationView {
    name: String,
    url: Option<String>,
    email: Option<String>,
    address: Option<String>,
}

/// What is this page's own.
#[derive(Serialize)]
pub(super) struct PageView<'a> {
    kind: &'a str,
    section: Section,
    title: &'a str,
    canonical: String,
    description: Option<String>,
    breadcrumb: Vec<Link>,
    /// What is new of what the page is about, for feed readers; none where that is the whole site.
    feed: Option<Link>,
    /// The data of what the page is about, for programs; none where that is the whole site.
    data: Option<String>,
    /// The page for programs: JSON-LD in the words of schema.org.
    structured: Value,
}

/// The name and version of the program, as the site tells them.
pub const GENERATOR: &str = concat!("Voortgang ", env!("CARGO_PKG_VERSION"));

pub(super) fn site(facts: &Facts<'_>, look: &Look) -> SiteView {
    let site = facts.site();
    let accessibility = facts.routes.segments().accessibility;
    let asset = |name: &str| facts.file_href(&format!("{}{name}", look.folder));
    let statement = facts.footer().find(|(id, _)| id.as_str() == accessibility);
    SiteView {
        title: site.title.clone(),
        description: site.description.clone(),
        language: site.language.tag(),
        home: facts.href("/"),
        assets: asset(""),
        stylesheets: look.stylesheets.iter().map(|name| asset(name)).collect(),
        class: look.class.clone(),
        logo: look.logo.as_ref().map(|name| asset(name)),
        is_light: look.is_light,
        nav: nav(facts),
        pages: facts.footer().map(|(id, title)| facts.link(&facts.routes.page(id), title)).collect(),
        accessibility: statement.map(|(id, title)| facts.link(&facts.routes.page(id), title)),
        organisation: site.organisation.as_ref().map(|organisation| OrganisationView {
            name: organisation.name.clone(),
            url: organisation.url.clone(),
            email: organisation.email.clone(),
            address: organisation.address.clone(),
        }),
        facts_day: facts.facts_day().map(|day| facts.day(day)),
        facts_quarter: facts.newest().map(|quarter| facts.quarter_link(quarter)),
        is_old: facts.is_old(),
        is_draft: facts.audience() == Audience::Authors,
        generator: GENERATOR,
        version: facts.href(&facts.routes.version()),
        feed: makes_feeds(facts).then(|| facts.link(&facts.routes.feed(), &site.title)),
        data: makes_tables(facts).then(|| facts.href(&facts.routes.data())),
        legend: format!("{}#{}", facts.href(&facts.routes.projects()), facts.routes.segments().legend),
        statuses: site.statuses.iter().map(Facts::status).collect(),
        outcomes: OutcomeView::all(),
        edition_style: format!("<style>{}</style>", look.edition_style).into(),
    }
}

/// The name of a section in the navigation, which is the title of its index too.
pub(super) fn section_title(section: Section, language: Language) -> &'static str {
    match (language, section) {
        (Language::Dutch, Section::Projects) => "Projecten",
        (Language::English, Section::Projects) => "Projects",
        (Language::Dutch, Section::Categories) => "Categorieën",
        (Language::English, Section::Categories) => "Categories",
        (_, Section::Roadmap) => "Roadmap",
        (Language::Dutch, Section::Quarters) => "Kwartalen",
        (Language::English, Section::Quarters) => "Quarters",
        (Language::Dutch, Section::Risks) => "Risico’s",
        (Language::English, Section::Risks) => "Risks",
        (Language::Dutch, Section::Finance) => "Financiën",
        (Language::English, Section::Finance) => "Finance",
        (_, Section::Home | Section::None) => "Home",
    }
}

/// Where a section begins.
fn section_address(section: Section, facts: &Facts<'_>) -> String {
    match section {
        Section::Projects => facts.routes.projects(),
        Section::Categories => facts.routes.categories(),
        Section::Roadmap => facts.routes.roadmap(),
        Section::Quarters => facts.routes.quarters(),
        Section::Risks => facts.routes.risks(),
        Section::Finance => facts.routes.finance(),
        Section::Home | Section::None => facts.routes.home(),
    }
}

fn nav(facts: &Facts<'_>) -> Vec<NavItem> {
    let sections = [
        Section::Home,
        Section::Projects,
        Section::Categories,
        Section::Roadmap,
        Section::Quarters,
        Section::Risks,
        Section::Finance,
    ];
    let item = |section| NavItem {
        section,
        href: facts.href(&section_address(section, facts)),
        text: section_title(section, facts.language()),
    };
    sections.map(item).into()
}

/// The link to a section's index.
pub(super) fn section_link(section: Section, facts: &Facts<'_>) -> Link {
    facts.link(&section_address(section, facts), section_title(section, facts.language()))
}

pub(super) fn page<'a>(facts: &Facts<'_>, subject: &Subject, draft: &'a Draft) -> PageView<'a> {
    let site = facts.site();
    let mut breadcrumb = Vec::new();
    if draft.section != Section::Home {
        breadcrumb.push(section_link(Section::Home, facts));
    }
    breadcrumb.extend(draft.breadcrumb.iter().cloned());
    let structured = structured::json(facts, subject, &breadcrumb);
    PageView {
        kind: draft.template.trim_end_matches(".html"),
        section: draft.section,
        title: &draft.title,
        canonical: site.base_url.absolute(&facts.href(&draft.address)),
        description: draft.description.as_deref().map(excerpt).filter(|excerpt| !excerpt.is_empty()),
        breadcrumb,
        feed: if makes_feeds(facts) { feed(facts, subject, &draft.title) } else { None },
        data: if makes_tables(facts) { index(facts, subject) } else { None },
        structured: Value::from_safe_string(structured),
    }
}

fn makes_feeds(facts: &Facts<'_>) -> bool {
    facts.site().data.makes(DataOutput::Feeds)
}

fn makes_tables(facts: &Facts<'_>) -> bool {
    facts.site().data.makes(DataOutput::Tables)
}

/// The data of what a page is about.
fn index(facts: &Facts<'_>, subject: &Subject) -> Option<String> {
    let page = match subject {
        Subject::Project(id) => facts.routes.project(id),
        Subject::Quarter(quarter) => facts.routes.quarter(*quarter),
        Subject::Data => return Some(facts.href(ALL)),
        Subject::Home
        | Subject::Projects
        | Subject::Categories
        | Subject::Category(_)
        | Subject::Roadmap
        | Subject::Quarters
        | Subject::Changes(_)
        | Subject::Edition(_)
        | Subject::Risks
        | Subject::Finance
        | Subject::Free(_)
        | Subject::Version
        | Subject::NotFound => return None,
    };
    Some(facts.href(&(page + INDEX_NAME)))
}

/// The feed of what a page is about.
fn feed(facts: &Facts<'_>, subject: &Subject, title: &str) -> Option<Link> {
    let address = match subject {
        Subject::Project(id) => facts.routes.project_feed(id),
        Subject::Category(id) => facts.routes.category_feed(id),
        Subject::Home
        | Subject::Projects
        | Subject::Categories
        | Subject::Roadmap
        | Subject::Quarters
        | Subject::Quarter(_)
        | Subject::Edition(_)
        | Subject::Changes(_)
        | Subject::Risks
        | Subject::Finance
        | Subject::Free(_)
        | Subject::Data
        | Subject::Version
        | Subject::NotFound => return None,
    };
    Some(facts.link(&address, format!("{title} – {}", facts.site().title)))
}

/// As many characters of a description as search engines show.
const EXCERPT: usize = 160;

/// The beginning of a text, cut between words, or within the first when there is no room for it.
fn excerpt(text: &str) -> String {
    let mut excerpt = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        length += word.chars().count() + 1;
        if length > EXCERPT {
            if excerpt.is_empty() {
                excerpt.extend(word.chars().take(EXCERPT));
            }
            return excerpt + " …";
        }
        if !excerpt.is_empty() {
            excerpt.push(' ');
        }
        excerpt.push_str(word);
    }
    excerpt
}
