//! From a place in a formula to the place in the YAML. A formula stands in a scalar of any form (plain, quoted, block, over
//! several lines), so what the parser reads is not byte for byte what the file holds.

use std::ops::Range;

use crate::diagnostic::Place;

use super::Source;

/// For every byte of a decoded scalar, the bytes of its character in the scalar as the file writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alignment {
    characters: Vec<Range<usize>>,
}

/// Walks both texts at once. `scalar` is the whole scalar with its quotes; of a block scalar the header (`>-`) may be missing.
pub(super) fn align(decoded: &str, scalar: &str) -> Alignment {
    let (form, mut at, end) = Form::of(decoded, scalar);
    let mut characters = Vec::with_capacity(decoded.len());
    for character in decoded.chars() {
        let rest = scalar.get(at..end).unwrap_or_default();
        at += form.surplus(rest, character);
        let rest = scalar.get(at..end).unwrap_or_default();
        let width = form.width(rest, character);
        characters.extend(std::iter::repeat_n(at..at + width, character.len_utf8()));
        at += width;
    }
    Alignment { characters }
}

impl Alignment {
    /// Where a range of the decoded text stands in the scalar. An empty range is the end of what stands before it.
    pub(super) fn span(&self, decoded: Range<usize>) -> Range<usize> {
        let last = decoded.end.checked_sub(1).and_then(|last| self.characters.get(last));
        let end = last.map_or(0, |character| character.end);
        if decoded.is_empty() {
            return end..end;
        }
        let start = self.characters.get(decoded.start).map_or(end, |character| character.start);
        start.min(end)..end
    }
}

/// Where the parts of one formula stand in its file.
pub(super) struct Places<'a> {
    source: &'a Source<'a>,
    alignment: Alignment,
}

impl<'a> Places<'a> {
    pub(super) fn new(source: &'a Source<'a>) -> Self {
        let scalar = source.yaml.get(source.span.clone()).unwrap_or_default();
        Self { source, alignment: align(source.text, scalar) }
    }

    /// The place of the whole scalar.
    pub(super) fn whole(&self) -> Place {
        Place { file: self.source.file, span: self.source.span.clone() }
    }

    /// The place of a range of the formula.
    pub(super) fn at(&self, range: Range<usize>) -> Place {
        let (base, span) = (self.source.span.start, self.alignment.span(range));
        Place { file: self.source.file, span: base + span.start..base + span.end }
    }

    /// A name with everything that `-` joins to it (`per-second`), and its range.
    pub(super) fn word_with_dashes(&self, name: &Range<usize>) -> (&'a str, Range<usize>) {
        let joins = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let bytes = self.source.text.as_bytes();
        let before = bytes.iter().take(name.start).rev().take_while(|byte| joins(byte)).count();
        let behind = bytes.iter().skip(name.end).take_while(|byte| joins(byte)).count();
        let range = name.start - before..name.end + behind;
        (self.source.text.get(range.clone()).unwrap_or_default(), range)
    }

    /// The text of a range of the formula on one line, short enough for a sentence.
    pub(super) fn text(&self, range: Range<usize>) -> String {
        const MOST: usize = 40;
        let text = super::one_line(self.source.text.get(range).unwrap_or_default());
        if text.chars().count() <= MOST {
            return text;
        }
        text.chars().take(MOST).chain(['…']).collect()
    }
}

/// How a scalar writes its characters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Plain or block: each character stands for itself.
    Open,
    /// `'…'`: a quote is doubled.
    Single,
    /// `"…"`: with escapes.
    Double,
}

impl Form {
    /// The form of a scalar, and where its content starts and ends.
    fn of(decoded: &str, scalar: &str) -> (Self, usize, usize) {
        let quoted = |quote: char| scalar.len() >= 2 && scalar.starts_with(quote) && scalar.ends_with(quote);
        if quoted('"') {
            (Self::Double, 1, scalar.len() - 1)
        } else if quoted('\'') {
            (Self::Single, 1, scalar.len() - 1)
        } else {
            (Self::Open, block_header(decoded, scalar), scalar.len())
        }
    }

    /// The bytes before a character's own that stand for nothing: white space that folding drops, and escaped line ends.
    fn surplus(self, rest: &str, character: char) -> usize {
        let mut at = 0;
        while let Some(here) = rest.get(at..).filter(|here| !here.is_empty()) {
            let joined = if self == Self::Double { line_join(here) } else { 0 };
            let blank = here.len() - here.trim_start().len();
            match (joined, blank) {
                (0, 0) => break,
                (0, _) if character.is_whitespace() => break,
                (0, blank) => at += blank,
                (joined, _) => at += joined,
            }
        }
        at
    }

    /// The length of what stands for a character at the start of `rest`.
    fn width(self, rest: &str, character: char) -> usize {
        let Some(first) = rest.chars().next() else { return 0 };
        match self {
            Self::Double if first == '\\' => escape(rest),
            Self::Single if rest.starts_with("''") => 2,
            // A line end that folding or the end of a block adds has no character of its own.
            _ if character.is_whitespace() && !first.is_whitespace() => 0,
            _ => first.len_utf8(),
        }
    }
}

/// The length of a backslash, the line end after it and the indentation of the next line, which together stand for nothing.
fn line_join(rest: &str) -> usize {
    match rest.strip_prefix('\\').filter(|after| after.starts_with(['\n', '\r'])) {
        Some(after) => rest.len() - after.trim_start().len(),
        None => 0,
    }
}

/// The length of an escape. A pair of surrogates stands for one character.
fn escape(rest: &str) -> usize {
    let characters = match rest.as_bytes() {
        [_, b'x', ..] => 4,
        [_, b'u', b'd' | b'D', b'8' | b'9' | b'a' | b'b' | b'A' | b'B', _, _, b'\\', b'u', ..] => 12,
        [_, b'u', ..] => 6,
        [_, b'U', ..] => 10,
        _ => 2,
    };
    rest.char_indices().nth(characters).map_or(rest.len(), |(end, _)| end)
}

/// The length of the header of a block scalar with its line end, unless the formula itself starts like that.
fn block_header(decoded: &str, scalar: &str) -> usize {
    let header = scalar.find('\n').filter(|_| scalar.starts_with(['|', '>']) && !decoded.starts_with(['|', '>']));
    header.map_or(0, |line_end| line_end + 1)
}
