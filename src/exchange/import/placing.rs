//! Which project, category and status each row means.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Importing, Place, Problem, Role, has_errors, nearest};
use crate::exchange::columns::Column;
use crate::exchange::names::{Meant, Names};
use crate::exchange::table::Row;
use crate::model::{Portal, Quarter, Slug};
use crate::scaffold::Title;
use crate::source::{FilePath, Sources};

/// Rows with what they mean, and what has to be made for them.
pub(super) struct Placed<'r> {
    /// The rows, in the table's order.
    pub(super) rows: Vec<PlacedRow<'r>>,
    /// Categories that are not there yet.
    pub(super) categories: Vec<(Title, Place)>,
}

/// A row with what it means.
pub(super) struct PlacedRow<'r> {
    /// The row.
    pub(super) row: &'r Row,
    /// The project's id.
    pub(super) id: Slug,
    /// Name and category of a project that is not there yet.
    pub(super) new: Option<(Title, Slug)>,
    /// The status, if one is given.
    pub(super) status: Option<Slug>,
    /// The status that is announced, if one is given.
    pub(super) expected: Option<Slug>,
}

/// Finds what every row means. Warnings come with it; an error means that there is nothing.
pub(super) fn place<'r>(
    portal: &Portal,
    sources: &Sources,
    quarter: Quarter,
    rows: &'r [Row],
) -> Result<(Placed<'r>, Vec<Diagnostic>), Vec<Diagnostic>> {
    let mut placing = Placing {
        portal,
        sources,
        quarter,
        projects: Names::of_projects(portal, quarter),
        categories: Names::of_categories(portal),
        statuses: Names::of_statuses(portal),
        new_categories: Vec::new(),
        seen: BTreeMap::new(),
        diagnostics: Vec::new(),
    };
    let rows: Vec<PlacedRow<'r>> = rows.iter().filter_map(|row| placing.row(row)).collect();
    let Placing { new_categories, diagnostics, .. } = placing;
    if has_errors(&diagnostics) {
        return Err(diagnostics);
    }
    Ok((Placed { rows, categories: new_categories }, diagnostics))
}

struct Placing<'p> {
    portal: &'p Portal,
    sources: &'p Sources,
    quarter: Quarter,
    projects: Names,
    categories: Names,
    statuses: Names,
    new_categories: Vec<(Title, Place)>,
    /// The rows of the projects so far.
    seen: BTreeMap<Slug, Place>,
    diagnostics: Vec<Diagnostic>,
}

