//! The introduction of the home page.

use super::Prose;
use crate::source::FilePath;

/// What the home page says before its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// Its file.
    pub file: FilePath,
    /// The page's heading.
    pub title: String,
    /// The introduction.
    pub body: Prose,
}
