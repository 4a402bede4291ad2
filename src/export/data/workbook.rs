//! All tables as one workbook (ECMA-376), for people with a spreadsheet.
//!
//! It is written here and not by a library, because a library has to write all of it again whenever one word changes: the
//! rows of each project are compressed once, and shared between one workbook and the next.

mod archive;
mod packed;
mod sheet;

pub(super) use packed::Packed;
pub(super) use sheet::push_row;

use std::collections::BTreeMap;
use std::fmt::Write;

use quick_xml::escape::escape;

use super::common::Common;
use super::rows::{Part, Piece};
use crate::data::{Kind, Name, TABLES, Table};
use crate::language::Language;
use crate::output::Content;
use archive::Entry;
use packed::Place;

/// The most rows of a sheet below its head.
const MOST: usize = 1_048_575;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const STYLES: &str = "<numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>\
    <fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>\
    <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>\
    <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
    <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
    <cellXfs count=\"4\">\
    <xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>\
    <xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>\
    <xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>\
    <xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>\
    </cellXfs>\
    <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>";

/// The workbook; nothing when it would be too large for the format.
pub(super) fn file(common: &Common, parts: &[&Part]) -> Option<Content> {
    let language = common.language();
    let mut sheets = Vec::new();
    let mut cut = BTreeMap::new();
    for table in &TABLES {
        let pieces = parts.iter().filter_map(|part| part.tables.get(&table.id));
        let (pieces, count) = that_fit(pieces);
        let whole: usize = parts.iter().filter_map(|part| part.tables.get(&table.id)).map(|piece| piece.count).sum();
        if count < whole {
            cut.insert(table.id, count);
        }
        sheets.push(Sheet::of(table, language, pieces, count));
    }
    let about = about(common, &cut);
    let names: Vec<&str> =
        [about_title(language)].into_iter().chain(TABLES.iter().map(|table| table.title(language))).collect();
    let fixed = [
        ("[Content_Types].xml", content_types(names.len())),
        ("_rels/.rels", relations([(format!("{OFFICE}/officeDocument"), "xl/workbook.xml".to_owned())].into_iter())),
        ("xl/workbook.xml", workbook(&names, &sheets)),
        ("xl/_rels/workbook.xml.rels", workbook_relations(names.len())),
        ("xl/styles.xml", format!("{DECLARATION}<styleSheet xmlns=\"{MAIN}\">{STYLES}</styleSheet>")),
    ];
    let fixed = fixed.map(|(name, text)| (name.to_owned(), Packed::plain(&text, Place::Last)));
    let mut entries: Vec<Entry<'_>> =
        fixed.iter().map(|(name, text)| Entry { name: name.clone(), pieces: vec![text] }).collect();
    let numbered = (1..).zip([&about].into_iter().chain(&sheets));
    entries.extend(numbered.map(|(number, sheet)| Entry {
        name: format!("xl/worksheets/sheet{number}.xml"),
        pieces: [&sheet.head].into_iter().chain(sheet.rows.iter().map(Rows::packed)).chain([&sheet.tail]).collect(),
    }));
    archive::archive(&entries)
}

/// The pieces that find a place in a sheet, and how many rows they have.
fn that_fit<'p>(pieces: impl Iterator<Item = &'p Piece>) -> (Vec<Rows<'p>>, usize) {
    let mut count = 0;
    let mut fitting = Vec::new();
    for piece in pieces {
        if count + piece.count > MOST {
            break;
        }
        count += piece.count;
        fitting.push(Rows::Shared(&piece.sheet));
    }
    (fitting, count)
}

/// A sheet before it is put together.
struct Sheet<'p> {
    head: Packed,
    rows: Vec<Rows<'p>>,
    tail: Packed,
    /// The cells that can be filtered; none of the explanation.
    filtered: Option<String>,
}

enum Rows<'p> {
    Shared(&'p Packed),
    Own(Packed),
}

impl Rows<'_> {
    fn packed(&self) -> &Packed {
        match self {
            Self::Shared(packed) => packed,
            Self::Own(packed) => packed,
        }
    }
}

impl<'p> Sheet<'p> {
    fn of(table: &Table, language: Language, rows: Vec<Rows<'p>>, count: usize) -> Self {
        let columns = table.columns(language);
        let widths = columns.iter().map(|column| width(column.kind));
        let mut head = head(widths);
        sheet::push_texts(&mut head, columns.iter().map(|column| &*column.title), sheet::HEAD);
        let filtered = format!("A1:{}{}", letters(columns.len()), count + 1);
        let tail = format!("</sheetData><autoFilter ref=\"{filtered}\"/></worksheet>");
        Self {
            head: Packed::plain(&head, Place::Before),
            rows,
            tail: Packed::plain(&tail, Place::Last),
            filtered: Some(filtered),
        }
    }
}

/// The beginning of a sheet, whose first row stays in sight.
fn head(widths: impl Iterator<Item = u8>) -> String {
    let mut head = format!(
        "{DECLARATION}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\">\
         <pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>"
    );
    for (column, width) in (1..).zip(widths) {
        // A string takes all that is written to it.
        let _ = write!(head, "<col min=\"{column}\" max=\"{column}\" width=\"{width}\" customWidth=\"1\"/>");
    }
    head.push_str("</cols><sheetData>");
    head
}

