//! Same input, day and version: same bytes, whatever the machine is like; what servers read and compressed files included.

use std::path::Path;
use std::process::Command;

use crate::portal::{Portal, program, tree};

/// The real portal, read from the repository.
fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn build(root: &Path, surroundings: &[(&str, &str)]) -> std::collections::BTreeMap<String, Vec<u8>> {
    let out = tempfile::TempDir::new().unwrap();
    let folder = out.path().join("site");
    let run = under_umask(surroundings)
        .args(["build", "--precompress", "--quiet", "--date", "2025-01-15", "--root"])
        .arg(root)
        .arg("--out")
        .arg(&folder)
        .envs(surroundings.iter().copied())
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    tree(&folder)
}

/// The program, under the umask of the surroundings if they have one.
fn under_umask(surroundings: &[(&str, &str)]) -> Command {
    let umask = surroundings.iter().find(|(name, _)| *name == "UMASK");
    let Some((_, umask)) = umask.filter(|_| cfg!(unix)) else { return program() };
    let mut command = Command::new("sh");
    command.args(["-c", &format!("umask {umask}; exec \"$0\" \"$@\"")]).arg(program().get_program());
    command
}

#[test]
fn time_zone_locale_umask_and_number_of_threads_change_no_byte() {
    let plain = build(repository(), &[]);
    for name in [".htaccess", ".hosting/nginx.conf", "index.html.br", "index.html.gz", "roadmap/index.html.br"] {
        assert!(plain.contains_key(name), "{name}");
    }
    for surroundings in [
        [("TZ", "Pacific/Kiritimati"), ("LC_ALL", "tr_TR.UTF-8"), ("RAYON_NUM_THREADS", "1"), ("UMASK", "077")],
        [("TZ", "America/Adak"), ("LC_ALL", "C"), ("RAYON_NUM_THREADS", "7"), ("UMASK", "002")],
    ] {
        assert_eq!(build(repository(), &surroundings), plain);
    }
}

#[test]
fn the_place_of_the_checkout_and_the_order_of_its_files_change_no_byte() {
    let plain = build(repository(), &[]);
    let copy = Portal::new(&[]);
    std::fs::remove_dir_all(copy.path("content")).unwrap();
    for folder in ["content", "themes"] {
        // Written the other way round, so that a folder lists its files in another order.
        for (name, bytes) in tree(&repository().join(folder)).into_iter().rev() {
            copy.write(&format!("{folder}/{name}"), &bytes);
        }
    }
    copy.write("portal.toml", &std::fs::read(repository().join("portal.toml")).unwrap());
    assert_eq!(build(copy.root(), &[]), plain);
}

#[test]
fn the_files_name_neither_the_machine_nor_the_day_of_the_build() {
    let plain = build(repository(), &[]);
    let root = repository().to_string_lossy().into_owned();
    for (name, bytes) in plain {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(&root), "{name}");
        assert!(!text.contains("2025-01-15") && !text.contains("15\u{a0}januari 2025"), "{name}");
    }
}
