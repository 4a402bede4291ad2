//! A new project, category or risk: one file with a permanent id.

use super::title::Title;
use super::words::Words;
use super::{NewFile, Plan};
use crate::diagnostic::{Diagnostic, Place, Problem, nearest};
use crate::language::Language;
use crate::model::{Portal, Quarter, Slug};
use crate::source::{FilePath, Sources};

/// A project. Its id is taken also by a folder without a page of its own: files would become part of it unseen.
pub(super) fn project(
    portal: &Portal,
    sources: &Sources,
    title: &str,
    category: Option<&str>,
) -> Result<Plan, Diagnostic> {
    let title = read(title, "content/projects")?;
    let folder = format!("content/projects/{}/", title.id);
    let path = format!("{folder}index.md");
    check_free(&title.id, &path, sources)?;
    let mut inside = sources.iter().map(|(file, _)| file).filter(|file| file.as_str().starts_with(&folder));
    inside.next().map_or(Ok(()), |file| Err(taken(&title.id, file)))?;
    let category = category_of(portal, category)?;
    Ok(project_file(&title, &category, portal.site.language).into())
}

/// The file of a project with this name.
pub(super) fn project_file(title: &Title, category: &Slug, language: Language) -> NewFile {
    let path = format!("content/projects/{}/index.md", title.id);
    let keys = format!("title = {}\ncategory = \"{category}\"\n", title.quoted());
    page(&path, &keys, Words::of(language).project)
}

/// The file of a category with this name.
pub(super) fn category_file(title: &Title, language: Language) -> NewFile {
    single_file("content/categories", title, Words::of(language).category)
}

/// A category.
pub(super) fn category(portal: &Portal, sources: &Sources, title: &str) -> Result<Plan, Diagnostic> {
    single("content/categories", title, sources, Words::of(portal.site.language).category)
}

/// A risk. `now` is the quarter that its comments take as an example.
pub(super) fn risk(portal: &Portal, sources: &Sources, title: &str, now: Quarter) -> Result<Plan, Diagnostic> {
    let hints = Words::of(portal.site.language).risk.replace("{quarter}", &now.to_string());
    single("content/risks", title, sources, &hints)
}

/// A page that has no folder of its own and needs nothing but a title.
fn single(folder: &str, title: &str, sources: &Sources, hints: &str) -> Result<Plan, Diagnostic> {
    let title = read(title, folder)?;
    let path = format!("{folder}/{}.md", title.id);
    check_free(&title.id, &path, sources)?;
    Ok(single_file(folder, &title, hints).into())
}

fn single_file(folder: &str, title: &Title, hints: &str) -> NewFile {
    page(&format!("{folder}/{}.md", title.id), &format!("title = {}\n", title.quoted()), hints)
}

fn read(title: &str, folder: &str) -> Result<Title, Diagnostic> {
    Title::read(title).map_err(|problem| Diagnostic::new(problem, Place::file(&FilePath::new(folder))))
}

fn page(path: &str, keys: &str, hints: &str) -> NewFile {
    NewFile::new(path, format!("+++\n{keys}{hints}+++\n"))
}

fn check_free(id: &Slug, path: &str, sources: &Sources) -> Result<(), Diagnostic> {
    let file = FilePath::new(path);
    if sources.get(&file).is_some() { Err(taken(id, &file)) } else { Ok(()) }
}

fn taken(id: &Slug, file: &FilePath) -> Diagnostic {
    let problem = Problem::IdTaken { id: id.to_string(), file: file.to_string() };
    Diagnostic::new(problem, Place::file(file))
}

/// The category that was asked for, or the only one that there is.
fn category_of(portal: &Portal, wanted: Option<&str>) -> Result<Slug, Diagnostic> {
    let ids: Vec<&Slug> = portal.categories.keys().collect();
    let texts = || ids.iter().map(|id| id.as_str());
    let problem = match (wanted, &ids[..]) {
        (None, [only]) => return Ok((*only).clone()),
        (None, _) => Problem::WhichCategory { choices: texts().map(str::to_owned).collect() },
        (Some(text), _) => match ids.iter().find(|id| id.as_str() == text) {
            Some(id) => return Ok((*id).clone()),
            None => Problem::UnknownCategory { id: text.to_owned(), suggestion: nearest(text, texts()) },
        },
    };
    Err(Diagnostic::new(problem, Place::file(&FilePath::new("content/categories"))))
}
