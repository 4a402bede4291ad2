//! The only place where the disk is written.
//!
//! Goes in: a finished [`OutputTree`] and a folder. Comes out: the folder with exactly that site and whatever was
//! there that is not ours. Must not: overwrite or remove a file that a build of ours did not make.
//!
//! The manifest `.voortgang` in the folder lists what we made. Before the first file changes it lists the old and
//! the new site together, so that a build which is killed leaves nothing behind that the next one calls foreign.
#![expect(clippy::disallowed_methods, reason = "this is the module that writes the disk")]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;

use super::manifest::Manifest;
use super::{Content, Output, OutputTree};
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::model::Quarter;
use crate::snapshot::guard::lock_gone;
use crate::source::FilePath;

/// The list of what we made, in the output folder.
const MANIFEST: &str = ".voortgang";

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

/// How a file of the folder compares to the one that belongs there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Absent,
    Same,
    Other,
}

/// Makes `folder` hold the site. `root` is the portal that it was made from; its sources are never written to.
///
/// `closed` are the quarters that are closed. A quarter that was closed when the folder was last written and is not now
/// has lost its lock; then nothing is written.
pub fn write(
    tree: &OutputTree,
    closed: &BTreeSet<Quarter>,
    folder: &Path,
    root: &Path,
) -> Result<Written, Vec<Diagnostic>> {
    check_folder(folder, root).map_err(|problem| vec![at(folder, problem)])?;
    let before = manifest(folder).map_err(|diagnostic| vec![diagnostic])?;
    check_locks(&before, closed, folder)?;
    check_inner_folders(tree, folder, &before.paths)?;
    let states = states(tree, folder, &before.paths)?;
    let paths = tree.iter().map(|output| output.path.clone()).collect();
    let wanted = Manifest { paths, closed: closed.clone() };
    apply(tree, folder, &before, &wanted, &states).map_err(|diagnostic| vec![diagnostic])
}

/// The quarters that were closed when a folder was last written.
pub fn closed(folder: &Path) -> Result<BTreeSet<Quarter>, Diagnostic> {
    manifest(folder).map(|manifest| manifest.closed)
}

/// The diagnostic for a quarter that a folder knows as closed, and that has no lock.
pub fn lost(quarter: Quarter, folder: &Path) -> Diagnostic {
    lock_gone(quarter, &folder.join(MANIFEST).to_string_lossy())
}

/// A quarter that was closed stays closed.
fn check_locks(before: &Manifest, closed: &BTreeSet<Quarter>, folder: &Path) -> Result<(), Vec<Diagnostic>> {
    let lost: Vec<Diagnostic> = before.closed.difference(closed).map(|quarter| lost(*quarter, folder)).collect();
    if lost.is_empty() { Ok(()) } else { Err(lost) }
}

/// Writes the lock of a quarter into the portal's own folder, whole or not at all.
pub fn write_lock(root: &Path, path: &FilePath, text: &str) -> Result<(), Diagnostic> {
    write_file(&root.join(path.as_str()), &text.to_owned().into())
}

fn at(path: &Path, problem: Problem) -> Diagnostic {
    Diagnostic::new(problem, Place::file(&FilePath::new(&path.to_string_lossy())))
}

fn failed(path: &Path, error: &io::Error) -> Diagnostic {
    let shown = path.to_string_lossy().into_owned();
    at(path, Problem::NotWritten { path: shown, detail: error.kind().to_string() })
}

/// The output folder may be inside the root, but neither in its sources nor around them.
fn check_folder(folder: &Path, root: &Path) -> Result<(), Problem> {
    let shown = folder.to_string_lossy().into_owned();
    let (folder, root) = (plain(folder), plain(root));
    let sources = ["content", "themes"].map(|sources| plain(&root.join(sources)));
    let is_among = |sources: &PathBuf| folder.starts_with(sources) || sources.starts_with(&folder);
    if sources.iter().any(is_among) || root.starts_with(&folder) {
        return Err(Problem::OutputInsideSources { folder: shown });
    }
    match fs::metadata(&folder) {
        Ok(found) if !found.is_dir() => Err(Problem::OutputNotFolder { folder: shown }),
        _ => Ok(()),
    }
}

/// The path without `.` and `..`, links followed where the system can.
fn plain(path: &Path) -> PathBuf {
    if let Ok(real) = fs::canonicalize(path) {
        return real;
    }
    let path = &std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut plain = match path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        Some(parent) => self::plain(parent),
        None => PathBuf::new(),
    };
    match path.components().next_back() {
        Some(Component::ParentDir) => _ = plain.pop(),
        Some(last) => plain.push(last),
        None => {}
    }
    plain
}

/// What former builds made in the folder.
fn manifest(folder: &Path) -> Result<Manifest, Diagnostic> {
    let path = folder.join(MANIFEST);
    match fs::read_to_string(&path) {
        Ok(text) => Manifest::parse(&text).ok_or_else(|| at(&path, Problem::ForeignFile { path: MANIFEST.to_owned() })),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Manifest::default()),
        Err(error) => Err(failed(&path, &error)),
    }
}

