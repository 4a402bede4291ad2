//! `voortgang new`: exactly which files it makes, and what it refuses.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use voortgang::language::Language;
use voortgang::model::Day;
use voortgang::parse::{Entry, parse};
use voortgang::scaffold::{self, Wanted};
use voortgang::select::Audience;
use voortgang::source::Sources;

use crate::portal::{BASE, DAY, Portal, Run, build, program, tree};

const INDEX: (&str, &str) = ("content/projects/loket/index.md", "+++\ntitle = \"Loket\"\ncategory = \"beleid\"\n+++\n");

fn new(portal: &Portal, arguments: &[&str]) -> Run {
    portal.run(&[&["new", "--date", DAY], arguments].concat())
}

/// The first line of what was refused; nothing may be written.
#[track_caller]
fn refused(portal: &Portal, arguments: &[&str]) -> String {
    let before = tree(portal.root());
    let run = new(portal, arguments);
    assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""), "{}", run.stderr);
    assert_eq!(tree(portal.root()), before);
    assert!(run.stderr.ends_with("Er is niets geschreven.\n"), "{}", run.stderr);
    run.stderr.lines().next().unwrap().to_owned()
}

#[test]
fn a_quarter_reminds_each_open_project_of_what_it_said() {
    let portal = Portal::new(&[
        INDEX,
        (
            "content/projects/loket/2024-Q2.md",
            "+++\nstatus = \"op-schema\"\npromises = [\n  { text = \"Het plan is af.\", outcome = \"kept\" },\n  \
             { text = \"Er is **geld**.\", outcome = \"missed\" },\n  \
             { text = \"Er is een app.\", outcome = \"dropped\" },\n]\n+++\nOud.\n",
        ),
        (
            "content/projects/loket/2024-Q3.md",
            "+++\nstatus = \"vertraagd\"\npromises = [\n  { text = \"Het team is compleet.\", outcome = \"partly\" },\n  \
             \"De proefversie is klaar.\",\n]\n+++\nDe aanbesteding duurt langer.\n\n- Eén & \"twee\"\n",
        ),
    ]);
    let run = new(&portal, &["quarter", "2024-Q4"]);
    let made = "content/projects/loket/2024-Q4.md\ncontent/reports/2024-Q4/index.md\n2 bestanden gemaakt.\n";
    assert_eq!(run, Run { status: Some(0), stdout: made.to_owned(), stderr: String::new() });
    assert_eq!(
        portal.read("content/projects/loket/2024-Q4.md"),
        "\
+++
# Loket, 2024-Q4
#
# Dit bestand telt nog niet mee. Vult u een regel in, haal dan het hekje (#) ervoor weg.
#
# Laatste status: Vertraagd (2024-Q3)
# Laatste toelichting (2024-Q3):
#   De aanbesteding duurt langer.
#   Eén & \"twee\"
#
# Voornemens uit eerdere kwartalen die niet helemaal zijn gerealiseerd, of nog niet beoordeeld:
#   - 2024-Q2, niet gerealiseerd: Er is geld.
#   - 2024-Q3, deels gerealiseerd: Het team is compleet.
#   - 2024-Q3, nog niet beoordeeld: De proefversie is klaar.
#
# Vóór het kwartaal: wat kondigt u aan?
# promises = [
#   \"Een voornemen dat u na het kwartaal kunt beoordelen.\",
# ]
# outlook = \"Een aankondiging die u niet kunt beoordelen.\"
# expected = \"vertraagd\"
#
# Na het kwartaal: kies een status en schrijf de toelichting onder de laatste regel met +++.
# Geef elk voornemen een uitkomst: kept, partly, missed of dropped. Bijvoorbeeld:
#   { text = \"Het voornemen.\", outcome = \"kept\" },
# Statussen: in-voorbereiding, gestart, in-uitvoering, op-schema, vertraagd, doorlopend, afgerond,
#   vervallen.
# status = \"vertraagd\"
+++
"
    );
    assert_eq!(
        portal.read("content/reports/2024-Q4/index.md"),
        "\
+++
draft = true
# De rapportage over 2024-Q4. Schrijf de samenvatting onder de laatste regel met +++.
# Vult u een regel in, haal dan het hekje (#) ervoor weg. Is alles klaar, haal dan draft = true weg.
#
# De dag waarop de feiten klopten, en de dag waarop bezoekers de rapportage mogen zien:
# as_of = 2024-12-31
# published = 2025-03-31
# signatory = \"Naam, functie\"
# highlights = [
#   \"Een hoofdpunt in één regel.\",
# ]
+++
"
    );
}

