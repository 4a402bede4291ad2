//! What those who notice changes and the one who waits for them have in common.
//!
//! Goes in: changes, from any thread. Comes out: the open batch, and a wake-up. Must not: decide when a batch ends.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::batching::Batching;
use super::known::Known;
use super::losses::Losses;
use super::scope::Scope;
use crate::diagnostic::PollingReason;

/// The open batch behind a lock.
#[derive(Debug, Default)]
pub(super) struct Shared {
    pending: Mutex<Pending>,
    changed: Condvar,
}

/// What was noticed and not told yet. Changes of one path fall together, so it does not grow while nobody takes it.
#[derive(Debug, Default)]
pub(super) struct Pending {
    pub(super) batching: Batching,
    /// Whose events count.
    pub(super) scope: Scope,
    /// Why events stopped coming.
    pub(super) failure: Option<PollingReason>,
    /// Which folders are watched for certain.
    pub(super) known: Known,
    /// Whether the system lost events.
    pub(super) losses: Losses,
}

impl Shared {
    /// The pending changes, for as long as the guard lives. A thread that panicked left nothing half done.
    pub(super) fn lock(&self) -> MutexGuard<'_, Pending> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes something, and wakes who waits.
    pub(super) fn change(&self, change: impl FnOnce(&mut Pending)) {
        change(&mut self.lock());
        self.changed.notify_one();
    }

    /// Waits for a change, or for so long.
    pub(super) fn wait(&self, pending: MutexGuard<'_, Pending>, longest: Duration) {
        drop(self.changed.wait_timeout(pending, longest));
    }
}
