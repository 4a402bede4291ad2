//! Everything that can be wrong.

mod closing;
mod importing;

pub use closing::{ClosedFact, Closing};
pub use importing::{Importing, TableKind, TableLimit};

use super::{Owner, Severity};
use crate::source::ReadFailure;

/// Everything that can be wrong, each with the facts that its words need. A field called `suggestion` is a near
/// miss: what the author probably meant.
///
/// The kebab-case code of a variant is permanent: people search for it, and `docs/diagnostics` has its page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names of the fields say it; the words stand in the texts")]
pub enum Problem {
    // Files and folders
    Unreadable { failure: ReadFailure },
    NotUtf8,
    MissingContent,
    StrayFile { suggestion: Option<String> },
    BadName { name: String, suggestion: Option<String> },
    MissingIndex { folder: String },
    UnlinkedFile,

    // Front matter
    MissingFrontMatter,
    UnclosedFrontMatter,
    TomlSyntax { detail: String },
    CurlyQuotes { quote: char },
    UnknownKey { key: String, table: String, suggestion: Option<String> },
    MisplacedKey { key: String, table: String, belongs_to: String },
    MissingKey { key: String, table: String },
    WrongType { key: String, expected: Expected, found: Expected },
    EmptyValue { key: String },
    ControlCharacter { code: u32 },
    WrongFormat { key: String, expected: Expected, suggestion: Option<String> },
    ConflictingKeys { key: String, other: String },
    UnknownChoice { key: String, value: String, choices: Vec<String>, suggestion: Option<String> },

    // Values
    BadWhen { value: String, suggestion: Option<String> },
    BadDate { value: String, suggestion: Option<String> },
    UnknownQuarter { value: String, suggestion: Option<String> },
    UnknownCategory { id: String, suggestion: Option<String> },
    UnknownStatus { id: String, choices: Vec<String>, suggestion: Option<String> },
    UnknownMilestone { id: String, suggestion: Option<String> },
    UnknownTheme { name: String, suggestion: Option<String> },
    UnknownSubject { id: String, suggestion: Option<String> },
    DuplicateId { id: String },
    DuplicateAddress { address: String },
    ReservedAddress { address: String },
    BadAmount { value: String },
    BudgetSum { sum: String, total: String },

    // Rules of the domain
    StatusWithoutResult { status: String },
    ResultWithoutStatus,
    ReplanOrder { quarter: String, former: String },
    ReplanSameDate { due: Option<String> },
    ReplanWithoutReason,
    AchievedAndDropped,
    FormerlyOrder { until: String, former: String },
    FormerlyNothing,

    SecurityTxtExpired { expires: String },
    SecurityTxtExpiresSoon { expires: String },
    SecurityTxtExpiresLate { expires: String },

    UnknownTooiUri { key: String, value: String, suggestions: Vec<(String, String)> },
    OtherTooiList { key: String, label: String, belongs_to: String },
    WooWithoutHttps { base_url: String },

    // Closed quarters
    Closing(Closing),

    // Tables of spreadsheets
    Importing(Importing),

    // Markdown
    HeadingLevel,
    HeadingSkipped { from: u8, to: u8 },
    RawHtml { html: String },
    UnsafeLink { scheme: String },
    EmptyLinkText,
    DeadLink { target: String, suggestion: Option<String> },
    DeadAnchor { anchor: String, target: String, suggestion: Option<String> },
    HiddenLink { target: String },
    MissingImage { target: String, suggestion: Option<String> },
    RemoteImage { url: String },
    MissingAlt,
    MissingFootnote { label: String },
    UnusedFootnote { label: String },

    // Theme
    TemplateFailed { page: String, detail: String },
    MissingThemeFile { file: String, suggestion: Option<String> },
    BadText { key: String },
    EditionStyle { found: String },

    // Output
    OutputCollision { address: String },
    OutputInsideSources { folder: String },
    OutputNotFolder { folder: String },
    ForeignFile { path: String },
    NotWritten { path: String, detail: String },
    OutputBusy { folder: String },
    SiteShrinks { lost: usize, of: usize },