impl Placing<'_> {
    fn report(&mut self, row: &Row, problem: impl Into<Problem>) {
        self.diagnostics.push(Diagnostic::new(problem, row.place.clone()));
    }

    /// Notes everything that is wrong with a row, not the first thing alone.
    fn row<'r>(&mut self, row: &'r Row) -> Option<PlacedRow<'r>> {
        let status = self.status(row, &row.status);
        let expected = self.status(row, &row.expected);
        for (column, is_empty, other) in
            [(Column::Status, row.status.is_empty(), &row.result), (Column::Result, row.result.is_empty(), &row.status)]
        {
            if is_empty && !other.is_empty() {
                let column = column.name(self.portal.site.language).to_owned();
                self.report(row, Importing::RowIncomplete { column, title: row.project.clone() });
            }
        }
        let (id, new) = self.project(row)?;
        if let Some(first) = self.seen.get(&id) {
            let problem = Importing::RowTwice { title: row.project.clone() };
            self.diagnostics.push(Diagnostic::new(problem, row.place.clone()).with(Role::FirstHere, first.clone()));
            return None;
        }
        self.seen.insert(id.clone(), row.place.clone());
        Some(PlacedRow { row, id, new, status, expected })
    }

    fn status(&mut self, row: &Row, text: &str) -> Option<Slug> {
        if text.is_empty() {
            return None;
        }
        match self.statuses.meant(text) {
            Meant::One(id) => Some(id),
            Meant::Several(_) | Meant::Nobody(_) => {
                let labels: Vec<String> = self.portal.site.statuses.iter().map(|status| status.label.clone()).collect();
                let suggestion = nearest(text, labels.iter().map(String::as_str));
                self.report(row, Problem::UnknownStatus { id: text.to_owned(), choices: labels, suggestion });
                None
            }
        }
    }

    /// The project of a row, with the name and category of one that is not there yet.
    fn project(&mut self, row: &Row) -> Option<(Slug, Option<(Title, Slug)>)> {
        let title = row.project.clone();
        match self.projects.meant(&title) {
            Meant::One(id) => {
                self.check_category(row, &id);
                Some((id, None))
            }
            Meant::Several(ids) => {
                self.report(row, Importing::UnclearProject { title, ids });
                None
            }
            Meant::Nobody(Some(suggestion)) => {
                let suggestion = self.shown(&suggestion);
                self.report(row, Importing::MisspeltProject { title, suggestion });
                None
            }
            Meant::Nobody(None) => self.new_project(row),
        }
    }

    /// A name as its project spells it, which is known in lower case alone.
    fn shown(&self, name: &str) -> String {
        let project = match self.projects.meant(name) {
            Meant::One(id) => self.portal.projects.get(&id),
            Meant::Several(_) | Meant::Nobody(_) => None,
        };
        project.map_or_else(|| name.to_owned(), |project| project.title_in(self.quarter).to_owned())
    }

    fn new_project(&mut self, row: &Row) -> Option<(Slug, Option<(Title, Slug)>)> {
        let category = self.category(row);
        let title = self.title(row, &row.project)?;
        let folder = format!("content/projects/{}", title.id);
        let taken = self.sources.inside(&folder).map(|(file, _)| file.to_string()).next();
        if let Some(file) = taken {
            self.report(row, Problem::IdTaken { id: title.id.to_string(), file });
            return None;
        }
        let id = title.id.clone();
        Some((id, Some((title, category?))))
    }

    fn title(&mut self, row: &Row, text: &str) -> Option<Title> {
        Title::read(text).map_err(|problem| self.report(row, problem)).ok()
    }

    /// The category of a new project, made if it is not there.
    fn category(&mut self, row: &Row) -> Option<Slug> {
        let text = row.category.clone();
        if text.is_empty() {
            let ids: BTreeSet<&Slug> = self.portal.categories.keys().collect();
            if let (Some(only), 1, true) = (ids.first(), ids.len(), self.new_categories.is_empty()) {
                return Some((*only).clone());
            }
            self.report(row, Importing::RowWithoutCategory { title: row.project.clone() });
            return None;
        }
        match self.categories.meant(&text) {
            Meant::One(id) => Some(id),
            Meant::Several(ids) => {
                self.report(row, Importing::UnclearProject { title: text, ids });
                None
            }
            Meant::Nobody(Some(suggestion)) => {
                let suggestion = self.shown_category(&suggestion);
                self.report(row, Importing::MisspeltCategory { title: text, suggestion });
                None
            }
            Meant::Nobody(None) => {
                let title = self.title(row, &text)?;
                let path = FilePath::new(&format!("content/categories/{}.md", title.id));
                if self.sources.get(&path).is_some() {
                    self.report(row, Problem::IdTaken { id: title.id.to_string(), file: path.to_string() });
                    return None;
                }
                let id = title.id.clone();
                self.categories.add(&text, &id);
                self.new_categories.push((title, row.place.clone()));
                Some(id)
            }
        }
    }

    fn shown_category(&self, name: &str) -> String {
        let Meant::One(id) = self.categories.meant(name) else { return name.to_owned() };
        let new = self.new_categories.iter().find(|(title, _)| title.id == id).map(|(title, _)| title.text());
        let there = self.portal.categories.get(&id).map(|category| category.title.as_str());
        there.or(new).unwrap_or(name).to_owned()
    }

    /// A project that is there stays in its category; a table that says otherwise is told so.
    fn check_category(&mut self, row: &Row, id: &Slug) {
        let Some(project) = self.portal.projects.get(id) else { return };
        let category = project.category_in(self.quarter);
        let is_same = match self.categories.meant(&row.category) {
            Meant::One(meant) => meant == *category || meant == project.category,
            Meant::Several(_) | Meant::Nobody(_) => row.category.is_empty(),
        };
        if !is_same {
            let title = self.portal.categories.get(category).map_or(category.as_str(), |category| &category.title);
            let (id, category, table) = (id.to_string(), title.to_owned(), row.category.clone());
            self.report(row, Importing::OtherCategory { id, category, table });
        }
    }
}
