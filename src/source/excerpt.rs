//! Text that stands in a file, kept without a copy.

use std::str;
use std::sync::Arc;

use super::Span;

/// A text that a file holds, or one that was made of it. Two are equal when their letters are.
#[derive(Clone, Debug)]
pub struct Excerpt(Held);

#[derive(Clone, Debug)]
enum Held {
    /// It stands in these bytes, to the letter.
    InFile(Arc<[u8]>, Span),
    Own(Arc<str>),
}

impl Excerpt {
    /// This text: held by the file when it is a part of it in memory, and copied when it is not.
    pub fn of(text: &str, file: &Arc<[u8]>) -> Self {
        let start = text.as_ptr().addr().wrapping_sub(file.as_ptr().addr());
        let span = Span::new(start, start.wrapping_add(text.len()));
        let is_held = file.get(span.start..span.end).is_some_and(|held| std::ptr::eq(held, text.as_bytes()));
        if is_held { Self(Held::InFile(Arc::clone(file), span)) } else { text.into() }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            // A part of a text, between two letters of it.
            Held::InFile(file, span) => str::from_utf8(&file[span.start..span.end]).unwrap_or_default(),
            Held::Own(text) => text,
        }
    }
}

impl From<&str> for Excerpt {
    fn from(text: &str) -> Self {
        Self(Held::Own(text.into()))
    }
}

impl PartialEq for Excerpt {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Excerpt {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_file_is_held_by_it_and_any_other_text_is_copied() {
        let file: Arc<[u8]> = "kop én voet".as_bytes().into();
        let text = str::from_utf8(&file).unwrap();
        let part = Excerpt::of(&text[4..7], &file);
        assert_eq!((part.as_str(), Arc::strong_count(&file)), ("én", 2));
        let other = Excerpt::of("én", &file);
        assert_eq!((other.as_str(), Arc::strong_count(&file)), ("én", 2));
        assert_eq!(part, other);
        assert_ne!(part, Excerpt::of(&text[4..6], &file));
        assert_eq!(Excerpt::of("", &file).as_str(), "");
    }
}
