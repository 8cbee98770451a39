//! Finding a value once more. A violated rule is rare, and remembering every place would cost every request.

use std::ops::Range;

use super::{Item, Reader};

/// The bytes of the value at a JSON Pointer from the object that begins at `object`, in a body that was read before.
pub(crate) fn locate(body: &str, object: usize, pointer: &str) -> Option<Range<usize>> {
    let mut span = object..object;
    for segment in pointer.split('/').skip(1) {
        let name = segment.replace("~1", "/").replace("~0", "~");
        let mut reader = Reader::new(body, usize::MAX);
        reader.position = span.start;
        span = last_member(&mut reader, &name)?;
    }
    Some(span)
}

/// The bytes of the last member of a name, in the object at the cursor.
fn last_member(reader: &mut Reader<'_>, name: &str) -> Option<Range<usize>> {
    let mut last = None;
    let Ok(Item::Object) = reader.read() else { return None };
    while let Ok(Some(key)) = reader.next_key() {
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
