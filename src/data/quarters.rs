//! The tables of what is told quarter by quarter beside the projects, and of the words that are used.

use super::projects::NUMBER;
use super::{ADDRESS, Kind, Name, OF_QUARTER, QUARTER, Reference, Table, field};

pub(super) const QUARTERS: Table = Table {
    id: Name::Quarters,
    name: "quarters",
    nl: ["Rapportages", "De kwartalen waarover een rapportage is verschenen."],
    en: ["Reports", "The quarters that a report came out about."],
    key: &["quarter"],
    references: &[],
    fields: &[
        field(
            "quarter",
            Kind::Quarter,
            ["Kwartaal", "Het kwartaal waar de rapportage over gaat."],
            ["Quarter", "The quarter that the report is about."],
        ),
        field(
            "first_day",
            Kind::Day,
            ["Eerste dag", "De eerste dag van het kwartaal."],
            ["First day", "The first day of the quarter."],
        ),
        field(
            "last_day",
            Kind::Day,
            ["Laatste dag", "De laatste dag van het kwartaal."],
            ["Last day", "The last day of the quarter."],
        ),
        field(
            "as_of",
            Kind::Day,
            ["Peildatum", "De dag waarop de gegevens klopten."],
            ["As of", "The day on which the facts were true."],
        ),
        field(
            "published",
            Kind::Day,
            ["Gepubliceerd", "De dag waarop de rapportage verscheen."],
            ["Published", "The day on which the report came out."],
        )
        .optional(),
        field(
            "signatory",
            Kind::Text,
            ["Ondertekenaar", "Wie de rapportage ondertekende."],
            ["Signatory", "Who signed the report."],
        )
        .optional(),
        field(
            "summary",
            Kind::Prose,
            ["Samenvatting", "De samenvatting van de rapportage."],
            ["Summary", "The summary of the report."],
        )
        .optional(),
        field(
            "closed",
            Kind::Day,
            [
                "Afgesloten",
                "De dag waarop het kwartaal is afgesloten. Daarna veranderen zijn gegevens niet meer, behalve met een \
                 correctie die iedereen ziet. Leeg: nog niet afgesloten.",
            ],
            [
                "Closed",
                "The day on which the quarter was closed. From then on its facts do not change, but by a correction \
                 that everybody sees. Empty: not closed yet.",
            ],
        )
        .optional(),
        field(
            "corrected",
            Kind::Day,
            ["Gecorrigeerd", "De dag van de laatste correctie."],
            ["Corrected", "The day of the last correction."],
        )
        .optional(),
        ADDRESS,
    ],
};

pub(super) const HIGHLIGHTS: Table = Table {
    id: Name::Highlights,
    name: "highlights",
    nl: ["Hoofdpunten", "De belangrijkste resultaten van een kwartaal."],
    en: ["Highlights", "The most important results of a quarter."],
    key: &["quarter", "number"],
    references: &[OF_QUARTER],
    fields: &[
        QUARTER,
        NUMBER,
        field(
            "text",
            Kind::Prose,
            ["Hoofdpunt", "Het resultaat, in een zin."],
            ["Highlight", "The result, in a sentence."],
        ),
        ADDRESS,
    ],
};

pub(super) const CHAPTERS: Table = Table {
    id: Name::Chapters,
    name: "chapters",
    nl: ["Hoofdstukken", "De hoofdstukken van een rapportage."],
    en: ["Chapters", "The chapters of a report."],
    key: &["quarter", "id"],
    references: &[OF_QUARTER],
    fields: &[
        QUARTER,
        field(
            "id",
            Kind::Id,
            ["Kenmerk", "Het vaste kenmerk van het hoofdstuk in de rapportage."],
            ["Id", "The permanent id of the chapter in its report."],
        ),
        field("title", Kind::Text, ["Titel", "Hoe het hoofdstuk heet."], ["Title", "What the chapter is called."]),
        field("text", Kind::Prose, ["Tekst", "Wat er in het hoofdstuk staat."], ["Text", "What the chapter says."])
            .optional(),
        ADDRESS,
    ],
};

const OF_CHAPTER: Reference = Reference { from: &["quarter", "chapter"], to: Name::Chapters, keys: &["quarter", "id"] };