/// How wide a column is, in characters.
fn width(kind: Kind) -> u8 {
    match kind {
        Kind::Prose => 60,
        Kind::Text => 32,
        Kind::Id => 24,
        Kind::Address => 40,
        Kind::Day | Kind::When | Kind::Quarter | Kind::Integer | Kind::Number | Kind::Truth | Kind::Choice(_) => 13,
    }
}

/// The name of the column in a place, from 1; there are fewer than 27.
fn letters(place: usize) -> char {
    ('A'..='Z').nth(place.saturating_sub(1)).unwrap_or('Z')
}

fn about_title(language: Language) -> &'static str {
    match language {
        Language::Dutch => "Uitleg",
        Language::English => "About",
    }
}

/// The sheet that explains the others. `cut` are the tables of which not all rows find a place, with how many do.
fn about(common: &Common, cut: &BTreeMap<Name, usize>) -> Sheet<'static> {
    let language = common.language();
    let heads = match language {
        Language::Dutch => ["Tabel", "Kolom", "Naam voor programma’s", "Soort", "Uitleg"],
        Language::English => ["Table", "Column", "Name for programs", "Kind", "Meaning"],
    };
    let mut head = head([32, 32, 24, 24, 90].into_iter());
    sheet::push_texts(&mut head, heads.into_iter(), sheet::HEAD);
    let mut rows = String::new();
    let mut push = |texts: [&str; 5]| sheet::push_texts(&mut rows, texts.into_iter(), sheet::LINES);
    let source = source(common);
    push([&common.site().title, "", "", "", &source]);
    for table in &TABLES {
        let title = table.title(language);
        let note = cut.get(&table.id).map(|count| not_all(language, *count, &common.url(&table.csv())));
        let description = [table.description(language), note.as_deref().unwrap_or_default()].concat();
        push([title, "", table.name, "", &description]);
        for column in table.columns(language) {
            push([title, &column.title, &column.name, column.kind.word(language), &column.description]);
        }
    }
    Sheet {
        head: Packed::plain(&head, Place::Before),
        rows: vec![Rows::Own(Packed::new(&rows))],
        tail: Packed::plain("</sheetData></worksheet>", Place::Last),
        filtered: None,
    }
}

/// Where the data comes from, and what may be done with it.
fn source(common: &Common) -> String {
    let licence = common.site().data.licence;
    let (id, terms, page) = (licence.id(), licence.address(), common.url(crate::data::FOLDER));
    match common.language() {
        Language::Dutch => format!("Open data van {page}. Licentie: {id} ({terms})."),
        Language::English => format!("Open data of {page}. Licence: {id} ({terms})."),
    }
}

fn not_all(language: Language, count: usize, csv: &str) -> String {
    match language {
        Language::Dutch => {
            format!(" Hier staan de eerste {count} rijen: meer passen er niet op een blad. Alle rijen staan in {csv}.")
        }
        Language::English => {
            format!(" These are the first {count} rows: no more fit on a sheet. All rows are in {csv}.")
        }
    }
}

fn content_types(sheets: usize) -> String {
    let main = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let part =
        |name: &str, kind: &str| format!("<Override PartName=\"/xl/{name}.xml\" ContentType=\"{main}.{kind}+xml\"/>");
    let sheets = (1..=sheets).map(|number| part(&format!("worksheets/sheet{number}"), "worksheet"));
    let parts = [part("workbook", "sheet.main"), part("styles", "styles")].into_iter().chain(sheets);
    format!(
        "{DECLARATION}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>{}</Types>",
        parts.collect::<String>()
    )
}

/// Relations, each a type and a target; they are numbered from 1.
fn relations(relations: impl Iterator<Item = (String, String)>) -> String {
    let relation = |(number, (kind, target)): (usize, (String, String))| {
        format!("<Relationship Id=\"rId{number}\" Type=\"{kind}\" Target=\"{target}\"/>")
    };
    let relations = (1..).zip(relations).map(relation).collect::<Vec<_>>().concat();
    format!("{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">{relations}</Relationships>")
}

fn workbook_relations(sheets: usize) -> String {
    let sheets = (1..=sheets).map(|number| (format!("{OFFICE}/worksheet"), format!("worksheets/sheet{number}.xml")));
    relations(sheets.chain([(format!("{OFFICE}/styles"), "styles.xml".to_owned())]))
}

/// The list of sheets, and which cells of each can be filtered. `sheets` are all but the first.
fn workbook(names: &[&str], sheets: &[Sheet<'_>]) -> String {
    let mut text = format!("{DECLARATION}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>");
    for (number, name) in (1..).zip(names) {
        // A string takes all that is written to it.
        let _ = write!(text, "<sheet name=\"{}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>", escape(*name));
    }
    text.push_str("</sheets><definedNames>");
    for (at, (name, sheet)) in (1..).zip(names.iter().skip(1).zip(sheets)) {
        if let Some(filtered) = &sheet.filtered {
            let absolute = absolute(filtered);
            let name = escape(*name);
            let _ = write!(
                text,
                "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{at}\" hidden=\"1\">'{name}'!{absolute}</definedName>"
            );
        }
    }
    text.push_str("</definedNames></workbook>");
    text
}

/// `A1:M12` as `$A$1:$M$12`.
fn absolute(cells: &str) -> String {
    let cell = |cell: &str| {
        let (column, row) = cell.split_at(1);
        format!("${column}${row}")
    };
    cells.split(':').map(cell).collect::<Vec<_>>().join(":")
}
