//! Closing a quarter: what it refuses, what it guards, what a correction changes, and the lock.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use voortgang::diagnostic::message;
use voortgang::language::Language;
use voortgang::model::{Day, Quarter};
use voortgang::parse::{self, Entry};
use voortgang::pipeline::{self, Closed, Compression, Locking, Naming, Request};
use voortgang::select::Audience;
use voortgang::snapshot::close::Gaps;
use voortgang::snapshot::lock;
use voortgang::source::{FilePath, Sources};

use crate::portal::{BASE, Portal, build, tree};

type Files = BTreeMap<String, String>;

const LOCK: &str = "content/reports/2024-Q3/lock.toml";
const INDEX: &str = "content/projects/duto/index.md";
const UPDATE: &str = "content/projects/duto/2024-Q3.md";
const NEXT: &str = "content/projects/duto/2024-Q4.md";
const REPORT: &str = "content/reports/2024-Q3/index.md";
const CHAPTER: &str = "content/reports/2024-Q3/geld.md";
const RISK: &str = "content/risks/mensen.md";

/// The bytes of an image.
const IMAGE: &str = "een plaatje";

const PORTAL: [(&str, &str); 9] = [
    (
        INDEX,
        "+++\ntitle = \"DUTO\"\ncategory = \"beleid\"\n\n[[milestones]]\ntitle = \"Plan\"\nid = \"plan\"\ndue = \"2024-Q4\"\n\
         replanned = [{ in = \"2024-Q3\", due = \"2025-01\", reason = \"Ziek\" }]\n+++\n",
    ),
    (
        UPDATE,
        "+++\nstatus = \"op-schema\"\nexpected = \"gestart\"\noutlook = \"Er is overleg.\"\npromises = [\n  { text = \"Plan klaar\", \
         outcome = \"kept\" },\n  { text = \"Team klaar\", outcome = \"missed\", note = \"Ziek\", milestone = \"plan\" },\n]\n+++\nHet plan is af. \
         ![Plan](plan.png)\n",
    ),
    (NEXT, "+++\npromises = [\"Er is een **proef**.\"]\nexpected = \"op-schema\"\n+++\n"),
    ("content/projects/kaart/index.md", "+++\ntitle = \"Kaart\"\ncategory = \"beleid\"\n+++\n"),
    ("content/projects/kaart/2024-Q3.md", "+++\nstatus = \"gestart\"\n+++\nBegonnen.\n"),
    (
        REPORT,
        "+++\npublished = 2024-11-01\nas_of = 2024-10-15\nsignatory = \"A. Jansen\"\nhighlights = [\"Eén.\", \"Twee.\"]\n\
         +++\nHet ging goed.\n",
    ),
    (
        CHAPTER,
        "+++\ntitle = \"Geld\"\n[[budgets]]\ntitle = \"Alles\"\nunit = \"fte\"\namounts = { \"2024\" = 1 }\n+++\nTekst.\n",
    ),
    (RISK, "+++\ntitle = \"Mensen\"\nmeasure = \"Werven\"\n[states]\n\"2024-Q3\" = \"Loopt\"\n+++\n"),
    ("content/projects/duto/plan.png", IMAGE),
];

