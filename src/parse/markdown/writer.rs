//! From Markdown's events to HTML with holes.

mod links;

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Options, Tag, TagEnd};
use pulldown_cmark_escape::escape_html_body_text;

use super::Place;
use super::comment::{html_outside_comments, kept};
use super::footnotes::{Footnotes, references};
use crate::diagnostic::Problem;
use crate::model::{Gap, Hole, Parts, Prose, ProseKey, ProseLink, Slug};
use crate::parse::context::Context;
use crate::source::Span;
use links::{Image, OpenLink};

/// HTML in the making, with its holes.
#[derive(Default)]
pub(super) struct Piece {
    html: String,
    gaps: Vec<Gap>,
}

/// Writes the HTML of one piece of Markdown.
pub(super) struct Writer<'c, 't> {
    context: &'c mut Context<'t>,
    /// What is read.
    markdown: &'c str,
    place: Place,
    piece: Piece,
    /// The texts that footnotes interrupt, each with the footnote's label and place; a footnote may stand in another.
    interrupted: Vec<(Piece, String, Span)>,
    opening: usize,
    links: Vec<ProseLink>,
    anchors: Vec<(String, String)>,
    footnotes: Footnotes,
    heading: Option<Heading>,
    last_level: u8,
    open_link: Option<OpenLink>,
    image: Option<Image>,
    html_block: Option<(String, Range<usize>)>,
    /// Where authors' notes stand, which readers do not get.
    notes: Vec<Range<usize>>,
    table: Table,
    is_code: bool,
    /// Whether a comment can begin in it, and a reference to a footnote: looked for once, not in each of its pieces.
    may_hold_comments: bool,
    may_hold_references: bool,
    /// How often each heading's words were used in this file.
    used_words: BTreeMap<String, usize>,
}

struct Heading {
    level: u8,
    text: String,
    html_start: usize,
}

#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    is_head: bool,
}

pub(super) fn push_text(html: &mut String, text: &str) {
    // Writing to a String cannot fail.
    let _ = escape_html_body_text(html, text);
}

impl<'c, 't> Writer<'c, 't> {
    pub(super) fn new(place: Place, markdown: &'c str, context: &'c mut Context<'t>) -> Self {
        Self {
            context,
            markdown,
            place,
            piece: Piece::default(),
            interrupted: Vec::new(),
            opening: 0,
            links: Vec::new(),
            anchors: Vec::new(),
            footnotes: Footnotes::default(),
            heading: None,
            last_level: 1,
            open_link: None,
            image: None,
            html_block: None,
            notes: Vec::new(),
            table: Table::default(),
            is_code: false,
            may_hold_comments: markdown.contains('<'),
            may_hold_references: matches!(place, Place::Body { .. }) && markdown.contains("[^"),
            used_words: BTreeMap::new(),
        }
    }

    fn push(&mut self, html: &str) {
        self.piece.html.push_str(html);
    }

