//! Templates, texts and static files.
//!
//! Goes in: a theme's files over those that the program brings along, and one view a page. Comes out: HTML. Must not:
//! see anything but the view; a name that the view lacks is an error with template, line and page.

pub mod built_in;
mod edition;
mod engine;
mod fragment;

pub use fragment::Fragment;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use minijinja::{Environment, Value};

use crate::cache::Memo;
use crate::diagnostic::{Diagnostic, Place, Problem, nearest};
use crate::language::Language;
use crate::output::{Assembly, Content, Output};
use crate::parse::{self, RawTheme, ThemeText};
use crate::source::{FilePath, Sources, Span, sha256};

/// The address that the static files stand at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// It tells what is in them, so that a browser may keep them for as long as it likes.
    ByContent,
    /// It stays when they change, so that a page that is being looked at need not.
    Fixed,
}

/// A theme that is ready to render.
#[derive(Clone)]
pub struct Theme {
    /// What pages are made with.
    pub look: Arc<Look>,
    /// The static files by their path in the folder that they go to, each with where it comes from.
    pub statics: Files,
}

/// What pages are made with: all of a theme but the bytes of its static files.
pub struct Look {
    environment: Environment<'static>,
    /// Where each template comes from.
    origins: BTreeMap<String, FilePath>,
    /// The templates in which nothing stands but comments.
    blank: BTreeSet<String>,
    /// The folder of the site that the static files are in: a path that ends with a slash.
    pub folder: String,
    /// The style sheets in the order in which pages name them.
    pub stylesheets: Vec<String>,
    /// The class of an organisation's own style sheet.
    pub class: Option<String>,
    /// The static file that is the logo.
    pub logo: Option<String>,
    /// Whether it is for light pages alone.
    pub is_light: bool,
    /// The style sheet that editions hold in themselves.
    pub edition_style: String,
}

/// The files of a theme by their path in it, each with where it comes from.
pub type Files = BTreeMap<String, (FilePath, Arc<[u8]>)>;

/// Looks by what they are made from.
pub type Looks = Memo<(), Ingredients, (Option<Arc<Look>>, Arc<[Diagnostic]>)>;

/// What a look is made from.
#[derive(PartialEq, Eq)]
pub struct Ingredients {
    name: String,
    language: Language,
    /// All files but the static ones.
    files: Files,
    /// The names of the static files, which `theme.toml` may name.
    statics: BTreeSet<String>,
    /// Where they go.
    folder: String,
}

/// The folder of static files in a theme.
const STATIC: &str = "static/";

/// The folder of the site that they go to.
const ASSETS: &str = "assets/";

/// The names of the themes that exist: the built-in one and each folder in `themes`.
pub fn names(sources: &Sources) -> BTreeSet<String> {
    let folders =
        sources.inside("themes").filter_map(|(path, _)| path.as_str().strip_prefix("themes/")?.split_once('/'));
    folders.map(|(name, _)| name.to_owned()).chain([built_in::NAME.to_owned()]).collect()
}

/// Makes a theme ready; nothing when one of its files has an error.
pub fn load(
    sources: &Sources,
    name: &str,
    language: Language,
    naming: Naming,
    looks: &mut Looks,
) -> (Option<Theme>, Arc<[Diagnostic]>) {
    let (statics, files): (Files, Files) =
        files(sources, name).into_iter().partition(|(path, _)| path.starts_with(STATIC));
    let statics: Files =
        statics.into_iter().map(|(path, file)| (path.trim_start_matches(STATIC).to_owned(), file)).collect();
    let names = statics.keys().cloned().collect();
    let folder = match naming {
        Naming::ByContent => format!("{ASSETS}{}/", fingerprint(&statics)),
        Naming::Fixed => ASSETS.to_owned(),
    };
    let ingredients = Ingredients { name: name.to_owned(), language, files, statics: names, folder };
    let (look, diagnostics) = looks.one(ingredients, look);
    (look.map(|look| Theme { look, statics }), diagnostics)
}

