//! A build with the memory of the one before gives what a build from nothing gives, whatever happened in between; and
//! renders only what it has to. `VOORTGANG_SEQUENCES` makes it try more sequences of edits, `VOORTGANG_SEED` others.
#![expect(clippy::print_stdout, reason = "whoever asks for more sequences wants to read how many there were")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use voortgang::cache::Cache;
use voortgang::model::Day;
use voortgang::output::Content;
use voortgang::pipeline::{self, Built, Compression, Naming, Request};
use voortgang::select::Audience;
use voortgang::source::{FilePath, Sources};

use crate::portal::tree;

/// A portal while somebody works on it.
#[derive(Clone)]
struct Desk {
    files: BTreeMap<String, Arc<[u8]>>,
    /// The files as they were at first.
    first: BTreeMap<String, Arc<[u8]>>,
    day: &'static str,
    audience: Audience,
    naming: Naming,
    compression: Compression,
}

impl Desk {
    /// A golden portal; `open` is `cyclus` with no quarter closed, where more can be changed without an error.
    fn of(case: &str) -> Self {
        let (case, is_open) = if case == "open" { ("cyclus", true) } else { (case, false) };
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(case).join("in");
        let files = tree(&folder).into_iter().filter(|(path, _)| !is_open || !path.ends_with("lock.toml"));
        let files: BTreeMap<String, Arc<[u8]>> = files.map(|(path, bytes)| (path, bytes.into())).collect();
        Self {
            first: files.clone(),
            files,
            day: "2025-01-15",
            audience: Audience::Readers,
            naming: Naming::Fixed,
            compression: Compression::None,
        }
    }

    fn text(&self, path: &str) -> String {
        String::from_utf8_lossy(&self.files[path]).into_owned()
    }

    fn write(&mut self, path: &str, text: &str) {
        self.files.insert(path.to_owned(), text.as_bytes().into());
    }

    fn replace(&mut self, path: &str, from: &str, to: &str) {
        let text = self.text(path);
        assert!(text.contains(from), "{path} has no `{from}`");
        self.write(path, &text.replacen(from, to, 1));
    }

    fn build(&self, cache: &mut Cache) -> Built {
        let mut sources = Sources::default();
        for (path, bytes) in &self.files {
            sources.insert(FilePath::new(path), Arc::clone(bytes));
        }
        let day = Day::parse(self.day).unwrap();
        pipeline::rebuild(
            &Request {
                sources: &sources,
                day,
                audience: self.audience,
                base_url: None,
                naming: self.naming,
                compression: self.compression,
            },
            cache,
        )
    }

    /// Builds with the memory and from nothing, and holds the one against the other.
    fn build_both(&self, cache: &mut Cache, told: &str) -> Built {
        let (warm, cold) = (self.build(cache), self.build(&mut Cache::default()));
        assert_eq!(warm.diagnostics, cold.diagnostics, "{told}");
        assert_eq!(warm.language, cold.language, "{told}");
        assert_eq!(warm.site.is_some(), cold.site.is_some(), "{told}");
        if let (Some(warm), Some(cold)) = (&warm.site, &cold.site) {
            assert_eq!(warm.held_back, cold.held_back, "{told}");
            assert_eq!(warm.closed, cold.closed, "{told}");
            let bytes = |site: &pipeline::Site| -> BTreeMap<String, Content> {
                site.tree.iter().map(|output| (output.path.clone(), output.content.clone())).collect()
            };
            let (warm, cold) = (bytes(warm), bytes(cold));
            let differing: Vec<&String> = cold.keys().filter(|path| warm.get(*path) != cold.get(*path)).collect();
            assert!(differing.is_empty() && warm.len() == cold.len(), "{told}: {differing:?}");
        }
        warm
    }
}

/// Numbers that look random and are the same for a seed everywhere (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    fn one<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }
}

const STATUSES: [&str; 5] = ["gestart", "in-uitvoering", "vertraagd", "afgerond", "vervallen"];
const QUARTERS: [&str; 6] = ["2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2025-Q1"];
const DAYS: [&str; 5] = ["2024-05-01", "2024-11-20", "2025-01-15", "2025-03-31", "2026-08-01"];
const SITE: &str = "portal.toml";
const THEME: &str = "themes/eigen/templates/not_found.html";

