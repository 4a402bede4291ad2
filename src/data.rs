//! What open data there is: the tables, their fields, and what each means, in words for readers.
//!
//! Goes in: nothing. Comes out: one declared list, [`TABLES`], from which every form of the data and its explanation is
//! made. Must not: know a portal. Names of tables and fields are the same in every portal, are those that authors write
//! where they write them, and are permanent: fields are only ever added, with the [`VERSION`] in which they came.

mod progress;
mod projects;
mod quarters;

use std::borrow::Cow;

use crate::language::Language;

/// The version of the fields. It grows by one whenever fields are added, and nothing else ever happens to them.
pub const VERSION: u32 = 1;

/// The folder that all of it stands in.
pub const FOLDER: &str = "/data/";

/// Where everything stands in one file.
pub const ALL: &str = "/data/all.json";

/// Where everything stands in one workbook.
pub const WORKBOOK: &str = "/data/all.xlsx";

/// Where the separated files are described to programs.
pub const PACKAGE: &str = "/data/datapackage.json";

/// Where the JSON files are described to programs, in their newest version.
pub const SCHEMA: &str = "/data/schema.json";

/// Where the data is described to catalogues.
pub const CATALOG: &str = "/data/catalog.jsonld";

/// The name of the data of one project or quarter, which stands beside its page.
pub const INDEX_NAME: &str = "index.json";

/// The name of a description of the fields.
pub const SCHEMA_NAME: &str = "schema.json";

/// A table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is described in its table, for readers")]
pub enum Name {
    Categories,
    Projects,
    Formerly,
    Links,
    Updates,
    Promises,
    Milestones,
    Replans,
    Quarters,
    Highlights,
    Chapters,
    Budgets,
    Amounts,
    Risks,
    RiskStates,
    Corrections,
    Changes,
    Statuses,
}

/// A table: what each of its rows is.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Which it is.
    pub id: Name,
    /// Its name for programs.
    pub name: &'static str,
    nl: Words,
    en: Words,
    /// The fields that no two rows have the same values of.
    pub key: &'static [&'static str],
    /// Where fields refer to.
    pub references: &'static [Reference],
    /// The fields, in order.
    pub fields: &'static [Field],
}

/// That some fields of a table always name a row of another.
#[derive(Clone, Copy, Debug)]
pub struct Reference {
    /// The fields.
    pub from: &'static [&'static str],
    /// The other table.
    pub to: Name,
    /// The fields there.
    pub keys: &'static [&'static str],
}

/// A title, and what it means.
type Words = [&'static str; 2];

/// A field of a table.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name for programs.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it always holds something.
    pub is_required: bool,
    /// The version in which it came.
    pub since: u32,
    nl: Words,
    en: Words,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A permanent id.
    Id,
    /// A line of text.
    Text,
    /// Text with line ends.
    Prose,
    /// A day, `2024-12-31`.
    Day,
    /// A moment as precisely as it is known: a day, a month, a quarter or a year. Such a field has three columns: the
    /// moment as authors write it, and the first and the last day that it may be.
    When,
    /// A quarter, `2024-Q4`.
    Quarter,
    /// A whole number.
    Integer,
    /// An exact number with at most three decimals.
    Number,
    /// Yes or no.
    Truth,
    /// A whole address.
    Address,
    /// One of these words.
    Choice(&'static [&'static str]),
}

/// A column: a field, or one of the three of a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name for programs.
    pub name: Cow<'static, str>,
    /// What it is called.
    pub title: Cow<'static, str>,
    /// What it means.
    pub description: Cow<'static, str>,
    /// What it holds. A moment as authors write it is one; its days are days.
    pub kind: Kind,
    /// Whether it always holds something.
    pub is_required: bool,
    /// The version in which it came.
    pub since: u32,
}

/// Every table, in the order in which they are told of.
pub static TABLES: [Table; 18] = [
    projects::CATEGORIES,
    projects::PROJECTS,
    projects::FORMERLY,
    projects::LINKS,
    progress::UPDATES,
    progress::PROMISES,
    progress::MILESTONES,
    progress::REPLANS,
    quarters::QUARTERS,
    quarters::HIGHLIGHTS,
    quarters::CHAPTERS,
    quarters::BUDGETS,
    quarters::AMOUNTS,
    quarters::RISKS,
    quarters::RISK_STATES,
    quarters::CORRECTIONS,
    quarters::CHANGES,
    quarters::STATUSES,
];

/// Where the page stands, and each file of all projects and quarters that a reader may be led to.
pub fn addresses() -> impl Iterator<Item = String> {
    let whole = [FOLDER, ALL, WORKBOOK, PACKAGE, SCHEMA].map(str::to_owned);
    whole.into_iter().chain(TABLES.iter().flat_map(|table| [table.csv(), table.json()]))
}

impl Name {
    /// The table itself.
    pub fn table(self) -> &'static Table {
        // They stand in the order of their names, which a test holds.
        &TABLES[self as usize]
    }
}

impl Table {
    /// What it is called.
    pub fn title(&self, language: Language) -> &'static str {
        self.words(language)[0]
    }

    /// What each of its rows is.
    pub fn description(&self, language: Language) -> &'static str {
        self.words(language)[1]
    }

    fn words(&self, language: Language) -> Words {
        match language {
            Language::Dutch => self.nl,
            Language::English => self.en,
        }
    }

    /// Its columns, in order.
    pub fn columns(&self, language: Language) -> Vec<Column> {
        self.fields.iter().flat_map(|field| field.columns(language)).collect()
    }

    /// Where its rows stand, as separated text.
    pub fn csv(&self) -> String {
        [FOLDER, self.name, ".csv"].concat()
    }

    /// Where its rows stand, as JSON.
    pub fn json(&self) -> String {
        [FOLDER, self.name, ".json"].concat()
    }
}

