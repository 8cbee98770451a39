//! The schema of a body whose members follow from an action: every member stands at the top, so that `properties` and
//! `additionalProperties` say which there are; an `if` for each action says which of them it has and what it asks of them.

use super::Printer;
use super::json::{Json, Members};
use super::object::member_of;
use crate::spec::{Case, Choice, Field, Literal, Object, SlotUse};

/// The members of the actions by name, each with its schema under every action that has it.
type Parts<'a> = Vec<(&'a str, Vec<(usize, Json)>)>;

impl Printer {
    /// Adds actions to the schema of a body.
    pub(super) fn with_actions(
        &mut self,
        body: &Object,
        field: &Field,
        actions: &Choice,
        mut members: Members,
        pointer: &str,
    ) -> Members {
        let parts = self.parts(actions, pointer);
        if let Some(Json::Object(properties)) = members.get_mut("properties") {
            properties.set(actions.tag.to_string(), tag(field, actions));
            for (name, schemas) in &parts {
                properties
                    .set((*name).to_owned(), common_schema(schemas).cloned().unwrap_or_else(|| Members::new().into()));
            }
        }
        if actions.default.is_none() {
            match members.get_mut("required") {
                Some(Json::List(required)) => required.push(Json::text(&actions.tag)),
                _ => members = with_required(members, &actions.tag),
            }
        }
        let each = actions.cases.iter().enumerate();
        let entries: Vec<Json> =
            each.map(|(index, action)| self.action(body, (actions, action, index), &parts, pointer).into()).collect();
        match members.get_mut("allOf") {
            Some(Json::List(rules)) => {
                rules.extend(entries);
                members
            }
            _ => members.with("allOf", Json::List(entries)),
        }
    }

    fn parts<'a>(&mut self, actions: &'a Choice, pointer: &str) -> Parts<'a> {
        let mut parts: Parts<'a> = Vec::new();
        for (index, action) in actions.cases.iter().enumerate() {
            for field in action.object.fields.iter() {
                let schema = self.field(field, &member_of(pointer, &field.name));
                match parts.iter_mut().find(|(name, _)| *name == field.name) {
                    Some((_, schemas)) => schemas.push((index, schema)),
                    None => parts.push((&field.name, vec![(index, schema)])),
                }
            }
        }
        parts
    }

    /// What holds for one action: the members of others are refused, its own may differ from those of others.
    fn action(
        &mut self,
        body: &Object,
        (actions, action, index): (&Choice, &Case, usize),
        parts: &Parts<'_>,
        pointer: &str,
    ) -> Members {
        let is_default = matches!(&actions.default, Some(Literal::Text(value)) if *value == action.value);
        let value = Members::new().with("const", Json::text(&action.value));
        let when = Members::new()
            .with("properties", Members::new().with(actions.tag.to_string(), value.into()).into())
            .with_some("required", (!is_default).then(|| Json::texts(&[&actions.tag])));
        let mut properties = Members::new();
        for (name, schemas) in parts {
            match schemas.iter().find(|(at, _)| *at == index) {
                None => properties.set((*name).to_owned(), Json::Bool(false)),
                Some((_, schema)) if common_schema(schemas).is_none() => {
                    properties.set((*name).to_owned(), schema.clone());
                }
                Some(_) => {}
            }
        }
        let required: Vec<_> = action
            .object
            .fields
            .iter()
            .filter(|field| field.required || (self.strict && field.inferred_required))
            .map(|field| Json::text(&field.name))
            .collect();
        let rules = self.rules(&as_one(body, action), pointer);
        let then = Members::new()
            .with_some("properties", (!properties.is_empty()).then(|| properties.into()))
            .with_some("required", (!required.is_empty()).then_some(Json::List(required)))
            .with_some("allOf", (!rules.is_empty()).then_some(Json::List(rules)));
        Members::new()
            .with("title", Json::text(&action.value))
            .with_text("description", &action.doc)
            .with("if", when.into())
            .with("then", then.into())
    }
}

fn tag(field: &Field, actions: &Choice) -> Json {
    let values: Vec<_> = actions.cases.iter().map(|action| &action.value).collect();
    Members::new()
        .with_text("description", if actions.doc.is_empty() { &field.doc } else { &actions.doc })
        .with("type", Json::text("string"))
        .with("enum", Json::texts(&values))
        .with_some("default", actions.default.as_ref().map(Json::literal))
        .into()
}

/// The schema that a member has under every action that has it; none when they differ.
fn common_schema(schemas: &[(usize, Json)]) -> Option<&Json> {
    let (_, first) = schemas.first()?;
    schemas.iter().all(|(_, schema)| schema == first).then_some(first)
}

/// `required` stands before `additionalProperties`, as everywhere.
fn with_required(members: Members, tag: &str) -> Members {
    let closed = Json::Bool(false);
    members.renamed("additionalProperties", "required", Json::texts(&[tag])).with("additionalProperties", closed)
}

/// A body and one of its actions as one object, with the rules of the action: what its rules see.
fn as_one(body: &Object, action: &Case) -> Object {
    let own = action.object.fields.iter();
    let mut slots = body.slots.to_vec();
    for field in own.clone() {
        for SlotUse { slot, .. } in field.feeds.iter().filter(|feed| feed.up == 0) {
            if let Some(slot) = slots.get_mut(usize::from(*slot)) {
                slot.default.clone_from(&field.default);
            }
        }
    }
    Object {
        fields: body.fields.iter().chain(own).cloned().collect(),
        slots: slots.into(),
        rules: action.object.rules.clone(),
        action: Vec::new().into(),
    }
}
