//! An exact number.

use std::fmt;
use std::ops::Add;

/// An amount in thousandths of its unit, so that sums are exact; three decimals are the most that it holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(i64);

/// Thousandths in a whole.
const SCALE: i64 = 1000;

/// Above this (a million million) a sum of any budget could no longer be exact.
const LIMIT: i64 = 1_000_000_000_000 * SCALE;

impl Amount {
    /// Reads `104`, `-3` or `12.25`; nothing where it has more than three decimals or is too large.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let numeric = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let fraction = fraction.trim_end_matches('0');
        if !numeric(whole) || fraction.len() > 3 || !(fraction.is_empty() || numeric(fraction)) {
            return None;
        }
        let whole: i64 = whole.parse().ok()?;
        let fraction: i64 = format!("{fraction:0<3}").parse().ok()?;
        let total = whole.checked_mul(SCALE)?.checked_add(fraction)?;
        (total <= LIMIT).then_some(Self(sign * total))
    }

    /// In thousandths of its unit, without its sign.
    pub fn thousandths(self) -> u64 {
        self.0.unsigned_abs()
    }

    /// The whole part, without its sign.
    pub fn whole(self) -> u64 {
        self.thousandths() / SCALE.unsigned_abs()
    }

    /// The decimals without closing zeros: `25` of 12.250, empty of a whole number.
    pub fn decimals(self) -> String {
        let thousandths = format!("{:03}", self.thousandths() % SCALE.unsigned_abs());
        thousandths.trim_end_matches('0').to_owned()
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.0 < 0
    }
}

impl Add for Amount {
    type Output = Self;

    /// Cannot overflow: each amount is at most a millionth of what the sum can hold.
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl std::iter::Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), Add::add)
    }
}

impl fmt::Display for Amount {
    /// As in TOML: a point before the decimals, nothing between thousands.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_negative() { "-" } else { "" };
        match self.decimals().as_str() {
            "" => write!(out, "{sign}{}", self.whole()),
            decimals => write!(out, "{sign}{}.{decimals}", self.whole()),
        }
    }
}
