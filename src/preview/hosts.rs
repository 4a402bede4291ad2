//! The names that the server answers to, so that a page from elsewhere cannot reach it under a name of its own
//! (DNS rebinding).
//!
//! Goes in: where the server listens, and what a request calls it. Comes out: whether that is its own name. Must not:
//! look a name up.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// The names that the server answers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hosts {
    address: SocketAddr,
}

impl Hosts {
    /// Those of a server that listens on an address.
    pub fn new(address: SocketAddr) -> Self {
        Self { address }
    }

    /// Whether others than this machine can reach it.
    pub fn are_open(&self) -> bool {
        !self.address.ip().is_loopback()
    }

    /// Whether a host, with its port, is the server's own. On this machine alone that is a closed list. A server that
    /// others reach answers to every bare address, whatever the port (it may be forwarded), because no page from
    /// elsewhere can stand under one that is ours; to no name but `localhost`, because a name can be pointed anywhere.
    pub fn hold(&self, host: &str) -> bool {
        let Some((name, port)) = split(host) else { return false };
        let address = match name {
            Name::Localhost => IpAddr::V4(Ipv4Addr::LOCALHOST),
            Name::Address(address) => address,
        };
        let own = [self.address.ip(), IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
        self.are_open() || (own.contains(&address) && port == self.address.port())
    }
}

enum Name {
    Localhost,
    Address(IpAddr),
}

/// The name and the port of a host; nothing for a name that is foreign to every machine.
fn split(host: &str) -> Option<(Name, u16)> {
    let end = host.rfind(']').map_or(0, |at| at + 1);
    let (name, port) = match host[end..].rfind(':') {
        Some(colon) => (&host[..end + colon], host[end + colon + 1..].parse().ok()?),
        None => (host, 80),
    };
    let name = match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
        Some(address) => Name::Address(IpAddr::V6(address.parse().ok()?)),
        None if name.eq_ignore_ascii_case("localhost") => Name::Localhost,
        None => Name::Address(IpAddr::V4(name.parse().ok()?)),
    };
    Some((name, port))
}
