//! The preview over real sockets: strangers who send what they should not, and authors who run `voortgang serve`.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, ChildStderr, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use voortgang::language::Language;
use voortgang::preview::{Drawn, Server, Showing, listen};
use voortgang::select::Audience;
use voortgang::source::Sources;

use crate::portal::{self, Portal, program};

const PATIENCE: Duration = Duration::from_secs(20);

fn showing(title: &str) -> Showing {
    let site = format!("title = \"{title}\"\nbase_url = \"https://portaal.example.org/\"\nlanguage = \"nl\"\n");
    let sources: Sources = portal::BASE.iter().copied().chain([("portal.toml", site.as_str())]).collect();
    let site = portal::build(&sources, portal::DAY, Audience::Readers).site.unwrap();
    Showing {
        base_path: site.base_url.path().to_owned(),
        tree: Some(site.tree),
        policy: site.policy,
        language: Language::Dutch,
        problems: Vec::<Drawn>::new(),
        held_back: None,
    }
}

fn server() -> Server {
    let server = Server::start(listen(Ipv4Addr::LOCALHOST.into(), 0).unwrap()).unwrap();
    server.show(showing("Eerst"));
    server
}

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream
}

fn head(target: &str, address: SocketAddr) -> String {
    format!("GET {target} HTTP/1.1\r\nHost: {address}\r\n")
}

/// All that comes back for some bytes, until the server closes.
fn exchange(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = connect(address);
    // Who is refused half-way may find the door closed.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn statuses(answers: &str) -> Vec<&str> {
    answers.split("HTTP/1.1 ").skip(1).filter_map(|answer| answer.get(..3)).collect()
}

/// The events of a page, line by line, from its first on.
fn events(address: SocketAddr, page: &str) -> impl Iterator<Item = String> {
    let mut stream = connect(address);
    let request = format!("{}\r\n", head(&format!("/_voortgang/events?page={page}"), address));
    stream.write_all(request.as_bytes()).unwrap();
    let lines = BufReader::new(stream).lines().map(Result::unwrap);
    lines.filter_map(|line| line.strip_prefix("data: ").map(str::to_owned))
}

