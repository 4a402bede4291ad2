//! A small page at each address that a project had before, which sends readers on to the present one.
//!
//! It works on every host, without a rule of its web server. The canonical link tells search engines what the address is
//! now (RFC 6596); the refresh is at once, so that nobody is surprised by it later (WCAG technique H76).

use super::escaped;
use crate::address::Routes;
use crate::language::Language;
use crate::model::{Project, Site};
use crate::output::Output;
use crate::page::Public;

pub(super) fn files(public: &Public) -> impl Iterator<Item = Output> {
    let portal = &public.selection.portal;
    portal.projects.values().flat_map(|project| {
        let html = html(&portal.site, project);
        let file = move |(address, _): &(String, _)| {
            Output::file(&format!("{address}index.html"), html.clone(), project.file.clone())
        };
        project.aliases.iter().map(file)
    })
}

fn html(site: &Site, project: &Project) -> String {
    let address = Routes::new(site.language).project(&project.id);
    let href = format!("{}{}", site.base_url.path(), &address[1..]);
    let canonical = site.base_url.absolute(&href);
    let (tag, title, site_title) = (site.language.tag(), escaped(&project.title), escaped(&site.title));
    let (moved, lead) = match site.language {
        Language::Dutch => ("verhuisd", "Deze pagina staat nu op een ander adres:"),
        Language::English => ("moved", "This page has another address now:"),
    };
    format!(
        "<!doctype html>\n\
         <html lang=\"{tag}\" dir=\"ltr\">\n\
         <head>\n  \
         <meta charset=\"utf-8\">\n  \
         <title>{title} ({moved}) – {site_title}</title>\n  \
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n  \
         <meta http-equiv=\"refresh\" content=\"0; url={href}\">\n  \
         <link rel=\"canonical\" href=\"{canonical}\">\n\
         </head>\n\
         <body>\n\
         <main>\n\
         <h1>{title}</h1>\n\
         <p>{lead} <a href=\"{href}\">{title}</a>.</p>\n\
         </main>\n\
         </body>\n\
         </html>\n"
    )
}
