//! `theme.toml` and a theme's texts.

use std::collections::BTreeMap;

use super::Kind;
use super::context::Context;
use super::front_matter;
use super::table::{Schema, Table};
use crate::diagnostic::{Diagnostic, Problem};
use crate::source::{FilePath, Spanned};

/// A theme, as its `theme.toml` says it.
#[derive(Debug, Default)]
pub struct RawTheme {
    /// The style sheets in the order in which pages name them: files of the theme's `static` folder.
    pub stylesheets: Vec<Spanned<String>>,
    /// The class, or classes, under which an organisation's own style sheet sets its values.
    pub class: Option<String>,
    /// An image for the top of each page: a file of the theme's `static` folder.
    pub logo: Option<Spanned<String>>,
    /// Whether the values are for light pages alone.
    pub is_light: bool,
}

/// A text of a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ThemeText {
    /// The same for every number.
    Plain(String),
    /// One form for 1 and one for any other number.
    Plural {
        /// For 1.
        one: String,
        /// For 0 and from 2 on.
        other: String,
    },
}

const SCHEMA: Schema = &[("", &["title", "stylesheets", "class", "logo", "color_scheme"])];

/// The values of `color_scheme`, as CSS spells them, and whether each is light alone.
const COLOR_SCHEMES: [(&str, bool); 2] = [("light dark", false), ("light", true)];

/// Any key may stand at the top of a file of texts.
const TEXTS_SCHEMA: Schema = &[("", &[]), ("plural", &["one", "other"])];

/// Reads `theme.toml`.
pub fn theme(file: &FilePath, text: &str) -> (RawTheme, Vec<Diagnostic>) {
    let mut context = Context::new(file, text, Kind::Site.style());
    let theme = front_matter::whole(SCHEMA, &mut context, |table, context| {
        table.finish(context);
        let title = table.text("title", context);
        table.required("title", title, context);
        RawTheme {
            stylesheets: table.texts("stylesheets", context),
            class: table.text("class", context).map(|class| class.value),
            logo: table.text("logo", context),
            is_light: table.choice("color_scheme", &COLOR_SCHEMES, context).unwrap_or_default(),
        }
    });
    (theme, context.finish().0)
}

/// Reads a theme's texts in one language.
pub fn theme_texts(file: &FilePath, text: &str) -> (BTreeMap<String, ThemeText>, Vec<Diagnostic>) {
    let mut context = Context::new(file, text, Kind::Site.style());
    let texts = front_matter::whole(TEXTS_SCHEMA, &mut context, |table, context| {
        let mut texts = BTreeMap::new();
        for (key, value, span) in table.entries() {
            let text = match value.as_str() {
                Some(text) => Some(ThemeText::Plain(text.to_owned())),
                None if value.is_table() => {
                    table.inner(key.value, "plural", value, span, context).and_then(|inner| plural(&inner, context))
                }
                None => None,
            };
            match text {
                Some(text) => _ = texts.insert(key.value.to_owned(), text),
                None => context.report(Problem::BadText { key: key.value.to_owned() }, span),
            }
        }
        texts
    });
    (texts, context.finish().0)
}

fn plural(table: &Table<'_>, context: &mut Context<'_>) -> Option<ThemeText> {
    table.finish(context);
    let one = table.text("one", context);
    let other = table.text("other", context);
    Some(ThemeText::Plural { one: one?.value, other: other?.value })
}
