//! Milestones in time: a table of quarters across and projects down, and the same as a list per quarter.

use std::collections::BTreeMap;

use minijinja::Value;
use serde::Serialize;

use super::facts::Facts;
use super::frame::section_title;
use super::parts::{Choice, Link, MilestoneView, Moment, StatusBadge};
use super::{Draft, Section, site_file, value};
use crate::language::Filters;
use crate::model::{DataOutput, Day, Quarter, Slug};
use crate::relate::{Lane, Row, Slip, Stop};

#[derive(Serialize)]
struct View {
    quarters: Vec<Column>,
    groups: Vec<GroupView>,
    has_undated: bool,
    /// Where the facts' day lies in its quarter, in twelfths of the column.
    day_at: Option<i32>,
    agenda: Vec<AgendaView>,
    milestone_count: usize,
    without_milestones: Vec<Link>,
    slip: Slip,
    /// All milestones for calendars; none where the site makes no calendars.
    calendar: Option<String>,
    filters: &'static Filters,
    categories: Vec<Choice>,
    statuses: Vec<StatusBadge>,
}

#[derive(Serialize)]
struct Column {
    text: String,
    anchor: String,
    is_current: bool,
    /// Whether quarters without any milestone are left out before it.
    is_after_gap: bool,
}

#[derive(Serialize)]
struct GroupView {
    category: Link,
    id: String,
    slip: Slip,
    rows: Vec<RowView>,
}

/// A project, as a row of its own above those of its milestones.
#[derive(Serialize)]
struct RowView {
    /// A [`Link`].
    project: Value,
    /// A [`StatusBadge`], if it has a status.
    status: Value,
    lanes: Vec<LaneView>,
}

/// A milestone as a row: one cell a quarter, and one more for the lane of undated work where there is one.
#[derive(Serialize)]
struct LaneView {
    /// A [`MilestoneView`].
    milestone: Value,
    /// What it can be found by, as words in addresses, with spaces between them.
    states: Value,
    href: Value,
    /// Each a [`CellView`].
    cells: Vec<Value>,
}

#[derive(Serialize)]
struct CellView {
    is_current: bool,
    /// The piece of the line from the first date to the present one: `from`, `through` or `to`.
    line: Option<&'static str>,
    stop: Option<StopView>,
}

/// A milestone at one of its dates.
#[derive(Serialize)]
struct StopView {
    /// Whether it stood here before, and does no longer.
    is_former: bool,
    /// The date; none in the lane of undated work.
    date: Option<Moment>,
    /// The first date, where it lies in the same quarter, so that no line can show it.
    first: Option<Moment>,
    /// The month of the quarter that the date ends in, 1 to 3; none in the lane of undated work.
    month: Option<i8>,
}

/// What is due in a quarter; without one, what has no date.
#[derive(Serialize)]
struct AgendaView {
    quarter: Option<String>,
    is_current: bool,
    is_past: bool,
    entries: Vec<AgendaItem>,
}

#[derive(Serialize)]
struct AgendaItem {
    category: Value,
    project: Value,
    status: Value,
    milestone: Value,
    states: Value,
    href: Value,
}

/// A project as the table and the list both show it: made once, and shared.
struct Shown<'a> {
    project: Value,
    status: Value,
    milestones: Vec<ShownMilestone<'a>>,
}

struct ShownMilestone<'a> {
    lane: &'a Lane,
    view: Value,
    states: Value,
    href: Value,
}

