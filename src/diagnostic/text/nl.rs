//! The Dutch words.

mod closing;
mod importing;

use super::{Message, listed, toml_nl};
use crate::diagnostic::{Expected, PollingReason, Problem};
use crate::source::ReadFailure;

#[expect(clippy::too_many_lines, reason = "a flat table: one entry a problem")]
pub(super) fn message(problem: &Problem) -> Message {
    match problem {
        // Files and folders
        Problem::Unreadable { failure } => unreadable(failure),
        Problem::NotUtf8 => Message::new("het bestand is niet opgeslagen als UTF-8")
            .label("dit teken is niet te lezen")
            .help("Open het bestand in uw tekstprogramma en sla het opnieuw op met de codering UTF-8."),
        Problem::MissingContent => Message::new("de map `content` ontbreekt of is leeg")
            .help("Maak naast `portal.toml` een map `content` en zet daar de pagina's in."),
        Problem::StrayFile { suggestion } => Message::new("op deze plaats hoort geen pagina").help(meant(
            suggestion.as_ref(),
            "Een pagina staat in `content/categories`, in `content/risks`, in `content/pages`, in een map van \
             `content/projects` of in een map van `content/reports`.",
        )),
        Problem::BadName { name, suggestion } => Message::new(format!("de naam `{name}` kan niet in een adres staan"))
            .help(meant(
                suggestion.as_ref(),
                "Gebruik alleen kleine letters, cijfers en streepjes, want de naam wordt een deel van het adres.",
            )),
        Problem::MissingIndex { folder } => {
            Message::new(format!("in de map `{folder}` ontbreekt `index.md`")).help(format!(
                "Maak het bestand `{folder}/index.md`. Is de naam van de map een tikfout, verplaats de \
                 bestanden dan naar de goede map."
            ))
        }
        Problem::UnlinkedFile => Message::new("geen pagina verwijst naar dit bestand, dus het komt niet op de site")
            .help(
                "Verwijs ernaar vanuit een pagina, met `[tekst](bestand.pdf)` of \
                 `![beschrijving](afbeelding.png)`. Is het niet meer nodig, haal het dan weg.",
            ),

        // Front matter
        Problem::MissingFrontMatter => {
            Message::new("het bestand begint niet met een regel `+++`").label("hier hoort `+++`").help(
                "Begin het bestand met een regel `+++`, dan de gegevens, zoals `title = \"Zoek en Vind\"`, en \
                 dan weer een regel `+++`.",
            )
        }
        Problem::UnclosedFrontMatter => Message::new("onder de gegevens ontbreekt de regel `+++`")
            .label("hier beginnen de gegevens")
            .help("Zet onder de laatste regel met gegevens een regel met alleen `+++`. Daaronder begint de tekst."),
        Problem::TomlSyntax { detail } => {
            Message::new(format!("deze regel is geen geldige TOML: {}", toml_nl::translated(detail)))
                .help(toml_help(detail))
        }
        Problem::CurlyQuotes { quote } => {
            Message::new(format!("gekruld aanhalingsteken `{quote}` waar een recht aanhalingsteken hoort"))
                .label("gekruld")
                .help(
                    "Zet rechte aanhalingstekens om de waarde: `title = \"Zoek en Vind\"`. Binnen de tekst \
                     mogen gekrulde aanhalingstekens wel.",
                )
        }
        Problem::UnknownKey { key, table, suggestion } => {
            Message::new(format!("onbekend gegeven `{key}`{}", in_table(table)))
                .label("onbekend")
                .help(meant(suggestion.as_ref(), "Verbeter de naam of haal het gegeven weg."))
        }
        Problem::MisplacedKey { key, table, belongs_to } => {
            Message::new(format!("`{key}` hoort niet bij {}, maar bij {}", table_name(table), table_name(belongs_to)))
                .label("hoort hier niet")
                .help(misplaced_help(belongs_to))
        }
        Problem::MissingKey { key, table } => Message::new(format!("`{key}` ontbreekt{}", in_table(table)))
            .label(format!("hier ontbreekt `{key}`"))
            .help(format!("Voeg een regel `{key} = ...` toe.")),
        Problem::WrongType { key, expected, found } => wrong_type(key, *expected, *found),
        Problem::EmptyValue { key } => Message::new(format!("`{key}` is leeg"))
            .label("hier staat niets")
            .help("Vul een waarde in of haal het gegeven weg."),
        Problem::ControlCharacter { code } => Message::new(format!("onzichtbaar stuurteken (U+{code:04X})"))
            .label("hier staat het")
            .help("Haal het teken weg: typ de regel opnieuw, of plak de tekst als gewone tekst zonder opmaak."),
        Problem::WrongFormat { key, expected: Expected::Year, .. } => {
            Message::new(format!("`{key}` is geen jaar van vier cijfers"))
                .label("dit is geen jaar")
                .help("Schrijf het jaar tussen aanhalingstekens, dan `=` en het bedrag: `\"2024\" = 127`.")
        }
        Problem::WrongFormat { key, expected, suggestion } => {
            Message::new(format!("bij `{key}` hoort {}", kind(*expected)))
                .label("anders geschreven")
                .help(meant(suggestion.as_ref(), &format!("Schrijf bij `{key}` {}.", kind(*expected))))
        }
        Problem::ConflictingKeys { key, other } => {
            Message::new(format!("`{key}` en `{other}` kunnen niet samen"))
                .label("dit is het ene")
                .help(format!("Kies één van de twee: haal `{key}` weg, of `{other}`."))
        }
        Problem::UnknownChoice { key, value, choices, suggestion } => {
            Message::new(format!("`{value}` kan niet bij `{key}`"))
                .help(meant(suggestion.as_ref(), &format!("Kies uit: {}.", explained(choices))))
        }

        // Values
        Problem::BadWhen { value, suggestion } => {
            Message::new(format!("`{value}` is niet te lezen als dag, maand, kwartaal of jaar")).help(meant(
                suggestion.as_ref(),
                "Schrijf een dag als `2024-12-31`, een maand als `2024-12`, een kwartaal als `2024-Q4` en een \
                 jaar als `2025`.",
            ))
        }
        Problem::BadDate { value, suggestion } => Message::new(format!("`{value}` is geen geldige datum"))
            .help(meant(suggestion.as_ref(), "Schrijf een datum die bestaat als jaar, maand en dag: `2024-12-31`.")),
        Problem::UnknownQuarter { value, suggestion } => {
            Message::new(format!("`{value}` is geen kwartaal")).help(meant(
                suggestion.as_ref(),
                "Schrijf een kwartaal als `2024-Q3`. In de map van een project heet een bestand `index.md` of \
                 naar een kwartaal: `2024-Q3.md`.",
            ))
        }
        Problem::UnknownCategory { id, suggestion } => {
            Message::new(format!("de categorie `{id}` bestaat niet")).help(meant(
                suggestion.as_ref(),
                "Een categorie is een bestand in `content/categories`. Bij `category` staat de naam van dat \
                 bestand, zonder `.md`.",
            ))
        }
        Problem::UnknownStatus { id, choices, suggestion } => Message::new(format!("de status `{id}` bestaat niet"))
            .help(meant(suggestion.as_ref(), &format!("Kies uit: {}.", listed(choices)))),
        Problem::UnknownMilestone { id, suggestion } => Message::new(format!("dit project heeft geen mijlpaal `{id}`"))
            .help(meant(
                suggestion.as_ref(),
                "Gebruik de `id` van een mijlpaal uit `index.md` van dit project. Een mijlpaal zonder `id` \
                 krijgt er een van haar titel.",
            )),
        Problem::UnknownTheme { name, suggestion } => {
            Message::new(format!("het thema `{name}` bestaat niet")).help(meant(
                suggestion.as_ref(),
                "Een thema is een map in `themes`. Verbeter de naam of haal de regel `theme` weg.",
            ))
        }
        Problem::UnknownSubject { id, suggestion } => {
            Message::new(format!("correctie over `{id}`, maar dat is geen project, hoofdstuk, risico of categorie"))
                .help(meant(
                    suggestion.as_ref(),
                    "Schrijf bij `about` de naam van de map of van het bestand zonder `.md`. Gaat de \
                     correctie over het rapport zelf, schrijf dan `about = \"report\"`.",
                ))
        }
        Problem::DuplicateId { id } => Message::new(format!("de id `{id}` wordt twee keer gebruikt"))
            .label("nog een keer")
            .help(format!("Geef een van de twee een eigen id, zoals `id = \"{id}-2\"`.")),
        Problem::DuplicateAddress { address } => {
            Message::new(format!("het adres `{address}` wordt twee keer gebruikt"))
                .label("nog een keer")
                .help("Op een adres kan maar één pagina staan. Haal het adres op een van de twee plaatsen weg.")
        }
        Problem::ReservedAddress { address } => {
            Message::new(format!("het adres `{address}` is van een vast deel van het portaal"))
                .help("Geef het bestand een andere naam, of kies bij `aliases` een ander adres.")
        }
        Problem::BadAmount { value } => Message::new(format!("met het bedrag `{value}` valt niet exact te rekenen"))
            .help(
                "Schrijf een gewoon getal, met een punt in plaats van een komma en niet meer dan drie cijfers \
                 erachter: `104` of `104.5`. De eenheid, zoals miljoen euro, hoort bij `unit`.",
            ),
        Problem::BudgetSum { sum, total } => {
            Message::new(format!("de bedragen zijn samen `{sum}`, maar `total` is `{total}`"))
                .label(format!("samen is het `{sum}`"))
                .help("Verbeter het getal dat niet klopt. Zonder `total` telt Voortgang de bedragen zelf op.")
        }

        // Rules of the domain
        Problem::StatusWithoutResult { status } => {
            Message::new(format!("de status is `{status}`, maar de toelichting ontbreekt"))
                .label("status zonder toelichting")
                .help(format!(
                    "Schrijf onder de gegevens wat er in dit kwartaal is gebeurd. Is dit de status die u \
                     verwacht, schrijf dan `expected = \"{status}\"` in plaats van `status`."
                ))
        }
        Problem::ResultWithoutStatus => {
            Message::new("er is een toelichting, maar `status` ontbreekt").label("toelichting zonder status").help(
                "Is het kwartaal voorbij, voeg dan `status` toe, zoals `status = \"op-schema\"`. Kondigt de \
                 tekst iets aan, zet hem dan bij `promises` of `outlook`.",
            )
        }
        Problem::ReplanOrder { quarter, former } => {
            Message::new(format!("de verschuiving in `{quarter}` is eerder dan de vorige, in `{former}`"))
                .label("eerder dan de vorige")
                .help("Zet de verschuivingen op volgorde van `in`, de oudste eerst.")
        }
        Problem::ReplanSameDate { due: Some(due) } => {
            Message::new(format!("deze verschuiving verandert niets: de datum was al `{due}`"))
                .label("dezelfde datum")
                .help("Vul bij `due` de nieuwe datum in of haal de verschuiving weg.")
        }
        Problem::ReplanSameDate { due: None } => {
            Message::new("deze verschuiving verandert niets: de datum was al onbekend")
                .label("nog steeds onbekend")
                .help("Vul bij `due` de nieuwe datum in of haal de verschuiving weg.")
        }
        Problem::ReplanWithoutReason => {
            Message::new("verschuiving zonder reden").label("hier ontbreekt `reason`").help(
                "Voeg de reden toe, zoals `reason = \"de aanbesteding duurt langer\"`. Nu staat op de site: \
                 geen reden gegeven.",
            )
        }
        Problem::AchievedAndDropped => Message::new("de mijlpaal is behaald en ook vervallen")
            .help("Houd `achieved` of `dropped` over, niet allebei."),
        Problem::FormerlyOrder { until, former } => Message::new(format!(
            "de vroegere naam tot en met `{until}` is niet later dan de vorige, tot en met `{former}`"
        ))
        .label("eerder dan de vorige")
        .help("Zet de vroegere namen op volgorde van `until`, de oudste eerst."),
        Problem::FormerlyNothing => Message::new("`formerly` zonder vroegere titel en zonder vroegere categorie")
            .label("wat was er anders?")
            .help(
                "Voeg `title` of `category` toe, of allebei, zoals `{ until = \"2024-Q2\", title = \"De oude \
                 naam\" }`.",
            ),

        Problem::SecurityTxtExpired { expires } => {
            Message::new(format!("security.txt is verlopen: hij gold tot en met {expires}"))
                .label("deze dag is voorbij")
                .help("Kijk of alles bij `[hosting.security_txt]` nog klopt, en kies een nieuwe dag, binnen een jaar.")
        }
        Problem::SecurityTxtExpiresSoon { expires } => {
            Message::new(format!("security.txt verloopt bijna: hij geldt tot en met {expires}"))
                .label("deze dag is dichtbij")
                .help("Kijk of alles bij `[hosting.security_txt]` nog klopt, en kies een nieuwe dag, binnen een jaar.")
        }
        Problem::SecurityTxtExpiresLate { expires } => {
            Message::new(format!("security.txt geldt langer dan een jaar: tot en met {expires}"))
                .label("deze dag is ver weg")
                .help("Kies een dag binnen een jaar, zodat de gegevens elk jaar worden nagekeken.")
        }

        Problem::UnknownTooiUri { key, value, suggestions } => {
            Message::new(format!("`{value}` staat niet in de lijst van {}", tooi_list(key)))
                .label("geen URI uit de lijst")
                .help(meant_uri(suggestions, key, value))
        }
        Problem::OtherTooiList { key, label, belongs_to } => Message::new(format!(
            "bij `{key}` hoort een URI uit de lijst van {1}, en dit is `{label}`, uit de lijst van {0}",
            tooi_list(belongs_to),
            tooi_list(key)
        ))
        .label("uit een andere lijst")
        .help(format!("Zet deze URI bij `{belongs_to}`, en kies voor `{key}` een URI uit zijn eigen lijst.")),
        Problem::WooWithoutHttps { base_url } => {
            Message::new(format!("de Woo-index haalt niets op via HTTP, en de site komt op `{base_url}`"))
                .help("Gebruik een adres met `https://`, of haal de tabel `[woo]` weg.")
        }

        Problem::Closing(closing) => closing::message(closing),
        Problem::Importing(importing) => importing::message(importing),

        // Markdown
        Problem::HeadingLevel => Message::new("een kop met één `#` mag niet in de tekst")
            .label("maak hier `##` van")
            .help("Begin bij `##`. De titel uit de gegevens is al de bovenste kop."),
        Problem::HeadingSkipped { from, to } => {
            Message::new(format!("de koppen gaan van {} meteen naar {}", hashes(*from), hashes(*to)))
                .label("slaat een niveau over")
                .help(format!("Maak er {} van. Wie de pagina laat voorlezen, mist anders een kop.", hashes(from + 1)))
        }
        Problem::RawHtml { html } => {
            Message::new(format!("HTML in de tekst: `{}`", first_line(html))).label("HTML").help(
                "Schrijf het in Markdown. Alleen een opmerking `<!-- ... -->` mag; die komt niet op de site. \
                 Hoort het teken `<` in de tekst zelf, schrijf dan `\\<`.",
            )
        }
        Problem::UnsafeLink { scheme } => Message::new(format!("een link mag niet beginnen met `{scheme}`"))
            .help("Verwijs naar een pagina van dit portaal, of gebruik een link met `https://` of `mailto:`."),
        Problem::EmptyLinkText => Message::new("link zonder tekst")
            .label("hier hoort tekst")
            .help("Zet tussen `[` en `]` waar de link heen gaat, zoals `[de begroting](begroting.pdf)`."),
        Problem::DeadLink { target, suggestion } => Message::new(format!("de link naar `{target}` leidt nergens heen"))
            .help(meant(
                suggestion.as_ref(),
                "Verwijs naar een bestand dat bestaat, zoals `../zoek-en-vind/index.md`, of naar een adres, \
                 zoals `/projecten/zoek-en-vind/`.",
            )),
        Problem::DeadAnchor { anchor, target, suggestion } => {
            Message::new(format!("`{target}` heeft geen plaats `#{anchor}`")).help(meant(
                suggestion.as_ref(),
                "Het deel achter `#` is een kop in kleine letters, met streepjes tussen de woorden.",
            ))
        }
        Problem::HiddenLink { target } => {
            Message::new(format!("de link naar `{target}` gaat naar iets dat nog niet openbaar is"))
                .help("Haal de link weg zolang bezoekers die pagina nog niet kunnen zien, of maak haar openbaar.")
        }
        Problem::MissingImage { target, suggestion } => Message::new(format!("de afbeelding `{target}` bestaat niet"))
            .help(meant(
                suggestion.as_ref(),
                "Zet de afbeelding in de map van deze pagina en let op hoofdletters en kleine letters.",
            )),
        Problem::RemoteImage { url } => Message::new(format!("de afbeelding `{url}` staat op een andere site")).help(
            "Sla de afbeelding op in de map van deze pagina en verwijs daarnaar. Zo halen bezoekers niets op \
             bij een andere site.",
        ),
        Problem::MissingAlt => {
            Message::new("afbeelding zonder beschrijving").label("hier ontbreekt de beschrijving").help(
                "Schrijf tussen `![` en `]` wat er te zien is, zoals `![Een grafiek: van 104 naar 127 \
                 miljoen](uitgaven.png)`. Dat is voor wie de afbeelding niet kan zien.",
            )
        }
        Problem::MissingFootnote { label } => Message::new(format!("de voetnoot `[^{label}]` heeft geen tekst"))
            .label("geen tekst bij deze voetnoot")
            .help(format!(
                "Zet de tekst onder aan het bestand: `[^{label}]: ...`. Nu staat `[^{label}]` zo op de pagina."
            )),
        Problem::UnusedFootnote { label } => {
            Message::new(format!("niets verwijst naar de voetnoot `[^{label}]`, dus hij komt niet op de site"))
                .help(format!("Zet `[^{label}]` op de plaats in de tekst waar de voetnoot hoort, of haal hem weg."))
        }

        // Theme
        Problem::TemplateFailed { page, detail } => {
            Message::new(format!("de pagina `{page}` kan niet worden gemaakt: {}", first_line(detail)))
                .help("Verbeter het sjabloon van het thema, of vraag het de beheerder van het thema.")
        }
        Problem::MissingThemeFile { file, suggestion } => {
            Message::new(format!("het thema heeft geen bestand `{file}` in `static`")).help(meant(
                suggestion.as_ref(),
                "Zet het bestand in de map `static` van het thema, of haal de naam hier weg.",
            ))
        }
        Problem::BadText { key } => {
            Message::new(format!("de tekst `{key}` van het thema is op een verkeerde manier opgeschreven")).help(
                "Schrijf een tekst tussen aanhalingstekens, of een vorm voor één en een voor meer: `{ one = \
                 \"1 project\", other = \"{n} projecten\" }`.",
            )
        }

        Problem::EditionStyle { found } => {
            Message::new(format!("`{found}` kan niet in de stijl van een uitgave"))
                .label("hier staat het")
                .help(
                    "De stijl staat in het document zelf, dat op zichzelf leesbaar moet blijven: hij haalt niets op, en \
                     sluit het element waarin hij staat niet af. Zet een kleine afbeelding erin als `url(\"data:...\")`.",
                )
        }

        // Output
        Problem::OutputCollision { address } => Message::new(format!("twee bestanden leiden allebei tot `{address}`"))
            .label("leidt tot hetzelfde bestand")
            .help("Geef een van de twee een andere naam."),
        Problem::OutputInsideSources { folder } => {
            Message::new(format!("`--out` wijst naar `{folder}`, en daar staan de bronnen van het portaal")).help(
                "Kies een map die alleen voor de site is en die niet in `content` of `themes` ligt, zoals \
                 `public`.",
            )
        }
        Problem::OutputNotFolder { folder } => {
            Message::new(format!("`--out` wijst naar `{folder}`, maar dat is een bestand"))
                .help("Kies een map, of een naam die nog niet bestaat.")
        }
        Problem::ForeignFile { path } => {
            Message::new(format!("`{path}` staat op een adres van de site, maar is niet door Voortgang gemaakt"))
                .help("Verplaats of verwijder dit bestand en bouw opnieuw. Er is niets overschreven.")
        }
        Problem::NotWritten { path, detail } => {
            Message::new(format!("`{path}` kan niet worden geschreven: {}", system_words(detail)))
                .help("Kijk of u in deze map mag schrijven en of er ruimte is op de schijf.")
        }
        Problem::OutputBusy { folder } => {
            Message::new(format!("een andere opbouw schrijft nu in `{folder}`"))
                .help("Wacht tot die klaar is en bouw opnieuw, of kies een andere map met `--out MAP`.")
        }
        Problem::SiteShrinks { lost, of } => {
            Message::new(format!("{lost} van de {of} projectpagina's die gepubliceerd zijn, zouden verdwijnen"))
                .help("Kijk of de map `content/projects` compleet is. Is het de bedoeling, bouw dan met `--allow-shrink`.")
        }

        // The call
        Problem::NoPortal { folder, looked_above } => {
            let above = if *looked_above { " of in een map erboven" } else { "" };
            Message::new(format!("er is geen `portal.toml` in `{folder}`{above}"))
                .help("Ga naar de map van uw portaal, of wijs die aan met `--root MAP`.")
        }
        Problem::TitleWithoutId { title } if title.is_empty() => {
            Message::new("de titel is leeg").help("Zet de titel tussen aanhalingstekens achter de opdracht.")
        }
        Problem::TitleWithoutId { title } => {
            Message::new(format!("van de titel `{title}` is geen vast adres te maken")).help(
                "Geef een titel met ten minste één letter van a tot en met z of één cijfer. Het adres komt van de \
                 titel en verandert daarna niet meer. De titel kunt u later in het bestand veranderen.",
            )
        }
        Problem::TitleTooLong { longest } => Message::new("de titel is te lang voor een vast adres").help(format!(
            "Geef een titel van hoogstens {longest} letters. Het adres komt van de titel en verandert daarna niet meer. \
             De titel kunt u later in het bestand langer maken.",
        )),
        Problem::IdTaken { id, file } => Message::new(format!("`{id}` is al in gebruik: `{file}`")).help(
            "Kies een andere titel, of werk verder in het bestand dat er al is. Een vast adres hoort bij één ding.",
        ),
        Problem::WhichCategory { choices } if choices.is_empty() => Message::new("er is nog geen categorie")
            .help("Maak eerst een categorie, met `voortgang new category \"Naam\"`."),
        Problem::WhichCategory { choices } => Message::new("niet gezegd bij welke categorie het project hoort")
            .help(format!("Noem de categorie, met `--category ID`. Kies uit: {}.", listed(choices))),
        Problem::QuarterClosed { quarter } => Message::new(format!("het kwartaal `{quarter}` is afgesloten"))
            .help("Aan een afgesloten kwartaal komt niets nieuws meer. Begin een later kwartaal."),
        Problem::FolderNotEmpty { folder } => Message::new(format!("`{folder}` bestaat al en is geen lege map"))
            .help("Kies een lege map, of een naam die nog niet bestaat."),
        Problem::Polling { reason } => polling(reason),
        Problem::NotListening { address, detail } => {
            Message::new(format!("op `{address}` kan geen voorvertoning staan: {detail}"))
                .help("Kies met `--port` een andere poort. Gebruikt u `--bind`? Noem dan een adres van deze computer.")
        }
        Problem::PortTaken { taken, port } => {
            Message::new(format!("poort {taken} is bezet; de voorvertoning staat op poort {port}"))
                .help("Misschien draait `voortgang serve` al in een ander venster. Met `--port` kiest u zelf een poort.")
        }
        Problem::OpenToOthers => Message::new("ook anderen in uw netwerk kunnen deze voorvertoning lezen")
            .help("Laat `--bind` weg als alleen u moet meekijken."),
        Problem::BrowserNotOpened { url, detail } => {
            Message::new(format!("de browser kon niet worden geopend: {detail}"))
                .help(format!("Open zelf `{url}` in uw browser."))
        }
    }
}

