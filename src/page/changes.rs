//! What changed in a quarter: every promise beside its outcome, every date that moved, every project that fell silent.

use minijinja::Value;
use serde::Serialize;

use super::facts::Facts;
use super::frame::section_link;
use super::parts::{Link, Moment, OutcomeView, OutlookView, PromiseView, SilenceView, StatusBadge, TallyView};
use super::{Draft, Piece, Section, value};
use crate::language::Language;
use crate::model::{Milestone, ProjectFacts, PromiseFacts, Quarter, Slug};
use crate::prose::Html;
use crate::snapshot::compare::{Change, ChangeKind, Comparison, Event, Happening};
use crate::theme::Fragment;

#[derive(Serialize)]
struct View {
    quarter: String,
    report: Link,
    /// The quarter that it is compared with; none for the first report.
    before: Option<Link>,
    tally: Vec<TallyView>,
    kinds: Vec<KindView>,
    /// What was promised beside what was delivered, each project once.
    pairs_anchor: &'static str,
    /// A piece for each category.
    pairs: Vec<Fragment>,
}

/// The projects of a category that had promised something.
#[derive(Serialize)]
struct PairsView {
    category: Link,
    projects: Vec<PairView>,
}

/// What a project had promised, beside what it reported.
#[derive(Serialize)]
struct PairView {
    anchor: String,
    project: Link,
    outlook: OutlookView,
    status: Option<StatusBadge>,
    silence: Option<SilenceView>,
    result: Option<Html>,
}

/// All changes of a kind.
#[derive(Serialize)]
struct KindView {
    /// The kind, as the end of a text's key in the theme.
    kind: String,
    anchor: &'static str,
    count: usize,
    /// A piece for each category.
    groups: Vec<Fragment>,
}

#[derive(Serialize)]
struct GroupView {
    /// The kind, as the end of a text's key in the theme.
    kind: String,
    category: Link,
    rows: Vec<RowView>,
}

/// The changes of a kind in a project.
#[derive(Serialize)]
struct RowView {
    project: Link,
    /// What was promised beside what was delivered, on this page.
    pair: String,
    /// How the project stood, where it is not about its promises or milestones.
    status: Option<StatusBadge>,
    silence: Option<SilenceView>,
    promises: Vec<PromiseView>,
    milestones: Vec<EventView>,
    /// The status before, or the one that was expected.
    from: Option<StatusBadge>,
    /// The name before.
    title_before: Option<String>,
    /// The category before.
    category_before: Option<String>,
}

/// Something that happened to a milestone.
#[derive(Serialize)]
struct EventView {
    title: Html,
    href: String,
    /// The date before, or the one that it was due on.
    from: Option<Moment>,
    /// The date after, or the one that it was reached on.
    to: Option<Moment>,
    /// Days from last day to last day; none when a date is not known.
    slip: Option<i32>,
    /// How often it had moved before.
    before: usize,
    reason: Option<Html>,
}

pub(super) fn page(facts: &Facts<'_>, quarter: Quarter) -> Option<Draft> {
    let comparison = facts.comparison(quarter)?;
    let name = facts.language().quarter(quarter);
    let title = match facts.language() {
        Language::Dutch => format!("Wijzigingen {name}"),
        Language::English => format!("Changes {name}"),
    };
    let view = View {
        report: facts.quarter_link(quarter),
        before: comparison.before.map(|before| facts.quarter_link(before)),
        tally: facts.tally(comparison, ""),
        kinds: kinds(facts, comparison),
        pairs_anchor: facts.routes.change_anchor("promises"),
        pairs: all_pairs(facts, quarter)?,
        quarter: name,
    };
    Some(Draft {
        address: facts.routes.changes(quarter),
        template: "changes.html",
        title,
        section: Section::Quarters,
        description: None,
        breadcrumb: vec![section_link(Section::Quarters, facts), facts.quarter_link(quarter)],
        source: facts.report(quarter)?.file.clone(),
        view: value(&view),
    })
}

fn kinds(facts: &Facts<'_>, comparison: &Comparison) -> Vec<KindView> {
    let kind = |(kind, count): (ChangeKind, usize)| {
        let changes: Vec<&Change> = comparison.of(kind).collect();
        // They stand in the order of the categories already.
        let groups = changes.chunk_by(|one, other| one.category.id == other.category.id);
        let piece = |group: &[&Change]| {
            let category = &group.first()?.category;
            facts.piece(Piece::Changes(comparison.quarter, kind, category.id.clone()))
        };
        KindView {
            kind: key(kind),
            anchor: facts.routes.change_anchor(kind.word()),
            count,
            groups: groups.filter_map(piece).collect(),
        }
    };
    comparison.tally().map(kind).collect()
}

fn key(kind: ChangeKind) -> String {
    kind.word().replace('-', "_")
}

