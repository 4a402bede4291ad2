//! Prose as plain text, as its readers see it.

/// The words of HTML of ours. Paragraphs, items and rows of tables are lines; cells are parted by tabs; an item begins
/// with a hyphen; of an image stands what is said in its place; the number of a footnote stands in brackets. How authors
/// broke their lines does not show, as it does not on the page.
pub(super) fn plain(html: &str) -> String {
    let mut writer = Writer { text: String::with_capacity(html.len()), ..Writer::default() };
    for (at, piece) in html.split('<').enumerate() {
        let (tag, words) = if at == 0 { ("", piece) } else { piece.split_once('>').unwrap_or((piece, "")) };
        writer.tag(tag);
        writer.words(words);
    }
    writer.text
}

#[derive(Default)]
struct Writer {
    text: String,
    /// What comes before the next word.
    before: Before,
    /// Whether the next word begins an item.
    is_item: bool,
    /// Whether blank space is as it is.
    is_kept: bool,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Before {
    #[default]
    Nothing,
    Space,
    Tab,
    Line,
}

impl Writer {
    fn tag(&mut self, tag: &str) {
        let name = tag.split([' ', '/']).find(|part| !part.is_empty()).unwrap_or_default();
        let is_end = tag.starts_with('/');
        match name {
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "tr" | "table" | "blockquote" | "br"
            | "hr" | "div" => self.part(Before::Line),
            "li" => {
                self.part(Before::Line);
                self.is_item = !is_end;
            }
            "pre" => {
                self.part(Before::Line);
                self.is_kept = !is_end;
            }
            "td" | "th" if is_end => self.part(Before::Tab),
            "sup" => self.words(if is_end { "]" } else { "[" }),
            "img" => {
                let alt = tag.split_once(" alt=\"").and_then(|(_, rest)| rest.split_once('"'));
                self.words(alt.map_or("", |(alt, _)| alt));
            }
            _ => {}
        }
    }

    fn part(&mut self, before: Before) {
        self.before = self.before.max(before);
    }

    fn words(&mut self, words: &str) {
        if self.is_kept {
            for (at, line) in words.split('\n').enumerate() {
                if at > 0 {
                    self.part(Before::Line);
                    // A blank line within code is one.
                    if !self.text.is_empty() && line.is_empty() && !words.ends_with(line) {
                        self.text.push('\n');
                    }
                }
                self.push(line);
            }
            return;
        }
        for (at, line) in words.split(['\n', '\t', '\r']).enumerate() {
            if at > 0 {
                self.part(Before::Space);
            }
            self.line(line);
        }
    }

    /// Adds words with nothing but spaces between them; of several, one counts.
    fn line(&mut self, line: &str) {
        let words = line.trim_matches(' ');
        if line.starts_with(' ') {
            self.part(Before::Space);
        }
        if words.contains("  ") {
            for word in words.split(' ').filter(|word| !word.is_empty()) {
                self.push(word);
                self.part(Before::Space);
            }
        } else {
            self.push(words);
        }
        if line.ends_with(' ') {
            self.part(Before::Space);
        } else if !words.is_empty() {
            self.before = Before::Nothing;
        }
    }

    /// Adds words, with their escapes resolved.
    fn push(&mut self, word: &str) {
        if word.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            match self.before {
                Before::Nothing => {}
                Before::Space => self.text.push(' '),
                Before::Tab => self.text.push('\t'),
                Before::Line => self.text.push('\n'),
            }
        }
        self.before = Before::Nothing;
        if std::mem::take(&mut self.is_item) {
            self.text.push_str("- ");
        }
        let mut rest = word;
        while let Some((before, escape)) = rest.split_once('&') {
            self.text.push_str(before);
            let known = [("lt;", '<'), ("gt;", '>'), ("quot;", '"'), ("#39;", '\''), ("amp;", '&')];
            let (letter, after) = known
                .iter()
                .find_map(|(name, letter)| Some((*letter, escape.strip_prefix(name)?)))
                .unwrap_or(('&', escape));
            self.text.push(letter);
            rest = after;
        }
        self.text.push_str(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn the_words_stand_as_they_are_read() {
        for (html, text) in [
            (
                "<p>Een\nregel, <strong>vet</strong>.</p>\n<p>Nog een<br />\nregel &amp;lt; &lt;b&gt; &quot;</p>\n",
                "Een regel, vet.\nNog een\nregel &lt; <b> \"",
            ),
            ("<ul>\n<li>een</li>\n<li>\n<p>twee</p>\n<p>drie</p>\n</li>\n</ul>", "- een\n- twee\ndrie"),
            (
                "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>\n<tr><td>1</td><td>2</td></tr>\n</tbody></table>",
                "a\tb\n1\t2",
            ),
            ("woord<sup class=\"x\"><a href=\"#1\">1</a></sup>.", "woord[1]."),
            ("<img src=\"/a.png\" alt=\"Een &quot;kaart&quot;\" />", "Een \"kaart\""),
            ("<pre><code>a  b\n  c\n</code></pre><p>d</p>", "a  b\n  c\nd"),
            ("=1+1 \u{a0}x 😀 ]]&gt;", "=1+1 \u{a0}x 😀 ]]>"),
            ("a   b <em> c</em>\n\t<code>d</code>e  ", "a b c de"),
            ("", ""),
        ] {
            assert_eq!(plain(html), text, "{html}");
        }
    }
}