/// Does something to the portal, and says what.
fn edit(desk: &mut Desk, dice: &mut Dice) -> String {
    let paths: Vec<String> = desk.files.keys().cloned().collect();
    let pages: Vec<String> = paths.iter().filter(|path| is_page(path)).cloned().collect();
    let page = if pages.is_empty() { "content/index.md".to_owned() } else { dice.one(&pages) };
    let folders: BTreeSet<&str> = paths.iter().filter_map(|path| path.rsplit_once('/')).map(|(at, _)| at).collect();
    let projects: Vec<&str> = folders.into_iter().filter(|folder| folder.starts_with("content/projects/")).collect();
    let project = if projects.is_empty() { "content/projects/nieuw" } else { dice.one(&projects) }.to_owned();
    let update = format!("{project}/{}.md", dice.one(&QUARTERS));
    match dice.below(24) {
        0..4 => change(desk, &page, &format!("{}\nNog een regel {}.\n", text_of(desk, &page), dice.below(100))),
        4 => {
            let line = format!("title = \"Titel {}\"", dice.below(40));
            change(desk, &page, &with_line(&text_of(desk, &page), "title = ", &line))
        }
        5 => change(desk, &update, &format!("+++\nstatus = \"{}\"\n+++\nResultaat.\n", dice.one(&STATUSES))),
        6 => {
            let promise = format!("{{ text = \"Iets {}\", outcome = \"kept\" }}", dice.below(9));
            change(
                desk,
                &update,
                &format!("+++\nexpected = \"{}\"\npromises = [{promise}]\n+++\n", dice.one(&STATUSES)),
            )
        }
        7 => {
            let folder = format!("content/projects/nieuw-{}", dice.below(3));
            let category = dice.one(&["kaarten", "mensen", "archivering", "dienstverlening"]);
            let milestone = format!("[[milestones]]\ntitle = \"Klaar\"\ndue = \"{}\"\n", dice.one(&QUARTERS));
            let front = format!("title = \"Nieuw\"\ncategory = \"{category}\"\ndraft = {}\n", dice.below(3) == 0);
            change(desk, &format!("{folder}/index.md"), &format!("+++\n{front}\n{milestone}+++\nTekst.\n"))
        }
        8 => {
            let heading = format!(
                "## Kop {}\n\n[Daar]({})",
                dice.below(3),
                dice.one(&["/projecten/", "/roadmap/#x", "../../index.md"])
            );
            change(desk, &page, &format!("{}\n{heading}\n", text_of(desk, &page)))
        }
        9 => {
            desk.files.remove(&dice.one(&paths));
            "remove a file".to_owned()
        }
        10 => rename(desk, &project, &format!("content/projects/ander-{}", dice.below(3))),
        11 => {
            let garbage: [&[u8]; 4] =
                [b"+++\ntitle = \n+++\n", b"+++\ntitel = 'x'\n+++\n", b"geen", b"+++\n\xff\n+++\n"];
            desk.files.insert(page.clone(), dice.one(&garbage).into());
            format!("break {page}")
        }
        12..16 => {
            let path = dice.one(&desk.first.keys().cloned().collect::<Vec<_>>());
            desk.files.insert(path.clone(), Arc::clone(&desk.first[&path]));
            format!("mend {path}")
        }
        16 => {
            let site = text_of(desk, SITE);
            let line = dice.one(&[
                "theme = \"eigen\"",
                "theme = \"voortgang\"",
                "title = \"Ander\"",
                "base_url = \"https://x.nl/pad/\"",
                "data = { outputs = [\"feeds\"] }",
                "data = { outputs = [], licence = \"CC-BY-4.0\" }",
            ]);
            let key = line.split('=').next().unwrap_or_default();
            change(desk, SITE, &with_line(&site, key, line))
        }
        17 => {
            let text = dice.one(&[
                "{% extends \"base.html\" %}{% block content %}Weg.{% endblock %}",
                "{{ view.nergens }}",
                "{% if %}",
            ]);
            change(
                desk,
                dice.one(&[THEME, "themes/eigen/templates/quarter_group.html", "themes/eigen/static/x.css"]),
                text,
            )
        }
        18 => {
            let status = format!(
                "\n[[statuses]]\nid = \"{}\"\nlabel = \"Woord {}\"\nmeaning = \"Zin\"\nphase = \"active\"\ntone = \"info\"\n",
                dice.one(&STATUSES),
                dice.below(3)
            );
            change(desk, SITE, &format!("{}{status}", text_of(desk, SITE)))
        }
        19..23 => {
            let (folder, line) = key(dice);
            let wanted: Vec<&String> = pages.iter().filter(|path| path.starts_with(folder)).collect();
            let path = if wanted.is_empty() { page } else { dice.one(&wanted).clone() };
            change(desk, &path, &with_key(&text_of(desk, &path), &line))
        }
        _ => {
            desk.day = dice.one(&DAYS);
            desk.audience = dice.one(&[Audience::Readers, Audience::Readers, Audience::Authors]);
            format!("{} {:?}", desk.day, desk.audience)
        }
    }
}

