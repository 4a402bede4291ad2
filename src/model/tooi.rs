//! The values that TOOI has for what the Woo-index knows: each a URI with its label. The lists stand in the folder
//! beside this file.

/// What a value says of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Vocabulary {
    /// The organisation that publishes it.
    Organisations,
    /// The category of information of the Woo.
    Categories,
    /// The kind of document.
    DocumentTypes,
    /// What it is about.
    Themes,
}

/// A value of one of the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tooi {
    /// What all URIs of its list begin with.
    prefix: &'static str,
    /// The rest of its URI, which no other one of its list has.
    id: &'static str,
    label: &'static str,
}

const ORGANISATIONS: &[&str] = &[
    include_str!("tooi/ministries.txt"),
    include_str!("tooi/other-organisations.txt"),
    include_str!("tooi/independent-bodies.txt"),
    include_str!("tooi/provinces.txt"),
    include_str!("tooi/water-authorities.txt"),
    include_str!("tooi/municipalities.txt"),
    include_str!("tooi/joint-organisations.txt"),
    include_str!("tooi/caribbean-bodies.txt"),
];
const CATEGORIES: &[&str] = &[include_str!("tooi/categories.txt")];
const DOCUMENT_TYPES: &[&str] = &[include_str!("tooi/document-types.txt")];
const THEMES: &[&str] = &[include_str!("tooi/themes.txt")];

impl Vocabulary {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Organisations, Self::Categories, Self::DocumentTypes, Self::Themes];

    /// Its values, list by list.
    pub fn values(self) -> impl Iterator<Item = Tooi> {
        let lists = match self {
            Self::Organisations => ORGANISATIONS,
            Self::Categories => CATEGORIES,
            Self::DocumentTypes => DOCUMENT_TYPES,
            Self::Themes => THEMES,
        };
        lists.iter().flat_map(|list| values(list))
    }

    /// The value with this URI.
    pub fn find(self, uri: &str) -> Option<Tooi> {
        self.values().find(|value| uri.strip_prefix(value.prefix) == Some(value.id))
    }
}

/// The values in the text of a list: after its comments the beginning of all URIs, then a line a value.
fn values(list: &'static str) -> impl Iterator<Item = Tooi> {
    let mut lines = list.lines().skip_while(|line| line.starts_with('#'));
    let prefix = lines.next().unwrap_or_default();
    lines.filter_map(move |line| line.split_once(' ').map(|(id, label)| Tooi { prefix, id, label }))
}

impl Tooi {
    /// Its URI.
    pub fn uri(self) -> String {
        [self.prefix, self.id].concat()
    }

    /// The end of its URI.
    pub fn id(self) -> &'static str {
        self.id
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        self.label
    }
}
