//! A table as the bytes of a file.

pub(super) mod separated;
pub(super) mod workbook;

pub(super) use separated::is_dangerous;
