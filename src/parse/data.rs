//! `[data]` in `portal.toml`.

use super::context::Context;
use super::table::Table;
use crate::model::{Data, DataOutput, Licence};

pub(super) const KEYS: &[&str] = &["licence", "outputs"];

pub(super) fn read(table: &Table<'_>, context: &mut Context<'_>) -> Data {
    table.finish(context);
    let otherwise = Data::default();
    let licences = Licence::ALL.map(|licence| (licence.id(), licence));
    let licence = table.choice("licence", &licences, context).unwrap_or(otherwise.licence);
    if !table.has("outputs") {
        return Data { licence, ..otherwise };
    }
    let chosen = table.choices("outputs", &DataOutput::ALL, context);
    Data { licence, outputs: otherwise.outputs.into_iter().filter(|output| chosen.contains(output)).collect() }
}
