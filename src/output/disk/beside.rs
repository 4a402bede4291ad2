//! A site that is prepared beside the old one and changes places with it in one step.
//!
//! Files that stay as they are, ours and those of others, are the same files in both: links, not copies. After the step
//! the old site stands beside, and goes.

mod others;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::plan::{Plan, State};
use super::system::{EXCHANGES, System};
use super::{MANIFEST, NEW, failed, sibling};
use crate::diagnostic::Diagnostic;
use others::{Others, Ours, Thing};

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

/// What the system refused.
struct Refused {
    /// The one that an author knows.
    path: PathBuf,
    error: io::Error,
}

impl Refused {
    fn told(&self) -> Diagnostic {
        failed(&self.path, &self.error)
    }
}

impl From<Refused> for Stop {
    fn from(refused: Refused) -> Self {
        let is_unfit = UNFIT.contains(&refused.error.kind()) || is_unknown(&refused.error);
        if is_unfit { Self::Unfit } else { Self::Failed(refused.told()) }
    }
}

/// Whether a disk does not know the call. Not every system says so in a word that the standard library reads as such.
fn is_unknown(error: &io::Error) -> bool {
    #[cfg(unix)]
    {
        let unknown = [rustix::io::Errno::NOTSUP, rustix::io::Errno::OPNOTSUPP];
        unknown.iter().any(|unknown| error.raw_os_error() == Some(unknown.raw_os_error()))
    }
    #[cfg(not(unix))]
    {
        let _ = error;
        false
    }
}

/// What a call gave, or what it refused.
trait At<T> {
    fn at(self, path: &Path) -> Result<T, Refused>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: &Path) -> Result<T, Refused> {
        self.map_err(|error| Refused { path: path.to_path_buf(), error })
    }
}

/// Carries out a plan; says whether it could. If not, nothing has changed.
pub(super) fn publish(system: &dyn System, plan: &Plan<'_>) -> Result<bool, Diagnostic> {
    let Some(beside) = sibling(plan.folder, NEW).filter(|beside| is_one_disk(beside, plan.folder)) else {
        return Ok(false);
    };
    // To prepare a site would be in vain.
    if !EXCHANGES && fs::symlink_metadata(plan.folder).is_ok() {
        return Ok(false);
    }
    outcome(change_places(system, plan, &beside))
}

fn outcome(done: Result<(), Stop>) -> Result<bool, Diagnostic> {
    match done {
        Ok(()) => Ok(true),
        Err(Stop::Unfit) => Ok(false),
        Err(Stop::Failed(diagnostic)) => Err(diagnostic),
    }
}

