//! The only place where the disk is read.
//!
//! Goes in: the portal's root. Comes out: [`Sources`], with what could not be read. Must not: decide what a file
//! means, beyond passing over what editors and systems leave behind.
#![expect(clippy::disallowed_methods, reason = "this is the module that reads the disk")]

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read};
use std::iter;
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

/// What a walk comes upon.
enum Came {
    File(FilePath, PathBuf),
    Unreadable(FilePath, ReadFailure),
    /// A symbolic link that leads to a folder, so that a file may have two paths.
    LinkedFolder,
    /// A folder, or what went away after it was seen.
    Nothing,
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
    let tops = [SITE_FILE].into_iter().chain(FOLDERS).map(|part| root.join(part));
    let mut walk = tops.flat_map(|top| walk(root, top));
    // While one thread walks on, the others read. They take turns for a handful at a time, so that they seldom wait.
    let handfuls = iter::from_fn(move || {
        let handful: Vec<Came> = walk.by_ref().take(32).collect();
        (!handful.is_empty()).then_some(handful)
    });
    sources(handfuls.par_bridge().flat_map_iter(|handful| handful))
}

/// Rereads what a batch names, so that `sources` is again what [`read`] gives. Comes back with the paths whose bytes,
/// presence or readability differ; files with the same bytes stay in the same place of memory.
pub fn refresh(root: &Path, sources: &mut Sources, batch: &Batch) -> BTreeSet<FilePath> {
    let all = || BTreeSet::from([FilePath::new("")]);
    let Some(paths) = named(root, batch) else { return sources.replace(&all(), read(root)) };
    let tops = paths.iter().map(|path| root.join(path.as_str()));
    let came: Vec<Came> = tops.flat_map(|top| walk(root, top)).collect();
    // A link shows one file at two paths, and the batch names one of them.
    let is_linked = |came: &Came| matches!(came, Came::LinkedFolder | Came::Unreadable(_, ReadFailure::Loop));
    if came.iter().any(is_linked) {
        return sources.replace(&all(), read(root));
    }
    sources.replace(&paths, self::sources(came.into_par_iter()))
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

fn sources(came: impl ParallelIterator<Item = Came>) -> Sources {
    let readings = came.filter_map(|came| match came {
        Came::File(path, file) => Some((path, read_file(&file))),
        Came::Unreadable(path, failure) => Some((path, Some(Err(failure)))),
        Came::LinkedFolder | Came::Nothing => None,
    });
    let mut sources = Sources::default();
    for (path, reading) in readings.collect::<Vec<Reading>>() {
        match reading {
            Some(Ok(bytes)) => sources.insert(path, bytes),
            Some(Err(failure)) => sources.insert_unreadable(path, failure),
            None if path.as_str() == SITE_FILE => sources.insert_unreadable(path, ReadFailure::Absent),
            None => {}
        }
    }
    sources
}

/// Everything that a portal is made of, from `top` down, in no order.
fn walk(root: &Path, top: PathBuf) -> impl Iterator<Item = Came> + Send {
    let site_file = root.join(SITE_FILE);
    // It is missed when it is not there.
    let site = (top == site_file).then(|| Came::File(FilePath::new(SITE_FILE), site_file));
    let entries = site.is_none().then(|| WalkDir::new(&top).follow_links(true).into_iter());
    let entries = entries.map(|entries| entries.filter_entry(|entry| entry.depth() == 0 || !is_passed_over(entry)));
    let entries = entries.into_iter().flatten();
    let entries = entries.map(move |entry| came(root, &top, entry));
    site.into_iter().chain(entries)
}

fn came(root: &Path, top: &Path, entry: walkdir::Result<DirEntry>) -> Came {
    match entry {
        Ok(entry) if entry.file_type().is_file() => match portal_path(root, entry.path()) {
            Ok(path) => Came::File(path, entry.into_path()),
            Err(path) => Came::Unreadable(path, ReadFailure::Name),
        },
        Ok(entry) if entry.path_is_symlink() => Came::LinkedFolder,
        Ok(_) => Came::Nothing,
        Err(error) => {
            let path = error.path().unwrap_or(top);
            let shown = portal_path(root, path).unwrap_or_else(|shown| shown);
            walk_failure(path, &error).map_or(Came::Nothing, |failure| Came::Unreadable(shown, failure))
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
    match bytes_of(file) {
        Ok(bytes) => Some(Ok(bytes.into())),
        Err(error) => failure(file, &error).map(Err),
    }
}

/// The bytes of a file. A portal has thousands of small ones, so the last question, whether there is more than the system
/// said, is left out where it said how many bytes there are: what comes later is of the next build.
fn bytes_of(file: &Path) -> io::Result<Vec<u8>> {
    let mut file = fs::File::open(file)?;
    let Ok(size) = usize::try_from(file.metadata()?.len()) else { return Err(io::ErrorKind::FileTooLarge.into()) };
    let mut bytes = Vec::with_capacity(size);
    // Some systems call the files empty that they make up while they are read.
    if size == 0 {
        file.read_to_end(&mut bytes)?;
    } else {
        file.take(size as u64).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
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
