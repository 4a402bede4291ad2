//! The theme that the program brings along, so that the binary alone builds a site.

use crate::source::FilePath;

/// Its name.
pub const NAME: &str = "voortgang";

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        /// Its files, each by its path in the theme.
        pub const FILES: &[(&str, &[u8])] = &[
            $(($path, include_bytes!(concat!("../../themes/voortgang/", $path)))),*
        ];
    };
}

files![
    "edition.css",
    "static/favicon.svg",
    "static/scripts/filter.js",
    "static/scripts/match.js",
    "static/scripts/roadmap.js",
    "static/scripts/state.js",
    "static/voortgang.css",
    "templates/base.html",
    "templates/categories.html",
    "templates/category.html",
    "templates/changes.html",
    "templates/changes_group.html",
    "templates/changes_pairs.html",
    "templates/charts.html",
    "templates/corrections.html",
    "templates/data.html",
    "templates/edition.html",
    "templates/filters.html",
    "templates/finance.html",
    "templates/follow.html",
    "templates/home.html",
    "templates/macros.html",
    "templates/not_found.html",
    "templates/once.html",
    "templates/page.html",
    "templates/project.html",
    "templates/projects.html",
    "templates/quarter.html",
    "templates/quarter_group.html",
    "templates/quarter_outlook.html",
    "templates/quarters.html",
    "templates/risks.html",
    "templates/roadmap.html",
    "templates/shapes.html",
    "templates/told.html",
    "templates/version.html",
    "texts/en.toml",
    "texts/nl.toml",
    "theme.toml",
];

/// The path that messages give for a file of the built-in theme.
pub fn path(inner: &str) -> FilePath {
    FilePath::new(&format!("themes/{NAME}/{inner}"))
}

/// The text of a built-in file, for messages that show a part of it.
pub fn text(file: &FilePath) -> Option<&'static str> {
    let inner = file.as_str().strip_prefix("themes/")?.strip_prefix(NAME)?.strip_prefix('/')?;
    let (_, bytes) = FILES.iter().find(|(path, _)| *path == inner)?;
    std::str::from_utf8(bytes).ok()
}
