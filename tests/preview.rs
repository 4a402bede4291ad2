//! What the preview answers, as a pure function: statuses, headers and bodies.

mod states;

use std::collections::BTreeMap;
use std::net::SocketAddr;

use voortgang::diagnostic::render::Texts;
use voortgang::hosting::{HEADERS, policy};
use voortgang::language::Language;
use voortgang::preview::{Answer, Body, Drawn, Hosts, Piece, Request, Showing, answer, client, state};
use voortgang::select::Audience;
use voortgang::source::Sources;
use voortgang::theme::built_in;

use crate::portal;

const HOST: &str = "127.0.0.1:8000";

const FILES: [(&str, &str); 5] = [
    ("content/projects/duto/index.md", "+++\ntitle = \"DUTO\"\ncategory = \"beleid\"\n+++\n[Nota](een%20nota.pdf)\n"),
    ("content/projects/duto/een nota.pdf", "%PDF"),
    ("content/pages/over.md", "+++\ntitle = \"Over\"\n+++\n![Plaatje](plaat.svg)\n"),
    ("content/pages/plaat.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ("themes/eigen/static/_headers", "X: y"),
];

type Headers<'h> = &'h [(&'h str, &'h str)];

/// What is shown of the base with these files over it, at its root or under a path.
fn showing(files: &[(&str, &str)], base_url: &str) -> Showing {
    let site = format!("title = \"Portaal\"\nbase_url = \"{base_url}\"\nlanguage = \"nl\"\n");
    let all = portal::BASE.iter().chain(&FILES).chain(files).copied();
    let sources: Sources = all.chain([("portal.toml", site.as_str())]).collect();
    shown(&sources, None)
}

/// What is shown of files, after what was shown before.
fn shown(sources: &Sources, former: Option<&Showing>) -> Showing {
    let built = portal::build(sources, portal::DAY, Audience::Readers);
    let problems = Drawn::all(&built.diagnostics, &Texts::new(sources, &built_in::text), built.language);
    let (tree, base_path, policy) = match (built.site, former) {
        (Some(site), _) => (Some(site.tree), site.base_url.path().to_owned(), site.policy),
        (None, Some(former)) => (former.tree.clone(), former.base_path.clone(), former.policy.clone()),
        (None, None) => (None, "/".to_owned(), policy(None)),
    };
    Showing { tree, base_path, policy, language: built.language, problems, held_back: None }
}

fn root() -> Showing {
    showing(&[], "https://portaal.example.org/")
}

fn hosts(address: &str) -> Hosts {
    Hosts::new(address.parse::<SocketAddr>().unwrap())
}

fn ask(showing: &Showing, method: &str, target: &str, headers: Headers<'_>) -> Answer {
    let headers: Vec<(&str, &str)> = [("Host", HOST)].iter().chain(headers).copied().collect();
    answer(&Request::new(method, target, &headers), showing, &hosts(HOST))
}

fn get(showing: &Showing, target: &str) -> Answer {
    ask(showing, "GET", target, &[])
}

fn header<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
    answer.headers.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str())
}

fn body(answer: &Answer) -> Vec<u8> {
    match &answer.body {
        Body::Pieces(pieces) => pieces.iter().flat_map(Piece::bytes).copied().collect(),
        Body::Events(_) => Vec::new(),
    }
}

fn text(answer: &Answer) -> String {
    String::from_utf8(body(answer)).unwrap()
}

/// The status, and where it leads.
fn outcome(answer: &Answer) -> (u16, Option<&str>) {
    (answer.status, header(answer, "Location"))
}

