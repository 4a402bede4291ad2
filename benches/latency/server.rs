//! A program that serves a site while it is written, and the client that waits for it.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use crate::Result;

/// After this long nothing will come any more.
const PATIENCE: Duration = Duration::from_mins(1);
const POLL: Duration = Duration::from_millis(2);

/// Until when an edit is measured.
#[derive(Clone, Copy)]
pub(crate) enum Until {
    /// The event says that the page is another one.
    Told,
    /// The page that is served has the word.
    Served,
}

/// A program that serves a site while it is written.
pub(crate) struct Server {
    pub(crate) name: &'static str,
    program: Child,
    /// What it says.
    lines: Receiver<String>,
    host: String,
    /// The updates, each with the page of its project.
    updates: Vec<(PathBuf, String)>,
    pub(crate) edits: usize,
    pub(crate) rebuilds: Vec<Duration>,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

impl Server {
    pub(crate) fn start(name: &'static str, command: &mut Command, projects: &Path) -> Result<Self> {
        let mut program = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let output = program.stdout.take().ok_or("its output is piped")?;
        let (tell, lines) = mpsc::channel();
        thread::spawn(move || {
            BufReader::new(output).lines().map_while(std::result::Result::ok).try_for_each(|line| tell.send(line))
        });
        let mut server =
            Self { name, program, lines, host: String::new(), updates: Vec::new(), edits: 0, rebuilds: Vec::new() };
        let url = server.hear(|line| Some(line.split_once("http://")?.1.split(' ').next()?.to_owned()))?;
        let (host, base) = url.split_once('/').ok_or("an address ends in a path")?;
        host.clone_into(&mut server.host);
        let lists = ["projecten", "projects"].map(|list| format!("/{base}{list}/"));
        let list = lists.iter().find(|list| server.get(list).is_ok()).ok_or("there is no list of projects")?;
        server.updates = updates(projects, list)?;
        Ok(server)
    }

    /// The first that it says from now on of which `read` makes something.
    fn hear<T>(&self, read: impl Fn(&str) -> Option<T>) -> Result<T> {
        loop {
            let line = self.lines.recv_timeout(PATIENCE).map_err(|_| format!("{} says nothing more", self.name))?;
            if let Some(heard) = read(&line) {
                return Ok(heard);
            }
        }
    }

    /// Adds a word to an update, and measures how long it takes until that is known.
    pub(crate) fn edit(&mut self, turn: usize, until: Until) -> Result<Duration> {
        let (file, page) = self.updates.get(turn * 7919 % self.updates.len().max(1)).ok_or("there is no update")?;
        let word = format!("woord{turn:06}");
        let text = format!("{}\n{word}\n", fs::read_to_string(file)?);
        self.get(page)?;
        let mut listener = if matches!(until, Until::Told) { Some(self.listen(page)?) } else { None };
        // Ever another pause: a server may look for changes in a rhythm of its own.
        thread::sleep(Duration::from_millis(100 + turn as u64 * 309 % 500));
        self.rebuilds.extend(self.lines.try_iter().filter_map(|line| rebuilt(&line)));
        let begin = Instant::now();
        fs::write(file, text)?;
        match &mut listener {
            Some(listener) => listener.reload()?,
            None => {
                while !self.get(page)?.contains(&word) && begin.elapsed() < PATIENCE {
                    thread::sleep(POLL);
                }
            }
        }
        let elapsed = begin.elapsed();
        if !self.get(page)?.contains(&word) {
            return Err(format!("{}: {page} lacks {word} of {}", self.name, file.display()).into());
        }
        self.edits += 1;
        self.rebuilds.push(self.hear(rebuilt)?);
        Ok(elapsed)
    }

    /// A page, with the head of its answer. To HTTP/1.0 it comes in one piece, and its end is that of the connection.
    fn get(&self, page: &str) -> Result<String> {
        let mut stream = TcpStream::connect(&self.host)?;
        write!(stream, "GET {page} HTTP/1.0\r\nHost: {}\r\n\r\n", self.host)?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        let answer = String::from_utf8_lossy(&bytes).into_owned();
        let is_found = answer.split(' ').nth(1) == Some("200");
        if is_found { Ok(answer) } else { Err(format!("{}: no {page}", self.name).into()) }
    }

    /// Follows a page as `preview/live.js` does.
    fn listen(&self, page: &str) -> Result<Listener> {
        let mut stream = TcpStream::connect(&self.host)?;
        let page = page.replace('/', "%2F");
        write!(stream, "GET /_voortgang/events?page={page} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host)?;
        let mut listener = Listener { stream: BufReader::new(stream), known: String::new() };
        listener.reload()?;
        Ok(listener)
    }

    /// How much memory it holds.
    pub(crate) fn memory(&self) -> String {
        let status = fs::read_to_string(format!("/proc/{}/status", self.program.id())).unwrap_or_default();
        let kib = status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.split_whitespace().next()?.parse().ok());
        kib.map_or("unknown (this system does not tell)".to_owned(), |kib: f64| format!("{:.1} MiB", kib / 1024.0))
    }
}

/// A page that is open.
struct Listener {
    stream: BufReader<TcpStream>,
    /// The fingerprint of the page that it shows.
    known: String,
}

impl Listener {
    /// Waits for an event with another page than the one that is shown, and shows that one.
    fn reload(&mut self) -> Result<()> {
        let begin = Instant::now();
        while begin.elapsed() < PATIENCE {
            let mut line = String::new();
            if self.stream.read_line(&mut line)? == 0 {
                return Err("the events ended".into());
            }
            let Some(state) = line.strip_prefix("data: ") else { continue };
            let state: serde_json::Value = serde_json::from_str(state)?;
            let page = state["page"].as_str().ok_or("a state names the page")?;
            if page != self.known {
                page.clone_into(&mut self.known);
                return Ok(());
            }
        }
        Err("the page is not told to be another one".into())
    }
}

/// The updates that say what happened in a quarter that is public, in the order of their names.
fn updates(projects: &Path, list: &str) -> Result<Vec<(PathBuf, String)>> {
    let mut updates = Vec::new();
    let reports = projects.with_file_name("reports");
    for entry in walkdir::WalkDir::new(projects).min_depth(2).max_depth(2).sort_by_file_name() {
        let path = entry?.into_path();
        let is_public = !reports.is_dir() || path.file_stem().is_some_and(|quarter| reports.join(quarter).is_dir());
        let is_update = is_public && path.extension().is_some_and(|extension| extension == "md");
        if let Some(project) = path.parent().and_then(Path::file_name).filter(|_| is_update) {
            let page = format!("{list}{}/", project.display());
            if fs::read_to_string(&path)?.contains("status = ") {
                updates.push((path, page));
            }
        }
    }
    Ok(updates)
}

/// How long a rebuild took, in a line that tells it: `... in 12 ms.` here, `Total in 12 ms` there.
fn rebuilt(line: &str) -> Option<Duration> {
    let time = line.trim_end_matches('.').strip_suffix(" ms")?.rsplit(' ').next()?;
    Some(Duration::from_millis(time.parse().ok()?))
}
