//! The Dutch words for quarters that are closed, or about to be.

use super::super::{Message, first_of};
use crate::diagnostic::{ClosedFact, Closing};

#[expect(clippy::too_many_lines, reason = "a flat table: one entry a problem")]
pub(super) fn message(closing: &Closing) -> Message {
    match closing {
        Closing::BrokenLock { quarter } => {
            Message::new(format!("het bestand dat {quarter} vastlegt, is beschadigd of met de hand gewijzigd"))
                .help("Zet de laatste goede versie van dit bestand terug, bijvoorbeeld uit git. Wijzig het nooit zelf.")
        }
        Closing::LockConflict { quarter } => {
            Message::new(format!("in het bestand dat {quarter} vastlegt, staat nog een conflict uit git")).help(
                "Zet de versie terug die gepubliceerd is, bijvoorbeeld met `git checkout --theirs` of `--ours`. Los het conflict \
                 niet met de hand op: dan klopt het bestand niet meer.",
            )
        }
        Closing::LockVersion { quarter, version } => Message::new(format!(
            "het bestand dat {quarter} vastlegt, heeft vorm {version}, en die kent deze versie van Voortgang niet"
        ))
        .help("Gebruik een nieuwere versie van Voortgang: die waarmee het kwartaal is afgesloten."),
        Closing::CorrectionEarly { published } => {
            Message::new(format!("de correctie is van vóór de publicatie op {published}"))
                .label("eerder dan de publicatie")
                .help("Schrijf de dag waarop u de fout verbetert. Was de rapportage toen nog niet openbaar, dan is een correctie niet nodig.")
        }
        Closing::CorrectionOpen { quarter } => {
            Message::new(format!("een correctie op {quarter}, maar dat kwartaal is niet afgesloten")).help(format!(
                "Bezoekers zien de correctie, maar niet wat er eerst stond. Sluit het kwartaal na publicatie af met `voortgang \
                 close {quarter}`; daarna onthoudt Voortgang de eerste tekst."
            ))
        }
        Closing::CorrectionWaiting { quarter } => {
            Message::new(format!("een correctie op {quarter} is nog niet verwerkt, dus bezoekers zien haar niet"))
                .help(format!("Geef `voortgang close {quarter} --correct`, op de dag van de correctie of later."))
        }
        Closing::CorrectAlso { quarter } => {
            Message::new(format!("ook {quarter} is afgesloten en zegt nog iets anders")).help(format!(
                "Zet ook in die rapportage een correctie bij `[[corrections]]` en geef `voortgang close {quarter} --correct`. Tot die \
                 tijd wordt er geen site gemaakt."
            ))
        }
        Closing::EarlierOpen { quarter, earlier } => {
            Message::new(format!("{earlier} is nog niet afgesloten, en {quarter} nu wel"))
                .help(format!("Sluit ook het eerdere kwartaal af: `voortgang close {earlier}`."))
        }
        Closing::LockGone { quarter, known_by } => {
            Message::new(format!("{quarter} is afgesloten, maar het bestand dat dat kwartaal vastlegt, is weg")).help(format!(
                "Zet `content/reports/{quarter}/lock.toml` terug, bijvoorbeeld uit git. Dat het er was, staat in `{known_by}`."
            ))
        }
        Closing::Changed(fact) => changed(fact),
        Closing::Gone { quarter, id, suggestion } => {
            Message::new(format!("`{id}` hoort bij het afgesloten kwartaal {quarter}, maar dit bestand is weg of een concept")).help(
                meant_folder(suggestion.as_ref()),
            )
        }
        Closing::CorrectionGone { quarter, about } => {
            Message::new(format!("een correctie op `{about}` in {quarter} is gepubliceerd, maar staat er niet meer"))
                .help("Zet de correctie terug bij `[[corrections]]`, met dezelfde datum en tekst. Is de correctie zelf fout, voeg er dan een toe.")
        }
        Closing::LanguageFixed { language } => {
            Message::new(format!("er zijn kwartalen afgesloten in de taal `{language}`; die ligt nu vast"))
                .help(format!("Schrijf in `portal.toml`: `language = \"{language}\"`. Van de taal hangen de adressen af, en die zijn voor altijd."))
        }
        Closing::NotClosed { quarter } => Message::new(format!("{quarter} is openbaar, maar niet afgesloten")).help(format!(
            "Klopt alles, geef dan `voortgang close {quarter}`. Daarna kan het kwartaal niet meer per ongeluk veranderen."
        )),
        Closing::SilentProjects { quarter, ids } => {
            Message::new(format!("zonder toelichting over {quarter}: {}", first_of(ids, more))).help(
                "Schrijf per project wat er is gebeurd, met een status. Bezoekers zien nu dat deze projecten stil zijn.",
            )
        }
        Closing::WithoutOutlook { quarter, ids } => {
            Message::new(format!("zonder vooruitblik op {quarter}: {}", first_of(ids, more))).help(format!(
                "Schrijf per project in `{quarter}.md` wat het aankondigt, bij `promises` of `outlook`. Bezoekers zien \
                 nu dat de vooruitblik ontbreekt."
            ))
        }
        Closing::NothingReported { quarter, ids } => {
            Message::new(format!("aangekondigd, maar in {quarter} en eerder nog niets gemeld: {}", first_of(ids, more))).help(
                "Schrijf per project hoe het ervoor staat, met een status. Bezoekers zien nu alleen dat het is aangekondigd.",
            )
        }
        Closing::NoReport { quarter } => Message::new(format!("{quarter} heeft geen rapportage"))
            .help(format!("Maak `content/reports/{quarter}/index.md`, bijvoorbeeld met `voortgang new quarter {quarter}`.")),
        Closing::NotPublicYet { quarter, published: None } => {
            Message::new(format!("de rapportage over {quarter} is nog een concept"))
                .help("Haal `draft = true` weg als de rapportage klaar is, en sluit het kwartaal daarna af.")
        }
        Closing::NotPublicYet { quarter, published: Some(day) } => {
            Message::new(format!("de rapportage over {quarter} verschijnt pas op {day}"))
                .help(format!("Sluit het kwartaal af op {day} of later."))
        }
        Closing::AlreadyClosed { quarter, closed } => {
            Message::new(format!("{quarter} is al afgesloten, op {closed}")).help(format!(
                "Is er iets fout? Zet een correctie bij `[[corrections]]` in `content/reports/{quarter}/index.md` en geef \
                 `voortgang close {quarter} --correct`."
            ))
        }
        Closing::NotYetClosed { quarter } => Message::new(format!("{quarter} is nog niet afgesloten"))
            .help(format!("Verbeter de tekst zelf. Sluit het kwartaal daarna af met `voortgang close {quarter}`.")),
        Closing::WithoutDate => Message::new("de rapportage heeft geen publicatiedatum")
            .help("Voeg een regel toe, zoals `published = 2025-02-01`: de dag waarop bezoekers de rapportage zien."),
        Closing::WithoutSummary => Message::new("de rapportage heeft geen samenvatting")
            .help("Schrijf de samenvatting onder de gegevens."),
        Closing::Silent { id, quarter } => {
            Message::new(format!("het project `{id}` meldt niets over {quarter}")).help(
                "Schrijf een status en een toelichting in dit bestand. Moet het zo gepubliceerd worden, gebruik dan `--accept`: \
                 bezoekers zien dat het project stil is.",
            )
        }
        Closing::Unjudged { text } => Message::new(format!("dit voornemen is niet beoordeeld: `{text}`"))
            .label("hier ontbreekt `outcome`")
            .help(
                "Schrijf `{ text = \"...\", outcome = \"kept\" }`, of `partly`, `missed` of `dropped`. Moet het zo \
                 gepubliceerd worden, gebruik dan `--accept`: bezoekers zien dat het niet beoordeeld is.",
            ),
        Closing::NothingToCorrect { quarter } => {
            Message::new(format!("er is geen nieuwe correctie op {quarter}")).help(
                "Zet bij `[[corrections]]` wat u verbetert, met een datum tussen de laatste keer vastleggen en vandaag.",
            )
        }
        Closing::MissingCorrection(fact) => {
            Message::new(format!("{}, maar er is geen nieuwe correctie bij `about = \"{}\"`", was_and_now(fact), fact.about)).help(
                format!(
                    "Zet in `content/reports/{}/index.md` bij `[[corrections]]` een datum (tussen de laatste keer vastleggen en vandaag), `about = \"{}\"` en wat er fout was. \
                     Of zet de oude waarde terug.",
                    fact.quarter, fact.about
                ),
            )
        }
    }
}

