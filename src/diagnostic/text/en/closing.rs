//! The English words for quarters that are closed, or about to be.

use super::super::{Message, first_of};
use crate::diagnostic::{ClosedFact, Closing};

#[expect(clippy::too_many_lines, reason = "a flat table: one entry a problem")]
pub(super) fn message(closing: &Closing) -> Message {
    match closing {
        Closing::BrokenLock { quarter } => {
            Message::new(format!("the file that locks {quarter} is damaged or was changed by hand"))
                .help("Restore the last good version of this file, from git for example. Never change it yourself.")
        }
        Closing::LockConflict { quarter } => {
            Message::new(format!("the file that locks {quarter} still holds a conflict of git")).help(
                "Restore the version that was published, with `git checkout --theirs` or `--ours` for example. Do not resolve \
                 the conflict by hand: the file would no longer be right.",
            )
        }
        Closing::LockVersion { quarter, version } => Message::new(format!(
            "the file that locks {quarter} has form {version}, which this version of Voortgang does not know"
        ))
        .help("Use a newer version of Voortgang: the one that closed the quarter."),
        Closing::CorrectionEarly { published } => {
            Message::new(format!("the correction is from before the publication on {published}"))
                .label("before the publication")
                .help("Write the day on which you mend the mistake. If the report was not public then, no correction is needed.")
        }
        Closing::CorrectionOpen { quarter } => {
            Message::new(format!("a correction of {quarter}, but that quarter is not closed")).help(format!(
                "Readers see the correction, but not what stood there first. Close the quarter after publication with `voortgang \
                 close {quarter}`; from then on Voortgang remembers the first text."
            ))
        }
        Closing::CorrectionWaiting { quarter } => {
            Message::new(format!("a correction of {quarter} was not worked in yet, so that readers do not see it"))
                .help(format!("Run `voortgang close {quarter} --correct`, on the day of the correction or later."))
        }
        Closing::CorrectAlso { quarter } => {
            Message::new(format!("{quarter} is closed too and still says something else")).help(format!(
                "Add a correction under `[[corrections]]` in that report too and run `voortgang close {quarter} --correct`. Until then \
                 no site is built."
            ))
        }
        Closing::EarlierOpen { quarter, earlier } => {
            Message::new(format!("{earlier} is not closed yet, and {quarter} is now"))
                .help(format!("Close the earlier quarter too: `voortgang close {earlier}`."))
        }
        Closing::LockGone { quarter, known_by } => {
            Message::new(format!("{quarter} is closed, but the file that locks it is gone")).help(format!(
                "Restore `content/reports/{quarter}/lock.toml`, from git for example. That it was there stands in `{known_by}`."
            ))
        }
        Closing::Changed(fact) => changed(fact),
        Closing::Gone { quarter, id, suggestion } => {
            Message::new(format!("`{id}` is part of the closed quarter {quarter}, but this file is gone or a draft")).help(
                match suggestion {
                    Some(id) => format!(
                        "Is the folder called `{id}` now? Give it its old name again. A new name of the project belongs in \
                         `title`, the old one in `formerly`."
                    ),
                    None => "Restore the file, from git for example, and do not make it a draft. Its address was published \
                             and stays."
                        .to_owned(),
                },
            )
        }
        Closing::CorrectionGone { quarter, about } => {
            Message::new(format!("a correction of `{about}` in {quarter} was published, but is no longer there"))
                .help("Put it back under `[[corrections]]`, with the same date and note. If the correction itself is wrong, add another.")
        }
        Closing::LanguageFixed { language } => {
            Message::new(format!("quarters were closed in the language `{language}`; it is fixed now"))
                .help(format!("Write in `portal.toml`: `language = \"{language}\"`. Addresses are made of it, and they are permanent."))
        }
        Closing::NotClosed { quarter } => Message::new(format!("{quarter} is public, but not closed")).help(format!(
            "If all of it is right, run `voortgang close {quarter}`. From then on it cannot change by accident."
        )),
        Closing::SilentProjects { quarter, ids } => {
            Message::new(format!("no result for {quarter}: {}", first_of(ids, more)))
                .help("Write for each project what happened, with a status. Readers now see that these projects are silent.")
        }
        Closing::WithoutOutlook { quarter, ids } => {
            Message::new(format!("no outlook for {quarter}: {}", first_of(ids, more))).help(format!(
                "Write in `{quarter}.md` of each project what it announces, under `promises` or `outlook`. Readers now see \
                 that the outlook is missing."
            ))
        }
        Closing::NothingReported { quarter, ids } => {
            Message::new(format!("announced, but nothing reported in {quarter} or before: {}", first_of(ids, more)))
                .help("Write for each project where it stands, with a status. Readers now see only that it was announced.")
        }
        Closing::NoReport { quarter } => Message::new(format!("{quarter} has no report"))
            .help(format!("Make `content/reports/{quarter}/index.md`, for example with `voortgang new quarter {quarter}`.")),
        Closing::NotPublicYet { quarter, published: None } => Message::new(format!("the report of {quarter} is still a draft"))
            .help("Remove `draft = true` when the report is ready, and close the quarter then."),
        Closing::NotPublicYet { quarter, published: Some(day) } => {
            Message::new(format!("the report of {quarter} appears on {day}"))
                .help(format!("Close the quarter on {day} or later."))
        }
        Closing::AlreadyClosed { quarter, closed } => {
            Message::new(format!("{quarter} was closed already, on {closed}")).help(format!(
                "Is something wrong? Add a correction under `[[corrections]]` in `content/reports/{quarter}/index.md` and run \
                 `voortgang close {quarter} --correct`."
            ))
        }
        Closing::NotYetClosed { quarter } => Message::new(format!("{quarter} is not closed yet"))
            .help(format!("Mend the text itself. Then close the quarter with `voortgang close {quarter}`.")),
        Closing::WithoutDate => Message::new("the report has no day of publication")
            .help("Add a line such as `published = 2025-02-01`: the day on which readers see the report."),
        Closing::WithoutSummary => {
            Message::new("the report has no summary").help("Write the summary below the facts.")
        }
        Closing::Silent { id, quarter } => Message::new(format!("the project `{id}` says nothing about {quarter}")).help(
            "Write a status and a result in this file. If it has to be published as it is, use `--accept`: readers see that \
             the project is silent.",
        ),
        Closing::Unjudged { text } => Message::new(format!("nobody judged this promise: `{text}`"))
            .label("`outcome` is missing here")
            .help(
                "Write `{ text = \"...\", outcome = \"kept\" }`, or `partly`, `missed` or `dropped`. If it has to be \
                 published as it is, use `--accept`: readers see that it was not judged.",
            ),
        Closing::NothingToCorrect { quarter } => Message::new(format!("there is no new correction of {quarter}"))
            .help("Say under `[[corrections]]` what you mend, with a date between the last lock and today."),
        Closing::MissingCorrection(fact) => {
            Message::new(format!("{}, but there is no new correction with `about = \"{}\"`", was_and_now(fact), fact.about)).help(
                format!(
                    "Write in `content/reports/{}/index.md` under `[[corrections]]` a date (between the last lock and today), `about = \"{}\"` and what was \
                     wrong. Or put the old value back.",
                    fact.quarter, fact.about
                ),
            )
        }
    }
}