fn polling(reason: &PollingReason) -> Message {
    let (why, help) = match reason {
        PollingReason::TooManyFolders => (
            "het systeem kan niet meer mappen volgen".to_owned(),
            "Een wijziging is iets later te zien. Sneller wordt het met een hogere grens, die uw beheerder instelt: \
             `sudo sysctl fs.inotify.max_user_watches=524288`.",
        ),
        PollingReason::TooManyWatchers => (
            "te veel programma's volgen al mappen".to_owned(),
            "Een wijziging is iets later te zien. Sluit andere programma's, of laat uw beheerder de grens verhogen: \
             `sudo sysctl fs.inotify.max_user_instances=512`.",
        ),
        PollingReason::RemoteFolder { system } => (
            format!("deze map staat op een gedeelde schijf (`{system}`)"),
            "U hoeft niets te doen; een wijziging is iets later te zien. Met `--poll` krijgt u deze melding niet.",
        ),
        PollingReason::Other { detail } => (
            format!("het systeem meldt geen wijzigingen: {}", system_words(detail)),
            "U hoeft niets te doen; een wijziging is iets later te zien. Met `--poll` krijgt u deze melding niet.",
        ),
    };
    Message::new(format!("Voortgang zoekt zelf steeds naar wijzigingen, want {why}")).help(help)
}

