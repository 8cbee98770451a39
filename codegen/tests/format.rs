//! The JSON Schema of the spec format: an independent validator judges with it what our own reader judges too.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use nameplate_codegen::diagnostic::FileId;
use nameplate_codegen::format::schemas;
use nameplate_codegen::spec::{Model, Parameter, Provider, Rule};
use nameplate_codegen::yaml::read;
use serde_json::Value;

fn schema(path: &str) -> Value {
    serde_json::from_str(&schemas()[path].text).unwrap()
}

fn validator(path: &str) -> Validator {
    jsonschema::validator_for(&schema(path)).unwrap()
}

fn json(yaml: &str) -> Value {
    serde_yaml::from_str(yaml).unwrap()
}

fn yaml_files(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = paths.flat_map(|path| if path.is_dir() { yaml_files(&path) } else { vec![path] }).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    files
}

#[test]
fn every_spec_of_this_repository_is_accepted() {
    let (models, providers) = (validator("model.json"), validator("provider.json"));
    let folders = ["../specs", "../tests/specs", "../tests/fixtures/ok", "../tests/fixtures/provider_ok"];
    let files: Vec<_> = folders.into_iter().flat_map(|folder| yaml_files(Path::new(folder))).collect();
    assert!(files.len() > 60, "only {} files were found", files.len());
    for path in files {
        let is_provider = path.ends_with("provider.yaml") || path.to_str().unwrap().contains("/provider_ok/");
        let validator = if is_provider { &providers } else { &models };
        let spec = json(&fs::read_to_string(&path).unwrap());
        let faults: Vec<_> = validator.iter_errors(&spec).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{}: {faults:?}", path.display());
    }
}

/// A model that is fine, with one parameter and one rule.
fn model(parameter: &str, rule: &str) -> String {
    format!(
        "model: m\ntitle: M\nkind: video\npage: {{url: \"https://a.example\", read: \"2026-08-08\"}}\nways: [w]\n\
         parameters:\n  a: {{{parameter}}}\nrules:\n  r: {{{rule}}}\nbilling: {{unpublished: why}}\n"
    )
}

const RULE: &str = "exactly_one: [a, b]";

#[test]
fn what_the_reader_takes_the_schema_takes() {
    let validator = validator("model.json");
    for (parameter, rule) in [
        ("text: {}", RULE),
        ("bool: {}, default: false", "requires: a, when: present(b)"),
        ("number: {min: 0.5}, inferred: {number: {max: 1}}", "requires: [a, b], when: present(c)"),
        ("one_of: [x]", "dependent: a, in: [x, 1, true], when: b"),
        ("one_of: {x: {}, \"2\": {doc: two}}", RULE),
        ("one_of_numbers: [24, 23.976]", RULE),
        ("one_of_numbers: {24: {}}", RULE),
        ("list: {of: {object: {parameters: {b: {text: {}}}}}}", RULE),
        ("choice: {by: t, cases: {x: {}}}", RULE),
        ("like: t", RULE),
        ("like: t, url: {}", RULE),
    ] {
        let text = model(parameter, rule);
        assert!(read::<Model>(FileId(0), &text).is_ok(), "{text}");
        assert!(validator.is_valid(&json(&text)), "{text}");
    }
}

#[test]
fn what_the_schema_can_say_it_refuses() {
    let validator = validator("model.json");
    assert!(validator.is_valid(&json(&model("text: {}", RULE))));
    for (parameter, rule) in [
        ("", RULE),
        ("text: {}, url: {}", RULE),
        ("like: t, text: {}, url: {}", RULE),
        ("text: {}, extra: 1", RULE),
        ("text: {max_char: 1}", RULE),
        ("text: null", RULE),
        ("text: {}, doc: null", RULE),
        ("text: {}, doc: 5", RULE),
        ("text: {}, required: \"yes\"", RULE),
        ("text: {}, empty: maybe", RULE),
        ("one_of: [1]", RULE),
        ("one_of_numbers: [x]", RULE),
        ("integer: {carrier: u8}", RULE),
        ("list: {}", RULE),
        ("text: {}", "when: a"),
        ("text: {}", "exactly_one: [a], together: [a]"),
    ] {
        assert!(!validator.is_valid(&json(&model(parameter, rule))), "{parameter} / {rule}");
    }
}