    fn report(&mut self, problem: Problem, range: &Range<usize>) {
        let span = self.place.span(range);
        self.context.report(problem, span);
    }

    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.image.is_some() {
            return self.event_in_image(&event);
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, &range),
            Event::Code(code) => self.code(&code),
            Event::SoftBreak => self.push("\n"),
            Event::HardBreak => self.push("<br>\n"),
            Event::Rule => self.push("<hr>\n"),
            Event::Html(html) => match &mut self.html_block {
                Some((block, _)) => block.push_str(&html),
                None => self.html(&html, &range),
            },
            Event::InlineHtml(html) => self.html(&html, &range),
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            // Not switched on.
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.push("<p>"),
            Tag::Heading { level, .. } => self.start_heading(level, &range),
            Tag::BlockQuote(_) => self.push("<blockquote>\n"),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.is_code = true;
                self.push("<pre><code>");
            }
            Tag::List(None) => self.push("<ul>\n"),
            Tag::List(Some(1)) => self.push("<ol>\n"),
            Tag::List(Some(first)) => self.push(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => self.push("<li>"),
            Tag::Emphasis => self.push("<em>"),
            Tag::Strong => self.push("<strong>"),
            Tag::Link { link_type, dest_url, .. } => self.start_link(link_type, &dest_url, &range),
            Tag::Image { dest_url, .. } => self.start_image(&dest_url, &range),
            Tag::HtmlBlock => self.html_block = Some((String::new(), range)),
            Tag::FootnoteDefinition(label) => {
                let span = self.place.span(&range);
                let text = std::mem::take(&mut self.piece);
                self.interrupted.push((text, label.to_string(), span));
            }
            Tag::Table(alignments) => {
                self.table = Table { alignments, ..Table::default() };
                self.push("<div class=\"utrecht-table-container utrecht-table-container--overflow-inline\" tabindex=\"0\">\n<table class=\"utrecht-table\">\n");
            }
            Tag::TableHead => {
                self.table = Table { is_head: true, column: 0, alignments: std::mem::take(&mut self.table.alignments) };
                self.push("<thead class=\"utrecht-table__header\">\n<tr class=\"utrecht-table__row\">");
            }
            Tag::TableRow => {
                self.table.column = 0;
                self.push("<tr class=\"utrecht-table__row\">");
            }
            Tag::TableCell => self.start_cell(),
            // Not switched on.
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.push("</p>\n");
                let is_first = self.piece.html.starts_with("<p>") && self.interrupted.is_empty();
                if is_first && self.opening == 0 {
                    self.opening = self.piece.html.len();
                }
            }
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(_) => self.push("</blockquote>\n"),
            TagEnd::CodeBlock => {
                self.is_code = false;
                self.push("</code></pre>\n");
            }
            TagEnd::List(false) => self.push("</ul>\n"),
            TagEnd::List(true) => self.push("</ol>\n"),
            TagEnd::Item => self.push("</li>\n"),
            TagEnd::Emphasis => self.push("</em>"),
            TagEnd::Strong => self.push("</strong>"),
            TagEnd::Link => self.end_link(),
            TagEnd::HtmlBlock => {
                if let Some((html, range)) = self.html_block.take() {
                    self.html(&html, &range);
                }
            }
            TagEnd::FootnoteDefinition => {
                if let Some((text, label, span)) = self.interrupted.pop() {
                    let definition = std::mem::replace(&mut self.piece, text);
                    self.footnotes.define(label, definition, span);
                }
            }
            TagEnd::Table => self.push("</tbody>\n</table>\n</div>\n"),
            TagEnd::TableHead => {
                self.table.is_head = false;
                self.push("</tr>\n</thead>\n<tbody class=\"utrecht-table__body\">\n");
            }
            TagEnd::TableRow => self.push("</tr>\n"),
            TagEnd::TableCell => {
                let end = if self.table.is_head { "</th>" } else { "</td>" };
                self.push(end);
                self.table.column += 1;
            }
            // An image is read by `event_in_image`; the others are not switched on.
            TagEnd::Image
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn start_cell(&mut self) {
        let is_number = self.table.alignments.get(self.table.column) == Some(&Alignment::Right);
        let numeric = if is_number { " utrecht-table__cell--numeric-column" } else { "" };
        let cell = if self.table.is_head {
            format!("<th scope=\"col\" class=\"utrecht-table__header-cell{numeric}\">")
        } else {
            format!("<td class=\"utrecht-table__cell{numeric}\">")
        };
        self.push(&cell);
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        if self.may_hold_references && !self.is_code {
            self.find_missing_footnotes(text, range);
        }
        self.note_words(text);
        if !self.is_code {
            self.find_open_comment(text, range);
        }
        push_text(&mut self.piece.html, text);
    }

    fn code(&mut self, code: &str) {
        self.note_words(code);
        self.push("<code>");
        push_text(&mut self.piece.html, code);
        self.push("</code>");
    }

    /// A heading's id is made of its words; a link has to have some.
    fn note_words(&mut self, words: &str) {
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(words);
        }
        if let Some(link) = &mut self.open_link {
            link.has_text |= !words.trim().is_empty();
        }
    }

    fn html(&mut self, html: &str, range: &Range<usize>) {
        let Some(at) = html_outside_comments(html) else { return self.notes.push(range.clone()) };
        let tag: String = html[at..].lines().next().unwrap_or_default().chars().take(40).collect();
        let start = range.start + at;
        self.report(Problem::RawHtml { html: tag.clone() }, &(start..start + tag.len()));
    }

    /// A comment inside a paragraph that is never closed would be read by everybody.
    fn find_open_comment(&mut self, text: &str, range: &Range<usize>) {
        if self.may_hold_comments && text.contains('<') && self.unescaped("<!--", range).is_some() {
            self.report(Problem::RawHtml { html: "<!--".to_owned() }, range);
        }
    }

    /// Markdown leaves a reference to a footnote that is not there as it stands.
    fn find_missing_footnotes(&mut self, text: &str, range: &Range<usize>) {
        for label in references(text) {
            let mark = format!("[^{label}]");
            if let Some(at) = self.unescaped(&mark, range) {
                self.report(Problem::MissingFootnote { label: label.to_owned() }, &(at..at + mark.len()));
            }
        }
    }

    /// Where a mark stands in a stretch, if no backslash makes it plain words.
    fn unescaped(&self, mark: &str, range: &Range<usize>) -> Option<usize> {
        let mut found = self.markdown.get(range.clone())?.match_indices(mark).map(|(at, _)| range.start + at);
        found.find(|at| self.markdown[..*at].bytes().rev().take_while(|byte| *byte == b'\\').count().is_multiple_of(2))
    }

    fn start_heading(&mut self, level: HeadingLevel, range: &Range<usize>) {
        let level = level as u8;
        let line = range.start..range.end.min(range.start + usize::from(level));
        if level == 1 {
            self.report(Problem::HeadingLevel, &line);
        } else if level > self.last_level + 1 {
            self.report(Problem::HeadingSkipped { from: self.last_level, to: level }, &line);
        }
        self.last_level = level;
        self.heading = Some(Heading { level, text: String::new(), html_start: self.piece.html.len() });
    }

    /// Opens the element only now, when the id is known.
    fn end_heading(&mut self) {
        let Some(heading) = self.heading.take() else { return };
        let level = (heading.level.saturating_sub(2) + self.context.style.top_level).min(6);
        if self.place.is_value() {
            self.piece.html.insert_str(heading.html_start, &format!("<h{level}>"));
            self.push(&format!("</h{level}>\n"));
            return;
        }
        let local = self.unique_anchor(&heading.text);
        let anchor = format!("{}{local}", self.context.style.prefix);
        let tag = format!("<h{level} id=\"{anchor}\">");
        self.piece.html.insert_str(heading.html_start, &tag);
        let inside = self.piece.gaps.iter_mut().filter(|gap| gap.at >= heading.html_start);
        inside.for_each(|gap| gap.at += tag.len());
        self.push(&format!("</h{level}>\n"));
        self.anchors.push((local, anchor));
    }

    /// The id of a heading in its own file: its words, and a number when an earlier heading has the same.
    fn unique_anchor(&mut self, text: &str) -> String {
        let words = Slug::from_title(text).map_or_else(|| "x".to_owned(), |slug| slug.to_string());
        let mut anchor = words.clone();
        while self.used_words.contains_key(&anchor) {
            let number = self.used_words.entry(words.clone()).or_insert(1);
            *number += 1;
            anchor = format!("{words}-{number}");
        }
        self.used_words.insert(anchor.clone(), 1);
        anchor
    }

    fn footnote_reference(&mut self, label: &str) {
        let prefix = self.context.style.prefix.clone();
        let (number, before) = self.footnotes.refer(label);
        let id =
            if before == 0 { format!("{prefix}fnref--{number}") } else { format!("{prefix}fnref--{number}-{before}") };
        self.push(&format!(
            "<sup><a class=\"nl-link\" id=\"{id}\" href=\"#{prefix}fn--{number}\" role=\"doc-noteref\">{number}</a></sup>"
        ));
    }

    /// The footnotes as a list below the text, each with a link back.
    fn write_footnotes(&mut self) {
        let (used, unused) = std::mem::take(&mut self.footnotes).finish();
        for (label, span) in unused {
            self.context.report(Problem::UnusedFootnote { label }, span);
        }
        if used.is_empty() {
            return;
        }
        let prefix = self.context.style.prefix.clone();
        self.push("<ol class=\"voortgang-footnotes\">\n");
        for (at, footnote) in used.into_iter().enumerate() {
            let number = at + 1;
            self.push(&format!("<li id=\"{prefix}fn--{number}\">"));
            self.append(footnote);
            self.push(&format!("<a class=\"nl-link\" href=\"#{prefix}fnref--{number}\" role=\"doc-backlink\">"));
            self.piece.gaps.push(Gap { at: self.piece.html.len(), hole: Hole::BackToText });
            self.push("</a></li>\n");
        }
        self.push("</ol>\n");
    }

    fn append(&mut self, piece: Piece) {
        let start = self.piece.html.len();
        self.piece.gaps.extend(piece.gaps.into_iter().map(|gap| Gap { at: gap.at + start, ..gap }));
        self.push(&piece.html);
    }

    /// Closes the text that was read; `start` is the first byte of the prose in its file.
    pub(super) fn finish(mut self, text: &str, start: usize, options: Options) -> Prose {
        self.write_footnotes();
        let (markdown, has_notes) = kept(text, &self.notes, options);
        Prose::new(Parts {
            key: ProseKey { file: self.context.file.clone(), start },
            markdown: self.context.excerpt(&markdown),
            has_notes,
            html: self.piece.html.into(),
            opening: self.opening,
            gaps: self.piece.gaps,
            links: self.links,
            anchors: self.anchors,
        })
    }
}
