//! The text of an update, new or changed, with everything else in it as it was.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use toml_edit::{Array, DocumentMut, Item, Table, Value};

use crate::model::Slug;

/// What is to be said in an update; what is not there stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Changes {
    /// The status.
    pub(super) status: Option<Slug>,
    /// The status that is announced.
    pub(super) expected: Option<Slug>,
    /// Promises that are not there yet, as Markdown.
    pub(super) promises: Vec<String>,
    /// The text of the outlook, as Markdown.
    pub(super) outlook: Option<String>,
    /// The body, as Markdown.
    pub(super) result: Option<String>,
}

/// A new update.
pub(super) fn made(changes: &Changes) -> String {
    edited("+++\n+++\n", changes).unwrap_or_default()
}

/// An update with what is to be said. Comments, keys and promises that are there stay, and so does the kind of line ends.
/// Nothing when the page has no front matter that can be read.
pub(super) fn edited(text: &str, changes: &Changes) -> Option<String> {
    let has_carriage_returns = text.contains("\r\n");
    let text = text.replace("\r\n", "\n");
    let (toml, body) = fences(&text)?;
    let mut document: DocumentMut = text[toml.clone()].parse().ok()?;
    set(&mut document, "status", changes.status.as_ref().map(Slug::as_str));
    set(&mut document, "expected", changes.expected.as_ref().map(Slug::as_str));
    add_promises(&mut document, &changes.promises);
    set(&mut document, "outlook", changes.outlook.as_deref());
    let result = changes.result.as_ref().map(|result| body_of(result, &text[body..]));
    let head = &text[..toml.start];
    let fence = &text[toml.end..body];
    let edited = format!("{head}{document}{fence}{}", result.as_deref().unwrap_or(&text[body..]));
    Some(if has_carriage_returns { edited.replace('\n', "\r\n") } else { edited })
}

/// Where the TOML stands, and where the body begins.
fn fences(text: &str) -> Option<(std::ops::Range<usize>, usize)> {
    let mut at = 0;
    let mut toml = None;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let is_fence = line.trim_start_matches('\u{feff}').trim_end() == "+++";
        match toml {
            None if is_fence => toml = Some(end),
            None => return None,
            Some(start) if is_fence => return Some((start..at, end)),
            Some(_) => {}
        }
        at = end;
    }
    None
}

/// Gives a key a text. A comment beside the old value stays.
fn set(document: &mut DocumentMut, key: &str, text: Option<&str>) {
    let Some(text) = text else { return };
    let mut value = Value::from(text);
    match document.get_mut(key) {
        Some(item) => {
            if let Some(old) = item.as_value() {
                *value.decor_mut() = old.decor().clone();
            }
            *item = Item::Value(value);
        }
        None => insert(document, key, value),
    }
}

/// Adds a key. Comments that were all that there was stay above it.
fn insert(document: &mut DocumentMut, key: &str, value: Value) {
    let comments = document.trailing().as_str().unwrap_or_default().to_owned();
    let is_first = document.is_empty();
    document.insert(key, Item::Value(value));
    if is_first && let Some(mut key) = document.key_mut(key) {
        key.leaf_decor_mut().set_prefix(comments);
        document.set_trailing("");
    }
}

fn add_promises(document: &mut DocumentMut, promises: &[String]) {
    if promises.is_empty() {
        return;
    }
    if document.get("promises").is_none() {
        insert(document, "promises", Value::Array(Array::new()));
    }
    match document.get_mut("promises") {
        Some(Item::Value(Value::Array(array))) => push(array, promises),
        Some(Item::ArrayOfTables(tables)) => {
            for promise in promises {
                let mut table = Table::new();
                table.insert("text", toml_edit::value(promise.as_str()));
                tables.push(table);
            }
        }
        _ => {}
    }
}

/// Each promise on a line of its own. What stands between the last one and the bracket, such as a comment, stays there.
fn push(array: &mut Array, promises: &[String]) {
    let is_lined =
        array.iter().any(|value| value.decor().prefix().and_then(|raw| raw.as_str()).unwrap_or("").contains('\n'));
    if !is_lined {
        for value in array.iter_mut() {
            value.decor_mut().set_prefix("\n  ");
            value.decor_mut().set_suffix("");
        }
    }
    let between = array.trailing().as_str().unwrap_or_default().trim_end().to_owned();
    for (at, promise) in promises.iter().enumerate() {
        let mut value = Value::from(promise.as_str());
        let before = if at == 0 { between.as_str() } else { "" };
        value.decor_mut().set_prefix(format!("{before}\n  "));
        array.push_formatted(value);
    }
    array.set_trailing("\n");
    array.set_trailing_comma(true);
}

/// A body with the authors' notes of the one before it, which are no part of what a table says.
fn body_of(result: &str, before: &str) -> String {
    let notes: Vec<String> = notes(before).iter().map(|note| format!("\n{note}\n")).collect();
    format!("{result}\n{}", notes.concat())
}

fn notes(body: &str) -> Vec<String> {
    let mut notes = Vec::new();
    let mut block: Option<String> = None;
    for event in Parser::new(body) {
        match event {
            Event::Start(Tag::HtmlBlock) => block = Some(String::new()),
            Event::End(TagEnd::HtmlBlock) => notes.extend(block.take().map(|note| note.trim().to_owned())),
            Event::Html(html) | Event::InlineHtml(html) => match &mut block {
                Some(block) => block.push_str(&html),
                None => notes.push(html.trim().to_owned()),
            },
            Event::Start(_)
            | Event::End(_)
            | Event::Text(_)
            | Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
    }
    notes
}
