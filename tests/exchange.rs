//! `voortgang import` and `voortgang export`: what a table becomes, what is refused, and that nothing is lost on the way.

mod laws;
mod refusals;
mod tables;

use voortgang::diagnostic::{Diagnostic, message};
use voortgang::exchange::{Existing, Plan, Request, export, import};
use voortgang::language::Language;
use voortgang::model::{Day, Quarter};
use voortgang::scaffold::NewFile;
use voortgang::source::{FilePath, Sources};

use crate::portal::{BASE, DAY};

/// The quarter of every table here, when a test does not say otherwise.
const QUARTER: &str = "2024-Q3";

/// A portal in memory: the base with these files over it.
fn sources(files: &[(&str, &str)]) -> Sources {
    BASE.iter().chain(files).copied().collect()
}

/// Imports a table.
fn imported(sources: &Sources, name: &str, bytes: &[u8], existing: Existing) -> Result<Plan, Vec<Diagnostic>> {
    let request = Request {
        sources,
        day: Day::parse(DAY).unwrap(),
        file: &FilePath::new(name),
        bytes,
        sheet: None,
        quarter: Quarter::parse(QUARTER).unwrap(),
        existing,
    };
    import(&request).plan
}

/// The portal after an import.
fn after(sources: &Sources, plan: &Plan) -> Sources {
    let mut sources = sources.clone();
    for NewFile { path, text } in plan.made.iter().chain(&plan.changed) {
        sources.insert(path.clone(), text.as_bytes());
    }
    sources
}

/// The table of a portal.
fn exported(sources: &Sources, name: &str) -> Vec<u8> {
    let quarter = Quarter::parse(QUARTER).unwrap();
    export(sources, Day::parse(DAY).unwrap(), &FilePath::new(name), quarter).table.unwrap().bytes
}

/// What was made and changed, each file with its text.
fn written(plan: &Plan) -> Vec<(&str, &str)> {
    plan.made.iter().chain(&plan.changed).map(|file| (file.path.as_str(), file.text.as_str())).collect()
}

/// Places and headlines, a line each.
fn told(diagnostics: &[Diagnostic]) -> String {
    let line = |found: &Diagnostic| {
        let row = found.place.row.as_ref().map(|row| format!(" {}", row.number)).unwrap_or_default();
        format!("{}{row}: {}\n", found.place.file, message(&found.problem, Language::Dutch).headline)
    };
    diagnostics.iter().map(line).collect()
}
