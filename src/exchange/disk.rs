//! The files of tables, which stand anywhere.
//!
//! Goes in: a path. Comes out: the bytes of the table there, no more of them than a table may have; or the new file. Must
//! not: write over anything.
#![expect(clippy::disallowed_methods, reason = "this is the module that reads and makes tables")]

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use super::grid::{FILE, MEGABYTE};
use crate::diagnostic::{Diagnostic, Importing, Place, Problem};
use crate::source::{FilePath, ReadFailure};

/// Reads a table; of one that is too large, one byte more than a table may have.
pub fn read(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let most = u64::try_from(FILE * MEGABYTE + 1).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes));
    match read {
        Ok(_) => Ok(bytes),
        Err(error) => {
            let failure = if error.kind() == io::ErrorKind::PermissionDenied {
                ReadFailure::Permission
            } else {
                ReadFailure::Other(error.kind().to_string())
            };
            Err(Diagnostic::new(Problem::Unreadable { failure }, place(path)))
        }
    }
}

/// Makes a table where nothing is yet. What could not be written to its end goes again.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let shown = || path.to_string_lossy().into_owned();
    let failed = |error: &io::Error| {
        if error.kind() == io::ErrorKind::AlreadyExists {
            Importing::FileExists { file: shown() }.into()
        } else {
            Problem::NotWritten { path: shown(), detail: error.kind().to_string() }
        }
    };
    let mut file = File::create_new(path).map_err(|error| Diagnostic::new(failed(&error), place(path)))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|error| {
        // The first failure is what is told.
        let _ = fs::remove_file(path);
        Diagnostic::new(failed(&error), place(path))
    })
}

fn place(path: &Path) -> Place {
    Place::file(&FilePath::new(&path.to_string_lossy()))
}
