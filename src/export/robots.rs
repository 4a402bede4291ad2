//! `robots.txt` (RFC 9309): everything may be read, nothing of a preview.

use super::{sitemap, text_file};
use crate::output::Output;
use crate::page::Public;
use crate::select::Audience;

pub(super) fn file(public: &Public) -> Output {
    let site = &public.selection.portal.site;
    let text = match public.selection.audience {
        Audience::Authors => "User-agent: *\nDisallow: /\n".to_owned(),
        Audience::Readers => {
            let sitemap = site.base_url.absolute(&format!("{}{}", site.base_url.path(), &sitemap::ADDRESS[1..]));
            format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n")
        }
    };
    text_file("/robots.txt", text)
}
