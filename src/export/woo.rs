//! What the harvester of the Woo-index reads (DiWoo 0.9.8): an index of sitemaps, and a sitemap in which each report is a
//! document. It takes documents and no overviews, so that each is an edition, which stands by itself.
//!
//! The order of elements, and which of them there have to be, is that of the schema (`diwoo-metadata.xsd`). Where nothing is
//! published yet there is neither index nor sitemap: an empty one is invalid.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

use super::days::Days;
use super::xml::{Elements, text, text_with, written};
use super::{sitemap, text_file, whole_address};
use crate::address::Routes;
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::language::Language;
use crate::model::{Day, Report, Site, Tooi, Woo};
use crate::output::Output;
use crate::page::{Public, edition_title};
use crate::source::FilePath;
use crate::source::disk::SITE_FILE;

/// Where the index stands. The harvester knows it by this name.
pub(super) const INDEX: &str = "/sitemapindex-diwoo.xml";

/// Where the one sitemap stands: there are fewer quarters in all years of four digits than a sitemap may have documents.
const SITEMAP: &str = "/sitemap-diwoo.xml";

const NAMESPACE: &str = "https://standaarden.overheid.nl/diwoo/metadata/";

/// The list of acts, of which a report has one: it was adopted.
const ADOPTION: (&str, &str) = ("https://identifier.overheid.nl/tooi/def/thes/kern/c_641ecd76", "vaststelling");

/// The format of editions.
const HTML: (&str, &str) = ("http://publications.europa.eu/resource/authority/file-type/HTML", "HTML");

/// A report as the harvester is told of it.
struct Document<'a> {
    site: &'a Site,
    woo: &'a Woo,
    report: &'a Report,
    /// Its whole address, by which the harvester knows it for ever.
    url: String,
    /// The day on which it was published.
    published: Day,
    /// The last day on which it changed.
    changed: Day,
}

/// The sitemap and its index, if there is anything to put in.
pub(super) fn files(public: &Public) -> Vec<Output> {
    let documents = documents(public);
    let Some(changed) = documents.iter().map(|document| document.changed).max() else { return Vec::new() };
    let sitemap = whole_address(&public.selection.portal.site, SITEMAP);
    vec![text_file(INDEX, index(&sitemap, changed)), text_file(SITEMAP, sitemap_of(&documents))]
}

/// Whether there is an index.
pub(super) fn has_documents(public: &Public) -> bool {
    !documents(public).is_empty()
}

/// An error when documents would stand where the harvester does not fetch them.
pub fn notice(site: &Site) -> Option<Diagnostic> {
    let woo = site.woo.as_ref().filter(|_| !site.base_url.is_secure())?;
    let problem = Problem::WooWithoutHttps { base_url: site.base_url.to_string() };
    Some(Diagnostic::new(problem, Place::span(&FilePath::new(SITE_FILE), woo.span)))
}

fn documents(public: &Public) -> Vec<Document<'_>> {
    let site = &public.selection.portal.site;
    let Some(woo) = site.woo.as_ref().filter(|_| public.has_editions()) else { return Vec::new() };
    let routes = Routes::new(site.language);
    let days = Days::of(&public.relations);
    let reports = public.relations.snapshots().map(|(_, snapshot)| &snapshot.report);
    let documents = reports.map(|report| {
        let published = days.of_quarter(report.quarter);
        let changed = report.corrected().map_or(published, |day| day.max(published));
        let url = whole_address(site, &routes.edition(report.quarter));
        Document { site, woo, report, url, published, changed }
    });
    documents.collect()
}

fn index(sitemap: &str, changed: Day) -> String {
    whole("sitemapindex", &[("xmlns", sitemap::NAMESPACE)], |writer| {
        inside(writer, "sitemap", &[], |writer| {
            text(writer, "loc", sitemap);
            text(writer, "lastmod", &changed.to_string());
        });
    })
}

