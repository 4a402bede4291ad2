//! The marks that begin the items of lists in cells.

/// What stands before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exchange) enum Mark {
    /// A dot, a dash, or whatever else a program puts there.
    Bullet,
    /// `1.` or `1)`.
    Number(u32),
}

/// Marks that can be nothing else, whether a space follows or not; the last is the dot of Word's Symbol font.
const BULLETS: [char; 13] = ['•', '‣', '◦', '▪', '▫', '●', '○', '■', '□', '⁃', '✓', '✔', '\u{f0b7}'];

/// Marks that are marks when a space follows.
const DASHES: [char; 4] = ['-', '–', '—', '*'];

/// The highest number of an item; Markdown takes one of nine digits.
const HIGHEST: u32 = 9999;

/// The mark that a line begins with, and what follows it; nothing when that is nothing.
pub(in crate::exchange) fn mark(line: &str) -> Option<(Mark, &str)> {
    let line = line.trim_start();
    let rest = line.strip_prefix(BULLETS).or_else(|| spaced(line.strip_prefix(DASHES)?));
    let found = match rest {
        Some(rest) => (Mark::Bullet, rest),
        None => {
            let digits = line.len() - line.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
            let number: u32 = line[..digits].parse().ok()?;
            let is_plain = number <= HIGHEST && number.to_string().len() == digits;
            let rest = line[digits..].strip_prefix(['.', ')']).filter(|_| is_plain)?;
            (Mark::Number(number), spaced(rest)?)
        }
    };
    let text = found.1.trim();
    (!text.is_empty()).then_some((found.0, text))
}

fn spaced(rest: &str) -> Option<&str> {
    rest.starts_with(char::is_whitespace).then_some(rest)
}

/// How far a line stands from the edge.
pub(in crate::exchange) fn indent_of(line: &str) -> usize {
    let blank = line.chars().take_while(|letter| letter.is_whitespace());
    blank.map(|letter| if letter == '\t' { 4 } else { 1 }).sum()
}

impl Mark {
    /// How Markdown writes it.
    pub(super) fn markdown(self) -> String {
        match self {
            Self::Bullet => "- ".to_owned(),
            Self::Number(number) => format!("{number}. "),
        }
    }

    /// Whether items with these marks stand in one list.
    pub(super) fn is_like(self, other: Self) -> bool {
        matches!((self, other), (Self::Bullet, Self::Bullet) | (Self::Number(_), Self::Number(_)))
    }

    /// Whether Markdown shows an item with this mark as it stands, after the one before it at its depth: numbers count
    /// on, and inside an item a list of numbers can begin with one only.
    pub(super) fn follows(self, before: Option<Self>, level: usize) -> bool {
        match (self, before) {
            (Self::Bullet, _) => true,
            (Self::Number(number), Some(Self::Number(last))) => number == last + 1,
            (Self::Number(number), _) => number == 1 || level == 0,
        }
    }
}
