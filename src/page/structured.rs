//! Pages for programs: JSON-LD in the words of schema.org, where they mean something.

use serde::Serialize;

use super::Subject;
use super::facts::Facts;
use super::parts::Link;
use crate::model::Quarter;

/// All that a page says of itself.
#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Node<'a>>,
}

/// A thing in the words of schema.org; what is not known is left out. Fields stand by name.
#[derive(Serialize)]
#[serde(tag = "@type", rename_all_fields = "camelCase")]
enum Node<'a> {
    WebSite {
        #[serde(skip_serializing_if = "Option::is_none")]
        description: Option<&'a str>,
        in_language: &'static str,
        name: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        publisher: Option<Organization<'a>>,
        url: String,
    },
    Report {
        #[serde(skip_serializing_if = "Option::is_none")]
        date_published: Option<String>,
        in_language: &'static str,
        name: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        publisher: Option<Organization<'a>>,
        temporal_coverage: String,
        url: String,
    },
    BreadcrumbList {
        item_list_element: Vec<ListItem<'a>>,
    },
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct Organization<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct ListItem<'a> {
    item: String,
    name: &'a str,
    position: usize,
}

/// What a page is, as JSON that is safe within a `script` element. `breadcrumb` are the pages above it.
pub(super) fn json(facts: &Facts<'_>, subject: &Subject, breadcrumb: &[Link]) -> String {
    let own = match subject {
        Subject::Home => Some(website(facts)),
        Subject::Quarter(quarter) => report(facts, *quarter),
        Subject::Projects
        | Subject::Project(_)
        | Subject::Categories
        | Subject::Category(_)
        | Subject::Roadmap
        | Subject::Quarters
        | Subject::Edition(_)
        | Subject::Changes(_)
        | Subject::Risks
        | Subject::Finance
        | Subject::Free(_)
        | Subject::Data
        | Subject::Version
        | Subject::NotFound => None,
    };
    let graph = own.into_iter().chain(breadcrumb_list(facts, breadcrumb)).collect();
    // Texts and numbers are always JSON.
    let json = serde_json::to_string(&Document { context: "https://schema.org", graph }).unwrap_or_default();
    // `<` stands only within texts, where JSON may spell it so.
    json.replace('<', "\\u003c")
}

fn website<'a>(facts: &Facts<'a>) -> Node<'a> {
    let site = facts.site();
    Node::WebSite {
        description: site.description.as_deref(),
        in_language: site.language.tag(),
        name: &site.title,
        publisher: publisher(facts),
        url: absolute(facts, &facts.href("/")),
    }
}

fn report<'a>(facts: &Facts<'a>, quarter: Quarter) -> Option<Node<'a>> {
    let report = facts.told_report(quarter)?;
    Some(Node::Report {
        date_published: report.published.map(|day| day.to_string()),
        in_language: facts.language().tag(),
        name: facts.language().report(quarter),
        publisher: publisher(facts),
        temporal_coverage: format!("{}/{}", quarter.first_day(), quarter.last_day()),
        url: absolute(facts, &facts.href(&facts.routes.quarter(quarter))),
    })
}

fn publisher<'a>(facts: &Facts<'a>) -> Option<Organization<'a>> {
    let organisation = facts.site().organisation.as_ref()?;
    Some(Organization { name: &organisation.name, url: organisation.url.as_deref() })
}

fn breadcrumb_list<'a>(facts: &Facts<'_>, breadcrumb: &'a [Link]) -> Option<Node<'a>> {
    let item = |(position, link): (usize, &'a Link)| ListItem {
        item: absolute(facts, &link.href),
        name: &link.text,
        position,
    };
    let item_list_element: Vec<ListItem<'_>> = (1..).zip(breadcrumb).map(item).collect();
    (!item_list_element.is_empty()).then_some(Node::BreadcrumbList { item_list_element })
}

fn absolute(facts: &Facts<'_>, href: &str) -> String {
    facts.site().base_url.absolute(href)
}
