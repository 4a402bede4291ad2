//! Rereading what changed gives what reading everything gives.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use voortgang::source::disk::{read, refresh};
use voortgang::source::{Batch, FilePath, ReadFailure, Sources};

use crate::portal::Portal;

fn portal() -> Portal {
    Portal::new(&[("content/projects/duto/index.md", "DUTO"), ("content/projects/duto/2024-Q3.md", "Q3")])
}

fn batch(portal: &Portal, paths: &[&str]) -> Batch {
    Batch::Paths(paths.iter().map(|path| portal.path(path)).collect())
}

/// Rereads, and looks whether that is all there is to know.
#[track_caller]
fn reread(portal: &Portal, sources: &mut Sources, paths: &[&str]) -> Vec<String> {
    let changed = refresh(portal.root(), sources, &batch(portal, paths));
    assert_eq!(*sources, read(portal.root()));
    changed.iter().map(FilePath::to_string).collect()
}

#[test]
fn only_what_differs_is_told_and_the_rest_stays_where_it_is() {
    let portal = portal();
    let mut sources = read(portal.root());
    let before = sources.clone();
    portal.write("content/projects/duto/index.md", b"DUTO 2");
    let paths = ["content/projects/duto/index.md", "content/projects/duto/2024-Q3.md"];
    assert_eq!(reread(&portal, &mut sources, &paths), ["content/projects/duto/index.md"]);
    for (path, bytes) in before.iter().filter(|(path, _)| path.as_str() != "content/projects/duto/index.md") {
        assert!(Arc::ptr_eq(bytes, sources.get(path).unwrap()), "{path}");
    }
    portal.write("content/risks/geld.md", b"geld");
    let changed = refresh(portal.root(), &mut sources, &Batch::Everything);
    assert_eq!(changed, BTreeSet::from([FilePath::new("content/risks/geld.md")]));
    let path = FilePath::new("content/projects/duto/2024-Q3.md");
    assert!(Arc::ptr_eq(before.get(&path).unwrap(), sources.get(&path).unwrap()));
}

#[test]
fn folders_come_and_go() {
    let portal = portal();
    let mut sources = read(portal.root());
    fs::rename(portal.path("content/projects/duto"), portal.path("content/projects/duto-2")).unwrap();
    let changed = reread(&portal, &mut sources, &["content/projects/duto", "content/projects/duto-2"]);
    assert_eq!(changed.len(), 4);
    fs::rename(portal.path("content"), portal.path("elders")).unwrap();
    assert_eq!(reread(&portal, &mut sources, &["content"]).len(), 3);
    fs::rename(portal.path("elders"), portal.path("content")).unwrap();
    assert_eq!(reread(&portal, &mut sources, &["content", "content/projects"]).len(), 3);
    fs::remove_dir_all(portal.path("content/projects")).unwrap();
    portal.write("content/projects", b"a file where a folder was");
    assert_eq!(reread(&portal, &mut sources, &["content/projects"]).len(), 3);
    fs::remove_file(portal.path("content/projects")).unwrap();
    portal.write("content/projects/duto/index.md", b"DUTO");
    assert_eq!(reread(&portal, &mut sources, &["content/projects"]).len(), 2);
}

#[test]
fn what_a_portal_does_not_read_changes_nothing() {
    let portal = portal();
    let mut sources = read(portal.root());
    let paths = [
        "public/index.html",
        ".git/index",
        "notes.md",
        "content/projects/duto/.index.md.swp",
        "content/projects/duto/index.md~",
        "content/projects/duto/#index.md#",
        "content/projects/duto/.#index.md",
        "content/projects/duto/4913",
        "content/projects/duto/index.mdaB3xY9.bck",
        "content/projects/duto/index.md___jb_tmp___",
        "content/projects/duto/index.md___jb_old___",
        "content/projects/duto/~$bijlage.docx",
        "content/.obsidian/workspace.md",
        "themes/Thumbs.db",
    ];
    for path in paths {
        portal.write(path, b"text");
    }
    assert_eq!(reread(&portal, &mut sources, &paths), Vec::<String>::new());
}

