//! Texts as XML and calendars may hold them, and HTML as it reads away from its page.

use std::borrow::Cow;

/// The text without characters that neither XML 1.0 nor iCalendar may hold, in any spelling. A reference such as `&#1;`
/// in Markdown can bring one in; in its place stands the mark of a character that cannot be shown.
pub(super) fn allowed(text: &str) -> Cow<'_, str> {
    let is_forbidden = |letter: char| matches!(letter, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    // The two that are no control characters begin with this byte, as few others do. Looked at together, because many
    // bytes are quickly told to be none of them at once.
    let is_suspect = |byte: &u8| (*byte < b' ' && *byte != b'\t' && *byte != b'\n' && *byte != b'\r') || *byte == 0xef;
    let are_suspect = |bytes: &[u8]| bytes.iter().fold(false, |any, byte| any | is_suspect(byte));
    if text.as_bytes().chunks(128).any(are_suspect) && text.contains(is_forbidden) {
        Cow::Owned(text.replace(is_forbidden, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A line of text: the words with single spaces between them. What stays together on a line goes on doing so.
pub(super) fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let words = text.split(|letter: char| letter.is_whitespace() && letter != '\u{a0}');
    for word in words.filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// HTML whose links lead to the same places wherever it is read. `origin` is the scheme and the host of the site, `page`
/// the whole address of the page that the HTML stands on.
pub(super) fn absolute<'h>(html: &'h str, origin: &str, page: &str) -> Cow<'h, str> {
    if !html.contains("=\"/") && !html.contains("=\"#") {
        return Cow::Borrowed(html);
    }
    let mut absolute = String::with_capacity(html.len() + 256);
    // The HTML is our own: `<` begins a tag wherever it stands, and no value of an attribute has a quote in it.
    for (at, piece) in html.split('<').enumerate() {
        let (tag, text) = if at == 0 { ("", piece) } else { piece.split_at(piece.find('>').unwrap_or(piece.len())) };
        if at > 0 {
            absolute.push('<');
        }
        push_absolute(&mut absolute, tag, origin, page);
        absolute.push_str(text);
    }
    Cow::Owned(absolute)
}

fn push_absolute(html: &mut String, tag: &str, origin: &str, page: &str) {
    let mut rest = tag;
    while let Some(at) = [" href=\"", " src=\""].iter().filter_map(|name| Some(rest.find(name)? + name.len())).min() {
        let (before, target) = rest.split_at(at);
        html.push_str(before);
        if target.starts_with('/') && !target.starts_with("//") {
            html.push_str(origin);
        } else if target.starts_with('#') {
            html.push_str(page);
        }
        rest = target;
    }
    html.push_str(rest);
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

    #[test]
    fn only_what_xml_cannot_hold_is_replaced() {
        assert_eq!(allowed("a\u{1}b\u{fffe}c"), "a\u{fffd}b\u{fffd}c");
        let sound = "é\u{feff}😀\t\n]]>\u{7f}";
        assert!(matches!(allowed(sound), Cow::Borrowed(text) if text == sound));
    }
}