fn change_places(system: &dyn System, plan: &Plan<'_>, beside: &Path) -> Result<(), Stop> {
    let give_up = |stop| {
        let _ = remove(system, beside);
        stop
    };
    let ours = Ours::of(plan);
    let prepared = prepare(system, plan, &ours, beside);
    let taken = prepared.and_then(|taken| Ok(step(system, plan, beside).map(|()| taken)?)).map_err(give_up)?;
    let found = match others::find(plan, &ours, beside) {
        Ok(found) => found,
        // Somebody's file came to an address of ours after that was found free.
        Err(stop) => {
            step(system, plan, beside)?;
            return Err(give_up(stop));
        }
    };
    let mut folders = Folders::new(system, beside, plan.folder);
    others::follow(&mut folders, &taken, &found).map_err(|refused| Stop::Failed(refused.told()))?;
    // The site is there. What cannot be removed now, the next build tries again.
    let _ = remove(system, beside);
    Ok(())
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

/// Removes what a build left that was killed; says whether the place is free. Whether it never was the site, or its builder
/// was killed before what had come moved along, nobody knows; and what somebody removed since must not come back.
pub(super) fn clean(system: &dyn System, folder: &Path) -> Result<bool, Diagnostic> {
    let Some(beside) = sibling(folder, NEW) else { return Ok(true) };
    outcome(remove(system, &beside).map_err(Stop::from))
}

/// Prepares the new site; says what of others it took over.
fn prepare(system: &dyn System, plan: &Plan<'_>, ours: &Ours, beside: &Path) -> Result<Others, Stop> {
    let mut folders = Folders::new(system, plan.folder, beside);
    folders.make(Path::new(""))?;
    prepare_manifest(system, plan, beside)?;
    // All of them before the first file: file systems make both in turn, and would wait for each other.
    for inner in &plan.folders {
        folders.make(Path::new(inner))?;
    }
    // One by one: the largest stand together, and would all be left to one thread.
    plan.files.par_iter().with_max_len(1).try_for_each(|(output, state)| {
        let (old, new) = (plan.folder.join(&output.path), beside.join(&output.path));
        let made = if *state == State::Same { system.link(&old, &new) } else { system.write(&new, &output.content) };
        made.at(&old)
    })?;
    let others = others::find(plan, ours, plan.folder)?;
    for (path, thing) in &others {
        folders.make(if *thing == Thing::Folder { path } else { path.parent().unwrap_or(path) })?;
        let (old, new) = (plan.folder.join(path), beside.join(path));
        let made = match thing {
            Thing::Folder => Ok(()),
            Thing::Link(_) => system.copy_link(&old, &new),
            Thing::File(_) => system.link(&old, &new),
        };
        match made {
            Err(error) if is_gone(&error) => {}
            made => made.at(&old)?,
        }
    }
    Ok(others)
}

/// The list of what is ours is the one file that the next build cannot do without, so its bytes are on the disk before the
/// step is, whatever becomes of the power. Files that lost theirs differ, and are written again.
fn prepare_manifest(system: &dyn System, plan: &Plan<'_>, beside: &Path) -> Result<(), Refused> {
    let (old, new) = (plan.folder.join(MANIFEST), beside.join(MANIFEST));
    if plan.before == plan.wanted {
        return system.link(&old, &new).at(&old);
    }
    system.write(&new, &plan.wanted.text().into()).and_then(|()| system.sync(&new)).at(&old)
}

/// Makes the new site visible, or the old one again.
fn step(system: &dyn System, plan: &Plan<'_>, beside: &Path) -> Result<(), Refused> {
    let made = match fs::symlink_metadata(plan.folder) {
        Ok(_) => system.exchange(beside, plan.folder),
        Err(_) => system.rename(beside, plan.folder),
    };
    made.at(plan.folder)
}

/// The folders of one site as they are made like those of another.
struct Folders<'f> {
    system: &'f dyn System,
    old: &'f Path,
    new: &'f Path,
    /// Whether there is an old site.
    has_old: bool,
    /// By their bytes: to compare paths part by part takes longer than to make a folder.
    made: BTreeSet<OsString>,
}

impl<'f> Folders<'f> {
    fn new(system: &'f dyn System, old: &'f Path, new: &'f Path) -> Self {
        let has_old = fs::symlink_metadata(old).is_ok();
        Self { system, old, new, has_old, made: BTreeSet::new() }
    }

    /// Makes one, and those that it is in, where they are not there.
    fn make(&mut self, path: &Path) -> Result<(), Refused> {
        if self.made.contains(path.as_os_str()) {
            return Ok(());
        }
        if let Some(parent) = path.parent() {
            self.make(parent)?;
        }
        self.made.insert(path.as_os_str().to_owned());
        let (old, new) = (self.old.join(path), self.new.join(path));
        match self.system.create_folder(&new) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(()),
            made => made.at(&old)?,
        }
        if !self.has_old || !fs::symlink_metadata(&old).is_ok_and(|found| found.is_dir()) {
            return Ok(());
        }
        match self.system.imitate(&old, &new) {
            Err(error) if is_gone(&error) => Ok(()),
            made => made.at(&old),
        }
    }
}

/// Removes a folder with all that is in it; one that is not there is removed already.
fn remove(system: &dyn System, folder: &Path) -> Result<(), Refused> {
    for entry in WalkDir::new(folder).contents_first(true) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => system.remove_folder(entry.path()).at(entry.path())?,
            Ok(entry) => system.remove_file(entry.path()).at(entry.path())?,
            Err(error) if error.io_error().is_some_and(is_gone) => {}
            Err(error) => return Err(unwalked(folder, &error)),
        }
    }
    Ok(())
}

/// Whether somebody removed a moment ago what was asked for, or what it was in.
fn is_gone(error: &io::Error) -> bool {
    [ErrorKind::NotFound, ErrorKind::NotADirectory].contains(&error.kind())
}

fn unwalked(folder: &Path, error: &walkdir::Error) -> Refused {
    let kind = error.io_error().map_or(ErrorKind::Other, io::Error::kind);
    Refused { path: error.path().unwrap_or(folder).to_path_buf(), error: kind.into() }
}
