//! What made the site, for archives.

use serde::Serialize;

use super::facts::Facts;
use super::frame::GENERATOR;
use super::parts::{Link, Moment};
use super::{Draft, Section, site_file, value};
use crate::language::Language;

#[derive(Serialize)]
struct View {
    generator: &'static str,
    facts_day: Option<Moment>,
    latest: Option<Link>,
    project_count: usize,
    category_count: usize,
    quarter_count: usize,
}

pub(super) fn page(facts: &Facts<'_>) -> Draft {
    let view = View {
        generator: GENERATOR,
        facts_day: facts.facts_day().map(|day| facts.day(day)),
        latest: facts.newest().map(|quarter| facts.quarter_link(quarter)),
        project_count: facts.projects().len(),
        category_count: facts.categories().len(),
        quarter_count: facts.quarters().count(),
    };
    let title = match facts.language() {
        Language::Dutch => "Versie",
        Language::English => "Version",
    };
    Draft {
        address: facts.routes.version(),
        template: "version.html",
        title: title.to_owned(),
        section: Section::None,
        description: None,
        breadcrumb: Vec::new(),
        source: site_file(),
        view: value(&view),
    }
}