fn unreadable(failure: &ReadFailure) -> Message {
    match failure {
        ReadFailure::Permission => Message::new("u heeft geen rechten om dit te lezen")
            .help("Geef uzelf leesrechten op het bestand of de map, of vraag het uw beheerder."),
        ReadFailure::Loop => Message::new("deze symbolische link leidt terug naar een map erboven")
            .help("Haal de link weg of laat hem naar een andere map wijzen."),
        ReadFailure::Dangling => Message::new("deze symbolische link leidt naar niets")
            .help("Haal de link weg of laat hem naar een bestaand bestand wijzen."),
        ReadFailure::Absent => {
            Message::new("dit bestand ontbreekt").help("Zet het terug. Zonder dit bestand is de map geen portaal.")
        }
        ReadFailure::Name => Message::new("de naam van dit bestand is geen UTF-8")
            .help("Geef het bestand een naam van kleine letters, cijfers en streepjes."),
        ReadFailure::Other(detail) => Message::new(format!("dit kan niet worden gelezen: {}", system_words(detail)))
            .help("Kijk of het bestand bestaat en of u het zelf kunt openen."),
    }
}

fn wrong_type(key: &str, expected: Expected, found: Expected) -> Message {
    let found_kind = match (expected, found) {
        (Expected::Integer, Expected::Number) => "een ander getal",
        _ => found_kind(found),
    };
    let help = match (expected, found) {
        (Expected::Integer | Expected::Number | Expected::Boolean, Expected::Text) => {
            format!("Haal de aanhalingstekens weg. Bij `{key}` hoort {}.", kind(expected))
        }
        (Expected::Text, Expected::Number | Expected::Boolean | Expected::Date) => {
            format!("Zet de waarde tussen aanhalingstekens: `{key} = \"...\"`.")
        }
        (Expected::List, Expected::Table) if table_name(key).starts_with("`[[") => {
            format!("Schrijf {}, met twee haken aan elke kant.", table_name(key))
        }
        (Expected::Table, Expected::List) if table_name(key).starts_with("`[") => {
            format!("Schrijf {}, met één haak aan elke kant.", table_name(key))
        }
        (Expected::List, Expected::Text | Expected::Table) => {
            format!("Zet `[` en `]` om de waarde, ook als het er één is: `{key} = [...]`.")
        }
        _ => format!("Schrijf bij `{key}` {}.", kind(expected)),
    };
    Message::new(format!("bij `{key}` hoort {}; hier staat {found_kind}", kind(expected)))
        .label(format!("dit is {found_kind}"))
        .help(help)
}