#[test]
fn a_site_file_that_goes_is_missed_and_taken_up_when_it_is_back() {
    let portal = portal();
    let mut sources = read(portal.root());
    fs::rename(portal.path("portal.toml"), portal.path("portal.toml.old")).unwrap();
    assert_eq!(reread(&portal, &mut sources, &["portal.toml"]), ["portal.toml"]);
    let absent = (FilePath::new("portal.toml"), ReadFailure::Absent);
    assert_eq!(sources.unreadable().iter().collect::<Vec<_>>(), [&absent]);
    fs::rename(portal.path("portal.toml.old"), portal.path("portal.toml")).unwrap();
    assert_eq!(reread(&portal, &mut sources, &["portal.toml"]), ["portal.toml"]);
    assert!(sources.unreadable().is_empty());
}

#[cfg(unix)]
#[test]
fn a_file_behind_a_link_is_read_at_every_path_that_shows_it() {
    use std::os::unix::fs::symlink;
    let portal = portal();
    symlink(portal.path("content/projects"), portal.path("content/pages")).unwrap();
    symlink("nowhere.md", portal.path("content/index.md")).unwrap();
    symlink(portal.path("content"), portal.path("content/projects/rond")).unwrap();
    let mut sources = read(portal.root());
    assert_eq!(reread(&portal, &mut sources, &["content/index.md", "content/projects"]), Vec::<String>::new());
    portal.write("nieuw/index.md", b"new");
    fs::remove_file(portal.path("content/pages")).unwrap();
    symlink(portal.path("nieuw"), portal.path("content/pages")).unwrap();
    fs::write(portal.path("content/nowhere.md"), "somewhere").unwrap();
    let changed = reread(&portal, &mut sources, &["content/pages", "content/nowhere.md", "content/index.md"]);
    assert!(changed.contains(&"content/index.md".to_owned()), "{changed:?}");
    assert!(changed.contains(&"content/pages/index.md".to_owned()), "{changed:?}");
}

/// A row of numbers that look like chance and are the same each time (xorshift).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % count as u64).unwrap()
    }

    fn path(&mut self) -> &'static str {
        const PATHS: [&str; 14] = [
            "portal.toml",
            "content",
            "content/index.md",
            "content/index.md~",
            "content/projects",
            "content/projects/a",
            "content/projects/a/index.md",
            "content/projects/a/diep/er/bijlage.pdf",
            "content/projects/a-b/index.md",
            "content/projects/b",
            "content/projects/b/index.md",
            "themes/eigen/templates/home.html",
            "themes",
            "notities.md",
        ];
        PATHS[self.below(PATHS.len())]
    }
}

/// Does something to the disk, and names what may have changed.
pub(crate) fn edit(root: &Path, chance: &mut Chance) -> Vec<PathBuf> {
    let (one, other) = (root.join(chance.path()), root.join(chance.path()));
    let remove = |path: &Path| if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    // What does not work out changes nothing, or a part that is named all the same.
    match chance.below(6) {
        0 | 1 => {
            let _ = fs::create_dir_all(one.parent().unwrap());
            let _ = fs::write(&one, format!("text {}", chance.below(3)));
            let top = one.strip_prefix(root).unwrap().components().next().unwrap();
            return if one.exists() { vec![root.join(top)] } else { vec![one] };
        }
        2 => {
            let _ = fs::write(&one, format!("text {}", chance.below(3)));
        }
        3 => _ = remove(&one),
        4 => _ = fs::create_dir(&one),
        _ => _ = fs::rename(&one, &other),
    }
    vec![one, other]
}

#[test]
fn any_row_of_edits_is_reread_as_a_whole_reading_would() {
    for seed in 1..=12 {
        let portal = portal();
        let mut chance = Chance(seed);
        let mut sources = read(portal.root());
        for step in 0..60 {
            let edits = 1 + chance.below(3);
            let paths: BTreeSet<PathBuf> = (0..edits).flat_map(|_| edit(portal.root(), &mut chance)).collect();
            let before = sources.clone();
            let changed = refresh(portal.root(), &mut sources, &Batch::Paths(paths.clone()));
            assert_eq!(sources, read(portal.root()), "seed {seed}, step {step}: {paths:?}");
            assert_eq!(changed.is_empty(), before == sources, "seed {seed}, step {step}: {paths:?}");
        }
    }
}
