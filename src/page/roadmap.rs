//! Milestones in time, as a table.

use serde::Serialize;

use super::facts::Facts;
use super::frame::section_title;
use super::parts::{Link, MilestoneView};
use super::{Draft, Section, site_file, value};
use crate::model::{Project, Quarter};
use crate::relate::{Mark, Row, Slip};

#[derive(Serialize)]
struct View {
    quarters: Vec<Column>,
    groups: Vec<GroupView>,
    has_undated: bool,
    without_milestones: Vec<Link>,
    slip: SlipView,
}

#[derive(Serialize)]
struct Column {
    text: String,
    anchor: String,
    is_current: bool,
}

/// How far milestones moved together.
#[derive(Serialize)]
struct SlipView {
    moved: usize,
    days: i32,
    unknown: usize,
}

#[derive(Serialize)]
struct GroupView {
    category: Link,
    slip: SlipView,
    rows: Vec<RowView>,
}

#[derive(Serialize)]
struct RowView {
    project: Link,
    cells: Vec<Vec<MarkView>>,
    undated: Vec<MarkView>,
}

#[derive(Serialize)]
struct MarkView {
    milestone: MilestoneView,
    is_former: bool,
    href: String,
}

pub(super) fn page(facts: &Facts<'_>) -> Draft {
    let roadmap = &facts.relations.roadmap;
    let current = facts.selection.facts_day.map(Quarter::of);
    let columns = roadmap.quarters.iter().map(|quarter| Column {
        text: facts.language().quarter(*quarter),
        anchor: quarter.anchor(),
        is_current: Some(*quarter) == current,
    });
    let groups = roadmap.groups.iter().map(|(category, rows)| GroupView {
        category: facts.category_link(category),
        slip: slip_view(roadmap.slips.get(category).copied().unwrap_or_default()),
        rows: rows.iter().filter_map(|row| row_view(facts, row)).collect(),
    });
    let rest = roadmap.without_milestones.iter().filter_map(|id| facts.portal().projects.get(id));
    let view = View {
        quarters: columns.collect(),
        groups: groups.collect(),
        has_undated: roadmap.groups.iter().flat_map(|(_, rows)| rows).any(|row| !row.undated.is_empty()),
        without_milestones: rest.map(|project| facts.project_link(project)).collect(),
        slip: slip_view(roadmap.slip),
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

fn slip_view(slip: Slip) -> SlipView {
    let Slip { moved, days, unknown } = slip;
    SlipView { moved, days, unknown }
}

fn row_view(facts: &Facts<'_>, row: &Row) -> Option<RowView> {
    let project = facts.portal().projects.get(&row.project)?;
    let marks = |marks: &[Mark]| marks.iter().filter_map(|mark| mark_view(facts, project, *mark)).collect();
    let cell = |quarter: &Quarter| row.cells.get(quarter).map_or_else(Vec::new, |cell| marks(cell));
    Some(RowView {
        project: facts.project_link(project),
        cells: facts.relations.roadmap.quarters.iter().map(cell).collect(),
        undated: marks(&row.undated),
    })
}

fn mark_view(facts: &Facts<'_>, project: &Project, mark: Mark) -> Option<MarkView> {
    let milestone = project.milestones.get(mark.milestone)?;
    let address = facts.href(&facts.routes.project(&project.id));
    Some(MarkView {
        href: format!("{address}#{}", facts.routes.milestone_anchor(&milestone.id)),
        milestone: facts.milestone(milestone),
        is_former: mark.is_former,
    })
}
