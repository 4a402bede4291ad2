//! What an author probably meant by a date that is spelt another way.

use crate::model::{Day, Quarter, When};

/// The quarter meant by `2024-q3`, `2024Q3`, `Q3 2024`, `Q3-2024`.
pub(super) fn quarter(text: &str) -> Option<String> {
    let plain: String = text.to_uppercase().chars().filter(char::is_ascii_alphanumeric).collect();
    let (before, after) = plain.split_once('Q')?;
    let spelt = if before.is_empty() {
        let (number, year) = after.split_at_checked(1)?;
        format!("{year}-Q{number}")
    } else {
        format!("{before}-Q{after}")
    };
    Quarter::parse(&spelt).map(|quarter| quarter.to_string())
}

/// The day meant by `31-12-2024`, `31/12/2024`, `2024/12/31`, `2024-1-5`.
pub(super) fn day(text: &str) -> Option<String> {
    let [first, month, last] = numbers(text)?;
    let (year, day) = if first > 31 { (first, last) } else { (last, first) };
    let day = Day::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)?;
    Some(day.to_string())
}

/// The moment meant by any of those, by `2024-9` or by `12-2024`.
pub(super) fn when(text: &str) -> Option<String> {
    let month = || {
        let [first, last] = numbers(text)?;
        let (year, month) = if first > 12 { (first, last) } else { (last, first) };
        When::parse(&format!("{year:04}-{month:02}")).map(|when| when.to_string())
    };
    quarter(text).or_else(|| day(text)).or_else(month)
}

/// The numbers of a text that holds nothing but `N` numbers and separators.
fn numbers<const N: usize>(text: &str) -> Option<[i16; N]> {
    let parts = text.trim().split(['-', '/', '.', ' ']).map(|part| part.parse().ok());
    parts.collect::<Option<Vec<i16>>>()?.try_into().ok()
}