fn portal() -> Files {
    BASE.into_iter().chain(PORTAL).map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

fn sources(files: &Files) -> Sources {
    files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect()
}

/// The files with a text in one of them replaced by another.
fn edited(files: &Files, path: &str, from: &str, to: &str) -> Files {
    let mut files = files.clone();
    let text = files.get_mut(path).unwrap();
    assert!(text.contains(from), "{path} has no {from}");
    *text = text.replace(from, to);
    files
}

fn closed_on(files: &Files, quarter: &str, day: &str, locking: Locking, gaps: Gaps) -> Closed {
    let sources = sources(files);
    let day = Day::parse(day).unwrap();
    let request = Request {
        sources: &sources,
        day,
        audience: Audience::Readers,
        base_url: None,
        naming: Naming::Fixed,
        compression: Compression::None,
    };
    pipeline::close(&request, Quarter::parse(quarter).unwrap(), locking, gaps)
}

/// The files with the lock that closing gives.
fn close(files: &Files, quarter: &str, day: &str, locking: Locking, gaps: Gaps) -> Files {
    let closed = closed_on(files, quarter, day, locking, gaps);
    let (path, text) = closed.lock.unwrap_or_else(|| panic!("{:#?}", closed.diagnostics));
    let mut files = files.clone();
    files.insert(path.to_string(), text);
    files
}

fn closed() -> Files {
    close(&portal(), "2024-Q3", "2024-11-02", Locking::Close, Gaps::Refused)
}

/// The errors of a build, each with its file and its words.
fn errors(files: &Files) -> Vec<String> {
    let built = build(&sources(files), "2024-12-01", Audience::Readers);
    let told = |found: &voortgang::diagnostic::Diagnostic| {
        format!("{}: {}", found.place.file, message(&found.problem, Language::Dutch).headline)
    };
    let is_error = |found: &&voortgang::diagnostic::Diagnostic| voortgang::diagnostic::has_errors([*found]);
    built.diagnostics.iter().filter(is_error).map(told).collect()
}

fn codes(closed: &Closed) -> Vec<String> {
    let told = |found: &voortgang::diagnostic::Diagnostic| format!("{} {}", found.place.file, found.problem.code());
    assert!(closed.lock.is_none());
    closed.diagnostics.iter().map(told).collect()
}

fn page(files: &Files, path: &str) -> String {
    let built = build(&sources(files), "2024-12-01", Audience::Readers);
    let site = built.site.unwrap_or_else(|| panic!("{:#?}", built.diagnostics));
    String::from_utf8_lossy(&site.tree.get(path).unwrap().content.whole()).into_owned()
}

#[test]
fn closing_names_everything_that_is_missing() {
    let files = edited(&portal(), REPORT, "published = 2024-11-01\n", "");
    let files = edited(&files, REPORT, "Het ging goed.\n", "");
    let mut files = edited(&files, UPDATE, ", outcome = \"kept\"", "");
    files.insert("content/reports/2024-Q2/index.md".to_owned(), "+++\n+++\n".to_owned());
    files.insert("content/projects/kaart/2024-Q2.md".to_owned(), files["content/projects/kaart/2024-Q3.md"].clone());
    files.remove("content/projects/kaart/2024-Q3.md");
    let refused = closed_on(&files, "2024-Q3", "2024-11-02", Locking::Close, Gaps::Refused);
    assert_eq!(
        codes(&refused),
        [
            "content/projects/duto/2024-Q3.md close-unjudged",
            "content/projects/kaart/2024-Q3.md close-silent",
            "content/reports/2024-Q3/index.md close-without-date",
            "content/reports/2024-Q3/index.md close-without-summary",
        ]
    );
    let refused = closed_on(&files, "2024-Q3", "2024-11-02", Locking::Close, Gaps::Accepted);
    assert_eq!(
        codes(&refused),
        [
            "content/reports/2024-Q3/index.md close-without-date",
            "content/reports/2024-Q3/index.md close-without-summary",
        ]
    );
}

#[test]
fn closing_is_refused_before_the_report_is_public_after_it_was_closed_and_without_a_report() {
    let refused = |files: &Files, quarter: &str, day: &str, locking: Locking| {
        codes(&closed_on(files, quarter, day, locking, Gaps::Refused))
    };
    let draft = edited(&portal(), REPORT, "published", "draft = true\npublished");
    assert_eq!(refused(&draft, "2024-Q3", "2024-11-02", Locking::Close), [format!("{REPORT} not-public-yet")]);
    assert_eq!(refused(&portal(), "2024-Q3", "2024-10-31", Locking::Close), [format!("{REPORT} not-public-yet")]);
    assert_eq!(refused(&closed(), "2024-Q3", "2024-11-03", Locking::Close), [format!("{LOCK} already-closed")]);
    let other = "content/reports/2024-Q4/index.md";
    assert_eq!(refused(&portal(), "2024-Q4", "2024-11-02", Locking::Close), [format!("{other} no-report")]);
    assert_eq!(refused(&portal(), "2024-Q3", "2024-11-02", Locking::Correct), [format!("{REPORT} not-yet-closed")]);
}

#[test]
fn closing_is_refused_while_the_content_has_an_error() {
    let files = edited(&portal(), RISK, "title", "tilte");
    let refused = closed_on(&files, "2024-Q3", "2024-11-02", Locking::Close, Gaps::Refused);
    assert_eq!(codes(&refused), [format!("{RISK} unknown-key")]);
}

#[test]
fn accepted_gaps_are_published_where_readers_see_them() {
    let files = edited(&portal(), UPDATE, ", outcome = \"kept\"", "");
    let files = close(&files, "2024-Q3", "2024-11-02", Locking::Close, Gaps::Accepted);
    assert!(page(&files, "kwartalen/2024-q3/index.html").contains("nog niet beoordeeld"));
    assert!(page(&files, "kwartalen/2024-q3/wijzigingen/index.html").contains("1 voornemen niet beoordeeld"));
}

#[test]
fn what_says_the_same_gives_the_same_lock() {
    let plain = closed()[LOCK].clone();
    let commented = edited(&portal(), UPDATE, "status =", "# een notitie\nstatus =");
    let noted = edited(&commented, UPDATE, "Het plan is af.", "Het plan is af.<!-- echt -->");
    let moved = edited(&noted, REPORT, "signatory = \"A. Jansen\"\n", "");
    let moved = edited(&moved, REPORT, "published", "signatory = \"A. Jansen\"\npublished");
    let windows = moved.iter().map(|(path, text)| {
        let text = if text == IMAGE { text.clone() } else { text.replace('\n', "\r\n") };
        (path.clone(), text)
    });
    let windows: Files = windows.collect();
    for files in [commented, noted, moved, windows] {
        assert_eq!(close(&files, "2024-Q3", "2024-11-02", Locking::Close, Gaps::Refused)[LOCK], plain);
    }
}

#[test]
fn a_lock_reads_back_to_the_text_that_it_was_written_with() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/cyclus/in");
    let locks = tree(&golden).into_iter().filter(|(path, _)| path.ends_with("lock.toml"));
    let own = (LOCK.to_owned(), closed()[LOCK].clone().into_bytes());
    let mut count = 0;
    for (path, bytes) in locks.chain([own]) {
        let parsed = parse::parse(&FilePath::new(&path), &bytes.clone().into());
        let Some(Entry::Lock(read)) = parsed.entry else { panic!("{path}: {:#?}", parsed.diagnostics) };
        assert_eq!(lock::text(&read.lock), String::from_utf8(bytes).unwrap(), "{path}");
        count += 1;
    }
    assert_eq!(count, 5);
}