/// A line of front matter that follows from no other edit, and the folder of the files that it belongs in.
fn key(dice: &mut Dice) -> (&'static str, String) {
    let (quarter, other) = (dice.one(&QUARTERS), dice.one(&QUARTERS));
    let category = dice.one(&["kaarten", "mensen", "archivering", "dienstverlening"]);
    let lines = [
        ("content/projects/", format!("formerly = [{{ until = \"{quarter}\", title = \"Vroeger\" }}]")),
        ("content/projects/", format!("formerly = [{{ until = \"{quarter}\", category = \"{category}\" }}]")),
        ("content/projects/", format!("category = \"{category}\"")),
        ("content/projects/", format!("order = {}", dice.below(4))),
        ("content/projects/", format!("client = \"Ministerie {}\"", dice.below(3))),
        ("content/projects/", format!("draft = {}", dice.below(2) == 0)),
        (
            "content/projects/",
            format!(
                "milestones = [{{ title = \"Af\", due = \"{quarter}\", replanned = [{{ in = \"{other}\", due = \"2026\" }}] }}]"
            ),
        ),
        ("content/projects/", format!("milestones = [{{ title = \"Af\", due = \"2025\", achieved = \"{quarter}\" }}]")),
        ("content/categories/", format!("goal = \"Doel {}\"", dice.below(5))),
        ("content/categories/", format!("order = {}", dice.below(4))),
        ("content/risks/", format!("states = {{ {quarter} = \"Stand {}\" }}", dice.below(5))),
        ("content/risks/", format!("measure = \"Maatregel {}\"", dice.below(5))),
        ("content/reports/", format!("draft = {}", dice.below(2) == 0)),
        ("content/reports/", format!("published = {}", dice.one(&DAYS))),
        ("content/reports/", format!("highlights = [\"Punt {}\"]", dice.below(5))),
        (
            "content/reports/",
            format!(
                "corrections = [{{ date = 2025-02-0{}, about = \"report\", note = \"Zo is het.\" }}]",
                1 + dice.below(9)
            ),
        ),
        ("content/pages/", format!("order = {}", dice.below(4))),
    ];
    dice.one(&lines)
}

/// The text with a line in its front matter, in the place of the one with the same key.
fn with_key(text: &str, line: &str) -> String {
    let key = line.split('=').next().unwrap_or_default();
    let others = text.lines().filter(|old| !old.starts_with(key)).collect::<Vec<_>>().join("\n");
    others.replacen("+++\n", &format!("+++\n{line}\n"), 1) + "\n"
}

fn is_page(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "md")
}

fn text_of(desk: &Desk, path: &str) -> String {
    if desk.files.contains_key(path) { desk.text(path) } else { String::new() }
}

fn change(desk: &mut Desk, path: &str, text: &str) -> String {
    desk.write(path, text);
    format!("write {path}: {text}")
}

/// The text with another line in the place of the one that begins so.
fn with_line(text: &str, begin: &str, line: &str) -> String {
    if !text.lines().any(|old| old.starts_with(begin)) {
        return text.replacen("language = ", &format!("{line}\nlanguage = "), 1);
    }
    text.lines()
        .map(|old| if old.starts_with(begin) { line } else { old })
        .fold(String::new(), |all, line| all + line + "\n")
}

fn rename(desk: &mut Desk, from: &str, to: &str) -> String {
    let files: Vec<String> = desk.files.keys().filter(|path| path.starts_with(&format!("{from}/"))).cloned().collect();
    for path in files {
        if let Some(bytes) = desk.files.remove(&path) {
            desk.files.insert(path.replacen(from, to, 1), bytes);
        }
    }
    format!("rename {from} to {to}")
}

