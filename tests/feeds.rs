//! What feed readers and calendars are told: every message once and for good, on days that the content knows, whatever
//! happens elsewhere. `tests/feeds.py` judges the form, with the libraries of others.

use std::collections::BTreeMap;

use voortgang::select::Audience;
use voortgang::source::{FilePath, Sources};

use crate::portal::{BASE, DAY, build};

/// A portal in memory.
#[derive(Clone)]
struct Files(BTreeMap<String, String>);

const DUTO: &str = "content/projects/duto/index.md";

impl Files {
    /// Two public quarters and one that is still to come, and two projects.
    fn new() -> Self {
        let mut files = Self(BTreeMap::new());
        for (path, text) in BASE {
            files.write(path, text);
        }
        files.write("content/categories/leeg.md", "+++\ntitle = \"Leeg\"\n+++\n");
        for (quarter, published) in [("2024-Q2", "2024-07-15"), ("2024-Q3", "2024-10-15"), ("2024-Q4", "2025-02-01")] {
            let report = format!("+++\npublished = {published}\n+++\nSamenvatting van {quarter}.\n");
            files.write(&format!("content/reports/{quarter}/index.md"), &report);
            for project in ["duto", "e-mail"] {
                let result = format!("+++\nstatus = \"gestart\"\n+++\nResultaat van {project} in {quarter}.\n");
                files.write(&format!("content/projects/{project}/{quarter}.md"), &result);
            }
        }
        files.project("e-mail", "E-mail", "");
        files.project("duto", "DUTO", "due = \"2024-12-31\"");
        files
    }

    fn write(&mut self, path: &str, text: &str) {
        self.0.insert(path.to_owned(), text.to_owned());
    }

    /// A project with one milestone.
    fn project(&mut self, id: &str, title: &str, milestone: &str) {
        let text = format!(
            "+++\ntitle = {title:?}\ncategory = \"beleid\"\n\n[[milestones]]\ntitle = \"Norm vast\"\nid = \"norm\"\n{milestone}\n+++\n"
        );
        self.write(&format!("content/projects/{id}/index.md"), &text);
    }

    fn with(&self, edit: impl FnOnce(&mut Self)) -> Self {
        let mut other = self.clone();
        edit(&mut other);
        other
    }

    fn site(&self, day: &str, audience: Audience) -> BTreeMap<String, String> {
        let mut sources = Sources::default();
        for (path, text) in &self.0 {
            sources.insert(FilePath::new(path), text.as_bytes());
        }
        let built = build(&sources, day, audience);
        let site = built.site.unwrap_or_else(|| panic!("{:?}", built.diagnostics));
        let files = site.tree.iter().map(|output| (output.path.clone(), output.content.whole().into_owned()));
        files.filter_map(|(path, bytes)| Some((path, String::from_utf8(bytes).ok()?))).collect()
    }

    /// The feeds and calendars that readers get on the tests' day.
    fn followed(&self) -> BTreeMap<String, String> {
        let mut files = self.site(DAY, Audience::Readers);
        files.retain(|path, _| path.ends_with("atom.xml") || path.ends_with("mijlpalen.ics"));
        files
    }
}

/// The texts of an element, in order. None of ours holds another of its name.
fn texts<'x>(xml: &'x str, name: &str) -> Vec<&'x str> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    xml.split(&open).skip(1).map(|rest| rest.split(&close).next().unwrap()).collect()
}

/// The entries of a feed, by id.
fn entries(feed: &str) -> BTreeMap<&str, &str> {
    texts(feed, "entry").into_iter().map(|entry| (texts(entry, "id")[0], entry)).collect()
}

