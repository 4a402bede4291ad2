//! Files compressed beforehand, so that no server has to do it again for every reader.
//!
//! The same bytes come out on every machine: neither encoder reads a clock, a processor's abilities or the system's own
//! mathematics.

use std::sync::Arc;

use brotli::enc::BrotliEncoderParams;
use miniz_oxide::deflate::compress_to_vec;

use super::{Content, Output};
use crate::cache::Memo;
use crate::hosting::{ENCODINGS, Type};

/// What each file was compressed to, by its content, in the order of [`ENCODINGS`]; nothing where that is not smaller.
pub type Memory = Memo<String, Content, [Option<Content>; 2]>;

/// The compressed forms of the files that get smaller by it, each beside its file.
pub fn compressed(outputs: &[Output], memory: &mut Memory) -> Vec<Output> {
    let is_compressible = |output: &&Output| Type::of(&output.path).is_some_and(|kind| kind.is_compressible);
    let mut outputs: Vec<&Output> = outputs.iter().filter(is_compressible).collect();
    outputs.sort_by(|one, other| one.path.cmp(&other.path));
    let inputs = outputs.iter().map(|output| (&output.content, output.path.clone()));
    let made = memory.each(
        inputs,
        |now, before| *now == before,
        Clone::clone,
        |_, content, _| [brotli(content), gzip(content)].map(|bytes| bytes.and_then(|bytes| smaller(bytes, content))),
    );
    let beside = outputs.into_iter().zip(made).flat_map(|(output, made)| {
        let forms = ENCODINGS.iter().zip(made);
        forms.filter_map(|((_, ending), form)| {
            Some(Output::file(&format!("{}.{ending}", output.path), form?, output.source.clone()))
        })
    });
    beside.collect()
}

fn smaller(bytes: Vec<u8>, than: &Content) -> Option<Content> {
    (bytes.len() < than.size()).then(|| Arc::<[u8]>::from(bytes).into())
}

/// How much trouble Brotli takes, of 11: on pages as ours 9 and 11 are half a percent and a tenth smaller, and take ten and
/// thirty times as long.
const QUALITY: i32 = 6;

/// Brotli (RFC 7932).
fn brotli(content: &Content) -> Option<Vec<u8>> {
    let parameters = BrotliEncoderParams { quality: QUALITY, size_hint: content.size(), ..Default::default() };
    let mut bytes = Vec::new();
    brotli::BrotliCompress(&mut &*content.whole(), &mut bytes, &parameters).ok()?;
    Some(bytes)
}

/// The head of a gzip file: DEFLATE, no name, no time, packed as well as can be, by no system that is named.
const GZIP_HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255];

/// As well as DEFLATE can.
const BEST: u8 = 9;

/// Gzip (RFC 1952), without a time.
fn gzip(content: &Content) -> Option<Vec<u8>> {
    // Not by `flate2`: whatever else is built decides which encoder that takes, and so the bytes.
    let content = content.whole();
    let length = u32::try_from(content.len()).ok()?;
    let mut bytes = GZIP_HEAD.to_vec();
    bytes.append(&mut compress_to_vec(&content, BEST));
    bytes.extend(crc32fast::hash(&content).to_le_bytes());
    bytes.extend(length.to_le_bytes());
    Some(bytes)
}
