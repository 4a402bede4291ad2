//! The text of a lock: canonical, so that the same facts give the same bytes.
//!
//! One table an item, one key a line, ids sorted; where a reader sees another order, `order` keeps it. Read back by
//! [`crate::parse`].

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use crate::language::Language;
use crate::model::{
    Announced, Budget, CategoryFacts, Change, Chapter, ChapterPlace, Group, KeptCorrection, Lock, Milestone, Outcome,
    Phase, PromiseFacts, Prose, Replan, Report, RiskFacts, Silence, Slug, Status,
};
use crate::source::sha256;

/// The text of a lock, sealed.
pub fn text(lock: &Lock) -> String {
    format!("{}{} = \"{}\"\n{}", comment(lock), Lock::SEAL, seal(lock), lines(lock))
}

/// The seal of what a lock keeps: other comments, another order of its keys and other line endings change nothing.
pub fn seal(lock: &Lock) -> String {
    sha256(lines(lock).as_bytes())
}

/// What is sealed.
fn lines(lock: &Lock) -> String {
    let mut out = Out(head(lock));
    statuses(&mut out, &lock.snapshot.statuses);
    report(&mut out, &lock.snapshot.report);
    for (order, chapter) in by_id(&lock.snapshot.report.chapters, |chapter| &chapter.id) {
        self::chapter(&mut out, order, chapter);
    }
    let categories = categories(lock);
    for (order, category) in by_id(&categories, |category| &category.id) {
        out.table(&format!("categories.{}", category.id));
        out.text("title", &category.title);
        out.number("order", order);
        out.some_prose("goal", category.goal.as_ref());
    }
    projects(&mut out, lock);
    outlook(&mut out, lock);
    for (order, risk) in by_id(&lock.snapshot.risks, |risk| &risk.id) {
        self::risk(&mut out, order, risk);
    }
    files(&mut out, lock);
    lock.corrections.iter().for_each(|kept| correction(&mut out, kept));
    lock.changes.iter().for_each(|changed| change(&mut out, changed));
    out.0
}

/// What whoever opens the file should know.
fn comment(lock: &Lock) -> String {
    let quarter = lock.snapshot.quarter();
    let (first, second) = match lock.language {
        Language::Dutch => (
            format!(
                "Gemaakt door `voortgang close {quarter}`: zo is dit kwartaal gepubliceerd. Niet met de hand wijzigen."
            ),
            format!(
                "Een correctie hoort in index.md, bij [[corrections]]; daarna `voortgang close {quarter} --correct`."
            ),
        ),
        Language::English => (
            format!(
                "Made by `voortgang close {quarter}`: this is how the quarter was published. Do not change it by hand."
            ),
            format!(
                "A correction belongs in index.md, under [[corrections]]; then `voortgang close {quarter} --correct`."
            ),
        ),
    };
    format!("# {first}\n# {second}\n")
}

fn head(lock: &Lock) -> String {
    let mut out = Out(String::new());
    out.line("version", &Lock::VERSION.to_string());
    out.text("quarter", &lock.snapshot.quarter().to_string());
    out.text("language", lock.language.tag());
    out.line("closed", &lock.closed.to_string());
    out.some_line("corrected", lock.corrected.map(|day| day.to_string()));
    let earlier: Vec<String> = lock.earlier.iter().map(|quarter| quoted(&quarter.to_string())).collect();
    out.line("earlier", &format!("[{}]", earlier.join(", ")));
    out.0
}

/// Text in the making.
struct Out(String);

impl Out {
    fn line(&mut self, key: &str, value: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.0, "{key} = {value}");
    }

    fn table(&mut self, name: &str) {
        let _ = write!(self.0, "\n[{name}]\n");
    }

    fn list(&mut self, name: &str) {
        let _ = write!(self.0, "\n[[{name}]]\n");
    }

    fn text(&mut self, key: &str, text: &str) {
        self.line(key, &quoted(text));
    }

    fn some_text(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    fn number(&mut self, key: &str, number: usize) {
        self.line(key, &number.to_string());
    }

    fn some_prose(&mut self, key: &str, prose: Option<&Prose>) {
        self.some_text(key, prose.map(Prose::markdown).filter(|text| !text.is_empty()));
    }

    fn some_line(&mut self, key: &str, value: Option<String>) {
        if let Some(value) = value {
            self.line(key, &value);
        }
    }

    /// A list, a line each; nothing when it is empty.
    fn lines(&mut self, key: &str, values: impl Iterator<Item = String>) {
        let lines: Vec<String> = values.map(|value| format!("  {value},\n")).collect();
        if !lines.is_empty() {
            self.line(key, &format!("[\n{}]", lines.concat()));
        }
    }
}

