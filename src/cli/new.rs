//! `voortgang new`.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};

use super::terminal::Terminal;
use super::{Common, DayOption, Status, quarter, words};
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::language::Language;
use crate::model::{Day, Quarter};
use crate::scaffold::{self, Planned, Wanted};
use crate::source::{FilePath, Sources, disk};

/// What `new` takes.
#[derive(Args, Debug)]
pub(super) struct Options {
    #[command(subcommand)]
    command: NewCommand,

    #[command(flatten)]
    day: DayOption,
}

#[derive(Debug, Subcommand)]
enum NewCommand {
    /// Start a quarter: a file with reminders for each open project, and the report as a draft
    Quarter {
        /// The quarter, such as 2024-Q4
        #[arg(value_name = "QUARTER", value_parser = quarter)]
        quarter: Quarter,
    },
    /// Make a project
    Project {
        /// Its name; the permanent id follows from it
        title: String,

        /// The id of its category [default: the only one that there is]
        #[arg(long, value_name = "ID")]
        category: Option<String>,
    },
    /// Make a category
    Category {
        /// Its name; the permanent id follows from it
        title: String,
    },
    /// Make a risk
    Risk {
        /// Its name; the permanent id follows from it
        title: String,
    },
    /// Make a small portal to begin with, in a new or empty folder
    Site {
        /// The folder
        dir: PathBuf,

        /// The language of the portal
        #[arg(long, value_name = "LANGUAGE", default_value = "nl")]
        language: LanguageOption,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum LanguageOption {
    /// Dutch
    Nl,
    /// English
    En,
}

pub(super) fn run(options: &Options, common: &Common, terminal: &Terminal) -> Status {
    let day = options.day.date.unwrap_or_else(Terminal::today);
    match &options.command {
        NewCommand::Quarter { quarter } => add(Wanted::Quarter(*quarter), day, common, terminal),
        NewCommand::Project { title, category } => {
            let category = category.as_deref();
            add(Wanted::Project { title, category }, day, common, terminal)
        }
        NewCommand::Category { title } => add(Wanted::Category(title), day, common, terminal),
        NewCommand::Risk { title } => add(Wanted::Risk(title), day, common, terminal),
        NewCommand::Site { dir, language } => site(dir, (*language).into(), day, terminal),
    }
}

/// Adds files to the portal that we are in.
fn add(wanted: Wanted<'_>, day: Day, common: &Common, terminal: &Terminal) -> Status {
    let root = match Terminal::root(common) {
        Ok(root) => root,
        Err(problem) => return terminal.refuse(&[problem], &Sources::default(), Language::Dutch),
    };
    let sources = disk::read(&root);
    let Planned { language, plan } = scaffold::plan(&sources, day, wanted);
    let plan = match plan {
        Ok(plan) => plan,
        Err(reasons) => return terminal.refuse(&reasons, &sources, language),
    };
    match scaffold::disk::create(&root, &plan.files) {
        Ok(()) => terminal.result(&words::made(&plan, language)),
        Err(problem) => terminal.refuse(&[problem], &sources, language),
    }
}

/// Makes a portal where there was none.
fn site(folder: &Path, language: Language, day: Day, terminal: &Terminal) -> Status {
    let shown = folder.to_string_lossy();
    let refuse = |problem| terminal.refuse(&[problem], &Sources::default(), language);
    if !scaffold::disk::is_free(folder) {
        let place = Place::file(&FilePath::new(&shown));
        return refuse(Diagnostic::new(Problem::FolderNotEmpty { folder: shown.into_owned() }, place));
    }
    let files = scaffold::site(language, day);
    match scaffold::disk::create(folder, &files) {
        Ok(()) => terminal.result(&words::made_site(&files, &shown, language)),
        Err(problem) => refuse(problem),
    }
}

impl From<LanguageOption> for Language {
    fn from(option: LanguageOption) -> Self {
        match option {
            LanguageOption::Nl => Self::Dutch,
            LanguageOption::En => Self::English,
        }
    }
}
