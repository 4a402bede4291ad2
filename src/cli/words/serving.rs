//! What `serve` says while it runs.

use std::time::Duration;

use super::counted;
use super::rebuilt::{caused, renewed};
use crate::cli::live::Cause;
use crate::language::Language;
use crate::pipeline::Built;

/// Where the site stands.
pub(in crate::cli) fn serving(url: &str, language: Language) -> String {
    match language {
        Language::Dutch => format!("De site staat op {url}"),
        Language::English => format!("The site stands at {url}"),
    }
}

/// What changed, and what came of it.
pub(in crate::cli) fn shown(cause: &Cause, built: &Built, elapsed: Duration, language: Language) -> String {
    let (cause, time) = (caused(cause, language), elapsed.as_millis());
    match (&built.site, language) {
        (Some(site), _) => format!("{cause}: {} in {time} ms.", renewed(site, language)),
        (None, Language::Dutch) => format!(
            "{cause}: {} in {time} ms. De laatste goede site blijft staan.",
            counted(&built.diagnostics, language)
        ),
        (None, Language::English) => {
            format!("{cause}: {} in {time} ms. The last good site stays.", counted(&built.diagnostics, language))
        }
    }
}
