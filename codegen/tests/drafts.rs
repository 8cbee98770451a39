//! Drafts of specs from published schemas: whatever the schema, a draft is a spec, and it takes what the schema takes. The
//! judge of the second is an independent implementation of JSON Schema.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use nameplate::Options;
use nameplate_codegen::diagnostic::Sources;
use nameplate_codegen::folder::SpecFile;
use nameplate_codegen::published::{Kind, Object, Refused};
use nameplate_codegen::scaffold::{Draft, Origin, from_schema};
use nameplate_codegen::{Specs, compile};
use proptest::prelude::*;
use serde_json::{Value, json};

const PROVIDER: &str = r#"
provider: acme
title: Acme
origin: https://api.example.com
auth: {bearer: {env: ACME_API_KEY}}
ways:
  queue:
    submit: {post: "/v1{endpoint}", answers: job, job_ids: /id, cost: paid}
    poll: {get: "/v1/jobs/{job_id}", every: 5s, cost: free}
    status: {at: /status, running: [queued], succeeded: [done], failed: [failed]}
    outputs: {any: /url}
    adds: {priority: {bool: {}}}
details: {get: "/v1/models/{model}", schema_at: [/schema]}
errors: {at: {code: /code}}
"#;

fn draft(document: &str) -> Result<Draft, Refused> {
    operation(document, None)
}

fn operation(document: &str, operation: Option<&str>) -> Result<Draft, Refused> {
    let draft = from_schema(&Origin { provider: "acme", provider_yaml: PROVIDER, model: "one" }, document, operation)?;
    assert_is_a_draft(&draft.text);
    Ok(draft)
}

/// A draft is read and checked like any spec, and nothing is wrong with it.
fn assert_is_a_draft(text: &str) -> Specs {
    let mut sources = Sources::default();
    let files = [(None, PROVIDER), (Some("one"), text)].map(|(model, text)| SpecFile {
        provider: "acme".to_owned(),
        model: model.map(str::to_owned),
        file: sources.add("spec.yaml", text),
    });
    let specs = compile(sources, &files).unwrap_or_else(|faults| panic!("{faults}\n{text}"));
    assert_eq!(specs.warnings, [], "{text}");
    assert!(specs.catalogue.models.iter().all(|model| model.draft), "{text}");
    assert_eq!(specs.models().count(), 1, "{text}");
    specs
}

fn schema(properties: &Value) -> Value {
    json!({"type": "object", "properties": properties})
}