fn toml_help(detail: &str) -> &'static str {
    if detail.starts_with("duplicate key") {
        "Elk gegeven mag maar één keer voorkomen. Haal een van de twee weg."
    } else {
        "Schrijf elk gegeven als `naam = waarde`, met een tekst tussen aanhalingstekens, zoals `title = \
         \"Zoek en Vind\"`."
    }
}

fn misplaced_help(belongs_to: &str) -> String {
    if belongs_to.is_empty() {
        "Zet deze regel hoger: boven de eerste regel die met `[` of `[[` begint. Wat onder zo'n regel staat, \
         hoort bij die tabel."
            .to_owned()
    } else {
        format!("Zet dit gegeven bij {}.", table_name(belongs_to))
    }
}

/// What the author probably meant, and what can be done otherwise.
fn meant(suggestion: Option<&String>, otherwise: &str) -> String {
    match suggestion {
        Some(suggestion) => format!("Bedoelde u `{suggestion}`? {otherwise}"),
        None => otherwise.to_owned(),
    }
}

/// Which URIs a key takes.
fn tooi_list(key: &str) -> &'static str {
    match key {
        "publisher" => "organisaties",
        "category" => "informatiecategorieën",
        "document_type" => "documentsoorten",
        _ => "thema's",
    }
}

