//! Whole small portals with their whole output: `tests/golden/<case>/in` and `out`. With `VOORTGANG_UPDATE=1` the
//! output is written anew; look at the difference before it is committed. The theme's own static files are not kept
//! there once more.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use voortgang::hosting::policy;
use voortgang::theme::built_in::{self, FILES};

use crate::portal::{DAY, program, tree};

type Tree = BTreeMap<String, Vec<u8>>;

#[test]
fn every_portal_gives_exactly_its_output() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut cases: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(!cases.is_empty());
    for case in cases {
        let out = tempfile::TempDir::new().unwrap();
        let run = program()
            .args(["build", "--quiet", "--date", DAY, "--root"])
            .arg(case.join("in"))
            .arg("--out")
            .arg(out.path())
            .output()
            .unwrap();
        assert!(run.status.success(), "{}: {}", case.display(), String::from_utf8_lossy(&run.stderr));
        let mut found = tree(out.path());
        let folder = assets(&found);
        for (name, bytes) in statics() {
            assert_eq!(found.remove(&format!("{folder}{name}")).as_deref(), Some(bytes), "{}: {name}", case.display());
        }
        // What is in a style sheet is nothing that a golden page tells.
        let style = built_in::text(&built_in::path("edition.css")).unwrap();
        let policy = policy(Some(style));
        for bytes in found.values_mut() {
            if let Ok(text) = std::str::from_utf8(bytes) {
                let text = text.replace(&folder, "assets/0123456789abcdef/").replace(&policy, "POLICY");
                *bytes = text.replace(style, "/* edition.css */").into_bytes();
            }
        }
        if std::env::var_os("VOORTGANG_UPDATE").is_some() {
            update(&case.join("out"), &found);
        }
        let expected = tree(&case.join("out"));
        let names = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&expected), names(&found), "{}", case.display());
        for (name, bytes) in &found {
            let (expected, found) = (String::from_utf8_lossy(&expected[name]), String::from_utf8_lossy(bytes));
            assert_eq!(expected, found, "{}: {name}", case.display());
        }
    }
}

/// The folder of the theme's files, which tells what is in them.
fn assets(found: &Tree) -> String {
    let path = found.keys().find(|path| path.starts_with("assets/")).unwrap();
    let name = path.split('/').nth(1).unwrap();
    assert!(name.len() == 16 && name.bytes().all(|digit| digit.is_ascii_hexdigit()), "{path}");
    format!("assets/{name}/")
}

/// The static files of the built-in theme, each by its path in that folder.
fn statics() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    FILES.iter().filter_map(|(path, bytes)| Some((path.strip_prefix("static/")?, *bytes)))
}

fn update(expected: &Path, found: &Tree) {
    let _ = fs::remove_dir_all(expected);
    for (name, bytes) in found {
        let path = expected.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}
