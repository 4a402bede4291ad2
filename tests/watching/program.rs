//! `build --watch`, as an author sees it.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use super::{PATIENCE, git, has, say};
use crate::portal::{DAY, Portal, program, without_times};

const PROJECT: (&str, &str) = ("content/projects/duto/index.md", "+++\ntitle = \"DUTO\"\ncategory = \"beleid\"\n+++\n");

/// The program while it watches. It is stopped when the test ends.
struct Watching {
    child: Child,
    results: Receiver<String>,
    asides: Receiver<String>,
    portal: Portal,
}

impl Watching {
    fn new(portal: Portal, arguments: &[&str]) -> Self {
        let mut command = program();
        command.current_dir(portal.root()).args(["build", "--watch"]).args(arguments);
        Self::of(portal, &mut command)
    }

    fn of(portal: Portal, command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let results = lines(child.stdout.take().unwrap());
        let asides = lines(child.stderr.take().unwrap());
        Self { child, results, asides, portal }
    }

    /// The next result that says this.
    #[track_caller]
    fn line(&self, part: &str) -> String {
        self.with(&self.results, part)
    }

    /// The next line to the side that says this.
    #[track_caller]
    fn aside(&self, part: &str) -> String {
        self.with(&self.asides, part)
    }

    #[track_caller]
    fn with(&self, lines: &Receiver<String>, part: &str) -> String {
        loop {
            let line = lines.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no line with `{part}`"));
            let line = without_times(&line.replace(&*self.portal.root().to_string_lossy(), "ROOT"));
            if line.contains(part) {
                return line;
            }
        }
    }

    #[cfg(unix)]
    fn stop(&mut self, signal: &str) -> Option<i32> {
        super::run(Command::new("kill").args(["-s", signal, &self.child.id().to_string()]));
        self.child.wait().unwrap().code()
    }
}

/// The lines of a stream, as they come.
fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = channel();
    thread::spawn(move || {
        for line in BufReader::new(stream).lines() {
            let _ = sender.send(line.unwrap());
        }
    });
    lines
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn watching(arguments: &[&str]) -> Watching {
    let watching = Watching::new(Portal::new(&[PROJECT]), &[&["--date", DAY], arguments].concat());
    watching.line("Wacht op wijzigingen");
    watching
}

#[test]
fn each_change_is_built_and_told_in_a_line() {
    for arguments in [&[][..], &["--poll"]] {
        let watching = watching(arguments);
        watching.portal.write(PROJECT.0, PROJECT.1.replace("DUTO", "Anders").as_bytes());
        assert_eq!(
            watching.line("ms"),
            "content/projects/duto/index.md: 5 pagina's vernieuwd in N ms; bestanden: 0 nieuw, 10 gewijzigd, 0 verwijderd."
        );
        assert!(watching.portal.read("public/projecten/duto/index.html").contains("Anders"));
        watching.portal.write("content/projects/twee/index.md", PROJECT.1.as_bytes());
        watching.line("content/projects/twee/index.md: 7 pagina's vernieuwd");
        fs::remove_dir_all(watching.portal.path("content/projects/twee")).unwrap();
        watching.line("content/projects/twee/index.md: 6 pagina's vernieuwd");
    }
}

#[test]
fn a_mistake_is_told_the_site_stays_and_it_goes_on() {
    let watching = watching(&[]);
    let before = watching.portal.read("public/index.html");
    for (path, text, told) in [
        (PROJECT.0, "+++\ntilte = \"DUTO\"\n+++\n", "fout[unknown-key]"),
        (PROJECT.0, "+++\ntitle = \"DUTO\"\n", "fout[unclosed-front-matter]"),
        ("portal.toml", "title = ", "fout[toml-syntax]"),
    ] {
        let good = watching.portal.read(path);
        watching.portal.write(path, text.as_bytes());
        watching.aside(told);
        watching.aside(&format!("{path}: "));
        assert_eq!(watching.portal.read("public/index.html"), before);
        watching.portal.write(path, good.as_bytes());
        watching.line(&format!("{path}: geen fouten meer, 0 pagina's vernieuwd"));
    }
    fs::rename(watching.portal.path("portal.toml"), watching.portal.path("weg.toml")).unwrap();
    assert_eq!(watching.aside("fout["), "fout[unreadable]: dit bestand ontbreekt");
    fs::rename(watching.portal.path("weg.toml"), watching.portal.path("portal.toml")).unwrap();
    watching.line("portal.toml: geen fouten meer, 0 pagina's vernieuwd");
}

#[test]
fn a_portal_that_is_broken_at_the_start_is_waited_for() {
    let portal = Portal::new(&[PROJECT, ("portal.toml", "title = ")]);
    let watching = Watching::new(portal, &["--date", DAY]);
    watching.aside("Er is niets geschreven");
    watching.portal.write("portal.toml", crate::portal::BASE[0].1.as_bytes());
    watching.line("portal.toml: geen fouten meer, 12 pagina's vernieuwd");
}

#[test]
fn an_output_that_cannot_be_written_is_told_and_written_when_it_can() {
    let watching = watching(&[]);
    let page = watching.portal.path("public/projecten/duto/index.html");
    fs::remove_file(&page).unwrap();
    fs::create_dir(&page).unwrap();
    watching.portal.write(PROJECT.0, PROJECT.1.replace("DUTO", "Anders").as_bytes());
    watching.aside("fout[foreign-file]");
    watching.aside("content/projects/duto/index.md: 1 fout");
    // Nothing of the portal changes; it tries again by itself.
    fs::remove_dir(&page).unwrap();
    assert!(
        watching
            .line("ms")
            .starts_with("Opnieuw geprobeerd: geen fouten meer, 5 pagina's vernieuwd in N ms; bestanden: 1 nieuw")
    );
}

