//! Whether git is changing the files at this moment.
//!
//! Goes in: the portal's root. Comes out: whether the repository that it is in is locked. Must not: wait.
#![expect(clippy::disallowed_methods, reason = "a working tree elsewhere says in a file where its repository is")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A lock that is there longer belongs to a git that waits for its user, or that was killed.
const LONGEST: Duration = Duration::from_secs(1);

/// The lock of the repository around a portal.
#[derive(Debug)]
pub(super) struct Lock {
    file: PathBuf,
    is_left: bool,
}

impl Lock {
    /// The lock of the repository that a folder is in, if it is in one.
    pub(super) fn around(folder: &Path) -> Option<Self> {
        let file = folder.ancestors().find_map(|folder| repository(&folder.join(".git")))?.join("index.lock");
        Some(Self { file, is_left: false })
    }

    /// Whether to wait for git, after having waited for so long.
    pub(super) fn holds(&mut self, waited: Duration) -> bool {
        let is_locked = fs::symlink_metadata(&self.file).is_ok();
        self.is_left = is_locked && (self.is_left || waited > LONGEST);
        is_locked && !self.is_left
    }
}

/// The folder with a repository's own files: `.git`, or where the file `.git` leads.
fn repository(path: &Path) -> Option<PathBuf> {
    if fs::metadata(path).ok()?.is_dir() {
        return Some(path.to_path_buf());
    }
    let text = fs::read_to_string(path).ok()?;
    Some(path.with_file_name(text.strip_prefix("gitdir: ")?.trim_end()))
}
