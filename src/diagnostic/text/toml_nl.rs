//! The Dutch words for what the TOML reader says.

use std::borrow::Cow;

/// The first words of a message of the crates `toml` and `toml_parser`, and the Dutch for it. Of two that begin alike,
/// the longer one stands first.
const TRANSLATIONS: &[(&str, &str)] = &[
    // What authors run into most
    ("string values must be quoted", "een tekst hoort tussen aanhalingstekens"),
    ("duplicate key", "dit gegeven staat er al"),
    ("key with no value", "direct achter de naam hoort een `=` met een waarde"),
    ("missing value for key", "achter het `=` ontbreekt de waarde"),
    ("missing value", "achter het `=` ontbreekt de waarde"),
    ("unclosed array table", "hier ontbreekt `]]`"),
    ("unclosed array", "hier ontbreekt een `]`"),
    ("unclosed inline table", "hier ontbreekt een `}`"),
    ("unclosed table", "hier ontbreekt een `]`"),
    ("unexpected key or value", "na de waarde staat nog iets op deze regel"),
    // Lists and tables
    ("extra `=`", "hier staat een `=` te veel"),
    ("extra comma in", "hier staat een komma te veel"),
    ("extra assignment between key-value pairs", "hier staat een `=` te veel, of ervoor ontbreekt een komma"),
    ("unexpected `=` in array", "in een lijst hoort geen `=`"),
    ("missing comma between array elements", "tussen twee delen van de lijst ontbreekt een komma"),
    ("missing comma between key-value pairs", "tussen twee gegevens ontbreekt een komma"),
    ("missing assignment between key-value pairs", "tussen de naam en de waarde ontbreekt een `=`"),
    ("missing key for inline table element", "voor het `=` ontbreekt de naam"),
    ("missing inline table opening", "hier ontbreekt een `{`"),
    ("missing array opening", "hier ontbreekt een `[`"),
    ("missing table open", "hier ontbreekt een `[`"),
    ("invalid inline table element", "tussen `{` en `}` horen gegevens als `naam = waarde`"),
    ("cannot extend value of type", "dit gegeven heeft al een waarde en kan geen tabel worden"),
    // Names
    ("invalid table", "de naam tussen `[` en `]` klopt niet"),
    ("invalid key-value pair", "hier hoort `naam = waarde`"),
    ("invalid key", "voor het `=` hoort een naam"),
    ("invalid unquoted key", "een naam heeft alleen letters zonder accent, cijfers, `-` en `_`"),
    ("unquoted keys cannot be empty", "voor het `=` ontbreekt de naam"),
    ("keys cannot be multi-line", "een naam past op één regel"),
    // Texts
    ("invalid string", "deze tekst is niet goed geschreven"),
    ("invalid literal string", "een tekst tussen `'` is niet goed afgesloten"),
    ("invalid multi-line literal string", "een tekst tussen `'''` is niet goed afgesloten"),
    ("invalid basic string", "een tekst tussen `\"` is niet goed afgesloten"),
    ("invalid multi-line basic string", "een tekst tussen `\"\"\"` is niet goed afgesloten"),
    ("missing opening quote", "voor de tekst ontbreekt een aanhalingsteken"),
    ("missing escaped value", "na een `\\` in een tekst hoort een teken zoals `\\` of `\"`"),
    ("too few unicode value digits", "achter `\\u` horen vier cijfers, achter `\\U` acht"),
    ("invalid value", "dit teken bestaat niet"),
    // Numbers, dates, yes and no
    ("invalid boolean", "hier hoort `true` of `false`, of een tekst tussen aanhalingstekens"),
    ("invalid float", "dit is geen getal; een tekst hoort tussen aanhalingstekens"),
    ("invalid integer number", "dit is geen geheel getal; een tekst hoort tussen aanhalingstekens"),
    ("invalid hexadecimal number", "dit is geen getal na `0x`"),
    ("invalid octal number", "dit is geen getal na `0o`"),
    ("invalid binary number", "dit is geen getal na `0b`"),
    ("invalid mantissa", "dit is geen getal"),
    ("invalid fraction", "achter de punt in een getal horen alleen cijfers"),
    ("invalid exponent", "achter de `e` in een getal horen alleen cijfers"),
    ("invalid date", "deze datum klopt niet; schrijf `2024-12-31`, of met aanhalingstekens `\"2024-Q4\"`"),
    ("invalid time", "deze tijd klopt niet"),
    ("invalid offset", "de tijdzone van deze tijd klopt niet"),
    ("unexpected leading zero", "een getal begint niet met een 0"),
    ("`_` may only go between digits", "een `_` hoort alleen tussen twee cijfers"),
    ("redundant numeric sign", "hier staat een plus of min te veel"),
    ("unexpected sign", "hier staat een plus of min te veel"),
    ("integers with a radix cannot be signed", "voor een getal met `0x`, `0o` of `0b` hoort geen plus of min"),
    ("radix must be lowercase", "`0x`, `0o` en `0b` hebben een kleine letter"),
    ("redundant integer number prefix", "voor dit getal hoort geen `0d`"),
    // What is left
    ("invalid comment character", "dit teken mag niet in een opmerking"),
    ("missing comment start", "voor een opmerking ontbreekt `#`"),
    ("unexpected content between comment", "achter de opmerking staat iets dat er niet hoort"),
    ("unexpected content", "hier staat iets dat er niet hoort"),
    ("carriage return must be followed by newline", "hier staat een half regeleinde"),
    ("cannot recurse further", "hier zitten te veel haken in elkaar"),
    ("recursion limit", "hier zitten te veel haken in elkaar"),
];

/// A message of the TOML reader in Dutch; one that we do not know stays as it is.
pub(super) fn translated(detail: &str) -> Cow<'_, str> {
    let known = TRANSLATIONS.iter().find(|(words, _)| detail.starts_with(words));
    known.map_or(Cow::Borrowed(detail), |(_, dutch)| Cow::Borrowed(*dutch))
}
