//! Rows of tables in every form at once, kept in parts that files share.

use std::collections::BTreeMap;
use std::sync::Arc;

use csv::{Terminator, Writer, WriterBuilder};

use super::cell::Cell;
use super::json;
use super::workbook::{Packed, push_row};
use crate::data::{Kind, Name};
use crate::language::Language;
use crate::model::{Quarter, Slug};

/// The rows that come from one project, from one quarter, or from all that is neither.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) tables: BTreeMap<Name, Piece>,
    /// The rows that the files of single quarters and projects hold, as JSON.
    pub(super) told: BTreeMap<Of, ToldRows>,
}

/// Rows of each table, as JSON.
pub(super) type ToldRows = BTreeMap<Name, Vec<Arc<[u8]>>>;

/// What a file of its own is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Of {
    Quarter(Quarter),
    Project(Slug),
}

/// Rows of one table.
#[derive(Debug)]
pub(super) struct Piece {
    /// Separated text, each row with its end.
    pub(super) csv: Arc<[u8]>,
    /// JSON, with a comma before each row.
    pub(super) json: Vec<Arc<[u8]>>,
    /// Rows of a sheet.
    pub(super) sheet: Packed,
    /// How many there are.
    pub(super) count: usize,
}

/// Takes rows.
pub(super) struct Builder {
    language: Language,
    rows: BTreeMap<Name, Rows>,
    told: BTreeMap<(Of, Name), Vec<Told>>,
}

struct Rows {
    csv: Writer<Vec<u8>>,
    json: String,
    /// Where those begin in JSON that another quarter tells than those before.
    starts: Vec<usize>,
    /// The quarter that tells the last of them, if one does.
    last: Option<Quarter>,
    sheet: String,
    count: usize,
}

/// Rows that a file of its own holds.
enum Told {
    /// They stand in no table.
    Own(String),
    /// The place of these among those of the table.
    Shared(usize),
}

impl Builder {
    pub(super) fn new(language: Language) -> Self {
        Self { language, rows: BTreeMap::new(), told: BTreeMap::new() }
    }

