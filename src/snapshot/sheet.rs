//! A snapshot as a flat list of facts, each with its name and its words: what two versions of a quarter are compared
//! by, and what a correction shows of them.
//!
//! Titles, goals, measures, labels and orders are not among them: they go on living, and the archive keeps the old ones.

use std::collections::BTreeMap;

use crate::language::Language;
use crate::model::{
    About, Announced, Budget, CategoryFacts, Milestone, ProjectFacts, Prose, Quarter, Report, RiskFacts, Slug, Status,
    When,
};
use crate::snapshot::Telling;
use crate::source::FilePath;

/// The name of a fact in a quarter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// What it is a fact of.
    pub about: About,
    /// Which fact.
    pub field: Field,
}

/// Which fact of an item. A promise is told by its words, a milestone by its id, a budget by its title.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are those of the keys that authors write")]
pub enum Field {
    /// That the item is there at all.
    Presence,
    AsOf,
    Published,
    Signatory,
    Summary,
    Highlights,
    /// A chapter's text.
    Text,
    Budget(String),
    Category,
    Status,
    Result,
    Promise(String),
    Outcome(String),
    Note(String),
    /// Which milestone a promise is the same thing as.
    PromiseMilestone(String),
    Outlook,
    Expected,
    /// What was announced for the next quarter.
    NextPromise(String),
    NextOutlook,
    NextExpected,
    Milestone(Slug),
    /// How a risk stood.
    State,
    /// The bytes of an image or document.
    File(FilePath),
}

/// A fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it says.
    says: Says,
    /// What it is told by where its words may change, as the label of a status may.
    id: Option<Slug>,
    /// The file that authors write it in.
    pub file: FilePath,
}

/// What a fact says; prose is turned into words only when somebody is told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Says {
    Words(String),
    Prose(Prose),
}

impl Fact {
    /// Its words, as authors write them.
    pub fn words(&self) -> String {
        match &self.says {
            Says::Words(words) => words.clone(),
            Says::Prose(prose) => prose.words(),
        }
    }

    /// Its words, as readers see them. Where they see no words but a picture, those that stand for it.
    pub fn shown(&self) -> String {
        let Says::Prose(prose) = &self.says else { return self.words() };
        let plain = prose.plain_text();
        let plain: String = plain.chars().filter(|letter| !letter.is_control() || *letter == '\n').collect();
        if plain.trim().is_empty() { prose.words() } else { plain.trim().to_owned() }
    }
}

/// All facts of a quarter.
pub type Sheet = BTreeMap<Name, Fact>;

/// Whether two facts say the same; how their lines are broken does not count.
pub fn says_same(one: &Fact, other: &Fact) -> bool {
    if one.id.is_some() || other.id.is_some() {
        return one.id == other.id;
    }
    match (&one.says, &other.says) {
        (Says::Prose(one), Says::Prose(other)) => one.says_same(other),
        _ => one.words().split_whitespace().eq(other.words().split_whitespace()),
    }
}

/// Lists the facts of a project in a quarter.
pub fn project_sheet(quarter: Quarter, telling: Telling<'_>, language: Language) -> Sheet {
    let mut list = List { quarter, language, sheet: Sheet::new() };
    if let Some((category, project)) = telling.told {
        list.project(project, category);
    }
    if let Some(project) = telling.announced {
        let file = update(&project.id, list.quarter.next());
        list.next(&About::Project(project.id.clone()), &file, &project.outlook);
    }
    list.sheet
}

/// Lists all other facts of a quarter: those of its frame, of the risks, and the hashes of the files that it shows.
pub fn frame_sheet(
    report: &Report,
    risks: &[RiskFacts],
    files: &BTreeMap<FilePath, String>,
    language: Language,
) -> Sheet {
    let mut list = List { quarter: report.quarter, language, sheet: Sheet::new() };
    list.frame(report);
    for risk in risks {
        let file = FilePath::new(&format!("content/risks/{}.md", risk.id));
        list.add_prose(&About::Risk(risk.id.clone()), Field::State, &file, Some(&risk.state));
    }
    for (file, hash) in files {
        // The beginning of a hash tells one version of a file from another.
        list.add(&About::Report, Field::File(file.clone()), file, hash.get(..12).unwrap_or(hash));
    }
    list.sheet
}

struct List {
    quarter: Quarter,
    language: Language,
    sheet: Sheet,
}

impl List {
    fn add(&mut self, about: &About, field: Field, file: &FilePath, words: &str) {
        let fact = Fact { says: Says::Words(words.to_owned()), id: None, file: file.clone() };
        self.sheet.insert(Name { about: about.clone(), field }, fact);
    }

    fn add_named(&mut self, about: &About, field: Field, file: &FilePath, (id, words): (&Slug, &str)) {
        let (says, id) = (Says::Words(words.to_owned()), Some(id.clone()));
        let fact = Fact { says, id, file: file.clone() };
        self.sheet.insert(Name { about: about.clone(), field }, fact);
    }