#[test]
fn a_project_that_never_reported_gets_a_file_too_in_the_language_of_the_portal() {
    let portal = Portal::new(&[INDEX]);
    let site = "title = \"Portal\"\nbase_url = \"https://portal.example.org/\"\nlanguage = \"en\"\n";
    portal.write("portal.toml", site.as_bytes());
    assert!(new(&portal, &["quarter", "2024-Q4"]).stdout.ends_with("2 files made.\n"));
    let text = portal.read("content/projects/loket/2024-Q4.md");
    let head = "+++\n# Loket, 2024-Q4\n#\n# This file does not count yet. When you fill in a line, remove the hash (#) \
                before it.\n#\n# This project has not reported anything yet.\n#\n# Before the quarter";
    assert!(text.starts_with(head), "{text}");
    assert!(text.ends_with("# status = \"in-voorbereiding\"\n+++\n"), "{text}");
    assert_eq!(
        new(&portal, &["quarter", "2024-Q4"]).stdout,
        "Still to be written:\n  content/projects/loket/2024-Q4.md: no status and no result; no outlook\n  \
         content/reports/2024-Q4/index.md: no summary; no day at published; still a draft\n\
         There was nothing new to make.\n"
    );
}

#[test]
fn a_second_time_makes_nothing_and_says_what_is_still_to_be_written() {
    let portal = Portal::new(&[
        INDEX,
        ("content/projects/kaart/index.md", "+++\ntitle = \"Kaart\"\ncategory = \"beleid\"\n+++\n"),
        (
            "content/projects/kaart/2024-Q4.md",
            "+++\nstatus = \"gestart\"\npromises = [\"Een.\", \"Twee.\"]\n+++\nDe kaart is af.\n",
        ),
        ("content/projects/plein/index.md", "+++\ntitle = \"Plein\"\ncategory = \"beleid\"\n+++\n"),
        ("content/projects/plein/2024-Q4.md", "+++\nstatus = \"gestart\"\n+++\nHet plein is af.\n"),
        ("content/projects/vijver/index.md", "+++\ntitle = \"Vijver\"\ncategory = \"beleid\"\n+++\n"),
        ("content/projects/vijver/2024-Q4.md", "+++\npromises = [\"Water.\"]\n+++\n"),
    ]);
    let first = new(&portal, &["quarter", "2024-Q4"]);
    assert_eq!(
        first.stdout,
        "content/projects/loket/2024-Q4.md\ncontent/reports/2024-Q4/index.md\nNog te schrijven:\n  \
         content/projects/kaart/2024-Q4.md: 2 voornemens niet beoordeeld\n  content/projects/vijver/2024-Q4.md: geen \
         status en toelichting; 1 voornemen niet beoordeeld\n2 bestanden gemaakt.\n"
    );
    let before = tree(portal.root());
    let second = new(&portal, &["quarter", "2024-Q4"]);
    assert_eq!(tree(portal.root()), before);
    assert_eq!((second.status, second.stderr.as_str()), (Some(0), ""));
    assert_eq!(
        second.stdout,
        "Nog te schrijven:\n  content/projects/kaart/2024-Q4.md: 2 voornemens niet beoordeeld\n  \
         content/projects/loket/2024-Q4.md: geen status en toelichting; geen vooruitblik\n  \
         content/projects/vijver/2024-Q4.md: geen status en toelichting; 1 voornemen niet beoordeeld\n  \
         content/reports/2024-Q4/index.md: geen samenvatting; geen dag bij published; nog een concept\n\
         Er was niets nieuws te maken.\n"
    );
}

