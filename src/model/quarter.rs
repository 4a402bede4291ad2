//! A quarter of a year.

use std::fmt;

use super::Day;
use super::day::{digits, spelt};

/// A calendar quarter, written `2024-Q3`. Ordered by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: i16,
    number: i8,
}

impl Quarter {
    /// Reads `2024-Q3`: four digits, a capital Q, 1 to 4.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, number) = text.split_once("-Q")?;
        let number = i8::try_from(digits(number, 1)?).ok()?;
        let year = digits(year, 4)?;
        ((1900..=2199).contains(&year) && (1..=4).contains(&number)).then_some(Self { year, number })
    }

    /// The quarter that a day lies in.
    pub fn of(day: Day) -> Self {
        Self { year: day.year(), number: (day.month() + 2) / 3 }
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The number in the year, 1 to 4.
    pub fn number(self) -> i8 {
        self.number
    }

    /// The quarter after this one.
    #[must_use]
    pub fn next(self) -> Self {
        if self.number == 4 {
            Self { year: self.year + 1, number: 1 }
        } else {
            Self { number: self.number + 1, ..self }
        }
    }

    /// The quarter before this one.
    #[must_use]
    pub fn previous(self) -> Self {
        if self.number == 1 {
            Self { year: self.year - 1, number: 4 }
        } else {
            Self { number: self.number - 1, ..self }
        }
    }

    /// The first day of the quarter.
    pub fn first_day(self) -> Day {
        let month = self.number * 3 - 2;
        Day::from(jiff::civil::date(self.year, month, 1))
    }

    /// The last day of the quarter.
    pub fn last_day(self) -> Day {
        let month = self.number * 3;
        Day::from(jiff::civil::date(self.year, month, 1)).last_of_month()
    }

    /// How many quarters lie between `earlier` and this one; negative when this one comes first.
    pub fn since(self, earlier: Self) -> i32 {
        (i32::from(self.year) - i32::from(earlier.year)) * 4 + i32::from(self.number) - i32::from(earlier.number)
    }

    /// The quarter as it stands in addresses and anchors: `2024-q3`.
    pub fn anchor(self) -> String {
        str::from_utf8(&self.letters(b'q')).unwrap_or_default().to_owned()
    }

    fn letters(self, between: u8) -> [u8; 7] {
        let mut letters = *b"0000--0";
        letters[..4].copy_from_slice(&spelt::<4>(self.year));
        letters[5] = between;
        letters[6..].copy_from_slice(&spelt::<1>(self.number.into()));
        letters
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(str::from_utf8(&self.letters(b'Q')).unwrap_or_default())
    }
}
