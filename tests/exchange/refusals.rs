//! What is refused, with the row and the remedy; nothing is written then.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use rust_xlsxwriter::{Format, Workbook};
use voortgang::exchange::Existing;
use voortgang::scaffold::{NewFile, disk::change};
use voortgang::source::FilePath;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{imported, sources, told};
use crate::portal::{DAY, Portal, tree};

const PROJECTS: &[(&str, &str)] = &[
    ("content/projects/loket/index.md", "+++\ntitle = \"Nieuw loket\"\ncategory = \"beleid\"\n+++\n"),
    ("content/projects/een/index.md", "+++\ntitle = \"Dezelfde\"\ncategory = \"beleid\"\n+++\n"),
    ("content/projects/twee/index.md", "+++\ntitle = \"Dezelfde\"\ncategory = \"beleid\"\n+++\n"),
    ("content/projects/los/foto.txt", "Geen project.\n"),
    ("content/categories/andere.md", "+++\ntitle = \"Andere zaken\"\n+++\n"),
];

fn refused(name: &str, bytes: &[u8]) -> String {
    match imported(&sources(PROJECTS), name, bytes, Existing::Updated) {
        Ok(plan) => panic!("not refused: {plan:?}"),
        Err(reasons) => told(&reasons),
    }
}

#[test]
fn every_row_that_cannot_be_placed_is_told_and_nothing_is_written() {
    let portal = Portal::new(PROJECTS);
    portal.write(
        "t.csv",
        "Categorie;Project;Status;Toelichting;Vooruitblik\n\
         Beleid;Loket;Op schma;Ja;\n\
         Beleid;;Gestart;Zonder naam;\n\n\
         Beleid;Nieuw lokket;Gestart;Ja;\n\
         Beleit en zo;Kaart;Gestart;;\n\
         Beleit en zoo;Kaart;;;Straks\n\
         Beleid;Dezelfde;Gestart;Ja;\n\
         Andere zakn;Plein;Gestart;Ja\u{8};\n\
         ;Vijver;Gestart;Ja;\n\
         Beleid;!?;Gestart;Ja;\n\
         Beleid;Los;Gestart;Ja;\n\
         Totaal\n"
            .as_bytes(),
    );
    let before = tree(portal.root());
    let run = portal.run(&["import", "t.csv", "--quarter", "2024-Q3", "--date", DAY]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
    assert_eq!(tree(portal.root()), before);
    // What is wrong with cells is told before it is asked what they mean.
    assert_eq!(
        refused("t.csv", portal.read("t.csv").as_bytes()),
        "t.csv 3: deze rij heeft geen project\nt.csv 9: onzichtbaar stuurteken (U+0008)\nt.csv 13: deze rij heeft geen project\n"
    );
    let mended = portal
        .read("t.csv")
        .replace("Beleid;;Gestart", "Beleid;Brug;Gestart")
        .replace('\u{8}', "")
        .replace("Totaal\n", "");
    assert_eq!(
        refused("t.csv", mended.as_bytes()),
        "t.csv 2: de status `Op schma` bestaat niet\n\
         t.csv 5: het project `Nieuw lokket` bestaat niet, maar `Nieuw loket` wel\n\
         t.csv 6: bij het project `Kaart` is `Toelichting` leeg\n\
         t.csv 7: de categorie `Beleit en zoo` bestaat niet, maar `Beleit en zo` wel\n\
         t.csv 8: meer dan één project heet `Dezelfde`\n\
         t.csv 9: de categorie `Andere zakn` bestaat niet, maar `Andere zaken` wel\n\
         t.csv 10: het nieuwe project `Vijver` heeft geen categorie\n\
         t.csv 11: van de titel `!?` is geen vast adres te maken\n\
         t.csv 12: `los` is al in gebruik: `content/projects/los/foto.txt`\n"
    );
    portal.write("t.csv", mended.as_bytes());
    let run = portal.run(&["import", "t.csv", "--quarter", "2024-Q3", "--date", DAY]);
    let first = "fout[unknown-status]: de status `Op schma` bestaat niet\n--> t.csv, rij 2\n = oplossing: Bedoelde u `Op schema`? ";
    assert!(run.stderr.starts_with(first), "{}", run.stderr);
    assert!(run.stderr.ends_with("9 fouten, 0 waarschuwingen. Er is niets geschreven.\n"), "{}", run.stderr);
}

#[test]
fn a_project_that_stands_twice_is_told_with_its_first_row() {
    let table = "Project;Status;Toelichting\nLoket;Gestart;Ja\nNIEUW LOKET;Gestart;Nee\n";
    assert_eq!(refused("t.csv", table.as_bytes()), "t.csv 3: het project `NIEUW LOKET` staat twee keer in de tabel\n");
}

#[test]
fn other_numbers_are_other_projects() {
    let table = "Categorie;Project;Status;Toelichting\nSpoor 1;Tranche 1;Gestart;Ja\nSpoor 2;Tranche 2;Gestart;Ja\n";
    let plan = imported(&sources(&[]), "t.csv", table.as_bytes(), Existing::Kept).unwrap();
    assert_eq!(plan.made.len(), 7);
}

#[test]
fn columns_that_are_missing_double_unknown_or_of_another_quarter_are_told() {
    let told = |head: &str| refused("t.csv", format!("{head}\nLoket;a;b;c;d\n").as_bytes());
    assert_eq!(told("een;twee"), "t.csv: er is geen rij met kolomnamen\n");
    assert_eq!(told("Project;Categorie;Status"), "t.csv 1: de kolom `Toelichting` ontbreekt\n");
    assert_eq!(told("Projct;Categorie;Status;Toelichting"), "t.csv 1: de kolom `Project` ontbreekt\n");
    assert_eq!(
        told("Project;Status;Toelichting;status;Vooruitblik"),
        "t.csv 1: de kolom `Status` staat er twee keer\n"
    );
    assert_eq!(
        told("Project;Status Q2;Toelichting;Vooruitblik Q3"),
        "t.csv 1: de kolom `Status Q2` gaat over een ander kwartaal dan 2024-Q3\n\
         t.csv 1: de kolom `Vooruitblik Q3` gaat over een ander kwartaal dan 2024-Q3\n"
    );
    let table = "Project;Status;Toelichting;Bdget\nLoket;Gestart;Ja;12\n";
    let plan = imported(&sources(PROJECTS), "t.csv", table.as_bytes(), Existing::Kept).unwrap();
    assert_eq!(super::told(&plan.warnings), "t.csv 1: de kolom `Bdget` wordt niet ingelezen\n");
}

#[test]
fn a_project_stays_in_its_category() {
    let table = "Categorie;Project;Status;Toelichting\nAndere zaken;Loket;Gestart;Ja\n";
    let plan = imported(&sources(PROJECTS), "t.csv", table.as_bytes(), Existing::Kept).unwrap();
    assert_eq!(
        told(&plan.warnings),
        "t.csv 2: volgens de tabel hoort `loket` bij `Andere zaken`, maar het project staat bij `Beleid`\n"
    );
}

#[test]
fn a_closed_quarter_gets_nothing() {
    let portal = Portal::new(PROJECTS);
    portal.write("content/projects/loket/2024-Q3.md", b"+++\nstatus = \"gestart\"\n+++\nJa.\n");
    portal.write("content/reports/2024-Q3/index.md", b"+++\nas_of = 2024-09-30\npublished = 2024-11-01\n+++\nKort.\n");
    assert_eq!(portal.run(&["close", "2024-Q3", "--accept", "--date", DAY]).status, Some(0));
    portal.write("t.csv", b"Project;Status;Toelichting\nLoket;Vertraagd;Nee.\n");
    let before = tree(portal.root());
    let run = portal.run(&["import", "t.csv", "--quarter", "2024-Q3", "--update", "--date", DAY]);
    assert_eq!((run.status, tree(portal.root())), (Some(1), before));
    assert!(run.stderr.starts_with("fout[quarter-closed]: "), "{}", run.stderr);
}

#[test]
fn cells_that_are_merged_or_wrong_are_told() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Blad \"1\"").unwrap();
    for (column, name) in (0..).zip(["Project", "Status", "Toelichting", "Vooruitblik"]) {
        sheet.write_string(0, column, name).unwrap();
    }
    sheet.write_string(1, 0, "Loket").unwrap();
    sheet.merge_range(1, 2, 2, 2, "Samen", &Format::new()).unwrap();
    sheet.write_formula(1, 3, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    assert_eq!(
        refused("t.xlsx", &bytes),
        "t.xlsx 2: in cel D2 staat een fout: `#DIV/0!`\nt.xlsx 2: de cellen C2:C3 zijn samengevoegd\n"
    );
    let portal = Portal::new(PROJECTS);
    portal.write("t.xlsx", &bytes);
    let run = portal.run(&["import", "t.xlsx", "--quarter", "2024-Q3", "--date", DAY]);
    assert!(run.stderr.contains("--> t.xlsx, blad \"Blad \"1\"\", rij 2\n"), "{}", run.stderr);
}