pub(super) const BUDGETS: Table = Table {
    id: Name::Budgets,
    name: "budgets",
    nl: ["Budgetten", "De tabellen met bedragen in een rapportage."],
    en: ["Budgets", "The tables of amounts in a report."],
    key: &["quarter", "chapter", "number"],
    references: &[OF_CHAPTER],
    fields: &[
        QUARTER,
        field(
            "chapter",
            Kind::Id,
            ["Hoofdstuk", "Het kenmerk van het hoofdstuk waar de tabel in staat."],
            ["Chapter", "The id of the chapter that the table stands in."],
        ),
        NUMBER,
        field("title", Kind::Text, ["Titel", "Waar het geld voor is."], ["Title", "What the money is for."]),
        field(
            "unit",
            Kind::Text,
            ["Eenheid", "Waarin de bedragen zijn geteld, zoals € mln."],
            ["Unit", "What the amounts count, such as € mln."],
        ),
        field("total", Kind::Number, ["Totaal", "De som van de bedragen."], ["Total", "The sum of the amounts."]),
        ADDRESS,
    ],
};

pub(super) const AMOUNTS: Table = Table {
    id: Name::Amounts,
    name: "amounts",
    nl: ["Bedragen", "De bedragen van een budget, jaar voor jaar."],
    en: ["Amounts", "The amounts of a budget, year by year."],
    key: &["quarter", "chapter", "budget", "year"],
    references: &[Reference {
        from: &["quarter", "chapter", "budget"],
        to: Name::Budgets,
        keys: &["quarter", "chapter", "number"],
    }],
    fields: &[
        QUARTER,
        field(
            "chapter",
            Kind::Id,
            ["Hoofdstuk", "Het kenmerk van het hoofdstuk."],
            ["Chapter", "The id of the chapter."],
        ),
        field(
            "budget",
            Kind::Integer,
            ["Budget", "Het nummer van het budget in dat hoofdstuk."],
            ["Budget", "The number of the budget in that chapter."],
        ),
        field("year", Kind::Integer, ["Jaar", "Het jaar van het bedrag."], ["Year", "The year of the amount."]),
        field(
            "amount",
            Kind::Number,
            ["Bedrag", "Het bedrag, in de eenheid van het budget."],
            ["Amount", "The amount, in the unit of the budget."],
        ),
    ],
};

pub(super) const RISKS: Table = Table {
    id: Name::Risks,
    name: "risks",
    nl: ["Risico’s", "De risico’s van het programma, met hun naam van nu."],
    en: ["Risks", "The risks of the programme, with the name that they have now."],
    key: &["id"],
    references: &[],
    fields: &[
        field(
            "id",
            Kind::Id,
            ["Kenmerk", "Het vaste kenmerk van het risico."],
            ["Id", "The permanent id of the risk."],
        ),
        field("title", Kind::Text, ["Naam", "Hoe het risico heet."], ["Name", "What the risk is called."]),
        field("text", Kind::Prose, ["Beschrijving", "Wat het risico is."], ["Description", "What the risk is."])
            .optional(),
        field("measure", Kind::Prose, ["Maatregel", "Wat eraan wordt gedaan."], ["Measure", "What is done about it."])
            .optional(),
        field(
            "order",
            Kind::Integer,
            ["Volgorde", "De plaats in de lijst, als daarvoor gekozen is."],
            ["Order", "Its place in the list, if one was chosen."],
        )
        .optional(),
        ADDRESS.optional(),
    ],
};

pub(super) const RISK_STATES: Table = Table {
    id: Name::RiskStates,
    name: "risk_states",
    nl: ["Stand van risico’s", "Hoe het met een risico stond, kwartaal voor kwartaal."],
    en: ["States of risks", "How a risk stood, quarter by quarter."],
    key: &["risk", "quarter"],
    references: &[Reference { from: &["risk"], to: Name::Risks, keys: &["id"] }],
    fields: &[
        field("risk", Kind::Id, ["Risico", "Het kenmerk van het risico."], ["Risk", "The id of the risk."]),
        QUARTER,
        field(
            "title",
            Kind::Text,
            ["Naam", "Hoe het risico in dat kwartaal heette."],
            ["Name", "What the risk was called in that quarter."],
        ),
        field(
            "measure",
            Kind::Prose,
            ["Maatregel", "Wat er in dat kwartaal aan werd gedaan."],
            ["Measure", "What was done about it in that quarter."],
        )
        .optional(),
        field("state", Kind::Prose, ["Stand", "Hoe het met het risico stond."], ["State", "How the risk stood."]),
        ADDRESS,
    ],
};

