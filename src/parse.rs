//! One file in, one raw entry and its diagnostics out.
//!
//! Goes in: a path and its bytes. Comes out: [`Parsed`]: what the file says, checked as far as the file alone can
//! tell, and every mistake in it. Must not: fail, know another file, or know the day.

mod category;
mod chapter;
mod context;
mod data;
mod front_matter;
mod home;
mod hosting;
mod image;
mod kind;
mod lock;
mod markdown;
mod page;
mod project;
mod report;
mod risk;
mod site;
mod spelling;
mod table;
mod theme;
mod update;
mod value;
mod woo;

pub use category::RawCategory;
pub use chapter::RawChapter;
pub use context::is_unprintable;
pub use home::RawHome;
pub use kind::Kind;
pub use lock::RawLock;
pub use page::RawPage;
pub use project::{RawFormer, RawProject};
pub use report::{RawCorrection, RawReport};
pub use risk::RawRisk;
pub use site::RawSite;
pub use theme::{RawTheme, ThemeText, theme, theme_texts};
pub use update::{RawPromise, RawUpdate};

use std::sync::Arc;

use context::Context;

use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::model::{ImageSize, Prose};
use crate::source::{FilePath, Span};

/// What one file says.
#[derive(Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The file.
    pub file: FilePath,
    /// What it is; none when it stands where no page belongs.
    pub kind: Option<Kind>,
    /// Its entry; none when the file is of no kind that we know, or is no text.
    pub entry: Option<Entry>,
    /// Its prose that has links or headings.
    pub prose: Vec<Prose>,
    /// Every mistake that the file alone shows.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a file says, by its kind. What was missing or wrong is absent, and has its diagnostic.
#[derive(Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is documented at the type that it holds")]
pub enum Entry {
    Site(Box<RawSite>),
    Home(RawHome),
    Category(RawCategory),
    Project(Box<RawProject>),
    Update(RawUpdate),
    Report(RawReport),
    Chapter(RawChapter),
    Lock(Box<RawLock>),
    Risk(RawRisk),
    Page(RawPage),
    /// An image, with its size, or a document; its bytes stay where they are.
    Asset(Option<ImageSize>),
}

/// Reads one file of the content folder, or `portal.toml`.
pub fn parse(file: &FilePath, bytes: &Arc<[u8]>) -> Parsed {
    match Kind::of(file) {
        Ok(Kind::Asset) => {
            let (kind, entry) = (Some(Kind::Asset), Some(Entry::Asset(image::size(file, bytes))));
            Parsed { file: file.clone(), kind, entry, prose: Vec::new(), diagnostics: Vec::new() }
        }
        Ok(kind) => match std::str::from_utf8(bytes) {
            Ok(text) => parse_text(Context::new(file, text, kind.style()).held(bytes), kind),
            Err(error) => {
                let at = Span::new(error.valid_up_to(), error.valid_up_to());
                refused(file, Some(kind), Problem::NotUtf8, Place::span(file, at))
            }
        },
        Err(problem) => refused(file, None, problem, Place::file(file)),
    }
}

fn refused(file: &FilePath, kind: Option<Kind>, problem: Problem, place: Place) -> Parsed {
    let diagnostics = vec![Diagnostic::new(problem, place)];
    Parsed { file: file.clone(), kind, entry: None, prose: Vec::new(), diagnostics }
}

fn parse_text(mut context: Context<'_>, kind: Kind) -> Parsed {
    let file = context.file;
    context.report_control_characters();
    let entry = match kind.clone() {
        Kind::Site => Some(Entry::Site(Box::new(site::read(&mut context)))),
        Kind::Home => home::read(&mut context).map(Entry::Home),
        Kind::Category(id) => category::read(id, &mut context).map(Entry::Category),
        Kind::Project(id) => project::read(id, &mut context).map(|raw| Entry::Project(Box::new(raw))),
        Kind::Update(project, quarter) => update::read(project, quarter, &mut context).map(Entry::Update),
        Kind::Report(quarter) => report::read(quarter, &mut context).map(Entry::Report),
        Kind::Chapter(quarter, id) => chapter::read(quarter, id, &mut context).map(Entry::Chapter),
        Kind::Lock(quarter) => lock::read(quarter, &mut context).map(|lock| Entry::Lock(Box::new(lock))),
        Kind::Risk(id) => risk::read(id, &mut context).map(Entry::Risk),
        Kind::Page(id) => page::read(id, &mut context).map(Entry::Page),
        Kind::Asset => Some(Entry::Asset(None)),
    };
    let (diagnostics, prose) = context.finish();
    // What a lock keeps stands in the content too, and is judged there.
    let prose = if matches!(kind, Kind::Lock(_)) { Vec::new() } else { prose };
    Parsed { file: file.clone(), kind: Some(kind), entry, prose, diagnostics }
}