#[test]
fn the_sheet_is_the_only_one_with_a_table_or_has_to_be_named() {
    let mut workbook = Workbook::new();
    for name in ["Q2", "Uitleg", "Q3"] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        if name != "Uitleg" {
            for (column, text) in (0..).zip(["Project", "Status", "Toelichting"]) {
                sheet.write_string(0, column, text).unwrap();
            }
            for (column, text) in (0..).zip(["Loket", "Gestart", name]) {
                sheet.write_string(1, column, text).unwrap();
            }
        }
    }
    let portal = Portal::new(PROJECTS);
    portal.write("t.xlsx", &workbook.save_to_buffer().unwrap());
    let import =
        |sheet: &[&str]| portal.run(&[&["import", "t.xlsx", "--quarter", "2024-Q3", "--date", DAY], sheet].concat());
    assert!(import(&[]).stderr.starts_with("fout[which-sheet]: "));
    let unknown = import(&["--sheet", "Q4"]);
    assert!(unknown.stderr.starts_with("fout[unknown-sheet]: het blad `Q4` bestaat niet\n"), "{}", unknown.stderr);
    assert_eq!(import(&["--sheet", "Q3"]).status, Some(0));
    assert!(portal.read("content/projects/loket/2024-Q3.md").ends_with("\nQ3\n"));
}

