//! What the Woo-index is told of the reports.

use super::Tooi;
use crate::source::Span;

/// What `[woo]` in `portal.toml` says. It holds for every report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Woo {
    /// The organisation that publishes the reports.
    pub publisher: Tooi,
    /// The category of information.
    pub category: Tooi,
    /// The kind of document.
    pub document_type: Option<Tooi>,
    /// What the reports are about; each once.
    pub themes: Vec<Tooi>,
    /// Where the table stands.
    pub span: Span,
}
