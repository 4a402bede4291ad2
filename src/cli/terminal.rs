//! The outside world, as commands see it.
#![expect(clippy::disallowed_methods, reason = "this is the module that asks the clock and the environment")]

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::{Color, Common, Status, words};
use crate::diagnostic::render::{self, Format, Paint, Texts};
use crate::diagnostic::{Diagnostic, Place, Problem, Severity};
use crate::language::Language;
use crate::model::Day;
use crate::source::disk::{find_root, is_root};
use crate::source::{FilePath, Sources};
use crate::theme::built_in;

/// Where a command's words go, and what it may ask the machine.
pub(super) struct Terminal {
    begin: Instant,
    paint: Paint,
    is_quiet: bool,
}

impl Terminal {
    pub(super) fn new(common: &Common) -> Self {
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let has_colours = match common.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => std::io::stderr().is_terminal() && !no_color,
        };
        let paint = if has_colours { Paint::Colour } else { Paint::Plain };
        Self { begin: Instant::now(), paint, is_quiet: common.quiet }
    }

    /// For people, in the colours of this terminal.
    pub(super) fn human(&self) -> Format {
        Format::Human(self.paint)
    }

    /// How long the command has been running.
    pub(super) fn elapsed(&self) -> Duration {
        self.begin.elapsed()
    }

    /// This moment, to measure from.
    pub(super) fn now() -> Instant {
        Instant::now()
    }

    /// Today, where this machine stands.
    pub(super) fn today() -> Day {
        Day::from(jiff::ZonedDateTime::now().date())
    }

    /// From now on the program ends at once, and well, when its user asks for it (Ctrl-C, or a signal to end).
    pub(super) fn end_on_request() {
        // Whatever it is doing: the next build mends a write that is cut off.
        let end = || std::process::exit(Status::Done as i32);
        // Without the handler the system ends it, with a status of its own.
        let _ = ctrlc::set_handler(end);
    }

    /// The portal's folder: the one that was named, or the nearest from here up.
    pub(super) fn root(common: &Common) -> Result<PathBuf, Diagnostic> {
        let (start, found) = match &common.root {
            Some(root) => (root.clone(), is_root(root).then(|| root.clone())),
            None => {
                let here = std::env::current_dir().unwrap_or_default();
                let found = find_root(&here);
                (here, found)
            }
        };
        found.ok_or_else(|| {
            let folder = start.to_string_lossy().into_owned();
            let place = Place::file(&FilePath::new(&folder));
            Diagnostic::new(Problem::NoPortal { folder, looked_above: common.root.is_none() }, place)
        })
    }

    /// The result of a command, unless it was asked to be quiet.
    pub(super) fn result(&self, line: &str) -> Status {
        if self.is_quiet { Status::Done } else { written(&mut std::io::stdout().lock(), &format!("{line}\n")) }
    }

    /// What is wrong, to the side.
    pub(super) fn diagnostics(diagnostics: &[Diagnostic], sources: &Sources, format: Format, language: Language) {
        written(&mut std::io::stderr().lock(), &drawn(diagnostics, sources, format, language));
    }

    /// What is wrong as the result itself, for programs.
    pub(super) fn report(diagnostics: &[Diagnostic], sources: &Sources, format: Format, language: Language) -> Status {
        written(&mut std::io::stdout().lock(), &drawn(diagnostics, sources, format, language))
    }

    /// A line that is no result, to the side.
    pub(super) fn aside(line: &str) {
        written(&mut std::io::stderr().lock(), &format!("{line}\n"));
    }

    /// Says why nothing was written, and how the command ends.
    pub(super) fn refuse(&self, diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> Status {
        Self::diagnostics(diagnostics, sources, self.human(), language);
        Self::aside(&words::refused(diagnostics, language));
        Status::of(diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error))
    }
}

/// Writes text. Whoever reads may stop reading; that it cannot be written at all is the machine's failure.
fn written(out: &mut impl Write, text: &str) -> Status {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Status::Failed,
        _ => Status::Done,
    }
}

fn drawn(diagnostics: &[Diagnostic], sources: &Sources, format: Format, language: Language) -> String {
    render::render(diagnostics, &Texts::new(sources, &built_in::text), format, language)
}
