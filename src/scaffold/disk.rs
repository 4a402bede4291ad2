//! The only place where new files are put among an author's own.
//!
//! Goes in: files as values and a folder. Comes out: the folder with those files in it, or as it was. Must not: write
//! over anything that it was not told to change, and that is as it was when that was asked for. Rights follow the
//! author's own settings, as for any file they make; a file that is changed keeps its own.
#![expect(clippy::disallowed_methods, reason = "this is the module that makes new files")]

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::NewFile;
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::source::Sources;

/// What one call made, so that it can be undone.
#[derive(Default)]
struct Made {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
    /// Files that were changed, each with what was in it.
    changed: Vec<(PathBuf, Vec<u8>)>,
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
    change(root, files, &[], &Sources::default())
}

/// Makes files, and changes others that are still as they were read; all or none. New texts are written beside their
/// files first, so that nothing is changed as long as anything can fail for want of room or rights.
pub fn change(root: &Path, files: &[NewFile], changed: &[NewFile], read: &Sources) -> Result<(), Diagnostic> {
    let mut made = Made::default();
    let written = written(&mut made, root, files, changed, read);
    written.map_err(|(file, error)| {
        made.undo();
        let path = root.join(file.path.as_str()).to_string_lossy().into_owned();
        let problem = Problem::NotWritten { path, detail: error.kind().to_string() };
        Diagnostic::new(problem, Place::file(&file.path))
    })
}

fn written<'f>(
    made: &mut Made,
    root: &Path,
    files: &'f [NewFile],
    changed: &'f [NewFile],
    read: &Sources,
) -> Result<(), (&'f NewFile, io::Error)> {
    for file in files {
        made.file(&root.join(file.path.as_str()), &file.text).map_err(|error| (file, error))?;
    }
    let mut beside = Vec::new();
    for file in changed {
        let before = read.get(&file.path).map(|bytes| bytes.to_vec()).unwrap_or_default();
        let staged = made.staged(&root.join(file.path.as_str()), &file.text, &before);
        let (path, staged) = staged.map_err(|error| (file, error))?;
        beside.push((file, path, staged, before));
    }
    for (file, path, staged, before) in beside {
        fs::rename(&staged, &path).map_err(|error| (file, error))?;
        made.files.retain(|made| *made != staged);
        made.changed.push((path, before));
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

    /// The new text of a file in a file beside it, with the same rights; and where the file is, if a link leads to it.
    fn staged(&mut self, path: &Path, text: &str, before: &[u8]) -> io::Result<(PathBuf, PathBuf)> {
        let path = fs::canonicalize(path)?;
        if fs::read(&path)? != before {
            return Err(io::ErrorKind::ResourceBusy.into());
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // Hidden, so that no build takes it for a page.
        let staged = path.with_file_name(format!(".{name}.voortgang"));
        // One that is there was left by a program that was killed.
        let _ = fs::remove_file(&staged);
        self.file(&staged, text)?;
        fs::set_permissions(&staged, fs::metadata(&path)?.permissions())?;
        Ok((path, staged))
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

    /// Puts back what was changed and takes away what was made, the last first. What cannot be removed stays; the first
    /// failure is what is told.
    fn undo(self) {
        for (path, before) in self.changed.iter().rev() {
            let _ = fs::write(path, before);
        }
        for file in self.files.iter().rev() {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}
