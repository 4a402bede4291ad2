//! Authors' notes in HTML comments.

use std::ops::Range;

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

/// The Markdown without authors' notes, and with the line endings of every system the same.
pub(super) fn without_notes(text: &str, notes: &[Range<usize>]) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    for note in notes {
        kept.push_str(&text[at..note.start]);
        at = note.end;
    }
    kept.push_str(&text[at..]);
    let kept = if kept.contains('\r') { kept.replace("\r\n", "\n") } else { kept };
    // Not the spaces of the first line: they may make it code.
    let blank: usize = kept.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum();
    kept[blank..].trim_end().to_owned()
}
