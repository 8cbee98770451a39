//! Values in memory as a source: a map of values, or a typed request, or the one within the other.

use std::borrow::Cow;
use std::ops::Range;

use smallvec::SmallVec;

use super::Source;
use crate::check::Known;
use crate::json::{Fault, Item, Number, Reason, Text};
use crate::record::{Items, Record, Value};
use crate::spec::{Choice, Field, JsonType, Kind};

/// A cursor over values in memory.
pub(crate) struct Tree<'a> {
    next: Node<'a>,
    /// The value that was read last.
    last: Spot<'a>,
    open: SmallVec<[Level<'a>; 8]>,
    max_depth: usize,
    /// Whether the value at the cursor is part of a member that the caller put there on purpose.
    waived: bool,
    /// The index of the member that was named last, in a typed request.
    index: Option<usize>,
}

/// A value in memory.
#[derive(Clone, Copy)]
pub(crate) enum Node<'a> {
    Json(&'a serde_json::Value),
    Typed(Value<'a>),
    Record(&'a dyn Record),
}

/// A value, and whether the caller gave it on purpose.
#[derive(Clone, Copy)]
pub(crate) struct Spot<'a> {
    node: Node<'a>,
    waived: bool,
}

/// A list or an object that is open.
struct Level<'a> {
    items: Cursor<'a>,
    waived: bool,
}

