//! What tables become, file by file, and what tables are made of content.

use std::fs;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use voortgang::exchange::Existing;

use super::{QUARTER, after, exported, imported, sources, told, written};
use crate::portal::{DAY, Portal, Run, tree};

const LOKET: (&str, &str) = ("content/projects/loket/index.md", "+++\ntitle = \"Loket\"\ncategory = \"beleid\"\n+++\n");
const REPORT: (&str, &str) = ("content/reports/2024-Q3/index.md", "+++\ndraft = true\n+++\n");

fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet().set_name("Q3").unwrap());
    workbook.save_to_buffer().unwrap()
}

/// Texts in a sheet, from the first row on.
fn texts(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(row, column, *text).unwrap();
        }
    }
}

const HEAD: &[&str] = &["Categorie", "Project", "Status", "Toelichting", "Vooruitblik"];

#[test]
fn a_table_makes_projects_updates_categories_and_the_draft_of_the_report() {
    let portal = Portal::new(&[LOKET]);
    portal.write(
        "tabel.csv",
        "Categorie;Project;Status;Toelichting;Vooruitblik;Verwachte status\n\
         Beleid;Loket;Op schema;\"Het loket is open.\n- maandag\n- dinsdag\";\"• Ook op *zaterdag* open.\n• Een app.\";\n\
         Nieuwe zaken;Kaart & kompas;;;De kaart wordt getekend.;Gestart\n"
            .as_bytes(),
    );
    let run = portal.run(&["import", "tabel.csv", "--quarter", QUARTER, "--date", DAY]);
    let made = "content/categories/nieuwe-zaken.md gemaakt\ncontent/projects/kaart-kompas/2024-Q4.md gemaakt\n\
                content/projects/kaart-kompas/index.md gemaakt\ncontent/projects/loket/2024-Q3.md gemaakt\n\
                content/projects/loket/2024-Q4.md gemaakt\ncontent/reports/2024-Q3/index.md gemaakt\n\
                2 projecten gelezen; bestanden: 6 gemaakt, 0 gewijzigd.\n";
    assert_eq!(run, Run { status: Some(0), stdout: made.to_owned(), stderr: String::new() });
    assert_eq!(
        portal.read("content/projects/loket/2024-Q3.md"),
        "+++\nstatus = \"op-schema\"\n+++\nHet loket is open.\n\n- maandag\n- dinsdag\n"
    );
    assert_eq!(
        portal.read("content/projects/loket/2024-Q4.md"),
        "+++\npromises = [\n  'Ook op \\*zaterdag\\* open.',\n  \"Een app.\",\n]\n+++\n"
    );
    assert_eq!(
        portal.read("content/projects/kaart-kompas/2024-Q4.md"),
        "+++\nexpected = \"gestart\"\noutlook = \"De kaart wordt getekend.\"\n+++\n"
    );
    let index = portal.read("content/projects/kaart-kompas/index.md");
    assert!(index.starts_with("+++\ntitle = \"Kaart & kompas\"\ncategory = \"nieuwe-zaken\"\n# "), "{index}");
    assert!(portal.read("content/reports/2024-Q3/index.md").starts_with("+++\ndraft = true\n"));
    assert_eq!(portal.build().status, Some(0));
}

