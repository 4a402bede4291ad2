//! What happens to a portal's files, as the watcher tells it.

mod editors;
mod links;
mod program;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use voortgang::source::disk::{read, refresh};
use voortgang::source::{FilePath, Sources};
use voortgang::watch::{Source, Watch};

use crate::portal::{Portal, say};
use crate::refresh::{Chance, edit};

const INDEX: &str = "content/projects/duto/index.md";

/// How long something may take that has to come.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long nothing has to come before it counts as nothing.
const SILENCE: Duration = Duration::from_millis(600);

/// A portal, its watcher, and what was read of it.
struct Watched {
    portal: Portal,
    watch: Watch,
    sources: Sources,
}

impl Watched {
    fn new(source: Source) -> Self {
        Self::of(Portal::new(&[(INDEX, "old"), ("content/projects/duto/2024-Q3.md", "Q3")]), source)
    }

    fn of(portal: Portal, source: Source) -> Self {
        let (watch, trouble) = Watch::start(portal.root(), &[portal.path("public")], source);
        assert_eq!(trouble, None);
        let sources = read(portal.root());
        Self { portal, watch, sources }
    }

    /// Whether a batch comes, and what differs by it.
    fn batch(&mut self, longest: Duration) -> Option<BTreeSet<FilePath>> {
        let batch = self.watch.next_within(longest)?;
        Some(refresh(self.portal.root(), &mut self.sources, &batch))
    }

    /// What differs by the next batch.
    #[track_caller]
    fn next(&mut self) -> Vec<String> {
        let changed = self.batch(PATIENCE).expect("a batch");
        changed.iter().map(FilePath::to_string).collect()
    }

    /// Batches until the sources are what the disk holds, and nothing differs any more; how many, and how many of them
    /// made a difference.
    #[track_caller]
    fn settle(&mut self) -> (usize, usize) {
        let (mut batches, mut rebuilds) = (0, 0);
        let mut until = Instant::now() + PATIENCE;
        while let Some(changed) = self.batch(until.saturating_duration_since(Instant::now())) {
            batches += 1;
            if !changed.is_empty() {
                rebuilds += 1;
                until = Instant::now() + SILENCE;
            }
        }
        assert_eq!(self.sources, read(self.portal.root()));
        (batches, rebuilds)
    }

    #[track_caller]
    fn assert_silence(&mut self) {
        assert_eq!(self.watch.next_within(SILENCE), None);
    }

    /// That nothing comes any more which makes a difference.
    #[track_caller]
    fn assert_sameness(&mut self) {
        let until = Instant::now() + SILENCE;
        while let Some(changed) = self.batch(until.saturating_duration_since(Instant::now())) {
            assert_eq!(changed, BTreeSet::new());
        }
    }

    fn text(&self, path: &str) -> Option<&str> {
        self.sources.text(&FilePath::new(path))
    }
}

/// Whether a program is there; said aloud when it is not.
fn has(program: &str) -> bool {
    let is_there = Command::new(program).arg("--version").output().is_ok();
    if !is_there {
        say(&format!("`{program}` is not here: what needs it is not tested"));
    }
    is_there
}

