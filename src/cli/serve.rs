//! `voortgang serve`.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};

use clap::Args;

use super::live::{Round, Setting, Verdict, live};
use super::terminal::Terminal;
use super::{Common, DayOption, Status, words};
use crate::diagnostic::render::Texts;
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::language::Language;
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

    /// Look for changes again and again, where the system tells of none
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
    let listening =
        preview::listen(options.bind, options.port).and_then(|listener| Ok((listener.local_addr()?, listener)));
    let (address, listener) = match listening {
        Ok(listening) => listening,
        Err(error) => return refuse(not_listening(options, &error)),
    };
    let setting = Setting {
        root: &root,
        ignored: &[root.join("public")],
        source: if options.poll { Source::Polling } else { Source::Events },
        day: options.day.date,
        audience: if options.drafts { Audience::Authors } else { Audience::Readers },
        base_url: None,
    };
    let mut stage = Stage { options, terminal, address, listener: Some(listener), server: None, showing: None };
    live(&setting, terminal, |round| {
        stage.show(round);
        Verdict::Settled
    })
}

/// What is shown, round after round.
struct Stage<'a> {
    options: &'a Options,
    terminal: &'a Terminal,
    address: SocketAddr,
    /// Until the first round.
    listener: Option<TcpListener>,
    /// From the first round on.
    server: Option<Server>,
    showing: Option<Showing>,
}

impl Stage<'_> {
    /// Shows what a round came to, to browsers first.
    fn show(&mut self, round: &Round<'_>) {
        let showing = self.showing_of(round);
        let former = self.showing.replace(showing.clone());
        let mut diagnostics = round.built.diagnostics.clone();
        match (&self.server, self.listener.take()) {
            (Some(server), _) => server.show(showing.clone()),
            (None, Some(listener)) => match Server::start(listener, showing.clone()) {
                Ok(server) => self.server = Some(server),
                Err(error) => diagnostics.push(not_listening(self.options, &error)),
            },
            (None, None) => {}
        }
        if former.is_none() {
            diagnostics.extend(self.remarks());
        }
        let language = round.built.language;
        Terminal::diagnostics(&diagnostics, round.sources, self.terminal.human(), language);
        let moved = former.as_ref().is_some_and(|former| former.base_path != showing.base_path);
        if former.is_some() {
            self.terminal.result(&words::shown(round.cause, round.built, round.elapsed(), language));
        }
        if former.is_none() || moved {
            self.terminal.result(&words::serving(&self.url(&showing), language));
        }
        if former.is_none() && self.options.open {
            self.open(&showing, round.sources);
        }
    }

    /// The site of this round, or the mistakes of this round over the last good site.
    fn showing_of(&self, round: &Round<'_>) -> Showing {
        let built = round.built;
        let former = self.showing.as_ref();
        let (tree, base_path, held_back) = match &built.site {
            Some(site) => {
                let held_back = words::held_back(&site.held_back, built.language);
                (Some(site.tree.clone()), site.base_url.path().to_owned(), held_back)
            }
            None => former.map_or((None, "/".to_owned(), None), |former| {
                (former.tree.clone(), former.base_path.clone(), former.held_back.clone())
            }),
        };
        let texts = Texts::new(round.sources, &built_in::text);
        let problems = Drawn::all(&built.diagnostics, &texts, built.language);
        Showing { tree, base_path, language: built.language, problems, held_back }
    }

    /// What whoever started this should know of where it listens.
    fn remarks(&self) -> Vec<Diagnostic> {
        let mut remarks = Vec::new();
        let (port, wanted) = (self.address.port(), self.options.port);
        if wanted != 0 && port != wanted {
            remarks.push(Diagnostic::new(Problem::PortTaken { taken: wanted, port }, option("port", wanted)));
        }
        if Hosts::new(self.address).are_open() {
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
        let mut address = self.address;
        if address.ip().is_unspecified() {
            address.set_ip(IpAddr::V4(Ipv4Addr::LOCALHOST));
        }
        format!("http://{address}{}", showing.base_path)
    }
}

fn not_listening(options: &Options, error: &std::io::Error) -> Diagnostic {
    let address = SocketAddr::new(options.bind, options.port).to_string();
    Diagnostic::new(Problem::NotListening { address, detail: error.to_string() }, option("port", options.port))
}

/// The place of a problem with an option.
fn option(name: &str, value: impl std::fmt::Display) -> Place {
    Place::file(&FilePath::new(&format!("--{name} {value}")))
}
