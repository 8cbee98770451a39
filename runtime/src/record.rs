//! How the checker, the reader and the writer see a typed request: as members by index, without generics, so that a model
//! costs its users a few lines of machine code and not a copy of the checker.

/// A typed object: a request, or an object within one. Indices are those of [`Object::fields`](crate::spec::Object::fields).
pub trait Record {
    /// The value of a member.
    fn get(&self, index: usize) -> Value<'_>;

    /// Takes a scalar over: sets a member, or appends to it when it is a list. The checker has found the value to be of the
    /// member's kind; a value that does not fit is left out.
    fn set(&mut self, index: usize, value: Value<'_>);

    /// Makes room for an object: the member itself, or a new item when the member is a list. `case` is the index of the case
    /// when the object is a choice, else 0.
    fn open(&mut self, index: usize, case: usize) -> Option<&mut dyn Record>;

    /// Makes a member absent (a repeated member replaces the earlier one). An empty list is made with `clear` and then
    /// [`begin_list`](Self::begin_list).
    fn clear(&mut self, index: usize);

    /// Makes a list member present and empty.
    fn begin_list(&mut self, index: usize);

    /// Members outside the spec, put there on purpose.
    fn extra(&self) -> &[(String, serde_json::Value)] {
        &[]
    }

    /// Keeps a member outside the spec that was read from a body, where the reader was told to allow them.
    fn put_extra(&mut self, name: &str, value: serde_json::Value) {
        let _ = (name, value);
    }

    /// Which case of a choice this is.
    fn case(&self) -> usize {
        0
    }
}

/// The items of a typed list.
pub trait Items {
    /// How many there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// An item; [`Value::Absent`] beyond the end.
    fn get(&self, index: usize) -> Value<'_>;
}

/// A value of a typed request.
#[derive(Clone, Copy)]
pub enum Value<'a> {
    /// Not set.
    Absent,
    /// `null`.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Integer(i128),
    /// A number.
    Number(f64),
    /// A text, or a value of a list of texts.
    Text(&'a str),
    /// A text that the caller gave on purpose although the spec does not list it.
    UnlistedText(&'a str),
    /// A number that the caller gave on purpose although the spec does not list it.
    UnlistedNumber(f64),
    /// A list.
    List(&'a dyn Items),
    /// An object.
    Object(&'a dyn Record),
    /// Any JSON value.
    Json(&'a serde_json::Value),
}
