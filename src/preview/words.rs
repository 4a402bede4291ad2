//! What the preview says itself, in the portal's language.
//!
//! Goes in: numbers. Comes out: sentences. Must not: say what is wrong; diagnostics do.

use serde::Serialize;

use super::showing::Showing;
use crate::diagnostic::{Severity, counted};
use crate::language::Language;

/// The words of the overlay and the strip.
#[derive(Debug, Serialize)]
pub(super) struct Words {
    /// The name of the overlay.
    pub(super) errors: String,
    /// The name of the strip as long as the overlay shows the errors.
    warnings: String,
    /// The same, when the overlay is put away.
    everything: String,
    /// Puts the overlay away.
    close: &'static str,
    /// What the strip is, for who cannot see where it stands.
    strip: &'static str,
    /// The name of a list of problems that scrolls.
    list: &'static str,
    /// The name of an excerpt that scrolls.
    pub(super) excerpt: &'static str,
}

impl Words {
    pub(super) fn of(showing: &Showing) -> Self {
        let count = |severity| showing.of(severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        let language = showing.language;
        let counted_errors = counted(errors, Severity::Error, language);
        let mut strip = Vec::new();
        if warnings > 0 {
            strip.push(counted(warnings, Severity::Warning, language));
        }
        if showing.held_back.is_some() {
            strip.push(pick(language, "niet alles is openbaar", "not everything is public").to_owned());
        }
        let mut everything = strip.clone();
        if errors > 0 {
            everything.insert(0, counted_errors.clone());
        }
        let headline = match showing.tree {
            Some(_) => pick(
                language,
                "de pagina hieronder is van de laatste goede opbouw",
                "the page below is of the last good build",
            ),
            None => pick(language, "er is nog geen site om te tonen", "there is no site to show yet"),
        };
        Self {
            errors: format!("{counted_errors}: {headline}"),
            warnings: strip.join(" · "),
            everything: everything.join(" · "),
            close: pick(language, "Verberg", "Hide"),
            strip: pick(language, "Voor de auteur", "For the author"),
            list: pick(language, "Meldingen", "Messages"),
            excerpt: pick(language, "Plaats in het bestand", "Place in the file"),
        }
    }
}

/// Below the problems of a site that never was built.
pub(super) fn follows(language: Language) -> &'static str {
    pick(
        language,
        "Verbeter de bestanden en sla ze op. Deze pagina volgt vanzelf.",
        "Mend the files and save them. This page follows by itself.",
    )
}

/// Why a request is refused, in a line.
pub(super) fn refusal(status: u16, language: Language) -> &'static str {
    match status {
        400 => pick(
            language,
            "Dit is geen verzoek dat deze server begrijpt.",
            "This is no request that this server understands.",
        ),
        403 => pick(
            language,
            "Deze voorvertoning is er alleen voor pagina's van de voorvertoning zelf.",
            "This preview is there for its own pages alone.",
        ),
        404 => pick(language, "Hier staat niets.", "There is nothing here."),
        405 => pick(
            language,
            "Hier kan alleen worden gelezen (GET en HEAD).",
            "Only reading is possible here (GET and HEAD).",
        ),
        408 => pick(language, "Het verzoek bleef te lang uit.", "The request took too long to arrive."),
        413 => pick(language, "Een verzoek om te lezen heeft geen inhoud.", "A request to read has no content."),
        421 => pick(
            language,
            "Deze voorvertoning luistert niet naar die naam. Gebruik het adres dat in de terminal staat.",
            "This preview does not answer to that name. Use the address that stands in the terminal.",
        ),
        431 => pick(language, "Het verzoek is te lang.", "The request is too long."),
        _ => pick(language, "Er zijn te veel verbindingen tegelijk.", "There are too many connections at once."),
    }
}

fn pick(language: Language, dutch: &'static str, english: &'static str) -> &'static str {
    match language {
        Language::Dutch => dutch,
        Language::English => english,
    }
}
