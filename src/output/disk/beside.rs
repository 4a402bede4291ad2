//! A site that is prepared beside the old one and changes places with it in one step.
//!
//! Files that stay as they are, ours and those of others, are the same files in both: links, not copies. After the step
//! the old site stands beside, and goes.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::plan::{Plan, State};
use super::system::System;
use super::{LOCK, MANIFEST, NEW, failed, sibling};
use crate::diagnostic::Diagnostic;
use crate::output::manifest::Manifest;

/// Why the step was not made.
enum Stop {
    /// It cannot be made here: another disk, a mount point, a system that does not know it, a folder that others own.
    Unfit,
    Failed(Diagnostic),
}

/// What the system says where the step cannot be made. Where nothing can be written at all, it is said again when the
/// files are to be changed in place.
const UNFIT: [ErrorKind; 7] = [
    ErrorKind::CrossesDevices,
    ErrorKind::InvalidInput,
    ErrorKind::PermissionDenied,
    ErrorKind::ReadOnlyFilesystem,
    ErrorKind::ResourceBusy,
    ErrorKind::TooManyLinks,
    ErrorKind::Unsupported,
];

/// What a call gave, or why the step is not made.
trait OrStop<T> {
    /// `path` is the one that an author knows.
    fn or_stop(self, path: &Path) -> Result<T, Stop>;
}

impl<T> OrStop<T> for io::Result<T> {
    fn or_stop(self, path: &Path) -> Result<T, Stop> {
        self.map_err(|error| Stop::of(path, &error))
    }
}

impl Stop {
    fn of(path: &Path, error: &io::Error) -> Self {
        if UNFIT.contains(&error.kind()) { Self::Unfit } else { Self::Failed(failed(path, error)) }
    }
}

/// Carries out a plan; says whether it could. If not, nothing has changed.
pub(super) fn publish(system: &dyn System, plan: &Plan<'_>) -> Result<bool, Diagnostic> {
    let Some(beside) = sibling(plan.folder, NEW).filter(|beside| is_one_disk(beside, plan.folder)) else {
        return Ok(false);
    };
    match prepare(system, plan, &beside).and_then(|()| step(system, plan, &beside)) {
        Ok(()) => {
            // The site is there. What cannot be removed now, the next build tries again.
            let _ = remove_old(system, &beside, plan);
            Ok(true)
        }
        Err(stop) => {
            let _ = remove(system, &beside);
            if let Stop::Failed(diagnostic) = stop { Err(diagnostic) } else { Ok(false) }
        }
    }
}

/// Whether a folder lies on the disk of those beside it. Where another disk begins, it can change places with none; and the
/// new site might not even fit beside it.
fn is_one_disk(beside: &Path, folder: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let parent = beside.parent().and_then(|parent| fs::metadata(parent).ok());
        let folder = fs::metadata(folder).ok();
        parent.zip(folder).is_none_or(|(parent, folder)| parent.dev() == folder.dev())
    }
    #[cfg(not(unix))]
    {
        let _ = (beside, folder);
        true
    }
}

/// Removes what a build left that was killed.
pub(super) fn clean(system: &dyn System, folder: &Path) -> Result<(), Diagnostic> {
    let Some(beside) = sibling(folder, NEW) else { return Ok(()) };
    if matches!(fs::symlink_metadata(&beside), Err(error) if error.kind() == ErrorKind::NotFound) {
        return Ok(());
    }
    remove(system, &beside).map_err(|(path, error)| failed(&path, &error))
}

/// Prepares the new site.
fn prepare(system: &dyn System, plan: &Plan<'_>, beside: &Path) -> Result<(), Stop> {
    let mut folders = Folders { system, old: plan.folder, new: beside, made: BTreeSet::new() };
    folders.make(Path::new(""))?;
    // First of all, so that what is left of a killed build can be told from what others put there.
    let manifest = beside.join(MANIFEST);
    system.write(&manifest, &plan.wanted.text().into()).or_stop(&plan.folder.join(MANIFEST))?;
    for inner in &plan.folders {
        folders.make(Path::new(inner))?;
    }
    plan.files.par_iter().try_for_each(|(output, state)| {
        let (old, new) = (plan.folder.join(&output.path), beside.join(&output.path));
        let made = if *state == State::Same { system.link(&old, &new) } else { system.write(&new, &output.content) };
        made.or_stop(&old)
    })?;
    for (path, kind) in foreign(plan)? {
        if kind.is_dir() {
            folders.make(&path)?;
            continue;
        }
        if let Some(parent) = path.parent() {
            folders.make(parent)?;
        }
        let (old, new) = (plan.folder.join(&path), beside.join(&path));
        match if kind.is_symlink() { system.copy_link(&old, &new) } else { system.link(&old, &new) } {
            // Somebody removed it a moment ago.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            made => made.or_stop(&old)?,
        }
    }
    Ok(())
}

/// Makes the new site visible.
fn step(system: &dyn System, plan: &Plan<'_>, beside: &Path) -> Result<(), Stop> {
    match fs::symlink_metadata(plan.folder) {
        Ok(_) => system.exchange(beside, plan.folder).or_stop(plan.folder),
        Err(_) => system.rename(beside, plan.folder).or_stop(plan.folder),
    }
}

/// The folders of the new site as they are made, each like the old one of its path.
struct Folders<'f> {
    system: &'f dyn System,
    old: &'f Path,
    new: &'f Path,
    made: BTreeSet<PathBuf>,
}

