//! A page of text: paragraphs that wrap, and facts in a column.

use std::fmt::Write as _;

/// A line has at most so many characters, where its words allow it.
const WIDTH: usize = 100;
/// Where the text beside a name begins at least, and at most: longer names push it along.
const COLUMN: std::ops::RangeInclusive<usize> = 12..=28;

/// A page while it is written.
pub(super) struct Page {
    text: String,
    column: usize,
}

impl Page {
    /// A page whose facts have these names, so that what is said of them stands in one column.
    pub(super) fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let longest = names.into_iter().map(|name| name.chars().count() + 3).max().unwrap_or_default();
        Self { text: String::new(), column: longest.clamp(*COLUMN.start(), *COLUMN.end()) }
    }

    /// Adds a line as it is.
    pub(super) fn line(&mut self, line: &str) {
        let _ = writeln!(self.text, "{line}");
    }

    /// Adds an empty line and a paragraph; an empty text adds nothing.
    pub(super) fn paragraph(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.text.push('\n');
            self.wrapped("", "", text);
        }
    }

    /// Adds an empty line and a heading.
    pub(super) fn heading(&mut self, heading: &str) {
        let _ = writeln!(self.text, "\n{heading}");
    }

    /// Adds a fact: its name, and what there is to say; an empty text adds nothing.
    pub(super) fn fact(&mut self, name: &str, text: &str) {
        if !text.trim().is_empty() {
            self.wrapped(&format!(" {name:<width$} ", width = self.column - 2), &" ".repeat(self.column), text);
        }
    }

    /// Adds an item of a list.
    pub(super) fn item(&mut self, text: &str) {
        self.wrapped(" - ", "   ", text);
    }

    fn wrapped(&mut self, first: &str, then: &str, text: &str) {
        let mut line = first.to_owned();
        let mut is_empty = true;
        for word in text.split_whitespace() {
            if !is_empty && line.chars().count() + 1 + word.chars().count() > WIDTH {
                self.line(line.trim_end());
                then.clone_into(&mut line);
                is_empty = true;
            }
            let needs_blank = if is_empty { line.len() > 1 && !line.ends_with(' ') } else { true };
            if needs_blank {
                line.push(' ');
            }
            line.push_str(word);
            is_empty = false;
        }
        self.line(line.trim_end());
    }

    /// The text of the page.
    pub(super) fn into_text(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::{Page, WIDTH};

    #[test]
    fn words_wrap_and_facts_stand_in_a_column() {
        let mut page = Page::new([]);
        page.fact("meaning", &"word ".repeat(60));
        page.fact("nothing", "");
        page.fact("a_name_that_is_long", "x");
        let wide = Page::new(["a_name_that_is_long"]);
        assert_eq!(wide.column, 22);
        let text = page.into_text();
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH), "{text}");
        assert!(text.starts_with(" meaning    word word"), "{text}");
        assert!(text.lines().nth(1).is_some_and(|line| line.starts_with("            word")), "{text}");
        assert!(text.ends_with(" a_name_that_is_long x\n"), "{text}");
    }

    #[test]
    fn a_word_that_is_longer_than_a_line_stands_alone() {
        let mut page = Page::new([]);
        page.item(&format!("a {} b", "x".repeat(200)));
        assert_eq!(page.into_text(), format!(" - a\n   {}\n   b\n", "x".repeat(200)));
    }
}