#[test]
fn a_finished_project_and_one_that_begins_later_get_nothing() {
    let portal = Portal::new(&[
        INDEX,
        ("content/projects/loket/2024-Q2.md", "+++\nstatus = \"afgerond\"\n+++\nKlaar.\n"),
        ("content/projects/loket/2024-Q3.md", "+++\n+++\n"),
        ("content/projects/kaart/index.md", "+++\ntitle = \"Kaart\"\ncategory = \"beleid\"\ndraft = true\n+++\n"),
        ("content/projects/kaart/2024-Q4.md", "+++\npromises = [\"Een.\"]\n+++\n"),
    ]);
    assert_eq!(new(&portal, &["quarter", "2024-Q3"]).stdout, "content/reports/2024-Q3/index.md\n1 bestand gemaakt.\n");
    // Before it was finished it was open, and a draft is a project too.
    assert!(new(&portal, &["quarter", "2024-Q1"]).stdout.starts_with("content/reports/2024-Q1/index.md\n"));
    assert!(new(&portal, &["quarter", "2025-Q1"]).stdout.starts_with("content/projects/kaart/2025-Q1.md\n"));
}

#[test]
fn a_new_quarter_changes_nothing_for_readers() {
    let portal = Portal::new(&[INDEX]);
    portal.build();
    let before = tree(&portal.path("public"));
    new(&portal, &["quarter", "2024-Q4"]);
    assert!(portal.build().stdout.contains("0 nieuw, 0 gewijzigd, 0 verwijderd"));
    assert_eq!(tree(&portal.path("public")), before);
}

#[test]
fn nothing_that_was_written_before_can_break_the_new_file() {
    let portal = Portal::new(&[
        ("content/projects/loket/index.md", "+++\ntitle = \"+++ \\\"Loket\\\"\"\ncategory = \"beleid\"\n+++\n"),
        (
            "content/projects/loket/2024-Q3.md",
            "+++\nstatus = \"op-schema\"\npromises = [\n  \"\"\"\nEen\nstatus = 'x'\n\"\"\",\n]\n+++\n\\+++\n\n\
             &#1; &#2;&#x7f;bel&#xfffe;\u{2028}regel *`<b>` &lt;i&gt;* [link](../loket/index.md)\n\n```\n+++\n]]\n```\n",
        ),
    ]);
    let run = new(&portal, &["quarter", "2024-Q4"]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    let text = portal.read("content/projects/loket/2024-Q4.md");
    let reminders = text.split("# Vóór").next().unwrap();
    assert_eq!(
        reminders,
        "\
+++
# +++ \"Loket\", 2024-Q4
#
# Dit bestand telt nog niet mee. Vult u een regel in, haal dan het hekje (#) ervoor weg.
#
# Laatste status: Op schema (2024-Q3)
# Laatste toelichting (2024-Q3):
#   +++
#   bel regel <b> <i> link
#   +++
#   ]]
#
# Voornemens uit eerdere kwartalen die niet helemaal zijn gerealiseerd, of nog niet beoordeeld:
#   - 2024-Q3, nog niet beoordeeld: Een
#     status = 'x'
#
"
    );
    assert_eq!(new(&portal, &["quarter", "2024-Q4"]).status, Some(0));
}

#[test]
fn the_keys_in_the_comments_are_right_once_they_are_filled_in() {
    let portal = Portal::new(&[INDEX]);
    new(&portal, &["quarter", "2024-Q4"]);
    new(&portal, &["project", "Kaart"]);
    new(&portal, &["category", "Water"]);
    new(&portal, &["risk", "Geld"]);
    let files = [
        "content/projects/loket/2024-Q4.md",
        "content/reports/2024-Q4/index.md",
        "content/projects/kaart/index.md",
        "content/categories/water.md",
        "content/risks/geld.md",
    ];
    for path in files {
        let text = portal.read(path);
        portal.write(path, format!("{}\nTekst.\n", filled_in(&text)).as_bytes());
    }
    let run = portal.run(&["check", "--date", DAY]);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("Geen fouten gevonden.\n", ""));
}

