//! Texts of a body: kept as they stand between their quotes and decoded only where somebody looks inside, so that judging
//! a text with escapes costs no memory.

use std::borrow::Cow;

use hifijson::{Read as _, SliceLexer, escape::Lex as _};
use smallvec::SmallVec;

/// A text whose escapes are known to be right.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text<'a> {
    raw: &'a str,
    escaped: bool,
}

impl<'a> Text<'a> {
    /// A text that means itself.
    pub(crate) const fn plain(raw: &'a str) -> Self {
        Self { raw, escaped: false }
    }

    /// A text with JSON escapes.
    pub(super) const fn escaped(raw: &'a str) -> Self {
        Self { raw, escaped: true }
    }

    /// Whether this text is that one.
    #[inline]
    pub(crate) fn is(self, other: &str) -> bool {
        if self.escaped { self.means(other) } else { self.raw == other }
    }

    #[cold]
    fn means(self, other: &str) -> bool {
        self.with(|text| text == other)
    }

    /// Whether it has no character.
    pub(crate) const fn is_empty(self) -> bool {
        self.raw.is_empty()
    }

    /// Lends the decoded text. Decoding needs the heap for long texts only.
    #[inline]
    pub(crate) fn with<R>(self, look: impl FnOnce(&str) -> R) -> R {
        let mut bytes = SmallVec::new();
        look(if self.escaped { self.decoded(&mut bytes) } else { self.raw })
    }

    #[cold]
    fn decoded(self, bytes: &mut SmallVec<[u8; 512]>) -> &str {
        self.decode(|part| bytes.extend_from_slice(part.as_bytes()));
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// The decoded text; borrowed when it has no escape.
    pub(crate) fn to_cow(self) -> Cow<'a, str> {
        if !self.escaped {
            return Cow::Borrowed(self.raw);
        }
        let mut text = String::with_capacity(self.raw.len());
        self.decode(|part| text.push_str(part));
        Cow::Owned(text)
    }

    fn decode(self, mut push: impl FnMut(&str)) {
        let mut rest = self.raw;
        while let Some((plain, escape)) = rest.split_once('\\') {
            push(plain);
            let mut lexer = SliceLexer::new(escape.as_bytes());
            if let Some(character) = lexer.take_next().and_then(|kind| lexer.escape(kind).ok()) {
                push(character.encode_utf8(&mut [0; 4]));
            }
            rest = escape.get(escape.len() - lexer.as_slice().len()..).unwrap_or_default();
        }
        push(rest);
    }
}

/// The length of the longest start of `bytes` that has no quote, no backslash and no control character.
#[inline]
pub(super) fn plain_len(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let stops = stops(u64::from_le_bytes(*word));
        if stops != 0 {
            return index * 8 + stops.trailing_zeros() as usize / 8;
        }
    }
    let end = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f));
    words.len() * 8 + end.unwrap_or(rest.len())
}

/// Eight bytes at once: the lowest bit that is set stands in the first byte that is a quote, a backslash or below 0x20.
/// (A borrow can set bits above a byte that matches, never below it.)
#[inline]
const fn stops(word: u64) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    let quote = word ^ (ONES * b'"' as u64);
    let backslash = word ^ (ONES * b'\\' as u64);
    let is_quote = quote.wrapping_sub(ONES) & !quote;
    let is_backslash = backslash.wrapping_sub(ONES) & !backslash;
    let is_control = word.wrapping_sub(ONES * 0x20) & !word;
    (is_quote | is_backslash | is_control) & HIGH
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Text, plain_len};

    proptest! {
        #[test]
        fn the_plain_start_is_what_a_byte_by_byte_search_finds(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            let slow = bytes.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f)).unwrap_or(bytes.len());
            prop_assert_eq!(plain_len(&bytes), slow);
        }
    }

    #[test]
    fn escapes_are_decoded() {
        let text = Text::escaped(r#"a\u00e9\n\"\\\/\ud83d\ude00z"#);
        assert!(text.is("aé\n\"\\/😀z"));
        assert_eq!(text.to_cow(), "aé\n\"\\/😀z");
    }
}
