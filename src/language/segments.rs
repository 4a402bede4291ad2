//! The words that addresses are made of.

/// The first part of each address of ours, in one language. They are permanent.
#[derive(Debug)]
pub struct Segments {
    /// All projects.
    pub projects: &'static str,
    /// All categories.
    pub categories: &'static str,
    /// The roadmap.
    pub roadmap: &'static str,
    /// The archive of quarters.
    pub quarters: &'static str,
    /// What changed in a quarter, under that quarter.
    pub changes: &'static str,
    /// The file of a report that stands by itself, under its quarter; the quarter follows.
    pub edition: &'static str,
    /// The anchors of the kinds of change, by the permanent word of each; a kind that is not here is its own anchor.
    pub change_kinds: &'static [(&'static str, &'static str)],
    /// The risks.
    pub risks: &'static str,
    /// The budgets.
    pub finance: &'static str,
    /// Searching.
    pub search: &'static str,
    /// What made the site.
    pub version: &'static str,
    /// The accessibility statement, a free page that is linked from every page.
    pub accessibility: &'static str,
    /// Stands before a milestone's id in its anchor.
    pub milestone: &'static str,
    /// The file of a calendar of milestones.
    pub calendar: &'static str,
    /// The kinds of entries of feeds.
    pub told: Told,
    /// The list of words with their meanings, as an anchor on the page of all projects.
    pub legend: &'static str,
    /// The generated parts of a quarter's page, as anchors.
    pub parts: Parts,
    /// What lists are filtered by.
    pub filters: Filters,
}

/// The names of what lists are filtered by, as they stand in addresses: `?status=vertraagd`.
#[derive(Debug, serde::Serialize)]
pub struct Filters {
    /// Words in the row.
    pub words: &'static str,
    /// The category's id.
    pub category: &'static str,
    /// The status's id.
    pub status: &'static str,
    /// Stands for an id where a project has no status yet. No id begins with a hyphen.
    pub no_status: &'static str,
    /// The client, in words.
    pub client: &'static str,
    /// What became of a milestone.
    pub milestone: &'static str,
    /// The words for that, each by its permanent one.
    pub milestone_states: &'static [(&'static str, &'static str)],
    /// The order.
    pub sort: &'static str,
}

/// The kinds of entries of feeds, as readers can filter by them, and as the end of an entry's id. They are permanent.
#[derive(Debug)]
pub struct Told {
    /// A report.
    pub report: &'static str,
    /// What a project reported of a quarter.
    pub result: &'static str,
    /// A milestone's date moved.
    pub replanned: &'static str,
    /// A milestone was reached.
    pub achieved: &'static str,
    /// A milestone was given up.
    pub dropped: &'static str,
    /// Something was put right.
    pub correction: &'static str,
}

/// The anchors of the generated parts of a quarter's page.
#[derive(Debug)]
pub struct Parts {
    /// The summary.
    pub summary: &'static str,
    /// The highlights.
    pub highlights: &'static str,
    /// The projects by category.
    pub projects: &'static str,
    /// The risks.
    pub risks: &'static str,
    /// The outlook for the next quarter.
    pub outlook: &'static str,
    /// The projects that were silent.
    pub silent: &'static str,
}

impl Parts {
    /// All of them.
    pub fn all(&self) -> [&'static str; 6] {
        [self.summary, self.highlights, self.projects, self.risks, self.outlook, self.silent]
    }
}

impl Segments {
    /// The first parts of addresses that no free page may take.
    pub fn reserved(&self) -> [&'static str; 9] {
        [
            self.projects,
            self.categories,
            self.roadmap,
            self.quarters,
            self.risks,
            self.finance,
            self.search,
            self.version,
            "data",
        ]
    }
}

pub(super) static DUTCH: Segments = Segments {
    projects: "projecten",
    categories: "categorieen",
    roadmap: "roadmap",
    quarters: "kwartalen",
    changes: "wijzigingen",
    edition: "kwartaalrapportage",
    change_kinds: &[
        ("promises", "voornemens"),
        ("promise-missed", "niet-gerealiseerd"),
        ("promise-unjudged", "niet-beoordeeld"),
        ("promise-partly", "deels-gerealiseerd"),
        ("promise-dropped", "vervallen"),
        ("promise-kept", "gerealiseerd"),
        ("expected-otherwise", "anders-dan-verwacht"),
        ("expected-met", "zoals-verwacht"),
        ("status-back", "achteruit"),
        ("status-level", "andere-status"),
        ("status-forward", "vooruit"),
        ("milestone-missed", "mijlpalen-niet-gehaald"),
        ("milestone-moved", "verschoven"),
        ("milestone-dropped", "mijlpalen-vervallen"),
        ("milestone-sharpened", "preciezer"),
        ("milestone-achieved", "mijlpalen-behaald"),
        ("milestone-added", "nieuwe-mijlpalen"),
        ("silent", "stil"),
        ("announced", "aangekondigd"),
        ("stopped", "gestopt"),
        ("finished", "afgerond"),
        ("new", "nieuw"),
        ("renamed", "andere-naam"),
        ("moved", "andere-categorie"),
    ],
    risks: "risicos",
    finance: "financien",
    search: "zoeken",
    version: "versie",
    accessibility: "toegankelijkheid",
    milestone: "mijlpaal",
    calendar: "mijlpalen.ics",
    told: Told {
        report: "rapportage",
        result: "resultaat",
        replanned: "verschoven",
        achieved: "bereikt",
        dropped: "vervallen",
        correction: "correctie",
    },
    legend: "woorden",
    parts: Parts {
        summary: "samenvatting",
        highlights: "hoofdpunten",
        projects: "projecten",
        risks: "risicos",
        outlook: "vooruitblik",
        silent: "stil",
    },
    filters: Filters {
        words: "zoek",
        category: "categorie",
        status: "status",
        no_status: "-geen",
        client: "opdrachtgever",
        milestone: "mijlpaal",
        milestone_states: &[
            ("open", "open"),
            ("moved", "verschoven"),
            ("late", "te-laat"),
            ("achieved", "bereikt"),
            ("dropped", "vervallen"),
            ("undated", "zonder-datum"),
        ],
        sort: "volgorde",
    },
};

pub(super) static ENGLISH: Segments = Segments {
    projects: "projects",
    categories: "categories",
    roadmap: "roadmap",
    quarters: "quarters",
    changes: "changes",
    edition: "quarterly-report",
    change_kinds: &[],
    risks: "risks",
    finance: "finance",
    search: "search",
    version: "version",
    accessibility: "accessibility",
    milestone: "milestone",
    calendar: "milestones.ics",
    told: Told {
        report: "report",
        result: "result",
        replanned: "moved",
        achieved: "achieved",
        dropped: "dropped",
        correction: "correction",
    },
    legend: "words",
    parts: Parts {
        summary: "summary",
        highlights: "highlights",
        projects: "projects",
        risks: "risks",
        outlook: "outlook",
        silent: "silent",
    },
    filters: Filters {
        words: "search",
        category: "category",
        status: "status",
        no_status: "-none",
        client: "client",
        milestone: "milestone",
        milestone_states: &[
            ("open", "open"),
            ("moved", "moved"),
            ("late", "late"),
            ("achieved", "achieved"),
            ("dropped", "dropped"),
            ("undated", "undated"),
        ],
        sort: "order",
    },
};
