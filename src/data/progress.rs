//! The tables of what projects announced, reported and reached.

use super::projects::NUMBER;
use super::{ADDRESS, Kind, Name, OF_CATEGORY, OF_PROJECT, PROJECT, QUARTER, Reference, Table, field};

pub(super) const UPDATES: Table = Table {
    id: Name::Updates,
    name: "updates",
    nl: ["Stand per kwartaal", "Wat een project over een kwartaal aankondigde en meldde."],
    en: ["Updates", "What a project announced and reported for a quarter."],
    key: &["project", "quarter"],
    references: &[
        OF_PROJECT,
        OF_CATEGORY,
        Reference { from: &["status"], to: Name::Statuses, keys: &["id"] },
        Reference { from: &["expected"], to: Name::Statuses, keys: &["id"] },
    ],
    fields: &[
        PROJECT,
        QUARTER,
        field(
            "is_reported",
            Kind::Truth,
            ["Gerapporteerd", "Of er over het kwartaal een rapportage is. Zonder rapportage is dit wat nu bekend is."],
            ["Reported", "Whether the quarter has a report. Without one, this is what is known now."],
        ),
        field(
            "title",
            Kind::Text,
            ["Naam", "Hoe het project in dat kwartaal heette."],
            ["Name", "What the project was called in that quarter."],
        ),
        field(
            "category",
            Kind::Id,
            ["Categorie", "Het kenmerk van de categorie in dat kwartaal."],
            ["Category", "The id of the category in that quarter."],
        ),
        field(
            "status",
            Kind::Id,
            ["Status", "Het kenmerk van de status die het project meldde."],
            ["Status", "The id of the status that the project reported."],
        )
        .optional(),
        field(
            "status_label",
            Kind::Text,
            ["Status in woorden", "Het woord dat de lijst toen voor die status had."],
            ["Status in words", "The word that the list had for that status then."],
        )
        .optional(),
        field(
            "result",
            Kind::Prose,
            ["Resultaat", "Wat er is gebeurd, in woorden."],
            ["Result", "What happened, in words."],
        )
        .optional(),
        field(
            "expected",
            Kind::Id,
            ["Verwachte status", "Het kenmerk van de status die vooraf werd verwacht."],
            ["Expected status", "The id of the status that was expected beforehand."],
        )
        .optional(),
        field(
            "expected_label",
            Kind::Text,
            ["Verwachte status in woorden", "Het woord dat de lijst toen voor die status had."],
            ["Expected status in words", "The word that the list had for that status then."],
        )
        .optional(),
        field(
            "outlook",
            Kind::Prose,
            ["Vooruitblik", "Wat vooraf is aangekondigd naast de voornemens."],
            ["Outlook", "What was announced beforehand, beside the promises."],
        )
        .optional(),
        field(
            "silence",
            Kind::Choice(&["silent", "announced"]),
            [
                "Stilte",
                "silent: het project meldde niets, hoewel het nog liep. announced: het heeft nog nooit iets gemeld.",
            ],
            [
                "Silence",
                "silent: the project reported nothing, although it went on. announced: it never reported anything yet.",
            ],
        )
        .optional(),
        ADDRESS,
    ],
};

pub(super) const PROMISES: Table = Table {
    id: Name::Promises,
    name: "promises",
    nl: ["Voornemens", "Wat een project voor een kwartaal beloofde, met wat ervan kwam."],
    en: ["Promises", "What a project promised for a quarter, with what came of it."],
    key: &["project", "quarter", "number"],
    // That of a milestone is none here: no reader of data packages takes half of a reference for none.
    references: &[Reference { from: &["project", "quarter"], to: Name::Updates, keys: &["project", "quarter"] }],
    fields: &[
        PROJECT,
        QUARTER,
        NUMBER,
        field(
            "announced_in",
            Kind::Quarter,
            ["Aangekondigd in", "Het kwartaal ervoor: de rapportage daarover kijkt vooruit naar dit kwartaal."],
            ["Announced in", "The quarter before: its report looks ahead to this quarter."],
        ),
        field("text", Kind::Prose, ["Voornemen", "Wat er is beloofd."], ["Promise", "What was promised."]),
        field(
            "outcome",
            Kind::Choice(&["kept", "partly", "missed", "dropped"]),
            [
                "Uitkomst",
                "kept: gerealiseerd. partly: deels gerealiseerd. missed: niet gerealiseerd. dropped: vervallen. Leeg: \
                 niet beoordeeld.",
            ],
            [
                "Outcome",
                "kept: delivered. partly: partly delivered. missed: not delivered. dropped: no longer promised. \
                 Empty: not judged.",
            ],
        )
        .optional(),
        field("note", Kind::Prose, ["Toelichting", "Uitleg bij de uitkomst."], ["Note", "What explains the outcome."])
            .optional(),
        field(
            "milestone",
            Kind::Id,
            ["Mijlpaal", "Het kenmerk van de mijlpaal van het project die hetzelfde is."],
            ["Milestone", "The id of the milestone of the project that is the same thing."],
        )
        .optional(),
        field(
            "is_added",
            Kind::Truth,
            ["Later toegevoegd", "Of het voornemen pas is toegevoegd toen het kwartaal ervoor al was afgesloten."],
            ["Added later", "Whether it was added after the quarter before was closed."],
        ),
        ADDRESS,
    ],
};

