//! `robots.txt` (RFC 9309): everything may be read, nothing of a preview. Harvesters begin here.

use super::{sitemap, text_file, whole_address, woo};
use crate::output::Output;
use crate::page::Public;
use crate::select::Audience;

pub(super) fn file(public: &Public) -> Output {
    let site = &public.selection.portal.site;
    let text = match public.selection.audience {
        Audience::Authors => "User-agent: *\nDisallow: /\n".to_owned(),
        Audience::Readers => {
            let woo = woo::has_documents(public).then_some(woo::INDEX);
            let sitemaps = [sitemap::ADDRESS].into_iter().chain(woo);
            let lines: Vec<String> =
                sitemaps.map(|address| format!("Sitemap: {}\n", whole_address(site, address))).collect();
            format!("User-agent: *\nAllow: /\n\n{}", lines.concat())
        }
    };
    text_file("/robots.txt", text)
}
