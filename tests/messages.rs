//! The words of every problem in every language, whole, and that no code lacks its page or its spec case.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use voortgang::diagnostic::{
    ClosedFact, Closing, Expected, Importing, PollingReason, Problem, TableKind, TableLimit, message,
};
use voortgang::language::Language;
use voortgang::source::ReadFailure;

fn fact(field: &str, was: Option<&str>, now: Option<&str>) -> ClosedFact {
    ClosedFact {
        quarter: "2024-Q3".to_owned(),
        about: "duto".to_owned(),
        field: field.to_owned(),
        was: was.map(str::to_owned),
        now: now.map(str::to_owned),
    }
}

/// One problem of every kind.
#[expect(clippy::too_many_lines, reason = "a flat table: one entry a problem")]
fn problems() -> Vec<Problem> {
    let some = || Some("bedoeld".to_owned());
    let word = || "woord".to_owned();
    let quarter = || "2024-Q3".to_owned();
    vec![
        Problem::Unreadable { failure: ReadFailure::Permission },
        Problem::NotUtf8,
        Problem::MissingContent,
        Problem::StrayFile { suggestion: some() },
        Problem::BadName { name: word(), suggestion: some() },
        Problem::MissingIndex { folder: word() },
        Problem::UnlinkedFile,
        Problem::MissingFrontMatter,
        Problem::UnclosedFrontMatter,
        Problem::TomlSyntax { detail: "unclosed array".to_owned() },
        Problem::CurlyQuotes { quote: '“' },
        Problem::UnknownKey { key: word(), table: String::new(), suggestion: some() },
        Problem::MisplacedKey { key: word(), table: "milestones".to_owned(), belongs_to: String::new() },
        Problem::MissingKey { key: word(), table: String::new() },
        Problem::WrongType { key: word(), expected: Expected::Text, found: Expected::Number },
        Problem::EmptyValue { key: word() },
        Problem::ControlCharacter { code: 7 },
        Problem::WrongFormat { key: word(), expected: Expected::WebAddress, suggestion: None },
        Problem::ConflictingKeys { key: word(), other: "ander".to_owned() },
        Problem::UnknownChoice {
            key: word(),
            value: word(),
            choices: vec![word(), "ander".to_owned()],
            suggestion: some(),
        },
        Problem::BadWhen { value: word(), suggestion: some() },
        Problem::BadDate { value: word(), suggestion: some() },
        Problem::UnknownQuarter { value: word(), suggestion: some() },
        Problem::UnknownCategory { id: word(), suggestion: some() },
        Problem::UnknownStatus { id: word(), choices: vec![word()], suggestion: some() },
        Problem::UnknownMilestone { id: word(), suggestion: some() },
        Problem::UnknownTheme { name: word(), suggestion: some() },
        Problem::UnknownSubject { id: word(), suggestion: some() },
        Problem::DuplicateId { id: word() },
        Problem::DuplicateAddress { address: word() },
        Problem::ReservedAddress { address: word() },
        Problem::BadAmount { value: word() },
        Problem::BudgetSum { sum: "788".to_owned(), total: "787".to_owned() },
        Problem::StatusWithoutResult { status: word() },
        Problem::ResultWithoutStatus,
        Problem::ReplanOrder { quarter: "2024-Q3".to_owned(), former: "2024-Q4".to_owned() },
        Problem::ReplanSameDate { due: Some("2024-12-31".to_owned()) },
        Problem::ReplanWithoutReason,
        Problem::AchievedAndDropped,
        Problem::FormerlyOrder { until: "2024-Q3".to_owned(), former: "2024-Q4".to_owned() },
        Problem::FormerlyNothing,
        Problem::SecurityTxtExpired { expires: "2024-12-31".to_owned() },
        Problem::SecurityTxtExpiresSoon { expires: "2024-12-31".to_owned() },
        Problem::SecurityTxtExpiresLate { expires: "2024-12-31".to_owned() },
        Problem::UnknownTooiUri {
            key: "category".to_owned(),
            value: "https://identifier.overheid.nl/tooi/y".to_owned(),
            suggestions: vec![("https://identifier.overheid.nl/tooi/x".to_owned(), "convenanten".to_owned())],
        },
        Problem::OtherTooiList { key: "category".to_owned(), label: word(), belongs_to: "themes".to_owned() },
        Problem::WooWithoutHttps { base_url: "http://voortgang.example.org/".to_owned() },
        Closing::BrokenLock { quarter: quarter() }.into(),
        Closing::LockConflict { quarter: quarter() }.into(),
        Closing::LockVersion { quarter: quarter(), version: "2".to_owned() }.into(),
        Closing::CorrectionEarly { published: "2024-11-01".to_owned() }.into(),
        Closing::CorrectionOpen { quarter: quarter() }.into(),
        Closing::CorrectionWaiting { quarter: quarter() }.into(),
        Closing::CorrectAlso { quarter: quarter() }.into(),
        Closing::EarlierOpen { quarter: quarter(), earlier: "2024-Q2".to_owned() }.into(),
        Closing::LockGone { quarter: quarter(), known_by: "public/.voortgang".to_owned() }.into(),
        Closing::Changed(fact("status", Some("Op schema"), Some("Vertraagd"))).into(),
        Closing::Gone { quarter: quarter(), id: word(), suggestion: some() }.into(),
        Closing::CorrectionGone { quarter: quarter(), about: word() }.into(),
        Closing::LanguageFixed { language: "nl".to_owned() }.into(),
        Closing::NotClosed { quarter: quarter() }.into(),
        Closing::SilentProjects { quarter: quarter(), ids: vec![word()] }.into(),
        Closing::WithoutOutlook { quarter: quarter(), ids: vec![word(), "ander".to_owned()] }.into(),
        Closing::NothingReported { quarter: quarter(), ids: vec![word()] }.into(),
        Closing::NoReport { quarter: quarter() }.into(),
        Closing::NotPublicYet { quarter: quarter(), published: Some("1 februari 2025".to_owned()) }.into(),
        Closing::AlreadyClosed { quarter: quarter(), closed: "1 februari 2025".to_owned() }.into(),
        Closing::NotYetClosed { quarter: quarter() }.into(),
        Closing::WithoutDate.into(),
        Closing::WithoutSummary.into(),
        Closing::Silent { id: word(), quarter: quarter() }.into(),
        Closing::Unjudged { text: "Het plan is klaar.".to_owned() }.into(),
        Closing::NothingToCorrect { quarter: quarter() }.into(),
        Closing::MissingCorrection(fact("+++", Some("Er stond dit."), Some("Er staat dat."))).into(),
        Importing::TableFormat { found: TableKind::OldOrLocked, named: Some(TableKind::Workbook) }.into(),
        Importing::TableBroken { detail: "invalid Zip archive".to_owned() }.into(),
        Importing::TableTooLarge { limit: TableLimit::Rows(10_000) }.into(),
        Importing::UnknownSheet { name: word(), sheets: vec!["Q3".to_owned()], suggestion: some() }.into(),
        Importing::WhichSheet { sheets: vec!["Q2".to_owned(), "Q3".to_owned()] }.into(),
        Importing::NoHeader { wanted: vec!["Project".to_owned(), "Status".to_owned()] }.into(),
        Importing::MissingColumn { column: word(), found: vec!["Project".to_owned()], suggestion: some() }.into(),
        Importing::DuplicateColumn { column: word(), places: vec!["C1".to_owned(), "D1".to_owned()] }.into(),
        Importing::UnknownColumn { name: word(), suggestion: some() }.into(),
        Importing::ColumnQuarter { name: "Status Q2".to_owned(), quarter: quarter() }.into(),
        Importing::MergedCells { cells: "B4:B5".to_owned() }.into(),
        Importing::CellError { cell: "D4".to_owned(), error: "#REF!".to_owned() }.into(),
        Importing::CellNumber { cell: "D4".to_owned(), text: "0,5".to_owned() }.into(),
        Importing::RowWithoutProject.into(),
        Importing::RowWithoutCategory { title: "Kaart".to_owned() }.into(),
        Importing::RowIncomplete { column: word(), title: "Kaart".to_owned() }.into(),
        Importing::RowTwice { title: "Kaart".to_owned() }.into(),
        Importing::UnclearProject { title: "Kaart".to_owned(), ids: vec![word(), "ander".to_owned()] }.into(),
        Importing::MisspeltProject { title: "Kaard".to_owned(), suggestion: "Kaart".to_owned() }.into(),
        Importing::MisspeltCategory { title: "Beleit".to_owned(), suggestion: "Beleid".to_owned() }.into(),
        Importing::OtherCategory { id: word(), category: "Beleid".to_owned(), table: "Andere".to_owned() }.into(),
        Importing::RowsKept { files: vec![word(), "ander".to_owned()] }.into(),
        Importing::FileExists { file: word() }.into(),
        Importing::NothingToExport { quarter: "2023-Q1".to_owned(), quarters: vec![quarter()] }.into(),
        Importing::CellTooLong { longest: 32_767 }.into(),
        Problem::HeadingLevel,
        Problem::HeadingSkipped { from: 2, to: 4 },
        Problem::RawHtml { html: "<script>".to_owned() },
        Problem::UnsafeLink { scheme: "javascript:".to_owned() },
        Problem::EmptyLinkText,
        Problem::DeadLink { target: word(), suggestion: some() },
        Problem::DeadAnchor { anchor: word(), target: word(), suggestion: some() },
        Problem::HiddenLink { target: word() },
        Problem::MissingImage { target: word(), suggestion: some() },
        Problem::RemoteImage { url: word() },
        Problem::MissingAlt,
        Problem::MissingFootnote { label: word() },
        Problem::UnusedFootnote { label: word() },
        Problem::TemplateFailed { page: word(), detail: word() },
        Problem::MissingThemeFile { file: word(), suggestion: some() },
        Problem::BadText { key: word() },
        Problem::EditionStyle { found: "@import".to_owned() },
        Problem::OutputCollision { address: word() },
        Problem::OutputInsideSources { folder: word() },
        Problem::OutputNotFolder { folder: word() },
        Problem::ForeignFile { path: word() },
        Problem::NotWritten { path: word(), detail: word() },
        Problem::OutputBusy { folder: word() },
        Problem::SiteShrinks { lost: 40, of: 60 },
        Problem::NoPortal { folder: word(), looked_above: true },
        Problem::TitleWithoutId { title: "!?".to_owned() },
        Problem::TitleTooLong { longest: 100 },
        Problem::IdTaken { id: word(), file: word() },
        Problem::WhichCategory { choices: vec![word(), "ander".to_owned()] },
        Problem::QuarterClosed { quarter: "2024-Q4".to_owned() },
        Problem::FolderNotEmpty { folder: word() },
        Problem::Polling { reason: PollingReason::TooManyFolders },
        Problem::NotListening { address: "192.0.2.1:8000".to_owned(), detail: "cannot assign".to_owned() },
        Problem::PortTaken { taken: 8000, port: 8001 },
        Problem::OpenToOthers,
        Problem::BrowserNotOpened { url: "http://127.0.0.1:8000/".to_owned(), detail: "no browser".to_owned() },
    ]
}

