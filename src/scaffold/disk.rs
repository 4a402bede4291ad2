//! The only place where new files are put among an author's own.
//!
//! Goes in: files as values and a folder. Comes out: the folder with those files in it, or as it was. Must not: write
//! over anything; an author's file is never ours. Rights follow the author's own settings, as for any file they make.
#![expect(clippy::disallowed_methods, reason = "this is the module that makes new files")]

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::NewFile;
use crate::diagnostic::{Diagnostic, Place, Problem};

/// What one call made, so that it can be undone.
#[derive(Default)]
struct Made {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

/// Whether a new portal can come here: nothing is there, or an empty folder. A folder that may not be looked into
/// counts as empty: then writing tells what is wrong, and writes over nothing.
pub fn is_free(folder: &Path) -> bool {
    match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(_) => fs::symlink_metadata(folder).map_or(true, |found| found.is_dir()),
    }
}

/// Makes the files in `root`, all or none; folders that they need come too. The error names the file that cannot be
/// made, also when something is there already.
pub fn create(root: &Path, files: &[NewFile]) -> Result<(), Diagnostic> {
    let mut made = Made::default();
    for file in files {
        let path = root.join(file.path.as_str());
        if let Err(error) = made.file(&path, &file.text) {
            made.undo();
            let path = path.to_string_lossy().into_owned();
            let problem = Problem::NotWritten { path, detail: error.kind().to_string() };
            return Err(Diagnostic::new(problem, Place::file(&file.path)));
        }
    }
    Ok(())
}

impl Made {
    fn file(&mut self, path: &Path, text: &str) -> io::Result<()> {
        if let Some(folder) = path.parent() {
            self.folder(folder)?;
        }
        let mut file = File::create_new(path)?;
        self.files.push(path.to_path_buf());
        file.write_all(text.as_bytes())
    }

    fn folder(&mut self, path: &Path) -> io::Result<()> {
        // The parent of a plain name is the folder that we stand in, which has no name.
        if path.as_os_str().is_empty() {
            return Ok(());
        }
        match fs::create_dir(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.folder(path.parent().ok_or(error)?)?;
                fs::create_dir(path)?;
            }
            created => created?,
        }
        self.folders.push(path.to_path_buf());
        Ok(())
    }

    /// Takes away what was made, the last first. What cannot be removed stays; the first failure is what is told.
    fn undo(self) {
        for file in self.files.iter().rev() {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}
