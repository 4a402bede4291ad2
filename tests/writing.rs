//! What a build does to the output folder.

use std::fs;

use crate::portal::{DAY, Portal, tree};

const PROJECT: (&str, &str) = ("content/projects/duto/index.md", "+++\ntitle = \"DUTO\"\ncategory = \"beleid\"\n+++\n");

fn portal() -> Portal {
    Portal::new(&[PROJECT])
}

#[test]
fn a_second_build_changes_nothing() {
    let portal = portal();
    let first = portal.build();
    assert_eq!(first.status, Some(0), "{}", first.stderr);
    let before = tree(&portal.path("public"));
    let modified = |portal: &Portal| fs::metadata(portal.path("public/index.html")).unwrap().modified().unwrap();
    let time = modified(&portal);
    let second = portal.build();
    assert_eq!(
        second.stdout,
        "12 pagina's in ROOT/public gebouwd in N ms; bestanden: 0 nieuw, 0 gewijzigd, 0 verwijderd.\n"
    );
    assert_eq!(tree(&portal.path("public")), before);
    assert_eq!(modified(&portal), time);
}

#[test]
fn an_error_leaves_the_old_site_as_it_was() {
    let portal = portal();
    portal.build();
    let before = tree(&portal.path("public"));
    portal.write(PROJECT.0, b"+++\ntilte = \"DUTO\"\n+++\n");
    assert_eq!(portal.build().status, Some(1));
    assert_eq!(tree(&portal.path("public")), before);
}

#[test]
fn an_error_makes_no_output_folder() {
    let portal = portal();
    portal.write(PROJECT.0, b"");
    assert_eq!(portal.build().status, Some(1));
    assert!(!portal.exists("public"));
}

#[test]
fn files_that_are_not_ours_stay() {
    let portal = portal();
    portal.write("public/.gitignore", b"*\n");
    portal.write("public/CNAME", b"voortgang.example.org\n");
    portal.write("public/projecten/eigen/notitie.txt", b"van een mens\n");
    assert_eq!(portal.build().status, Some(0));
    portal.write(PROJECT.0, b"+++\ntitle = \"DUTO\"\ncategory = \"beleid\"\ndraft = true\n+++\n");
    assert_eq!(portal.run(&["build", "--date", DAY, "--allow-shrink"]).status, Some(0));
    assert_eq!(portal.read("public/.gitignore"), "*\n");
    assert_eq!(portal.read("public/CNAME"), "voortgang.example.org\n");
    assert_eq!(portal.read("public/projecten/eigen/notitie.txt"), "van een mens\n");
}

#[test]
fn a_file_of_somebody_else_at_our_address_is_refused_and_nothing_is_written() {
    let portal = portal();
    portal.write("public/projecten/duto/index.html", b"van een mens\n");
    let run = portal.build();
    assert_eq!(run.status, Some(2));
    assert_eq!(
        run.stderr.lines().next().unwrap(),
        "fout[foreign-file]: `projecten/duto/index.html` staat op een adres van de site, maar is niet door Voortgang gemaakt"
    );
    assert_eq!(tree(&portal.path("public")).len(), 1);
    assert_eq!(portal.read("public/projecten/duto/index.html"), "van een mens\n");
}

#[test]
fn pages_that_are_no_longer_made_go_with_their_folders() {
    let portal = portal();
    portal.build();
    assert!(portal.exists("public/projecten/duto/index.html"));
    fs::remove_dir_all(portal.path("content/projects")).unwrap();
    let run = portal.run(&["build", "--date", DAY, "--allow-shrink"]);
    assert_eq!(
        run.stdout,
        "11 pagina's in ROOT/public gebouwd in N ms; bestanden: 0 nieuw, 11 gewijzigd, 3 verwijderd.\n"
    );
    assert!(!portal.exists("public/projecten/duto"));
    assert!(portal.exists("public/projecten/index.html"));
}

#[test]
fn a_manifest_that_was_tampered_with_removes_nothing_outside_the_folder() {
    let portal = portal();
    portal.build();
    portal.write("brief.txt", b"blijft\n");
    let manifest = portal.read("public/.voortgang");
    let outside = portal.path("brief.txt");
    portal.write("public/.voortgang", format!("{manifest}../brief.txt\n{}\n", outside.display()).as_bytes());
    assert_eq!(portal.build().status, Some(0));
    assert_eq!(portal.read("brief.txt"), "blijft\n");
}

#[test]
fn a_manifest_of_somebody_else_is_refused_and_nothing_is_removed() {
    let portal = portal();
    portal.write("public/.voortgang", b"mijn notities\nbelangrijk.txt\n");
    portal.write("public/belangrijk.txt", b"blijft\n");
    let run = portal.build();
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.starts_with("fout[foreign-file]: `.voortgang`"), "{}", run.stderr);
    assert_eq!(tree(&portal.path("public")).len(), 2);
}

#[test]
fn a_site_that_lost_its_manifest_is_known_by_its_bytes() {
    let portal = portal();
    portal.build();
    let before = tree(&portal.path("public"));
    fs::remove_file(portal.path("public/.voortgang")).unwrap();
    let run = portal.build();
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert_eq!(tree(&portal.path("public")), before);
}

#[test]
fn a_file_of_ours_makes_room_for_a_folder() {
    let portal =
        Portal::new(&[PROJECT, ("content/pages/brief.md", "+++\ntitle = \"Brief\"\n+++\n[bijlage](bijlage)\n")]);
    portal.write("content/pages/bijlage", b"tekst");
    assert_eq!(portal.build().status, Some(0));
    assert_eq!(portal.read("public/bijlage"), "tekst");
    fs::remove_file(portal.path("content/pages/bijlage")).unwrap();
    portal.write("content/pages/brief.md", b"+++\ntitle = \"Brief\"\n+++\n");
    portal.write("content/pages/bijlage.md", b"+++\ntitle = \"Bijlage\"\n+++\n");
    let run = portal.build();
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    assert!(portal.exists("public/bijlage/index.html"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_leads_elsewhere_is_not_written_through() {
    let portal = portal();
    fs::create_dir_all(portal.path("buiten")).unwrap();
    fs::create_dir_all(portal.path("public")).unwrap();
    std::os::unix::fs::symlink(portal.path("buiten"), portal.path("public/projecten")).unwrap();
    let run = portal.build();
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.starts_with("fout[foreign-file]: `projecten`"), "{}", run.stderr);
    assert!(tree(&portal.path("buiten")).is_empty());
}

#[cfg(unix)]
#[test]
fn a_web_server_can_read_the_files_under_any_umask() {
    use std::os::unix::fs::PermissionsExt;
    use std::process::Command;
    let portal = portal();
    let build = format!("umask 077 && {} build --quiet --date 2025-01-15", env!("CARGO_BIN_EXE_voortgang"));
    let status = Command::new("sh").args(["-c", &build]).current_dir(portal.root()).status().unwrap();
    assert!(status.success());
    let mode = |path: &str| fs::metadata(portal.path(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("public"), 0o755);
    assert_eq!(mode("public/index.html"), 0o644);
    assert_eq!(mode("public/projecten/duto"), 0o755);
}
