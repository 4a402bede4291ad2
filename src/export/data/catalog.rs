//! What there is, for catalogues such as data.overheid.nl: DCAT-AP-NL 3.0 as JSON-LD.
//!
//! It holds every property that the profile makes mandatory, with values of the lists of the European Union where the
//! profile names them. An organisation is mandatory, so that a site without one has no catalogue.

use serde_json::{Value, json};

use super::common::Common;
use super::schema::pretty;
use crate::data::{ALL, FOLDER, PACKAGE, TABLES, WORKBOOK};
use crate::hosting::Type;
use crate::language::Language;
use crate::model::{Licence, Organisation};

const EUROPE: &str = "http://publications.europa.eu/resource/authority";

/// The catalogue; none as long as nobody is named who publishes the site.
pub(super) fn text(common: &Common) -> Option<String> {
    let site = common.site();
    let organisation = site.organisation.as_ref()?;
    let page = common.url(FOLDER);
    let node = |name: &str| format!("{page}#{name}");
    let language = format!(
        "{EUROPE}/language/{}",
        match site.language {
            Language::Dutch => "NLD",
            Language::English => "ENG",
        }
    );
    let (title, description) = match site.language {
        Language::Dutch => (
            format!("Open data van {}", site.title),
            site.description.clone().unwrap_or_else(|| format!("Wat {} belooft en doet, per kwartaal.", site.title)),
        ),
        Language::English => (
            format!("Open data of {}", site.title),
            site.description.clone().unwrap_or_else(|| format!("What {} promises and does, by quarter.", site.title)),
        ),
    };
    let tagged = |text: &str| json!({ "@value": text, "@language": site.language.tag() });
    let id = |address: &str| json!({ "@id": address });
    let files = files(common);
    let mut dataset = json!({
        "@id": node("dataset"),
        "@type": "dcat:Dataset",
        "dct:identifier": node("dataset"),
        "dct:title": tagged(&title),
        "dct:description": tagged(&description),
        "dct:accessRights": id(&format!("{EUROPE}/access-right/PUBLIC")),
        "dct:accrualPeriodicity": id(&format!("{EUROPE}/frequency/QUARTERLY")),
        "dct:creator": id(&publisher_id(common)),
        "dct:language": id(&language),
        "dct:publisher": id(&publisher_id(common)),
        "dcat:contactPoint": id(&node("contact")),
        "dcat:distribution": files.iter().map(|file| id(&file.url)).collect::<Vec<_>>(),
        "dcat:landingPage": id(&page),
        "dcat:theme": id(&format!("{EUROPE}/data-theme/GOVE")),
    });
    let mut quarters = common.quarters();
    if let (Some(first), Some(dataset)) = (quarters.next(), dataset.as_object_mut()) {
        let last = quarters.next_back().unwrap_or(first);
        let day = |day: String| json!({ "@value": day, "@type": "xsd:date" });
        let period = json!({
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": day(first.first_day().to_string()),
            "dcat:endDate": day(last.last_day().to_string()),
        });
        dataset.insert("dct:temporal".to_owned(), period);
    }
    let catalog = json!({
        "@id": node("catalog"),
        "@type": "dcat:Catalog",
        "dct:title": tagged(&title),
        "dct:description": tagged(&description),
        "dct:language": id(&language),
        "dct:license": id(licence(site.data.licence)),
        "dct:publisher": id(&publisher_id(common)),
        "dcat:contactPoint": id(&node("contact")),
        "dcat:dataset": id(&node("dataset")),
        "dcat:themeTaxonomy": id(&format!("{EUROPE}/data-theme")),
        "foaf:homepage": id(&page),
    });
    let mut graph = vec![catalog, dataset, publisher(common, organisation), contact(common, organisation)];
    graph.extend(files.iter().map(|file| file.distribution(&language, site.data.licence, tagged)));
    let context = json!({
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    });
    Some(pretty(&json!({ "@context": context, "@graph": graph })))
}

/// Who publishes the data: under the permanent name that the government's list of organisations (TOOI) gives it, which
/// `[woo]` tells; else under one on this site.
fn publisher_id(common: &Common) -> String {
    match &common.site().woo {
        Some(woo) => woo.publisher.uri(),
        None => format!("{}#publisher", common.url(FOLDER)),
    }
}

fn publisher(common: &Common, organisation: &Organisation) -> Value {
    let name = common.site().woo.as_ref().map_or(organisation.name.as_str(), |woo| woo.publisher.label());
    let mut publisher = json!({ "@id": publisher_id(common), "@type": "foaf:Agent", "foaf:name": name });
    if let (Some(url), Some(publisher)) = (&organisation.url, publisher.as_object_mut()) {
        publisher.insert("foaf:homepage".to_owned(), json!({ "@id": url }));
    }
    publisher
}

/// Where to ask about the data: by mail, else on the organisation's site, else on this one.
fn contact(common: &Common, organisation: &Organisation) -> Value {
    let (property, address) = match (&organisation.email, &organisation.url) {
        (Some(email), _) => ("vcard:hasEmail", format!("mailto:{email}")),
        (None, Some(url)) => ("vcard:hasURL", url.clone()),
        (None, None) => ("vcard:hasURL", common.url("/")),
    };
    json!({
        "@id": format!("{}#contact", common.url(FOLDER)),
        "@type": ["vcard:Kind", "vcard:Organization"],
        "vcard:fn": organisation.name,
        property: { "@id": address },
    })
}

/// A file that holds the data.
struct File {
    url: String,
    title: String,
    /// The name of its type in the European list.
    kind: &'static str,
    /// The name that the registry of media types gives that.
    media: &'static str,
}

fn files(common: &Common) -> Vec<File> {
    let language = common.language();
    let (all, package) = match language {
        Language::Dutch => ("Alles", "Beschrijving van de CSV-bestanden"),
        Language::English => ("Everything", "Description of the CSV files"),
    };
    let file = |address: &str, title: String, kind| File {
        url: common.url(address),
        title,
        kind,
        media: Type::of(address).map_or("", |kind| kind.name),
    };
    let whole = [
        file(ALL, format!("{all} (JSON)"), "JSON"),
        file(WORKBOOK, format!("{all} (Excel)"), "XLSX"),
        file(PACKAGE, format!("{package} (Data Package)"), "JSON"),
    ];
    let tables = TABLES.iter().flat_map(|table| {
        let title = table.title(language);
        [file(&table.csv(), format!("{title} (CSV)"), "CSV"), file(&table.json(), format!("{title} (JSON)"), "JSON")]
    });
    whole.into_iter().chain(tables).collect()
}

impl File {
    fn distribution(&self, language: &str, terms: Licence, tagged: impl Fn(&str) -> Value) -> Value {
        json!({
            "@id": self.url,
            "@type": "dcat:Distribution",
            "dct:title": tagged(&self.title),
            "dct:format": { "@id": format!("{EUROPE}/file-type/{}", self.kind) },
            "dct:language": { "@id": language },
            "dct:license": { "@id": licence(terms) },
            "dcat:accessURL": { "@id": self.url },
            "dcat:downloadURL": { "@id": self.url },
            "dcat:mediaType": { "@id": format!("https://www.iana.org/assignments/media-types/{}", self.media) },
        })
    }
}

/// The name of a licence in the European list.
fn licence(licence: Licence) -> &'static str {
    match licence {
        Licence::Zero => "http://publications.europa.eu/resource/authority/licence/CC0",
        Licence::Attribution => "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0",
        Licence::ShareAlike => "http://publications.europa.eu/resource/authority/licence/CC_BYSA_4_0",
    }
}
