//! Every call that changes something fails once, and is the last one once.
#![expect(clippy::print_stdout, reason = "whoever asks wants to read how many calls there were")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tempfile::TempDir;
use voortgang::output::disk::system::{Real, System};
use voortgang::output::disk::{Publication, write, write_with};
use voortgang::output::{Content, OutputTree};
use voortgang::select::Audience;

use super::whole;
use crate::portal::{BASE, DAY};

/// What happens at a call.
#[derive(Clone, Copy, Debug)]
enum Fault {
    /// It fails, and those after it do not.
    Once(ErrorKind),
    /// The program is killed: nothing comes after it.
    Kill,
}

/// What a system can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Known,
    Unknown,
}

/// The real system, asked through somebody who is told of every call before it and may let it fail. Half of what was to
/// be written is then there.
struct Through<F>(F);

impl<F: Fn(&str) -> Result<()> + Sync> System for Through<F> {
    fn create_folder(&self, path: &Path) -> Result<()> {
        self.0("create_folder")?;
        Real.create_folder(path)
    }

    fn write(&self, path: &Path, content: &Content) -> Result<()> {
        self.0("write").inspect_err(|_| {
            let bytes = content.whole();
            let _ = fs::write(path, &bytes[..bytes.len() / 2]);
        })?;
        Real.write(path, content)
    }

    fn link(&self, file: &Path, path: &Path) -> Result<()> {
        self.0("link")?;
        Real.link(file, path)
    }

    fn copy_link(&self, link: &Path, path: &Path) -> Result<()> {
        self.0("copy_link")?;
        Real.copy_link(link, path)
    }

