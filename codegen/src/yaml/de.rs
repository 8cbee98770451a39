//! Any `Deserialize` type from a tree, with every fault at once.
//!
//! Plain serde ends at the first error. This deserializer makes none: a value of the wrong kind is reported and replaced by a
//! [`Source::Hole`] that is a harmless value of any type, an unknown key is reported and stepped over, and a key that is not
//! there is handed over as [`Source::Absent`], which `Option` takes for `None` and every other type for a fault. So one pass
//! finds everything. `#[serde(default)]` has no effect here: say `Option`.

mod access;

use std::fmt;

use serde::de::{DeserializeOwned, Deserializer, Visitor};
use serde::forward_to_deserialize_any;

use access::{Entries, Fields, Items, Parts};

use super::faults::{Expected, Faults};
use super::node::{NODE, Node, NodeKind};
use super::plain;
use super::value::{DAY, LIST_OR_MAP, NUMBER, ONE_OR_MANY, SCALAR, SP};

/// Reads a tree as a `T`; what the faults say is wrong is a harmless value in it.
pub(super) fn deserialize<T: DeserializeOwned>(root: &Node, faults: &Faults<'_>) -> Option<T> {
    let result = T::deserialize(De { source: Source::Node(root), faults });
    result.map_err(|Refused(message)| faults.refused(root, &message)).ok()
}

/// A `Deserialize` of the reader's own refused what it was given. The types of `spec::*` never do.
#[derive(Debug)]
struct Refused(String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

impl serde::de::Error for Refused {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// Where a value comes from.
#[derive(Clone, Copy)]
enum Source<'t> {
    /// From the text.
    Node(&'t Node),
    /// The map has no such key.
    Absent(&'t Node, &'static str),
    /// A fault was reported, and any value will do.
    Hole,
}

#[derive(Clone, Copy)]
struct De<'t> {
    source: Source<'t>,
    faults: &'t Faults<'t>,
}

impl<'t> De<'t> {
    /// The node, unless there is none; then that is reported.
    fn node(self) -> Option<&'t Node> {
        match self.source {
            Source::Node(node) => Some(node),
            Source::Absent(map, key) => {
                self.faults.missing_key(map, key);
                None
            }
            Source::Hole => None,
        }
    }

    /// What `take` makes of the node; `None` when it takes no such kind, which is reported, or there is no node.
    fn expect<V>(self, expected: Expected, take: impl FnOnce(&'t NodeKind) -> Option<V>) -> Option<V> {
        let node = self.node()?;
        let value = take(&node.kind);
        if value.is_none() {
            self.faults.wrong_kind(node, expected);
        }
        value
    }

    /// A text that no version of YAML reads as something else.
    fn text(self) -> Option<&'t str> {
        let text = self.expect(Expected::Text, as_text)?;
        self.check_plain();
        Some(text)
    }

    fn check_plain(self) {
        if let Source::Node(node) = self.source
            && let NodeKind::Text(text, false) = &node.kind
            && let Some(what) = plain::mistaken_for(text)
        {
            self.faults.ambiguous_text(node, what);
        }
    }

    fn with(self, source: Source<'t>) -> Self {
        Self { source, ..self }
    }
}

fn as_text(kind: &NodeKind) -> Option<&str> {
    match kind {
        NodeKind::Text(text, _) => Some(text),
        _ => None,
    }
}

fn as_list(kind: &NodeKind) -> Option<&[Node]> {
    match kind {
        NodeKind::List(items) => Some(items),
        _ => None,
    }
}

fn as_map(kind: &NodeKind) -> Option<&[(Node, Node)]> {
    match kind {
        NodeKind::Map(pairs) => Some(pairs),
        _ => None,
    }
}

impl<'de> Deserializer<'de> for De<'_> {
    type Error = Refused;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Refused> {
        Err(Refused("a spec has no value of any kind".to_owned()))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let value = self.expect(Expected::Bool, |kind| match kind {
            NodeKind::Bool(value) => Some(*value),
            _ => None,
        });
        visitor.visit_bool(value.unwrap_or_default())
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_str(self.text().unwrap_or_default())
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.source {
            // Null is a node: it is some value, of the wrong kind.
            Source::Node(_) => visitor.visit_some(self),
            Source::Absent(..) | Source::Hole => visitor.visit_none(),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let items = self.expect(Expected::List, as_list).unwrap_or_default();
        visitor.visit_seq(Items::new(items, self))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let pairs = self.expect(Expected::Map, as_map).unwrap_or_default();
        visitor.visit_map(Entries::new(pairs, self))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refused> {
        let pairs = self.expect(Expected::Map, as_map);
        let unknown = pairs.unwrap_or_default().iter().map(|(key, _)| key);
        let unknown = unknown.filter(|key| !as_text(&key.kind).is_some_and(|name| fields.contains(&name)));
        let meant = unknown.filter_map(|key| self.faults.unknown_key(key, fields)).collect();
        visitor.visit_map(Fields::new(fields, pairs, meant, self))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Refused> {
        match name {
            NUMBER => self.visit_number(visitor),
            // A plain day is a date in some versions of YAML, which is what is meant; whether it is one is checked later.
            DAY => visitor.visit_str(self.expect(Expected::Text, as_text).unwrap_or_default()),
            SCALAR => self.visit_scalar(visitor),
            ONE_OR_MANY => match self.source {
                Source::Node(node) if as_list(&node.kind).is_none() => {
                    visitor.visit_seq(Items::new(std::slice::from_ref(node), self))
                }
                _ => self.deserialize_seq(visitor),
            },
            LIST_OR_MAP => match self.source {
                Source::Node(Node { kind: NodeKind::List(_), .. }) => self.deserialize_seq(visitor),
                Source::Node(Node { kind: NodeKind::Map(_), .. }) => self.deserialize_map(visitor),
                _ => {
                    self.expect(Expected::ListOrMap, |_| None::<()>);
                    self.with(Source::Hole).deserialize_seq(visitor)
                }
            },
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Refused> {
        let node = self.node();
        let de = self.with(node.map_or(Source::Hole, Source::Node));
        match name {
            SP => visitor.visit_seq(Parts::of_value(de)),
            NODE => {
                if let Some(nothing) = node.filter(|node| node.kind == NodeKind::Null && node.span.is_empty()) {
                    self.faults.wrong_kind(nothing, Expected::Value);
                }
                visitor.visit_seq(Parts::of_node(de))
            }
            _ => Err(Refused("a spec has no tuples".to_owned())),
        }
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple enum identifier ignored_any
    }
}

impl De<'_> {
    fn visit_number<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let text = self.expect(Expected::Number, |kind| match kind {
            NodeKind::Number(number) => Some(number.text.as_str()),
            _ => None,
        });
        visitor.visit_str(text.unwrap_or("0"))
    }

    fn visit_scalar<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        let scalar = self.expect(Expected::Scalar, |kind| match kind {
            NodeKind::Bool(_) | NodeKind::Number(_) | NodeKind::Text(..) => Some(kind),
            NodeKind::Null | NodeKind::List(_) | NodeKind::Map(_) => None,
        });
        match scalar {
            Some(NodeKind::Bool(value)) => visitor.visit_bool(*value),
            Some(NodeKind::Number(_)) => visitor.visit_newtype_struct(self),
            Some(_) => self.deserialize_str(visitor),
            None => self.with(Source::Hole).deserialize_str(visitor),
        }
    }
}
