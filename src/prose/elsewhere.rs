//! HTML as it reads away from its page.
//!
//! The HTML is our own: `<` begins a tag wherever it stands, and no value of an attribute has a double quote in it.

use std::borrow::Cow;

/// A target in a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target<'h> {
    /// The part that it plays.
    pub role: TargetRole,
    /// The value of the attribute.
    pub value: &'h str,
    /// The tag, without its brackets.
    pub tag: &'h str,
}

/// The part that a target plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetRole {
    /// `href`: where a link leads.
    Link,
    /// `src`: what is shown.
    Source,
}

const ATTRIBUTES: [(&str, TargetRole); 2] = [(" href=\"", TargetRole::Link), (" src=\"", TargetRole::Source)];

/// HTML whose links lead to the same places wherever it is read. `origin` is the scheme and the host of the site, `page`
/// the whole address of the page that the HTML stands on.
pub fn absolute<'h>(html: &'h str, origin: &str, page: &str) -> Cow<'h, str> {
    if !html.contains("=\"/") && !html.contains("=\"#") {
        return Cow::Borrowed(html);
    }
    let html = retargeted(html, |html, Target { value, .. }| {
        html.push_str(if value.starts_with('#') { page } else { origin_of(value, origin) });
        html.push_str(value);
    });
    Cow::Owned(html)
}

/// What a target lacks to be a whole address.
pub fn origin_of<'o>(target: &str, origin: &'o str) -> &'o str {
    if target.starts_with('/') && !target.starts_with("//") { origin } else { "" }
}

/// HTML with other targets: `write` writes each one anew.
pub fn retargeted(html: &str, mut write: impl FnMut(&mut String, Target<'_>)) -> String {
    let mut made = String::with_capacity(html.len() + 256);
    for (at, piece) in html.split('<').enumerate() {
        let (tag, text) = if at == 0 { ("", piece) } else { piece.split_at(piece.find('>').unwrap_or(piece.len())) };
        if at > 0 {
            made.push('<');
        }
        let mut rest = tag;
        while let Some((begin, role)) = next(rest) {
            let (before, after) = rest.split_at(begin);
            let (value, after) = after.split_at(after.find('"').unwrap_or(after.len()));
            made.push_str(before);
            write(&mut made, Target { role, value, tag });
            rest = after;
        }
        made.push_str(rest);
        made.push_str(text);
    }
    made
}

/// Where the next value begins, and the part that it plays.
fn next(tag: &str) -> Option<(usize, TargetRole)> {
    let begins = ATTRIBUTES.iter().filter_map(|(name, role)| Some((tag.find(name)? + name.len(), *role)));
    begins.min_by_key(|(begin, _)| *begin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_become_absolute_and_words_stay_as_they_are() {
        let html = "<p>href=\"/a/\" <a href=\"/b/#c\">d</a> <a title=\"x\" href=\"#e\">f</a> <img src=\"/g.png\" alt=\"\"> \
                    <a href=\"https://example.com/\">h</a> <a href=\"mailto:a@b.c\">i</a></p>";
        assert_eq!(
            absolute(html, "https://o.nl", "https://o.nl/p/"),
            "<p>href=\"/a/\" <a href=\"https://o.nl/b/#c\">d</a> <a title=\"x\" href=\"https://o.nl/p/#e\">f</a> \
             <img src=\"https://o.nl/g.png\" alt=\"\"> <a href=\"https://example.com/\">h</a> \
             <a href=\"mailto:a@b.c\">i</a></p>"
        );
    }
}