    /// Adds a row to a table. Its values stand in the order of the table's fields.
    pub(super) fn add(&mut self, name: Name, cells: &[Cell<'_>]) {
        self.push(name, None, cells);
    }

    /// The same of a row that the file of a quarter holds too.
    pub(super) fn add_in(&mut self, quarter: Quarter, name: Name, cells: &[Cell<'_>]) {
        let place = self.push(name, Some(quarter), cells);
        let told = self.told.entry((Of::Quarter(quarter), name)).or_default();
        if !matches!(told.last(), Some(Told::Shared(last)) if *last == place) {
            told.push(Told::Shared(place));
        }
    }

    /// Adds a row to a file of its own alone.
    pub(super) fn tell(&mut self, of: Of, name: Name, cells: &[Cell<'_>]) {
        let told = self.told.entry((of, name)).or_default();
        if !matches!(told.last(), Some(Told::Own(_))) {
            told.push(Told::Own(String::new()));
        }
        if let Some(Told::Own(rows)) = told.last_mut() {
            json::push_row(rows, name.table(), cells);
        }
    }

    /// Adds a row; where it stands in JSON.
    fn push(&mut self, name: Name, quarter: Option<Quarter>, cells: &[Cell<'_>]) -> usize {
        let table = name.table();
        debug_assert!(table.fields.len() == cells.len(), "a row of {} has other fields", table.name);
        for (field, cell) in table.fields.iter().zip(cells) {
            debug_assert!(is_of(field.kind, cell), "{}.{} cannot be {cell:?}", table.name, field.name);
            debug_assert!(!field.is_required || *cell != Cell::Nothing, "{}.{} is missing", table.name, field.name);
        }
        let rows = self.rows.entry(name).or_insert_with(Rows::new);
        if rows.starts.is_empty() || rows.last != quarter {
            rows.starts.push(rows.json.len());
            rows.last = quarter;
        }
        json::push_row(&mut rows.json, table, cells);
        push_csv(&mut rows.csv, table.fields.iter().map(|field| field.kind).zip(cells));
        push_row(&mut rows.sheet, table, cells, self.language);
        rows.count += 1;
        rows.starts.len() - 1
    }

    /// All rows.
    pub(super) fn finish(self) -> Part {
        let mut tables = BTreeMap::new();
        for (name, rows) in self.rows {
            let piece = Piece {
                json: rows.pieces().collect(),
                sheet: Packed::new(&rows.sheet),
                count: rows.count,
                // Writing to memory cannot fail.
                csv: rows.csv.into_inner().unwrap_or_default().into(),
            };
            tables.insert(name, piece);
        }
        let mut all: BTreeMap<Of, ToldRows> = BTreeMap::new();
        for ((of, name), told) in self.told {
            let shared =
                |place: usize| tables.get(&name).and_then(|piece: &Piece| piece.json.get(place)).map(Arc::clone);
            let told = told.into_iter().filter_map(|told| match told {
                Told::Own(rows) => Some(rows.into_bytes().into()),
                Told::Shared(place) => shared(place),
            });
            all.entry(of).or_default().insert(name, told.collect());
        }
        Part { told: all, tables }
    }
}

impl Rows {
    fn new() -> Self {
        let csv = csv_writer().buffer_capacity(512).from_writer(Vec::new());
        Self { csv, json: String::new(), starts: Vec::new(), last: None, sheet: String::new(), count: 0 }
    }

    /// The rows as JSON, those that one quarter tells together.
    fn pieces(&self) -> impl Iterator<Item = Arc<[u8]>> {
        let ends = self.starts.iter().skip(1).copied().chain([self.json.len()]);
        self.starts.iter().zip(ends).map(|(start, end)| self.json.as_bytes()[*start..end].into())
    }
}

/// Separated text as RFC 4180 has it.
pub(super) fn csv_writer() -> WriterBuilder {
    let mut builder = WriterBuilder::new();
    builder.terminator(Terminator::CRLF);
    builder
}

/// Whether a field of a kind can hold a value.
fn is_of(kind: Kind, cell: &Cell<'_>) -> bool {
    match cell {
        Cell::Nothing => true,
        Cell::Text(text) => match kind {
            Kind::Id | Kind::Text | Kind::Prose | Kind::Quarter | Kind::Address => true,
            Kind::Choice(words) => words.contains(&&**text),
            Kind::Day | Kind::When | Kind::Integer | Kind::Number | Kind::Truth => false,
        },
        Cell::Day(_) => kind == Kind::Day,
        Cell::When(_) => kind == Kind::When,
        Cell::Integer(_) => kind == Kind::Integer,
        Cell::Number(_) => kind == Kind::Number,
        Cell::Truth(_) => kind == Kind::Truth,
    }
}

fn push_csv<'c>(csv: &mut Writer<Vec<u8>>, cells: impl Iterator<Item = (Kind, &'c Cell<'c>)>) {
    let mut push = |text: &str| {
        // Writing to memory cannot fail.
        let _ = csv.write_field(text);
    };
    for (kind, cell) in cells {
        match cell {
            Cell::Nothing if kind == Kind::When => ["", "", ""].into_iter().for_each(&mut push),
            Cell::Nothing => push(""),
            Cell::Text(text) => push(text),
            Cell::Day(day) => push(&day.to_string()),
            Cell::When(when) => {
                for text in [when.to_string(), when.first().to_string(), when.last().to_string()] {
                    push(&text);
                }
            }
            Cell::Integer(number) => push(&number.to_string()),
            Cell::Number(amount) => push(&amount.to_string()),
            Cell::Truth(truth) => push(if *truth { "true" } else { "false" }),
        }
    }
    // Writing to memory cannot fail.
    let _ = csv.write_record(None::<&[u8]>);
}
