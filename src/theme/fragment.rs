//! A piece of a page as its template made it.

use std::fmt::{self, Write};
use std::str;
use std::sync::Arc;

use minijinja::value::{Object, Value};
use serde::{Serialize, Serializer};

use crate::output::{Content, offering};

/// A piece of a page as its template made it, which the template of the page writes as it is. Cheap to copy: a page shares
/// its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fragment(Content);

impl Fragment {
    /// `content` is text.
    pub(super) fn new(content: Content) -> Self {
        Self(content)
    }

    /// Writes it, part by part.
    pub(super) fn write(&self, out: &mut impl Write) -> fmt::Result {
        self.0.parts().iter().try_for_each(|part| {
            let text = str::from_utf8(part).map_err(|_| fmt::Error)?;
            offering(part, || out.write_str(text))
        })
    }
}

impl Object for Fragment {
    fn render(self: &Arc<Self>, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(out)
    }
}

impl Serialize for Fragment {
    /// Hands the parts over without copying them.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::from_object(self.clone()).serialize(serializer)
    }
}
