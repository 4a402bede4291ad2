//! The words for every problem, in every language.
//!
//! A headline is lower case, has backticks round what the author wrote, no full stop, and can be understood
//! alone on one line. The help is what to do, in whole sentences.

mod en;
mod nl;
mod toml_nl;

use super::{Place, Problem, Role, Severity};
use crate::language::Language;

/// What an author reads about a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What is wrong, in a line.
    pub headline: String,
    /// What stands at the marked place, in a few words.
    pub label: Option<String>,
    /// What to do.
    pub help: Option<String>,
}

/// The words for a problem.
pub fn message(problem: &Problem, language: Language) -> Message {
    match language {
        Language::Dutch => nl::message(problem),
        Language::English => en::message(problem),
    }
}

/// The words for the part that another place plays.
pub fn role(role: Role, language: Language) -> &'static str {
    match (language, role) {
        (Language::Dutch, Role::FirstHere) => "eerder hier gebruikt",
        (Language::English, Role::FirstHere) => "first used here",
        (Language::Dutch, Role::FormerHere) => "de vorige staat hier",
        (Language::English, Role::FormerHere) => "the former one is here",
        (Language::Dutch, Role::TableHere) => "deze tabel begint hier",
        (Language::English, Role::TableHere) => "this table begins here",
        (Language::Dutch, Role::OtherKey) => "dit is het andere",
        (Language::English, Role::OtherKey) => "this is the other one",
        (Language::Dutch, Role::AmountsHere) => "deze bedragen zijn opgeteld",
        (Language::English, Role::AmountsHere) => "these amounts were added",
        (Language::Dutch, Role::OtherFile) => "het andere bestand",
        (Language::English, Role::OtherFile) => "the other file",
        (Language::Dutch, Role::DroppedHere) => "hier staat dat de mijlpaal vervallen is",
        (Language::English, Role::DroppedHere) => "dropped here",
        (Language::Dutch, Role::PageFrom) => "de pagina komt hier vandaan",
        (Language::English, Role::PageFrom) => "the page comes from here",
        (Language::Dutch, Role::TableRow) => "dit komt uit de tabel",
        (Language::English, Role::TableRow) => "this comes from the table",
    }
}

/// A place without its stretch: the file, and of a table the sheet and the row.
pub(super) fn place(place: &Place, language: Language) -> String {
    let Some(row) = &place.row else { return place.file.to_string() };
    let (sheet, number) = match language {
        Language::Dutch => ("blad", "rij"),
        Language::English => ("sheet", "row"),
    };
    let sheet = row.sheet.as_ref().map(|name| format!(", {sheet} \"{name}\"")).unwrap_or_default();
    format!("{}{sheet}, {number} {}", place.file, row.number)
}

/// The word for a severity.
pub(super) fn severity(severity: Severity, language: Language) -> &'static str {
    match (language, severity) {
        (Language::Dutch, Severity::Error) => "fout",
        (Language::Dutch, Severity::Warning) => "let op",
        (Language::English, Severity::Error) => "error",
        (Language::English, Severity::Warning) => "warning",
    }
}

/// How many problems of a severity there are.
pub fn counted(count: usize, severity: Severity, language: Language) -> String {
    let (one, other) = match (language, severity) {
        (Language::Dutch, Severity::Error) => ("fout", "fouten"),
        (Language::Dutch, Severity::Warning) => ("waarschuwing", "waarschuwingen"),
        (Language::English, Severity::Error) => ("error", "errors"),
        (Language::English, Severity::Warning) => ("warning", "warnings"),
    };
    format!("{count} {}", if count == 1 { one } else { other })
}

/// The words before another file that matters.
pub(super) fn see_also(language: Language) -> &'static str {
    match language {
        Language::Dutch => "zie ook",
        Language::English => "see also",
    }
}

/// The word before a help.
pub(super) fn help(language: Language) -> &'static str {
    match language {
        Language::Dutch => "oplossing",
        Language::English => "help",
    }
}

impl Message {
    fn new(headline: impl Into<String>) -> Self {
        Self { headline: headline.into(), label: None, help: None }
    }

    fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// `a, b, c` in backticks.
fn listed(choices: &[String]) -> String {
    choices.iter().map(|choice| format!("`{choice}`")).collect::<Vec<_>>().join(", ")
}

/// How many ids a message lists.
const LISTED: usize = 12;

/// The first ids of a list in backticks, and how many more there are; `more` says it of a number.
fn first_of(ids: &[String], more: impl Fn(usize) -> String) -> String {
    let shown = &ids[..ids.len().min(LISTED)];
    let rest = ids.len() - shown.len();
    if rest == 0 { listed(shown) } else { format!("{} {}", listed(shown), more(rest)) }
}
