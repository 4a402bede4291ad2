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

/// Refuses an archive that unpacks to more than the limit, or that makes readers set aside more than it holds.
pub(super) fn check(bytes: &[u8]) -> Result<(), Failure> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error.to_string()))?;
    let limit = UNPACKED * MEGABYTE;
    let mut left = limit;
    if archive.len() > PARTS {
        return Err(too_large(TableLimit::Unpacked(UNPACKED)).into());
    }
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| broken(&error.to_string()))?;
        let is_strings = part.name().is_ok_and(|name| name.to_lowercase().ends_with("sharedstrings.xml"));
        let mut counted = Counted { part, left, sees: if is_strings { Some(Vec::new()) } else { None } };
        std::io::copy(&mut counted, &mut std::io::sink()).map_err(|error| broken(&error.to_string()))?;
        if counted.left == 0 {
            return Err(too_large(TableLimit::Unpacked(UNPACKED)).into());
        }
        let size = left - counted.left;
        left = counted.left;
        check_promise(counted.sees.as_deref().unwrap_or_default(), size)?;
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

/// A part that is read no further than the limit, and of which the beginning is kept where it is looked at.
struct Counted<R> {
    part: R,
    left: usize,
    sees: Option<Vec<u8>>,
}

/// How much of a beginning is kept.
const BEGINNING: usize = 64 * 1024;

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let most = buffer.len().min(self.left);
        let read = self.part.read(&mut buffer[..most])?;
        self.left -= read;
        if let Some(beginning) = self.sees.as_mut() {
            let room = BEGINNING.saturating_sub(beginning.len()).min(read);
            beginning.extend_from_slice(&buffer[..room]);
        }
        Ok(read)
    }
}