/// The page with every commented key made a real one; words stay comments.
fn filled_in(text: &str) -> String {
    let is_key = |line: &str| {
        let name = line.split_once(" = ").map_or("", |(name, _)| name);
        let is_name =
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
        is_name || line.starts_with("  \"") || line == "]" || line == "[states]"
    };
    let filled = |line: &str| line.strip_prefix("# ").filter(|bare| is_key(bare)).unwrap_or(line).to_owned();
    text.lines().map(filled).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_closed_quarter_is_refused_and_the_next_one_is_not() {
    let report = "+++\npublished = 2025-01-10\n+++\nSamenvatting.\n";
    let portal = Portal::new(&[INDEX, ("content/reports/2024-Q4/index.md", report)]);
    assert_eq!(portal.run(&["close", "2024-Q4", "--accept", "--date", DAY]).status, Some(0));
    let line = refused(&portal, &["quarter", "2024-Q4"]);
    assert_eq!(line, "fout[quarter-closed]: het kwartaal `2024-Q4` is afgesloten");
    assert!(new(&portal, &["quarter", "2025-Q1"]).stdout.ends_with("2 bestanden gemaakt.\n"));
    assert_eq!(portal.run(&["check", "--date", DAY]).status, Some(0));
}

#[test]
fn a_portal_with_an_error_gets_nothing_new() {
    let portal =
        Portal::new(&[("content/projects/loket/index.md", "+++\ntilte = \"Loket\"\ncategory = \"beleid\"\n+++\n")]);
    for arguments in [["quarter", "2024-Q4"], ["project", "Kaart"], ["category", "Water"], ["risk", "Geld"]] {
        assert_eq!(refused(&portal, &arguments), "fout[unknown-key]: onbekend gegeven `tilte`");
    }
}

#[test]
fn what_would_break_the_portal_is_refused() {
    let portal = Portal::new(&[(
        "content/projects/loket/index.md",
        "+++\ntitle = \"Loket\"\ncategory = \"beleid\"\naliases = [\"/categorieen/water/\"]\n+++\n",
    )]);
    let line = refused(&portal, &["category", "Water"]);
    assert!(line.starts_with("fout[duplicate-address]: "), "{line}");
}

#[test]
fn a_project_gets_a_permanent_id_and_the_only_category() {
    let portal = Portal::new(&[]);
    let run = new(&portal, &["project", "Zoek & \"Vind\" 2.0 \\ Tromsø"]);
    assert_eq!(run.stdout, "content/projects/zoek-vind-2-0-tromso/index.md\n1 bestand gemaakt.\n");
    assert_eq!(
        portal.read("content/projects/zoek-vind-2-0-tromso/index.md"),
        "\
+++
title = \"Zoek & \\\"Vind\\\" 2.0 \\\\ Tromsø\"
category = \"beleid\"
# Vult u een regel in, haal dan het hekje (#) ervoor weg.
# Met draft = true is het project nog niet openbaar.
# draft = true
# summary = \"Wat het project is, in één regel.\"
# client = \"De opdrachtgever\"
# executor = \"De uitvoerder\"
# Schrijf onder de laatste regel met +++ wat het project is.
+++
"
    );
    assert!(portal.build().stderr.is_empty());
}

#[test]
fn a_category_and_a_risk_are_one_file_each() {
    let portal = Portal::new(&[]);
    assert_eq!(new(&portal, &["category", "Water"]).stdout, "content/categories/water.md\n1 bestand gemaakt.\n");
    assert_eq!(
        new(&portal, &["risk", "Te weinig geld"]).stdout,
        "content/risks/te-weinig-geld.md\n1 bestand gemaakt.\n"
    );
    assert_eq!(
        portal.read("content/categories/water.md"),
        "\
+++
title = \"Water\"
# Vult u een regel in, haal dan het hekje (#) ervoor weg.
# goal = \"Wat de projecten samen moeten bereiken.\"
# order = 1
# Schrijf onder de laatste regel met +++ een inleiding.
+++
"
    );
    assert_eq!(
        portal.read("content/risks/te-weinig-geld.md"),
        "\
+++
title = \"Te weinig geld\"
# Vult u een regel in, haal dan het hekje (#) ervoor weg.
# measure = \"Wat u tegen het risico doet.\"
# order = 1
# Schrijf onder de laatste regel met +++ wat het risico is.
#
# [states]
# 2025-Q1 = \"Hoe het risico er in dit kwartaal voor staat.\"
+++
"
    );
}

#[test]
fn a_project_says_its_category_when_there_is_a_choice() {
    let portal = Portal::new(&[("content/categories/water.md", "+++\ntitle = \"Water\"\n+++\n")]);
    let run = new(&portal, &["project", "Kaart"]);
    assert_eq!(run.status, Some(1));
    assert_eq!(
        run.stderr.lines().collect::<Vec<_>>(),
        [
            "fout[which-category]: niet gezegd bij welke categorie het project hoort",
            "--> content/categories",
            " = oplossing: Noem de categorie, met `--category ID`. Kies uit: `beleid`, `water`.",
            "",
            "1 fout, 0 waarschuwingen. Er is niets geschreven.",
        ]
    );
    let run = new(&portal, &["project", "Kaart", "--category", "Watr"]);
    assert_eq!(
        (run.status, run.stderr.lines().next().unwrap()),
        (Some(1), "fout[unknown-category]: de categorie `Watr` bestaat niet")
    );
    assert!(run.stderr.contains("Bedoelde u `water`?"), "{}", run.stderr);
    assert_eq!(new(&portal, &["project", "Kaart", "--category", "water"]).status, Some(0));
    assert!(portal.read("content/projects/kaart/index.md").contains("category = \"water\"\n"));
}

#[test]
fn a_project_needs_a_category_that_exists() {
    let portal = Portal::new(&[INDEX]);
    fs::remove_dir_all(portal.path("content/projects")).unwrap();
    fs::remove_file(portal.path("content/categories/beleid.md")).unwrap();
    portal.write("content/index.md", b"+++\ntitle = \"Portaal\"\n+++\n");
    assert_eq!(refused(&portal, &["project", "Kaart"]), "fout[which-category]: er is nog geen categorie");
}

#[test]
fn an_id_that_is_taken_is_refused_with_the_file_that_has_it() {
    let portal = Portal::new(&[
        INDEX,
        ("content/projects/kaart/kaart.png", "geen pagina"),
        ("content/risks/geld.md", "+++\ntitle = \"Geld\"\n+++\n"),
    ]);
    for (arguments, file) in [
        (["project", "LOKET!"], "loket` is al in gebruik: `content/projects/loket/index.md`"),
        (["project", "Kaart"], "kaart` is al in gebruik: `content/projects/kaart/kaart.png`"),
        (["category", "Beleid"], "beleid` is al in gebruik: `content/categories/beleid.md`"),
        (["risk", "Géld"], "geld` is al in gebruik: `content/risks/geld.md`"),
    ] {
        assert_eq!(refused(&portal, &arguments), format!("fout[id-taken]: `{file}"));
    }
}

#[test]
fn a_title_that_no_page_can_have_is_refused() {
    let portal = Portal::new(&[]);
    for (title, line) in [
        ("!?…", "fout[title-without-id]: van de titel `!?…` is geen vast adres te maken"),
        ("", "fout[title-without-id]: de titel is leeg"),
        (" \n ", "fout[title-without-id]: de titel is leeg"),
        (&"lang ".repeat(21), "fout[title-too-long]: de titel is te lang voor een vast adres"),
        ("Twee\nregels", "fout[wrong-format]: bij `title` hoort een tekst van één regel"),
        ("Bel\u{7}", "fout[control-character]: onzichtbaar stuurteken (U+0007)"),
        ("Een\ttab", "fout[control-character]: onzichtbaar stuurteken (U+0009)"),
    ] {
        for kind in ["project", "category", "risk"] {
            assert_eq!(refused(&portal, &[kind, title]), line);
        }
    }
}

/// The title that a new file of a kind is given, or nothing when it is refused.
fn title_of(wanted: Wanted<'_>) -> Option<String> {
    let sources: Sources = BASE.into_iter().collect();
    let plan = scaffold::plan(&sources, Day::parse(DAY).unwrap(), wanted).plan.ok()?;
    let [file] = plan.files.try_into().unwrap();
    let parsed = parse(&file.path, &file.text.as_bytes().into());
    assert!(parsed.diagnostics.is_empty(), "{}", file.text);
    match parsed.entry {
        Some(Entry::Project(project)) => project.title,
        Some(Entry::Category(category)) => category.title,
        Some(Entry::Risk(risk)) => risk.title,
        other => panic!("{other:?}"),
    }
}

#[test]
fn any_title_is_refused_or_reads_back_as_it_was_typed() {
    let hostile = [0xad, 0xdf, 0x149, 0x200b, 0x2028, 0x202e, 0x3000, 0xfeff, 0xfffd, 0xfffe, 0xffff, 0x1_f600];
    for letter in (0..0xa2).chain(hostile).filter_map(char::from_u32) {
        let title = format!("{letter}a{letter}{letter}+++ \\{letter}\"'''b{letter}");
        // A line end at the end is blank space as any other.
        let is_plain =
            !title.trim().contains(|letter: char| letter.is_control() || "\u{fffe}\u{ffff}".contains(letter));
        assert_eq!(title_of(Wanted::Risk(&title)), is_plain.then(|| title.trim().to_owned()), "{title:?}");
    }
    let title = "\"+++\" \\n é 中文 🎉";
    let project = Wanted::Project { title, category: None };
    for wanted in [project, Wanted::Category(title), Wanted::Risk(title)] {
        assert_eq!(title_of(wanted).as_deref(), Some(title));
    }
}

#[test]
fn a_new_site_builds_at_once_in_every_language_and_quarter() {
    for (tag, language) in Language::ALL {
        for day in ["1999-12-31", "2024-01-01", "2024-05-15", "2024-09-30", "2024-12-31"] {
            let files = scaffold::site(language, Day::parse(day).unwrap());
            let texts = files.iter().map(|file| (file.path.as_str(), file.text.as_str()));
            let sources: Sources = texts.filter(|(path, _)| *path != ".gitignore").collect();
            for audience in [Audience::Readers, Audience::Authors] {
                let built = build(&sources, day, audience);
                assert_eq!(built.diagnostics, [], "{tag} {day}");
                assert_eq!(built.language, language);
                assert_eq!(built.site.unwrap().held_back, []);
            }
        }
    }
}

fn new_site(folder: &Path, arguments: &[&str]) -> Run {
    Run::of(program().current_dir(folder).args(["new", "site", "--date", "2024-11-15"]).args(arguments), folder)
}

#[test]
fn a_new_site_says_what_it_made_and_how_to_build_it() {
    let folder = TempDir::new().unwrap();
    let run = new_site(folder.path(), &["mijn portaal"]);
    let made = "\
.gitignore
portal.toml
content/index.md
content/categories/vindbaarheid.md
content/pages/over.md
content/pages/privacy.md
content/pages/toegankelijkheid.md
content/projects/zoek-en-vind/2024-Q4.md
content/projects/zoek-en-vind/2025-Q1.md
content/projects/zoek-en-vind/index.md
content/reports/2024-Q4/index.md
content/risks/te-weinig-mensen.md
12 bestanden gemaakt. Bouw de site met: voortgang build --root \"mijn portaal\"
";
    assert_eq!(run, Run { status: Some(0), stdout: made.to_owned(), stderr: String::new() });
    let mut command = program();
    command.current_dir(folder.path()).args(["build", "--root", "mijn portaal", "--date", "2024-11-15"]);
    let run = Run::of(&mut command, folder.path());
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    let page = |path: &str| fs::read_to_string(folder.path().join("mijn portaal").join(path)).unwrap();
    assert!(page("public/kwartalen/2024-q4/index.html").contains("Het project is begonnen."));
    assert_eq!(page(".gitignore"), "/public/\n/.public.voortgang-*\n");
}

#[test]
fn a_new_site_speaks_english_when_asked_and_takes_an_empty_folder() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("empty")).unwrap();
    let run = new_site(folder.path(), &["empty", "--language", "en"]);
    assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""));
    assert!(run.stdout.ends_with("12 files made. Build the site with: voortgang build --root \"empty\"\n"));
    let again = new_site(folder.path(), &["empty", "--language", "en"]);
    assert_eq!(again.status, Some(1));
    assert_eq!(
        again.stderr.lines().next().unwrap(),
        "error[folder-not-empty]: `empty` exists and is not an empty folder"
    );
}

