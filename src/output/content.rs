//! The bytes of a file, in parts that files may share.
//!
//! A quarter's page is some megabytes, of which an edit changes a few kilobytes; and what a project reported stands on three
//! pages. Such pieces and texts are held once, by the pages and by what is remembered for the next build, and are never
//! copied.

use std::borrow::Cow;
use std::cell::RefCell;
use std::io;
use std::sync::Arc;

/// The bytes of a file. Two are equal when their bytes are, however these are divided.
#[derive(Clone, Debug, Default)]
pub struct Content(Arc<[Arc<[u8]>]>);

impl Content {
    /// The parts, one after the other.
    pub fn parts(&self) -> &[Arc<[u8]>] {
        &self.0
    }

    /// How many bytes there are.
    pub fn size(&self) -> usize {
        self.0.iter().map(|part| part.len()).sum()
    }

    /// All bytes together; copied only when there is more than one part.
    pub fn whole(&self) -> Cow<'_, [u8]> {
        match &*self.0 {
            [part] => Cow::Borrowed(part),
            parts => Cow::Owned(parts.concat()),
        }
    }

    /// Whether these are its bytes.
    pub fn says(&self, bytes: &[u8]) -> bool {
        let mut rest = Some(bytes);
        for part in &*self.0 {
            rest = rest.and_then(|rest| rest.strip_prefix(&**part));
        }
        rest.is_some_and(<[u8]>::is_empty)
    }
}

impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        if Arc::ptr_eq(&self.0, &other.0) {
            return true;
        }
        if self.size() != other.size() {
            return false;
        }
        let (mut parts, mut others) = (self.0.iter(), other.0.iter());
        let (mut own, mut theirs): (&[u8], &[u8]) = (&[], &[]);
        loop {
            // Both are equally long, so that they end together.
            while own.is_empty() {
                let Some(part) = parts.next() else { return true };
                own = part;
            }
            while theirs.is_empty() {
                let Some(part) = others.next() else { return true };
                theirs = part;
            }
            let length = own.len().min(theirs.len());
            let ((one, rest), (another, their_rest)) = (own.split_at(length), theirs.split_at(length));
            if !std::ptr::eq(one, another) && one != another {
                return false;
            }
            (own, theirs) = (rest, their_rest);
        }
    }
}

impl Eq for Content {}

impl From<Arc<[u8]>> for Content {
    fn from(bytes: Arc<[u8]>) -> Self {
        Self([bytes].into())
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Arc::<[u8]>::from(text.into_bytes()).into()
    }
}

/// How many bytes most pages have at most, so that what is written seldom has to move.
const USUAL: usize = 32 * 1024;

/// From how many bytes on it is worth sharing a text: a part more takes as long as a copy of some hundred bytes.
const WORTH: usize = 512;

thread_local! {
    /// The text that is about to be written.
    static OFFERED: RefCell<Option<Arc<[u8]>>> = const { RefCell::new(None) };
}

/// Writes a text that an [`Assembly`] may share. The template engine stands between the two, and passes on nothing but
/// letters.
pub fn offering<T>(text: &Arc<[u8]>, write: impl FnOnce() -> T) -> T {
    if text.len() < WORTH {
        return write();
    }
    OFFERED.set(Some(Arc::clone(text)));
    let written = write();
    OFFERED.set(None);
    written
}

/// Puts a content together from what is written to it. A text that is offered whole becomes a part of its own, that is
/// shared and not copied.
#[derive(Default)]
pub struct Assembly {
    parts: Vec<Arc<[u8]>>,
    /// What was written since the last part.
    rest: Vec<u8>,
}

impl Assembly {
    /// One of a page, or of a piece of one.
    pub fn of_page() -> Self {
        Self { rest: Vec::with_capacity(USUAL), ..Self::default() }
    }

    /// Goes on with a part that is shared and not copied.
    pub fn share(&mut self, part: &Arc<[u8]>) {
        self.end_part();
        self.parts.push(Arc::clone(part));
    }

    /// What was written.
    pub fn finish(mut self) -> Content {
        self.end_part();
        Content(self.parts.into())
    }

    fn end_part(&mut self) {
        if !self.rest.is_empty() {
            self.parts.push(self.rest.as_slice().into());
            self.rest.clear();
        }
    }
}

impl io::Write for Assembly {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let is_whole = |text: &Arc<[u8]>| std::ptr::eq(&raw const **text, &raw const *bytes);
        match (bytes.len() >= WORTH).then(|| OFFERED.with_borrow(|text| text.clone().filter(is_whole))).flatten() {
            Some(text) => self.share(&text),
            None => self.rest.extend_from_slice(bytes),
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_long_text_that_is_offered_and_written_whole_is_shared_and_any_other_copied() {
        let long: Arc<[u8]> = vec![b'x'; WORTH].into();
        let short: Arc<[u8]> = vec![b'y'; WORTH - 1].into();
        let mut assembly = Assembly::of_page();
        assembly.write_all(b"<").unwrap();
        offering(&long, || assembly.write_all(&long)).unwrap();
        assembly.write_all(&long).unwrap();
        offering(&short, || assembly.write_all(&short)).unwrap();
        offering(&long, || assembly.write_all(&long[1..])).unwrap();
        let copy = long.to_vec();
        offering(&long, || assembly.write_all(&copy)).unwrap();
        let content = assembly.finish();
        let sizes: Vec<usize> = content.parts().iter().map(|part| part.len()).collect();
        assert_eq!(sizes, [1, WORTH, 4 * WORTH - 2]);
        assert!(Arc::ptr_eq(&content.parts()[1], &long));
        let whole = [b"<", &*long, &long, &short, &long[1..], &long].concat();
        assert_eq!(content.whole(), whole);
    }

    #[test]
    fn contents_are_equal_by_their_bytes() {
        let mut assembly = Assembly::default();
        assembly.write_all(b"<").unwrap();
        assembly.share(&b"een".as_slice().into());
        assembly.write_all(b">").unwrap();
        let (divided, whole) = (assembly.finish(), Content::from("<een>".to_owned()));
        assert_eq!(divided, whole);
        assert_eq!(whole, divided);
        assert_ne!(divided, Content::from("<een".to_owned()));
        assert_ne!(divided, Content::from("<twee>".to_owned()));
        assert_eq!((divided.size(), &*divided.whole()), (5, b"<een>".as_slice()));
        assert!(divided.says(b"<een>") && !divided.says(b"<een>>") && !divided.says(b"<een"));
        assert!(Content::default().says(b"") && !Content::default().says(b"a"));
        let of = |parts: &[&str]| Content(parts.iter().map(|part| part.as_bytes().into()).collect());
        let all = [of(&["een"]), of(&["e", "en"]), of(&["", "ee", "", "n", ""]), of(&["e", "e", "n"])];
        for (one, other) in all.iter().flat_map(|one| all.iter().map(move |other| (one, other))) {
            assert_eq!(one, other);
        }
        assert_ne!(of(&["ee", "n"]), of(&["e", "nn"]));
        assert_eq!(of(&["", ""]), Content::default());
    }
}
