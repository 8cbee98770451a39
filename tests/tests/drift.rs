//! Published revisions of a model against its spec. What a comparison claims of the schema is judged by an independent
//! implementation of JSON Schema, what it claims of the spec by the checker.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use nameplate::Options;
use nameplate::spec::ModelSpec;
use nameplate_codegen::Specs;
use nameplate_codegen::drift::{Drift, Side, drift};
use nameplate_tests::root;
use serde_json::{Value, json};

fn specs() -> Specs {
    nameplate_codegen::load(root().join("../specs")).unwrap_or_else(|faults| panic!("{faults}"))
}

fn compare(model: &ModelSpec, document: &Value) -> Drift {
    let provider = root().join("../specs").join(&*model.provider.id).join("provider.yaml");
    let found = drift(model, &std::fs::read_to_string(provider).unwrap(), &document.to_string(), None).unwrap();
    for difference in &found.differences {
        for (side, body) in &difference.witnesses {
            let by_spec = model.check(body.to_string().as_bytes(), &Options::new()).ok();
            let by_schema = takes(document, body);
            assert_eq!((by_spec, by_schema), (*side == Side::Spec, *side == Side::Published), "{difference:#?}");
        }
        if let Some(body) = &difference.read_differently {
            assert!(model.check(body.to_string().as_bytes(), &Options::new()).ok() && takes(document, body), "{body}");
        }
    }
    found
}

/// Whether a schema takes a body. It is silent about the member that names the model and about others that it does not list;
/// the first is in every body, the others are not taken.
fn takes(document: &Value, body: &Value) -> bool {
    let mut schema = document.get("json_request_schema").unwrap_or(document).clone();
    close(&mut schema);
    let mut body = body.clone();
    body.as_object_mut().unwrap().remove("model");
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    validator.is_valid(&body)
}

fn close(schema: &mut Value) {
    if let Value::Object(members) = schema {
        if members.contains_key("properties") {
            members.entry("additionalProperties").or_insert(json!(false));
        }
        members.values_mut().for_each(close);
    } else if let Value::Array(items) = schema {
        items.iter_mut().for_each(close);
    }
}

/// Each difference on a line: what, which side is wider, what each side says.
fn lines(drift: &Drift) -> Vec<String> {
    let line = |difference: &nameplate_codegen::drift::Difference| {
        let wider = difference.wider().map_or("neither", Side::as_str);
        format!(
            "{} {} ({wider}): {} | {}",
            difference.pointer,
            difference.what.as_str(),
            difference.published,
            difference.spec
        )
    };
    drift.differences.iter().map(line).collect()
}

