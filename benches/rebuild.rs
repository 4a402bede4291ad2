//! How long it takes until the site is right again after one file changed, everything in memory.
//!
//! `VOORTGANG_PORTAL` is the portal's folder (by default the one of this repository), `VOORTGANG_DAY` the day. Each round
//! adds a word to one update, another one each time, and builds with the memory of the round before.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark measures time, and its result is what it prints"
)]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use voortgang::cache::Cache;
use voortgang::model::Day;
use voortgang::pipeline::{self, Compression, Naming, Request};
use voortgang::select::Audience;
use voortgang::source::{FilePath, Sources, disk};

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: usize = 60;

fn main() {
    let root = std::env::var_os("VOORTGANG_PORTAL").map_or_else(|| PathBuf::from("."), PathBuf::from);
    let day = std::env::var("VOORTGANG_DAY").unwrap_or_else(|_| "2025-01-15".to_owned());
    let Some(day) = Day::parse(&day) else { return println!("VOORTGANG_DAY is no day") };
    let mut sources = disk::read(&root);
    let mut cache = Cache::default();
    let whole = build(&sources, day, &mut cache);
    println!("whole build: {:.1} ms", milliseconds(whole));
    let updates = updates(&sources);
    let mut times: Vec<Duration> = (0..ROUNDS)
        .filter_map(|round| {
            let path = updates.get(round * 7919 % updates.len().max(1))?;
            let text = format!("{}\nNog een woord {round}.\n", sources.text(path)?);
            sources.insert(path.clone(), text.into_bytes());
            Some(build(&sources, day, &mut cache))
        })
        .collect();
    times.sort();
    if let (Some(median), Some(late)) = (times.get(times.len() / 2), times.get(times.len() * 95 / 100)) {
        println!(
            "one update changed, {} rounds: median {:.1} ms, 95th percentile {:.1} ms",
            times.len(),
            milliseconds(*median),
            milliseconds(*late)
        );
    }
}

fn build(sources: &Sources, day: Day, cache: &mut Cache) -> Duration {
    let begin = Instant::now();
    let built = pipeline::rebuild(
        &Request {
            sources,
            day,
            audience: Audience::Readers,
            base_url: None,
            naming: Naming::Fixed,
            compression: Compression::None,
        },
        cache,
    );
    let elapsed = begin.elapsed();
    cache.settle();
    assert!(built.site.is_some(), "the portal has errors: {:?}", built.diagnostics.first());
    elapsed
}

/// The updates that say what happened in quarters that are not closed.
fn updates(sources: &Sources) -> Vec<FilePath> {
    let is_closed = |path: &FilePath| {
        let quarter = path.name().trim_end_matches(".md");
        sources.get(&FilePath::new(&format!("content/reports/{quarter}/lock.toml"))).is_some()
    };
    let pages = sources.iter().map(|(path, _)| path).filter(|path| path.as_str().starts_with("content/projects/"));
    let updates = pages.filter(|path| path.name() != "index.md" && !is_closed(path));
    updates.filter(|path| sources.text(path).is_some_and(|text| text.contains("status = "))).cloned().collect()
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
