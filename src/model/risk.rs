//! A risk of the programme.

use std::collections::BTreeMap;

use super::{Prose, Quarter, Slug};
use crate::source::FilePath;

/// A risk, what is done about it, and how it stood each quarter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Risk {
    /// Its permanent id.
    pub id: Slug,
    /// Its file.
    pub file: FilePath,
    /// Its name.
    pub title: String,
    /// Its place among the risks; without one it comes after those that have one, by title.
    pub order: Option<i64>,
    /// What is done about it.
    pub measure: Option<Prose>,
    /// How it stood, quarter by quarter.
    pub states: BTreeMap<Quarter, Prose>,
    /// What the risk is.
    pub body: Prose,
}
