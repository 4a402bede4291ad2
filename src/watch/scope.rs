//! Which paths a portal is made of, as the system names them.
//!
//! Goes in: the path of an event. Comes out: the path under the root as the caller wrote it, or nothing. Must not: look
//! at the disk.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::source::disk::is_part;
use crate::source::is_left_over;

/// What is watched, and what in it does not count.
#[derive(Debug, Default)]
pub(super) struct Scope {
    /// The root as the caller wrote it.
    pub(super) root: PathBuf,
    /// The root without links.
    pub(super) real: PathBuf,
    /// Folders whose changes are never told, without links.
    pub(super) ignored: Vec<PathBuf>,
    /// Where the symbolic links of the portal lead, at every step.
    pub(super) linked: BTreeSet<PathBuf>,
}

impl Scope {
    /// The path that counts as changed when this one is.
    pub(super) fn place(&self, path: &Path) -> Option<PathBuf> {
        if self.ignored.iter().any(|ignored| path.starts_with(ignored)) {
            return None;
        }
        let rest = path.strip_prefix(&self.real).ok();
        if let Some(rest) = rest.filter(|rest| rest.as_os_str().is_empty() || is_part(rest)) {
            return Some(self.root.join(rest));
        }
        self.linked.iter().any(|linked| is_at(linked, path)).then(|| path.to_path_buf())
    }

    /// Whether a path is at or in a folder that is watched whole.
    pub(super) fn is_covered(&self, path: &Path) -> bool {
        path.strip_prefix(&self.real).is_ok_and(|rest| rest.as_os_str().is_empty() || is_part(rest))
    }
}

/// Whether a path is where a link leads, in it, or the folder around it.
fn is_at(linked: &Path, path: &Path) -> bool {
    let in_it = path.strip_prefix(linked).ok();
    let is_in = in_it.is_some_and(|rest| !rest.iter().any(|part| is_left_over(&part.to_string_lossy())));
    is_in || linked.parent() == Some(path)
}
