//! Texts as files for machines may hold them.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_xml_cannot_hold_is_replaced() {
        assert_eq!(allowed("a\u{1}b\u{fffe}c"), "a\u{fffd}b\u{fffd}c");
        let sound = "é\u{feff}😀\t\n]]>\u{7f}";
        assert!(matches!(allowed(sound), Cow::Borrowed(text) if text == sound));
    }
}