/// The changes of a kind in a category, as a piece of a page.
pub(super) fn group(facts: &Facts<'_>, quarter: Quarter, kind: ChangeKind, category: &Slug) -> Option<Value> {
    let changes: Vec<&Change> = facts.comparison(quarter)?.of_category(kind, category).collect();
    let category = &changes.first()?.category;
    let by_project = changes.chunk_by(|one, other| one.project == other.project);
    let view = GroupView {
        kind: key(kind),
        category: facts.link(&facts.routes.category(&category.id), &category.title),
        rows: by_project.filter_map(|changes| row(facts, quarter, changes)).collect(),
    };
    Some(value(&view))
}

fn row(facts: &Facts<'_>, quarter: Quarter, changes: &[&Change]) -> Option<RowView> {
    let first = changes.first()?;
    let told = facts.told(quarter, &first.project)?;
    let mut row = RowView {
        project: facts.record_link(&told.id, &told.title, quarter),
        pair: format!("#{}", pair_anchor(&told.id)),
        status: None,
        silence: None,
        promises: Vec::new(),
        milestones: Vec::new(),
        from: None,
        title_before: None,
        category_before: None,
    };
    for change in changes {
        row.add(facts, told, &change.happening);
    }
    if row.promises.is_empty() && row.milestones.is_empty() {
        row.status = told.status.as_ref().map(Facts::status);
        row.silence = told.silence.map(|silence| facts.silence(silence, Some(quarter)));
    }
    Some(row)
}

/// What was promised beside what was delivered.
fn all_pairs(facts: &Facts<'_>, quarter: Quarter) -> Option<Vec<Fragment>> {
    let groups = facts.snapshot(quarter)?.groups.iter();
    Some(groups.filter_map(|group| facts.piece(Piece::Pairs(quarter, group.category.id.clone()))).collect())
}

/// What was promised in a category beside what was delivered, as a piece of a page.
pub(super) fn pairs(facts: &Facts<'_>, quarter: Quarter, category: &Slug) -> Option<Value> {
    let group = facts.group(quarter, category)?;
    let pair = |told: &ProjectFacts| {
        Some(PairView {
            anchor: pair_anchor(&told.id),
            project: facts.record_link(&told.id, &told.title, quarter),
            outlook: facts.outlook(&told.into(), &told.outlook, quarter)?,
            status: told.status.as_ref().map(Facts::status),
            silence: told.silence.map(|silence| facts.silence(silence, Some(quarter))),
            result: told.result.as_ref().map(|result| facts.html(result)),
        })
    };
    let view = PairsView {
        category: facts.link(&facts.routes.category(&group.category.id), &group.category.title),
        projects: group.projects.iter().filter_map(|told| pair(told)).collect(),
    };
    (!view.projects.is_empty()).then(|| value(&view))
}

/// Two hyphens stand in no id, so that this is no other anchor of the page.
fn pair_anchor(project: &Slug) -> String {
    format!("project--{project}")
}

impl RowView {
    fn add(&mut self, facts: &Facts<'_>, told: &ProjectFacts, happening: &Happening) {
        match happening {
            Happening::Promise { promise, is_added } => {
                let promise = PromiseFacts { promise: promise.clone(), is_added: *is_added };
                self.promises.push(facts.promise(&told.into(), &promise, Some(OutcomeView::of(None))));
            }
            Happening::Expected { expected: from, .. } | Happening::Status { from, .. } => {
                self.from = Some(Facts::status(from));
            }
            Happening::Milestone { milestone, event } => {
                self.milestones.push(event_view(facts, &told.id, milestone, event));
            }
            Happening::Renamed { from } => self.title_before = Some(from.clone()),
            Happening::Moved { from } => self.category_before = Some(from.title.clone()),
            Happening::New | Happening::Finished | Happening::Stopped | Happening::Silent(_) => {}
        }
    }
}

fn event_view(facts: &Facts<'_>, project: &Slug, milestone: &Milestone, event: &Event) -> EventView {
    let due = milestone.current_due().map(|due| facts.moment(due));
    let view = EventView {
        title: facts.html(&milestone.title),
        href: facts.milestone_href(project, &milestone.id),
        from: due,
        to: None,
        slip: None,
        before: 0,
        reason: None,
    };
    match event {
        Event::Added | Event::Missed { .. } => view,
        Event::Achieved { on, slip } => EventView { to: Some(facts.moment(*on)), slip: *slip, ..view },
        Event::Replanned { step, reason, before } => EventView {
            from: step.from.map(|from| facts.moment(from)),
            to: step.to.map(|to| facts.moment(to)),
            slip: step.slip,
            before: *before,
            reason: reason.as_ref().map(|reason| facts.html(reason)),
            ..view
        },
        Event::Dropped { reason } => EventView { reason: Some(facts.html(reason)), ..view },
    }
}