/// A text on one line. What JSON escapes, TOML escapes in the same way; it wants the delete character escaped too, which
/// no content holds.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// An inline table of the keys that have a value.
fn inline(entries: &[(&str, Option<String>)]) -> String {
    let entries = entries.iter().filter_map(|(key, value)| Some(format!("{key} = {}", value.as_ref()?)));
    format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
}

/// The values by id, each with its place in the order that readers see, from 1.
fn by_id<T>(values: &[T], id: impl Fn(&T) -> &Slug) -> Vec<(usize, &T)> {
    let mut values: Vec<(usize, &T)> = values.iter().enumerate().map(|(at, value)| (at + 1, value)).collect();
    values.sort_by(|(_, one), (_, other)| id(one).cmp(id(other)));
    values
}

/// The word that authors write for a value of a closed list.
fn word<T: PartialEq>(words: &[(&str, T)], value: &T) -> Option<String> {
    words.iter().find(|(_, known)| known == value).map(|(word, _)| quoted(word))
}

fn prose(prose: &Prose) -> String {
    quoted(prose.markdown())
}

fn statuses(out: &mut Out, statuses: &[Arc<Status>]) {
    out.lines(
        "statuses",
        statuses.iter().map(|status| {
            inline(&[
                ("id", Some(quoted(status.id.as_str()))),
                ("label", Some(quoted(&status.label))),
                ("meaning", status.meaning.as_deref().map(quoted)),
                ("phase", word(&Phase::ALL, &status.phase)),
                ("tone", Some(quoted(status.tone.as_str()))),
            ])
        }),
    );
}

fn report(out: &mut Out, report: &Report) {
    out.table("report");
    out.some_line("as_of", report.as_of.map(|day| day.to_string()));
    out.some_line("published", report.published.map(|day| day.to_string()));
    out.some_text("signatory", report.signatory.as_deref());
    out.some_prose("summary", Some(&report.summary));
    out.lines("highlights", report.highlights.iter().map(prose));
}

fn chapter(out: &mut Out, order: usize, chapter: &Chapter) {
    out.table(&format!("chapters.{}", chapter.id));
    out.text("title", &chapter.title);
    out.some_line("after", word(&ChapterPlace::ALL, &chapter.after));
    out.number("order", order);
    out.some_prose("body", Some(&chapter.body));
    out.lines("budgets", chapter.budgets.iter().map(budget));
}

fn budget(budget: &Budget) -> String {
    let amounts = budget.amounts.iter().map(|(year, amount)| format!("\"{year}\" = {amount}"));
    let amounts = amounts.collect::<Vec<_>>().join(", ");
    inline(&[
        ("title", Some(quoted(&budget.title))),
        ("unit", Some(quoted(&budget.unit))),
        ("amounts", Some(format!("{{ {amounts} }}"))),
        ("total", Some(budget.total.to_string())),
    ])
}

/// The categories of the quarter and of what was announced in it, in the order that readers see.
fn categories(lock: &Lock) -> Vec<CategoryFacts> {
    let told = lock.snapshot.groups.iter().map(|group| &*group.category);
    let mut categories: Vec<CategoryFacts> = told.cloned().collect();
    let mut place = 0;
    for group in &lock.snapshot.outlook {
        place = match categories.iter().position(|category| category.id == group.category.id) {
            Some(at) => at + 1,
            None => {
                categories.insert(place, CategoryFacts::clone(&group.category));
                place + 1
            }
        };
    }
    categories
}

/// The projects of groups by id, each with its place in its category, from 1, and the category.
fn in_groups<'l, P>(
    groups: &'l [Group<P>],
    id: impl Fn(&'l P) -> &'l Slug,
) -> BTreeMap<&'l Slug, (usize, &'l Slug, &'l P)> {
    let mut projects = BTreeMap::new();
    for group in groups {
        for (at, project) in group.projects.iter().enumerate() {
            projects.insert(id(project), (at + 1, &group.category.id, &**project));
        }
    }
    projects
}