/// The URIs that were probably meant, each with its label. Whoever wrote a URI may have a newer list than we do.
fn meant_uri(suggestions: &[(String, String)], key: &str, value: &str) -> String {
    let meant: Vec<String> = suggestions.iter().map(|(uri, label)| format!("`{uri}` ({label})")).collect();
    let remedy = if meant.is_empty() {
        format!("Zoek de URI in de lijst van {} op https://standaarden.overheid.nl/tooi/waardelijsten.", tooi_list(key))
    } else {
        format!("Bedoelde u {}?", meant.join(" of "))
    };
    let known =
        "Voortgang kent de lijsten van DiWoo 0.9.8 (12 augustus 2025); iets nieuwers keurt de Woo-index nog af.";
    if value.starts_with("http") { format!("{remedy} {known}") } else { remedy }
}

/// A table as the author writes it.
fn table_name(table: &str) -> String {
    match table {
        "" => "het begin van het bestand".to_owned(),
        "statuses" | "links" | "milestones" | "corrections" | "budgets" => format!("`[[{table}]]`"),
        "organisation" | "states" | "hosting" | "hosting.security_txt" | "woo" | "data" => format!("`[{table}]`"),
        inline => format!("`{}`", inline.rsplit('.').next().unwrap_or(inline)),
    }
}

