//! Nothing that is hidden stands in any file of a site.

use voortgang::pipeline::Site;
use voortgang::select::Audience;
use voortgang::source::Sources;

use crate::portal::{BASE, build};

/// Stands in every fact that readers may not see before 2025-02-01, and in nothing else.
const MARK: &str = "GEHEIM";

const HIDDEN: [(&str, &str); 6] = [
    (
        "content/projects/duto/index.md",
        "+++\ntitle = \"DUTO\"\ncategory = \"beleid\"\n\n[[milestones]]\ntitle = \"Plan\"\ndue = \"2024-Q4\"\n\
         replanned = [{ in = \"2024-Q4\", due = \"2031-05-17\", reason = \"GEHEIM reden\" }]\n\n[[milestones]]\n\
         title = \"Proef\"\ndropped = { in = \"2024-Q4\", reason = \"GEHEIM besluit\" }\n\n[[milestones]]\n\
         title = \"Besluit\"\nachieved = \"2024-11-18\"\n+++\n",
    ),
    (
        "content/projects/duto/2024-Q4.md",
        "+++\nstatus = \"vertraagd\"\npromises = [{ text = \"Aangekondigd\", outcome = \"missed\", note = \"GEHEIM\" }]\n+++\nGEHEIM\n",
    ),
    ("content/projects/duto/2025-Q1.md", "+++\npromises = [\"GEHEIM\"]\n+++\n"),
    ("content/projects/nieuw/index.md", "+++\ntitle = \"GEHEIM\"\ncategory = \"beleid\"\ndraft = true\n+++\n"),
    ("content/reports/2024-Q4/index.md", "+++\npublished = 2025-02-01\nhighlights = [\"GEHEIM\"]\n+++\nGEHEIM\n"),
    (
        "content/risks/geld.md",
        "+++\ntitle = \"Geld\"\n\n[states]\n\"2024-Q3\" = \"Loopt\"\n\"2024-Q4\" = \"GEHEIM\"\n+++\n",
    ),
];

fn site(audience: Audience) -> Site {
    let report = ("content/reports/2024-Q3/index.md", "+++\n+++\nSamenvatting.\n");
    let result = ("content/projects/duto/2024-Q3.md", "+++\nstatus = \"op-schema\"\n+++\nGedaan.\n");
    let sources: Sources = BASE.into_iter().chain(HIDDEN).chain([report, result]).collect();
    build(&sources, "2025-01-15", audience).site.unwrap()
}

fn texts(site: &Site) -> Vec<(String, String)> {
    site.tree
        .iter()
        .map(|output| (output.path.clone(), String::from_utf8_lossy(&output.content.whole()).into_owned()))
        .collect()
}

#[test]
fn no_file_for_readers_tells_what_is_hidden() {
    for (path, text) in texts(&site(Audience::Readers)) {
        assert!(!path.contains("2024-q4") && !path.contains("nieuw"), "{path}");
        // The list of words tells what each outcome means, whether one was given or not.
        let (before, rest) = text.split_once("id=\"woorden\"").unwrap_or((&text, ""));
        let text = [before, rest.split_once("</section>").map_or("", |(_, after)| after)].concat();
        // And so do the files that tell what each field of the data may hold.
        let explains = ["data/index.html", "data/schema.json", "data/v1/schema.json", "data/datapackage.json"];
        let text = if explains.contains(&path.as_str()) { text.replace("niet gerealiseerd", "") } else { text };
        for told in [MARK, "2031", "2024-11-18", "niet gerealiseerd", "vertraagd</", "2024-q4/"] {
            assert!(!text.contains(told), "{path} tells `{told}`");
        }
    }
}

#[test]
fn authors_see_all_of_it_and_robots_are_sent_away() {
    let texts = texts(&site(Audience::Authors));
    let has = |told: &str| texts.iter().any(|(_, text)| text.contains(told));
    assert!(has("GEHEIM reden") && has("GEHEIM besluit") && has("2031-05-17") && has("2024-11-18"));
    for (path, text) in texts.iter().filter(|(_, text)| text.starts_with("<!doctype html>")) {
        assert!(text.contains("<meta name=\"robots\" content=\"noindex, nofollow\">"), "{path}");
    }
    assert!(texts.contains(&("robots.txt".to_owned(), "User-agent: *\nDisallow: /\n".to_owned())));
}