#[test]
fn files_that_are_no_table_are_told_for_what_they_are() {
    let packed = |names: &[(&str, &str)]| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in names {
            // As OpenDocument wants the first of its parts.
            let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
            zip.start_file(*name, stored).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    };
    let csv = b"Project;Status;Toelichting\nLoket;Gestart;Ja\n".to_vec();
    let ods = packed(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]);
    let xls = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    let cases = [
        ("t.xlsx", csv.clone(), "het bestand is gewone tekst, maar de naam eindigt op `.xlsx`"),
        ("t.xlsx", xls.clone(), "het bestand is een oude Excel-werkmap (.xls), of een werkmap met een wachtwoord"),
        ("t.xls", xls, "het bestand is een oude Excel-werkmap (.xls), of een werkmap met een wachtwoord"),
        ("t.ods", ods.clone(), "het bestand is een OpenDocument-bestand (.ods)"),
        ("t.csv", ods, "het bestand is een OpenDocument-bestand (.ods)"),
        ("t.pdf", b"%PDF-1.7".to_vec(), "het bestand is een PDF"),
        ("t.docx", packed(&[("word/document.xml", "")]), "het bestand is geen tabel die Voortgang kent"),
        ("tabel", csv, "het bestand is geen tabel die Voortgang kent"),
        ("t.csv", vec![0; 40], "het bestand is geen tabel die Voortgang kent"),
    ];
    for (name, bytes, headline) in cases {
        assert_eq!(refused(name, &bytes), format!("{name}: {headline}\n"));
    }
    let cut = &workbook(&[&["Project", "Status", "Toelichting"]])[..400];
    assert!(refused("t.xlsx", cut).starts_with("t.xlsx: de tabel is niet te lezen: "));
    let hollow = packed(&[("[Content_Types].xml", ""), ("xl/workbook.xml", "<workbook")]);
    assert!(refused("t.xlsx", &hollow).starts_with("t.xlsx: de tabel is niet te lezen: "));
    let absent = Portal::new(&[]).run(&["import", "weg.xlsx", "--quarter", "2024-Q3"]);
    assert_eq!(absent.status, Some(2));
    assert_eq!(Portal::new(&[]).run(&["import", "t.csv", "--quarter", "2024-Q5"]).status, Some(2));
}

fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            sheet.write_string(row, column, *text).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// A workbook in which one part is replaced.
fn with_part(bytes: &[u8], name: &str, write: impl Fn(&mut dyn std::io::Write)) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let part = archive.by_index_raw(at).unwrap();
        if part.name().unwrap() == name {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            write(&mut zip);
        } else {
            zip.raw_copy_file(part).unwrap();
        }
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_table_without_end_is_refused_at_its_limits() {
    let mut rows = "Project;Status;Toelichting\n".to_owned();
    for row in 0..1_000_000 {
        writeln!(rows, "p{row};").unwrap();
    }
    assert_eq!(refused("t.csv", rows.as_bytes()), "t.csv 10001: de tabel gaat verder dan rij 10000\n");
    assert_eq!(refused("t.csv", &vec![b'x'; 20_000_001]), "t.csv: het bestand is groter dan 20 MB\n");
    assert_eq!(refused("t.csv", ";".repeat(200).as_bytes()), "t.csv: er is geen rij met kolomnamen\n");
    let wide = format!("Project;Status;Toelichting{}x\n", ";".repeat(200));
    assert_eq!(refused("t.csv", wide.as_bytes()), "t.csv 1: de tabel heeft meer dan 200 kolommen\n");
    let long = format!("Project;Status;Toelichting\nLoket;Gestart;{}\n", "x".repeat(32_768));
    assert_eq!(refused("t.csv", long.as_bytes()), "t.csv 2: in een cel staan meer dan 32767 tekens\n");
}