pub(super) fn page(facts: &Facts<'_>) -> Draft {
    let roadmap = facts.roadmap();
    let places = Places::of(facts);
    let shown = roadmap.groups.iter().map(|(id, rows)| (id, rows.iter().filter_map(|row| shown(facts, row)).collect()));
    let shown: Vec<(&Slug, Vec<Shown<'_>>)> = shown.collect();
    let groups = shown.iter().map(|(category, rows)| GroupView {
        category: facts.category_link(category),
        id: category.to_string(),
        slip: roadmap.slips.get(*category).copied().unwrap_or_default(),
        rows: rows.iter().map(|row| row_view(facts, &places, row)).collect(),
    });
    let rest = roadmap.without_milestones.iter().filter_map(|id| facts.listed(id));
    let with_milestones = roadmap.groups.iter().flat_map(|(_, rows)| rows).map(|row| &row.project);
    let view = View {
        quarters: columns(facts),
        groups: groups.collect(),
        has_undated: places.has_undated,
        day_at: facts.facts_day().map(twelfth),
        agenda: agenda(facts, &shown),
        milestone_count: roadmap.lanes().count(),
        without_milestones: rest.map(|project| facts.project_link(&project)).collect(),
        slip: roadmap.slip,
        calendar: facts.site().data.makes(DataOutput::Calendars).then(|| facts.href(&facts.routes.calendar())),
        filters: &facts.routes.segments().filters,
        categories: roadmap.groups.iter().map(|(id, _)| facts.category_choice(id)).collect(),
        statuses: facts.counts(with_milestones).statuses(),
    };
    Draft {
        address: facts.routes.roadmap(),
        template: "roadmap.html",
        title: section_title(Section::Roadmap, facts.language()).to_owned(),
        section: Section::Roadmap,
        description: None,
        breadcrumb: Vec::new(),
        source: site_file(),
        view: value(&view),
    }
}

fn current_quarter(facts: &Facts<'_>) -> Option<Quarter> {
    facts.facts_day().map(Quarter::of)
}

fn columns(facts: &Facts<'_>) -> Vec<Column> {
    let quarters = &facts.roadmap().quarters;
    let before = [None].into_iter().chain(quarters.iter().copied().map(Some));
    let column = |(quarter, before): (&Quarter, Option<Quarter>)| Column {
        text: facts.language().quarter(*quarter),
        anchor: quarter.anchor(),
        is_current: Some(*quarter) == current_quarter(facts),
        is_after_gap: before.is_some_and(|before| before.next() != *quarter),
    };
    quarters.iter().zip(before).map(column).collect()
}

/// The columns, and where each quarter stands among them.
struct Places<'a> {
    quarters: &'a [Quarter],
    has_undated: bool,
    current: Option<Quarter>,
    /// The cell in which nothing stands, as most do.
    empty: Value,
}

impl<'a> Places<'a> {
    fn of(facts: &Facts<'a>) -> Self {
        let roadmap = facts.roadmap();
        Self {
            quarters: &roadmap.quarters,
            has_undated: roadmap.lanes().any(|lane| lane.current.is_none()),
            current: current_quarter(facts),
            empty: value(&CellView { is_current: false, line: None, stop: None }),
        }
    }

    /// A cell.
    fn cell(&self, cell: &CellView) -> Value {
        match cell {
            CellView { is_current: false, line: None, stop: None } => self.empty.clone(),
            cell => value(cell),
        }
    }

    /// The place of a stop; without one, that of the lane of undated work.
    fn place(&self, stop: Option<Stop>) -> Option<usize> {
        match stop {
            Some(stop) => self.quarters.binary_search(&stop.quarter).ok(),
            None => self.has_undated.then_some(self.quarters.len()),
        }
    }

    /// The piece of a milestone's line in a column: it runs from the first date to the present place.
    fn line(&self, lane: &Lane, column: usize) -> Option<&'static str> {
        let first = self.place(Some(lane.first?))?;
        let current = self.place(lane.current)?;
        let (from, to) = (first.min(current), first.max(current));
        match column {
            _ if from == to || column < from || column > to => None,
            _ if column == from => Some("from"),
            _ if column == to => Some("to"),
            _ => Some("through"),
        }
    }
}

/// How much of its quarter a day has behind it when it ends, in twelfths.
fn twelfth(day: Day) -> i32 {
    let quarter = Quarter::of(day);
    let days = quarter.last_day().days_since(quarter.first_day()) + 1;
    (day.days_since(quarter.first_day()) + 1) * 12 / days
}

fn shown<'a>(facts: &Facts<'_>, row: &'a Row) -> Option<Shown<'a>> {
    let project = facts.listed(&row.project)?;
    let milestone = |lane: &'a Lane| {
        let milestone = project.milestones.get(lane.milestone)?;
        let view = facts.milestone(milestone);
        let href = facts.milestone_href(project.id, &milestone.id).into();
        Some(ShownMilestone { lane, states: states(facts, &view).into(), view: value(&view), href })
    };
    Some(Shown {
        project: value(&facts.project_link(&project)),
        status: value(&facts.standing_status(project.id)),
        milestones: row.lanes.iter().filter_map(milestone).collect(),
    })
}

