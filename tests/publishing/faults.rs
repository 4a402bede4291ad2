//! Every call that changes something fails once, and is the last one once.
#![expect(clippy::print_stdout, reason = "whoever asks wants to read how many calls there were")]

use std::fs;
use std::io::{Error, ErrorKind};
use std::sync::atomic::{AtomicBool, Ordering};

use voortgang::output::disk::system::Real;
use voortgang::output::disk::{Publication, write};

use super::stage::{Files, Stage, Start, site};

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

/// Lets every call go wrong in turn; `check` is told whether the build ended well.
fn each_call(stage: &Stage, start: Start, fault: Fault, step: Step, check: impl Fn(&str, bool)) {
    for at in 0.. {
        stage.reset(start);
        let (is_published, calls) = stage.publish_telling(|number, call| match fault {
            Fault::Once(kind) if number == at => Err(kind.into()),
            Fault::Kill if number >= at => Err(Error::other("dead")),
            _ if call == "exchange" && step == Step::Unknown => Err(ErrorKind::Unsupported.into()),
            Fault::Once(_) | Fault::Kill => Ok(()),
        });
        if calls <= at {
            assert!(is_published && at > 10, "{at} calls");
            println!("{start:?}, {step:?}, {fault:?}: {at} calls");
            return;
        }
        check(&format!("{start:?}, {fault:?} at call {at}"), is_published);
    }
}

/// What there is before and after, with what others put there.
fn both(stage: &Stage, start: Start) -> [Option<Files>; 2] {
    stage.reset(start);
    let before = stage.found();
    assert!(stage.publish(&Real, &stage.new));
    [before, stage.found()]
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
        let [before, after] = both(&stage, start);
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
        let [before, after] = both(&stage, start).map(Option::unwrap_or_default);
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

#[test]
fn what_a_build_in_place_leaves_goes_also_when_its_change_is_undone() {
    let stage = Stage::between(site(&[("stijl.css", "a {}")]), site(&[("stijl.css", "b {}")]));
    for at in 0.. {
        stage.reset(Start::OldSite);
        let before = stage.found();
        let (_, calls) = stage.publish_telling(|number, call| match call {
            _ if number >= at => Err(Error::other("dead")),
            "exchange" => Err(ErrorKind::Unsupported.into()),
            _ => Ok(()),
        });
        assert!(stage.publish(&Real, &stage.old), "killed at call {at}");
        assert!(stage.found() == before, "killed at call {at}");
        if calls <= at {
            assert!(at > 10, "{at} calls");
            return;
        }
    }
}

/// As a disk does that had not written the bytes of the last build yet.
#[test]
fn files_that_lost_their_bytes_with_the_power_are_written_again() {
    let stage = Stage::new();
    let [_, after] = both(&stage, Start::OldSite);
    stage.reset(Start::OldSite);
    let is_safe = AtomicBool::new(false);
    let look = |_: usize, call: &str| {
        is_safe.fetch_or(call == "sync", Ordering::SeqCst);
        assert!(call != "exchange" || is_safe.load(Ordering::SeqCst), "the manifest comes before the step");
        Ok(())
    };
    assert!(stage.publish_telling(look).0);
    for path in stage.new.iter().map(|output| &output.path) {
        fs::write(stage.out().join(path), "").unwrap();
    }
    assert!(stage.publish(&Real, &stage.new));
    assert!(stage.found() == after);
}

/// As systems say it where a disk has no links: not in the word that Rust has for it everywhere.
#[cfg(unix)]
#[test]
fn a_disk_without_links_is_written_in_place() {
    let stage = Stage::new();
    let [_, after] = both(&stage, Start::OldSite);
    for error in [rustix::io::Errno::NOTSUP, rustix::io::Errno::OPNOTSUPP] {
        stage.reset(Start::OldSite);
        assert!(stage.publish_telling(|_, call| if call == "link" { Err(error.into()) } else { Ok(()) }).0, "{error}");
        assert!(stage.found() == after, "{error}");
    }
}

/// The list of what we made, a file that was to become another, and a folder that is not filled yet.
fn is_ours_alone(path: &str) -> bool {
    path == ".voortgang" || path.ends_with(".voortgang-new") || path.ends_with('/')
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

/// As what a build of another user left.
#[test]
fn what_a_killed_build_left_and_cannot_be_removed_stops_nobody() {
    let stage = Stage::new();
    let [_, after] = both(&stage, Start::OldSite);
    stage.reset(Start::OldSite);
    let left = stage.folder.path().join("uit/.site.voortgang-new");
    fs::create_dir(&left).unwrap();
    fs::write(left.join("index.html"), "half").unwrap();
    let refuse = |number, _: &str| if number == 0 { Err(ErrorKind::PermissionDenied.into()) } else { Ok(()) };
    assert!(stage.publish_telling(refuse).0);
    assert!(stage.found() == after);
    assert_eq!(fs::read_to_string(left.join("index.html")).unwrap(), "half");
}

#[test]
fn nothing_is_written_where_sources_stand() {
    let stage = Stage::new();
    let closed = std::collections::BTreeSet::new();
    let publication = Publication { tree: &stage.new, closed: &closed, may_shrink: false };
    let root = stage.folder.path();
    assert!(write(&publication, &root.join("content/site"), root).is_err());
    assert!(!fs::exists(root.join("content")).unwrap());
}