#[test]
fn a_workbook_that_unpacks_to_more_than_it_should_is_refused() {
    let table = workbook(&[&["Project", "Status", "Toelichting"], &["Loket", "Gestart", "Ja"]]);
    let styles = with_part(&table, "xl/styles.xml", |part| {
        part.write_all(format!("<styleSheet><cellXfs>{}</cellXfs></styleSheet>", "<xf/>".repeat(1_600_000)).as_bytes())
            .unwrap();
    });
    assert_eq!(refused("t.xlsx", &styles), "t.xlsx: de opmaak van de werkmap is uitgepakt groter dan 8 MB\n");
    let bomb = with_part(&table, "xl/worksheets/sheet1.xml", |part| {
        let megabyte = vec![b' '; 1_000_000];
        for _ in 0..101 {
            part.write_all(&megabyte).unwrap();
        }
    });
    assert!(bomb.len() < 1_000_000);
    assert_eq!(refused("t.xlsx", &bomb), "t.xlsx: de werkmap is uitgepakt groter dan 100 MB\n");
    // A list that says that it is longer than any memory.
    let promise = with_part(&table, "xl/sharedStrings.xml", |part| {
        part.write_all(b"<sst uniqueCount=\"9999999999999\"><si><t>x</t></si></sst>").unwrap();
    });
    assert_eq!(refused("t.xlsx", &promise), "t.xlsx: de tabel is niet te lezen: sharedStrings.xml\n");
    // A single cell in the last corner.
    let corner = with_part(&table, "xl/worksheets/sheet1.xml", |part| {
        let cell = |name: &str, text: &str| format!("<c r=\"{name}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
        let head = [cell("A1", "Project"), cell("B1", "Status"), cell("C1", "Toelichting")].concat();
        let last = cell("XFD1048576", "x");
        let sheet = format!(
            "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\">{head}</row><row r=\"1048576\">{last}</row></sheetData></worksheet>"
        );
        part.write_all(sheet.as_bytes()).unwrap();
    });
    assert_eq!(refused("t.xlsx", &corner), "t.xlsx 1048576: de tabel gaat verder dan rij 10000\n");
}

#[test]
fn a_damaged_workbook_never_breaks_the_program() {
    let table = workbook(&[&["Project", "Status", "Toelichting"], &["Loket", "Gestart", "Ja"]]);
    let step = (table.len() / 300).max(1);
    for at in (0..table.len()).step_by(step) {
        for byte in [0, 0x3c, 0xff] {
            let mut damaged = table.clone();
            damaged[at] = byte;
            // Whatever comes of it: what does not matter to the table may be damaged.
            let _ = imported(&sources(PROJECTS), "t.xlsx", &damaged, Existing::Updated);
        }
    }
}

#[test]
fn a_file_that_was_saved_meanwhile_stops_all() {
    let portal = Portal::new(PROJECTS);
    let first = ("content/projects/een/2024-Q3.md", "+++\nstatus = \"gestart\"\n+++\nEen.\n");
    let second = ("content/projects/twee/2024-Q3.md", "+++\nstatus = \"gestart\"\n+++\nTwee.\n");
    for (path, text) in [first, second] {
        portal.write(path, text.as_bytes());
    }
    let read = voortgang::source::disk::read(portal.root());
    portal.write(second.0, b"+++\nstatus = \"gestart\"\n+++\nNet opgeslagen.\n");
    portal.write("content/projects/een/.2024-Q3.md.voortgang", b"Blijven liggen.\n");
    let file = |path: &str| NewFile { path: FilePath::new(path), text: "Nieuw.\n".to_owned() };
    let (made, changed) = (file("content/projects/nieuw/2024-Q3.md"), [file(first.0), file(second.0)]);
    let refused = change(portal.root(), std::slice::from_ref(&made), &changed, &read).unwrap_err();
    assert_eq!((refused.place.file.as_str(), refused.problem.code()), (second.0, "not-written"));
    assert_eq!(portal.read(first.0), first.1);
    assert!(portal.read(second.0).ends_with("Net opgeslagen.\n"));
    assert!(!portal.exists("content/projects/nieuw"));
    assert!(!portal.exists("content/projects/een/.2024-Q3.md.voortgang"));
    change(portal.root(), &[made], &changed[..1], &read).unwrap();
    assert_eq!(
        (portal.read(first.0).as_str(), portal.read("content/projects/nieuw/2024-Q3.md").as_str()),
        ("Nieuw.\n", "Nieuw.\n")
    );
}

#[test]
fn there_is_no_table_of_a_quarter_without_facts() {
    let portal = Portal::new(PROJECTS);
    portal.write("content/projects/loket/2024-Q3.md", b"+++\nstatus = \"gestart\"\n+++\nJa.\n");
    let run = portal.run(&["export", "t.xlsx", "--quarter", "2023-Q1"]);
    assert_eq!((run.status, portal.exists("t.xlsx")), (Some(1), false));
    let told = "fout[nothing-to-export]: over 2023-Q1 is niets gemeld en niets aangekondigd\n--> t.xlsx\n = oplossing: Kies een van deze kwartalen: `2024-Q3`.\n";
    assert!(run.stderr.starts_with(told), "{}", run.stderr);
    portal.write(
        "content/projects/loket/2024-Q3.md",
        format!("+++\nstatus = \"gestart\"\n+++\n{}\n", "x".repeat(32_768)).as_bytes(),
    );
    let run = portal.run(&["export", "t.xlsx", "--quarter", "2024-Q3"]);
    assert!(run.stderr.starts_with("fout[cell-too-long]: "), "{}", run.stderr);
    assert_eq!(portal.run(&["export", "t.csv", "--quarter", "2024-Q3"]).status, Some(0));
    assert!(portal.run(&["export", "t.ods", "--quarter", "2024-Q3"]).stderr.starts_with("fout[table-format]: "));
}
