//! Changes noticed by looking again and again, where no events come.
//!
//! Goes in: the portal's root. Comes out: what differs between two looks, noted as changes. Must not: read a file; it
//! only asks for sizes and times.
#![expect(clippy::disallowed_methods, reason = "it looks by the clock, and a recent time is compared to it")]

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use walkdir::WalkDir;

use super::batching::Happening;
use super::git;
use super::shared::Shared;
use crate::source::disk::{FOLDERS, SITE_FILE};
use crate::source::is_left_over;

/// How long it waits between two looks.
const INTERVAL: Duration = Duration::from_millis(500);
/// How long until it looks whether a change is over.
const SETTLING: Duration = Duration::from_millis(25);
/// How often it looks so; a file that never stops changing is told all the same.
const MOST_LOOKS: usize = 20;
/// Within this time of its last change, a file may change once more without another size or time.
const RECENT: Duration = Duration::from_secs(2);

/// What tells one state of a file from another; the mistake when it cannot be asked.
type Stamp = Result<State, io::ErrorKind>;

#[derive(Clone, Debug, PartialEq, Eq)]
struct State {
    size: u64,
    modified: Option<SystemTime>,
    /// Which file it is, its rights, and when these changed.
    identity: [i64; 5],
    is_recent: bool,
}

/// What a portal looked like at one moment.
type Look = BTreeMap<PathBuf, Stamp>;

/// Looks a first time, and from then on in a thread of its own until nobody listens any more.
pub(super) fn start(root: &Path, shared: &Arc<Shared>) {
    let git = git::Lock::around(&shared.lock().scope.real);
    let (root, shared, first) = (root.to_path_buf(), Arc::downgrade(shared), look(root));
    thread::spawn(move || poll(&root, git, &shared, first));
}

fn poll(root: &Path, mut git: Option<git::Lock>, shared: &Weak<Shared>, mut last: Look) {
    let mut rest = INTERVAL;
    loop {
        thread::sleep(rest);
        let begin = Instant::now();
        let next = look(root);
        // A large portal is looked at less often, so that looking is never most of the work.
        rest = INTERVAL.max(begin.elapsed() * 5);
        let mut changed = changes(&last, &next, |state| state.is_recent);
        last = next;
        if !changed.is_empty() {
            settle(root, git.as_mut(), &mut last, &mut changed);
        }
        let Some(shared) = shared.upgrade() else { return };
        shared.change(|pending| {
            for path in &changed {
                pending.batching.note(Instant::now(), path, Happening::Altered);
            }
        });
    }
}

/// Looks until nothing changes any more and git is done, within bounds.
fn settle(root: &Path, mut git: Option<&mut git::Lock>, last: &mut Look, changed: &mut Vec<PathBuf>) {
    let begin = Instant::now();
    for looks in 1.. {
        // Asked first, so that what git does last is seen by the look that follows.
        let is_git_done = !git.as_mut().is_some_and(|git| git.holds(begin.elapsed()));
        thread::sleep(SETTLING);
        let next = look(root);
        let more = changes(last, &next, |_| false);
        *last = next;
        let is_over = is_git_done && (more.is_empty() || looks >= MOST_LOOKS);
        changed.extend(more);
        if is_over {
            return;
        }
    }
}

/// The paths that differ, or of which the former state is in doubt.
fn changes(last: &Look, next: &Look, is_doubtful: impl Fn(&State) -> bool) -> Vec<PathBuf> {
    let is_same = |path: &PathBuf| match (last.get(path), next.get(path)) {
        (Some(Ok(last)), Some(Ok(next))) => {
            !is_doubtful(last) && (last.size, last.modified, last.identity) == (next.size, next.modified, next.identity)
        }
        (last, next) => last == next,
    };
    let gone = last.keys().filter(|path| !next.contains_key(*path));
    next.keys().filter(|path| !is_same(path)).chain(gone).cloned().collect()
}

fn look(root: &Path) -> Look {
    let now = SystemTime::now();
    let mut look = Look::new();
    for top in [SITE_FILE].iter().chain(&FOLDERS) {
        let entries = WalkDir::new(root.join(top)).follow_links(true).into_iter();
        for entry in
            entries.filter_entry(|entry| entry.depth() == 0 || !is_left_over(&entry.file_name().to_string_lossy()))
        {
            let (path, metadata) = match entry {
                Ok(entry) => (entry.path().to_path_buf(), entry.metadata()),
                Err(error) => (error.path().unwrap_or(root).to_path_buf(), Err(error)),
            };
            let kind = |error: walkdir::Error| error.io_error().map_or(io::ErrorKind::Other, io::Error::kind);
            look.insert(path, metadata.map(|metadata| state(&metadata, now)).map_err(kind));
        }
    }
    look
}

fn state(metadata: &Metadata, now: SystemTime) -> State {
    if metadata.is_dir() {
        // What is in it is looked at for itself.
        let mut identity = identity(metadata);
        identity[3..].fill(0);
        return State { size: 0, modified: None, identity, is_recent: false };
    }
    let modified = metadata.modified().ok();
    let is_recent = modified.is_some_and(|modified| is_recent(modified, now));
    State { size: metadata.len(), modified, identity: identity(metadata), is_recent }
}

/// Whether a time is of just now. One that is still to come says nothing of when the file changed.
fn is_recent(modified: SystemTime, now: SystemTime) -> bool {
    now.duration_since(modified).is_ok_and(|ago| ago < RECENT)
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> [i64; 5] {
    use std::os::unix::fs::MetadataExt;
    let (device, file) = (metadata.dev().cast_signed(), metadata.ino().cast_signed());
    [device, file, metadata.mode().into(), metadata.ctime(), metadata.ctime_nsec()]
}

#[cfg(not(unix))]
fn identity(metadata: &Metadata) -> [i64; 5] {
    [0, 0, metadata.permissions().readonly().into(), 0, 0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changed_just_now_is_recent() {
        let now = SystemTime::now();
        let second = Duration::from_secs(1);
        assert!(is_recent(now, now) && is_recent(now - second, now));
        assert!(!is_recent(now - 2 * second, now) && !is_recent(now + second, now));
        let last = (0..63).rev().map(|bit| Duration::from_secs(1 << bit));
        let last = last.fold(now, |last, more| last.checked_add(more).unwrap_or(last));
        assert!(!is_recent(last, now));
    }
}