#[test]
fn each_target_has_the_answer_of_nginx() {
    let showing = root();
    let table = [
        ("/", 200, None),
        ("/?a=1&b=%00", 200, None),
        ("/index.html", 200, None),
        ("/projecten/duto/", 200, None),
        ("/projecten/duto/?van=mail#kop", 200, None),
        ("/projecten/duto", 301, Some("/projecten/duto/")),
        ("/projecten/duto?van=mail", 301, Some("/projecten/duto/?van=mail")),
        ("//projecten//duto/", 200, None),
        ("//projecten//duto", 301, Some("/projecten/duto/")),
        ("/projecten/./duto/", 200, None),
        ("/projecten/weg/../duto/", 200, None),
        ("/pro%6Aecten/duto/", 200, None),
        ("/projecten%2Fduto/", 200, None),
        ("/content/projects/duto/een%20nota.pdf", 404, None),
        ("/assets/voortgang.css", 200, None),
        ("/assets/voortgang.css/", 404, None),
        ("/assets/voortgang.css?5", 200, None),
        ("/assets/scripts", 301, Some("/assets/scripts/")),
        ("/assets/scripts/", 404, None),
        ("/robots.txt", 200, None),
        ("/404.html", 200, None),
        ("/niets", 404, None),
        ("/niets/", 404, None),
        ("/PROJECTEN/", 404, None),
        ("/..", 400, None),
        ("/../etc/passwd", 400, None),
        ("/projecten/../../etc/passwd", 400, None),
        ("/%2e%2e/etc/passwd", 400, None),
        ("/%2E%2E%2Fetc%2Fpasswd", 400, None),
        ("/..%2fetc/passwd", 400, None),
        ("/%252e%252e/etc/passwd", 404, None),
        ("/..%5c..%5cetc", 404, None),
        ("/..\\..\\etc", 404, None),
        ("/%00", 400, None),
        ("/index.html%00.png", 400, None),
        ("/%", 400, None),
        ("/%zz", 400, None),
        ("/%ff", 400, None),
        ("", 400, None),
        ("*", 400, None),
        ("projecten/", 400, None),
        ("http://127.0.0.1:8000/projecten/", 200, None),
        ("HTTP://localhost:8000", 200, None),
        ("http://127.0.0.1:8000/../etc/passwd", 400, None),
        ("http://evil.example/", 421, None),
        ("http://evil.example@127.0.0.1:8000/", 421, None),
        ("ftp://127.0.0.1:8000/", 400, None),
        ("file:///etc/passwd", 400, None),
        ("/_voortgang/live.js", 200, None),
        ("/_voortgang/live.js?1", 200, None),
        ("/_voortgang/", 404, None),
        ("/_voortgang/../assets/voortgang.css", 200, None),
        ("/_voortgang/../../etc", 400, None),
        ("/_voortgang/problems.json", 200, None),
        ("/_voortgang/events", 400, None),
        ("/_voortgang/events?page=weg", 400, None),
        ("/_voortgang/events?page=%2F..%2F..", 400, None),
        ("/_voortgang/events?page=%2F", 200, None),
        ("/_voortgang/events?other=1&page=%2Fniets", 200, None),
    ];
    for (target, status, location) in table {
        assert_eq!(outcome(&get(&showing, target)), (status, location), "{target}");
    }
    let long = format!("/{}", "a/".repeat(8000));
    assert_eq!(get(&showing, &long).status, 404);
}

#[test]
fn a_site_under_a_path_stands_there_and_nowhere_else() {
    let showing = showing(&[], "https://example.org/open/overheid/");
    let table = [
        ("/", 302, Some("/open/overheid/")),
        ("/open/overheid", 301, Some("/open/overheid/")),
        ("/open/overheid/", 200, None),
        ("/open/overheid/projecten", 301, Some("/open/overheid/projecten/")),
        ("/open/overheid/projecten/duto/", 200, None),
        ("/open/overheid/assets/voortgang.css", 200, None),
        ("/open/overheid/..", 404, None),
        ("/open/", 404, None),
        ("/open", 404, None),
        ("/projecten/", 404, None),
        ("/open/overheidsdienst/", 404, None),
    ];
    for (target, status, location) in table {
        assert_eq!(outcome(&get(&showing, target)), (status, location), "{target}");
    }
    assert!(text(&get(&showing, "/projecten/")).contains("/open/overheid/assets/voortgang.css"), "the site's own page");
}

