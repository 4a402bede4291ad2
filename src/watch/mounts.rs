//! Whether a folder is on a file system that other machines change, of which no events come.
//!
//! Goes in: a path without links. Comes out: the name of such a file system. Must not: touch the folder. Only Linux
//! tells; elsewhere the answer is that there is none.
#![expect(clippy::disallowed_methods, reason = "the system says in a file what is mounted where")]

use std::fs;
use std::path::{Path, PathBuf};

/// Network shares, and folders that a virtual machine or a container borrows from its host.
const REMOTE: [&str; 18] = [
    "9p",
    "afs",
    "ceph",
    "cifs",
    "fuse.gvfsd-fuse",
    "fuse.glusterfs",
    "fuse.rclone",
    "fuse.sshfs",
    "fuse.vmhgfs-fuse",
    "lustre",
    "nfs",
    "nfs4",
    "prl_fs",
    "smb3",
    "smbfs",
    "vboxsf",
    "virtiofs",
    "vmhgfs",
];

/// The kind of remote file system that a path is on.
pub(super) fn remote_around(path: &Path) -> Option<String> {
    around(&mounts()?, path)
}

/// The same, also when only something inside the path is on one.
pub(super) fn remote_around_or_in(path: &Path) -> Option<String> {
    let mounts = mounts()?;
    around(&mounts, path).or_else(|| inside(&mounts, path))
}

/// The system's list of mounts: a device, a folder and a kind on each line.
fn mounts() -> Option<String> {
    fs::read_to_string("/proc/self/mounts").ok()
}

/// The last of the nearest wins.
fn around(mounts: &str, path: &Path) -> Option<String> {
    let around = fields(mounts).filter(|(mount, _)| path.starts_with(mount));
    around.max_by_key(|(mount, _)| mount.components().count()).and_then(|(_, kind)| remote(kind))
}

fn inside(mounts: &str, path: &Path) -> Option<String> {
    fields(mounts).filter(|(mount, _)| mount.starts_with(path)).find_map(|(_, kind)| remote(kind))
}

/// The folder and the kind of each mount.
fn fields(mounts: &str) -> impl Iterator<Item = (PathBuf, &str)> {
    let fields = mounts.lines().map(|line| line.split(' ').collect::<Vec<_>>());
    fields.filter(|fields| fields.len() > 2).map(|fields| (folder(fields[1]), fields[2]))
}

fn remote(kind: &str) -> Option<String> {
    REMOTE.contains(&kind).then(|| kind.to_owned())
}

/// A space in a path is written as `\040`.
fn folder(text: &str) -> PathBuf {
    text.replace("\\040", " ").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_mount_decides() {
        let mounts = "/dev/sda1 / ext4 rw 0 0\nserver:/x /srv/de\\040share nfs4 rw 0 0\n\
                      /dev/sdb1 /srv/de\\040share/local ext4 rw 0 0\nC: /mnt/c 9p rw 0 0\n";
        let remote = |path: &str| around(mounts, Path::new(path));
        assert_eq!(remote("/home/portal"), None);
        assert_eq!(remote("/srv/de share/portal"), Some("nfs4".to_owned()));
        assert_eq!(remote("/srv/de share/local/portal"), None);
        assert_eq!(remote("/mnt/c/portal"), Some("9p".to_owned()));
        assert_eq!(remote("/mnt/cd"), None);
        assert_eq!(inside(mounts, Path::new("/srv")), Some("nfs4".to_owned()));
        assert_eq!(inside(mounts, Path::new("/mnt/c")), Some("9p".to_owned()));
        assert_eq!(inside(mounts, Path::new("/srv/de share/local")), None);
    }
}
