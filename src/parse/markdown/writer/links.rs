//! Links and images: what their own file can tell of them, and a hole for the rest.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType};
use pulldown_cmark_escape::{escape_href, escape_html};

use super::Writer;
use crate::diagnostic::Problem;
use crate::model::{Gap, Hole, ProseLink};
use crate::parse::markdown::destination::{self, Target};
use crate::source::Span;

/// A link that is not closed yet.
pub(super) struct OpenLink {
    pub(super) span: Span,
    pub(super) has_text: bool,
}

/// An image of which the description is being read.
pub(super) struct Image {
    destination: String,
    span: Span,
    alt: String,
    /// How many elements are open inside the description; only their words count.
    depth: usize,
}

impl Writer<'_, '_> {
    pub(super) fn start_link(&mut self, kind: LinkType, destination: &str, range: &Range<usize>) {
        let span = self.place.span(range);
        self.open_link = Some(OpenLink { span, has_text: false });
        let scheme = if kind == LinkType::Email { "mailto:" } else { "" };
        let destination = format!("{scheme}{destination}");
        self.push("<a class=\"nl-link\" href=\"");
        match destination::read(&destination, &self.context.links_from) {
            Ok(Target::Outside(url)) => {
                let _ = escape_href(&mut self.piece.html, &url);
            }
            Ok(Target::Inside(destination)) => self.hole(ProseLink { destination, span, is_image: false }),
            Err(problem) => self.context.report(problem, span),
        }
        self.push("\">");
    }

    fn hole(&mut self, link: ProseLink) {
        let hole = Hole::Address(self.links.len());
        self.piece.gaps.push(Gap { at: self.piece.html.len(), hole });
        self.links.push(link);
    }

    pub(super) fn end_link(&mut self) {
        self.push("</a>");
        if let Some(link) = self.open_link.take().filter(|link| !link.has_text) {
            self.context.report(Problem::EmptyLinkText, link.span);
        }
    }

    pub(super) fn start_image(&mut self, destination: &str, range: &Range<usize>) {
        let span = self.place.span(range);
        self.image = Some(Image { destination: destination.to_owned(), span, alt: String::new(), depth: 0 });
    }

    /// Reads the description of an image, which is words alone.
    pub(super) fn event_in_image(&mut self, event: &Event<'_>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Start(_) => image.depth += 1,
            Event::End(_) if image.depth > 0 => image.depth -= 1,
            Event::End(_) => self.end_image(),
            Event::Text(words) | Event::Code(words) => {
                image.alt.push_str(words);
                self.note_words(words);
            }
            Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::Rule
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn end_image(&mut self) {
        let Some(image) = self.image.take() else { return };
        if image.alt.trim().is_empty() {
            self.context.report(Problem::MissingAlt, image.span);
        }
        self.push("<img");
        match destination::read(&image.destination, &self.context.links_from) {
            Ok(Target::Outside(url)) => self.context.report(Problem::RemoteImage { url }, image.span),
            Ok(Target::Inside(destination)) => {
                self.hole(ProseLink { destination, span: image.span, is_image: true });
            }
            Err(problem) => self.context.report(problem, image.span),
        }
        self.push(" alt=\"");
        let _ = escape_html(&mut self.piece.html, image.alt.trim());
        self.push("\">");
    }
}
