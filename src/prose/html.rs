//! Finished HTML.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object, Value};
use serde::{Serialize, Serializer};

/// HTML that templates write as it is. Cheap to copy: many pages share one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Html(Arc<Text>);

/// The text behind it, as the template engine holds it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Text(Arc<str>);

impl Html {
    pub(super) fn new(html: Arc<str>) -> Self {
        Self(Arc::new(Text(html)))
    }

    /// The HTML.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl From<String> for Html {
    fn from(html: String) -> Self {
        Self::new(html.into())
    }
}

impl Text {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Its bytes, wherever they are held.
    pub(crate) fn bytes(&self) -> Arc<[u8]> {
        Arc::clone(&self.0).into()
    }
}

impl Object for Text {
    fn render(self: &Arc<Self>, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl Serialize for Html {
    /// Hands the text over without copying it.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if minijinja::value::serializing_for_value() {
            Value::from_dyn_object(Arc::clone(&self.0)).serialize(serializer)
        } else {
            serializer.serialize_str(self.as_str())
        }
    }
}
