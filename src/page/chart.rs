//! Drawings: counts and amounts as places on them.
//!
//! Across, places are percentages, so that a drawing is as wide as its place on the page while its words keep their
//! size; down, they are in `em`, so that it grows with the reader's letters. Numbers are exact: no two machines draw
//! another chart.

use serde::Serialize;

/// The tones and shades that a part is filled with, as the end of a class: `info-2`. Statuses of one tone differ in
/// shade and pattern, so that neighbours can be told apart without colour.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Fill(String);

/// How many shades a tone has before they repeat.
const SHADES: usize = 3;

impl Fill {
    /// A fill for each of these tones, one after the other.
    pub(super) fn of(tones: &[&str]) -> Vec<Self> {
        let of = |(at, tone): (usize, &&str)| {
            let before = tones[..at].iter().filter(|other| *other == tone).count();
            Self(format!("{tone}-{}", before % SHADES + 1))
        };
        tones.iter().enumerate().map(of).collect()
    }

    /// Of the only thing that is drawn.
    pub(super) fn plain() -> Self {
        Self("plain".to_owned())
    }

    /// Of what is not told.
    pub(super) fn none() -> Self {
        Self("none".to_owned())
    }
}

/// A part of a bar, lying after the parts before it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Part {
    fill: Fill,
    x: String,
    width: String,
    /// The middle, for the number in it.
    middle: String,
    count: u64,
    /// Whether the number fits in it on the narrowest screen.
    has_room: bool,
}

/// Parts side by side; those of nothing are left out. `whole` is what would fill the width.
pub(super) fn parts(counts: &[(Fill, u64)], whole: u64) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut before = 0;
    for (fill, count) in counts.iter().filter(|(_, count)| *count > 0) {
        let digits = u128::from(count.checked_ilog10().unwrap_or_default() + 1);
        parts.push(Part {
            fill: fill.clone(),
            x: percent(before, whole),
            width: percent(*count, whole),
            middle: percent(2 * before + count, 2 * whole),
            count: *count,
            has_room: u128::from(*count) * 100 >= u128::from(whole) * (3 + 3 * digits),
        });
        before += count;
    }
    parts
}

/// A share of a whole, such as `33.333%`.
fn percent(part: u64, whole: u64) -> String {
    let thousandths = u128::from(part) * 100_000 / u128::from(whole.max(1));
    format!("{}.{:03}%", thousandths / 1000, thousandths % 1000)
}

/// A chart of one bar below the other, each under its own words.
#[derive(Debug, Serialize)]
pub(super) struct Chart {
    height: String,
    rows: Vec<Row>,
}

/// A bar, with the place of each thing in it.
#[derive(Debug, Serialize)]
struct Row {
    label: String,
    /// What the bar comes to, in words.
    value: String,
    label_y: String,
    bar_y: String,
    number_y: String,
    parts: Vec<Part>,
}

/// A row of a chart that is to be drawn.
pub(super) struct Bar {
    /// What it stands for.
    pub(super) label: String,
    /// What it comes to, in words.
    pub(super) value: String,
    /// Its parts.
    pub(super) counts: Vec<(Fill, u64)>,
}

/// From one row to the next, in hundredths of an `em`; so are the others.
const ROW: usize = 400;
const LABEL: usize = 110;
const BAR: usize = 150;
const NUMBER: usize = 272;

impl Chart {
    /// Draws bars on one scale: the longest fills the width.
    pub(super) fn of(bars: Vec<Bar>) -> Self {
        let total = |bar: &Bar| bar.counts.iter().map(|(_, count)| count).sum();
        let whole = bars.iter().map(total).max().unwrap_or_default();
        let height = em(bars.len() * ROW);
        let row = |(at, bar): (usize, Bar)| Row {
            label_y: em(at * ROW + LABEL),
            bar_y: em(at * ROW + BAR),
            number_y: em(at * ROW + NUMBER),
            parts: parts(&bar.counts, whole),
            label: bar.label,
            value: bar.value,
        };
        Self { height, rows: bars.into_iter().enumerate().map(row).collect() }
    }
}

fn em(hundredths: usize) -> String {
    format!("{}.{:02}em", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_lie_side_by_side_and_fill_the_whole() {
        let fills = Fill::of(&["info", "positive", "info"]);
        let counts: Vec<(Fill, u64)> = fills.into_iter().zip([1, 0, 2]).collect();
        let drawn: Vec<_> = parts(&counts, 3).into_iter().map(|part| (part.fill.0, part.x, part.width)).collect();
        let part = |fill: &str, x: &str, width: &str| (fill.to_owned(), x.to_owned(), width.to_owned());
        assert_eq!(drawn, [part("info-1", "0.000%", "33.333%"), part("info-2", "33.333%", "66.666%")]);
    }

    #[test]
    fn a_number_stands_in_its_part_only_where_it_fits() {
        let counts = [(Fill::none(), 5), (Fill::none(), 6), (Fill::none(), 89)];
        let room: Vec<bool> = parts(&counts, 100).into_iter().map(|part| part.has_room).collect();
        assert_eq!(room, [false, true, true]);
    }
}
