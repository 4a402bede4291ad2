//! `[hosting]` in `portal.toml`.

use super::context::Context;
use super::table::Table;
use super::value;
use crate::diagnostic::{Diagnostic, Expected, Problem, Role};
use crate::model::{Hosting, SecurityContact, SecurityTxt, Server};
use crate::source::Spanned;

/// The tables of `portal.toml` that are read here, each with its keys.
pub(super) const KEYS: &[&str] = &["servers", "security_txt"];
pub(super) const SECURITY_TXT: &str = "hosting.security_txt";
pub(super) const SECURITY_TXT_KEYS: &[&str] = &["redirect", "contact", "expires", "policy", "encryption"];

pub(super) fn read(table: &Table<'_>, context: &mut Context<'_>) -> Hosting {
    table.finish(context);
    let servers = table.choices("servers", &Server::ALL, context);
    let security_txt = table.table("security_txt", SECURITY_TXT, context);
    let security_txt = security_txt.and_then(|security_txt| {
        security_txt.finish(context);
        // Only a server can redirect.
        if security_txt.has("redirect") {
            table.required("servers", Some(()), context);
            table.report_empty("servers", context);
        }
        read_security_txt(&security_txt, context)
    });
    Hosting { servers, security_txt }
}

fn read_security_txt(table: &Table<'_>, context: &mut Context<'_>) -> Option<SecurityTxt> {
    if table.has("redirect") {
        if let Some(other) = SECURITY_TXT_KEYS[1..].iter().find(|key| table.has(key)) {
            let problem = Problem::ConflictingKeys { key: "redirect".to_owned(), other: (*other).to_owned() };
            let place = context.place(table.place_of("redirect"));
            let other = context.place(table.place_of(other));
            context.push(Diagnostic::new(problem, place).with(Role::OtherKey, other));
        }
        return table.secure_address("redirect", context).map(SecurityTxt::Elsewhere);
    }
    let contacts = contacts(table, context);
    let expires = table.day("expires", context);
    let expires = table.required("expires", expires, context);
    let policy = table.secure_address("policy", context);
    let encryption = table.secure_address("encryption", context);
    let expires = Spanned { value: expires?, span: table.place_of("expires") };
    Some(SecurityTxt::Here(SecurityContact { contacts: contacts?, expires, policy, encryption }))
}

/// At least one address to report to.
fn contacts(table: &Table<'_>, context: &mut Context<'_>) -> Option<Vec<String>> {
    let given = table.texts("contact", context);
    let given = table.required("contact", Some(given), context)?;
    table.report_empty("contact", context);
    let schemes = ["https://", "mailto:", "tel:"];
    let sound = given
        .into_iter()
        .filter_map(|text| value::address("contact", text, &schemes, Expected::ContactAddress, context))
        .collect::<Vec<_>>();
    Some(sound).filter(|contacts| !contacts.is_empty())
}
