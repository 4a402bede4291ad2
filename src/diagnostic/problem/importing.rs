//! Everything that can be wrong with a table that is imported, or that is to be exported.

/// What can be wrong with a table of a spreadsheet, each with the facts that its words need.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names of the fields say it; the words stand in the texts")]
pub enum Importing {
    // The file
    TableFormat { found: TableKind, named: Option<TableKind> },
    TableBroken { detail: String },
    TableTooLarge { limit: TableLimit },

    // Its sheets and columns
    UnknownSheet { name: String, sheets: Vec<String>, suggestion: Option<String> },
    WhichSheet { sheets: Vec<String> },
    NoHeader { wanted: Vec<String> },
    MissingColumn { column: String, found: Vec<String>, suggestion: Option<String> },
    DuplicateColumn { column: String, places: Vec<String> },
    UnknownColumn { name: String, suggestion: Option<String> },
    ColumnQuarter { name: String, quarter: String },

    // Its cells
    MergedCells { cells: String },
    CellError { cell: String, error: String },
    CellNumber { cell: String, text: String },

    // Its rows
    RowWithoutProject,
    RowWithoutCategory { title: String },
    RowIncomplete { column: String, title: String },
    RowTwice { title: String },
    UnclearProject { title: String, ids: Vec<String> },
    MisspeltProject { title: String, suggestion: String },
    MisspeltCategory { title: String, suggestion: String },
    OtherCategory { id: String, category: String, table: String },
    RowsKept { files: Vec<String> },

    // A table that is to be made
    FileExists { file: String },
    NothingToExport { quarter: String, quarters: Vec<String> },
    CellTooLong { longest: usize },
}

/// What a file of a table is, by its bytes or by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names say it; the words stand in the texts")]
pub enum TableKind {
    Workbook,
    Csv,
    /// A workbook as Excel wrote it until 2003, or one with a password: both come in the same wrapping.
    OldOrLocked,
    OpenDocument,
    Pdf,
    Other,
}

/// How much a table may hold. Each limit is far above any report, and far below what a machine can bear.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TableLimit {
    /// Megabytes of the file.
    File(usize),
    /// Megabytes of its parts, unpacked.
    Unpacked(usize),
    /// Megabytes of a part that tells of the workbook's form and sheets, unpacked.
    Form(usize),
    /// The last row that may hold anything.
    Rows(u32),
    /// The last column that may hold anything.
    Columns(u32),
    /// Characters of a cell.
    Cell(usize),
}

impl Importing {
    /// The permanent code, in kebab case.
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::TableFormat { .. } => "table-format",
            Self::TableBroken { .. } => "table-broken",
            Self::TableTooLarge { .. } => "table-too-large",
            Self::UnknownSheet { .. } => "unknown-sheet",
            Self::WhichSheet { .. } => "which-sheet",
            Self::NoHeader { .. } => "no-header",
            Self::MissingColumn { .. } => "missing-column",
            Self::DuplicateColumn { .. } => "duplicate-column",
            Self::UnknownColumn { .. } => "unknown-column",
            Self::ColumnQuarter { .. } => "column-quarter",
            Self::MergedCells { .. } => "merged-cells",
            Self::CellError { .. } => "cell-error",
            Self::CellNumber { .. } => "cell-number",
            Self::RowWithoutProject => "row-without-project",
            Self::RowWithoutCategory { .. } => "row-without-category",
            Self::RowIncomplete { .. } => "row-incomplete",
            Self::RowTwice { .. } => "row-twice",
            Self::UnclearProject { .. } => "unclear-project",
            Self::MisspeltProject { .. } => "misspelt-project",
            Self::MisspeltCategory { .. } => "misspelt-category",
            Self::OtherCategory { .. } => "other-category",
            Self::RowsKept { .. } => "rows-kept",
            Self::FileExists { .. } => "file-exists",
            Self::NothingToExport { .. } => "nothing-to-export",
            Self::CellTooLong { .. } => "cell-too-long",
        }
    }

    /// Whether the table is imported all the same.
    pub(super) fn is_warning(&self) -> bool {
        matches!(
            self,
            Self::UnknownColumn { .. } | Self::CellNumber { .. } | Self::OtherCategory { .. } | Self::RowsKept { .. }
        )
    }

    /// Whether the call is wrong, and not what an author wrote.
    pub(super) fn is_of_call(&self) -> bool {
        matches!(self, Self::FileExists { .. })
    }
}
