//! JSON values whose objects keep the order of their members, so that answers look as they are documented.

use std::fmt;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, SerializeSeq, Serializer};
use serde::{Deserialize, Serialize};
use serde_json::Number;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Json>),
    Object(Members),
}

/// The members of an object in their order.
pub(crate) type Members = Vec<(String, Json)>;

/// Pointers of specs with more steps than this name nothing.
const MAX_STEPS: usize = 32;
/// Lists are not made longer than this for the sake of a pointer with an index.
const MAX_INDEX: usize = 32;

impl Json {
    /// Reads a JSON text; nesting is bounded by the reader.
    pub(crate) fn parse(text: &[u8]) -> Option<Self> {
        serde_json::from_slice(text).ok()
    }

    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(crate) fn integer(number: impl Into<Number>) -> Self {
        Self::Number(number.into())
    }

    /// A text, or `null` for an empty one.
    pub(crate) fn some_text(text: &str) -> Self {
        if text.is_empty() { Self::Null } else { Self::text(text) }
    }

    /// The text that this is.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number that this is, in either spelling (`2`, `2.0`).
    pub(crate) fn as_count(&self) -> Option<u64> {
        match self {
            Self::Number(number) => number.as_u64().or_else(|| number.to_string().strip_suffix(".0")?.parse().ok()),
            _ => None,
        }
    }

    /// The member of an object; of several with one name the last one, which counts.
    pub(crate) fn member(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The value that a JSON Pointer without `*` names.
    pub(crate) fn at(&self, pointer: &str) -> Option<&Self> {
        steps(pointer)?.iter().try_fold(self, |value, step| match value {
            Self::List(items) => items.get(step.parse::<usize>().ok()?),
            _ => value.member(step),
        })
    }

    /// Writes values where a JSON Pointer says: one for each item where it has a `*`, else the first. What is in the way is
    /// replaced, what is missing is made.
    pub(crate) fn set(&mut self, pointer: &str, values: &[Self]) {
        if let Some(steps) = steps(pointer) {
            self.set_steps(&steps, values);
        }
    }

    /// The depth is bounded by the number of steps.
    fn set_steps(&mut self, steps: &[String], values: &[Self]) {
        match (steps.split_first(), values.first()) {
            (None, Some(value)) => *self = value.clone(),
            (Some((step, rest)), _) if step == "*" => {
                let mut items = match std::mem::replace(self, Self::Null) {
                    Self::List(items) => items,
                    _ => Vec::new(),
                };
                items.resize(values.len(), Self::Null);
                for (item, value) in items.iter_mut().zip(values) {
                    item.set_steps(rest, std::slice::from_ref(value));
                }
                *self = Self::List(items);
            }
            (Some((step, rest)), Some(_)) => {
                if let Some(place) = self.place(step) {
                    place.set_steps(rest, values);
                }
            }
            (_, None) => {}
        }
    }

    /// The place that a step leads to, made when it is missing.
    fn place(&mut self, step: &str) -> Option<&mut Self> {
        if !matches!(self, Self::List(_) | Self::Object(_)) {
            *self = Self::Object(Vec::new());
        }
        match self {
            Self::List(items) => {
                let index = step.parse::<usize>().ok().filter(|index| *index < MAX_INDEX)?;
                if items.len() <= index {
                    items.resize(index + 1, Self::Null);
                }
                items.get_mut(index)
            }
            Self::Object(members) => {
                let index = members.iter().position(|(key, _)| key == step).unwrap_or_else(|| {
                    members.push((step.to_owned(), Self::Null));
                    members.len() - 1
                });
                members.get_mut(index).map(|(_, value)| value)
            }
            _ => None,
        }
    }
}

/// The steps of a JSON Pointer.
pub(crate) fn steps(pointer: &str) -> Option<Vec<String>> {
    if pointer.is_empty() {
        return Some(Vec::new());
    }
    let steps: Vec<String> =
        pointer.strip_prefix('/')?.split('/').map(|step| step.replace("~1", "/").replace("~0", "~")).collect();
    (steps.len() <= MAX_STEPS).then_some(steps)
}

/// Compact JSON.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Self::Object(members) => {
                let mut object = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    object.serialize_entry(name, value)?;
                }
                object.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::integer(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::integer(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Number::from_f64(value).map_or(Json::Null, Json::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Json, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = object.next_entry()? {
            members.push(member);
        }
        Ok(Json::Object(members))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::Json;

    fn json(text: &str) -> Json {
        Json::parse(text.as_bytes()).unwrap()
    }

    #[test]
    fn members_keep_their_order() {
        let text = r#"{"z":1,"a":{"c":null,"b":[true,0.05,"x"]}}"#;
        assert_eq!(json(text).to_string(), text);
    }

    #[test]
    fn a_star_makes_one_item_for_each_value() {
        let mut answer = json(r#"{"output":null}"#);
        answer.set("/output/urls/*", &[Json::text("a"), Json::text("b")]);
        assert_eq!(answer.to_string(), r#"{"output":{"urls":["a","b"]}}"#);
        answer.set("/rows/*/id", &[Json::text("1"), Json::text("2")]);
        assert_eq!(answer.at("/rows/1/id"), Some(&Json::text("2")));
    }

    #[test]
    fn a_pointer_without_a_star_takes_the_first_value_and_an_empty_one_the_whole() {
        let mut answer = json("{}");
        answer.set("/a~1b/0/c", &[Json::text("x"), Json::text("y")]);
        assert_eq!(answer.to_string(), r#"{"a/b":{"0":{"c":"x"}}}"#);
        answer.set("", &[Json::Null]);
        assert_eq!(answer, Json::Null);
    }

    #[test]
    fn pointers_that_cannot_be_followed_change_nothing() {
        let mut answer = json("[1]");
        for pointer in ["no slash".to_owned(), "/99999999".to_owned(), "/x".repeat(1000)] {
            answer.set(&pointer, &[Json::Null]);
            assert_eq!(answer, json("[1]"), "{pointer:.20}");
        }
    }
}
