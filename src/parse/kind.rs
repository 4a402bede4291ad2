//! What a file is, by its path alone.

use super::spelling;
use crate::diagnostic::Problem;
use crate::model::{LOCK_FILE, Quarter, Slug};
use crate::source::FilePath;
use crate::source::disk::SITE_FILE;

/// What a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `portal.toml`
    Site,
    /// `content/index.md`
    Home,
    /// `content/categories/<category>.md`
    Category(Slug),
    /// `content/projects/<project>/index.md`
    Project(Slug),
    /// `content/projects/<project>/2024-Q3.md`
    Update(Slug, Quarter),
    /// `content/reports/2024-Q3/index.md`
    Report(Quarter),
    /// `content/reports/2024-Q3/<chapter>.md`
    Chapter(Quarter, Slug),
    /// `content/reports/2024-Q3/lock.toml`
    Lock(Quarter),
    /// `content/risks/<risk>.md`
    Risk(Slug),
    /// `content/pages/<page>.md`
    Page(Slug),
    /// An image or document.
    Asset,
}

/// Where a file belongs that is a page but for its name: `Index.md`, `2024-Q4.MD`, `over.markdown`.
fn page_of_another_spelling(path: &str) -> Option<String> {
    let (stem, suffix) = path.rsplit_once('.')?;
    let (folder, name) = stem.rsplit_once('/')?;
    let is_page = ["md", "markdown"].iter().any(|own| suffix.eq_ignore_ascii_case(own));
    let is_index = name.eq_ignore_ascii_case("index");
    let is_right = suffix == "md" && (name == "index" || !is_index);
    let name = if is_index { "index" } else { name };
    (is_page && !is_right && path.starts_with("content/")).then(|| format!("{folder}/{name}.md"))
}

/// How the Markdown of a kind of file becomes HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Style {
    /// Stands before every id, so that many bodies can share a page; empty for a body that has its page alone. It
    /// ends in two hyphens, which no id of an author has, so that no other anchor can be the same.
    pub(super) prefix: String,
    /// The level that a heading `##` gets: one below the heading that it stands under, on every page.
    pub(super) top_level: u8,
}

impl Kind {
    /// The kind of a path. The problem tells where a page should stand instead.
    pub fn of(file: &FilePath) -> Result<Self, Problem> {
        let path = file.as_str();
        if path == SITE_FILE {
            return Ok(Self::Site);
        }
        if let Some(suggestion) = page_of_another_spelling(path) {
            return Err(Problem::StrayFile { suggestion: Some(suggestion) });
        }
        let stem = path.strip_suffix(".md");
        if stem.is_none() && file.name() != LOCK_FILE {
            return Ok(Self::Asset);
        }
        let parts: Vec<&str> = stem.unwrap_or(path).split('/').skip(1).collect();
        match parts[..] {
            ["index"] => Ok(Self::Home),
            ["categories", id] => Ok(Self::Category(slug(id)?)),
            ["projects", id, "index"] => Ok(Self::Project(slug(id)?)),
            ["projects", id, name] => Ok(Self::Update(slug(id)?, quarter(name)?)),
            ["reports", name, "index"] => Ok(Self::Report(quarter(name)?)),
            ["reports", name, LOCK_FILE] => Ok(Self::Lock(quarter(name)?)),
            [.., LOCK_FILE] => Err(Problem::StrayFile { suggestion: None }),
            ["reports", name, id] => Ok(Self::Chapter(quarter(name)?, slug(id)?)),
            ["risks", id] => Ok(Self::Risk(slug(id)?)),
            ["pages", id] => Ok(Self::Page(slug(id)?)),
            _ => Err(Problem::StrayFile { suggestion: better_place(&parts) }),
        }
    }

    pub(super) fn style(&self) -> Style {
        let (prefix, top_level) = match self {
            Self::Site | Self::Home => ("home--".to_owned(), 2),
            Self::Category(id) | Self::Project(id) => (format!("{id}--"), 2),
            Self::Update(project, quarter) => (format!("{project}-{}--", quarter.anchor()), 5),
            Self::Report(quarter) | Self::Lock(quarter) => (format!("{}--", quarter.anchor()), 3),
            Self::Chapter(_, id) => (format!("{id}--"), 3),
            Self::Risk(id) => (format!("risk--{id}--"), 4),
            Self::Page(_) | Self::Asset => (String::new(), 2),
        };
        Style { prefix, top_level }
    }
}

fn slug(name: &str) -> Result<Slug, Problem> {
    Slug::parse(name).ok_or_else(|| Problem::BadName {
        name: name.to_owned(),
        suggestion: Slug::from_title(name).map(|slug| slug.to_string()),
    })
}

fn quarter(name: &str) -> Result<Quarter, Problem> {
    Quarter::parse(name)
        .ok_or_else(|| Problem::UnknownQuarter { value: name.to_owned(), suggestion: spelling::quarter(name) })
}

/// Where a page that stands in the wrong place was probably meant to be.
fn better_place(parts: &[&str]) -> Option<String> {
    match parts {
        ["projects", id] => Some(format!("content/projects/{id}/index.md")),
        ["reports", quarter] => Some(format!("content/reports/{quarter}/index.md")),
        [.., LOCK_FILE] => None,
        [folder, rest @ ..] if !rest.is_empty() => {
            let folders = ["categories", "projects", "reports", "risks", "pages"];
            let meant = crate::diagnostic::nearest(folder, folders)?;
            Some(format!("content/{meant}/{}.md", rest.join("/")))
        }
        [name] => Some(format!("content/pages/{name}.md")),
        _ => None,
    }
}
