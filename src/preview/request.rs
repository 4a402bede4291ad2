//! The head of one request.
//!
//! Goes in: bytes as they came. Comes out: a [`Request`], or how it is broken. Must not: judge what is asked for.

/// How many headers a head may have.
const HEADERS: usize = 100;

/// The head of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `GET`, mostly.
    pub method: String,
    /// What is asked for, as it was sent.
    pub target: String,
    /// Whether the connection stays open unless someone says otherwise: HTTP/1.1.
    stays_open: bool,
    headers: Vec<(String, String)>,
}

/// How a head is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// It is no HTTP/1.
    Syntax,
    /// It has too many headers.
    TooLarge,
}

impl Request {
    /// Reads a head: nothing while its end has not come, else the request and the number of its bytes.
    pub fn read(bytes: &[u8]) -> Result<Option<(Self, usize)>, Malformed> {
        let mut headers = [httparse::EMPTY_HEADER; HEADERS];
        let mut head = httparse::Request::new(&mut headers);
        let length = match head.parse(bytes) {
            Ok(httparse::Status::Complete(length)) => length,
            Ok(httparse::Status::Partial) => return Ok(None),
            Err(httparse::Error::TooManyHeaders) => return Err(Malformed::TooLarge),
            Err(_) => return Err(Malformed::Syntax),
        };
        let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
        let request = Self {
            method: head.method.unwrap_or_default().to_owned(),
            target: head.path.unwrap_or_default().to_owned(),
            stays_open: head.version == Some(1),
            headers: head.headers.iter().map(|header| (header.name.to_owned(), text(header.value))).collect(),
        };
        Ok(Some((request, length)))
    }

    /// A request of HTTP/1.1.
    pub fn new(method: &str, target: &str, headers: &[(&str, &str)]) -> Self {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self { method: method.to_owned(), target: target.to_owned(), stays_open: true, headers }
    }

    /// Every value of a header.
    pub fn all<'r>(&'r self, name: &'r str) -> impl Iterator<Item = &'r str> {
        self.headers.iter().filter(move |(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The value of a header that may be given once.
    pub fn one(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// Whether another request may follow on the same connection.
    pub fn stays_open(&self) -> bool {
        let says = |word: &str| {
            let words = self.all("connection").flat_map(|value| value.split(','));
            words.map(str::trim).any(|own| own.eq_ignore_ascii_case(word))
        };
        !says("close") && (self.stays_open || says("keep-alive"))
    }

    /// Whether a body follows; no request for something to read has one.
    pub fn has_body(&self) -> bool {
        self.one("transfer-encoding").is_some() || self.all("content-length").any(|length| length.trim() != "0")
    }
}
