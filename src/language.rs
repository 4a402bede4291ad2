//! The languages that a site can speak: how they write dates, numbers and addresses, and how they sort.
//!
//! Goes in: values. Comes out: text as a reader of that language expects it. Must not: hold sentences; those of
//! the site stand in the theme, those of messages in [`crate::diagnostic`].

mod collate;
mod segments;

pub use collate::{Collation, SortKey, ordered};
pub use segments::{Filters, Segments, Told};

use crate::model::{Amount, Day, Outcome, Precision, Quarter, When};

/// The language of a site and of its messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Dutch, `nl`.
    Dutch,
    /// English, `en`.
    English,
}

/// Keeps a number and its unit on one line.
const NO_BREAK: char = '\u{a0}';

const DUTCH_MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Language {
    /// Every language with the tag that authors write (BCP 47).
    pub const ALL: [(&str, Self); 2] = [("nl", Self::Dutch), ("en", Self::English)];

    /// The tag for the `lang` attribute.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Dutch => "nl",
            Self::English => "en",
        }
    }

    /// The words that addresses are made of.
    pub fn segments(self) -> &'static Segments {
        match self {
            Self::Dutch => &segments::DUTCH,
            Self::English => &segments::ENGLISH,
        }
    }

    fn month(self, day: Day) -> &'static str {
        let at = usize::try_from(day.month() - 1).unwrap_or_default();
        match self {
            Self::Dutch => DUTCH_MONTHS[at],
            Self::English => ENGLISH_MONTHS[at],
        }
    }

    /// `1 oktober 2024`, `1 October 2024`.
    pub fn day(self, day: Day) -> String {
        format!("{}{NO_BREAK}{} {}", day.day(), self.month(day), day.year())
    }

    /// `Q3 2024`, in both languages.
    pub fn quarter(self, quarter: Quarter) -> String {
        format!("Q{}{NO_BREAK}{}", quarter.number(), quarter.year())
    }

    /// What a quarter's report is called.
    pub fn report(self, quarter: Quarter) -> String {
        match self {
            Self::Dutch => format!("Kwartaalrapportage {}", self.quarter(quarter)),
            Self::English => format!("Quarterly report {}", self.quarter(quarter)),
        }
    }

    /// A moment with the precision that it is known with: `december 2024`, `Q4 2024`, `2025`.
    pub fn when(self, when: When) -> String {
        match when.precision() {
            Precision::Day => self.day(when.first()),
            Precision::Month => format!("{} {}", self.month(when.first()), when.first().year()),
            Precision::Quarter => self.quarter(Quarter::of(when.first())),
            Precision::Year => when.first().year().to_string(),
        }
    }

    /// An exact number: `1.234,5` in Dutch, `1,234.5` in English.
    pub fn number(self, amount: Amount) -> String {
        let (thousands, decimal) = match self {
            Self::Dutch => ('.', ','),
            Self::English => (',', '.'),
        };
        let digits = amount.whole().to_string();
        let mut text = if amount.is_negative() { "-".to_owned() } else { String::new() };
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(thousands);
            }
            text.push(digit);
        }
        match amount.decimals().as_str() {
            "" => text,
            decimals => format!("{text}{decimal}{decimals}"),
        }
    }

    /// An amount with its unit. A unit that begins with a currency sign stands round the number: `€ mln.` gives
    /// `€ 127 mln.`; any other stands behind it.
    pub fn amount(self, amount: Amount, unit: &str) -> String {
        let number = self.number(amount);
        match unit.strip_prefix(['€', '$', '£']) {
            None => format!("{number}{NO_BREAK}{unit}"),
            Some(rest) => {
                let sign = &unit[..unit.len() - rest.len()];
                let text = format!("{sign}{NO_BREAK}{number}");
                if rest.trim().is_empty() { text } else { format!("{text}{NO_BREAK}{}", rest.trim()) }
            }
        }
    }

    /// The judgement of a promise.
    pub fn outcome(self, outcome: Outcome) -> &'static str {
        match (self, outcome) {
            (Self::Dutch, Outcome::Kept) => "gerealiseerd",
            (Self::Dutch, Outcome::Partly) => "deels gerealiseerd",
            (Self::Dutch, Outcome::Missed) => "niet gerealiseerd",
            (Self::Dutch, Outcome::Dropped) => "vervallen",
            (Self::English, Outcome::Kept) => "delivered",
            (Self::English, Outcome::Partly) => "partly delivered",
            (Self::English, Outcome::Missed) => "not delivered",
            (Self::English, Outcome::Dropped) => "dropped",
        }
    }
}
