//! Files for machines, each made from the same facts as the pages.
//!
//! Goes in: the facts and the pages' addresses. Comes out: output files. Must not: use templates.

mod robots;
mod sitemap;

use crate::output::Output;
use crate::page::Public;
use crate::source::FilePath;

/// Every file for machines. `addresses` are those of the pages.
pub fn files(public: &Public, addresses: &[&str]) -> Vec<Output> {
    vec![sitemap::file(public, addresses), robots::file(public)]
}

fn text_file(address: &str, text: String) -> Output {
    let source = FilePath::new(crate::source::disk::SITE_FILE);
    Output::file(address, text, source)
}
