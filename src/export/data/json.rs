//! JSON, row by row, and the beginning of its files.

use std::fmt::Write;

use serde::Serialize;

use super::cell::Cell;
use super::common::Common;
use crate::data::{Kind, Table, VERSION};
use crate::select::Audience;

/// Adds a row, with a comma and a line end before it. Every field is there; one that holds nothing is `null`.
pub(super) fn push_row(json: &mut String, table: &Table, cells: &[Cell<'_>]) {
    json.push_str(",\n{");
    for (at, (field, cell)) in table.fields.iter().zip(cells).enumerate() {
        json.extend([if at > 0 { ",\"" } else { "\"" }, field.name, "\":"]);
        push_cell(json, cell);
        if field.kind == Kind::When {
            let ends = match cell {
                Cell::When(when) => [Some(when.first()), Some(when.last())],
                Cell::Nothing | Cell::Text(_) | Cell::Day(_) | Cell::Integer(_) | Cell::Number(_) | Cell::Truth(_) => {
                    [None, None]
                }
            };
            for (ending, day) in ["_first", "_last"].into_iter().zip(ends) {
                json.extend([",\"", field.name, ending, "\":"]);
                push_cell(json, &day.into());
            }
        }
    }
    json.push('}');
}

fn push_cell(json: &mut String, cell: &Cell<'_>) {
    // A string takes all that is written to it.
    let _ = match cell {
        Cell::Nothing => json.write_str("null"),
        Cell::Text(text) => return push_quoted(json, text),
        Cell::Day(day) => write!(json, "\"{day}\""),
        Cell::When(when) => write!(json, "\"{when}\""),
        Cell::Integer(number) => write!(json, "{number}"),
        Cell::Number(amount) => write!(json, "{amount}"),
        Cell::Truth(truth) => write!(json, "{truth}"),
    };
}

fn push_quoted(json: &mut String, text: &str) {
    // Looked at together, because many bytes are quickly told to need nothing. Prose has lines, and seldom more than that.
    let needs_escape = |byte: &u8| (*byte < b' ' && *byte != b'\n') || *byte == b'"' || *byte == b'\\';
    if text.as_bytes().iter().fold(false, |any, byte| any | needs_escape(byte)) {
        // A text is always JSON.
        json.push_str(&serde_json::to_string(text).unwrap_or_default());
        return;
    }
    json.push('"');
    for (at, line) in text.split('\n').enumerate() {
        json.extend([if at > 0 { "\\n" } else { "" }, line]);
    }
    json.push('"');
}

/// What every file says of itself.
#[derive(Serialize)]
struct Head<'a> {
    #[serde(rename = "$schema")]
    schema: String,
    version: u32,
    title: &'a str,
    url: String,
    language: &'static str,
    licence: &'static str,
    draft: bool,
}

/// The beginning of a file, up to its tables. `title` and `page` are those of what it tells.
pub(super) fn head(common: &Common, title: &str, page: &str) -> String {
    let site = common.site();
    let head = Head {
        schema: common.url(&super::schema::address(VERSION)),
        version: VERSION,
        title,
        url: common.url(page),
        language: site.language.tag(),
        licence: site.data.licence.address(),
        draft: common.audience() == Audience::Authors,
    };
    let head = serde_json::to_string(&head).unwrap_or_default();
    head.trim_end_matches('}').to_owned()
}
