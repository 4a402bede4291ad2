//! The files of a portal, in memory.
//!
//! Goes in: a folder ([`disk`]) or a list of texts (tests, previews). Comes out: [`Sources`], each file under
//! its path. Must not: know what a file means.

pub mod disk;

use std::collections::BTreeMap;
use std::fmt;
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
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: BTreeMap<FilePath, Arc<[u8]>>,
    unreadable: Vec<(FilePath, ReadFailure)>,
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
    /// The name is not UTF-8; it stands here as far as it can be shown.
    Name,
    /// What else the system said.
    Other(String),
}

/// The SHA-256 of bytes, in hexadecimal as `sha256sum` prints it.
pub fn sha256(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(nibble.into(), 16);
    let digits = Sha256::digest(bytes).into_iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]);
    digits.flatten().collect()
}

impl Sources {
    /// Puts a file in, over one of the same path.
    pub fn insert(&mut self, path: FilePath, bytes: impl Into<Arc<[u8]>>) {
        self.files.insert(path, bytes.into());
    }

    /// Notes a path that could not be read.
    pub fn insert_unreadable(&mut self, path: FilePath, failure: ReadFailure) {
        self.unreadable.push((path, failure));
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

    /// All files, by path.
    pub fn iter(&self) -> impl Iterator<Item = (&FilePath, &Arc<[u8]>)> {
        self.files.iter()
    }

    /// The paths that could not be read, each with why.
    pub fn unreadable(&self) -> &[(FilePath, ReadFailure)] {
        &self.unreadable
    }
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
