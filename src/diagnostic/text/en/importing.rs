//! The English words about tables of spreadsheets.

use super::super::{Message, first_of, listed};
use super::meant;
use crate::diagnostic::{Importing, TableKind, TableLimit};

#[expect(clippy::too_many_lines, reason = "a flat table: one entry a problem")]
pub(super) fn message(problem: &Importing) -> Message {
    match problem {
        Importing::TableFormat { found, named } => format(*found, *named),
        Importing::TableBroken { detail } => Message::new(format!("the table cannot be read: {detail}")).help(
            "The file is damaged or not complete. Open it in your spreadsheet program and save it again as an Excel \
             workbook (.xlsx).",
        ),
        Importing::TableTooLarge { limit } => too_large(*limit),
        Importing::UnknownSheet { name, sheets, suggestion } => Message::new(format!("there is no sheet `{name}`"))
            .help(meant(suggestion.as_ref(), &format!("Choose one of these sheets with `--sheet`: {}.", listed(sheets)))),
        Importing::WhichSheet { sheets } => Message::new("more than one sheet has a table of projects")
            .help(format!("Choose one with `--sheet`: {}.", listed(sheets))),
        Importing::NoHeader { wanted } => Message::new("there is no row with the names of the columns").help(format!(
            "Put a row with the names of the columns above the projects: {}. It may not stand below row 30.",
            listed(wanted)
        )),
        Importing::MissingColumn { column, found, suggestion } => {
            Message::new(format!("the column `{column}` is missing")).help(format!("{} The columns are now: {}.", rename(suggestion.as_ref()), listed(found)))
        }
        Importing::DuplicateColumn { column, places } => Message::new(format!("the column `{column}` is there twice"))
            .help(format!("Keep one of them. They stand at {}.", listed(places))),
        Importing::UnknownColumn { name, suggestion } => {
            Message::new(format!("the column `{name}` is not read")).help(meant(
                suggestion.as_ref(),
                "Nothing has this name. If the column does not belong to the report, there is nothing to do.",
            ))
        }
        Importing::ColumnQuarter { name, quarter } => {
            Message::new(format!("the column `{name}` is about another quarter than {quarter}")).help(
                "Choose the table's quarter with `--quarter`, or the right sheet with `--sheet`. The outlook is about \
                 the quarter after it. If the table is right, take the quarter out of the column's name.",
            )
        }
        Importing::MergedCells { cells } => Message::new(format!("the cells {cells} are merged")).help(
            "Split the cells and write in each row what belongs there. Only cells of the category may be merged, from \
             top to bottom.",
        ),
        Importing::CellError { cell, error } => Message::new(format!("cell {cell} holds an error: `{error}`"))
            .help("Mend the formula, or type the value."),
        Importing::CellNumber { cell, text } => {
            Message::new(format!("cell {cell} holds a number; it was read as `{text}`")).help(
                "How a number looks, such as % or €, does not come along. If it is wrong this way, make it text in the \
                 table.",
            )
        }
        Importing::RowWithoutProject => Message::new("this row has no project").help(
            "Fill in the project's name. If the row is a heading or a sum, take it away; a category has a column of its \
             own.",
        ),
        Importing::RowWithoutCategory { title } => Message::new(format!("the new project `{title}` has no category"))
            .help("Fill in the category. One that is not there yet will be made."),
        Importing::RowIncomplete { column, title } => {
            Message::new(format!("`{column}` of the project `{title}` is empty")).help(
                "A status and a result belong together. Fill in what is missing, or make both cells empty: then the \
                 project reports nothing on this quarter.",
            )
        }
        Importing::RowTwice { title } => {
            Message::new(format!("the project `{title}` is in the table twice")).help("Make one row of it.")
        }
        Importing::UnclearProject { title, ids } => Message::new(format!("more than one project is called `{title}`"))
            .help(format!("Write the name of the project's folder instead of its title: {}.", listed(ids))),
        Importing::MisspeltProject { title, suggestion } => {
            Message::new(format!("there is no project `{title}`, but there is `{suggestion}`")).help(format!(
                "If it is the same project, copy the name. If it really is a new one, make it first, with `voortgang \
                 new project \"{title}\"`."
            ))
        }
        Importing::MisspeltCategory { title, suggestion } => {
            Message::new(format!("there is no category `{title}`, but there is `{suggestion}`")).help(format!(
                "If it is the same category, copy the name. If it really is a new one, make it first, with `voortgang \
                 new category \"{title}\"`."
            ))
        }
        Importing::OtherCategory { id, category, table } => {
            Message::new(format!("the table puts `{id}` under `{table}`, but the project is under `{category}`")).help(
                "The row was read, but the category is not changed. If the project has moved, change `category` in \
                 `index.md` yourself, and put the old one under `formerly`.",
            )
        }
        Importing::RowsKept { files } => {
            let count = files.len();
            let headline = if count == 1 {
                "1 file says something else than the table, and is not changed".to_owned()
            } else {
                format!("{count} files say something else than the table, and are not changed")
            };
            let files = first_of(files, |rest| format!("and {rest} more"));
            Message::new(headline).help(format!("Give `--update` to take over what the table says. The files: {files}."))
        }
        Importing::FileExists { file } => Message::new(format!("`{file}` exists already"))
            .help("Choose another name, or take the file away yourself. No file is ever overwritten."),
        Importing::NothingToExport { quarter, quarters } if quarters.is_empty() => {
            Message::new(format!("nothing was reported on {quarter}, and nothing announced"))
                .help("There is no quarter yet to make a table of.")
        }
        Importing::NothingToExport { quarter, quarters } => {
            Message::new(format!("nothing was reported on {quarter}, and nothing announced"))
                .help(format!("Choose one of these quarters: {}.", listed(quarters)))
        }
        Importing::CellTooLong { longest } => {
            Message::new(format!("a text is too long for a cell, which holds {longest} characters"))
                .help("Make the text shorter, or make a table whose name ends in `.csv`.")
        }
    }
}

