//! What a portal is: one type a kind of file, and the small values they are made of.
//!
//! Goes in: nothing but values that were checked. Comes out: types that cannot be wrong. Must not: read
//! TOML or Markdown, know files beyond their path, or know what a page looks like.

mod amount;
mod category;
mod data;
mod day;
mod home;
mod hosting;
mod image;
mod lock;
mod milestone;
mod page;
mod portal;
mod project;
mod prose;
mod quarter;
mod report;
mod risk;
mod site;
mod slug;
mod snapshot;
mod status;
mod tooi;
mod update;
mod when;
mod woo;

pub use amount::Amount;
pub use category::Category;
pub use data::{Data, DataOutput, Licence};
pub use day::Day;
pub use home::Home;
pub use hosting::{Hosting, SecurityContact, SecurityTxt, Server};
pub use image::ImageSize;
pub use lock::{Change, KeptCorrection, LOCK_FILE, Lock};
pub use milestone::{Dropped, Milestone, Replan, Step};
pub use page::FreePage;
pub use portal::Portal;
pub use project::{Former, Link, Profile, Project};
pub use prose::{Destination, Gap, Hole, NOTE, Parts, Prose, ProseKey, ProseLink};
pub use quarter::Quarter;
pub use report::{About, Budget, Chapter, ChapterPlace, Correction, Report};
pub use risk::Risk;
pub use site::{BaseUrl, Organisation, Site};
pub use slug::Slug;
pub use snapshot::{
    Announced, CategoryFacts, Group, OutlookFacts, ProjectFacts, PromiseFacts, RiskFacts, Silence, Snapshot,
};
pub use status::{Phase, Status, Statuses, Tone};
pub use tooi::{Tooi, Vocabulary};
pub use update::{Achievement, Outcome, Outlook, Promise, Update};
pub use when::{Precision, When};
pub use woo::Woo;
