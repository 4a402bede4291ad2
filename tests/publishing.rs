//! A published site is the old one or the new one, whatever happens to the build that makes it.

mod faults;
mod kills;
mod meanwhile;
mod mounts;
mod stage;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::Path;

use crate::portal::{DAY, Portal, tree};

/// Projects with these ids, and the pages that all portals have.
fn portal(ids: &[&str]) -> Portal {
    let portal = Portal::new(&[]);
    for id in ids {
        portal.write(&project(id), page("Project").as_bytes());
    }
    portal
}

fn project(id: &str) -> String {
    format!("content/projects/{id}/index.md")
}

fn page(title: &str) -> String {
    format!("+++\ntitle = \"{title}\"\ncategory = \"beleid\"\n+++\n")
}

/// Everything in a folder: files with their bytes, links with where they lead, empty folders.
fn whole(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.unwrap();
        let name = entry.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
        let kind = entry.file_type();
        if kind.is_file() {
            found.insert(name, fs::read(entry.path()).unwrap());
        } else if kind.is_symlink() {
            let target = fs::read_link(entry.path()).unwrap();
            found.insert(name, target.to_string_lossy().into_owned().into_bytes());
        } else if fs::read_dir(entry.path()).unwrap().next().is_none() {
            found.insert(format!("{name}/"), Vec::new());
        }
    }
    found
}

/// What lies beside the output folder and begins with a dot.
fn left_over(portal: &Portal) -> BTreeSet<String> {
    let entries = fs::read_dir(portal.root()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with('.')).collect()
}

#[cfg(unix)]
#[test]
fn what_does_not_change_stays_the_same_file() {
    use std::os::unix::fs::MetadataExt;
    let portal = portal(&["een", "twee"]);
    portal.write("public/CNAME", b"voortgang.example.org\n");
    assert_eq!(portal.build().status, Some(0));
    let identity = |path: &str| {
        let found = fs::metadata(portal.path(path)).unwrap();
        (found.dev(), found.ino(), found.mtime(), found.mtime_nsec())
    };
    let paths = ["public/CNAME", "public/projecten/een/index.html", "public/projecten/twee/index.html"];
    let before = paths.map(identity);
    portal.write(&project("twee"), page("Ander").as_bytes());
    assert_eq!(portal.build().status, Some(0));
    let after = paths.map(identity);
    assert_eq!(before[..2], after[..2]);
    assert_ne!(before[2], after[2]);
    assert_eq!(left_over(&portal), BTreeSet::new());
}

#[cfg(unix)]
#[test]
fn what_others_put_into_the_folder_stays_as_it_is() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let portal = portal(&["een"]);
    assert_eq!(portal.build().status, Some(0));
    let own = portal.path("public/eigen");
    fs::create_dir_all(own.join("leeg")).unwrap();
    fs::set_permissions(portal.path("public"), fs::Permissions::from_mode(0o2775)).unwrap();
    fs::set_permissions(&own, fs::Permissions::from_mode(0o700)).unwrap();
    symlink("../../nergens", own.join("koppeling")).unwrap();
    fs::write(own.join(OsStr::from_bytes(b"geen-\xff-utf8")), "bytes").unwrap();
    fs::write(portal.path("public/projecten/een/notitie.txt"), "van een mens").unwrap();
    let foreign = |portal: &Portal| {
        let all = whole(&portal.path("public")).into_iter();
        all.filter(|(name, _)| name.starts_with("eigen") || name.ends_with("notitie.txt")).collect::<BTreeMap<_, _>>()
    };
    let before = foreign(&portal);
    assert_eq!(before.len(), 4, "{before:?}");
    portal.write(&project("een"), page("Ander").as_bytes());
    assert_eq!(portal.build().status, Some(0));
    assert_eq!(foreign(&portal), before);
    let mode = |path: &str| fs::metadata(portal.path(path)).unwrap().mode() & 0o7777;
    assert_eq!((mode("public"), mode("public/eigen")), (0o2775, 0o700));
    portal.write(
        &project("een"),
        format!("{}draft = true\n", page("Weg")).replace("+++\ndraft = true\n", "draft = true\n+++\n").as_bytes(),
    );
    let run = portal.run(&["build", "--date", DAY, "--allow-shrink"]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert_eq!(foreign(&portal), before, "also where the page beside it goes");
}

#[test]
fn two_builds_do_not_share_a_folder_and_a_dead_one_stops_nobody() {
    let portal = portal(&["een"]);
    assert_eq!(portal.build().status, Some(0));
    let before = tree(&portal.path("public"));
    portal.write(&project("een"), page("Ander").as_bytes());
    let lock = File::create(portal.path(".public.voortgang-lock")).unwrap();
    lock.lock().unwrap();
    let run = portal.build();
    assert_eq!(run.status, Some(2));
    assert!(
        run.stderr.starts_with("fout[output-busy]: een andere opbouw schrijft nu in `ROOT/public`\n"),
        "{}",
        run.stderr
    );
    assert_eq!(tree(&portal.path("public")), before);
    // As when the builder dies: the file stays, its lock goes.
    drop(lock);
    assert_eq!(portal.build().status, Some(0));
    assert_ne!(tree(&portal.path("public")), before);
    assert_eq!(left_over(&portal), BTreeSet::new());
}

