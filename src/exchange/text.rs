//! What a cell says, as Markdown, and back.
//!
//! Goes in: the text of a cell. Comes out: [`Blocks`], of which [`Blocks::markdown`] is Markdown that shows the text as it
//! stands. [`cell()`] is the way back. Law: the blocks of a cell, written as Markdown and back into a cell, are the same
//! blocks. Must not: take any letter of a cell for markup but the marks of lists.

mod cell;
mod escape;
mod mark;

pub(super) use cell::cell;
pub(super) use mark::{Mark, indent_of, mark};

use escape::escaped;

/// The text of a cell by its parts. Two cells with the same blocks say the same.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct Blocks(Vec<Block>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Block {
    /// Lines that stand together.
    Paragraph(Vec<String>),
    /// Items, each at its depth.
    List(Vec<Item>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Item {
    /// How many items it stands in; at most one more than the item before it.
    level: usize,
    mark: Mark,
    lines: Vec<String>,
}

/// The text of a cell as everybody spells it: every kind of line end and blank space the same, none at the end.
pub(super) fn normal(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{85}'], "\n");
    let lines: Vec<String> = text.split('\n').map(|line| without_tabs(line.trim_end())).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// A tab at the edge is an indent, any other a space.
fn without_tabs(line: &str) -> String {
    let edge = line.len() - line.trim_start().len();
    line[..edge].replace('\t', "    ") + &line[edge..].replace('\t', " ")
}

impl Blocks {
    /// Reads the text of a cell.
    pub(super) fn of(text: &str) -> Self {
        let mut reader = Reader::default();
        normal(text).lines().for_each(|line| reader.line(line));
        Self(reader.blocks)
    }

    /// Whether there is nothing to read.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Markdown that shows exactly this.
    pub(super) fn markdown(&self) -> String {
        let blocks = self.0.iter().map(|block| match block {
            Block::Paragraph(lines) => escaped_lines(lines, ""),
            Block::List(items) => list(items),
        });
        blocks.collect::<Vec<_>>().join("\n\n")
    }
}

/// Lines of one paragraph, each on a line of its own for readers too.
fn escaped_lines(lines: &[String], indent: &str) -> String {
    let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
    lines.join(&format!("\\\n{indent}"))
}

fn list(items: &[Item]) -> String {
    let mut text = String::new();
    // How far the text of each open item stands from the edge.
    let mut edges: Vec<usize> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        edges.truncate(item.level);
        let edge = edges.last().copied().unwrap_or(0);
        let gap = match items[..at].iter().rfind(|before| before.level <= item.level) {
            None => "",
            // Two lists are parted, so that the second is not taken for lines of the first.
            Some(before) if before.level == 0 && item.level == 0 && !item.mark.is_like(before.mark) => "\n\n",
            Some(_) => "\n",
        };
        let marker = item.mark.markdown();
        edges.push(edge + marker.len());
        let indent = " ".repeat(edge + marker.len());
        text.extend([gap, &" ".repeat(edge), &marker, &escaped_lines(&item.lines, &indent)]);
    }
    text
}

/// Reads a cell line by line.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// How far the marks of the open items stand from the edge.
    edges: Vec<usize>,
    is_after_blank: bool,
}

impl Reader {
    fn line(&mut self, line: &str) {
        if line.trim().is_empty() {
            self.is_after_blank = true;
            return;
        }
        let indent = indent_of(line);
        match mark(line) {
            Some((mark, text)) if self.item(indent, mark, text) => {}
            // Below an item it would be read as one of a list inside it.
            Some(_) => self.blocks.push(Block::Paragraph(vec![line.trim().to_owned()])),
            None => self.words(indent, line.trim()),
        }
        self.is_after_blank = false;
    }

    /// Takes a line as an item, unless its number would be shown as another one.
    fn item(&mut self, indent: usize, mark: Mark, text: &str) -> bool {
        let items = match self.blocks.last() {
            Some(Block::List(items)) => &items[..],
            _ => &[],
        };
        let mut edges = if items.is_empty() { Vec::new() } else { self.edges.clone() };
        while edges.last().is_some_and(|edge| *edge > indent) {
            edges.pop();
        }
        // The first item stands at the edge, wherever its mark is; so does one that stands further out than that.
        let is_deeper = edges.last().is_some_and(|edge| *edge < indent);
        if is_deeper || edges.is_empty() {
            edges.push(indent);
        }
        let level = edges.len() - 1;
        let before = items.iter().rfind(|item| item.level <= level).filter(|item| item.level == level);
        if !mark.follows(before.map(|item| item.mark), level) {
            return false;
        }
        let item = Item { level, mark, lines: vec![text.to_owned()] };
        match self.blocks.last_mut() {
            Some(Block::List(items)) => items.push(item),
            _ => self.blocks.push(Block::List(vec![item])),
        }
        self.edges = edges;
        true
    }

    /// Takes a line as words: more of the item or paragraph before it, or a paragraph of its own.
    fn words(&mut self, indent: usize, text: &str) {
        let is_more = !self.is_after_blank;
        match self.blocks.last_mut() {
            Some(Block::Paragraph(lines)) if is_more => lines.push(text.to_owned()),
            Some(Block::List(items)) if is_more && indent > 0 => {
                items.last_mut().into_iter().for_each(|item| item.lines.push(text.to_owned()));
            }
            _ => self.blocks.push(Block::Paragraph(vec![text.to_owned()])),
        }
    }
}