enum Cursor<'a> {
    Map(serde_json::map::Iter<'a>),
    Array(std::slice::Iter<'a, serde_json::Value>),
    Items(&'a dyn Items, usize),
    Record(&'a dyn Record, usize),
}

impl<'a> Tree<'a> {
    pub(crate) fn new(root: Node<'a>, max_depth: usize) -> Self {
        let last = Spot { node: root, waived: false };
        Self { next: root, last, open: SmallVec::new(), max_depth, waived: false, index: None }
    }

    fn enter(&mut self, items: Cursor<'a>, item: Item<'a>) -> Result<Item<'a>, Fault> {
        if self.open.len() >= self.max_depth {
            return Err(TOO_DEEP);
        }
        self.open.push(Level { items, waived: self.waived });
        Ok(item)
    }

    fn read_json(&mut self, value: &'a serde_json::Value) -> Result<Item<'a>, Fault> {
        Ok(match value {
            serde_json::Value::Null => Item::Null,
            serde_json::Value::Bool(value) => Item::Bool(*value),
            serde_json::Value::Number(number) => Item::Number(json_number(number)),
            serde_json::Value::String(text) => Item::Text(Text::plain(text)),
            serde_json::Value::Array(items) => return self.enter(Cursor::Array(items.iter()), Item::List),
            serde_json::Value::Object(members) => return self.enter(Cursor::Map(members.iter()), Item::Object),
        })
    }

    fn read_typed(&mut self, value: Value<'a>) -> Result<Item<'a>, Fault> {
        self.last.waived |= matches!(value, Value::UnlistedText(_) | Value::UnlistedNumber(_));
        Ok(match value {
            Value::Absent | Value::Null => Item::Null,
            Value::Bool(value) => Item::Bool(value),
            Value::Integer(value) => Item::Number(Number::integer(value)),
            Value::Number(value) | Value::UnlistedNumber(value) => Item::Number(Number::Double(value)),
            Value::Text(text) | Value::UnlistedText(text) => Item::Text(Text::plain(text)),
            Value::List(items) => return self.enter(Cursor::Items(items, 0), Item::List),
            Value::Object(record) => return self.enter(Cursor::Record(record, 0), Item::Object),
            Value::Map(members) => return self.enter(Cursor::Map(members.iter()), Item::Object),
            Value::Json(value) => return self.read_json(value),
        })
    }

    /// The next member of a record that is set, then those that the caller added.
    fn next_of_record(&mut self, record: &'a dyn Record, from: usize, known: Known<'a>) -> Option<Text<'a>> {
        for index in from..known.end() {
            let Some(field) = known.get(index) else { continue };
            let value = record.get(index);
            if !matches!(value, Value::Absent) {
                self.step(index + 1);
                self.next = Node::Typed(value);
                self.index = Some(index);
                return Some(Text::plain(&field.name));
            }
        }
        let at = from.max(known.end());
        let (name, value) = record.extra().get(at - known.end())?;
        self.step(at + 1);
        self.waived = true;
        self.next = Node::Json(value);
        Some(Text::plain(name))
    }

    fn step(&mut self, to: usize) {
        if let Some(Level { items: Cursor::Record(_, at) | Cursor::Items(_, at), .. }) = self.open.last_mut() {
            *at = to;
        }
    }
}

const TOO_DEEP: Fault = Fault { at: 0, reason: Reason::TooDeep };

impl<'a> Source<'a> for Tree<'a> {
    type Spot = Spot<'a>;

    fn read(&mut self) -> Result<Item<'a>, Fault> {
        self.last = Spot { node: self.next, waived: self.waived };
        match self.next {
            Node::Json(value) => self.read_json(value),
            Node::Typed(value) => self.read_typed(value),
            Node::Record(record) => self.enter(Cursor::Record(record, 0), Item::Object),
        }
    }

    fn next_key(&mut self, known: Known<'a>) -> Result<Option<Text<'a>>, Fault> {
        let Some(level) = self.open.last_mut() else { return Ok(None) };
        self.waived = level.waived;
        self.index = None;
        let key = match &mut level.items {
            Cursor::Map(members) => members.next().map(|(name, value)| {
                self.next = Node::Json(value);
                Text::plain(name)
            }),
            Cursor::Record(record, at) => {
                let (record, at) = (*record, *at);
                self.next_of_record(record, at, known)
            }
            Cursor::Array(_) | Cursor::Items(..) => None,
        };
        if key.is_none() {
            self.open.pop();
        }
        Ok(key)
    }

    fn key_index(&self) -> Option<usize> {
        self.index
    }

    fn key_span(&self) -> Option<Range<usize>> {
        None
    }

    fn key_waived(&self) -> bool {
        self.waived
    }

    fn next_item(&mut self) -> Result<bool, Fault> {
        let Some(level) = self.open.last_mut() else { return Ok(false) };
        self.waived = level.waived;
        let next = match &mut level.items {
            Cursor::Array(items) => items.next().map(Node::Json),
            Cursor::Items(items, at) if *at < items.len() => {
                *at += 1;
                Some(Node::Typed(items.get(*at - 1)))
            }
            Cursor::Items(..) | Cursor::Map(_) | Cursor::Record(..) => None,
        };
        match next {
            Some(node) => self.next = node,
            None => drop(self.open.pop()),
        }
        Ok(next.is_some())
    }

    fn close(&mut self) -> Result<(), Fault> {
        let Some(level) = self.open.pop() else { return Ok(()) };
        match level.items {
            Cursor::Map(members) => {
                within_depth(members.map(|(_, value)| value).collect(), self.open.len() + 1, self.max_depth)
            }
            Cursor::Array(items) => within_depth(items.collect(), self.open.len() + 1, self.max_depth),
            // What a typed request holds is as deep as its types.
            Cursor::Items(..) | Cursor::Record(..) => Ok(()),
        }
    }

    fn finish(&mut self) -> Result<(), Fault> {
        Ok(())
    }

    fn tag(&mut self, choice: &'a Choice) -> Result<Option<Item<'a>>, Fault> {
        Ok(match self.last.node {
            Node::Json(value) | Node::Typed(Value::Json(value)) => value.get(&*choice.tag).map(scalar),
            Node::Record(record) | Node::Typed(Value::Object(record)) => {
                choice.cases.get(record.case()).map(|case| Item::Text(Text::plain(&case.value)))
            }
            Node::Typed(Value::Map(members)) => members.get(&*choice.tag).map(scalar),
            Node::Typed(_) => None,
        })
    }

    fn spot(&self) -> Spot<'a> {
        self.last
    }

    fn span(&self, _: Spot<'a>) -> Option<Range<usize>> {
        None
    }

    fn found(&self, spot: Spot<'a>) -> Cow<'a, str> {
        match spot.node {
            Node::Json(value) | Node::Typed(Value::Json(value)) => Cow::Owned(value.to_string()),
            Node::Record(_) => Cow::Borrowed("an object"),
            Node::Typed(value) => typed_text(value),
        }
    }

    fn value(&self, spot: Spot<'a>, field: Option<&Field>) -> Option<serde_json::Value> {
        match spot.node {
            Node::Json(value) => Some(value.clone()),
            Node::Typed(value) => typed_json(value, field),
            Node::Record(record) => typed_json(Value::Object(record), field),
        }
    }

    fn start(&self, _: Spot<'a>) -> Option<usize> {
        None
    }

    fn text(&self) -> Option<&'a str> {
        None
    }

    fn waived(&self, spot: Spot<'a>) -> bool {
        spot.waived
    }
}

/// A value in memory, of a list or an object only that it is one.
fn scalar(value: &serde_json::Value) -> Item<'_> {
    match value {
        serde_json::Value::Null => Item::Null,
        serde_json::Value::Bool(value) => Item::Bool(*value),
        serde_json::Value::Number(number) => Item::Number(json_number(number)),
        serde_json::Value::String(text) => Item::Text(Text::plain(text)),
        serde_json::Value::Array(_) => Item::List,
        serde_json::Value::Object(_) => Item::Object,
    }
}

pub(crate) fn json_number(number: &serde_json::Number) -> Number<'static> {
    match (number.as_i128(), number.as_f64()) {
        (Some(value), _) => Number::integer(value),
        (None, Some(value)) => Number::Double(value),
        (None, None) => Number::Double(f64::INFINITY),
    }
}

