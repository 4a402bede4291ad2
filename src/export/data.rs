//! Open data: every table as CSV and JSON, all of them as one JSON file and one workbook, the data of each project and
//! quarter beside its page, and what describes them to programs.
//!
//! All are written by code from the tables that [`crate::data`] declares. The rows of a project and of a quarter are
//! made once, in every form ([`rows`]), and only when what they tell has changed; files are put together from them.

mod catalog;
mod cell;
mod common;
mod files;
mod json;
mod living;
mod package;
mod project;
mod quarter;
mod rows;
mod schema;
mod text;
mod workbook;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::text_file;
use crate::cache::Memo;
use crate::data::{ALL, CATALOG, FOLDER, INDEX_NAME, Name, PACKAGE, SCHEMA, TABLES, Table, VERSION, WORKBOOK};
use crate::model::{Announced, DataOutput, Lock, Project, Quarter, Slug};
use crate::output::Output;
use crate::page::Public;
use crate::relate::{History, Reported, Standing};
use crate::source::FilePath;
use crate::source::disk::SITE_FILE;
use common::Common;
use files::{Draft, Form};
use rows::{Of, Part};

/// What is remembered of the build before.
#[derive(Default)]
pub(super) struct Memory {
    common: Memo<(), Common, Arc<Common>>,
    projects: Memo<Slug, project::Own, Arc<Part>>,
    quarters: Memo<Quarter, quarter::Own, Arc<Part>>,
    files: files::Memory,
    descriptions: Memo<(), Arc<Common>, Vec<Output>>,
}

/// The tables of which the file of a project holds its rows.
const OF_PROJECT: [Name; 9] = [
    Name::Projects,
    Name::Formerly,
    Name::Links,
    Name::Updates,
    Name::Promises,
    Name::Milestones,
    Name::Replans,
    Name::Corrections,
    Name::Changes,
];

/// The tables of which the file of a quarter holds its rows, as the quarter tells them.
const OF_QUARTER: [Name; 15] = [
    Name::Categories,
    Name::Updates,
    Name::Promises,
    Name::Milestones,
    Name::Replans,
    Name::Quarters,
    Name::Highlights,
    Name::Chapters,
    Name::Budgets,
    Name::Amounts,
    Name::Risks,
    Name::RiskStates,
    Name::Corrections,
    Name::Changes,
    Name::Statuses,
];

/// All files of the data, if the site gives it.
pub(super) fn files(public: &Public, memory: &mut Memory) -> Vec<Output> {
    if !public.selection.portal.site.data.makes(DataOutput::Tables) {
        return Vec::new();
    }
    let common = memory.common.one(Common::of(public), |common| Arc::new(common.clone()));
    let projects = memory.projects(public, &common);
    let quarters = memory.quarters(public, &common);
    let living = living::part(public, &common);
    let projects_only = projects.iter().map(|(_, part)| &**part);
    let parts: Vec<&Part> =
        [&living].into_iter().chain(quarters.iter().map(|(_, part)| &**part)).chain(projects_only).collect();
    let text_files = || {
        let (told, mut drafts) = rayon::join(|| told(&parts), || tables(&common, &parts));
        drafts.extend(projects_of(public, &common, &projects, &told));
        drafts.extend(quarters_of(public, &common, &told));
        files::put_together(&common, drafts, &mut memory.files)
    };
    let (mut files, book) = rayon::join(text_files, || workbook::file(&common, &parts));
    files.extend(book.map(|book| Output::file(WORKBOOK, book, FilePath::new(SITE_FILE))));
    files.extend(memory.descriptions.one(Arc::clone(&common), |common| descriptions(common)));
    files
}

impl Memory {
    /// The rows of each project, by id; also of those that only closed quarters know.
    fn projects<'p>(&mut self, public: &'p Public, common: &Arc<Common>) -> Vec<(&'p Slug, Arc<Part>)> {
        let portal = &public.selection.portal;
        let relations = &public.relations;
        let mut ids: Vec<&Slug> = portal.projects.keys().chain(relations.histories().map(|(id, _)| id)).collect();
        ids.sort_unstable();
        ids.dedup();
        let now = ids.iter().map(|id| {
            let upcoming = relations.upcoming.iter().filter_map(|(quarter, all)| Some((*quarter, all.get(*id)?)));
            let now = ProjectNow {
                common,
                project: portal.projects.get(*id),
                history: relations.history(id),
                standing: relations.standings.get(*id),
                upcoming: upcoming.collect(),
            };
            (now, (*id).clone())
        });
        let parts = self.projects.each(now, ProjectNow::is, ProjectNow::own, |id, own, _| Arc::new(own.part(id)));
        ids.into_iter().zip(parts).collect()
    }

    /// What each quarter tells beside its projects.
    fn quarters(&mut self, public: &Public, common: &Arc<Common>) -> Vec<(Quarter, Arc<Part>)> {
        let locks = &public.selection.portal.locks;
        let reported = &public.relations.reported;
        let now = reported.iter().map(|(quarter, reported)| ((common, reported, locks.get(quarter)), *quarter));
        let parts = self.quarters.each(
            now,
            |(common, reported, lock), before| {
                **reported == before.reported && **common == before.common && *lock == before.lock.as_ref()
            },
            |(common, reported, lock): (&Arc<Common>, &Arc<Reported>, Option<&Arc<Lock>>)| quarter::Own {
                common: Arc::clone(common),
                reported: Arc::clone(reported),
                lock: lock.map(Arc::clone),
            },
            |quarter, own, _| Arc::new(own.part(*quarter)),
        );
        reported.keys().copied().zip(parts).collect()
    }
}

