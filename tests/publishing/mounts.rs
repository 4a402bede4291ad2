//! Disks that are full, read-only, or end at the output folder. They are mounted in a space of their own.
#![cfg(target_os = "linux")]

use std::process::Command;

use super::{page, portal, project};
use crate::portal::{DAY, Portal, Run, say};

/// Runs a script in which `$build` builds, and may mount what it likes; nothing when that is not allowed here.
fn mounting(portal: &Portal, script: &str) -> Option<Run> {
    let is_allowed = Command::new("unshare").args(["-rm", "true"]).status().is_ok_and(|status| status.success());
    if !is_allowed {
        say("`unshare` does not work here: disks that are full or read-only are not tested");
        return None;
    }
    let build = format!("{} build --quiet --date {DAY}", env!("CARGO_BIN_EXE_voortgang"));
    let mut command = Command::new("unshare");
    command.args([
        "-rm",
        "sh",
        "-ec",
        &format!("build='{build}'\nsum() {{ find $1 -type f | sort | xargs sha256sum | sha256sum; }}\n{script}"),
    ]);
    command.current_dir(portal.root());
    Some(Run::of(&mut command, portal.root()))
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
    let Some(run) = mounting(&portal, script) else { return };
    assert_eq!(run.stdout, "status 2\nsame\nsite\nmended\n", "{}", run.stderr);
    assert!(run.stderr.contains("fout[not-written]"), "{}", run.stderr);
    assert!(run.stderr.contains("de schijf is vol"), "{}", run.stderr);
}

#[test]
fn a_read_only_disk_leaves_the_old_site() {
    let portal = portal(&["een"]);
    let script = "
        mkdir disk
        mount -t tmpfs tmpfs disk
        $build --out disk/site
        before=$(sum disk/site)
        sed -i s/Project/Anders/ content/projects/een/index.md
        mount -o remount,ro disk
        $build --out disk/site && exit 9 || echo status $?
        test \"$before\" = \"$(sum disk/site)\" && echo same
        mount -o remount,rw disk
        $build --out disk/site && ls -A disk";
    let Some(run) = mounting(&portal, script) else { return };
    assert_eq!(run.stdout, "status 2\nsame\nsite\n", "{}", run.stderr);
    assert!(run.stderr.contains("fout[not-written]"), "{}", run.stderr);
}

#[test]
fn a_folder_that_is_a_mount_point_is_written_in_place() {
    let portal = portal(&["een"]);
    let script = "
        mkdir public
        mount -t tmpfs tmpfs public
        $build
        sed -i s/Project/Anders/ content/projects/een/index.md
        $build
        grep -c Anders public/projecten/een/index.html
        ls -A | grep voortgang || echo clean
        mkdir -p own && echo own > own/file && mkdir public/own && mount --bind own public/own
        sed -i s/Anders/Weer/ content/projects/een/index.md
        $build
        cat public/own/file";
    let Some(run) = mounting(&portal, script) else { return };
    assert_eq!(run.stdout, "5\nclean\nown\n", "{}", run.stderr);
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
    let Some(run) = mounting(&portal, script) else { return };
    assert_eq!(run.stdout, "site\nwhole\n", "{}", run.stderr);
}

/// Root reads every folder, so the builder is one who lacks that right.
#[test]
fn a_folder_of_others_that_cannot_be_read_stays() {
    let portal = portal(&["een"]);
    let script = "
        $build
        mkdir public/dicht && echo own > public/dicht/file && chmod 000 public/dicht
        sed -i s/Project/Anders/ content/projects/een/index.md
        setpriv --bounding-set -dac_override,-dac_read_search --inh-caps -all --ambient-caps -all $build
        chmod 700 public/dicht
        cat public/dicht/file
        grep -q Anders public/projecten/een/index.html && echo new
        ls -A | grep voortgang || echo clean";
    let Some(run) = mounting(&portal, script) else { return };
    assert_eq!(run.stdout, "own\nnew\nclean\n", "{}", run.stderr);
}

#[test]
fn a_disk_that_begins_inside_the_folder_stays() {
    let portal = portal(&["een"]);
    let script = "
        $build
        mkdir public/own
        mount -t tmpfs tmpfs public/own
        echo own > public/own/file
        sed -i s/Project/Anders/ content/projects/een/index.md
        $build
        cat public/own/file
        grep -q Anders public/projecten/een/index.html && echo new
        ls -A | grep voortgang || echo clean";
    let Some(run) = mounting(&portal, script) else { return };
    assert_eq!(run.stdout, "own\nnew\nclean\n", "{}", run.stderr);
}
