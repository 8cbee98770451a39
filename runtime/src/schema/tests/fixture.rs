//! Small tables, and what is printed of them.

#![allow(clippy::panic, reason = "tests")]

use super::super::{Beyond, Printer};
use crate::Exact;
use crate::schema::{Json, Members};
use crate::spec::{Field, Kind, Literal, Object, Rule, Slot, SlotUse, Take, Word, text};

pub(super) fn dec(text: &str) -> Exact {
    Exact::decimal(text).unwrap_or_else(|| panic!("{text} is a decimal"))
}

pub(super) fn number(text: &str) -> Literal {
    Literal::Number(dec(text))
}

pub(super) fn word(value: &'static str) -> Literal {
    Literal::Text(text(value))
}

pub(super) fn one_of(words: &[&'static str]) -> Kind {
    Kind::OneOf(words.iter().map(|word| Word::new(word)).collect())
}

/// The members of a schema of an object, and what it does not say, each as `rule pointer text`.
pub(super) fn printed(object: &Object, way: usize, strict: bool) -> (Members, Vec<String>) {
    let mut printer = Printer { way, strict, beyond: Beyond::of_every_model() };
    let members = printer.object(object, "");
    let Json::List(beyond) = printer.beyond.into_json() else { panic!("a list") };
    let parts = |entry: Json| match entry {
        Json::Object(mut entry) => ["rule", "pointer", "text"].map(|name| match entry.get_mut(name) {
            Some(Json::Text(text)) => text.clone(),
            other => panic!("{other:?}"),
        }),
        other => panic!("{other}"),
    };
    (members, beyond.into_iter().skip(5).map(|entry| parts(entry).join(" ")).collect())
}

/// What is printed of one member named `x`, and what is not said.
pub(super) fn member(field: Field, strict: bool) -> (String, Vec<String>) {
    let object = Object { fields: vec![field].into(), ..Object::new(&[]) };
    let (mut members, beyond) = printed(&object, 0, strict);
    let Some(Json::Object(properties)) = members.get_mut("properties") else { panic!("properties") };
    (properties.get_mut("x").map(|member| member.to_string()).unwrap_or_default(), beyond)
}

/// An object in which every member feeds a slot of its own, in the same order.
pub(super) fn object(fields: Vec<Field>, rules: Vec<Rule>) -> Object {
    let slots = fields.iter().map(|field| Slot {
        path: field.name.clone(),
        pointer: format!("/{}", field.name).into(),
        take: if matches!(field.kind, Kind::List(_)) { Take::Count } else { Take::Value },
        fact: text(""),
        form: text(""),
        default: field.default.clone(),
        alias: None,
    });
    let slots: Vec<_> = slots.collect();
    let fields =
        fields.into_iter().zip(0..).map(|(field, slot)| Field { feeds: vec![SlotUse::new(0, slot)].into(), ..field });
    Object { fields: fields.collect(), slots: slots.into(), rules: rules.into(), ..Object::new(&[]) }
}

/// The entries of `allOf` without their titles, and what is not said.
pub(super) fn entries(object: &Object) -> (Vec<String>, Vec<String>) {
    let (mut members, beyond) = printed(object, 0, false);
    let entries = match members.get_mut("allOf") {
        Some(Json::List(entries)) => entries
            .iter()
            .map(|entry| {
                let text = entry.to_string();
                text.split_once(", ").map_or(text.clone(), |(_, rest)| format!("{{{rest}"))
            })
            .collect(),
        _ => Vec::new(),
    };
    (entries, beyond)
}
