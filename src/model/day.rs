//! A calendar day.

use std::fmt;

use jiff::Span;
use jiff::civil::Date;

/// A day of the calendar between the years 1900 and 2199, written `2024-12-31` (ISO 8601, and only so).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// The day with these numbers, or nothing where the calendar has no such day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        let date = Date::new(year, month, day).ok()?;
        (1900..=2199).contains(&year).then_some(Self(date))
    }

    /// Reads `2024-12-31`: four, two and two digits.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = digits(parts.next()?, 2)?;
        let day = digits(parts.next()?, 2)?;
        if parts.next().is_some() {
            return None;
        }
        Self::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, from 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The last day of this day's month.
    #[must_use]
    pub fn last_of_month(self) -> Self {
        Self(self.0.last_of_month())
    }

    /// The day after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(Span::new().days(1)))
    }

    /// How many days lie between `earlier` and this day; negative when this day comes first.
    pub fn days_since(self, earlier: Self) -> i32 {
        self.0.duration_since(earlier.0).as_hours().try_into().map_or(i32::MAX, |hours: i32| hours / 24)
    }
}

/// A number written with exactly `width` digits.
pub(super) fn digits(text: &str, width: usize) -> Option<i16> {
    let plain = text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// A number as so many digits, the last ones that it has. The data of a large portal has some hundred thousand days, so that
/// they are spelt digit by digit.
pub(super) fn spelt<const WIDTH: usize>(number: i16) -> [u8; WIDTH] {
    let mut digits = [b'0'; WIDTH];
    let mut rest = number.unsigned_abs();
    for digit in digits.iter_mut().rev() {
        *digit = digit.saturating_add(u8::try_from(rest % 10).unwrap_or_default());
        rest /= 10;
    }
    digits
}

impl From<Date> for Day {
    /// A date of a clock, which is always inside our years.
    fn from(date: Date) -> Self {
        Self(date)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = *b"0000-00-00";
        text[..4].copy_from_slice(&spelt::<4>(self.year()));
        text[5..7].copy_from_slice(&spelt::<2>(self.month().into()));
        text[8..].copy_from_slice(&spelt::<2>(self.day().into()));
        out.write_str(str::from_utf8(&text).unwrap_or_default())
    }
}
