//! Authors' notes in HTML comments.

use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::model::NOTE;

/// Where HTML begins in a stretch, once its comments are gone; nothing when comments are all there is. A comment
/// that is never closed hides the rest of the page and counts as HTML.
pub(super) fn html_outside_comments(html: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += html[at..].len() - html[at..].trim_start().len();
        let rest = &html[at..];
        if rest.is_empty() {
            return None;
        }
        let comment = rest.strip_prefix("<!--").and_then(|inside| inside.find("-->"));
        match comment {
            Some(length) => at += "<!--".len() + length + "-->".len(),
            None => return Some(at),
        }
    }
}

/// The Markdown without authors' notes, and with the line endings of every system the same; and whether marks are left
/// where notes stood, because what they parted would else be read as one.
pub(super) fn kept<'t>(text: &'t str, notes: &[Range<usize>], options: Options) -> (Cow<'t, str>, bool) {
    // Nearly always.
    if notes.is_empty() && !text.contains('\r') {
        return (Cow::Borrowed(trimmed(text)), false);
    }
    let bare = cut(text, notes, "");
    let has_marks =
        !notes.is_empty() && !shape(&bare, options).split_whitespace().eq(shape(text, options).split_whitespace());
    (Cow::Owned(if has_marks { cut(text, notes, NOTE) } else { bare }), has_marks)
}

fn cut(text: &str, notes: &[Range<usize>], mark: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for note in notes {
        kept.push_str(&text[at..note.start]);
        kept.push_str(mark);
        let is_line = text[note.clone()].ends_with('\n');
        kept.push_str(if is_line { "\n" } else { "" });
        at = note.end;
    }
    kept.push_str(&text[at..]);
    trimmed(&kept.replace("\r\n", "\n")).to_owned()
}

/// The text without blank lines round it. The spaces of its first line stay: they may make it code.
fn trimmed(text: &str) -> &str {
    let blank: usize = text.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum();
    text[blank..].trim_end()
}

/// How a piece of Markdown is read, comments left out.
fn shape(text: &str, options: Options) -> String {
    let mut shape = String::new();
    for event in Parser::new_ext(text, options) {
        let is_block = matches!(event, Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock));
        let is_comment = is_block || matches!(event, Event::Html(_) | Event::InlineHtml(_));
        if let Event::Text(words) = &event {
            shape.push_str(words);
        } else if event == Event::SoftBreak {
            shape.push(' ');
        } else if !is_comment {
            // Writing to a String cannot fail.
            let _ = write!(shape, " {event:?} ");
        }
    }
    shape
}
