//! What a schema cannot say, as the member `x-nameplate-beyond`.

use super::json::{Json, Members};
use crate::RuleId;

/// Limits that a schema does not state, in the order of the document.
pub(super) struct Beyond(Vec<Json>);

impl Beyond {
    /// What no schema can say of any body, since it sees values and not their text.
    pub(super) fn of_every_model() -> Self {
        let mut beyond = Self(Vec::new());
        for (rule, text) in [
            (RuleId::NotJson, "the body has to be JSON in UTF-8, without a byte order mark or lone surrogates"),
            (RuleId::TooLarge, "the body has a largest size in bytes"),
            (RuleId::TooDeep, "the body has a greatest depth"),
            (RuleId::DuplicateKey, "no member may stand twice in an object"),
            (RuleId::NotFinite, "a number has to be a finite double"),
        ] {
            beyond.add(rule, "", text);
        }
        beyond
    }

    /// Notes a limit that the schema does not state.
    pub(super) fn add(&mut self, rule: RuleId, pointer: &str, text: &str) {
        let entry = Members::new()
            .with("rule", Json::text(rule.as_str()))
            .with("pointer", Json::text(pointer))
            .with("text", Json::text(text))
            .into();
        if !self.0.contains(&entry) {
            self.0.push(entry);
        }
    }

    /// How many limits there are so far.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn into_json(self) -> Json {
        Json::List(self.0)
    }
}
