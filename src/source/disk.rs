//! The only place where the disk is read.
//!
//! Goes in: the portal's root. Comes out: [`Sources`], with what could not be read. Must not: decide what a file
//! means, beyond passing over what editors and systems leave behind.
#![expect(clippy::disallowed_methods, reason = "this is the module that reads the disk")]

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::{Batch, FilePath, ReadFailure, Sources, is_left_over};

/// The file that makes a folder a portal.
pub const SITE_FILE: &str = "portal.toml";

/// The folders that a portal is made of.
pub const FOLDERS: [&str; 2] = ["content", "themes"];

/// A file that was read, or a path that was not; nothing when the file went away meanwhile.
type Reading = (FilePath, Option<Result<Arc<[u8]>, ReadFailure>>);

/// What a walk came upon.
#[derive(Default)]
struct Found {
    files: Vec<(FilePath, PathBuf)>,
    unreadable: Vec<(FilePath, ReadFailure)>,
    /// Whether a symbolic link leads to a folder, so that a file may have two paths.
    has_linked_folder: bool,
}

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
    let mut found = Found::default();
    for part in [SITE_FILE].iter().chain(&FOLDERS) {
        walk(root, &root.join(part), &mut found);
    }
    sources(found)
}

/// Rereads what a batch names, so that `sources` is again what [`read`] gives. Comes back with the paths whose bytes,
/// presence or readability differ; files with the same bytes stay in the same place of memory.
pub fn refresh(root: &Path, sources: &mut Sources, batch: &Batch) -> BTreeSet<FilePath> {
    let all = || BTreeSet::from([FilePath::new("")]);
    let Some(paths) = named(root, batch) else { return sources.replace(&all(), read(root)) };
    let mut found = Found::default();
    for path in &paths {
        walk(root, &root.join(path.as_str()), &mut found);
    }
    // A link shows one file at two paths, and the batch names one of them.
    if found.has_linked_folder {
        return sources.replace(&all(), read(root));
    }
    sources.replace(&paths, self::sources(found))
}

/// The paths of a batch that a portal is made of, none inside another; nothing when that is everything.
fn named(root: &Path, batch: &Batch) -> Option<BTreeSet<FilePath>> {
    let Batch::Paths(paths) = batch else { return None };
    let mut named: BTreeSet<FilePath> = BTreeSet::new();
    for path in paths {
        let mut path = path.strip_prefix(root).ok()?;
        // What has no name in UTF-8 is looked up in its folder.
        while path.to_str().is_none() {
            path = path.parent()?;
        }
        if path.as_os_str().is_empty() {
            return None;
        }
        if is_part(path) {
            named.insert(portal_path(root, &root.join(path)).ok()?);
        }
    }
    let is_inside = |path: &FilePath| path.folders().any(|folder| named.contains(&folder));
    Some(named.iter().filter(|path| !is_inside(path)).cloned().collect())
}

/// Whether a portal reads this path, from its root: `portal.toml`, or what is in its folders and no left-over.
pub fn is_part(path: &Path) -> bool {
    let mut parts = path.iter().map(OsStr::to_string_lossy);
    let first = parts.next().unwrap_or_default();
    path == Path::new(SITE_FILE) || (FOLDERS.contains(&&*first) && !parts.any(|part| is_left_over(&part)))
}

fn sources(found: Found) -> Sources {
    let readings = found.files.into_par_iter().map(|(path, file)| (path, read_file(&file)));
    let mut sources = Sources::default();
    for (path, reading) in readings.collect::<Vec<Reading>>() {
        match reading {
            Some(Ok(bytes)) => sources.insert(path, bytes),
            Some(Err(failure)) => sources.insert_unreadable(path, failure),
            None if path.as_str() == SITE_FILE => sources.insert_unreadable(path, ReadFailure::Absent),
            None => {}
        }
    }
    for (path, failure) in found.unreadable {
        sources.insert_unreadable(path, failure);
    }
    sources
}

fn walk(root: &Path, top: &Path, found: &mut Found) {
    if top == root.join(SITE_FILE) {
        found.files.push((FilePath::new(SITE_FILE), top.to_path_buf()));
        return;
    }
    let entries = WalkDir::new(top).follow_links(true).sort_by_file_name().into_iter();
    for entry in entries.filter_entry(|entry| entry.depth() == 0 || !is_passed_over(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => match portal_path(root, entry.path()) {
                Ok(path) => found.files.push((path, entry.into_path())),
                Err(path) => found.unreadable.push((path, ReadFailure::Name)),
            },
            Ok(entry) => found.has_linked_folder |= entry.path_is_symlink(),
            Err(error) => {
                found.has_linked_folder |= error.loop_ancestor().is_some();
                let path = error.path().unwrap_or(top);
                let shown = portal_path(root, path).unwrap_or_else(|shown| shown);
                found.unreadable.extend(walk_failure(path, &error).map(|failure| (shown, failure)));
            }
        }
    }
}

fn is_passed_over(entry: &DirEntry) -> bool {
    is_left_over(&entry.file_name().to_string_lossy())
}

/// The path from the root with forward slashes, or as far as it can be shown when it is no text.
fn portal_path(root: &Path, path: &Path) -> Result<FilePath, FilePath> {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let slashed = |text: &str| FilePath::new(&text.replace(MAIN_SEPARATOR, "/"));
    relative.to_str().map(slashed).ok_or_else(|| slashed(&relative.to_string_lossy()))
}

fn read_file(file: &Path) -> Option<Result<Arc<[u8]>, ReadFailure>> {
    match fs::read(file) {
        Ok(bytes) => Some(Ok(bytes.into())),
        Err(error) => failure(file, &error).map(Err),
    }
}

fn walk_failure(path: &Path, error: &walkdir::Error) -> Option<ReadFailure> {
    if error.loop_ancestor().is_some() {
        return Some(ReadFailure::Loop);
    }
    error.io_error().map_or_else(|| Some(ReadFailure::Other(error.to_string())), |error| failure(path, error))
}

/// Why a path could not be read; nothing when it is not there, or went away after it was seen.
fn failure(path: &Path, error: &io::Error) -> Option<ReadFailure> {
    let kind = error.kind();
    let is_link = || fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
    if kind == io::ErrorKind::PermissionDenied {
        Some(ReadFailure::Permission)
    } else if kind == io::ErrorKind::NotFound && is_link() {
        Some(ReadFailure::Dangling)
    } else if [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory].contains(&kind) {
        None
    } else {
        Some(ReadFailure::Other(kind.to_string()))
    }
}