    fn imitate(&self, folder: &Path, path: &Path) -> Result<()> {
        self.0("imitate")?;
        Real.imitate(folder, path)
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<()> {
        self.0("rename")?;
        Real.rename(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> Result<()> {
        self.0("exchange")?;
        Real.exchange(one, other)
    }

    fn remove_file(&self, path: &Path) -> Result<()> {
        self.0("remove_file")?;
        Real.remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> Result<()> {
        self.0("remove_folder")?;
        Real.remove_folder(path)
    }
}

fn site(files: &[(&str, &str)]) -> Arc<OutputTree> {
    let sources = BASE.iter().chain(files).copied().collect();
    crate::portal::build(&sources, DAY, Audience::Readers).site.expect("a site without mistakes").tree
}

const ONE: &str = "+++\ntitle = \"Een\"\ncategory = \"beleid\"\n+++\n";
const OTHER: &str = "+++\ntitle = \"Anders\"\ncategory = \"beleid\"\n+++\n";

/// Files by path, with their bytes.
type Files = BTreeMap<String, Vec<u8>>;

/// What the folder is before the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    Nothing,
    OldSite,
}

/// A folder with the old site and what others put into it, and what it is to become.
struct Stage {
    folder: TempDir,
    old: Arc<OutputTree>,
    new: Arc<OutputTree>,
}

impl Stage {
    fn new() -> Self {
        let old = site(&[("content/projects/een/index.md", ONE), ("content/projects/weg/index.md", ONE)]);
        let new = site(&[("content/projects/een/index.md", OTHER), ("content/projects/nieuw/index.md", ONE)]);
        Self { folder: TempDir::new().unwrap(), old, new }
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("uit/site")
    }

    fn publish(&self, system: &dyn System, tree: &OutputTree) -> bool {
        let closed = BTreeSet::new();
        let publication = Publication { tree, closed: &closed, may_shrink: false };
        write_with(system, &publication, &self.out(), &self.folder.path().join("root")).is_ok()
    }

    /// Makes the folder what it is at the start.
    fn reset(&self, start: Start) {
        let _ = fs::remove_dir_all(self.folder.path().join("uit"));
        if start == Start::OldSite {
            assert!(self.publish(&Real, &self.old));
            fs::write(self.out().join("CNAME"), "voortgang.example.org\n").unwrap();
            fs::write(self.out().join("projecten/weg/notitie.txt"), "van een mens\n").unwrap();
        }
    }

    /// What there is before and after, with what others put there.
    fn both(&self, start: Start) -> [Option<Files>; 2] {
        self.reset(start);
        let before = self.found();
        assert!(self.publish(&Real, &self.new));
        [before, self.found()]
    }

    fn found(&self) -> Option<Files> {
        fs::exists(self.out()).unwrap().then(|| whole(&self.out()))
    }

    fn beside(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path().join("uit")).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
        names.filter(|name| name != "site").collect()
    }
}

/// Lets every call go wrong in turn; `check` is told whether the build ended well.
fn each_call(stage: &Stage, start: Start, fault: Fault, step: Step, check: impl Fn(&str, bool)) {
    for at in 0.. {
        stage.reset(start);
        let calls = AtomicUsize::new(0);
        let system = Through(|call: &str| {
            let number = calls.fetch_add(1, Ordering::SeqCst);
            match fault {
                Fault::Once(kind) if number == at => Err(kind.into()),
                Fault::Kill if number >= at => Err(Error::other("dead")),
                _ if call == "exchange" && step == Step::Unknown => Err(ErrorKind::Unsupported.into()),
                Fault::Once(_) | Fault::Kill => Ok(()),
            }
        });
        let is_published = stage.publish(&system, &stage.new);
        if calls.into_inner() <= at {
            assert!(is_published && at > 20, "{at} calls");
            println!("{start:?}, {step:?}, {fault:?}: {at} calls");
            return;
        }
        check(&format!("{start:?}, {fault:?} at call {at}"), is_published);
    }
}

const FAULTS: [Fault; 5] = [
    Fault::Once(ErrorKind::StorageFull),
    Fault::Once(ErrorKind::PermissionDenied),
    Fault::Once(ErrorKind::CrossesDevices),
    Fault::Once(ErrorKind::Other),
    Fault::Kill,
];

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[test]
fn the_folder_holds_the_old_site_or_the_new_one_whatever_call_fails() {
    let stage = Stage::new();
    for start in [Start::Nothing, Start::OldSite] {
        let [before, after] = stage.both(start);
        for fault in FAULTS {
            each_call(&stage, start, fault, Step::Known, |told, is_published| {
                let found = stage.found();
                assert!(found == after || found == before, "{told}");
                assert!(found == after || !is_published, "{told}: the old site, and no mistake told");
                assert!(stage.publish(&Real, &stage.new), "{told}: the next build");
                assert!(stage.found() == after, "{told}: the next build");
                assert!(stage.beside().is_empty(), "{told}: {:?}", stage.beside());
            });
        }
    }
}

#[test]
fn where_there_is_no_one_step_each_file_is_the_old_one_or_the_new_one() {
    let stage = Stage::new();
    for start in [Start::Nothing, Start::OldSite] {
        let [before, after] = stage.both(start).map(Option::unwrap_or_default);
        for fault in FAULTS {
            each_call(&stage, start, fault, Step::Unknown, |told, is_published| {
                let found = stage.found().unwrap_or_default();
                assert!(!is_published || found == after, "{told}: no mistake told");
                for (path, bytes) in found.iter().filter(|(path, _)| !is_ours_alone(path)) {
                    let is_one = before.get(path) == Some(bytes) || after.get(path) == Some(bytes);
                    assert!(is_one, "{told}: {path}");
                }
                for path in before.keys().filter(|path| after.contains_key(*path)) {
                    assert!(found.contains_key(path), "{told}: {path} is gone");
                }
                assert!(stage.publish(&Real, &stage.new), "{told}: the next build");
                assert!(stage.found() == Some(after.clone()), "{told}: the next build");
            });
        }
    }
}

/// The list of what we made, a file that was to become another, and a folder that is not filled yet.
fn is_ours_alone(path: &str) -> bool {
    path == ".voortgang" || path.ends_with(".voortgang-new") || path.ends_with('/')
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[test]
fn what_others_write_while_the_site_is_prepared_is_kept() {
    let stage = Stage::new();
    stage.reset(Start::OldSite);
    let write_meanwhile = |call: &str| {
        if call == "exchange" {
            let challenge = stage.out().join(".well-known/acme-challenge");
            fs::create_dir_all(&challenge)?;
            fs::write(challenge.join("token"), "geheim")?;
            let name = stage.out().join("CNAME");
            fs::write(name.with_extension("new"), "nieuw.example.org\n")?;
            fs::rename(name.with_extension("new"), name)?;
        }
        Ok(())
    };
    assert!(stage.publish(&Through(write_meanwhile), &stage.new));
    let read = |path: &str| fs::read_to_string(stage.out().join(path)).unwrap();
    assert_eq!(read(".well-known/acme-challenge/token"), "geheim");
    assert_eq!(read("CNAME"), "nieuw.example.org\n");
    assert_eq!(read("projecten/weg/notitie.txt"), "van een mens\n");
    assert!(stage.beside().is_empty());
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[test]
fn what_somebody_removed_after_a_killed_build_does_not_come_back() {
    let stage = Stage::new();
    each_call(&stage, Start::OldSite, Fault::Kill, Step::Known, |told, _| {
        fs::remove_file(stage.out().join("CNAME")).unwrap();
        assert!(stage.publish(&Real, &stage.new), "{told}: the next build");
        assert!(!fs::exists(stage.out().join("CNAME")).unwrap(), "{told}");
        assert!(!fs::exists(stage.out().join("projecten/weg/index.html")).unwrap(), "{told}");
        assert!(stage.beside().is_empty(), "{told}: {:?}", stage.beside());
    });
}

#[test]
fn nothing_is_written_where_sources_stand() {
    let stage = Stage::new();
    let closed = BTreeSet::new();
    let publication = Publication { tree: &stage.new, closed: &closed, may_shrink: false };
    let root = stage.folder.path();
    assert!(write(&publication, &root.join("content/site"), root).is_err());
    assert!(!fs::exists(root.join("content")).unwrap());
}
