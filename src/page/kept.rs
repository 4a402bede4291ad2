//! Pages and pieces of pages that were rendered before, each with the facts that it looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::facts::{Noting, Public, Seen, differing};
use super::{Piece, Subject};
use crate::diagnostic::Diagnostic;
use crate::output::Output;
use crate::theme::{Fragment, Look};

/// The pages of the build before, for the next one.
#[derive(Default)]
pub struct Kept {
    /// What they were made of, and with.
    made_of: Option<(Arc<Public>, Arc<Look>)>,
    /// What the pages of the build before were made of. To free it takes time, and can wait.
    retired: Option<Arc<Public>>,
    pub(super) pieces: Shelf<Piece, Fragment>,
    pub(super) pages: Shelf<Subject, Output>,
    pub(super) noting: Noting,
}

/// The facts that are not what they were.
pub(super) enum Changed {
    /// What every page shows, or is made with.
    All,
    These(BTreeSet<Seen>),
}

impl Kept {
    /// For a build after which there is no next one.
    pub(crate) fn for_one() -> Self {
        Self { noting: Noting::Nothing, ..Self::default() }
    }

    /// Says what pages are made of from now on, and tells what differs.
    pub(super) fn turn_to(&mut self, public: &Arc<Public>, look: &Arc<Look>) -> Changed {
        let before = self.made_of.replace((Arc::clone(public), Arc::clone(look)));
        let Some((before, before_look)) = before else { return Changed::All };
        let differing = if Arc::ptr_eq(&before_look, look) { differing(&before, public) } else { None };
        self.retired = Some(before);
        differing.map_or(Changed::All, |facts| Changed::These(facts.iter().map(Seen::from).collect()))
    }

    /// Frees what is no longer needed.
    pub(crate) fn settle(&mut self) {
        self.retired = None;
    }
}

impl Changed {
    /// These facts and some more.
    pub(super) fn with(self, facts: impl Iterator<Item = Seen>) -> Self {
        match self {
            Self::All => Self::All,
            Self::These(mut all) => {
                all.extend(facts);
                Self::These(all)
            }
        }
    }

    fn concerns(&self, seen: &[Seen]) -> bool {
        match self {
            Self::All => true,
            Self::These(changed) if changed.len() < seen.len() => {
                changed.iter().any(|fact| seen.binary_search(fact).is_ok())
            }
            Self::These(changed) => seen.iter().any(|fact| changed.contains(fact)),
        }
    }
}

/// What was rendered, by what it is.
pub(super) struct Shelf<K, T>(BTreeMap<K, Rendering<T>>);

struct Rendering<T> {
    result: T,
    /// What it looked at, in order.
    seen: Vec<Seen>,
}

/// How a shelf was brought up to date.
pub(super) struct Renewal<K> {
    /// What had to be rendered.
    pub(super) fresh: Vec<K>,
    /// What is another than before, or gone.
    pub(super) altered: Vec<K>,
    /// What failed.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<K, T> Default for Shelf<K, T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Clone + Ord + Send + Sync, T: PartialEq + Send + Sync> Shelf<K, T> {
    /// Makes the shelf hold what is wanted; `render` is asked for what is new or looked at something that changed. It
    /// gives nothing when there is nothing to show.
    pub(super) fn renew(
        &mut self,
        mut wanted: Vec<K>,
        changed: &Changed,
        render: impl Fn(&K) -> Option<Result<(T, Vec<Seen>), Diagnostic>> + Sync,
    ) -> Renewal<K> {
        let missing = self.missing(&mut wanted, changed);
        let rendered: Vec<_> = missing.par_iter().map(&render).collect();
        let is_unwanted = |key: &&K| wanted.binary_search(key).is_err();
        let stale = missing.iter().filter(|key| self.0.contains_key(key)).count();
        let gone: Vec<K> = if self.0.len() - stale + missing.len() > wanted.len() {
            self.0.keys().filter(is_unwanted).cloned().collect()
        } else {
            Vec::new()
        };
        for key in &gone {
            self.0.remove(key);
        }
        let mut renewal = Renewal { fresh: Vec::new(), altered: gone, diagnostics: Vec::new() };
        for (key, rendered) in missing.into_iter().zip(rendered) {
            let old = self.0.remove(&key);
            match rendered {
                Some(Ok((result, seen))) => {
                    if old.is_none_or(|old| old.result != result) {
                        renewal.altered.push(key.clone());
                    }
                    renewal.fresh.push(key.clone());
                    self.0.insert(key, Rendering { result, seen });
                }
                failed => {
                    renewal.diagnostics.extend(failed.and_then(Result::err));
                    renewal.altered.extend(old.map(|_| key));
                }
            }
        }
        renewal
    }

    /// What is wanted and not there, or no longer right, in the order in which it was asked for. Sorts what is wanted.
    fn missing(&self, wanted: &mut Vec<K>, changed: &Changed) -> Vec<K> {
        let is_missing = |key: &&K| self.0.get(key).is_none_or(|kept| changed.concerns(&kept.seen));
        let missing = wanted.par_iter().filter(is_missing).cloned().collect();
        wanted.sort_unstable();
        missing
    }

    /// What was rendered of one.
    pub(super) fn get(&self, key: &K) -> Option<&T> {
        self.0.get(key).map(|rendering| &rendering.result)
    }

    /// Everything, in order.
    pub(super) fn all(&self) -> impl Iterator<Item = &T> {
        self.0.values().map(|rendering| &rendering.result)
    }
}
