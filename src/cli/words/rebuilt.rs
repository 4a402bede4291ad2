//! The lines of a command that watches, in the portal's language.

use std::collections::BTreeSet;
use std::time::Duration;

use super::{counted, plural};
use crate::cli::live::Cause;
use crate::cli::told::Before;
use crate::diagnostic::{Diagnostic, has_errors};
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
    before: Before,
    language: Language,
) -> String {
    let (cause, renewed, time) = (caused(cause, language), renewed(site, before, language), elapsed.as_millis());
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

/// How many pages had to be rendered, which may be none when all that changed is that a mistake is gone.
pub(super) fn renewed(site: &Site, before: Before, language: Language) -> String {
    let (mended, renewed) = match language {
        Language::Dutch => {
            ("geen fouten meer, ", format!("{} vernieuwd", plural(site.fresh.len(), "pagina", "pagina's")))
        }
        Language::English => ("no errors any more, ", format!("{} renewed", plural(site.fresh.len(), "page", "pages"))),
    };
    match before {
        Before::Broken => format!("{mended}{renewed}"),
        Before::Good => renewed,
    }
}

/// What there is when nothing was built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Left {
    /// The files of the build before.
    Files,
    /// What was shown before.
    Shown,
    /// Nothing to show.
    Nothing,
}

/// What changed, that nothing was built of it, and what there is instead. The mistakes need not be in what changed, so
/// it is said when they are those of before.
pub(in crate::cli) fn unbuilt(
    cause: &Cause,
    diagnostics: &[Diagnostic],
    news: &[Diagnostic],
    left: Left,
    language: Language,
) -> String {
    let count = match (cause == &Cause::Start || has_errors(news), language) {
        (true, _) => counted(diagnostics, language),
        (false, Language::Dutch) => format!("nog {}", counted(diagnostics, language)),
        (false, Language::English) => format!("still {}", counted(diagnostics, language)),
    };
    let left = match (left, language) {
        (Left::Files, Language::Dutch) => "Er is niets geschreven.",
        (Left::Files, Language::English) => "Nothing was written.",
        (Left::Shown, Language::Dutch) => "De laatste goede site blijft staan.",
        (Left::Shown, Language::English) => "The last good site stays.",
        (Left::Nothing, Language::Dutch) => "Er is nog geen site om te tonen.",
        (Left::Nothing, Language::English) => "There is no site to show yet.",
    };
    match cause {
        Cause::Start => format!("{count}. {left}"),
        Cause::Files(_) | Cause::Day(_) | Cause::Retry => format!("{}: {count}. {left}", caused(cause, language)),
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
