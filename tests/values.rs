//! The laws of the small values, over all of their range.

use voortgang::language::{Collation, Language, ordered};
use voortgang::model::{Amount, BaseUrl, Day, Quarter, Slug, When};

fn quarters() -> Vec<Quarter> {
    let first = Quarter::parse("1900-Q1").unwrap();
    std::iter::successors(Some(first), |quarter| Some(quarter.next())).take(1200).collect()
}

fn days() -> impl Iterator<Item = Day> {
    let months = (1900..2200).flat_map(|year| (1..=12).map(move |month| (year, month)));
    months.flat_map(|(year, month)| (1..=31).filter_map(move |day| Day::new(year, month, day)))
}

#[test]
fn quarters_follow_each_other_without_gap() {
    for pair in quarters().windows(2) {
        assert!(pair[0] < pair[1]);
        assert_eq!(pair[1].previous(), pair[0]);
        assert_eq!(pair[1].since(pair[0]), 1);
        assert_eq!(pair[1].first_day().days_since(pair[0].last_day()), 1);
    }
}

#[test]
fn every_day_lies_in_its_quarter_and_reads_as_it_is_written() {
    let mut last: Option<Day> = None;
    for day in days() {
        assert_eq!(Day::parse(&day.to_string()), Some(day));
        let quarter = Quarter::of(day);
        assert!(quarter.first_day() <= day && day <= quarter.last_day());
        assert!(last.is_none_or(|last| last < day && day.days_since(last) == 1));
        last = Some(day);
    }
}

#[test]
fn a_moment_reads_as_it_is_written_in_every_precision() {
    for day in days().step_by(13) {
        let (year, month) = (day.year(), day.month());
        let spellings =
            [day.to_string(), format!("{year:04}-{month:02}"), Quarter::of(day).to_string(), year.to_string()];
        let moments = spellings.map(|text| (When::parse(&text).unwrap(), text));
        for (when, text) in &moments {
            assert_eq!(when.to_string(), *text);
            assert!(when.first() <= day && day <= when.last());
        }
        for pair in moments.windows(2) {
            assert!(pair[1].0.is_sharpened_by(pair[0].0));
            assert!(!pair[0].0.is_sharpened_by(pair[1].0));
            assert!(!pair[0].0.is_sharpened_by(pair[0].0));
        }
    }
}

#[test]
fn what_is_no_moment_is_refused() {
    for text in [
        "",
        "2024-13-01",
        "2024-02-30",
        "2024-Q5",
        "2024-q4",
        "24-12-31",
        "2024-1-5",
        "2024-12-31 ",
        "+2024",
        "1899",
        "2200",
    ] {
        assert_eq!(When::parse(text), None, "{text}");
    }
}

#[test]
fn amounts_add_up_exactly_and_read_as_they_are_written() {
    for thousandths in (-2_000_i64..=2_000).chain([999_999_999_999_999]) {
        let text = format!(
            "{}{}.{:03}",
            if thousandths < 0 { "-" } else { "" },
            thousandths.abs() / 1000,
            thousandths.abs() % 1000
        );
        let amount = Amount::parse(&text).unwrap();
        assert_eq!(Amount::parse(&amount.to_string()), Some(amount));
    }
    let tenths = std::iter::repeat_n(Amount::parse("0.1").unwrap(), 10);
    assert_eq!(tenths.sum::<Amount>(), Amount::parse("1").unwrap());
    for text in ["", "-", ".5", "1.2345", "1e3", "1000000000001", "nan", "1,5"] {
        assert_eq!(Amount::parse(text), None, "{text}");
    }
}

#[test]
fn numbers_and_amounts_stand_as_each_language_writes_them() {
    let written = |language: Language, text: &str, unit: &str| {
        language.amount(Amount::parse(text).unwrap(), unit).replace('\u{a0}', " ")
    };
    assert_eq!(written(Language::Dutch, "127", "€ mln."), "€ 127 mln.");
    assert_eq!(written(Language::Dutch, "1234567.5", "€"), "€ 1.234.567,5");
    assert_eq!(written(Language::English, "-1234567.25", "€"), "€ -1,234,567.25");
    assert_eq!(written(Language::Dutch, "12", "fte"), "12 fte");
}

#[test]
fn titles_become_permanent_ids() {
    for (title, id) in [
        ("Zoek & Vind 2.0", Some("zoek-vind-2-0")),
        ("Verdrag van Tromsø", Some("verdrag-van-tromso")),
        ("  Beslisnota’s: één  ", Some("beslisnotas-een")),
        ("Straße Łódź æther", Some("strasse-lodz-aether")),
        ("!?…", None),
        ("", None),
    ] {
        assert_eq!(Slug::from_title(title).map(|slug| slug.to_string()).as_deref(), id, "{title}");
    }
}

#[test]
fn an_id_made_of_any_title_is_an_id() {
    for letter in (0..0x3000).filter_map(char::from_u32) {
        if let Some(slug) = Slug::from_title(&format!("a{letter}b")) {
            assert_eq!(Slug::parse(slug.as_str()), Some(slug));
        }
    }
}

#[test]
fn titles_sort_as_a_dutch_reader_expects() {
    let expected = [
        "AI Labs",
        "Beslisnota's",
        "beslisnota’s 2",
        "Één loket",
        "E-mailknop",
        "Evaluatie",
        "(Nieuwe) omgeving",
        "Oud",
        "Tranche 2",
        "Tranche 10",
        "\"Woo\" formulier",
        "Zoek",
    ];
    let mut shuffled = expected;
    shuffled.reverse();
    shuffled.swap(0, 5);
    let sorted = ordered(shuffled, &Collation::new(Language::Dutch), |title| (None, title));
    assert_eq!(sorted, expected);
}

#[test]
fn things_with_an_order_come_before_those_without() {
    let things = [(None, "a"), (Some(2), "z"), (Some(-1), "b"), (Some(2), "c")];
    let sorted = ordered(things, &Collation::new(Language::Dutch), |thing| *thing);
    assert_eq!(sorted, [(Some(-1), "b"), (Some(2), "c"), (Some(2), "z"), (None, "a")]);
}

#[test]
fn a_base_url_ends_in_a_slash_and_is_no_more_than_a_place() {
    assert_eq!(BaseUrl::parse("https://example.org").unwrap().to_string(), "https://example.org/");
    assert_eq!(BaseUrl::parse("https://example.org/a/b").unwrap().path(), "/a/b/");
    assert_eq!(BaseUrl::parse("http://localhost:8000/").unwrap().absolute("/x/"), "http://localhost:8000/x/");
    for text in [
        "",
        "example.org",
        "ftp://example.org",
        "https://",
        "https://a b/",
        "https://a/?q",
        "https://a/#x",
        "https://a//b",
        "https://a/../b",
    ] {
        assert_eq!(BaseUrl::parse(text), None, "{text}");
    }
}
