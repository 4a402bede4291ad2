//! `/.well-known/security.txt` (RFC 9116): whom to tell about a weakness of the site.

use super::{text_file, whole_address};
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::model::{Day, SecurityTxt, Site};
use crate::output::Output;
use crate::source::FilePath;
use crate::source::disk::SITE_FILE;

/// Where it stands.
pub(super) const ADDRESS: &str = "/.well-known/security.txt";

/// The file, if it is the site's own.
pub(super) fn file(site: &Site) -> Option<Output> {
    let Some(SecurityTxt::Here(contact)) = &site.hosting.security_txt else { return None };
    let canonical = whole_address(site, ADDRESS);
    let contacts = contact.contacts.iter().map(|contact| ("Contact", contact.clone()));
    let expires = [("Expires", format!("{}T23:59:59Z", contact.expires.value))];
    let optional = [("Encryption", &contact.encryption), ("Policy", &contact.policy)];
    let optional = optional.into_iter().filter_map(|(name, value)| Some((name, value.clone()?)));
    let fields = contacts.chain(expires).chain(optional).chain([("Canonical", canonical)]);
    let lines: Vec<String> = fields.map(|(name, value)| format!("{name}: {value}\n")).collect();
    Some(text_file(ADDRESS, lines.concat()))
}

/// How many days ahead somebody has to look at it again.
const NEAR: i32 = 30;

/// Above this many days, nobody knows whether it still holds: the RFC asks for less than a year.
const FAR: i32 = 366;

/// An error when it has expired, for what it says must not be used then; a warning when it soon will, or far too late.
pub fn notice(site: &Site, day: Day) -> Option<Diagnostic> {
    let Some(SecurityTxt::Here(contact)) = &site.hosting.security_txt else { return None };
    let expires = contact.expires.value.to_string();
    let problem = match contact.expires.value.days_since(day) {
        ..0 => Problem::SecurityTxtExpired { expires },
        0..NEAR => Problem::SecurityTxtExpiresSoon { expires },
        FAR.. => Problem::SecurityTxtExpiresLate { expires },
        NEAR..FAR => return None,
    };
    Some(Diagnostic::new(problem, Place::span(&FilePath::new(SITE_FILE), contact.expires.span)))
}
