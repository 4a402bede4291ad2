//! The house rules that no compiler knows.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use voortgang::language::Language;
use voortgang::model::Day;

use crate::portal::tree;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of the source folder with their texts.
fn sources() -> Vec<(String, String)> {
    let files = tree(&root().join("src"))
        .into_iter()
        .filter(|(name, _)| Path::new(name).extension().is_some_and(|ending| ending == "rs"));
    files.map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect()
}

#[test]
fn only_the_named_modules_touch_the_world() {
    let doors = [
        "cli/terminal.rs",
        "exchange/disk.rs",
        "source/disk.rs",
        "output/disk.rs",
        "preview/connection.rs",
        "scaffold/disk.rs",
        "watch.rs",
        "watch/events.rs",
        "watch/git.rs",
        "watch/mounts.rs",
        "watch/polling.rs",
    ];
    for (name, text) in sources() {
        let opens = text.contains("clippy::disallowed_methods");
        assert_eq!(opens, doors.contains(&name.as_str()), "{name}");
        let reads = text.contains("std::fs") || text.contains("std::env");
        let is_behind = doors.contains(&name.as_str()) || name.starts_with("output/disk/");
        assert!(!reads || is_behind || name == "main.rs" || name == "cli.rs", "{name}");
        let talks = text.contains("TcpStream") || text.contains("TcpListener");
        let lines = ["preview/server.rs", "preview/connection.rs"];
        assert!(!talks || lines.contains(&name.as_str()), "{name}");
    }
}

#[test]
fn each_layer_knows_only_the_layers_below_it() {
    let forbidden = [
        (
            "model",
            &[
                "validate", "select", "snapshot", "relate", "prose", "page", "theme", "export", "output", "pipeline",
                "cli",
            ][..],
        ),
        (
            "parse",
            &[
                "validate", "select", "snapshot", "relate", "prose", "page", "theme", "export", "output", "pipeline",
                "cli",
            ],
        ),
        ("select", &["parse", "validate", "relate", "prose", "page", "theme", "export", "output", "pipeline", "cli"]),
        ("snapshot", &["parse", "validate", "relate", "prose", "page", "theme", "export", "output", "pipeline", "cli"]),
        ("relate", &["parse", "validate", "prose", "page", "theme", "export", "output", "pipeline", "cli"]),
        ("page", &["parse", "validate", "export", "pipeline", "cli"]),
        ("export", &["parse", "validate", "theme", "pipeline", "cli"]),
        ("data", &["model", "parse", "select", "relate", "page", "theme", "export", "output", "pipeline", "cli"]),
        ("hosting", &["model", "output", "page", "preview", "cli"]),
        ("preview", &["parse", "validate", "select", "relate", "page", "theme", "export", "pipeline", "cli"]),
        ("exchange", &["validate", "relate", "prose", "page", "theme", "export", "output", "cli"]),
        ("scaffold", &["validate", "relate", "prose", "page", "theme", "export", "output", "cli"]),
        ("diagnostic", &["parse", "validate", "select", "page", "pipeline", "cli"]),
    ];
    for (name, text) in sources() {
        let layer = name.split(['/', '.']).next().unwrap();
        for (_, others) in forbidden.iter().filter(|(own, _)| *own == layer) {
            for other in *others {
                assert!(!text.contains(&format!("crate::{other}::")), "{name} knows {other}");
            }
        }
    }
}

#[test]
fn no_file_is_too_long_to_be_read() {
    for (name, text) in sources() {
        let is_table = name.starts_with("diagnostic/text/") || name == "diagnostic/problem.rs";
        assert!(is_table || text.lines().count() <= 400, "{name}");
        assert!(text.starts_with("//!"), "{name} does not say what it is");
    }
}

#[test]
fn every_file_of_the_built_in_theme_is_in_the_program() {
    let on_disk: BTreeSet<String> = tree(&root().join("themes/voortgang")).into_keys().collect();
    let embedded: BTreeSet<String> =
        voortgang::theme::built_in::FILES.iter().map(|(path, _)| (*path).to_owned()).collect();
    assert_eq!(on_disk, embedded);
}

#[test]
fn every_file_of_the_starters_is_in_the_program() {
    let day = Day::parse("2024-11-15").unwrap();
    for (tag, language) in Language::ALL {
        let on_disk = tree(&root().join("starter").join(tag)).into_keys();
        let on_disk: BTreeSet<String> =
            on_disk.map(|path| path.replace("QUARTER", "2024-Q4").replace("NEXT", "2025-Q1")).collect();
        let made = voortgang::scaffold::site(language, day).into_iter().map(|file| file.path.to_string());
        assert_eq!(made.filter(|path| path != ".gitignore").collect::<BTreeSet<_>>(), on_disk);
    }
}

#[test]
fn the_theme_has_the_same_texts_in_every_language_and_uses_them_all() {
    let read = |tag: &str| fs::read_to_string(root().join(format!("themes/voortgang/texts/{tag}.toml"))).unwrap();
    let keys = |text: &str| -> BTreeSet<String> {
        text.lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| Some(line.split_once(" = ")?.0.to_owned()))
            .collect()
    };
    assert_eq!(keys(&read("nl")), keys(&read("en")));
    let templates = tree(&root().join("themes/voortgang/templates"));
    let templates: String = templates.into_values().map(|bytes| String::from_utf8(bytes).unwrap()).collect();
    for key in keys(&read("nl")) {
        let is_used = templates.contains(&format!("\"{key}\"")) || templates.contains(&format!("'{key}'"));
        let prefix = key.split_once('_').map(|(prefix, _)| format!("\"{prefix}_\""));
        assert!(is_used || prefix.is_some_and(|prefix| templates.contains(&prefix)), "the text `{key}` is not used");
    }
}

#[test]
fn templates_hold_no_inline_style_or_script() {
    for (name, bytes) in tree(&root().join("themes/voortgang/templates")) {
        let text = String::from_utf8(bytes).unwrap();
        for banned in [" style=", "<style", " onclick=", "javascript:"] {
            assert!(!text.contains(banned), "{name} has `{banned}`");
        }
        for script in text.split("<script ").skip(1) {
            let is_file = script.starts_with("type=\"module\" src=\"");
            assert!(is_file || script.starts_with("type=\"application/ld+json\">"), "{name} has an inline script");
        }
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let architecture = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    assert!(architecture.lines().count() <= 150);
    let section = manifest.split("[dependencies]").nth(1).unwrap().split("\n[profile").next().unwrap();
    for name in section.lines().filter_map(|line| Some(line.split_once(" = ")?.0)) {
        assert!(architecture.contains(&format!("`{name}`")), "ARCHITECTURE.md has no reason for `{name}`");
    }
}

#[test]
fn every_module_stands_in_the_code_map() {
    let architecture = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for (name, _) in sources() {
        let top = name.split('/').next().unwrap().trim_end_matches(".rs");
        assert!(architecture.contains(&format!("`{top}")), "ARCHITECTURE.md does not name `{top}`");
    }
}
