//! Files for machines, and pages for readers with an old address, each made from the same facts as the pages.
//!
//! Goes in: the facts and the pages' addresses. Comes out: output files. Must not: use templates.

mod aliases;
mod hosting;
mod robots;
mod security_txt;
mod sitemap;

pub use security_txt::notice as security_txt_notice;

use crate::output::Output;
use crate::page::Public;
use crate::source::FilePath;

/// Every file for machines. `addresses` are those of the pages, `assets` is the folder of the theme's files.
pub fn files(public: &Public, addresses: &[&str], assets: &str) -> Vec<Output> {
    let fixed = [sitemap::file(public, addresses), robots::file(public)].into_iter();
    let security_txt = security_txt::file(&public.selection.portal.site);
    fixed.chain(security_txt).chain(aliases::files(public)).chain(hosting::files(public, assets)).collect()
}

fn text_file(address: &str, text: String) -> Output {
    let source = FilePath::new(crate::source::disk::SITE_FILE);
    Output::file(address, text, source)
}
