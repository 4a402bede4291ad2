//! What is in every JSON file, as JSON Schema (draft 2020-12).
//!
//! Fields are only ever added, so that what is valid by one version is by every former one, and each version stays where
//! it was.

use serde_json::{Map, Value, json};

use super::common::Common;
use crate::data::{Column, FOLDER, Kind, SCHEMA_NAME, TABLES, Table};
use crate::language::Language;

/// Where a version stands.
pub(super) fn address(version: u32) -> String {
    format!("{FOLDER}v{version}/{SCHEMA_NAME}")
}

/// A version of the schema.
pub(super) fn text(common: &Common, version: u32) -> String {
    let language = common.language();
    let mut properties = Map::new();
    properties.insert("$schema".to_owned(), json!({ "type": "string", "format": "uri" }));
    properties.insert("version".to_owned(), json!({ "type": "integer", "minimum": version }));
    properties.insert("title".to_owned(), json!({ "type": "string" }));
    properties.insert("url".to_owned(), json!({ "type": "string", "format": "uri" }));
    properties.insert("language".to_owned(), json!({ "enum": Language::ALL.map(|(tag, _)| tag) }));
    properties.insert("licence".to_owned(), json!({ "type": "string", "format": "uri" }));
    properties.insert("draft".to_owned(), json!({ "type": "boolean" }));
    let required: Vec<String> = properties.keys().cloned().collect();
    let mut definitions = Map::new();
    for table in &TABLES {
        let rows = json!({
            "title": table.title(language),
            "description": table.description(language),
            "type": "array",
            "items": { "$ref": format!("#/$defs/{}", table.name) },
        });
        properties.insert(table.name.to_owned(), rows);
        definitions.insert(table.name.to_owned(), row(table, language, version));
    }
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": common.url(&address(version)),
        "title": common.site().title,
        "type": "object",
        "required": required,
        "properties": properties,
        "$defs": definitions,
    });
    pretty(&schema)
}

fn row(table: &Table, language: Language, version: u32) -> Value {
    let columns: Vec<Column> = table.columns(language).into_iter().filter(|column| column.since <= version).collect();
    let names: Vec<&str> = columns.iter().map(|column| &*column.name).collect();
    let properties: Map<String, Value> =
        columns.iter().map(|column| (column.name.to_string(), property(column))).collect();
    json!({ "type": "object", "required": names, "properties": properties })
}

fn property(column: &Column) -> Value {
    let (kind, rule) = match column.kind {
        Kind::Id => ("string", Some(("pattern", json!("^[a-z0-9]+(-[a-z0-9]+)*$")))),
        Kind::Text | Kind::Prose => ("string", None),
        Kind::Day => ("string", Some(("format", json!("date")))),
        Kind::When => ("string", Some(("pattern", json!("^[0-9]{4}(-(Q[1-4]|[0-9]{2}(-[0-9]{2})?))?$")))),
        Kind::Quarter => ("string", Some(("pattern", json!("^[0-9]{4}-Q[1-4]$")))),
        Kind::Integer => ("integer", None),
        Kind::Number => ("number", None),
        Kind::Truth => ("boolean", None),
        Kind::Address => ("string", Some(("format", json!("uri")))),
        Kind::Choice(words) => {
            let words = words.iter().copied().map(Value::from);
            ("string", Some(("enum", words.chain((!column.is_required).then_some(Value::Null)).collect())))
        }
    };
    let kind = if column.is_required { json!(kind) } else { json!([kind, "null"]) };
    let mut property = json!({ "title": column.title, "description": column.description, "type": kind });
    if let (Some((rule, value)), Some(property)) = (rule, property.as_object_mut()) {
        property.insert(rule.to_owned(), value);
    }
    property
}

/// JSON that people can read too.
pub(super) fn pretty(value: &Value) -> String {
    // A value that was made of texts is always JSON.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
