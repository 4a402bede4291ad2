//! When batches end, at made-up moments.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use voortgang::source::Batch;
use voortgang::watch::batching::Batching;
use voortgang::watch::batching::Happening::{self, Altered, Closed, Created, Gone, Opened, Placed, Written};

type Event<'e> = (u64, &'e str, Happening);

/// The batches of a row of events: the millisecond in which each ends, and its paths; `*` for everything.
fn batches(events: &[Event<'_>]) -> Vec<(u64, String)> {
    let zero = Instant::now();
    let mut batching = Batching::default();
    let mut ended = Vec::new();
    let mut end = |batching: &mut Batching, until: Option<Instant>| {
        let Some(ends) = batching.ends().filter(|ends| until.is_none_or(|until| *ends <= until)) else { return };
        let paths = match batching.take() {
            Batch::Everything => "*".to_owned(),
            Batch::Paths(paths) if paths.len() > 4 => format!("{} paths", paths.len()),
            Batch::Paths(paths) => paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(" "),
        };
        ended.push((u64::try_from((ends - zero).as_millis()).unwrap(), paths));
    };
    for (at, path, happening) in events {
        let at = zero + Duration::from_millis(*at);
        end(&mut batching, Some(at));
        batching.note(at, Path::new(path), *happening);
    }
    end(&mut batching, None);
    assert_eq!(batching.ends(), None);
    ended
}

fn row(times: impl Iterator<Item = u64>, path: impl Fn(u64) -> String) -> Vec<(u64, String)> {
    times.map(|at| (at, path(at))).collect()
}

#[track_caller]
fn assert_batches(events: &[Event<'_>], expected: &[(u64, &str)]) {
    let expected: Vec<(u64, String)> = expected.iter().map(|(at, paths)| (*at, (*paths).to_owned())).collect();
    assert_eq!(batches(events), expected);
}

#[test]
fn a_save_is_told_soon_after_the_file_is_closed() {
    assert_batches(&[(0, "a", Written), (1, "a", Closed)], &[(11, "a")]);
    assert_batches(&[(0, "a", Placed)], &[(10, "a")]);
    assert_batches(&[(0, "a", Altered)], &[(10, "a")]);
}

#[test]
fn two_saves_are_two_batches_and_close_ones_are_one() {
    assert_batches(&[(0, "a", Closed), (11, "b", Closed)], &[(10, "a"), (21, "b")]);
    assert_batches(&[(0, "a", Closed), (9, "b", Closed)], &[(19, "a b")]);
}

#[test]
fn reading_is_no_change() {
    assert_batches(&[(0, "a", Opened), (1, "b", Opened)], &[]);
}

#[test]
fn a_half_written_file_is_waited_for_but_not_for_ever() {
    assert_batches(&[(0, "a", Written), (200, "a", Written), (290, "a", Closed)], &[(300, "a")]);
    assert_batches(&[(0, "a", Written)], &[(300, "a")]);
    let slow: Vec<Event<'_>> = (0..8).map(|step| (step * 100, "a", Written)).collect();
    assert_batches(&slow, &[(500, "a"), (1000, "a")]);
}

#[test]
fn rights_that_change_while_a_file_is_written_do_not_close_it() {
    assert_batches(&[(0, "a", Written), (1, "a", Altered), (100, "a", Closed)], &[(110, "a")]);
}

#[test]
fn a_new_file_that_was_opened_is_about_to_be_written() {
    assert_batches(&[(0, "a", Created), (0, "a", Opened), (200, "a", Written), (200, "a", Closed)], &[(250, "a")]);
}

#[test]
fn a_file_that_is_gone_may_come_back() {
    assert_batches(&[(0, "a", Gone), (40, "a", Created), (40, "a", Closed)], &[(50, "a")]);
    assert_batches(&[(0, "a", Gone), (40, "a", Placed)], &[(50, "a")]);
    assert_batches(&[(0, "a", Gone)], &[(50, "a")]);
}

#[test]
fn a_temporary_file_holds_nothing_up() {
    let events = [(0, "t", Created), (0, "t", Closed), (1, "t", Gone), (1, "a", Placed)];
    assert_batches(&events, &[(11, "a t")]);
}

#[test]
fn many_files_are_one_batch_also_when_they_come_slowly() {
    let paths = row(0..300, |at| format!("file-{at}"));
    let events: Vec<Event<'_>> = paths.iter().map(|(at, path)| (*at, path.as_str(), Placed)).collect();
    assert_batches(&events, &[(399, "300 paths")]);
    let paths = row((0..30).map(|at| at * 50), |at| format!("file-{at}"));
    let events: Vec<Event<'_>> = paths.iter().map(|(at, path)| (*at, path.as_str(), Created)).collect();
    // The first come too slowly to be many; five wait for each other because they are new.
    assert_eq!(batches(&events).len(), 30);
}

#[test]
fn changes_without_end_are_told_all_the_same() {
    let events: Vec<Event<'_>> = (0..1_200).map(|at| (at, "a", Closed)).collect();
    assert_batches(&events, &[(500, "a"), (1000, "a"), (1209, "a")]);
    let paths = row(0..10_000, |at| format!("file-{}", at % 500));
    let events: Vec<Event<'_>> = paths.iter().map(|(at, path)| (*at, path.as_str(), Closed)).collect();
    assert_eq!(batches(&events).len(), 5);
}

#[test]
fn a_great_many_paths_are_everything() {
    let paths = row(0..1_500, |at| format!("file-{at}"));
    let events: Vec<Event<'_>> = paths.iter().map(|(at, path)| (*at, path.as_str(), Placed)).collect();
    assert_batches(&events, &[(1599, "*")]);
}

#[test]
fn what_the_system_could_not_tell_is_everything() {
    let mut batching = Batching::default();
    let now = Instant::now();
    batching.note(now, Path::new("a"), Closed);
    batching.note_everything(now);
    batching.note(now, Path::new("b"), Closed);
    assert_eq!(batching.take(), Batch::Everything);
    assert_eq!(batching.ends(), None);
    batching.note(now, Path::new("b"), Closed);
    assert_eq!(batching.take(), Batch::Paths(BTreeSet::from([PathBuf::from("b")])));
}
