//! What others do in the folder while a build publishes holds as if they had done it a moment later.
#![cfg(any(target_os = "linux", target_vendor = "apple"))]

use std::fs;
use std::io::Result;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use voortgang::output::disk::system::Real;

use super::stage::{Files, Stage, Start};
use super::whole;

/// Lets others do `work` at every call in turn. They had put there what `before` does.
fn at_each_call(before: impl Fn(&Path), work: impl Fn(&Path) -> Result<()> + Sync) {
    let stage = Stage::new();
    let start = || {
        stage.reset(Start::OldSite);
        before(&stage.out());
    };
    start();
    assert!(stage.publish(&Real, &stage.new));
    work(&stage.out()).unwrap();
    let (expected, rights) = (whole(&stage.out()), rights(&stage.out()));
    for at in 0.. {
        start();
        let (is_published, calls) =
            stage.publish_telling(|number, _| if number == at { work(&stage.out()) } else { Ok(()) });
        assert!(is_published, "at call {at}");
        if calls <= at {
            assert!(at > 10, "{at} calls");
            return;
        }
        let found = whole(&stage.out());
        let names = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&found), names(&expected), "at call {at}");
        assert!(found == expected, "at call {at}");
        assert_eq!(self::rights(&stage.out()), rights, "at call {at}");
        assert!(stage.beside().is_empty(), "at call {at}: {:?}", stage.beside());
    }
}

/// The rights of a folder that somebody may have made.
fn rights(out: &Path) -> Option<u32> {
    fs::metadata(out.join("eigen")).ok().map(|found| found.permissions().mode() & 0o7777)
}

fn nothing(_: &Path) {}

#[test]
fn a_file_comes() {
    at_each_call(nothing, |out| {
        let challenge = out.join(".well-known/acme-challenge");
        fs::create_dir_all(&challenge)?;
        fs::write(challenge.join("token"), "geheim")
    });
}

#[test]
fn a_file_is_replaced() {
    at_each_call(nothing, |out| {
        fs::write(out.join("CNAME.new"), "nieuw.example.org\n")?;
        fs::rename(out.join("CNAME.new"), out.join("CNAME"))
    });
}

#[test]
fn a_file_goes() {
    at_each_call(nothing, |out| fs::remove_file(out.join("CNAME")));
}

#[test]
fn a_file_becomes_a_folder() {
    at_each_call(nothing, |out| {
        fs::remove_file(out.join("CNAME"))?;
        fs::create_dir(out.join("CNAME"))?;
        fs::write(out.join("CNAME/naam"), "voortgang.example.org\n")
    });
}

#[test]
fn a_folder_becomes_a_file() {
    let folder = |out: &Path| {
        fs::create_dir_all(out.join("eigen/in/leeg")).unwrap();
        fs::write(out.join("eigen/in/bestand"), "van een mens").unwrap();
    };
    at_each_call(folder, |out| {
        fs::remove_dir_all(out.join("eigen"))?;
        fs::write(out.join("eigen"), "nu een bestand")
    });
}

#[test]
fn a_link_is_led_elsewhere() {
    at_each_call(
        |out| symlink("een", out.join("huidig")).unwrap(),
        |out| {
            symlink("twee", out.join("nieuw"))?;
            fs::rename(out.join("nieuw"), out.join("huidig"))
        },
    );
}

#[test]
fn an_empty_folder_comes() {
    at_each_call(nothing, |out| {
        fs::create_dir(out.join("eigen"))?;
        fs::set_permissions(out.join("eigen"), fs::Permissions::from_mode(0o700))
    });
}

#[test]
fn a_file_comes_where_pages_of_ours_go() {
    at_each_call(
        |out| fs::remove_file(out.join("projecten/weg/notitie.txt")).unwrap(),
        |out| {
            fs::create_dir_all(out.join("projecten/weg"))?;
            fs::write(out.join("projecten/weg/brief.txt"), "van een mens\n")
        },
    );
}

#[test]
fn a_file_that_comes_to_a_new_address_is_refused_as_if_it_had_come_before() {
    let stage = Stage::new();
    stage.reset(Start::OldSite);
    let step = AtomicUsize::new(0);
    stage.publish_telling(|number, call| {
        if call == "exchange" {
            step.store(number, Ordering::SeqCst);
        }
        Ok(())
    });
    // After the step a page of ours stands there.
    for at in 0..=step.into_inner() {
        for path in ["projecten/nieuw/index.html", "projecten/nieuw"] {
            stage.reset(Start::OldSite);
            let put = || {
                let path = stage.out().join(path);
                fs::create_dir_all(path.parent().unwrap())?;
                fs::write(path, "van een mens\n")
            };
            let mut expected = whole(&stage.out());
            expected.insert(path.to_owned(), b"van een mens\n".to_vec());
            let (is_published, _) = stage.publish_telling(|number, _| if number == at { put() } else { Ok(()) });
            assert!(!is_published && whole(&stage.out()) == expected, "{path} at call {at}");
            assert!(stage.beside().is_empty(), "{path} at call {at}: {:?}", stage.beside());
        }
    }
}
