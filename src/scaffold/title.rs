//! The title of something new.

use crate::diagnostic::{Expected, Problem};
use crate::model::Slug;
use crate::parse::is_unprintable;

/// The longest id: what a system takes as a file's name on any disk, with room to spare.
const LONGEST: usize = 100;

/// A title that a file can hold and that gives a permanent id. Invariant: one line, no control characters, no blank
/// space round it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Title {
    text: String,
    /// The id that follows from it.
    pub(crate) id: Slug,
}

impl Title {
    /// Reads a title as it was typed. Refused when it has several lines, a control character, not a single letter or
    /// digit that an address can hold, or so many that the address gets too long.
    pub(crate) fn read(text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        if text.contains(['\n', '\r']) {
            let expected = Expected::OneLine;
            return Err(Problem::WrongFormat { key: "title".to_owned(), expected, suggestion: None });
        }
        if let Some(letter) = text.chars().find(|letter| *letter == '\t' || is_unprintable(*letter)) {
            return Err(Problem::ControlCharacter { code: letter.into() });
        }
        let id = Slug::from_title(text).ok_or_else(|| Problem::TitleWithoutId { title: text.to_owned() })?;
        if id.as_str().len() > LONGEST {
            return Err(Problem::TitleTooLong { longest: LONGEST });
        }
        Ok(Self { text: text.to_owned(), id })
    }

    /// The title as it was typed.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The title as a TOML string, quotes and all.
    pub(super) fn quoted(&self) -> String {
        format!("\"{}\"", self.text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}
