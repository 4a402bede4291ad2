//! Where the front matter ends and the body begins, and the TOML in between.

use toml::de::DeTable;

use super::context::Context;
use super::table::{Schema, Table};
use crate::diagnostic::Problem;
use crate::source::Span;

/// The line that opens and closes the front matter.
const FENCE: &str = "+++";

/// Marks a UTF-8 file of some editors; it is no part of the text.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The two halves of a page.
pub(super) struct Page<'t> {
    /// The TOML, and where it begins.
    toml: &'t str,
    toml_start: usize,
    /// The opening fence: the place to say that something is missing.
    fence: Span,
    /// The Markdown, and where it begins.
    pub(super) body: &'t str,
    pub(super) body_start: usize,
}

/// Splits a page; nothing, and a diagnostic, when it has no front matter.
pub(super) fn split<'t>(context: &mut Context<'t>) -> Option<Page<'t>> {
    let text = context.text;
    let start = text.len() - text.trim_start_matches(BYTE_ORDER_MARK).len();
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    let fence = Span::new(start, start + first.trim_end().len());
    if first.trim_end() != FENCE {
        context.report(Problem::MissingFrontMatter, fence);
        return None;
    }
    let toml_start = start + first.len();
    let mut at = toml_start;
    for line in lines {
        let end = at + line.len();
        if line.trim_end() == FENCE {
            return Some(Page { toml: &text[toml_start..at], toml_start, fence, body: &text[end..], body_start: end });
        }
        at = end;
    }
    context.report(Problem::UnclosedFrontMatter, fence);
    None
}

impl<'t> Page<'t> {
    /// Reads the front matter and hands its table to `read`, with every mistake in its TOML noted.
    pub(super) fn table<T>(
        &self,
        schema: Schema,
        context: &mut Context<'t>,
        read: impl FnOnce(Table<'_>, &mut Context<'t>) -> T,
    ) -> T {
        with_table(self.toml, self.toml_start, self.fence, schema, context, read)
    }
}

/// The same for a file that is TOML from top to bottom.
pub(super) fn whole<'t, T>(
    schema: Schema,
    context: &mut Context<'t>,
    read: impl FnOnce(Table<'_>, &mut Context<'t>) -> T,
) -> T {
    let toml = context.text.trim_start_matches(BYTE_ORDER_MARK);
    let start = context.text.len() - toml.len();
    with_table(toml, start, Span::new(start, start), schema, context, read)
}

fn with_table<'t, T>(
    toml: &str,
    start: usize,
    fence: Span,
    schema: Schema,
    context: &mut Context<'t>,
    read: impl FnOnce(Table<'_>, &mut Context<'t>) -> T,
) -> T {
    let (table, errors) = DeTable::parse_recoverable(toml);
    report_syntax(toml, start, &errors, context);
    read(Table::root(table.get_ref(), fence, start, schema), context)
}

/// One diagnostic a line: what follows the first mistake of a line is mostly its echo.
fn report_syntax(toml: &str, start: usize, errors: &[toml::de::Error], context: &mut Context<'_>) {
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let at = toml.floor_char_boundary(span.start.min(toml.len()));
        let line_start = toml[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let line = toml[line_start..].lines().next().unwrap_or_default();
        let (problem, span) = match curly_quote(line) {
            Some((inside, quote)) => {
                let at = line_start + inside;
                (Problem::CurlyQuotes { quote }, Span::new(at, at + quote.len_utf8()))
            }
            None => {
                let detail = error.message().lines().next().unwrap_or_default().to_owned();
                (Problem::TomlSyntax { detail }, Span::new(at, toml.ceil_char_boundary(span.end.max(at))))
            }
        };
        let line = Span::new(line_start, line_start + line.len() + 1);
        context.report_broken(problem, span.shifted(start), line.shifted(start));
    }
}

/// The first curly quote that stands where a straight one belongs: outside every text of the line.
fn curly_quote(line: &str) -> Option<(usize, char)> {
    let is_curly = |letter: char| matches!(letter, '“' | '”' | '„' | '‘' | '’');
    let is_outside = |at: usize| line[..at].matches('"').count().is_multiple_of(2);
    line.char_indices().find(|(at, letter)| is_curly(*letter) && is_outside(*at))
}
