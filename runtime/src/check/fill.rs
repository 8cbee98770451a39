//! Setting a typed request while its body is walked. Without one every step here does nothing.

use crate::json::{Item, Text, Whole};
use crate::record::{Record, Value};
use crate::spec::{Field, Kind};

/// Lends the record on to a member.
pub(super) fn reborrow<'r>(record: &'r mut Option<&mut dyn Record>) -> Option<&'r mut dyn Record> {
    match record {
        Some(record) => Some(&mut **record),
        None => None,
    }
}

pub(super) fn open<'r>(
    record: &'r mut Option<&mut dyn Record>,
    index: usize,
    case: usize,
) -> Option<&'r mut dyn Record> {
    record.as_mut()?.open(index, case)
}

pub(super) fn begin_list(record: &mut Option<&mut dyn Record>, index: usize) {
    if let Some(record) = record {
        record.begin_list(index);
    }
}

pub(super) fn clear(record: &mut Option<&mut dyn Record>, index: usize) {
    if let Some(record) = record {
        record.clear(index);
    }
}

pub(super) fn set_json(record: &mut Option<&mut dyn Record>, index: usize, value: Option<serde_json::Value>) {
    if let (Some(record), Some(value)) = (record, value) {
        record.set(index, Value::Json(&value));
    }
}

/// Keeps a member that the spec does not have.
pub(super) fn put_extra(record: &mut Option<&mut dyn Record>, name: Text<'_>, value: Option<serde_json::Value>) {
    if let (Some(record), Some(value)) = (record, value) {
        name.with(|name| record.put_extra(name, value));
    }
}

/// Sets a scalar, when it is of the kind at all.
pub(super) fn set(record: &mut dyn Record, index: usize, field: &Field, item: &Item<'_>) {
    match (&field.kind, *item) {
        (_, Item::Null) if field.nullable => record.set(index, Value::Null),
        (Kind::Bool, Item::Bool(value)) => record.set(index, Value::Bool(value)),
        (Kind::Integer(_), Item::Number(number)) => {
            if let Whole::Value(value) = number.whole() {
                record.set(index, Value::Integer(value));
            }
        }
        (Kind::Number(_) | Kind::OneOfNumbers(_), Item::Number(number)) => {
            record.set(index, Value::Number(number.double()));
        }
        (Kind::Text(_) | Kind::OneOf(_) | Kind::Url(_), Item::Text(text)) => {
            text.with(|text| record.set(index, Value::Text(text)));
        }
        _ => {}
    }
}
