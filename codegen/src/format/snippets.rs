//! What editors offer to begin with: a parameter of each kind, a rule of each kind, a new model. `${1:word}` is a place to
//! type at.

use serde_json::{Value, json};

use super::definition;

pub(super) fn add(schema: &mut Value) {
    for (name, snippets) in [("Parameter", parameters()), ("Rule", rules()), ("Model", model())] {
        if let Some(definition) = definition(schema, name) {
            definition.insert("defaultSnippets".to_owned(), snippets);
        }
    }
}

fn snippet(label: &str, description: &str, body: &Value) -> Value {
    json!({"label": label, "description": description, "body": body})
}

fn parameters() -> Value {
    [
        ("bool", "`true` or `false`", json!({"doc": "$1", "bool": {}, "default": "${2:false}"})),
        ("integer", "a whole number", json!({"doc": "$1", "integer": {"min": "${2:0}", "max": "${3:100}"}})),
        ("number", "a number", json!({"doc": "$1", "number": {"min": "${2:0}", "max": "${3:1}"}})),
        ("text", "a text", json!({"doc": "$1", "text": {"min_chars": "${2:1}", "max_chars": "${3:1000}"}})),
        ("one_of", "one of some texts", json!({"doc": "$1", "one_of": ["${2:fast}", "${3:good}"]})),
        ("one_of_numbers", "one of some numbers", json!({"doc": "$1", "one_of_numbers": ["${2:24}", "${3:30}"]})),
        ("url", "an address", json!({"doc": "$1", "url": {"schemes": ["https"]}})),
        (
            "file",
            "the address of a file",
            json!({"doc": "$1", "url": {"schemes": ["https"]}, "media": {"of": "${2:video}"}}),
        ),
        (
            "list",
            "a list of values of one kind",
            json!({"doc": "$1", "list": {"of": {"text": {}}, "max_items": "${2:4}"}}),
        ),
        ("object", "an object", json!({"doc": "$1", "object": {"parameters": {"${2:name}": {"text": {}}}}})),
        (
            "choice",
            "an object whose members follow from one of them",
            json!({"doc": "$1", "choice": {"by": "${2:type}", "cases": {"${3:one}": {}, "${4:other}": {}}}}),
        ),
        ("any_object", "an object of any members", json!({"doc": "$1", "any_object": {}})),
        (
            "any_of",
            "a value of one of several kinds",
            json!({"doc": "$1", "any_of": [{"one_of": ["${2:auto}"]}, {"integer": {"min": "${3:1}", "max": "${4:30}"}}]}),
        ),
        ("alias_of", "another name of a parameter", json!({"alias_of": "${1:name}"})),
        ("like", "a type of `types:`", json!({"doc": "$1", "like": "${2:type}"})),
    ]
    .iter()
    .map(|(label, description, body)| snippet(label, description, body))
    .collect()
}

fn rules() -> Value {
    let two = json!(["${1:one}", "${2:other}"]);
    [
        ("exactly_one", "exactly one of them is present", json!({"exactly_one": two})),
        ("at_most_one", "at most one of them is present", json!({"at_most_one": two})),
        ("at_least_one", "at least one of them is present", json!({"at_least_one": two})),
        ("together", "all of them are present, or none", json!({"together": two})),
        ("requires", "one asks for another", json!({"requires": "${1:one}", "when": "present(${2:other})"})),
        ("allowed_only", "only under a condition", json!({"allowed_only": "${1:one}", "when": "${2:other} == ${3:1}"})),
        (
            "dependent",
            "a bound under a condition",
            json!({"dependent": "${1:one}", "max": "${2:10}", "when": "present(${3:other})"}),
        ),
        ("no_effect", "accepted, and does nothing", json!({"no_effect": "${1:one}", "unless": "${2:other}"})),
        (
            "placeholders",
            "places in texts that refer to items of a list",
            json!({"placeholders": {"form": "\"@Image{n}\"", "in": ["${1:prompt}"], "of": "${2:images}"}}),
        ),
        (
            "condition",
            "a formula that has to hold",
            json!({"condition": "${1:one} < ${2:other}", "message": "${3:why}"}),
        ),
    ]
    .iter()
    .map(|(label, description, body)| snippet(label, description, body))
    .collect()
}

fn model() -> Value {
    let body = json!({
        "model": "${1:model-id}",
        "title": "${2:Title}",
        "kind": "${3:video}",
        "page": {"url": "${4:https://example.com/docs}", "read": "\"${5:2026-01-31}\""},
        "draft": true,
        "ways": ["${6:queue}"],
        "parameters": {"${7:prompt}": {"required": true, "text": {"min_chars": 1}}},
        "billing": {"unpublished": "${8:The page gives no rate.}"},
    });
    json!([snippet("model", "a new model, as a draft", &body)])
}