fn typed_text(value: Value<'_>) -> Cow<'_, str> {
    match value {
        Value::Absent => Cow::Borrowed("nothing"),
        Value::Null => Cow::Borrowed("null"),
        Value::Bool(value) => Cow::Borrowed(if value { "true" } else { "false" }),
        Value::Integer(value) => Cow::Owned(value.to_string()),
        Value::Number(value) | Value::UnlistedNumber(value) => {
            Cow::Owned(ryu_js::Buffer::new().format(value).to_owned())
        }
        Value::Text(text) | Value::UnlistedText(text) => Cow::Owned(serde_json::Value::from(text).to_string()),
        Value::List(_) => Cow::Borrowed("a list"),
        Value::Object(_) | Value::Map(_) => Cow::Borrowed("an object"),
        Value::Json(value) => Cow::Owned(value.to_string()),
    }
}

/// A typed value as plain JSON, as deep as the tables of the spec go.
fn typed_json(value: Value<'_>, field: Option<&Field>) -> Option<serde_json::Value> {
    Some(match value {
        Value::Absent => return None,
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => value.into(),
        Value::Integer(value) => serde_json::Number::from_i128(value)?.into(),
        Value::Number(value) | Value::UnlistedNumber(value) => serde_json::Number::from_f64(value)?.into(),
        Value::Text(text) | Value::UnlistedText(text) => text.into(),
        Value::Json(value) => value.clone(),
        Value::Map(members) => serde_json::Value::Object(members.clone()),
        Value::List(items) => {
            let list = field.and_then(|field| field.kind.as_type(JsonType::List));
            let item = list.and_then(|kind| if let Kind::List(range) = kind { range.item.first() } else { None });
            (0..items.len()).filter_map(|index| typed_json(items.get(index), item)).collect()
        }
        Value::Object(record) => {
            let (object, tag) = match field?.kind.as_type(JsonType::Object)? {
                Kind::Object(object) => (&**object, None),
                Kind::Choice(choice) => {
                    let case = choice.cases.get(record.case())?;
                    (&case.object, Some((choice.tag.to_string(), case.value.as_ref().into())))
                }
                _ => return None,
            };
            let members = object.fields.iter().enumerate().filter_map(|(index, field)| {
                Some((field.name.to_string(), typed_json(record.get(index), Some(field))?))
            });
            serde_json::Value::Object(tag.into_iter().chain(members).chain(record.extra().iter().cloned()).collect())
        }
    })
}

/// Whether values that nobody looks into stay within the depth. Not recursive: a map of values may be of any depth.
fn within_depth(mut level: Vec<&serde_json::Value>, mut depth: usize, max_depth: usize) -> Result<(), Fault> {
    while !level.is_empty() {
        let mut inner = Vec::new();
        let mut opens = false;
        for value in level {
            match value {
                serde_json::Value::Array(items) => inner.extend(items),
                serde_json::Value::Object(members) => inner.extend(members.values()),
                _ => continue,
            }
            opens = true;
        }
        depth += usize::from(opens);
        if depth > max_depth {
            return Err(TOO_DEEP);
        }
        level = inner;
    }
    Ok(())
}