pub(super) const MILESTONES: Table = Table {
    id: Name::Milestones,
    name: "milestones",
    nl: ["Mijlpalen", "Wat een project op een datum bereikt wil hebben."],
    en: ["Milestones", "What a project is to have reached by a date."],
    key: &["project", "id"],
    references: &[OF_PROJECT],
    fields: &[
        PROJECT,
        field(
            "id",
            Kind::Id,
            ["Kenmerk", "Het vaste kenmerk van de mijlpaal in het project."],
            ["Id", "The permanent id of the milestone in its project."],
        ),
        field("title", Kind::Prose, ["Mijlpaal", "Wat er bereikt moet zijn."], ["Milestone", "What is to be reached."]),
        field(
            "due",
            Kind::When,
            ["Eerste datum", "De eerste datum die bekend was. Leeg: toen nog niet bekend."],
            ["First date", "The first date that was known. Empty: it was not known at first."],
        )
        .optional(),
        field(
            "current_due",
            Kind::When,
            ["Datum nu", "De datum die nu geldt, na elke wijziging. Leeg: nu niet bekend."],
            ["Date now", "The date that holds now, after every change. Empty: it is not known now."],
        )
        .optional(),
        field(
            "achieved",
            Kind::When,
            ["Bereikt", "Wanneer de mijlpaal is bereikt."],
            ["Achieved", "When it was reached."],
        )
        .optional(),
        field(
            "dropped",
            Kind::Quarter,
            ["Vervallen", "Het kwartaal waarin de mijlpaal is vervallen."],
            ["Dropped", "The quarter in which it was given up."],
        )
        .optional(),
        field(
            "reason",
            Kind::Prose,
            ["Reden van vervallen", "Waarom de mijlpaal is vervallen."],
            ["Reason for dropping", "Why it was given up."],
        )
        .optional(),
        field(
            "state",
            Kind::Choice(&["achieved", "dropped", "undated", "late", "open"]),
            [
                "Stand",
                "Op de peildatum. achieved: bereikt. dropped: vervallen. undated: zonder datum. late: de datum is \
                 voorbij. open: nog te gaan.",
            ],
            [
                "State",
                "On the facts’ day. achieved: reached. dropped: given up. undated: without a date. late: its date has \
                 passed. open: still to come.",
            ],
        ),
        field(
            "moves",
            Kind::Integer,
            ["Keer verschoven", "Hoe vaak de datum een andere werd. Een preciezere datum telt niet mee."],
            ["Times moved", "How often the date became another one. A more precise date does not count."],
        ),
        ADDRESS.optional(),
    ],
};

pub(super) const REPLANS: Table = Table {
    id: Name::Replans,
    name: "replans",
    nl: ["Wijzigingen van datums", "Elke keer dat de datum van een mijlpaal veranderde."],
    en: ["Changes of dates", "Each time that the date of a milestone changed."],
    key: &["project", "milestone", "number"],
    references: &[Reference { from: &["project", "milestone"], to: Name::Milestones, keys: &["project", "id"] }],
    fields: &[
        PROJECT,
        field("milestone", Kind::Id, ["Mijlpaal", "Het kenmerk van de mijlpaal."], [
            "Milestone",
            "The id of the milestone.",
        ]),
        NUMBER,
        field("quarter", Kind::Quarter, ["Kwartaal", "Het kwartaal waarin de datum veranderde."], [
            "Quarter",
            "The quarter in which the date changed.",
        ]),
        field("before", Kind::When, ["Datum ervoor", "De datum die tot dan gold. Leeg: niet bekend."], [
            "Date before",
            "The date that held until then. Empty: not known.",
        ])
        .optional(),
        field("due", Kind::When, ["Datum erna", "De datum die vanaf dan geldt. Leeg: nog niet bekend."], [
            "Date after",
            "The date that holds from then on. Empty: not yet known.",
        ])
        .optional(),
        field("reason", Kind::Prose, ["Reden", "Waarom de datum veranderde."], ["Reason", "Why the date changed."])
            .optional(),
        field(
            "slip",
            Kind::Integer,
            [
                "Dagen later",
                "Hoeveel dagen later de mijlpaal komt: van de laatste dag van de oude datum tot die van de nieuwe. Onder \
                 nul: eerder. Leeg: een van de datums is niet bekend.",
            ],
            [
                "Days later",
                "How many days later the milestone comes: from the last day of the old date to that of the new one. \
                 Below zero: earlier. Empty: one of the dates is not known.",
            ],
        )
        .optional(),
        field(
            "is_sharpening",
            Kind::Truth,
            ["Alleen preciezer", "Of de nieuwe datum binnen de oude ligt en alleen preciezer is."],
            ["Only more precise", "Whether the new date lies inside the old one and is only more precise."],
        ),
        ADDRESS.optional(),
    ],
};