fn more(rest: usize) -> String {
    format!("en nog {rest}")
}

fn changed(fact: &ClosedFact) -> Message {
    let help = match fact.field.as_str() {
        "category" => format!(
            "Het project hoort sinds kort bij een andere categorie? Zet de oude dan bij `formerly`, met `until = \"{}\"`.",
            fact.quarter
        ),
        "promises" if fact.now.is_none() => {
            "Zet het voornemen terug. Geldt het niet meer, geef het dan `outcome = \"dropped\"`.".to_owned()
        }
        _ => format!(
            "Zet de oude waarde terug. Was die fout, zet dan een correctie bij `[[corrections]]` in \
             `content/reports/{0}/index.md`, met `about = \"{1}\"`, en geef `voortgang close {0} --correct`.",
            fact.quarter, fact.about
        ),
    };
    Message::new(was_and_now(fact)).help(help)
}

fn was_and_now(fact: &ClosedFact) -> String {
    let ClosedFact { quarter, about, field, was, now } = fact;
    let field = match field.as_str() {
        "+++" => "de tekst".to_owned(),
        "index.md" => "de vermelding".to_owned(),
        key => format!("`{key}`"),
    };
    let head = format!("{field} van `{about}` in het afgesloten kwartaal {quarter}");
    match (was, now) {
        (Some(was), Some(now)) => format!("{head} was `{was}` en is nu `{now}`"),
        (Some(was), None) => format!("{head} is weg: er stond `{was}`"),
        (None, now) => format!("{head} is nieuw: er staat nu `{}`", now.as_deref().unwrap_or_default()),
    }
}

fn meant_folder(suggestion: Option<&String>) -> String {
    let help = "Zet het bestand terug, bijvoorbeeld uit git, en maak er geen concept van. Het adres is gepubliceerd en blijft.";
    match suggestion {
        Some(id) => format!(
            "Heet de map nu `{id}`? Geef haar de oude naam terug. Een nieuwe naam van het project hoort bij `title`, de oude bij `formerly`."
        ),
        None => help.to_owned(),
    }
}
