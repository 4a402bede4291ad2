//! Pages for programs: JSON-LD in the words of schema.org, where they mean something.

use serde_json::{Value, json};

use super::Subject;
use super::facts::Facts;
use super::parts::Link;
use crate::model::Quarter;

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
    let graph: Vec<Value> = own.into_iter().chain(breadcrumb_list(facts, breadcrumb)).collect();
    let json = json!({ "@context": "https://schema.org", "@graph": graph });
    // `<` stands only within texts, where JSON may spell it so.
    json.to_string().replace('<', "\\u003c")
}

fn website(facts: &Facts<'_>) -> Value {
    let site = &facts.site();
    let mut website = json!({
        "@type": "WebSite",
        "name": site.title,
        "url": absolute(facts, &facts.href("/")),
        "inLanguage": site.language.tag(),
    });
    add(&mut website, "description", site.description.as_deref().map(Value::from));
    add(&mut website, "publisher", publisher(facts));
    website
}

fn report(facts: &Facts<'_>, quarter: Quarter) -> Option<Value> {
    let report = facts.told_report(quarter)?;
    let mut node = json!({
        "@type": "Report",
        "name": facts.language().report(quarter),
        "url": absolute(facts, &facts.href(&facts.routes.quarter(quarter))),
        "inLanguage": facts.language().tag(),
        "temporalCoverage": format!("{}/{}", quarter.first_day(), quarter.last_day()),
    });
    add(&mut node, "datePublished", report.published.map(|day| Value::from(day.to_string())));
    add(&mut node, "publisher", publisher(facts));
    Some(node)
}

fn publisher(facts: &Facts<'_>) -> Option<Value> {
    let organisation = facts.site().organisation.as_ref()?;
    let mut publisher = json!({ "@type": "Organization", "name": organisation.name });
    add(&mut publisher, "url", organisation.url.as_deref().map(Value::from));
    Some(publisher)
}

fn breadcrumb_list(facts: &Facts<'_>, breadcrumb: &[Link]) -> Option<Value> {
    let item = |(at, link): (usize, &Link)| json!({ "@type": "ListItem", "position": at + 1, "name": link.text, "item": absolute(facts, &link.href) });
    let items: Vec<Value> = breadcrumb.iter().enumerate().map(item).collect();
    (!items.is_empty()).then(|| json!({ "@type": "BreadcrumbList", "itemListElement": items }))
}

fn absolute(facts: &Facts<'_>, href: &str) -> String {
    facts.site().base_url.absolute(href)
}

/// Adds what is known; what is not is left out.
fn add(node: &mut Value, key: &str, value: Option<Value>) {
    if let (Some(node), Some(value)) = (node.as_object_mut(), value) {
        node.insert(key.to_owned(), value);
    }
}
