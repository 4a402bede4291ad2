//! `voortgang close`.

use std::path::Path;

use clap::Args;

use super::terminal::Terminal;
use super::{Common, DayOption, Status, quarter, words};
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::model::Quarter;
use crate::output::disk as output;
use crate::pipeline::{self, Compression, Locking, Naming, Request};
use crate::select::Audience;
use crate::snapshot::close::{Gaps, lock_path};
use crate::source::{Sources, disk};

/// What `close` takes.
#[derive(Args, Debug)]
pub(super) struct Options {
    /// The quarter, such as 2024-Q3
    #[arg(value_name = "QUARTER", value_parser = quarter)]
    quarter: Quarter,

    /// Work the new corrections of the report into the lock
    #[arg(long)]
    correct: bool,

    /// Publish silent projects and unjudged promises as they are; readers see both
    #[arg(long)]
    accept: bool,

    #[command(flatten)]
    day: DayOption,
}

pub(super) fn run(options: &Options, common: &Common, terminal: &Terminal) -> Status {
    let root = match Terminal::root(common) {
        Ok(root) => root,
        Err(problem) => return terminal.refuse(&[problem], &Sources::default(), Language::Dutch),
    };
    let sources = disk::read(&root);
    let request = Request {
        sources: &sources,
        day: options.day.date.unwrap_or_else(Terminal::today),
        audience: Audience::Readers,
        base_url: None,
        naming: Naming::ByContent,
        compression: Compression::None,
    };
    let locking = if options.correct { Locking::Correct } else { Locking::Close };
    let gaps = if options.accept { Gaps::Accepted } else { Gaps::Refused };
    let closed = pipeline::close(&request, options.quarter, locking, gaps);
    if let Some(lost) = lost(&root.join("public"), options.quarter, &sources) {
        return terminal.refuse(&[lost], &sources, closed.language);
    }
    let Some((path, text)) = &closed.lock else {
        return terminal.refuse(&closed.diagnostics, &sources, closed.language);
    };
    Terminal::diagnostics(&closed.diagnostics, &sources, terminal.human(), closed.language);
    match output::write_lock(&root, path, text) {
        Ok(()) => terminal.result(&words::closed(options.quarter, locking, path, closed.gaps, closed.language)),
        Err(problem) => terminal.refuse(&[problem], &sources, closed.language),
    }
}

/// A quarter that the usual output folder knows as closed has to have its lock.
fn lost(folder: &Path, quarter: Quarter, sources: &Sources) -> Option<Diagnostic> {
    if sources.get(&lock_path(quarter)).is_some() {
        return None;
    }
    match output::closed(folder) {
        Ok(closed) => closed.get(&quarter).map(|quarter| output::lost(*quarter, folder)),
        Err(problem) => Some(problem),
    }
}
