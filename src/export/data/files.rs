//! Files that are put together from rows, and are taken over from the build before when all of their rows are.

use std::io::Write;
use std::sync::Arc;

use super::common::Common;
use super::{json, rows};
use crate::cache::Memo;
use crate::data::Name;
use crate::output::{Assembly, Content, Output};
use crate::source::FilePath;

/// Rows of some tables, in order.
pub(super) type Tables<'p> = Vec<(Name, Vec<&'p Arc<[u8]>>)>;

/// A file before it is put together.
pub(super) struct Draft<'p> {
    pub(super) address: String,
    pub(super) source: FilePath,
    pub(super) form: Form,
    pub(super) tables: Tables<'p>,
}

#[derive(Clone, PartialEq, Eq)]
pub(super) enum Form {
    /// Separated text, of one table.
    Csv,
    /// JSON that tells of a page.
    Json { title: String, page: String },
}

/// What a file was put together from.
pub(super) struct Former {
    common: Arc<Common>,
    form: Form,
    tables: Vec<(Name, Vec<Arc<[u8]>>)>,
}

pub(super) type Memory = Memo<String, Former, Content>;

/// The files. Rows that stand in the same place in memory as before say the same: they are kept as long as their file.
pub(super) fn put_together(common: &Arc<Common>, mut drafts: Vec<Draft<'_>>, memory: &mut Memory) -> Vec<Output> {
    drafts.sort_unstable_by(|one, other| one.address.cmp(&other.address));
    let places: Vec<(String, FilePath)> =
        drafts.iter().map(|draft| (draft.address.clone(), draft.source.clone())).collect();
    let now = drafts.into_iter().map(|draft| ((draft.form, draft.tables), draft.address));
    let contents = memory.each(
        now,
        |(form, tables), former| *form == former.form && *common == former.common && is_same(tables, &former.tables),
        |(form, tables)| Former {
            common: Arc::clone(common),
            form,
            tables: tables.into_iter().map(|(name, rows)| (name, rows.into_iter().map(Arc::clone).collect())).collect(),
        },
        |_, former, _| former.file(),
    );
    let files = places.into_iter().zip(contents);
    files.map(|((address, source), content)| Output::file(&address, content, source)).collect()
}

fn is_same(now: &Tables<'_>, before: &[(Name, Vec<Arc<[u8]>>)]) -> bool {
    let is_same_rows = |now: &[&Arc<[u8]>], before: &[Arc<[u8]>]| {
        now.len() == before.len() && now.iter().zip(before).all(|(now, before)| Arc::ptr_eq(now, before))
    };
    now.len() == before.len()
        && now.iter().zip(before).all(|(now, before)| now.0 == before.0 && is_same_rows(&now.1, &before.1))
}

impl Former {
    fn file(&self) -> Content {
        match &self.form {
            Form::Csv => self.csv(),
            Form::Json { title, page } => self.json(title, page),
        }
    }

    fn csv(&self) -> Content {
        let mut file = Assembly::default();
        for (name, rows) in &self.tables {
            let mut head = rows::csv_writer().from_writer(Vec::new());
            let columns = name.table().columns(self.common.language());
            // Writing to memory cannot fail.
            let _ = head.write_record(columns.iter().map(|column| column.name.as_bytes()));
            let _ = file.write_all(&head.into_inner().unwrap_or_default());
            for rows in rows {
                file.share(rows);
            }
        }
        file.finish()
    }

    fn json(&self, title: &str, page: &str) -> Content {
        let mut file = Assembly::default();
        // Writing to memory cannot fail.
        let _ = file.write_all(json::head(&self.common, title, page).as_bytes());
        for (name, rows) in &self.tables {
            let _ = write!(file, ",\n\"{}\":[", name.table().name);
            let mut rows = rows.iter();
            if let Some(first) = rows.next() {
                // Before the first row, there is no comma.
                let _ = file.write_all(&first[1..]);
            }
            rows.for_each(|rows| file.share(rows));
            let _ = file.write_all(b"\n]");
        }
        let _ = file.write_all(b"\n}\n");
        file.finish()
    }
}
