//! `voortgang serve`.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use clap::Args;

use super::live::{Round, Setting, Verdict, live};
use super::terminal::Terminal;
use super::told::Told;
use super::words::Left;
use super::{Common, DayOption, Status, words};
use crate::diagnostic::render::Texts;
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::hosting::policy;
use crate::language::Language;
use crate::pipeline::{Built, Compression, Naming};
use crate::preview::{self, Drawn, Hosts, Server, Showing};
use crate::select::Audience;
use crate::source::{FilePath, Sources};

use crate::theme::built_in;
use crate::watch::Source;

/// What `serve` takes.
#[derive(Args, Debug)]
pub(super) struct Options {
    /// The port, or the first free one after it; 0 is any that is free
    #[arg(long, value_name = "PORT", default_value_t = 8000)]
    port: u16,

    /// The address to listen on; another than this machine's own lets others read along
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    bind: IpAddr,

    /// Show drafts and quarters that are not public yet, and mark every page as a concept
    #[arg(long)]
    drafts: bool,

    /// Look for changes twice a second, where the system does not tell of them
    #[arg(long)]
    poll: bool,

    /// Open the site in the browser
    #[arg(long)]
    open: bool,

    #[command(flatten)]
    day: DayOption,
}

pub(super) fn run(options: &Options, common: &Common, terminal: &Terminal) -> Status {
    let refuse = |problem| terminal.refuse(&[problem], &Sources::default(), Language::Dutch);
    let root = match Terminal::root(common) {
        Ok(root) => root,
        Err(problem) => return refuse(problem),
    };
    let server = match preview::listen(options.bind, options.port).and_then(Server::start) {
        Ok(server) => server,
        Err(error) => return refuse(not_listening(options, &error)),
    };
    let setting = Setting {
        root: &root,
        ignored: &[root.join("public")],
        source: if options.poll { Source::Polling } else { Source::Events },
        day: options.day.date,
        audience: if options.drafts { Audience::Authors } else { Audience::Readers },
        base_url: None,
        naming: Naming::Fixed,
        compression: Compression::None,
    };
    let mut stage = Stage { options, terminal, server, showing: None, told: Told::default() };
    live(&setting, terminal, |round| {
        stage.show(round);
        Verdict::Settled
    })
}

/// What is shown, round after round.
struct Stage<'a> {
    options: &'a Options,
    terminal: &'a Terminal,
    server: Server,
    /// From the first round on.
    showing: Option<Showing>,
    told: Told,
}

impl Stage<'_> {
    /// Shows what a round came to, to browsers first.
    fn show(&mut self, round: &Round<'_>) {
        let showing = self.showing_of(round);
        self.server.show(showing.clone());
        let elapsed = round.elapsed();
        let former = self.showing.replace(showing.clone());
        let is_first = former.is_none();
        let Built { language, site, diagnostics } = round.built;
        let before = self.told.before();
        let mut news = self.told.news(diagnostics, round.sources);
        if is_first {
            news.extend(self.remarks());
        }
        Terminal::diagnostics(&news, round.sources, self.terminal.human(), *language);
        match site {
            Some(site) if !is_first => {
                self.terminal.result(&words::shown(round.cause, site, elapsed, before, *language));
            }
            Some(_) => {}
            None => {
                let left = if showing.tree.is_some() { Left::Shown } else { Left::Nothing };
                Terminal::aside(&words::unbuilt(round.cause, diagnostics, &news, left, *language));
            }
        }
        if former.is_none_or(|former| former.base_path != showing.base_path) {
            self.terminal.result(&words::serving(&self.url(&showing), *language));
        }
        if is_first && self.options.open {
            self.open(&showing, round.sources);
        }
    }

    /// The site of this round, or the mistakes of this round over the last good site.
    fn showing_of(&self, round: &Round<'_>) -> Showing {
        let built = round.built;
        let former = self.showing.as_ref();
        let (tree, base_path, policy, held_back) = match &built.site {
            Some(site) => {
                let held_back = words::held_back(&site.held_back, built.language);
                (Some(site.tree.clone()), site.base_url.path().to_owned(), site.policy.clone(), held_back)
            }
            None => former.map_or((None, "/".to_owned(), policy(None), None), |former| {
                let Showing { tree, base_path, policy, held_back, .. } = former.clone();
                (tree, base_path, policy, held_back)
            }),
        };
        let texts = Texts::new(round.sources, &built_in::text);
        let problems = Drawn::all(&built.diagnostics, &texts, built.language);
        Showing { tree, base_path, policy, language: built.language, problems, held_back }
    }

    /// What whoever started this should know of where it listens.
    fn remarks(&self) -> Vec<Diagnostic> {
        let mut remarks = Vec::new();
        let (port, wanted) = (self.server.address().port(), self.options.port);
        if wanted != 0 && port != wanted {
            remarks.push(Diagnostic::new(Problem::PortTaken { taken: wanted, port }, option("port", wanted)));
        }
        if Hosts::new(self.server.address()).are_open() {
            remarks.push(Diagnostic::new(Problem::OpenToOthers, option("bind", self.options.bind)));
        }
        remarks
    }

    fn open(&self, showing: &Showing, sources: &Sources) {
        let url = self.url(showing);
        if let Err(error) = open::that_detached(&url) {
            let problem = Problem::BrowserNotOpened { url, detail: error.to_string() };
            let remark = Diagnostic::new(problem, Place::file(&FilePath::new("--open")));
            Terminal::diagnostics(&[remark], sources, self.terminal.human(), showing.language);
        }
    }

    /// Where a browser on this machine finds the site.
    fn url(&self, showing: &Showing) -> String {
        format!("http://{}{}", reachable(self.server.address()), showing.base_path)
    }
}

/// An address to go to: all addresses together are none, and this machine's own of the same family is one of them.
fn reachable(mut address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        IpAddr::V4(_) | IpAddr::V6(_) => {}
    }
    address
}

fn not_listening(options: &Options, error: &std::io::Error) -> Diagnostic {
    let address = SocketAddr::new(options.bind, options.port).to_string();
    // An address that is not this machine's is wrong whatever the port.
    let is_foreign = error.kind() == ErrorKind::AddrNotAvailable;
    let place = if is_foreign { option("bind", options.bind) } else { option("port", options.port) };
    Diagnostic::new(Problem::NotListening { address, detail: error.to_string() }, place)
}

/// The place of a problem with an option.
fn option(name: &str, value: impl std::fmt::Display) -> Place {
    Place::file(&FilePath::new(&format!("--{name} {value}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_is_one_to_go_to() {
        for (listening, expected) in [
            ("127.0.0.1:8000", "127.0.0.1:8000"),
            ("0.0.0.0:8000", "127.0.0.1:8000"),
            ("[::]:8000", "[::1]:8000"),
            ("192.0.2.7:80", "192.0.2.7:80"),
        ] {
            assert_eq!(reachable(listening.parse().unwrap()).to_string(), expected);
        }
    }
}