/// The table, when it is not the file's own.
fn in_table(table: &str) -> String {
    if table.is_empty() { String::new() } else { format!(" bij {}", table_name(table)) }
}

/// `a` (meaning), `b` (meaning).
fn explained(choices: &[String]) -> String {
    let explained = choices.iter().map(|choice| match meaning(choice) {
        Some(meaning) => format!("`{choice}` ({meaning})"),
        None => format!("`{choice}`"),
    });
    explained.collect::<Vec<_>>().join(", ")
}

/// What an English word of ours means on the site.
fn meaning(choice: &str) -> Option<&'static str> {
    Some(match choice {
        "kept" => "gerealiseerd",
        "partly" => "deels gerealiseerd",
        "missed" => "niet gerealiseerd",
        "dropped" => "vervallen",
        "planned" => "nog niet begonnen",
        "active" => "er wordt aan gewerkt",
        "ongoing" => "zonder einde",
        "done" => "klaar",
        "stopped" => "gestopt",
        "neutral" => "niet goed en niet slecht",
        "info" => "goed om te weten",
        "positive" => "gaat goed",
        "warning" => "vraagt aandacht",
        "negative" => "gaat mis",
        "summary" => "na de samenvatting",
        "projects" => "na de projecten",
        "risks" => "na de risico's",
        "outlook" => "na de vooruitblik",
        "nl" => "Nederlands",
        "en" => "Engels",
        _ => return None,
    })
}

