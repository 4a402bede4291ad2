//! Netlify, and the hosts that read the same two files.
//!
//! They compress by themselves, let browsers ask again for pages, and show `404.html`. A redirect is written without the
//! mark that some of them do not know: where a file goes before it, that file is our page that sends readers on.

use super::{KEEP_FOR_A_YEAR, Rules, security_txt};

/// The headers of answers.
pub(super) const HEADERS: &str = "/_headers";

/// What redirects.
pub(super) const REDIRECTS: &str = "/_redirects";

pub(super) fn headers(rules: &Rules) -> String {
    let Rules { base, assets, comment, .. } = rules;
    let headers: Vec<String> = rules.headers.iter().map(|(name, value)| format!("  {name}: {value}\n")).collect();
    let headers = headers.concat();
    format!("# {comment}\n{base}*\n{headers}\n{assets}*\n  Cache-Control: {KEEP_FOR_A_YEAR}\n")
}

pub(super) fn redirects(rules: &Rules) -> String {
    let former = rules.former.iter().map(|(from, to)| format!("{from} {to} 301\n"));
    let elsewhere = rules.security_txt.iter().map(|to| format!("{} {to} 302\n", security_txt::ADDRESS));
    format!("# {}\n{}", rules.comment, former.chain(elsewhere).collect::<String>())
}
