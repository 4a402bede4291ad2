//! Reading one TOML value, with every mistake noted.

use toml::de::DeValue;

use super::context::{Context, control_character};
use super::spelling;
use crate::diagnostic::{Expected, Problem, nearest};
use crate::model::{Amount, Quarter};
use crate::source::{Span, Spanned};

/// What a text says, or a TOML date without a time.
pub(super) fn date_text(value: &DeValue<'_>) -> Option<String> {
    let text = value.as_str().map(|text| text.trim().to_owned());
    let date = value.as_datetime().filter(|date| date.time.is_none());
    text.or_else(|| date.map(ToString::to_string))
}

/// A text that says something.
pub(super) fn text_of(
    key: &str,
    value: &DeValue<'_>,
    span: Span,
    context: &mut Context<'_>,
) -> Option<Spanned<String>> {
    let DeValue::String(text) = value else {
        context.report(wrong_type(key, Expected::Text, value), span);
        return None;
    };
    if text.trim().is_empty() {
        context.report(Problem::EmptyValue { key: key.to_owned() }, span);
        return None;
    }
    if let Some((_, code)) = control_character(text) {
        context.report(Problem::ControlCharacter { code }, span);
        return None;
    }
    Some(Spanned { value: text.to_string(), span })
}

/// The value of a word of a closed list.
pub(super) fn chosen<T: Copy>(
    key: &str,
    text: Spanned<String>,
    choices: &[(&str, T)],
    context: &mut Context<'_>,
) -> Option<T> {
    let found = choices.iter().find(|(word, _)| *word == text.value).map(|(_, value)| *value);
    if found.is_none() {
        let words = choices.iter().map(|(word, _)| *word);
        let problem = Problem::UnknownChoice {
            key: key.to_owned(),
            suggestion: nearest(&text.value, words.clone()),
            value: text.value,
            choices: words.map(str::to_owned).collect(),
        };
        context.report(problem, text.span);
    }
    found
}

/// A text that is an address of one of these schemes.
pub(super) fn address(
    key: &str,
    text: Spanned<String>,
    schemes: &[&str],
    expected: Expected,
    context: &mut Context<'_>,
) -> Option<String> {
    let rest = schemes.iter().find_map(|scheme| text.value.strip_prefix(scheme));
    // What stands in no address (RFC 3986) would mean something else where addresses are written down.
    let is_foreign = |letter: char| letter.is_whitespace() || "\"<>\\^`{|}".contains(letter);
    let is_sound = rest.is_some_and(|rest| !rest.is_empty()) && !text.value.contains(is_foreign);
    if !is_sound {
        context.report(wrong_format(key, expected), text.span);
    }
    is_sound.then_some(text.value)
}

/// A quarter from its text.
pub(super) fn quarter(text: &str, span: Span, context: &mut Context<'_>) -> Option<Quarter> {
    let quarter = Quarter::parse(text);
    if quarter.is_none() {
        let problem = Problem::UnknownQuarter { value: text.to_owned(), suggestion: spelling::quarter(text) };
        context.report(problem, span);
    }
    quarter
}

/// A number that can be added exactly.
pub(super) fn amount(key: &str, value: &DeValue<'_>, span: Span, context: &mut Context<'_>) -> Option<Amount> {
    let whole = value.as_integer().map(ToString::to_string);
    let Some(text) = whole.or_else(|| value.as_float().map(|number| number.as_str().to_owned())) else {
        context.report(wrong_type(key, Expected::Number, value), span);
        return None;
    };
    let amount = Amount::parse(text.trim_start_matches('+'));
    if amount.is_none() {
        context.report(Problem::BadAmount { value: text }, span);
    }
    amount
}

/// A value that is not spelt as it must be.
pub(super) fn wrong_format(key: &str, expected: Expected) -> Problem {
    Problem::WrongFormat { key: key.to_owned(), expected, suggestion: None }
}

/// A value of another type.
pub(super) fn wrong_type(key: &str, expected: Expected, found: &DeValue<'_>) -> Problem {
    let found = match found {
        DeValue::String(_) => Expected::Text,
        DeValue::Integer(_) | DeValue::Float(_) => Expected::Number,
        DeValue::Boolean(_) => Expected::Boolean,
        DeValue::Datetime(_) => Expected::Date,
        DeValue::Array(_) => Expected::List,
        DeValue::Table(_) => Expected::Table,
    };
    Problem::WrongType { key: key.to_owned(), expected, found }
}
