//! The configuration that a site brings along, in the real nginx and Apache on loopback.

mod servers;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::PathBuf;

use servers::{Answer, Kind, Running};
use voortgang::hosting::{HEADERS, POLICY_HEADER, SHARED, TRANSPORT, policy};
use voortgang::source::sha256;
use voortgang::theme::built_in;

use crate::portal::{DAY, Portal, tree};

/// Each server at the root of its host and under a path, on a port of its own.
const PLACES: [(Kind, &str, u16); 4] = [
    (Kind::Nginx, "/", 8080),
    (Kind::Nginx, "/open/over%20heid/", 8081),
    (Kind::Apache, "/", 8082),
    (Kind::Apache, "/open/over%20heid/", 8083),
];

const PROJECT: &str = "+++\ntitle = \"DUTO\"\ncategory = \"beleid\"\naliases = [\"/oud.pad/\", \"/a/b/\"]\n+++\n\
                       ![Plaatje](plaat.svg) [Nota](een%20nota.pdf) [Archief](archief.csv.gz) [Cijfers](cijfers.csv)\n";

/// A portal that is built where a server looks for it.
fn site(base: &str, security_txt: &str) -> (Portal, PathBuf) {
    let settings = format!(
        "title = \"Portaal\"\nbase_url = \"https://portaal.example.org{base}\"\nlanguage = \"nl\"\n\n\
         [hosting]\nservers = [\"nginx\", \"apache\", \"netlify\"]\n\n[hosting.security_txt]\n{security_txt}\n\n\
         [woo]\npublisher = \"https://identifier.overheid.nl/tooi/id/ministerie/mnre1034\"\n\
         category = \"https://identifier.overheid.nl/tooi/def/thes/kern/c_816e508d\"\n"
    );
    let drawing = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{}</svg>", "<g/>".repeat(99));
    let portal = Portal::new(&[
        ("portal.toml", &settings),
        ("content/projects/duto/index.md", PROJECT),
        ("content/reports/2024-Q3/index.md", "+++\npublished = 2024-11-01\n+++\n"),
        ("content/projects/duto/plaat.svg", &drawing),
        ("content/projects/duto/een nota.pdf", "%PDF"),
        ("content/projects/duto/archief.csv.gz", "is geen archief"),
        ("content/projects/duto/cijfers.csv", "naam;aantal\n"),
    ]);
    let out = portal.path(&format!("www{}", base.replace("%20", " ")));
    let run = portal.run(&["build", "--precompress", "--date", DAY, "--out", &out.to_string_lossy()]);
    assert_eq!(run.status, Some(0), "{}", run.stderr);
    (portal, out)
}

/// The answer in a line: status, then where it leads, or what it is, its encoding, and how long it may be kept.
fn summary(answer: &Answer, origin: &str) -> String {
    let header = |name| answer.header(name).unwrap_or("-");
    let leads = answer.header("Location").map(|to| to.strip_prefix(origin).unwrap_or(to));
    let what = leads.unwrap_or_else(|| header("Content-Type"));
    let kept = if header("Cache-Control") == "public, max-age=31536000, immutable" {
        "a year"
    } else {
        header("Cache-Control")
    };
    format!("{} {what}, {}, {kept}", answer.status, header("Content-Encoding"))
}

