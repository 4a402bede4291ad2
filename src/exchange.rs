//! The report's table, from spreadsheets and to them: `voortgang import` and `voortgang export`.
//!
//! Goes in: a table of projects, with what each did in a quarter and announces for the next; or a portal. Comes out: a plan
//! of content files ([`import()`]), or the table ([`export()`]). Law: a table that was exported changes nothing when it is
//! imported, and one that was imported is exported as it was. Must not: touch the disk ([`disk`] does).
//!
//! A file becomes a `grid` of cells, in which `columns` are found; that becomes a `table` of rows of texts, of which `names`,
//! `text` and `outlook` know what they mean in content.

mod columns;
pub mod disk;
mod export;
mod grid;
mod import;
mod names;
mod outlook;
mod page;
mod table;
mod text;
mod write;

pub use export::{Exported, Made, export};
pub use import::{Existing, Plan, Planned, Request, import};
