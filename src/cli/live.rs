//! Builds, and builds again whenever something changes: the loop that commands share which stay.
//!
//! Goes in: a portal, and what to do with each build. Comes out: nothing until the user stops it. Must not: end on a
//! mistake, whatever it is; the next change may mend it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::terminal::Terminal;
use super::{Status, words};
use crate::cache::Cache;
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::model::{BaseUrl, Day};
use crate::parse::{self, Entry};
use crate::pipeline::{self, Built, Compression, Naming, Request};
use crate::select::Audience;
use crate::source::{FilePath, Sources, disk};

use crate::watch::{Source, Watch};

/// How often to look at the calendar, and at what could not be finished.
const LOOK: Duration = Duration::from_secs(5);

/// What is built, and how.
#[derive(Debug)]
pub(super) struct Setting<'s> {
    /// The portal's folder.
    pub(super) root: &'s Path,
    /// Folders whose changes mean nothing.
    pub(super) ignored: &'s [PathBuf],
    /// How changes are noticed.
    pub(super) source: Source,
    /// The day of every build; the present one when there is none.
    pub(super) day: Option<Day>,
    /// For whom.
    pub(super) audience: Audience,
    /// Where the site will stand, when not where `portal.toml` says.
    pub(super) base_url: Option<BaseUrl>,
    /// Where the theme's files will stand.
    pub(super) naming: Naming,
    /// What is compressed beforehand.
    pub(super) compression: Compression,
}

/// Why there is a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// It is the first.
    Start,
    /// These files differ from the round before.
    Files(BTreeSet<FilePath>),
    /// This day began.
    Day(Day),
    /// The caller could not finish the round before. What was built is the same.
    Retry,
}

/// One build, and what led to it.
#[derive(Debug)]
pub(super) struct Round<'r> {
    /// Why it was built.
    pub(super) cause: &'r Cause,
    /// The files that it was built from.
    pub(super) sources: &'r Sources,
    /// The build.
    pub(super) built: &'r Built,
    begin: Instant,
}

/// What the caller made of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// All that can be done is done, also when that is to tell of a mistake in the content.
    Settled,
    /// The machine did not work along, and may do so later.
    Retry,
}

impl Round<'_> {
    /// How long ago the change was noticed.
    pub(super) fn elapsed(&self) -> Duration {
        self.begin.elapsed()
    }
}

/// Builds and hands over, now and at every change, until the user stops it.
pub(super) fn live(setting: &Setting<'_>, terminal: &Terminal, mut each: impl FnMut(&Round<'_>) -> Verdict) -> Status {
    Terminal::end_on_request();
    // First watch, then read: a change between the two is read twice, and one the other way round would be lost.
    let (mut watch, mut trouble) = Watch::start(setting.root, setting.ignored, setting.source);
    let mut sources = disk::read(setting.root);
    let (mut cause, mut begin, mut day) = (Cause::Start, Terminal::now(), today(setting));
    let mut cache = Cache::default();
    let mut built = build(setting, &sources, day, &mut cache, None);
    let tell = |trouble: Option<Diagnostic>, sources: &Sources, language| {
        Terminal::diagnostics(trouble.as_slice(), sources, terminal.human(), language);
    };
    loop {
        tell(trouble.take(), &sources, built.language);
        let verdict = each(&Round { cause: &cause, sources: &sources, built: &built, begin });
        if cause == Cause::Start {
            terminal.result(words::waiting(built.language));
        }
        cache.settle();
        let tell = |trouble, sources: &Sources| tell(trouble, sources, built.language);
        (cause, begin) = wait(setting, &mut watch, &mut sources, day, verdict, tell);
        if cause != Cause::Retry {
            day = today(setting);
            built = build(setting, &sources, day, &mut cache, Some(built.language));
        }
    }
}

/// Waits for a reason for another round, and tells at once when changes are noticed another way from then on.
fn wait(
    setting: &Setting<'_>,
    watch: &mut Watch,
    sources: &mut Sources,
    day: Day,
    verdict: Verdict,
    tell: impl Fn(Option<Diagnostic>, &Sources),
) -> (Cause, Instant) {
    loop {
        if today(setting) != day {
            return (Cause::Day(today(setting)), Terminal::now());
        }
        let batch = watch.next_within(LOOK);
        let begin = Terminal::now();
        tell(watch.trouble(), sources);
        let changed = batch.map(|batch| disk::refresh(setting.root, sources, &batch)).unwrap_or_default();
        if !changed.is_empty() {
            return (Cause::Files(changed), begin);
        }
        if verdict == Verdict::Retry {
            return (Cause::Retry, begin);
        }
    }
}

fn today(setting: &Setting<'_>) -> Day {
    setting.day.unwrap_or_else(Terminal::today)
}

/// Builds. While `portal.toml` names no language, for it is away or half-written, the messages keep the last one.
fn build(setting: &Setting<'_>, sources: &Sources, day: Day, cache: &mut Cache, last: Option<Language>) -> Built {
    let Setting { audience, base_url, naming, compression, .. } = setting;
    let request = Request {
        sources,
        day,
        audience: *audience,
        base_url: base_url.clone(),
        naming: *naming,
        compression: *compression,
    };
    let mut built = pipeline::rebuild(&request, cache);
    if let Some(last) = last.filter(|_| !names_language(sources)) {
        built.language = last;
    }
    built
}

fn names_language(sources: &Sources) -> bool {
    let file = FilePath::new(disk::SITE_FILE);
    let parsed = sources.get(&file).map(|bytes| parse::parse(&file, bytes));
    matches!(parsed.and_then(|parsed| parsed.entry), Some(Entry::Site(site)) if site.language.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_ended_is_a_reason() {
        let folder = tempfile::TempDir::new().unwrap();
        let (root, source, audience) = (folder.path(), Source::Polling, Audience::Readers);
        let naming = Naming::Fixed;
        let compression = Compression::None;
        let setting = Setting { root, ignored: &[], source, day: None, audience, base_url: None, naming, compression };
        let (mut watch, _) = Watch::start(root, &[], source);
        let former = Day::parse("2001-01-01").unwrap();
        let (cause, _) = wait(&setting, &mut watch, &mut Sources::default(), former, Verdict::Settled, |_, _| {});
        assert!(matches!(cause, Cause::Day(day) if day > former));
    }
}
