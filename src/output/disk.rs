//! The only place where the disk is written.
//!
//! Goes in: a finished [`OutputTree`] and a folder. Comes out: the folder with exactly that site and whatever was
//! there that is not ours. Must not: overwrite or remove a file that a build of ours did not make.
//!
//! The new site is prepared beside the old one (`beside`), of which it takes the unchanged files over as they are, and changes
//! places with it in one step. Whoever is killed, or runs out of disk, leaves the old site or the new one. Where the
//! system cannot do so, the files are changed in place, one by one (`in_place`).
#![expect(clippy::disallowed_methods, reason = "this is the module that writes the disk")]

mod beside;
mod in_place;
mod place;
mod plan;
pub mod system;
mod turn;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Content, OutputTree};
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::model::Quarter;
use crate::snapshot::guard::lock_gone;
use crate::source::FilePath;
use plan::Plan;
use system::{Real, System};
use turn::{NoTurn, Turn};

/// The list of what we made, in the output folder.
const MANIFEST: &str = ".voortgang";

/// The file of the lock, where nothing can be written beside the folder.
const LOCK: &str = ".voortgang-lock";

/// The ending of what is to take the place of a file or folder.
const NEW: &str = "new";

/// What is to be published.
#[derive(Clone, Copy, Debug)]
pub struct Publication<'p> {
    /// The site.
    pub tree: &'p OutputTree,
    /// The quarters that are closed. One that was closed when the folder was last written and is not now has lost its
    /// lock; then nothing is written.
    pub closed: &'p BTreeSet<Quarter>,
    /// Whether more than half of the project pages may go.
    pub may_shrink: bool,
}

/// What a write did to the folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were not there before.
    pub new: usize,
    /// Files with other bytes than before.
    pub changed: usize,
    /// Files that we once made and no longer make.
    pub removed: usize,
}

/// Makes `folder` hold the site. `root` is the portal that it was made from; its sources are never written to.
///
/// # Errors
///
/// A diagnostic for each reason why the folder stays as it is.
pub fn write(publication: &Publication<'_>, folder: &Path, root: &Path) -> Result<Written, Vec<Diagnostic>> {
    write_with(&Real, publication, folder, root)
}

/// The same with a system of the caller's own.
///
/// # Errors
///
/// As [`write()`].
pub fn write_with(
    system: &dyn System,
    publication: &Publication<'_>,
    folder: &Path,
    root: &Path,
) -> Result<Written, Vec<Diagnostic>> {
    place::check(folder, root).map_err(|problem| vec![at(folder, problem)])?;
    let one = |diagnostic| vec![diagnostic];
    let folder = place::plain(folder);
    create_parents(system, &folder).map_err(one)?;
    let _turns = take_turns(&folder).map_err(one)?;
    let plan = Plan::of(publication, &folder)?;
    // Of a build in place that was killed before its manifest could say so. One that stays harms nobody.
    let _ = in_place::clean(system, &folder.join(MANIFEST));
    let is_free = beside::clean(system, &folder).map_err(one)?;
    let is_done = plan.is_done() || (is_free && beside::publish(system, &plan).map_err(one)?);
    if !is_done {
        in_place::publish(system, &plan).map_err(one)?;
    }
    Ok(plan.written())
}

/// The quarters that were closed when a folder was last written.
///
/// # Errors
///
/// When the list of what we made cannot be read, or is somebody else's.
pub fn closed(folder: &Path) -> Result<BTreeSet<Quarter>, Diagnostic> {
    plan::manifest(folder).map(|manifest| manifest.closed)
}

/// The diagnostic for a quarter that a folder knows as closed, and that has no lock.
pub fn lost(quarter: Quarter, folder: &Path) -> Diagnostic {
    lock_gone(quarter, &folder.join(MANIFEST).to_string_lossy())
}

/// Writes the lock of a quarter into the portal's own folder, whole or not at all.
///
/// # Errors
///
/// When the system refuses.
pub fn write_lock(root: &Path, path: &FilePath, text: &str) -> Result<(), Diagnostic> {
    replace(&Real, &root.join(path.as_str()), &text.to_owned().into())
}

fn at(path: &Path, problem: Problem) -> Diagnostic {
    Diagnostic::new(problem, Place::file(&FilePath::new(&path.to_string_lossy())))
}

fn failed(path: &Path, error: &io::Error) -> Diagnostic {
    let shown = path.to_string_lossy().into_owned();
    at(path, Problem::NotWritten { path: shown, detail: error.kind().to_string() })
}

/// A path beside a file or folder, hidden and named after it.
fn sibling(path: &Path, ending: &str) -> Option<PathBuf> {
    let name = path.file_name()?.to_string_lossy();
    Some(path.with_file_name(format!(".{name}.voortgang-{ending}")))
}

/// Takes the turn to write the folder, and those of the sites that it is inside of: their builds take it over as it is.
fn take_turns(folder: &Path) -> Result<Vec<Turn>, Diagnostic> {
    let around = folder.ancestors().skip(1).filter(|around| fs::symlink_metadata(around.join(MANIFEST)).is_ok());
    [folder].into_iter().chain(around).filter_map(|folder| take_turn(folder).transpose()).collect()
}

/// Takes the turn to write a folder. Where nothing can be written beside it, the file of the lock stands in it.
fn take_turn(folder: &Path) -> Result<Option<Turn>, Diagnostic> {
    for path in [sibling(folder, "lock"), Some(folder.join(LOCK))].into_iter().flatten() {
        match Turn::take(&path) {
            Ok(turn) => return Ok(Some(turn)),
            Err(NoTurn::Taken) => {
                let shown = folder.to_string_lossy().into_owned();
                return Err(at(folder, Problem::OutputBusy { folder: shown }));
            }
            Err(NoTurn::NoLock) => {}
        }
    }
    Ok(None)
}

fn create_parents(system: &dyn System, folder: &Path) -> Result<(), Diagnostic> {
    let missing = folder.ancestors().skip(1).take_while(|parent| !matches!(fs::exists(parent), Ok(true)));
    let missing: Vec<&Path> = missing.collect();
    missing.into_iter().rev().try_for_each(|parent| create_folder(system, parent))
}

/// Makes a folder; one that is there stays as it is.
fn create_folder(system: &dyn System, path: &Path) -> Result<(), Diagnostic> {
    match system.create_folder(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(failed(path, &error)),
        _ => Ok(()),
    }
}

/// Writes beside the file and renames, so that a reader sees the old one or the new one.
fn replace(system: &dyn System, path: &Path, content: &Content) -> Result<(), Diagnostic> {
    let Some(beside) = sibling(path, NEW) else { return Err(failed(path, &io::ErrorKind::InvalidFilename.into())) };
    let written = system.write(&beside, content).and_then(|()| system.rename(&beside, path));
    written.map_err(|error| {
        // What is left of the failed write; that it cannot be removed either changes nothing for the author.
        let _ = system.remove_file(&beside);
        failed(path, &error)
    })
}