/// The lines of a calendar, unfolded, of the event of a project's milestone `norm`.
fn event(calendar: &str, project: &str) -> BTreeMap<String, String> {
    let calendar = calendar.replace("\r\n ", "");
    let uid = format!("UID:https://portaal.example.org/projecten/{project}/#mijlpaal-norm\r\n");
    let event = calendar.split("BEGIN:VEVENT\r\n").find(|event| event.contains(&uid));
    let event = event.unwrap_or_else(|| panic!("no event of {project}: {calendar}"));
    let lines = event.split("END:VEVENT").next().unwrap().lines();
    lines.filter_map(|line| line.split_once(':')).map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// What differs between two sites' feeds and calendars.
fn differing(before: &Files, after: &Files) -> Vec<String> {
    let (before, after) = (before.followed(), after.followed());
    assert!(before.keys().eq(after.keys()));
    before.into_iter().filter(|(path, text)| after[path] != *text).map(|(path, _)| path).collect()
}

#[test]
fn what_is_edited_elsewhere_changes_no_byte() {
    let files = Files::new();
    for (path, text) in [
        ("content/pages/over.md", "+++\ntitle = \"Over\"\n+++\nOver ons.\n"),
        ("content/index.md", "+++\ntitle = \"Portaal\"\n+++\nWelkom.\n"),
        ("content/risks/geld.md", "+++\ntitle = \"Geld\"\nmeasure = \"Sparen\"\n+++\n"),
        ("content/projects/e-mail/2025-Q1.md", "+++\noutlook = \"Meer\"\n+++\n"),
        ("content/reports/2024-Q4/index.md", "+++\npublished = 2025-02-02\n+++\nNog geheim.\n"),
        ("content/projects/duto/2024-Q4.md", "+++\nstatus = \"vertraagd\"\n+++\nNog geheim.\n"),
    ] {
        assert_eq!(differing(&files, &files.with(|files| files.write(path, text))), Vec::<String>::new(), "{path}");
    }
    let is_later = files.site("2025-01-31", Audience::Readers);
    for (path, text) in files.followed() {
        assert_eq!(is_later[&path], text, "{path}: the day of the build is nowhere in it");
    }
}

#[test]
fn a_date_that_moves_is_one_new_message_and_the_same_event() {
    let before = Files::new();
    let replan = "due = \"2024-12-31\"\nreplanned = [{ in = \"2024-Q3\", due = \"2025-Q2\", reason = \"Inkoop.\" }]";
    let after = before.with(|files| files.project("duto", "DUTO", replan));
    let changed = ["atom.xml", "categorieen/beleid/atom.xml", "categorieen/beleid/mijlpalen.ics", "mijlpalen.ics"];
    assert_eq!(differing(&before, &after), [&changed[..], &["projecten/duto/atom.xml"]].concat());
    let (before, after) = (before.followed(), after.followed());
    for feed in ["atom.xml", "categorieen/beleid/atom.xml", "projecten/duto/atom.xml"] {
        let (before, mut after) = (entries(&before[feed]), entries(&after[feed]));
        let id = "https://portaal.example.org/projecten/duto/#mijlpaal-norm--verschoven-2024-q3";
        let new = after.remove(id).unwrap_or_else(|| panic!("{feed} lacks {id}"));
        assert_eq!(before, after, "{feed}");
        assert_eq!(texts(new, "updated"), ["2024-10-15T00:00:00Z"]);
        assert_eq!(texts(new, "title"), ["DUTO: Norm vast – verschoven naar Q2\u{a0}2025"]);
    }
    let (before, after) = (event(&before["mijlpalen.ics"], "duto"), event(&after["mijlpalen.ics"], "duto"));
    let told = |event: &BTreeMap<String, String>| {
        ["SEQUENCE", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "DTSTAMP", "STATUS"].map(|key| event[key].clone())
    };
    assert_eq!(told(&before), ["0", "20241231", "20250101", "20240715T000000Z", "CONFIRMED"]);
    assert_eq!(told(&after), ["1", "20250401", "20250701", "20241015T000000Z", "CONFIRMED"]);
}

#[test]
fn each_kind_of_date_is_the_span_that_it_stands_for() {
    for (milestone, first, end, status, sequence) in [
        ("due = 2024-02-28", "20240228", "20240229", "CONFIRMED", "0"),
        ("due = \"2024-12\"", "20241201", "20250101", "CONFIRMED", "0"),
        ("due = \"2024-Q1\"", "20240101", "20240401", "CONFIRMED", "0"),
        ("due = \"2025\"", "20250101", "20260101", "CONFIRMED", "0"),
        ("due = \"2199-12-31\"", "21991231", "22000101", "CONFIRMED", "0"),
        ("due = \"2024-Q3\"\nachieved = \"2024-06-24\"", "20240624", "20240625", "CONFIRMED", "1"),
        (
            "due = \"2024-Q3\"\ndropped = { in = \"2024-Q3\", reason = \"Geen geld.\" }",
            "20240701",
            "20241001",
            "CANCELLED",
            "1",
        ),
        // The date that was known holds no longer.
        (
            "due = \"2024-Q4\"\nreplanned = [{ in = \"2024-Q3\", reason = \"Wacht.\" }]",
            "20241001",
            "20250101",
            "CANCELLED",
            "1",
        ),
        // What moved and was given up in a quarter that is not public is not known.
        (
            "due = \"2024-Q4\"\nreplanned = [{ in = \"2024-Q4\", due = \"2026\" }]",
            "20241001",
            "20250101",
            "CONFIRMED",
            "0",
        ),
        (
            "due = \"2024-Q4\"\ndropped = { in = \"2024-Q4\", reason = \"Geheim.\" }",
            "20241001",
            "20250101",
            "CONFIRMED",
            "0",
        ),
    ] {
        let files = Files::new().with(|files| files.project("duto", "DUTO", milestone)).followed();
        let event = event(&files["mijlpalen.ics"], "duto");
        let told = ["DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "STATUS", "SEQUENCE"].map(|key| event[key].as_str());
        assert_eq!(told, [first, end, status, sequence], "{milestone}");
    }
    let without = Files::new().followed();
    assert!(!without["mijlpalen.ics"].contains("/e-mail/"), "a milestone without a date is no event");
}

#[test]
fn what_is_not_public_is_told_to_nobody_but_authors() {
    let files = Files::new();
    for (path, text) in files.followed() {
        assert!(!text.contains("2024-Q4") && !text.contains("2024-q4"), "{path}: {text}");
    }
    let authors = files.site(DAY, Audience::Authors);
    let id = "https://portaal.example.org/projecten/duto/#2024-q4";
    assert!(entries(&authors["projecten/duto/atom.xml"]).contains_key(id));
    assert_eq!(texts(&authors["atom.xml"], "title")[0], "Portaal (concept)");
    let public = files.site("2025-02-01", Audience::Readers);
    assert_eq!(texts(entries(&public["atom.xml"])[id], "published"), ["2025-02-01T00:00:00Z"]);
    let draft = files.with(|files| {
        let text = files.0[DUTO].replacen("+++\n", "+++\ndraft = true\n", 1);
        files.write(DUTO, &text);
    });
    assert!(draft.followed().iter().all(|(path, text)| !path.contains("duto") && !text.contains("duto")));
}

#[test]
fn a_report_without_a_day_counts_from_the_day_of_its_facts() {
    for (line, day) in [("as_of = 2024-10-08", "2024-10-08"), ("", "2024-09-30")] {
        let report = format!("+++\n{line}\n+++\n");
        let files = Files::new().with(|files| files.write("content/reports/2024-Q3/index.md", &report)).followed();
        let feed = entries(&files["atom.xml"]);
        for id in ["kwartalen/2024-q3/", "projecten/duto/#2024-q3"] {
            let entry = feed[format!("https://portaal.example.org/{id}").as_str()];
            assert_eq!(texts(entry, "updated"), [format!("{day}T00:00:00Z")], "{id}");
        }
    }
}

#[test]
fn an_empty_category_has_an_empty_feed_and_calendar_of_the_facts_day() {
    let files = Files::new().followed();
    let feed = &files["categorieen/leeg/atom.xml"];
    assert_eq!((texts(feed, "updated"), entries(feed).len()), (vec!["2024-09-30T00:00:00Z"], 0));
    assert!(files["categorieen/leeg/mijlpalen.ics"].contains("BEGIN:VTIMEZONE\r\n"));
    let bare = Files(BASE.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect());
    assert_eq!(texts(&bare.followed()["atom.xml"], "updated"), ["1970-01-01T00:00:00Z"]);
}

#[test]
fn a_project_that_was_renamed_or_moved_keeps_its_messages_where_they_were() {
    let files = Files::new();
    let moved = files.with(|files| {
        let text = files.0[DUTO].replace("\"DUTO\"", "\"Nieuw\"").replace("\"beleid\"", "\"leeg\"").replacen(
            "\n\n",
            "\nformerly = [{ until = \"2024-Q2\", title = \"DUTO\", category = \"beleid\" }]\n\n",
            1,
        );
        files.write(DUTO, &text);
    });
    let (before, after) = (files.followed(), moved.followed());
    let ids = |files: &BTreeMap<String, String>, feed: &str| -> Vec<String> {
        entries(&files[feed]).keys().map(|id| (*id).to_owned()).collect()
    };
    assert_eq!(ids(&before, "atom.xml"), ids(&after, "atom.xml"));
    let [first, second] =
        ["q2", "q3"].map(|quarter| format!("https://portaal.example.org/projecten/duto/#2024-{quarter}"));
    assert!(ids(&after, "categorieen/beleid/atom.xml").contains(&first));
    assert!(!ids(&after, "categorieen/beleid/atom.xml").contains(&second));
    assert_eq!(ids(&after, "categorieen/leeg/atom.xml"), [second]);
    assert_eq!(entries(&before["atom.xml"])[first.as_str()], entries(&after["atom.xml"])[first.as_str()]);
    // A calendar tells of the present.
    assert!(event(&after["categorieen/leeg/mijlpalen.ics"], "duto")["SUMMARY"].starts_with("Nieuw: "));
}

#[test]
fn a_correction_is_a_message_and_makes_the_corrected_one_new() {
    let correction =
        |about: &str| format!("\n[[corrections]]\ndate = 2024-11-02\nabout = \"{about}\"\nnote = \"Zo is het.\"\n");
    let both = ["duto", "duto", "report"].map(correction).concat();
    let report = format!("+++\npublished = 2024-10-15\n{both}+++\n");
    let files = Files::new().with(|files| files.write("content/reports/2024-Q3/index.md", &report)).followed();
    let feed = entries(&files["projecten/duto/atom.xml"]);
    let quarter = "https://portaal.example.org/kwartalen/2024-q3/";
    for id in ["project-duto", "project-duto-2"] {
        let entry = feed[format!("{quarter}#correctie--2024-11-02--{id}").as_str()];
        assert_eq!(texts(entry, "title"), ["Correctie: DUTO (Q3\u{a0}2024)"]);
        assert!(entry.contains(&format!("href=\"{quarter}#duto\"")), "{entry}");
    }
    let result = feed["https://portaal.example.org/projecten/duto/#2024-q3"];
    assert_eq!(texts(result, "published"), ["2024-10-15T00:00:00Z"]);
    assert_eq!(texts(result, "updated"), ["2024-11-02T00:00:00Z"]);
    let report = entries(&files["atom.xml"])[quarter];
    assert_eq!(texts(report, "updated"), ["2024-11-02T00:00:00Z"]);
    assert_eq!(texts(&files["projecten/e-mail/atom.xml"], "updated")[0], "2024-10-15T00:00:00Z");
}

#[test]
fn a_full_feed_says_so_and_loses_no_report_and_no_date_that_moved() {
    let files = Files::new().with(|files| {
        for number in 0..150 {
            let id = format!("p{number:03}");
            let moved = "due = \"2024\"\nreplanned = [{ in = \"2024-Q3\", due = \"2025\" }]";
            files.project(&id, &id, if number % 10 == 0 { moved } else { "" });
            let result = "+++\nstatus = \"gestart\"\n+++\nEr is iets gedaan.\n";
            files.write(&format!("content/projects/{id}/2024-Q3.md"), result);
        }
    });
    let files = files.followed();
    let feed = entries(&files["atom.xml"]);
    assert_eq!(feed.len(), 100);
    assert_eq!(feed.keys().filter(|id| id.ends_with("--verschoven-2024-q3")).count(), 15);
    assert!(feed.contains_key("https://portaal.example.org/kwartalen/2024-q3/"));
    let subtitle = texts(&files["atom.xml"], "subtitle")[0];
    assert!(
        subtitle
            .ends_with("Hier staan de nieuwste 100 berichten. Alles staat op https://portaal.example.org/kwartalen/")
    );
    assert!(!texts(&files["projecten/p000/atom.xml"], "subtitle")[0].contains("nieuwste"));
    assert_eq!(files["mijlpalen.ics"].matches("BEGIN:VEVENT").count(), 16);
}

#[test]
fn a_project_with_much_news_does_not_crowd_out_the_others() {
    let replans: Vec<String> = (2030..2045).map(|year| format!("{{ in = \"2024-Q3\", due = \"{year}\" }}")).collect();
    let milestone = format!("due = \"2029\"\nreplanned = [{}]", replans.join(", "));
    let files = Files::new().with(|files| files.project("duto", "DUTO", &milestone)).followed();
    for (feed, count, archive) in [
        ("projecten/duto/atom.xml", 10, "projecten/duto/"),
        ("categorieen/beleid/atom.xml", 12, "kwartalen/"),
        ("atom.xml", 14, "kwartalen/"),
    ] {
        assert_eq!(entries(&files[feed]).len(), count, "{feed}");
        let said =
            format!("Hier staan de nieuwste {count} berichten. Alles staat op https://portaal.example.org/{archive}");
        assert!(texts(&files[feed], "subtitle")[0].ends_with(&said), "{feed}");
    }
}

#[test]
fn whatever_stands_in_a_text_arrives_whole() {
    let title = "=1+1, \\; <b> & ]]> “😀” ".to_owned() + &"lang ".repeat(400);
    let files = Files::new().with(|files| {
        files.project("duto", title.trim(), "due = \"2024-12-31\"");
        let result = "+++\nstatus = \"gestart\"\n+++\nTeken &#1; en ]]> en [e-mail](../e-mail/index.md) en `a < b`.[^1]\n\n[^1]: Noot.\n";
        files.write("content/projects/duto/2024-Q3.md", result);
    });
    let files = files.followed();
    let feed = &files["projecten/duto/atom.xml"];
    let entry = entries(feed)["https://portaal.example.org/projecten/duto/#2024-q3"];
    let head = "=1+1, \\; &lt;b&gt; &amp; ]]&gt; “😀” lang lang";
    assert!(texts(entry, "title")[0].starts_with(head), "{entry}");
    for piece in [
        "Teken \u{fffd} en ]]&gt; en <a",
        "<code>a &lt; b</code>",
        "href=\"https://portaal.example.org/projecten/e-mail/\"",
        "href=\"https://portaal.example.org/projecten/duto/#",
    ] {
        assert!(entry.contains(piece), "{piece}: {entry}");
    }
    let calendar = &files["mijlpalen.ics"];
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75));
    assert!(event(calendar, "duto")["SUMMARY"].starts_with("=1+1\\, \\\\\\; <b> & ]]> “😀” lang lang"));
}

