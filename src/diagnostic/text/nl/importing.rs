//! The Dutch words about tables of spreadsheets.

use super::super::{Message, first_of, listed};
use super::meant;
use crate::diagnostic::{Importing, TableKind, TableLimit};

#[expect(clippy::too_many_lines, reason = "a flat table: one entry a problem")]
pub(super) fn message(problem: &Importing) -> Message {
    match problem {
        Importing::TableFormat { found, named } => format(*found, *named),
        Importing::TableBroken { detail } => Message::new(format!("de tabel is niet te lezen: {detail}")).help(
            "Het bestand is beschadigd of niet compleet. Open het in uw spreadsheetprogramma en sla het opnieuw op \
                 als Excel-werkmap (.xlsx).",
        ),
        Importing::TableTooLarge { limit } => too_large(*limit),
        Importing::UnknownSheet { name, sheets, suggestion } => Message::new(format!("het blad `{name}` bestaat niet"))
            .help(meant(suggestion.as_ref(), &format!("Kies met `--sheet` een van deze bladen: {}.", listed(sheets)))),
        Importing::WhichSheet { sheets } => Message::new("meer dan één blad heeft een tabel van projecten")
            .help(format!("Kies er een met `--sheet`: {}.", listed(sheets))),
        Importing::NoHeader { wanted } => Message::new("er is geen rij met kolomnamen").help(format!(
            "Zet boven de projecten een rij met de namen van de kolommen: {}. Die rij mag niet verder naar beneden \
             staan dan rij 30.",
            listed(wanted)
        )),
        Importing::MissingColumn { column, found, suggestion } => Message::new(format!(
            "de kolom `{column}` ontbreekt"
        ))
        .help(format!("{} De kolommen zijn nu: {}.", rename(suggestion.as_ref()), listed(found))),
        Importing::DuplicateColumn { column, places } => {
            Message::new(format!("de kolom `{column}` staat er twee keer"))
                .help(format!("Laat er één staan. Ze staan nu op {}.", listed(places)))
        }
        Importing::UnknownColumn { name, suggestion } => {
            Message::new(format!("de kolom `{name}` wordt niet ingelezen")).help(meant(
                suggestion.as_ref(),
                "Geen enkel gegeven heeft deze naam. Hoort de kolom er niet bij, dan hoeft u niets te doen.",
            ))
        }
        Importing::ColumnQuarter { name, quarter } => {
            Message::new(format!("de kolom `{name}` gaat over een ander kwartaal dan {quarter}")).help(
                "Kies met `--quarter` het kwartaal van de tabel, of kies het goede blad met `--sheet`. De vooruitblik \
                 gaat over het kwartaal erna. Klopt de tabel wel, haal het kwartaal dan uit de kolomnaam.",
            )
        }
        Importing::MergedCells { cells } => Message::new(format!("de cellen {cells} zijn samengevoegd")).help(
            "Splits de cellen en zet in elke rij wat er hoort. Alleen bij de categorie mogen cellen onder elkaar \
                 samengevoegd zijn.",
        ),
        Importing::CellError { cell, error } => Message::new(format!("in cel {cell} staat een fout: `{error}`"))
            .help("Herstel de formule of typ de waarde zelf."),
        Importing::CellNumber { cell, text } => {
            Message::new(format!("in cel {cell} staat een getal; het is overgenomen als `{text}`")).help(
                "De opmaak van een getal, zoals % of €, gaat niet mee. Klopt het zo niet, maak er dan tekst van in de \
                 tabel.",
            )
        }
        Importing::RowWithoutProject => Message::new("deze rij heeft geen project").help(
            "Vul de naam van het project in. Is het een tussenkop of een totaal, haal de rij dan weg; een categorie \
             staat in een eigen kolom.",
        ),
        Importing::RowWithoutCategory { title } => {
            Message::new(format!("het nieuwe project `{title}` heeft geen categorie"))
                .help("Vul de categorie in. Een categorie die er nog niet is, wordt gemaakt.")
        }
        Importing::RowIncomplete { column, title } => {
            Message::new(format!("bij het project `{title}` is `{column}` leeg")).help(
                "Een status en een toelichting horen bij elkaar. Vul in wat ontbreekt, of maak beide cellen leeg: dan \
                 meldt het project niets over dit kwartaal.",
            )
        }
        Importing::RowTwice { title } => {
            Message::new(format!("het project `{title}` staat twee keer in de tabel")).help("Maak er één rij van.")
        }
        Importing::UnclearProject { title, ids } => Message::new(format!("meer dan één project heet `{title}`"))
            .help(format!("Schrijf de naam van de map van het project, in plaats van de titel: {}.", listed(ids))),
        Importing::MisspeltProject { title, suggestion } => Message::new(format!(
            "het project `{title}` bestaat niet, maar `{suggestion}` wel"
        ))
        .help(format!(
            "Is het hetzelfde project, neem de naam dan over. Is het echt een nieuw project, maak het dan eerst met \
                 `voortgang new project \"{title}\"`."
        )),
        Importing::MisspeltCategory { title, suggestion } => {
            Message::new(format!("de categorie `{title}` bestaat niet, maar `{suggestion}` wel")).help(format!(
                "Is het dezelfde categorie, neem de naam dan over. Is het echt een nieuwe, maak haar dan eerst met \
                 `voortgang new category \"{title}\"`."
            ))
        }
        Importing::OtherCategory { id, category, table } => Message::new(format!(
            "volgens de tabel hoort `{id}` bij `{table}`, maar het project staat bij `{category}`"
        ))
        .help(
            "De rij is gelezen, maar de categorie is niet veranderd. Is het project verhuisd, verander dan zelf \
                     `category` in `index.md` en zet de oude bij `formerly`.",
        ),
        Importing::RowsKept { files } => {
            let count = files.len();
            let headline = if count == 1 {
                "1 bestand zegt iets anders dan de tabel en is niet veranderd".to_owned()
            } else {
                format!("{count} bestanden zeggen iets anders dan de tabel en zijn niet veranderd")
            };
            let files = first_of(files, |rest| format!("en nog {rest}"));
            Message::new(headline)
                .help(format!("Geef `--update` om over te nemen wat de tabel zegt. Het gaat om {files}."))
        }
        Importing::FileExists { file } => Message::new(format!("`{file}` bestaat al"))
            .help("Kies een andere naam, of haal het bestand eerst zelf weg. Er wordt nooit een bestand overschreven."),
        Importing::NothingToExport { quarter, quarters } if quarters.is_empty() => {
            Message::new(format!("over {quarter} is niets gemeld en niets aangekondigd"))
                .help("Er is nog geen kwartaal om een tabel van te maken.")
        }
        Importing::NothingToExport { quarter, quarters } => {
            Message::new(format!("over {quarter} is niets gemeld en niets aangekondigd"))
                .help(format!("Kies een van deze kwartalen: {}.", listed(quarters)))
        }
        Importing::CellTooLong { longest } => {
            Message::new(format!("een tekst is te lang voor een cel: daar passen {longest} tekens in"))
                .help("Maak de tekst korter, of maak een tabel die eindigt op `.csv`.")
        }
    }
}

