//! For people: the headline, an excerpt with the place marked, and what to do.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::{Paint, Texts};
use crate::diagnostic::{Diagnostic, Place, Severity, text};
use crate::language::Language;

/// Wide enough for a line of code and its label; the same everywhere, so that output never depends on a window.
const WIDTH: usize = 120;

pub(super) fn render(diagnostics: &[Diagnostic], texts: &Texts<'_>, paint: Paint, language: Language) -> String {
    let renderer = match paint {
        Paint::Plain => Renderer::plain(),
        Paint::Colour => Renderer::styled(),
    };
    let renderer = renderer.term_width(WIDTH).decor_style(DecorStyle::Ascii);
    diagnostics.iter().map(|diagnostic| drawn(diagnostic, texts, &renderer, language)).collect()
}

fn drawn(diagnostic: &Diagnostic, texts: &Texts<'_>, renderer: &Renderer, language: Language) -> String {
    let message = text::message(&diagnostic.problem, language);
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let level = level.with_name(text::severity(diagnostic.severity(), language));
    let title = level.primary_title(message.headline).id(diagnostic.problem.code());
    let mut group = Group::with_title(title).elements(places(diagnostic, texts, message.label, language));
    for note in whole_files(diagnostic, texts, language) {
        group = group.element(Level::NOTE.with_name(text::see_also(language)).message(note));
    }
    if let Some(help) = message.help {
        group = group.element(Level::HELP.with_name(text::help(language)).message(help));
    }
    renderer.render(&[group]) + "\n\n"
}

/// The marked place, then each related one: in the same excerpt when it is in the same file.
fn places<'a>(
    diagnostic: &Diagnostic,
    texts: &Texts<'a>,
    label: Option<String>,
    language: Language,
) -> Vec<Element<'a>> {
    let mut own = Vec::new();
    let mut elsewhere = Vec::new();
    if let Some(mark) = mark(&diagnostic.place, texts, AnnotationKind::Primary, label) {
        own.push(mark);
    }
    for (role, place) in &diagnostic.related {
        let label = text::role(*role, language).to_owned();
        match mark(place, texts, AnnotationKind::Context, Some(label)) {
            Some(mark) if place.file == diagnostic.place.file => own.push(mark),
            Some(mark) => elsewhere.push(excerpt(place, texts, vec![mark], language)),
            None => {}
        }
    }
    let mut elements = vec![excerpt(&diagnostic.place, texts, own, language)];
    elements.append(&mut elsewhere);
    elements
}

/// Related places without a stretch to mark, in words.
fn whole_files(diagnostic: &Diagnostic, texts: &Texts<'_>, language: Language) -> Vec<String> {
    let files = diagnostic.related.iter().filter(|(_, place)| texts.excerpt(place).is_none());
    files.map(|(role, place)| format!("{} ({})", text::place(place, language), text::role(*role, language))).collect()
}

fn mark<'a>(place: &Place, texts: &Texts<'a>, kind: AnnotationKind, label: Option<String>) -> Option<Annotation<'a>> {
    let (_, span) = texts.excerpt(place)?;
    Some(kind.span(span.start..span.end).label(label))
}

fn excerpt<'a>(place: &Place, texts: &Texts<'a>, marks: Vec<Annotation<'a>>, language: Language) -> Element<'a> {
    match texts.of(&place.file) {
        Some(text) if !marks.is_empty() => Snippet::source(text).path(place.file.to_string()).annotations(marks).into(),
        _ => Origin::path(text::place(place, language)).into(),
    }
}
