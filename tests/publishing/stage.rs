//! A folder with an old site that is to become a new one, and a system that tells of every call before it changes something.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Result;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use tempfile::TempDir;
use voortgang::output::disk::system::{Real, System};
use voortgang::output::disk::{Publication, write_with};
use voortgang::output::{Content, Output, OutputTree};
use voortgang::source::FilePath;

use super::whole;

/// The real system, asked through somebody who is told of every call before it and may let it fail. Half of what was to
/// be written is then there.
struct Through<F>(F);

/// Calls by their names and what they are given.
macro_rules! tell_and_do {
    ($($call:ident($($what:ident),+);)+) => {
        $(fn $call(&self, $($what: &Path),+) -> Result<()> {
            (self.0)(stringify!($call))?;
            Real.$call($($what),+)
        })+
    };
}

impl<F: Fn(&str) -> Result<()> + Sync> System for Through<F> {
    tell_and_do! {
        create_folder(path);
        sync(file);
        link(file, path);
        copy_link(link, path);
        imitate(folder, path);
        rename(from, to);
        exchange(one, other);
        remove_file(path);
        remove_folder(path);
    }

    fn write(&self, path: &Path, content: &Content) -> Result<()> {
        (self.0)("write").inspect_err(|_| {
            let bytes = content.whole();
            let _ = fs::write(path, &bytes[..bytes.len() / 2]);
        })?;
        Real.write(path, content)
    }
}

/// A site of these files.
pub(super) fn site(files: &[(&str, &str)]) -> OutputTree {
    let output = |(path, text): &(&str, &str)| match path.strip_suffix("index.html") {
        Some(folder) => Output::page(&format!("/{folder}"), (*text).to_owned().into(), FilePath::new("bron.md")),
        None => Output::file(path, (*text).to_owned(), FilePath::new("bron.css")),
    };
    let (tree, mistakes) = OutputTree::new(files.iter().map(output).collect());
    assert!(mistakes.is_empty());
    tree
}

/// Files by path, with their bytes.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// What the folder is before the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    Nothing,
    OldSite,
}

/// A folder with the old site and what others put into it, and what it is to become.
pub(super) struct Stage {
    pub(super) folder: TempDir,
    pub(super) old: OutputTree,
    pub(super) new: OutputTree,
}

impl Stage {
    /// One where pages and files stay, change, go and come.
    pub(super) fn new() -> Self {
        let same = [("404.html", "weg"), ("opmaak/stijl.css", "a {}"), ("projecten/zelfde/index.html", "zelfde")];
        let old =
            [("index.html", "een, weg"), ("projecten/een/index.html", "een"), ("projecten/weg/index.html", "weg")];
        let new =
            [("index.html", "een, nieuw"), ("projecten/een/index.html", "an"), ("projecten/nieuw/index.html", "nieuw")];
        Self::between(site(&[same, old].concat()), site(&[same, new].concat()))
    }

    pub(super) fn between(old: OutputTree, new: OutputTree) -> Self {
        Self { folder: TempDir::new().unwrap(), old, new }
    }

    pub(super) fn out(&self) -> PathBuf {
        self.folder.path().join("uit/site")
    }

    pub(super) fn publish(&self, system: &dyn System, tree: &OutputTree) -> bool {
        let closed = BTreeSet::new();
        let publication = Publication { tree, closed: &closed, may_shrink: false };
        write_with(system, &publication, &self.out(), &self.folder.path().join("root")).is_ok()
    }

    /// Publishes the new site; `tell` is told of every call and its number, and may let it fail. Whether it is published, and
    /// how many calls there were.
    pub(super) fn publish_telling(&self, tell: impl Fn(usize, &str) -> Result<()> + Sync) -> (bool, usize) {
        let calls = AtomicUsize::new(0);
        let system = Through(|call: &str| tell(calls.fetch_add(1, Ordering::SeqCst), call));
        let is_published = self.publish(&system, &self.new);
        (is_published, calls.into_inner())
    }

    /// Makes the folder what it is at the start.
    pub(super) fn reset(&self, start: Start) {
        let _ = fs::remove_dir_all(self.folder.path().join("uit"));
        if start == Start::OldSite {
            assert!(self.publish(&Real, &self.old));
            fs::write(self.out().join("CNAME"), "voortgang.example.org\n").unwrap();
            fs::create_dir_all(self.out().join("projecten/weg")).unwrap();
            fs::write(self.out().join("projecten/weg/notitie.txt"), "van een mens\n").unwrap();
        }
    }

    pub(super) fn found(&self) -> Option<Files> {
        fs::exists(self.out()).unwrap().then(|| whole(&self.out()))
    }

    pub(super) fn beside(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path().join("uit")).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
        names.filter(|name| name != "site").collect()
    }
}
