//! A group of projects.

use super::{Prose, Slug};
use crate::source::FilePath;

/// A group of projects, often with one goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Its permanent id.
    pub id: Slug,
    /// Its file.
    pub file: FilePath,
    /// Its name.
    pub title: String,
    /// What its projects are to reach together.
    pub goal: Option<Prose>,
    /// Its place among the categories; without one it comes after those that have one, by title.
    pub order: Option<i64>,
    /// The introduction.
    pub body: Prose,
}