/// What a value must be.
fn kind(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "een tekst tussen aanhalingstekens",
        Expected::Integer => "een geheel getal zoals `3`",
        Expected::Number => "een getal zoals `104` of `104.5`",
        Expected::Boolean => "`true` of `false`",
        Expected::Date => "een datum zoals `2024-12-31`",
        Expected::When => "een moment zoals `2024-12-31`, `2024-12`, `2024-Q4` of `2025`",
        Expected::List => "een lijst tussen `[` en `]`",
        Expected::Table => "een tabel tussen `{` en `}`",
        Expected::ListOfTables => "een lijst van tabellen tussen `[` en `]`",
        Expected::WebAddress => "een webadres dat begint met `https://` of `http://`",
        Expected::SecureAddress => "een webadres dat begint met `https://`",
        Expected::ContactAddress => {
            "een adres zoals `mailto:beveiliging@example.org`, `https://example.org/melden` of `tel:+31-70-1234567`"
        }
        Expected::SiteAddress => "een adres dat begint en eindigt met `/`, zoals `/projecten/oud/`",
        Expected::MailAddress => "een e-mailadres zoals `redactie@example.org`",
        Expected::BaseUrl => "het webadres van de site, zoals `https://voortgang.example.org/`",
        Expected::Id => "een id van kleine letters, cijfers en streepjes, zoals `plan-van-aanpak`",
        Expected::Year => "een jaar van vier cijfers, zoals `2024`",
        Expected::OneLine => "een tekst van één regel",
    }
}

