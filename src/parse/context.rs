//! What every reader of one file shares.

use std::sync::Arc;

use super::kind::{Kind, Style};
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::model::Prose;
use crate::source::{Excerpt, FilePath, Span};

/// The file that is being read, and what was found wrong in it.
pub(super) struct Context<'t> {
    /// Its path.
    pub(super) file: &'t FilePath,
    /// What holds its text, for prose that stands in it to the letter; none of a file without prose.
    bytes: Option<&'t Arc<[u8]>>,
    /// Its text; a byte order mark at its start is no part of the first line.
    pub(super) text: &'t str,
    /// How its Markdown becomes HTML.
    pub(super) style: Style,
    /// The file that relative links start from: this one, but for what a lock keeps of others.
    pub(super) links_from: FilePath,
    /// Whether its TOML could not be read to the end: then what seems to be missing may well be there.
    pub(super) is_broken: bool,
    /// The lines that are no TOML: what was made of them means nothing.
    broken_lines: Vec<Span>,
    diagnostics: Vec<Diagnostic>,
    prose: Vec<Prose>,
}

impl<'t> Context<'t> {
    pub(super) fn new(file: &'t FilePath, text: &'t str, style: Style) -> Self {
        Self {
            file,
            bytes: None,
            text,
            style,
            links_from: file.clone(),
            is_broken: false,
            broken_lines: Vec::new(),
            diagnostics: Vec::new(),
            prose: Vec::new(),
        }
    }

    /// The same of a file whose text stands in these bytes.
    pub(super) fn held(self, bytes: &'t Arc<[u8]>) -> Self {
        Self { bytes: Some(bytes), ..self }
    }

    /// A text that is to be kept.
    pub(super) fn excerpt(&self, text: &str) -> Excerpt {
        self.bytes.map_or_else(|| text.into(), |bytes| Excerpt::of(text, bytes))
    }

    /// Notes a problem at a stretch of the file.
    pub(super) fn report(&mut self, problem: Problem, span: Span) {
        self.push(Diagnostic::new(problem, self.place(span)));
    }

    /// Notes a problem that has more to it than its place; not on a line that is broken already.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        let start = diagnostic.place.span.map_or(0, |span| span.start);
        if !self.broken_lines.iter().any(|line| (line.start..line.end).contains(&start)) {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Notes every control character, which no page can show; nothing else is noted on its line.
    pub(super) fn report_control_characters(&mut self) {
        if !may_be_unprintable(self.text) {
            return;
        }
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            if let Some((at, code)) = control_character(line) {
                let span = Span::new(start + at, start + at + 1);
                self.report_broken(Problem::ControlCharacter { code }, span, Span::new(start, start + line.len()));
            }
            start += line.len();
        }
    }

    /// Notes a problem with the TOML of a line, after which nothing else on it is noted.
    pub(super) fn report_broken(&mut self, problem: Problem, span: Span, line: Span) {
        self.is_broken = true;
        self.report(problem, span);
        self.broken_lines.push(line);
    }

    pub(super) fn place(&self, span: Span) -> Place {
        Place::span(self.file, span)
    }

    /// Remembers a piece of prose, so that its links are checked whatever becomes of its entry.
    pub(super) fn keep(&mut self, prose: Prose) -> Prose {
        if !prose.links().is_empty() || !prose.anchors().is_empty() {
            self.prose.push(prose.clone());
        }
        prose
    }

    /// Reads on as if the text stood in another file, and gives that file back.
    pub(super) fn stand_in(&mut self, kind: &Kind, path: &str) -> FilePath {
        self.style = kind.style();
        self.links_from = FilePath::new(path);
        self.links_from.clone()
    }

    /// What was found wrong so far, which is then forgotten.
    pub(super) fn take_diagnostics(&mut self) -> Vec<Diagnostic> {
        self.broken_lines.clear();
        std::mem::take(&mut self.diagnostics)
    }

    /// What was found wrong, and the prose that was remembered.
    pub(super) fn finish(self) -> (Vec<Diagnostic>, Vec<Prose>) {
        (self.diagnostics, self.prose)
    }
}

/// Whether neither HTML nor XML can hold a character, so that no file of a portal may.
pub fn is_unprintable(letter: char) -> bool {
    (letter.is_control() && !['\t', '\n', '\r'].contains(&letter)) || ['\u{fffe}', '\u{ffff}'].contains(&letter)
}

/// Whether a text may hold one: false is certain. Files are long and hold none, so all bytes are looked at alike and
/// without a branch, which processors do many at a time.
fn may_be_unprintable(text: &str) -> bool {
    let suspects = |any: u8, byte: &u8| {
        let is = |other: u8| u8::from(*byte == other);
        // Of those beyond ASCII, the first byte is 0xC2 or 0xEF, and so it is of many a letter.
        let is_low = u8::from(*byte < b' ') & !(is(b'\t') | is(b'\n') | is(b'\r'));
        any | is_low | is(0x7f) | is(0xc2) | is(0xef)
    };
    text.as_bytes().chunks(256).any(|bytes| bytes.iter().fold(0, suspects) != 0)
}

/// The first unprintable character, and its place.
pub(super) fn control_character(text: &str) -> Option<(usize, u32)> {
    if !may_be_unprintable(text) {
        return None;
    }
    text.char_indices().find(|(_, letter)| is_unprintable(*letter)).map(|(at, letter)| (at, u32::from(letter)))
}
