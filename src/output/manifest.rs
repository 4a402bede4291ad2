//! The list of what we made, which lies in the output folder as `.voortgang`.

use std::collections::BTreeSet;
use std::path::{Component, Path};

use crate::model::Quarter;

/// What builds of ours made in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// The files, each by its path in the folder.
    pub(super) paths: BTreeSet<String>,
    /// The quarters that were closed by then.
    pub(super) closed: BTreeSet<Quarter>,
    /// Whether a build in place began and did not end.
    pub(super) is_unfinished: bool,
}

/// The first line: what it is, and in which version of its form.
const HEAD: &str = "# voortgang 1";

/// Stands before a quarter that was closed.
const CLOSED: &str = "# closed ";

/// Stands there as long as a build changes files in place.
const UNFINISHED: &str = "# unfinished";

impl Manifest {
    /// Reads a manifest; nothing when it has another head, for then it is not ours to read. A line that would lead out of
    /// the folder is no path of ours.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut manifest = Self::default();
        for line in text.strip_prefix(HEAD)?.strip_prefix('\n')?.lines() {
            let is_inside = Path::new(line).components().all(|part| matches!(part, Component::Normal(_)));
            match line.strip_prefix(CLOSED) {
                Some(quarter) => manifest.closed.extend(Quarter::parse(quarter)),
                None if line == UNFINISHED => manifest.is_unfinished = true,
                None if is_inside => _ = manifest.paths.insert(line.to_owned()),
                None => {}
            }
        }
        Some(manifest)
    }

    /// The text that [`Self::parse`] reads.
    pub(super) fn text(&self) -> String {
        let closed = self.closed.iter().map(|quarter| format!("{CLOSED}{quarter}\n"));
        let paths = self.paths.iter().map(|path| format!("{path}\n"));
        let unfinished = self.is_unfinished.then(|| format!("{UNFINISHED}\n"));
        [format!("{HEAD}\n")].into_iter().chain(unfinished).chain(closed).chain(paths).collect()
    }
}
