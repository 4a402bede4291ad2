//! A small portal to begin with: the files of the folder `starter`, which the program brings along.

use super::NewFile;
use crate::language::Language;
use crate::model::{Day, Quarter};

/// The site that is built is no source, nor is one that is being made; git has nothing to do with them.
const IGNORED: (&str, &str) = (".gitignore", "/public/\n/.public.voortgang-*\n");

macro_rules! files {
    ($name:ident, $language:literal, $($path:literal),* $(,)?) => {
        const $name: &[(&str, &str)] = &[
            $(($path, include_str!(concat!("../../starter/", $language, "/", $path)))),*
        ];
    };
}

files![
    DUTCH,
    "nl",
    "portal.toml",
    "content/index.md",
    "content/categories/vindbaarheid.md",
    "content/pages/over.md",
    "content/pages/privacy.md",
    "content/pages/toegankelijkheid.md",
    "content/projects/zoek-en-vind/QUARTER.md",
    "content/projects/zoek-en-vind/NEXT.md",
    "content/projects/zoek-en-vind/index.md",
    "content/reports/QUARTER/index.md",
    "content/risks/te-weinig-mensen.md",
];

files![
    ENGLISH,
    "en",
    "portal.toml",
    "content/index.md",
    "content/categories/findability.md",
    "content/pages/about.md",
    "content/pages/accessibility.md",
    "content/pages/privacy.md",
    "content/projects/find-documents/QUARTER.md",
    "content/projects/find-documents/NEXT.md",
    "content/projects/find-documents/index.md",
    "content/reports/QUARTER/index.md",
    "content/risks/too-few-people.md",
];

/// The files of a new portal, whose example is about the quarter of `day`. It builds at once.
pub fn site(language: Language, day: Day) -> Vec<NewFile> {
    let files = match language {
        Language::Dutch => DUTCH,
        Language::English => ENGLISH,
    };
    let quarter = Quarter::of(day);
    let next = quarter.next().to_string();
    let quarter = quarter.to_string();
    let filled = |(path, text): &(&str, &str)| {
        let path = path.replace("QUARTER", &quarter).replace("NEXT", &next);
        let text = text.replace("{quarter}", &quarter).replace("{next}", &next).replace("{day}", &day.to_string());
        NewFile::new(&path, text)
    };
    [IGNORED].iter().chain(files).map(filled).collect()
}
