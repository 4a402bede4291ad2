//! Which facts differ between two builds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Listed, Public, Read, footer};
use crate::model::{Group, Portal, ProjectFacts, Slug, Snapshot};
use crate::relate::Relations;
use crate::select::{HeldBack, Selection};

/// The facts that differ between two builds; none when something differs that every page may show.
pub(in crate::page) fn differing(before: &Public, after: &Public) -> Option<BTreeSet<Read>> {
    if !is_same_for_all(before, after) {
        return None;
    }
    let mut reads = BTreeSet::new();
    reads.extend((before.selection.portal.home != after.selection.portal.home).then_some(Read::Home));
    differing_content(&before.selection.portal, &after.selection.portal, &mut reads);
    reads.extend(hidden(&before.selection).symmetric_difference(&hidden(&after.selection)).cloned());
    differing_relations(&before.relations, &after.relations, &mut reads);
    let texts = differences(before.texts.with_holes(), after.texts.with_holes());
    reads.extend(texts.into_iter().map(|key| Read::Text(key.clone())));
    let held = differences(&before.held, &after.held);
    reads.extend(held.into_iter().map(|address| Read::Image(address.clone())));
    Some(reads)
}

/// What readers do not see.
fn hidden(selection: &Selection) -> BTreeSet<Read> {
    let hidden = selection.held_back.iter().filter_map(|item| match item {
        HeldBack::Project(id) => Some(Read::HidesProject(id.clone())),
        HeldBack::Quarter { quarter, .. } => Some(Read::HidesQuarter(*quarter)),
        HeldBack::Risk(_) => None,
    });
    hidden.collect()
}

/// Whether what every page may show is the same.
fn is_same_for_all(before: &Public, after: &Public) -> bool {
    let selection = |public: &Public| {
        let Selection { facts_day, is_old, audience, .. } = public.selection;
        (facts_day, is_old, audience)
    };
    let (old, new) = (&before.selection.portal, &after.selection.portal);
    selection(before) == selection(after)
        && old.site == new.site
        && old.reports.keys().eq(new.reports.keys())
        && before.relations.reported.keys().eq(after.relations.reported.keys())
        && footer(before).eq(footer(after))
}

fn differing_content(before: &Portal, after: &Portal, reads: &mut BTreeSet<Read>) {
    for id in differences(&before.projects, &after.projects) {
        let (old, new) = (before.projects.get(id), after.projects.get(id));
        if old.map(|project| &project.profile) != new.map(|project| &project.profile) {
            reads.insert(Read::Profile(id.clone()));
            let [old, new] = [old, new].map(|project| project.map(|project| Listed::of(&project.profile)));
            reads.extend((old != new).then(|| Read::Listed(id.clone())));
        }
        let none = BTreeMap::new();
        let [old, new] = [old, new].map(|project| project.map_or(&none, |project| &project.updates));
        reads.extend(differences(old, new).into_iter().map(|quarter| Read::Update(id.clone(), *quarter)));
    }
    let categories = differences(&before.categories, &after.categories);
    reads.extend(categories.into_iter().map(|id| Read::Category(id.clone())));
    reads.extend(differences(&before.risks, &after.risks).into_iter().map(|id| Read::Risk(id.clone())));
    reads.extend(differences(&before.pages, &after.pages).into_iter().map(|id| Read::Page(id.clone())));
    reads.extend(differences(&before.reports, &after.reports).into_iter().map(|quarter| Read::Report(*quarter)));
    reads.extend(differences(&before.locks, &after.locks).into_iter().map(|quarter| Read::Corrections(*quarter)));
}

fn differing_relations(before: &Relations, after: &Relations, reads: &mut BTreeSet<Read>) {
    reads.extend((before.by_title != after.by_title).then_some(Read::Projects));
    reads.extend((before.categories != after.categories).then_some(Read::Categories));
    reads.extend((before.risks != after.risks).then_some(Read::Risks));
    let in_category = differences(&before.by_category, &after.by_category).into_iter();
    let in_category = in_category.chain(differences(&before.formerly_in, &after.formerly_in));
    reads.extend(in_category.map(|id| Read::InCategory(id.clone())));
    let has_other_roadmap = before.roadmap != after.roadmap || before.next_milestones != after.next_milestones;
    reads.extend(has_other_roadmap.then_some(Read::Roadmap));
    let standings = differences(&before.standings, &after.standings);
    reads.extend(standings.into_iter().map(|id| Read::Standing(id.clone())));
    let without_outlook = before.without_outlook.symmetric_difference(&after.without_outlook);
    reads.extend(without_outlook.map(|id| Read::WithoutOutlook(id.clone())));
    let none = BTreeMap::new();
    for quarter in differences(&before.upcoming, &after.upcoming) {
        let [old, new] = [before, after].map(|relations| relations.upcoming.get(quarter).unwrap_or(&none));
        reads.extend(differences(old, new).into_iter().map(|id| Read::Upcoming(*quarter, id.clone())));
    }
    for quarter in differences(&before.reported, &after.reported) {
        if let (Some(old), Some(new)) = (before.reported.get(quarter), after.reported.get(quarter)) {
            reads.extend((old.counts != new.counts).then_some(Read::Counts(*quarter)));
            reads.extend((old.comparison != new.comparison).then_some(Read::Comparison(*quarter)));
            differing_snapshot(&old.snapshot, &new.snapshot, reads);
        }
    }
}

fn differing_snapshot(before: &Snapshot, after: &Snapshot, reads: &mut BTreeSet<Read>) {
    let quarter = after.quarter();
    reads.extend((before != after).then_some(Read::Snapshot(quarter)));
    reads.extend((before.report != after.report).then_some(Read::Report(quarter)));
    reads.extend((before.report.corrections != after.report.corrections).then_some(Read::Corrections(quarter)));
    reads.extend(
        differences(&projects(before), &projects(after)).into_iter().map(|id| Read::Told(quarter, (*id).clone())),
    );
    let groups = (by_category(&before.groups), by_category(&after.groups));
    reads.extend(differences(&groups.0, &groups.1).into_iter().map(|id| Read::Group(quarter, (*id).clone())));
    let outlook = (by_category(&before.outlook), by_category(&after.outlook));
    reads.extend(differences(&outlook.0, &outlook.1).into_iter().map(|id| Read::OutlookGroup(quarter, (*id).clone())));
}

/// Pointers to the same facts are quickly seen to be the same.
fn projects(snapshot: &Snapshot) -> BTreeMap<&Slug, &Arc<ProjectFacts>> {
    let projects = snapshot.groups.iter().flat_map(|group| &group.projects);
    projects.map(|project| (&project.id, project)).collect()
}

fn by_category<P>(groups: &[Group<P>]) -> BTreeMap<&Slug, &Group<P>> {
    groups.iter().map(|group| (&group.category.id, group)).collect()
}

/// The keys whose values are not the same in both, or that one of them does not have.
fn differences<'m, K: Ord, V: PartialEq>(before: &'m BTreeMap<K, V>, after: &'m BTreeMap<K, V>) -> Vec<&'m K> {
    let (mut old, mut new) = (before.iter().peekable(), after.iter().peekable());
    let mut differing = Vec::new();
    loop {
        let order = match (old.peek(), new.peek()) {
            (None, None) => return differing,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some((old, _)), Some((new, _))) => old.cmp(new),
        };
        let gone = if order.is_le() { old.next() } else { None };
        let come = if order.is_ge() { new.next() } else { None };
        match (gone, come) {
            (Some((_, old)), Some((_, new))) if old == new => {}
            (gone, come) => differing.extend(gone.or(come).map(|(key, _)| key)),
        }
    }
}
