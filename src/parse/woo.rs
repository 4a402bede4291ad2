//! `[woo]` in `portal.toml`.

use super::context::Context;
use super::table::Table;
use crate::diagnostic::{Problem, nearest};
use crate::model::{Tooi, Vocabulary, Woo};
use crate::source::Spanned;

/// The keys of the table, each with the values that it takes.
const VOCABULARIES: [(&str, Vocabulary); 4] = [
    ("publisher", Vocabulary::Organisations),
    ("category", Vocabulary::Categories),
    ("document_type", Vocabulary::DocumentTypes),
    ("themes", Vocabulary::Themes),
];
pub(super) const KEYS: &[&str] = &["publisher", "category", "document_type", "themes"];

/// How many values a message suggests.
const SUGGESTED: usize = 3;

pub(super) fn read(table: &Table<'_>, context: &mut Context<'_>) -> Option<Woo> {
    table.finish(context);
    let publisher = value("publisher", Vocabulary::Organisations, table, context);
    let publisher = table.required("publisher", publisher, context);
    let category = value("category", Vocabulary::Categories, table, context);
    let category = table.required("category", category, context);
    let document_type = value("document_type", Vocabulary::DocumentTypes, table, context);
    let texts = table.texts("themes", context).into_iter();
    let mut themes: Vec<Tooi> = Vec::new();
    for theme in texts.filter_map(|text| found("themes", Vocabulary::Themes, &text, context)) {
        if !themes.contains(&theme) {
            themes.push(theme);
        }
    }
    Some(Woo { publisher: publisher?, category: category?, document_type, themes, span: table.span() })
}

fn value(key: &str, vocabulary: Vocabulary, table: &Table<'_>, context: &mut Context<'_>) -> Option<Tooi> {
    let text = table.text(key, context)?;
    found(key, vocabulary, &text, context)
}

/// The value that a text is the URI of.
fn found(key: &str, vocabulary: Vocabulary, text: &Spanned<String>, context: &mut Context<'_>) -> Option<Tooi> {
    let uri = text.value.trim();
    let found = vocabulary.find(uri);
    if found.is_none() {
        let others = VOCABULARIES.iter().find_map(|(other, vocabulary)| Some((*other, vocabulary.find(uri)?)));
        let suggestions = meant(vocabulary, uri).into_iter().map(|value| (value.uri(), value.label().to_owned()));
        let key = key.to_owned();
        let problem = match others {
            Some((belongs_to, value)) => {
                Problem::OtherTooiList { key, label: value.label().to_owned(), belongs_to: belongs_to.to_owned() }
            }
            None => Problem::UnknownTooiUri { key, value: uri.to_owned(), suggestions: suggestions.collect() },
        };
        context.report(problem, text.span);
    }
    found
}

/// What was probably meant by a text that is no URI of a list: a value by the end of its URI or by its label, one that is
/// spelt nearly so, or those whose label has words that begin with all of its own.
fn meant(vocabulary: Vocabulary, text: &str) -> Vec<Tooi> {
    let wanted = text.to_lowercase();
    let end = wanted.rsplit('/').next().unwrap_or_default();
    let is_named = |value: &Tooi| value.id() == end || value.label().to_lowercase() == wanted;
    let named: Vec<Tooi> = vocabulary.values().filter(is_named).take(SUGGESTED).collect();
    if !named.is_empty() {
        return named;
    }
    let uris: Vec<String> = vocabulary.values().map(Tooi::uri).collect();
    if let Some(uri) = nearest(text, uris.iter().map(String::as_str)) {
        return vocabulary.find(&uri).into_iter().collect();
    }
    if let Some(label) = nearest(text, vocabulary.values().map(Tooi::label)) {
        return vocabulary.values().filter(|value| value.label() == label).take(SUGGESTED).collect();
    }
    let has_all_words = |value: &Tooi| {
        let label = value.label().to_lowercase();
        let own = label.split(|letter: char| !letter.is_alphanumeric());
        wanted.split_whitespace().all(|word| own.clone().any(|own| own.starts_with(word)))
    };
    vocabulary.values().filter(has_all_words).take(SUGGESTED).collect()
}