fn number(variable: &str, usual: u64) -> u64 {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

#[test]
fn a_build_with_memory_gives_what_one_from_nothing_gives_after_any_edits() {
    let (sequences, seed) = (number("VOORTGANG_SEQUENCES", 40), number("VOORTGANG_SEED", 1));
    let (mut builds, mut good) = (0, 0);
    for sequence in 0..sequences {
        let mut dice = Dice((seed << 32) + sequence);
        let mut desk = Desk::of(dice.one(&["klein", "cyclus", "open"]));
        let mut cache = Cache::default();
        let mut told = format!("seed {seed}, sequence {sequence}");
        let mut last_good = desk.clone();
        for _ in 0..12 {
            let built = desk.build_both(&mut cache, &told);
            builds += 1;
            if built.site.is_some() {
                good += 1;
                last_good = desk.clone();
            } else if dice.below(3) > 0 {
                desk = last_good.clone();
                told += "\n- undo";
                continue;
            }
            told = format!("{told}\n- {}", edit(&mut desk, &mut dice));
        }
    }
    println!(
        "incremental: {sequences} sequences, {builds} builds, {good} of them with a site, seed {seed}, 0 differences"
    );
    assert!(good * 4 > builds, "only {good} of {builds} builds made a site: the edits break too much to tell anything");
}

/// The pages that are rendered again after an edit of the portal `open`.
fn rendered_after(edit: impl Fn(&mut Desk)) -> Vec<String> {
    let mut cache = Cache::default();
    let mut desk = Desk::of("open");
    desk.build_both(&mut cache, "before");
    edit(&mut desk);
    let built = desk.build_both(&mut cache, "after");
    built.site.expect("the edit leaves the portal whole").fresh.into_iter().collect()
}

const DIJKKAART: &str = "content/projects/dijkkaart";

#[test]
fn nothing_is_rendered_again_when_nothing_changed() {
    assert_eq!(rendered_after(|_| {}), Vec::<String>::new());
}

#[test]
fn a_word_in_a_result_renders_the_pages_that_show_it() {
    let rendered =
        rendered_after(|desk| desk.replace(&format!("{DIJKKAART}/2024-Q3.md"), "Er staan 97", "Er staan 98"));
    let pages = [
        "/kwartalen/2024-q3/",
        "/kwartalen/2024-q3/kwartaalrapportage-2024-q3.html",
        "/kwartalen/2024-q3/wijzigingen/",
        "/projecten/dijkkaart/",
    ];
    assert_eq!(rendered, pages.map(str::to_owned));
}

#[test]
fn a_word_in_what_a_project_is_renders_its_page_alone() {
    let rendered = rendered_after(|desk| {
        let path = format!("{DIJKKAART}/index.md");
        let text = desk.text(&path) + "\nEen zin erbij.\n";
        desk.write(&path, &text);
    });
    assert_eq!(rendered, ["/projecten/dijkkaart/"].map(str::to_owned));
}

#[test]
fn a_status_renders_what_counts_or_tells_it() {
    let path = format!("{DIJKKAART}/2024-Q3.md");
    let rendered = rendered_after(|desk| desk.replace(&path, "in-uitvoering", "vertraagd"));
    // The home page tells what changed since that quarter, and the quarter before it announced the promises of the file.
    let pages = [
        "/",
        "/kwartalen/",
        "/kwartalen/2024-q2/",
        "/kwartalen/2024-q2/kwartaalrapportage-2024-q2.html",
        "/kwartalen/2024-q2/wijzigingen/",
        "/kwartalen/2024-q3/",
        "/kwartalen/2024-q3/kwartaalrapportage-2024-q3.html",
        "/kwartalen/2024-q3/wijzigingen/",
        "/kwartalen/2024-q4/",
        "/kwartalen/2024-q4/kwartaalrapportage-2024-q4.html",
        "/kwartalen/2024-q4/wijzigingen/",
        "/projecten/dijkkaart/",
    ];
    assert_eq!(rendered, pages.map(str::to_owned));
}

#[test]
fn a_title_renders_what_lists_the_project() {
    let path = format!("{DIJKKAART}/index.md");
    let rendered = rendered_after(|desk| desk.replace(&path, "Digitale dijkkaart", "Digitale kaart"));
    let lists = ["/", "/categorieen/kaarten/", "/projecten/", "/projecten/dijkkaart/", "/roadmap/"];
    let (quarters, rest): (Vec<String>, Vec<String>) =
        rendered.into_iter().partition(|page| page.starts_with("/kwartalen/2"));
    assert_eq!(rest, lists.map(str::to_owned));
    assert_eq!(quarters.len(), 15, "each quarter's page, its edition and its changes: {quarters:?}");
}

#[test]
fn a_new_project_renders_no_page_of_another() {
    let rendered = rendered_after(|desk| {
        desk.write("content/projects/zeekaart/index.md", "+++\ntitle = \"Zeekaart\"\ncategory = \"kaarten\"\n+++\n");
    });
    let lists = ["/", "/categorieen/", "/categorieen/kaarten/", "/projecten/", "/projecten/zeekaart/", "/roadmap/"];
    let mut pages = lists.map(str::to_owned).to_vec();
    pages.push("/versie/".to_owned());
    assert_eq!(rendered, pages);
}

#[test]
fn a_note_for_authors_renders_nothing() {
    let path = format!("{DIJKKAART}/2024-Q3.md");
    let rendered = rendered_after(|desk| desk.replace(&path, "Er staan 97", "<!-- nakijken -->\nEr staan 97"));
    assert_eq!(rendered, Vec::<String>::new());
}

#[test]
fn an_image_renders_the_edition_that_holds_it() {
    let rendered = rendered_after(|desk| {
        let image = format!("{DIJKKAART}/kaart.png");
        let other = [&desk.files[&image][..], b"meer"].concat();
        desk.files.insert(image, other.into());
    });
    assert_eq!(rendered, ["/kwartalen/2024-q2/kwartaalrapportage-2024-q2.html"].map(str::to_owned));
}

#[test]
fn a_style_sheet_renders_nothing() {
    let rendered = rendered_after(|desk| desk.write("themes/voortgang/static/voortgang.css", "body { color: red; }"));
    assert_eq!(rendered, Vec::<String>::new());
}

#[test]
fn compressed_files_and_the_address_of_the_theme_follow_what_changes() {
    let mut desk = Desk { naming: Naming::ByContent, compression: Compression::Beforehand, ..Desk::of("klein") };
    let mut cache = Cache::default();
    let mut homes = Vec::new();
    for (path, text) in [
        ("content/index.md", "+++\ntitle = \"Een\"\n+++\nEen.\n"),
        ("content/index.md", "+++\ntitle = \"Twee\"\n+++\nTwee.\n"),
        ("themes/voortgang/static/eigen.css", "body { color: red; }"),
        ("themes/voortgang/static/eigen.css", "body { color: tan; }"),
    ] {
        desk.write(path, text);
        let site = desk.build_both(&mut cache, path).site.unwrap();
        homes.push(site.tree.get("index.html.br").unwrap().content.clone());
    }
    homes.dedup();
    assert_eq!(homes.len(), 4, "each change shows on the home page");
}

#[test]
fn a_word_in_a_result_makes_the_feeds_that_tell_it_again_and_no_other() {
    let mut cache = Cache::default();
    let mut desk = Desk::of("open");
    let followed = |built: Built| -> BTreeMap<String, Vec<Arc<[u8]>>> {
        let site = built.site.expect("the portal is whole");
        let files = site
            .tree
            .iter()
            .filter(|output| output.path.ends_with("atom.xml") || output.path.ends_with("mijlpalen.ics"));
        files.map(|output| (output.path.clone(), output.content.parts().to_vec())).collect()
    };
    let before = followed(desk.build(&mut cache));
    desk.replace(&format!("{DIJKKAART}/2024-Q3.md"), "Er staan 97", "Er staan 98");
    let after = followed(desk.build(&mut cache));
    let is_kept = |(one, other): (&Arc<[u8]>, &Arc<[u8]>)| Arc::ptr_eq(one, other);
    let made_again = after.iter().filter(|(path, parts)| !before[*path].iter().zip(*parts).all(is_kept));
    let made_again: Vec<&str> = made_again.map(|(path, _)| path.as_str()).collect();
    assert_eq!(made_again, ["atom.xml", "categorieen/kaarten/atom.xml", "projecten/dijkkaart/atom.xml"]);
}
