//! What a web server has to know of the site: the headers of every answer, and the types of files.
//!
//! Goes in: a path. Comes out: values for a server. Must not: serve, or know which server it is.

use base64::Engine;
use base64::prelude::BASE64_STANDARD as BASE64;

use crate::data::SCHEMA_NAME;
use crate::source::sha256_bytes;

/// The headers of every answer, redirects and errors included. They are what internet.nl asks for.
pub const HEADERS: &[(&str, &str)] = &[
    (POLICY_HEADER, POLICY),
    ("Permissions-Policy", PERMISSIONS),
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
];

/// The strictest policy that a site without inline style and script can live with.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; \
                      connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; \
                      frame-ancestors 'none'";

/// The header that says what a page may load.
pub const POLICY_HEADER: &str = "Content-Security-Policy";

/// What a page may load. `style` is the text of the style sheet that documents hold in themselves, if there are such
/// documents: it is allowed by its hash, and so are images within the page. Nothing else inline ever is.
pub fn policy(style: Option<&str>) -> String {
    let Some(style) = style else { return POLICY.to_owned() };
    let style = format!("style-src 'self' 'sha256-{}'", BASE64.encode(sha256_bytes(style.as_bytes())));
    POLICY.replacen("style-src 'self'", &style, 1).replacen("img-src 'self'", "img-src 'self' data:", 1)
}

/// What no page of ours asks a reader for.
const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), \
                           magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

/// What an answer over HTTPS adds: no reader comes over HTTP again for a year. It is what the law asks of public bodies
/// (Besluit beveiligde verbinding met overheidswebsites en -webapplicaties, Stb. 2023, 179).
pub const TRANSPORT: (&str, &str) = ("Strict-Transport-Security", "max-age=31536000");

/// What lets the scripts of other sites read open data: it is for everybody, and nothing tells one reader from another.
pub const SHARED: (&str, &str) = ("Access-Control-Allow-Origin", "*");

/// How compressed files are told apart: the name of an encoding in HTTP, and the ending; the best one first.
pub const ENCODINGS: [(&str, &str); 2] = [("br", "br"), ("gzip", "gz")];

/// A type of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Type {
    /// The name that the registry of media types gives it.
    pub name: &'static str,
    /// The endings of names of its files, in lower case.
    pub endings: &'static [&'static str],
    /// The names of files that are of this type although their ending tells another.
    pub names: &'static [&'static str],
    /// Whether it is text, which is UTF-8 everywhere.
    pub is_text: bool,
    /// Whether it gets smaller when it is compressed.
    pub is_compressible: bool,
}

impl Type {
    /// Its name as servers send it.
    pub fn content_type(&self) -> String {
        if self.is_text { format!("{}; charset=utf-8", self.name) } else { self.name.to_owned() }
    }

    /// The type of what stands at a path, by its name, else by its ending.
    pub fn of(path: &str) -> Option<&'static Self> {
        let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
        let (_, ending) = name.rsplit_once('.')?;
        if let Some(kind) = TYPES.iter().find(|kind| kind.names.contains(&name)) {
            return Some(kind);
        }
        let ending = ending.to_ascii_lowercase();
        TYPES.iter().find(|kind| kind.endings.contains(&ending.as_str()))
    }
}

const fn text(name: &'static str, endings: &'static [&'static str]) -> Type {
    Type { name, endings, names: &[], is_text: true, is_compressible: true }
}

const fn plain(name: &'static str, endings: &'static [&'static str]) -> Type {
    Type { name, endings, names: &[], is_text: false, is_compressible: true }
}

/// One that is compressed by itself.
const fn packed(name: &'static str, endings: &'static [&'static str]) -> Type {
    Type { name, endings, names: &[], is_text: false, is_compressible: false }
}

/// The name of a feed, whose ending tells only that it is XML.
pub const FEED_NAME: &str = "atom.xml";

/// The types that a site may hold.
pub const TYPES: &[Type] = &[
    text("text/html", &["html", "htm"]),
    text("text/css", &["css"]),
    text("text/javascript", &["js", "mjs"]),
    text("application/json", &["json", "map"]),
    text("application/ld+json", &["jsonld"]),
    Type { names: &[SCHEMA_NAME], ..text("application/schema+json", &[]) },
    text("application/manifest+json", &["webmanifest"]),
    text("application/xml", &["xml"]),
    Type { names: &[FEED_NAME], ..text("application/atom+xml", &["atom"]) },
    text("text/plain", &["txt", "toml", "md"]),
    text("text/csv", &["csv"]),
    text("text/calendar", &["ics"]),
    text("image/svg+xml", &["svg"]),
    plain("image/x-icon", &["ico"]),
    plain("font/ttf", &["ttf"]),
    plain("font/otf", &["otf"]),
    plain("application/wasm", &["wasm"]),
    packed("image/png", &["png"]),
    packed("image/jpeg", &["jpg", "jpeg"]),
    packed("image/gif", &["gif"]),
    packed("image/webp", &["webp"]),
    packed("image/avif", &["avif"]),
    packed("font/woff2", &["woff2"]),
    packed("font/woff", &["woff"]),
    packed("application/pdf", &["pdf"]),
    packed("application/zip", &["zip"]),
    packed("audio/mpeg", &["mp3"]),
    packed("video/mp4", &["mp4"]),
    packed("video/webm", &["webm"]),
    packed("application/vnd.openxmlformats-officedocument.wordprocessingml.document", &["docx"]),
    packed("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &["xlsx"]),
    packed("application/vnd.openxmlformats-officedocument.presentationml.presentation", &["pptx"]),
    packed("application/vnd.oasis.opendocument.text", &["odt"]),
    packed("application/vnd.oasis.opendocument.spreadsheet", &["ods"]),
    packed("application/vnd.oasis.opendocument.presentation", &["odp"]),
];

/// The type of anything else.
pub const DEFAULT_TYPE: &str = "application/octet-stream";

/// The type of what stands at a path, by its ending, as servers send it.
pub fn content_type(path: &str) -> String {
    Type::of(path).map_or_else(|| DEFAULT_TYPE.to_owned(), Type::content_type)
}
