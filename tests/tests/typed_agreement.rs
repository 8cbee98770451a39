//! What a typed request is, checks to, costs and sends is what its body is, checks to, costs and says: for every generated
//! model and every way to call it, on drawn bodies.
//!
//! `NAMEPLATE_REQUESTS=100000` draws more requests a model, `NAMEPLATE_SEED` other ones.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::cell::Cell;

use nameplate::spec::{JsonType, Kind, Literal, Object};
use nameplate::typed::{Checked, Request};
use nameplate::{Measures, Options, Rates, Report, RuleId};
use nameplate_tests::requests::{Random, body};
use nameplate_tests::{every_spec, for_every_request, generated};
use serde_json::Value;

fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |text| text.parse().expect("a whole number"))
}

/// Hands every drawn body of every way to a function.
fn drawn<T: Request>(each: impl FnMut(&str, &Options<'_>)) {
    drawn_times::<T>(setting("NAMEPLATE_REQUESTS", 150), each);
}

/// The same, so many for each way.
fn drawn_times<T: Request>(times: u64, mut each: impl FnMut(&str, &Options<'_>)) {
    for way in 0..T::SPEC.ways.len() {
        let options = Options { way, ..Options::new() };
        let mut random = Random::new(setting("NAMEPLATE_SEED", 20_261_123) ^ way as u64);
        for _ in 0..times {
            each(&body(T::SPEC, way, &mut random), &options);
        }
    }
}

/// The violations, without the places that only bytes have.
fn findings(report: &Report) -> Vec<(&str, RuleId, Option<&str>)> {
    let mut findings: Vec<_> = report
        .violations
        .iter()
        .map(|violation| (violation.pointer.as_str(), violation.rule, violation.name.as_deref()))
        .collect();
    findings.sort_unstable();
    findings
}

/// JSON with its numbers as doubles, so that `1` is `1.0`.
fn doubles(value: Value) -> Value {
    match value {
        // There is one zero: `-0` is `0`.
        Value::Number(number) => Value::from(number.as_f64().filter(|number| *number != 0.0).unwrap_or_default()),
        Value::Array(items) => items.into_iter().map(doubles).collect(),
        Value::Object(members) => members.into_iter().map(|(name, value)| (name, doubles(value))).collect(),
        Value::Null | Value::Bool(_) | Value::String(_) => value,
    }
}

/// A body as a typed request says it: numbers are doubles, and every choice says which case it is.
fn parsed<T: Request>(json: &str) -> Value {
    let mut value = doubles(serde_json::from_str(json).expect("JSON"));
    add_tags(&T::SPEC.body, &mut value);
    value
}

fn add_tags(object: &Object, value: &mut Value) {
    if let (Some(actions), Value::Object(members)) = (object.actions(), &mut *value)
        && let Some(Literal::Text(default)) = &actions.default
    {
        members.entry(&*actions.tag).or_insert_with(|| Value::from(&**default));
    }
    for field in object.fields.iter().chain(object.of_actions()) {
        if let Some(member) = value.get_mut(&*field.name) {
            add_tags_within(&field.kind, member);
        }
    }
}

fn add_tags_within(kind: &Kind, value: &mut Value) {
    match (kind, value) {
        (Kind::List(range), Value::Array(items)) => {
            for item in items {
                add_tags_within(&range.item[0].kind, item);
            }
        }
        (Kind::AnyOf(alternatives), value) => {
            let of = if value.is_array() { JsonType::List } else { JsonType::Object };
            for alternative in alternatives.iter().filter(|alternative| alternative.kind.json_type() == Some(of)) {
                add_tags_within(&alternative.kind, value);
            }
        }
        (Kind::Object(object), value) => add_tags(object, value),
        (Kind::Choice(choice), Value::Object(members)) => {
            if let Some(Literal::Text(default)) = &choice.default {
                members.entry(&*choice.tag).or_insert_with(|| Value::from(&**default));
            }
            let tag = members.get(&*choice.tag).cloned();
            let case = choice.cases.iter().find(|case| tag.as_ref().is_some_and(|tag| *tag == *case.value));
            let mut value = Value::Object(std::mem::take(members));
            add_tags(&case.expect("a case").object, &mut value);
            if let Value::Object(filled) = value {
                *members = filled;
            }
        }
        _ => {}
    }
}

#[test]
fn generated_tables_are_the_interpreted_ones() {
    let specs = every_spec().unwrap_or_else(|faults| panic!("{faults}"));
    for model in specs.models() {
        let generated = generated::models().iter().find(|generated| generated.name() == model.name());
        assert_eq!(Some(model), generated.copied(), "{}", model.name());
    }
    assert!(generated::models().len() > 50, "every fixture is among them");
}

#[test]
fn a_body_that_is_read_has_the_verdict_of_its_bytes() {
    fn reads<T: Request>() {
        drawn::<T>(|body, options| {
            let report = T::SPEC.check(body.as_bytes(), options);
            match T::from_json_with(body.as_bytes(), options) {
                Ok(checked) => assert_eq!(checked.report(), &report, "{body}"),
                Err(refused) => assert_eq!(refused, report, "{body}"),
            }
        });
    }
    for_every_request!(reads());
}

#[test]
fn a_request_that_was_read_is_what_was_sent() {
    fn holds<T: Request>() {
        let accepted = Cell::new(0);
        let mut holds = |body: &str, options: &Options<'_>| {
            let Ok(checked) = T::from_json_with(body.as_bytes(), options) else { return };
            accepted.set(accepted.get() + 1);
            let sent = checked.to_json();
            assert_eq!(parsed::<T>(&sent), parsed::<T>(body), "{}", T::SPEC.name());
            let again = T::from_json_with(sent.as_bytes(), options).expect("what was sent is accepted");
            assert_eq!(again.to_json(), sent);
            assert_eq!(again.fingerprint(), checked.fingerprint());
        };
        drawn::<T>(&mut holds);
        // Of bodies with many required members within each other few are drawn whole.
        if accepted.get() == 0 {
            drawn_times::<T>(3000, &mut holds);
        }
        assert!(accepted.get() > 0, "{}: no request was accepted", T::SPEC.name());
    }
    for_every_request!(holds());
}

#[test]
fn a_typed_request_has_the_verdict_and_the_price_of_its_body() {
    fn agrees<T: Request>() {
        drawn::<T>(|body, options| {
            let Ok(read) = T::from_json_with(body.as_bytes(), options) else { return };
            let verdict = T::SPEC.judge(body.as_bytes(), options);
            let typed = read.clone().into_inner().check_with(options).expect("the same request is accepted");
            assert_eq!(findings(typed.report()), findings(&verdict.report), "{}: {body}", T::SPEC.name());
            let (measures, rates) = (Measures::new(), Rates::published());
            assert_eq!(
                typed.estimate(&measures, &rates),
                T::SPEC.estimate(&verdict.resolved, &measures, &rates),
                "{body}"
            );
        });
    }
    for_every_request!(agrees());
}

#[test]
fn serde_writes_and_reads_the_body() {
    fn survives<T: Request + serde::Serialize + serde::de::DeserializeOwned>() {
        drawn::<T>(|body, options| {
            let Ok(checked) = T::from_json_with(body.as_bytes(), options) else { return };
            let request: T = Checked::into_inner(checked);
            let written = serde_json::to_string(&request).expect("a request can be written");
            assert_eq!(parsed::<T>(&written), parsed::<T>(body));
            let read: T = serde_json::from_str(&written).expect("what was written can be read");
            assert_eq!(read.to_json(), request.to_json());
        });
    }
    for_every_request!(survives());
}
