//! Answers as values.

use std::ops::Range;
use std::sync::Arc;

use crate::hosting::{HEADERS, POLICY_HEADER};
use crate::language::Language;
use crate::preview::request::Request;
use crate::preview::state::fingerprint;
use crate::preview::words::refusal;

/// The answer to one request.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers, but for those of the connection.
    pub headers: Vec<(&'static str, String)>,
    /// What follows the headers.
    pub body: Body,
    /// Whether the connection ends with it: as was asked, or because what comes next on it cannot be trusted.
    pub is_last: bool,
}

/// What follows the headers.
#[derive(Clone, Debug)]
pub enum Body {
    /// These bytes, one piece after the other.
    Pieces(Vec<Piece>),
    /// The states of the page at this path, for as long as someone listens.
    Events(String),
}

/// Bytes, or a part of them, that are not copied to be sent.
#[derive(Clone, Debug)]
pub struct Piece {
    bytes: Arc<[u8]>,
    range: Range<usize>,
}

impl Piece {
    pub(super) fn whole(bytes: &Arc<[u8]>) -> Self {
        Self::part(bytes, 0..bytes.len())
    }

    pub(super) fn part(bytes: &Arc<[u8]>, range: Range<usize>) -> Self {
        Self { bytes: Arc::clone(bytes), range }
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[self.range.clone()]
    }
}

impl Answer {
    pub(super) fn new(status: u16, kind: &str, pieces: Vec<Piece>) -> Self {
        let headers = HEADERS.iter().map(|(name, value)| (*name, (*value).to_owned()));
        // Kept nowhere without asking again: the next build may differ.
        let own = [("Content-Type", kind.to_owned()), ("Cache-Control", "no-cache".to_owned())];
        Self { status, headers: headers.chain(own).collect(), body: Body::Pieces(pieces), is_last: false }
    }

    /// The same, under the policy of a site.
    pub(super) fn allowing(mut self, policy: &str) -> Self {
        for (_, value) in self.headers.iter_mut().filter(|(name, _)| *name == POLICY_HEADER) {
            policy.clone_into(value);
        }
        self
    }

    pub(super) fn text(status: u16, kind: &str, text: String) -> Self {
        Self::new(status, kind, vec![Piece::whole(&text.into_bytes().into())])
    }

    /// Refuses in a line of plain text.
    pub(crate) fn refusal(status: u16, language: Language) -> Self {
        let mut answer = Self::text(status, "text/plain; charset=utf-8", format!("{}\n", refusal(status, language)));
        if status == 405 {
            answer.headers.push(("Allow", "GET, HEAD".to_owned()));
        }
        answer.is_last = status != 404;
        answer
    }

    pub(super) fn redirect(status: u16, to: String) -> Self {
        let mut answer = Self::new(status, "text/plain; charset=utf-8", Vec::new());
        answer.headers.push(("Location", to));
        answer
    }

    /// The same with what depends on the request: nothing where the browser has it already, no body where none is asked
    /// for.
    pub(super) fn finished(mut self, request: &Request) -> Self {
        self.is_last |= !request.stays_open();
        let Body::Pieces(pieces) = &mut self.body else {
            self.is_last = true;
            return self;
        };
        if self.status == 200 && !pieces.is_empty() {
            let tag = format!("\"{}\"", fingerprint(pieces.iter().map(Piece::bytes).collect::<Vec<_>>()));
            let is_known = |known: &str| known.split(',').any(|own| own.trim().trim_start_matches("W/") == tag);
            if request.one("if-none-match").is_some_and(is_known) {
                self.status = 304;
                self.headers.retain(|(name, _)| *name != "Content-Type");
                pieces.clear();
            }
            self.headers.push(("ETag", tag));
        }
        if self.status != 304 {
            let length: usize = pieces.iter().map(|piece| piece.bytes().len()).sum();
            self.headers.push(("Content-Length", length.to_string()));
        }
        if request.method == "HEAD" {
            pieces.clear();
        }
        self
    }
}