/// As many hexadecimal digits as tell two states of a theme apart for certain.
const DIGITS: usize = 16;

/// One fingerprint for all static files. They name each other, as scripts and style sheets do, by paths that hold
/// as long as they stay together; so the folder bears it, and what is written in them stays as it is.
fn fingerprint(statics: &Files) -> String {
    let mut all = Vec::new();
    for (path, (_, bytes)) in statics {
        for part in [path.as_bytes(), bytes] {
            all.extend(part.len().to_le_bytes());
            all.extend(part);
        }
    }
    let mut digits = sha256(&all);
    digits.truncate(DIGITS);
    digits
}

fn look(ingredients: &Ingredients) -> (Option<Arc<Look>>, Arc<[Diagnostic]>) {
    let Ingredients { name, language, files, statics, folder } = ingredients;
    let mut diagnostics = Vec::new();
    let texts = texts(files, name, *language, &mut diagnostics);
    let mut environment = engine::environment(texts);
    let mut origins = BTreeMap::new();
    let mut blank = BTreeSet::new();
    for (path, (file, bytes)) in files {
        let Some(template) = path.strip_prefix("templates/") else { continue };
        let Some(source) = utf8(file, bytes, &mut diagnostics) else { continue };
        origins.insert(template.to_owned(), file.clone());
        blank.extend(is_blank(source).then(|| template.to_owned()));
        if let Err(error) = environment.add_template_owned(template.to_owned(), source.to_owned()) {
            diagnostics.push(failed(&origins, template, &error, template));
        }
    }
    let raw = raw(files, statics, &mut diagnostics);
    let style = files.get(edition::STYLE).and_then(|(file, bytes)| Some((file, utf8(file, bytes, &mut diagnostics)?)));
    let edition_style = style.map(|(file, text)| edition::style(file, text, &mut diagnostics)).unwrap_or_default();
    let look = Look {
        environment,
        origins,
        blank,
        folder: folder.clone(),
        stylesheets: raw.stylesheets.into_iter().map(|stylesheet| stylesheet.value).collect(),
        class: raw.class,
        logo: raw.logo.map(|logo| logo.value),
        is_light: raw.is_light,
        edition_style,
    };
    (diagnostics.is_empty().then(|| Arc::new(look)), diagnostics.into())
}

/// The files of the built-in theme, each once in memory, so that they are quickly seen to be the same.
static BUILT_IN: LazyLock<Files> = LazyLock::new(|| {
    let file = |(path, bytes): &(&str, &[u8])| ((*path).to_owned(), (built_in::path(path), Arc::from(*bytes)));
    built_in::FILES.iter().map(file).collect()
});

/// The files of the built-in theme, with the site's own over them, one by one.
fn files(sources: &Sources, name: &str) -> Files {
    let mut files = BUILT_IN.clone();
    let folder = format!("themes/{name}");
    for (file, bytes) in sources.inside(&folder) {
        if let Some(path) = file.as_str().get(folder.len() + 1..) {
            files.insert(path.to_owned(), (file.clone(), Arc::clone(bytes)));
        }
    }
    files
}

/// The texts of the built-in theme, with the site's own over them, one by one.
fn texts(
    files: &Files,
    name: &str,
    language: Language,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, ThemeText> {
    let path = format!("texts/{}.toml", language.tag());
    let own = FilePath::new(&format!("themes/{name}/{path}"));
    let built_in = built_in::path(&path);
    let own_file = files.get(&path).filter(|(file, _)| *file == own);
    let own_text = own_file.and_then(|(_, bytes)| utf8(&own, bytes, diagnostics));
    let mut texts = BTreeMap::new();
    for (file, text) in [(&built_in, built_in::text(&built_in)), (&own, own_text)] {
        if let Some(text) = text {
            let (own, mistakes) = parse::theme_texts(file, text);
            texts.extend(own);
            diagnostics.extend(mistakes);
        }
    }
    texts
}

/// The text of a file of the theme, if it is one.
fn utf8<'b>(file: &FilePath, bytes: &'b [u8], diagnostics: &mut Vec<Diagnostic>) -> Option<&'b str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let at = Span::new(error.valid_up_to(), error.valid_up_to());
            diagnostics.push(Diagnostic::new(Problem::NotUtf8, Place::span(file, at)));
            None
        }
    }
}

