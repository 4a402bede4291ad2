//! Which folders are watched for certain.
//!
//! Goes in: folders as they are watched, and paths that went. Comes out: whether a folder is new. Must not: look at the
//! disk.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Device, number and birth: a folder that was removed and made again has another, even where it gets the old number.
pub(super) type Identity = (u64, u64, SystemTime);

/// The folders that are watched for certain. To watch one again costs the system a walk through it, of which it then
/// tells as many events; in a large portal more than it can hold.
#[derive(Debug, Default)]
pub(super) struct Known {
    folders: BTreeMap<PathBuf, Identity>,
}

impl Known {
    /// Notes a folder that is going to be watched, and whether it was not. What cannot be told from another is new.
    pub(super) fn insert(&mut self, folder: &Path, identity: Option<Identity>) -> bool {
        let Some(identity) = identity else { return true };
        self.folders.insert(folder.to_path_buf(), identity) != Some(identity)
    }

    /// Forgets a path with all that is in it.
    pub(super) fn forget(&mut self, path: &Path) {
        let from = self.folders.range::<Path, _>((Bound::Included(path), Bound::Unbounded));
        let gone: Vec<PathBuf> =
            from.map(|(folder, _)| folder).take_while(|folder| folder.starts_with(path)).cloned().collect();
        for folder in gone {
            self.folders.remove(&folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_new_once_until_it_goes_or_is_another() {
        let mut known = Known::default();
        let identity = |number| Some((1, number, SystemTime::UNIX_EPOCH));
        for (number, path) in [(1, "/a"), (2, "/a/b"), (3, "/a/b/c"), (4, "/a/bc")] {
            assert!(known.insert(Path::new(path), identity(number)));
            assert!(!known.insert(Path::new(path), identity(number)));
        }
        known.forget(Path::new("/a/b"));
        assert!(known.insert(Path::new("/a/b/c"), identity(3)));
        assert!(!known.insert(Path::new("/a/bc"), identity(4)));
        assert!(known.insert(Path::new("/a/bc"), identity(5)));
        assert!(known.insert(Path::new("/d"), None));
        assert!(known.insert(Path::new("/d"), None));
    }
}
