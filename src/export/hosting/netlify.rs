//! Netlify, and the hosts that read the same two files.
//!
//! They compress by themselves, let browsers ask again for pages, and show `404.html`. A redirect is written without the
//! mark that some of them do not know: where a file goes before it, that file is our page that sends readers on.

use super::{KEEP_FOR_A_YEAR, Rules, security_txt};
use crate::data::{FOLDER, INDEX_NAME};
use crate::hosting::{SHARED, TYPES};

/// The headers of answers.
pub(super) const HEADERS: &str = "/_headers";

/// What redirects.
pub(super) const REDIRECTS: &str = "/_redirects";

pub(super) fn headers(rules: &Rules) -> String {
    let Rules { base, assets, comment, .. } = rules;
    let headers: Vec<String> = rules.headers.iter().map(|(name, value)| format!("  {name}: {value}\n")).collect();
    let headers = headers.concat();
    // A feed stands at the root, or in the folder of a category or a project; a schema in a folder, or in one of that.
    let named = TYPES.iter().flat_map(|kind| kind.names.iter().map(|name| (kind.content_type(), name)));
    let named = named.map(|(kind, name)| {
        ["", ":list/", ":list/:id/"].map(|folder| format!("\n{base}{folder}{name}\n  Content-Type: {kind}\n")).concat()
    });
    let named = named.collect::<Vec<_>>().concat();
    let data = [FOLDER.trim_start_matches('/').to_owned() + "*", format!(":list/:id/{INDEX_NAME}")];
    let data = data.map(|path| format!("\n{base}{path}\n  {}: {}\n", SHARED.0, SHARED.1)).concat();
    let data = if rules.has_data { data } else { String::new() };
    format!("# {comment}\n{base}*\n{headers}\n{assets}*\n  Cache-Control: {KEEP_FOR_A_YEAR}\n{named}{data}")
}

pub(super) fn redirects(rules: &Rules) -> String {
    let former = rules.former.iter().map(|(from, to)| format!("{from} {to} 301\n"));
    let elsewhere = rules.security_txt.iter().map(|to| format!("{} {to} 302\n", security_txt::ADDRESS));
    format!("# {}\n{}", rules.comment, former.chain(elsewhere).collect::<String>())
}