/// What `theme.toml` says; each file that it names is there.
fn raw(files: &Files, statics: &BTreeSet<String>, diagnostics: &mut Vec<Diagnostic>) -> RawTheme {
    let Some((file, bytes)) = files.get("theme.toml") else { return RawTheme::default() };
    let Some(text) = utf8(file, bytes, diagnostics) else { return RawTheme::default() };
    let (theme, mistakes) = parse::theme(file, text);
    diagnostics.extend(mistakes);
    for named in theme.stylesheets.iter().chain(&theme.logo) {
        if !statics.contains(&named.value) {
            let target = named.value.clone();
            let suggestion = nearest(&target, statics.iter().map(String::as_str));
            let problem = Problem::MissingThemeFile { file: target, suggestion };
            diagnostics.push(Diagnostic::new(problem, Place::span(file, named.span)));
        }
    }
    theme
}

impl Theme {
    /// The static files where they stand on the site.
    pub fn files(&self) -> impl Iterator<Item = Output> {
        let folder = &self.look.folder;
        self.statics
            .iter()
            .map(move |(path, (file, bytes))| Output::file(&format!("{folder}{path}"), bytes.clone(), file.clone()))
    }
}

/// Whether nothing stands in a template but comments.
fn is_blank(source: &str) -> bool {
    let mut rest = source.trim_start();
    while let Some((_, after)) = rest.strip_prefix("{#").and_then(|comment| comment.split_once("#}")) {
        rest = after.trim_start();
    }
    rest.is_empty()
}

impl Look {
    /// Whether a template shows nothing, whatever its view is.
    pub fn is_blank(&self, template: &str) -> bool {
        self.blank.contains(template)
    }

    /// Renders a piece of a page; `address` names the page when its template fails.
    pub fn render_piece(&self, template: &str, view: Value, address: &str) -> Result<Fragment, Diagnostic> {
        self.render(template, view, address).map(Fragment::new)
    }

    /// Renders a page. Its pieces and its longer texts are shared, not copied.
    pub fn render(&self, template: &str, view: Value, address: &str) -> Result<Content, Diagnostic> {
        let mut assembly = Assembly::of_page();
        let rendered = self.environment.get_template(template);
        let rendered = rendered.and_then(|template| template.render_captured_to(view, &mut assembly).map(|_| ()));
        match rendered {
            Ok(()) => Ok(assembly.finish()),
            Err(error) => Err(failed(&self.origins, template, &error, address)),
        }
    }
}

impl Look {
    /// A page that a template makes otherwise than it may; `detail` says how, in English as the engine does.
    pub fn refused(&self, template: &str, address: &str, detail: String) -> Diagnostic {
        let unnamed = built_in::path("templates");
        let problem = Problem::TemplateFailed { page: address.to_owned(), detail };
        Diagnostic::new(problem, Place::file(self.origins.get(template).unwrap_or(&unnamed)))
    }
}

fn failed(origins: &BTreeMap<String, FilePath>, template: &str, error: &minijinja::Error, address: &str) -> Diagnostic {
    let innermost = engine::innermost(error);
    let name = innermost.name().unwrap_or(template);
    let unnamed = built_in::path("templates");
    let file = origins.get(name).unwrap_or(&unnamed);
    let span = innermost.range().map(|range| Span::new(range.start, range.end));
    let detail = innermost.detail().map_or_else(|| innermost.kind().to_string(), str::to_owned);
    let problem = Problem::TemplateFailed { page: address.to_owned(), detail };
    Diagnostic::new(problem, Place { span, ..Place::file(file) })
}
