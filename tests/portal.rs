//! Small portals for tests, in memory and on disk, and the program that builds them.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use voortgang::model::Day;
use voortgang::pipeline::{self, Built, Compression, Naming, Request};
use voortgang::select::Audience;
use voortgang::source::Sources;

/// What every portal needs and most tests do not care about.
pub(crate) const BASE: [(&str, &str); 2] = [
    ("portal.toml", "title = \"Portaal\"\nbase_url = \"https://portaal.example.org/\"\nlanguage = \"nl\"\n"),
    ("content/categories/beleid.md", "+++\ntitle = \"Beleid\"\n+++\n"),
];

/// The day on which tests build, when they do not say otherwise.
pub(crate) const DAY: &str = "2025-01-15";

/// Builds files in memory.
pub(crate) fn build(sources: &Sources, day: &str, audience: Audience) -> Built {
    let day = Day::parse(day).expect("a test's day is a day");
    pipeline::build(&Request {
        sources,
        day,
        audience,
        base_url: None,
        naming: Naming::Fixed,
        compression: Compression::None,
    })
}

/// A portal in a folder that goes when the test ends.
pub(crate) struct Portal {
    folder: TempDir,
}

impl Portal {
    /// The base with these files over it.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let portal = Self { folder: TempDir::new().unwrap() };
        for (path, text) in BASE.iter().chain(files) {
            portal.write(path, text.as_bytes());
        }
        portal
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    pub(crate) fn exists(&self, path: &str) -> bool {
        self.path(path).symlink_metadata().is_ok()
    }

    /// Runs the program in the portal's folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        let mut command = program();
        command.current_dir(self.root()).args(arguments);
        Run::of(&mut command, self.root())
    }

    /// Builds into `public`, on the tests' day.
    pub(crate) fn build(&self) -> Run {
        self.run(&["build", "--date", DAY])
    }
}

/// The program under test, deaf to the environment of whoever runs the tests.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_voortgang"));
    command.env_remove("NO_COLOR");
    command
}

/// How a run of the program ended: paths and times made the same everywhere.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    pub(crate) fn of(command: &mut Command, root: &Path) -> Self {
        let output = command.output().unwrap();
        let plain = |bytes: &[u8]| {
            let text = String::from_utf8(bytes.to_vec()).unwrap().replace(&*root.to_string_lossy(), "ROOT");
            without_times(&text)
        };
        Self { status: output.status.code(), stdout: plain(&output.stdout), stderr: plain(&output.stderr) }
    }
}

/// `in 12 ms` becomes `in N ms`.
pub(crate) fn without_times(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let is_time = |at: usize| {
        let unit = words.get(at + 1).is_some_and(|next| next.starts_with("ms"));
        unit && words[at].bytes().all(|byte| byte.is_ascii_digit())
    };
    let plain = (0..words.len()).map(|at| if is_time(at) { "N" } else { words[at] });
    plain.collect::<Vec<_>>().join(" ")
}

/// Every file below a folder with its bytes, by path.
pub(crate) fn tree(folder: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut files = std::collections::BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = fs::read_dir(&next) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// Says something past the test harness, which keeps to itself what a test that passes prints.
pub(crate) fn say(line: &str) {
    std::io::stderr().write_all(format!("{line}\n").as_bytes()).unwrap();
}
