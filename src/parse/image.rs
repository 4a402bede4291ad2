//! How large an image is, as its own first bytes tell.

use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::model::ImageSize;
use crate::source::FilePath;

/// The size of an image; none of what is no image, or does not tell.
pub(super) fn size(file: &FilePath, bytes: &[u8]) -> Option<ImageSize> {
    if file.name().to_ascii_lowercase().ends_with(".svg") {
        return of_drawing(bytes);
    }
    let size = imagesize::blob_size(bytes).ok()?;
    whole(ImageSize { width: u32::try_from(size.width).ok()?, height: u32::try_from(size.height).ok()? })
}

fn whole(size: ImageSize) -> Option<ImageSize> {
    (size.width > 0 && size.height > 0).then_some(size)
}

/// The size of an SVG drawing: its width and height, or those of its view box.
fn of_drawing(bytes: &[u8]) -> Option<ImageSize> {
    let mut reader = Reader::from_reader(bytes);
    let mut buffer = Vec::new();
    loop {
        let event = reader.read_event_into(&mut buffer).ok()?;
        if let Event::Start(root) | Event::Empty(root) = &event {
            return (root.local_name().as_ref() == "svg").then(|| of_root(root))?;
        }
        if matches!(event, Event::Eof) {
            return None;
        }
        buffer.clear();
    }
}

fn of_root(root: &BytesStart<'_>) -> Option<ImageSize> {
    let text = |name: &str| Some(root.try_get_attribute(name).ok()??.value.into_owned());
    let own = |name| pixels(text(name)?.trim().trim_end_matches("px"));
    let view_box = || {
        let text = text("viewBox")?;
        let mut numbers = text.split([' ', ',']).filter(|number| !number.is_empty()).skip(2);
        Some((pixels(numbers.next()?)?, pixels(numbers.next()?)?))
    };
    let (width, height) = own("width").zip(own("height")).or_else(view_box)?;
    whole(ImageSize { width, height })
}

/// A number of pixels, rounded; nothing for a share or a size in other units.
fn pixels(text: &str) -> Option<u32> {
    let number: f64 = text.parse().ok()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it lies between these bounds")]
    (1.0..=1e6).contains(&number).then(|| number.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, bytes: &[u8]) -> Option<(u32, u32)> {
        size(&FilePath::new(name), bytes).map(|size| (size.width, size.height))
    }

    #[test]
    fn a_drawing_tells_its_size_or_its_view_box() {
        for (attributes, expected) in [
            ("width=\"120\" height=\"80\"", Some((120, 80))),
            ("width=\"12.6px\" height=\"8px\" viewBox=\"0 0 1 1\"", Some((13, 8))),
            ("width=\"100%\" viewBox=\"0 0 640,480\"", Some((640, 480))),
            ("viewBox=\"-8 -8 16 24\"", Some((16, 24))),
            ("width=\"2em\" height=\"1em\"", None),
            ("width=\"0\" height=\"0\"", None),
            ("width=\"NaN\" height=\"inf\"", None),
            ("viewBox=\"0 0 1e300 1\"", None),
            ("", None),
        ] {
            let drawing = format!("<?xml version=\"1.0\"?>\n<!-- x -->\n<svg {attributes}><g/></svg>");
            assert_eq!(told("a.svg", drawing.as_bytes()), expected, "{attributes}");
        }
        for broken in ["", "<", "<html width=\"1\" height=\"1\">", "<svg width=\"1", "\u{0}"] {
            assert_eq!(told("a.svg", broken.as_bytes()), None, "{broken}");
        }
    }

    #[test]
    fn an_image_tells_its_size_and_anything_else_none() {
        let gif = b"GIF89a\x10\x00\x08\x00\x00\x00\x00";
        assert_eq!(told("a.gif", gif), Some((16, 8)));
        assert_eq!(told("named-otherwise.png", gif), Some((16, 8)));
        for other in [&b""[..], b"GIF89a", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"\xff\xd8\xff"] {
            assert_eq!(told("a.png", other), None, "{other:?}");
        }
    }
}
