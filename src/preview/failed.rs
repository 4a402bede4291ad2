//! The page that stands at every address as long as there is no site: what is wrong, readable without a script.
//!
//! Goes in: what is shown. Comes out: HTML. Must not: be there once a site was built.

use pulldown_cmark_escape::escape_html;

use super::client::FOLDER;
use super::showing::{Drawn, Showing};
use super::words::{Words, follows};
use crate::diagnostic::Severity;

pub(super) fn html(showing: &Showing) -> String {
    let words = Words::of(showing);
    let errors = showing.of(Severity::Error).chain(showing.of(Severity::Warning));
    let entries: String = errors.map(|problem| entry(problem, words.excerpt)).collect();
    format!(
        "<!doctype html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{headline}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <link rel=\"stylesheet\" href=\"{FOLDER}page.css\">\n\
         <link rel=\"stylesheet\" href=\"{FOLDER}overlay.css\">\n</head>\n<body>\n<main class=\"panel\">\n\
         <h1 class=\"headline\">{headline}</h1>\n<ul class=\"list\">\n{entries}</ul>\n\
         <p class=\"note\">{follows}</p>\n</main>\n</body>\n</html>\n",
        tag = showing.language.tag(),
        headline = escaped(&words.errors),
        follows = follows(showing.language),
    )
}

fn entry(problem: &Drawn, excerpt_name: &str) -> String {
    let parts = problem.parts();
    let mut html = format!("<li class=\"problem\">\n<h2 class=\"problem-headline\">{}</h2>\n", escaped(parts.headline));
    let frame = format!("<div class=\"excerpt\" tabindex=\"0\" role=\"group\" aria-label=\"{excerpt_name}\"><pre>");
    let pieces = [
        ("<p class=\"place\">", parts.place, "</p>\n"),
        (&frame, &parts.excerpt, "</pre></div>\n"),
        ("<div class=\"notes\">", &parts.notes, "</div>\n"),
    ];
    for (begin, text, end) in pieces.into_iter().filter(|(_, text, _)| !text.is_empty()) {
        html.extend([begin, &escaped(text), end]);
    }
    html + "</li>\n"
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    // A String takes whatever is written to it.
    let _ = escape_html(&mut escaped, text);
    escaped
}
