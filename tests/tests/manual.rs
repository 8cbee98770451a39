//! Every example of the manual does what the manual says of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use nameplate::spec::ModelSpec;
use std::collections::BTreeSet;

use nameplate::{Estimate, Exact, Measures, Options, Rates, Severity};
use nameplate_codegen::diagnostic::{self, Style};
use nameplate_codegen::{Faults, Specs};
use nameplate_tests::manual::{Example, Line, TEXT, examples};
use nameplate_tests::root;
use serde_json::Value;

/// The Rust of the manual, a test for each block.
mod rust {
    include!(concat!(env!("OUT_DIR"), "/manual.rs"));
}

fn compile(example: &Example) -> Result<Specs, Faults> {
    compile_model(example, &example.model)
}

fn compile_model(example: &Example, model: &str) -> Result<Specs, Faults> {
    nameplate_tests::compile_as("pixelmill", &example.provider, Some((&example.id, model)))
}

/// Calls a test with every example and its table.
fn each(test: impl Fn(&Example, &ModelSpec)) {
    let examples = examples();
    assert!(examples.len() > 20, "the manual has lost its examples");
    for example in &examples {
        let specs =
            compile(example).unwrap_or_else(|faults| panic!("{}:\n{}", example.id, faults.render(Style::Plain)));
        let rendered = diagnostic::render(&specs.warnings, &specs.sources, Style::Plain);
        assert!(specs.warnings.is_empty(), "{}:\n{rendered}", example.id);
        test(example, specs.models().next().expect("a model"));
    }
}

/// The body of a line, with the model in it.
fn body(line: &Line, spec: &ModelSpec) -> String {
    let rest = line.body.trim().strip_prefix('{').expect("an object");
    let comma = if rest.trim() == "}" { "" } else { ", " };
    format!("{{\"model\": \"{}\"{comma}{rest}", spec.id)
}

#[test]
fn requests_are_judged_as_the_manual_says() {
    each(|example, spec| {
        for line in &example.requests {
            let report = spec.check(body(line, spec).as_bytes(), &Options::new());
            let found: Vec<String> = report
                .violations
                .iter()
                .map(|found| match found.severity {
                    Severity::Error => found.rule.as_str().to_owned(),
                    Severity::Warning => format!("~{}", found.rule.as_str()),
                })
                .collect();
            let said: Vec<&str> = if line.says == "ok" { Vec::new() } else { line.says.split(", ").collect() };
            assert_eq!(found, said, "{}: {}\n{report}", example.id, line.body);
        }
    });
}

/// The schema of the model's first way.
fn schema_of(spec: &ModelSpec) -> Value {
    serde_json::from_str(&spec.json_schema(0, false)).expect("JSON")
}

#[test]
fn the_schema_accepts_what_the_manual_calls_ok() {
    each(|example, spec| {
        let schema = jsonschema::validator_for(&schema_of(spec)).expect("a schema");
        for line in example.requests.iter().filter(|line| line.says == "ok" || line.says.starts_with('~')) {
            let body = serde_json::from_str(&body(line, spec)).expect("JSON");
            assert!(schema.is_valid(&body), "{}: {}", example.id, line.body);
        }
    });
}

#[test]
fn the_schema_has_what_the_manual_shows_of_it() {
    each(|example, spec| {
        for shown in &example.schemas {
            let shown: Value = serde_json::from_str(shown).expect("JSON");
            let whole = schema_of(spec);
            assert!(is_part(&shown, &whole), "{}: {shown}\nis not in\n{whole:#}", example.id);
        }
    });
}

/// Whether every member of one value stands in another with the same value.
fn is_part(part: &Value, whole: &Value) -> bool {
    match (part, whole) {
        (Value::Object(part), Value::Object(whole)) => {
            part.iter().all(|(name, value)| whole.get(name).is_some_and(|found| is_part(value, found)))
        }
        _ => part == whole,
    }
}

#[test]
fn prices_are_what_the_manual_says() {
    each(|example, spec| {
        for line in &example.prices {
            let mut measures = Measures::new();
            for measure in &line.measures {
                let (name, value) = measure.split_once('=').expect("a measure");
                let number = |text: &str| Exact::decimal(text).expect("a decimal");
                let (min, max) = value.split_once("..").unwrap_or((value, value));
                measures.range(name, number(min), number(max)).expect("a measure");
            }
            let body = body(line, spec);
            let options = Options::new();
            let verdict = spec.judge(body.as_bytes(), &options);
            assert!(verdict.report.ok(), "{}: {}\n{}", example.id, line.body, verdict.report);
            let estimate = spec.estimate(&verdict.resolved, &measures, &Rates::published());
            assert_eq!(said_of(&estimate), line.says, "{}: {}", example.id, line.body);
        }
    });
}

/// An estimate as the manual writes it.
fn said_of(estimate: &Estimate) -> String {
    let text = serde_json::to_value(estimate).expect("JSON");
    let of = |name: &str| text[name].as_str().unwrap_or_default().to_owned();
    match of("kind").as_str() {
        "exact" => match text["credits"].as_i64() {
            Some(credits) => format!("{} {}, {credits} credits", of("total"), of("currency")),
            None => format!("{} {}", of("total"), of("currency")),
        },
        "range" => format!("range {} {} {}", of("min"), of("max"), of("currency")),
        "rate" => {
            let rate = |name: &str| text["rate"][name].as_str().unwrap_or_default().to_owned();
            format!("rate {} {} a {} of {}", rate("amount"), of("currency"), rate("unit"), rate("measure"))
        }
        _ => format!("unknown: {}", of("why")),
    }
}

#[test]
fn what_the_manual_calls_refused_is_refused_with_its_code() {
    let mut refused = 0;
    for example in examples() {
        for (code, model) in &example.refused {
            let faults =
                compile_model(&example, model).err().unwrap_or_else(|| panic!("{} passes:\n{model}", example.id));
            let codes: Vec<_> = faults.diagnostics.iter().map(|fault| fault.code).collect();
            assert!(codes.contains(&code.as_str()), "{}: {codes:?}\n{}", example.id, faults.render(Style::Plain));
            refused += 1;
        }
    }
    assert!(refused > 0);
}

#[test]
fn every_key_of_the_format_stands_in_the_manual() {
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let words: BTreeSet<&str> = TEXT.split(|letter| !is_word(letter)).collect();
    for schema in ["model", "provider"] {
        let path = root().join(format!("../specs/schema/{schema}.json"));
        let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).expect("JSON");
        let mut keys = BTreeSet::new();
        collect_keys(&schema, &mut keys);
        let missing: Vec<_> = keys.iter().filter(|key| !words.contains(key.as_str())).collect();
        assert!(keys.len() > 20 && missing.is_empty(), "the manual says nothing of {missing:?}");
    }
}

/// The names of members in every object that a schema describes.
fn collect_keys(schema: &Value, keys: &mut BTreeSet<String>) {
    match schema {
        Value::Object(members) => {
            for (name, value) in members {
                if let ("properties", Value::Object(properties)) = (name.as_str(), value) {
                    keys.extend(properties.keys().cloned());
                }
                collect_keys(value, keys);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect_keys(item, keys)),
        _ => {}
    }
}
