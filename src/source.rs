//! The files of a portal, in memory.
//!
//! Goes in: a folder ([`disk`]) or a list of texts (tests, previews). Comes out: [`Sources`], each file under
//! its path. Must not: know what a file means.

pub mod disk;
mod excerpt;
mod left_over;

pub use excerpt::Excerpt;
pub use left_over::is_left_over;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Bound;
use std::path::PathBuf;
use std::sync::Arc;

use sha2::{Digest, Sha256};

/// The path of a file from the portal's root, with forward slashes: `content/index.md`. Ordered by bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilePath(Arc<str>);

impl FilePath {
    /// A path from its text.
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that the file is in: `content` for `content/index.md`.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part of the path.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// Whether this is the path of that folder, or of something in it. Everything is in the empty path.
    pub fn is_in(&self, folder: &Self) -> bool {
        let rest = self.0.strip_prefix(&*folder.0);
        rest.is_some_and(|rest| folder.0.is_empty() || rest.is_empty() || rest.starts_with('/'))
    }

    /// The folders that the file is in, from the nearest to the outermost.
    pub fn folders(&self) -> impl Iterator<Item = Self> {
        let parent = |path: &Self| Some(path.folder()).filter(|folder| !folder.is_empty()).map(Self::new);
        std::iter::successors(parent(self), parent)
    }

    /// This path as a link from another file: `../duto/index.md`.
    pub fn relative_to(&self, from: &Self) -> String {
        let own: Vec<&str> = self.0.split('/').collect();
        let folder: Vec<&str> = from.folder().split('/').filter(|part| !part.is_empty()).collect();
        let shared = own.iter().zip(&folder).take_while(|(own, other)| own == other).count();
        let up = folder[shared..].iter().map(|_| "..");
        up.chain(own[shared..].iter().copied()).collect::<Vec<_>>().join("/")
    }

    /// The path that a relative one means from this file's folder; nothing when it leaves the portal.
    pub fn resolve(&self, relative: &str) -> Option<Self> {
        let mut parts: Vec<&str> = self.folder().split('/').filter(|part| !part.is_empty()).collect();
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                name => parts.push(name),
            }
        }
        Some(Self::new(&parts.join("/")))
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// A stretch of a file, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The stretch from one byte up to another.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The same stretch, further on in the file.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }
}

/// A value with its place in the file that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: Span,
}

/// Everything that a build reads. What is not in here does not exist for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    files: BTreeMap<FilePath, Arc<[u8]>>,
    unreadable: BTreeSet<(FilePath, ReadFailure)>,
}

/// What may have changed on the disk since the files were last read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Batch {
    /// These files and folders, with all that is in them.
    Paths(BTreeSet<PathBuf>),
    /// Anything.
    Everything,
}

/// Why a path could not be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReadFailure {
    /// The system does not allow it.
    Permission,
    /// A symbolic link leads back to a folder above it.
    Loop,
    /// A symbolic link leads to nothing.
    Dangling,
    /// It has to be there, and is not.
    Absent,
    /// The name is not UTF-8; it stands here as far as it can be shown.
    Name,
    /// What else the system said.
    Other(String),
}

/// The SHA-256 of bytes.
pub fn sha256_bytes(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// The SHA-256 of bytes, in hexadecimal as `sha256sum` prints it.
pub fn sha256(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(nibble.into(), 16);
    let digits = sha256_bytes(bytes).into_iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]);
    digits.flatten().collect()
}

impl Sources {
    /// Puts a file in, over one of the same path.
    pub fn insert(&mut self, path: FilePath, bytes: impl Into<Arc<[u8]>>) {
        self.files.insert(path, bytes.into());
    }

    /// Notes a path that could not be read.
    pub fn insert_unreadable(&mut self, path: FilePath, failure: ReadFailure) {
        self.unreadable.insert((path, failure));
    }

