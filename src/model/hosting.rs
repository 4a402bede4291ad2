//! How the site is hosted.

use super::Day;
use crate::source::Spanned;

/// What `[hosting]` in `portal.toml` says. Without it, nothing is made for a server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hosting {
    /// The servers to write configuration for.
    pub servers: Vec<Server>,
    /// Whom to tell about a weakness of the site.
    pub security_txt: Option<SecurityTxt>,
}

/// A web server, by the files that it reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    /// nginx: a file that its administrator includes.
    Nginx,
    /// Apache: `.htaccess`.
    Apache,
    /// Netlify, and the hosts that read the same `_headers` and `_redirects`, such as Cloudflare Pages.
    Netlify,
}

impl Server {
    /// Every server, with the word for it in `portal.toml`.
    pub const ALL: [(&'static str, Self); 3] =
        [("nginx", Self::Nginx), ("apache", Self::Apache), ("netlify", Self::Netlify)];
}

/// Where `/.well-known/security.txt` comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecurityTxt {
    /// A file elsewhere, such as the central one of the NCSC, to which central government redirects.
    Elsewhere(String),
    /// A file of the site's own (RFC 9116).
    Here(SecurityContact),
}

/// What a `security.txt` says (RFC 9116).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityContact {
    /// Where to write or call, the preferred one first; at least one, each a `https:`, `mailto:` or `tel:` address.
    pub contacts: Vec<String>,
    /// The last day on which it holds.
    pub expires: Spanned<Day>,
    /// What reporters may expect.
    pub policy: Option<String>,
    /// A key to encrypt a report with.
    pub encryption: Option<String>,
}
