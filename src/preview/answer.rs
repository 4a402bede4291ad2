//! The answer to one request: a pure function.
//!
//! Goes in: a request, what is shown, and the names of the server. Comes out: status, headers and body. Must not: wait,
//! write, or trust what a request says of itself.

mod body;

pub use body::{Answer, Body, Piece};

use std::sync::Arc;

use super::client::{self, EVENTS, FOLDER, PROBLEMS};
use super::find::{Found, find};
use super::hosts::Hosts;
use super::request::Request;
use super::showing::Showing;
use super::state::state;
use super::target::{Target, path_of};
use super::{events, failed};
use crate::hosting::content_type;
use crate::output::Content;
use crate::prose::file_address;

const HTML: &str = "text/html; charset=utf-8";

/// Before what a page is told to follow.
const END: &[u8] = b"</body>";

/// Answers a request.
pub fn answer(request: &Request, showing: &Showing, hosts: &Hosts) -> Answer {
    let answer = match judged(request, hosts) {
        Ok(target) => match target.path.strip_prefix(FOLDER) {
            Some(name) => own(name, &target, request, showing),
            None => site(&target, showing).allowing(&showing.policy),
        },
        Err(status) => Answer::refusal(status, showing.language),
    };
    answer.finished(request)
}

/// Where a request goes that may be answered; else the status that refuses it.
fn judged(request: &Request, hosts: &Hosts) -> Result<Target, u16> {
    let mut named = request.all("host");
    let (Some(host), None) = (named.next(), named.next()) else { return Err(400) };
    if !hosts.hold(host) {
        return Err(421);
    }
    if !["GET", "HEAD"].contains(&request.method.as_str()) {
        return Err(405);
    }
    if request.has_body() {
        return Err(413);
    }
    let target = Target::read(&request.target).ok_or(400_u16)?;
    if target.host.as_ref().is_some_and(|host| !hosts.hold(host)) {
        return Err(421);
    }
    if is_foreign(request) { Err(403) } else { Ok(target) }
}

/// Whether a page from elsewhere wants to use what stands here. It may lead its reader here; that is all.
fn is_foreign(request: &Request) -> bool {
    let is_own = |site: &str| ["same-origin", "none"].contains(&site);
    let is_visit =
        request.one("sec-fetch-mode") == Some("navigate") && request.one("sec-fetch-dest") == Some("document");
    let from_elsewhere = request.one("sec-fetch-site").is_some_and(|site| !is_own(site)) && !is_visit;
    let host = request.one("host").unwrap_or_default();
    let other_origin = request.one("origin").is_some_and(|origin| origin != format!("http://{host}"));
    from_elsewhere || other_origin
}

/// What is the preview's own.
fn own(name: &str, target: &Target, request: &Request, showing: &Showing) -> Answer {
    match name {
        EVENTS => match target.value("page").and_then(|page| path_of(&page)) {
            Some(_) if request.method == "HEAD" => Answer::new(200, events::TYPE, Vec::new()),
            Some(page) => Answer { body: Body::Events(page), ..Answer::new(200, events::TYPE, Vec::new()) },
            None => Answer::refusal(400, showing.language),
        },
        PROBLEMS => Answer::text(200, &content_type(name), client::problems(showing)),
        _ => match client::file(name) {
            Some(text) => Answer::text(200, &content_type(name), text.to_owned()),
            None => Answer::refusal(404, showing.language),
        },
    }
}

/// What stands on the site.
fn site(target: &Target, showing: &Showing) -> Answer {
    let path = &target.path;
    match find(path, showing) {
        Found::File(output) => file(200, &content_type(&output.path), &output.content, path, showing),
        Found::Nothing(Some(output)) => file(404, HTML, &output.content, path, showing),
        Found::Nothing(None) => Answer::refusal(404, showing.language),
        Found::NoSite => file(500, HTML, &failed::html(showing).into(), path, showing),
        Found::Home(to) => Answer::redirect(302, file_address(to)),
        Found::Folder(to) => {
            let query = target.query.as_ref().map_or(String::new(), |query| format!("?{query}"));
            Answer::redirect(301, file_address(&to) + &query)
        }
    }
}

/// A file as it will be published; a page follows what is written, by one tag before its end.
fn file(status: u16, kind: &str, content: &Content, path: &str, showing: &Showing) -> Answer {
    let mut pieces: Vec<Piece> = content.parts().iter().map(Piece::whole).collect();
    if kind == HTML {
        let tag = Piece::whole(&client::tag(&state(path, showing)).into_bytes().into());
        let end = |bytes: &Arc<[u8]>| bytes.windows(END.len()).rposition(|window| window == END);
        match content.parts().iter().enumerate().rev().find_map(|(at, part)| Some((at, part, end(part)?))) {
            Some((at, part, end)) => {
                let divided = [Piece::part(part, 0..end), tag, Piece::part(part, end..part.len())];
                _ = pieces.splice(at..=at, divided);
            }
            None => pieces.push(tag),
        }
    }
    Answer::new(status, kind, pieces)
}
