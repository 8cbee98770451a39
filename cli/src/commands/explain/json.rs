//! What `explain --json` says.

use nameplate::spec::{Billing, ErrorCode, ErrorPlace, Field, Kind, ModelSpec, Object, Rule};
use nameplate_codegen::emit::words;
use serde_json::{Value, json};

use super::model::is_model_member;
use super::parameter::{allowed, json_text};

/// A model.
pub(super) fn model(spec: &ModelSpec, with_errors: bool) -> Value {
    let fields = spec.body.fields.iter().filter(|field| !is_model_member(spec, field));
    let mut value = json!({
        "model": spec.name(),
        "title": spec.title,
        "summary": spec.summary,
        "about": spec.about,
        "family": spec.family,
        "output": spec.output,
        "endpoint": spec.endpoint,
        "ways": spec.ways,
        "takes": spec.takes.map(|takes| [takes.from, takes.to]),
        "parameters": fields.map(|field| parameter(field, spec)).collect::<Vec<_>>(),
        "actions": spec.body.actions().map(|actions| json!({
            "by": actions.tag,
            "doc": actions.doc,
            "default": actions.default.as_ref().map(|literal| json_value(&json_text(literal))),
            "cases": actions.cases.iter().map(|action| json!({
                "value": action.value,
                "doc": action.doc,
                "parameters": action.object.fields.iter().map(|field| parameter(field, spec)).collect::<Vec<_>>(),
                "rules": action.object.rules.iter().map(|item| rule(item, &spec.body)).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
        })),
        "rules": spec.body.rules.iter().map(|item| rule(item, &spec.body)).collect::<Vec<_>>(),
        "price": price(spec),
        "examples": spec.examples.iter().map(|example| json!({
            "name": example.name,
            "title": example.title,
            "body": serde_json::from_str::<Value>(&example.body).unwrap_or_default(),
            "measures": example.measures,
        })).collect::<Vec<_>>(),
        "tips": spec.tips,
        "limits": spec.limits,
        "sources": spec.sources.iter().map(|source| json!({
            "name": source.name,
            "url": source.url,
            "read": source.read,
            "confidence": source.confidence.as_str(),
        })).collect::<Vec<_>>(),
    });
    if with_errors && let Some(members) = value.as_object_mut() {
        let errors = spec.provider.errors.iter().map(|error| code(&spec.provider.id, error));
        members.insert("errors".to_owned(), errors.collect());
    }
    value
}

/// A parameter, with those inside it.
pub(super) fn parameter(field: &Field, spec: &ModelSpec) -> Value {
    let ways = spec.ways.iter().enumerate().filter(|(way, _)| field.taken_by(*way)).map(|(_, name)| name.as_ref());
    let source = spec.sources.get(usize::from(field.source)).map(|source| source.name.as_ref());
    json!({
        "name": field.name,
        "kind": field.kind.word(),
        "doc": field.doc,
        "required": field.required,
        "default": field.default.as_ref().map(|literal| json_value(&json_text(literal))),
        "nullable": field.nullable,
        "unit": field.unit,
        "allowed": allowed(field),
        "values": values(&field.kind),
        "inferred": field.inferred.as_ref().and_then(|kind| words::limits(kind)),
        "file": field.media.iter().map(words::media_fact).collect::<Vec<_>>(),
        "deprecated": field.deprecated,
        "disputed": field.disputed,
        "ways": ways.collect::<Vec<_>>(),
        "source": source,
        "parameters": inside(&field.kind, spec),
    })
}

fn values(kind: &Kind) -> Vec<Value> {
    match kind {
        Kind::OneOf(words) => {
            let value = |word: &nameplate::spec::Word| json!({"value": word.value, "doc": word.doc, "deprecated": word.deprecated});
            words.iter().map(value).collect()
        }
        Kind::OneOfNumbers(numbers) => {
            let value = |number: &nameplate::spec::Listed| json!({"value": json_value(&number.value.to_string()), "doc": number.doc, "deprecated": number.deprecated});
            numbers.iter().map(value).collect()
        }
        Kind::AnyOf(alternatives) => alternatives.iter().flat_map(|alternative| values(&alternative.kind)).collect(),
        _ => Vec::new(),
    }
}

/// The parameters inside a value; recursion ends with the objects of the spec, whose depth is limited.
fn inside(kind: &Kind, spec: &ModelSpec) -> Vec<Value> {
    let all = |object: &Object| object.fields.iter().map(|field| parameter(field, spec)).collect::<Vec<_>>();
    match kind {
        Kind::List(list) => list.item.first().map(|item| parameter(item, spec)).into_iter().collect(),
        Kind::Object(object) => all(object),
        Kind::AnyOf(alternatives) => alternatives.iter().map(|alternative| parameter(alternative, spec)).collect(),
        Kind::Choice(choice) => {
            let case = |case: &nameplate::spec::Case| json!({"when": {choice.tag.as_ref(): case.value}, "parameters": all(&case.object)});
            choice.cases.iter().map(case).collect()
        }
        _ => Vec::new(),
    }
}

/// A rule.
pub(super) fn rule(rule: &Rule, object: &Object) -> Value {
    json!({
        "name": rule.name,
        "asks": words::asks(rule, object),
        "message": rule.message,
        "inferred": rule.inferred,
        "disputed": rule.disputed,
    })
}

fn price(spec: &ModelSpec) -> Value {
    match &spec.billing {
        Billing::Unpublished(why) => json!({"unpublished": why}),
        Billing::Formula(formula) => json!({
            "doc": formula.doc,
            "currency": formula.currency,
            "measures": formula.measures.iter().map(|measure| json!({
                "name": measure.name,
                "unit": measure.unit,
                "doc": measure.doc,
                "by_provider": measure.by_provider,
                "after_run": measure.after_run,
            })).collect::<Vec<_>>(),
            "rates": formula.rates.iter().map(words::rate).collect::<Vec<_>>(),
            "steps": formula.steps.iter().map(|step| json!({"name": step.name, "unit": step.unit, "by": step.text})).collect::<Vec<_>>(),
            "total": formula.steps.get(usize::from(formula.total)).map(|step| &step.name),
            "credits": formula.credits.as_ref().map(|credits| &credits.text),
            "read": formula.read,
            "confidence": formula.confidence.as_str(),
        }),
    }
}

/// A code of a provider.
pub(super) fn code(provider: &str, code: &ErrorCode) -> Value {
    let value = match &code.code {
        ErrorPlace::Number(number) => Value::from(*number),
        ErrorPlace::Text(text) => Value::from(text.as_ref()),
    };
    json!({
        "provider": provider,
        "code": value,
        "name": code.name,
        "http": (code.http != 0).then_some(code.http),
        "doc": code.doc,
        "message": code.message,
        "answers": code.answers,
        "at_submit": code.at_submit,
        "at_job": code.at_job,
        "charge": code.charge,
        "retry": code.retry,
    })
}

fn json_value(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}