fn revision(model: &str, day: &str) -> Value {
    let path = root().join("published").join(model).join(format!("{day}.json"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

const RATES: &str = "one of 23.976, 24, 25, 29.97, 30, 50, 59.94, 60";

#[test]
fn the_four_revisions_of_rhea_differ_from_its_spec_as_the_provider_changed_them() {
    let specs = specs();
    let model = specs.model("topazlabs-rhea-video").unwrap();
    let new = "/interpolate_frames parameter (spec): no such parameter | true or false".to_owned();
    let default = "/target_fps default (neither): 24 | 30".to_owned();
    let values = format!("/target_fps values (neither): a whole number 1..=60 | {RATES}");
    for (day, expected) in [
        ("2026-04-21", vec![new.clone(), default.clone(), values]),
        ("2026-05-16", vec![new, default]),
        ("2026-05-29", vec![]),
        ("2026-10", vec![]),
    ] {
        let found = compare(model, &revision("rhea", day));
        assert_eq!(lines(&found), expected, "{day}: {found}");
    }
}

#[test]
fn the_five_revisions_of_starlight_differ_from_its_spec_as_the_provider_changed_them() {
    let specs = specs();
    let model = specs.model("topazlabs-upscale-starlight-2-5-video").unwrap();
    let gone = |name: &str, kind: &str| format!("/{name} parameter (schema): {kind} | no such parameter");
    let new = "/interpolate_frames parameter (spec): no such parameter | true or false".to_owned();
    let default = "/target_fps default (neither): 24 | 30".to_owned();
    let values = format!("/target_fps values (neither): a whole number 1..=60 | {RATES}");
    let creativity = gone("creativity", "one of \"high\", \"low\", \"middle\"");
    let flags = [gone("enable_clc", "true or false"), gone("is_optimized_mode", "true or false")];
    let with = |first: Vec<String>, last: &[String]| first.into_iter().chain(last.iter().cloned()).collect::<Vec<_>>();
    let [clc, mode] = flags.clone();
    let three = [creativity, clc, mode];
    for (day, expected) in [
        ("2026-04-21", with(vec![new.clone(), default.clone(), values], &three)),
        ("2026-05-16", with(vec![new, default], &three)),
        ("2026-05-29", with(vec![], &three)),
        ("2026-06-26", with(vec![], &flags)),
        ("2026-07-10", vec![]),
    ] {
        let mut found = lines(&compare(model, &revision("starlight", day)));
        let mut expected = expected;
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{day}");
    }
}

#[test]
fn every_change_of_a_schema_is_found_and_shown() {
    let specs = specs();
    let model = specs.model("topazlabs-rhea-video").unwrap();
    let changes: &[(&str, Value, &str)] = &[
        ("/properties/blur/minimum", json!(-2), "/blur values (schema)"),
        ("/properties/blur/maximum", json!(0.5), "/blur values (spec)"),
        ("/properties/blur/exclusiveMaximum", json!(1), "/blur values (spec)"),
        ("/properties/blur/type", json!(["number", "null"]), "/blur null (schema)"),
        ("/properties/grain/type", json!("integer"), "/grain values (spec)"),
        ("/properties/resolution/enum/4", json!("8k"), "/resolution values (schema)"),
        ("/properties/resolution/enum/0", json!("480p"), "/resolution values (neither)"),
        ("/required/1", json!("resolution"), "/resolution required (spec)"),
        ("/required", json!([]), "/input_video required (schema)"),
        ("/properties/seed", json!({"type": "integer"}), "/seed parameter (schema)"),
        ("/properties/interpolate_frames/type", json!("string"), "/interpolate_frames values (neither)"),
        ("/properties/input_video/maxLength", json!(50), "/input_video values (spec)"),
        ("/properties/blur/type", json!(["number", "string"]), "/blur values (schema)"),
        ("/properties/grain_type/default", json!("grey"), "/grain_type default (neither)"),
        (
            "/properties/shots",
            json!({"type": "array", "items": {"type": "object", "properties": {"a": {"type": "integer"}}}}),
            "/shots parameter (schema)",
        ),
    ];
    for (pointer, value, expected) in changes {
        let mut document = revision("rhea", "2026-10");
        let schema = &mut document["json_request_schema"];
        let (parent, last) = pointer.rsplit_once('/').unwrap();
        match schema.pointer_mut(parent).unwrap() {
            Value::Object(members) => drop(members.insert(last.to_owned(), value.clone())),
            Value::Array(items) => {
                items.truncate(last.parse().unwrap());
                items.push(value.clone());
            }
            other => panic!("{other}"),
        }
        let found = compare(model, &document);
        assert!(lines(&found).iter().any(|line| line.starts_with(expected)), "{pointer}: {found}");
    }
}

#[test]
fn a_schema_that_no_spec_can_say_is_not_said_to_differ_there() {
    let specs = specs();
    let model = specs.model("topazlabs-rhea-video").unwrap();
    for change in
        [json!({"type": ["string", "array"]}), json!({"type": "number", "minimum": -5, "not": {"const": 2}}), json!({})]
    {
        let mut document = revision("rhea", "2026-10");
        document["json_request_schema"]["properties"]["blur"] = change;
        let found = compare(model, &document);
        let only_default = found.differences.iter().all(|difference| difference.what.as_str() == "default");
        assert!(only_default, "{found}");
        assert!(found.not_compared.iter().any(|remark| remark.pointer.contains("blur")), "{found}");
    }
}
