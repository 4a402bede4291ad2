//! All the facts that one quarter's page shows.

use std::sync::Arc;

use super::{About, Milestone, Outlook, Promise, Prose, Quarter, Report, Slug, Status};

/// One quarter's facts, under the names and in the categories of that quarter: derived from the portal, or read from
/// the quarter's lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The report's frame; its chapters stand in reading order.
    pub report: Report,
    /// The portal's list of statuses, with the words that it had.
    pub statuses: Vec<Arc<Status>>,
    /// The groups of projects, in reading order; only those that had a project.
    pub groups: Vec<Group<ProjectFacts>>,
    /// The risks that had a state in this quarter, in reading order.
    pub risks: Vec<RiskFacts>,
    /// What was announced for the next quarter.
    pub outlook: Vec<Group<OutlookFacts>>,
}

/// A category and what is told of its projects: their facts, or what they announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group<P> {
    /// The category.
    pub category: Arc<CategoryFacts>,
    /// Its projects, in reading order.
    pub projects: Vec<Arc<P>>,
}

/// A category as a quarter shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryFacts {
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub title: String,
    /// What its projects are to reach together.
    pub goal: Option<Prose>,
}

/// A project in a quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectFacts {
    /// Its id.
    pub id: Slug,
    /// The name that it had.
    pub title: String,
    /// The quarter from which it exists.
    pub since: Quarter,
    /// Where it stood, if it said so.
    pub status: Option<Arc<Status>>,
    /// What happened.
    pub result: Option<Prose>,
    /// What had been announced for this quarter, with judgements.
    pub outlook: Announced,
    /// Whether it was silent, and how.
    pub silence: Option<Silence>,
    /// Whether it was open and announced nothing for the next quarter.
    pub is_without_outlook: bool,
    /// Its milestones, with the dates that were known then.
    pub milestones: Vec<Arc<Milestone>>,
}

/// What a project announced for the next quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlookFacts {
    /// Its id.
    pub id: Slug,
    /// The name that it has in the next quarter.
    pub title: String,
    /// What was announced, as it was announced: without judgements. Never empty.
    pub outlook: Announced,
    /// Whether it stands among the projects of the quarter itself, and so has its anchor there.
    pub has_result_part: bool,
}

/// What was announced for a quarter, each promise with the judgement that it had by then.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Announced {
    /// What can be judged.
    pub promises: Vec<PromiseFacts>,
    /// What was announced with nothing to judge.
    pub text: Option<Prose>,
    /// The status that was expected at the quarter's end.
    pub expected: Option<Arc<Status>>,
}

/// A promise as a quarter shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromiseFacts {
    /// The promise.
    pub promise: Promise,
    /// Whether it was added after the quarter that should have announced it was closed. Readers are told.
    pub is_added: bool,
}

/// A risk in a quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskFacts {
    /// Its id.
    pub id: Slug,
    /// Its name.
    pub title: String,
    /// What it is.
    pub body: Prose,
    /// What is done about it.
    pub measure: Option<Prose>,
    /// How it stood.
    pub state: Prose,
}

/// An open project that did not report on a public quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// It had reported before.
    Silent,
    /// It has not reported in any quarter yet.
    Announced,
}

impl Silence {
    /// Every silence with the word that locks and templates use.
    pub const ALL: [(&str, Self); 2] = [("silent", Self::Silent), ("announced", Self::Announced)];

    /// The word for it in locks and templates.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Silent => "silent",
            Self::Announced => "announced",
        }
    }
}

impl Announced {
    /// An outlook whose expected status is known as a word of a list.
    pub fn new(outlook: &Outlook, expected: Option<Arc<Status>>) -> Self {
        let promises =
            outlook.promises.iter().map(|promise| PromiseFacts { promise: promise.clone(), is_added: false });
        Self { promises: promises.collect(), text: outlook.text.clone(), expected }
    }

    /// Every piece of prose in it.
    pub fn prose(&self) -> impl Iterator<Item = &Prose> {
        let promises = self.promises.iter().map(|facts| &facts.promise);
        promises.flat_map(|promise| [&promise.text].into_iter().chain(&promise.note)).chain(&self.text)
    }

    /// Whether nothing was announced.
    pub fn is_empty(&self) -> bool {
        self.promises.is_empty() && self.text.is_none() && self.expected.is_none()
    }
}

impl Snapshot {
    /// The quarter.
    pub fn quarter(&self) -> Quarter {
        self.report.quarter
    }

    /// Every project of the quarter, in reading order.
    pub fn projects(&self) -> impl Iterator<Item = &ProjectFacts> {
        self.groups.iter().flat_map(|group| &group.projects).map(Arc::as_ref)
    }

    /// A project of the quarter.
    pub fn project(&self, id: &Slug) -> Option<&ProjectFacts> {
        self.projects().find(|project| project.id == *id)
    }

    /// What was announced for the next quarter, in reading order.
    pub fn announcements(&self) -> impl Iterator<Item = &OutlookFacts> {
        self.outlook.iter().flat_map(|group| &group.projects).map(Arc::as_ref)
    }

    /// What a project announced for the next quarter.
    pub fn announcement(&self, id: &Slug) -> Option<&OutlookFacts> {
        self.announcements().find(|project| project.id == *id)
    }

    /// The name that something had in the quarter; none of the report itself, and of what the quarter does not tell.
    pub fn name_of(&self, about: &About) -> Option<&str> {
        match about {
            About::Report => None,
            About::Project(id) => self.project(id).map(|project| project.title.as_str()),
            About::Chapter(id) => {
                let mut chapters = self.report.chapters.iter();
                chapters.find(|chapter| chapter.id == *id).map(|chapter| chapter.title.as_str())
            }
            About::Risk(id) => self.risks.iter().find(|risk| risk.id == *id).map(|risk| risk.title.as_str()),
            About::Category(id) => {
                let mut groups = self.groups.iter().map(|group| &group.category);
                groups.find(|category| category.id == *id).map(|category| category.title.as_str())
            }
        }
    }

    /// Every piece of prose in it, the frame's included.
    pub fn prose(&self) -> impl Iterator<Item = &Prose> {
        let groups = self.groups.iter().map(|group| &group.category);
        let categories = groups.chain(self.outlook.iter().map(|group| &group.category));
        let goals = categories.filter_map(|category| category.goal.as_ref());
        let projects = self.projects().flat_map(|project| {
            let milestones = project.milestones.iter().flat_map(|milestone| milestone.prose());
            project.result.iter().chain(project.outlook.prose()).chain(milestones)
        });
        let outlook = self.announcements().flat_map(|project| project.outlook.prose());
        let risks = self.risks.iter().flat_map(|risk| risk.measure.iter().chain([&risk.state, &risk.body]));
        self.report.prose().chain(goals).chain(projects).chain(outlook).chain(risks)
    }
}
