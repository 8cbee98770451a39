//! `-p name=value`: a request body written at the prompt. The spec says how a value is to be written as JSON; judging it is
//! left to the checker, so a value that is not what the spec asks for is sent as the text that it is.

use std::path::Path;

use nameplate::spec::{Choice, Field, JsonType, Kind, ModelSpec, Object, TextRange};
use serde_json::value::RawValue;

use crate::failure::Failure;
use crate::input;

/// A parameter as it was given.
#[derive(Debug)]
pub(crate) struct Param {
    /// The name, with dots for members of objects.
    name: String,
    value: Given,
}

#[derive(Debug)]
enum Given {
    /// To be written as the spec asks.
    Text(String),
    /// To be written as it is.
    Json(String),
}

impl Param {
    /// Reads an argument: `name=value`, `name=@file`, `name:=json` or `name:=@file`.
    pub(crate) fn read(argument: &str, max_bytes: usize) -> Result<Self, Failure> {
        let Some((name, value)) = argument.split_once('=') else {
            return Err(Failure::usage(format!("`-p {argument}` has no `=`")).help("write `-p name=value`"));
        };
        let (name, is_json) = name.strip_suffix(':').map_or((name, false), |name| (name, true));
        if name.is_empty() {
            return Err(Failure::usage(format!("`-p {argument}` names no parameter")).help("write `-p name=value`"));
        }
        let text = match value.strip_prefix('@') {
            Some(path) => input::read_text(Path::new(path), max_bytes)?,
            None => value.to_owned(),
        };
        let value = if is_json { Given::Json(json(name, &text)?) } else { Given::Text(text) };
        Ok(Self { name: name.to_owned(), value })
    }
}

/// The JSON value of a text, as it is written there.
fn json(name: &str, text: &str) -> Result<String, Failure> {
    let value: &RawValue = serde_json::from_str(text).map_err(|error| {
        let help = format!("`{name}:=` takes JSON; for a text that the spec is to judge write `{name}=`");
        Failure::usage(format!("the value of `{name}` is not JSON: {error}")).help(help)
    })?;
    Ok(value.get().to_owned())
}

/// The body that the parameters state, with a line for each of its members. The member that names the model is put in, unless
/// it was given.
pub(crate) fn body(spec: &ModelSpec, way: usize, params: &[Param]) -> String {
    let named = spec.model_member.is_empty() || params.iter().any(|param| param.name == spec.model_member);
    let model = Param { name: spec.model_member.to_string(), value: Given::Text(spec.id.to_string()) };
    let model = if named { None } else { Some(&model) };
    let given: Vec<_> = model.into_iter().chain(params).map(|param| (param.name.as_str(), &param.value)).collect();
    let members = Inside::Object(&spec.body, way, action(&spec.body, &given)).members(&given);
    format!("{{\n  {}\n}}\n", members.join(",\n  "))
}

/// The action that the parameters ask for.
fn action<'a>(body: &Object, given: &[(&str, &'a Given)]) -> Option<&'a str> {
    let tag = &body.actions()?.tag;
    given.iter().find(|(name, _)| name == tag).and_then(|(_, value)| match value {
        Given::Text(text) => Some(text.as_str()),
        Given::Json(_) => None,
    })
}

/// The members of an object that a spec knows.
#[derive(Clone, Copy)]
enum Inside<'a> {
    /// An object, in a way, with the action that is asked for.
    Object(&'a Object, usize, Option<&'a str>),
    /// A choice, with the value of its tag.
    Choice(&'a Choice, Option<&'a str>),
}

/// The kind of a tag: which texts it takes is the checker's business.
static TAG: Kind = Kind::Text(TextRange::ANY);

/// An object of which nothing is known: its members are texts.
static ANY: Object = Object::new(&[]);

/// A member while its parts are collected. Parts of one list or object that stand in several arguments make one member.
enum Member<'a> {
    Value(String),
    Items(Vec<String>),
    /// One item, or a list of several.
    OneOrMore(Vec<String>),
    Parts(Inside<'a>, Vec<(&'a str, &'a Given)>),
}

