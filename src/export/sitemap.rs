//! `sitemap.xml` (sitemaps.org protocol 0.9): every page, with its day where the content knows one.

use std::collections::BTreeMap;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{text_file, whole_address};
use crate::address::Routes;
use crate::model::Day;
use crate::output::Output;
use crate::page::Public;

/// Where the sitemap stands.
pub(super) const ADDRESS: &str = "/sitemap.xml";

pub(super) const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

pub(super) fn file(public: &Public, addresses: &[&str]) -> Output {
    let site = &public.selection.portal.site;
    let days = days(public);
    let mut listed: Vec<&str> = addresses.iter().copied().filter(|address| address.ends_with('/')).collect();
    listed.sort_unstable();
    let entries = listed.into_iter().map(|address| (whole_address(site, address), days.get(address).copied()));
    text_file(ADDRESS, xml(entries))
}

/// The day on which a quarter's report was published, for its own page and that of its changes.
fn days(public: &Public) -> BTreeMap<String, Day> {
    let routes = Routes::new(public.selection.portal.site.language);
    let reports = public.selection.portal.reports.values();
    let pages = reports.filter_map(|report| {
        let day = report.published?;
        Some([routes.quarter(report.quarter), routes.changes(report.quarter)].map(|page| (page, day)))
    });
    pages.flatten().collect()
}

fn xml(entries: impl Iterator<Item = (String, Option<Day>)>) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing to memory cannot fail.
    let _ = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    let urlset = writer.create_element("urlset").with_attribute(("xmlns", NAMESPACE));
    let _ = urlset.write_inner_content(|writer| {
        for (url, day) in entries {
            writer.create_element("url").write_inner_content(|writer| {
                writer.create_element("loc").write_text_content(BytesText::new(&url))?;
                if let Some(day) = day {
                    writer.create_element("lastmod").write_text_content(BytesText::new(&day.to_string()))?;
                }
                Ok(())
            })?;
        }
        Ok(())
    });
    String::from_utf8_lossy(&writer.into_inner()).into_owned() + "\n"
}
