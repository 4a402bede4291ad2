//! One connection: requests in, answers out, and nobody is waited for without end.
//!
//! Goes in: a stream of bytes. Comes out: answers on it, or the states of a page for as long as someone listens. Must
//! not: decide what is answered.
#![expect(clippy::disallowed_methods, reason = "this is the module that measures how long others take")]

use std::io::{Error, ErrorKind, Read, Result, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use super::answer::{Answer, Body, answer};
use super::events::{HEARTBEAT, event};
use super::request::{Malformed, Request};
use super::server::Shared;
use super::state::state;

/// How long the head of a request may be.
const HEAD: usize = 16 * 1024;

/// How long a head may take from its first byte to its last, and a new connection to its first.
const HEAD_TIME: Duration = Duration::from_secs(10);

/// How long a connection may rest between two requests.
const IDLE: Duration = Duration::from_secs(30);

/// How long one write may wait, and how long a whole answer may take.
const WRITE: Duration = Duration::from_secs(10);
const ANSWER: Duration = Duration::from_mins(1);

/// How often a listener without news hears that the server is there, and the server whether the listener is.
const BEAT: Duration = Duration::from_secs(15);

/// How much is still read from someone who was told that it ends, so that the answer is not lost with it.
const REST: usize = 64 * 1024;
const REST_TIME: Duration = Duration::from_secs(1);

/// Serves a connection to its end.
pub(super) fn serve(stream: TcpStream, shared: &Shared) {
    // Whatever fails here, fails because the other side is gone or too slow; there is nobody to tell.
    let _ = Connection { stream, waiting: Vec::new() }.talk(shared);
}

/// Sends away whom there is no room for.
pub(super) fn send_away(stream: TcpStream, shared: &Shared) {
    // As above.
    let _ = Connection { stream, waiting: Vec::new() }.refuse(503, shared);
}

struct Connection {
    stream: TcpStream,
    /// What came and was not read as a request yet.
    waiting: Vec<u8>,
}

enum Heard {
    Request(Request),
    Broken(u16),
    Nothing,
}

impl Connection {
    fn talk(&mut self, shared: &Shared) -> Result<()> {
        self.stream.set_nodelay(true)?;
        let mut patience = HEAD_TIME;
        loop {
            let request = match self.listen(patience)? {
                Heard::Request(request) => request,
                Heard::Broken(status) => return self.refuse(status, shared),
                Heard::Nothing => return Ok(()),
            };
            let answer = answer(&request, &shared.showing(), &shared.hosts);
            if let Body::Events(page) = &answer.body {
                return self.follow(page, &answer, shared);
            }
            self.send(&answer)?;
            if answer.is_last {
                return self.linger();
            }
            patience = IDLE;
        }
    }

    /// The next request, or how it is broken; nothing when there comes none.
    fn listen(&mut self, patience: Duration) -> Result<Heard> {
        let mut end = Instant::now() + if self.waiting.is_empty() { patience } else { HEAD_TIME };
        loop {
            match Request::read(&self.waiting) {
                Ok(Some((_, length))) if length > HEAD => return Ok(Heard::Broken(431)),
                Ok(Some((request, length))) => {
                    self.waiting.drain(..length);
                    return Ok(Heard::Request(request));
                }
                Ok(None) if self.waiting.len() >= HEAD => return Ok(Heard::Broken(431)),
                Ok(None) => {}
                Err(Malformed::TooLarge) => return Ok(Heard::Broken(431)),
                Err(Malformed::Syntax) => return Ok(Heard::Broken(400)),
            }
            let was_empty = self.waiting.is_empty();
            match self.read(end)? {
                0 => return Ok(Heard::Nothing),
                _ if was_empty => end = Instant::now() + HEAD_TIME,
                _ => {}
            }
            if Instant::now() >= end {
                return Ok(Heard::Broken(408));
            }
        }
    }

    /// Reads what comes before a moment; nothing when the other side is done, or was waited for in vain without a word.
    fn read(&mut self, end: Instant) -> Result<usize> {
        let mut bytes = [0; 4096];
        let left = end.saturating_duration_since(Instant::now());
        // Zero would be no limit at all.
        self.stream.set_read_timeout(Some(left.max(Duration::from_millis(1))))?;
        match self.stream.read(&mut bytes) {
            Ok(count) => {
                self.waiting.extend_from_slice(&bytes[..count]);
                Ok(count)
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => Ok(1),
            Err(error) if is_timeout(&error) && self.waiting.is_empty() => Ok(0),
            Err(error) if is_timeout(&error) => Ok(1),
            Err(error) => Err(error),
        }
    }

    fn send(&mut self, answer: &Answer) -> Result<()> {
        let end = Instant::now() + ANSWER;
        let mut begin = head(answer);
        let Body::Pieces(pieces) = &answer.body else { return self.write(&begin, end) };
        let mut pieces = pieces.iter();
        // Head and beginning go in one packet.
        if let Some(first) = pieces.next() {
            begin.extend_from_slice(first.bytes());
        }
        self.write(&begin, end)?;
        pieces.try_for_each(|piece| self.write(piece.bytes(), end))
    }

    fn write(&mut self, mut bytes: &[u8], end: Instant) -> Result<()> {
        self.stream.set_write_timeout(Some(WRITE))?;
        while !bytes.is_empty() {
            if Instant::now() >= end {
                return Err(ErrorKind::TimedOut.into());
            }
            match self.stream.write(bytes) {
                Ok(0) => return Err(ErrorKind::WriteZero.into()),
                Ok(count) => bytes = &bytes[count..],
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn refuse(&mut self, status: u16, shared: &Shared) -> Result<()> {
        self.send(&Answer::refusal(status, shared.showing().language))?;
        self.linger()
    }

    /// Ends the connection, but not before the other side has had a moment to read: bytes that nobody reads make the
    /// system throw the answer away as well.
    fn linger(&mut self) -> Result<()> {
        self.stream.shutdown(Shutdown::Write)?;
        let end = Instant::now() + REST_TIME;
        let mut read = 0;
        while read < REST && Instant::now() < end {
            self.waiting.clear();
            match self.read(end)? {
                0 => break,
                count => read += count,
            }
        }
        Ok(())
    }

    /// Whether the other side is gone. A write would tell too, but only the second one after it went.
    fn is_left(&self) -> Result<bool> {
        self.stream.set_nonblocking(true)?;
        let peeked = self.stream.peek(&mut [0]);
        self.stream.set_nonblocking(false)?;
        match peeked {
            Ok(count) => Ok(count == 0),
            Err(error) if is_timeout(&error) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Tells the state of a page, now and whenever it changes.
    fn follow(&mut self, page: &str, answer: &Answer, shared: &Shared) -> Result<()> {
        let Some(_seat) = shared.stream() else { return self.refuse(503, shared) };
        self.send(answer)?;
        let mut turn = 0;
        let mut told = String::new();
        loop {
            let turned = shared.after(turn, BEAT);
            if self.is_left()? {
                return Ok(());
            }
            let news = match turned {
                Some((showing, next)) => {
                    turn = next;
                    Some(state(page, &showing)).filter(|state| *state != told)
                }
                None => {
                    self.write(HEARTBEAT.as_bytes(), Instant::now() + WRITE)?;
                    None
                }
            };
            if let Some(state) = news {
                self.write(event(&state).as_bytes(), Instant::now() + WRITE)?;
                told = state;
            }
        }
    }
}

fn is_timeout(error: &Error) -> bool {
    [ErrorKind::WouldBlock, ErrorKind::TimedOut].contains(&error.kind())
}

/// The head of an answer.
fn head(answer: &Answer) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {} {}\r\n", answer.status, reason(answer.status));
    for (name, value) in &answer.headers {
        head.extend([name, ": ", value, "\r\n"]);
    }
    head.push_str(if answer.is_last { "Connection: close\r\n\r\n" } else { "Connection: keep-alive\r\n\r\n" });
    head.into_bytes()
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        301 => "Moved Permanently",
        302 => "Found",
        304 => "Not Modified",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        413 => "Content Too Large",
        421 => "Misdirected Request",
        431 => "Request Header Fields Too Large",
        503 => "Service Unavailable",
        _ => "Internal Server Error",
    }
}