fn rename(suggestion: Option<&String>) -> String {
    match suggestion {
        Some(name) => format!("Is it the column `{name}`? Then give it this name."),
        None => "Add the column, or give a column this name.".to_owned(),
    }
}

fn format(found: TableKind, named: Option<TableKind>) -> Message {
    let is = match found {
        TableKind::Workbook => "an Excel workbook (.xlsx)",
        TableKind::Csv => "plain text",
        TableKind::OldOrLocked => "an old Excel workbook (.xls), or one with a password",
        TableKind::OpenDocument => "an OpenDocument file (.ods)",
        TableKind::Pdf => "a PDF",
        TableKind::Other => "no table that Voortgang knows",
    };
    match (found, named) {
        (TableKind::Workbook, Some(_)) => Message::new(format!("the file is {is}, but its name says something else"))
            .help("Give the file a name that ends in `.xlsx`."),
        (TableKind::Csv, Some(TableKind::Workbook)) => {
            Message::new(format!("the file is {is}, but its name ends in `.xlsx`")).help(
                "Open it in your spreadsheet program and save it as an Excel workbook (.xlsx). If it is a CSV file, give \
                 it a name that ends in `.csv`.",
            )
        }
        _ => Message::new(format!("the file is {is}")).help(
            "A table is a file that ends in `.xlsx` or `.csv`. Open the file in your spreadsheet program and save it as \
             an Excel workbook (.xlsx), without a password.",
        ),
    }
}

fn too_large(limit: TableLimit) -> Message {
    let headline = match limit {
        TableLimit::File(megabytes) => format!("the file is larger than {megabytes} MB"),
        TableLimit::Unpacked(megabytes) => format!("the workbook is larger than {megabytes} MB when it is unpacked"),
        TableLimit::Form(megabytes) => format!("the form of the workbook is larger than {megabytes} MB unpacked"),
        TableLimit::Rows(last) => format!("the table goes further than row {last}"),
        TableLimit::Columns(last) => format!("the table has more than {last} columns"),
        TableLimit::Cell(longest) => format!("a cell holds more than {longest} characters"),
    };
    Message::new(headline)
        .help("Put the table of this quarter alone in a new file, with one row a project, and import that.")
}