/// A change in a file, and the words of the error that it gives.
const CHANGES: [(&str, &str, &str, &str); 18] = [
    (
        UPDATE,
        ", milestone = \"plan\"",
        "",
        "`milestone` van `duto` in het afgesloten kwartaal 2024-Q3 is weg: er stond `plan`",
    ),
    (
        UPDATE,
        "op-schema",
        "vertraagd",
        "`status` van `duto` in het afgesloten kwartaal 2024-Q3 was `Op schema` en is nu `Vertraagd`",
    ),
    (
        UPDATE,
        "\"gestart\"",
        "\"afgerond\"",
        "`expected` van `duto` in het afgesloten kwartaal 2024-Q3 was `Gestart` en is nu `Afgerond`",
    ),
    (
        UPDATE,
        "is af.",
        "is bijna af.",
        "de tekst van `duto` in het afgesloten kwartaal 2024-Q3 was `Het plan is af. ![Plan](plan.png)` en is nu `Het plan is bijna af. ![Plan](plan.png)`",
    ),
    (
        UPDATE,
        "\"missed\"",
        "\"kept\"",
        "`outcome` van `duto` in het afgesloten kwartaal 2024-Q3 was `niet gerealiseerd` en is nu `gerealiseerd`",
    ),
    (
        UPDATE,
        ", outcome = \"kept\"",
        "",
        "`outcome` van `duto` in het afgesloten kwartaal 2024-Q3 is weg: er stond `gerealiseerd`",
    ),
    (UPDATE, "\"Ziek\"", "\"Druk\"", "`note` van `duto` in het afgesloten kwartaal 2024-Q3 was `Ziek` en is nu `Druk`"),
    (
        UPDATE,
        "  { text = \"Plan klaar\", outcome = \"kept\" },\n",
        "",
        "`promises` van `duto` in het afgesloten kwartaal 2024-Q3 is weg: er stond `Plan klaar`",
    ),
    (
        UPDATE,
        "overleg",
        "vergadering",
        "`outlook` van `duto` in het afgesloten kwartaal 2024-Q3 was `Er is overleg.` en is nu `Er is vergadering.`",
    ),
    (
        REPORT,
        "as_of = 2024-10-15\n",
        "",
        "`as_of` van `report` in het afgesloten kwartaal 2024-Q3 is weg: er stond `15 oktober 2024`",
    ),
    (
        REPORT,
        "2024-11-01",
        "2024-11-02",
        "`published` van `report` in het afgesloten kwartaal 2024-Q3 was `1 november 2024` en is nu `2 november 2024`",
    ),
    (
        REPORT,
        "A. Jansen",
        "B. Jansen",
        "`signatory` van `report` in het afgesloten kwartaal 2024-Q3 was `A. Jansen` en is nu `B. Jansen`",
    ),
    (
        REPORT,
        "\"Twee.\"",
        "\"Drie.\"",
        "`highlights` van `report` in het afgesloten kwartaal 2024-Q3 was `Eén. • Twee.` en is nu `Eén. • Drie.`",
    ),
    (
        REPORT,
        "ging goed",
        "ging slecht",
        "de tekst van `report` in het afgesloten kwartaal 2024-Q3 was `Het ging goed.` en is nu `Het ging slecht.`",
    ),
    (
        CHAPTER,
        "Tekst.",
        "Meer.",
        "de tekst van `geld` in het afgesloten kwartaal 2024-Q3 was `Tekst.` en is nu `Meer.`",
    ),
    (
        CHAPTER,
        "= 1 }",
        "= 2 }",
        "`budgets` van `geld` in het afgesloten kwartaal 2024-Q3 was `2024: 1 fte` en is nu `2024: 2 fte`",
    ),
    (RISK, "Loopt", "Klaar", "`states` van `mensen` in het afgesloten kwartaal 2024-Q3 was `Loopt` en is nu `Klaar`"),
    ("content/projects/duto/plan.png", "een", "geen", "`plan.png` van `report` in het afgesloten kwartaal 2024-Q3 was"),
];

#[test]
fn every_fact_of_a_closed_quarter_is_guarded() {
    let closed = closed();
    assert_eq!(errors(&closed), Vec::<String>::new());
    for (path, from, to, words) in CHANGES {
        let found = errors(&edited(&closed, path, from, to));
        assert_eq!(found.len(), 1, "{path}: {from} to {to}: {found:#?}");
        assert!(found[0].starts_with(&format!("{path}: {words}")), "{found:#?}");
    }
    let milestone = errors(&edited(&closed, INDEX, "due = \"2024-Q4\"", "due = \"2024-12\""));
    assert_eq!(
        milestone,
        ["content/projects/duto/index.md: `milestones.plan` van `duto` in het afgesloten kwartaal 2024-Q3 was \
         `Q4 2024 → januari 2025 (Q3 2024: Ziek)` en is nu `december 2024 → januari 2025 (Q3 2024: Ziek)`"]
    );
}

#[test]
fn a_promise_of_a_closed_quarter_keeps_its_words_and_is_never_taken_away() {
    let closed = closed();
    assert_eq!(
        errors(&edited(&closed, NEXT, "proef**", "proeven**")),
        [format!(
            "{NEXT}: `promises` van `duto` in het afgesloten kwartaal 2024-Q3 was `Er is een **proef**.` en is nu \
             `Er is een **proeven**.`"
        )]
    );
    assert_eq!(
        errors(&edited(&closed, NEXT, "promises = [\"Er is een **proef**.\"]\n", "")),
        [format!(
            "{NEXT}: `promises` van `duto` in het afgesloten kwartaal 2024-Q3 is weg: er stond `Er is een **proef**.`"
        )]
    );
    let dropped =
        edited(&closed, NEXT, "\"Er is een **proef**.\"", "{ text = \"Er is een **proef**.\", outcome = \"dropped\" }");
    assert_eq!(errors(&dropped), Vec::<String>::new());
    let rewrapped = edited(&closed, NEXT, "\"Er is een **proef**.\"", "\"\"\"Er is\neen **proef**.\"\"\"");
    assert_eq!(errors(&rewrapped), Vec::<String>::new());
}

#[test]
fn a_promise_that_is_added_later_is_marked() {
    let files = edited(&closed(), NEXT, "proef**.\"]", "proef**.\", \"Er is een feest.\"]");
    assert_eq!(errors(&files), Vec::<String>::new());
    let record = page(&files, "projecten/duto/index.html");
    assert_eq!(record.matches("Later toegevoegd").count(), 1);
    assert!(!page(&files, "kwartalen/2024-q3/index.html").contains("feest"));
}

