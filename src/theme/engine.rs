//! The template engine, set up so that a mistake in a template never goes unseen.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Rest};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value};

use super::fragment::Fragment;
use crate::output::offering;
use crate::parse::ThemeText;
use crate::prose;

/// An engine that knows a theme's texts and nothing else.
pub(super) fn environment(texts: BTreeMap<String, ThemeText>) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_syntax(syntax());
    environment.set_formatter(write);
    let plurals = texts.clone();
    let plain: BTreeMap<String, Value> =
        texts.iter().filter_map(|(key, text)| Some((key.clone(), plain(text)?))).collect();
    let made = RwLock::new(BTreeMap::new());
    environment
        .add_function("once", move |state: &State, name: &str, texts: Rest<Value>| once(&made, state, name, &texts));
    environment.add_function("text", move |key: &str, values: Kwargs| match plain.get(key) {
        // Nearly always.
        Some(text) if values.args().next().is_none() => Ok(text.clone()),
        _ => text(&texts, key, &values).map(Value::from),
    });
    environment.add_function("plural", move |key: &str, number: usize, _: Rest<Value>| plural(&plurals, key, number));
    environment
}

/// The template with the macros that see nothing but texts.
const ONCE: &str = "once.html";

/// What a macro of [`ONCE`] gives for some texts, each of which may be `none`. It is asked once: it sees nothing but them, so
/// that it gives the same each time.
fn once(made: &RwLock<BTreeMap<String, Value>>, state: &State, name: &str, texts: &[Value]) -> Result<Value, Error> {
    // In bytes: most keys are shorter, so that they seldom have to move.
    let mut key = String::with_capacity(128);
    key.push_str(name);
    for value in texts {
        // Of the same letters, HTML stays as it is and any other text is escaped.
        match value.as_str() {
            Some(text) if value.is_safe() => key.extend(["\u{1}", text]),
            Some(text) => key.extend(["\0", text]),
            None if value.is_none() => key.push('\u{2}'),
            None => {
                return Err(Error::new(ErrorKind::InvalidOperation, "`once` takes the name of a macro, and texts"));
            }
        }
    }
    // What a thread that failed left is whole: a value is put in at once.
    if let Some(made) = made.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return Ok(made.clone());
    }
    let mut macros = state.env().get_template(ONCE)?.render_captured(())?;
    let value = macros.with_state_mut(|macros| {
        let missing = || Error::new(ErrorKind::UnknownFunction, format!("`{ONCE}` has no macro `{name}`"));
        macros.lookup(name).ok_or_else(missing)?.call(macros, texts)
    })?;
    made.write().unwrap_or_else(PoisonError::into_inner).insert(key, value.clone());
    Ok(value)
}

fn syntax() -> SyntaxConfig {
    SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().unwrap_or_default()
}

/// Writes a value: HTML as it is, anything else escaped. `none` is no text, so writing it is a mistake.
fn write(out: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    if let Some(html) = value.downcast_object_ref::<prose::Text>() {
        return Ok(offering(&html.bytes(), || out.write_str(html.as_str()))?);
    }
    if let Some(fragment) = value.downcast_object_ref::<Fragment>() {
        return Ok(fragment.write(out)?);
    }
    if value.is_none() || value.is_undefined() {
        return Err(Error::new(ErrorKind::InvalidOperation, "the value is none; test for it first"));
    }
    match value.as_str() {
        Some(text) if value.is_safe() => out.write_str(text)?,
        Some(text) => pulldown_cmark_escape::escape_html(pulldown_cmark_escape::FmtWriter(out), text)?,
        None => out.write_str(&value.to_string())?,
    }
    Ok(())
}

fn lookup<'t>(texts: &'t BTreeMap<String, ThemeText>, key: &str) -> Result<&'t ThemeText, Error> {
    let missing = || Error::new(ErrorKind::InvalidOperation, format!("the theme has no text `{key}`"));
    texts.get(key).ok_or_else(missing)
}

/// A text that is the same everywhere.
fn plain(text: &ThemeText) -> Option<Value> {
    match text {
        ThemeText::Plain(text) => Some(text.as_str().into()),
        ThemeText::Plural { .. } => None,
    }
}

/// A text with `{name}` replaced by the value of that name.
fn text(texts: &BTreeMap<String, ThemeText>, key: &str, values: &Kwargs) -> Result<String, Error> {
    let ThemeText::Plain(text) = lookup(texts, key)? else {
        return Err(Error::new(ErrorKind::InvalidOperation, format!("the text `{key}` is a plural")));
    };
    let mut filled = text.clone();
    for name in values.args() {
        let value: Value = values.get(name)?;
        filled = filled.replace(&format!("{{{name}}}"), &value.to_string());
    }
    values.assert_all_used()?;
    Ok(filled)
}

/// The form for a number, with `{n}` replaced by it.
fn plural(texts: &BTreeMap<String, ThemeText>, key: &str, number: usize) -> Result<String, Error> {
    let form = match lookup(texts, key)? {
        ThemeText::Plain(text) => text,
        ThemeText::Plural { one, .. } if number == 1 => one,
        ThemeText::Plural { other, .. } => other,
    };
    Ok(form.replace("{n}", &number.to_string()))
}

/// The error of the template in which it happened, below those of the templates that include or extend it.
pub(super) fn innermost(error: &Error) -> &Error {
    let mut innermost = error;
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        if let Some(inner) = cause.downcast_ref::<Error>() {
            innermost = inner;
        }
        source = cause.source();
    }
    innermost
}
