//! What others put into the folder. It stays, also what they do while a new site is prepared.
//!
//! What is taken over is noted, and after the step the old site is looked at once more. What differs from the note came,
//! changed or went meanwhile, and the new site follows.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::super::plan::{Plan, State};
use super::super::{LOCK, MANIFEST, NEW, at, sibling};
use super::{At, Folders, Refused, Stop, is_gone, unwalked};
use crate::diagnostic::Problem;

/// What stands at a path. Two are equal when they are one and the same.
#[derive(PartialEq, Eq)]
pub(super) enum Thing {
    Folder,
    /// A symbolic link, by where it leads.
    Link(PathBuf),
    /// Anything else, by its disk and its number there. A number is not given again as long as the new site has the file.
    File((u64, u64)),
}

impl Thing {
    /// Nothing where nothing stands.
    fn find(path: &Path) -> io::Result<Option<Self>> {
        match Self::look(path) {
            Ok(thing) => Ok(Some(thing)),
            Err(error) if is_gone(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn look(path: &Path) -> io::Result<Self> {
        let found = fs::symlink_metadata(path)?;
        Ok(match found.file_type() {
            kind if kind.is_dir() => Self::Folder,
            kind if kind.is_symlink() => Self::Link(fs::read_link(path)?),
            _ => Self::File(number(&found)),
        })
    }
}

fn number(found: &fs::Metadata) -> (u64, u64) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        (found.dev(), found.ino())
    }
    // Here no two sites change places.
    #[cfg(not(unix))]
    {
        let _ = found;
        (0, 0)
    }
}

/// What others put there, each folder before what is in it.
pub(super) type Others = BTreeMap<PathBuf, Thing>;

/// What is ours in the old site.
pub(super) struct Ours {
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
}

impl Ours {
    /// The files that builds of ours made, what a build that is killed leaves beside one that it changed in place, and what
    /// others made just as we would. Folders that only we made anything in are ours too.
    pub(super) fn of(plan: &Plan<'_>) -> Self {
        let paths = &plan.before.paths;
        let own = paths.iter().map(String::as_str).chain([MANIFEST, LOCK]);
        let beside = own.clone().filter_map(|path| name_of(&sibling(Path::new(path), NEW)?));
        let same = plan.files.iter().filter(|(_, state)| *state == State::Same).map(|(output, _)| output.path.clone());
        let files = own.map(str::to_owned).chain(beside).chain(same).collect();
        let parents =
            |path| std::iter::successors(Some(path), |path: &&str| path.rsplit_once('/').map(|(parent, _)| parent));
        let folders = paths.iter().flat_map(|path| parents(path.as_str()).skip(1)).map(str::to_owned).collect();
        Self { files, folders }
    }

    fn has(&self, path: &Path, kind: fs::FileType) -> bool {
        let among = if kind.is_dir() { &self.folders } else { &self.files };
        name_of(path).is_some_and(|name| among.contains(&name))
    }
}

/// What others put into the old site, which stands in `folder`. What stands at an address of ours is not for us to take.
pub(super) fn find(plan: &Plan<'_>, ours: &Ours, folder: &Path) -> Result<Others, Stop> {
    let mut others = Others::new();
    for entry in WalkDir::new(folder).min_depth(1) {
        let entry = match entry {
            Ok(entry) => entry,
            // Also where there is no folder yet.
            Err(error) if error.io_error().is_some_and(is_gone) => continue,
            // One that cannot be read cannot be taken over either.
            Err(error) => return Err(unwalked(folder, &error).into()),
        };
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        if ours.has(path, entry.file_type()) {
            continue;
        }
        let Some(thing) = Thing::find(entry.path()).at(entry.path())? else { continue };
        if let Some(taken) = name_of(path).filter(|name| is_taken(plan, name, &thing)) {
            return Err(Stop::Failed(at(&plan.folder.join(path), Problem::ForeignFile { path: taken })));
        }
        others.insert(path.to_path_buf(), thing);
    }
    Ok(others)
}

/// Whether a thing stands where a page of ours does, or a folder.
fn is_taken(plan: &Plan<'_>, name: &str, thing: &Thing) -> bool {
    plan.wanted.paths.contains(name) || (*thing != Thing::Folder && plan.folders.contains(name))
}

/// Does to the new site what others did to the old one since `taken` was noted.
pub(super) fn follow(folders: &mut Folders<'_>, taken: &Others, found: &Others) -> Result<(), Refused> {
    let (system, old, new) = (folders.system, folders.old, folders.new);
    let is_folder = |thing: &Thing| *thing == Thing::Folder;
    for (path, thing) in taken.iter().rev() {
        let gives_way = found.get(path).is_some_and(|found| is_folder(found) == is_folder(thing));
        let path = &new.join(path);
        if gives_way || Thing::find(path).at(path)?.as_ref() != Some(thing) {
            continue;
        }
        let removed = if is_folder(thing) { system.remove_folder(path) } else { system.remove_file(path) };
        match removed {
            // Somebody works there again by now.
            Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => {}
            removed => removed.at(path)?,
        }
    }
    for (path, thing) in found.iter().filter(|(path, thing)| taken.get(*path) != Some(*thing)) {
        if is_folder(thing) {
            folders.make(path)?;
        } else {
            folders.make(path.parent().unwrap_or(path))?;
            system.rename(&old.join(path), &new.join(path)).at(&new.join(path))?;
        }
    }
    Ok(())
}

/// The path as manifests name it; none of ours is named otherwise.
fn name_of(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.components().map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}
