//! Symbolic links, and where they lead.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;

use tempfile::TempDir;
use voortgang::watch::Source;

use super::{INDEX, Watched};
use crate::portal::Portal;

/// A portal with a linked file and a linked folder, and the folder outside that they lead to.
fn linked(source: Source) -> (Watched, TempDir) {
    let outside = TempDir::new().unwrap();
    fs::create_dir_all(outside.path().join("map/diep")).unwrap();
    fs::write(outside.path().join("bestand.md"), "one").unwrap();
    fs::write(outside.path().join("map/diep/bestand.md"), "one").unwrap();
    let portal = Portal::new(&[(INDEX, "old")]);
    symlink(outside.path().join("bestand.md"), portal.path("content/index.md")).unwrap();
    symlink(outside.path().join("map"), portal.path("content/pages")).unwrap();
    (Watched::of(portal, source), outside)
}

#[test]
fn what_a_link_leads_to_is_watched() {
    for source in [Source::Events, Source::Polling] {
        let (mut watched, outside) = linked(source);
        fs::write(outside.path().join("bestand.md"), "two").unwrap();
        assert_eq!(watched.next(), ["content/index.md"]);
        fs::write(outside.path().join("nieuw.tmp"), "three").unwrap();
        fs::rename(outside.path().join("nieuw.tmp"), outside.path().join("bestand.md")).unwrap();
        assert_eq!(watched.next(), ["content/index.md"]);
        fs::write(outside.path().join("map/diep/bestand.md"), "two").unwrap();
        assert_eq!(watched.next(), ["content/pages/diep/bestand.md"]);
        fs::create_dir_all(outside.path().join("map/nieuw")).unwrap();
        fs::write(outside.path().join("map/nieuw/bestand.md"), "one").unwrap();
        watched.settle();
        assert_eq!(watched.text("content/pages/nieuw/bestand.md"), Some("one"));
        fs::remove_dir_all(outside.path().join("map")).unwrap();
        watched.settle();
        fs::create_dir_all(outside.path().join("map")).unwrap();
        fs::write(outside.path().join("map/terug.md"), "one").unwrap();
        watched.settle();
        assert_eq!(watched.text("content/pages/terug.md"), Some("one"));
        fs::write(outside.path().join("map/terug.md"), "two").unwrap();
        assert_eq!(watched.next(), ["content/pages/terug.md"]);
    }
}

#[test]
fn a_link_that_comes_later_is_followed_and_one_inside_shows_a_file_twice() {
    for source in [Source::Events, Source::Polling] {
        let (mut watched, outside) = linked(source);
        symlink(outside.path().join("map/diep"), watched.portal.path("content/risks")).unwrap();
        symlink(watched.portal.path(INDEX), watched.portal.path("content/kopie.md")).unwrap();
        watched.settle();
        assert_eq!(watched.text("content/risks/bestand.md"), Some("one"));
        fs::write(outside.path().join("map/diep/bestand.md"), "two").unwrap();
        assert_eq!(watched.next(), ["content/pages/diep/bestand.md", "content/risks/bestand.md"]);
        watched.portal.write(INDEX, b"new");
        assert_eq!(watched.next(), ["content/kopie.md", INDEX]);
    }
}

#[test]
fn links_in_a_linked_folder_are_followed_and_one_that_goes_does_not_blind_another() {
    let (mut watched, outside) = linked(Source::Events);
    let further = TempDir::new().unwrap();
    fs::write(further.path().join("bestand.md"), "one").unwrap();
    symlink(further.path(), outside.path().join("map/verder")).unwrap();
    symlink(outside.path().join("map"), watched.portal.path("content/risks")).unwrap();
    watched.settle();
    assert_eq!(watched.text("content/risks/verder/bestand.md"), Some("one"));
    fs::write(further.path().join("bestand.md"), "two").unwrap();
    assert_eq!(watched.next(), ["content/pages/verder/bestand.md", "content/risks/verder/bestand.md"]);
    fs::remove_file(watched.portal.path("content/risks")).unwrap();
    watched.settle();
    fs::write(outside.path().join("map/diep/bestand.md"), "two").unwrap();
    assert_eq!(watched.next(), ["content/pages/diep/bestand.md"]);
    fs::write(further.path().join("bestand.md"), "three").unwrap();
    assert_eq!(watched.next(), ["content/pages/verder/bestand.md"]);
}

#[test]
fn what_stands_beside_the_target_of_a_link_wakes_nobody() {
    let (mut watched, outside) = linked(Source::Events);
    fs::write(outside.path().join("ander.md"), "one").unwrap();
    watched.assert_silence();
}

#[test]
fn a_portal_behind_a_link_is_watched() {
    let outside = TempDir::new().unwrap();
    let portal = Portal::new(&[(INDEX, "old")]);
    let root = outside.path().join("portaal");
    symlink(portal.root(), &root).unwrap();
    let (mut watch, _) = voortgang::watch::Watch::start(&root, &[], Source::Events);
    portal.write(INDEX, b"new");
    let batch = watch.next_within(super::PATIENCE);
    let paths = std::collections::BTreeSet::from([root.join(INDEX)]);
    assert_eq!(batch, Some(voortgang::source::Batch::Paths(paths)));
}

#[test]
fn a_link_that_an_editor_left_is_no_link_of_the_portal() {
    let mut watched = Watched::new(Source::Events);
    fs::create_dir(watched.portal.path("content/.obsidian")).unwrap();
    symlink("author@machine.1234:5678", watched.portal.path("content/projects/duto/.#index.md")).unwrap();
    symlink(watched.portal.path("content"), watched.portal.path("content/.obsidian/content")).unwrap();
    // What is new here has its folder looked through for links.
    for path in ["content/projects/duto/", "content/"] {
        let folder = watched.portal.path(path);
        fs::set_permissions(&folder, fs::metadata(&folder).unwrap().permissions()).unwrap();
        watched.settle();
    }
    watched.portal.write(INDEX, b"new");
    let paths = std::collections::BTreeSet::from([watched.portal.path(INDEX)]);
    assert_eq!(watched.watch.next_within(super::PATIENCE), Some(voortgang::source::Batch::Paths(paths)));
}

#[test]
fn a_target_without_its_folder_is_seen_when_it_comes_and_wakes_nobody_before() {
    let outside = TempDir::new().unwrap();
    let portal = Portal::new(&[(INDEX, "old")]);
    symlink(outside.path().join("weg/diep/bestand.md"), portal.path("content/index.md")).unwrap();
    let mut watched = Watched::of(portal, Source::Events);
    watched.assert_silence();
    fs::create_dir_all(outside.path().join("weg/diep")).unwrap();
    fs::write(outside.path().join("weg/diep/bestand.md"), "one").unwrap();
    watched.settle();
    assert_eq!(watched.text("content/index.md"), Some("one"));
    fs::write(outside.path().join("weg/diep/bestand.md"), "two").unwrap();
    assert_eq!(watched.next(), ["content/index.md"]);
}