/// The folders that the site needs, each before those inside it.
fn inner_folders(tree: &OutputTree) -> BTreeSet<&str> {
    let ends = |path: &str| path.match_indices('/').map(|(at, _)| at).collect::<Vec<_>>();
    tree.iter().flat_map(|output| ends(&output.path).into_iter().map(|end| &output.path[..end])).collect()
}

/// A folder of the site may be there already, but not as somebody's file or as a link that leads elsewhere.
fn check_inner_folders(tree: &OutputTree, folder: &Path, ours: &BTreeSet<String>) -> Result<(), Vec<Diagnostic>> {
    let is_taken = |inner: &&str| {
        let found = fs::symlink_metadata(folder.join(inner));
        found.is_ok_and(|found| !found.is_dir()) && !ours.contains(*inner)
    };
    let foreign = |inner: &str| at(&folder.join(inner), Problem::ForeignFile { path: inner.to_owned() });
    let taken: Vec<Diagnostic> = inner_folders(tree).into_iter().filter(is_taken).map(foreign).collect();
    if taken.is_empty() { Ok(()) } else { Err(taken) }
}

/// Compares every file with what is there; a diagnostic for each that is not ours and not the same.
fn states(tree: &OutputTree, folder: &Path, ours: &BTreeSet<String>) -> Result<Vec<State>, Vec<Diagnostic>> {
    let outputs: Vec<&Output> = tree.iter().collect();
    let compared: Vec<Result<State, Diagnostic>> =
        outputs.into_par_iter().map(|output| state(output, folder, ours)).collect();
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
        Err(error) if [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory].contains(&error.kind()) => {
            return Ok(State::Absent);
        }
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

fn apply(
    tree: &OutputTree,
    folder: &Path,
    before: &Manifest,
    wanted: &Manifest,
    states: &[State],
) -> Result<Written, Diagnostic> {
    if before == wanted && states.iter().all(|state| *state == State::Same) {
        return Ok(Written::default());
    }
    let stale: Vec<&String> = before.paths.difference(&wanted.paths).collect();
    create_top(folder)?;
    let both = before.paths.union(&wanted.paths).cloned().collect();
    write_manifest(folder, &Manifest { paths: both, closed: wanted.closed.clone() })?;
    let folders = inner_folders(tree);
    let (in_the_way, rest): (Vec<&String>, Vec<&String>) =
        stale.iter().partition(|path| folders.contains(path.as_str()));
    for path in in_the_way {
        remove(folder, path)?;
    }
    for inner in folders {
        let path = folder.join(inner);
        create_readable(&path).map_err(|error| failed(&path, &error))?;
    }
    let pending: Vec<(&Output, State)> = tree.iter().zip(states.iter().copied()).collect();
    pending
        .par_iter()
        .filter(|(_, state)| *state != State::Same)
        .try_for_each(|(output, _)| write_file(&folder.join(&output.path), &output.content))?;
    for path in rest {
        remove(folder, path)?;
    }
    write_manifest(folder, wanted)?;
    let count = |wanted: State| states.iter().filter(|state| **state == wanted).count();
    Ok(Written { new: count(State::Absent), changed: count(State::Other), removed: stale.len() })
}

fn create_top(folder: &Path) -> Result<(), Diagnostic> {
    if let Some(parent) = folder.parent() {
        fs::create_dir_all(parent).map_err(|error| failed(parent, &error))?;
    }
    create_readable(folder).map_err(|error| failed(folder, &error))
}

/// Makes a folder that a web server can enter whatever the umask of the author is; one that is there stays as it is.
fn create_readable(path: &Path) -> io::Result<()> {
    match fs::create_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(()),
        created => created?,
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o755))?;
    }
    Ok(())
}

fn write_manifest(folder: &Path, manifest: &Manifest) -> Result<(), Diagnostic> {
    write_file(&folder.join(MANIFEST), &manifest.text().into())
}

/// Writes beside the file and renames, so that a reader sees the old one or the new one.
fn write_file(path: &Path, content: &Content) -> Result<(), Diagnostic> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.voortgang-new"));
    let written = write_readable(&beside, content).and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        // What is left of the failed write; that it cannot be removed either changes nothing for the author.
        let _ = fs::remove_file(&beside);
        failed(path, &error)
    })
}

/// Writes a file that a web server can read whatever the umask of the author is.
fn write_readable(path: &Path, content: &Content) -> io::Result<()> {
    let mut file = File::create(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(fs::Permissions::from_mode(0o644))?;
    }
    content.parts().iter().try_for_each(|part| file.write_all(part))
}

/// Removes a file of ours, and the folders that it leaves empty.
fn remove(folder: &Path, path: &str) -> Result<(), Diagnostic> {
    let file = folder.join(path);
    match fs::remove_file(&file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(&file, &error)),
        _ => {}
    }
    let mut inner = path;
    while let Some((parent, _)) = inner.rsplit_once('/') {
        if fs::remove_dir(folder.join(parent)).is_err() {
            break;
        }
        inner = parent;
    }
    Ok(())
}
