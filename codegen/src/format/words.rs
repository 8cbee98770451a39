//! Keys whose texts are one of a few words, for completion. `resolve` refuses any other word.

use nameplate::RuleId;
use nameplate::spec::Situation;
use serde_json::{Value, json};

use super::definition;

const MEDIA: &[&str] = &["image", "video", "audio", "text"];
const CONFIDENCE: &[&str] = &["documented", "second_hand", "inferred"];
const CHARGE: &[&str] = &["refunded", "kept", "none"];
const COST: &[&str] = &["paid", "free"];

/// A type, a key of it, and the words: of the text, of the items of the list, or of the keys of the map.
fn words(
    answers: &[&'static str],
    situations: &[&'static str],
) -> Vec<(&'static str, &'static str, Vec<&'static str>)> {
    [
        ("Model", "kind", MEDIA),
        ("Page", "confidence", CONFIDENCE),
        ("Source", "confidence", CONFIDENCE),
        ("Parameter", "empty", &["present", "absent"]),
        ("Parameter", "price_effect", &["more", "less", "none"]),
        ("IntegerKind", "carrier", &["i64", "u64"]),
        ("MediaKind", "of", MEDIA),
        ("Measure", "measured_by", &["provider", "caller"]),
        ("Measure", "known", &["before", "after_run"]),
        ("Operation", "cost", COST),
        ("Submit", "cost", COST),
        ("Submit", "answers", &["result", "job"]),
        ("Submit", "validates", &["now", "later"]),
        ("Stream", "replay", &["none", "all"]),
        ("Way", "outputs", &["video", "image", "audio", "text", "any"]),
        ("Charge", "when", &["submit", "success"]),
        ("Charge", "on_failed", CHARGE),
        ("Charge", "on_cancelled", CHARGE),
        ("Charge", "on_refused", CHARGE),
        ("ErrorCode", "at", &["submit", "job"]),
        ("ErrorCode", "charge", CHARGE),
        ("ErrorCode", "answers", answers),
        ("InferredAnswers", "answers", answers),
        ("Errors", "messages", situations),
    ]
    .map(|(name, key, words)| (name, key, words.to_vec()))
    .to_vec()
}

fn situations() -> Vec<&'static str> {
    Situation::ALL.iter().map(|situation| situation.as_str()).collect()
}

/// What a code may answer.
fn answers() -> Vec<&'static str> {
    RuleId::ALL.iter().map(|rule| rule.as_str()).chain(situations()).collect()
}

pub(super) fn add(schema: &mut Value) {
    for (name, key, words) in words(&answers(), &situations()) {
        let Some(property) = definition(schema, name).and_then(|definition| definition["properties"].get_mut(key))
        else {
            continue; // a type of the other kind of spec
        };
        if property.get("items").is_some() {
            property["items"]["enum"] = words.into();
        } else if property["type"] == "object" {
            property["propertyNames"] = json!({"enum": words});
        } else {
            property["enum"] = words.into();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{answers, situations, words};

    #[test]
    fn every_entry_is_a_key_of_a_type() {
        let mut schemas =
            [super::super::schema::<crate::spec::Model>(), super::super::schema::<crate::spec::Provider>()];
        for (name, key, _) in words(&answers(), &situations()) {
            let found = schemas.iter_mut().filter_map(|schema| super::definition(schema, name)).any(|definition| {
                let property = &definition["properties"][key];
                [&property["enum"], &property["items"]["enum"], &property["propertyNames"]["enum"]]
                    .iter()
                    .any(|words| words.is_array())
            });
            assert!(found, "{name}.{key}");
        }
    }
}
