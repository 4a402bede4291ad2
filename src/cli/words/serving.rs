//! What `serve` says while it runs.

use std::time::Duration;

use super::rebuilt::{caused, renewed};
use crate::cli::live::Cause;
use crate::cli::told::Before;
use crate::language::Language;
use crate::pipeline::Site;

/// Where the site stands.
pub(in crate::cli) fn serving(url: &str, language: Language) -> String {
    match language {
        Language::Dutch => format!("De site staat op {url}"),
        Language::English => format!("The site stands at {url}"),
    }
}

/// What changed, and what came of it.
pub(in crate::cli) fn shown(
    cause: &Cause,
    site: &Site,
    elapsed: Duration,
    before: Before,
    language: Language,
) -> String {
    format!("{}: {} in {} ms.", caused(cause, language), renewed(site, before, language), elapsed.as_millis())
}
