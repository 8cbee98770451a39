//! What the checker walks: a cursor over a request. There are two, one over the bytes of a body and one over values in memory
//! (a map of values, or a typed request).

mod bytes;
mod tree;

use std::borrow::Cow;
use std::ops::Range;

use crate::check::Known;
use crate::json::{Fault, Item, Text};
use crate::spec::{Choice, Field, Kind};

pub(crate) use bytes::Bytes;
pub(crate) use tree::{Node, Tree, json_number};

/// A cursor over a request. A list or an object that [`read`](Self::read) opened has to be read to its end.
pub(crate) trait Source<'a> {
    /// Remembers a value that was read, for a violation that is found later.
    type Spot: Copy;

    /// Reads the value at the cursor: a scalar whole, of a list or an object only that it was opened.
    fn read(&mut self) -> Result<Item<'a>, Fault>;

    /// Reads the value at the cursor when it is seen at once to be what its kind takes; else the cursor stays before it. A short
    /// cut past everything that only a report needs, which a source need not have.
    fn accept(&mut self, kind: &Kind, public_origins: &[String]) -> bool {
        let _ = (kind, public_origins);
        false
    }

    /// The name of the next member of the object that was opened last; its value then stands at the cursor. `known` are the
    /// members that the object may have.
    fn next_key(&mut self, known: Known<'a>) -> Result<Option<Text<'a>>, Fault>;

    /// The index of that member among the fields, where the source knows it.
    fn key_index(&self) -> Option<usize>;

    /// The bytes of its name with the quotes. To be asked before the value is read.
    fn key_span(&self) -> Option<Range<usize>>;

    /// Whether the caller put that member there on purpose although the spec does not have it.
    fn key_waived(&self) -> bool;

    /// Whether the list that was opened last has another item, which then stands at the cursor.
    fn next_item(&mut self) -> Result<bool, Fault>;

    /// Reads to the end of the list or object that was opened last.
    fn close(&mut self) -> Result<(), Fault>;

    /// Checks that nothing follows the body.
    fn finish(&mut self) -> Result<(), Fault>;

    /// Looks ahead, in the object that was just opened, for the member that decides a choice.
    fn tag(&mut self, choice: &'a Choice) -> Result<Option<Item<'a>>, Fault>;

    /// The value that was read last.
    fn spot(&self) -> Self::Spot;

    /// The bytes of a value that was read to its end just now.
    fn span(&self, spot: Self::Spot) -> Option<Range<usize>>;

    /// The same value as text, for people.
    fn found(&self, spot: Self::Spot) -> Cow<'a, str>;

    /// The same value as plain JSON; `field` says what it is, where the spec knows it.
    fn value(&self, spot: Self::Spot, field: Option<&Field>) -> Option<serde_json::Value>;

    /// Where a value begins, in bytes from the start of the body.
    fn start(&self, spot: Self::Spot) -> Option<usize>;

    /// The body, where it is a text.
    fn text(&self) -> Option<&'a str>;

    /// Whether the caller gave this value on purpose although the spec does not allow it.
    fn waived(&self, spot: Self::Spot) -> bool;

    /// Reads over the value at the cursor.
    fn skip(&mut self) -> Result<Self::Spot, Fault> {
        let item = self.read()?;
        let spot = self.spot();
        if matches!(item, Item::List | Item::Object) {
            self.close()?;
        }
        Ok(spot)
    }
}