#[track_caller]
fn run(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn git(root: &Path, arguments: &[&str]) {
    let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main"];
    run(Command::new("git").current_dir(root).args(identity).args(["-c", "commit.gpgsign=false"]).args(arguments));
}

#[test]
fn reading_and_what_is_not_of_the_portal_wake_nobody() {
    let mut watched = Watched::new(Source::Events);
    let portal = &watched.portal;
    for path in ["public/index.html", ".git/index", "notities.md", "content/.obsidian/workspace.md"] {
        portal.write(path, b"text");
    }
    for name in [".index.md.swp", "index.md~", "4913", "#index.md#", "index.md___jb_tmp___", "index.md123456.bck"] {
        portal.write(&format!("content/projects/duto/{name}"), b"text");
        fs::remove_file(portal.path(&format!("content/projects/duto/{name}"))).unwrap();
    }
    assert_eq!(read(portal.root()), watched.sources);
    watched.assert_silence();
}

#[test]
fn folders_are_made_filled_renamed_and_removed() {
    for source in [Source::Events, Source::Polling] {
        let mut watched = Watched::new(source);
        watched.portal.write("content/projects/nieuw/diep/bijlage.pdf", b"pdf");
        assert_eq!(watched.next(), ["content/projects/nieuw/diep/bijlage.pdf"]);
        watched.portal.write("content/projects/nieuw/diep/bijlage.pdf", b"pdf 2");
        assert_eq!(watched.next(), ["content/projects/nieuw/diep/bijlage.pdf"]);
        let path = |path: &str| watched.portal.path(path);
        fs::rename(path("content/projects/nieuw"), path("content/projects/anders")).unwrap();
        watched.settle();
        assert_eq!(watched.text("content/projects/anders/diep/bijlage.pdf"), Some("pdf 2"));
        assert_eq!(watched.text("content/projects/nieuw/diep/bijlage.pdf"), None);
        watched.portal.write("content/projects/anders/diep/bijlage.pdf", b"pdf 3");
        assert_eq!(watched.next(), ["content/projects/anders/diep/bijlage.pdf"]);
        fs::remove_dir_all(watched.portal.path("content/projects/anders")).unwrap();
        assert_eq!(watched.next(), ["content/projects/anders/diep/bijlage.pdf"]);
    }
}

#[test]
fn the_content_goes_and_comes_back() {
    for source in [Source::Events, Source::Polling] {
        let mut watched = Watched::new(source);
        fs::remove_dir_all(watched.portal.path("content")).unwrap();
        watched.settle();
        assert_eq!(watched.text(INDEX), None);
        watched.portal.write(INDEX, b"back");
        watched.settle();
        assert_eq!(watched.text(INDEX), Some("back"));
        watched.portal.write(INDEX, b"and changed");
        assert_eq!(watched.next(), [INDEX]);
        watched.portal.write("themes/eigen/templates/home.html", b"new");
        watched.settle();
        watched.portal.write("themes/eigen/templates/home.html", b"newer");
        assert_eq!(watched.next(), ["themes/eigen/templates/home.html"]);
    }
}

#[test]
fn the_whole_portal_goes_and_comes_back() {
    for source in [Source::Events, Source::Polling] {
        let around = tempfile::TempDir::new().unwrap();
        let root = around.path().join("portaal");
        let fill = |text: &str| {
            fs::create_dir_all(root.join("content")).unwrap();
            fs::write(root.join("portal.toml"), text).unwrap();
            fs::write(root.join("content/index.md"), text).unwrap();
        };
        fill("one");
        let (mut watch, _) = Watch::start(&root, &[], source);
        let mut sources = read(&root);
        let mut until = |text: Option<&str>| {
            while sources.text(&FilePath::new("content/index.md")) != text {
                let batch = watch.next_within(PATIENCE).expect("a batch");
                refresh(&root, &mut sources, &batch);
            }
        };
        fs::remove_dir_all(&root).unwrap();
        until(None);
        fill("two");
        until(Some("two"));
        fs::write(root.join("content/index.md"), "three").unwrap();
        until(Some("three"));
    }
}

#[test]
fn the_site_file_goes_and_comes_back() {
    for source in [Source::Events, Source::Polling] {
        let mut watched = Watched::new(source);
        let (here, there) = (watched.portal.path("portal.toml"), watched.portal.path("elders.toml"));
        fs::rename(&here, &there).unwrap();
        assert_eq!(watched.next(), ["portal.toml"]);
        fs::rename(&there, &here).unwrap();
        assert_eq!(watched.next(), ["portal.toml"]);
    }
}

#[test]
fn a_checkout_of_hundreds_of_files_is_one_rebuild() {
    if !has("git") {
        return;
    }
    for source in [Source::Events, Source::Polling] {
        let portal = Portal::new(&[]);
        let fill = |text: &str| {
            for project in 0..300 {
                portal.write(&format!("content/projects/p{project}/index.md"), text.as_bytes());
            }
        };
        git(portal.root(), &["init", "-q"]);
        fill("main");
        git(portal.root(), &["add", "-A"]);
        git(portal.root(), &["commit", "-qm", "main"]);
        git(portal.root(), &["checkout", "-qb", "other"]);
        fill("other");
        git(portal.root(), &["commit", "-qam", "other"]);
        let mut watched = Watched::of(portal, source);
        for branch in ["main", "other"] {
            git(watched.portal.root(), &["checkout", "-q", branch]);
            assert_eq!(watched.next().len(), 300, "{branch}");
            watched.assert_sameness();
            assert_eq!(watched.text("content/projects/p299/index.md"), Some(branch));
        }
    }
}

#[test]
fn a_batch_waits_until_git_is_done_but_not_for_a_git_that_was_killed() {
    let portal = Portal::new(&[(INDEX, "old")]);
    let lock = portal.path(".git/index.lock");
    portal.write(".git/index.lock", b"");
    let mut watched = Watched::of(portal, Source::Events);
    watched.portal.write(INDEX, b"new");
    assert_eq!(watched.watch.next_within(Duration::from_millis(300)), None);
    fs::remove_file(&lock).unwrap();
    assert_eq!(watched.next(), [INDEX]);
    fs::write(&lock, "").unwrap();
    watched.portal.write(INDEX, b"newer");
    assert_eq!(watched.next(), [INDEX]);
    watched.portal.write(INDEX, b"newest");
    let batch = watched.batch(Duration::from_millis(500));
    assert_eq!(batch, Some(BTreeSet::from([FilePath::new(INDEX)])));
}

#[test]
fn after_any_row_of_edits_all_is_seen() {
    let seeds = std::env::var("VOORTGANG_SEEDS").map_or(4, |seeds| seeds.parse().unwrap());
    for seed in 1..=seeds {
        let mut watched = Watched::new(Source::Events);
        let root = watched.portal.root().to_path_buf();
        let editing = thread::spawn(move || {
            let mut chance = Chance(seed);
            for _ in 0..150 {
                edit(&root, &mut chance);
                // The pace of the edits, from a burst to a pause in which a batch ends.
                thread::sleep(Duration::from_millis([0, 0, 0, 2, 30][chance.below(5)]));
            }
        });
        while !editing.is_finished() {
            watched.batch(Duration::from_millis(50));
        }
        let until = Instant::now() + SILENCE;
        while watched.batch(until.saturating_duration_since(Instant::now())).is_some() {}
        assert_eq!(watched.sources, read(watched.portal.root()), "seed {seed}");
    }
}

#[test]
fn a_storm_ends_with_the_last_state() {
    let mut watched = Watched::new(Source::Events);
    let file = watched.portal.path(INDEX);
    let storm = thread::spawn(move || {
        for step in 0..=3_000 {
            fs::write(&file, format!("step {step}")).unwrap();
        }
    });
    while watched.text(INDEX) != Some("step 3000") {
        watched.batch(PATIENCE).expect("a batch");
    }
    storm.join().unwrap();
    watched.assert_sameness();
}

#[test]
fn a_folder_that_may_not_be_read_does_not_hide_the_others() {
    let mut watched = Watched::new(Source::Events);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        watched.portal.write("content/risks/geld.md", b"geld");
        watched.settle();
        let locked = watched.portal.path("content/risks");
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
        watched.batch(PATIENCE).expect("a batch");
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
        watched.settle();
    }
    watched.portal.write(INDEX, b"new");
    assert_eq!(watched.next(), [INDEX]);
}