#[test]
fn a_draft_says_what_the_schema_says_and_lists_the_rest() {
    let document = json!({
        "schema": {
            "title": "One",
            "description": "Makes a video. Slowly.",
            "type": "object",
            "required": ["prompt"],
            "properties": {
                "model": {"const": "one"},
                "prompt": {"type": "string", "minLength": 1, "description": "What it shows: \"anything\".", "examples": ["A fox"]},
                "when": {"type": "string", "format": "date-time", "deprecated": true},
                "any": {"type": ["string", "array"], "description": "Unsayable"},
                "seconds": {"anyOf": [{"const": "auto"}, {"type": "integer", "minimum": 4}], "default": "auto"},
                "size": {"type": "string", "enum": ["no", "720p"], "default": "720p"},
                "priority": {"type": "boolean"},
                "seed": {"type": "integer", "default": 0, "minimum": 1},
            },
            "examples": [{"model": "theirs", "prompt": "A fox"}, {"prompt": ""}],
        }
    });
    let draft = draft(&document.to_string()).unwrap();
    assert_eq!(
        draft.text,
        r#"# yaml-language-server: $schema=../../schema/model.json
# Drafted from a schema. A schema states neither what the model is for nor what it costs, and rarely what several
# parameters mean together: read this beside the model's page, line by line, and then take `draft: true` away.
#
# What the schema says and this draft does not:
#   #/schema: the example `example_2` does not pass: too_short at `/prompt`
#   #/schema/properties/any: a value may be of several types, and there is no kind for its arrays
#   #/schema/properties/priority: the way `queue` adds a member `priority` of its own
#   #/schema/properties/seed/default: the default 0: the default of `seed` is not allowed by the parameter itself: `seed` takes 1..=9223372036854775807, found `0` (out_of_range)
#   #/schema/properties/when/format: nothing checks the format `"date-time"`
model: one
# While this stands here, nothing is generated from this file and its faults block nobody.
draft: true
title: One
about: Makes a video. Slowly.
# A guess: what the model makes is video, image, audio or text.
kind: video
# The page that documents the model, and the day on which you read it.
page: {url: "https://example.com/to-be-stated", read: "2000-01-01", confidence: documented}
# The path of the model's endpoint.
endpoint: "/to-be-stated"
# The ways to call it by the names in provider.yaml, the advised one first.
ways: [queue]

# Not said: the example `example_2` does not pass: too_short at `/prompt` (#/schema)
parameters:
  # `any` is left out:
  # Not said: a value may be of several types, and there is no kind for its arrays (#/schema/properties/any)
  # `priority` is left out:
  # Not said: the way `queue` adds a member `priority` of its own (#/schema/properties/priority)
  prompt:
    # Example: "A fox"
    doc: "What it shows: \"anything\"."
    required: true
    text: {min_chars: 1}
  seconds:
    default: auto
    any_of:
      - one_of: [auto]
      - integer: {min: 4}
  seed:
    # Not said: the default 0: the default of `seed` is not allowed by the parameter itself: `seed` takes 1..=9223372036854775807, found `0` (out_of_range) (#/schema/properties/seed/default)
    integer: {min: 1}
  size:
    default: 720p
    one_of: ["no", 720p]
  when:
    # Not said: nothing checks the format `"date-time"` (#/schema/properties/when/format)
    deprecated: The schema marks it as deprecated.
    text: {}

billing: {unpublished: The schema states no price.}

examples:
  example_1: {body: {model: one, prompt: "A fox"}}
"#
    );
}

#[test]
fn an_operation_gives_its_path_and_its_bodies() {
    let document = "
openapi: 3.0.3
paths:
  /v1/videos:
    post:
      summary: 'Make: a video'
      requestBody:
        content:
          application/json:
            schema: {type: object, properties: {n: {type: integer, nullable: true}}}
            examples: {two: {value: {n: 2}}}
";
    let draft = operation(document, Some("POST /v1/videos")).unwrap();
    assert!(draft.text.contains("endpoint: \"/videos\"\n"), "{}", draft.text);
    assert!(draft.text.contains("title: \"Make: a video\"\n"), "{}", draft.text);
    assert!(draft.text.contains("  two: {body: {model: one, \"n\": 2}}\n"), "{}", draft.text);
}

#[test]
fn texts_of_a_schema_stay_texts() {
    let hostile = [
        "'\"\\",
        "a: b # c",
        "*/ -->",
        "{{7*7}}",
        "- &x *y !z",
        "\u{0}\u{7f}\u{85}\u{2028}\u{feff}",
        "\r\n---\n...",
        "%YAML 1.1",
        "🎬\ttab",
        "]]>}",
        "draft: false\nmodel: evil",
    ];
    for text in hostile {
        let document = json!({
            "type": "object", "title": text, "description": text, "x-strange": text,
            "properties": {text: {"type": "string", "description": text, "default": text, "examples": [text], "pattern": text, "format": text},
                "e": {"enum": [text, "b"], "description": text}, "l": {"oneOf": [{"const": text, "title": text}, {"const": "b"}]}},
            "required": [text, "gone"], "examples": [{"e": text}],
        });
        let draft = draft(&document.to_string()).unwrap_or_else(|refused| panic!("{text:?}: {refused}"));
        let model = draft.specs.models().next().unwrap();
        assert_eq!((&*model.id, &*model.about), ("one", text.trim()), "{}", draft.text);
        assert!(model.body.fields.iter().any(|field| field.name == "e" && field.doc == text.trim()), "{}", draft.text);
    }
}

