//! What holds for every table and every portal.

use voortgang::exchange::Existing;
use voortgang::source::Sources;

use super::{after, exported, imported, sources, told, written};

/// Numbers that look like chance and are the same each time (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit).unwrap()).unwrap()
    }

    fn text(&mut self, pieces: &[&str]) -> String {
        (0..=self.below(9)).map(|_| pieces[self.below(pieces.len())]).collect()
    }
}

/// What may stand in a cell and means something to Markdown, TOML, HTML, CSV or a spreadsheet.
const CELL: &[&str] = &[
    "woord",
    "Één ",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\n- ",
    "\n• ",
    "\n  • ",
    "\n    - ",
    "\n1. ",
    "\n2) ",
    "\n  1. ",
    "* ",
    "_",
    "__",
    "`",
    "```",
    "~~~\n",
    "#",
    "\n# ",
    "\n> ",
    "\n---\n",
    "\n===\n",
    "|",
    "\n|-|\n",
    "\n:-\n",
    "[",
    "]",
    "](",
    "[^1]",
    "[^1]: ",
    "<",
    "<b>",
    "<!--",
    "-->",
    "]]>",
    "&",
    "&amp;",
    "&#7;",
    "\\",
    "\n\\",
    "\"",
    "\"\"\"",
    "'",
    "'''",
    "+++",
    "\n+++\n",
    "=",
    "=1+1",
    "+",
    "-",
    "@",
    "\t",
    ";",
    ",",
    "😀",
    "e\u{301}",
    "\u{a0}",
    "\u{2028}",
    "https://example.org/",
    "!",
    "{",
    "}",
    "$",
    "^",
    "12.",
    "a_b",
    "R&D",
    "_x000D_",
    "_x0007_",
];

fn row(category: &str, project: &str, status: &str, result: &str, outlook: &str, expected: &str) -> String {
    let cells = [category, project, status, result, outlook, expected];
    cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).join(";") + "\n"
}

const HEAD: &str = "Categorie;Project;Status;Toelichting;Vooruitblik;Verwachte status\n";

#[track_caller]
fn changes_nothing(sources: &Sources, name: &str, table: &[u8]) {
    match imported(sources, name, table, Existing::Updated) {
        Ok(plan) => assert_eq!(written(&plan), [], "{}", String::from_utf8_lossy(table)),
        Err(reasons) => panic!("{}{}", told(&reasons), String::from_utf8_lossy(table)),
    }
}

#[test]
fn a_table_that_was_imported_changes_nothing_again_and_neither_does_its_export() {
    let mut chance = Chance(0x2545_F491_4F6C_DD1D);
    for case in 0..25 {
        let mut table = HEAD.to_owned();
        for project in 0..=chance.below(3) {
            let result = format!("x{}", chance.text(CELL));
            let outlook = chance.text(CELL);
            let expected = ["", "Afgerond"][chance.below(2)];
            let title = format!("{}p{case}x{project}", ["", "=", "+", "\"", "'=", "@"][chance.below(6)]);
            table += &row("Beleid", &title, "Op schema", &result, &outlook, expected);
        }
        let before = sources(&[]);
        let plan = imported(&before, "t.csv", table.as_bytes(), Existing::Kept);
        let plan = plan.unwrap_or_else(|reasons| panic!("{}{table}", told(&reasons)));
        let portal = after(&before, &plan);
        changes_nothing(&portal, "t.csv", table.as_bytes());
        for name in ["t.csv", "t.xlsx"] {
            let once = exported(&portal, name);
            changes_nothing(&portal, name, &once);
            assert_eq!(exported(&portal, name), once);
            let afresh = imported(&before, name, &once, Existing::Kept);
            let afresh = afresh.unwrap_or_else(|reasons| panic!("{}{table}", told(&reasons)));
            let portal = after(&before, &afresh);
            changes_nothing(&portal, name, &once);
            changes_nothing(&portal, "t.csv", table.as_bytes());
        }
    }
}

/// What authors write in Markdown.
const MARKDOWN: &[&str] = &[
    "woord",
    " ",
    "\n",
    "\n\n",
    "\n- ",
    "\n  - ",
    "\n1. ",
    "**vet**",
    "*schuin*",
    "`code`",
    "[link](https://example.org/)",
    "\\*",
    "\\\n",
    "\n\n<!-- notitie -->\n\n",
    "\n\n| a | b |\n|---|---|\n| c | d |\n\n",
    "\n\n##### Kop\n\n",
    "\n\n> citaat\n\n",
    "&amp;",
    "&#7;",
    "\n\n```\ncode = 1\n\n- x\n```\n\n",
    "\n\n    ingesprongen\n\n",
    "\n\n---\n\n",
    "2024\\. ",
    "=",
    "'=",
    "-",
];

#[test]
fn a_portal_that_was_exported_is_not_changed_by_its_own_table() {
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    for _ in 0..50 {
        let result = format!("x{}", chance.text(MARKDOWN));
        let quoted = |text: &str| format!("'''\n{}'''", text.replace("'''", ""));
        let promises: Vec<String> =
            (0..chance.below(4)).map(|_| quoted(&format!("x{}", chance.text(MARKDOWN)))).collect();
        let outlook = quoted(&format!("x{}", chance.text(MARKDOWN)));
        let next = format!("+++\npromises = [{}]\noutlook = {outlook}\n+++\n", promises.join(", "));
        let now = format!("+++\nstatus = \"gestart\"\n+++\n{result}\n");
        let portal = sources(&[
            ("content/projects/loket/index.md", "+++\ntitle = \"Loket\"\ncategory = \"beleid\"\n+++\n"),
            ("content/projects/loket/2024-Q3.md", &now),
            ("content/projects/loket/2024-Q4.md", &next),
        ]);
        if voortgang::pipeline::portal(&portal).is_none() {
            continue;
        }
        for name in ["t.csv", "t.xlsx"] {
            let table = exported(&portal, name);
            changes_nothing(&portal, name, &table);
            let afresh = imported(&sources(&[]), name, &table, Existing::Kept);
            let afresh = afresh.unwrap_or_else(|reasons| panic!("{}{now}{next}", told(&reasons)));
            changes_nothing(&after(&sources(&[]), &afresh), name, &table);
        }
    }
}