#[test]
fn what_is_gone_is_named_with_its_new_folder() {
    let closed = closed();
    let gone = |path: &str, id: &str| {
        format!("{path}: `{id}` hoort bij het afgesloten kwartaal 2024-Q3, maar dit bestand is weg of een concept")
    };
    let mut renamed = closed.clone();
    for name in ["index.md", "2024-Q3.md"] {
        let text = renamed.remove(&format!("content/projects/kaart/{name}")).unwrap();
        renamed.insert(format!("content/projects/kaart-2/{name}"), text);
    }
    let built = build(&sources(&renamed), "2024-12-01", Audience::Readers);
    let help = message(&built.diagnostics[0].problem, Language::Dutch).help.unwrap();
    assert!(help.starts_with("Heet de map nu `kaart-2`?"), "{help}");
    assert_eq!(errors(&renamed)[0], gone("content/projects/kaart/index.md", "kaart"));
    let draft = edited(&closed, "content/projects/kaart/index.md", "title", "draft = true\ntitle");
    assert_eq!(errors(&draft), [gone("content/projects/kaart/index.md", "kaart")]);
    for (path, id) in [(RISK, "mensen"), (CHAPTER, "geld")] {
        let mut files = closed.clone();
        files.remove(path);
        assert_eq!(errors(&files), [gone(path, id)]);
    }
}

#[test]
fn a_category_changes_by_saying_what_it_was() {
    let mut files = closed();
    files.insert("content/categories/anders.md".to_owned(), "+++\ntitle = \"Anders\"\n+++\n".to_owned());
    let moved = edited(&files, INDEX, "category = \"beleid\"", "category = \"anders\"");
    assert_eq!(
        errors(&moved),
        [format!("{INDEX}: `category` van `duto` in het afgesloten kwartaal 2024-Q3 was `Beleid` en is nu `Anders`")]
    );
    let told =
        edited(&moved, INDEX, "\n[[mile", "formerly = [{ until = \"2024-Q3\", category = \"beleid\" }]\n\n[[mile");
    assert_eq!(errors(&told), Vec::<String>::new());
}

#[test]
fn the_archive_keeps_what_goes_on_living() {
    let files = closed();
    let archive = |files: &Files| {
        // The frame of every page is of today; the report itself is not.
        let page = page(files, "kwartalen/2024-q3/index.html");
        page[page.find("<main").unwrap()..page.find("</main>").unwrap()].to_owned()
    };
    let before = archive(&files);
    let files = edited(&files, INDEX, "title = \"DUTO\"", "title = \"Anders\"");
    let files =
        edited(&files, "content/categories/beleid.md", "\"Beleid\"", "\"Anders\"\ngoal = \"Een doel\"\norder = 3");
    let files = edited(&files, RISK, "Werven", "Opleiden");
    let files = edited(&files, "content/projects/kaart/index.md", "category", "order = 1\ncategory");
    let files = edited(
        &files,
        "portal.toml",
        "language = \"nl\"\n",
        "language = \"nl\"\n[[statuses]]\nid = \"op-schema\"\nlabel = \"Loopt\"\nphase = \"active\"\ntone = \"info\"\n\
         [[statuses]]\nid = \"gestart\"\nlabel = \"Begon\"\nphase = \"active\"\ntone = \"info\"\n",
    );
    assert_eq!(errors(&files), Vec::<String>::new());
    assert_eq!(archive(&files), before);
}

#[test]
fn a_correction_has_to_be_declared_and_shows_what_stood_there_first() {
    let changed = edited(&closed(), UPDATE, "is af.", "is bijna af.");
    let refused = closed_on(&changed, "2024-Q3", "2025-02-03", Locking::Correct, Gaps::Refused);
    assert_eq!(codes(&refused), [format!("{UPDATE} missing-correction")]);
    let correction = |about: &str, date: &str| {
        format!(
            "\"Twee.\"]\n[[corrections]]\ndate = {date}\nabout = \"{about}\"\nnote = \"Het plan was nog niet af.\"\n"
        )
    };
    let old = edited(&changed, REPORT, "\"Twee.\"]\n", &correction("duto", "2024-11-01"));
    assert_eq!(
        codes(&closed_on(&old, "2024-Q3", "2025-02-03", Locking::Correct, Gaps::Refused)),
        [format!("{UPDATE} missing-correction")]
    );
    let declared = edited(&changed, REPORT, "\"Twee.\"]\n", &correction("duto", "2025-02-03"));
    let other = edited(&declared, RISK, "Loopt", "Klaar");
    assert_eq!(
        codes(&closed_on(&other, "2024-Q3", "2025-02-03", Locking::Correct, Gaps::Refused)),
        [format!("{RISK} missing-correction")]
    );
    let corrected = close(&declared, "2024-Q3", "2025-02-03", Locking::Correct, Gaps::Refused);
    assert_eq!(errors(&corrected), Vec::<String>::new());
    let shown = "<strong>Gecorrigeerd op <time datetime=\"2025-02-03\">3\u{a0}februari 2025</time></strong>";
    let report = page(&corrected, "kwartalen/2024-q3/index.html");
    // Above all the others, and at the project.
    assert_eq!(report.matches(shown).count(), 2);
    assert_eq!(report.matches("<del>Het plan is af.</del>").count(), 2);
    assert_eq!(report.matches("<ins>Het plan is bijna af.</ins>").count(), 2);
    assert!(page(&corrected, "projecten/duto/index.html").contains(shown));
    let again = closed_on(&corrected, "2024-Q3", "2025-02-04", Locking::Correct, Gaps::Refused);
    assert_eq!(codes(&again), [format!("{REPORT} nothing-to-correct")]);
    let taken_back = edited(&corrected, REPORT, "Het plan was nog niet af.", "Niets.");
    assert_eq!(
        errors(&taken_back),
        [format!("{REPORT}: een correctie op `duto` in 2024-Q3 is gepubliceerd, maar staat er niet meer")]
    );
}

#[test]
fn a_correction_leaves_the_names_of_the_archive_alone() {
    let files = edited(&closed(), INDEX, "title = \"DUTO\"", "title = \"Anders\"");
    let files = edited(&files, UPDATE, "op-schema", "vertraagd");
    let files = edited(
        &files,
        REPORT,
        "\"Twee.\"]\n",
        "\"Twee.\"]\n[[corrections]]\ndate = 2025-02-03\nabout = \"duto\"\nnote = \"Het was vertraagd.\"\n",
    );
    let lock = close(&files, "2024-Q3", "2025-02-03", Locking::Correct, Gaps::Refused)[LOCK].clone();
    let project: String =
        lock.split("\n[projects.duto]\n").nth(1).unwrap().lines().take(5).collect::<Vec<_>>().join("\n");
    assert_eq!(
        project,
        "title = \"DUTO\"\ncategory = \"beleid\"\norder = 1\nsince = \"2024-Q3\"\nstatus = \"vertraagd\""
    );
    assert!(lock.ends_with(
        "[[corrections]]\ndate = 2025-02-03\nabout = \"project/duto\"\nnote = \"Het was vertraagd.\"\n\n[[changes]]\ndate = \
         2025-02-03\nabout = \"project/duto\"\nfield = \"Status\"\nwas = \"Op schema\"\nnow = \"Vertraagd\"\n"
    ));
}

