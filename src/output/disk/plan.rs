//! What there is to do to make a folder hold a site.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::{MANIFEST, Publication, Written, at, failed, lost};
use crate::address::is_project_page;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::Quarter;
use crate::output::manifest::Manifest;
use crate::output::{Output, OutputTree, folders};

/// How a file of the folder compares to the one that belongs there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Absent,
    Same,
    Other,
}

/// What there is to do.
pub(super) struct Plan<'p> {
    pub(super) folder: &'p Path,
    /// Every file of the site, by path.
    pub(super) files: Vec<(&'p Output, State)>,
    /// The folders that the site needs, each before those inside it.
    pub(super) folders: BTreeSet<&'p str>,
    /// What former builds made there.
    pub(super) before: Manifest,
    pub(super) wanted: Manifest,
}

impl<'p> Plan<'p> {
    /// Looks at what is there.
    pub(super) fn of(publication: &Publication<'p>, folder: &'p Path) -> Result<Self, Vec<Diagnostic>> {
        let Publication { tree, closed, may_shrink } = *publication;
        let before = manifest(folder).map_err(|diagnostic| vec![diagnostic])?;
        check_locks(&before, closed, folder)?;
        let folders = inner_folders(tree);
        let present = present_folders(&folders, folder, &before.paths)?;
        let states = states(tree, folder, &present, &before.paths)?;
        let paths = tree.iter().map(|output| output.path.clone()).collect();
        let wanted = Manifest { paths, closed: closed.clone(), is_unfinished: false };
        if !may_shrink {
            check_size(&before, &wanted, folder)?;
        }
        Ok(Self { folder, files: tree.iter().zip(states).collect(), folders, before, wanted })
    }

    /// Whether all is as it should be.
    pub(super) fn is_done(&self) -> bool {
        self.before == self.wanted && self.files.iter().all(|(_, state)| *state == State::Same)
    }

    /// The files that former builds made and this one does not.
    pub(super) fn stale(&self) -> impl Iterator<Item = &String> {
        self.before.paths.difference(&self.wanted.paths)
    }

    /// What it comes to.
    pub(super) fn written(&self) -> Written {
        if self.is_done() {
            return Written::default();
        }
        let count = |wanted: State| self.files.iter().filter(|(_, state)| *state == wanted).count();
        Written { new: count(State::Absent), changed: count(State::Other), removed: self.stale().count() }
    }
}

/// A quarter that was closed stays closed.
fn check_locks(before: &Manifest, closed: &BTreeSet<Quarter>, folder: &Path) -> Result<(), Vec<Diagnostic>> {
    let lost: Vec<Diagnostic> = before.closed.difference(closed).map(|quarter| lost(*quarter, folder)).collect();
    if lost.is_empty() { Ok(()) } else { Err(lost) }
}

/// More than half of the project pages do not go by accident: their addresses are permanent.
fn check_size(before: &Manifest, wanted: &Manifest, folder: &Path) -> Result<(), Vec<Diagnostic>> {
    let pages = before.paths.iter().filter(|path| is_project_page(path)).count();
    let lost = before.paths.difference(&wanted.paths).filter(|path| is_project_page(path)).count();
    if lost * 2 <= pages { Ok(()) } else { Err(vec![at(folder, Problem::SiteShrinks { lost, of: pages })]) }
}

/// What former builds made in the folder.
pub(super) fn manifest(folder: &Path) -> Result<Manifest, Diagnostic> {
    let path = folder.join(MANIFEST);
    match fs::read_to_string(&path) {
        Ok(text) => Manifest::parse(&text).ok_or_else(|| at(&path, Problem::ForeignFile { path: MANIFEST.to_owned() })),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Manifest::default()),
        Err(error) => Err(failed(&path, &error)),
    }
}

/// The folders that the site needs, each before those inside it.
fn inner_folders(tree: &OutputTree) -> BTreeSet<&str> {
    tree.iter().flat_map(|output| folders(&output.path)).collect()
}

/// Those of the folders that are there already; the whole folder is `""`. One may not be there as somebody's file or as a
/// link that leads elsewhere. Inside of what is not there, nothing is looked for.
fn present_folders<'f>(
    folders: &BTreeSet<&'f str>,
    folder: &Path,
    ours: &BTreeSet<String>,
) -> Result<BTreeSet<&'f str>, Vec<Diagnostic>> {
    let mut present = BTreeSet::new();
    let mut taken = Vec::new();
    for inner in [""].into_iter().chain(folders.iter().copied()) {
        if !inner.is_empty() && !present.contains(parent(inner)) {
            continue;
        }
        let path = folder.join(inner);
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_dir() => _ = present.insert(inner),
            Ok(_) if !ours.contains(inner) => {
                taken.push(at(&path, Problem::ForeignFile { path: inner.to_owned() }));
            }
            Ok(_) => {}
            Err(error) if is_absent(&error) => {}
            // Why it cannot be looked at is told with the first file in it.
            Err(_) => _ = present.insert(inner),
        }
    }
    if taken.is_empty() { Ok(present) } else { Err(taken) }
}

fn is_absent(error: &io::Error) -> bool {
    [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory].contains(&error.kind())
}

/// The folder that a path is in.
fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// Compares every file with what is there; a diagnostic for each that is not ours and not the same.
fn states(
    tree: &OutputTree,
    folder: &Path,
    present: &BTreeSet<&str>,
    ours: &BTreeSet<String>,
) -> Result<Vec<State>, Vec<Diagnostic>> {
    let outputs: Vec<&Output> = tree.iter().collect();
    let compare = |output: &Output| {
        if present.contains(parent(&output.path)) { state(output, folder, ours) } else { Ok(State::Absent) }
    };
    let compared: Vec<Result<State, Diagnostic>> = outputs.into_par_iter().map(compare).collect();
    let mut states = Vec::with_capacity(compared.len());
    let mut diagnostics = Vec::new();
    for state in compared {
        match state {
            Ok(state) => states.push(state),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    if diagnostics.is_empty() { Ok(states) } else { Err(diagnostics) }
}

fn state(output: &Output, folder: &Path, ours: &BTreeSet<String>) -> Result<State, Diagnostic> {
    let path = folder.join(&output.path);
    let foreign = || at(&path, Problem::ForeignFile { path: output.path.clone() });
    let found = match fs::symlink_metadata(&path) {
        Ok(found) => found,
        // A file in the place of a folder is one of ours by now, and goes first.
        Err(error) if is_absent(&error) => return Ok(State::Absent),
        Err(error) => return Err(failed(&path, &error)),
    };
    if !found.is_file() {
        return Err(foreign());
    }
    let is_same = found.len() == output.content.size() as u64
        && output.content.says(&fs::read(&path).map_err(|error| failed(&path, &error))?);
    match (is_same, ours.contains(&output.path)) {
        (true, _) => Ok(State::Same),
        (false, true) => Ok(State::Other),
        (false, false) => Err(foreign()),
    }
}
