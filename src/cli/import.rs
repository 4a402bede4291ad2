//! `voortgang import`.

use std::path::PathBuf;

use clap::Args;

use super::terminal::Terminal;
use super::{Common, DayOption, Status, quarter, words};
use crate::exchange::{self, Existing, Planned, Request};
use crate::language::Language;
use crate::model::Quarter;
use crate::pipeline;
use crate::scaffold;
use crate::source::{FilePath, Sources, disk};

/// What `import` takes.
#[derive(Args, Debug)]
pub(super) struct Options {
    /// The table: a file that ends in .xlsx or .csv
    #[arg(value_name = "TABLE")]
    table: PathBuf,

    /// The quarter that the table reports on, such as 2024-Q3
    #[arg(long, value_name = "QUARTER", value_parser = quarter)]
    quarter: Quarter,

    /// The sheet [default: the only one with a table of projects]
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,

    /// Let files that are there say what the table says; whatever else is in them stays
    #[arg(long)]
    update: bool,

    #[command(flatten)]
    day: DayOption,
}

pub(super) fn run(options: &Options, common: &Common, terminal: &Terminal) -> Status {
    let refuse = |problem| terminal.refuse(&[problem], &Sources::default(), Language::Dutch);
    let root = match Terminal::root(common) {
        Ok(root) => root,
        Err(problem) => return refuse(problem),
    };
    let sources = disk::read(&root);
    let bytes = match exchange::disk::read(&options.table) {
        Ok(bytes) => bytes,
        Err(problem) => return terminal.refuse(&[problem], &sources, pipeline::language(&sources)),
    };
    let Planned { language, sources: judged, plan } = exchange::import(&Request {
        sources: &sources,
        day: options.day.date.unwrap_or_else(Terminal::today),
        file: &FilePath::new(&options.table.to_string_lossy()),
        bytes: &bytes,
        sheet: options.sheet.as_deref(),
        quarter: options.quarter,
        existing: if options.update { Existing::Updated } else { Existing::Kept },
    });
    let plan = match plan {
        Ok(plan) => plan,
        Err(reasons) => return terminal.refuse(&reasons, &judged, language),
    };
    Terminal::diagnostics(&plan.warnings, &sources, terminal.human(), language);
    match scaffold::disk::change(&root, &plan.made, &plan.changed, &sources) {
        Ok(()) => terminal.result(&words::imported(&plan, language)),
        Err(problem) => terminal.refuse(&[problem], &sources, language),
    }
}