#[test]
fn the_language_is_fixed_by_the_first_close() {
    let files = edited(&closed(), "portal.toml", "\"nl\"", "\"en\"");
    let built = build(&sources(&files), "2024-12-01", Audience::Readers);
    let codes: Vec<&str> = built.diagnostics.iter().map(|found| found.problem.code()).collect();
    assert!(codes.contains(&"language-fixed"), "{codes:?}");
}

#[test]
fn a_lock_that_got_lost_is_missed_by_a_later_one_and_by_the_output() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/cyclus/in");
    let portal = Portal::new(&[]);
    fs::remove_dir_all(portal.path("content")).unwrap();
    for (name, bytes) in tree(&golden) {
        portal.write(&name, &bytes);
    }
    let lost = "content/reports/2023-Q4/lock.toml";
    let words = "2023-Q4 is afgesloten, maar het bestand dat dat kwartaal vastlegt, is weg";
    assert_eq!(portal.build().status, Some(0));
    fs::remove_file(portal.path(lost)).unwrap();
    let run = portal.build();
    assert_eq!(run.status, Some(1));
    assert!(run.stderr.contains(words) && run.stderr.contains("`content/reports/2024-Q1/lock.toml`"), "{}", run.stderr);
    for quarter in ["2024-Q1", "2024-Q2", "2024-Q3"] {
        fs::remove_file(portal.path(&format!("content/reports/{quarter}/lock.toml"))).unwrap();
    }
    let before = tree(&portal.path("public"));
    let run = portal.build();
    assert_eq!(run.status, Some(1));
    assert!(run.stderr.contains(words) && run.stderr.contains("`ROOT/public/.voortgang`"), "{}", run.stderr);
    assert_eq!(tree(&portal.path("public")), before);
}

#[test]
fn the_golden_cycle_has_every_kind_of_change() {
    let out = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/cyclus/out");
    let pages: String = tree(&out)
        .into_iter()
        .filter(|(path, _)| path.ends_with("wijzigingen/index.html"))
        .map(|(_, bytes)| String::from_utf8(bytes).unwrap())
        .collect();
    let routes = voortgang::address::Routes::new(Language::Dutch);
    for (kind, _) in voortgang::snapshot::compare::ChangeKind::ALL {
        let anchor = format!("id=\"{}\"", routes.change_anchor(kind));
        assert!(pages.contains(&anchor), "no quarter of tests/golden/cyclus has {kind}");
    }
}

#[test]
fn a_close_says_what_it_locked_and_leaves_nothing_when_refused() {
    let portal = Portal::new(&PORTAL);
    let refused = portal.run(&["close", "2024-Q3", "--date", "2024-10-01"]);
    assert_eq!(refused.status, Some(1));
    assert_eq!(
        refused.stderr,
        "fout[not-public-yet]: de rapportage over 2024-Q3 verschijnt pas op 1\u{a0}november 2024\n--> \
         content/reports/2024-Q3/index.md\n = oplossing: Sluit het kwartaal af op 1\u{a0}november 2024 of later.\n\n1 fout, 0 \
         waarschuwingen. Er is niets geschreven.\n"
    );
    assert!(!portal.exists(LOCK));
    let closed = portal.run(&["close", "2024-Q3", "--date", "2024-11-02"]);
    assert_eq!(closed.status, Some(0), "{}", closed.stderr);
    assert_eq!(closed.stdout, "2024-Q3 is afgesloten en vastgelegd in content/reports/2024-Q3/lock.toml.\n");
    assert_eq!(portal.build().status, Some(0));
    assert_eq!(portal.run(&["close", "2024-Q9"]).status, Some(2));
}

/// The code and place of the one error of a build.
fn error(files: &Files) -> String {
    let built = build(&sources(files), "2024-12-01", Audience::Readers);
    let found: Vec<_> = built.diagnostics.iter().filter(|found| voortgang::diagnostic::has_errors([*found])).collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    format!("{} {}", found[0].place.file, found[0].problem.code())
}

#[test]
fn a_lock_is_never_mended_by_hand() {
    let closed = closed();
    let title = edited(&closed, LOCK, "title = \"DUTO\"", "title = \"Anders\"");
    assert_eq!(error(&title), format!("{LOCK} broken-lock"));
    let cut: Files = edited(&closed, LOCK, "[risks.mensen]", "[risks.mensen");
    assert_eq!(error(&cut), format!("{LOCK} broken-lock"));
    let newer = edited(&closed, LOCK, "version = 1", "version = 2");
    assert_eq!(error(&newer), format!("{LOCK} lock-version"));
    let conflict = edited(
        &closed,
        LOCK,
        "[risks.mensen]",
        "<<<<<<< HEAD\n[risks.mensen]\n=======\n[risks.geld]\n>>>>>>> andere\n",
    );
    assert_eq!(error(&conflict), format!("{LOCK} lock-conflict"));
    let windows = edited(&closed, LOCK, "\n", "\r\n");
    assert_eq!(errors(&windows), Vec::<String>::new());
    let reordered = edited(
        &closed,
        LOCK,
        "version = 1\nquarter = \"2024-Q3\"",
        "# een notitie\nquarter = \"2024-Q3\"\nversion = 1",
    );
    assert_eq!(errors(&reordered), Vec::<String>::new());
}

