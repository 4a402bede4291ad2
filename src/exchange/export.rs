//! Content becomes a table.
//!
//! Goes in: the files of a portal and a quarter. Comes out: the bytes of a table, from which an import changes nothing.
//! Authors get all that they wrote, public or not.

use super::columns::Column;
use super::grid::{self, CELL};
use super::names::{Meant, Names};
use super::outlook::outlook_cell;
use super::text::cell;
use super::write;
use crate::diagnostic::{Diagnostic, Importing, Place, TableKind};
use crate::language::{Collation, Language, ordered};
use crate::model::{Day, Portal, Project, Quarter, Slug};
use crate::pipeline;
use crate::scaffold;
use crate::source::{FilePath, Sources};

/// A table, or the reasons why there is none.
#[derive(Debug)]
pub struct Exported {
    /// The language of the portal.
    pub language: Language,
    /// The table; else every reason, sorted.
    pub table: Result<Made, Vec<Diagnostic>>,
}

/// The file of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// What is to be in it.
    pub bytes: Vec<u8>,
    /// How many projects are in it.
    pub rows: usize,
    /// The files with links, emphasis or the like in a text, of which a cell has the words alone.
    pub formless: Vec<FilePath>,
}

/// Makes the table of a quarter for a file, whose name says of which kind.
pub fn export(sources: &Sources, day: Day, file: &FilePath, quarter: Quarter) -> Exported {
    match pipeline::portal(sources) {
        Some(portal) => {
            let table = table(&portal, file, quarter);
            Exported { language: portal.site.language, table: table.map_err(|refusal| vec![refusal]) }
        }
        None => {
            let built = scaffold::build(sources, day);
            Exported { language: built.language, table: Err(built.diagnostics) }
        }
    }
}

fn table(portal: &Portal, file: &FilePath, quarter: Quarter) -> Result<Made, Diagnostic> {
    let refused = |problem: Importing, file: &FilePath| Diagnostic::new(problem, Place::file(file));
    let Some(kind) = grid::by_name(file) else {
        return Err(refused(Importing::TableFormat { found: TableKind::Other, named: None }, file));
    };
    let language = portal.site.language;
    let names = (Names::of_categories(portal), Names::of_projects(portal, quarter));
    let mut formless = Vec::new();
    let mut rows = vec![Column::ALL.map(|column| column.name(language).to_owned()).to_vec()];
    for project in projects(portal, quarter) {
        let row = Row::of(portal, &names, project, quarter);
        if kind == TableKind::Workbook
            && let Some((_, file)) = row.sources.iter().find(|(length, _)| *length > CELL)
        {
            return Err(refused(Importing::CellTooLong { longest: CELL }, file));
        }
        formless.extend(row.formless);
        rows.push(row.cells);
    }
    if rows.len() == 1 {
        let quarters = quarters(portal).map(|quarter| quarter.to_string()).collect();
        return Err(refused(Importing::NothingToExport { quarter: quarter.to_string(), quarters }, file));
    }
    let count = rows.len() - 1;
    let bytes = match kind {
        TableKind::Workbook => write::workbook::write(&rows, quarter).map_err(|error| error.to_string()),
        TableKind::Csv | TableKind::OldOrLocked | TableKind::OpenDocument | TableKind::Pdf | TableKind::Other => {
            write::separated::write(&rows, language).map_err(|error| error.to_string())
        }
    };
    let bytes = bytes.map_err(|detail| refused(Importing::TableBroken { detail }, file))?;
    Ok(Made { bytes, rows: count, formless })
}

/// The projects that say anything about a quarter or announce anything for the next, in reading order.
fn projects(portal: &Portal, quarter: Quarter) -> Vec<&Project> {
    let collation = Collation::new(portal.site.language);
    let speaks = |project: &&Project| {
        let reported = project.updates.get(&quarter).is_some_and(|update| update.achievement.is_some());
        reported || project.updates.get(&quarter.next()).is_some_and(|update| !update.outlook.is_empty())
    };
    let categories = ordered(portal.categories.values(), &collation, |category| (category.order, &category.title));
    let of = |category: &Slug| {
        let projects = portal.projects.values().map(AsRef::as_ref).filter(speaks);
        let projects = projects.filter(|project| project.category_in(quarter) == category);
        ordered(projects, &collation, |project| (project.order, project.title_in(quarter)))
    };
    categories.into_iter().flat_map(|category| of(&category.id)).collect()
}

/// The quarters that a table can be made of.
fn quarters(portal: &Portal) -> impl Iterator<Item = Quarter> {
    let updates = portal.projects.values().flat_map(|project| project.updates.values());
    let quarters = updates.flat_map(|update| {
        let reported = update.achievement.as_ref().map(|_| update.quarter);
        let announced = (!update.outlook.is_empty()).then(|| update.quarter.previous());
        reported.into_iter().chain(announced)
    });
    quarters.collect::<std::collections::BTreeSet<_>>().into_iter()
}

struct Row {
    cells: Vec<String>,
    /// How long each text is that may be too long, and where it comes from.
    sources: Vec<(usize, FilePath)>,
    formless: Vec<FilePath>,
}

impl Row {
    fn of(portal: &Portal, (categories, projects): &(Names, Names), project: &Project, quarter: Quarter) -> Self {
        let label = |id: &Slug| portal.site.statuses.get(id).map_or(id.as_str(), |status| &status.label).to_owned();
        let category = project.category_in(quarter);
        let category_title = portal.categories.get(category).map_or(category.as_str(), |category| &category.title);
        let now = project.updates.get(&quarter);
        let achievement = now.and_then(|update| update.achievement.as_ref());
        let next = project.updates.get(&quarter.next());
        let (result, is_result_whole) =
            achievement.map_or_else(|| (String::new(), true), |achievement| cell(achievement.result.markdown()));
        let (outlook, is_outlook_whole) =
            next.map_or_else(|| (String::new(), true), |update| outlook_cell(&update.outlook));
        let expected = next.and_then(|update| update.outlook.expected.as_ref());
        let of = |is_wanted: bool, update: Option<&std::sync::Arc<crate::model::Update>>| {
            update.filter(|_| is_wanted).map(|update| update.file.clone())
        };
        let formless = of(!is_result_whole, now).into_iter().chain(of(!is_outlook_whole, next));
        // Excel counts in units of UTF-16.
        let length = |text: &str| text.encode_utf16().count();
        let sources = [(length(&result), of(true, now)), (length(&outlook), of(true, next))];
        Self {
            formless: formless.collect(),
            sources: sources.into_iter().filter_map(|(length, file)| Some((length, file?))).collect(),
            cells: vec![
                called(categories, category, category_title),
                called(projects, &project.id, project.title_in(quarter)),
                achievement.map(|achievement| label(&achievement.status)).unwrap_or_default(),
                result,
                outlook,
                expected.map(label).unwrap_or_default(),
            ],
        }
    }
}

/// A title, where it tells who is meant; else the id.
fn called(names: &Names, id: &Slug, title: &str) -> String {
    if names.meant(title) == Meant::One(id.clone()) { title.to_owned() } else { id.to_string() }
}
