//! JSON, row by row, and the beginning of its files.

use serde::Serialize;

use super::cell::Cell;
use super::common::Common;
use crate::data::{Kind, Table, VERSION};
use crate::select::Audience;

/// Adds a row, with a comma and a line end before it. Every field is there; one that holds nothing is `null`.
pub(super) fn push_row(json: &mut String, table: &Table, cells: &[Cell<'_>]) {
    json.push_str(",\n{");
    for (at, (field, cell)) in table.fields.iter().zip(cells).enumerate() {
        if at > 0 {
            json.push(',');
        }
        let mut push = |ending: &str, value: &str| {
            json.extend(["\"", field.name, ending, "\":", value]);
        };
        match cell {
            Cell::Nothing => push("", "null"),
            Cell::Text(text) => push("", &quoted(text)),
            Cell::Day(day) => push("", &quoted(&day.to_string())),
            Cell::When(when) => push("", &quoted(&when.to_string())),
            Cell::Integer(number) => push("", &number.to_string()),
            Cell::Number(amount) => push("", &amount.to_string()),
            Cell::Truth(truth) => push("", if *truth { "true" } else { "false" }),
        }
        if field.kind == Kind::When {
            let ends = match cell {
                Cell::When(when) => [when.first(), when.last()].map(|day| quoted(&day.to_string())),
                Cell::Nothing | Cell::Text(_) | Cell::Day(_) | Cell::Integer(_) | Cell::Number(_) | Cell::Truth(_) => {
                    ["null", "null"].map(str::to_owned)
                }
            };
            for (ending, value) in ["_first", "_last"].into_iter().zip(ends) {
                json.extend([",\"", field.name, ending, "\":", &value]);
            }
        }
    }
    json.push('}');
}

fn quoted(text: &str) -> String {
    // Looked at together, because many bytes are quickly told to need nothing.
    let needs_escape = |byte: &u8| *byte < b' ' || *byte == b'"' || *byte == b'\\';
    if !text.as_bytes().iter().fold(false, |any, byte| any | needs_escape(byte)) {
        return ["\"", text, "\""].concat();
    }
    // A text is always JSON.
    serde_json::to_string(text).unwrap_or_default()
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
