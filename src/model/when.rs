//! A moment as precisely as it is known.

use std::fmt;

use super::{Day, Quarter};

/// A span of days that stands for "some day in here": a day, a month, a quarter or a year.
///
/// It has no order of its own: whether a month comes before one of its days depends on the question. Ask
/// [`When::last`] for being late (late = after the last day) and for slip (last day to last day).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct When {
    first: Day,
    last: Day,
    precision: Precision,
}

/// How precisely a [`When`] is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precision {
    /// `2024-12-31`
    Day,
    /// `2024-12`
    Month,
    /// `2024-Q4`
    Quarter,
    /// `2025`
    Year,
}

impl When {
    /// Reads any of the four spellings.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(day) = Day::parse(text) {
            return Some(Self::day(day));
        }
        if let Some(quarter) = Quarter::parse(text) {
            return Some(Self::quarter(quarter));
        }
        if let Some(first) = Day::parse(&format!("{text}-01")) {
            return Some(Self { first, last: first.last_of_month(), precision: Precision::Month });
        }
        let first = Day::parse(&format!("{text}-01-01"))?;
        let last = Day::parse(&format!("{text}-12-31"))?;
        Some(Self { first, last, precision: Precision::Year })
    }

    /// One known day.
    pub fn day(day: Day) -> Self {
        Self { first: day, last: day, precision: Precision::Day }
    }

    /// Some day of a quarter.
    pub fn quarter(quarter: Quarter) -> Self {
        Self { first: quarter.first_day(), last: quarter.last_day(), precision: Precision::Quarter }
    }

    /// The first day that it may be.
    pub fn first(self) -> Day {
        self.first
    }

    /// The last day that it may be: the day after it is late.
    pub fn last(self) -> Day {
        self.last
    }

    /// How precisely it is known.
    pub fn precision(self) -> Precision {
        self.precision
    }

    /// Whether `other` lies inside this span and is narrower: then it sharpens this one and is no slip.
    pub fn is_sharpened_by(self, other: Self) -> bool {
        self != other && self.first <= other.first && other.last <= self.last
    }
}

impl fmt::Display for When {
    /// The spelling that authors write and [`When::parse`] reads.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision {
            Precision::Day => self.first.fmt(out),
            Precision::Month => write!(out, "{:04}-{:02}", self.first.year(), self.first.month()),
            Precision::Quarter => Quarter::of(self.first).fmt(out),
            Precision::Year => write!(out, "{:04}", self.first.year()),
        }
    }
}
