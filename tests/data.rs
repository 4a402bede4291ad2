//! The open data: what stands in it, that closed quarters keep theirs, and that fields are only ever added.
//! `tests/data.py` judges every form of it with the tools of others.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use serde_json::Value;
use voortgang::cache::Cache;
use voortgang::data::{Kind, TABLES, VERSION};
use voortgang::language::Language;
use voortgang::model::Day;
use voortgang::output::{Content, OutputTree};
use voortgang::pipeline::{self, Compression, Naming, Request};
use voortgang::select::Audience;
use voortgang::source::{FilePath, Sources};

use crate::portal::{BASE, DAY, Portal, tree};

const DUTO: &str = "+++\ntitle = \"=DUTO; \\\"één\\\"\"\ncategory = \"beleid\"\nclient = \"BZK\"\n\n[[milestones]]\nid = \"norm\"\n\
                    title = \"Norm *vast*\"\ndue = \"2024-Q4\"\nreplanned = [{ in = \"2024-Q3\", due = \"2025-02\", reason = \"ziekte\" }]\n+++\n\
                    Een [norm](https://example.org/).\n";
const Q3: &str = "+++\nstatus = \"gestart\"\nexpected = \"op-schema\"\npromises = [{ text = \"Eerste\\nregel\", outcome = \"partly\", note = \"n&#1;\" }, \
                  { text = \"Tweede\", milestone = \"norm\" }]\n+++\n- 😀 ]]>\n- twee\n";
const REPORT: &str = "+++\npublished = 2024-10-15\n+++\nSamenvatting.\n";

fn files(more: &[(&str, &str)]) -> Sources {
    let mut sources = Sources::default();
    for (path, text) in BASE.iter().chain(more) {
        sources.insert(FilePath::new(path), text.as_bytes());
    }
    sources
}

fn duto() -> Vec<(&'static str, &'static str)> {
    vec![
        ("content/projects/duto/index.md", DUTO),
        ("content/projects/duto/2024-Q3.md", Q3),
        ("content/projects/duto/2024-Q4.md", "+++\noutlook = \"Verder.\"\n+++\n"),
        ("content/projects/duto/2025-Q1.md", "+++\noutlook = \"Nog niet openbaar.\"\n+++\n"),
        ("content/reports/2024-Q3/index.md", REPORT),
    ]
}

fn rebuilt(sources: &Sources, audience: Audience, cache: &mut Cache) -> std::sync::Arc<OutputTree> {
    let built = pipeline::rebuild(
        &Request {
            sources,
            day: Day::parse(DAY).unwrap(),
            audience,
            base_url: None,
            naming: Naming::Fixed,
            compression: Compression::None,
        },
        cache,
    );
    built.site.unwrap_or_else(|| panic!("{:?}", built.diagnostics)).tree
}

fn built(sources: &Sources, audience: Audience) -> BTreeMap<String, String> {
    let tree = rebuilt(sources, audience, &mut Cache::default());
    let text = |content: &Content| String::from_utf8_lossy(&content.whole()).into_owned();
    tree.iter().map(|output| (output.path.clone(), text(&output.content))).collect()
}

#[test]
fn every_row_stands_as_it_is_and_nothing_is_told_before_its_time() {
    let site = built(&files(&duto()), Audience::Readers);
    let rows = |table: &str| site[&format!("data/{table}.csv")].split_once("\r\n").unwrap().1.to_owned();
    assert_eq!(
        rows("projects"),
        "duto,\"=DUTO; \"\"één\"\"\",beleid,,Een norm.,BZK,,,2024-Q3,gestart,2024-Q3,\
         https://portaal.example.org/projecten/duto/\r\n"
    );
    let page = "https://portaal.example.org/projecten/duto/";
    assert_eq!(
        rows("updates"),
        format!(
            "duto,2024-Q3,true,\"=DUTO; \"\"één\"\"\",beleid,gestart,Gestart,\"- 😀 ]]>\n- twee\",op-schema,Op schema,,,{page}#2024-q3\r\n\
             duto,2024-Q4,false,\"=DUTO; \"\"één\"\"\",beleid,,,,,,Verder.,,{page}#2024-q4\r\n"
        )
    );
    assert_eq!(
        rows("promises"),
        format!(
            "duto,2024-Q3,1,2024-Q2,Eerste regel,partly,n\u{fffd},,false,{page}#2024-q3\r\n\
             duto,2024-Q3,2,2024-Q2,Tweede,,,norm,false,{page}#2024-q3\r\n"
        )
    );
    assert_eq!(
        rows("milestones"),
        format!(
            "duto,norm,Norm vast,2024-Q4,2024-10-01,2024-12-31,2025-02,2025-02-01,2025-02-28,,,,,,open,1,{page}#mijlpaal-norm\r\n"
        )
    );
    assert_eq!(
        rows("replans"),
        format!(
            "duto,norm,1,2024-Q3,2024-Q4,2024-10-01,2024-12-31,2025-02,2025-02-01,2025-02-28,ziekte,59,false,{page}#mijlpaal-norm\r\n"
        )
    );
    let index: Value = serde_json::from_str(&site["projecten/duto/index.json"]).unwrap();
    assert_eq!(index["promises"][0]["note"], "n\u{fffd}");
    assert_eq!(index["updates"][1]["quarter"], "2024-Q4");
    assert_eq!(index["draft"], false);
    assert!(!site.iter().any(|(path, text)| path.starts_with("data/") && text.contains("Nog niet openbaar.")));
}

