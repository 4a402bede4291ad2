//! Changes as the system tells them.
//!
//! Goes in: the portal's root. Comes out: events, noted as changes. Must not: read a file, or decide what is reread.
#![expect(clippy::disallowed_methods, reason = "events have their moment, and paths without links")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Config, Error, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use walkdir::WalkDir;

use super::batching::Happening;
use super::shared::Shared;
use crate::source::Batch;
use crate::source::disk::{FOLDERS, SITE_FILE};

/// Whether the system tells that a file was closed; where it does not, what was written counts as whole.
const CLOSING_IS_TOLD: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// As many links as systems follow one after the other.
const MOST_STEPS: usize = 40;

/// The system's watches on a portal.
#[derive(Debug)]
pub(super) struct Events {
    watcher: RecommendedWatcher,
    shared: Arc<Shared>,
    root: PathBuf,
    real: PathBuf,
    is_lacking: bool,
}

impl Events {
    /// Begins to watch the root for `portal.toml` and the folders, and these with all that is in them.
    pub(super) fn start(root: &Path, real: &Path, shared: &Arc<Shared>) -> Result<Self, Error> {
        let listener = Arc::clone(shared);
        // Links are followed here: the system's watches know a folder by one path only.
        let config = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(move |event| note(&listener, event), config)?;
        let (shared, root, real) = (Arc::clone(shared), root.to_path_buf(), real.to_path_buf());
        let mut events = Self { watcher, shared, root, real, is_lacking: false };
        events.follow(&Batch::Everything)?;
        Ok(events)
    }

    /// Whether a folder is gone that tells when something in it comes back; then somebody has to look.
    pub(super) fn is_lacking(&self) -> bool {
        self.is_lacking
    }

    /// Watches what came with a batch: new folders, and where new links lead. To be done before the batch is read, so
    /// that nothing changes unseen.
    pub(super) fn follow(&mut self, batch: &Batch) -> Result<(), Error> {
        let (root, real) = (self.root.clone(), self.real.clone());
        match batch {
            Batch::Paths(paths) if paths.iter().all(|path| *path != root && path.starts_with(&root)) => {
                for path in paths {
                    self.watch_top(&real.join(path.strip_prefix(&root).unwrap_or(path)))?;
                }
            }
            Batch::Paths(_) | Batch::Everything => {
                self.is_lacking = false;
                self.shared.change(|pending| pending.scope.linked.clear());
                self.watch_one(&real)?;
                for top in [SITE_FILE].iter().chain(&FOLDERS) {
                    self.watch_top(&real.join(top))?;
                }
            }
        }
        Ok(())
    }

    /// Watches a folder with all that is in it, and where its links lead. A file is watched by its folder.
    fn watch_top(&mut self, top: &Path) -> Result<(), Error> {
        if fs::symlink_metadata(top).is_ok_and(|found| found.is_dir()) {
            self.watch_all(top)?;
        }
        let entries = WalkDir::new(top).follow_root_links(false).into_iter().flatten();
        for link in entries.filter(walkdir::DirEntry::path_is_symlink) {
            self.watch_link(link.path())?;
        }
        Ok(())
    }

    /// Watches every place that a link leads through, and what it leads to.
    fn watch_link(&mut self, link: &Path) -> Result<(), Error> {
        let mut step = link.to_path_buf();
        let mut is_new = false;
        for _ in 0..MOST_STEPS {
            let Ok(target) = fs::read_link(&step) else { break };
            step = without_links(&step.with_file_name("").join(target));
            is_new = self.shared.lock().scope.linked.insert(step.clone());
            if let Some(parent) = step.parent().filter(|parent| !self.is_covered(parent)) {
                self.watch_one(parent)?;
            }
        }
        if is_new && !self.is_covered(&step) { self.watch_top(&step) } else { Ok(()) }
    }

    fn is_covered(&self, path: &Path) -> bool {
        self.shared.lock().scope.is_covered(path)
    }

    fn watch_one(&mut self, folder: &Path) -> Result<(), Error> {
        match self.watcher.watch(folder, RecursiveMode::NonRecursive) {
            Err(error) if is_absent(&error) => self.is_lacking = true,
            watched => watched?,
        }
        Ok(())
    }

    /// Watches a folder with all that is in it. Where one in it may not be read or just went, the others are watched.
    fn watch_all(&mut self, folder: &Path) -> Result<(), Error> {
        let Err(error) = self.watcher.watch(folder, RecursiveMode::Recursive) else { return Ok(()) };
        if is_limit(&error) {
            return Err(error);
        }
        let entries = WalkDir::new(folder).into_iter().flatten();
        for inner in entries.filter(|entry| entry.file_type().is_dir()) {
            match self.watcher.watch(inner.path(), RecursiveMode::Recursive) {
                Err(error) if is_limit(&error) => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
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

/// Notes an event; called by the system's thread.
fn note(shared: &Shared, event: Result<Event, Error>) {
    let event = match event {
        Ok(event) => event,
        Err(error) => return shared.change(|pending| pending.failure = Some(error)),
    };
    if event.need_rescan() {
        return shared.change(|pending| pending.batching.note_everything(Instant::now()));
    }
    let Some(happening) = happening(event.kind) else { return };
    let mut pending = shared.lock();
    let places: Vec<PathBuf> = event.paths.iter().filter_map(|path| pending.scope.place(path)).collect();
    for place in &places {
        pending.batching.note(Instant::now(), place, happening);
    }
    drop(pending);
    if !places.is_empty() {
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