    // The call
    NoPortal { folder: String, looked_above: bool },
    TitleWithoutId { title: String },
    TitleTooLong { longest: usize },
    IdTaken { id: String, file: String },
    WhichCategory { choices: Vec<String> },
    QuarterClosed { quarter: String },
    FolderNotEmpty { folder: String },
    Polling { reason: PollingReason },
    NotListening { address: String, detail: String },
    PortTaken { taken: u16, port: u16 },
    OpenToOthers,
    BrowserNotOpened { url: String, detail: String },
}

/// Why changes are looked for instead of being told by the system.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PollingReason {
    /// The system follows no more folders for this user.
    TooManyFolders,
    /// The system lets this user follow folders in no more programs.
    TooManyWatchers,
    /// The folder is on a file system of this kind, of which other machines change the files.
    RemoteFolder {
        /// The system's name for the kind.
        system: String,
    },
    /// What else the system said.
    Other {
        /// Its words.
        detail: String,
    },
}

/// What kind of value a key takes, or was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it; the words stand in the texts")]
pub enum Expected {
    Text,
    Integer,
    Number,
    Boolean,
    Date,
    When,
    List,
    Table,
    ListOfTables,
    WebAddress,
    SecureAddress,
    ContactAddress,
    SiteAddress,
    MailAddress,
    BaseUrl,
    Id,
    Year,
    OneLine,
}

/// The part that another place plays in a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The same id or address was used here before.
    FirstHere,
    /// The earlier replan or former name is here.
    FormerHere,
    /// The table that the key slid into begins here.
    TableHere,
    /// The amounts that were added stand here.
    AmountsHere,
    /// The other file of the same address.
    OtherFile,
    /// It was dropped here.
    DroppedHere,
    /// The key that says otherwise stands here.
    OtherKey,
    /// The page that was being made comes from here.
    PageFrom,
    /// The row of the table that says it.
    TableRow,
}

