//! By what a page knows that it is no longer what is shown.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use voortgang::diagnostic::Severity;
use voortgang::preview::{Drawn, Showing, state};
use voortgang::source::Sources;

use super::{FILES, root, showing, shown};
use crate::portal;

#[test]
fn a_state_differs_where_its_page_or_a_file_of_it_differs_and_nowhere_else() {
    let before = root();
    let other = FILES[0].1.replace("DUTO", "Duto");
    let project = showing(&[("content/projects/duto/index.md", &other)], "https://portaal.example.org/");
    let image = showing(&[("content/pages/plaat.svg", "<svg/>")], "https://portaal.example.org/");
    let nota = showing(&[("content/projects/duto/een nota.pdf", "%PDF-2")], "https://portaal.example.org/");
    let same = |path: &str, after: &Showing| state(path, &before) == state(path, after);
    assert!(!same("/projecten/duto/", &project));
    assert!(!same("/projecten/", &project));
    assert!(same("/over/", &project));
    assert!(same("/niets", &project));
    assert!(!same("/over/", &image));
    assert!(same("/projecten/duto/", &image));
    assert!(same("/projecten/duto/", &nota), "a document is not part of the page that links to it");
    let problem = Drawn { severity: Severity::Warning, text: "let op".to_owned() };
    let warned = Showing { problems: vec![problem], ..before.clone() };
    assert!(!same("/niets", &warned));
    let nothing = Showing { tree: None, ..before.clone() };
    assert!(!same("/over/", &nothing));
}

#[test]
fn a_state_knows_an_image_whatever_its_name() {
    for name in ["foto (1).png", "a, b=c & d's: e.png", "[x] {y} #1?100%.png", "één.foto.v2.png"] {
        let encoded = utf8_percent_encode(name, NON_ALPHANUMERIC);
        let page = format!("+++\ntitle = \"Over\"\n+++\n![Plaat]({encoded})\n");
        let path = format!("content/pages/{name}");
        let of = |bytes| {
            let showing = showing(&[("content/pages/over.md", &page), (&path, bytes)], "https://portaal.example.org/");
            state("/over/", &showing)
        };
        assert_ne!(of("png"), of("anders"), "{name}");
    }
}

#[test]
fn a_state_knows_what_scripts_and_style_sheets_draw_on() {
    let files = [
        (
            "portal.toml",
            "title = \"Portaal\"\nbase_url = \"https://example.org/p/\"\nlanguage = \"nl\"\ntheme = \"eigen\"\n",
        ),
        ("themes/eigen/theme.toml", "title = \"Eigen\"\nstylesheets = [\"css/a.css\"]\n"),
        (
            "themes/eigen/static/css/a.css",
            "@import \"b.css\"; p { background: url('../beeld/een%20plaat.png?v=1'), url(\"../beeld/b (1).png\") }",
        ),
        ("themes/eigen/static/css/b.css", "@font-face { src: url(/p/assets/letter.woff2) }"),
        ("themes/eigen/static/beeld/een plaat.png", "png"),
        ("themes/eigen/static/beeld/b (1).png", "png"),
        ("themes/eigen/static/letter.woff2", "woff2"),
        ("themes/eigen/static/elders.png", "png"),
    ];
    let sources: Sources = portal::BASE.iter().chain(&files).copied().collect();
    let state = state("/p/projecten/", &shown(&sources, None));
    for file in ["css/a.css", "css/b.css", "beeld/een plaat.png", "beeld/b (1).png", "letter.woff2", "favicon.svg"] {
        assert!(state.contains(&format!("\"/p/assets/{file}\":")), "{file} in {state}");
    }
    assert!(!state.contains("elders"), "{state}");
}
