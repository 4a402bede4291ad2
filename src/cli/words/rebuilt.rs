//! The lines of a command that watches, in the portal's language.

use std::collections::BTreeSet;
use std::time::Duration;

use super::{counted, plural};
use crate::cli::live::Cause;
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::output::disk::Written;
use crate::pipeline::Site;
use crate::source::FilePath;

/// As many changed files are named; of more, the number is told.
const NAMED: usize = 3;

/// That nothing is done until something changes, and how to stop.
pub(in crate::cli) fn waiting(language: Language) -> &'static str {
    match language {
        Language::Dutch => "Wacht op wijzigingen. Stop met Ctrl-C.",
        Language::English => "Waiting for changes. Stop with Ctrl-C.",
    }
}

/// What changed, and what was built of it.
pub(in crate::cli) fn rebuilt(
    cause: &Cause,
    site: &Site,
    written: Written,
    elapsed: Duration,
    language: Language,
) -> String {
    let (cause, renewed, time) = (caused(cause, language), renewed(site, language), elapsed.as_millis());
    let Written { new, changed, removed } = written;
    match language {
        Language::Dutch => format!(
            "{cause}: {renewed} in {time} ms; bestanden: {new} nieuw, {changed} gewijzigd, {removed} verwijderd."
        ),
        Language::English => {
            format!("{cause}: {renewed} in {time} ms; files: {new} new, {changed} changed, {removed} removed.")
        }
    }
}

/// How many pages had to be rendered.
pub(super) fn renewed(site: &Site, language: Language) -> String {
    match language {
        Language::Dutch => format!("{} vernieuwd", plural(site.fresh.len(), "pagina", "pagina's")),
        Language::English => format!("{} renewed", plural(site.fresh.len(), "page", "pages")),
    }
}

/// What changed, and that nothing was built of it.
pub(in crate::cli) fn unbuilt(cause: &Cause, diagnostics: &[Diagnostic], language: Language) -> String {
    let (cause, count) = (caused(cause, language), counted(diagnostics, language));
    match language {
        Language::Dutch => format!("{cause}: {count}. Er is niets geschreven."),
        Language::English => format!("{cause}: {count}. Nothing was written."),
    }
}

pub(super) fn caused(cause: &Cause, language: Language) -> String {
    match (cause, language) {
        (Cause::Start, Language::Dutch) => "Begin".to_owned(),
        (Cause::Start, Language::English) => "Start".to_owned(),
        (Cause::Files(files), _) => named(files, language),
        (Cause::Day(day), Language::Dutch) => format!("Het is nu {}", language.day(*day)),
        (Cause::Day(day), Language::English) => format!("It is now {}", language.day(*day)),
        (Cause::Retry, Language::Dutch) => "Opnieuw geprobeerd".to_owned(),
        (Cause::Retry, Language::English) => "Tried again".to_owned(),
    }
}

fn named(files: &BTreeSet<FilePath>, language: Language) -> String {
    if files.len() <= NAMED {
        return files.iter().map(FilePath::as_str).collect::<Vec<_>>().join(", ");
    }
    match language {
        Language::Dutch => format!("{} bestanden", files.len()),
        Language::English => format!("{} files", files.len()),
    }
}