/// Problems of the machine, of closing, of making something new, of tables and of serving, which no file in memory can show
/// alone; the tests of the command line, of writing, of closing, of `new`, of `import` and of `serve` do.
const OUTSIDE_SPEC: [&str; 65] = [
    "cell-error",
    "cell-number",
    "cell-too-long",
    "column-quarter",
    "duplicate-column",
    "file-exists",
    "merged-cells",
    "missing-column",
    "misspelt-category",
    "misspelt-project",
    "no-header",
    "nothing-to-export",
    "other-category",
    "row-incomplete",
    "row-twice",
    "row-without-category",
    "row-without-project",
    "rows-kept",
    "table-broken",
    "table-format",
    "table-too-large",
    "unclear-project",
    "unknown-column",
    "unknown-sheet",
    "which-sheet",
    "already-closed",
    "close-silent",
    "close-unjudged",
    "close-without-date",
    "close-without-summary",
    "closed-changed",
    "closed-gone",
    "correct-also",
    "correction-gone",
    "correction-waiting",
    "earlier-open",
    "language-fixed",
    "lock-conflict",
    "lock-gone",
    "missing-correction",
    "no-report",
    "not-public-yet",
    "not-yet-closed",
    "nothing-to-correct",
    "missing-content",
    "unreadable",
    "not-utf8",
    "output-inside-sources",
    "output-not-folder",
    "foreign-file",
    "not-written",
    "output-busy",
    "site-shrinks",
    "no-portal",
    "title-without-id",
    "title-too-long",
    "id-taken",
    "which-category",
    "quarter-closed",
    "folder-not-empty",
    "polling",
    "not-listening",
    "port-taken",
    "open-to-others",
    "browser-not-opened",
];