fn projects(out: &mut Out, lock: &Lock) {
    for (id, (order, category, project)) in in_groups(&lock.snapshot.groups, |project| &project.id) {
        out.table(&format!("projects.{id}"));
        out.text("title", &project.title);
        out.text("category", category.as_str());
        out.number("order", order);
        out.text("since", &project.since.to_string());
        out.some_text("status", project.status.as_ref().map(|status| status.id.as_str()));
        out.some_prose("result", project.result.as_ref());
        announced(out, &project.outlook);
        out.some_text("silence", project.silence.map(Silence::as_str));
        out.some_line("without_outlook", project.is_without_outlook.then(|| "true".to_owned()));
        out.lines("milestones", project.milestones.iter().map(|own| milestone(own)));
    }
}

fn outlook(out: &mut Out, lock: &Lock) {
    for (id, (order, category, project)) in in_groups(&lock.snapshot.outlook, |project| &project.id) {
        out.table(&format!("outlook.{id}"));
        out.text("title", &project.title);
        out.text("category", category.as_str());
        out.number("order", order);
        announced(out, &project.outlook);
    }
}

fn announced(out: &mut Out, announced: &Announced) {
    out.some_text("expected", announced.expected.as_ref().map(|status| status.id.as_str()));
    out.some_prose("outlook", announced.text.as_ref());
    out.lines("promises", announced.promises.iter().map(promise));
}

fn promise(facts: &PromiseFacts) -> String {
    let promise = &facts.promise;
    inline(&[
        ("text", Some(prose(&promise.text))),
        ("outcome", promise.outcome.and_then(|outcome| word(&Outcome::ALL, &outcome))),
        ("note", promise.note.as_ref().map(prose)),
        ("milestone", promise.milestone.as_ref().map(|id| quoted(id.as_str()))),
        ("added", facts.is_added.then(|| "true".to_owned())),
    ])
}

fn milestone(milestone: &Milestone) -> String {
    let replanned: Vec<String> = milestone.replanned.iter().map(replan).collect();
    let when = |when: Option<crate::model::When>| when.map(|when| quoted(&when.to_string()));
    let dropped = milestone.dropped.as_ref().map(|dropped| {
        inline(&[("in", Some(quoted(&dropped.quarter.to_string()))), ("reason", Some(prose(&dropped.reason)))])
    });
    inline(&[
        ("id", Some(quoted(milestone.id.as_str()))),
        ("title", Some(prose(&milestone.title))),
        ("due", when(milestone.due)),
        ("replanned", Some(format!("[{}]", replanned.join(", "))).filter(|_| !replanned.is_empty())),
        ("achieved", when(milestone.achieved)),
        ("dropped", dropped),
    ])
}

fn replan(replan: &Replan) -> String {
    inline(&[
        ("in", Some(quoted(&replan.quarter.to_string()))),
        ("due", replan.due.map(|due| quoted(&due.to_string()))),
        ("reason", replan.reason.as_ref().map(prose)),
    ])
}

fn risk(out: &mut Out, order: usize, risk: &RiskFacts) {
    out.table(&format!("risks.{}", risk.id));
    out.text("title", &risk.title);
    out.number("order", order);
    out.some_prose("body", Some(&risk.body));
    out.some_prose("measure", risk.measure.as_ref());
    out.some_prose("state", Some(&risk.state));
}

fn files(out: &mut Out, lock: &Lock) {
    if !lock.files.is_empty() {
        out.table("files");
    }
    for (file, hash) in &lock.files {
        out.text(&quoted(file.as_str()), hash);
    }
}

fn correction(out: &mut Out, kept: &KeptCorrection) {
    out.list("corrections");
    out.line("date", &kept.date.to_string());
    out.text("about", &kept.about.to_string());
    out.some_prose("note", Some(&kept.note));
}

fn change(out: &mut Out, change: &Change) {
    out.list("changes");
    out.line("date", &change.date.to_string());
    out.text("about", &change.about.to_string());
    out.text("field", &change.field);
    out.some_text("was", change.was.as_deref());
    out.some_text("now", change.now.as_deref());
}
