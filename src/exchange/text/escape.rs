//! Words as Markdown that shows them as they stand.

/// Letters that mean something wherever they stand.
const ALWAYS: [char; 7] = ['\\', '`', '*', '[', ']', '<', '|'];

/// Letters that mean something at the beginning of a line: headings, quotes, lists, rules, underlines, code, tables.
const AT_START: [char; 7] = ['#', '>', '+', '-', '=', '~', ':'];

/// A line of words, with a backslash before every letter that Markdown would take for more than itself.
pub(super) fn escaped(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let number = number_at_start(line);
    let mut before = None;
    for (at, letter) in line.char_indices() {
        let rest = &line[at + letter.len_utf8()..];
        let is_special = ALWAYS.contains(&letter)
            || (at == 0 && AT_START.contains(&letter))
            || Some(at) == number
            || (letter == '_' && !is_inside_word(before, rest))
            || (letter == '&' && is_entity(rest));
        if is_special {
            text.push('\\');
        }
        text.push(letter);
        before = Some(letter);
    }
    text
}

/// Where the dot or bracket stands that would make the line an item with a number.
fn number_at_start(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && line[digits..].starts_with(['.', ')'])).then_some(digits)
}

/// An underscore between letters is one.
fn is_inside_word(before: Option<char>, rest: &str) -> bool {
    let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    is_word(before) && is_word(rest.chars().next())
}

fn is_entity(rest: &str) -> bool {
    let name = rest.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric() || letter == '#');
    name.len() < rest.len() && name.starts_with(';')
}
