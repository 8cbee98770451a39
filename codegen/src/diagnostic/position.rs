//! From bytes to lines and columns. A place may come from anywhere: whatever it is, it is brought into the text first.

use std::ops::Range;

use super::{Place, Sources};

/// A line and a column of a text, both from one; a column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Sources {
    /// Where a place begins.
    #[must_use]
    pub fn position(&self, place: &Place) -> Position {
        let text = self.get(place.file).map_or("", |file| file.text.as_str());
        position(text, clamp(text, &place.span).start)
    }
}

/// The position of a byte that [`clamp`] gave.
pub(super) fn position(text: &str, at: usize) -> Position {
    let before = text.get(..at).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    let column = before.get(line_start..).map_or(0, |line| line.chars().count());
    Position { line: before.matches('\n').count() + 1, column: column + 1 }
}

/// The whole characters that a range touches, as far as they are in the text.
pub(super) fn clamp(text: &str, span: &Range<usize>) -> Range<usize> {
    let boundary = |at: &usize| text.is_char_boundary(*at);
    let start = (0..=span.start.min(text.len())).rev().find(boundary).unwrap_or(0);
    let end = span.end.clamp(start, text.len().max(start));
    start..(end..=text.len()).find(boundary).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::{Position, clamp, position};
    use proptest::prelude::*;

    #[test]
    fn columns_count_characters_and_lines_end_with_a_line_feed() {
        let text = "é: 1\r\nb: 🎬 x";
        assert_eq!(position(text, 0), Position { line: 1, column: 1 });
        assert_eq!(position(text, text.find('1').unwrap_or(0)), Position { line: 1, column: 4 });
        assert_eq!(position(text, text.find('x').unwrap_or(0)), Position { line: 2, column: 6 });
    }

    #[test]
    fn a_place_within_a_character_is_the_whole_character() {
        assert_eq!(clamp("aéb", &(2..2)), 1..3);
        assert_eq!(clamp("aéb", &(0..2)), 0..3);
    }

    proptest! {
        #[test]
        fn any_range_is_brought_into_any_text(text in ".{0,20}", start in 0usize..60, end in 0usize..60) {
            let clamped = clamp(&text, &(start..end));
            prop_assert!(clamped.start <= clamped.end);
            prop_assert!(text.get(clamped).is_some());
        }
    }
}
