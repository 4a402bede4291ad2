//! The tables of what the programme does: its projects, and the categories that they are in.

use super::{ADDRESS, Field, Kind, Name, OF_CATEGORY, OF_PROJECT, PROJECT, Reference, Table, field};

pub(super) const CATEGORIES: Table = Table {
    id: Name::Categories,
    name: "categories",
    nl: ["Categorieën", "De groepen waarin de projecten zijn verdeeld."],
    en: ["Categories", "The groups that the projects are divided into."],
    key: &["id"],
    references: &[],
    fields: &[
        field(
            "id",
            Kind::Id,
            ["Kenmerk", "Het vaste kenmerk van de categorie."],
            ["Id", "The permanent id of the category."],
        ),
        field("title", Kind::Text, ["Naam", "Hoe de categorie heet."], ["Name", "What the category is called."]),
        field(
            "goal",
            Kind::Prose,
            ["Doelstelling", "Wat de projecten samen moeten bereiken."],
            ["Goal", "What the projects are to reach together."],
        )
        .optional(),
        field(
            "text",
            Kind::Prose,
            ["Inleiding", "Wat de site over de categorie vertelt."],
            ["Introduction", "What the site tells about the category."],
        )
        .optional(),
        field(
            "order",
            Kind::Integer,
            ["Volgorde", "De plaats in de lijst, als daarvoor gekozen is."],
            ["Order", "Its place in the list, if one was chosen."],
        )
        .optional(),
        // One that only closed quarters know has no page any more.
        ADDRESS.optional(),
    ],
};

pub(super) const PROJECTS: Table = Table {
    id: Name::Projects,
    name: "projects",
    nl: ["Projecten", "Alle projecten, met hun naam en categorie van nu."],
    en: ["Projects", "All projects, with the name and category that they have now."],
    key: &["id"],
    references: &[OF_CATEGORY, Reference { from: &["status"], to: Name::Statuses, keys: &["id"] }],
    fields: &[
        field(
            "id",
            Kind::Id,
            ["Kenmerk", "Het vaste kenmerk van het project."],
            ["Id", "The permanent id of the project."],
        ),
        field("title", Kind::Text, ["Naam", "Hoe het project nu heet."], ["Name", "What the project is called now."]),
        field(
            "category",
            Kind::Id,
            ["Categorie", "Het kenmerk van de categorie van nu."],
            ["Category", "The id of the category that it is in now."],
        ),
        field(
            "summary",
            Kind::Prose,
            ["Samenvatting", "Het project in een zin."],
            ["Summary", "The project in a sentence."],
        )
        .optional(),
        field("text", Kind::Prose, ["Beschrijving", "Wat het project is."], ["Description", "What the project is."])
            .optional(),
        field(
            "client",
            Kind::Text,
            ["Opdrachtgever", "Wie om het project vroeg."],
            ["Client", "Who asked for the project."],
        )
        .optional(),
        field("executor", Kind::Text, ["Uitvoerder", "Wie het project doet."], ["Executor", "Who does the project."])
            .optional(),
        field(
            "order",
            Kind::Integer,
            ["Volgorde", "De plaats in de categorie, als daarvoor gekozen is."],
            ["Order", "Its place in its category, if one was chosen."],
        )
        .optional(),
        field(
            "first_quarter",
            Kind::Quarter,
            ["Eerste kwartaal", "Het eerste kwartaal waarover iets van het project bekend is."],
            ["First quarter", "The first quarter of which something about the project is known."],
        )
        .optional(),
        field(
            "status",
            Kind::Id,
            ["Status", "Het kenmerk van de laatste status die het project meldde."],
            ["Status", "The id of the last status that the project reported."],
        )
        .optional(),
        field(
            "status_quarter",
            Kind::Quarter,
            ["Kwartaal van de status", "Het kwartaal waarin het project die status meldde."],
            ["Quarter of the status", "The quarter in which the project reported that status."],
        )
        .optional(),
        ADDRESS.optional(),
    ],
};

pub(super) const FORMERLY: Table = Table {
    id: Name::Formerly,
    name: "formerly",
    nl: ["Vroeger", "Namen en categorieën die projecten vroeger hadden."],
    en: ["Formerly", "Names and categories that projects had before."],
    key: &["project", "number"],
    references: &[OF_PROJECT, OF_CATEGORY],
    fields: &[
        PROJECT,
        NUMBER,
        field(
            "until",
            Kind::Quarter,
            ["Tot en met", "Het laatste kwartaal waarin dit zo was."],
            ["Until", "The last quarter in which it was so."],
        ),
        field(
            "title",
            Kind::Text,
            ["Naam", "De naam van toen, als die anders was."],
            ["Name", "The name at that time, if it was another."],
        )
        .optional(),
        field(
            "category",
            Kind::Id,
            ["Categorie", "Het kenmerk van de categorie van toen, als die anders was."],
            ["Category", "The id of the category at that time, if it was another."],
        )
        .optional(),
    ],
};

/// The place of a row among those that belong together.
pub(super) const NUMBER: Field = field(
    "number",
    Kind::Integer,
    ["Nummer", "Het volgnummer, vanaf 1."],
    ["Number", "Its place among the others, from 1."],
);

pub(super) const LINKS: Table = Table {
    id: Name::Links,
    name: "links",
    nl: ["Links", "Pagina’s van anderen over een project."],
    en: ["Links", "Pages elsewhere about a project."],
    key: &["project", "number"],
    references: &[OF_PROJECT],
    fields: &[
        PROJECT,
        NUMBER,
        field("title", Kind::Text, ["Naam", "Hoe de pagina heet."], ["Name", "What the page is called."]),
        field("url", Kind::Address, ["Adres", "Waar de pagina staat."], ["Address", "Where the page is."]),
    ],
};