#[test]
fn closing_warns_of_an_earlier_quarter_that_is_open_and_says_the_same_twice() {
    let mut files = portal();
    files.insert("content/reports/2024-Q2/index.md".to_owned(), "+++\n+++\nEerder.\n".to_owned());
    let closed = closed_on(&files, "2024-Q3", "2024-11-02", Locking::Close, Gaps::Refused);
    let codes: Vec<&str> = closed.diagnostics.iter().map(|found| found.problem.code()).collect();
    assert!(codes.contains(&"earlier-open"), "{codes:?}");
    let again = closed_on(&files, "2024-Q3", "2024-11-02", Locking::Close, Gaps::Refused);
    assert!(closed.lock.is_some());
    assert_eq!(again.lock, closed.lock);
}

/// Edits that touch no fact of the closed quarter: a file, and its text made new.
const OUTSIDE: [(&str, &str, &str); 10] = [
    (INDEX, "title = \"DUTO\"", "title = \"Anders\""),
    (INDEX, "reason = \"Ziek\" }", "reason = \"Ziek\" }, { in = \"2025-Q1\", due = \"2025-06\", reason = \"Druk\" }"),
    (INDEX, "[[milestones]]", "[[milestones]]\ntitle = \"Nieuw\"\ndue = \"2025\"\n\n[[milestones]]"),
    (
        "content/categories/beleid.md",
        "+++\ntitle = \"Beleid\"",
        "+++\ngoal = \"Een doel.\"\norder = 7\ntitle = \"Anders\"",
    ),
    (RISK, "Werven", "Opleiden"),
    (RISK, "\"2024-Q3\"", "\"2024-Q4\" = \"Klaar\"\n\"2024-Q3\""),
    (NEXT, "\"Er is een **proef**.\"", "\"Later.\", { text = \"Er is een **proef**.\", outcome = \"kept\" }"),
    (NEXT, "+++\n", "+++\n# een notitie\n"),
    (UPDATE, "Het plan is af.", "Het\nplan is af. <!-- een notitie -->"),
    ("content/projects/kaart/index.md", "title", "order = 1\nclient = \"Iemand\"\ntitle"),
];

#[test]
fn no_edits_outside_a_closed_quarter_change_its_pages() {
    let closed = closed();
    let pages = ["kwartalen/2024-q3/index.html", "kwartalen/2024-q3/wijzigingen/index.html"];
    let before = pages.map(|path| main(&closed, path));
    let all = (1_u32 << OUTSIDE.len()) - 1;
    // Every edit, every two of them, and all at once.
    for chosen in (0..=all).filter(|chosen| chosen.count_ones() <= 2 || *chosen == all) {
        let edits = OUTSIDE.iter().enumerate().filter(|(at, _)| chosen & (1 << at) != 0).map(|(_, edit)| edit);
        let files = edits.fold(closed.clone(), |files, (path, from, to)| {
            let text = files[*path].replacen(from, to, 1);
            assert_ne!(text, files[*path], "{path} has no {from}");
            files.into_iter().chain([((*path).to_owned(), text)]).collect()
        });
        assert_eq!(pages.map(|path| main(&files, path)), before, "{chosen:b}");
    }
}

#[test]
fn a_fact_of_several_closed_quarters_is_corrected_in_each() {
    let mut files = closed();
    files.insert(
        "content/reports/2024-Q4/index.md".to_owned(),
        "+++\npublished = 2025-02-01\n+++\nOok goed.\n".to_owned(),
    );
    let files = edited(
        &files,
        NEXT,
        "+++\npromises = [\"Er is een **proef**.\"]\n",
        "+++\nstatus = \"op-schema\"\npromises = [{ text = \"Er is een **proef**.\", outcome = \"kept\" }]\n",
    );
    let files = files
        .into_iter()
        .map(|(path, text)| {
            let text = if path == NEXT { format!("{text}Klaar.\n") } else { text };
            (path, text)
        })
        .collect();
    let files = close(&files, "2024-Q4", "2025-02-02", Locking::Close, Gaps::Accepted);
    let changed = edited(&files, INDEX, "due = \"2024-Q4\"", "due = \"2024-12\"");
    let about = "[[corrections]]\ndate = 2025-03-01\nabout = \"duto\"\nnote = \"Het was december.\"\n+++\n";
    let declared = edited(&changed, REPORT, "\"Twee.\"]\n+++\n", &format!("\"Twee.\"]\n{about}"));
    let declared =
        edited(&declared, "content/reports/2024-Q4/index.md", "2025-02-01\n+++\n", &format!("2025-02-01\n{about}"));
    let first = close(&declared, "2024-Q3", "2025-03-01", Locking::Correct, Gaps::Refused);
    let both = close(&first, "2024-Q4", "2025-03-01", Locking::Correct, Gaps::Refused);
    let built = build(&sources(&both), "2025-03-02", Audience::Readers);
    assert!(built.site.is_some(), "{:#?}", built.diagnostics);
}

#[test]
fn a_correction_may_add_a_chapter_in_its_place_and_takes_no_promise_away() {
    let declared = |about: &str| {
        edited(
            &closed(),
            REPORT,
            "\"Twee.\"]\n",
            &format!("\"Twee.\"]\n[[corrections]]\ndate = 2025-02-03\nabout = \"{about}\"\nnote = \"Vergeten.\"\n"),
        )
    };
    let mut files = declared("bijlage");
    files.insert("content/reports/2024-Q3/bijlage.md".to_owned(), "+++\ntitle = \"Bijlage\"\n+++\nTekst.\n".to_owned());
    let files = close(&files, "2024-Q3", "2025-02-03", Locking::Correct, Gaps::Refused);
    assert_eq!(errors(&files), Vec::<String>::new());
    let report = page(&files, "kwartalen/2024-q3/index.html");
    assert!(report.contains("<ins>Bijlage</ins>"));
    assert!(report.find("id=\"bijlage\"").unwrap() < report.find("id=\"geld\"").unwrap());
    let files = edited(&declared("duto"), NEXT, "promises = [\"Er is een **proef**.\"]\n", "");
    assert_eq!(
        codes(&closed_on(&files, "2024-Q3", "2025-02-03", Locking::Correct, Gaps::Refused)),
        [format!("{NEXT} closed-changed")]
    );
}

