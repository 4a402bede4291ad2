//! The server: who listens, what is shown now, and how many may ask at once.
//!
//! Goes in: a listener and what is shown, time after time. Comes out: threads that answer, one a connection. Must not:
//! let anyone wait for a build; what is shown is swapped as one value.

use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::connection;
use super::hosts::Hosts;
use super::showing::Showing;

/// How many connections there may be at once.
pub(super) const CONNECTIONS: usize = 512;

/// How many of them may wait for events, so that there is always room to ask for a page.
pub(super) const STREAMS: usize = 384;

/// How many of those that find no room are told so at once; the rest find the door closed.
const LEAVING: usize = 64;

/// How many ports are tried when one is taken.
const PORTS: u16 = 100;

/// How long the first build is waited for before it is waited for again.
const FIRST: Duration = Duration::from_mins(1);

/// What the thread of a connection needs.
const STACK: usize = 512 * 1024;

/// A server that is answering.
pub struct Server {
    shared: Arc<Shared>,
    address: SocketAddr,
}

/// What all connections share.
pub(super) struct Shared {
    now: Mutex<Now>,
    changed: Condvar,
    /// The names that the server answers to.
    pub(super) hosts: Hosts,
    connections: Arc<AtomicUsize>,
    streams: Arc<AtomicUsize>,
    leaving: Arc<AtomicUsize>,
}

struct Now {
    showing: Arc<Showing>,
    /// How many values were shown before this one.
    turn: u64,
}

/// One of a bounded number of places, free again once it is dropped.
pub(super) struct Seat(Arc<AtomicUsize>);

/// Listens on a port, or on the first free one of the next hundred. Port 0 is whichever is free.
pub fn listen(address: IpAddr, port: u16) -> std::io::Result<TcpListener> {
    let last = if port == 0 { 0 } else { port.saturating_add(PORTS) };
    let mut refused = None;
    for port in port..=last {
        match TcpListener::bind((address, port)) {
            Err(error) if error.kind() == ErrorKind::AddrInUse => refused = Some(error),
            bound => return bound,
        }
    }
    Err(refused.unwrap_or_else(|| ErrorKind::AddrInUse.into()))
}

impl Server {
    /// Begins to listen. Whoever asks waits until there is something to show.
    pub fn start(listener: TcpListener) -> std::io::Result<Self> {
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            now: Mutex::new(Now { showing: Arc::new(Showing::nothing()), turn: 0 }),
            changed: Condvar::new(),
            hosts: Hosts::new(address),
            connections: Arc::default(),
            streams: Arc::default(),
            leaving: Arc::default(),
        });
        let own = Arc::clone(&shared);
        thread::Builder::new().name("preview".to_owned()).spawn(move || accept(&listener, &own))?;
        Ok(Self { shared, address })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Shows this from now on, and tells every page that is open.
    pub fn show(&self, showing: Showing) {
        let showing = Arc::new(showing);
        let former = {
            let mut now = self.shared.now();
            now.turn += 1;
            std::mem::replace(&mut now.showing, showing)
        };
        self.shared.changed.notify_all();
        drop(former);
    }
}

impl Shared {
    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is shown now.
    pub(super) fn showing(&self) -> Arc<Showing> {
        Arc::clone(&self.now().showing)
    }

    /// What is shown after a turn, as soon as there is something; nothing when that takes longer than `patience`.
    pub(super) fn after(&self, turn: u64, patience: Duration) -> Option<(Arc<Showing>, u64)> {
        let waited = self.changed.wait_timeout_while(self.now(), patience, |now| now.turn == turn);
        let (now, _) = waited.unwrap_or_else(PoisonError::into_inner);
        (now.turn != turn).then(|| (Arc::clone(&now.showing), now.turn))
    }

    /// A place among those that wait for events.
    pub(super) fn stream(&self) -> Option<Seat> {
        Seat::take(&self.streams, STREAMS)
    }
}

impl Seat {
    fn take(taken: &Arc<AtomicUsize>, most: usize) -> Option<Self> {
        let next = |count: usize| (count < most).then_some(count + 1);
        taken.fetch_update(Ordering::Relaxed, Ordering::Relaxed, next).ok().map(|_| Self(Arc::clone(taken)))
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    while shared.after(0, FIRST).is_none() {}
    for stream in listener.incoming() {
        match stream {
            Ok(stream) => welcome(stream, shared),
            // Such as too many open files: others have to end first.
            Err(_) => thread::sleep(Duration::from_millis(50)),
        }
    }
}

fn welcome(stream: TcpStream, shared: &Arc<Shared>) {
    let seat = Seat::take(&shared.connections, CONNECTIONS);
    let serve = if seat.is_some() { connection::serve } else { connection::send_away };
    let Some(seat) = seat.or_else(|| Seat::take(&shared.leaving, LEAVING)) else { return };
    let own = Arc::clone(shared);
    let spawned = thread::Builder::new().name("connection".to_owned()).stack_size(STACK).spawn(move || {
        serve(stream, &own);
        drop(seat);
    });
    // Without a thread nobody can be answered; the stream is closed with the closure that held it.
    drop(spawned);
}