#[test]
fn what_is_there_stays_and_is_named_unless_it_is_to_be_updated() {
    let now = "+++\n# Rapport, bladzijde 3.\nstatus = \"gestart\" # met de hand gekozen\npromises = [\"Oud.\"]\n+++\nHet is \
               begonnen.\n\n<!-- Navragen bij Jan. -->\n";
    let next =
        "+++\npromises = [\n  { text = \"Een app.\", outcome = \"kept\" }, # klaar\n  \"Blijft.\", # ook\n]\n+++\n";
    let files =
        [LOKET, REPORT, ("content/projects/loket/2024-Q3.md", now), ("content/projects/loket/2024-Q4.md", next)];
    let portal = Portal::new(&files);
    portal.write(
        "t.csv",
        b"Project;Status;Toelichting;Vooruitblik\nLoket;Op schema;Het loopt.;\"- Een app.\n- Nog een.\"\n",
    );
    let before = tree(portal.root());
    let run = portal.run(&["import", "t.csv", "--quarter", QUARTER, "--date", DAY]);
    assert_eq!((run.status, tree(portal.root())), (Some(0), before));
    assert_eq!(run.stdout, "1 project gelezen; bestanden: 0 gemaakt, 0 gewijzigd.\n");
    assert_eq!(
        run.stderr,
        "let op[rows-kept]: 2 bestanden zeggen iets anders dan de tabel en zijn niet veranderd\n--> t.csv\n = oplossing: \
         Geef `--update` om over te nemen wat de tabel zegt. Het gaat om `content/projects/loket/2024-Q3.md`, \
         `content/projects/loket/2024-Q4.md`.\n\n"
    );
    let run = portal.run(&["import", "t.csv", "--quarter", QUARTER, "--date", DAY, "--update"]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(
        portal.read("content/projects/loket/2024-Q3.md"),
        "+++\n# Rapport, bladzijde 3.\nstatus = \"op-schema\" # met de hand gekozen\npromises = [\"Oud.\"]\n+++\nHet \
         loopt.\n\n<!-- Navragen bij Jan. -->\n"
    );
    assert_eq!(
        portal.read("content/projects/loket/2024-Q4.md"),
        "+++\npromises = [\n  { text = \"Een app.\", outcome = \"kept\" }, # klaar\n  \"Blijft.\", # ook\n  \"Nog \
         een.\",\n]\n+++\n"
    );
}

#[test]
fn a_file_with_reminders_and_one_with_windows_line_ends_are_filled_in() {
    let portal = sources(&[
        LOKET,
        REPORT,
        ("content/projects/loket/2024-Q3.md", "+++\n# Loket, 2024-Q3\n# status = \"gestart\"\n+++\n"),
        ("content/projects/loket/2024-Q4.md", "+++\r\npromises = [\"Een.\"]\r\n+++\r\n"),
    ]);
    let table = b"Project;Status;Toelichting;Vooruitblik\nLOKET;gestart;Ja;- Twee.\n";
    let plan = imported(&portal, "t.csv", table, Existing::Updated).unwrap();
    assert_eq!(
        written(&plan),
        [
            (
                "content/projects/loket/2024-Q3.md",
                "+++\n# Loket, 2024-Q3\n# status = \"gestart\"\nstatus = \"gestart\"\n+++\nJa\n"
            ),
            ("content/projects/loket/2024-Q4.md", "+++\r\npromises = [\r\n  \"Een.\",\r\n  \"Twee.\",\r\n]\r\n+++\r\n"),
        ]
    );
}

#[test]
fn projects_are_found_by_id_by_title_and_by_a_former_title() {
    let portal = sources(&[
        REPORT,
        (
            "content/projects/loket/index.md",
            "+++\ntitle = \"Balie\"\ncategory = \"beleid\"\nformerly = [{ until = \"2024-Q1\", title = \"Loket nieuw\" }]\n+++\n",
        ),
    ]);
    for name in ["loket", "BALIE", " balie ", "loket nieuw", "Loket"] {
        let table = format!("Project;Status;Toelichting\n{name};Gestart;Ja\n");
        let plan = imported(&portal, "t.csv", table.as_bytes(), Existing::Kept).unwrap();
        assert_eq!(written(&plan)[0].0, "content/projects/loket/2024-Q3.md", "{name}");
    }
}

#[test]
fn a_workbook_as_people_make_them_is_read() {
    let bytes = workbook(|sheet| {
        let bold = Format::new().set_bold();
        sheet.merge_range(0, 0, 0, 4, "Voortgang derde kwartaal", &bold).unwrap();
        texts(
            sheet,
            &[
                &[],
                &[],
                &["Categorie", "Project", "Status Q3", "Resultaten\nQ3 2024", "Vooruitblik Q4", ""],
                &["", "Kaart", "op  schema", "Af.\r\n•\tEen\r\n\to\tdiep", "-"],
                &["", "Plein", "Gestart", "Water & brood", "–"],
                &[],
                &["Categorie", "Project", "Status Q3", "Resultaten\nQ3 2024", "Vooruitblik Q4"],
                &["Nieuw", "=SOM(A1)", "Gestart", "", ""],
            ],
        );
        sheet.merge_range(3, 0, 4, 0, "Beleid", &bold).unwrap();
        let day = ExcelDateTime::from_ymd(2024, 12, 31).unwrap();
        sheet.write_with_format(7, 3, &day, &Format::new().set_num_format("dd-mm-yyyy")).unwrap();
        sheet.write_number(7, 4, 0.5).unwrap();
        // Coloured to the last row that there is.
        sheet.write_blank(1_048_575, 0, &bold).unwrap();
    });
    let plan = imported(&sources(&[REPORT]), "t.xlsx", &bytes, Existing::Kept).unwrap();
    assert_eq!(told(&plan.warnings), "t.xlsx 8: in cel E8 staat een getal; het is overgenomen als `0,5`\n");
    let files: std::collections::BTreeMap<&str, &str> = written(&plan).into_iter().collect();
    assert!(files["content/projects/plein/index.md"].starts_with("+++\ntitle = \"Plein\"\ncategory = \"beleid\"\n"));
    let of = |path: &str| files[path].rsplit_once("+++\n").unwrap().1;
    assert_eq!(of("content/projects/kaart/2024-Q3.md"), "Af.\n\n- Een\\\n  o diep\n");
    assert_eq!(of("content/projects/plein/2024-Q3.md"), "Water & brood\n");
    assert_eq!(of("content/projects/som-a1/2024-Q3.md"), "31\u{a0}december 2024\n");
    assert!(files["content/projects/som-a1/index.md"].starts_with("+++\ntitle = \"=SOM(A1)\"\ncategory = \"nieuw\"\n"));
    assert!(files["content/projects/som-a1/2024-Q4.md"].contains("outlook = \"0,5\""));
    assert!(!files.contains_key("content/projects/kaart/2024-Q4.md"));
}

#[test]
fn csv_of_every_program_is_the_same_table() {
    let text = "Project;Status;Toelichting\r\nLoket;Gestart;Café\u{2019}s, \u{20ac} 5; ½\r\n".replace("5; ½", "5");
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let utf_8 = text.as_bytes().to_vec();
    let windows: Vec<u8> = text
        .chars()
        .map(|letter| match letter {
            'é' => 0xe9,
            '\u{2019}' => 0x92,
            '\u{20ac}' => 0x80,
            plain => u8::try_from(plain).unwrap(),
        })
        .collect();
    let quoted = text.replace("Café\u{2019}s, \u{20ac} 5", "\"Café\u{2019}s, \u{20ac} 5\"").replace(';', ",");
    let tables = [
        utf_8.clone(),
        [b"\xef\xbb\xbf".to_vec(), utf_8].concat(),
        windows,
        [b"\xff\xfe".to_vec(), wide(&text.replace(';', "\t"))].concat(),
        quoted.into_bytes(),
        format!("sep=;\r\n{text}").into_bytes(),
        text.replace("\r\n", "\r").into_bytes(),
    ];
    for table in tables {
        let plan = imported(&sources(&[LOKET, REPORT]), "t.csv", &table, Existing::Kept).unwrap();
        let wanted = "+++\nstatus = \"gestart\"\n+++\nCafé\u{2019}s, \u{20ac} 5\n";
        assert_eq!(written(&plan), [("content/projects/loket/2024-Q3.md", wanted)]);
    }
}

#[test]
fn readers_see_a_cell_as_it_stands() {
    let cell = "<b>vet</b> & &amp; [link](x) ![](y) *ster* _lijn_ `code` ]]> <!-- niet --> [^1] \\ 😀";
    let rows = [HEAD, &["Beleid", "Kaart", "Gestart", cell, cell]];
    let bytes = workbook(|sheet| texts(sheet, &rows));
    let empty = sources(&[("content/reports/2024-Q3/index.md", "+++\n+++\nSamenvatting.\n")]);
    let portal = after(&empty, &imported(&empty, "t.xlsx", &bytes, Existing::Kept).unwrap());
    let built = crate::portal::build(&portal, DAY, voortgang::select::Audience::Readers);
    assert!(!told(&built.diagnostics).contains("voetnoot"), "{}", told(&built.diagnostics));
    let site = built.site.unwrap();
    let page = site.tree.get("projecten/kaart/index.html").unwrap().content.whole().to_vec();
    let page = String::from_utf8(page).unwrap();
    let shown = cell.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    assert_eq!(page.matches(&shown).count(), 2, "{page}");
}

#[test]
fn a_table_is_exported_for_the_spreadsheets_of_the_country() {
    let files = [
        LOKET,
        (
            "content/projects/loket/2024-Q3.md",
            "+++\nstatus = \"gestart\"\n+++\n**Vet** en [link](https://example.org/).\n",
        ),
        (
            "content/projects/loket/2024-Q4.md",
            "+++\npromises = [\"=1+1\", \"Twee.\"]\noutlook = \"- een\\n- twee\"\n+++\n",
        ),
        ("content/projects/kaart/index.md", "+++\ntitle = \"=kaart\\\"\"\ncategory = \"beleid\"\n+++\n"),
        ("content/projects/kaart/2024-Q4.md", "+++\nexpected = \"afgerond\"\n+++\n"),
    ];
    let portal = Portal::new(&files);
    let run = portal.run(&["export", "t.csv", "--quarter", QUARTER, "--date", DAY]);
    assert_eq!(
        run.stdout,
        "Zonder links, vet, tabellen en andere opmaak, want die passen niet in een cel:\n  \
         content/projects/loket/2024-Q3.md\n2 projecten in t.csv gezet.\n"
    );
    assert_eq!(
        portal.read("t.csv"),
        "\u{feff}\"Categorie\";\"Project\";\"Status\";\"Toelichting\";\"Vooruitblik\";\"Verwachte status\"\r\n\
         \"Beleid\";\"'=kaart\"\"\";\"\";\"\";\"\";\"Afgerond\"\r\n\
         \"Beleid\";\"Loket\";\"Gestart\";\"Vet en link.\";\"• =1+1\n• Twee.\n\n  • een\n  • twee\";\"\"\r\n"
    );
    let again = portal.run(&["export", "t.csv", "--quarter", QUARTER]);
    assert_eq!((again.status, again.stdout.as_str()), (Some(2), ""));
    assert!(again.stderr.starts_with("fout[file-exists]: `t.csv` bestaat al\n"), "{}", again.stderr);
    fs::remove_file(portal.path("t.csv")).unwrap();
    let site = portal.read("portal.toml").replace("\"nl\"", "\"en\"");
    portal.write("portal.toml", site.as_bytes());
    let run = portal.run(&["export", "t.csv", "--quarter", QUARTER, "--quiet"]);
    assert_eq!(run, Run { status: Some(0), stdout: String::new(), stderr: String::new() });
    assert!(portal.read("t.csv").starts_with("\u{feff}\"Category\",\"Project\",\"Status\",\"Result\","));
}

#[test]
fn the_real_report_comes_back_as_it_was() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let portal = voortgang::source::disk::read(root);
    let table = exported(&portal, "t.xlsx");
    assert_eq!(exported(&portal, "t.xlsx"), table);
    let none = imported(&portal, "t.xlsx", &table, Existing::Updated).unwrap();
    assert_eq!((written(&none), none.rows), (vec![], 68));
    let empty = sources(&[]);
    let plan = imported(&empty, "t.xlsx", &table, Existing::Kept).unwrap();
    let named = |end: &str| plan.made.iter().filter(|file| file.path.as_str().ends_with(end)).count();
    assert_eq!((named("/2024-Q3.md"), named("/2024-Q4.md"), plan.changed.len()), (58, 61, 0));
    assert_eq!(told(&plan.warnings), "");
    let fresh = after(&empty, &plan);
    for table in [exported(&fresh, "t.xlsx"), exported(&fresh, "t.csv")] {
        let name = if table.starts_with(b"PK") { "t.xlsx" } else { "t.csv" };
        let again = imported(&fresh, name, &table, Existing::Updated).unwrap();
        assert_eq!((written(&again), told(&again.warnings)), (vec![], String::new()));
    }
}
