//! What stands in one place of a row, before it is written in any form.

use std::borrow::Cow;

use crate::export::text::allowed;
use crate::model::{Amount, Day, Prose, Quarter, Slug, When};

/// A value. Every form of the data is written from these, so that no two can differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell<'a> {
    /// Not known, or there is none.
    Nothing,
    /// Text without characters that XML cannot hold, its lines parted by `\n`.
    Text(Cow<'a, str>),
    Day(Day),
    When(When),
    Integer(i64),
    Number(Amount),
    Truth(bool),
}

/// A text as every form of the data can hold it.
fn clean(text: Cow<'_, str>) -> Cow<'_, str> {
    let text = match allowed(&text) {
        Cow::Owned(text) => Cow::Owned(text),
        Cow::Borrowed(_) => text,
    };
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n").into() } else { text }
}

/// Prose that has to be there: one that shows no words is told by its Markdown.
pub(super) fn words(prose: &Prose) -> Cell<'static> {
    let plain = super::text::plain(prose.html());
    if plain.is_empty() { prose.words().into() } else { plain.into() }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(clean(text.into()))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::Text(clean(text.into()))
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        text.as_str().into()
    }
}

impl<'a> From<&'a Slug> for Cell<'a> {
    fn from(id: &'a Slug) -> Self {
        Self::Text(id.as_str().into())
    }
}

impl From<&Prose> for Cell<'_> {
    /// Prose without a word is nothing.
    fn from(prose: &Prose) -> Self {
        match super::text::plain(prose.html()) {
            text if text.is_empty() => Self::Nothing,
            text => text.into(),
        }
    }
}

impl From<Quarter> for Cell<'_> {
    fn from(quarter: Quarter) -> Self {
        Self::Text(quarter.to_string().into())
    }
}

impl From<Day> for Cell<'_> {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}

impl From<When> for Cell<'_> {
    fn from(when: When) -> Self {
        Self::When(when)
    }
}

impl From<Amount> for Cell<'_> {
    fn from(amount: Amount) -> Self {
        Self::Number(amount)
    }
}

impl From<bool> for Cell<'_> {
    fn from(truth: bool) -> Self {
        Self::Truth(truth)
    }
}

impl From<i64> for Cell<'_> {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<usize> for Cell<'_> {
    fn from(number: usize) -> Self {
        Self::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_alike_and_what_no_form_can_hold_is_marked() {
        assert_eq!(Cell::from("a\r\nb\rc\u{1}"), Cell::Text("a\nb\nc\u{fffd}".into()));
        assert_eq!(Cell::from("a\rb".to_owned()), Cell::Text("a\nb".into()));
        assert_eq!(Cell::from(None::<&str>), Cell::Nothing);
    }
}
