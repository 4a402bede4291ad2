//! Reading one TOML table, key by key, with every mistake noted.

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};

use super::context::Context;
use super::{markdown, spelling, value};
use crate::diagnostic::{Diagnostic, Expected, Problem, Role, nearest};
use crate::model::{Amount, Day, Prose, Quarter, Slug, When};
use crate::source::{Span, Spanned};

/// The tables of a kind of file, each with its keys. The first, with an empty name, is the file's own.
pub(super) type Schema = &'static [(&'static str, &'static [&'static str])];

/// A TOML value with its place in the front matter.
pub(super) type Value<'v> = TomlSpanned<DeValue<'v>>;

/// One table of a file. Reading a key that is absent gives nothing and is no mistake; ask [`Table::required`].
#[derive(Clone, Copy)]
pub(super) struct Table<'v> {
    entries: &'v DeTable<'v>,
    /// Where to say that something is missing.
    span: Span,
    /// Where the TOML begins in the file.
    start: usize,
    name: &'static str,
    schema: Schema,
}

impl<'v> Table<'v> {
    pub(super) fn root(entries: &'v DeTable<'v>, span: Span, start: usize, schema: Schema) -> Self {
        Self { entries, span, start, name: "", schema }
    }

    /// Where the table stands.
    pub(super) fn span(&self) -> Span {
        self.span
    }

    /// Whether the key is there, however wrong its value.
    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Where a key's value stands, or the table when it is not there.
    pub(super) fn place_of(&self, key: &str) -> Span {
        self.get(key).map_or(self.span, |(_, span)| span)
    }

    /// The value of a key, and its place in the file.
    fn get(&self, key: &str) -> Option<(&'v DeValue<'v>, Span)> {
        let value: &'v Value<'v> = self.entries.get(key)?;
        Some((value.get_ref(), self.place(value)))
    }

    fn place(&self, value: &Value<'_>) -> Span {
        Span::new(value.span().start, value.span().end).shifted(self.start)
    }

    /// Passes a value on, and notes that the key is missing when it is not in the table at all.
    pub(super) fn required<T>(&self, key: &str, value: Option<T>, context: &mut Context<'_>) -> Option<T> {
        if !self.has(key) && !self.is_told_elsewhere(key) && !context.is_broken {
            context.report(Problem::MissingKey { key: key.to_owned(), table: self.name.to_owned() }, self.span);
        }
        value
    }

    /// Whether the missing key is there after all: misspelt, or slid into a table below. That is said there.
    fn is_told_elsewhere(&self, key: &str) -> bool {
        self.is_misspelt(key) || (self.name.is_empty() && self.has_slid(key))
    }

    /// Whether a table inside this one holds the key, although it has none of that name.
    fn has_slid(&self, key: &str) -> bool {
        let lists = self.schema.iter().filter(|(name, keys)| !name.is_empty() && !keys.contains(&key));
        let values = lists.filter_map(|(name, _)| self.entries.get(*name)).map(TomlSpanned::get_ref);
        let tables = values.flat_map(|value| match value.as_array() {
            Some(values) => values.iter().map(TomlSpanned::get_ref).collect(),
            None => vec![value],
        });
        tables.filter_map(DeValue::as_table).any(|table| table.contains_key(key))
    }

    /// Whether another key of the table is an unknown one that probably means this one.
    fn is_misspelt(&self, key: &str) -> bool {
        let own = self.own_keys();
        let unknown = self.entries.keys().map(|key| key.get_ref().as_ref()).filter(|key| !own.contains(key));
        unknown.filter_map(|unknown| nearest(unknown, own.iter().copied())).any(|meant| meant == key)
    }