#[test]
fn only_reading_is_allowed_and_nothing_may_come_along() {
    let showing = root();
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "X"] {
        let answer = ask(&showing, method, "/", &[]);
        assert_eq!((answer.status, header(&answer, "Allow")), (405, Some("GET, HEAD")), "{method}");
    }
    for (name, value, status) in [
        ("Content-Length", "0", 200),
        ("Content-Length", "1", 413),
        ("content-length", "-1", 413),
        ("Content-Length", "18446744073709551616", 413),
        ("Transfer-Encoding", "chunked", 413),
        ("Transfer-Encoding", "identity", 413),
    ] {
        let answer = ask(&showing, "GET", "/", &[(name, value)]);
        assert_eq!((answer.status, answer.is_last), (status, status == 413), "{name}: {value}");
    }
}

#[test]
fn head_is_get_without_a_body() {
    let showing = root();
    for target in ["/", "/niets", "/assets/voortgang.css", "/projecten", "/_voortgang/live.js"] {
        let (whole, head) = (get(&showing, target), ask(&showing, "HEAD", target, &[]));
        assert_eq!((whole.status, whole.headers), (head.status, head.headers.clone()), "{target}");
        assert!(body(&head).is_empty(), "{target}");
    }
    let events = ask(&showing, "HEAD", "/_voortgang/events?page=%2F", &[]);
    assert!(matches!(events.body, Body::Pieces(_)), "nobody waits for a head");
}

#[test]
fn it_answers_to_its_own_names_alone() {
    let showing = root();
    let status = |address: &str, named: &[&str]| {
        let headers: Vec<(&str, &str)> = named.iter().map(|host| ("Host", *host)).collect();
        answer(&Request::new("GET", "/", &headers), &showing, &hosts(address)).status
    };
    let table: [(&str, &[&str], u16); 30] = [
        (HOST, &["127.0.0.1:8000"], 200),
        (HOST, &["localhost:8000"], 200),
        (HOST, &["LocalHost:8000"], 200),
        (HOST, &["[::1]:8000"], 200),
        (HOST, &[], 400),
        (HOST, &["localhost:8000", "localhost:8000"], 400),
        (HOST, &["localhost:8000", "evil.example"], 400),
        (HOST, &[""], 421),
        (HOST, &["localhost"], 421),
        (HOST, &["localhost:80"], 421),
        (HOST, &["localhost:"], 421),
        (HOST, &["localhost:8000:8000"], 421),
        (HOST, &["evil.example:8000"], 421),
        (HOST, &["localhost.evil.example:8000"], 421),
        (HOST, &["127.0.0.1.nip.io:8000"], 421),
        (HOST, &["user@localhost:8000"], 421),
        (HOST, &["192.168.1.7:8000"], 421),
        (HOST, &["0.0.0.0:8000"], 421),
        (HOST, &["2130706433:8000"], 421),
        (HOST, &["[::1:8000"], 421),
        ("127.0.0.5:8000", &["127.0.0.5:8000"], 200),
        ("[::1]:8000", &["[::1]:8000"], 200),
        ("127.0.0.1:80", &["localhost"], 200),
        ("0.0.0.0:8000", &["192.168.1.7:8000"], 200),
        ("0.0.0.0:8000", &["192.168.1.7:9000"], 200),
        ("0.0.0.0:8000", &["[fe80::1]:8000"], 200),
        ("0.0.0.0:8000", &["localhost:9000"], 200),
        ("0.0.0.0:8000", &["evil.example:8000"], 421),
        ("192.168.1.7:8000", &["192.168.1.7:8000"], 200),
        ("192.168.1.7:8000", &["printer.local:8000"], 421),
    ];
    for (address, named, expected) in table {
        assert_eq!(status(address, named), expected, "{named:?} at {address}");
    }
}

