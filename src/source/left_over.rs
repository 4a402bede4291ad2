//! The names of files that editors and systems leave behind, for a moment or for good.
//!
//! Goes in: the name of a file or folder. Comes out: whether a portal passes over it. Must not: look at the disk.

/// Names that are one program's own: Windows' thumbnails and settings, and the file with which vim tries a folder.
const NAMES: [&str; 3] = ["Thumbs.db", "desktop.ini", "4913"];

/// What programs put behind the name of the file that they are saving: most editors, Helix, and those of `JetBrains`.
const ENDS: [&str; 4] = ["~", ".bck", "___jb_tmp___", "___jb_old___"];

/// Whether this is a hidden file, or a backup, swap or lock file of an editor. Its changes mean nothing.
pub fn is_left_over(name: &str) -> bool {
    let is_hidden = name.starts_with('.');
    let is_unsaved = name.len() > 1 && name.starts_with('#') && name.ends_with('#');
    let is_lock = name.starts_with("~$");
    is_hidden || is_unsaved || is_lock || NAMES.contains(&name) || ENDS.iter().any(|end| name.ends_with(end))
}
