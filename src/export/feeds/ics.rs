//! The lines of iCalendar (RFC 5545).
//!
//! Libraries for it write whole calendars out of values that they own, where the events of a project stand in two calendars
//! and are made once here; and where an event lacks its stamp or its id, they ask the clock and chance for it.

use crate::export::text::allowed;
use crate::model::Day;

/// Octets in a line, without its end (section 3.1).
const LONGEST: usize = 75;

/// Writes a line that holds a text (section 3.3.11).
pub(super) fn text(out: &mut String, name: &str, text: &str) {
    line(out, name, &escaped(text));
}

/// Writes a line whose value is not for people: an address, a number, a day. A long one is folded, between letters.
pub(super) fn line(out: &mut String, name: &str, value: &str) {
    let content = [name, ":", value].concat();
    let mut rest = content.as_str();
    let mut room = LONGEST;
    while rest.len() > room {
        let (line, more) = rest.split_at(rest.floor_char_boundary(room));
        out.push_str(line);
        out.push_str("\r\n ");
        rest = more;
        // The space belongs to the line.
        room = LONGEST - 1;
    }
    out.push_str(rest);
    out.push_str("\r\n");
}

/// A text as a value, or as one value of a list.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for letter in allowed(text).chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            '\r' => {}
            letter if letter.is_control() && letter != '\t' => escaped.push('\u{fffd}'),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// A day (section 3.3.4).
pub(super) fn date(day: Day) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// The beginning of a day, as a moment (section 3.3.5).
pub(super) fn moment(day: Day) -> String {
    date(day) + "T000000Z"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_folded_between_letters_and_no_line_is_too_long() {
        for letters in ["a", "é", "€", "😀", "a😀"] {
            let value = letters.repeat(200);
            let mut out = String::new();
            line(&mut out, "SUMMARY", &value);
            assert!(out.split("\r\n").all(|line| line.len() <= LONGEST), "{out}");
            assert_eq!(out.replace("\r\n ", ""), format!("SUMMARY:{value}\r\n"));
        }
        let mut out = String::new();
        line(&mut out, "A", &"x".repeat(73));
        assert_eq!(out.lines().count(), 1);
    }

    #[test]
    fn marks_with_a_meaning_are_escaped() {
        assert_eq!(escaped("a,b;c\\d\r\ne: \"f\"\u{1}\u{7f}"), "a\\,b\\;c\\\\d\\ne: \"f\"\u{fffd}\u{fffd}");
    }
}