/// Numbers that look random and are the same everywhere.
fn numbers(seed: u32) -> impl Iterator<Item = u32> {
    std::iter::successors(Some(seed), |last| Some(last.wrapping_mul(1_664_525).wrapping_add(1_013_904_223)))
        .skip(1)
        .map(|number| number >> 16)
}

#[test]
fn every_date_that_moved_is_told_once_or_finds_no_place_and_no_event_is_told_twice() {
    for seed in 0..20 {
        let mut dice = numbers(seed);
        let mut below = |end: u32| dice.next().unwrap_or_default() % end;
        let mut moves = 0;
        let files = Files::new().with(|files| {
            for project in 0..10 + seed * 2 {
                let quarters = ["2023-Q4", "2024-Q1", "2024-Q2", "2024-Q2", "2024-Q3"];
                let replans = quarters.iter().zip(2030..).filter(|_| below(3) == 0);
                let replans: Vec<String> =
                    replans.map(|(quarter, due)| format!("{{ in = \"{quarter}\", due = \"{due}\" }}")).collect();
                moves += replans.len();
                let milestone = format!("due = \"2029\"\nreplanned = [{}]", replans.join(", "));
                files.project(&format!("p{project}"), "Project", &milestone);
            }
        });
        let files = files.followed();
        let is_move = |id: &&&str| id.contains("--verschoven-");
        let told = texts(&files["atom.xml"], "entry").iter().map(|entry| texts(entry, "id")[0]).collect::<Vec<_>>();
        let distinct = entries(&files["atom.xml"]).len();
        assert_eq!(told.len(), distinct, "seed {seed}: no id twice");
        let of_projects = files.iter().filter(|(path, _)| path.starts_with("projecten/"));
        let of_projects: usize = of_projects.map(|(_, feed)| entries(feed).keys().filter(is_move).count()).sum();
        assert_eq!(of_projects, moves, "seed {seed}: each project tells its own");
        let in_site = told.iter().filter(is_move).count();
        assert!(in_site == moves || distinct == 100, "seed {seed}: {in_site} of {moves}");
        let uids: Vec<String> = files["mijlpalen.ics"].replace("\r\n ", "").lines().map(str::to_owned).collect();
        let mut uids: Vec<&String> = uids.iter().filter(|line| line.starts_with("UID:")).collect();
        let all = uids.len();
        uids.sort();
        uids.dedup();
        assert_eq!((uids.len(), all), (all, 11 + seed as usize * 2), "seed {seed}");
    }
}
