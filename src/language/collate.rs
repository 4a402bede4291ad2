//! Sorting as a reader expects it.

use icu_collator::options::{AlternateHandling, CollatorOptions, MaxVariable, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;

use super::Language;

/// The order of titles in one language: case and accents only break ties, brackets, quotes and spaces count for
/// nothing, and numbers sort by value (Unicode Collation Algorithm with CLDR's rules).
pub struct Collation(Option<CollatorBorrowed<'static>>);

/// A title's place in the order. The title itself breaks ties, so that equal keys mean equal titles.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey(Vec<u8>, String);

impl Collation {
    /// The order of a language.
    pub fn new(language: Language) -> Self {
        let locale = match language {
            Language::Dutch => locale!("nl"),
            Language::English => locale!("en"),
        };
        let mut preferences = CollatorPreferences::from(locale);
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Tertiary);
        options.alternate_handling = Some(AlternateHandling::Shifted);
        options.max_variable = Some(MaxVariable::Punctuation);
        Self(CollatorBorrowed::try_new(preferences, options).ok())
    }

    /// The place of a title. The collation data is compiled in; without it the order would be that of bytes.
    pub fn key(&self, title: &str) -> SortKey {
        let mut key = Vec::with_capacity(title.len() * 2);
        if let Some(collator) = &self.0 {
            let Ok(()) = collator.write_sort_key_to(title, &mut key);
        }
        SortKey(key, title.to_owned())
    }
}

/// Things in reading order: by their `order`, then by title as a reader sorts. Without an `order`, after all that
/// have one.
pub fn ordered<T>(
    things: impl IntoIterator<Item = T>,
    collation: &Collation,
    key: impl Fn(&T) -> (Option<i64>, &str),
) -> Vec<T> {
    let mut keyed: Vec<_> = things
        .into_iter()
        .map(|thing| {
            let (order, title) = key(&thing);
            ((order.is_none(), order, collation.key(title)), thing)
        })
        .collect();
    keyed.sort_by(|(left, _), (right, _)| left.cmp(right));
    keyed.into_iter().map(|(_, thing)| thing).collect()
}
