//! Disks that are full, read-only, or end at the output folder. They are mounted in a space of their own.
#![cfg(target_os = "linux")]

use std::process::Command;

use super::{page, portal, project};
use crate::portal::{DAY, Portal, Run, say};

/// Lets a script mount what it likes, build with `$build`, and change the title of the project with `$edit`. It is to print
/// `expected`, and its builds are to tell each of `told`. Nothing is tried when mounting is not allowed here.
fn check(portal: &Portal, script: &str, expected: &str, told: &[&str]) {
    let is_allowed = Command::new("unshare").args(["-rm", "true"]).status().is_ok_and(|status| status.success());
    if !is_allowed {
        return say("`unshare` does not work here: disks that are full or read-only are not tested");
    }
    let frame = format!(
        "build='{} build --quiet --date {DAY}'
        edit='sed -i s/Project/Anders/ content/projects/een/index.md'
        sum() {{ find $1 -type f | sort | xargs sha256sum | sha256sum; }}
        left() {{ ls -A | grep voortgang || echo clean; }}",
        env!("CARGO_BIN_EXE_voortgang")
    );
    let mut command = Command::new("unshare");
    command.args(["-rm", "sh", "-ec", &format!("{frame}\n{script}")]).current_dir(portal.root());
    let run = Run::of(&mut command, portal.root());
    assert_eq!(run.stdout, expected, "{}", run.stderr);
    for words in told {
        assert!(run.stderr.contains(words), "{}", run.stderr);
    }
}

/// A portal whose site takes more room than the smallest disk has.
fn large() -> Portal {
    let portal = portal(&["een"]);
    portal.write(
        &project("groot"),
        format!("{}{}\n", page("Groot"), "Een lange zin over niets. ".repeat(40_000)).as_bytes(),
    );
    portal
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    let portal = large();
    let script = "
        mkdir disk
        mount -t tmpfs -o size=1000k tmpfs disk
        mv content/projects/groot groot
        $build --out disk/site
        before=$(sum disk/site)
        mv groot content/projects/
        $build --out disk/site && exit 9 || echo status $?
        test \"$before\" = \"$(sum disk/site)\" && echo same
        ls -A disk
        rm -r content/projects/groot
        $build --out disk/site && echo mended";
    check(&portal, script, "status 2\nsame\nsite\nmended\n", &["fout[not-written]", "de schijf is vol"]);
}

#[test]
fn a_read_only_disk_leaves_the_old_site() {
    let portal = portal(&["een"]);
    let script = "
        mkdir disk
        mount -t tmpfs tmpfs disk
        $build --out disk/site
        before=$(sum disk/site)
        $edit
        mount -o remount,ro disk
        $build --out disk/site && exit 9 || echo status $?
        test \"$before\" = \"$(sum disk/site)\" && echo same
        mount -o remount,rw disk
        $build --out disk/site && ls -A disk";
    check(&portal, script, "status 2\nsame\nsite\n", &["fout[not-written]"]);
}

#[test]
fn a_folder_that_is_a_mount_point_is_written_in_place() {
    let portal = portal(&["een"]);
    let script = "
        mkdir public
        mount -t tmpfs tmpfs public
        $build
        $edit
        $build
        grep -c Anders public/projecten/een/index.html
        left
        mkdir -p own && echo own > own/file && mkdir public/own && mount --bind own public/own
        sed -i s/Anders/Weer/ content/projects/een/index.md
        $build
        cat public/own/file";
    check(&portal, script, "6\nclean\nown\n", &[]);
}

#[test]
fn a_disk_that_begins_at_the_folder_needs_no_room_beside_it() {
    let portal = large();
    let script = "
        mkdir disk
        mount -t tmpfs -o size=100k tmpfs disk
        mkdir disk/site
        mount -t tmpfs tmpfs disk/site
        $build --out disk/site
        ls -A disk
        test -f disk/site/projecten/groot/index.html && echo whole";
    check(&portal, script, "site\nwhole\n", &[]);
}

/// Root reads every folder, so the builder is one who lacks that right.
#[test]
fn a_folder_of_others_that_cannot_be_read_stays() {
    let portal = portal(&["een"]);
    let script = "
        $build
        mkdir public/dicht && echo own > public/dicht/file && chmod 000 public/dicht
        $edit
        setpriv --bounding-set -dac_override,-dac_read_search --inh-caps -all --ambient-caps -all $build
        chmod 700 public/dicht
        cat public/dicht/file
        grep -q Anders public/projecten/een/index.html && echo new
        left";
    check(&portal, script, "own\nnew\nclean\n", &[]);
}

#[test]
fn a_disk_that_begins_inside_the_folder_stays() {
    let portal = portal(&["een"]);
    let script = "
        $build
        mkdir public/own
        mount -t tmpfs tmpfs public/own
        echo own > public/own/file
        $edit
        $build
        cat public/own/file
        grep -q Anders public/projecten/een/index.html && echo new
        left";
    check(&portal, script, "own\nnew\nclean\n", &[]);
}
