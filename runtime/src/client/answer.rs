//! Reading answers where the spec says that things stand: JSON Pointers in which `*` stands for every item.

use serde_json::Value;

use super::error::shortened;
use crate::Exact;
use crate::spec::{ErrorAt, ErrorPlace, StatusWords, Text};

/// So many values a pointer finds at most: an answer of a hostile server cannot ask for more.
const MOST: usize = 1024;

/// Every value at a pointer, in order.
pub(crate) fn all<'a>(value: &'a Value, pointer: &str) -> Vec<&'a Value> {
    let mut found = vec![value];
    for token in pointer.split('/').skip(1) {
        let name = token.replace("~1", "/").replace("~0", "~");
        let mut next = Vec::new();
        for value in found {
            match value {
                Value::Array(items) if token == "*" => next.extend(items.iter().take(MOST)),
                Value::Array(items) => next.extend(name.parse().ok().and_then(|at: usize| items.get(at))),
                Value::Object(members) => next.extend(members.get(&name)),
                _ => {}
            }
        }
        next.truncate(MOST);
        found = next;
    }
    found
}

/// The first value at a pointer; `null` counts as absent, and so does everything at an empty pointer.
pub(crate) fn first<'a>(value: &'a Value, pointer: &str) -> Option<&'a Value> {
    if pointer.is_empty() {
        return None;
    }
    all(value, pointer).into_iter().find(|value| !value.is_null())
}

/// The first text at a pointer.
pub(crate) fn text<'a>(value: &'a Value, pointer: &str) -> Option<&'a str> {
    first(value, pointer)?.as_str()
}

/// Texts at a pointer that are not empty.
pub(crate) fn texts(value: &Value, pointer: &str) -> Vec<String> {
    let found = if pointer.is_empty() { Vec::new() } else { all(value, pointer) };
    found.into_iter().filter_map(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned).collect()
}

/// The ids at a pointer: texts, or whole numbers as text; none twice.
pub(crate) fn ids(value: &Value, pointer: &str) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for value in all(value, pointer) {
        let id = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) if number.is_i64() || number.is_u64() => number.to_string(),
            _ => continue,
        };
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// An amount: a number, or a decimal as text.
pub(crate) fn amount(value: &Value, pointer: &str) -> Option<Exact> {
    match first(value, pointer)? {
        Value::String(text) => Exact::decimal(text),
        Value::Number(number) => Exact::decimal(&number.to_string()).or_else(|| Exact::from_f64(number.as_f64()?)),
        _ => None,
    }
}

/// What an answer says of an error.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Reason {
    pub(crate) code: Option<ErrorPlace>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
}

impl Reason {
    /// What stands at the places of an error.
    pub(crate) fn read(value: &Value, at: &ErrorAt) -> Self {
        let find = |pointers: &[Text]| pointers.iter().find_map(|pointer| first(value, pointer)).cloned();
        let words = |found: Option<Value>| match found? {
            Value::String(text) => Some(shortened(&text)),
            other => Some(shortened(&other.to_string())),
        };
        let code = match find(&at.code) {
            Some(Value::Number(number)) => number.as_i64().map(ErrorPlace::Number),
            Some(Value::String(text)) => Some(ErrorPlace::Text(shortened(&text).into())),
            _ => None,
        };
        Self { code, message: words(find(&at.message)), request_id: words(find(&at.request_id)) }
    }
}

/// What a status means for the life of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Phase {
    /// The job goes on. A status that the spec does not know keeps it so.
    Running,
    /// The job has its result.
    Succeeded,
    /// The job has none.
    Failed,
    /// The job was stopped.
    Cancelled,
}

impl Phase {
    pub(crate) fn of(words: &StatusWords, status: &str) -> Self {
        let is = |words: &[Text]| words.iter().any(|word| word == status);
        if is(&words.succeeded) {
            Self::Succeeded
        } else if is(&words.failed) {
            Self::Failed
        } else if is(&words.cancelled) {
            Self::Cancelled
        } else {
            Self::Running
        }
    }

    /// `running`, `succeeded`, `failed`, `cancelled`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Reason, all, amount, ids, text, texts};
    use crate::Exact;
    use crate::spec::{ErrorAt, ErrorPlace, Text};

    #[test]
    fn a_star_stands_for_every_item_of_a_list() {
        let answer = json!({"generations": [{"generation_id": "a"}, {"generation_id": "b"}, {}, 7]});
        assert_eq!(ids(&answer, "/generations/*/generation_id"), ["a", "b"]);
        assert!(ids(&answer, "/generations/generation_id").is_empty());
        assert_eq!(text(&answer, "/generations/1/generation_id"), Some("b"));
    }

    #[test]
    fn absent_and_null_are_the_same() {
        for answer in [json!({"output": null}), json!({}), json!([]), json!(null), json!("x")] {
            assert!(texts(&answer, "/output/video_urls/*").is_empty(), "{answer}");
            assert_eq!(text(&answer, "/output"), None, "{answer}");
        }
    }

    #[test]
    fn escapes_of_pointers_are_read() {
        assert_eq!(text(&json!({"a/b": {"c~d": "x"}}), "/a~1b/c~0d"), Some("x"));
    }

    #[test]
    fn an_answer_cannot_ask_for_more_values_than_the_bound() {
        let row: Vec<Value> = vec![json!(1); 2000];
        assert_eq!(all(&json!(vec![row; 3]), "/*/*").len(), super::MOST);
    }

    #[test]
    fn an_id_that_is_a_number_counts_and_none_counts_twice() {
        assert_eq!(ids(&json!([{"id": 7}, {"id": "7"}, {"id": 1.5}, {"id": true}]), "/*/id"), ["7"]);
    }

    #[test]
    fn an_amount_is_exact_as_text_and_as_number() {
        assert_eq!(amount(&json!({"cost": "0.264"}), "/cost"), Exact::decimal("0.264"));
        assert_eq!(amount(&json!({"cost": 0.264}), "/cost"), Exact::decimal("0.264"));
        for bad in [json!({"cost": null}), json!({"cost": "free"}), json!({"cost": {}}), json!({})] {
            assert_eq!(amount(&bad, "/cost"), None, "{bad}");
        }
    }

    #[test]
    fn an_error_is_read_at_the_first_place_that_has_it() {
        let at = ErrorAt {
            code: vec![Text::from("/error/code")].into(),
            message: vec![Text::from("/error/title"), Text::from("/error/message")].into(),
            request_id: vec![Text::from("/error/request_id")].into(),
        };
        let told = Reason::read(&json!({"error": {"code": 20003, "message": "no"}}), &at);
        assert_eq!(told.code, Some(ErrorPlace::Number(20003)));
        assert_eq!((told.message.as_deref(), told.request_id), (Some("no"), None));
    }
}
