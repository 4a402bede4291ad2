//! The open data: what there is, where, what each field means, and what may be done with it.

use serde::Serialize;

use super::facts::Facts;
use super::parts::Link;
use super::{Draft, Section, site_file, value};
use crate::data::{ALL, CATALOG, Column, PACKAGE, SCHEMA, TABLES, Table, WORKBOOK};
use crate::language::Language;

#[derive(Serialize)]
struct View {
    workbook: String,
    all: String,
    schema: String,
    package: String,
    /// None as long as nobody is named who publishes the site.
    catalog: Option<String>,
    licence: Link,
    /// How a reader may say where something comes from.
    source: String,
    tables: Vec<TableView>,
}

#[derive(Serialize)]
struct TableView {
    name: &'static str,
    title: &'static str,
    description: &'static str,
    csv: String,
    json: String,
    fields: Vec<FieldView>,
}

#[derive(Serialize)]
struct FieldView {
    name: String,
    title: String,
    description: String,
    kind: &'static str,
    is_required: bool,
}

pub(super) fn page(facts: &Facts<'_>) -> Draft {
    let site = facts.site();
    let licence = site.data.licence;
    let address = facts.routes.data();
    let publisher = site.organisation.as_ref().map_or(&site.title, |organisation| &organisation.name);
    let page = site.base_url.absolute(&facts.href(&address));
    let view = View {
        workbook: facts.href(WORKBOOK),
        all: facts.href(ALL),
        schema: facts.href(SCHEMA),
        package: facts.href(PACKAGE),
        catalog: site.organisation.as_ref().map(|_| facts.href(CATALOG)),
        licence: Link { href: licence.address().to_owned(), text: licence.id().to_owned() },
        source: match facts.facts_day() {
            Some(day) => format!("{publisher}, {}, {}, {page}", site.title, site.language.day(day)),
            None => format!("{publisher}, {}, {page}", site.title),
        },
        tables: TABLES.iter().map(|table| table_view(facts, table)).collect(),
    };
    Draft {
        address,
        template: "data.html",
        title: "Open data".to_owned(),
        section: Section::None,
        description: Some(description(site.language).to_owned()),
        breadcrumb: Vec::new(),
        source: site_file(),
        view: value(&view),
    }
}

fn description(language: Language) -> &'static str {
    match language {
        Language::Dutch => "Alles wat op deze site staat, als gegevens: voor een spreadsheet of een eigen programma.",
        Language::English => "Everything on this site as data: for a spreadsheet or a program of your own.",
    }
}

fn table_view(facts: &Facts<'_>, table: &Table) -> TableView {
    let language = facts.language();
    let field = |column: Column| FieldView {
        kind: column.kind.word(language),
        name: column.name.into_owned(),
        title: column.title.into_owned(),
        description: column.description.into_owned(),
        is_required: column.is_required,
    };
    TableView {
        name: table.name,
        title: table.title(language),
        description: table.description(language),
        csv: facts.href(&table.csv()),
        json: facts.href(&table.json()),
        fields: table.columns(language).into_iter().map(field).collect(),
    }
}
