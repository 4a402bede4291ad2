//! The frame of one quarter's report.

use std::fmt;

use super::{Amount, Day, Prose, Quarter, Slug};
use crate::source::{FilePath, Span};

/// What a quarter's report holds beside the projects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its file.
    pub file: FilePath,
    /// The quarter that it is about.
    pub quarter: Quarter,
    /// The day on which its facts were true.
    pub as_of: Option<Day>,
    /// The day from which readers may see it.
    pub published: Option<Day>,
    /// Who signed it.
    pub signatory: Option<String>,
    /// The most important results, a line each.
    pub highlights: Vec<Prose>,
    /// Whether it is not yet for readers.
    pub draft: bool,
    /// What was put right after it was closed.
    pub corrections: Vec<Correction>,
    /// The summary.
    pub summary: Prose,
    /// The chapters, in reading order.
    pub chapters: Vec<Chapter>,
}

impl Report {
    /// The day on which its facts were true: `as_of`, else the quarter's last day.
    pub fn facts_day(&self) -> Day {
        self.as_of.unwrap_or_else(|| self.quarter.last_day())
    }

    /// The day of its newest correction.
    pub fn corrected(&self) -> Option<Day> {
        self.corrections.iter().map(|correction| correction.date).max()
    }

    /// Every piece of prose in it.
    pub fn prose(&self) -> impl Iterator<Item = &Prose> {
        let notes = self.corrections.iter().map(|correction| &correction.note);
        let chapters = self.chapters.iter().map(|chapter| &chapter.body);
        [&self.summary].into_iter().chain(&self.highlights).chain(notes).chain(chapters)
    }
}

/// A declared change to a closed quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// When it was made.
    pub date: Day,
    /// What was put right.
    pub about: About,
    /// What was wrong and what is right.
    pub note: Prose,
    /// Where it stands in the report's file.
    pub span: Span,
}

/// What a correction is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The frame of the report itself.
    Report,
    /// The project with this id.
    Project(Slug),
    /// The chapter with this id.
    Chapter(Slug),
    /// The risk with this id.
    Risk(Slug),
    /// The category with this id.
    Category(Slug),
}

impl About {
    /// Reads what [`fmt::Display`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "report" {
            return Some(Self::Report);
        }
        let (kind, id) = text.split_once('/')?;
        let id = Slug::parse(id)?;
        match kind {
            "project" => Some(Self::Project(id)),
            "chapter" => Some(Self::Chapter(id)),
            "risk" => Some(Self::Risk(id)),
            "category" => Some(Self::Category(id)),
            _ => None,
        }
    }

    /// The word that authors write at a correction.
    pub fn id(&self) -> &str {
        match self {
            Self::Report => "report",
            Self::Project(id) | Self::Chapter(id) | Self::Risk(id) | Self::Category(id) => id.as_str(),
        }
    }
}

impl fmt::Display for About {
    /// As locks write it: the kind of thing, and its id.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Report => out.write_str("report"),
            Self::Project(id) => write!(out, "project/{id}"),
            Self::Chapter(id) => write!(out, "chapter/{id}"),
            Self::Risk(id) => write!(out, "risk/{id}"),
            Self::Category(id) => write!(out, "category/{id}"),
        }
    }
}

/// A part of a report that was written by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// Its permanent id: the name of its file.
    pub id: Slug,
    /// Its file.
    pub file: FilePath,
    /// Its heading.
    pub title: String,
    /// After which generated part it stands.
    pub after: ChapterPlace,
    /// Its place among the chapters there; without one it comes after those that have one, by title.
    pub order: Option<i64>,
    /// Its tables of amounts.
    pub budgets: Vec<Budget>,
    /// Its text; the tables of amounts follow its first paragraph.
    pub body: Prose,
}

/// The generated part of a report that a chapter follows. Ordered as the report reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChapterPlace {
    /// After the summary and the highlights.
    Summary,
    /// After the projects by category.
    Projects,
    /// After the risks.
    Risks,
    /// After the outlook.
    Outlook,
}

impl ChapterPlace {
    /// Every place with the word that authors write.
    pub const ALL: [(&str, Self); 4] =
        [("summary", Self::Summary), ("projects", Self::Projects), ("risks", Self::Risks), ("outlook", Self::Outlook)];
}

/// Amounts by year. Invariant: the total is exactly the sum of the amounts, and no year stands twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    /// What the money is for.
    pub title: String,
    /// What the amounts count, such as `€ mln.`.
    pub unit: String,
    /// Each year with its amount, in the order of the years.
    pub amounts: Vec<(i16, Amount)>,
    /// The sum that the author gave, or the one that we made.
    pub total: Amount,
}
