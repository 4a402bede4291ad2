//! Authors' notes in HTML comments.

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