fn sitemap_of(documents: &[Document<'_>]) -> String {
    whole("urlset", &[("xmlns", sitemap::NAMESPACE), ("xmlns:diwoo", NAMESPACE)], |writer| {
        for document in documents {
            document.write(writer);
        }
    })
}

/// A whole file with this element round what `content` writes.
fn whole(root: &str, attributes: &[(&str, &str)], content: impl FnOnce(&mut Elements)) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing to memory cannot fail.
    let _ = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    inside(&mut writer, root, attributes, content);
    written(writer) + "\n"
}

/// An element with others in it.
fn inside(writer: &mut Elements, name: &str, attributes: &[(&str, &str)], content: impl FnOnce(&mut Elements)) {
    let element = writer.create_element(name).with_attributes(attributes.iter().copied());
    // Writing to memory cannot fail.
    let _ = element.write_inner_content(|writer| {
        content(writer);
        Ok(())
    });
}

/// A value of a list: its URI, and its label for people.
fn listed(writer: &mut Elements, name: &str, (uri, label): (&str, &str)) {
    text_with(writer, name, Some(("resource", uri)), label);
}

fn tooi(writer: &mut Elements, name: &str, value: Tooi) {
    listed(writer, name, (&value.uri(), value.label()));
}

/// The site's language in the list of languages.
fn language(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::Dutch => ("http://publications.europa.eu/resource/authority/language/NLD", "Nederlands"),
        Language::English => ("http://publications.europa.eu/resource/authority/language/ENG", "Engels"),
    }
}

impl Document<'_> {
    fn write(&self, writer: &mut Elements) {
        inside(writer, "url", &[], |writer| {
            text(writer, "loc", &self.url);
            text(writer, "lastmod", &self.changed.to_string());
            inside(writer, "diwoo:Document", &[], |writer| {
                inside(writer, "diwoo:DiWoo", &[], |writer| self.write_metadata(writer));
            });
        });
    }

    fn write_metadata(&self, writer: &mut Elements) {
        tooi(writer, "diwoo:publisher", self.woo.publisher);
        if let Some(organisation) = &self.site.organisation {
            text(writer, "diwoo:naamOpsteller", &organisation.name);
        }
        inside(writer, "diwoo:titelcollectie", &[], |writer| {
            text(writer, "diwoo:officieleTitel", &edition_title(self.site, self.report.quarter));
        });
        let summary = self.report.summary.opening_text();
        let summary: Vec<&str> = summary.split_whitespace().collect();
        if !summary.is_empty() {
            inside(writer, "diwoo:omschrijvingen", &[], |writer| {
                text(writer, "diwoo:omschrijving", &summary.join(" "));
            });
        }
        self.write_classification(writer);
        text(writer, "diwoo:creatiedatum", &self.published.to_string());
        listed(writer, "diwoo:language", language(self.site.language));
        listed(writer, "diwoo:format", HTML);
        inside(writer, "diwoo:documenthandelingen", &[], |writer| {
            inside(writer, "diwoo:documenthandeling", &[], |writer| {
                listed(writer, "diwoo:soortHandeling", ADOPTION);
                // The content knows no hours, and the place of the act no zone but its own.
                text(writer, "diwoo:atTime", &format!("{}T00:00:00", self.published));
            });
        });
    }

    fn write_classification(&self, writer: &mut Elements) {
        let Woo { category, document_type, themes, .. } = self.woo;
        inside(writer, "diwoo:classificatiecollectie", &[], |writer| {
            inside(writer, "diwoo:informatiecategorieen", &[], |writer| {
                tooi(writer, "diwoo:informatiecategorie", *category);
            });
            if let Some(kind) = document_type {
                inside(writer, "diwoo:documentsoorten", &[], |writer| tooi(writer, "diwoo:documentsoort", *kind));
            }
            if !themes.is_empty() {
                inside(writer, "diwoo:themas", &[], |writer| {
                    for theme in themes {
                        tooi(writer, "diwoo:thema", *theme);
                    }
                });
            }
        });
    }
}
