//! Markdown as the text of a cell.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::parse::is_unprintable;

/// The text of a cell that says what a piece of Markdown says, and whether all of it is in there: links, emphasis,
/// tables and the like lose their form, never their words.
pub(in crate::exchange) fn cell(markdown: &str) -> (String, bool) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let mut writer = Writer::default();
    Parser::new_ext(markdown, options).for_each(|event| writer.event(&event));
    (super::normal(&writer.text), !writer.has_form)
}

#[derive(Default)]
struct Writer {
    text: String,
    /// The open lists, each with the number that it has come to, if it has numbers.
    lists: Vec<Option<u64>>,
    /// The mark of an item or footnote that is still without words.
    mark: Option<String>,
    /// What parts the next words from those before.
    gap: Gap,
    has_form: bool,
    is_html: bool,
    cells: usize,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Line,
    Blank,
}

impl Writer {
    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) if !self.is_html => self.lines(text),
            Event::Code(text) => {
                self.has_form = true;
                self.lines(text);
            }
            Event::SoftBreak => self.words(" "),
            Event::HardBreak => self.part(Gap::Line),
            Event::FootnoteReference(label) => {
                self.has_form = true;
                self.words(&format!("[{label}]"));
            }
            Event::Rule => {
                self.has_form = true;
                self.part(Gap::Blank);
            }
            // Authors' notes are not for readers; mathematics and tasks are not switched on.
            Event::Text(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        let is_form = !matches!(tag, Tag::Paragraph | Tag::List(_) | Tag::Item | Tag::HtmlBlock);
        self.has_form |= is_form;
        match tag {
            Tag::Paragraph if self.lists.is_empty() => self.part(Gap::Blank),
            Tag::Paragraph => self.part(Gap::Line),
            Tag::List(first) => {
                self.part(if self.lists.is_empty() { Gap::Blank } else { Gap::Line });
                self.lists.push(*first);
            }
            Tag::Item => self.item(),
            Tag::FootnoteDefinition(label) => {
                self.part(Gap::Blank);
                self.mark = Some(format!("[{label}] "));
            }
            Tag::TableHead | Tag::TableRow => self.cells = 0,
            Tag::TableCell => {
                if self.cells > 0 {
                    self.words(" | ");
                }
                self.cells += 1;
            }
            Tag::HtmlBlock => self.is_html = true,
            Tag::CodeBlock(_) | Tag::Heading { .. } | Tag::BlockQuote(_) | Tag::Table(_) => self.part(Gap::Blank),
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => {
                self.lists.pop();
                self.part(if self.lists.is_empty() { Gap::Blank } else { Gap::Line });
            }
            TagEnd::Item => self.mark = None,
            TagEnd::TableHead | TagEnd::TableRow => self.part(Gap::Line),
            TagEnd::HtmlBlock => self.is_html = false,
            TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Table | TagEnd::BlockQuote(_) => self.part(Gap::Blank),
            TagEnd::Paragraph => self.part(if self.lists.is_empty() { Gap::Blank } else { Gap::Line }),
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::TableCell
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn item(&mut self) {
        self.part(Gap::Line);
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "• ".to_owned(),
        };
        self.mark = Some(mark);
    }

    /// Between what is there and what comes next; the widest of several counts.
    fn part(&mut self, gap: Gap) {
        if self.mark.is_none() && !self.text.is_empty() {
            self.gap = self.gap.max(gap);
        }
    }

    /// Words that may have line ends, as code has.
    fn lines(&mut self, text: &str) {
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.part(Gap::Line);
            }
            if !line.is_empty() {
                self.words(line);
            }
        }
    }

    fn words(&mut self, text: &str) {
        let depth = self.lists.len().saturating_sub(1);
        match std::mem::take(&mut self.gap) {
            Gap::None => {}
            Gap::Line => self.text.push('\n'),
            Gap::Blank => self.text.push_str("\n\n"),
        }
        let is_line_start = self.text.is_empty() || self.text.ends_with('\n');
        if let Some(mark) = self.mark.take() {
            self.text.extend([&"  ".repeat(depth), mark.as_str()]);
        } else if is_line_start && !self.lists.is_empty() {
            self.text.push_str(&"  ".repeat(depth + 1));
        }
        let letter = |letter: char| if letter == '\t' { ' ' } else { letter };
        self.text.extend(text.chars().filter(|letter| !is_unprintable(*letter)).map(letter));
    }
}