#[test]
fn a_folder_with_anything_in_it_takes_no_new_site() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("brief.txt"), "blijft").unwrap();
    for place in [".", "brief.txt"] {
        let run = new_site(folder.path(), &[place]);
        assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
        assert!(run.stderr.starts_with("fout[folder-not-empty]: "), "{}", run.stderr);
    }
    let run = new_site(folder.path(), &["brief.txt/portaal"]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.starts_with("fout[not-written]: "), "{}", run.stderr);
    assert_eq!(tree(folder.path()).len(), 1);
}

#[test]
fn half_a_quarter_is_never_left_behind() {
    let portal = Portal::new(&[INDEX]);
    // A file in the place of a folder, which nothing that is read shows.
    portal.write("content/reports", b"geen map");
    let run = new(&portal, &["quarter", "2024-Q4"]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(2), ""));
    assert_eq!(
        run.stderr.lines().next().unwrap(),
        "fout[not-written]: `ROOT/content/reports/2024-Q4/index.md` kan niet worden geschreven: een deel van het pad is \
         geen map"
    );
    assert!(!portal.exists("content/projects/loket/2024-Q4.md"));
}

#[test]
fn a_file_that_is_there_stops_all() {
    let portal = Portal::new(&[]);
    let before = tree(portal.root());
    let files = scaffold::site(Language::Dutch, Day::parse(DAY).unwrap());
    let problem = scaffold::disk::create(portal.root(), &files).unwrap_err();
    assert_eq!(problem.place.file.as_str(), "portal.toml");
    assert_eq!(tree(portal.root()), before);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let portal = Portal::new(&[]);
    let files = scaffold::site(Language::Dutch, Day::parse(DAY).unwrap());
    fs::create_dir(portal.path("nieuw")).unwrap();
    std::os::unix::fs::symlink(portal.path("buiten.toml"), portal.path("nieuw/portal.toml")).unwrap();
    assert!(scaffold::disk::create(&portal.path("nieuw"), &files).is_err());
    assert!(!portal.exists("buiten.toml") && !portal.exists("nieuw/.gitignore"));
}

#[test]
fn quiet_says_nothing_and_a_wrong_call_is_told() {
    let portal = Portal::new(&[]);
    let run = new(&portal, &["risk", "Geld", "--quiet"]);
    assert_eq!(run, Run { status: Some(0), stdout: String::new(), stderr: String::new() });
    assert_eq!(new(&portal, &["quarter", "2024Q4"]).status, Some(2));
    assert_eq!(new(&portal, &[]).status, Some(2));
    let empty = TempDir::new().unwrap();
    let run = Run::of(program().current_dir(empty.path()).args(["new", "risk", "Geld", "--root", "."]), empty.path());
    assert_eq!(
        (run.status, run.stderr.lines().next().unwrap()),
        (Some(2), "fout[no-portal]: er is geen `portal.toml` in `.`")
    );
}
