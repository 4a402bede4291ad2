//! What a workbook unpacks to, before anything is made of it.
//!
//! A workbook is a ZIP archive of XML, and both say of themselves how much is in them. Neither is believed: every part is
//! unpacked and counted first, and given up where the limit is.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::{Failure, MEGABYTE, UNPACKED, too_large};
use crate::diagnostic::{Importing, TableLimit};

/// More parts than this has no workbook with a table of projects.
const PARTS: usize = 2_000;

/// The megabytes of a part that tells of form or of sheets, unpacked.
const FORM: usize = 8;

/// How the names of those parts end. What is made of them takes fifty times their room.
const FORM_PARTS: [&str; 4] = ["styles.xml", "workbook.xml", "theme1.xml", ".rels"];

/// Refuses an archive that unpacks to more than the limit, or that makes readers set aside more than it holds.
pub(super) fn check(bytes: &[u8]) -> Result<(), Failure> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error.to_string()))?;
    let mut left = UNPACKED * MEGABYTE;
    if archive.len() > PARTS {
        return Err(too_large(TableLimit::Unpacked(UNPACKED)).into());
    }
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| broken(&error.to_string()))?;
        let name = part.name().map(|name| name.to_lowercase()).unwrap_or_default();
        let (most, limit) = if FORM_PARTS.iter().any(|end| name.ends_with(end)) {
            (left.min(FORM * MEGABYTE), TableLimit::Form(FORM))
        } else {
            (left, TableLimit::Unpacked(UNPACKED))
        };
        let mut counted = Counted { part, left: most, beginning: Vec::new() };
        std::io::copy(&mut counted, &mut std::io::sink()).map_err(|error| broken(&error.to_string()))?;
        if counted.left == 0 {
            return Err(too_large(limit).into());
        }
        let size = most - counted.left;
        left -= size;
        if name.ends_with("sharedstrings.xml") {
            check_promise(&counted.beginning, size)?;
        }
    }
    Ok(())
}

pub(super) fn broken(detail: &str) -> Failure {
    Importing::TableBroken { detail: detail.lines().next().unwrap_or_default().to_owned() }.into()
}

/// The list of texts begins with how many there are, and readers make room for so many. Each takes some bytes, so that
/// there cannot be more of them than bytes.
fn check_promise(beginning: &[u8], size: usize) -> Result<(), Failure> {
    let mut reader = Reader::from_reader(beginning);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) if element.local_name().as_ref() == "sst" => {
                let counts = element.attributes().flatten().filter(|attribute| attribute.key.as_ref() == "uniqueCount");
                let too_many = counts
                    .into_iter()
                    .any(|count| count.value.trim().parse::<usize>().map_or(true, |promised| promised > size));
                return if too_many { Err(broken("sharedStrings.xml")) } else { Ok(()) };
            }
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
}

/// A part that is read no further than the limit, and of which the beginning is kept.
struct Counted<R> {
    part: R,
    left: usize,
    beginning: Vec<u8>,
}

/// How much of a beginning is kept.
const BEGINNING: usize = 64 * 1024;

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let most = buffer.len().min(self.left);
        let read = self.part.read(&mut buffer[..most])?;
        self.left -= read;
        let room = BEGINNING.saturating_sub(self.beginning.len()).min(read);
        self.beginning.extend_from_slice(&buffer[..room]);
        Ok(read)
    }
}