/// What a reader asks for under the site's path, in which encodings, and what comes. `ASSETS` is the theme's folder.
const EXPECTED: [(&str, &str, &str); 40] = [
    ("", "", "200 text/html; charset=utf-8, -, no-cache"),
    ("", "gzip", "200 text/html; charset=utf-8, gzip, no-cache"),
    ("", "gzip, deflate, br, zstd", "200 text/html; charset=utf-8, br, no-cache"),
    ("projecten", "br", "301 BASEprojecten/, -, no-cache"),
    ("projecten/", "br", "200 text/html; charset=utf-8, br, no-cache"),
    ("projecten/index.html", "gzip", "200 text/html; charset=utf-8, gzip, no-cache"),
    ("oud.pad/", "br", "301 BASEprojecten/duto/, -, no-cache"),
    ("oud.pad", "br", "301 BASEprojecten/duto/, -, no-cache"),
    ("a/b/", "", "301 BASEprojecten/duto/, -, no-cache"),
    ("oudXpad/", "", "404 text/html; charset=utf-8, -, no-cache"),
    ("niets", "", "404 text/html; charset=utf-8, -, no-cache"),
    ("niets/", "br", "404 text/html; charset=utf-8, br, no-cache"),
    ("assets/", "gzip", "404 text/html; charset=utf-8, gzip, no-cache"),
    (".htaccess", "", "404 text/html; charset=utf-8, -, no-cache"),
    (".voortgang", "", "404 text/html; charset=utf-8, -, no-cache"),
    (".hosting/nginx.conf", "", "404 text/html; charset=utf-8, -, no-cache"),
    ("ASSETS/voortgang.css", "br", "200 text/css; charset=utf-8, br, a year"),
    ("ASSETS/scripts/filter.js", "", "200 text/javascript; charset=utf-8, -, a year"),
    ("ASSETS/niets.css", "", "404 text/html; charset=utf-8, -, no-cache"),
    ("assets/0123456789abcdef/voortgang.css", "", "404 text/html; charset=utf-8, -, no-cache"),
    ("projecten/duto/plaat.svg", "gzip", "200 image/svg+xml; charset=utf-8, gzip, no-cache"),
    ("projecten/duto/een%20nota.pdf", "gzip", "200 application/pdf, -, no-cache"),
    ("projecten/duto/cijfers.csv", "gzip", "200 text/csv; charset=utf-8, -, no-cache"),
    ("kwartalen/2024-q3/kwartaalrapportage-2024-q3.html", "br", "200 text/html; charset=utf-8, br, no-cache"),
    ("sitemapindex-diwoo.xml", "", "200 application/xml; charset=utf-8, -, no-cache"),
    ("sitemap.xml", "br", "200 application/xml; charset=utf-8, br, no-cache"),
    ("atom.xml", "", "200 application/atom+xml; charset=utf-8, -, no-cache"),
    ("atom.xml", "gzip", "200 application/atom+xml; charset=utf-8, gzip, no-cache"),
    ("projecten/duto/atom.xml", "br", "200 application/atom+xml; charset=utf-8, br, no-cache"),
    ("categorieen/beleid/atom.xml", "", "200 application/atom+xml; charset=utf-8, -, no-cache"),
    ("data/", "br", "200 text/html; charset=utf-8, br, no-cache"),
    ("data", "", "301 BASEdata/, -, no-cache"),
    ("data/projects.csv", "", "200 text/csv; charset=utf-8, -, no-cache"),
    ("data/all.json", "gzip", "200 application/json; charset=utf-8, gzip, no-cache"),
    ("data/all.xlsx", "br", "200 application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, -, no-cache"),
    ("data/v1/schema.json", "br", "200 application/schema+json; charset=utf-8, br, no-cache"),
    ("data/niets.json", "", "404 text/html; charset=utf-8, -, no-cache"),
    ("projecten/duto/index.json", "br", "200 application/json; charset=utf-8, br, no-cache"),
    ("mijlpalen.ics", "br", "200 text/calendar; charset=utf-8, br, no-cache"),
    ("categorieen/beleid/mijlpalen.ics", "", "200 text/calendar; charset=utf-8, -, no-cache"),
];

#[test]
fn every_server_answers_alike_with_every_header() {
    for (kind, base, port) in PLACES {
        let (portal, out) = site(base, "redirect = \"https://www.ncsc.nl/.well-known/security.txt\"");
        let Some(server) = Running::start(kind, &portal.path("www"), &out, port) else { return };
        let assets = assets(&out);
        for (path, encodings, expected) in EXPECTED {
            let path = format!("{base}{}", path.replace("ASSETS", &assets));
            let answer = server.get(&path, encodings);
            let found = summary(&answer, &server.origin());
            assert_eq!(found, expected.replace("BASE", base), "{kind:?} {path} {encodings}\n{answer:?}");
            assert_headers(&answer, &path);
            let is_data = path.contains("/data/") || path.ends_with("/index.json");
            let is_shared = answer.header(SHARED.0) == Some(SHARED.1);
            assert_eq!(is_shared, is_data && answer.status == 200, "{kind:?} {path} {encodings}\n{answer:?}");
            if answer.status == 404 {
                assert_eq!(answer.decoded(), tree(&out)["404.html"], "{kind:?} {path}");
            }
        }
        // Under a path, a file of the site cannot speak for its host; the administrator of nginx can.
        if (kind, base) != (Kind::Apache, "/open/over%20heid/") {
            let answer = server.get("/.well-known/security.txt", "");
            let found = summary(&answer, &server.origin());
            assert_eq!(found, "302 https://www.ncsc.nl/.well-known/security.txt, -, no-cache", "{kind:?}");
            assert_headers(&answer, "security.txt");
        }
    }
}

