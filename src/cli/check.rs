//! `voortgang check`.

use clap::{Args, ValueEnum};

use super::terminal::Terminal;
use super::{Common, DayOption, Status, words};
use crate::diagnostic::render::Format;
use crate::diagnostic::{Diagnostic, Severity};
use crate::language::Language;
use crate::pipeline::{self, Compression, Naming, Request};
use crate::select::Audience;
use crate::source::{Sources, disk};

/// What `check` takes.
#[derive(Args, Debug)]
pub(super) struct Options {
    /// How to show what is wrong; json and github go to standard output
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: FormatOption,

    /// Let warnings count as errors
    #[arg(long)]
    deny_warnings: bool,

    #[command(flatten)]
    day: DayOption,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FormatOption {
    /// With an excerpt of the file
    Human,
    /// One line each
    Short,
    /// One JSON document
    Json,
    /// Workflow commands for GitHub
    Github,
}

pub(super) fn run(options: &Options, common: &Common, terminal: &Terminal) -> Status {
    let root = match Terminal::root(common) {
        Ok(root) => root,
        Err(problem) => return judge(&[problem], &Sources::default(), options, terminal, Language::Dutch),
    };
    let sources = disk::read(&root);
    let built = pipeline::build(&Request {
        sources: &sources,
        day: options.day.date.unwrap_or_else(Terminal::today),
        audience: Audience::Readers,
        base_url: None,
        naming: Naming::ByContent,
        compression: Compression::None,
    });
    judge(&built.diagnostics, &sources, options, terminal, built.language)
}

fn judge(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    options: &Options,
    terminal: &Terminal,
    language: Language,
) -> Status {
    let shown = match options.format {
        FormatOption::Human => people(diagnostics, sources, terminal.human(), terminal, language),
        FormatOption::Short => people(diagnostics, sources, Format::Short, terminal, language),
        FormatOption::Json => Terminal::report(diagnostics, sources, Format::Json, language),
        FormatOption::Github => Terminal::report(diagnostics, sources, Format::Github, language),
    };
    let counts = |diagnostic: &&Diagnostic| options.deny_warnings || diagnostic.severity() == Severity::Error;
    shown.max(Status::of(diagnostics.iter().filter(counts)))
}

/// For people the mistakes go to the side, and a closing line is the result.
fn people(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    format: Format,
    terminal: &Terminal,
    language: Language,
) -> Status {
    Terminal::diagnostics(diagnostics, sources, format, language);
    terminal.result(&words::checked(diagnostics, language))
}
