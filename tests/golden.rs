//! Whole small portals with their whole output: `tests/golden/<case>/in` and `out`. With `VOORTGANG_UPDATE=1` the
//! output is written anew; look at the difference before it is committed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::portal::{DAY, program, tree};

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
        if std::env::var_os("VOORTGANG_UPDATE").is_some() {
            update(&case.join("out"), out.path());
        }
        let (expected, found) = (tree(&case.join("out")), tree(out.path()));
        let names = |tree: &std::collections::BTreeMap<String, Vec<u8>>| tree.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&expected), names(&found), "{}", case.display());
        for (name, bytes) in &found {
            let (expected, found) = (String::from_utf8_lossy(&expected[name]), String::from_utf8_lossy(bytes));
            assert_eq!(expected, found, "{}: {name}", case.display());
        }
    }
}

fn update(expected: &Path, found: &Path) {
    let _ = fs::remove_dir_all(expected);
    for (name, bytes) in tree(found) {
        let path = expected.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}
