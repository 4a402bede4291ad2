//! The site as a whole.

use std::fmt;

use super::{Data, Hosting, Statuses, Woo};
use crate::language::Language;

/// What `portal.toml` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The name of the site.
    pub title: String,
    /// Where it will stand.
    pub base_url: BaseUrl,
    /// The language that it speaks.
    pub language: Language,
    /// The name of its theme.
    pub theme: String,
    /// What the site is, in a sentence.
    pub description: Option<String>,
    /// Who publishes it.
    pub organisation: Option<Organisation>,
    /// The words for where a project stands.
    pub statuses: Statuses,
    /// How it is hosted.
    pub hosting: Hosting,
    /// What it gives to programs.
    pub data: Data,
    /// What the Woo-index is told of it; without, it is told nothing.
    pub woo: Option<Woo>,
}

/// Who publishes the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its name.
    pub name: String,
    /// Its own site.
    pub url: Option<String>,
    /// Where to write to.
    pub email: Option<String>,
    /// Its postal address.
    pub address: Option<String>,
}

/// The address at which the site will stand. Invariant: `http:` or `https:`, a host, and a path that begins and
/// ends with `/`; no query and no fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    origin: String,
    path: String,
}

impl BaseUrl {
    /// Reads an absolute address; a missing slash at its end is added.
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
        let scheme = &text[..text.len() - rest.len()];
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let host_byte = |byte: u8| byte.is_ascii_alphanumeric() || b".-:".contains(&byte);
        let path_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~%".contains(&byte);
        let sound = !host.is_empty()
            && host.bytes().all(host_byte)
            && path.bytes().all(path_byte)
            && !path.contains("//")
            && !path.split('/').any(|part| part == "." || part == "..");
        sound.then(|| Self { origin: format!("{scheme}{host}"), path: format!("{}/", path.trim_end_matches('/')) })
    }

    /// The path that every address of the site begins with; `/` when it stands at the root of its host.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether nobody can listen in, or change what readers get.
    pub fn is_secure(&self) -> bool {
        self.origin.starts_with("https:")
    }

    /// A root-absolute path of this site, as an absolute address.
    pub fn absolute(&self, href: &str) -> String {
        [&self.origin, href].concat()
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}", self.origin, self.path)
    }
}
