//! The closing lines of commands, in the portal's language.

mod exchanged;
mod made;
mod rebuilt;
mod serving;

pub(super) use exchanged::{exported, imported};
pub(super) use made::{made, made_site};
pub(super) use rebuilt::{Left, rebuilt, unbuilt, waiting};
pub(super) use serving::{serving, shown};

use std::path::Path;
use std::time::Duration;

use super::live::Cause;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::language::Language;
use crate::model::Quarter;
use crate::output::disk::Written;
use crate::pipeline::{Locking, Site};
use crate::select::{HeldBack, Why};
use crate::source::FilePath;

/// What was built, how long it took, what changed, and what was held back.
pub(super) fn built(site: &Site, written: Written, folder: &Path, elapsed: Duration, language: Language) -> String {
    let (pages, folder, time) = (site.tree.pages(), folder.display(), elapsed.as_millis());
    let Written { new, changed, removed } = written;
    let line = match language {
        Language::Dutch => format!(
            "{} in {folder} gebouwd in {time} ms; bestanden: {new} nieuw, {changed} gewijzigd, {removed} verwijderd.",
            plural(pages, "pagina", "pagina's")
        ),
        Language::English => format!(
            "{} built in {folder} in {time} ms; files: {new} new, {changed} changed, {removed} removed.",
            plural(pages, "page", "pages")
        ),
    };
    match held_back(&site.held_back, language) {
        Some(held_back) => format!("{line} {held_back}"),
        None => line,
    }
}

/// What was locked, and what it publishes although it is missing.
pub(super) fn closed(
    quarter: Quarter,
    locking: Locking,
    path: &FilePath,
    gaps: (usize, usize),
    language: Language,
) -> String {
    let (silent, unjudged) = gaps;
    match language {
        Language::Dutch => {
            let line = match locking {
                Locking::Close => format!("{quarter} is afgesloten en vastgelegd in {path}."),
                Locking::Correct => format!("De correcties op {quarter} zijn verwerkt in {path}."),
            };
            let silent = plural(silent, "project zonder toelichting", "projecten zonder toelichting");
            let unjudged = plural(unjudged, "voornemen zonder oordeel", "voornemens zonder oordeel");
            if gaps == (0, 0) { line } else { format!("{line} Zo te zien voor bezoekers: {silent}, {unjudged}.") }
        }
        Language::English => {
            let line = match locking {
                Locking::Close => format!("{quarter} is closed and locked in {path}."),
                Locking::Correct => format!("The corrections of {quarter} are worked into {path}."),
            };
            let silent = plural(silent, "project without a result", "projects without a result");
            let unjudged = plural(unjudged, "promise not judged", "promises not judged");
            if gaps == (0, 0) { line } else { format!("{line} Readers see: {silent}, {unjudged}.") }
        }
    }
}

/// Why nothing was built.
pub(super) fn refused(diagnostics: &[Diagnostic], language: Language) -> String {
    unbuilt(&Cause::Start, diagnostics, diagnostics, Left::Files, language)
}

/// What was found in the content.
pub(super) fn checked(diagnostics: &[Diagnostic], language: Language) -> String {
    match (diagnostics.is_empty(), language) {
        (true, Language::Dutch) => "Geen fouten gevonden.".to_owned(),
        (true, Language::English) => "Nothing wrong.".to_owned(),
        (false, _) => format!("{}.", counted(diagnostics, language)),
    }
}

fn counted(diagnostics: &[Diagnostic], language: Language) -> String {
    let of = |severity| {
        let count = diagnostics.iter().filter(|diagnostic| diagnostic.severity() == severity).count();
        diagnostic::counted(count, severity, language)
    };
    format!("{}, {}", of(Severity::Error), of(Severity::Warning))
}

fn plural(count: usize, one: &str, other: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { other })
}

/// Everything that readers do not see on this day; nothing when they see all.
pub(super) fn held_back(held_back: &[HeldBack], language: Language) -> Option<String> {
    let items: Vec<String> = held_back.iter().map(|item| held_back_item(item, language)).collect();
    let head = match language {
        Language::Dutch => "Niet openbaar:",
        Language::English => "Not public:",
    };
    (!items.is_empty()).then(|| format!("{head} {}.", items.join("; ")))
}

fn held_back_item(item: &HeldBack, language: Language) -> String {
    match item {
        HeldBack::Project(id) => format!("project {id}"),
        HeldBack::Risk(id) => match language {
            Language::Dutch => format!("risico {id}"),
            Language::English => format!("risk {id}"),
        },
        HeldBack::Quarter { quarter, why, files } => {
            let files = match language {
                Language::Dutch => plural(*files, "bestand", "bestanden"),
                Language::English => plural(*files, "file", "files"),
            };
            format!("{quarter} ({}, {files})", reason(why, language))
        }
    }
}

fn reason(why: &Why, language: Language) -> String {
    match (language, why) {
        (Language::Dutch, Why::Draft) => "rapportage is een concept".to_owned(),
        (Language::Dutch, Why::Later(day)) => format!("rapportage verschijnt op {}", language.day(*day)),
        (Language::Dutch, Why::NoReport) => "er is geen rapportage".to_owned(),
        (Language::English, Why::Draft) => "its report is a draft".to_owned(),
        (Language::English, Why::Later(day)) => format!("its report appears on {}", language.day(*day)),
        (Language::English, Why::NoReport) => "it has no report".to_owned(),
    }
}
