//! The program as an author sees it: exact words and exit statuses.

use std::fs;

use crate::portal::{Portal, Run, program};

const PROJECT: &str = "+++\ntitle = \"DUTO\"\ncategory = \"beleid\"\n+++\n";
const INDEX: &str = "content/projects/duto/index.md";

#[test]
fn a_build_says_what_it_made_and_what_it_held_back() {
    let portal = Portal::new(&[
        (INDEX, PROJECT),
        ("content/projects/duto/2024-Q3.md", "+++\nstatus = \"op-schema\"\n+++\nGeheim resultaat.\n"),
        ("content/reports/2024-Q3/index.md", "+++\npublished = 2025-02-01\n+++\nSamenvatting.\n"),
        ("content/projects/later/index.md", "+++\ntitle = \"Later\"\ncategory = \"beleid\"\ndraft = true\n+++\n"),
    ]);
    let run = portal.build();
    assert_eq!(run.stderr, "");
    assert_eq!(
        run.stdout,
        "11 pagina's in ROOT/public gebouwd in N ms; bestanden: 64 nieuw, 0 gewijzigd, 0 verwijderd. \
         Niet openbaar: project duto; project later; 2024-Q3 (rapportage verschijnt op 1\u{a0}februari 2025, 1 bestand).\n"
    );
    assert_eq!(run.status, Some(0));
}

#[test]
fn quiet_says_nothing_when_all_is_well() {
    let portal = Portal::new(&[(INDEX, PROJECT)]);
    let run = portal.run(&["build", "--quiet", "--date", "2025-01-15"]);
    assert_eq!(run, Run { status: Some(0), stdout: String::new(), stderr: String::new() });
}

