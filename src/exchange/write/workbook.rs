//! A table as an Excel workbook.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

use crate::model::Quarter;

/// How wide the columns are, in characters; the last one's width is that of all further ones.
const WIDTHS: [f64; 6] = [28.0, 36.0, 18.0, 70.0, 70.0, 18.0];

/// The first row holds the names of the columns. Every cell is text, whatever it begins with. The same bytes every
/// time: the workbook was made, as it says, on the first day of its quarter.
pub(in crate::exchange) fn write(rows: &[Vec<String>], quarter: Quarter) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let day = quarter.first_day();
    let number = |number: i8| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(day.year()).unwrap_or(1900);
    let made = ExcelDateTime::from_ymd(year, number(day.month()), number(day.day()))?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let sheet = workbook.add_worksheet().set_name(quarter.to_string())?;
    let head = Format::new().set_bold().set_align(FormatAlign::Top).set_text_wrap();
    let body = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    for (row, cells) in (0..).zip(rows) {
        let format = if row == 0 { &head } else { &body };
        for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string_with_format(row, column, text, format)?;
        }
    }
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(1, 2)?.set_landscape().set_repeat_rows(0, 0)?;
    workbook.save_to_buffer()
}