#[test]
fn names_that_are_no_identifiers_are_kept_or_left_out_with_a_reason() {
    let names = ["type", "self", "a b", "1", "ä", "A", "a", "a-b", "a_b", "", "null", "$ref", "x".repeat(300).as_str()]
        .map(str::to_owned);
    let properties: serde_json::Map<String, Value> =
        names.iter().map(|name| (name.clone(), json!({"type": "boolean"}))).collect();
    let draft = draft(&schema(&Value::Object(properties)).to_string()).unwrap();
    for member in &draft.body.members {
        assert!(member.kind == Kind::Bool || !member.remarks.is_empty(), "{}", member.name);
    }
    assert!(draft.body.members.iter().filter(|member| member.kind == Kind::Bool).count() >= 8, "{}", draft.text);
}

#[test]
fn what_cannot_be_a_spec_is_refused() {
    let origin = |provider, model| Origin { provider, provider_yaml: PROVIDER, model };
    let good = schema(&json!({})).to_string();
    assert!(from_schema(&origin("acme", "../x"), &good, None).is_err());
    assert!(from_schema(&origin("a/b", "x"), &good, None).is_err());
    let broken = Origin { provider: "acme", provider_yaml: "provider: acme\n", model: "one" };
    assert!(from_schema(&broken, &good, None).unwrap_err().message.contains("provider's spec"));
    let other = Origin { provider: "other", provider_yaml: PROVIDER, model: "one" };
    assert!(from_schema(&other, &good, None).is_err());
    assert!(draft("[]").is_err());
    let long = "word ".repeat(20_000);
    assert!(draft(&json!({"type": "object", "description": long}).to_string()).is_err());
}

/// A schema of some depth: mostly what specs can say, now and then what they cannot.
fn any_schema() -> impl Strategy<Value = Value> {
    let small = || {
        prop_oneof![Just(json!(-1)), Just(json!(0)), Just(json!(1)), Just(json!(2)), Just(json!(2.5)), Just(json!(5))]
    };
    let number = (prop_oneof![Just("integer"), Just("number")], prop::collection::vec((0..5usize, small()), 0..3))
        .prop_map(|(kind, limits)| {
            let mut schema = json!({"type": kind});
            for (at, value) in limits {
                let key = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "default"][at];
                schema[key] = value;
            }
            schema
        });
    let text = (0..3u64, 0..4u64, prop::option::of("[a-c]{0,2}")).prop_map(|(min, max, default)| {
        let mut schema = json!({"type": "string", "minLength": min});
        if max > 0 {
            schema["maxLength"] = json!(max);
        }
        if let Some(default) = default {
            schema["default"] = json!(default);
        }
        schema
    });
    let listed = prop::collection::vec(
        prop_oneof![
            Just(json!("a")),
            Just(json!("yes")),
            Just(json!(1)),
            Just(json!(1.0)),
            Just(json!(null)),
            Just(json!("")),
            Just(json!(true))
        ],
        0..4,
    )
    .prop_map(|values| json!({"enum": values}));
    let odd = prop_oneof![
        Just(json!({})),
        Just(json!(true)),
        Just(json!(false)),
        Just(json!({"type": "boolean"})),
        Just(json!({"$ref": "#"})),
        Just(json!({"type": ["string", "integer"]})),
        Just(json!({"type": "string", "pattern": "^[ab]+$"})),
        Just(json!({"type": "string", "pattern": "b"})),
        Just(json!({"type": "object"})),
        Just(json!({"type": "array"})),
        Just(json!({"multipleOf": 2})),
        Just(json!({"type": "integer", "multipleOf": 3, "nullable": true})),
    ];
    let leaf = prop_oneof![3 => number, 3 => text, 3 => listed, 2 => odd];
    leaf.prop_recursive(3, 16, 3, |inner| {
        prop_oneof![
            (inner.clone(), 0..3u64, any::<bool>()).prop_map(
                |(item, most, unique)| json!({"type": "array", "items": item, "maxItems": most, "uniqueItems": unique})
            ),
            prop::collection::btree_map("[a-c]", inner.clone(), 0..3).prop_map(|members| {
                let required: Vec<&String> = members.keys().take(1).collect();
                json!({"type": "object", "required": required, "properties": members, "additionalProperties": false})
            }),
            prop::collection::vec(inner.clone(), 1..3).prop_map(|all| json!({"allOf": all})),
            prop::collection::vec(inner.clone(), 1..3).prop_map(|any| json!({"anyOf": any})),
            inner.prop_map(|inner| json!({"oneOf": [inner, {"type": "null"}]})),
        ]
    })
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(json!(null)),
        Just(json!(true)),
        Just(json!(-1)),
        Just(json!(0)),
        Just(json!(1)),
        Just(json!(2)),
        Just(json!(3)),
        Just(json!(5)),
        Just(json!(6)),
        Just(json!(0.5)),
        Just(json!(2.5)),
        Just(json!("")),
        Just(json!("a")),
        Just(json!("b")),
        Just(json!("ab")),
        Just(json!("abc")),
        Just(json!("yes")),
        Just(json!("aaaa")),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map("[a-c]", inner, 0..3).prop_map(|members| json!(members)),
        ]
    })
}

