//! The words in new files. What begins with `#` is comment lines as they stand in the file; the rest is phrases.

use crate::language::Language;

/// The words of one language.
pub(super) struct Words {
    /// That the file counts for nothing yet.
    pub(super) placeholder: &'static str,
    /// Before the last status.
    pub(super) last_status: &'static str,
    /// Before the last result.
    pub(super) last_result: &'static str,
    /// That there is no status and no result yet.
    pub(super) never_reported: &'static str,
    /// Before the promises that were not kept.
    pub(super) unkept: &'static str,
    /// The judgement of a promise that has none.
    pub(super) not_judged: &'static str,
    /// Before the list of statuses.
    pub(super) statuses: &'static str,
    /// The keys of an update; `{statuses}` is a line, `{status}` an example.
    pub(super) update_keys: &'static str,
    /// The keys of a report; `{quarter}`, and the days `{as_of}` and `{published}`.
    pub(super) report: &'static str,
    /// The keys of a project.
    pub(super) project: &'static str,
    /// The keys of a category.
    pub(super) category: &'static str,
    /// The keys of a risk; `{quarter}` is an example.
    pub(super) risk: &'static str,
}

impl Words {
    /// The words of a language.
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::Dutch => &DUTCH,
            Language::English => &ENGLISH,
        }
    }
}

const DUTCH: Words = Words {
    placeholder: "\
# Dit bestand telt nog niet mee. Vult u een regel in, haal dan het hekje (#) ervoor weg.
",
    last_status: "Laatste status",
    last_result: "Laatste toelichting",
    never_reported: "Dit project heeft nog niets gemeld.",
    unkept: "Voornemens uit eerdere kwartalen die niet helemaal zijn gerealiseerd, of nog niet beoordeeld:",
    not_judged: "nog niet beoordeeld",
    statuses: "Statussen",
    update_keys: "\
# Vóór het kwartaal: wat kondigt u aan?
# promises = [
#   \"Een voornemen dat u na het kwartaal kunt beoordelen.\",
# ]
# outlook = \"Een aankondiging die u niet kunt beoordelen.\"
# expected = \"{status}\"
#
# Na het kwartaal: kies een status en schrijf de toelichting onder de laatste regel met +++.
# Geef elk voornemen een uitkomst: kept, partly, missed of dropped. Bijvoorbeeld:
#   { text = \"Het voornemen.\", outcome = \"kept\" },
{statuses}
# status = \"{status}\"
",
    report: "\
# De rapportage over {quarter}. Schrijf de samenvatting onder de laatste regel met +++.
# Vult u een regel in, haal dan het hekje (#) ervoor weg. Is alles klaar, haal dan draft = true weg.
#
# De dag waarop de feiten klopten, en de dag waarop bezoekers de rapportage mogen zien:
# as_of = {as_of}
# published = {published}
# signatory = \"Naam, functie\"
# highlights = [
#   \"Een hoofdpunt in één regel.\",
# ]
",
    project: "\
# Vult u een regel in, haal dan het hekje (#) ervoor weg.
# Met draft = true is het project nog niet openbaar.
# draft = true
# summary = \"Wat het project is, in één regel.\"
# client = \"De opdrachtgever\"
# executor = \"De uitvoerder\"
# Schrijf onder de laatste regel met +++ wat het project is.
",
    category: "\
# Vult u een regel in, haal dan het hekje (#) ervoor weg.
# goal = \"Wat de projecten samen moeten bereiken.\"
# order = 1
# Schrijf onder de laatste regel met +++ een inleiding.
",
    risk: "\
# Vult u een regel in, haal dan het hekje (#) ervoor weg.
# measure = \"Wat u tegen het risico doet.\"
# order = 1
# Schrijf onder de laatste regel met +++ wat het risico is.
#
# [states]
# {quarter} = \"Hoe het risico er in dit kwartaal voor staat.\"
",
};

const ENGLISH: Words = Words {
    placeholder: "\
# This file does not count yet. When you fill in a line, remove the hash (#) before it.
",
    last_status: "Last status",
    last_result: "Last result",
    never_reported: "This project has not reported anything yet.",
    unkept: "Promises of earlier quarters that were not wholly delivered, or not yet judged:",
    not_judged: "not yet judged",
    statuses: "Statuses",
    update_keys: "\
# Before the quarter: what do you announce?
# promises = [
#   \"A promise that you can judge after the quarter.\",
# ]
# outlook = \"An announcement that you cannot judge.\"
# expected = \"{status}\"
#
# After the quarter: choose a status and write the result below the last line with +++.
# Give each promise an outcome: kept, partly, missed or dropped. For example:
#   { text = \"The promise.\", outcome = \"kept\" },
{statuses}
# status = \"{status}\"
",
    report: "\
# The report on {quarter}. Write the summary below the last line with +++.
# When you fill in a line, remove the hash (#) before it. When all is done, remove draft = true.
#
# The day on which the facts were true, and the day from which readers may see the report:
# as_of = {as_of}
# published = {published}
# signatory = \"Name, position\"
# highlights = [
#   \"A highlight in one line.\",
# ]
",
    project: "\
# When you fill in a line, remove the hash (#) before it.
# With draft = true the project is not public yet.
# draft = true
# summary = \"What the project is, in one line.\"
# client = \"Who asked for it\"
# executor = \"Who does it\"
# Write what the project is below the last line with +++.
",
    category: "\
# When you fill in a line, remove the hash (#) before it.
# goal = \"What the projects are to reach together.\"
# order = 1
# Write an introduction below the last line with +++.
",
    risk: "\
# When you fill in a line, remove the hash (#) before it.
# measure = \"What you do about the risk.\"
# order = 1
# Write what the risk is below the last line with +++.
#
# [states]
# {quarter} = \"How the risk stands in this quarter.\"
",
};