/// What a project's rows are made from, as it is now.
struct ProjectNow<'a> {
    common: &'a Arc<Common>,
    project: Option<&'a Arc<Project>>,
    history: Option<&'a Arc<History>>,
    standing: Option<&'a Arc<Standing>>,
    upcoming: Vec<(Quarter, &'a Arc<Announced>)>,
}

impl ProjectNow<'_> {
    fn is(&self, before: &project::Own) -> bool {
        self.project == before.project.as_ref()
            && self.history == before.history.as_ref()
            && self.standing == before.standing.as_ref()
            && *self.common == before.common
            && self.upcoming.iter().copied().eq(before.upcoming.iter().map(|(quarter, outlook)| (*quarter, outlook)))
    }

    fn own(self) -> project::Own {
        project::Own {
            common: Arc::clone(self.common),
            project: self.project.map(Arc::clone),
            history: self.history.map(Arc::clone),
            standing: self.standing.map(Arc::clone),
            upcoming: self.upcoming.into_iter().map(|(quarter, outlook)| (quarter, Arc::clone(outlook))).collect(),
        }
    }
}

/// Each table as CSV and JSON, and all of them together.
fn tables<'p>(common: &Common, parts: &[&'p Part]) -> Vec<Draft<'p>> {
    let form = || Form::Json { title: common.site().title.clone(), page: FOLDER.to_owned() };
    let pieces = |table: &Table| parts.iter().filter_map(|part| part.tables.get(&table.id)).collect::<Vec<_>>();
    let json = |table: &Table| (table.id, pieces(table).into_iter().flat_map(|piece| &piece.json).collect());
    let csv = |table: &Table| (table.id, pieces(table).into_iter().map(|piece| &piece.csv).collect());
    let source = || FilePath::new(SITE_FILE);
    let mut drafts: Vec<Draft<'p>> = TABLES
        .iter()
        .flat_map(|table| {
            [
                Draft { address: table.csv(), source: source(), form: Form::Csv, tables: vec![csv(table)] },
                Draft { address: table.json(), source: source(), form: form(), tables: vec![json(table)] },
            ]
        })
        .collect();
    let all = TABLES.iter().map(json).collect();
    drafts.push(Draft { address: ALL.to_owned(), source: source(), form: form(), tables: all });
    drafts
}

/// The rows that files of their own hold, each by the place of its table.
type Told<'p> = BTreeMap<&'p Of, [Vec<&'p Arc<[u8]>>; TABLES.len()]>;

fn told<'p>(parts: &[&'p Part]) -> Told<'p> {
    let mut told: Told<'p> = BTreeMap::new();
    for (of, tables) in parts.iter().flat_map(|part| &part.told) {
        let own = told.entry(of).or_default();
        for (name, rows) in tables {
            own[*name as usize].extend(rows);
        }
    }
    told
}

/// The data of each project that has a page.
fn projects_of<'p>(
    public: &Public,
    common: &Common,
    projects: &'p [(&Slug, Arc<Part>)],
    told: &Told<'p>,
) -> Vec<Draft<'p>> {
    let draft = |(id, part): &'p (&Slug, Arc<Part>)| {
        let project = public.selection.portal.projects.get(*id)?;
        let others = told.get(&Of::Project((*id).clone()));
        let rows = OF_PROJECT.into_iter().map(|name| {
            let own = part.tables.get(&name).into_iter().flat_map(|piece| &piece.json);
            (name, own.chain(others.into_iter().flat_map(|others| others[name as usize].iter().copied())).collect())
        });
        let page = common.routes().project(id);
        Some(Draft {
            address: page.clone() + INDEX_NAME,
            source: project.file.clone(),
            form: Form::Json { title: project.title.clone(), page },
            tables: rows.collect(),
        })
    };
    projects.par_iter().filter_map(draft).collect()
}

/// The data of each quarter, as it tells it.
fn quarters_of<'p>(public: &Public, common: &Common, told: &Told<'p>) -> Vec<Draft<'p>> {
    let draft = |(quarter, reported): (&Quarter, &Arc<Reported>)| {
        let own = told.get(&Of::Quarter(*quarter));
        let rows = |name| (name, own.map(|own| own[name as usize].clone()).unwrap_or_default());
        let page = common.routes().quarter(*quarter);
        Draft {
            address: page.clone() + INDEX_NAME,
            source: reported.snapshot.report.file.clone(),
            form: Form::Json { title: common.language().report(*quarter), page },
            tables: OF_QUARTER.into_iter().map(rows).collect(),
        }
    };
    public.relations.reported.iter().map(draft).collect()
}

/// What tells programs what is in the files.
fn descriptions(common: &Common) -> Vec<Output> {
    let mut files = vec![text_file(SCHEMA, schema::text(common, VERSION)), text_file(PACKAGE, package::text(common))];
    files.extend((1..=VERSION).map(|version| text_file(&schema::address(version), schema::text(common, version))));
    files.extend(catalog::text(common).map(|text| text_file(CATALOG, text)));
    files
}