/// `openpyxl` reads all of the workbook in `tests/data.py`; this is another program's reader.
#[test]
fn text_in_the_workbook_is_text_and_a_day_is_a_day() {
    let tree = rebuilt(&files(&duto()), Audience::Readers, &mut Cache::default());
    let bytes = tree.get("data/all.xlsx").unwrap().content.whole().into_owned();
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names().len(), TABLES.len() + 1);
    let projects = book.worksheet_range("Projecten").unwrap();
    assert_eq!(projects.get_value((1, 1)), Some(&Data::String("=DUTO; \"één\"".to_owned())));
    let milestones = book.worksheet_range("Mijlpalen").unwrap();
    assert_eq!(milestones.get_value((1, 3)), Some(&Data::String("2024-Q4".to_owned())));
    // The number that spreadsheets give 1 October 2024.
    let day = milestones.get_value((1, 4)).unwrap();
    assert!(matches!(day, Data::DateTime(day) if day.as_f64().to_string() == "45566"), "{day:?}");
    assert_eq!(milestones.get_value((1, 15)), Some(&Data::Float(1.0)));
}

#[test]
fn authors_see_what_is_not_public_yet_and_that_it_is_not() {
    let site = built(&files(&duto()), Audience::Authors);
    assert!(site["data/updates.csv"].contains("duto,2025-Q1,false,"));
    for (path, text) in site.iter().filter(|(path, _)| path.ends_with("index.json") || path.as_str() == "data/all.json")
    {
        assert!(text.contains(",\"draft\":true"), "{path}");
    }
}

#[test]
fn a_portal_that_holds_nothing_has_tables_without_rows() {
    let site = built(&files(&[]), Audience::Readers);
    for table in &TABLES {
        let heads: Vec<String> =
            table.columns(Language::Dutch).into_iter().map(|column| column.name.into_owned()).collect();
        let csv = &site[&format!("data/{}.csv", table.name)];
        assert!(csv.starts_with(&(heads.join(",") + "\r\n")), "{csv}");
        let has_rows = ["categories", "statuses"].contains(&table.name);
        assert_eq!(csv.lines().count() > 1, has_rows, "{csv}");
        assert_eq!(
            site[&format!("data/{}.json", table.name)].ends_with(&format!("\"{}\":[\n]\n}}\n", table.name)),
            !has_rows
        );
    }
    // Nobody is named who publishes it.
    assert!(!site.contains_key("data/catalog.jsonld"));
    assert!(site["data/index.html"].contains("omdat de site geen afzender noemt"));
}

#[test]
fn a_site_that_gives_no_tables_has_none_and_leads_nowhere() {
    let settings = format!("{}\n[data]\noutputs = [\"feeds\", \"calendars\"]\n", BASE[0].1);
    let mut more = duto();
    more.push(("portal.toml", &settings));
    let site = built(&files(&more), Audience::Readers);
    assert!(!site.keys().any(|path| path.starts_with("data/") || path.ends_with("index.json")));
    assert!(!site.values().any(|text| text.contains("/data/") || text.contains("application/json")));
}

#[test]
fn a_file_of_an_author_cannot_take_the_place_of_data() {
    let portal = Portal::new(&duto());
    portal.write("content/projects/duto/index.md", format!("{DUTO}[cijfers](index.json)\n").as_bytes());
    portal.write("content/projects/duto/index.json", b"{}");
    let run = portal.build();
    assert_eq!(run.status, Some(1));
    assert!(run.stderr.contains("fout[output-collision]"), "{}", run.stderr);
}

