//! A quarter's report as a document that stands by itself: what a harvester takes, and what can be kept and printed. It
//! fetches nothing: its style and its images stand in it, and its links are whole addresses.

use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;
use serde::Serialize;

use super::facts::Facts;
use super::frame::section_link;
use super::parts::Moment;
use super::{Draft, Section, quarters, value};
use crate::diagnostic::Diagnostic;
use crate::model::{Quarter, Site, Woo};
use crate::output::Content;
use crate::prose::{Target, TargetRole, origin_of, retargeted};
use crate::theme::Look;

#[derive(Serialize)]
struct View {
    report: quarters::View,
    /// What it is called where nothing stands round it.
    title: String,
    /// Who wrote it.
    author: Option<String>,
    publisher: String,
    category: String,
    document_type: Option<String>,
    /// The whole address of the page that tells the same, and lives on.
    page: String,
    /// The day of the newest correction.
    corrected: Option<Moment>,
}

/// The title of a quarter's report where nothing stands round it. Its words are divided as people type them who look for
/// it.
pub fn title(site: &Site, quarter: Quarter) -> String {
    format!("{} – {}", site.language.report(quarter), site.title).replace('\u{a0}', " ")
}

pub(super) fn page(facts: &Facts<'_>, quarter: Quarter) -> Option<Draft> {
    let Woo { publisher, category, document_type, .. } = facts.site().woo.as_ref()?;
    let snapshot = facts.snapshot(quarter)?;
    let site = facts.site();
    let view = View {
        report: quarters::view(facts, snapshot),
        title: title(site, quarter),
        author: site.organisation.as_ref().map(|organisation| organisation.name.clone()),
        publisher: publisher.label().to_owned(),
        category: category.label().to_owned(),
        document_type: document_type.map(|kind| kind.label().to_owned()),
        page: site.base_url.absolute(&facts.href(&facts.routes.quarter(quarter))),
        corrected: snapshot.report.corrected().map(|day| facts.day(day)),
    };
    Some(Draft {
        address: facts.routes.edition(quarter),
        template: "edition.html",
        title: facts.language().report(quarter),
        section: Section::Quarters,
        description: Some(snapshot.report.summary.plain_text()),
        breadcrumb: vec![section_link(Section::Quarters, facts)],
        source: snapshot.report.file.clone(),
        view: value(&view),
    })
}

/// A page made to stand by itself; an error when its template lets it fetch something.
pub(super) fn standing_alone(
    facts: &Facts<'_>,
    look: &Look,
    draft: &Draft,
    page: &Content,
) -> Result<Content, Diagnostic> {
    let origin = facts.site().base_url.absolute("");
    let mut fetched = None;
    let page = page.whole();
    let html = retargeted(&String::from_utf8_lossy(&page), |html, target| {
        if let Some(data) = image(facts, target) {
            html.push_str(&data);
        } else if is_fetched(target) {
            fetched.get_or_insert_with(|| target.value.to_owned());
        } else {
            html.push_str(origin_of(target.value, &origin));
            html.push_str(target.value);
        }
    });
    match fetched {
        Some(fetched) => {
            let detail = format!("an edition stands by itself, and may not fetch `{fetched}`");
            Err(look.refused(draft.template, &draft.address, detail))
        }
        None => Ok(html.into()),
    }
}

/// An image of the content, as data.
fn image(facts: &Facts<'_>, Target { role, value, .. }: Target<'_>) -> Option<String> {
    let image = if role == TargetRole::Source { facts.image(value) } else { None }?;
    Some(format!("data:{};base64,{}", image.kind, BASE64.encode(&image.bytes)))
}

/// What a browser asks for when it finds it in a `link`.
const FETCHED: [&str; 5] = ["stylesheet", "icon", "preload", "modulepreload", "manifest"];

/// Whether a browser asks for a target without its reader's doing.
fn is_fetched(Target { role, value, tag }: Target<'_>) -> bool {
    let is_asked_for = match role {
        TargetRole::Source => true,
        TargetRole::Link => {
            tag.starts_with("link ") && FETCHED.iter().any(|kind| tag.contains(&format!("rel=\"{kind}\"")))
        }
    };
    is_asked_for && !value.starts_with("data:")
}
