//! JSON as it stands in the text: numbers keep their literal and objects keep repeated members, both of which money needs.

use std::fmt;

use serde::Deserializer;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

/// A JSON value that was not looked into yet.
#[derive(Clone, Copy)]
pub(super) struct Json<'j> {
    text: &'j str,
}

/// The members of an object in the order of the text.
pub(super) type Members<'j> = Vec<(String, Json<'j>)>;

impl<'j> Json<'j> {
    /// A text that should be one JSON value.
    pub(super) fn whole(text: &'j str) -> Self {
        Self { text: text.trim_ascii() }
    }

    /// The text of the value.
    pub(super) fn text(&self) -> &'j str {
        self.text
    }

    /// The value for people, cut when it is long.
    pub(super) fn shown(&self) -> String {
        const SHOWN: usize = 60;
        match self.text.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("`{}…`", self.text.get(..end).unwrap_or_default()),
            None => format!("`{}`", self.text),
        }
    }

    pub(super) fn is_number(&self) -> bool {
        self.text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
    }

    /// The text that a JSON string stands for.
    pub(super) fn string(&self) -> Option<String> {
        serde_json::from_str(self.text).ok()
    }

    /// The members of an object; `None` when it is another value.
    pub(super) fn members(&self) -> Result<Option<Members<'j>>, serde_json::Error> {
        if !self.text.starts_with('{') {
            return serde_json::from_str::<&RawValue>(self.text).map(|_| None);
        }
        let mut reader = serde_json::Deserializer::from_str(self.text);
        let members = reader.deserialize_map(ReadMembers)?;
        reader.end().map(|()| Some(members))
    }
}

struct ReadMembers;

impl<'j> Visitor<'j> for ReadMembers {
    type Value = Members<'j>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'j>>(self, mut map: A) -> Result<Members<'j>, A::Error> {
        let mut members = Vec::new();
        while let Some((name, value)) = map.next_entry::<String, &'j RawValue>()? {
            members.push((name, Json { text: value.get() }));
        }
        Ok(members)
    }
}
