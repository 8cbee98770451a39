//! The checker and the emitted JSON Schema say the same, judged by an independent implementation: the schema accepts
//! everything that the checker accepts, and where it accepts more, the rule is one that the schema lists as beyond it.
//!
//! `NAMEPLATE_REQUESTS=100000` draws more requests a model, `NAMEPLATE_SEED` other ones.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::collections::BTreeSet;

use nameplate::spec::ModelSpec;
use nameplate::{Options, Severity};
use nameplate_tests::generated;
use nameplate_tests::requests::{Random, body};
use serde_json::Value;

fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |text| text.parse().expect("a whole number"))
}

#[test]
fn checker_and_schema_agree_on_drawn_requests() {
    let (count, seed) = (setting("NAMEPLATE_REQUESTS", 200), setting("NAMEPLATE_SEED", 20_261_123));
    let mut accepted = 0;
    // Every fixture that is fine is among them.
    for model in generated::models() {
        for (way, strict) in (0..model.ways.len()).flat_map(|way| [(way, false), (way, true)]) {
            accepted += agree(model, way, strict, count, seed);
        }
    }
    // Requests that are all refused would prove nothing.
    assert!(accepted > count, "only {accepted} requests were accepted");
}

/// How many of the drawn requests the checker accepts.
fn agree(model: &ModelSpec, way: usize, strict: bool, count: u64, seed: u64) -> u64 {
    let schema: Value = serde_json::from_str(&model.json_schema(way, strict)).expect("the schema is JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("the schema is one");
    let beyond: BTreeSet<&str> = schema["x-nameplate-beyond"]
        .as_array()
        .expect("what is beyond the schema is listed")
        .iter()
        .map(|entry| entry["rule"].as_str().expect("a rule"))
        .collect();
    let options = Options { way, strict, ..Options::new() };
    let mut random = Random::new(seed ^ (way as u64) << 8 ^ u64::from(strict));
    let mut accepted = 0;
    for _ in 0..count {
        let text = body(model, way, &mut random);
        let report = model.check(text.as_bytes(), &options);
        // A number that is no double is no JSON to that implementation; a repeated member counts once, the last one.
        let Ok(value) = serde_json::from_str::<Value>(&text) else {
            assert!(!report.ok(), "{}: not JSON, and accepted: {text}", model.name());
            continue;
        };
        let by_schema = validator.is_valid(&value);
        if report.ok() {
            accepted += 1;
            let why: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
            assert!(by_schema, "{} ({way}, {strict}): only the schema refuses {text}\n{why:#?}", model.name());
        } else if by_schema {
            let errors = report.violations.iter().filter(|violation| violation.severity == Severity::Error);
            for violation in errors {
                assert!(
                    beyond.contains(violation.rule.as_str()),
                    "{} ({way}, {strict}): the schema accepts {text}\nand does not list {violation:?}",
                    model.name()
                );
            }
        }
    }
    accepted
}
