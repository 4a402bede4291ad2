//! What stands at a path.
//!
//! Goes in: a decoded path and what is shown. Comes out: the file that nginx would find there, or where it would send
//! the reader. Must not: look anywhere but in the tree, so that no path leaves the site.

use super::showing::Showing;
use crate::output::{Output, OutputTree};

/// What stands at a path.
pub(super) enum Found<'s> {
    /// A file, or the index of a folder.
    File(&'s Output),
    /// A folder that was asked for as if it were a file; the path with its slash.
    Folder(String),
    /// The root of the host, where the site stands lower; the path of its home page.
    Home(&'s str),
    /// Nothing; the site's page that says so.
    Nothing(Option<&'s Output>),
    /// There is no site.
    NoSite,
}

pub(super) fn find<'s>(path: &str, showing: &'s Showing) -> Found<'s> {
    let Some(tree) = &showing.tree else { return Found::NoSite };
    let base = &showing.base_path;
    if path == "/" && base != "/" {
        return Found::Home(base);
    }
    if path.strip_suffix('/').is_none() && format!("{path}/") == *base {
        return Found::Folder(base.clone());
    }
    let inside = path.strip_prefix(base.as_str());
    inside.and_then(|inside| within(inside, path, tree)).unwrap_or_else(|| Found::Nothing(tree.get("404.html")))
}

fn within<'s>(inside: &str, path: &str, tree: &'s OutputTree) -> Option<Found<'s>> {
    if inside.is_empty() || inside.ends_with('/') {
        return tree.get(&format!("{inside}index.html")).map(Found::File);
    }
    let folder = || tree.has_folder(inside).then(|| Found::Folder(format!("{path}/")));
    tree.get(inside).map(Found::File).or_else(folder)
}
