//! What `new` made, and what is still to be written.

use super::plural;
use crate::language::Language;
use crate::scaffold::{Gap, NewFile, Plan};
use crate::source::FilePath;

/// A line for each file that was made, a line for each that is not finished, and how many there are.
pub(in crate::cli) fn made(plan: &Plan, language: Language) -> String {
    let mut lines = paths(&plan.files);
    if !plan.unfinished.is_empty() {
        lines.push(match language {
            Language::Dutch => "Nog te schrijven:".to_owned(),
            Language::English => "Still to be written:".to_owned(),
        });
        lines.extend(plan.unfinished.iter().map(|(file, gaps)| unfinished(file, gaps, language)));
    }
    lines.push(match (plan.files.len(), language) {
        (0, Language::Dutch) => "Er was niets nieuws te maken.".to_owned(),
        (0, Language::English) => "There was nothing new to make.".to_owned(),
        (made, _) => format!("{}.", count(made, language)),
    });
    lines.join("\n")
}

/// The same for a whole portal, with the command that builds it.
pub(in crate::cli) fn made_site(files: &[NewFile], folder: &str, language: Language) -> String {
    let count = count(files.len(), language);
    let mut lines = paths(files);
    lines.push(match language {
        Language::Dutch => format!("{count}. Bouw de site met: voortgang build --root \"{folder}\""),
        Language::English => format!("{count}. Build the site with: voortgang build --root \"{folder}\""),
    });
    lines.join("\n")
}

fn paths(files: &[NewFile]) -> Vec<String> {
    files.iter().map(|file| file.path.to_string()).collect()
}

fn count(made: usize, language: Language) -> String {
    match language {
        Language::Dutch => format!("{} gemaakt", plural(made, "bestand", "bestanden")),
        Language::English => format!("{} made", plural(made, "file", "files")),
    }
}

fn unfinished(file: &FilePath, gaps: &[Gap], language: Language) -> String {
    let gaps: Vec<String> = gaps.iter().map(|gap| words(*gap, language)).collect();
    format!("  {file}: {}", gaps.join("; "))
}

fn words(gap: Gap, language: Language) -> String {
    let words = match (language, gap) {
        (Language::Dutch, Gap::Achievement) => "geen status en toelichting",
        (Language::Dutch, Gap::Outlook) => "geen vooruitblik",
        (Language::Dutch, Gap::Summary) => "geen samenvatting",
        (Language::Dutch, Gap::Published) => "geen dag bij published",
        (Language::Dutch, Gap::Draft) => "nog een concept",
        (Language::Dutch, Gap::Outcomes(count)) => {
            return plural(count, "voornemen niet beoordeeld", "voornemens niet beoordeeld");
        }
        (Language::English, Gap::Achievement) => "no status and no result",
        (Language::English, Gap::Outlook) => "no outlook",
        (Language::English, Gap::Summary) => "no summary",
        (Language::English, Gap::Published) => "no day at published",
        (Language::English, Gap::Draft) => "still a draft",
        (Language::English, Gap::Outcomes(count)) => return plural(count, "promise not judged", "promises not judged"),
    };
    words.to_owned()
}
