//! How long each stage of a whole build takes, alone and in memory; the last one writes to the disk.
//!
//! By default the portal is one that is always the same. `VOORTGANG_PORTAL` names the folder of another, `VOORTGANG_DAY`
//! the day for it. Nothing is remembered between two rounds, and what a round gives is freed outside its time. Stages
//! that work in parallel do so here; with `RAYON_NUM_THREADS=1` they do not.
#![expect(clippy::disallowed_methods, reason = "a benchmark reads the environment")]

mod synthetic;

use std::collections::BTreeMap;
use std::error::Error;
use std::io;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use criterion::{BatchSize, Criterion};
use rayon::prelude::*;
use tempfile::TempDir;

use voortgang::address::{self, Routes};
use voortgang::model::{Day, Portal};
use voortgang::output::disk::{self as output, Publication};
use voortgang::page::{self, Kept, Public, Rendered};
use voortgang::parse::{self, Parsed};
use voortgang::pipeline::{self, Compression, Naming, Request, Site};
use voortgang::prose::{self, Filled};
use voortgang::relate::{self, Relations};
use voortgang::select::{self, Audience, Selection};
use voortgang::source::{Sources, disk};
use voortgang::theme::{self, Look, Looks, Theme};
use voortgang::validate;

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<(), Box<dyn Error>> {
    let (sources, day) = input()?;
    let parsed = parse(&sources);
    let portal = validate(&sources, &parsed).ok_or("the portal has errors")?;
    let look = theme(&sources, &parsed, &portal).ok_or("the theme has errors")?.look;
    let selection = select(&portal, day);
    let relations = relate(&selection);
    let site = site(&sources, day).ok_or("the portal has errors")?;

    let mut criterion = Criterion::default().sample_size(30).configure_from_args();
    criterion.bench_function("parse", |bench| bench.iter_with_large_drop(|| parse(&sources)));
    criterion.bench_function("validate", |bench| bench.iter_with_large_drop(|| validate(&sources, &parsed)));
    criterion.bench_function("theme", |bench| bench.iter_with_large_drop(|| theme(&sources, &parsed, &portal)));
    criterion.bench_function("select", |bench| bench.iter_with_large_drop(|| select(&portal, day)));
    criterion.bench_function("relate", |bench| bench.iter_with_large_drop(|| relate(&selection)));
    criterion.bench_function("prose", |bench| bench.iter_with_large_drop(|| prose(&selection, &relations)));
    let texts = prose(&selection, &relations).texts;
    let public = Arc::new(Public { selection, relations, texts, held: BTreeMap::new() });
    criterion.bench_function("render", |bench| bench.iter_with_large_drop(|| render(&public, &look)));
    criterion.bench_function("write", |bench| {
        bench.iter_batched(tempfile::tempdir, |folder| write(&site, folder), BatchSize::PerIteration);
    });
    criterion.final_summary();
    Ok(())
}

/// The files that are built, and the day.
fn input() -> Result<(Sources, Day), Box<dyn Error>> {
    let day = std::env::var("VOORTGANG_DAY").unwrap_or_else(|_| synthetic::DAY.to_owned());
    let day = Day::parse(&day).ok_or("VOORTGANG_DAY is no day")?;
    let root = std::env::var_os("VOORTGANG_PORTAL");
    Ok((root.map_or_else(synthetic::portal, |root| disk::read(Path::new(&root))), day))
}

fn parse(sources: &Sources) -> Vec<Arc<Parsed>> {
    let files: Vec<_> = sources.outside("themes").collect();
    files.into_par_iter().map(|(path, bytes)| Arc::new(parse::parse(path, bytes))).collect()
}

fn validate(sources: &Sources, parsed: &[Arc<Parsed>]) -> Option<Portal> {
    validate::validate(parsed, &theme::names(sources), &mut validate::Memory::default()).0
}

fn theme(sources: &Sources, parsed: &[Arc<Parsed>], portal: &Portal) -> Option<Theme> {
    theme::load(sources, &validate::theme_name(parsed), portal.site.language, Naming::ByContent, &mut Looks::default())
        .0
}

fn select(portal: &Portal, day: Day) -> Selection {
    select::select(portal, day, Audience::Readers)
}

fn relate(selection: &Selection) -> Relations {
    relate::relate(selection, &mut relate::Memory::default())
}

fn prose(selection: &Selection, relations: &Relations) -> Filled {
    let portal = &selection.portal;
    let addresses = LazyLock::new(|| address::public(portal, relations, Routes::new(portal.site.language)));
    prose::fill(portal, &addresses, &mut prose::Memory::default())
}

fn render(public: &Arc<Public>, look: &Arc<Look>) -> (Rendered, Kept) {
    let mut kept = Kept::default();
    (page::render(public, look, &mut kept), kept)
}

fn site(sources: &Sources, day: Day) -> Option<Site> {
    pipeline::build(&Request {
        sources,
        day,
        audience: Audience::Readers,
        base_url: None,
        naming: Naming::ByContent,
        compression: Compression::None,
    })
    .site
}

/// Writes to a folder that has nothing yet, and gives it back, so that it is removed outside the time.
fn write(site: &Site, folder: io::Result<TempDir>) -> TempDir {
    let Ok(folder) = folder else { panic!("no folder to write to") };
    let publication = Publication { tree: &site.tree, closed: &site.closed, may_shrink: false };
    let written = output::write(&publication, &folder.path().join("site"), &folder.path().join("portal"));
    assert!(written.is_ok(), "the site was not written");
    folder
}
