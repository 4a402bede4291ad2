//! A piece of Markdown, read once.

use std::sync::Arc;

use crate::source::{Excerpt, FilePath, Span};

/// Stands in kept Markdown where an author's note stood that parted what would else be one.
pub const NOTE: &str = "<!---->";

/// Markdown that was turned into HTML, but for what its own file cannot know: where links to other pages lead
/// and which language the site speaks. [`crate::prose`] fills those holes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose(Arc<Held>);

/// The parts of prose as it is held: a portal has tens of thousands, in most of which nothing is marked.
#[derive(Debug, PartialEq, Eq)]
struct Held {
    key: ProseKey,
    markdown: Excerpt,
    has_notes: bool,
    html: Arc<str>,
    opening: usize,
    marks: Option<Box<Marks>>,
}

/// Places in prose.
#[derive(Debug, PartialEq, Eq)]
struct Marks {
    gaps: Vec<Gap>,
    links: Vec<ProseLink>,
    anchors: Vec<(String, String)>,
}

/// What the Markdown reader found in a piece of prose.
#[derive(Debug)]
pub struct Parts {
    /// What tells it from every other prose.
    pub key: ProseKey,
    /// The Markdown as its author wrote it, but for authors' notes and the kind of line endings.
    pub markdown: Excerpt,
    /// Whether [`NOTE`] stands in it.
    pub has_notes: bool,
    /// The HTML, holes left out.
    pub html: Arc<str>,
    /// Where the first paragraph ends in the HTML; 0 when it begins with something else.
    pub opening: usize,
    /// The holes, in the order of their places.
    pub gaps: Vec<Gap>,
    /// The links into the portal.
    pub links: Vec<ProseLink>,
    /// Each heading's id in its own file, and the id that it has on every page.
    pub anchors: Vec<(String, String)>,
}

/// What tells one piece of prose from every other: its file and where it begins there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProseKey {
    /// The file that it stands in.
    pub file: FilePath,
    /// Its first byte in that file.
    pub start: usize,
}

/// A place in the HTML where something is still to be put in. Places ascend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Byte position in the HTML.
    pub at: usize,
    /// What belongs there.
    pub hole: Hole,
}

/// What a gap waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hole {
    /// The address of the link with this index, escaped for an attribute; of an image the attributes that tell where it is
    /// and how large.
    Address(usize),
    /// The words "back to the text", for the link at the end of a footnote.
    BackToText,
}

/// A link or image whose target is part of the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProseLink {
    /// Where it leads.
    pub destination: Destination,
    /// Where it stands in its file.
    pub span: Span,
    /// Whether it shows an image instead of leading to a page.
    pub is_image: bool,
}

/// The target of a link inside the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A file of the content folder, by its path from the root, and an anchor in it.
    File(FilePath, Option<String>),
    /// An address that begins with `/`, and an anchor on that page.
    Address(String, Option<String>),
}

impl Prose {
    /// Prose from its parts; gaps must ascend.
    pub fn new(parts: Parts) -> Self {
        let Parts { key, markdown, has_notes, html, opening, gaps, links, anchors } = parts;
        let has_marks = !gaps.is_empty() || !links.is_empty() || !anchors.is_empty();
        let marks = has_marks.then(|| Box::new(Marks { gaps, links, anchors }));
        Self(Arc::new(Held { key, markdown, has_notes, html, opening, marks }))
    }

    /// What tells this prose from every other.
    pub fn key(&self) -> &ProseKey {
        &self.0.key
    }

    /// The file that it stands in.
    pub fn file(&self) -> &FilePath {
        &self.0.key.file
    }

    /// The Markdown as its author wrote it, but for authors' notes and the kind of line endings. Read again, it gives
    /// the same prose.
    pub fn markdown(&self) -> &str {
        self.0.markdown.as_str()
    }

    /// The same, as it is held.
    pub fn kept_markdown(&self) -> &Excerpt {
        &self.0.markdown
    }

    /// Whether [`NOTE`] stands in the Markdown.
    pub fn has_notes(&self) -> bool {
        self.0.has_notes
    }

    /// The Markdown without the marks where authors' notes stood.
    pub fn words(&self) -> String {
        if self.has_notes() { self.markdown().replace(NOTE, " ") } else { self.markdown().to_owned() }
    }

    /// Whether two pieces say the same, word for word; how their lines are broken does not count.
    pub fn says_same(&self, other: &Self) -> bool {
        let words = |prose: &Self| prose.0.has_notes.then(|| prose.words());
        let (own, others) = (words(self), words(other));
        let own = own.as_deref().unwrap_or(self.markdown());
        own.split_whitespace().eq(others.as_deref().unwrap_or(other.markdown()).split_whitespace())
    }

    /// The HTML, holes left out.
    pub fn html(&self) -> &Arc<str> {
        &self.0.html
    }

    /// Where the first paragraph ends in the HTML; 0 when it begins with something else.
    pub fn opening(&self) -> usize {
        self.0.opening
    }

    /// The holes, in the order of their places.
    pub fn gaps(&self) -> &[Gap] {
        self.0.marks.as_ref().map_or(&[], |marks| &marks.gaps)
    }

    /// The links into the portal.
    pub fn links(&self) -> &[ProseLink] {
        self.0.marks.as_ref().map_or(&[], |marks| &marks.links)
    }

    /// Each heading's id in its own file, and the id that it has on every page.
    pub fn anchors(&self) -> &[(String, String)] {
        self.0.marks.as_ref().map_or(&[], |marks| &marks.anchors)
    }

    /// The words alone, without any markup.
    pub fn plain_text(&self) -> String {
        plain_text(&self.0.html)
    }

    /// The same of the first paragraph.
    pub fn opening_text(&self) -> String {
        plain_text(&self.0.html[..self.opening()])
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.0.html.is_empty()
    }
}

/// What stands outside the tags.
fn plain_text(html: &str) -> String {
    let pieces = html.split('<').enumerate();
    let outside =
        pieces.map(|(at, piece)| if at == 0 { piece } else { piece.split_once('>').map_or("", |(_, text)| text) });
    outside.collect::<String>().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
