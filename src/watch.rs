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
mod mounts;
mod polling;
mod scope;
mod shared;

pub use crate::source::Batch;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use notify::ErrorKind;

use crate::diagnostic::{Diagnostic, Place, PollingReason, Problem};
use crate::source::FilePath;
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
        let mut watch = Self { root: root.to_path_buf(), shared, events: None, git, trouble: None };
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
        if let Some(system) = mounts::remote(real) {
            return Err(PollingReason::RemoteFolder { system });
        }
        self.events = Some(Events::start(&self.root, real, &self.shared).map_err(reason)?);
        Ok(())
    }

    /// Waits for the next batch, but not longer than this.
    pub fn next_within(&mut self, longest: Duration) -> Option<Batch> {
        let until = Instant::now() + longest;
        loop {
            let now = Instant::now();
            let is_lacking = self.events.as_ref().is_some_and(Events::is_lacking);
            let mut pending = self.shared.lock();
            if let Some(failure) = pending.failure.take() {
                drop(pending);
                self.fall_back(failure);
                return Some(Batch::Everything);
            }
            let mut wake = if is_lacking { until.min(now + LOOK) } else { until };
            match pending.batching.ends() {
                Some(ends) if ends > now => wake = wake.min(ends),
                Some(ends) if self.git.as_mut().is_some_and(|git| git.holds(now - ends)) => {
                    wake = wake.min(now + GLANCE);
                }
                Some(_) => {
                    let batch = pending.batching.take();
                    drop(pending);
                    return Some(self.followed(batch));
                }
                None => {}
            }
            if now >= until {
                return None;
            }
            self.shared.wait(pending, wake - now);
            if is_lacking && self.is_back() {
                return Some(Batch::Everything);
            }
        }
    }

    /// Why events stopped coming since this was last asked, so that changes are looked for from then on.
    pub fn trouble(&mut self) -> Option<Diagnostic> {
        self.trouble.take()
    }

    fn fall_back(&mut self, failure: notify::Error) {
        if self.events.take().is_some() {
            polling::start(&self.root, &self.shared);
            self.trouble = Some(polls(&self.root, reason(failure)));
        }
    }

    /// The batch, now that all that came with it is watched. A link shows one file at two paths, of which an event names
    /// one; then everything may have changed.
    fn followed(&mut self, batch: Batch) -> Batch {
        let Some(events) = &mut self.events else { return batch };
        if let Err(error) = events.follow(&batch) {
            self.shared.change(|pending| pending.failure = Some(error));
            return Batch::Everything;
        }
        if self.shared.lock().scope.linked.is_empty() { batch } else { Batch::Everything }
    }

    /// Whether what was gone can be watched again.
    fn is_back(&mut self) -> bool {
        self.followed(Batch::Everything);
        !self.events.as_ref().is_some_and(Events::is_lacking)
    }
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

fn polls(root: &Path, reason: PollingReason) -> Diagnostic {
    Diagnostic::new(Problem::Polling { reason }, Place::file(&FilePath::new(&root.to_string_lossy())))
}

fn reason(error: notify::Error) -> PollingReason {
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
fn is_out_of_watchers(error: &std::io::Error) -> bool {
    cfg!(target_os = "linux") && error.raw_os_error() == Some(24)
}
