//! The only place where the disk is read.
//!
//! Goes in: the portal's root. Comes out: [`Sources`], with what could not be read. Must not: decide what a file
//! means, beyond passing over what editors and systems leave behind.
#![expect(clippy::disallowed_methods, reason = "this is the module that reads the disk")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::{FilePath, ReadFailure, Sources};

/// The file that makes a folder a portal.
pub const SITE_FILE: &str = "portal.toml";

/// The folders that a portal is made of.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// A file that was read, or a path that was not.
type Reading = (FilePath, Result<Arc<[u8]>, ReadFailure>);

/// Whether a folder has a `portal.toml`.
pub fn is_root(folder: &Path) -> bool {
    folder.join(SITE_FILE).is_file()
}

/// The nearest folder with a `portal.toml`: `start` or one above it.
pub fn find_root(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|folder| is_root(folder)).map(Path::to_path_buf)
}

/// Reads the portal in `root`: `portal.toml`, `content` and `themes`.
pub fn read(root: &Path) -> Sources {
    let mut found = Vec::new();
    let mut sources = Sources::default();
    for folder in FOLDERS {
        walk(root, folder, &mut found, &mut sources);
    }
    found.push((FilePath::new(SITE_FILE), root.join(SITE_FILE)));
    let readings: Vec<Reading> = found.into_par_iter().map(|(path, file)| (path, read_file(&file))).collect();
    for (path, reading) in readings {
        match reading {
            Ok(bytes) => sources.insert(path, bytes),
            Err(failure) => sources.insert_unreadable(path, failure),
        }
    }
    sources
}

fn walk(root: &Path, folder: &str, found: &mut Vec<(FilePath, PathBuf)>, sources: &mut Sources) {
    let top = root.join(folder);
    if fs::symlink_metadata(&top).is_err() {
        return;
    }
    let entries = WalkDir::new(&top).follow_links(true).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(|entry| entry.depth() == 0 || !is_left_over(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => match portal_path(root, entry.path()) {
                Ok(path) => found.push((path, entry.into_path())),
                Err(path) => sources.insert_unreadable(path, ReadFailure::Name),
            },
            Ok(_) => {}
            Err(error) => {
                let path = error.path().unwrap_or(&top);
                let path = portal_path(root, path).unwrap_or_else(|shown| shown);
                sources.insert_unreadable(path, walk_failure(&error));
            }
        }
    }
}

/// Hidden files, and what editors and systems leave behind: backups, swap and lock files, thumbnails.
fn is_left_over(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_temporary = name.ends_with('~') || (name.starts_with('#') && name.ends_with('#'));
    name.starts_with('.') || is_temporary || ["Thumbs.db", "desktop.ini"].contains(&name.as_ref())
}

/// The path from the root with forward slashes, or as far as it can be shown when it is no text.
fn portal_path(root: &Path, path: &Path) -> Result<FilePath, FilePath> {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let parts = |part: &std::ffi::OsStr| part.to_str().map(str::to_owned);
    let text: Option<Vec<String>> = relative.iter().map(parts).collect();
    match text {
        Some(parts) => Ok(FilePath::new(&parts.join("/"))),
        None => Err(FilePath::new(&relative.to_string_lossy().replace('\\', "/"))),
    }
}

fn read_file(file: &Path) -> Result<Arc<[u8]>, ReadFailure> {
    fs::read(file).map(Arc::from).map_err(|error| failure(&error))
}

fn walk_failure(error: &walkdir::Error) -> ReadFailure {
    if error.loop_ancestor().is_some() {
        return ReadFailure::Loop;
    }
    error.io_error().map_or_else(|| ReadFailure::Other(error.to_string()), failure)
}

fn failure(error: &io::Error) -> ReadFailure {
    let kind = error.kind();
    if kind == io::ErrorKind::PermissionDenied {
        ReadFailure::Permission
    } else if kind == io::ErrorKind::NotFound {
        ReadFailure::Dangling
    } else {
        ReadFailure::Other(kind.to_string())
    }
}
