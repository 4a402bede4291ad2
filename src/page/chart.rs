//! Drawings: counts and amounts as places on them.
//!
//! Across, places are percentages, so that a drawing is as wide as its place on the page while its words keep their
//! size; down, they are in `em`, so that it grows with the reader's letters. Numbers are exact: no two machines draw
//! another chart.

use serde::Serialize;

/// How a part looks: how it is filled, and the shape that stands in it, so that it is known without colour too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Mark {
    /// The tone and its shade, as the end of a class: `info-2`.
    fill: String,
    shape: &'static str,
}

/// How many shades a tone has before they repeat.
const SHADES: usize = 3;

impl Mark {
    /// A mark for each pair of tone and shape, one after the other. Those of one tone differ in shade.
    pub(super) fn of(tones: &[(&str, &'static str)]) -> Vec<Self> {
        let of = |(at, (tone, shape)): (usize, &(&str, &'static str))| {
            let before = tones[..at].iter().filter(|(other, _)| other == tone).count();
            Self { fill: format!("{tone}-{}", before % SHADES + 1), shape }
        };
        tones.iter().enumerate().map(of).collect()
    }

    /// Of the only thing that is drawn.
    pub(super) fn plain() -> Self {
        Self { fill: "plain".to_owned(), shape: "neutral" }
    }

    /// Of what is not told.
    pub(super) fn none() -> Self {
        Self { fill: "none".to_owned(), shape: "unknown" }
    }
}

/// A part of a bar, lying after the parts before it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Part {
    mark: Mark,
    x: String,
    width: String,
    /// The middle, for the number in it.
    middle: String,
    count: u64,
    /// Whether the number fits in it, also on a narrow screen with large letters.
    has_number: bool,
    /// Whether the shape fits beside the number.
    has_shape: bool,
}

/// How much of the width a number takes at most, in hundredths: its margin, each of its digits, and a shape.
const MARGIN: u128 = 6;
const DIGIT: u128 = 4;
const SHAPE: u128 = 8;

/// Parts side by side; those of nothing are left out. `whole` is what would fill the width.
pub(super) fn parts(counts: &[(Mark, u64)], whole: u64) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut before = 0;
    for (mark, count) in counts.iter().filter(|(_, count)| *count > 0) {
        let digits = u128::from(count.checked_ilog10().unwrap_or_default() + 1);
        let takes = MARGIN + DIGIT * digits;
        let has_room = |hundredths: u128| u128::from(*count) * 100 >= u128::from(whole) * hundredths;
        parts.push(Part {
            mark: mark.clone(),
            x: percent(before, whole),
            width: percent(*count, whole),
            middle: percent(2 * before + count, 2 * whole),
            count: *count,
            has_number: has_room(takes),
            has_shape: has_room(takes + SHAPE),
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
    shape_y: String,
    parts: Vec<Part>,
}

/// A row of a chart that is to be drawn.
pub(super) struct Bar {
    /// What it stands for.
    pub(super) label: String,
    /// What it comes to, in words.
    pub(super) value: String,
    /// Its parts.
    pub(super) counts: Vec<(Mark, u64)>,
}

/// From one row to the next, in hundredths of an `em`; so are the others.
const ROW: usize = 400;
const LABEL: usize = 110;
const BAR: usize = 150;
const NUMBER: usize = 272;
const SHAPE_TOP: usize = 200;

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
            shape_y: em(at * ROW + SHAPE_TOP),
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
        let marks = Mark::of(&[("info", "info"), ("positive", "positive"), ("info", "info")]);
        let counts: Vec<(Mark, u64)> = marks.into_iter().zip([1, 0, 2]).collect();
        let drawn: Vec<_> = parts(&counts, 3).into_iter().map(|part| (part.mark.fill, part.x, part.width)).collect();
        let part = |fill: &str, x: &str, width: &str| (fill.to_owned(), x.to_owned(), width.to_owned());
        assert_eq!(drawn, [part("info-1", "0.000%", "33.333%"), part("info-2", "33.333%", "66.666%")]);
    }

    #[test]
    fn a_number_and_its_shape_stand_in_a_part_only_where_they_fit() {
        let counts = [9, 10, 22, 59].map(|count| (Mark::none(), count));
        let drawn = parts(&counts, 100).into_iter().map(|part| (part.has_number, part.has_shape));
        let expected = [(false, false), (false, false), (true, true), (true, true)];
        assert_eq!(drawn.collect::<Vec<_>>(), expected);
    }
}
