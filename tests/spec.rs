//! Spec cases in Markdown: `tests/spec/*.md`.
//!
//! A heading `##` names a case. A fence whose info is a path is a file; it comes over the base of [`crate::portal`].
//! A fence `diagnostics` lists what is expected, a line each: place, severity, code. A fence `html PATH` is text that
//! the page must hold, `no-html PATH` text that it must not, and `no-file PATH` a page that must not be there; blank
//! space between lines counts for nothing. A line
//! `Day: 2024-10-01` sets the day, a line `Drafts.` previews. What [`NOTICES`] lists is told of nearly every small portal;
//! only a case with a line `Notices.` expects it. With `VOORTGANG_UPDATE=1` the lists are written anew.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use voortgang::diagnostic::render::{Format, Texts, render};
use voortgang::language::Language;
use voortgang::select::Audience;
use voortgang::source::Sources;

use crate::portal;

/// Warnings about a quarter that is not complete, or not closed.
const NOTICES: [&str; 5] = ["correction-open", "not-closed", "nothing-reported", "silent-projects", "without-outlook"];

struct Case {
    name: String,
    day: String,
    audience: Audience,
    has_notices: bool,
    files: BTreeMap<String, String>,
    diagnostics: String,
    html: Vec<Fragment>,
    absent: Vec<String>,
}

struct Fragment {
    path: String,
    text: String,
    is_expected: bool,
}

#[test]
fn every_case_holds() {
    let mut failures = String::new();
    for file in spec_files() {
        let text = fs::read_to_string(&file).unwrap();
        let cases = cases(&text);
        assert!(!cases.is_empty(), "{} has no case", file.display());
        let mut updated = text.clone();
        for case in &cases {
            let found = diagnostics(case);
            if found != case.diagnostics {
                writeln!(failures, "{}: {}\nexpected:\n{}found:\n{found}", file.display(), case.name, case.diagnostics)
                    .unwrap();
                updated = with_diagnostics(&updated, case, &found);
            }
            failures.push_str(&wrong_html(case, &file));
        }
        if std::env::var_os("VOORTGANG_UPDATE").is_some() {
            fs::write(&file, updated).unwrap();
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// Every code that a spec case expects.
pub(crate) fn codes() -> Vec<String> {
    let cases = spec_files().into_iter().flat_map(|file| cases(&fs::read_to_string(file).unwrap()));
    let lines: Vec<String> =
        cases.flat_map(|case| case.diagnostics.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    lines.iter().filter_map(|line| line.split_whitespace().nth(2)).map(str::to_owned).collect()
}

fn spec_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case {
                name: name.to_owned(),
                day: portal::DAY.to_owned(),
                audience: Audience::Readers,
                has_notices: false,
                files: portal::BASE.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect(),
                diagnostics: String::new(),
                html: Vec::new(),
                absent: Vec::new(),
            });
        }
        let Some(case) = cases.last_mut() else { continue };
        if let Some(day) = line.strip_prefix("Day: ") {
            day.clone_into(&mut case.day);
        } else if line == "Drafts." {
            case.audience = Audience::Authors;
        } else if line == "Notices." {
            case.has_notices = true;
        } else if line.starts_with("```") {
            let ticks = line.len() - line.trim_start_matches('`').len();
            let close = &line[..ticks];
            let mut content = String::new();
            for inner in lines.by_ref().take_while(|inner| *inner != close) {
                content.push_str(inner);
                content.push('\n');
            }
            case.add(&line[ticks..], content);
        }
    }
    cases
}

impl Case {
    fn add(&mut self, info: &str, content: String) {
        match info.split_once(' ') {
            Some(("html", path)) => {
                self.html.push(Fragment { path: path.to_owned(), text: content, is_expected: true });
            }
            Some(("no-file", path)) => self.absent.push(path.to_owned()),
            Some(("no-html", path)) => {
                self.html.push(Fragment { path: path.to_owned(), text: content, is_expected: false });
            }
            _ if info == "diagnostics" => self.diagnostics = content,
            _ => _ = self.files.insert(info.to_owned(), content),
        }
    }

    fn sources(&self) -> Sources {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect()
    }
}

fn diagnostics(case: &Case) -> String {
    let sources = case.sources();
    let built = portal::build(&sources, &case.day, case.audience);
    let built_in = voortgang::theme::built_in::text;
    let json = render(&built.diagnostics, &Texts::new(&sources, &built_in), Format::Json, Language::English);
    let entries: serde_json::Value = serde_json::from_str(&json).unwrap();
    let mut lines = String::new();
    for entry in entries.as_array().unwrap() {
        let text = |key: &str| entry[key].as_str().unwrap_or_default().to_owned();
        let place = match (entry["line"].as_u64(), entry["column"].as_u64()) {
            (Some(line), Some(column)) => format!("{}:{line}:{column}", text("file")),
            _ => text("file"),
        };
        if case.has_notices || !NOTICES.contains(&text("code").as_str()) {
            writeln!(lines, "{place} {} {}", text("severity"), text("code")).unwrap();
        }
    }
    lines
}

fn wrong_html(case: &Case, file: &Path) -> String {
    let built = portal::build(&case.sources(), &case.day, case.audience);
    let plain = |text: &str| text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    let mut failures = String::new();
    let is_there = |path: &String| built.site.as_ref().is_some_and(|site| site.tree.get(path).is_some());
    let missing = case.html.iter().map(|fragment| &fragment.path).filter(|path| !is_there(path));
    for path in missing.chain(case.absent.iter().filter(|path| is_there(path))) {
        writeln!(failures, "{}: {}\n{path} is there, or is not", file.display(), case.name).unwrap();
    }
    for fragment in &case.html {
        let page = built.site.as_ref().and_then(|site| site.tree.get(&fragment.path));
        let page = page.map(|output| plain(&String::from_utf8_lossy(&output.content.whole()))).unwrap_or_default();
        if page.contains(&plain(&fragment.text)) != fragment.is_expected {
            let wanted = if fragment.is_expected { "lacks" } else { "has" };
            writeln!(
                failures,
                "{}: {}\n{} {wanted}:\n{}\n{page}",
                file.display(),
                case.name,
                fragment.path,
                fragment.text
            )
            .unwrap();
        }
    }
    failures
}

/// The text with a case's list of diagnostics replaced, or added at the case's end.
fn with_diagnostics(text: &str, case: &Case, found: &str) -> String {
    let head = format!("## {}\n", case.name);
    let start = text.find(&head).unwrap() + head.len();
    let end = text[start..].find("\n## ").map_or(text.len(), |at| start + at + 1);
    let (before, own, after) = (&text[..start], &text[start..end], &text[end..]);
    let fence = format!("```diagnostics\n{}```\n", case.diagnostics);
    let new = if found.is_empty() { String::new() } else { format!("```diagnostics\n{found}```\n") };
    let own = if own.contains(&fence) { own.replace(&fence, &new) } else { format!("{}\n\n{new}\n", own.trim_end()) };
    format!("{before}{own}{after}")
}