impl Field {
    fn columns(&self, language: Language) -> Vec<Column> {
        let [title, description] = match language {
            Language::Dutch => self.nl,
            Language::English => self.en,
        };
        let own = Column {
            name: self.name.into(),
            title: title.into(),
            description: description.into(),
            kind: self.kind,
            is_required: self.is_required,
            since: self.since,
        };
        if self.kind != Kind::When {
            return vec![own];
        }
        let ends = match language {
            Language::Dutch => {
                [("first", "eerste dag", "De eerste dag van"), ("last", "laatste dag", "De laatste dag van")]
            }
            Language::English => [("first", "first day", "The first day of"), ("last", "last day", "The last day of")],
        };
        let day = |(end, word, of): (&str, &str, &str)| Column {
            name: format!("{}_{end}", self.name).into(),
            title: format!("{title}, {word}").into(),
            description: format!("{of} “{title}”.").into(),
            kind: Kind::Day,
            ..own.clone()
        };
        [own.clone()].into_iter().chain(ends.map(day)).collect()
    }

    /// The same field, which may hold nothing.
    const fn optional(self) -> Self {
        Self { is_required: false, ..self }
    }
}

/// A field that always holds something.
const fn field(name: &'static str, kind: Kind, nl: Words, en: Words) -> Field {
    Field { name, kind, is_required: true, since: 1, nl, en }
}

/// The address of what a row tells.
const ADDRESS: Field = field(
    "url",
    Kind::Address,
    ["Adres", "Waar dit op de site staat. Het adres verandert niet."],
    ["Address", "Where it stands on the site. The address does not change."],
);

/// The project that a row belongs to.
const PROJECT: Field =
    field("project", Kind::Id, ["Project", "Het kenmerk van het project."], ["Project", "The id of the project."]);

/// The quarter that a row is about.
const QUARTER: Field = field(
    "quarter",
    Kind::Quarter,
    ["Kwartaal", "Het kwartaal waar dit over gaat."],
    ["Quarter", "The quarter that this is about."],
);

const OF_PROJECT: Reference = Reference { from: &["project"], to: Name::Projects, keys: &["id"] };
const OF_CATEGORY: Reference = Reference { from: &["category"], to: Name::Categories, keys: &["id"] };
const OF_QUARTER: Reference = Reference { from: &["quarter"], to: Name::Quarters, keys: &["quarter"] };

impl Kind {
    /// The words of which it is one; none of any other kind.
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Self::Choice(words) => words,
            Self::Id
            | Self::Text
            | Self::Prose
            | Self::Day
            | Self::When
            | Self::Quarter
            | Self::Integer
            | Self::Number
            | Self::Truth
            | Self::Address => &[],
        }
    }

    /// The word for it.
    pub fn word(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Id, Language::Dutch) => "kenmerk",
            (Self::Id, Language::English) => "id",
            (Self::Text | Self::Prose, Language::Dutch) => "tekst",
            (Self::Text | Self::Prose, Language::English) => "text",
            (Self::Day, Language::Dutch) => "dag",
            (Self::Day, Language::English) => "day",
            (Self::When, Language::Dutch) => "dag, maand, kwartaal of jaar",
            (Self::When, Language::English) => "day, month, quarter or year",
            (Self::Quarter, Language::Dutch) => "kwartaal",
            (Self::Quarter, Language::English) => "quarter",
            (Self::Integer, Language::Dutch) => "geheel getal",
            (Self::Integer, Language::English) => "whole number",
            (Self::Number, Language::Dutch) => "getal",
            (Self::Number, Language::English) => "number",
            (Self::Truth, Language::Dutch) => "ja of nee",
            (Self::Truth, Language::English) => "yes or no",
            (Self::Address, Language::Dutch) => "adres",
            (Self::Address, Language::English) => "address",
            (Self::Choice(_), Language::Dutch) => "vast woord",
            (Self::Choice(_), Language::English) => "fixed word",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn tables_stand_in_the_order_of_their_names_and_every_name_leads_somewhere() {
        let has = |table: &Table, names: &[&str]| {
            names.iter().all(|name| table.fields.iter().any(|field| field.name == *name))
        };
        for (at, table) in TABLES.iter().enumerate() {
            assert_eq!(table.id as usize, at, "{}", table.name);
            assert!(has(table, table.key), "{}", table.name);
            for reference in table.references {
                assert!(has(table, reference.from) && has(reference.to.table(), reference.keys), "{}", table.name);
            }
        }
    }

    #[test]
    fn no_two_columns_of_a_table_have_the_same_name_or_title() {
        for (table, (_, language)) in TABLES.iter().flat_map(|table| Language::ALL.map(|language| (table, language))) {
            let columns = table.columns(language);
            let names: BTreeSet<&str> = columns.iter().map(|column| &*column.name).collect();
            let titles: BTreeSet<&str> = columns.iter().map(|column| &*column.title).collect();
            assert_eq!((names.len(), titles.len()), (columns.len(), columns.len()), "{}", table.name);
            // A workbook's sheet is called by it.
            assert!(table.title(language).len() <= 31);
        }
    }
}