pub(super) const CORRECTIONS: Table = Table {
    id: Name::Corrections,
    name: "corrections",
    nl: ["Correcties", "Wat er in een rapportage is rechtgezet nadat zij verscheen."],
    en: ["Corrections", "What was put right in a report after it came out."],
    key: &["quarter", "number"],
    references: &[OF_QUARTER],
    fields: &[
        QUARTER,
        NUMBER,
        field("date", Kind::Day, ["Datum", "De dag van de correctie."], ["Date", "The day of the correction."]),
        field(
            "kind",
            Kind::Choice(&["report", "project", "chapter", "risk", "category"]),
            [
                "Soort",
                "Waar de correctie over gaat. report: de rapportage. project: een project. chapter: een hoofdstuk. risk: \
                 een risico. category: een categorie.",
            ],
            ["Kind", "What the correction is about: the report, a project, a chapter, a risk or a category."],
        ),
        field(
            "about",
            Kind::Id,
            ["Kenmerk", "Het kenmerk van het project, het hoofdstuk, het risico of de categorie."],
            ["About", "The id of the project, the chapter, the risk or the category."],
        )
        .optional(),
        field(
            "note",
            Kind::Prose,
            ["Toelichting", "Wat er fout was en wat er goed is."],
            ["Note", "What was wrong and what is right."],
        ),
        ADDRESS,
    ],
};

pub(super) const CHANGES: Table = Table {
    id: Name::Changes,
    name: "changes",
    nl: ["Gecorrigeerd", "Wat een correctie in een afgesloten kwartaal veranderde."],
    en: ["Corrected", "What a correction changed in a closed quarter."],
    key: &["quarter", "correction", "number"],
    references: &[Reference { from: &["quarter", "correction"], to: Name::Corrections, keys: &["quarter", "number"] }],
    fields: &[
        QUARTER,
        field(
            "correction",
            Kind::Integer,
            ["Correctie", "Het nummer van de correctie van dat kwartaal."],
            ["Correction", "The number of the correction of that quarter."],
        ),
        NUMBER,
        field("field", Kind::Text, ["Gegeven", "Wat er veranderde, in woorden."], ["Fact", "What changed, in words."]),
        field(
            "was",
            Kind::Prose,
            ["Eerst", "Wat er eerst stond. Leeg: er stond niets."],
            ["First", "What it said at first. Empty: there was nothing."],
        )
        .optional(),
        field(
            "now",
            Kind::Prose,
            ["Nu", "Wat er nu staat. Leeg: het is weggehaald."],
            ["Now", "What it says now. Empty: it was taken away."],
        )
        .optional(),
    ],
};

pub(super) const STATUSES: Table = Table {
    id: Name::Statuses,
    name: "statuses",
    nl: ["Statussen", "De woorden voor hoe het met een project gaat."],
    en: ["Statuses", "The words for where a project stands."],
    key: &["id"],
    references: &[],
    fields: &[
        field(
            "id",
            Kind::Id,
            ["Kenmerk", "Het vaste kenmerk van de status."],
            ["Id", "The permanent id of the status."],
        ),
        field("label", Kind::Text, ["Woord", "Het woord dat lezers zien."], ["Word", "The word that readers see."]),
        field("meaning", Kind::Text, ["Betekenis", "Wat het woord betekent."], ["Meaning", "What the word means."])
            .optional(),
        field(
            "phase",
            Kind::Choice(&["planned", "active", "ongoing", "done", "stopped"]),
            [
                "Fase",
                "planned: nog niet begonnen. active: er wordt aan gewerkt. ongoing: werk zonder einde. done: klaar. \
                 stopped: gestopt.",
            ],
            [
                "Phase",
                "planned: not begun. active: being worked at. ongoing: work without an end. done: finished. stopped: \
                 ended without being finished.",
            ],
        ),
        field(
            "tone",
            Kind::Choice(&["neutral", "info", "positive", "warning", "negative"]),
            [
                "Toon",
                "Hoe het woord is bedoeld. neutral: zegt niets over goed of slecht. info: goed om te weten. positive: gaat \
                 goed. warning: vraagt aandacht. negative: gaat fout.",
            ],
            [
                "Tone",
                "How the word is meant. neutral: says nothing about good or bad. info: worth knowing. positive: goes \
                 well. warning: asks for attention. negative: goes wrong.",
            ],
        ),
    ],
};
