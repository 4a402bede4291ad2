//! The value lists of the Woo-index, against what they were made from.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use voortgang::model::Vocabulary;

use crate::portal::say;

/// The lists of each vocabulary, by their names in the schema. Of organisations, the file beside the schema has only these.
const LISTS: [(Vocabulary, &[&str]); 4] = [
    (Vocabulary::Organisations, &["ministerielijst", "oorglijst", "zbolijst"]),
    (Vocabulary::Categories, &["informatiecategorielijst"]),
    (Vocabulary::DocumentTypes, &["documentsoortlijst"]),
    (Vocabulary::Themes, &["themalijst"]),
];

#[test]
fn every_value_of_the_schema_is_known_with_its_label() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/diwoo/tooi-lists.json");
    let Ok(text) = fs::read_to_string(file) else {
        say("../shared/diwoo is not there: the value lists are not compared with those of the schema");
        return;
    };
    let lists: serde_json::Value = serde_json::from_str(&text).unwrap();
    for (vocabulary, names) in LISTS {
        let known: BTreeMap<String, &str> = vocabulary.values().map(|value| (value.uri(), value.label())).collect();
        let wanted = names.iter().flat_map(|name| lists[*name]["values"].as_object().unwrap());
        let wanted: BTreeMap<String, &str> =
            wanted.map(|(uri, label)| (uri.clone(), label.as_str().unwrap())).collect();
        assert!(!wanted.is_empty());
        for (uri, label) in &wanted {
            assert_eq!(known.get(uri), Some(label), "{uri}");
        }
        let is_listed =
            |uri: &&String| wanted.keys().any(|own| uri.rsplit_once('/').unwrap().0 == own.rsplit_once('/').unwrap().0);
        assert_eq!(known.keys().filter(is_listed).count(), wanted.len(), "{vocabulary:?}");
    }
}

#[test]
fn every_value_is_found_by_its_uri_alone_and_stands_in_one_list() {
    let mut uris = BTreeMap::new();
    for vocabulary in Vocabulary::ALL {
        for value in vocabulary.values() {
            assert_eq!(vocabulary.find(&value.uri()), Some(value));
            assert!(value.label().trim() == value.label() && !value.label().is_empty(), "{}", value.uri());
            assert_eq!(uris.insert(value.uri(), vocabulary), None, "{}", value.uri());
        }
    }
    assert_eq!(uris.len(), 1599);
    for other in [
        "",
        "mnre1034",
        "https://identifier.overheid.nl/tooi/id/ministerie/",
        "https://identifier.overheid.nl/tooi/id/ministerie/mnre1034/",
    ] {
        assert_eq!(Vocabulary::Organisations.find(other), None, "{other}");
    }
}
