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
use super::{LOCK, MANIFEST, NEW, failed, plan, sibling};
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
            let _ = dispose(system, &beside, plan.folder, &plan.before, Since::Step);
            Ok(true)
        }
        Err(stop) => {
            let _ = dispose(system, &beside, plan.folder, &plan.wanted, Since::Unknown);
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

/// Removes what a build left that was killed. `ours` is what former builds made in the folder.
pub(super) fn clean(system: &dyn System, folder: &Path, ours: &Manifest) -> Result<(), Diagnostic> {
    let Some(beside) = sibling(folder, NEW) else { return Ok(()) };
    if matches!(fs::symlink_metadata(&beside), Err(error) if error.kind() == ErrorKind::NotFound) {
        return Ok(());
    }
    dispose(system, &beside, folder, ours, Since::Unknown).map_err(|(path, error)| failed(&path, &error))
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
        let made = if kind.is_symlink() { system.copy_link(&old, &new) } else { system.link(&old, &new) };
        made.or_stop(&old)?;
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
            // There is no folder yet.
            Err(error) if error.depth() == 0 => return Ok(Vec::new()),
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

/// What is known of the time since a folder beside was given up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Since {
    /// It was the site until a moment ago.
    Step,
    /// It may be old, and may never have been the site.
    Unknown,
}

/// Removes a folder beside the site. What others put there while the site was prepared moves along to the site.
fn dispose(
    system: &dyn System,
    beside: &Path,
    folder: &Path,
    ours: &Manifest,
    since: Since,
) -> Result<(), (PathBuf, io::Error)> {
    let own = plan::manifest(beside).unwrap_or_default();
    let ours: BTreeSet<PathBuf> = [ours, &own].into_iter().flat_map(files_of).collect();
    for entry in WalkDir::new(beside).contents_first(true) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) if error.depth() == 0 => return Ok(()),
            Err(error) => return Err((beside.to_path_buf(), error.into())),
        };
        let at = entry.path();
        let done = if entry.file_type().is_dir() {
            system.remove_folder(at)
        } else {
            let path = at.strip_prefix(beside).unwrap_or(at);
            let to = Some(folder.join(path)).filter(|_| !ours.contains(path));
            match to.filter(|to| has_come(at, to, since)) {
                Some(to) => move_along(system, at, &to),
                None => system.remove_file(at),
            }
        };
        done.map_err(|error| (at.to_path_buf(), error))?;
    }
    Ok(())
}

/// Whether a file beside is one that the site lacks: it came, or came anew, after the site was prepared.
fn has_come(beside: &Path, site: &Path, since: Since) -> bool {
    match (fs::symlink_metadata(beside), fs::symlink_metadata(site)) {
        (Ok(_), Err(error)) => error.kind() == ErrorKind::NotFound,
        (Ok(beside), Ok(site)) => {
            since == Since::Step && beside.is_file() && site.is_file() && !is_same_file(&beside, &site)
        }
        (Err(_), _) => false,
    }
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
