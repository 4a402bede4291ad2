//! What `voortgang new` makes: new files, as values.
//!
//! Goes in: the files of a portal, a day, and what is wanted. Comes out: a [`Plan`] of files that are not there yet,
//! with which the portal still builds; or why there is none. Must not: write ([`disk`] does), or change what is there.

mod comment;
pub mod disk;
mod entry;
mod quarter;
mod reminder;
mod site;
mod title;
mod words;

pub use site::site;
pub(crate) use title::Title;

use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::model::{Day, Quarter, Slug};
use crate::pipeline::{self, Built, Compression, Naming, Request};
use crate::select::Audience;
use crate::source::{FilePath, Sources};

/// What is wanted in a portal.
#[derive(Clone, Copy, Debug)]
pub enum Wanted<'a> {
    /// The files of a quarter.
    Quarter(Quarter),
    /// A project; without a category that of the portal, when it has exactly one.
    Project {
        /// Its name.
        title: &'a str,
        /// The id of its category.
        category: Option<&'a str>,
    },
    /// A category with this name.
    Category(&'a str),
    /// A risk with this name.
    Risk(&'a str),
}

/// A file that is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Its path from the portal's root.
    pub path: FilePath,
    /// All that stands in it.
    pub text: String,
}

/// What is to be made, and what authors still have to write in files that are there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The files, by path.
    pub files: Vec<NewFile>,
    /// The files that are there and not finished, by path.
    pub unfinished: Vec<(FilePath, Vec<Gap>)>,
}

/// Something that is still to be written in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Status and result.
    Achievement,
    /// The outcome of this many promises.
    Outcomes(usize),
    /// Anything that was announced; no gap any more once the result is there.
    Outlook,
    /// The summary of a report.
    Summary,
    /// The day on which a report is published.
    Published,
    /// The end of being a draft.
    Draft,
}

/// A plan or the reasons against it, in the language of the portal.
#[derive(Debug)]
pub struct Planned {
    /// The language of the portal.
    pub language: Language,
    /// The plan; else every reason, sorted.
    pub plan: Result<Plan, Vec<Diagnostic>>,
}

/// Plans what is wanted. A portal with an error gets nothing new, and nothing new may bring an error.
pub fn plan(sources: &Sources, day: Day, wanted: Wanted<'_>) -> Planned {
    let before = build(sources, day);
    Planned { language: before.language, plan: checked(sources, day, wanted, before) }
}

/// The file of a project that is not there yet.
pub(crate) fn new_project(title: &Title, category: &Slug, language: Language) -> NewFile {
    entry::project_file(title, category, language)
}

/// The file of a category that is not there yet.
pub(crate) fn new_category(title: &Title, language: Language) -> NewFile {
    entry::category_file(title, language)
}

/// The report of a quarter as a draft.
pub(crate) fn new_report(language: Language, quarter: Quarter) -> NewFile {
    quarter::frame(language, quarter)
}

fn checked(sources: &Sources, day: Day, wanted: Wanted<'_>, before: Built) -> Result<Plan, Vec<Diagnostic>> {
    let portal = pipeline::portal(sources).filter(|_| before.site.is_some()).ok_or(before.diagnostics)?;
    let now = Quarter::of(day);
    let planned = match wanted {
        Wanted::Quarter(quarter) => quarter::start(&portal, sources, quarter),
        Wanted::Project { title, category } => entry::project(&portal, sources, title, category),
        Wanted::Category(title) => entry::category(&portal, sources, title),
        Wanted::Risk(title) => entry::risk(&portal, sources, title, now),
    };
    let plan = planned.map_err(|refusal| vec![refusal])?;
    let after = build(&with(sources, &plan.files), day);
    if after.site.is_some() { Ok(plan) } else { Err(after.diagnostics) }
}

/// Builds the portal as its readers get it, to know what is wrong with it.
pub(crate) fn build(sources: &Sources, day: Day) -> Built {
    pipeline::build(&Request {
        sources,
        day,
        audience: Audience::Readers,
        base_url: None,
        naming: Naming::Fixed,
        compression: Compression::None,
    })
}

/// The portal with these files in it, over those that are there.
pub(crate) fn with<'f>(sources: &Sources, files: impl IntoIterator<Item = &'f NewFile>) -> Sources {
    let mut all = sources.clone();
    for file in files {
        all.insert(file.path.clone(), file.text.as_bytes());
    }
    all
}

impl NewFile {
    /// A file from its path and its text.
    pub(crate) fn new(path: &str, text: String) -> Self {
        Self { path: FilePath::new(path), text }
    }
}

impl From<NewFile> for Plan {
    fn from(file: NewFile) -> Self {
        Self { files: vec![file], unfinished: Vec::new() }
    }
}
