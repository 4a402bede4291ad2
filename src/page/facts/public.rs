//! All that pages are made of.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::prose::Texts;
use crate::relate::Relations;
use crate::select::{Audience, Selection};

/// All that pages are made of: what is public, and what follows from it.
pub struct Public {
    /// What is public.
    pub selection: Selection,
    /// What follows from it.
    pub relations: Relations,
    /// Its prose as HTML.
    pub texts: Texts,
    /// What editions may hold in themselves.
    pub held: HeldFiles,
}

/// Images and other files that prose names, by their addresses as they stand in HTML.
pub type HeldFiles = BTreeMap<String, HeldFile>;

/// A file that stands in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldFile {
    /// The name of its type.
    pub kind: &'static str,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

impl Public {
    /// Whether each report has an edition, a document that stands by itself: where the Woo-index is told of them, and
    /// nothing is a draft.
    pub fn has_editions(&self) -> bool {
        self.selection.portal.site.woo.is_some() && self.selection.audience == Audience::Readers
    }
}