impl<'a> Inside<'a> {
    /// The members as `"name": value`. Recursion ends with the objects of the spec, whose depth is limited.
    fn members(self, given: &[(&'a str, &'a Given)]) -> Vec<String> {
        let mut members: Vec<(&str, Member<'_>)> = Vec::new();
        for (path, value) in given.iter().copied() {
            let (name, member) = self.member(path, value, given);
            match (members.iter_mut().find(|(known, _)| *known == name).map(|(_, member)| member), member) {
                (Some(Member::Items(items)), Member::Items(more))
                | (Some(Member::OneOrMore(items)), Member::OneOrMore(more)) => items.extend(more),
                (Some(Member::Parts(_, parts)), Member::Parts(_, more)) => parts.extend(more),
                // What is given twice is written twice: the checker says so.
                (_, member) => members.push((name, member)),
            }
        }
        let written = |(name, member): (&str, Member<'_>)| {
            let value = match member {
                Member::Value(value) => value,
                Member::OneOrMore(items) if items.len() == 1 => items.concat(),
                Member::Items(items) | Member::OneOrMore(items) => format!("[{}]", items.join(", ")),
                Member::Parts(inside, parts) => format!("{{{}}}", inside.members(&parts).join(", ")),
            };
            format!("{}: {value}", string(name))
        };
        members.into_iter().map(written).collect()
    }

    fn member(self, path: &'a str, value: &'a Given, given: &[(&'a str, &'a Given)]) -> (&'a str, Member<'a>) {
        let kind = self.kind(path);
        if kind.is_none()
            && let Some((name, rest)) = path.split_once('.')
            && let Some(inside) = self.kind(name).and_then(|kind| Inside::of(kind, name, given))
        {
            return (name, Member::Parts(inside, vec![(rest, value)]));
        }
        let member = match (kind, value) {
            (_, Given::Json(json)) => Member::Value(json.clone()),
            (Some(Kind::List(list)), Given::Text(text)) => {
                Member::Items(vec![literal(list.item.first().map(|item| &item.kind), text)])
            }
            (Some(kind @ Kind::AnyOf(_)), Given::Text(text)) if kind.as_type(JsonType::List).is_some() => {
                Member::OneOrMore(vec![literal(Some(kind), text)])
            }
            (kind, Given::Text(text)) => Member::Value(literal(kind, text)),
        };
        (path, member)
    }

    /// What is inside a parameter, when it has members.
    fn of(kind: &'a Kind, name: &str, given: &[(&'a str, &'a Given)]) -> Option<Self> {
        match kind {
            Kind::Object(object) => Some(Self::Object(object, usize::MAX, None)),
            Kind::Choice(choice) => {
                let is_tag =
                    |path: &str| path.strip_prefix(name).and_then(|rest| rest.strip_prefix('.')) == Some(&choice.tag);
                let tag = given.iter().find(|(path, _)| is_tag(path)).and_then(|(_, value)| match value {
                    Given::Text(tag) => Some(tag.as_str()),
                    Given::Json(_) => None,
                });
                Some(Self::Choice(choice, tag))
            }
            Kind::AnyOf(_) => Self::of(kind.as_type(JsonType::Object)?, name, given),
            Kind::AnyObject => Some(Self::Object(&ANY, usize::MAX, None)),
            Kind::Bool
            | Kind::Integer(_)
            | Kind::Number(_)
            | Kind::Text(_)
            | Kind::OneOf(_)
            | Kind::OneOfNumbers(_)
            | Kind::Url(_)
            | Kind::List(_) => None,
        }
    }

    /// The kind of a member.
    fn kind(self, name: &str) -> Option<&'a Kind> {
        let find = |object: &'a Object| object.fields.iter().filter(move |field| field.name == name);
        let field: Option<&Field> = match self {
            Self::Object(object, way, action) => {
                let own = || Some(Self::Choice(object.actions()?, action).kind(name));
                let taken = find(object).find(|field| field.taken_by(way));
                match taken.or_else(|| find(object).next()) {
                    None => return own().flatten(),
                    field => field,
                }
            }
            Self::Choice(choice, _) if choice.tag == name => return Some(&TAG),
            Self::Choice(choice, tag) => {
                let is_named = |value: &str| tag.is_none_or(|tag| tag == value);
                choice.cases.iter().filter(|case| is_named(&case.value)).find_map(|case| find(&case.object).next())
            }
        };
        field.map(|field| &field.kind)
    }
}

/// A value as JSON: as the kind writes it where the text can be read so, else as the text that it is.
fn literal(kind: Option<&Kind>, text: &str) -> String {
    let as_it_is = match kind {
        Some(Kind::Bool) => matches!(text, "true" | "false"),
        Some(Kind::Integer(_) | Kind::Number(_) | Kind::OneOfNumbers(_)) => is_number(text),
        Some(Kind::AnyOf(alternatives)) => {
            alternatives.iter().any(|alternative| literal(Some(&alternative.kind), text) == text)
        }
        Some(
            Kind::Text(_)
            | Kind::OneOf(_)
            | Kind::Url(_)
            | Kind::List(_)
            | Kind::Object(_)
            | Kind::Choice(_)
            | Kind::AnyObject,
        )
        | None => false,
    };
    if as_it_is { text.to_owned() } else { string(text) }
}

/// Whether a text is a JSON number, of whatever size: its digits are kept as they are.
pub(crate) fn is_number(text: &str) -> bool {
    let starts = text.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    starts && serde_json::from_str::<&RawValue>(text).is_ok_and(|raw| raw.get() == text)
}

/// A JSON string.
fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use nameplate_models::models;
    use proptest::prelude::*;
    use serde_json::Value;

    use super::{Param, body, is_number};

    #[test]
    fn numbers_are_those_of_json_whatever_their_size() {
        assert!(["0", "-0", "1.50", "1e400", "123456789012345678901234567890"].into_iter().all(is_number));
        assert!(
            !["", "+1", ".5", "5.", "01", "1_0", "0x1", "NaN", "1 ", " 1", "1e", "--1", "1,2"]
                .into_iter()
                .any(is_number)
        );
    }

    proptest! {
        #[test]
        fn whatever_is_given_the_body_is_an_object_with_the_values_as_they_were(
            given in prop::collection::vec(("[a-z_.\"\\\\é]{1,12}", ".{0,12}"), 0..6),
        ) {
            for spec in models() {
                let params: Vec<Param> = given
                    .iter()
                    .filter(|(_, value)| !value.starts_with('@'))
                    .map(|(name, value)| Param::read(&format!("{name}={value}"), 100).unwrap())
                    .collect();
                let text = body(spec, 0, &params);
                let value: Value = serde_json::from_str(&text).map_err(|error| TestCaseError::fail(format!("{error}: {text}")))?;
                prop_assert!(value.is_object());
            }
        }

        #[test]
        fn a_text_arrives_as_it_was_given(text in "[^@].{0,20}") {
            let spec = models().iter().find(|spec| spec.id == "topaz-video-upscaler").unwrap();
            let body = body(spec, 0, &[Param::read(&format!("video_url={text}"), 100).unwrap()]);
            let value: Value = serde_json::from_str(&body).unwrap();
            prop_assert_eq!(value["video_url"].as_str(), Some(text.as_str()));
            prop_assert_eq!(&value["model"], "topaz-video-upscaler");
        }
    }
}
