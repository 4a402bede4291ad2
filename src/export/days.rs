//! On which day readers could first read something. It follows from the content: no clock is asked, and nothing that
//! changes elsewhere makes an old message new.

use std::collections::BTreeMap;

use crate::model::{Day, Quarter, When};
use crate::relate::Relations;

/// When each report came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::export) struct Days(BTreeMap<Quarter, Published>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Published {
    /// The day on which the report was published; where it does not say, the day on which its facts were true.
    on: Day,
    /// The last day that it tells of.
    horizon: Day,
}

impl Days {
    /// The days of the public reports.
    pub(in crate::export) fn of(relations: &Relations) -> Self {
        let published = relations.snapshots().map(|(quarter, snapshot)| {
            let facts_day = snapshot.report.facts_day();
            let on = snapshot.report.published.unwrap_or(facts_day);
            (quarter, Published { on, horizon: facts_day.max(quarter.last_day()) })
        });
        Self(published.collect())
    }

    /// Whether a quarter has a report.
    pub(in crate::export) fn has(&self, quarter: Quarter) -> bool {
        self.0.contains_key(&quarter)
    }

    /// The day on which something that happened in a quarter was told: by its report, or by the first one after it. What
    /// no report told, authors see with the last day of its quarter.
    pub(in crate::export) fn of_quarter(&self, quarter: Quarter) -> Day {
        self.0.range(quarter..).next().map_or_else(|| quarter.last_day(), |(_, published)| published.on)
    }

    /// The same of something that happened on a day, which may lie after its report's quarter.
    pub(in crate::export) fn of_moment(&self, moment: When) -> Day {
        let telling = self.0.values().find(|published| moment.last() <= published.horizon);
        telling.map_or_else(|| moment.last(), |published| published.on)
    }
}

/// The day of what happened on no day that is known: a calendar and a feed have to name one.
pub(in crate::export) fn unknown() -> Day {
    Day::from(jiff::civil::date(1970, 1, 1))
}
