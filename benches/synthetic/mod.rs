//! A portal that is the same wherever and whenever it is made, so that its measurements can be compared.
//!
//! It has some of all that takes time: links between projects, tables, dates that moved, risks and chapters. Its words
//! are drawn by a generator of its own, because those of libraries may change between releases.

use std::fmt::Write;

use voortgang::source::{FilePath, Sources};

/// The day to build it on: all its quarters are public.
pub(crate) const DAY: &str = "2022-01-15";

const PROJECTS: usize = 200;
const CATEGORIES: usize = 12;
const RISKS: usize = 6;
const QUARTERS: [&str; 8] = ["2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4", "2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"];
const STATUSES: [&str; 5] = ["gestart", "in-uitvoering", "op-schema", "vertraagd", "afgerond"];
const OUTCOMES: [&str; 4] = ["kept", "partly", "missed", "dropped"];
const WORDS: [&str; 32] = [
    "informatie",
    "archief",
    "openbaar",
    "besluit",
    "voorziening",
    "project",
    "kwartaal",
    "oplevering",
    "planning",
    "beleid",
    "departement",
    "uitvoering",
    "advies",
    "stuurgroep",
    "publicatie",
    "platform",
    "toets",
    "handreiking",
    "aanpak",
    "maatregel",
    "budget",
    "dienst",
    "chatbericht",
    "onderzoek",
    "de",
    "het",
    "een",
    "van",
    "voor",
    "met",
    "wordt",
    "zijn",
];

/// Draws numbers: Knuth's linear congruential generator, of which the upper half is random enough for words.
struct Dice(u64);

impl Dice {
    /// A number below a limit.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit
    }

    fn pick(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len())]
    }

    fn words(&mut self, count: usize) -> String {
        (0..count).map(|_| self.pick(&WORDS)).collect::<Vec<_>>().join(" ")
    }

    /// A sentence; some have emphasis, a link to the web or one to another project.
    fn sentence(&mut self) -> String {
        let length = 3 + self.below(6);
        let (before, after) = (self.words(length), self.words(3));
        let middle = match self.below(12) {
            0 => format!("**{}**", self.pick(&WORDS)),
            1 => format!("[{0}](https://example.org/{0})", self.pick(&WORDS)),
            2 => format!("[{}](/projecten/{}/)", self.pick(&WORDS), project(self.below(PROJECTS))),
            _ => self.pick(&WORDS).to_owned(),
        };
        format!("Over {before} {middle} {after}.")
    }

    fn paragraph(&mut self) -> String {
        let length = 3 + self.below(4);
        (0..length).map(|_| self.sentence()).collect::<Vec<_>>().join(" ")
    }

    /// A text of several blocks.
    fn text(&mut self) -> String {
        let mut text = self.paragraph() + "\n\n";
        for _ in 0..2 + self.below(4) {
            _ = writeln!(text, "- {}", self.sentence());
        }
        _ = write!(text, "\n{}\n", self.paragraph());
        if self.below(7) == 0 {
            text += "\n| Onderdeel | Stand |\n| --- | --- |\n";
            for _ in 0..4 {
                _ = writeln!(text, "| {} | {} |", self.pick(&WORDS), self.below(400));
            }
        }
        text
    }
}

fn project(number: usize) -> String {
    format!("project-{number:03}")
}

/// The files of the portal.
pub(crate) fn portal() -> Sources {
    let mut sources = Sources::default();
    let mut add = |path: String, text: String| sources.insert(FilePath::new(&path), text.into_bytes());
    let dice = &mut Dice(1);
    let site = "title = \"Voortgang\"\nbase_url = \"https://portal.example.org/\"\nlanguage = \"nl\"\n";
    add("portal.toml".to_owned(), site.to_owned());
    add("content/index.md".to_owned(), format!("+++\ntitle = \"Voortgang\"\n+++\n{}", dice.text()));
    for number in 0..CATEGORIES {
        let (title, goal) = (dice.words(2), dice.sentence());
        let front = format!("+++\ntitle = \"{title} {number}\"\norder = {number}\ngoal = \"{goal}\"\n+++\n");
        add(format!("content/categories/category-{number:02}.md"), front + &dice.text());
    }
    for number in 0..RISKS {
        let mut risk =
            format!("+++\ntitle = \"{} {number}\"\nmeasure = \"{}\"\n[states]\n", dice.words(3), dice.sentence());
        for quarter in QUARTERS {
            _ = writeln!(risk, "{quarter} = \"{}\"", dice.sentence());
        }
        add(format!("content/risks/risk-{number}.md"), risk + "+++\n" + &dice.text());
    }
    for quarter in QUARTERS {
        let report = format!("+++\nhighlights = [\"{}\", \"{}\"]\n+++\n", dice.sentence(), dice.sentence());
        add(format!("content/reports/{quarter}/index.md"), report + &dice.text());
        add(
            format!("content/reports/{quarter}/inleiding.md"),
            format!("+++\ntitle = \"Inleiding\"\n+++\n{}", dice.text()),
        );
    }
    for number in 0..PROJECTS {
        let folder = format!("content/projects/{}", project(number));
        add(format!("{folder}/index.md"), profile(dice, number));
        for quarter in QUARTERS {
            add(format!("{folder}/{quarter}.md"), update(dice));
        }
    }
    sources
}

/// What a project is, with milestones of which one moved and some were reached.
fn profile(dice: &mut Dice, number: usize) -> String {
    let mut text = format!(
        "+++\ntitle = \"{} {number}\"\ncategory = \"category-{:02}\"\nsummary = \"{}\"\n",
        dice.words(2),
        dice.below(CATEGORIES),
        dice.sentence()
    );
    for milestone in 0..3 {
        let due = dice.below(QUARTERS.len());
        _ = write!(text, "[[milestones]]\ntitle = \"{} {milestone}\"\ndue = \"{}\"\n", dice.words(2), QUARTERS[due]);
        if milestone == 0 && due + 1 < QUARTERS.len() {
            let (now, reason) = (QUARTERS[due], dice.sentence());
            _ = writeln!(
                text,
                "replanned = [{{ in = \"{now}\", due = \"{}\", reason = \"{reason}\" }}]",
                QUARTERS[due + 1]
            );
        } else if dice.below(2) == 0 {
            _ = writeln!(text, "achieved = \"{}\"", QUARTERS[due]);
        }
    }
    text + "+++\n" + &dice.text()
}

/// What a project promised in a quarter, and what came of it.
fn update(dice: &mut Dice) -> String {
    let mut text = format!("+++\nstatus = \"{}\"\npromises = [\n", dice.pick(&STATUSES));
    for _ in 0..2 {
        _ = writeln!(text, "  {{ text = \"{}\", outcome = \"{}\" }},", dice.sentence(), dice.pick(&OUTCOMES));
    }
    text + "]\n+++\n" + &dice.text()
}