impl Folders<'_> {
    fn make(&mut self, path: &Path) -> Result<(), Stop> {
        if !self.made.insert(path.to_path_buf()) {
            return Ok(());
        }
        if let Some(parent) = path.parent() {
            self.make(parent)?;
        }
        let (old, new) = (self.old.join(path), self.new.join(path));
        self.system.create_folder(&new).or_stop(&old)?;
        match fs::symlink_metadata(&old) {
            Ok(found) if found.is_dir() => self.system.imitate(&old, &new).or_stop(&old),
            _ => Ok(()),
        }
    }
}

/// What others put into the folder, each folder before what is in it. Folders that only we made anything in are none.
fn foreign(plan: &Plan<'_>) -> Result<Vec<(PathBuf, fs::FileType)>, Stop> {
    let folders = folders_of(&plan.before.paths);
    let files = files_of(&plan.before);
    let mut foreign = Vec::new();
    for entry in WalkDir::new(plan.folder).min_depth(1).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) => entry,
            // There is no folder yet, or somebody removed it a moment ago.
            Err(error) if is_gone(&error) => continue,
            // One that cannot be read cannot be taken over either.
            Err(error) => return Err(unwalked(plan.folder, &error)),
        };
        let path = entry.path().strip_prefix(plan.folder).unwrap_or(entry.path());
        let is_ours = if entry.file_type().is_dir() {
            name_of(path).is_some_and(|path| folders.contains(path.as_str()))
        } else {
            files.contains(path)
        };
        if !is_ours {
            foreign.push((path.to_path_buf(), entry.file_type()));
        }
    }
    Ok(foreign)
}

fn folders_of(paths: &BTreeSet<String>) -> BTreeSet<&str> {
    let parents =
        |path| std::iter::successors(Some(path), |path: &&str| path.rsplit_once('/').map(|(parent, _)| parent));
    paths.iter().flat_map(|path| parents(path.as_str()).skip(1)).collect()
}

/// The files that builds of ours made, and what a build that is killed leaves beside one that it changed in place.
fn files_of(manifest: &Manifest) -> BTreeSet<PathBuf> {
    let own = manifest.paths.iter().map(String::as_str).chain([MANIFEST, LOCK]).map(PathBuf::from);
    own.flat_map(|path| [sibling(&path, NEW), Some(path)]).flatten().collect()
}

/// The path as manifests name it; none of ours is named otherwise.
fn name_of(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.components().map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

fn unwalked(folder: &Path, error: &walkdir::Error) -> Stop {
    let kind = error.io_error().map_or(ErrorKind::Other, io::Error::kind);
    Stop::of(error.path().unwrap_or(folder), &kind.into())
}

/// Removes what stands beside the site. It never was the site, or its builder was killed before it moved along what had
/// come; which of both, nobody knows, and what somebody removed since must not come back.
fn remove(system: &dyn System, beside: &Path) -> Result<(), (PathBuf, io::Error)> {
    dispose(system, beside, |_| None)
}

/// Removes the old site. What others put there while the new one was prepared moves along.
fn remove_old(system: &dyn System, beside: &Path, plan: &Plan<'_>) -> Result<(), (PathBuf, io::Error)> {
    let ours = files_of(&plan.before);
    dispose(system, beside, |path| {
        let (old, new) = (beside.join(path), plan.folder.join(path));
        (!ours.contains(path) && has_come(&old, &new)).then_some(new)
    })
}

/// Removes a folder with all that is in it, but for the files that go elsewhere.
fn dispose(
    system: &dyn System,
    folder: &Path,
    elsewhere: impl Fn(&Path) -> Option<PathBuf>,
) -> Result<(), (PathBuf, io::Error)> {
    for entry in WalkDir::new(folder).contents_first(true) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if is_gone(&error) => continue,
            Err(error) => return Err((folder.to_path_buf(), error.into())),
        };
        let at = entry.path();
        let done = match elsewhere(at.strip_prefix(folder).unwrap_or(at)) {
            _ if entry.file_type().is_dir() => system.remove_folder(at),
            Some(to) => move_along(system, at, &to),
            None => system.remove_file(at),
        };
        done.map_err(|error| (at.to_path_buf(), error))?;
    }
    Ok(())
}

/// Whether a file of the old site is one that the new one lacks: it came, or came anew, after that was prepared.
fn has_come(old: &Path, new: &Path) -> bool {
    match (fs::symlink_metadata(old), fs::symlink_metadata(new)) {
        (Ok(_), Err(error)) => error.kind() == ErrorKind::NotFound,
        (Ok(old), Ok(new)) => old.is_file() && new.is_file() && !is_same_file(&old, &new),
        (Err(_), _) => false,
    }
}

fn is_gone(error: &walkdir::Error) -> bool {
    error.io_error().is_some_and(|error| error.kind() == ErrorKind::NotFound)
}

fn is_same_file(one: &fs::Metadata, other: &fs::Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        (one.dev(), one.ino()) == (other.dev(), other.ino())
    }
    #[cfg(not(unix))]
    {
        let _ = (one, other);
        true
    }
}

fn move_along(system: &dyn System, from: &Path, to: &Path) -> io::Result<()> {
    let missing = to.ancestors().skip(1).take_while(|parent| !matches!(fs::exists(parent), Ok(true)));
    let missing: Vec<&Path> = missing.collect();
    for parent in missing.into_iter().rev() {
        system.create_folder(parent)?;
    }
    system.rename(from, to)
}
