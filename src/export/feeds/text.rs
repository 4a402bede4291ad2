//! Texts as feeds and calendars tell them.

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
