//! `voortgang export`.

use std::path::PathBuf;

use clap::Args;

use super::terminal::Terminal;
use super::{Common, DayOption, Status, quarter, words};
use crate::exchange::{self, Exported};
use crate::language::Language;
use crate::model::Quarter;
use crate::source::{FilePath, Sources, disk};

/// What `export` takes.
#[derive(Args, Debug)]
pub(super) struct Options {
    /// The table to make: a file that ends in .xlsx or .csv, and is not there yet
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The quarter that the table reports on, such as 2024-Q3
    #[arg(long, value_name = "QUARTER", value_parser = quarter)]
    quarter: Quarter,

    #[command(flatten)]
    day: DayOption,
}

pub(super) fn run(options: &Options, common: &Common, terminal: &Terminal) -> Status {
    let root = match Terminal::root(common) {
        Ok(root) => root,
        Err(problem) => return terminal.refuse(&[problem], &Sources::default(), Language::Dutch),
    };
    let sources = disk::read(&root);
    let day = options.day.date.unwrap_or_else(Terminal::today);
    let shown = options.file.to_string_lossy();
    let Exported { language, table } = exchange::export(&sources, day, &FilePath::new(&shown), options.quarter);
    let table = match table {
        Ok(table) => table,
        Err(reasons) => return terminal.refuse(&reasons, &sources, language),
    };
    match exchange::disk::create(&options.file, &table.bytes) {
        Ok(()) => terminal.result(&words::exported(&table, &shown, language)),
        Err(problem) => terminal.refuse(&[problem], &sources, language),
    }
}
