//! What a folder has besides its rights and its owner: access lists, and what people or programs noted of it.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use rustix::fs::{XattrFlags, getxattr, getxattr_query, listxattr, listxattr_query, removexattr, setxattr};
use rustix::io::Errno;

/// The kinds that others give a folder. Labels (`security.`) are for the policy of the system to give.
const GIVEN: [&[u8]; 2] = [b"system.", b"user."];

/// Gives a folder those of another, and no more.
pub(super) fn copy(folder: &Path, path: &Path) -> io::Result<()> {
    let (wanted, own) = (names(folder)?, names(path)?);
    for name in own.difference(&wanted) {
        removexattr(path, name.as_slice())?;
    }
    for name in &wanted {
        let wanted = value(folder, name)?;
        if !own.contains(name) || value(path, name)? != wanted {
            setxattr(path, name.as_slice(), &wanted, XattrFlags::empty())?;
        }
    }
    Ok(())
}

fn names(folder: &Path) -> io::Result<BTreeSet<Vec<u8>>> {
    let size = match listxattr_query(folder) {
        // A disk that knows none.
        Err(Errno::NOTSUP) => 0,
        size => size?,
    };
    let mut list = vec![0; size];
    // Asked for into no room, it would tell the size once more.
    let filled = if size == 0 { 0 } else { listxattr(folder, &mut list[..])? };
    let names = list[..filled].split(|byte| *byte == 0);
    Ok(names.filter(|name| GIVEN.iter().any(|kind| name.starts_with(kind))).map(<[u8]>::to_vec).collect())
}

fn value(folder: &Path, name: &[u8]) -> io::Result<Vec<u8>> {
    let mut value = vec![0; getxattr_query(folder, name)?];
    if !value.is_empty() {
        let filled = getxattr(folder, name, &mut value[..])?;
        value.truncate(filled);
    }
    Ok(value)
}