#[test]
fn a_mistake_is_shown_with_its_place_and_what_to_do() {
    let portal = Portal::new(&[(INDEX, "+++\ntilte = \"DUTO\"\ncategory = \"beleid\"\n+++\n")]);
    let run = portal.build();
    assert_eq!(run.status, Some(1));
    assert_eq!(run.stdout, "");
    let expected = [
        "fout[unknown-key]: onbekend gegeven `tilte`",
        " --> content/projects/duto/index.md:2:1",
        "  |",
        "2 | tilte = \"DUTO\"",
        "  | ^^^^^ onbekend",
        "  |",
        "  = oplossing: Bedoelde u `title`? Verbeter de naam of haal het gegeven weg.",
        "",
        "1 fout, 0 waarschuwingen. Er is niets geschreven.",
    ];
    assert_eq!(run.stderr.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn messages_speak_the_language_of_the_portal() {
    let portal = Portal::new(&[(INDEX, "+++\ntitle = \"DUTO\"\ncategory = \"beleit\"\n+++\n")]);
    let site = "title = \"Portal\"\nbase_url = \"https://portal.example.org/\"\nlanguage = \"en\"\n";
    portal.write("portal.toml", site.as_bytes());
    let run = portal.run(&["check", "--format", "short"]);
    assert_eq!(
        run.stderr,
        "content/projects/duto/index.md:3:12: error[unknown-category]: the category `beleit` does not exist\n"
    );
    assert_eq!(run.stdout, "1 error, 0 warnings.\n");
}

#[test]
fn check_speaks_to_programs_on_standard_output() {
    let portal = Portal::new(&[(INDEX, "+++\ntitle = \"DUTO\"\ncategory = \"beleit\"\n+++\n")]);
    let json = portal.run(&["check", "--format", "json"]);
    let entries: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(entries[0]["code"], "unknown-category");
    assert_eq!(entries[0]["line"], 3);
    assert_eq!(entries[0]["column"], 12);
    assert_eq!((json.status, json.stderr.as_str()), (Some(1), ""));
    let github = portal.run(&["check", "--format", "github"]);
    let head = "::error file=content/projects/duto/index.md,line=3,col=12,title=unknown-category::";
    assert!(github.stdout.starts_with(head), "{}", github.stdout);
}

#[test]
fn a_portal_without_mistakes_is_called_so() {
    let portal = Portal::new(&[(INDEX, PROJECT)]);
    let run = portal.run(&["check"]);
    assert_eq!(run, Run { status: Some(0), stdout: "Geen fouten gevonden.\n".to_owned(), stderr: String::new() });
}

#[test]
fn warnings_refuse_only_when_they_are_denied() {
    let portal = Portal::new(&[(INDEX, PROJECT), ("content/projects/duto/bijlage.pdf", "%PDF")]);
    assert_eq!(portal.run(&["check"]).status, Some(0));
    assert_eq!(portal.run(&["check", "--deny-warnings"]).status, Some(1));
}

#[test]
fn a_folder_without_a_portal_is_a_wrong_call() {
    let empty = tempfile::TempDir::new().unwrap();
    let run = Run::of(program().arg("build").arg("--root").arg(empty.path()), empty.path());
    assert_eq!(run.status, Some(2));
    assert_eq!(run.stderr.lines().next().unwrap(), "fout[no-portal]: er is geen `portal.toml` in `ROOT`");
}

#[test]
fn a_portal_is_found_from_a_folder_inside_it() {
    let portal = Portal::new(&[(INDEX, PROJECT)]);
    let mut command = program();
    command.current_dir(portal.path("content/projects")).args(["build", "--quiet", "--date", "2025-01-15"]);
    assert_eq!(Run::of(&mut command, portal.root()).status, Some(0));
    assert!(portal.exists("public/index.html"));
}

#[test]
fn a_wrong_option_is_a_wrong_call() {
    let portal = Portal::new(&[]);
    assert_eq!(portal.run(&["build", "--drafst"]).status, Some(2));
    assert_eq!(portal.run(&["build", "--date", "2024-13-01"]).status, Some(2));
    assert_eq!(portal.run(&["build", "--base-url", "voortgang.nl"]).status, Some(2));
}

#[test]
fn the_site_does_not_go_into_its_sources_or_onto_a_file() {
    let portal = Portal::new(&[(INDEX, PROJECT), ("brief.txt", "tekst")]);
    for (out, code) in [
        ("content/public", "output-inside-sources"),
        ("content/../content", "output-inside-sources"),
        ("content/nieuw/site", "output-inside-sources"),
        (".", "output-inside-sources"),
        ("..", "output-inside-sources"),
        ("brief.txt", "output-not-folder"),
    ] {
        let run = portal.run(&["build", "--date", "2025-01-15", "--out", out]);
        assert_eq!(run.status, Some(2), "{out}");
        assert!(run.stderr.starts_with(&format!("fout[{code}]")), "{out}: {}", run.stderr);
    }
}

#[test]
fn a_file_that_is_not_utf8_is_named_with_the_place() {
    let portal = Portal::new(&[]);
    portal.write(INDEX, b"+++\ntitle = \"Caf\xe9\"\ncategory = \"beleid\"\n+++\n");
    let run = portal.run(&["check", "--format", "short"]);
    assert_eq!(
        run.stderr,
        "content/projects/duto/index.md:2:13: fout[not-utf8]: het bestand is niet opgeslagen als UTF-8\n"
    );
    assert_eq!(run.status, Some(1));
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_that_loops_is_named() {
    let portal = Portal::new(&[(INDEX, PROJECT)]);
    std::os::unix::fs::symlink(portal.path("content"), portal.path("content/projects/rond")).unwrap();
    let run = portal.run(&["check", "--format", "short"]);
    assert!(run.stderr.starts_with("content/projects/rond: fout[unreadable]: "), "{}", run.stderr);
    assert_eq!(run.status, Some(2));
}

#[test]
fn the_site_does_not_go_into_its_sources_from_inside_them() {
    let portal = Portal::new(&[(INDEX, PROJECT)]);
    let mut command = program();
    command.current_dir(portal.path("content")).args(["build", "--out", "nieuw", "--date", "2025-01-15"]);
    assert_eq!(Run::of(&mut command, portal.root()).status, Some(2));
    assert!(!portal.exists("content/nieuw"));
}

#[cfg(unix)]
#[test]
fn the_site_does_not_go_into_sources_behind_a_link() {
    let portal = Portal::new(&[(INDEX, PROJECT)]);
    fs::rename(portal.path("content"), portal.path("elders")).unwrap();
    std::os::unix::fs::symlink(portal.path("elders"), portal.path("content")).unwrap();
    assert_eq!(portal.run(&["build", "--out", "elders", "--date", "2025-01-15"]).status, Some(2));
}

/// Root may read everything, so the program runs as somebody else.
#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let portal = Portal::new(&[(INDEX, PROJECT), ("content/risks/geld.md", "+++\ntitle = \"Geld\"\n+++\n")]);
    let copy = portal.path("voortgang");
    // Another process makes the copy: a file that this one has open for writing could not be run.
    let copied = std::process::Command::new("cp").arg(env!("CARGO_BIN_EXE_voortgang")).arg(&copy).status().unwrap();
    assert!(copied.success());
    fs::set_permissions(portal.root(), fs::Permissions::from_mode(0o755)).unwrap();
    let locked = portal.path("content/risks");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    let mut command = std::process::Command::new(&copy);
    command.args(["check", "--format", "short"]).current_dir(portal.root());
    if is_root(portal.root()) {
        command.uid(65534).gid(65534);
    }
    let run = Run::of(&mut command, portal.root());
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(run.stderr, "content/risks: fout[unreadable]: u heeft geen rechten om dit te lezen\n");
    assert_eq!(run.status, Some(2));
}

/// Whether files that the tests make belong to root.
#[cfg(unix)]
fn is_root(folder: &std::path::Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(folder).unwrap().uid() == 0
}
