//! The rows of what is told as it is now: categories, risks and statuses. What only former quarters know is among them,
//! so that every row of theirs refers to something.

use std::collections::BTreeSet;

use super::cell::Cell;
use super::common::Common;
use super::rows::{Builder, Part};
use crate::data::Name;
use crate::model::{Phase, Prose, Slug, Status};
use crate::page::Public;

pub(super) struct CategoryRow<'a> {
    pub(super) id: &'a Slug,
    pub(super) title: &'a str,
    pub(super) goal: Option<&'a Prose>,
    pub(super) text: Option<&'a Prose>,
    pub(super) order: Option<i64>,
    pub(super) url: Option<String>,
}

pub(super) struct RiskRow<'a> {
    pub(super) id: &'a Slug,
    pub(super) title: &'a str,
    pub(super) text: Option<&'a Prose>,
    pub(super) measure: Option<&'a Prose>,
    pub(super) order: Option<i64>,
    pub(super) url: Option<String>,
}

/// All of them.
pub(super) fn part(public: &Public, common: &Common) -> Part {
    let mut rows = Builder::new(common.language());
    let mut add = |name, cells: &[Cell<'_>]| rows.add(name, cells);
    categories(public, common, &mut add);
    risks(public, common, &mut add);
    let statuses = &common.site().statuses;
    statuses.iter().for_each(|status| push_status(status, &mut add));
    let mut known: BTreeSet<&Slug> = statuses.iter().map(|status| &status.id).collect();
    // The newest words of what is no longer in the list.
    for (_, snapshot) in public.relations.snapshots().rev() {
        for status in snapshot.statuses.iter().filter(|status| known.insert(&status.id)) {
            push_status(status, &mut add);
        }
    }
    rows.finish()
}

fn categories(public: &Public, common: &Common, mut add: impl FnMut(Name, &[Cell<'_>])) {
    let categories = &public.selection.portal.categories;
    for category in categories.values() {
        let row = CategoryRow {
            id: &category.id,
            title: &category.title,
            goal: category.goal.as_ref(),
            text: Some(&category.body),
            order: category.order,
            url: Some(common.url(&common.routes().category(&category.id))),
        };
        push_category(&row, &mut add);
    }
    let mut known: BTreeSet<&Slug> = categories.keys().collect();
    for (_, snapshot) in public.relations.snapshots().rev() {
        let groups = snapshot.groups.iter().map(|group| &group.category);
        let then = groups.chain(snapshot.outlook.iter().map(|group| &group.category));
        for category in then.filter(|category| known.insert(&category.id)) {
            let (id, title, goal) = (&category.id, &category.title, category.goal.as_ref());
            push_category(&CategoryRow { id, title, goal, text: None, order: None, url: None }, &mut add);
        }
    }
}

fn risks(public: &Public, common: &Common, mut add: impl FnMut(Name, &[Cell<'_>])) {
    let risks = &public.selection.portal.risks;
    for risk in risks.values() {
        let row = RiskRow {
            id: &risk.id,
            title: &risk.title,
            text: Some(&risk.body),
            measure: risk.measure.as_ref(),
            order: risk.order,
            url: Some(common.anchor(&common.routes().risks(), risk.id.as_str())),
        };
        push_risk(&row, &mut add);
    }
    let mut known: BTreeSet<&Slug> = risks.keys().collect();
    for (_, snapshot) in public.relations.snapshots().rev() {
        for risk in snapshot.risks.iter().filter(|risk| known.insert(&risk.id)) {
            let (id, title, text, measure) = (&risk.id, &risk.title, Some(&risk.body), risk.measure.as_ref());
            push_risk(&RiskRow { id, title, text, measure, order: None, url: None }, &mut add);
        }
    }
}

pub(super) fn push_category(row: &CategoryRow<'_>, mut add: impl FnMut(Name, &[Cell<'_>])) {
    let CategoryRow { id, title, goal, text, order, url } = row;
    let cells = [(*id).into(), (*title).into(), (*goal).into(), (*text).into(), (*order).into(), url.as_deref().into()];
    add(Name::Categories, &cells);
}

pub(super) fn push_risk(row: &RiskRow<'_>, mut add: impl FnMut(Name, &[Cell<'_>])) {
    let RiskRow { id, title, text, measure, order, url } = row;
    let cells =
        [(*id).into(), (*title).into(), (*text).into(), (*measure).into(), (*order).into(), url.as_deref().into()];
    add(Name::Risks, &cells);
}

pub(super) fn push_status(status: &Status, mut add: impl FnMut(Name, &[Cell<'_>])) {
    let phase = Phase::ALL.iter().find(|(_, phase)| *phase == status.phase).map_or("", |(word, _)| word);
    add(
        Name::Statuses,
        &[
            (&status.id).into(),
            (&status.label).into(),
            status.meaning.as_ref().into(),
            phase.into(),
            status.tone.as_str().into(),
        ],
    );
}
