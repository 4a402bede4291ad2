//! Elements of XML, written to memory.

use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::BytesText;

use super::text::allowed;

/// What writes elements to memory.
pub(super) type Elements = Writer<Vec<u8>>;

/// Writes an element with a text.
pub(super) fn text(writer: &mut Elements, name: &str, text: &str) {
    text_with(writer, name, None, text);
}

/// Writes an element with an attribute and a text.
pub(super) fn text_with(writer: &mut Elements, name: &str, attribute: Option<(&str, &str)>, text: &str) {
    let text = allowed(text);
    let element = writer.create_element(name).with_attributes(attribute);
    // Writing to memory cannot fail.
    let _ = element.write_text_content(BytesText::from_escaped(partial_escape(&*text)));
}

/// What was written, which is made of nothing but texts.
pub(super) fn written(writer: Elements) -> String {
    String::from_utf8(writer.into_inner()).unwrap_or_default()
}
