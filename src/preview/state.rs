//! The state of one page, by which a browser knows whether what it shows is what is shown now.
//!
//! Goes in: a path and what is shown. Comes out: fingerprints of the page, of each file that it uses and of the
//! problems, as one line of JSON; the same line as long as nothing of it changed. Must not: remember a former state.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde::Serialize;

use super::failed;
use super::find::{Found, find};
use super::showing::Showing;
use super::target::path_of;
use crate::hosting::Type;
use crate::output::{Output, OutputTree};

#[derive(Serialize)]
struct State {
    /// The page itself; another fingerprint is another page.
    page: String,
    /// Style sheets, scripts, images and fonts of the page, each by its decoded address.
    files: BTreeMap<String, String>,
    problems: String,
}

/// The state of the page at a path.
pub fn state(path: &str, showing: &Showing) -> String {
    let found = find(path, showing);
    let page = match &found {
        Found::File(output) | Found::Nothing(Some(output)) => fingerprint(output.content.parts()),
        Found::Folder(to) => fingerprint(to),
        Found::Home(to) => fingerprint(to),
        Found::Nothing(None) => fingerprint("nothing"),
        Found::NoSite => fingerprint(failed::html(showing)),
    };
    let files = match (&found, &showing.tree) {
        (Found::File(output) | Found::Nothing(Some(output)), Some(tree)) => files(output, tree, &showing.base_path),
        _ => BTreeMap::new(),
    };
    serde_json::to_string(&State { page, files, problems: problems(showing) }).unwrap_or_default()
}

/// The fingerprint of the problems and of what is said beside them.
pub(super) fn problems(showing: &Showing) -> String {
    let texts: Vec<&String> = showing.problems.iter().map(|problem| &problem.text).collect();
    fingerprint((texts, &showing.held_back, showing.language, showing.tree.is_some()))
}

/// A short name of a value: the same for the same value, in every run.
pub(super) fn fingerprint(value: impl Hash) -> String {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// Every file that a page draws on, and those that these draw on in turn.
fn files(page: &Output, tree: &OutputTree, base_path: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut waiting = vec![page];
    while let Some(output) = waiting.pop() {
        for path in named_in(output, base_path) {
            let address = format!("{base_path}{path}");
            let Some(named) = tree.get(&path).filter(|_| !files.contains_key(&address)) else { continue };
            files.insert(address, fingerprint(named.content.parts()));
            waiting.push(named);
        }
    }
    files
}

/// What a name in a text begins after.
const BEFORE: [char; 11] = ['"', '\'', '(', ' ', ',', '=', '<', '>', '\n', '\r', '\t'];

/// What a name that holds some of these begins after: its quote, on the same line.
const QUOTES: [char; 3] = ['"', '\'', '\n'];

/// The paths of files to draw on that a text may name: whatever ends as such a file does. A word of prose that looks like
/// one costs nothing, as nothing of that name is in the tree.
fn named_in(output: &Output, base_path: &str) -> Vec<String> {
    let kind = kind_of(&output.path);
    let is_text = ["text/html", "text/css", "text/javascript", "image/svg"].iter().any(|own| kind.starts_with(own));
    let bytes = output.content.whole();
    let text = if is_text { std::str::from_utf8(&bytes).unwrap_or_default() } else { "" };
    let names = text.match_indices('.').filter_map(|(dot, _)| {
        let ending = text[dot + 1..].bytes().take_while(u8::is_ascii_alphanumeric).count();
        let end = dot + 1 + ending;
        is_drawn_on(&text[dot..end]).then(|| {
            let after = |before: Option<usize>| &text[before.map_or(0, |at| at + 1)..end];
            [after(text[..dot].rfind(BEFORE)), after(text[..dot].rfind(QUOTES))]
        })
    });
    names.flatten().filter_map(|name| resolved(name, &output.path, base_path)).collect()
}

fn is_drawn_on(ending: &str) -> bool {
    let kind = kind_of(ending);
    ["text/css", "text/javascript", "image/", "font/"].iter().any(|own| kind.starts_with(own))
}

fn kind_of(path: &str) -> &'static str {
    Type::of(path).map_or("", |kind| kind.name)
}

/// The path that a name means in a file; nothing when it means something elsewhere.
fn resolved(name: &str, from: &str, base_path: &str) -> Option<String> {
    if name.contains(':') {
        return None;
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = if name.starts_with('/') { path_of(name)? } else { path_of(&format!("{base_path}{folder}/{name}"))? };
    path.strip_prefix(base_path).map(str::to_owned)
}
