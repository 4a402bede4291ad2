//! Apache: `.htaccess` in the site itself.
//!
//! `always` puts a header on errors and redirects too. The headers that are set with and without it are two lists, so
//! all are set with it, lest one is sent twice. A compressed file is sent by rewriting to it, and is typed by the ending
//! before the last. Its encoding is told to Apache, which then does not compress it again.

use std::fmt::Write;

use super::{ASK_AGAIN, KEEP_FOR_A_YEAR, Rules, decoded, security_txt};
use crate::data::{FOLDER, INDEX_NAME};
use crate::hosting::{ENCODINGS, SHARED, TYPES, Type};

/// Where Apache looks for it.
pub(super) const ADDRESS: &str = "/.htaccess";

pub(super) fn text(rules: &Rules) -> String {
    let Rules { base, assets, not_found, comment, .. } = rules;
    let mut text = format!(
        "# {comment}\n\
         Options -Indexes -MultiViews +SymLinksIfOwnerMatch\n\
         DirectoryIndex index.html\n\
         DirectorySlash On\n\
         ErrorDocument 404 {not_found}\n\
         FileETag MTime Size\n\n"
    );
    for (name, value) in &rules.headers {
        line(&mut text, &format!("Header always set {name} \"{value}\""));
    }
    line(&mut text, &format!("Header always set Cache-Control \"{ASK_AGAIN}\""));
    let is_kept = format!("expr=%{{REQUEST_URI}} =~ m#^{}# && %{{REQUEST_STATUS}} -lt 400", escaped(assets));
    line(&mut text, &format!("Header always set Cache-Control \"{KEEP_FOR_A_YEAR}\" \"{is_kept}\""));
    if rules.has_data {
        let (name, value) = SHARED;
        let (folder, index) = (escaped(&[base, FOLDER.trim_start_matches('/')].concat()), escaped(INDEX_NAME));
        let is_data = format!("%{{REQUEST_URI}} =~ m#^{folder}|/{index}(\\.(br|gz))?$# && %{{REQUEST_STATUS}} -lt 400");
        line(&mut text, &format!("Header always set {name} \"{value}\" \"expr={is_data}\""));
    }
    text.push('\n');
    for kind in TYPES.iter().filter(|kind| !kind.endings.is_empty()) {
        line(&mut text, &format!("AddType \"{}\" .{}", kind.content_type(), kind.endings.join(" .")));
    }
    for kind in TYPES {
        for name in kind.names {
            line(&mut text, &format!("<Files \"{name}\">\n  ForceType \"{}\"\n</Files>", kind.content_type()));
        }
    }
    text.push_str(&compressed());
    line(&mut text, "\nRedirectMatch 404 \"/\\.(?!well-known/)\"");
    for (from, to) in &rules.former {
        line(&mut text, &format!("RedirectMatch 301 \"^{}?$\" \"{}\"", escaped(from), target(to)));
    }
    // At a path, the host is not ours to speak for.
    if let Some(to) = rules.security_txt.as_ref().filter(|_| base == "/") {
        line(&mut text, &format!("Redirect 302 \"{}\" \"{to}\"", security_txt::ADDRESS));
    }
    text
}

/// What sends a file compressed to those who can read that. Only a file that is sent so is typed by what it holds:
/// whoever asks for an archive wants the archive.
fn compressed() -> String {
    let compressible: Vec<&Type> = TYPES.iter().filter(|kind| kind.is_compressible).collect();
    let endings = compressible.iter().flat_map(|kind| kind.endings).copied().collect::<Vec<_>>().join("|");
    let mut text = format!(
        "\n<FilesMatch \"\\.({endings})(\\.(br|gz))?$\">\n  Header always merge Vary Accept-Encoding\n</FilesMatch>\n\
         <IfModule mod_rewrite.c>\n  RewriteEngine On\n"
    );
    for (name, ending) in ENCODINGS {
        for (is_there, from, to) in
            [("%{REQUEST_FILENAME}", "^(.+)$", "$1"), ("%{REQUEST_FILENAME}/index.html", "^(.*/)?$", "$1index.html")]
        {
            line(&mut text, &format!("  RewriteCond %{{HTTP:Accept-Encoding}} \\b{name}\\b"));
            line(&mut text, &format!("  RewriteCond {is_there}.{ending} -f"));
            line(&mut text, &format!("  RewriteRule {from} {to}.{ending} [L,E=ENCODED:{name}]"));
        }
    }
    // A folder without a page is as good as none.
    text.push_str(
        "  RewriteCond %{REQUEST_FILENAME} -d\n  RewriteCond %{REQUEST_FILENAME}/index.html !-f\n  \
         RewriteRule ^ - [R=404,L]\n</IfModule>\n",
    );
    // What the rewriting noted is one redirect ago by now.
    for (name, ending) in ENCODINGS {
        line(
            &mut text,
            &format!("<If \"reqenv('REDIRECT_ENCODED') == '{name}'\">\n  AddEncoding {name} .{ending}\n</If>"),
        );
    }
    let with_endings = compressible.iter().filter(|kind| !kind.endings.is_empty());
    let by_ending = with_endings.map(|kind| (kind, format!("\\.({})", kind.endings.join("|"))));
    // What comes later goes before.
    let by_name =
        compressible.iter().flat_map(|kind| kind.names.iter().map(move |name| (kind, format!("^{}", escaped(name)))));
    for (kind, own) in by_ending.chain(by_name) {
        line(&mut text, &format!("<FilesMatch \"{own}\\.(br|gz)$\">\n  <If \"-n reqenv('REDIRECT_ENCODED')\">"));
        line(&mut text, &format!("    ForceType \"{}\"\n  </If>\n</FilesMatch>", kind.content_type()));
    }
    text
}

fn line(text: &mut String, line: &str) {
    // A string takes all that is written to it.
    let _ = writeln!(text, "{line}");
}

/// A path as a regular expression of what it stands for, as Apache compares it with what a request stands for.
fn escaped(path: &str) -> String {
    let mut escaped = String::new();
    for letter in decoded(path).chars() {
        if letter.is_ascii_punctuation() && !"/-_".contains(letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// A path as a target, which Apache escapes itself.
fn target(path: &str) -> String {
    decoded(path).replace('$', "\\$").replace('"', "\\\"")
}
