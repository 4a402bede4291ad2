//! The style sheet that editions hold in themselves.

use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::parse::is_unprintable;
use crate::source::{FilePath, Span};

/// Where a theme has it.
pub(super) const STYLE: &str = "edition.css";

/// What ends the element that the style stands in, and what fetches something.
const FOREIGN: [&str; 4] = ["</style", "@import", "url(", "image-set("];

/// The text as a browser reads it from the document, so that its hash is that of what stands there: without a byte order
/// mark, and with every end of a line alike. Notes what cannot stand in a document that stands by itself.
pub(super) fn style(file: &FilePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> String {
    let lower = text.to_ascii_lowercase();
    let mut report = |problem, at, length| {
        diagnostics.push(Diagnostic::new(problem, Place::span(file, Span::new(at, at + length))));
    };
    for word in FOREIGN {
        for (at, _) in lower.match_indices(word) {
            if word.ends_with('(') && is_data(&lower[at + word.len()..]) {
                continue;
            }
            report(Problem::EditionStyle { found: text[at..at + word.len()].to_owned() }, at, word.len());
        }
    }
    for (at, letter) in lower.char_indices().filter(|(_, letter)| is_unprintable(*letter)) {
        report(Problem::ControlCharacter { code: u32::from(letter) }, at, letter.len_utf8());
    }
    text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n")
}

/// Whether an address stands here that holds what it names.
fn is_data(after: &str) -> bool {
    after.trim_start_matches(|letter: char| letter.is_ascii_whitespace() || "'\"".contains(letter)).starts_with("data:")
}