#[test]
fn hostile_bytes_have_a_short_answer() {
    let server = server();
    let at = server.address();
    let host = format!("Host: {at}\r\n");
    let long = "a".repeat(20_000);
    let many = "X: y\r\n".repeat(101);
    let table: [(&str, String, &[&str]); 22] = [
        ("garbage", "\x16\x03\x01\x02\0\x01\0\x01\u{fffd}\r\n\r\n".to_owned(), &["400"]),
        ("a word", "hallo\r\n\r\n".to_owned(), &["400"]),
        ("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(), &["400"]),
        ("HTTP/0.9", "GET /\r\n\r\n".to_owned(), &["400"]),
        ("a long target", format!("GET /{long} HTTP/1.1\r\n{host}\r\n"), &["431"]),
        ("a long header", format!("GET / HTTP/1.1\r\n{host}X: {long}\r\n\r\n"), &["431"]),
        ("many headers", format!("GET / HTTP/1.1\r\n{host}{many}\r\n"), &["431"]),
        ("a target with NUL", format!("GET /\0 HTTP/1.1\r\n{host}\r\n"), &["400"]),
        ("a NUL in a header", format!("GET / HTTP/1.1\r\n{host}X: \0\r\n\r\n"), &["400"]),
        ("a folded header", format!("GET / HTTP/1.1\r\n{host}X: y\r\n z\r\n\r\n"), &["400"]),
        ("a blank before the colon", format!("GET / HTTP/1.1\r\nHost : {at}\r\n\r\n"), &["400"]),
        ("no host", "GET / HTTP/1.1\r\n\r\n".to_owned(), &["400"]),
        ("a foreign host", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n".to_owned(), &["421"]),
        ("two hosts", format!("GET / HTTP/1.1\r\n{host}{host}\r\n"), &["400"]),
        ("a body", format!("POST / HTTP/1.1\r\n{host}Content-Length: 5\r\n\r\nhallo"), &["405"]),
        (
            "a body that is a request",
            format!("GET / HTTP/1.1\r\n{host}Content-Length: 40\r\n\r\nGET /niets HTTP/1.1\r\n{host}\r\n"),
            &["413"],
        ),
        (
            "a chunked body",
            format!("GET / HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n{host}\r\n"),
            &["413"],
        ),
        ("HTTP/1.0", format!("GET / HTTP/1.0\r\n{host}\r\n"), &["200"]),
        ("HTTP/1.0 without a host", "GET / HTTP/1.0\r\n\r\n".to_owned(), &["400"]),
        (
            "pipelined",
            format!(
                "GET / HTTP/1.1\r\n{host}\r\nHEAD /niets HTTP/1.1\r\n{host}\r\nGET / HTTP/1.1\r\n{host}Connection: close\r\n\r\n"
            ),
            &["200", "404", "200"],
        ),
        ("pipelined after a refusal", format!("POST / HTTP/1.1\r\n{host}\r\nGET / HTTP/1.1\r\n{host}\r\n"), &["405"]),
        ("absolute", format!("GET http://{at}/../../etc/passwd HTTP/1.1\r\n{host}Connection: close\r\n\r\n"), &["400"]),
    ];
    for (name, bytes, expected) in table {
        let answer = exchange(at, bytes.as_bytes());
        assert_eq!(statuses(&answer), expected, "{name}");
    }
    assert_eq!(exchange(at, b"\xff\xfe\xfd\r\n\r\n").get(..12), Some("HTTP/1.1 400"));
    let foreign = exchange(at, b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    assert!(foreign.ends_with("Gebruik het adres dat in de terminal staat.\n"), "{foreign}");
}

#[test]
fn a_head_that_does_not_end_is_not_waited_for() {
    let server = server();
    let begun = Instant::now();
    let mut slow = connect(server.address());
    let mut silent = connect(server.address());
    let mut dripping = slow.try_clone().unwrap();
    thread::spawn(move || {
        let head = b"GET / HTTP/1.1\r\nX: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy";
        head.iter().map(|byte| dripping.write_all(&[*byte])).take_while(Result::is_ok).for_each(|_| {
            thread::sleep(Duration::from_millis(150));
        });
    });
    let mut answer = String::new();
    slow.read_to_string(&mut answer).unwrap();
    assert_eq!(statuses(&answer), ["408"]);
    assert_eq!(silent.read(&mut [0]).unwrap(), 0, "who says nothing hears nothing");
    assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
}

#[test]
fn a_hundred_who_wait_for_events_keep_nobody_from_a_page() {
    let server = server();
    let at = server.address();
    let mut waiting: Vec<_> = (0..100).map(|_| events(at, "%2F")).collect();
    let first: Vec<String> = waiting.iter_mut().map(|events| events.next().unwrap()).collect();
    let page = exchange(at, format!("{}Connection: close\r\n\r\n", head("/", at)).as_bytes());
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("Eerst"), "{page}");
    server.show(showing("Daarna"));
    for (events, first) in waiting.iter_mut().zip(&first) {
        assert_ne!(&events.next().unwrap(), first);
    }
    let page = exchange(at, format!("{}Connection: close\r\n\r\n", head("/", at)).as_bytes());
    assert!(page.contains("Daarna"), "{page}");
}

#[test]
fn there_is_an_end_to_how_many_are_let_in() {
    let server = server();
    let at = server.address();
    let mut waiting: Vec<_> = (0..384).map(|_| events(at, "%2F")).collect();
    assert!(waiting.iter_mut().all(|events| events.next().is_some()));
    let one_more = exchange(at, format!("{}\r\n", head("/_voortgang/events?page=%2F", at)).as_bytes());
    assert_eq!(statuses(&one_more), ["503"]);
    let silent: Vec<TcpStream> = (0..128).map(|_| connect(at)).collect();
    let ask = || exchange(at, format!("{}Connection: close\r\n\r\n", head("/", at)).as_bytes());
    await_that(|| statuses(&ask()) == ["503"]);
    drop(silent);
    await_that(|| statuses(&ask()) == ["200"]);
}

#[test]
fn an_event_is_there_at_once_and_only_for_pages_that_changed() {
    let server = server();
    let at = server.address();
    let (mut home, mut robots) = (events(at, "%2F"), events(at, "%2Frobots.txt"));
    let (mut told, first) = (home.next().unwrap(), robots.next().unwrap());
    let mut quickest = PATIENCE;
    for turn in 0..20 {
        let next = showing(&format!("Titel {turn}"));
        let begun = Instant::now();
        server.show(next);
        let state = home.next().unwrap();
        quickest = quickest.min(begun.elapsed());
        assert_ne!(state, told);
        told = state;
    }
    assert!(quickest < Duration::from_millis(20), "{quickest:?}");
    let problem = Drawn { severity: voortgang::diagnostic::Severity::Error, text: "fout".to_owned() };
    server.show(Showing { problems: vec![problem], ..showing("Titel") });
    let second = robots.next().unwrap();
    assert_ne!(second, first, "twenty builds that left this file alone were not told; the mistake is");
}

/// Waits until something holds.
fn await_that(holds: impl Fn() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < PATIENCE, "it does not come to hold");
        thread::yield_now();
    }
}

