//! The rows of a sheet (ECMA-376, part 1, section 18.3).
//!
//! Neither rows nor cells tell where they stand, which the format leaves open: so a row is the same wherever it stands.
//! Text stands in its cell as it is, so that a spreadsheet never takes it for a formula.

use std::borrow::Cow;

use quick_xml::escape::partial_escape;

use crate::data::{Kind, Table};
use crate::export::data::cell::Cell;
use crate::language::Language;
use crate::model::Day;

/// The most characters that a cell of Excel holds, as UTF-16 counts them.
const LONGEST: usize = 32_767;

/// The styles of cells, by their places in `styles.xml`.
const PLAIN: &str = "0";
pub(super) const HEAD: &str = "1";
pub(super) const LINES: &str = "2";
const DATE: &str = "3";

/// Adds a row of a table.
pub(in crate::export::data) fn push_row(sheet: &mut String, table: &Table, cells: &[Cell<'_>], language: Language) {
    sheet.push_str("<row>");
    for (kind, cell) in table.fields.iter().map(|field| field.kind).zip(cells) {
        match cell {
            Cell::Nothing if kind == Kind::When => sheet.push_str("<c/><c/><c/>"),
            Cell::Nothing => sheet.push_str("<c/>"),
            Cell::Text(text) => {
                let style = if kind == Kind::Prose { LINES } else { PLAIN };
                push_text(sheet, &shortened(text, table, language), style);
            }
            Cell::Day(day) => push_day(sheet, *day),
            Cell::When(when) => {
                push_text(sheet, &when.to_string(), PLAIN);
                push_day(sheet, when.first());
                push_day(sheet, when.last());
            }
            Cell::Integer(number) => push_value(sheet, "", &number.to_string()),
            Cell::Number(amount) => push_value(sheet, "", &amount.to_string()),
            Cell::Truth(truth) => push_value(sheet, " t=\"b\"", if *truth { "1" } else { "0" }),
        }
    }
    sheet.push_str("</row>");
}

/// Adds a row of texts.
pub(super) fn push_texts<'t>(sheet: &mut String, texts: impl Iterator<Item = &'t str>, style: &str) {
    sheet.push_str("<row>");
    texts.for_each(|text| push_text(sheet, text, style));
    sheet.push_str("</row>");
}

fn push_text(sheet: &mut String, text: &str, style: &str) {
    let has_space = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
    let space = if has_space { " xml:space=\"preserve\"" } else { "" };
    // Most texts stand as they are: looked at together, many bytes are quickly told to need nothing.
    let is_special = |byte: &u8| matches!(byte, b'<' | b'>' | b'&' | b'_');
    let is_plain = !text.as_bytes().iter().fold(false, |any, byte| any | is_special(byte));
    let text = if is_plain { text.into() } else { escaped(literal(text)) };
    sheet.extend(["<c s=\"", style, "\" t=\"inlineStr\"><is><t", space, ">", &text, "</t></is></c>"]);
}

fn push_value(sheet: &mut String, attributes: &str, value: &str) {
    sheet.extend(["<c", attributes, "><v>", value, "</v></c>"]);
}

fn push_day(sheet: &mut String, day: Day) {
    push_value(sheet, &format!(" s=\"{DATE}\""), &serial(day).to_string());
}

/// The number of a day in a spreadsheet, which takes 1900 for a leap year.
fn serial(day: Day) -> i32 {
    let first = Day::new(1900, 1, 1).map_or(0, |first| day.days_since(first));
    first + if first < 59 { 1 } else { 2 }
}

/// The same text for XML.
fn escaped(text: Cow<'_, str>) -> Cow<'_, str> {
    match partial_escape(&*text) {
        Cow::Owned(escaped) => escaped.into(),
        Cow::Borrowed(_) => text,
    }
}

/// What a text is written as so that it reads as it is: `_x0041_` stands for a letter.
fn literal(text: &str) -> Cow<'_, str> {
    let is_letter = |at: usize| {
        let code = text.as_bytes().get(at + 2..at + 7);
        code.is_some_and(|code| code[4] == b'_' && code[..4].iter().all(u8::is_ascii_hexdigit))
    };
    let places: Vec<usize> = text.match_indices("_x").map(|(at, _)| at).filter(|at| is_letter(*at)).collect();
    if places.is_empty() {
        return text.into();
    }
    let mut literal = String::with_capacity(text.len() + places.len() * 7);
    let mut done = 0;
    for at in places {
        literal.extend([&text[done..at], "_x005F"]);
        done = at;
    }
    literal.push_str(&text[done..]);
    literal.into()
}

/// A text that a cell can hold: of a longer one the beginning, and where all of it stands.
fn shortened<'t>(text: &'t str, table: &Table, language: Language) -> Cow<'t, str> {
    // A character is never more units in UTF-16 than bytes in UTF-8.
    if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
        return text.into();
    }
    let rest = match language {
        Language::Dutch => format!(" … [ingekort; de hele tekst staat in {}.csv]", table.name),
        Language::English => format!(" … [cut short; the whole text is in {}.csv]", table.name),
    };
    let mut room = LONGEST - rest.encode_utf16().count();
    let is_in = |letter: &char| room.checked_sub(letter.len_utf16()).map(|left| room = left).is_some();
    let mut shortened: String = text.chars().take_while(is_in).collect();
    shortened.push_str(&rest);
    shortened.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Name;

    #[test]
    fn a_day_has_the_number_that_spreadsheets_give_it() {
        for (day, number) in [("1900-01-01", 1), ("1900-02-28", 59), ("1900-03-01", 61), ("2024-12-31", 45657)] {
            assert_eq!(serial(Day::parse(day).unwrap()), number, "{day}");
        }
    }

    #[test]
    fn what_looks_like_an_escape_stays_what_it_is() {
        assert_eq!(literal("a_x0041_b_x004g_ _x00"), "a_x005F_x0041_b_x004g_ _x00");
        assert_eq!(literal("_x_x0041_é"), "_x_x005F_x0041_é");
    }

    #[test]
    fn a_text_that_is_too_long_says_where_all_of_it_is() {
        let table = Name::Updates.table();
        let fits = "😀".repeat(16_383) + "a";
        assert_eq!(shortened(&fits, table, Language::Dutch), fits);
        let long = shortened(&(fits + "b"), table, Language::Dutch).into_owned();
        assert!(long.encode_utf16().count() <= LONGEST && long.encode_utf16().count() > LONGEST - 2);
        assert!(long.ends_with("😀 … [ingekort; de hele tekst staat in updates.csv]"));
    }
}
