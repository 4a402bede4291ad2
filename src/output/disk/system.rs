//! What publishing asks of the system: one call for each change, so that tests can let any one of them fail.

#[cfg(any(target_os = "linux", target_os = "android"))]
mod attributes;

use std::fs::{self, File};
use std::io::{self, IoSlice, Write};
use std::path::Path;

use crate::output::Content;

/// Whether there is a system call for [`System::exchange`].
pub(super) const EXCHANGES: bool = cfg!(any(target_os = "linux", target_os = "android", target_vendor = "apple"));

/// Everything that changes something on the disk.
pub trait System: Sync {
    /// Makes a folder that a web server can enter, whatever the umask of the author is.
    ///
    /// # Errors
    ///
    /// What the system says, as of every call here; a folder that is there already is one.
    fn create_folder(&self, path: &Path) -> io::Result<()>;

    /// Makes a file that a web server can read, whatever the umask of the author is.
    fn write(&self, path: &Path, content: &Content) -> io::Result<()>;

    /// Comes back when the bytes of a file are on the disk.
    fn sync(&self, file: &Path) -> io::Result<()>;

    /// Lets a second path name a file.
    fn link(&self, file: &Path, path: &Path) -> io::Result<()>;

    /// Makes a symbolic link that leads where another does.
    fn copy_link(&self, link: &Path, path: &Path) -> io::Result<()>;

    /// Gives a folder the rights, the owner and the access lists of another.
    fn imitate(&self, folder: &Path, path: &Path) -> io::Result<()>;

    /// Gives a file or folder another path. A file that is there gives way to a file.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Lets two folders change places in one step, that nobody can see the middle of.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;

    /// Removes a file or a symbolic link.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Removes an empty folder.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
}

/// The system itself.
#[derive(Clone, Copy, Debug)]
pub struct Real;

impl System for Real {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o755);
        builder.create(path)?;
        set_mode(&fs::metadata(path)?, 0o755, |mode| fs::set_permissions(path, mode))
    }

    fn write(&self, path: &Path, content: &Content) -> io::Result<()> {
        let mut options = File::options();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o644);
        let file = options.open(path)?;
        write_parts(&file, content)?;
        set_mode(&file.metadata()?, 0o644, |mode| file.set_permissions(mode))
    }

    fn sync(&self, file: &Path) -> io::Result<()> {
        match File::open(file)?.sync_all() {
            // A disk that knows of none keeps no bytes back.
            Err(error) if [io::ErrorKind::InvalidInput, io::ErrorKind::Unsupported].contains(&error.kind()) => Ok(()),
            done => done,
        }
    }

    fn link(&self, file: &Path, path: &Path) -> io::Result<()> {
        fs::hard_link(file, path)
    }

    fn copy_link(&self, link: &Path, path: &Path) -> io::Result<()> {
        let target = fs::read_link(link)?;
        #[cfg(unix)]
        return std::os::unix::fs::symlink(target, path);
        #[cfg(not(unix))]
        return Err(io::Error::new(io::ErrorKind::Unsupported, target.to_string_lossy()));
    }

    fn imitate(&self, folder: &Path, path: &Path) -> io::Result<()> {
        let (model, own) = (fs::metadata(folder)?, fs::metadata(path)?);
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            if (model.uid(), model.gid()) != (own.uid(), own.gid()) {
                std::os::unix::fs::chown(path, Some(model.uid()), Some(model.gid()))?;
            }
        }
        if model.permissions() != own.permissions() {
            fs::set_permissions(path, model.permissions())?;
        }
        // After the rights, which an access list has a part of.
        #[cfg(any(target_os = "linux", target_os = "android"))]
        attributes::copy(folder, path)?;
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
        {
            use rustix::fs::{CWD, RenameFlags, renameat_with};
            Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
        }
        #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
        {
            let _ = (one, other);
            Err(io::ErrorKind::Unsupported.into())
        }
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }
}

/// Gives a file or folder the rights that it was made with, where the umask or its folder gave it others.
/// Writes all parts with as few calls as the system lets us.
fn write_parts(mut file: &File, content: &Content) -> io::Result<()> {
    let mut slices: Vec<IoSlice<'_>> =
        content.parts().iter().filter(|part| !part.is_empty()).map(|part| IoSlice::new(part)).collect();
    let mut rest = slices.as_mut_slice();
    while !rest.is_empty() {
        match file.write_vectored(rest) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => IoSlice::advance_slices(&mut rest, written),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn set_mode(found: &fs::Metadata, mode: u32, set: impl FnOnce(fs::Permissions) -> io::Result<()>) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if found.permissions().mode() & 0o777 == mode { Ok(()) } else { set(fs::Permissions::from_mode(mode)) }
    }
    #[cfg(not(unix))]
    {
        let _ = (found, mode, set);
        Ok(())
    }
}