/// A `voortgang serve` that ends with the test.
struct Serving {
    child: Child,
    lines: Box<dyn Iterator<Item = String>>,
    asides: BufReader<ChildStderr>,
}

impl Serving {
    fn begin(portal: &Portal, arguments: &[&str]) -> Self {
        let mut command = program();
        command.current_dir(portal.root()).args(["serve", "--date", portal::DAY]).args(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let asides = BufReader::new(child.stderr.take().unwrap());
        Self { child, lines: Box::new(lines), asides }
    }

    /// The line that tells where it stands, and that address.
    fn address(&mut self) -> SocketAddr {
        let line = self.lines.next().unwrap();
        let rest = line.strip_prefix("De site staat op http://").expect(&line);
        rest.split('/').next().unwrap().parse().unwrap()
    }

    /// What it says to the side, up to and with the line that begins so.
    fn aside(&mut self, begin: &str) -> String {
        let mut text = String::new();
        loop {
            let before = text.len();
            assert_ne!(self.asides.read_line(&mut text).unwrap(), 0, "no line begins with `{begin}`: {text}");
            if text[before..].starts_with(begin) {
                return text;
            }
        }
    }

    /// Stops it; what it said to the side since.
    fn end(mut self) -> String {
        self.child.kill().unwrap();
        let mut text = String::new();
        self.asides.read_to_string(&mut text).unwrap();
        text
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn page(address: SocketAddr, target: &str) -> String {
    exchange(address, format!("{}Connection: close\r\n\r\n", head(target, address)).as_bytes())
}

#[test]
fn serve_says_where_the_site_stands_and_what_each_build_came_to() {
    let portal = Portal::new(&[("content/index.md", "+++\ntitle = \"Welkom\"\n+++\n")]);
    let mut serving = Serving::begin(&portal, &["--port", "0"]);
    let at = serving.address();
    assert_eq!(serving.lines.next().unwrap(), "Wacht op wijzigingen. Stop met Ctrl-C.");
    assert!(at.ip().is_loopback());
    assert!(page(at, "/").contains("Welkom"));
    portal.write("content/index.md", b"+++\ntitle = 1\n+++\n");
    let said = serving.aside("content/index.md: ");
    assert!(said.starts_with("fout[wrong-type]: "), "{said}");
    let line = "content/index.md: 1 fout, 0 waarschuwingen. De laatste goede site blijft staan.\n";
    assert!(said.ends_with(line), "{said}");
    assert!(page(at, "/").contains("Welkom"));
    portal.write("content/index.md", b"+++\ntitle = \"Hallo\"\n+++\n");
    let line = serving.lines.next().unwrap();
    assert!(line.starts_with("content/index.md: geen fouten meer, 1 pagina vernieuwd in "), "{line}");
    assert!(page(at, "/").contains("Hallo"));
    assert_eq!(serving.end(), "");
}

#[test]
fn serve_begins_with_a_broken_portal_and_follows_when_it_is_mended() {
    let portal = Portal::new(&[]);
    let good = portal.read("portal.toml");
    portal.write("portal.toml", b"title = \n");
    let mut serving = Serving::begin(&portal, &["--port", "0"]);
    let at = serving.address();
    assert_eq!(serving.lines.next().unwrap(), "Wacht op wijzigingen. Stop met Ctrl-C.");
    assert!(serving.aside("1 fout, ").ends_with("1 fout, 0 waarschuwingen. Er is nog geen site om te tonen.\n"));
    assert!(page(at, "/niets").starts_with("HTTP/1.1 500"));
    portal.write("portal.toml", b"titel = \n");
    let line = "portal.toml: 1 fout, 0 waarschuwingen. Er is nog geen site om te tonen.\n";
    assert!(serving.aside("portal.toml: ").ends_with(line));
    let mended = good.replace("example.org/", "example.org/onder/pad/");
    portal.write("portal.toml", mended.as_bytes());
    serving.lines.next().unwrap();
    let line = serving.lines.next().unwrap();
    assert_eq!(line, format!("De site staat op http://{at}/onder/pad/"));
    assert!(page(at, "/onder/pad/").starts_with("HTTP/1.1 200"));
    serving.end();
}

#[test]
fn a_warning_that_stays_is_told_once() {
    let (warned, broken) = ("## Kop\n\n#### Dieper\n", "+++\ntilte = 1\n+++\n");
    let text = format!("+++\ntitle = \"Over\"\n+++\n{warned}");
    let good = "+++\ntitle = \"Welkom\"\n+++\n";
    let portal = Portal::new(&[("content/pages/over.md", &text), ("content/index.md", good)]);
    let mut serving = Serving::begin(&portal, &["--port", "0"]);
    serving.address();
    serving.lines.next().unwrap();
    let said = serving.aside("let op[heading-skipped]");
    assert!(said.starts_with("let op[heading-skipped]"), "{said}");
    // A line above it, a mistake elsewhere, and that mistake mended.
    portal.write("content/pages/over.md", text.replace("## Kop", "Tekst.\n\n## Kop").as_bytes());
    serving.lines.next().unwrap();
    portal.write("content/index.md", broken.as_bytes());
    let said = serving.aside("content/index.md: ");
    assert!(said.contains("fout[unknown-key]"), "{said}");
    portal.write("content/index.md", good.as_bytes());
    serving.lines.next().unwrap();
    let said = said + &serving.end();
    assert_eq!(said.matches("heading-skipped").count(), 0, "{said}");
}

#[test]
fn a_port_that_is_taken_is_said_aloud() {
    let portal = Portal::new(&[]);
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let mut serving = Serving::begin(&portal, &["--port", &port.to_string()]);
    let at = serving.address();
    assert!(at.port() > port);
    let said = serving.end();
    let headline = format!("let op[port-taken]: poort {port} is bezet; de voorvertoning staat op poort {}", at.port());
    assert_eq!(said.lines().next(), Some(headline.as_str()));
}

#[test]
fn an_address_that_others_reach_is_said_aloud() {
    let portal = Portal::new(&[]);
    let mut serving = Serving::begin(&portal, &["--port", "0", "--bind", "0.0.0.0"]);
    let at = serving.address();
    assert!(page(at, "/").starts_with("HTTP/1.1 200"));
    let said = serving.end();
    let headline = "let op[open-to-others]: ook anderen in uw netwerk kunnen deze voorvertoning lezen";
    assert_eq!(said.lines().next(), Some(headline));
}

#[test]
fn an_address_or_port_that_cannot_be_is_an_error_of_the_call() {
    let portal = Portal::new(&[]);
    let run = portal.run(&["serve", "--bind", "192.0.2.1"]);
    assert_eq!(run.status, Some(2));
    assert!(run.stderr.starts_with("fout[not-listening]: op `192.0.2.1:8000` kan geen voorvertoning staan"), "{run:?}");
    assert!(run.stderr.contains("--> --bind 192.0.2.1\n"), "{run:?}");
    for wrong in [["--port", "70000"], ["--port", "x"], ["--bind", "localhost"]] {
        let run = portal.run(&["serve", wrong[0], wrong[1]]);
        assert_eq!(run.status, Some(2));
        assert!(run.stderr.starts_with("error: invalid value"), "{run:?}");
    }
}

#[test]
fn a_browser_that_does_not_open_is_a_warning() {
    let portal = Portal::new(&[]);
    let mut command = program();
    command.current_dir(portal.root()).args(["serve", "--port", "0", "--open"]).env("PATH", "");
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    let line = said.find(|line| line.contains("browser-not-opened")).unwrap();
    assert!(line.starts_with("let op[browser-not-opened]: de browser kon niet worden geopend: "), "{line}");
    child.kill().unwrap();
    child.wait().unwrap();
}
