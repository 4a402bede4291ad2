//! Where a link leads.

use percent_encoding::percent_decode_str;

use crate::diagnostic::Problem;
use crate::model::Destination;
use crate::source::FilePath;

/// A link's target, as far as its own file can tell.
pub(super) enum Target {
    /// A page elsewhere.
    Outside(String),
    /// Something of this portal.
    Inside(Destination),
}

/// Reads the destination of a link in a file.
pub(super) fn read(destination: &str, file: &FilePath) -> Result<Target, Problem> {
    if let Some(scheme) = scheme(destination) {
        let rest = &destination[scheme.len() + 1..];
        let is_allowed = match scheme.to_lowercase().as_str() {
            "https" | "http" => rest.strip_prefix("//").is_some_and(|host| !host.is_empty() && !host.starts_with('/')),
            "mailto" => rest.contains('@'),
            "tel" => !rest.is_empty(),
            _ => false,
        };
        return if is_allowed {
            Ok(Target::Outside(destination.to_owned()))
        } else {
            Err(Problem::UnsafeLink { scheme: destination.chars().take(scheme.len() + 1).collect() })
        };
    }
    if destination.starts_with("//") || destination.contains('\\') {
        return Err(Problem::UnsafeLink { scheme: destination.chars().take(2).collect() });
    }
    if destination.is_empty() {
        return Err(Problem::DeadLink { target: String::new(), suggestion: None });
    }
    let (path, anchor) = destination.split_once('#').map_or((destination, None), |(path, anchor)| (path, Some(anchor)));
    let anchor = anchor.filter(|anchor| !anchor.is_empty()).map(decoded);
    // A query stays as it is written: decoded, it could mean something else.
    let path = match path.split_once('?') {
        Some((path, query)) => format!("{}?{query}", decoded(path)),
        None => decoded(path),
    };
    if path.starts_with('/') {
        return Ok(Target::Inside(Destination::Address(path, anchor)));
    }
    if path.is_empty() {
        return Ok(Target::Inside(Destination::File(file.clone(), anchor)));
    }
    match file.resolve(&path) {
        Some(target) => Ok(Target::Inside(Destination::File(target, anchor))),
        None => Err(Problem::DeadLink { target: path, suggestion: None }),
    }
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// What stands before the first colon, unless the text is a path, a query or an anchor by then.
fn scheme(destination: &str) -> Option<&str> {
    let (before, _) = destination.split_once(':')?;
    (!before.contains(['/', '?', '#'])).then_some(before)
}