#[test]
fn a_site_inside_another_waits_for_its_turn_too() {
    let portal = portal(&["een"]);
    assert_eq!(portal.build().status, Some(0));
    let inner = || portal.run(&["build", "--date", DAY, "--out", "public/concept"]);
    let lock = File::create(portal.path(".public.voortgang-lock")).unwrap();
    lock.lock().unwrap();
    let run = inner();
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.contains("een andere opbouw schrijft nu in `ROOT/public`\n"), "{}", run.stderr);
    assert!(!portal.exists("public/concept"));
    drop(lock);
    assert_eq!(inner().status, Some(0));
    let before = tree(&portal.path("public/concept"));
    portal.write(&project("een"), page("Ander").as_bytes());
    assert_eq!(portal.build().status, Some(0));
    assert_eq!(tree(&portal.path("public/concept")), before);
    assert_eq!(left_over(&portal), BTreeSet::new());
}

/// An access list that also lets user 33 read: a version, then a kind, rights and a number each.
#[cfg(target_os = "linux")]
fn access_list() -> Vec<u8> {
    let entries: [(u16, u16, u32); 5] =
        [(1, 7, u32::MAX), (2, 5, 33), (4, 5, u32::MAX), (16, 5, u32::MAX), (32, 0, u32::MAX)];
    let bytes = entries.iter().flat_map(|(kind, rights, number)| {
        [kind.to_le_bytes().to_vec(), rights.to_le_bytes().to_vec(), number.to_le_bytes().to_vec()].concat()
    });
    2_u32.to_le_bytes().into_iter().chain(bytes).collect()
}

#[cfg(target_os = "linux")]
#[test]
fn the_access_lists_of_folders_stay() {
    use rustix::fs::{XattrFlags, getxattr, setxattr};
    let portal = portal(&["een"]);
    assert_eq!(portal.build().status, Some(0));
    let (list, note) = (access_list(), b"van een mens".to_vec());
    let given = [
        ("public", "system.posix_acl_default", &list),
        ("public", "user.notitie", &note),
        ("public/projecten/een", "system.posix_acl_access", &list),
    ];
    for (path, name, value) in given {
        if setxattr(portal.path(path), name, value, XattrFlags::empty()).is_err() {
            return crate::portal::say("this disk has no access lists: that they stay is not tested");
        }
    }
    let found = |path: &str, name: &str| {
        let mut value = [0; 200];
        let size = getxattr(portal.path(path), name, &mut value[..]);
        size.map(|size| value[..size].to_vec())
    };
    portal.write(&project("een"), page("Ander").as_bytes());
    portal.write(&project("nieuw"), page("Nieuw").as_bytes());
    assert_eq!(portal.build().status, Some(0));
    for (path, name, value) in given {
        assert_eq!(found(path, name).as_ref(), Ok(value), "{path}");
    }
    assert!(found("public/projecten", "system.posix_acl_default").is_err(), "it had none");
    assert_eq!(left_over(&portal), BTreeSet::new());
}

#[test]
fn more_than_half_of_the_project_pages_go_only_when_asked() {
    let portal = portal(&["een", "twee", "drie", "vier"]);
    assert_eq!(portal.build().status, Some(0));
    for id in ["een", "twee"] {
        fs::remove_dir_all(portal.path(&format!("content/projects/{id}"))).unwrap();
    }
    assert_eq!(portal.build().status, Some(0), "half of them may go");
    fs::remove_dir_all(portal.path("content/projects")).unwrap();
    let before = tree(&portal.path("public"));
    let run = portal.build();
    assert_eq!(run.status, Some(1));
    assert!(
        run.stderr
            .starts_with("fout[site-shrinks]: 2 van de 2 projectpagina's die gepubliceerd zijn, zouden verdwijnen\n"),
        "{}",
        run.stderr
    );
    assert_eq!(tree(&portal.path("public")), before);
    assert_eq!(portal.run(&["build", "--date", DAY, "--allow-shrink"]).status, Some(0));
    assert!(!portal.exists("public/projecten/drie"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_a_link_stays_one() {
    let portal = portal(&["een"]);
    fs::create_dir(portal.path("elders")).unwrap();
    std::os::unix::fs::symlink("elders", portal.path("public")).unwrap();
    assert_eq!(portal.build().status, Some(0));
    portal.write(&project("een"), page("Ander").as_bytes());
    assert_eq!(portal.build().status, Some(0));
    assert_eq!(fs::read_link(portal.path("public")).unwrap(), Path::new("elders"));
    assert!(portal.read("elders/projecten/een/index.html").contains("Ander"));
    fs::rename(portal.path("elders"), portal.path("weg")).unwrap();
    let run = portal.build();
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.starts_with("fout[output-not-folder]"), "{}", run.stderr);
    assert!(!portal.exists("elders"));
}
