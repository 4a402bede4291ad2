//! Changes as the system tells them.
//!
//! Goes in: the portal's root. Comes out: events, noted as changes. Must not: read a file, or decide what is reread.
#![expect(clippy::disallowed_methods, reason = "events have their moment, and paths without links")]

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Config, Error, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use walkdir::WalkDir;

use super::batching::Happening;
use super::known::Identity;
use super::mounts;
use super::shared::Shared;
use crate::diagnostic::PollingReason;
use crate::source::disk::{FOLDERS, SITE_FILE};
use crate::source::{Batch, is_left_over};

/// Whether the system tells that a file was closed; where it does not, what was written counts as whole.
const CLOSING_IS_TOLD: bool = cfg!(any(target_os = "linux", target_os = "android"));
/// Whether the system watches a tree folder by folder, so that it may miss one.
const FOLDER_BY_FOLDER: bool = CLOSING_IS_TOLD;

/// As many links as systems follow one after the other.
const MOST_STEPS: usize = 40;
/// File systems keep their times no finer than this.
const TICK: Duration = Duration::from_millis(50);

/// Nothing, or why changes have to be looked for.
type Watched = Result<(), PollingReason>;

/// The system's watches on a portal.
#[derive(Debug)]
pub(super) struct Events {
    watcher: RecommendedWatcher,
    shared: Arc<Shared>,
    root: PathBuf,
    real: PathBuf,
    /// Folders that are gone, and that tell when something in them comes back.
    lacking: BTreeSet<PathBuf>,
    /// Where links lead that is known to be of this machine.
    local: BTreeSet<PathBuf>,
}

impl Events {
    /// Begins to watch the root for `portal.toml` and the folders, and these with all that is in them.
    pub(super) fn start(root: &Path, real: &Path, shared: &Arc<Shared>) -> Result<Self, PollingReason> {
        let listener = Arc::clone(shared);
        // Links are followed here: the system's watches know a folder by one path only.
        let config = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(move |event| note(&listener, event), config).map_err(reason)?;
        let (shared, root, real) = (Arc::clone(shared), root.to_path_buf(), real.to_path_buf());
        let mut events = Self { watcher, shared, root, real, lacking: BTreeSet::new(), local: BTreeSet::new() };
        events.follow(&Batch::Everything)?;
        Ok(events)
    }

    /// Whether a folder is gone that tells when something in it comes back; then somebody has to look.
    pub(super) fn is_lacking(&self) -> bool {
        !self.lacking.is_empty()
    }

    /// Whether such a folder is there again.
    pub(super) fn is_back(&self) -> bool {
        self.lacking.iter().any(|folder| fs::metadata(folder).is_ok_and(|found| found.is_dir()))
    }

    /// Watches what came with a batch: new folders, and where new links lead. To be done before the batch is read, so
    /// that nothing changes unseen.
    pub(super) fn follow(&mut self, batch: &Batch) -> Watched {
        let (root, real) = (self.root.clone(), self.real.clone());
        match batch {
            Batch::Paths(paths) if paths.iter().all(|path| *path != root && path.starts_with(&root)) => {
                for path in paths {
                    self.watch_top(&real.join(path.strip_prefix(&root).unwrap_or(path)))?;
                }
            }
            Batch::Paths(_) | Batch::Everything => {
                self.lacking.clear();
                self.shared.change(|pending| pending.scope.linked.clear());
                self.watch_one(&real)?;
                for top in [SITE_FILE].iter().chain(&FOLDERS) {
                    self.watch_top(&real.join(top))?;
                }
            }
        }
        Ok(())
    }

    /// Watches a folder with all that is in it, and where its links lead. A file is watched by its folder. Where a folder
    /// may not be read or just went, the others are watched.
    fn watch_top(&mut self, top: &Path) -> Watched {
        let entries = WalkDir::new(top).follow_root_links(false).into_iter();
        let counts =
            |entry: &walkdir::DirEntry| entry.depth() == 0 || !is_left_over(&entry.file_name().to_string_lossy());
        let mut covered: Option<(PathBuf, SystemTime)> = None;
        for entry in entries.filter_entry(counts).flatten() {
            if entry.path_is_symlink() {
                self.watch_link(entry.path())?;
            } else if entry.file_type().is_dir() {
                let Ok(found) = entry.metadata() else { continue };
                let is_new = self.shared.lock().known.insert(entry.path(), identity(&found));
                let is_covered = |(folder, since): &(PathBuf, SystemTime)| {
                    entry.path().starts_with(folder) && (!FOLDER_BY_FOLDER || is_older(&found, *since))
                };
                if is_new && !covered.as_ref().is_some_and(is_covered) {
                    let begin = SystemTime::now();
                    if self.watch_all(entry.path())? {
                        covered = Some((entry.into_path(), begin));
                    }
                }
            }
        }
        Ok(())
    }

    /// Watches every place that a link leads through, and what it leads to.
    fn watch_link(&mut self, link: &Path) -> Watched {
        let mut step = link.to_path_buf();
        let mut is_new = false;
        for _ in 0..MOST_STEPS {
            let Ok(target) = fs::read_link(&step) else { break };
            step = without_links(&step.with_file_name("").join(target));
            is_new = self.shared.lock().scope.linked.insert(step.clone());
            if let Some(parent) = step.parent().filter(|parent| !self.is_covered(parent)) {
                self.watch_one(parent)?;
            }
            if !self.local.contains(&step) {
                mounts::remote_around_or_in(&step)
                    .map_or(Ok(()), |system| Err(PollingReason::RemoteFolder { system }))?;
                self.local.insert(step.clone());
            }
        }
        if is_new && !self.is_covered(&step) { self.watch_top(&step) } else { Ok(()) }
    }

