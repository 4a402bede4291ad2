//! What the preview brings into a browser: its own files, under a folder that no portal can have, and the tag that
//! calls them.
//!
//! Goes in: the state of a page. Comes out: files, and the tag. Must not: change anything else of a page.

use pulldown_cmark_escape::escape_html;
use serde::Serialize;

use super::showing::{Drawn, Parts, Showing};
use super::state;
use super::words::Words;
use crate::diagnostic::Severity;

/// The folder of everything that is the preview's own.
pub const FOLDER: &str = "/_voortgang/";

/// What asks for events, in that folder.
pub(super) const EVENTS: &str = "events";

/// The file with all that is wrong, in that folder.
pub(super) const PROBLEMS: &str = "problems.json";

/// The files that are always the same.
const FILES: [(&str, &str); 5] = [
    ("live.js", include_str!("../../preview/live.js")),
    ("overlay.css", include_str!("../../preview/overlay.css")),
    ("overlay.js", include_str!("../../preview/overlay.js")),
    ("page.css", include_str!("../../preview/page.css")),
    ("styles.js", include_str!("../../preview/styles.js")),
];

/// The file of this name.
pub(super) fn file(name: &str) -> Option<&'static str> {
    FILES.iter().find(|(own, _)| *own == name).map(|(_, text)| *text)
}

/// The tag that makes a page follow, with the state that it was sent in.
pub fn tag(state: &str) -> String {
    let mut escaped = String::new();
    // A String takes whatever is written to it.
    let _ = escape_html(&mut escaped, state);
    format!("<script type=\"module\" src=\"{FOLDER}live.js\" data-state=\"{escaped}\"></script>")
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Problems<'s> {
    fingerprint: String,
    language: &'static str,
    words: Words,
    errors: Vec<Entry<'s>>,
    warnings: Vec<Entry<'s>>,
    held_back: Option<&'s str>,
    /// Whether the page itself is the list of errors.
    is_whole_page: bool,
}

#[derive(Serialize)]
struct Entry<'s> {
    headline: &'s str,
    place: &'s str,
    excerpt: String,
    notes: String,
}

/// Everything that is wrong, for the overlay and the strip.
pub(super) fn problems(showing: &Showing) -> String {
    let problems = Problems {
        fingerprint: state::problems(showing),
        language: showing.language.tag(),
        words: Words::of(showing),
        errors: showing.of(Severity::Error).map(entry).collect(),
        warnings: showing.of(Severity::Warning).map(entry).collect(),
        held_back: showing.held_back.as_deref(),
        is_whole_page: showing.tree.is_none(),
    };
    serde_json::to_string(&problems).unwrap_or_default()
}

fn entry(drawn: &Drawn) -> Entry<'_> {
    let Parts { headline, place, excerpt, notes } = drawn.parts();
    Entry { headline, place, excerpt, notes }
}