fn assets(out: &std::path::Path) -> String {
    let files = tree(out);
    let path = files.keys().find(|path| path.ends_with("/voortgang.css")).unwrap();
    path.trim_end_matches("/voortgang.css").to_owned()
}

/// Each once: a second one would make some of them void.
fn assert_headers(answer: &Answer, path: &str) {
    let style = built_in::text(&built_in::path("edition.css")).unwrap();
    for (name, value) in HEADERS.iter().copied().chain([TRANSPORT]) {
        let value = if name == POLICY_HEADER { policy(Some(style)) } else { value.to_owned() };
        assert_eq!(answer.all(name), [value], "{path} {name}");
    }
}

#[test]
fn every_file_comes_whole_in_every_encoding() {
    let contact = "contact = [\"mailto:beveiliging@example.org\"]\nexpires = 2025-12-31";
    for (kind, base, port) in PLACES.map(|(kind, base, port)| (kind, base, port + 10)) {
        let (portal, out) = site(base, contact);
        let Some(server) = Running::start(kind, &portal.path("www"), &out, port) else { return };
        let files = tree(&out);
        assert!(files.contains_key(".well-known/security.txt"));
        let mut encoded = BTreeMap::new();
        for (name, bytes) in files.iter().filter(|(name, _)| is_for_readers(name, &files)) {
            let path = format!("{base}{}", name.replace(' ', "%20"));
            let path = path.strip_suffix("index.html").unwrap_or(&path);
            for encoding in ["", "gzip", "br"] {
                let answer = server.get(path, encoding);
                assert_eq!(answer.status, 200, "{kind:?} {path} {encoding}");
                assert_eq!(answer.decoded(), *bytes, "{kind:?} {path} {encoding}");
                assert_headers(&answer, path);
                *encoded.entry(answer.header("Content-Encoding").unwrap_or("-").to_owned()).or_insert(0) += 1;
            }
        }
        let readable = files.keys().filter(|name| is_for_readers(name, &files)).collect::<Vec<_>>();
        let compressed = |ending| readable.iter().filter(|name| files.contains_key(&format!("{name}{ending}"))).count();
        assert_eq!((encoded["gzip"], encoded["br"]), (compressed(".gz"), compressed(".br")));
    }
}

/// Whether readers ask for a file by its own name: not what is compressed, and not what servers read.
fn is_for_readers(name: &str, files: &BTreeMap<String, Vec<u8>>) -> bool {
    let is_compressed =
        [".br", ".gz"].iter().any(|ending| name.strip_suffix(ending).is_some_and(|name| files.contains_key(name)));
    let is_former = name.starts_with("oud.pad/") || name.starts_with("a/b/");
    let is_hidden = name.starts_with('.') && !name.starts_with(".well-known/");
    !is_compressed && !is_former && !is_hidden && name != "404.html"
}

/// What a compressed body says.
fn decoded(encoding: Option<&str>, body: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    match encoding {
        None => whole.extend(body),
        Some("gzip") => _ = flate2::read::GzDecoder::new(body).read_to_end(&mut whole).unwrap(),
        Some("br") => _ = brotli::Decompressor::new(body, 4096).read_to_end(&mut whole).unwrap(),
        Some(other) => panic!("{other} was not asked for"),
    }
    whole
}

#[test]
fn what_is_not_smaller_is_not_kept_and_the_same_comes_out_on_every_machine() {
    let (_portal, out) = site("/", "redirect = \"https://www.ncsc.nl/.well-known/security.txt\"");
    let files = tree(&out);
    for small in ["projecten/duto/cijfers.csv", "projecten/duto/een nota.pdf"] {
        assert!(files.contains_key(small) && !files.contains_key(&format!("{small}.gz")), "{small}");
    }
    let drawing = &files["projecten/duto/plaat.svg"];
    // Byte for byte as on any machine; only a new version of an encoder may change them.
    for (ending, encoding, hash) in [
        ("gz", "gzip", "150c5d85a650254c20d1ae0aeeaf00c477c907f49b4ca5645adfd8786ba631a8"),
        ("br", "br", "700034bcba8a957aaaf8d37e0d0d74d4cd213d830c65995e5a30202f04190047"),
    ] {
        let bytes = &files[&format!("projecten/duto/plaat.svg.{ending}")];
        assert!(bytes.len() < drawing.len());
        assert_eq!(decoded(Some(encoding), bytes), *drawing);
        assert_eq!(sha256(bytes), hash, "{ending}");
    }
}