    fn is_covered(&self, path: &Path) -> bool {
        self.shared.lock().scope.is_covered(path)
    }

    fn watch_one(&mut self, folder: &Path) -> Watched {
        match self.watcher.watch(folder, RecursiveMode::NonRecursive) {
            Err(error) if is_absent(&error) => {
                self.lacking.insert(folder.to_path_buf());
                Ok(())
            }
            watched => watched.map_err(reason),
        }
    }

    /// Watches a folder with all that is in it; whether that could be done.
    fn watch_all(&mut self, folder: &Path) -> Result<bool, PollingReason> {
        match self.watcher.watch(folder, RecursiveMode::Recursive) {
            Err(error) if is_limit(&error) => Err(reason(error)),
            Err(_) => {
                self.shared.lock().known.forget(folder);
                Ok(false)
            }
            Ok(()) => Ok(true),
        }
    }
}

/// What tells a folder from any other that has its path later; nothing where the system does not say, or where it keeps
/// a whole tree watched by itself.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn identity(folder: &Metadata) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    Some((folder.dev(), folder.ino(), folder.created().ok()?))
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn identity(_: &Metadata) -> Option<Identity> {
    None
}

/// Whether a folder was certainly at its place by then.
#[cfg(unix)]
fn is_older(folder: &Metadata, moment: SystemTime) -> bool {
    use std::os::unix::fs::MetadataExt;
    // A folder that is moved has its state changed, not its birth.
    let (Ok(seconds), Ok(rest)) = (u64::try_from(folder.ctime()), u64::try_from(folder.ctime_nsec())) else {
        return false;
    };
    let changed = Duration::from_secs(seconds).saturating_add(Duration::from_nanos(rest) + TICK);
    SystemTime::UNIX_EPOCH.checked_add(changed).is_some_and(|changed| changed < moment)
}

#[cfg(not(unix))]
fn is_older(_: &Metadata, _: SystemTime) -> bool {
    true
}

/// A path without links in the folders that lead to it, also where it leads to nothing.
fn without_links(path: &Path) -> PathBuf {
    match (path.parent().map(fs::canonicalize), path.file_name()) {
        (Some(Ok(parent)), Some(name)) => parent.join(name),
        _ => fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf()),
    }
}

fn is_absent(error: &Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory].contains(&error.kind()),
        ErrorKind::Generic(_) | ErrorKind::WatchNotFound | ErrorKind::InvalidConfig(_) | ErrorKind::MaxFilesWatch => {
            false
        }
    }
}

fn is_limit(error: &Error) -> bool {
    matches!(error.kind, ErrorKind::MaxFilesWatch)
}

/// Why events do not come.
fn reason(error: Error) -> PollingReason {
    match error.kind {
        ErrorKind::MaxFilesWatch => PollingReason::TooManyFolders,
        ErrorKind::Io(error) if is_out_of_watchers(&error) => PollingReason::TooManyWatchers,
        ErrorKind::Io(error) => PollingReason::Other { detail: error.kind().to_string() },
        ErrorKind::Generic(detail) => PollingReason::Other { detail },
        ErrorKind::PathNotFound | ErrorKind::WatchNotFound | ErrorKind::InvalidConfig(_) => {
            PollingReason::Other { detail: error.to_string() }
        }
    }
}

/// Whether a program was refused one more watcher (`EMFILE`, which has no kind of its own).
fn is_out_of_watchers(error: &io::Error) -> bool {
    cfg!(target_os = "linux") && error.raw_os_error() == Some(24)
}

/// Notes an event; called by the system's thread.
fn note(shared: &Shared, event: Result<Event, Error>) {
    let event = match event {
        Ok(event) => event,
        Err(error) => return shared.change(|pending| pending.failure = Some(reason(error))),
    };
    if event.need_rescan() {
        return shared.change(|pending| pending.losses.note(Instant::now()));
    }
    let Some(happening) = happening(event.kind) else { return };
    let mut pending = shared.lock();
    // Readers open everything, we too: while no file is being made, that is nothing to look into.
    if happening == Happening::Opened && pending.batching.has_no_paths() {
        return;
    }
    if happening == Happening::Gone {
        event.paths.iter().for_each(|path| pending.known.forget(path));
    }
    let places: Vec<PathBuf> = event.paths.iter().filter_map(|path| pending.scope.place(path)).collect();
    for place in &places {
        pending.batching.note(Instant::now(), place, happening);
    }
    drop(pending);
    // What was opened makes a batch end later, never sooner.
    if !places.is_empty() && happening != Happening::Opened {
        shared.change(|_| {});
    }
}

/// What an event means; nothing when a file was only read.
fn happening(kind: EventKind) -> Option<Happening> {
    match kind {
        EventKind::Create(_) => Some(Happening::Created),
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From)) => Some(Happening::Gone),
        EventKind::Modify(ModifyKind::Name(RenameMode::To)) => Some(Happening::Placed),
        EventKind::Modify(ModifyKind::Data(_)) if CLOSING_IS_TOLD => Some(Happening::Written),
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some(Happening::Closed),
        EventKind::Access(AccessKind::Open(_)) => Some(Happening::Opened),
        EventKind::Access(_) => None,
        EventKind::Modify(_) | EventKind::Any | EventKind::Other => Some(Happening::Altered),
    }
}
