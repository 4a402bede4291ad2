//! Server-sent events, as text.

/// Their type.
pub(super) const TYPE: &str = "text/event-stream; charset=utf-8";

/// Says nothing, so that a listener that went away is noticed.
pub(super) const HEARTBEAT: &str = ":\n\n";

/// The event that tells a state, which is one line.
pub(super) fn event(state: &str) -> String {
    format!("data: {state}\n\n")
}
