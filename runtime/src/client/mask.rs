//! Answers without the key: a server may repeat what it was sent, and answers end in errors, records and logs.

use serde_json::Value;

use super::transport::HttpRequest;

/// What stands for a key.
const MASK: &str = "***";

/// The key of a request, to be taken out of what comes back.
#[derive(Clone, Default)]
pub(crate) struct Mask(String);

impl Mask {
    /// For the answer to a request.
    pub(crate) fn of(request: &HttpRequest) -> Self {
        let secret = request.headers.iter().find(|header| header.secret);
        Self(secret.map(|header| header.key().to_owned()).unwrap_or_default())
    }

    /// A text without the key.
    pub(crate) fn text(&self, text: &mut String) {
        if !self.0.is_empty() && text.contains(&self.0) {
            *text = text.replace(&self.0, MASK);
        }
    }

    /// A value without the key in any of its texts and names. The depth of a value is bounded by its reader.
    pub(crate) fn value(&self, value: &mut Value) {
        match value {
            Value::String(text) => self.text(text),
            Value::Array(items) => items.iter_mut().for_each(|item| self.value(item)),
            Value::Object(members) => {
                if !self.0.is_empty() && members.keys().any(|name| name.contains(&self.0)) {
                    let masked = std::mem::take(members).into_iter();
                    *members = masked.map(|(name, value)| (name.replace(&self.0, MASK), value)).collect();
                }
                members.values_mut().for_each(|member| self.value(member));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use serde_json::json;

    use super::Mask;
    use crate::client::{Header, HttpRequest, Purpose, Secret};
    use crate::spec::Method;

    fn mask(prefix: &str) -> Mask {
        let headers =
            vec![Header::new("accept", "a"), Header::secret("x-key", prefix, &Secret::new("sk-1/2=").unwrap())];
        Mask::of(&HttpRequest { method: Method::Get, url: String::new(), headers, body: None, purpose: Purpose::Free })
    }

    #[test]
    fn a_key_that_comes_back_is_masked_wherever_it_stands() {
        for prefix in ["", "Bearer ", "Key="] {
            let mut answer = json!({"error": {"message": "no such key: sk-1/2=!"}, "sk-1/2=": ["sk-1/2=", 7]});
            mask(prefix).value(&mut answer);
            assert_eq!(answer, json!({"error": {"message": "no such key: ***!"}, "***": ["***", 7]}));
        }
    }

    #[test]
    fn without_a_key_nothing_is_masked() {
        let mut answer = json!({"a": ""});
        Mask::default().value(&mut answer);
        assert_eq!(answer, json!({"a": ""}));
    }
}
