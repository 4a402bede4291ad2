//! A permanent id.

use std::fmt;
use std::sync::Arc;

/// An id that stands in addresses for ever: lower-case ASCII letters, digits and single hyphens between them.
/// Ordered by bytes, which is stable but nothing for readers: they get titles, sorted by their language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(Arc<str>);

impl Slug {
    /// Reads an id that is spelt as it must be.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let words = text.split('-').all(|word| !word.is_empty() && word.bytes().all(plain));
        words.then(|| Self(text.into()))
    }

    /// The id that is nearest to a free text, or nothing when no letter or digit is left:
    /// `Zoek & Vind 2.0` becomes `zoek-vind-2-0`, `Tromsø` becomes `tromso`.
    pub fn from_title(title: &str) -> Option<Self> {
        let mut slug = String::with_capacity(title.len());
        for letter in title.chars().flat_map(char::to_lowercase) {
            match folded(letter) {
                Some(plain) => slug.push_str(plain),
                None if letter.is_ascii_alphanumeric() => slug.push(letter),
                None if is_silent(letter) => {}
                None if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
                None => {}
            }
        }
        Self::parse(slug.trim_end_matches('-'))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Marks that join letters and leave no gap: apostrophes and combining accents.
fn is_silent(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '\u{ad}' | '\u{300}'..='\u{36f}')
}

/// The ASCII spelling of a Latin letter with an accent or of a ligature.
fn folded(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì'..='ï' | 'ī' | 'ı' => "i",
        'ĳ' => "ij",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' => "s",
        'ß' => "ss",
        'ť' | 'ţ' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

impl fmt::Display for Slug {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}