/// What was found instead.
fn found_kind(found: Expected) -> &'static str {
    match found {
        Expected::Integer | Expected::Number | Expected::Year => "een getal",
        Expected::Boolean => "`true` of `false`",
        Expected::Date | Expected::When => "een datum",
        Expected::List | Expected::ListOfTables => "een lijst",
        Expected::Table => "een tabel",
        Expected::Text
        | Expected::WebAddress
        | Expected::SecureAddress
        | Expected::ContactAddress
        | Expected::SiteAddress
        | Expected::MailAddress
        | Expected::BaseUrl
        | Expected::Id
        | Expected::OneLine => "een tekst",
    }
}

/// The marks of a heading of a level.
fn hashes(level: u8) -> String {
    format!("`{}`", "#".repeat(level.into()))
}

/// What the system says of files.
fn system_words(detail: &str) -> &str {
    match detail {
        "entity not found" => "niet gevonden",
        "entity already exists" => "er staat al iets",
        "permission denied" => "geen rechten",
        "no storage space" => "de schijf is vol",
        "quota exceeded" => "uw ruimte op de schijf is op",
        "read-only filesystem or storage medium" => "deze schijf is alleen om te lezen",
        "not a directory" => "een deel van het pad is geen map",
        "is a directory" => "het is een map",
        "resource busy" => "een ander programma gebruikt het",
        "invalid filename" => "de naam kan niet",
        other => first_line(other),
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
