//! The bytes of a file, in parts that files may share.
//!
//! A quarter's page is some megabytes, of which an edit changes a few kilobytes. Its pieces are held once, by the page and
//! by what is remembered for the next build, and are never copied.

use std::borrow::Cow;
use std::collections::BTreeMap;
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
        Arc::ptr_eq(&self.0, &other.0)
            || self.0 == other.0
            || (self.size() == other.size() && self.says(&other.whole()))
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

/// Puts a content together from what is written to it. A text whose owner it knows becomes a part of its own, that is
/// shared and not copied.
#[derive(Default)]
pub struct Assembly {
    /// What may be written whole, by where it stands in memory.
    owners: BTreeMap<*const u8, Arc<[u8]>>,
    parts: Vec<Arc<[u8]>>,
    /// What was written since the last part.
    rest: Vec<u8>,
}

impl Assembly {
    /// One that shares these texts.
    pub fn sharing(texts: impl IntoIterator<Item = Arc<str>>) -> Self {
        let owners = texts.into_iter().map(Arc::<[u8]>::from).map(|text| (text.as_ptr(), text)).collect();
        Self { owners, rest: Vec::with_capacity(USUAL), ..Self::default() }
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
        match self.owners.get(&bytes.as_ptr()).filter(|text| text.len() == bytes.len()).map(Arc::clone) {
            Some(text) => {
                self.end_part();
                self.parts.push(text);
            }
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

    fn assembled(texts: &[Arc<str>], written: &[&str]) -> Content {
        let mut assembly = Assembly::sharing(texts.iter().cloned());
        for text in written {
            assembly.write_all(text.as_bytes()).unwrap();
        }
        assembly.finish()
    }

    #[test]
    fn a_text_that_is_written_whole_is_shared_and_any_other_copied() {
        let texts: [Arc<str>; 2] = ["een".into(), "twee".into()];
        let content = assembled(&texts, &["<", &texts[0], &texts[1], &texts[1][..3], "een", ">"]);
        let parts: Vec<&[u8]> = content.parts().iter().map(|part| &**part).collect();
        assert_eq!(parts, [b"<".as_slice(), b"een", b"twee", b"tweeen>"]);
        let is_shared = |text: &Arc<str>| content.parts().iter().any(|part| part.as_ptr() == text.as_ptr());
        assert!(texts.iter().all(is_shared));
    }

    #[test]
    fn contents_are_equal_by_their_bytes() {
        let texts: [Arc<str>; 1] = ["een".into()];
        let (divided, whole) = (assembled(&texts, &["<", &texts[0], ">"]), Content::from("<een>".to_owned()));
        assert_eq!(divided, whole);
        assert_eq!(whole, divided);
        assert_ne!(divided, Content::from("<een".to_owned()));
        assert_ne!(divided, Content::from("<twee>".to_owned()));
        assert_eq!((divided.size(), &*divided.whole()), (5, b"<een>".as_slice()));
        assert!(divided.says(b"<een>") && !divided.says(b"<een>>") && !divided.says(b"<een"));
        assert!(Content::default().says(b"") && !Content::default().says(b"a"));
    }
}
