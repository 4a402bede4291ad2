//! The finished site as a value: every output file under its path.
//!
//! Goes in: outputs from pages, theme and exports. Comes out: an [`OutputTree`] without collisions. Must not: write;
//! [`disk`] does.

pub mod compressed;
mod content;
pub mod disk;
mod manifest;

pub use content::{Assembly, Content, offering};

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::diagnostic::{Diagnostic, Place, Problem, Role};
use crate::source::FilePath;

/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// Its path in the output folder, with forward slashes: `projecten/duto/index.html`.
    pub path: String,
    /// Its address, if it is a page.
    pub address: Option<String>,
    /// Its bytes.
    pub content: Content,
    /// The file that it mainly comes from.
    pub source: FilePath,
}

impl Output {
    /// A page. An address that ends in `/` is a folder with an `index.html`.
    pub fn page(address: &str, content: Content, source: FilePath) -> Self {
        let mut path = address.trim_start_matches('/').to_owned();
        if address.ends_with('/') {
            path.push_str("index.html");
        }
        Self { path, address: Some(address.to_owned()), content, source }
    }

    /// A file at an address.
    pub fn file(address: &str, content: impl Into<Content>, source: FilePath) -> Self {
        Self { path: address.trim_start_matches('/').to_owned(), address: None, content: content.into(), source }
    }
}

/// Every file of the site. No two share a path, and none stands where another needs a folder.
#[derive(Debug, Default)]
pub struct OutputTree(BTreeMap<String, Output>);

impl OutputTree {
    /// Puts outputs together; a diagnostic for each two that want the same path.
    pub fn new(outputs: Vec<Output>) -> (Self, Vec<Diagnostic>) {
        let mut tree = Self::default();
        let mut diagnostics = Vec::new();
        for output in outputs {
            match tree.0.entry(output.path.clone()) {
                Entry::Occupied(first) => diagnostics.push(collision(&output, first.get())),
                Entry::Vacant(free) => _ = free.insert(output),
            }
        }
        // Neighbours are mostly in one folder, which is looked at once.
        let mut looked_at = ("", None);
        for output in tree.0.values() {
            let folder = output.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            if folder != looked_at.0 {
                looked_at = (folder, folders(&output.path).find_map(|folder| tree.0.get(folder)));
            }
            diagnostics.extend(looked_at.1.map(|file| collision(output, file)));
        }
        (tree, diagnostics)
    }

    /// The files by path.
    pub fn iter(&self) -> impl Iterator<Item = &Output> {
        self.0.values()
    }

    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<&Output> {
        self.0.get(path)
    }

    /// Whether a file stands somewhere below this path.
    pub fn has_folder(&self, path: &str) -> bool {
        let inside = format!("{path}/");
        self.0.range(inside.clone()..).next().is_some_and(|(first, _)| first.starts_with(&inside))
    }

    /// How many of the files are pages.
    pub fn pages(&self) -> usize {
        self.0.values().filter(|output| output.address.is_some()).count()
    }
}

/// The folders that a path is in, the outermost first.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

fn collision(output: &Output, first: &Output) -> Diagnostic {
    let problem = Problem::OutputCollision { address: format!("/{}", output.path) };
    Diagnostic::new(problem, Place::file(&output.source)).with(Role::OtherFile, Place::file(&first.source))
}
