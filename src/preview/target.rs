//! What a request asks for, as a path of the site.
//!
//! Goes in: the target as it was sent. Comes out: the path as nginx makes it: without query, decoded once, dots and
//! doubled slashes resolved; and nothing for what has no such path. Must not: know which paths exist.

use percent_encoding::percent_decode_str;

/// Where a request goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// The host that stands in the target itself, when a proxy was thought to be here.
    pub(super) host: Option<String>,
    /// The decoded path; it begins with `/` and holds no `.`, `..` or empty part.
    pub(super) path: String,
    /// What stands behind the `?`.
    pub(super) query: Option<String>,
}

impl Target {
    pub(super) fn read(text: &str) -> Option<Self> {
        let (host, rest) = match strip_scheme(text) {
            Some(rest) => {
                let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
                (Some(host.to_owned()), if path.starts_with('/') { path } else { "/" })
            }
            None => (None, text),
        };
        let rest = rest.split('#').next().unwrap_or_default();
        let (path, query) = match rest.split_once('?') {
            Some((path, query)) => (path, Some(query.to_owned())),
            None => (rest, None),
        };
        Some(Self { host, path: path_of(path)?, query })
    }

    /// The decoded value of a key in the query.
    pub(super) fn value(&self, key: &str) -> Option<String> {
        let mut pairs = self.query.as_deref()?.split('&').filter_map(|pair| pair.split_once('='));
        let (_, value) = pairs.find(|(own, _)| *own == key)?;
        decoded(value)
    }
}

fn strip_scheme(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once("://")?;
    ["http", "https"].iter().any(|own| scheme.eq_ignore_ascii_case(own)).then_some(rest)
}

/// The path that is meant; nothing when it is none, cannot be decoded or leads above the root.
pub(super) fn path_of(text: &str) -> Option<String> {
    let path = decoded(text)?;
    if !path.starts_with('/') || path.contains('\0') {
        return None;
    }
    let ends_open = path.ends_with('/') || path.ends_with("/.") || path.ends_with("/..");
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop()?,
            name => parts.push(name),
        }
    }
    let end = if ends_open && !parts.is_empty() { "/" } else { "" };
    Some(format!("/{}{end}", parts.join("/")))
}

/// The text once decoded; nothing when a `%` stands alone or the bytes are no text.
fn decoded(text: &str) -> Option<String> {
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_hexdigit);
    let bytes = text.as_bytes();
    let mut signs = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'%');
    let is_sound = signs.all(|(at, _)| is_digit(bytes.get(at + 1)) && is_digit(bytes.get(at + 2)));
    is_sound.then(|| percent_decode_str(text).decode_utf8().ok())?.map(std::borrow::Cow::into_owned)
}
