//! nginx: a file to include in the block `server` of the site.
//!
//! A block that adds a header inherits none, so each that adds one repeats them all. A location of a regular
//! expression goes before one of a prefix, unless that has `^~`.

use std::fmt::Write;

use super::{ASK_AGAIN, KEEP_FOR_A_YEAR, Rules, decoded, security_txt};
use crate::data::{FOLDER, INDEX_NAME};
use crate::hosting::{DEFAULT_TYPE, SHARED, TYPES};

/// Where it stands: not for readers, and not in the way of others.
pub(super) const ADDRESS: &str = "/.hosting/nginx.conf";

pub(super) fn text(rules: &Rules) -> String {
    let Rules { base, assets, not_found, comment, .. } = rules;
    let headers: Vec<String> =
        rules.headers.iter().map(|(name, value)| format!("add_header {name} \"{value}\" always;\n")).collect();
    let headers = headers.concat();
    // It knows of HTML by itself, and warns of saying so again.
    let texts: Vec<&str> =
        TYPES.iter().filter(|kind| kind.is_text && kind.name != "text/html").map(|kind| kind.name).collect();
    let with_endings = TYPES.iter().filter(|kind| !kind.endings.is_empty());
    let types = with_endings.map(|kind| format!("    {} {};\n", kind.name, kind.endings.join(" ")));
    let types: String = types.collect();
    let texts = texts.join(" ");
    let named = TYPES.iter().flat_map(|kind| kind.names.iter().map(|name| (kind.name, escaped_dots(name))));
    let named =
        named.map(|(kind, name)| format!("location ~ /{name}$ {{\n    types {{ }}\n    default_type {kind};\n}}\n\n"));
    let named: String = named.collect::<Vec<_>>().concat();
    let data = if rules.has_data { data(base, &headers, &named) } else { String::new() };
    let page = quoted(not_found);
    let mut inner = format!(
        "index index.html;\n\
         error_page 403 404 =404 {page};\n\
         absolute_redirect off;\n\
         gzip_static on;\n\
         gzip_vary on;\n\
         charset utf-8;\n\
         charset_types {texts};\n\
         default_type {DEFAULT_TYPE};\n\
         types {{\n{types}}}\n\n\
         {headers}\
         add_header Cache-Control \"{ASK_AGAIN}\" always;\n\n\
         location ^~ {} {{\n{}}}\n\n\
         location = {page} {{\n    internal;\n}}\n\n\
         {named}\
         location ~ /\\.(?!well-known/) {{\n    return 404;\n}}\n{data}",
        quoted(assets),
        indented(&format!("{headers}add_header Cache-Control \"{KEEP_FOR_A_YEAR}\";\n")),
    );
    for (from, to) in &rules.former {
        for from in [from.as_str(), from.trim_end_matches('/')] {
            // A string takes all that is written to it.
            let _ = write!(inner, "\nlocation = {} {{\n    return 301 {to};\n}}\n", quoted(from));
        }
    }
    let elsewhere = rules.security_txt.iter().map(|to| {
        // In a target, that sign begins a variable.
        let to = to.replace('$', "%24");
        let inner =
            indented(&format!("{headers}add_header Cache-Control \"{ASK_AGAIN}\" always;\nreturn 302 \"{to}\";\n"));
        format!("\nlocation = {} {{\n{inner}}}\n", security_txt::ADDRESS)
    });
    let elsewhere: String = elsewhere.collect();
    format!("# {comment}\nlocation {} {{\n{}}}\n{elsewhere}", quoted(base), indented(&inner))
}

/// What lets the scripts of other sites read open data. `named` are the files that their names give a type.
fn data(base: &str, headers: &str, named: &str) -> String {
    let (name, value) = SHARED;
    let headers =
        format!("{headers}add_header Cache-Control \"{ASK_AGAIN}\" always;\nadd_header {name} \"{value}\" always;\n");
    let folder = quoted(&[base, FOLDER.trim_start_matches('/')].concat());
    format!(
        "\nlocation ^~ {folder} {{\n{}}}\n\nlocation ~ /{}$ {{\n{}}}\n",
        indented(&format!("{headers}\n{}", named.trim_end().to_owned() + "\n")),
        escaped_dots(INDEX_NAME),
        indented(&headers),
    )
}

/// A path as a location: what it stands for, as nginx compares it with what a request stands for.
fn quoted(path: &str) -> String {
    format!("\"{}\"", decoded(path).replace('\\', "\\\\").replace('"', "\\\""))
}

/// A name of a file as a regular expression of itself.
fn escaped_dots(name: &str) -> String {
    name.replace('.', "\\.")
}

fn indented(text: &str) -> String {
    let line = |line: &str| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") };
    text.lines().map(line).collect()
}
