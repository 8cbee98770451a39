//! A document as a tree: members in the order of the text, numbers as decimals without an exponent.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::{Published, Refused};
use crate::diagnostic::FileId;
use crate::yaml::{self, Node, NodeKind, Number};

/// A value of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number: `-?[0-9]+(\.[0-9]+)?`, of any length.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// An object; no name stands twice.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// The member of an object.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.members().iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The members of an object; none of anything else.
    #[must_use]
    pub fn members(&self) -> &[(String, Self)] {
        if let Self::Map(members) = self { members } else { &[] }
    }

    /// The items of a list; none of anything else.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        if let Self::List(items) = self { items } else { &[] }
    }

    /// The text, when it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The number, when it is one that a spec can state.
    #[must_use]
    pub fn as_number(&self) -> Option<Number> {
        if let Self::Number(text) = self { Number::parse(text).ok() } else { None }
    }

    /// The value at a JSON Pointer; `""` is the value itself.
    #[must_use]
    pub fn at(&self, pointer: &str) -> Option<&Self> {
        if pointer.is_empty() {
            return Some(self);
        }
        let mut value = self;
        for step in pointer.strip_prefix('/')?.split('/') {
            let step = step.replace("~1", "/").replace("~0", "~");
            value = match value {
                Self::List(items) => items.get(step.parse::<usize>().ok()?)?,
                _ => value.get(&step)?,
            };
        }
        Some(value)
    }
}

/// As compact JSON.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(text) => f.write_str(text),
            Self::Text(text) => write!(f, "{}", serde_json::Value::from(text.as_str())),
            Self::List(items) => {
                f.write_char('[')?;
                for (at, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if at > 0 { "," } else { "" })?;
                }
                f.write_char(']')
            }
            Self::Map(members) => {
                f.write_char('{')?;
                for (at, (name, value)) in members.iter().enumerate() {
                    let comma = if at > 0 { "," } else { "" };
                    write!(f, "{comma}{}:{value}", serde_json::Value::from(name.as_str()))?;
                }
                f.write_char('}')
            }
        }
    }
}

/// One step further into a document, as a JSON Pointer.
pub(super) fn join(pointer: &str, step: &str) -> String {
    format!("{pointer}/{}", step.replace('~', "~0").replace('/', "~1"))
}

/// Reads a document: JSON when it begins with `{`, else YAML.
pub(super) fn read(text: &str) -> Result<Value, Refused> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > Published::MAX_BYTES {
        let (found, most) = (text.len(), Published::MAX_BYTES);
        return Err(Refused::new("", format!("the document has {found} bytes; at most {most} are read")));
    }
    if text.trim_start().starts_with(['{', '[']) {
        return serde_json::from_str(text)
            .map_err(|error| Refused::new("", format!("the document is no JSON: {error}")));
    }
    match yaml::tree(FileId(0), text, Published::MAX_BYTES) {
        Ok(node) => Ok(of_node(&node)),
        Err(faults) => {
            let fault = faults.first().map(|fault| {
                let line = text.get(..fault.place.span.start).map_or(1, |before| before.matches('\n').count() + 1);
                format!("line {line}: {}", fault.message)
            });
            Err(Refused::new("", format!("the document cannot be read as YAML: {}", fault.unwrap_or_default())))
        }
    }
}

/// The depth of nodes is bounded by the reader of YAML.
fn of_node(node: &Node) -> Value {
    match &node.kind {
        NodeKind::Null => Value::Null,
        NodeKind::Bool(value) => Value::Bool(*value),
        NodeKind::Number(number) => Value::Number(number.text.clone()),
        NodeKind::Text(text, _) => Value::Text(text.clone()),
        NodeKind::List(items) => Value::List(items.iter().map(of_node).collect()),
        NodeKind::Map(pairs) => Value::Map(pairs.iter().map(|(key, value)| (name(key), of_node(value))).collect()),
    }
}

/// A key of YAML as a member's name: `200:` is `"200"`.
fn name(key: &Node) -> String {
    match &key.kind {
        NodeKind::Text(text, _) => text.clone(),
        NodeKind::Number(number) => number.text.clone(),
        NodeKind::Bool(value) => value.to_string(),
        NodeKind::Null | NodeKind::List(_) | NodeKind::Map(_) => String::new(),
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

/// Takes what JSON has, in the order of the text. The depth is bounded by the reader.
struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.to_string()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.to_string()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        // The shortest decimal that reads as the double, without an exponent.
        Ok(Value::Number(value.to_string()))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        Ok(Value::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let (mut members, mut seen) = (Vec::new(), BTreeSet::new());
        while let Some((name, value)) = map.next_entry::<String, Value>()? {
            if !seen.insert(name.clone()) {
                return Err(A::Error::custom(format!("the member `{}` stands twice", name.escape_debug())));
            }
            members.push((name, value));
        }
        Ok(Value::Map(members))
    }
}
