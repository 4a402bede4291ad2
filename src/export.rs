//! Files for machines, and pages for readers with an old address, each made from the same facts as the pages.
//!
//! Goes in: the facts and the pages' addresses. Comes out: output files. Must not: use templates.

mod aliases;
mod data;
mod days;
mod feeds;
mod hosting;
mod robots;
mod security_txt;
mod sitemap;
mod text;
mod woo;
mod xml;

pub use security_txt::notice as security_txt_notice;
pub use woo::notice as woo_notice;

use pulldown_cmark_escape::escape_html;

use crate::model::Site;
use crate::output::Output;
use crate::page::Public;
use crate::source::FilePath;

/// What is remembered of the build before.
#[derive(Default)]
pub struct Memory {
    data: data::Memory,
    feeds: feeds::Memory,
}

/// What servers are told of the pages, beside the facts.
#[derive(Clone, Copy, Debug)]
pub struct Served<'a> {
    /// The folder of the theme's files, which tells what is in them.
    pub assets: &'a str,
    /// What a page may load.
    pub policy: &'a str,
}

/// Every file for machines. `addresses` are those of the pages; `memory` holds what of the build before can be taken
/// over.
pub fn files(public: &Public, addresses: &[&str], served: Served<'_>, memory: &mut Memory) -> Vec<Output> {
    let Memory { feeds, data } = memory;
    let of_feeds = || feeds::files(public, feeds);
    let of_data = || data::files(public, data);
    let others = || {
        let mut files = vec![sitemap::file(public, addresses), robots::file(public)];
        files.extend(woo::files(public));
        files.extend(security_txt::file(&public.selection.portal.site));
        files.extend(aliases::files(public));
        files.extend(hosting::files(public, served));
        files
    };
    // Most of a rebuild only looks whether anything has changed, one by one.
    let (mut files, (of_data, others)) = rayon::join(of_feeds, || rayon::join(of_data, others));
    files.extend(of_data);
    files.extend(others);
    files
}

fn text_file(address: &str, text: String) -> Output {
    let source = FilePath::new(crate::source::disk::SITE_FILE);
    Output::file(address, text, source)
}

/// An address of ours with all that stands before it.
fn whole_address(site: &Site, address: &str) -> String {
    site.base_url.absolute(&[site.base_url.path(), address.trim_start_matches('/')].concat())
}

/// A text as HTML.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    // A string takes all that is written to it.
    let _ = escape_html(&mut escaped, text);
    escaped
}
