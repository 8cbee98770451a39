//! A typed request as it goes on the wire: what was set, in the order of the spec, numbers as ECMAScript writes them. What is
//! shown to people before they pay comes from here, and so does what is sent.

use std::io;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::ser::Formatter;

use crate::record::{Record, Value};
use crate::spec::{Choice, Field, JsonType, Kind, Object};

/// The body of a request as JSON text.
pub(super) fn to_json(object: &Object, record: &dyn Record) -> String {
    to_text(&Wire::object(object, record))
}

/// Any of our values as JSON text.
pub(super) fn to_text(value: &impl Serialize) -> String {
    let mut text = Vec::new();
    // Writing to memory cannot fail, and every key is a text.
    let written = value.serialize(&mut serde_json::Serializer::with_formatter(&mut text, Ecma));
    debug_assert!(written.is_ok());
    String::from_utf8(text).unwrap_or_default()
}

/// A typed object with the table that names its members.
pub(super) struct Wire<'a> {
    /// The members that it has whatever its case.
    fields: &'a [Field],
    /// The member that says which case of a choice this is, or which action is asked for.
    tag: Option<(&'a str, &'a str)>,
    /// The members of that case or action.
    own: &'a [Field],
    /// The index of the first of them.
    first_own: usize,
    record: &'a dyn Record,
}

impl<'a> Wire<'a> {
    pub(super) fn object(object: &'a Object, record: &'a dyn Record) -> Self {
        let action = object.actions().and_then(|actions| Some((actions, actions.cases.get(record.case())?)));
        Self {
            fields: &object.fields,
            tag: action.map(|(actions, action)| (&*actions.tag, &*action.value)),
            own: action.map_or(&[], |(_, action)| &action.object.fields),
            first_own: object.fields.len() + 1,
            record,
        }
    }

    pub(super) fn choice(choice: &'a Choice, record: &'a dyn Record) -> Self {
        let case = choice.cases.get(record.case());
        Self {
            fields: &[],
            tag: case.map(|case| (&*choice.tag, &*case.value)),
            own: case.map_or(&[], |case| &case.object.fields),
            first_own: 0,
            record,
        }
    }
}

impl Serialize for Wire<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.members(self.fields, 0, &mut map)?;
        if let Some((tag, case)) = self.tag {
            map.serialize_entry(tag, case)?;
        }
        self.members(self.own, self.first_own, &mut map)?;
        let extra = self.record.extra();
        for (name, value) in extra {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl Wire<'_> {
    /// Writes the members that are set, of those whose indices begin with `first`.
    fn members<M: SerializeMap>(&self, fields: &[Field], first: usize, map: &mut M) -> Result<(), M::Error> {
        let extra = self.record.extra();
        for (at, field) in fields.iter().enumerate() {
            let value = self.record.get(first + at);
            // A member added on purpose stands in for the one of the spec, so that no name is written twice.
            if !matches!(value, Value::Absent) && extra.iter().all(|(name, _)| *name != field.name) {
                map.serialize_entry(&*field.name, &Part { field, value })?;
            }
        }
        Ok(())
    }
}

/// A value of a member or an item.
pub(super) struct Part<'a> {
    pub(super) field: &'a Field,
    pub(super) value: Value<'a>,
}

impl Serialize for Part<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kind = match self.value {
            Value::List(_) => self.field.kind.as_type(JsonType::List),
            Value::Object(_) => self.field.kind.as_type(JsonType::Object),
            _ => None,
        };
        match (self.value, kind.unwrap_or(&self.field.kind)) {
            (Value::Bool(value), _) => serializer.serialize_bool(value),
            (Value::Integer(value), _) => integer(value, serializer),
            (Value::Number(value) | Value::UnlistedNumber(value), _) => number(value, serializer),
            (Value::Text(text) | Value::UnlistedText(text), _) => serializer.serialize_str(text),
            (Value::List(items), Kind::List(list)) => {
                let part = |index| list.item.first().map(|field| Part { field, value: items.get(index) });
                serializer.collect_seq((0..items.len()).filter_map(part))
            }
            (Value::Object(record), Kind::Object(object)) => Wire::object(object, record).serialize(serializer),
            (Value::Object(record), Kind::Choice(choice)) => Wire::choice(choice, record).serialize(serializer),
            (Value::Map(members), _) => members.serialize(serializer),
            (Value::Json(value), _) => value.serialize(serializer),
            // A list or an object whose table says something else: no generated type has one.
            (Value::Absent | Value::Null | Value::List(_) | Value::Object(_), _) => serializer.serialize_unit(),
        }
    }
}

fn integer<S: Serializer>(value: i128, serializer: S) -> Result<S::Ok, S::Error> {
    match (i64::try_from(value), u64::try_from(value)) {
        (Ok(value), _) => serializer.serialize_i64(value),
        (_, Ok(value)) => serializer.serialize_u64(value),
        _ => serializer.serialize_i128(value),
    }
}

/// A whole number has no fraction on the wire: `30`, never `30.0`.
fn number<S: Serializer>(value: f64, serializer: S) -> Result<S::Ok, S::Error> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[allow(clippy::cast_possible_truncation, reason = "whole and at most 2^53 away from zero")]
    if value.fract() == 0.0 && value.abs() <= EXACT {
        serializer.serialize_i64(value as i64)
    } else {
        serializer.serialize_f64(value)
    }
}

/// Compact JSON whose numbers are those of ECMAScript.
struct Ecma;

impl Formatter for Ecma {
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        writer.write_all(ryu_js::Buffer::new().format(value).as_bytes())
    }
}