    fn add_status(&mut self, about: &About, field: Field, file: &FilePath, status: Option<&Status>) {
        if let Some(status) = status {
            self.add_named(about, field, file, (&status.id, &status.label));
        }
    }

    fn add_some(&mut self, about: &About, field: Field, file: &FilePath, words: Option<&str>) {
        if let Some(words) = words {
            self.add(about, field, file, words);
        }
    }

    fn add_prose(&mut self, about: &About, field: Field, file: &FilePath, prose: Option<&Prose>) {
        if let Some(prose) = prose.filter(|prose| !prose.is_empty()) {
            let fact = Fact { says: Says::Prose(prose.clone()), id: None, file: file.clone() };
            self.sheet.insert(Name { about: about.clone(), field }, fact);
        }
    }

    /// A name for a fact that no other has: of facts with the same words, each later one gets a number.
    fn unused(&self, about: &About, words: String, field: impl Fn(String) -> Field) -> String {
        let is_used =
            |words: &String| self.sheet.contains_key(&Name { about: about.clone(), field: field(words.clone()) });
        let numbered = (2..).map(|number| format!("{words} ({number})"));
        std::iter::once(words.clone()).chain(numbered).find(|words| !is_used(words)).unwrap_or(words)
    }

    fn frame(&mut self, report: &Report) {
        let about = About::Report;
        let file = FilePath::new(&format!("content/reports/{}/index.md", report.quarter));
        let day = |day| self.language.day(day);
        let (as_of, published) = (report.as_of.map(day), report.published.map(day));
        self.add_some(&about, Field::AsOf, &file, as_of.as_deref());
        self.add_some(&about, Field::Published, &file, published.as_deref());
        self.add_some(&about, Field::Signatory, &file, report.signatory.as_deref());
        self.add_prose(&about, Field::Summary, &file, Some(&report.summary));
        let highlights: Vec<String> = report.highlights.iter().map(Prose::words).collect();
        self.add_some(
            &about,
            Field::Highlights,
            &file,
            Some(highlights.join(" • ").as_str()).filter(|all| !all.is_empty()),
        );
        for chapter in &report.chapters {
            let about = About::Chapter(chapter.id.clone());
            let file = FilePath::new(&format!("content/reports/{}/{}.md", report.quarter, chapter.id));
            self.add_named(&about, Field::Presence, &file, (&chapter.id, &chapter.title));
            self.add_prose(&about, Field::Text, &file, Some(&chapter.body));
            for budget in &chapter.budgets {
                let words = budget_words(budget, self.language);
                let title = self.unused(&about, budget.title.clone(), Field::Budget);
                self.add(&about, Field::Budget(title), &file, &words);
            }
        }
    }

    fn project(&mut self, project: &ProjectFacts, category: &CategoryFacts) {
        let about = About::Project(project.id.clone());
        let index = FilePath::new(&format!("content/projects/{}/index.md", project.id));
        let file = update(&project.id, self.quarter);
        self.add_named(&about, Field::Presence, &index, (&project.id, &project.title));
        self.add_named(&about, Field::Category, &index, (&category.id, &category.title));
        self.add_status(&about, Field::Status, &file, project.status.as_deref());
        self.add_prose(&about, Field::Result, &file, project.result.as_ref());
        self.announced(&about, &file, &project.outlook);
        for milestone in &project.milestones {
            let words = milestone_words(milestone, self.language);
            self.add(&about, Field::Milestone(milestone.id.clone()), &index, &words);
        }
    }

    fn announced(&mut self, about: &About, file: &FilePath, announced: &Announced) {
        for facts in &announced.promises {
            let promise = &facts.promise;
            let words = self.unused(about, words_of(&promise.text), Field::Promise);
            self.add_prose(about, Field::Promise(words.clone()), file, Some(&promise.text));
            let outcome = promise.outcome.map(|outcome| self.language.outcome(outcome));
            self.add_some(about, Field::Outcome(words.clone()), file, outcome);
            self.add_prose(about, Field::Note(words.clone()), file, promise.note.as_ref());
            let milestone = promise.milestone.as_ref().map(Slug::as_str);
            self.add_some(about, Field::PromiseMilestone(words), file, milestone);
        }
        self.add_prose(about, Field::Outlook, file, announced.text.as_ref());
        self.add_status(about, Field::Expected, file, announced.expected.as_deref());
    }

    fn next(&mut self, about: &About, file: &FilePath, announced: &Announced) {
        for facts in &announced.promises {
            let text = &facts.promise.text;
            let words = self.unused(about, words_of(text), Field::NextPromise);
            self.add_prose(about, Field::NextPromise(words), file, Some(text));
        }
        self.add_prose(about, Field::NextOutlook, file, announced.text.as_ref());
        self.add_status(about, Field::NextExpected, file, announced.expected.as_deref());
    }
}

