//! Documented answers as templates (`nameplate::spec::way` says what they may hold), filled.

use crate::json::{Json, Members};

/// What the placeholders of a template stand for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Values {
    known: Vec<(&'static str, Json)>,
    /// The members of the submitted body that an answer repeats.
    request: Members,
}

impl Values {
    /// Gives a placeholder a value; of several, the last one counts.
    pub(crate) fn with(mut self, name: &'static str, value: Json) -> Self {
        self.known.push((name, value));
        self
    }

    /// Gives the members that `{request}` stands for.
    pub(crate) fn request(mut self, members: Members) -> Self {
        self.request = members;
        self
    }

    /// What a placeholder stands for; `null` for nothing.
    pub(crate) fn get(&self, name: &str) -> Json {
        let known = self.known.iter().rev().find(|(known, _)| *known == name);
        known.map_or(Json::Null, |(_, value)| value.clone())
    }
}

/// A template as JSON; an empty object when the source shows none.
pub(crate) fn parse(template: &str) -> Json {
    Json::parse(template.as_bytes()).unwrap_or_else(|| Json::Object(Vec::new()))
}

/// A template with its placeholders filled. The depth is bounded by the reader of JSON.
pub(crate) fn fill(template: &Json, values: &Values) -> Json {
    match template {
        Json::Text(text) => match placeholder(text) {
            Some(name) => values.get(name),
            None => template.clone(),
        },
        Json::List(items) => Json::List(items.iter().map(|item| fill(item, values)).collect()),
        Json::Object(members) => Json::Object(object(members, values)),
        Json::Null | Json::Bool(_) | Json::Number(_) => template.clone(),
    }
}

fn object(members: &Members, values: &Values) -> Members {
    let mut filled = Members::new();
    for (name, value) in members {
        match (name.as_str(), value.as_text().and_then(placeholder)) {
            // What the answer has of its own is not overwritten by what was submitted.
            ("...", Some("request")) => {
                let own = |given: &str| members.iter().any(|(name, _)| name == given);
                filled.extend(values.request.iter().filter(|(given, _)| !own(given)).cloned());
            }
            _ => match (name.strip_suffix('?'), fill(value, values)) {
                (Some(_), Json::Null) => {}
                (Some(name), value) => filled.push((name.to_owned(), value)),
                (None, value) => filled.push((name.clone(), value)),
            },
        }
    }
    filled
}

/// The name of the placeholder that a text is.
fn placeholder(text: &str) -> Option<&str> {
    let name = text.strip_prefix('{')?.strip_suffix('}')?;
    (!name.is_empty() && name.bytes().all(|letter| letter.is_ascii_lowercase() || letter == b'_')).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{Values, fill, parse};
    use crate::json::Json;

    #[test]
    fn placeholders_are_filled_or_null_and_other_texts_stay() {
        let template = parse(r#"{"id":"{job_id}","end":"{ended}","word":"success","braces":"{a b}"}"#);
        let filled = fill(&template, &Values::default().with("job_id", Json::text("7")));
        assert_eq!(filled.to_string(), r#"{"id":"7","end":null,"word":"success","braces":"{a b}"}"#);
    }

    #[test]
    fn a_member_with_a_question_mark_is_left_out_while_it_has_no_value() {
        let template = parse(r#"{"type":"{code}","detail?":"{detail}"}"#);
        assert_eq!(fill(&template, &Values::default()).to_string(), r#"{"type":null}"#);
        let filled = fill(&template, &Values::default().with("detail", Json::text("too long")));
        assert_eq!(filled.to_string(), r#"{"type":null,"detail":"too long"}"#);
    }

    #[test]
    fn the_request_is_spread_where_it_stands_and_overwrites_nothing() {
        let template = parse(r#"{"status":"{status}","...":"{request}","last":1}"#);
        let request = vec![("status".to_owned(), Json::text("mine")), ("grain".to_owned(), Json::integer(1))];
        let filled = fill(&template, &Values::default().with("status", Json::text("queued")).request(request));
        assert_eq!(filled.to_string(), r#"{"status":"queued","grain":1,"last":1}"#);
    }
}
