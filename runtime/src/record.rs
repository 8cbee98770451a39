//! How the checker, the reader and the writer see a typed request: as members by index, without generics, so that a model
//! costs its users a few lines of machine code and not a copy of the checker.

/// A typed object: a request, or an object within one. Indices are those of [`Object::fields`](crate::spec::Object::fields).
pub trait Record {
    /// The value of a member.
    fn get(&self, index: usize) -> Value<'_>;

    /// A member, to be filled; `None` when there is none of this index or its value is fixed.
    fn member(&mut self, index: usize) -> Option<&mut dyn Member> {
        let _ = index;
        None
    }

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

    /// Takes a value over: sets a member, or appends to it when it is a list. The checker has found the value to be of the
    /// member's kind; a value that does not fit is left out.
    fn set(&mut self, index: usize, value: Value<'_>) {
        if let Some(member) = self.member(index) {
            member.put(value);
        }
    }

    /// Makes room for an object: the member itself, or a new item when the member is a list. `case` is the index of the case
    /// when the object is a choice, else 0.
    fn open(&mut self, index: usize, case: usize) -> Option<&mut dyn Record> {
        self.member(index)?.open(case)
    }

    /// Makes a member absent (a repeated member replaces the earlier one). An empty list is made with `clear` and then
    /// [`begin_list`](Self::begin_list).
    fn clear(&mut self, index: usize) {
        if let Some(member) = self.member(index) {
            member.clear();
        }
    }

    /// Makes a list member present and empty.
    fn begin_list(&mut self, index: usize) {
        if let Some(member) = self.member(index) {
            member.begin_list();
        }
    }
}

/// A member of a typed object, or an item of a typed list.
pub trait Member {
    /// What it holds.
    fn value(&self) -> Value<'_>;

    /// Takes a scalar over; a list takes it, or any JSON value, as a new item. Says whether it fits.
    fn put(&mut self, value: Value<'_>) -> bool;

    /// Takes a whole JSON value over, a list with its items. Says whether it fits.
    fn fill(&mut self, json: &serde_json::Value) -> bool {
        self.put(Value::of_json(json))
    }

    /// Makes it an object, or a list take one as a new item, and hands the object out to be filled. `case` is the index of the
    /// case when the object is a choice, else 0.
    fn open(&mut self, case: usize) -> Option<&mut dyn Record> {
        let _ = case;
        None
    }

    /// Makes a list present and empty.
    fn begin_list(&mut self) {}

    /// Makes it absent; what cannot be absent keeps its value.
    fn clear(&mut self);

    /// What stands in a member until it is filled: absent where it can be, else a value that no finished request keeps.
    fn blank() -> Self
    where
        Self: Sized;
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
    /// An object of any members.
    Map(&'a serde_json::Map<String, serde_json::Value>),
    /// Any JSON value.
    Json(&'a serde_json::Value),
}

impl<'a> Value<'a> {
    /// A scalar of JSON as itself; a list or an object stays JSON.
    #[must_use]
    pub fn of_json(json: &'a serde_json::Value) -> Self {
        match json {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(value) => Self::Bool(*value),
            serde_json::Value::String(text) => Self::Text(text),
            serde_json::Value::Number(number) => {
                let whole = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
                whole.map_or_else(|| Self::Number(number.as_f64().unwrap_or(f64::NAN)), Self::Integer)
            }
            serde_json::Value::Array(_) | serde_json::Value::Object(_) => Self::Json(json),
        }
    }
}
