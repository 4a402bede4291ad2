//! One build at a time writes a folder.
//!
//! A file beside the folder is locked as long as a build writes. The system lets the lock go when the build ends, however
//! it ends, so that a dead one stops nobody.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// The turn to write a folder; it ends when this is dropped.
pub(super) struct Turn {
    path: PathBuf,
    /// Holds the lock.
    _file: File,
}

/// Why there is no turn.
#[derive(Debug)]
pub(super) enum NoTurn {
    /// Another build has it.
    Taken,
    /// Files cannot be locked, or not be made here. To write without a turn is all that can be done, or shows what is wrong.
    NoLock,
}

impl Turn {
    /// Takes the turn that this file stands for.
    pub(super) fn take(path: &Path) -> Result<Self, NoTurn> {
        loop {
            let file = File::options().create(true).truncate(false).write(true).open(path);
            // One of another user's build can be locked all the same.
            let file = file.or_else(|_| File::open(path)).map_err(|_| NoTurn::NoLock)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(NoTurn::Taken),
                Err(TryLockError::Error(_)) => {
                    // It locks nobody out.
                    let _ = fs::remove_file(path);
                    return Err(NoTurn::NoLock);
                }
            }
            // Whoever had the turn before removed the file at its end, maybe after it was opened here.
            if is_at(&file, path).map_err(|_| NoTurn::NoLock)? {
                return Ok(Self { path: path.to_path_buf(), _file: file });
            }
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        // One that stays is taken by the next build.
        let _ = fs::remove_file(&self.path);
    }
}

/// Whether an open file is the one that stands at a path.
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let own = file.metadata()?;
        match fs::metadata(path) {
            Ok(found) => Ok((found.dev(), found.ino()) == (own.dev(), own.ino())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        fs::exists(path)
    }
}