#[test]
fn no_key_takes_null_and_every_key_says_what_it_is() {
    for (path, artefact) in schemas() {
        assert!(!artefact.text.contains("\"null\""), "{path}");
        let schema = schema(&path);
        let definitions = schema["definitions"].as_object().unwrap().values().chain([&schema]);
        for (key, property) in definitions.filter_map(|definition| definition["properties"].as_object()).flatten() {
            let described = |member: &str| property[member].as_str().is_some_and(|text| !text.is_empty());
            assert!(described("description") && described("markdownDescription"), "{path}: {key}");
        }
    }
}

#[test]
fn no_choice_stands_at_the_top_of_a_definition() {
    for path in ["model.json", "provider.json"] {
        let schema = schema(path);
        for (name, definition) in schema["definitions"].as_object().unwrap() {
            assert!(definition.get("oneOf").is_none() && definition.get("anyOf").is_none(), "{path}: {name}");
        }
    }
}

#[test]
fn every_kind_that_a_schema_tells_apart_is_a_key() {
    let schema = schema("model.json");
    for (name, kinds) in [("Parameter", &Parameter::KINDS[..]), ("Rule", &Rule::KINDS)] {
        for kind in kinds {
            assert!(schema["definitions"][name]["properties"][kind].is_object(), "{name}: {kind}");
        }
    }
}

#[test]
fn every_snippet_is_a_spec_that_the_reader_takes() {
    let schema = schema("model.json");
    let definitions = &schema["definitions"];
    let read_snippets = |snippets: &Value, reads: &dyn Fn(&str) -> bool| {
        let snippets = snippets.as_array().unwrap();
        for snippet in snippets {
            let text = filled(&snippet["body"], 0);
            assert!(reads(&text), "{text}");
        }
        snippets.len()
    };
    let parameters =
        read_snippets(&definitions["Parameter"]["defaultSnippets"], &|text| read::<Parameter>(FileId(0), text).is_ok());
    let rules = read_snippets(&definitions["Rule"]["defaultSnippets"], &|text| read::<Rule>(FileId(0), text).is_ok());
    let models = read_snippets(&schema["defaultSnippets"], &|text| read::<Model>(FileId(0), text).is_ok());
    assert!(parameters >= Parameter::KINDS.len() && rules == Rule::KINDS.len() && models == 1);
}

/// A snippet as an editor writes it: texts are written as they are, with what the places to type at suggest.
fn filled(body: &Value, indent: usize) -> String {
    let pad = " ".repeat(indent);
    match body {
        Value::Object(members) if members.is_empty() => " {}\n".to_owned(),
        Value::Object(members) => {
            let lines =
                members.iter().map(|(key, value)| format!("{pad}{}:{}", suggested(key), filled(value, indent + 2)));
            format!("\n{}", lines.collect::<String>())
        }
        Value::Array(items) => {
            let lines = items.iter().map(|item| format!("{pad}-{}", filled(item, indent + 2)));
            format!("\n{}", lines.collect::<String>())
        }
        Value::String(leaf) => format!(" {}\n", suggested(leaf)),
        leaf => format!(" {leaf}\n"),
    }
}

fn suggested(text: &str) -> String {
    let mut filled = text.replace("$1", "something");
    while let Some(start) = filled.find("${") {
        let end = start + filled[start..].find('}').unwrap();
        let suggestion = filled[start..end].split_once(':').unwrap().1.to_owned();
        filled.replace_range(start..=end, &suggestion);
    }
    filled
}

#[test]
fn providers_are_judged_too() {
    let validator = validator("provider.json");
    let provider = |way: &str| {
        format!(
            "provider: p\ntitle: P\norigin: https://p.example\nauth: {{bearer: {{env: KEY}}}}\nways: {{w: {way}}}\n\
             errors: {{at: {{code: /code}}, codes: {{20002: {{http: 400, answers: [missing]}}, \"x\": {{}}}}}}\n"
        )
    };
    let good = provider("{submit: {post: /a}, poll: {get: /b}}");
    assert!(read::<Provider>(FileId(0), &good).is_ok());
    assert!(validator.is_valid(&json(&good)));
    for way in
        ["{poll: {}}", "{poll: {get: /a, post: /b}}", "{poll: {get: /a, cost: much}}", "{outputs: {picture: /a}}"]
    {
        assert!(!validator.is_valid(&json(&provider(way))), "{way}");
    }
}

#[test]
fn the_text_is_the_same_every_time() {
    assert_eq!(schemas(), schemas());
    assert!(schemas().values().all(|artefact| artefact.text.ends_with("}\n")));
}
