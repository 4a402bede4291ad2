//! Atom (RFC 4287). Written piece by piece, because an entry stands in the feeds of its project, of a category and of the
//! whole site, and is made once.

use std::io::{self, Write};
use std::sync::Arc;

use quick_xml::Writer;
use quick_xml::events::{BytesCData, BytesDecl, BytesStart, Event};

use super::news::{Message, Newest};
use crate::export::text::allowed;
use crate::export::xml::{Elements, text, written};
use crate::language::Told;
use crate::model::{Day, Licence, Organisation};
use crate::output::{Assembly, Content};
use crate::page::GENERATOR;

const NAMESPACE: &str = "http://www.w3.org/2005/Atom";

/// What a feed tells of itself.
pub(super) struct Head<'a> {
    /// Its own address, which is its id.
    pub(super) url: String,
    /// The page that tells the same.
    pub(super) page: String,
    pub(super) title: String,
    pub(super) subtitle: String,
    /// The day that it is of when it holds nothing.
    pub(super) otherwise: Day,
    /// The language of everything in it.
    pub(super) language: &'static str,
    /// Who publishes the site; its title when nobody is named.
    pub(super) site_title: &'a str,
    pub(super) organisation: Option<&'a Organisation>,
    pub(super) licence: Licence,
}

/// A whole feed.
pub(super) fn feed(head: &Head<'_>, newest: &Newest<'_>) -> Content {
    let mut feed = Assembly::default();
    // Writing to memory cannot fail.
    let _ = feed.write_all(self::head(head, newest.updated.unwrap_or(head.otherwise)).as_bytes());
    newest.xml.iter().for_each(|entry| feed.share(entry));
    let _ = feed.write_all(b"\n</feed>\n");
    feed.finish()
}

fn head(head: &Head<'_>, updated: Day) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing to memory cannot fail.
    let _ = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    let root = BytesStart::new("feed").with_attributes([("xmlns", NAMESPACE), ("xml:lang", head.language)]);
    let _ = writer.write_event(Event::Start(root));
    text(&mut writer, "id", &head.url);
    text(&mut writer, "title", &head.title);
    text(&mut writer, "subtitle", &head.subtitle);
    text(&mut writer, "updated", &moment(updated));
    link(&mut writer, "self", "application/atom+xml", &head.url);
    link(&mut writer, "alternate", "text/html", &head.page);
    // RFC 4946.
    link(&mut writer, "license", "text/html", head.licence.address());
    let author = head.organisation.map_or(head.site_title, |organisation| &organisation.name);
    let _ = writer.create_element("author").write_inner_content(|writer| {
        text(writer, "name", author);
        if let Some(url) = head.organisation.and_then(|organisation| organisation.url.as_deref()) {
            text(writer, "uri", url);
        }
        Ok(())
    });
    text(&mut writer, "generator", GENERATOR);
    written(writer)
}

/// Writes entries, each with the line end before it.
pub(super) fn entries(messages: &[&Message], words: &Told) -> Vec<Arc<[u8]>> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Before all but the first, the writer ends the line itself.
    writer.get_mut().push(b'\n');
    let entry = |message: &&Message| {
        // Writing to memory cannot fail.
        let _ = entry(&mut writer, message, words);
        let written = writer.get_ref().as_slice().into();
        writer.get_mut().clear();
        written
    };
    messages.iter().map(entry).collect()
}

fn entry(writer: &mut Elements, message: &Message, words: &Told) -> io::Result<()> {
    let entry = writer.create_element("entry");
    entry.write_inner_content(|writer| {
        text(writer, "id", &message.id);
        text(writer, "title", &message.title);
        text(writer, "published", &moment(message.published));
        text(writer, "updated", &moment(message.updated));
        writer.create_element("category").with_attribute(("term", message.kind.word(words))).write_empty()?;
        link(writer, "alternate", "text/html", &message.href);
        let content = writer.create_element("content").with_attribute(("type", "html"));
        // As it is, which is quicker and shorter than letter by letter; where it would end the section, it is divided.
        content.write_inner_content(|writer| {
            let html = allowed(&message.html);
            BytesCData::escaped(&html).try_for_each(|piece| writer.write_event(Event::CData(piece)))
        })?;
        Ok(())
    })?;
    Ok(())
}

fn link(writer: &mut Elements, rel: &str, kind: &str, href: &str) {
    let attributes = [("rel", rel), ("type", kind), ("href", href)];
    // Writing to memory cannot fail.
    let _ = writer.create_element("link").with_attributes(attributes).write_empty();
}

/// The beginning of a day: the content knows no hours. It is the same day for readers in Europe.
fn moment(day: Day) -> String {
    format!("{day}T00:00:00Z")
}
