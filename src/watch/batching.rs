//! When changes that belong together have all come.
//!
//! Goes in: what happened to which path, each with its moment. Comes out: when the batch ends, and the batch. Must
//! not: ask the clock or the disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::source::Batch;

/// A save is over when it was quiet for this long.
const QUIET: Duration = Duration::from_millis(10);
/// A file that is new or gone may be half of a save: its editor puts another in its place.
const UNSETTLED: Duration = Duration::from_millis(50);
/// A file that is being written may be half-written.
const OPEN: Duration = Duration::from_millis(300);
/// A file that never stops changing is looked at all the same.
const LONGEST: Duration = Duration::from_millis(500);

/// More paths than this are no save, but a checkout or a copy.
const MANY: usize = 16;
const QUIET_OF_MANY: Duration = Duration::from_millis(100);
const LONGEST_OF_MANY: Duration = Duration::from_secs(2);

/// Above this, looking at everything is less work than looking at each.
const MOST: usize = 1_000;

/// What happened to a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    /// It was made here.
    Created,
    /// It was opened, by whoever made it or by a reader.
    Opened,
    /// Bytes were written, and more may follow until it is closed.
    Written,
    /// Whoever wrote it has closed it.
    Closed,
    /// It stands here whole: another was put in its place.
    Placed,
    /// Something else about it changed.
    Altered,
    /// It was removed, or got another name.
    Gone,
}

/// The changes of one batch that is still open.
#[derive(Debug, Default)]
pub struct Batching {
    traces: BTreeMap<PathBuf, Trace>,
    is_everything: bool,
    span: Option<Span>,
}

/// The moments of the first and the last change.
#[derive(Clone, Copy, Debug)]
struct Span {
    first: Instant,
    last: Instant,
}

/// What is known of a path in this batch.
#[derive(Clone, Copy, Debug, Default)]
struct Trace {
    is_new: bool,
    is_open: bool,
    is_gone: bool,
}

impl Batching {
    /// Notes a change.
    pub fn note(&mut self, at: Instant, path: &Path, happening: Happening) {
        if happening == Happening::Opened {
            // Whoever opens a file that was just made is going to write it; any other is a reader.
            if let Some(trace) = self.traces.get_mut(path).filter(|trace| trace.is_new) {
                trace.is_open = true;
            }
            return;
        }
        self.prolong(at);
        if self.is_everything {
            return;
        }
        let trace = self
            .traces
            .entry(path.to_path_buf())
            .or_insert_with(|| Trace { is_new: happening == Happening::Created, ..Trace::default() });
        trace.is_gone = happening == Happening::Gone || (trace.is_gone && happening == Happening::Altered);
        match happening {
            Happening::Written => trace.is_open = true,
            Happening::Closed | Happening::Placed | Happening::Gone => trace.is_open = false,
            Happening::Created | Happening::Opened | Happening::Altered => {}
        }
        if self.traces.len() > MOST {
            self.note_everything(at);
        }
    }

    /// Notes that anything may have changed.
    pub fn note_everything(&mut self, at: Instant) {
        self.prolong(at);
        self.is_everything = true;
        self.traces.clear();
    }

    fn prolong(&mut self, at: Instant) {
        let first = self.span.map_or(at, |span| span.first);
        self.span = Some(Span { first, last: at });
    }

    /// Whether it holds no path.
    pub fn has_no_paths(&self) -> bool {
        self.traces.is_empty()
    }

    /// When the batch ends if nothing more happens; nothing when there is no change.
    pub fn ends(&self) -> Option<Instant> {
        let Span { first, last } = self.span?;
        let (quiet, longest) = if self.is_everything || self.traces.len() > MANY {
            (QUIET_OF_MANY, LONGEST_OF_MANY)
        } else {
            (self.traces.values().copied().map(Trace::quiet).max().unwrap_or(QUIET), LONGEST)
        };
        Some((last + quiet).min(first + longest))
    }

    /// The batch, which leaves room for the next.
    pub fn take(&mut self) -> Batch {
        let Self { traces, is_everything, .. } = std::mem::take(self);
        if is_everything { Batch::Everything } else { Batch::Paths(traces.into_keys().collect()) }
    }
}

impl Trace {
    fn quiet(self) -> Duration {
        match self {
            Self { is_open: true, .. } => OPEN,
            // Made and gone again: a temporary file.
            Self { is_new: true, is_gone: true, .. } => QUIET,
            Self { is_new, is_gone, .. } if is_new || is_gone => UNSETTLED,
            Self { .. } => QUIET,
        }
    }
}
