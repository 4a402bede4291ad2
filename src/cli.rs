//! The command line: arguments in, text and an exit status out.
//!
//! Goes in: the arguments, and the outside world: the clock, the folder that we stand in, the terminal. Comes out:
//! what the pure core made of it. Must not: decide anything about content.

mod build;
mod check;
mod close;
mod export;
mod import;
mod live;
mod new;
mod serve;
mod terminal;
mod told;
mod words;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Owner;
use crate::model::{BaseUrl, Day, Quarter};
use terminal::Terminal;

/// Turns a folder of Markdown pages into the public progress portal of a government programme.
#[derive(Debug, Parser)]
#[command(name = "voortgang", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,

    #[command(flatten)]
    common: Common,
}

/// What every command takes.
#[derive(Args, Debug)]
struct Common {
    /// The folder with portal.toml [default: this folder or the nearest above it]
    #[arg(long, global = true, value_name = "DIR")]
    root: Option<PathBuf>,

    /// Say nothing but what is wrong
    #[arg(long, global = true)]
    quiet: bool,

    /// Whether to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
}

/// Whether to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Also in a file
    Always,
    /// Nowhere
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site
    Build(build::Options),
    /// Judge the content without building anything
    Check(check::Options),
    /// Lock a published quarter, so that it cannot change by accident
    Close(close::Options),
    /// Show the site in a browser while it is written
    Serve(serve::Options),
    /// Take over the table of a quarter's report from a spreadsheet
    Import(import::Options),
    /// Make the table of a quarter's report, for a spreadsheet
    Export(export::Options),
    /// Make the files of a quarter, a project, a category, a risk or a whole portal
    New(new::Options),
}

/// The day of a build.
#[derive(Args, Debug)]
struct DayOption {
    /// The day on which the site is looked at, such as 2024-12-31 [default: today]
    #[arg(long, global = true, value_name = "DAY", value_parser = day)]
    date: Option<Day>,
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// Done.
    Done = 0,
    /// The author must mend content or theme; nothing was written.
    Refused = 1,
    /// The call or the machine.
    Failed = 2,
}

/// Runs the command that the arguments ask for.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let status = if error.use_stderr() { Status::Failed } else { Status::Done };
            // Nobody is left to tell when the terminal is gone.
            let _ = error.print();
            return status.into();
        }
    };
    let terminal = Terminal::new(&arguments.common);
    let status = match &arguments.command {
        Command::Build(options) => build::run(options, &arguments.common, &terminal),
        Command::Check(options) => check::run(options, &arguments.common, &terminal),
        Command::Close(options) => close::run(options, &arguments.common, &terminal),
        Command::Serve(options) => serve::run(options, &arguments.common, &terminal),
        Command::Import(options) => import::run(options, &arguments.common, &terminal),
        Command::Export(options) => export::run(options, &arguments.common, &terminal),
        Command::New(options) => new::run(options, &arguments.common, &terminal),
    };
    status.into()
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

impl Status {
    /// The status for a list of errors: the machine's part wins over the author's.
    fn of<'d>(errors: impl IntoIterator<Item = &'d Diagnostic>) -> Self {
        let of = |diagnostic: &Diagnostic| match diagnostic.problem.owner() {
            Owner::Author => Self::Refused,
            Owner::Machine => Self::Failed,
        };
        errors.into_iter().map(of).max().unwrap_or(Self::Done)
    }
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "expected a day such as 2024-12-31".to_owned())
}

fn quarter(text: &str) -> Result<Quarter, String> {
    Quarter::parse(text).ok_or_else(|| "expected a quarter such as 2024-Q3".to_owned())
}

fn base_url(text: &str) -> Result<BaseUrl, String> {
    BaseUrl::parse(text).ok_or_else(|| "expected an address such as https://voortgang.example.org/".to_owned())
}
