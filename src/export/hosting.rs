//! Configuration for web servers, made with the site so that both change in the same step.
//!
//! What every server does alike stands here; one file a server has its words for it. All of them send the headers of
//! [`crate::hosting`] with every answer, and with open data that scripts of other sites may read it; let browsers ask again for everything whose address does not tell what is in
//! it, redirect former addresses for good, show our page where there is nothing, and keep what is not for readers to
//! themselves.

mod apache;
mod netlify;
mod nginx;

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::{Served, security_txt, text_file};
use crate::address::Routes;
use crate::hosting::{HEADERS, POLICY_HEADER, TRANSPORT};
use crate::language::Language;
use crate::model::{DataOutput, SecurityTxt, Server, Site};
use crate::output::Output;
use crate::page::Public;

/// How long a browser may keep what it was sent.
const ASK_AGAIN: &str = "no-cache";
const KEEP_FOR_A_YEAR: &str = "public, max-age=31536000, immutable";

/// What a server has to do.
struct Rules {
    /// The path that the site stands under.
    base: String,
    /// The headers of every answer.
    headers: Vec<(&'static str, String)>,
    /// Whether there is open data, which the scripts of other sites may read.
    has_data: bool,
    /// The folder of which the name tells what is in it.
    assets: String,
    /// The page for what is not there.
    not_found: String,
    /// Former addresses, each a path that ends with a slash, and where they lead now.
    former: Vec<(String, String)>,
    /// Where the host's `security.txt` is, when elsewhere.
    security_txt: Option<String>,
    /// What the file is for, for whoever reads it.
    comment: &'static str,
}

/// The files of each server that `portal.toml` names.
pub(super) fn files(public: &Public, served: Served<'_>) -> Vec<Output> {
    let site = &public.selection.portal.site;
    let rules = rules(public, served);
    let file = |server: &Server| match server {
        Server::Nginx => vec![text_file(nginx::ADDRESS, nginx::text(&rules))],
        Server::Apache => vec![text_file(apache::ADDRESS, apache::text(&rules))],
        Server::Netlify => vec![
            text_file(netlify::HEADERS, netlify::headers(&rules)),
            text_file(netlify::REDIRECTS, netlify::redirects(&rules)),
        ],
    };
    let servers = Server::ALL.iter().map(|(_, server)| server);
    servers.filter(|server| site.hosting.servers.contains(server)).flat_map(file).collect()
}

fn rules(public: &Public, served: Served<'_>) -> Rules {
    let site = &public.selection.portal.site;
    let base = site.base_url.path().to_owned();
    let routes = Routes::new(site.language);
    let under_base = |address: &str| format!("{base}{}", address.trim_start_matches('/'));
    let former = public.selection.portal.projects.values().flat_map(|project| {
        let to = under_base(&routes.project(&project.id));
        project.aliases.iter().map(move |(from, _)| (under_base(from), to.clone()))
    });
    Rules {
        headers: headers(site, served.policy),
        has_data: site.data.makes(DataOutput::Tables),
        assets: under_base(served.assets),
        not_found: under_base("404.html"),
        former: former.collect(),
        security_txt: match &site.hosting.security_txt {
            Some(SecurityTxt::Elsewhere(address)) => Some(address.clone()),
            Some(SecurityTxt::Here(_)) | None => None,
        },
        comment: match site.language {
            Language::Dutch => "Gemaakt door Voortgang; verander het niet. Uitleg: docs/handleiding/hosting.md",
            Language::English => "Made by Voortgang; do not change it. Explained in docs/handleiding/hosting.md",
        },
        base,
    }
}

/// What a path stands for, without the escapes of addresses.
fn decoded(path: &str) -> Cow<'_, str> {
    percent_decode_str(path).decode_utf8_lossy()
}

/// HTTPS brings one promise more.
fn headers(site: &Site, policy: &str) -> Vec<(&'static str, String)> {
    let transport = site.base_url.is_secure().then_some(TRANSPORT);
    let value = |(name, value): (&'static str, &str)| {
        (name, if name == POLICY_HEADER { policy.to_owned() } else { value.to_owned() })
    };
    transport.into_iter().chain(HEADERS.iter().copied()).map(value).collect()
}