fn rename(suggestion: Option<&String>) -> String {
    match suggestion {
        Some(name) => format!("Is het de kolom `{name}`? Geef haar dan deze naam."),
        None => "Voeg de kolom toe, of geef een kolom deze naam.".to_owned(),
    }
}

fn format(found: TableKind, named: Option<TableKind>) -> Message {
    let is = match found {
        TableKind::Workbook => "een Excel-werkmap (.xlsx)",
        TableKind::Csv => "gewone tekst",
        TableKind::OldOrLocked => "een oude Excel-werkmap (.xls), of een werkmap met een wachtwoord",
        TableKind::OpenDocument => "een OpenDocument-bestand (.ods)",
        TableKind::Pdf => "een PDF",
        TableKind::Other => "geen tabel die Voortgang kent",
    };
    match (found, named) {
        (TableKind::Workbook, Some(_)) => Message::new(format!("het bestand is {is}, maar de naam zegt iets anders"))
            .help("Geef het bestand een naam die eindigt op `.xlsx`."),
        (TableKind::Csv, Some(TableKind::Workbook)) => {
            Message::new(format!("het bestand is {is}, maar de naam eindigt op `.xlsx`")).help(
                "Open het in uw spreadsheetprogramma en sla het op als Excel-werkmap (.xlsx). Is het een CSV-bestand, \
                 geef het dan een naam die eindigt op `.csv`.",
            )
        }
        _ => Message::new(format!("het bestand is {is}")).help(
            "Een tabel is een bestand dat eindigt op `.xlsx` of `.csv`. Open het bestand in uw spreadsheetprogramma en \
             sla het op als Excel-werkmap (.xlsx), zonder wachtwoord.",
        ),
    }
}

fn too_large(limit: TableLimit) -> Message {
    let headline = match limit {
        TableLimit::File(megabytes) => format!("het bestand is groter dan {megabytes} MB"),
        TableLimit::Unpacked(megabytes) => format!("de werkmap is uitgepakt groter dan {megabytes} MB"),
        TableLimit::Form(megabytes) => format!("de opmaak van de werkmap is uitgepakt groter dan {megabytes} MB"),
        TableLimit::Rows(last) => format!("de tabel gaat verder dan rij {last}"),
        TableLimit::Columns(last) => format!("de tabel heeft meer dan {last} kolommen"),
        TableLimit::Cell(longest) => format!("in een cel staan meer dan {longest} tekens"),
    };
    Message::new(headline)
        .help("Zet alleen de tabel van dit kwartaal in een nieuw bestand, met één rij per project, en lees dat in.")
}
