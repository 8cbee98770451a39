//! Typed requests and serde: the body, nothing beside it.

use std::fmt;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::wire::{Wire, to_text};
use super::{Checked, Request};
use crate::spec::{Choice, Object};
use crate::{Options, Record, Report};

/// Writes an object with the members that are set.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<S: Serializer>(object: &Object, record: &dyn Record, serializer: S) -> Result<S::Ok, S::Error> {
    Wire::object(object, record).serialize(serializer)
}

/// Reads a request and judges it as [`Request::from_json`] does: what cannot be sent in any way cannot be read either.
///
/// # Errors
/// Those of the deserializer, and every violation in one text.
pub fn deserialize<'de, T: Request, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let body = to_text(&serde_json::Value::deserialize(deserializer)?);
    read(body.as_bytes()).map_err(D::Error::custom)
}

/// Reads a body for the first way that takes it, else gives the report for the preferred way.
fn read<T: Request>(body: &[u8]) -> Result<T, Report> {
    let read = |way| T::from_json_with(body, &Options { way, ..Options::new() }).map(Checked::into_inner);
    read(0).or_else(|report| (1..T::SPEC.ways.len()).find_map(|way| read(way).ok()).ok_or(report))
}

/// Shows an object: the name of its type and its body.
///
/// # Errors
/// Those of the formatter.
pub fn debug_object(f: &mut fmt::Formatter<'_>, name: &str, object: &Object, record: &dyn Record) -> fmt::Result {
    write!(f, "{name} {}", to_text(&Wire::object(object, record)))
}

/// Shows a choice: the name of its type and its body.
///
/// # Errors
/// Those of the formatter.
pub fn debug_choice(f: &mut fmt::Formatter<'_>, name: &str, choice: &Choice, record: &dyn Record) -> fmt::Result {
    write!(f, "{name} {}", to_text(&Wire::choice(choice, record)))
}