/// Whether something in an object could not be said at all.
fn has_unsaid(object: &Object) -> bool {
    object.members.iter().any(|member| is_unsaid(&member.kind))
}

fn is_unsaid(kind: &Kind) -> bool {
    match kind {
        Kind::Unsaid => true,
        Kind::List { item, .. } => is_unsaid(&item.kind),
        Kind::AnyOf(all) => all.iter().any(|one| is_unsaid(&one.kind)),
        kind => kind.objects().into_iter().any(has_unsaid),
    }
}

/// The schema with `null` said in the words of JSON Schema, which knows no `nullable`.
fn with_null(schema: &Value) -> Value {
    match schema {
        Value::Object(members) => {
            let mut members: serde_json::Map<String, Value> =
                members.iter().map(|(name, value)| (name.clone(), with_null(value))).collect();
            if members.remove("nullable").is_some() {
                return json!({"anyOf": [members, {"type": "null"}]});
            }
            Value::Object(members)
        }
        Value::Array(items) => items.iter().map(with_null).collect(),
        other => other.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_schema_a_draft_is_a_spec_that_takes_what_the_schema_takes(
        properties in prop::collection::btree_map("[x-z]", any_schema(), 0..4),
        bodies in prop::collection::vec(prop::collection::btree_map("[x-z]", any_value(), 0..4), 12),
    ) {
        let mut schema = json!({"type": "object", "properties": properties, "additionalProperties": false});
        let Ok(draft) = draft(&schema.to_string()) else { return Ok(()) };
        if has_unsaid(&draft.body) {
            return Ok(());
        }
        let is_exact = !draft.unsaid.iter().any(|remark| remark.widens);
        schema = with_null(&schema);
        let Ok(validator) = jsonschema::draft202012::new(&schema) else { return Ok(()) };
        let model = draft.specs.models().next().unwrap();
        for mut body in bodies {
            let by_schema = validator.is_valid(&json!(body));
            body.insert("model".to_owned(), json!("one"));
            let text = json!(body).to_string();
            let report = model.check(text.as_bytes(), &Options::new());
            prop_assert!(report.ok() || !by_schema, "only the schema takes {text}: {report:#?}\n{}", draft.text);
            prop_assert!(!report.ok() || by_schema || !is_exact, "only the draft takes {text}\n{schema}\n{}", draft.text);
        }
    }

    #[test]
    fn a_document_of_anything_is_refused_or_drafted(document in any_value(), text in any::<String>()) {
        let _ = draft(&document.to_string());
        let _ = draft(&text);
        let _ = draft(&json!({"type": "object", "properties": document, "required": document, "allOf": document, "oneOf": document, "x-order": document}).to_string());
        let _ = draft(&json!({"openapi": document, "paths": document}).to_string());
    }
}
