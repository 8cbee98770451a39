//! The schema of an object: its members, what is required, the rules between them; and of a choice between objects.

use super::json::{Json, Members};
use super::kinds::of_type;
use super::{Printer, kinds};
use crate::RuleId;
use crate::spec::{Case, Choice, Field, JsonType, Kind, Literal, MediaFact, Object};

impl Printer {
    /// What an object at a place (a JSON Pointer, `*` for every item of a list) is.
    pub(super) fn object(&mut self, object: &Object, pointer: &str) -> Members {
        let members = self.members_of(object, of_type("object"), Members::new(), Vec::new(), pointer);
        match object.action.first().zip(object.actions()) {
            Some((field, actions)) => self.with_actions(object, field, actions, members, pointer),
            None => members,
        }
    }

    /// Adds the members of an object and the rules between them to what is known of it.
    fn members_of(
        &mut self,
        object: &Object,
        start: Members,
        mut properties: Members,
        mut required: Vec<Json>,
        pointer: &str,
    ) -> Members {
        let way = self.way;
        let mut either = Vec::new();
        for field in object.fields.iter().filter(|field| field.taken_by(way)) {
            let place = member_of(pointer, &field.name);
            properties.set(field.name.to_string(), self.field(field, &place));
            let needed = field.required || (self.strict && field.inferred_required);
            match object.fields.iter().find(|other| other.alias_of == field.name).filter(|_| needed) {
                Some(other) => either.push(either_name(&field.name, &other.name)),
                None => required.extend(needed.then(|| Json::text(&field.name))),
            }
        }
        let mut rules = self.rules(object, pointer);
        rules.splice(..0, either);
        start
            .with("properties", properties.into())
            .with_some("required", (!required.is_empty()).then_some(Json::List(required)))
            .with("additionalProperties", Json::Bool(false))
            .with_some("allOf", (!rules.is_empty()).then_some(Json::List(rules)))
    }

    /// What a member, or an item of a list, is.
    pub(super) fn field(&mut self, field: &Field, pointer: &str) -> Json {
        let kind = self.kind(&field.kind, pointer);
        let mut members = Members::new().with_text("description", &field.doc).and(or_null(field, kind));
        let scalar = matches!(field.kind.json_type(), Some(JsonType::Bool | JsonType::Number | JsonType::Text));
        if let Some(inferred) = field.inferred.as_ref().filter(|_| self.strict && scalar) {
            let narrower = self.kind(inferred, pointer);
            members.set("allOf", Json::List(vec![or_null(field, narrower).into()]));
        }
        let strict = self.strict;
        let facts: Vec<_> = field.media.iter().filter(|fact| strict || !fact.inferred).collect();
        if !facts.is_empty() {
            self.beyond.add(RuleId::Media, pointer, "the file has to be what `x-nameplate-media` says");
        }
        members
            .with_some("default", field.default.as_ref().map(Json::literal))
            .with_some("deprecated", field.deprecated.is_some().then_some(Json::Bool(true)))
            .with_text("x-nameplate-instead", field.deprecated.as_deref().unwrap_or(""))
            .with_text("x-nameplate-unit", &field.unit)
            .with_some("x-nameplate-media", (!facts.is_empty()).then(|| media(&facts)))
            .into()
    }

    /// An object whose members follow from its tag: one schema a case, told apart by the tag's value.
    pub(super) fn choice(&mut self, choice: &Choice, pointer: &str) -> Members {
        let values: Vec<_> = choice.cases.iter().map(|case| Json::text(&case.value)).collect();
        let tag = Members::new()
            .with_text("description", &choice.doc)
            .with("type", Json::text("string"))
            .with("enum", Json::List(values))
            .with_some("default", choice.default.as_ref().map(Json::literal));
        let cases = choice.cases.iter().map(|case| self.case(choice, case, pointer).into()).collect();
        of_type("object")
            .with("properties", Members::new().with(choice.tag.to_string(), tag.into()).into())
            .with_some("required", choice.default.is_none().then(|| Json::texts(&[&choice.tag])))
            .with("oneOf", Json::List(cases))
    }

    fn case(&mut self, choice: &Choice, case: &Case, pointer: &str) -> Members {
        let is_default = matches!(&choice.default, Some(Literal::Text(value)) if *value == case.value);
        let tag =
            Members::new().with(choice.tag.to_string(), Members::new().with("const", Json::text(&case.value)).into());
        let required = if is_default { Vec::new() } else { vec![Json::text(&choice.tag)] };
        let start = Members::new().with_text("description", &case.doc);
        self.members_of(&case.object, start, tag, required, pointer)
    }
}

/// That a parameter is there under one of its names.
fn either_name(name: &str, other: &str) -> Json {
    let one = |name: &str| Members::new().with("required", Json::texts(&[name])).into();
    Members::new().with("anyOf", Json::List(vec![one(name), one(other)])).into()
}

/// The JSON Pointer of a member.
pub(super) fn member_of(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// Adds `null` to a value that may be it.
fn or_null(field: &Field, mut members: Members) -> Members {
    if !field.nullable {
        return members;
    }
    if let (Kind::AnyOf(_), Some(Json::List(either))) = (&field.kind, members.get_mut("anyOf")) {
        either.push(kinds::of_type("null").into());
        return members;
    }
    // What an object asks of its members, `null` would pass or fail by chance.
    if matches!(field.kind, Kind::Object(_) | Kind::Choice(_)) {
        let either = vec![members.into(), kinds::of_type("null").into()];
        return Members::new().with("anyOf", Json::List(either));
    }
    if let Some(kind) = members.get_mut("type") {
        *kind = Json::List(vec![kind.clone(), Json::text("null")]);
    }
    if let Some(only) = members.get_mut("const") {
        let values = Json::List(vec![only.clone(), Json::Null]);
        members = members.renamed("const", "enum", values);
    } else if let Some(Json::List(values)) = members.get_mut("enum") {
        values.push(Json::Null);
    }
    members
}

/// What the file of a media parameter has to be.
fn media(facts: &[&MediaFact]) -> Json {
    let value = |fact: &MediaFact| match (fact.min, fact.max, fact.words.as_ref()) {
        (_, _, [word]) => Json::text(word),
        (_, _, words) if !words.is_empty() => Json::texts(words),
        (Some(bound), None, _) | (None, Some(bound), _) => Json::exact(bound),
        (min, max, _) => Json::List([min, max].into_iter().flatten().map(Json::exact).collect()),
    };
    facts.iter().fold(Members::new(), |all, fact| all.with(fact.what.to_string(), value(fact))).into()
}