fn update(project: &Slug, quarter: Quarter) -> FilePath {
    FilePath::new(&format!("content/projects/{project}/{quarter}.md"))
}

/// The words of a promise, however its lines are broken.
fn words_of(prose: &Prose) -> String {
    prose.words().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn budget_words(budget: &Budget, language: Language) -> String {
    let amounts = budget.amounts.iter();
    let years: Vec<String> =
        amounts.map(|(year, amount)| format!("{year}: {}", language.amount(*amount, &budget.unit))).collect();
    years.join("; ")
}

/// A milestone with all its dates, on a line.
fn milestone_words(milestone: &Milestone, language: Language) -> String {
    let when = |when: Option<When>| when.map_or_else(|| "?".to_owned(), |when| language.when(when));
    let replans = milestone.replanned.iter().map(|replan| {
        let reason = replan.reason.as_ref().map(|reason| format!(": {}", reason.words()));
        format!(" → {} ({}{})", when(replan.due), language.quarter(replan.quarter), reason.unwrap_or_default())
    });
    let achieved = milestone.achieved.map(|achieved| format!(" ✓ {}", language.when(achieved)));
    let dropped = milestone.dropped.as_ref();
    let dropped =
        dropped.map(|dropped| format!(" ✕ {}: {}", language.quarter(dropped.quarter), dropped.reason.words()));
    [when(milestone.due)].into_iter().chain(replans).chain(achieved).chain(dropped).collect()
}

impl Field {
    /// Whether it is something that was announced for the next quarter.
    pub fn is_next(&self) -> bool {
        matches!(self, Self::NextPromise(_) | Self::NextOutlook | Self::NextExpected)
    }

    /// The words of a promise.
    pub fn promise(&self) -> Option<&str> {
        if let Self::Promise(words) | Self::NextPromise(words) = self { Some(words) } else { None }
    }

    /// The key that authors write, for messages to them.
    pub fn key(&self) -> String {
        match self {
            Self::Presence => "index.md".to_owned(),
            Self::AsOf => "as_of".to_owned(),
            Self::Published => "published".to_owned(),
            Self::Signatory => "signatory".to_owned(),
            Self::Summary | Self::Text | Self::Result => "+++".to_owned(),
            Self::Highlights => "highlights".to_owned(),
            Self::Budget(_) => "budgets".to_owned(),
            Self::Category => "category".to_owned(),
            Self::Status => "status".to_owned(),
            Self::Promise(_) | Self::NextPromise(_) => "promises".to_owned(),
            Self::Outcome(_) => "outcome".to_owned(),
            Self::Note(_) => "note".to_owned(),
            Self::PromiseMilestone(_) => "milestone".to_owned(),
            Self::Outlook | Self::NextOutlook => "outlook".to_owned(),
            Self::Expected | Self::NextExpected => "expected".to_owned(),
            Self::Milestone(id) => format!("milestones.{id}"),
            Self::State => "states".to_owned(),
            Self::File(file) => file.name().to_owned(),
        }
    }

    /// What readers call it.
    pub fn label(&self, language: Language) -> String {
        let (dutch, english) = match self {
            Self::Presence => ("Onderdeel", "Part"),
            Self::AsOf => ("Peildatum", "Date of the facts"),
            Self::Published => ("Publicatiedatum", "Date of publication"),
            Self::Signatory => ("Ondertekenaar", "Signatory"),
            Self::Summary => ("Samenvatting", "Summary"),
            Self::Highlights => ("Hoofdpunten", "Highlights"),
            Self::Text => ("Tekst", "Text"),
            Self::Budget(_) => ("Bedragen", "Amounts"),
            Self::Category => ("Categorie", "Category"),
            Self::Status => ("Status", "Status"),
            Self::Result => ("Toelichting", "Result"),
            Self::Promise(_) | Self::NextPromise(_) => ("Voornemen", "Promise"),
            Self::Outcome(_) => ("Uitkomst", "Outcome"),
            Self::Note(_) => ("Uitleg bij de uitkomst", "Note on the outcome"),
            Self::PromiseMilestone(_) => ("Mijlpaal van het voornemen", "Milestone of the promise"),
            Self::Outlook | Self::NextOutlook => ("Vooruitblik", "Outlook"),
            Self::Expected | Self::NextExpected => ("Verwachte status", "Expected status"),
            Self::Milestone(_) => ("Mijlpaal", "Milestone"),
            Self::State => ("Stand van het risico", "State of the risk"),
            Self::File(_) => ("Bestand", "File"),
        };
        let label = match language {
            Language::Dutch => dutch,
            Language::English => english,
        };
        if let Self::Outcome(of) | Self::Note(of) | Self::PromiseMilestone(of) | Self::Budget(of) = self {
            return format!("{label} ({of})");
        }
        if let Self::Milestone(id) = self {
            return format!("{label} ({id})");
        }
        if let Self::File(file) = self {
            return format!("{label} ({})", file.name());
        }
        label.to_owned()
    }
}
