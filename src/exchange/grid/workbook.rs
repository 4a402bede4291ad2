//! Sheets of an Excel workbook.

use std::io::Cursor;

use calamine::{Data, DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::archive::{broken, check};
use super::{Cell, Choice, Extent, Failure, Grid, LAST_HEADER, Merged, ROWS};
use crate::diagnostic::{Importing, nearest};
use crate::model::Day;

type Workbook<'b> = Xlsx<Cursor<&'b [u8]>>;

/// Reads the sheet that is wanted.
pub(super) fn read(bytes: &[u8], choice: &Choice<'_>) -> Result<Grid, Failure> {
    check(bytes)?;
    let mut workbook: Workbook<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| failed(&error))?;
    let name = chosen(&mut workbook, choice)?;
    let mut grid = sheet(&mut workbook, &name, Extent::Whole)?;
    let merged = workbook.merge_cells_by_sheet_name(&name).map_err(|error| failed(&error))?;
    grid.merged = merged.into_iter().map(|cells| Merged { first: cells.start, last: cells.end }).collect();
    Ok(grid)
}

fn failed(error: &XlsxError) -> Failure {
    broken(&error.to_string())
}

/// The name of the sheet. One that is hidden has to be asked for by its name.
fn chosen(workbook: &mut Workbook<'_>, choice: &Choice<'_>) -> Result<String, Failure> {
    let sheets = workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let sheets: Vec<(String, bool)> =
        sheets.map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect();
    let names = || sheets.iter().map(|(name, _)| name.clone());
    let is_table = match choice {
        Choice::Named(wanted) => {
            let found = names().find(|name| name == wanted);
            return found.ok_or_else(|| {
                let names: Vec<String> = names().collect();
                let suggestion = nearest(wanted, names.iter().map(String::as_str));
                Importing::UnknownSheet { name: (*wanted).to_owned(), sheets: names, suggestion }.into()
            });
        }
        Choice::Only(is_table) => is_table,
    };
    let mut tables = Vec::new();
    for (name, _) in sheets.iter().filter(|(_, is_visible)| *is_visible) {
        if is_table(&sheet(workbook, name, Extent::Beginning)?) {
            tables.push(name.clone());
        }
    }
    match &tables[..] {
        [only] => Ok(only.clone()),
        // What it lacks is said of the first sheet, which is what people look at.
        [] => names().next().ok_or_else(|| broken("workbook.xml")),
        _ => Err(Importing::WhichSheet { sheets: tables }.into()),
    }
}

fn sheet(workbook: &mut Workbook<'_>, name: &str, extent: Extent) -> Result<Grid, Failure> {
    let mut grid = Grid { sheet: Some(name.to_owned()), ..Grid::default() };
    let mut cells = workbook.worksheet_cells_reader(name).map_err(|error| failed(&error))?;
    let last = match extent {
        Extent::Beginning => LAST_HEADER,
        Extent::Whole => ROWS,
    };
    // Cells come row by row; those that are only coloured hold nothing.
    while let Some(found) = cells.next_cell().map_err(|error| failed(&error))? {
        let (row, column) = found.get_position();
        let Some(cell) = cell(found.get_value()) else { continue };
        if row >= last && extent == Extent::Beginning {
            break;
        }
        match grid.put(row, column, cell) {
            // What stands far to the right decides nothing about which sheet is meant.
            Err(_) if extent == Extent::Beginning => {}
            put => put?,
        }
    }
    Ok(grid)
}

fn cell(value: &DataRef<'_>) -> Option<Cell> {
    match value {
        DataRef::Empty => None,
        DataRef::SharedString(text) => text_cell(text),
        DataRef::Int(number) => Some(Cell::Text(number.to_string())),
        DataRef::Float(number) => Some(Cell::Number(*number)),
        DataRef::Bool(truth) => Some(Cell::Truth(*truth)),
        DataRef::DateTime(moment) => Some(day(moment)),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text_cell(text),
        DataRef::Error(error) => Some(Cell::Error(Data::Error(error.clone()).to_string())),
    }
}

fn text_cell(text: &str) -> Option<Cell> {
    (!text.trim().is_empty()).then(|| Cell::Text(text.to_owned()))
}

/// A day of the calendar; what only looks like one, such as a duration, stays the number that it is.
fn day(moment: &ExcelDateTime) -> Cell {
    let (year, month, day, hour, minute, _, _) = moment.to_ymd_hms_milli();
    let number = |number: u8| i8::try_from(number).ok();
    let day = || Day::new(i16::try_from(year).ok()?, number(month)?, number(day)?);
    let time = (hour, minute) != (0, 0);
    match day().filter(|_| moment.is_datetime() && moment.as_f64() >= 1.0) {
        Some(day) => Cell::Day(day, time.then_some((hour, minute))),
        None => Cell::Number(moment.as_f64()),
    }
}
