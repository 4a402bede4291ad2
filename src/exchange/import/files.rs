//! The files that rows become.

use std::collections::BTreeMap;

use super::placing::{Placed, PlacedRow};
use super::{Existing, Plan, Request};
use crate::diagnostic::{Diagnostic, Importing, Place, Problem};
use crate::exchange::outlook::Announced;
use crate::exchange::page::{Changes, edited, made};
use crate::exchange::text::{Blocks, cell};
use crate::model::{Portal, Quarter, Update};
use crate::scaffold::{self, NewFile};
use crate::source::FilePath;

/// What rows come to.
pub(super) struct Files {
    /// The files that are made and changed.
    pub(super) plan: Plan,
    /// The row that each file comes from.
    pub(super) from: BTreeMap<FilePath, Place>,
    /// What was said of files that stay as they are.
    pub(super) kept: Option<Diagnostic>,
}

/// Makes and changes files. The error is a page that cannot be changed.
pub(super) fn files(request: &Request<'_>, portal: &Portal, placed: &Placed<'_>) -> Result<Files, Vec<Diagnostic>> {
    let mut writing = Writing { request, portal, plan: Plan::default(), from: BTreeMap::new(), kept: Vec::new() };
    let language = portal.site.language;
    for (title, place) in &placed.categories {
        writing.make(scaffold::new_category(title, language), place);
    }
    for row in &placed.rows {
        writing.row(row)?;
    }
    // A quarter that has begun by this table gets its frame, as `new quarter` gives it one.
    let begins = writing.plan.made.iter().any(|file| file.path.name() == format!("{}.md", request.quarter));
    if begins && !portal.reports.contains_key(&request.quarter) {
        writing.plan.made.push(scaffold::new_report(language, request.quarter));
    }
    let Writing { mut plan, from, kept, .. } = writing;
    plan.made.sort_by(|left, right| left.path.cmp(&right.path));
    plan.changed.sort_by(|left, right| left.path.cmp(&right.path));
    let kept =
        (!kept.is_empty()).then(|| Diagnostic::new(Importing::RowsKept { files: kept }, Place::file(request.file)));
    Ok(Files { plan, from, kept })
}

struct Writing<'w> {
    request: &'w Request<'w>,
    portal: &'w Portal,
    plan: Plan,
    from: BTreeMap<FilePath, Place>,
    kept: Vec<String>,
}

impl Writing<'_> {
    fn make(&mut self, file: NewFile, place: &Place) {
        self.from.insert(file.path.clone(), place.clone());
        self.plan.made.push(file);
    }

    fn row(&mut self, placed: &PlacedRow<'_>) -> Result<(), Vec<Diagnostic>> {
        if let Some((title, category)) = &placed.new {
            let file = scaffold::new_project(title, category, self.portal.site.language);
            self.make(file, &placed.row.place);
        }
        let quarter = self.request.quarter;
        self.update(placed, quarter, |now| result_changes(placed, now))?;
        self.update(placed, quarter.next(), |now| outlook_changes(placed, now))
    }

    fn update(
        &mut self,
        placed: &PlacedRow<'_>,
        quarter: Quarter,
        changes: impl Fn(Option<&Update>) -> Changes,
    ) -> Result<(), Vec<Diagnostic>> {
        let path = FilePath::new(&format!("content/projects/{}/{quarter}.md", placed.id));
        let project = self.portal.projects.get(&placed.id);
        let changes = changes(project.and_then(|project| project.updates.get(&quarter)).map(AsRef::as_ref));
        if changes == Changes::default() {
            return Ok(());
        }
        let place = &placed.row.place;
        match (self.request.sources.text(&path), self.request.existing) {
            (None, _) => self.make(NewFile::new(path.as_str(), made(&changes)), place),
            (Some(_), Existing::Kept) => self.kept.push(path.to_string()),
            (Some(text), Existing::Updated) => {
                let text = edited(text, &changes).ok_or_else(|| {
                    let problem = Problem::TomlSyntax { detail: "front matter".to_owned() };
                    vec![Diagnostic::new(problem, Place::file(&path))]
                })?;
                self.from.insert(path.clone(), place.clone());
                self.plan.changed.push(NewFile::new(path.as_str(), text));
            }
        }
        Ok(())
    }
}

/// What the table says of the quarter and the update does not.
fn result_changes(placed: &PlacedRow<'_>, now: Option<&Update>) -> Changes {
    let now = now.and_then(|update| update.achievement.as_ref());
    let result = Blocks::of(&placed.row.result);
    let is_same = now.is_some_and(|now| Blocks::of(&cell(now.result.markdown()).0) == result);
    Changes {
        status: placed.status.clone().filter(|status| now.is_none_or(|now| now.status != *status)),
        result: (!result.is_empty() && !is_same).then(|| result.markdown()),
        ..Changes::default()
    }
}

/// What the table announces and the update does not.
fn outlook_changes(placed: &PlacedRow<'_>, now: Option<&Update>) -> Changes {
    let wanted = Announced::of(&placed.row.outlook);
    let now = now.map(|update| &update.outlook);
    let announced = now.map(Announced::from_outlook).unwrap_or_default();
    let mut known = announced.promises;
    let promises =
        wanted.promises.into_iter().filter(|promise| match known.iter().position(|other| other == promise) {
            Some(at) => {
                known.swap_remove(at);
                false
            }
            None => true,
        });
    let promises = promises.map(|promise| promise.markdown()).collect();
    let expected = now.and_then(|outlook| outlook.expected.as_ref());
    Changes {
        promises,
        outlook: (!wanted.text.is_empty() && wanted.text != announced.text).then(|| wanted.text.markdown()),
        expected: placed.expected.clone().filter(|status| expected != Some(status)),
        ..Changes::default()
    }
}
