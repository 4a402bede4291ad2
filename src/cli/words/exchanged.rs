//! What was taken over from a table, and what a table was made of.

use super::plural;
use crate::exchange::{Made, Plan};
use crate::language::Language;
use crate::scaffold::NewFile;

/// A line for each file that was made or changed, and how many there are.
pub(in crate::cli) fn imported(plan: &Plan, language: Language) -> String {
    let (made, changed) = match language {
        Language::Dutch => ("gemaakt", "gewijzigd"),
        Language::English => ("made", "changed"),
    };
    let line = |file: &NewFile, what: &str| format!("{} {}", file.path, what);
    let mut lines: Vec<String> = plan.made.iter().map(|file| line(file, made)).collect();
    lines.extend(plan.changed.iter().map(|file| line(file, changed)));
    let (made, changed) = (plan.made.len(), plan.changed.len());
    lines.push(match language {
        Language::Dutch => format!(
            "{} gelezen; bestanden: {made} gemaakt, {changed} gewijzigd.",
            plural(plan.rows, "project", "projecten")
        ),
        Language::English => {
            format!("{} read; files: {made} made, {changed} changed.", plural(plan.rows, "project", "projects"))
        }
    });
    lines.join("\n")
}

/// How many projects are in the table, and in which texts a form was left out.
pub(in crate::cli) fn exported(table: &Made, file: &str, language: Language) -> String {
    let mut lines: Vec<String> = Vec::new();
    if !table.formless.is_empty() {
        lines.push(match language {
            Language::Dutch => {
                "Zonder links, vet, tabellen en andere opmaak, want die passen niet in een cel:".to_owned()
            }
            Language::English => "Without links, bold, tables and other form, which no cell can hold:".to_owned(),
        });
        lines.extend(table.formless.iter().map(|file| format!("  {file}")));
    }
    lines.push(match language {
        Language::Dutch => format!("{} in {file} gezet.", plural(table.rows, "project", "projecten")),
        Language::English => format!("{} put in {file}.", plural(table.rows, "project", "projects")),
    });
    lines.join("\n")
}
