//! Free text as TOML comments.

use crate::parse::is_unprintable;

/// How wide a line of words may be; a word that is longer stands alone.
const WIDTH: usize = 100;

/// The words of a text as comment lines: `first` before the first of them, `rest` before the others.
///
/// Valid whatever stands in the text: every line begins with `#`, so it can neither end the front matter nor be read
/// as a key, and characters that no file may hold are left out. Empty for a text without words.
pub(super) fn comment(first: &str, rest: &str, text: &str) -> String {
    let lines = text.lines().flat_map(wrapped);
    let marked = lines.enumerate().map(|(at, line)| format!("# {}{line}\n", if at == 0 { first } else { rest }));
    marked.collect()
}

/// Blank space of any kind separates words, also the kinds that a line may not hold.
fn wrapped(line: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let printable = |word: &str| word.chars().filter(|letter| !is_unprintable(*letter)).collect::<String>();
    for word in line.split_whitespace().map(printable).filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(last) if last.chars().count() + 1 + word.chars().count() <= WIDTH => {
                last.push(' ');
                last.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}
