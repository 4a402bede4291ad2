//! What is in the separated files, for programs: a data package of Frictionless (version 1 of its specifications).

use serde_json::{Map, Value, json};

use super::common::Common;
use super::schema::pretty;
use crate::data::{Column, FOLDER, Kind, Name, PACKAGE, Reference, TABLES, Table, VERSION};
use crate::language::Language;

/// The package.
pub(super) fn text(common: &Common) -> String {
    let site = common.site();
    let licence = site.data.licence;
    let mut package = json!({
        "profile": "tabular-data-package",
        "name": "data",
        "id": common.url(PACKAGE),
        "title": site.title,
        "homepage": common.url(FOLDER),
        "version": format!("{VERSION}.0.0"),
        "licenses": [{ "name": licence.id(), "path": licence.address() }],
        "resources": TABLES.iter().map(|table| resource(table, site.language)).collect::<Vec<_>>(),
    });
    if let (Some(description), Some(package)) = (&site.description, package.as_object_mut()) {
        package.insert("description".to_owned(), json!(description));
    }
    if let (Some(organisation), Some(package)) = (&site.organisation, package.as_object_mut()) {
        let mut publisher = Map::new();
        publisher.insert("title".to_owned(), json!(organisation.name));
        publisher.insert("role".to_owned(), json!("publisher"));
        publisher.extend(organisation.url.as_ref().map(|url| ("path".to_owned(), json!(url))));
        publisher.extend(organisation.email.as_ref().map(|email| ("email".to_owned(), json!(email))));
        package.insert("contributors".to_owned(), json!([publisher]));
    }
    pretty(&package)
}

fn resource(table: &Table, language: Language) -> Value {
    let fields: Vec<Value> = table.columns(language).iter().map(field).collect();
    let references: Vec<Value> = table.references.iter().map(|reference| foreign_key(reference, table.id)).collect();
    json!({
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": format!("{}.csv", table.name),
        "title": table.title(language),
        "description": table.description(language),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true },
        "schema": {
            "fields": fields,
            "missingValues": [""],
            "primaryKey": table.key,
            "foreignKeys": references,
        },
    })
}

fn foreign_key(reference: &Reference, from: Name) -> Value {
    // A table that refers to itself is told by an empty name.
    let to = if reference.to == from { "" } else { reference.to.table().name };
    json!({ "fields": reference.from, "reference": { "resource": to, "fields": reference.keys } })
}

fn field(column: &Column) -> Value {
    let mut rules = Map::new();
    rules.insert("required".to_owned(), json!(column.is_required));
    let (kind, format) = match column.kind {
        Kind::Id => {
            rules.insert("pattern".to_owned(), json!("[a-z0-9]+(-[a-z0-9]+)*"));
            ("string", "default")
        }
        Kind::Text | Kind::Prose => ("string", "default"),
        Kind::Day => ("date", "default"),
        Kind::When => {
            rules.insert("pattern".to_owned(), json!("[0-9]{4}(-(Q[1-4]|[0-9]{2}(-[0-9]{2})?))?"));
            ("string", "default")
        }
        Kind::Quarter => {
            rules.insert("pattern".to_owned(), json!("[0-9]{4}-Q[1-4]"));
            ("string", "default")
        }
        Kind::Integer => ("integer", "default"),
        Kind::Number => ("number", "default"),
        Kind::Truth => ("boolean", "default"),
        Kind::Address => ("string", "uri"),
        Kind::Choice(words) => {
            rules.insert("enum".to_owned(), json!(words));
            ("string", "default")
        }
    };
    json!({
        "name": column.name,
        "title": column.title,
        "description": column.description,
        "type": kind,
        "format": format,
        "constraints": rules,
    })
}