#[test]
fn the_data_of_a_closed_quarter_stays_while_names_and_later_quarters_live_on() {
    let portal = Portal::new(&duto()[..3]);
    portal.write("content/reports/2024-Q3/index.md", REPORT.as_bytes());
    let judged = Q3.replace("\"Tweede\"", "\"Tweede\", outcome = \"kept\"");
    portal.write("content/projects/duto/2024-Q3.md", judged.as_bytes());
    let run = portal.run(&["close", "2024-Q3", "--date", "2024-10-20"]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    let index = || {
        let run = portal.build();
        assert_eq!(run.status, Some(0), "{}", run.stderr);
        portal.read("public/kwartalen/2024-q3/index.json")
    };
    let before = index();
    assert!(before.contains("\"closed\":\"2024-10-20\"") && before.contains("\"status_label\":\"Gestart\""));
    let later = DUTO.replace("=DUTO; \\\"één\\\"", "Anders").replace("client = \"BZK\"", "client = \"Ander\"");
    let later = later.replace(
        "reason = \"ziekte\" }",
        "reason = \"ziekte\" }, { in = \"2024-Q4\", due = \"2026\", reason = \"x\" }",
    );
    portal.write("content/projects/duto/index.md", later.as_bytes());
    // The same words on other lines.
    portal.write("content/projects/duto/2024-Q3.md", judged.replace("- twee", "-\n  twee").as_bytes());
    portal.write("content/categories/beleid.md", b"+++\ntitle = \"Ander beleid\"\n+++\n");
    portal.write("content/projects/nieuw/index.md", b"+++\ntitle = \"Nieuw\"\ncategory = \"beleid\"\n+++\n");
    let report = "+++\npublished = 2025-01-02\n+++\n";
    portal.write("content/reports/2024-Q4/index.md", report.as_bytes());
    assert_eq!(index(), before);
    assert!(portal.read("public/data/projects.csv").contains("\nduto,Anders,"));
    assert!(portal.read("public/data/categories.csv").contains("Ander beleid"));
    assert!(portal.read("public/data/updates.csv").contains("duto,2024-Q3,true,\"=DUTO; \"\"één\"\"\","));
}

#[test]
fn one_edit_makes_only_the_rows_that_it_changes() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/cyclus/in");
    let mut sources = Sources::default();
    for (path, bytes) in tree(&golden) {
        sources.insert(FilePath::new(&path), bytes);
    }
    let mut cache = Cache::default();
    let before = rebuilt(&sources, Audience::Readers, &mut cache);
    let path = FilePath::new("content/projects/meetnet/2024-Q4.md");
    let text = format!("{}\nNog een zin.\n", sources.text(&path).unwrap());
    sources.insert(path, text.into_bytes());
    let after = rebuilt(&sources, Audience::Readers, &mut cache);
    let parts = |tree: &OutputTree, path: &str| -> BTreeSet<*const u8> {
        tree.get(path).unwrap().content.parts().iter().map(|part| part.as_ptr()).collect()
    };
    for path in ["data/updates.csv", "data/updates.json", "data/all.json", "data/all.xlsx"] {
        let (old, new) = (before.get(path).unwrap(), after.get(path).unwrap());
        assert_ne!(old.content, new.content, "{path}");
        let shared = parts(&before, path);
        let shared = shared.intersection(&parts(&after, path)).count();
        // All rows of the five other projects.
        assert!(shared >= 5, "{path} shares {shared} parts");
    }
    for path in ["projecten/dijkkaart/index.json", "kwartalen/2024-q2/index.json", "data/milestones.csv"] {
        assert_eq!(before.get(path).unwrap().content, after.get(path).unwrap().content, "{path}");
    }
}

/// Every field that was ever published, with the version in which it came. What stands in it may never change: programs
/// of others read it. New fields get a new version.
#[test]
fn fields_are_only_ever_added_and_the_version_grows_with_them() {
    let kind = |kind: Kind| match kind.words() {
        [] => kind.word(Language::English).to_owned(),
        words => format!("one of {}", words.join(", ")),
    };
    let fields = TABLES.iter().flat_map(|table| {
        table.columns(Language::English).into_iter().map(|column| {
            let need = if column.is_required { "" } else { ", or nothing" };
            format!("{} {}.{}: {}{need}", column.since, table.name, column.name, kind(column.kind))
        })
    });
    let fields: Vec<String> = fields.collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/fields.txt");
    let kept = fs::read_to_string(&path).unwrap_or_default();
    for line in kept.lines() {
        assert!(fields.iter().any(|field| field == line), "a field was changed or taken away: {line}");
    }
    let new: Vec<&String> = fields.iter().filter(|field| !kept.lines().any(|line| line == **field)).collect();
    if std::env::var_os("VOORTGANG_UPDATE").is_some() {
        let newest = kept.lines().filter_map(|line| line.split_once(' ')?.0.parse::<u32>().ok()).max().unwrap_or(0);
        for field in &new {
            let since: u32 = field.split_once(' ').unwrap().0.parse().unwrap();
            assert!(since > newest, "a new field needs a new version: {field}");
        }
        fs::write(&path, kept + &new.iter().map(|field| format!("{field}\n")).collect::<Vec<_>>().concat()).unwrap();
    } else {
        assert!(new.is_empty(), "not kept in tests/data/fields.txt: {new:?}");
    }
    let newest = TABLES.iter().flat_map(|table| table.columns(Language::English)).map(|column| column.since).max();
    assert_eq!(newest, Some(VERSION));
}
