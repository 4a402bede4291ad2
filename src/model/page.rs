//! A free page.

use super::{Prose, Slug};
use crate::source::FilePath;

/// A page that stands on its own, such as the privacy statement; it is linked in the footer of every page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreePage {
    /// Its permanent id, which is its address too.
    pub id: Slug,
    /// Its file.
    pub file: FilePath,
    /// Its heading.
    pub title: String,
    /// Its place in the footer; without one it comes after those that have one, by title.
    pub order: Option<i64>,
    /// Its text.
    pub body: Prose,
}