impl Problem {
    /// The permanent code, in kebab case.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "unreadable",
            Self::NotUtf8 => "not-utf8",
            Self::MissingContent => "missing-content",
            Self::StrayFile { .. } => "stray-file",
            Self::BadName { .. } => "bad-name",
            Self::MissingIndex { .. } => "missing-index",
            Self::UnlinkedFile => "unlinked-file",
            Self::MissingFrontMatter => "missing-front-matter",
            Self::UnclosedFrontMatter => "unclosed-front-matter",
            Self::TomlSyntax { .. } => "toml-syntax",
            Self::CurlyQuotes { .. } => "curly-quotes",
            Self::UnknownKey { .. } => "unknown-key",
            Self::MisplacedKey { .. } => "misplaced-key",
            Self::MissingKey { .. } => "missing-key",
            Self::WrongType { .. } => "wrong-type",
            Self::EmptyValue { .. } => "empty-value",
            Self::ControlCharacter { .. } => "control-character",
            Self::WrongFormat { .. } => "wrong-format",
            Self::ConflictingKeys { .. } => "conflicting-keys",
            Self::UnknownChoice { .. } => "unknown-choice",
            Self::BadWhen { .. } => "bad-when",
            Self::BadDate { .. } => "bad-date",
            Self::UnknownQuarter { .. } => "unknown-quarter",
            Self::UnknownCategory { .. } => "unknown-category",
            Self::UnknownStatus { .. } => "unknown-status",
            Self::UnknownMilestone { .. } => "unknown-milestone",
            Self::UnknownTheme { .. } => "unknown-theme",
            Self::UnknownSubject { .. } => "unknown-subject",
            Self::DuplicateId { .. } => "duplicate-id",
            Self::DuplicateAddress { .. } => "duplicate-address",
            Self::ReservedAddress { .. } => "reserved-address",
            Self::BadAmount { .. } => "bad-amount",
            Self::BudgetSum { .. } => "budget-sum",
            Self::StatusWithoutResult { .. } => "status-without-result",
            Self::ResultWithoutStatus => "result-without-status",
            Self::ReplanOrder { .. } => "replan-order",
            Self::ReplanSameDate { .. } => "replan-same-date",
            Self::ReplanWithoutReason => "replan-without-reason",
            Self::AchievedAndDropped => "achieved-and-dropped",
            Self::FormerlyOrder { .. } => "formerly-order",
            Self::FormerlyNothing => "formerly-nothing",
            Self::SecurityTxtExpired { .. } => "security-txt-expired",
            Self::SecurityTxtExpiresSoon { .. } => "security-txt-expires-soon",
            Self::SecurityTxtExpiresLate { .. } => "security-txt-expires-late",
            Self::UnknownTooiUri { .. } => "unknown-tooi-uri",
            Self::OtherTooiList { .. } => "other-tooi-list",
            Self::WooWithoutHttps { .. } => "woo-without-https",
            Self::Closing(closing) => closing.code(),
            Self::Importing(importing) => importing.code(),
            Self::HeadingLevel => "heading-level",
            Self::HeadingSkipped { .. } => "heading-skipped",
            Self::RawHtml { .. } => "raw-html",
            Self::UnsafeLink { .. } => "unsafe-link",
            Self::EmptyLinkText => "empty-link-text",
            Self::DeadLink { .. } => "dead-link",
            Self::DeadAnchor { .. } => "dead-anchor",
            Self::HiddenLink { .. } => "hidden-link",
            Self::MissingImage { .. } => "missing-image",
            Self::RemoteImage { .. } => "remote-image",
            Self::MissingAlt => "missing-alt",
            Self::MissingFootnote { .. } => "missing-footnote",
            Self::UnusedFootnote { .. } => "unused-footnote",
            Self::TemplateFailed { .. } => "template-failed",
            Self::MissingThemeFile { .. } => "missing-theme-file",
            Self::BadText { .. } => "bad-text",
            Self::EditionStyle { .. } => "edition-style",
            Self::OutputCollision { .. } => "output-collision",
            Self::OutputInsideSources { .. } => "output-inside-sources",
            Self::OutputNotFolder { .. } => "output-not-folder",
            Self::ForeignFile { .. } => "foreign-file",
            Self::NotWritten { .. } => "not-written",
            Self::OutputBusy { .. } => "output-busy",
            Self::SiteShrinks { .. } => "site-shrinks",
            Self::NoPortal { .. } => "no-portal",
            Self::TitleWithoutId { .. } => "title-without-id",
            Self::TitleTooLong { .. } => "title-too-long",
            Self::IdTaken { .. } => "id-taken",
            Self::WhichCategory { .. } => "which-category",
            Self::QuarterClosed { .. } => "quarter-closed",
            Self::FolderNotEmpty { .. } => "folder-not-empty",
            Self::Polling { .. } => "polling",
            Self::NotListening { .. } => "not-listening",
            Self::PortTaken { .. } => "port-taken",
            Self::OpenToOthers => "open-to-others",
            Self::BrowserNotOpened { .. } => "browser-not-opened",
        }
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        let is_warning = matches!(
            self,
            Self::UnlinkedFile
                | Self::ReplanWithoutReason
                | Self::SecurityTxtExpiresSoon { .. }
                | Self::SecurityTxtExpiresLate { .. }
                | Self::HeadingSkipped { .. }
                | Self::MissingFootnote { .. }
                | Self::UnusedFootnote { .. }
                | Self::Polling { .. }
                | Self::PortTaken { .. }
                | Self::OpenToOthers
                | Self::BrowserNotOpened { .. }
        );
        let is_warning = is_warning || matches!(self, Self::Closing(closing) if closing.is_warning());
        let is_warning = is_warning || matches!(self, Self::Importing(importing) if importing.is_warning());
        if is_warning { Severity::Warning } else { Severity::Error }
    }

    /// Who can solve it.
    pub fn owner(&self) -> Owner {
        let is_machine = matches!(
            self,
            Self::Unreadable { .. }
                | Self::OutputInsideSources { .. }
                | Self::OutputNotFolder { .. }
                | Self::ForeignFile { .. }
                | Self::NotWritten { .. }
                | Self::OutputBusy { .. }
                | Self::NoPortal { .. }
                | Self::Polling { .. }
                | Self::NotListening { .. }
                | Self::PortTaken { .. }
                | Self::OpenToOthers
                | Self::BrowserNotOpened { .. }
        );
        let is_machine = is_machine || matches!(self, Self::Importing(importing) if importing.is_of_call());
        if is_machine { Owner::Machine } else { Owner::Author }
    }
}

impl From<Closing> for Problem {
    fn from(closing: Closing) -> Self {
        Self::Closing(closing)
    }
}

impl From<Importing> for Problem {
    fn from(importing: Importing) -> Self {
        Self::Importing(importing)
    }
}
