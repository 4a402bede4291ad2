//! Markdown to HTML with holes, in one reading.
//!
//! CommonMark with tables and footnotes. Comments are authors' notes and vanish; other HTML is a mistake.

mod comment;
mod destination;
mod footnotes;
mod writer;

use std::sync::Arc;

use pulldown_cmark::utils::TextMergeWithOffset;
use pulldown_cmark::{Options, Parser};

use super::context::Context;
use crate::model::{Parts, Prose, ProseKey};
use crate::source::{Span, Spanned};
use writer::Writer;

/// The body of a page: blocks, headings with ids, footnotes.
pub(super) fn body(text: &str, start: usize, context: &mut Context<'_>) -> Prose {
    body_at(text, Place::Body { start }, start, context)
}

/// The body of a page that is kept in a value of a lock.
pub(super) fn kept_body(text: &Spanned<String>, context: &mut Context<'_>) -> Prose {
    body_at(&text.value, Place::Kept(text.span), text.span.start, context)
}

fn body_at(text: &str, place: Place, start: usize, context: &mut Context<'_>) -> Prose {
    if text.trim().is_empty() {
        return empty(start, context);
    }
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let mut writer = Writer::new(place, text, context);
    write(text, options, &mut writer);
    let prose = writer.finish(text, start, options);
    context.keep(prose)
}

/// A body that says nothing.
pub(super) fn empty(start: usize, context: &Context<'_>) -> Prose {
    plain("", String::new(), start, context)
}

/// Whether a body says nothing to readers: it is empty, or holds nothing but authors' notes.
pub(super) fn says_nothing(text: &str) -> bool {
    comment::html_outside_comments(text).is_none()
}

/// A value of the front matter: a line, or some blocks. A single paragraph stands without its `<p>`.
pub(super) fn line(text: &Spanned<String>, context: &mut Context<'_>) -> Prose {
    if !text.value.contains(SPECIAL) && !begins_a_block(&text.value) {
        let mut html = String::with_capacity(text.value.len());
        writer::push_text(&mut html, text.value.trim());
        return plain(&text.value, html, text.span.start, context);
    }
    let mut writer = Writer::new(Place::of_value(text, context.text), &text.value, context);
    write(&text.value, Options::ENABLE_TABLES, &mut writer);
    let prose = writer.finish(&text.value, text.span.start, Options::ENABLE_TABLES).without_paragraph();
    context.keep(prose)
}

fn write(text: &str, options: Options, writer: &mut Writer<'_, '_>) {
    for (event, range) in TextMergeWithOffset::new(Parser::new_ext(text, options).into_offset_iter()) {
        writer.event(event, range);
    }
}

fn plain(markdown: &str, html: String, start: usize, context: &Context<'_>) -> Prose {
    Prose::new(Parts {
        key: ProseKey { file: context.file.clone(), start },
        markdown: context.excerpt(markdown.trim()),
        has_notes: false,
        html: html.into(),
        opening: 0,
        gaps: Vec::new(),
        links: Vec::new(),
        anchors: Vec::new(),
    })
}

/// Characters that may mean something in Markdown anywhere in a line.
const SPECIAL: [char; 14] = ['*', '_', '[', ']', '<', '>', '&', '`', '!', '\\', '#', '|', '~', '\n'];

/// Whether a line may begin a list, a rule or code: then it is no plain paragraph.
fn begins_a_block(line: &str) -> bool {
    let first = line.trim_start().bytes().next();
    line.starts_with(['\t']) || line.starts_with("    ") || first.is_some_and(|byte| b"-+=0123456789".contains(&byte))
}

/// Where a piece of Markdown stands in its file.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// To the letter, from this byte on.
    Body {
        /// The first byte.
        start: usize,
    },
    /// The same, in a value of the front matter.
    Value {
        /// The first byte.
        start: usize,
    },
    /// Somewhere inside a value that is spelt otherwise than it reads, such as one with escapes.
    Inside(Span),
    /// Somewhere inside a value of a lock, which keeps what was a body.
    Kept(Span),
}

impl Place {
    /// The place of a TOML text: to the letter when its value stands so between its quotes.
    fn of_value(text: &Spanned<String>, file: &str) -> Self {
        let quoted = file.get(text.span.start..text.span.end).unwrap_or_default();
        let at = quoted.find(&text.value);
        at.map_or(Self::Inside(text.span), |at| Self::Value { start: text.span.start + at })
    }

    /// Whether it is a value of the front matter: it has no footnotes, and its headings are no places to link to.
    fn is_value(self) -> bool {
        matches!(self, Self::Value { .. } | Self::Inside(_))
    }

    /// The stretch of the file for a stretch of the Markdown.
    fn span(self, range: &std::ops::Range<usize>) -> Span {
        match self {
            Self::Body { start } | Self::Value { start } => Span::new(range.start, range.end).shifted(start),
            Self::Inside(span) | Self::Kept(span) => span,
        }
    }
}

impl Prose {
    /// A single paragraph as a line, for places that bring their own element.
    fn without_paragraph(self) -> Self {
        let inner = self.html().strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>\n"));
        let Some(inner) = inner.filter(|inner| !inner.contains("</p>")) else { return self };
        let moved = |gap: &crate::model::Gap| crate::model::Gap { at: gap.at - "<p>".len(), hole: gap.hole.clone() };
        Self::new(Parts {
            key: self.key().clone(),
            markdown: self.kept_markdown().clone(),
            has_notes: self.has_notes(),
            html: Arc::from(inner),
            opening: 0,
            gaps: self.gaps().iter().map(moved).collect(),
            links: self.links().to_vec(),
            anchors: self.anchors().to_vec(),
        })
    }
}