#[test]
fn the_report_of_a_closed_quarter_is_neither_withdrawn_nor_closed_anew() {
    let closed = closed();
    let draft = edited(&closed, REPORT, "published", "draft = true\npublished");
    assert_eq!(error(&draft), format!("{REPORT} closed-gone"));
    let mut gone = closed.clone();
    gone.remove(REPORT);
    gone.remove(CHAPTER);
    assert_eq!(error(&gone), format!("{REPORT} closed-gone"));

    let portal = Portal::new(&PORTAL);
    assert_eq!(portal.run(&["close", "2024-Q3", "--date", "2024-11-02"]).status, Some(0));
    assert_eq!(portal.build().status, Some(0));
    fs::remove_file(portal.path(LOCK)).unwrap();
    let again = portal.run(&["close", "2024-Q3", "--date", "2024-11-02"]);
    assert_eq!(again.status, Some(1));
    assert!(again.stderr.starts_with("fout[lock-gone]"), "{}", again.stderr);
    assert!(!portal.exists(LOCK));
}

#[test]
fn what_was_accepted_is_not_warned_of_again_and_what_is_announced_later_counts() {
    let files = edited(&portal(), "content/projects/kaart/2024-Q3.md", "gestart", "op-schema");
    let warnings = |files: &Files| {
        let built = build(&sources(files), "2024-12-01", Audience::Readers);
        built.diagnostics.iter().map(|found| found.problem.code()).collect::<Vec<_>>()
    };
    assert_eq!(warnings(&files), ["not-closed", "without-outlook"]);
    let mut files = close(&files, "2024-Q3", "2024-11-02", Locking::Close, Gaps::Refused);
    assert_eq!(warnings(&files), Vec::<&str>::new());
    let badge = "zonder vooruitblik op Q4\u{a0}2024";
    assert!(page(&files, "projecten/kaart/index.html").contains(badge));
    files.insert("content/projects/kaart/2024-Q4.md".to_owned(), "+++\npromises = [\"Meer.\"]\n+++\n".to_owned());
    assert_eq!(warnings(&files), Vec::<&str>::new());
    let record = page(&files, "projecten/kaart/index.html");
    assert!(!record.contains(badge) && record.contains("Later toegevoegd"));
}

/// The codes and files of everything that a build says.
fn told(files: &Files) -> Vec<String> {
    let built = build(&sources(files), "2025-03-02", Audience::Readers);
    built.diagnostics.iter().map(|found| format!("{} {}", found.place.file, found.problem.code())).collect()
}

fn with_correction(files: &Files, about: &str, date: &str, note: &str) -> Files {
    let text = format!("[[corrections]]\ndate = {date}\nabout = \"{about}\"\nnote = \"{note}\"\n+++\nHet ging");
    edited(files, REPORT, "+++\nHet ging", &text)
}

#[test]
fn a_correction_is_shown_once_it_is_worked_in() {
    let files = with_correction(&closed(), "mensen", "2025-02-03", "Een.");
    let files = with_correction(&files, "duto", "2025-02-10", "Twee, later.");
    let waiting = format!("{REPORT} correction-waiting");
    assert_eq!(told(&files).iter().filter(|line| **line == waiting).count(), 2);
    assert!(!page(&files, "kwartalen/2024-q3/index.html").contains("Gecorrigeerd"));
    let files = close(&files, "2024-Q3", "2025-02-03", Locking::Correct, Gaps::Refused);
    assert_eq!(told(&files).iter().filter(|line| **line == waiting).count(), 1);
    let report = page(&files, "kwartalen/2024-q3/index.html");
    assert!(report.contains("Een.") && !report.contains("Twee, later."));
    let files = close(&files, "2024-Q3", "2025-02-10", Locking::Correct, Gaps::Refused);
    assert!(!told(&files).contains(&waiting));
    assert!(page(&files, "kwartalen/2024-q3/index.html").contains("Twee, later."));
}

#[test]
fn a_correction_opens_no_gap_unless_it_is_accepted() {
    let files = edited(&closed(), UPDATE, ", outcome = \"kept\"", "");
    let files = with_correction(&files, "duto", "2025-02-03", "Toch niet beoordeeld.");
    let refused = closed_on(&files, "2024-Q3", "2025-02-03", Locking::Correct, Gaps::Refused);
    assert_eq!(codes(&refused), [format!("{UPDATE} close-unjudged")]);
    let files = close(&files, "2024-Q3", "2025-02-03", Locking::Correct, Gaps::Accepted);
    assert!(page(&files, "kwartalen/2024-q3/index.html").contains("nog niet beoordeeld"));
}

#[test]
fn new_words_of_a_promise_are_told_once_beside_the_old_ones() {
    let files = edited(&closed(), UPDATE, "Plan klaar", "Het plan klaar");
    assert_eq!(
        errors(&files),
        [format!(
            "{UPDATE}: `promises` van `duto` in het afgesloten kwartaal 2024-Q3 was `Plan klaar` en is nu `Het plan klaar`"
        )]
    );
    let files = with_correction(&files, "duto", "2025-02-03", "Een tikfout.");
    let lock = close(&files, "2024-Q3", "2025-02-03", Locking::Correct, Gaps::Refused)[LOCK].clone();
    assert_eq!(lock.matches("[[changes]]").count(), 1);
}

#[test]
fn links_lead_to_the_kinds_of_change() {
    let mut files = closed();
    let link = "+++\ntitle = \"Over\"\n+++\nZie [dit](/kwartalen/2024-q3/wijzigingen/#niet-gerealiseerd).\n";
    files.insert("content/pages/over.md".to_owned(), link.to_owned());
    assert_eq!(errors(&files), Vec::<String>::new());
    let files = edited(&files, "content/pages/over.md", "niet-gerealiseerd", "niet-gerealizeerd");
    assert_eq!(error(&files), "content/pages/over.md dead-anchor");
}