#[test]
fn the_words_are_exactly_these() {
    for (tag, language) in Language::ALL {
        let mut text = String::new();
        for problem in problems() {
            let words = message(&problem, language);
            let severity = problem.severity();
            text.extend([format!("{} [{severity:?}]\n  {}\n", problem.code(), words.headline)]);
            let rest = words.label.map(|label| format!("  | {label}\n")).into_iter();
            text.extend(rest.chain(words.help.map(|help| format!("  = {help}\n"))));
        }
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/messages/{tag}.txt"));
        if std::env::var_os("VOORTGANG_UPDATE").is_some() {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, &text).unwrap();
        }
        assert_eq!(fs::read_to_string(&file).unwrap_or_default(), text);
    }
}

#[test]
fn every_code_is_listed_once_and_documented() {
    let codes: Vec<&str> = problems().iter().map(Problem::code).collect();
    let unique: BTreeSet<&str> = codes.iter().copied().collect();
    assert_eq!(codes.len(), unique.len());
    let source = |file: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
    let source = source("src/diagnostic/problem.rs")
        + &source("src/diagnostic/problem/closing.rs")
        + &source("src/diagnostic/problem/importing.rs");
    let declared: BTreeSet<&str> =
        source.lines().filter_map(|line| line.split_once("=> \"")?.1.strip_suffix("\",")).collect();
    assert_eq!(unique, declared);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics");
    let pages: BTreeSet<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().trim_end_matches(".md").to_owned())
        .filter(|name| name != "README")
        .collect();
    assert_eq!(pages, unique.iter().map(|code| (*code).to_owned()).collect());
}

#[test]
fn every_code_has_a_spec_case() {
    let shown: BTreeSet<String> = crate::spec::codes().into_iter().collect();
    let missing: Vec<&str> = problems()
        .iter()
        .map(Problem::code)
        .filter(|code| !shown.contains(*code) && !OUTSIDE_SPEC.contains(code))
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}
