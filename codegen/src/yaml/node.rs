//! The tree that a text is, before it is read as anything.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::number::Number;

/// A value and the bytes where it stands: a text with its quotes, a block text without its header, a map or a list to the end
/// of its last child or its bracket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The bytes.
    pub span: Range<usize>,
    /// The value.
    pub kind: NodeKind,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// `null`, or nothing at all: then the span is empty.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text, and whether it is quoted or a block. A plain text may still be one that some YAML reads as something else.
    Text(String, bool),
    /// A list.
    List(Vec<Node>),
    /// A map in the order of the text; no key stands twice.
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// The text, when it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Text(text, _) => Some(text),
            _ => None,
        }
    }

    /// The number, when it is one.
    #[must_use]
    pub fn as_number(&self) -> Option<&Number> {
        match &self.kind {
            NodeKind::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The value of a key, when it is a map that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match &self.kind {
            NodeKind::Map(pairs) => pairs.iter().find(|(name, _)| name.as_text() == Some(key)).map(|(_, value)| value),
            _ => None,
        }
    }
}

/// What a node is, in words: `a list`, `the number 720`, `the text "fast"`.
impl fmt::Display for NodeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "`{value}`"),
            Self::Number(number) => write!(f, "the number `{}`", super::faults::excerpt(&number.text)),
            Self::Text(text, true) => write!(f, "the text `\"{}\"`", super::faults::excerpt(text)),
            Self::Text(text, false) => write!(f, "the text `{}`", super::faults::excerpt(text)),
            Self::List(_) => f.write_str("a list"),
            Self::Map(_) => f.write_str("a map"),
        }
    }
}

/// The name by which [`Node`] asks our deserializer for itself.
pub(super) const NODE: &str = "$node";

/// What the deserializer says a node is, before it hands over the value.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Tag {
    Null,
    Bool,
    Number,
    Plain,
    Quoted,
    List,
    Map,
}

impl Tag {
    const ALL: [Self; 7] = [Self::Null, Self::Bool, Self::Number, Self::Plain, Self::Quoted, Self::List, Self::Map];

    pub(super) fn of(kind: &NodeKind) -> Self {
        match kind {
            NodeKind::Null => Self::Null,
            NodeKind::Bool(_) => Self::Bool,
            NodeKind::Number(_) => Self::Number,
            NodeKind::Text(_, false) => Self::Plain,
            NodeKind::Text(_, true) => Self::Quoted,
            NodeKind::List(_) => Self::List,
            NodeKind::Map(_) => Self::Map,
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_tuple_struct(NODE, 4, NodeVisitor)
    }
}

/// Takes the start, the end, the [`Tag`] and the value.
struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a node of a YAML tree")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Node, A::Error> {
        let start = part(&mut parts)?;
        let end = part(&mut parts)?;
        let tag: u8 = part(&mut parts)?;
        let tag = Tag::ALL.into_iter().find(|known| *known as u8 == tag);
        let kind = match tag.ok_or_else(|| A::Error::custom("a node of no kind"))? {
            Tag::Null => NodeKind::Null,
            Tag::Bool => NodeKind::Bool(part(&mut parts)?),
            Tag::Number => NodeKind::Number(part(&mut parts)?),
            Tag::Plain => NodeKind::Text(part(&mut parts)?, false),
            Tag::Quoted => NodeKind::Text(part(&mut parts)?, true),
            Tag::List => NodeKind::List(part(&mut parts)?),
            Tag::Map => NodeKind::Map(part::<Pairs, A>(&mut parts)?.0),
        };
        Ok(Node { span: start..end, kind })
    }
}

/// The next part of what the deserializer hands over.
pub(super) fn part<'de, T: Deserialize<'de>, A: SeqAccess<'de>>(parts: &mut A) -> Result<T, A::Error> {
    parts.next_element()?.ok_or_else(|| A::Error::custom("only a spec has places"))
}

/// The pairs of a map, in order, whatever their keys are.
struct Pairs(Vec<(Node, Node)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PairsVisitor)
    }
}

struct PairsVisitor;

impl<'de> Visitor<'de> for PairsVisitor {
    type Value = Pairs;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Pairs(pairs))
    }
}
