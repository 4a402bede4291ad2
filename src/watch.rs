//! Batches of changes: what may differ on the disk since it was last read.
//!
//! Goes in: the portal's root. Comes out: [`Batch`]es, each when the changes that belong together have come. Must not:
//! read a file of the portal, or build anything.
//!
//! What comes out may be too much, never too little: whoever takes a batch looks at what it names, and finds what really
//! differs. A folder is watched before it is read, so that no change falls between the two.
#![expect(clippy::disallowed_methods, reason = "this is the module that waits for the disk, and for moments")]

pub mod batching;
mod events;
mod git;
mod known;
mod losses;
mod mounts;
mod polling;
mod scope;
mod shared;

pub use crate::source::Batch;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::diagnostic::{Diagnostic, Place, PollingReason, Problem};
use crate::source::FilePath;
use crate::source::disk::FOLDERS;
use events::Events;
use scope::Scope;
use shared::Shared;

/// How often to look for a folder that has to come back before it can be watched again.
const LOOK: Duration = Duration::from_millis(500);
/// How often to look whether git is done.
const GLANCE: Duration = Duration::from_millis(20);

/// How changes are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The system tells; where it does not, by looking.
    Events,
    /// By looking again and again.
    Polling,
}

/// A portal that is watched.
#[derive(Debug)]
pub struct Watch {
    root: PathBuf,
    shared: Arc<Shared>,
    events: Option<Events>,
    git: Option<git::Lock>,
    /// When to look whether what is lacking is back.
    look: Option<Instant>,
    trouble: Option<Diagnostic>,
}

impl Watch {
    /// Begins to watch, which has to be done before the first read. `ignored` are folders whose changes are never told.
    /// The diagnostic tells why events do not come, so that changes are looked for instead.
    pub fn start(root: &Path, ignored: &[PathBuf], source: Source) -> (Self, Option<Diagnostic>) {
        let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| absolute(path));
        let ignored = ignored.iter().map(|path| real(path)).collect();
        let scope = Scope { root: root.to_path_buf(), real: real(root), ignored, ..Scope::default() };
        let shared = Arc::new(Shared::default());
        let git = git::Lock::around(&scope.real);
        let real = scope.real.clone();
        shared.change(|pending| pending.scope = scope);
        let mut watch = Self { root: root.to_path_buf(), shared, events: None, git, look: None, trouble: None };
        let reason = match source {
            Source::Polling => None,
            Source::Events => watch.listen(&real).err(),
        };
        if watch.events.is_none() {
            polling::start(root, &watch.shared);
        }
        (watch, reason.map(|reason| polls(root, reason)))
    }

    fn listen(&mut self, real: &Path) -> Result<(), PollingReason> {
        let tops = FOLDERS.iter().find_map(|folder| mounts::remote_around_or_in(&real.join(folder)));
        if let Some(system) = mounts::remote_around(real).or(tops) {
            return Err(PollingReason::RemoteFolder { system });
        }
        self.events = Some(Events::start(&self.root, real, &self.shared)?);
        Ok(())
    }

    /// Waits for the next batch, but not longer than this. Who asks for it has read the batch before.
    pub fn next_within(&mut self, longest: Duration) -> Option<Batch> {
        let until = Instant::now() + longest;
        self.shared.lock().losses.end(Instant::now());
        loop {
            let now = Instant::now();
            if self.is_back(now) {
                return Some(self.followed(Batch::Everything));
            }
            let mut pending = self.shared.lock();
            if let Some(failure) = pending.failure.take() {
                drop(pending);
                self.fall_back(failure);
                return Some(Batch::Everything);
            }
            let mut wake = self.look.map_or(until, |look| until.min(look));
            if let Some(due) = pending.losses.due() {
                wake = wake.min(due);
                if due <= now {
                    pending.losses.gather();
                    pending.batching.note_everything(now);
                }
            }
            match pending.batching.ends() {
                Some(ends) if ends > now => wake = wake.min(ends),
                Some(ends) if self.git.as_mut().is_some_and(|git| git.holds(now - ends)) => {
                    wake = wake.min(now + GLANCE);
                }
                Some(_) => {
                    let batch = pending.batching.take();
                    pending.losses.begin(now);
                    drop(pending);
                    return Some(self.followed(batch));
                }
                None => {}
            }
            if now >= until {
                return None;
            }
            self.shared.wait(pending, wake.saturating_duration_since(now));
        }
    }

    /// Why events stopped coming since this was last asked, so that changes are looked for from then on.
    pub fn trouble(&mut self) -> Option<Diagnostic> {
        self.trouble.take()
    }

    fn fall_back(&mut self, reason: PollingReason) {
        if self.events.take().is_some() {
            polling::start(&self.root, &self.shared);
            self.trouble = Some(polls(&self.root, reason));
        }
    }

    /// The batch, now that all that came with it is watched. A link shows one file at two paths, of which an event names
    /// one; then everything may have changed.
    fn followed(&mut self, batch: Batch) -> Batch {
        let Some(events) = &mut self.events else { return batch };
        if let Err(reason) = events.follow(&batch) {
            self.shared.change(|pending| pending.failure = Some(reason));
            return Batch::Everything;
        }
        if self.shared.lock().scope.linked.is_empty() { batch } else { Batch::Everything }
    }

    /// Whether what was gone can be watched again. It is looked for at fixed moments, however often somebody wakes.
    fn is_back(&mut self, now: Instant) -> bool {
        let Some(events) = self.events.as_ref().filter(|events| events.is_lacking()) else {
            self.look = None;
            return false;
        };
        let is_time = self.look.is_some_and(|look| look <= now);
        if is_time || self.look.is_none() {
            self.look = Some(now + LOOK);
        }
        is_time && events.is_back()
    }
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

fn polls(root: &Path, reason: PollingReason) -> Diagnostic {
    Diagnostic::new(Problem::Polling { reason }, Place::file(&FilePath::new(&root.to_string_lossy())))
}
