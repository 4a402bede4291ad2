//! What a build remembers for the next one, so that only what changed is made again.
//!
//! Goes in: what something is made from. Comes out: what was made of it, now or before. Must not: decide anything. With
//! an empty cache a build gives the same site and the same diagnostics, only later.

use std::sync::Arc;

use rayon::prelude::*;

use crate::export;
use crate::output::compressed;
use crate::page;
use crate::parse::Parsed;
use crate::prose;
use crate::relate;
use crate::select;
use crate::snapshot::guard;
use crate::source::FilePath;
use crate::theme::Looks;
use crate::validate;

/// What one build remembers for the next.
#[derive(Default)]
pub struct Cache {
    /// Files by their bytes.
    pub(crate) parsed: Memo<FilePath, Arc<[u8]>, Arc<Parsed>>,
    /// The theme's look by its files.
    pub(crate) looks: Looks,
    /// The hashes of files, by their bytes.
    pub(crate) hashes: Memo<FilePath, Arc<[u8]>, String>,
    /// Projects by their files, and whether locks are sealed.
    pub(crate) validated: validate::Memory,
    /// How the content compares with each lock.
    pub(crate) guarded: guard::Memory,
    /// What is public of each project.
    pub(crate) selected: select::Memory,
    /// The prose that has holes, by what it stands in.
    pub(crate) filled: prose::Memory,
    /// What follows from each project, by the project.
    pub(crate) related: relate::Memory,
    /// Feeds and calendars by what they tell.
    pub(crate) exported: export::Memory,
    /// Compressed files by what they hold.
    pub(crate) compressed: compressed::Memory,
    /// Pages by what they read.
    pub(crate) pages: page::Kept,
}

impl Cache {
    /// For a build after which there is no next one.
    pub(crate) fn for_one() -> Self {
        Self { pages: page::Kept::for_one(), ..Self::default() }
    }

    /// Frees what only the build before the last one needed. It can wait until the last one is shown.
    pub fn settle(&mut self) {
        self.pages.settle();
    }
}

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

/// An input of this run, beside what was made of the last one with its key.
struct Now<Q, K, I, O> {
    input: Q,
    key: K,
    former: Option<Made<K, I, O>>,
}

impl<K, I, O> Default for Memo<K, I, O> {
    fn default() -> Self {
        Self { made: Vec::new() }
    }
}

impl<K, I, O> Memo<K, I, O>
where
    K: Ord + Send + Sync,
    I: Send + Sync,
    O: Clone + Send + Sync,
{
    /// What `make` gives for each input, which have to ascend by key. It is asked only for those that are new or of which
    /// `is_same` says that they are not what they were, and must depend on nothing but the key and the input: it sees
    /// the former output only to take equal parts over as they are.
    pub fn each<Q>(
        &mut self,
        inputs: impl Iterator<Item = (Q, K)>,
        is_same: impl Fn(&Q, &I) -> bool + Sync,
        own: impl Fn(Q) -> I + Sync,
        make: impl Fn(&K, &I, Option<&O>) -> O + Sync,
    ) -> Vec<O>
    where
        Q: Send,
    {
        let mut before = std::mem::take(&mut self.made).into_iter().peekable();
        let now = inputs.map(|(input, key)| {
            while before.next_if(|made| made.key < key).is_some() {}
            Now { input, former: before.next_if(|made| made.key == key), key }
        });
        let now: Vec<Now<Q, K, I, O>> = now.collect();
        let all = now.into_par_iter().map(|Now { input, key, former }| match former {
            Some(former) if is_same(&input, &former.input) => former,
            former => {
                let input = own(input);
                Made { output: make(&key, &input, former.as_ref().map(|made| &made.output)), key, input }
            }
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
