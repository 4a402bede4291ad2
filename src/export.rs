//! Files for machines, and pages for readers with an old address, each made from the same facts as the pages.
//!
//! Goes in: the facts and the pages' addresses. Comes out: output files. Must not: use templates.

mod aliases;
mod robots;
mod sitemap;

use crate::output::Output;
use crate::page::Public;
use crate::source::FilePath;

/// Every file for machines. `addresses` are those of the pages.
pub fn files(public: &Public, addresses: &[&str]) -> Vec<Output> {
    let fixed = [sitemap::file(public, addresses), robots::file(public)];
    fixed.into_iter().chain(aliases::files(public)).collect()
}

fn text_file(address: &str, text: String) -> Output {
    let source = FilePath::new(crate::source::disk::SITE_FILE);
    Output::file(address, text, source)
}
