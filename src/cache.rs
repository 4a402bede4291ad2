//! What a build remembers for the next one, so that only what changed is made again.
//!
//! Goes in: what something is made from. Comes out: what was made of it, now or before. Must not: decide anything. With
//! an empty cache a build gives the same site and the same diagnostics, only later.

use std::sync::Arc;

use rayon::prelude::*;

use crate::page;
use crate::parse::Parsed;
use crate::relate;
use crate::source::FilePath;
use crate::theme::Looks;
use crate::validate;

/// What one build remembers for the next.
#[derive(Default)]
pub struct Cache {
    /// Files by their bytes.
    pub(crate) parsed: Memo<FilePath, Content, Arc<Parsed>>,
    /// The theme's look by its files.
    pub(crate) looks: Looks,
    /// Projects by their files.
    pub(crate) validated: validate::Memory,
    /// What follows from each project, by the project.
    pub(crate) related: relate::Memory,
    /// Pages by what they read.
    pub(crate) pages: page::Kept,
}

/// The bytes of a file. The same place in memory is quickly seen to hold the same bytes.
#[derive(Clone)]
pub struct Content(pub Arc<[u8]>);

impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl Eq for Content {}

/// What was made of each input in the last run, by a key. Inputs that no longer come are forgotten, so that it never
/// grows beyond one run.
pub struct Memo<K, I, O> {
    /// Ascending by key.
    made: Vec<Made<K, I, O>>,
}

struct Made<K, I, O> {
    key: K,
    input: I,
    output: O,
}

impl<K, I, O> Default for Memo<K, I, O> {
    fn default() -> Self {
        Self { made: Vec::new() }
    }
}

impl<K, I, O> Memo<K, I, O>
where
    K: Ord + Send + Sync,
    I: Eq + Send + Sync,
    O: Clone + Send + Sync,
{
    /// What `make` gives for each input, ascending by key, asked only for those that are new or other than before. It
    /// must depend on nothing but the key and the input.
    pub fn each(&mut self, mut inputs: Vec<(K, I)>, make: impl Fn(&K, &I) -> O + Sync) -> Vec<O> {
        inputs.sort_by(|(left, _), (right, _)| left.cmp(right));
        let mut before = std::mem::take(&mut self.made).into_iter().peekable();
        let known: Vec<(K, I, Option<O>)> = inputs
            .into_iter()
            .map(|(key, input)| {
                while before.next_if(|made| made.key < key).is_some() {}
                let same = before.next_if(|made| made.key == key).filter(|made| made.input == input);
                (key, input, same.map(|made| made.output))
            })
            .collect();
        let all = known.into_par_iter().map(|(key, input, output)| {
            let output = output.unwrap_or_else(|| make(&key, &input));
            Made { key, input, output }
        });
        self.made = all.collect();
        self.made.iter().map(|made| made.output.clone()).collect()
    }
}

impl<I: Eq, O: Clone> Memo<(), I, O> {
    /// The same for the one thing that there is.
    pub fn one(&mut self, input: I, make: impl Fn(&I) -> O) -> O {
        let same = self.made.pop().filter(|before| before.input == input);
        let now = same.unwrap_or_else(|| Made { key: (), output: make(&input), input });
        let output = now.output.clone();
        self.made.push(now);
        output
    }
}
