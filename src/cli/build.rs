//! `voortgang build`.

use std::path::{Path, PathBuf};

use clap::Args;

use super::live::{Cause, Round, Setting, Verdict, live};
use super::terminal::Terminal;
use super::told::Told;
use super::words::Left;
use super::{Common, DayOption, Status, base_url, words};
use crate::cache::Cache;
use crate::language::Language;
use crate::model::BaseUrl;
use crate::output::disk::{self as output, Publication};
use crate::pipeline::{self, Built, Compression, Naming, Request, Site};
use crate::select::Audience;
use crate::source::{Sources, disk};

use crate::watch::Source;

/// What `build` takes.
#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command")]
pub(super) struct Options {
    /// Where the site goes [default: public, in the portal's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Where the site will stand, instead of `base_url` in portal.toml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<BaseUrl>,

    /// Stay, and build again whenever something changes, until Ctrl-C
    #[arg(long)]
    watch: bool,

    /// With --watch: look for changes twice a second, where the system does not tell of them
    #[arg(long, requires = "watch")]
    poll: bool,

    /// Show drafts and quarters that are not public yet, and mark every page as a concept
    #[arg(long)]
    drafts: bool,

    /// Let more than half of the project pages go, which is refused otherwise
    #[arg(long)]
    allow_shrink: bool,

    /// Put a compressed file (Brotli, gzip) beside each one that gets smaller by it
    #[arg(long)]
    precompress: bool,

    #[command(flatten)]
    day: DayOption,
}

pub(super) fn run(options: &Options, common: &Common, terminal: &Terminal) -> Status {
    let root = match Terminal::root(common) {
        Ok(root) => root,
        Err(problem) => return terminal.refuse(&[problem], &Sources::default(), Language::Dutch),
    };
    let folder = options.out.clone().unwrap_or_else(|| root.join("public"));
    if options.watch { watch(options, &root, &folder, terminal) } else { once(options, &root, &folder, terminal) }
}

fn once(options: &Options, root: &Path, folder: &Path, terminal: &Terminal) -> Status {
    let sources = disk::read(root);
    let mut cache = Cache::for_one();
    let request = Request {
        sources: &sources,
        day: options.day.date.unwrap_or_else(Terminal::today),
        audience: options.audience(),
        base_url: options.base_url.clone(),
        naming: Naming::ByContent,
        compression: options.compression(),
    };
    let built = pipeline::rebuild(&request, &mut cache);
    let Built { language, site, diagnostics } = built;
    let Some(site) = site else { return terminal.refuse(&diagnostics, &sources, language) };
    Terminal::diagnostics(&diagnostics, &sources, terminal.human(), language);
    let status = match output::write(&options.publication(&site), folder, root) {
        Ok(written) => terminal.result(&words::built(&site, written, folder, terminal.elapsed(), language)),
        Err(problems) => terminal.refuse(&problems, &sources, language),
    };
    // The program ends here. To free all these small things one by one would only make its author wait.
    std::mem::forget((sources, cache, site));
    status
}

fn watch(options: &Options, root: &Path, folder: &PathBuf, terminal: &Terminal) -> Status {
    let setting = Setting {
        root,
        ignored: std::slice::from_ref(folder),
        source: if options.poll { Source::Polling } else { Source::Events },
        day: options.day.date,
        audience: options.audience(),
        base_url: options.base_url.clone(),
        naming: Naming::ByContent,
        compression: options.compression(),
    };
    let mut told = Told::default();
    live(&setting, terminal, |round| keep_current(round, options, root, folder, terminal, &mut told))
}

/// Writes what a round built, and tells about it. What was told in the round before is not told again.
fn keep_current(
    round: &Round<'_>,
    options: &Options,
    root: &Path,
    folder: &Path,
    terminal: &Terminal,
    told: &mut Told,
) -> Verdict {
    let Built { language, site, diagnostics } = round.built;
    let written = site.as_ref().map(|site| (site, output::write(&options.publication(site), folder, root)));
    let mut problems = diagnostics.clone();
    if let Some((_, Err(unwritten))) = &written {
        problems.extend_from_slice(unwritten);
    }
    let before = told.before();
    let news = told.news(&problems, round.sources);
    Terminal::diagnostics(&news, round.sources, terminal.human(), *language);
    let is_first = round.cause == &Cause::Start;
    match &written {
        Some((site, Ok(written))) if is_first => {
            terminal.result(&words::built(site, *written, folder, terminal.elapsed(), *language));
        }
        Some((site, Ok(written))) => {
            terminal.result(&words::rebuilt(round.cause, site, *written, round.elapsed(), before, *language));
        }
        _ if round.cause == &Cause::Retry && news.is_empty() => {}
        _ => Terminal::aside(&words::unbuilt(round.cause, &problems, &news, Left::Files, *language)),
    }
    if matches!(written, Some((_, Err(_)))) { Verdict::Retry } else { Verdict::Settled }
}

impl Options {
    fn publication<'s>(&self, site: &'s Site) -> Publication<'s> {
        Publication { tree: &site.tree, closed: &site.closed, may_shrink: self.allow_shrink }
    }

    fn compression(&self) -> Compression {
        if self.precompress { Compression::Beforehand } else { Compression::None }
    }

    fn audience(&self) -> Audience {
        if self.drafts { Audience::Authors } else { Audience::Readers }
    }
}