    /// The keys that the schema knows for this table.
    fn own_keys(&self) -> &'static [&'static str] {
        self.schema.iter().find(|(table, _)| *table == self.name).map_or(&[][..], |(_, keys)| *keys)
    }

    /// A text of one line that says something.
    pub(super) fn text(&self, key: &str, context: &mut Context<'_>) -> Option<Spanned<String>> {
        let text = self.any_text(key, context)?;
        if text.value.trim().contains('\n') {
            context.report(value::wrong_format(key, Expected::OneLine), text.span);
            return None;
        }
        Some(Spanned { value: text.value.trim().to_owned(), ..text })
    }

    /// A text of any number of lines that says something.
    pub(super) fn any_text(&self, key: &str, context: &mut Context<'_>) -> Option<Spanned<String>> {
        let (value, span) = self.get(key)?;
        value::text_of(key, value, span, context)
    }

    /// A line or block of Markdown.
    pub(super) fn prose(&self, key: &str, context: &mut Context<'_>) -> Option<Prose> {
        let text = self.any_text(key, context)?;
        Some(markdown::line(&text, context))
    }

    /// A list of lines of Markdown.
    pub(super) fn proses(&self, key: &str, context: &mut Context<'_>) -> Vec<Prose> {
        let texts = self.list(key, context).into_iter();
        texts
            .filter_map(|(value, span)| Some(markdown::line(&value::text_of(key, value, span, context)?, context)))
            .collect()
    }

    /// A list of texts.
    pub(super) fn texts(&self, key: &str, context: &mut Context<'_>) -> Vec<Spanned<String>> {
        let texts = self.list(key, context).into_iter();
        texts.filter_map(|(value, span)| value::text_of(key, value, span, context)).collect()
    }

    /// The values of a list, each with its place; empty when the key is absent.
    pub(super) fn list(&self, key: &str, context: &mut Context<'_>) -> Vec<(&'v DeValue<'v>, Span)> {
        match self.get(key) {
            Some((DeValue::Array(values), _)) => {
                values.iter().map(|value| (value.get_ref(), self.place(value))).collect()
            }
            Some((other, span)) => {
                context.report(value::wrong_type(key, Expected::List, other), span);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// Notes that a list is empty where there has to be something in it.
    pub(super) fn report_empty(&self, key: &str, context: &mut Context<'_>) {
        if let Some((DeValue::Array(values), span)) = self.get(key)
            && values.is_empty()
        {
            context.report(Problem::EmptyValue { key: key.to_owned() }, span);
        }
    }

    /// A list of tables, written as `[[key]]` or `key = [{ ... }]`. `name` is the table's name in the schema.
    pub(super) fn tables(&self, key: &str, name: &'static str, context: &mut Context<'_>) -> Vec<Self> {
        let values = self.list(key, context).into_iter();
        values.filter_map(|(value, span)| self.inner(key, name, value, span, context)).collect()
    }

    /// A table, written as `[key]` or `key = { ... }`.
    pub(super) fn table(&self, key: &str, name: &'static str, context: &mut Context<'_>) -> Option<Self> {
        let (value, span) = self.get(key)?;
        self.inner(key, name, value, span, context)
    }

    /// A value as a table inside this one.
    pub(super) fn inner(
        &self,
        key: &str,
        name: &'static str,
        value: &'v DeValue<'v>,
        span: Span,
        context: &mut Context<'_>,
    ) -> Option<Self> {
        let DeValue::Table(entries) = value else {
            context.report(value::wrong_type(key, Expected::Table, value), span);
            return None;
        };
        Some(Self { entries, span, name, ..*self })
    }

    /// The entries of a table whose keys are data and no names of ours.
    pub(super) fn entries(&self) -> impl Iterator<Item = (Spanned<&'v str>, &'v DeValue<'v>, Span)> {
        self.entries.iter().map(|(key, value)| {
            let span = Span::new(key.span().start, key.span().end).shifted(self.start);
            (Spanned { value: key.get_ref().as_ref(), span }, value.get_ref(), self.place(value))
        })
    }

    /// The texts of a table whose keys are data and no names of ours; none when it is not there.
    pub(super) fn table_of_texts(&self, key: &str) -> Vec<(&'v str, &'v str)> {
        let table = self.get(key).and_then(|(value, _)| value.as_table());
        let entries = table.into_iter().flat_map(DeTable::iter);
        entries.filter_map(|(key, value)| Some((key.get_ref().as_ref(), value.get_ref().as_str()?))).collect()
    }

    /// A whole number.
    pub(super) fn integer(&self, key: &str, context: &mut Context<'_>) -> Option<i64> {
        let (value, span) = self.get(key)?;
        let number = value.as_integer().and_then(|number| i64::from_str_radix(number.as_str(), number.radix()).ok());
        if number.is_none() {
            context.report(value::wrong_type(key, Expected::Integer, value), span);
        }
        number
    }

    /// `true` or `false`; absent is `false`.
    pub(super) fn boolean(&self, key: &str, context: &mut Context<'_>) -> bool {
        match self.get(key) {
            Some((DeValue::Boolean(value), _)) => *value,
            Some((other, span)) => {
                context.report(value::wrong_type(key, Expected::Boolean, other), span);
                false
            }
            None => false,
        }
    }

    /// A moment: a text in any of its spellings, a TOML date, or a whole year.
    pub(super) fn when(&self, key: &str, context: &mut Context<'_>) -> Option<Spanned<When>> {
        let (value, span) = self.get(key)?;
        let text = value::date_text(value).or_else(|| value.as_integer().map(ToString::to_string));
        let Some(text) = text else {
            context.report(value::wrong_type(key, Expected::When, value), span);
            return None;
        };
        let when = When::parse(&text).map(|value| Spanned { value, span });
        if when.is_none() {
            context.report(Problem::BadWhen { suggestion: spelling::when(&text), value: text }, span);
        }
        when
    }

    /// A day: a text or a TOML date.
    pub(super) fn day(&self, key: &str, context: &mut Context<'_>) -> Option<Day> {
        let (value, span) = self.get(key)?;
        let Some(text) = value::date_text(value) else {
            context.report(value::wrong_type(key, Expected::Date, value), span);
            return None;
        };
        let day = Day::parse(&text);
        if day.is_none() {
            context.report(Problem::BadDate { suggestion: spelling::day(&text), value: text }, span);
        }
        day
    }

    /// A quarter.
    pub(super) fn quarter(&self, key: &str, context: &mut Context<'_>) -> Option<Spanned<Quarter>> {
        let text = self.text(key, context)?;
        value::quarter(&text.value, text.span, context).map(|value| Spanned { value, span: text.span })
    }

    /// An id.
    pub(super) fn slug(&self, key: &str, context: &mut Context<'_>) -> Option<Spanned<Slug>> {
        let text = self.text(key, context)?;
        let slug = Slug::parse(&text.value).map(|value| Spanned { value, span: text.span });
        if slug.is_none() {
            let suggestion = Slug::from_title(&text.value).map(|slug| slug.to_string());
            context.report(Problem::WrongFormat { key: key.to_owned(), expected: Expected::Id, suggestion }, text.span);
        }
        slug
    }

    /// A number that can be added exactly.
    pub(super) fn amount(&self, key: &str, context: &mut Context<'_>) -> Option<Spanned<Amount>> {
        let (value, span) = self.get(key)?;
        value::amount(key, value, span, context).map(|value| Spanned { value, span })
    }

    /// A word of a closed list.
    pub(super) fn choice<T: Copy>(&self, key: &str, choices: &[(&str, T)], context: &mut Context<'_>) -> Option<T> {
        let text = self.text(key, context)?;
        value::chosen(key, text, choices, context)
    }

    /// A list of words of a closed list.
    pub(super) fn choices<T: Copy>(&self, key: &str, choices: &[(&str, T)], context: &mut Context<'_>) -> Vec<T> {
        let texts = self.texts(key, context).into_iter();
        texts.filter_map(|text| value::chosen(key, text, choices, context)).collect()
    }

    /// An address elsewhere.
    pub(super) fn web_address(&self, key: &str, context: &mut Context<'_>) -> Option<String> {
        let text = self.text(key, context)?;
        value::address(key, text, &["https://", "http://"], Expected::WebAddress, context)
    }

    /// An address elsewhere to which nobody can listen in.
    pub(super) fn secure_address(&self, key: &str, context: &mut Context<'_>) -> Option<String> {
        let text = self.text(key, context)?;
        value::address(key, text, &["https://"], Expected::SecureAddress, context)
    }

    /// Notes every key that does not belong here. Call it once, after the keys were read.
    pub(super) fn finish(&self, context: &mut Context<'_>) {
        let own = self.own_keys();
        for (key, _, _) in self.entries() {
            if own.contains(&key.value) {
                continue;
            }
            let other = self.schema.iter().find(|(table, keys)| *table != self.name && keys.contains(&key.value));
            let (name, table) = (key.value.to_owned(), self.name.to_owned());
            let diagnostic = match other {
                Some((belongs_to, _)) => Diagnostic::new(
                    Problem::MisplacedKey { key: name, table, belongs_to: (*belongs_to).to_owned() },
                    context.place(key.span),
                )
                .with(Role::TableHere, context.place(self.span)),
                None => {
                    let suggestion = nearest(key.value, own.iter().copied());
                    Diagnostic::new(Problem::UnknownKey { key: name, table, suggestion }, context.place(key.span))
                }
            };
            context.push(diagnostic);
        }
    }
}
