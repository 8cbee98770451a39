//! The bytes of a body as a source.

use std::borrow::Cow;
use std::ops::Range;

use super::Source;
use crate::check::{Known, is_fine, is_in_range};
use crate::json::{Fault, Item, Reader, Reason, Text};
use crate::spec::{Choice, Field, Kind};

/// A cursor over the bytes of a body. A value is remembered by the position at which it begins.
pub(crate) struct Bytes<'a> {
    reader: Reader<'a>,
}

impl<'a> Bytes<'a> {
    /// Begins to read a body. The whole of it is checked for UTF-8 first, so that no later step has to.
    pub(crate) fn new(body: &'a [u8], max_bytes: usize, max_depth: usize) -> Result<Self, Fault> {
        if body.len() > max_bytes {
            return Err(Fault { at: max_bytes, reason: Reason::TooLarge });
        }
        let text =
            std::str::from_utf8(body).map_err(|error| Fault { at: error.valid_up_to(), reason: Reason::Utf8 })?;
        if text.starts_with('\u{feff}') {
            return Err(Fault { at: 0, reason: Reason::Mark });
        }
        Ok(Self { reader: Reader::new(text, max_depth) })
    }
}

impl<'a> Source<'a> for Bytes<'a> {
    type Spot = usize;

    #[inline]
    fn read(&mut self) -> Result<Item<'a>, Fault> {
        self.reader.read()
    }

    #[inline]
    fn accept(&mut self, kind: &Kind, public_origins: &[String]) -> bool {
        match kind {
            Kind::Bool => self.reader.bool_if(),
            Kind::Number(range) => self.reader.number_if(|number| is_in_range(range, number)),
            Kind::OneOf(words) => {
                self.reader.text_if(|text| words.iter().any(|word| word.value == text && word.deprecated.is_none()))
            }
            Kind::OneOfNumbers(_) | Kind::Integer(_) => {
                self.reader.number_if(|number| is_fine(kind, &Item::Number(number), public_origins))
            }
            Kind::Text(_) | Kind::Url(_) => {
                self.reader.text_if(|text| is_fine(kind, &Item::Text(Text::plain(text)), public_origins))
            }
            _ => false,
        }
    }

    #[inline]
    fn next_key(&mut self, _: Known<'a>) -> Result<Option<Text<'a>>, Fault> {
        self.reader.next_key()
    }

    #[inline]
    fn key_index(&self) -> Option<usize> {
        None
    }

    fn key_span(&self) -> Option<Range<usize>> {
        Some(self.reader.name_span())
    }

    fn key_waived(&self) -> bool {
        false
    }

    #[inline]
    fn next_item(&mut self) -> Result<bool, Fault> {
        self.reader.next_item()
    }

    fn close(&mut self) -> Result<(), Fault> {
        self.reader.close()
    }

    fn finish(&mut self) -> Result<(), Fault> {
        self.reader.finish()
    }

    /// The last member of that name, since the last one is what the other rules see.
    fn tag(&mut self, choice: &'a Choice) -> Result<Option<Item<'a>>, Fault> {
        let here = self.reader.clone();
        let mut tag = None;
        while let Some(name) = self.next_key(Known::NONE)? {
            let item = self.reader.read()?;
            if matches!(item, Item::List | Item::Object) {
                self.reader.close()?;
            }
            if name.is(&choice.tag) {
                tag = Some(item);
            }
        }
        self.reader = here;
        Ok(tag)
    }

    #[inline]
    fn spot(&self) -> usize {
        self.reader.start()
    }

    fn span(&self, spot: usize) -> Option<Range<usize>> {
        Some(spot..self.reader.position())
    }

    fn found(&self, spot: usize) -> Cow<'a, str> {
        Cow::Borrowed(self.reader.slice(spot, self.reader.position()))
    }

    fn value(&self, spot: usize, _: Option<&Field>) -> Option<serde_json::Value> {
        serde_json::from_str(self.reader.slice(spot, self.reader.position())).ok()
    }

    fn start(&self, spot: usize) -> Option<usize> {
        Some(spot)
    }

    fn text(&self) -> Option<&'a str> {
        Some(self.reader.text())
    }

    fn waived(&self, _: usize) -> bool {
        false
    }
}
