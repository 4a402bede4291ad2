//! What `serve` says while it runs.

use std::collections::BTreeSet;
use std::time::Duration;

use super::{counted, plural};
use crate::language::Language;
use crate::pipeline::Built;
use crate::source::FilePath;

/// How many files are named that changed at once.
const NAMED: usize = 3;

/// Where the site stands.
pub(in crate::cli) fn serving(url: &str, language: Language) -> String {
    match language {
        Language::Dutch => format!("De site staat op {url} (stoppen: Ctrl-C)."),
        Language::English => format!("The site stands at {url} (stop: Ctrl-C)."),
    }
}

/// What changed, and what came of it.
pub(in crate::cli) fn rebuilt(
    built: &Built,
    changed: &BTreeSet<FilePath>,
    elapsed: Duration,
    language: Language,
) -> String {
    let time = elapsed.as_millis();
    let pages = built.site.as_ref().map(|site| site.tree.pages());
    let outcome = match (pages, language) {
        (Some(pages), Language::Dutch) => format!("{} in {time} ms.", plural(pages, "pagina", "pagina's")),
        (Some(pages), Language::English) => format!("{} in {time} ms.", plural(pages, "page", "pages")),
        (None, _) => {
            let stays = match language {
                Language::Dutch => "De laatste goede site blijft staan.",
                Language::English => "The last good site stays.",
            };
            format!("{} in {time} ms. {stays}", counted(&built.diagnostics, language))
        }
    };
    format!("{}: {outcome}", names(changed, language))
}

fn names(changed: &BTreeSet<FilePath>, language: Language) -> String {
    if changed.len() > NAMED {
        return match language {
            Language::Dutch => format!("{} bestanden gewijzigd", changed.len()),
            Language::English => format!("{} files changed", changed.len()),
        };
    }
    let names: Vec<&str> = changed.iter().map(FilePath::as_str).collect();
    let names = names.join(", ");
    match (names.is_empty(), language) {
        (true, Language::Dutch) => "Opnieuw gebouwd".to_owned(),
        (true, Language::English) => "Built again".to_owned(),
        (false, Language::Dutch) => format!("{names} gewijzigd"),
        (false, Language::English) => format!("{names} changed"),
    }
}