#[test]
fn pages_from_elsewhere_may_link_here_and_no_more() {
    let showing = root();
    let visit = [("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")];
    let table: [(&str, Headers<'_>, u16); 11] = [
        ("/", &[("Sec-Fetch-Site", "none")], 200),
        ("/", &[("Sec-Fetch-Site", "same-origin")], 200),
        ("/", &[("Sec-Fetch-Site", "cross-site"), visit[0], visit[1]], 200),
        ("/", &[("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors")], 403),
        ("/", &[("Sec-Fetch-Site", "cross-site"), visit[0], ("Sec-Fetch-Dest", "iframe")], 403),
        ("/assets/voortgang.css", &[("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Dest", "style")], 403),
        ("/_voortgang/events?page=%2F", &[("Origin", "http://127.0.0.1:8000")], 200),
        ("/_voortgang/events?page=%2F", &[("Origin", "https://evil.example")], 403),
        ("/_voortgang/events?page=%2F", &[("Origin", "null")], 403),
        ("/_voortgang/events?page=%2F", &[("Origin", "http://127.0.0.1:3000")], 403),
        ("/_voortgang/problems.json", &[("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "cors")], 403),
    ];
    for (target, headers, status) in table {
        let answer = ask(&showing, "GET", target, headers);
        assert_eq!(answer.status, status, "{target} {headers:?}");
        assert_eq!(header(&answer, "Access-Control-Allow-Origin"), None);
    }
}

#[test]
fn every_answer_has_the_headers_of_production() {
    let showing = root();
    // The browser tests serve the built sites with these, so that what holds there holds here.
    let production: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(include_str!("browser/headers.json")).unwrap();
    let own: BTreeMap<&str, &str> = HEADERS.iter().copied().collect();
    assert_eq!(own, production.iter().map(|(name, value)| (name.as_str(), value.as_str().unwrap())).collect());
    for target in
        ["/", "/niets", "/projecten", "/%", "/assets/voortgang.css", "/_voortgang/live.js", "/_voortgang/events?page=/"]
    {
        let answer = get(&showing, target);
        for (name, value) in &production {
            assert_eq!(header(&answer, name), value.as_str(), "{target}: {name}");
        }
        assert_eq!(header(&answer, "Cache-Control"), Some("no-cache"));
        assert_eq!(header(&answer, "Strict-Transport-Security"), None, "a promise that only HTTPS can make");
    }
}

#[test]
fn an_edition_comes_under_a_policy_that_allows_its_style() {
    let site = "title = \"Portaal\"\nbase_url = \"https://portaal.example.org/\"\nlanguage = \"nl\"\n\n[woo]\n\
                publisher = \"https://identifier.overheid.nl/tooi/id/ministerie/mnre1034\"\n\
                category = \"https://identifier.overheid.nl/tooi/def/thes/kern/c_816e508d\"\n";
    let report = ("content/reports/2024-Q3/index.md", "+++\npublished = 2024-11-01\n+++\n");
    let style = "h1 {\r\n  color: #154273;\r\n}\r\n";
    let theme = ("themes/voortgang/edition.css", style);
    let sources: Sources = portal::BASE.iter().copied().chain([("portal.toml", site), report, theme]).collect();
    let answer = get(&shown(&sources, None), "/kwartalen/2024-q3/kwartaalrapportage-2024-q3.html");
    assert!(text(&answer).contains("<style>h1 {\n  color: #154273;\n}\n</style>"));
    // Of what stands between the tags, as any program counts it.
    let allowed = "style-src 'self' 'sha256-zCD3Ug6QsrJbDCnmUipBDhOJZRbN9kmARs46ApKgbIU='; img-src 'self' data:;";
    let policy = header(&answer, "Content-Security-Policy").unwrap();
    assert!(policy.contains(allowed), "{policy}");
    assert_eq!(policy, get(&shown(&sources, None), "/niets").headers[0].1);
}

#[test]
fn what_a_browser_has_is_not_sent_again() {
    let showing = root();
    for target in ["/", "/assets/voortgang.css", "/_voortgang/overlay.js"] {
        let tag = header(&get(&showing, target), "ETag").unwrap().to_owned();
        let again = ask(&showing, "GET", target, &[("If-None-Match", &format!("\"x\", W/{tag}"))]);
        assert_eq!((again.status, body(&again).len()), (304, 0), "{target}");
        assert_eq!(ask(&showing, "GET", target, &[("If-None-Match", "\"x\"")]).status, 200, "{target}");
    }
}

#[test]
fn feeds_and_calendars_are_what_they_are_called() {
    let showing = root();
    for (target, kind) in [
        ("/atom.xml", "application/atom+xml; charset=utf-8"),
        ("/projecten/duto/atom.xml", "application/atom+xml; charset=utf-8"),
        ("/mijlpalen.ics", "text/calendar; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
    ] {
        assert_eq!(header(&get(&showing, target), "Content-Type"), Some(kind), "{target}");
    }
}

#[test]
fn a_previewed_site_is_the_published_one_but_for_one_tag_in_its_pages() {
    for base_url in ["https://portaal.example.org/", "https://example.org/open/overheid/"] {
        let showing = showing(&[], base_url);
        let tree = showing.tree.clone().unwrap();
        assert!(tree.pages() > 10);
        for output in tree.iter() {
            let path = output.path.strip_suffix("index.html").unwrap_or(&output.path);
            let address = format!("{}{path}", showing.base_path);
            let answer = get(&showing, &address.replace(' ', "%20"));
            assert_eq!(answer.status, 200, "{address}");
            let sent = body(&answer);
            let is_page = output.path.rsplit('.').next() == Some("html");
            assert_eq!(header(&answer, "Content-Type") == Some("text/html; charset=utf-8"), is_page, "{address}");
            if is_page {
                let tag = client::tag(&state(&address, &showing));
                let sent = String::from_utf8(sent).unwrap();
                assert_eq!(sent.matches(&tag).count(), 1, "{address}");
                assert_eq!(sent.replacen(&tag, "", 1).as_bytes(), &*output.content.whole(), "{address}");
            } else {
                assert_eq!(sent, &*output.content.whole(), "{address}");
            }
        }
    }
}

#[test]
fn before_there_is_a_site_every_address_tells_what_is_wrong_without_a_script() {
    let broken = [("content/projects/duto/index.md", "+++\ntilte = \"<b>\"\ncategory = \"beleid\"\n+++\n")];
    let sources: Sources = portal::BASE.iter().chain(&broken).copied().collect();
    let showing = shown(&sources, None);
    for target in ["/", "/niets", "/projecten/duto/"] {
        let answer = get(&showing, target);
        assert_eq!((answer.status, header(&answer, "Content-Type")), (500, Some("text/html; charset=utf-8")));
        let text = text(&answer);
        for part in [
            "<html lang=\"nl\">",
            "<h1 class=\"headline\">1 fout: er is nog geen site om te tonen</h1>",
            "fout[unknown-key]: onbekend gegeven `tilte`",
            "<p class=\"place\">content/projects/duto/index.md:2:1</p>",
            "2 | tilte = &quot;&lt;b&gt;&quot;\n  | ^^^^^ onbekend</pre>",
            "oplossing: Bedoelde u `title`?",
        ] {
            assert!(text.contains(part), "`{part}` in {text}");
        }
    }
    assert_eq!(get(&showing, "/_voortgang/overlay.css").status, 200);
}

#[test]
fn a_mistake_leaves_the_last_good_site_and_is_told_as_in_the_terminal() {
    let good = root();
    let sources: Sources =
        portal::BASE.iter().chain(&[("content/index.md", "+++\ntitle = 1\n+++\n")]).copied().collect();
    let broken = shown(&sources, Some(&good));
    assert_eq!(get(&broken, "/projecten/duto/").status, 200);
    assert_eq!(
        broken.problems[0].text.lines().next(),
        Some("fout[wrong-type]: bij `title` hoort een tekst tussen aanhalingstekens; hier staat een getal")
    );
    let problems: serde_json::Value = serde_json::from_str(&text(&get(&broken, "/_voortgang/problems.json"))).unwrap();
    assert_eq!(problems["words"]["errors"], "1 fout: de pagina hieronder is van de laatste goede opbouw");
    assert!(problems["errors"][0]["headline"].as_str().unwrap().starts_with("fout[wrong-type]: "));
    assert_eq!(problems["errors"][0]["place"], "content/index.md:2:9");
    assert_eq!(problems["isWholePage"], false);
    let english = Showing { language: Language::English, held_back: Some("Not public: x.".to_owned()), ..broken };
    let problems: serde_json::Value = serde_json::from_str(&text(&get(&english, "/_voortgang/problems.json"))).unwrap();
    assert_eq!(problems["words"]["everything"], "1 error · not everything is public");
    assert_eq!(problems["heldBack"], "Not public: x.");
}
