//! What changed in a quarter: every promise beside its outcome, every date that moved, every project that fell silent.

use serde::Serialize;

use super::facts::Facts;
use super::frame::section_link;
use super::parts::{Link, Moment, OutcomeView, OutlookView, PromiseView, SilenceView, StatusBadge, TallyView};
use super::{Draft, Section, value};
use crate::language::Language;
use crate::model::{Milestone, ProjectFacts, PromiseFacts, Quarter, Slug, Snapshot};
use crate::prose::Html;
use crate::snapshot::compare::{Change, ChangeKind, Comparison, Event, Happening};

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
    pairs: Vec<PairsView>,
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
    groups: Vec<GroupView>,
}

#[derive(Serialize)]
struct GroupView {
    category: Link,
    rows: Vec<RowView>,
}

/// The changes of a kind in a project.
#[derive(Serialize)]
struct RowView {
    project: Link,
    /// What was promised beside what was delivered, on this page.
    pair: String,
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
    let comparison = facts.relations.comparisons.get(&quarter)?;
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
        pairs: pairs(facts, facts.relations.snapshots.get(&quarter)?),
        quarter: name,
    };
    Some(Draft {
        address: facts.routes.changes(quarter),
        template: "changes.html",
        title,
        section: Section::Quarters,
        description: None,
        breadcrumb: vec![section_link(Section::Quarters, facts), facts.quarter_link(quarter)],
        source: facts.portal().reports.get(&quarter)?.file.clone(),
        view: value(&view),
    })
}

fn kinds(facts: &Facts<'_>, comparison: &Comparison) -> Vec<KindView> {
    let kind = |(word, kind): &(&'static str, ChangeKind)| {
        let changes: Vec<&Change> =
            comparison.changes.iter().filter(|change| change.happening.kind() == *kind).collect();
        (!changes.is_empty()).then(|| KindView {
            kind: word.replace('-', "_"),
            anchor: facts.routes.change_anchor(word),
            count: changes.len(),
            groups: groups(facts, comparison.quarter, &changes),
        })
    };
    ChangeKind::ALL.iter().filter_map(kind).collect()
}

/// The changes by category and project; they stand in that order already.
fn groups(facts: &Facts<'_>, quarter: Quarter, changes: &[&Change]) -> Vec<GroupView> {
    let by_category = changes.chunk_by(|one, other| one.category.id == other.category.id);
    let group = |changes: &[&Change]| {
        let category = &changes.first()?.category;
        let by_project = changes.chunk_by(|one, other| one.project == other.project);
        Some(GroupView {
            category: facts.link(&facts.routes.category(&category.id), &category.title),
            rows: by_project.filter_map(|changes| row(facts, quarter, changes)).collect(),
        })
    };
    by_category.filter_map(group).collect()
}

fn row(facts: &Facts<'_>, quarter: Quarter, changes: &[&Change]) -> Option<RowView> {
    let first = changes.first()?;
    let told = facts.relations.told(quarter, &first.project)?;
    let mut row = RowView {
        project: facts.record_link(&told.id, &told.title, quarter),
        pair: format!("#{}", pair_anchor(&told.id)),
        status: told.status.as_ref().map(Facts::status),
        silence: told.silence.map(|silence| facts.silence(silence, Some(quarter))),
        promises: Vec::new(),
        milestones: Vec::new(),
        from: None,
        title_before: None,
        category_before: None,
    };
    for change in changes {
        row.add(facts, told, &change.happening);
    }
    Some(row)
}

/// What was promised beside what was delivered.
fn pairs(facts: &Facts<'_>, snapshot: &Snapshot) -> Vec<PairsView> {
    let pair = |told: &ProjectFacts| {
        let quarter = snapshot.quarter();
        Some(PairView {
            anchor: pair_anchor(&told.id),
            project: facts.record_link(&told.id, &told.title, quarter),
            outlook: facts.outlook(&told.into(), &told.outlook, quarter)?,
            status: told.status.as_ref().map(Facts::status),
            silence: told.silence.map(|silence| facts.silence(silence, Some(quarter))),
            result: told.result.as_ref().map(|result| facts.texts.html(result)),
        })
    };
    let groups = snapshot.groups.iter().map(|group| PairsView {
        category: facts.link(&facts.routes.category(&group.category.id), &group.category.title),
        projects: group.projects.iter().filter_map(pair).collect(),
    });
    groups.filter(|group| !group.projects.is_empty()).collect()
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
        title: facts.texts.html(&milestone.title),
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
            reason: reason.as_ref().map(|reason| facts.texts.html(reason)),
            ..view
        },
        Event::Dropped { reason } => EventView { reason: Some(facts.texts.html(reason)), ..view },
    }
}
