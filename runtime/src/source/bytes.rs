//! The bytes of a body as a source.

use std::borrow::Cow;
use std::ops::Range;

use super::{Key, Source};
use crate::json::{Fault, Item, Reader, Reason};
use crate::spec::{Choice, Field};

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
    fn next_key(&mut self, _: &'a [Field]) -> Result<Option<Key<'a>>, Fault> {
        let Some(name) = self.reader.next_key()? else { return Ok(None) };
        let span = self.reader.start()..self.reader.position();
        self.reader.colon()?;
        Ok(Some(Key { name, index: None, span: Some(span), waived: false }))
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
        while let Some(key) = self.next_key(&[])? {
            let item = self.reader.read()?;
            if matches!(item, Item::List | Item::Object) {
                self.reader.close()?;
            }
            if key.name.is(&choice.tag) {
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

    /// Reads the object once more. A violated rule is rare, and remembering every place would cost every request.
    fn locate(&self, object: usize, pointer: &str) -> Option<Range<usize>> {
        let mut span = None;
        let mut reader = self.reader.at(object);
        for segment in pointer.split('/').skip(1) {
            let name = segment.replace("~1", "/").replace("~0", "~");
            let member = last_member(&mut reader, &name)?;
            span = Some(member.clone());
            reader = self.reader.at(member.start);
        }
        span
    }

    fn waived(&self, _: usize) -> bool {
        false
    }
}

/// The bytes of the last member of a name, in the object at the cursor.
fn last_member(reader: &mut Reader<'_>, name: &str) -> Option<Range<usize>> {
    let mut last = None;
    let Ok(Item::Object) = reader.read() else { return None };
    while let Ok(Some(key)) = reader.next_key() {
        reader.colon().ok()?;
        let item = reader.read().ok()?;
        let start = reader.start();
        if matches!(item, Item::List | Item::Object) {
            reader.close().ok()?;
        }
        if key.is(name) {
            last = Some(start..reader.position());
        }
    }
    last
}