#[test]
fn quiet_tells_only_what_is_wrong() {
    let watching = Watching::new(Portal::new(&[(PROJECT.0, "")]), &["--quiet", "--date", DAY]);
    watching.aside("fout[");
    watching.aside("Er is niets geschreven");
    watching.portal.write(PROJECT.0, PROJECT.1.as_bytes());
    watching.portal.write("content/projects/twee/index.md", b"");
    watching.aside("content/projects/twee/index.md");
    assert!(watching.results.try_iter().count() == 0);
}

#[test]
fn without_a_portal_it_does_not_begin() {
    let empty = tempfile::TempDir::new().unwrap();
    let output = program().args(["build", "--watch"]).current_dir(empty.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[cfg(unix)]
#[test]
fn it_ends_at_once_and_well_when_it_is_asked_to() {
    for signal in ["INT", "TERM"] {
        assert_eq!(watching(&[]).stop(signal), Some(0), "{signal}");
    }
}

/// Whether the system lets itself be limited; said aloud when it does not.
#[cfg(target_os = "linux")]
fn can_limit() -> bool {
    let is_allowed = Command::new("unshare").args(["-Ur", "true"]).status().is_ok_and(|status| status.success());
    if !is_allowed {
        say("`unshare` does not work here: limits are not tested");
    }
    is_allowed
}

/// The program with a limit of the system.
#[cfg(target_os = "linux")]
fn limit(what: &str, count: &str) -> Command {
    let mut command = Command::new("unshare");
    let program = env!("CARGO_BIN_EXE_voortgang");
    let script = format!("echo {count} > /proc/sys/user/{what} && exec {program} build --watch --date {DAY}");
    command.args(["-Ur", "sh", "-c", &script]);
    command
}

/// In a space of users of its own, so that no other program notices the limit.
#[cfg(target_os = "linux")]
#[test]
fn where_the_system_sets_a_limit_it_looks_for_itself_and_names_the_remedy() {
    if !can_limit() {
        return;
    }
    for (what, count, remedy) in
        [("max_inotify_watches", "2", "max_user_watches"), ("max_inotify_instances", "0", "max_user_instances")]
    {
        let portal = Portal::new(&[PROJECT]);
        let mut command = limit(what, count);
        command.current_dir(portal.root());
        let watching = Watching::of(portal, &mut command);
        watching.aside("let op[polling]");
        watching.aside(remedy);
        watching.line("Wacht op wijzigingen");
        watching.portal.write(PROJECT.0, PROJECT.1.replace("DUTO", "Anders").as_bytes());
        watching.line("content/projects/duto/index.md: 5 pagina's vernieuwd");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_limit_that_is_met_later_is_told_without_another_change() {
    if !can_limit() {
        return;
    }
    let portal = Portal::new(&[PROJECT]);
    let mut command = limit("max_inotify_watches", "12");
    command.current_dir(portal.root());
    let watching = Watching::of(portal, &mut command);
    watching.line("Wacht op wijzigingen");
    for folder in 0..20 {
        fs::create_dir(watching.portal.path(&format!("content/projects/p{folder}"))).unwrap();
    }
    watching.aside("let op[polling]");
    watching.portal.write(PROJECT.0, PROJECT.1.replace("DUTO", "Anders").as_bytes());
    // All is read at this moment, so the file may be seen half-written first.
    watching.line("5 pagina's vernieuwd");
}

#[test]
fn while_the_site_file_is_away_the_messages_keep_their_language() {
    let site = crate::portal::BASE[0].1.replace("\"nl\"", "\"en\"");
    let watching = Watching::new(Portal::new(&[PROJECT, ("portal.toml", &site)]), &["--date", DAY, "--allow-shrink"]);
    watching.line("Waiting for changes");
    fs::rename(watching.portal.path("portal.toml"), watching.portal.path("away.toml")).unwrap();
    watching.aside("error[unreadable]");
    watching.portal.write("portal.toml", b"title = ");
    watching.aside("error[toml-syntax]");
    watching.portal.write("portal.toml", crate::portal::BASE[0].1.as_bytes());
    watching.line("vernieuwd");
}

#[test]
fn another_branch_is_one_line() {
    if !has("git") {
        return;
    }
    let portal = Portal::new(&[PROJECT]);
    portal.write(".gitignore", b"public\n");
    git(portal.root(), &["init", "-q"]);
    git(portal.root(), &["add", "-A"]);
    git(portal.root(), &["commit", "-qm", "main"]);
    git(portal.root(), &["checkout", "-qb", "other"]);
    for project in 0..20 {
        portal.write(&format!("content/projects/p{project}/index.md"), PROJECT.1.as_bytes());
    }
    git(portal.root(), &["add", "-A"]);
    git(portal.root(), &["commit", "-qm", "other"]);
    let watching = Watching::new(portal, &["--date", DAY, "--allow-shrink"]);
    watching.line("Wacht op wijzigingen");
    git(watching.portal.root(), &["checkout", "-q", "main"]);
    assert!(watching.line("ms").starts_with("20 bestanden: 6 pagina's vernieuwd"));
}
