//! Free pages, and the page for addresses that do not exist.

use serde::Serialize;

use super::facts::Facts;
use super::{Draft, Section, site_file, value};
use crate::language::Language;
use crate::model::Slug;
use crate::prose::Html;

#[derive(Serialize)]
struct View {
    body: Html,
}

#[derive(Serialize)]
struct NotFoundView {}

pub(super) fn page(facts: &Facts<'_>, id: &Slug) -> Option<Draft> {
    let page = facts.free_page(id)?;
    Some(Draft {
        address: facts.routes.page(id),
        template: "page.html",
        title: page.title.clone(),
        section: Section::None,
        description: Some(page.body.plain_text()),
        breadcrumb: Vec::new(),
        source: page.file.clone(),
        view: value(&View { body: facts.html(&page.body) }),
    })
}

/// Where web servers are told to find the page for addresses that do not exist.
pub(super) const NOT_FOUND: &str = "/404.html";

pub(super) fn not_found(facts: &Facts<'_>) -> Draft {
    let title = match facts.language() {
        Language::Dutch => "Pagina niet gevonden",
        Language::English => "Page not found",
    };
    Draft {
        address: NOT_FOUND.to_owned(),
        template: "not_found.html",
        title: title.to_owned(),
        section: Section::None,
        description: None,
        breadcrumb: Vec::new(),
        source: site_file(),
        view: value(&NotFoundView {}),
    }
}