    /// Puts what was read anew in the place of everything at or below `paths`; the empty path is all. Comes back with
    /// the paths that differ. A file whose bytes are the same keeps its old ones, in the same place of memory.
    pub fn replace(&mut self, paths: &BTreeSet<FilePath>, mut fresh: Self) -> BTreeSet<FilePath> {
        let mut old = Self::default();
        for path in paths {
            old.files.extend(at_or_below(&self.files, path).map(|(path, bytes)| (path.clone(), bytes.clone())));
            old.unreadable.extend(self.unreadable.iter().filter(|(below, _)| below.is_in(path)).cloned());
        }
        let is_same = |path: &FilePath| old.files.get(path) == fresh.files.get(path);
        let all = old.files.keys().chain(fresh.files.keys());
        let mut changed: BTreeSet<FilePath> = all.filter(|path| !is_same(path)).cloned().collect();
        changed.extend(old.unreadable.symmetric_difference(&fresh.unreadable).map(|(path, _)| path.clone()));
        for path in &changed {
            match fresh.files.remove(path) {
                Some(bytes) => _ = self.files.insert(path.clone(), bytes),
                None => _ = self.files.remove(path),
            }
        }
        self.unreadable.retain(|failure| !old.unreadable.contains(failure));
        self.unreadable.extend(fresh.unreadable);
        changed
    }

    /// The bytes of a file, if it is there.
    pub fn get(&self, path: &FilePath) -> Option<&Arc<[u8]>> {
        self.files.get(path)
    }

    /// The text of a file, if it is there and is text.
    pub fn text(&self, path: &FilePath) -> Option<&str> {
        std::str::from_utf8(self.get(path)?).ok()
    }

    /// The SHA-256 of a file's bytes, in hexadecimal as `sha256sum` prints it.
    pub fn hash(&self, path: &FilePath) -> Option<String> {
        self.get(path).map(|bytes| sha256(bytes))
    }

    /// The files in a folder, however deep, by path.
    pub fn inside<'s>(&'s self, folder: &str) -> impl Iterator<Item = (&'s FilePath, &'s Arc<[u8]>)> {
        let begin = FilePath::new(&format!("{folder}/"));
        let is_inside = move |path: &FilePath| path.as_str().starts_with(begin.as_str());
        self.files.range(FilePath::new(&format!("{folder}/"))..).take_while(move |(path, _)| is_inside(path))
    }

    /// The files outside a folder, by path.
    pub fn outside<'s>(&'s self, folder: &str) -> impl Iterator<Item = (&'s FilePath, &'s Arc<[u8]>)> {
        // `0` is the byte after `/`.
        let (begin, end) = (FilePath::new(&format!("{folder}/")), FilePath::new(&format!("{folder}0")));
        self.files.range(..begin).chain(self.files.range(end..))
    }

    /// All files, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&FilePath, &Arc<[u8]>)> {
        self.files.iter()
    }

    /// The paths that could not be read, each with why.
    pub fn unreadable(&self) -> &BTreeSet<(FilePath, ReadFailure)> {
        &self.unreadable
    }
}

/// The file of this path, or those in the folder of this path.
fn at_or_below<'f>(
    files: &'f BTreeMap<FilePath, Arc<[u8]>>,
    path: &FilePath,
) -> impl Iterator<Item = (&'f FilePath, &'f Arc<[u8]>)> {
    let at = files.get_key_value(path);
    let from = if path.as_str().is_empty() { path.clone() } else { FilePath::new(&format!("{path}/")) };
    let below = files.range((Bound::Excluded(&from), Bound::Unbounded));
    at.into_iter().chain(below.take_while(move |(below, _)| below.as_str().starts_with(from.as_str())))
}

impl<'a> FromIterator<(&'a str, &'a str)> for Sources {
    /// The twin of the disk: paths with their texts.
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(files: I) -> Self {
        let mut sources = Self::default();
        for (path, text) in files {
            sources.insert(FilePath::new(path), text.as_bytes());
        }
        sources
    }
}