fn more(rest: usize) -> String {
    format!("and {rest} more")
}

fn changed(fact: &ClosedFact) -> Message {
    let help = match fact.field.as_str() {
        "category" => format!(
            "Is the project in another category now? Put the old one in `formerly`, with `until = \"{}\"`.",
            fact.quarter
        ),
        "promises" if fact.now.is_none() => {
            "Put the promise back. If it no longer holds, give it `outcome = \"dropped\"`.".to_owned()
        }
        _ => format!(
            "Put the old value back. If it was wrong, add a correction under `[[corrections]]` in \
             `content/reports/{0}/index.md`, with `about = \"{1}\"`, and run `voortgang close {0} --correct`.",
            fact.quarter, fact.about
        ),
    };
    Message::new(was_and_now(fact)).help(help)
}

fn was_and_now(fact: &ClosedFact) -> String {
    let ClosedFact { quarter, about, field, was, now } = fact;
    let field = match field.as_str() {
        "+++" => "the text".to_owned(),
        "index.md" => "the entry".to_owned(),
        key => format!("`{key}`"),
    };
    let head = format!("{field} of `{about}` in the closed quarter {quarter}");
    match (was, now) {
        (Some(was), Some(now)) => format!("{head} was `{was}` and is now `{now}`"),
        (Some(was), None) => format!("{head} is gone: it was `{was}`"),
        (None, now) => format!("{head} is new: it is now `{}`", now.as_deref().unwrap_or_default()),
    }
}
