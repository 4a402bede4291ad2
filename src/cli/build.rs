//! `voortgang build`.

use std::path::{Path, PathBuf};

use clap::Args;

use super::terminal::Terminal;
use super::{Common, DayOption, Status, base_url, words};
use crate::language::Language;
use crate::model::BaseUrl;
use crate::output::disk as output;
use crate::pipeline::{self, Built, Request, Site};
use crate::select::Audience;
use crate::source::{Sources, disk};

/// What `build` takes.
#[derive(Args, Debug)]
pub(super) struct Options {
    /// Where the site goes [default: public, in the portal's folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Where the site will stand, instead of `base_url` in portal.toml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<BaseUrl>,

    /// Show drafts and quarters that are not public yet, and mark every page as a concept
    #[arg(long)]
    drafts: bool,

    #[command(flatten)]
    day: DayOption,
}

pub(super) fn run(options: &Options, common: &Common, terminal: &Terminal) -> Status {
    let root = match Terminal::root(common) {
        Ok(root) => root,
        Err(problem) => return terminal.refuse(&[problem], &Sources::default(), Language::Dutch),
    };
    let sources = disk::read(&root);
    let built = pipeline::build(&Request {
        sources: &sources,
        day: options.day.date.unwrap_or_else(Terminal::today),
        audience: if options.drafts { Audience::Authors } else { Audience::Readers },
        base_url: options.base_url.clone(),
    });
    let Built { language, site, diagnostics } = built;
    let Some(site) = site else { return terminal.refuse(&diagnostics, &sources, language) };
    Terminal::diagnostics(&diagnostics, &sources, terminal.human(), language);
    let folder = options.out.clone().unwrap_or_else(|| root.join("public"));
    publish(&site, &folder, &root, &sources, terminal, language)
}

fn publish(
    site: &Site,
    folder: &Path,
    root: &Path,
    sources: &Sources,
    terminal: &Terminal,
    language: Language,
) -> Status {
    match output::write(&site.tree, &site.closed, folder, root) {
        Ok(written) => {
            let line = words::built(site, written, folder, terminal.elapsed(), language);
            terminal.result(&line)
        }
        Err(problems) => terminal.refuse(&problems, sources, language),
    }
}