/// What stands in the middle of a page.
fn main(files: &Files, path: &str) -> String {
    let page = page(files, path);
    page[page.find("<main").unwrap()..page.find("</main>").unwrap()].to_owned()
}

#[test]
fn closing_changes_no_word_of_what_was_published() {
    let bodies = [
        "Eén\n<!-- notitie -->\nTwee",
        "| a |\n|---|\n| b |\n<!-- notitie -->\nTekst",
        "Alinea\n<!-- notitie -->\n---\n",
        "- een\n\n<!-- notitie -->\n\n- twee",
        "Zin met <!-- notitie --> een gat.",
        "Tekst[^1].\n\n[^1]: Een *noot* met \"aanhaling\" en \\\\ streep.",
        "## Kop\n\nMet [link](../../pages/over.md) en `code`.",
        "    code\n\n~~~\n+++\n~~~\n",
        "Tab\there, emoji 🎉, &amp; en \u{a0}spatie.\n\nHard  \neinde.",
    ];
    for body in bodies {
        let mut files = edited(&portal(), "content/projects/kaart/2024-Q3.md", "Begonnen.\n", body);
        files.insert("content/pages/over.md".to_owned(), "+++\ntitle = \"Over\"\n+++\nTekst.\n".to_owned());
        let closed = close(&files, "2024-Q3", "2024-11-02", Locking::Close, Gaps::Refused);
        for path in
            ["kwartalen/2024-q3/index.html", "kwartalen/2024-q3/wijzigingen/index.html", "projecten/kaart/index.html"]
        {
            let words = |page: String| page.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(words(main(&closed, path)), words(main(&files, path)), "{body}");
        }
    }
}

#[test]
fn closing_tells_nothing_of_a_quarter_that_is_hidden() {
    let mut files = portal();
    files.insert("content/reports/2024-Q2/index.md".to_owned(), "+++\ndraft = true\n+++\n".to_owned());
    files
        .insert("content/projects/duto/2024-Q2.md".to_owned(), "+++\nstatus = \"vertraagd\"\n+++\nGEHEIM\n".to_owned());
    let files = edited(
        &files,
        INDEX,
        "replanned = [",
        "replanned = [{ in = \"2024-Q2\", due = \"2024-12\", reason = \"GEHEIM\" }, ",
    );
    let closed = close(&files, "2024-Q3", "2024-11-02", Locking::Close, Gaps::Refused);
    assert!(!closed[LOCK].contains("GEHEIM"), "{}", closed[LOCK]);
    for path in
        ["kwartalen/2024-q3/index.html", "kwartalen/2024-q3/wijzigingen/index.html", "projecten/duto/index.html"]
    {
        assert_eq!(main(&closed, path), main(&files, path));
    }
}

#[test]
fn a_promise_that_another_replaces_is_taken_back_and_one_that_is_slipped_in_is_named() {
    let files = edited(&closed(), UPDATE, "  { text = \"Plan klaar\", outcome = \"kept\" },\n", "");
    let files = edited(&files, NEXT, "proef**.\"]", "proef**.\", \"Iets heel anders.\"]");
    let files = with_correction(&files, "duto", "2025-02-03", "Weg ermee.");
    let refused = closed_on(&files, "2024-Q3", "2025-02-03", Locking::Correct, Gaps::Refused);
    assert_eq!(codes(&refused), [format!("{UPDATE} closed-changed")]);
    let files =
        edited(&closed(), UPDATE, "promises = [\n", "promises = [\n  { text = \"Stiekem\", outcome = \"missed\" },\n");
    let mut files = files;
    files.insert(
        "content/reports/2024-Q2/index.md".to_owned(),
        "+++\npublished = 2024-08-01\n+++\nEerder.\n".to_owned(),
    );
    assert_eq!(
        errors(&files),
        [format!("{UPDATE}: `promises` van `duto` in het afgesloten kwartaal 2024-Q3 is nieuw: er staat nu `Stiekem`")]
    );
}

#[test]
fn what_ended_and_begins_again_is_compared_with_what_was_told_last() {
    let report = |quarter: &str| (format!("content/reports/{quarter}/index.md"), "+++\n+++\nTekst.\n".to_owned());
    let update = |quarter: &str, status: &str| {
        (format!("content/projects/duto/{quarter}.md"), format!("+++\nstatus = \"{status}\"\n+++\nTekst.\n"))
    };
    let mut files: Files = BASE.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    files.extend(["2024-Q1", "2024-Q2", "2024-Q3"].map(report));
    files.insert(
        INDEX.to_owned(),
        "+++\ntitle = \"DUTO\"\ncategory = \"beleid\"\n[[milestones]]\ntitle = \"Plan\"\ndue = \"2024-Q1\"\n\
         dropped = { in = \"2024-Q1\", reason = \"Te duur\" }\n+++\n"
            .to_owned(),
    );
    files.extend([update("2024-Q1", "vervallen"), update("2024-Q3", "gestart")]);
    let changes = main(&files, "kwartalen/2024-q3/wijzigingen/index.html");
    assert!(changes.contains("1 project vooruit") && !changes.contains("mijlpaal vervallen"), "{changes}");
}

#[test]
fn a_locked_link_to_a_heading_that_is_gone_leads_to_its_page() {
    let page_with = |heading: &str| format!("+++\ntitle = \"Over\"\n+++\n## {heading}\n");
    let mut files = edited(
        &portal(),
        "content/categories/beleid.md",
        "+++\ntitle",
        "+++\ngoal = \"Zie [dit](/over/#doel).\"\ntitle",
    );
    files.insert("content/pages/over.md".to_owned(), page_with("Doel"));
    let mut files = close(&files, "2024-Q3", "2024-11-02", Locking::Close, Gaps::Refused);
    files.insert("content/pages/over.md".to_owned(), page_with("Iets anders"));
    let files = edited(&files, "content/categories/beleid.md", "/over/#doel", "/over/");
    assert!(main(&files, "kwartalen/2024-q3/index.html").contains("href=\"/over/\""));
}
