//! What the deserializer hands to a visitor: the items of a list, the entries of a map, the fields of a struct, the parts of a
//! value with its place.

use serde::de::value::{StrDeserializer, U8Deserializer, UsizeDeserializer};
use serde::de::{DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess};

use super::{De, Refused, Source, as_text};
use crate::yaml::node::{Node, Tag};

/// The items of a list.
pub(super) struct Items<'t> {
    items: std::slice::Iter<'t, Node>,
    de: De<'t>,
}

impl<'t> Items<'t> {
    pub(super) fn new(items: &'t [Node], de: De<'t>) -> Self {
        Self { items: items.iter(), de }
    }
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Refused;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Refused> {
        self.items.next().map(|item| seed.deserialize(self.de.with(Source::Node(item)))).transpose()
    }
}

/// The entries of a map whose keys are free.
pub(super) struct Entries<'t> {
    pairs: std::slice::Iter<'t, (Node, Node)>,
    value: Option<&'t Node>,
    de: De<'t>,
}

impl<'t> Entries<'t> {
    pub(super) fn new(pairs: &'t [(Node, Node)], de: De<'t>) -> Self {
        Self { pairs: pairs.iter(), value: None, de }
    }
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Refused;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Refused> {
        let Some((key, value)) = self.pairs.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(self.de.with(Source::Node(key))).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Refused> {
        seed.deserialize(self.de.with(self.value.take().map_or(Source::Hole, Source::Node)))
    }
}

/// Every field of a struct, whether the map has it or not.
pub(super) struct Fields<'t> {
    names: std::slice::Iter<'static, &'static str>,
    /// The pairs; none when there is no map, which was told.
    map: Option<&'t [(Node, Node)]>,
    /// Keys that are there under a misspelt name. That was told: they are not missing too.
    meant: Vec<&'static str>,
    value: Source<'t>,
    de: De<'t>,
}

impl<'t> Fields<'t> {
    pub(super) fn new(
        names: &'static [&'static str],
        map: Option<&'t [(Node, Node)]>,
        meant: Vec<&'static str>,
        de: De<'t>,
    ) -> Self {
        Self { names: names.iter(), map, meant, value: Source::Hole, de }
    }

    fn value(&self, name: &'static str) -> Source<'t> {
        let value = self.map.unwrap_or_default().iter().find(|(key, _)| as_text(&key.kind) == Some(name));
        match (value, self.de.source) {
            (Some((_, value)), _) => Source::Node(value),
            (None, Source::Node(map)) if self.map.is_some() && !self.meant.contains(&name) => Source::Absent(map, name),
            (None, _) => Source::Hole,
        }
    }
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Refused;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Refused> {
        let Some(name) = self.names.next() else { return Ok(None) };
        self.value = self.value(name);
        let name: StrDeserializer<'_, Refused> = (*name).into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Refused> {
        seed.deserialize(self.de.with(self.value))
    }
}

/// A value in parts: where it starts, where it ends, for a [`Node`] what it is, and itself.
pub(super) struct Parts<'t> {
    next: Part,
    tagged: bool,
    de: De<'t>,
}

#[derive(Clone, Copy)]
enum Part {
    Start,
    End,
    Tag,
    Value,
    Done,
}

impl<'t> Parts<'t> {
    pub(super) fn of_value(de: De<'t>) -> Self {
        Self { next: Part::Start, tagged: false, de }
    }

    pub(super) fn of_node(de: De<'t>) -> Self {
        Self { next: Part::Start, tagged: true, de }
    }
}

impl<'de> SeqAccess<'de> for Parts<'_> {
    type Error = Refused;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Refused> {
        let node = if let Source::Node(node) = self.de.source { Some(node) } else { None };
        let span = node.map(|node| node.span.clone()).unwrap_or_default();
        match self.next {
            Part::Start => {
                self.next = Part::End;
                seed.deserialize(UsizeDeserializer::new(span.start)).map(Some)
            }
            Part::End => {
                self.next = if self.tagged { Part::Tag } else { Part::Value };
                seed.deserialize(UsizeDeserializer::new(span.end)).map(Some)
            }
            Part::Tag => {
                self.next = Part::Value;
                let tag = node.map_or(Tag::Null, |node| Tag::of(&node.kind));
                seed.deserialize(U8Deserializer::new(tag as u8)).map(Some)
            }
            Part::Value => {
                self.next = Part::Done;
                seed.deserialize(self.de).map(Some)
            }
            Part::Done => Ok(None),
        }
    }
}