fn row_view(facts: &Facts<'_>, places: &Places<'_>, row: &Shown<'_>) -> RowView {
    let lane = |milestone: &ShownMilestone<'_>| LaneView {
        milestone: milestone.view.clone(),
        states: milestone.states.clone(),
        href: milestone.href.clone(),
        cells: cells(facts, places, milestone.lane),
    };
    RowView {
        project: row.project.clone(),
        status: row.status.clone(),
        lanes: row.milestones.iter().map(lane).collect(),
    }
}

fn states(facts: &Facts<'_>, milestone: &MilestoneView) -> String {
    let words = facts.routes.segments().filters.milestone_states.iter();
    let is_so = |word: &str| word == milestone.state || (word == "moved" && milestone.is_moved);
    words.filter(|(word, _)| is_so(word)).map(|(_, local)| *local).collect::<Vec<_>>().join(" ")
}

/// The cells of a milestone: its dates, and the line between the first and the present one.
fn cells(facts: &Facts<'_>, places: &Places<'_>, lane: &Lane) -> Vec<Value> {
    let quarters = places.quarters.iter().enumerate().map(|(column, quarter)| CellView {
        is_current: Some(*quarter) == places.current,
        line: places.line(lane, column),
        stop: stop(facts, lane, *quarter),
    });
    let undated = places.has_undated.then(|| CellView {
        is_current: false,
        line: places.line(lane, places.quarters.len()),
        stop: lane.current.is_none().then_some(StopView { is_former: false, date: None, first: None, month: None }),
    });
    quarters.chain(undated).map(|cell| places.cell(&cell)).collect()
}

/// What stands in the column of a quarter.
fn stop(facts: &Facts<'_>, lane: &Lane, quarter: Quarter) -> Option<StopView> {
    let current = lane.current.filter(|stop| stop.quarter == quarter);
    let stop = current.or_else(|| lane.former.iter().find(|stop| stop.quarter == quarter).copied())?;
    let first = lane.first.filter(|first| current.is_some() && first.quarter == quarter);
    Some(StopView {
        is_former: current.is_none(),
        date: Some(facts.moment(stop.date)),
        first: first.map(|first| facts.moment(first.date)),
        month: Some((stop.date.last().month() - 1) % 3 + 1),
    })
}

/// Every milestone by the quarter that it stands in now, the present quarter among them.
fn agenda(facts: &Facts<'_>, shown: &[(&Slug, Vec<Shown<'_>>)]) -> Vec<AgendaView> {
    let current = current_quarter(facts);
    let mut items: Vec<(Option<Stop>, AgendaItem)> = Vec::new();
    for (category, rows) in shown {
        let category = Value::from(category.as_str());
        for row in rows {
            items.extend(row.milestones.iter().map(|milestone| {
                let item = AgendaItem {
                    category: category.clone(),
                    project: row.project.clone(),
                    status: row.status.clone(),
                    milestone: milestone.view.clone(),
                    states: milestone.states.clone(),
                    href: milestone.href.clone(),
                };
                (milestone.lane.current, item)
            }));
        }
    }
    items.sort_by_key(|(stop, _)| stop.map(|stop| stop.date.last()));
    let mut entries: BTreeMap<Option<Quarter>, Vec<AgendaItem>> = BTreeMap::new();
    for (stop, item) in items {
        entries.entry(stop.map(|stop| stop.quarter)).or_default().push(item);
    }
    let of = |quarter: Option<Quarter>| AgendaView {
        quarter: quarter.map(|quarter| facts.language().quarter(quarter)),
        is_current: quarter.is_some() && quarter == current,
        is_past: quarter.zip(current).is_some_and(|(quarter, current)| quarter < current),
        entries: entries.remove(&quarter).unwrap_or_default(),
    };
    let quarters = facts.roadmap().quarters.iter().map(|quarter| Some(*quarter)).chain([None]);
    quarters.map(of).filter(|agenda| agenda.is_current || !agenda.entries.is_empty()).collect()
}
