//! The file of a project in a quarter that has begun: empty, with reminders for its author.

use super::comment::comment;
use super::words::Words;
use crate::language::Language;
use crate::model::{Outcome, Portal, Project, Quarter};
use crate::snapshot::last_until;

/// A page whose front matter holds nothing but comments, so that it counts for nothing until it is filled in: where
/// the project stood, what it said, which promises are open, and which keys to write.
pub(super) fn reminder(portal: &Portal, project: &Project, quarter: Quarter) -> String {
    let words = Words::of(portal.site.language);
    let parts = [
        comment("", "", &format!("{}, {quarter}", project.title_in(quarter))),
        words.placeholder.to_owned(),
        last(portal, project, quarter, words),
        unkept(project, quarter, portal.site.language),
        keys(portal, project, quarter, words),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("+++\n{}+++\n", parts.join("#\n"))
}

/// The last status and the words that went with it.
fn last(portal: &Portal, project: &Project, quarter: Quarter, words: &Words) -> String {
    let Some((reported, last)) = last_until(project, quarter.previous()) else {
        return comment("", "", words.never_reported);
    };
    let label = portal.site.statuses.get(&last.status).map_or(last.status.as_str(), |status| &status.label);
    let status = comment("", "  ", &format!("{}: {label} ({reported})", words.last_status));
    let head = comment("", "  ", &format!("{} ({reported}):", words.last_result));
    status + &head + &comment("  ", "  ", &last.result.plain_text())
}

/// The promises of earlier quarters that were missed, kept in part, or never judged, the oldest first.
fn unkept(project: &Project, quarter: Quarter, language: Language) -> String {
    let words = Words::of(language);
    let mut lines = String::new();
    for (promised, update) in project.updates.range(..quarter) {
        for promise in &update.outlook.promises {
            let judgement = match promise.outcome {
                Some(Outcome::Kept | Outcome::Dropped) => continue,
                Some(outcome) => language.outcome(outcome),
                None => words.not_judged,
            };
            lines += &comment("  - ", "    ", &format!("{promised}, {judgement}: {}", promise.text.plain_text()));
        }
    }
    if lines.is_empty() { lines } else { comment("", "", words.unkept) + &lines }
}

/// Which keys to write, with the project's last status (or the first of the list) as an example.
fn keys(portal: &Portal, project: &Project, quarter: Quarter, words: &Words) -> String {
    let statuses: Vec<&str> = portal.site.statuses.iter().map(|status| status.id.as_str()).collect();
    let last = last_until(project, quarter.previous()).map(|(_, last)| last.status.as_str());
    let example = last.or_else(|| statuses.first().copied()).unwrap_or_default();
    let choices = comment("", "  ", &format!("{}: {}.", words.statuses, statuses.join(", ")));
    words.update_keys.replace("{statuses}\n", &choices).replace("{status}", example)
}
