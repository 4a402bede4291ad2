//! Where the output folder may be.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::Problem;

/// The output folder may be inside the root, but neither in its sources nor around them.
pub(super) fn check(folder: &Path, root: &Path) -> Result<(), Problem> {
    let shown = folder.to_string_lossy().into_owned();
    let (folder, root) = (plain(folder), plain(root));
    let sources = ["content", "themes"].map(|sources| plain(&root.join(sources)));
    let is_among = |sources: &PathBuf| folder.starts_with(sources) || sources.starts_with(&folder);
    if sources.iter().any(is_among) || root.starts_with(&folder) {
        return Err(Problem::OutputInsideSources { folder: shown });
    }
    let is_link = fs::symlink_metadata(&folder).is_ok_and(|found| found.is_symlink());
    match fs::metadata(&folder) {
        Ok(found) if !found.is_dir() => Err(Problem::OutputNotFolder { folder: shown }),
        // A link that leads nowhere yet, as to a disk that is not there.
        Err(_) if is_link => Err(Problem::OutputNotFolder { folder: shown }),
        _ => Ok(()),
    }
}

/// The path without `.` and `..`, links followed where the system can.
pub(super) fn plain(path: &Path) -> PathBuf {
    if let Ok(real) = fs::canonicalize(path) {
        return real;
    }
    let path = &std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut plain = match path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        Some(parent) => self::plain(parent),
        None => PathBuf::new(),
    };
    match path.components().next_back() {
        Some(Component::ParentDir) => _ = plain.pop(),
        Some(last) => plain.push(last),
        None => {}
    }
    plain
}
