//! Documents to shapes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use super::{Body, Kind, Member, Published, Refused, Select};

fn read(document: &str) -> Result<Body, Refused> {
    Published::read(document)?.body(&Select::default())
}

/// The one member of a body.
fn member(schema: &str) -> Member {
    let body = read(&format!(r#"{{"type": "object", "properties": {{"x": {schema}}}}}"#)).unwrap();
    body.object.members.into_iter().next().unwrap()
}

/// What a schema is read as, on one line, and how many of its limits are lost.
fn shape(schema: &str) -> (String, usize) {
    let member = member(schema);
    let lost = member.remarks.iter().filter(|remark| remark.widens).count();
    let null = if member.nullable { " or null" } else { "" };
    (format!("{}{null}", show(&member.kind)), lost)
}

fn show(kind: &Kind) -> String {
    match kind {
        Kind::Unsaid => "unsaid".to_owned(),
        Kind::Bool => "bool".to_owned(),
        Kind::Integer(bounds) | Kind::Number(bounds) => {
            let word = if matches!(kind, Kind::Integer(_)) { "integer" } else { "number" };
            let ends = [
                ("min", &bounds.min),
                ("above", &bounds.above),
                ("max", &bounds.max),
                ("below", &bounds.below),
                ("step", &bounds.multiple_of),
            ];
            let ends: String = ends.iter().filter_map(|(key, end)| Some(format!(" {key} {}", end.as_ref()?))).collect();
            format!("{word}{ends}{}", if bounds.unsigned { " u64" } else { "" })
        }
        Kind::Text(lengths) => {
            let mut text = "text".to_owned();
            text += &lengths.min.map_or(String::new(), |min| format!(" min {min}"));
            text += &lengths.max.map_or(String::new(), |max| format!(" max {max}"));
            text += &lengths.pattern.as_ref().map_or(String::new(), |pattern| format!(" like {pattern}"));
            text + if lengths.address { " address" } else { "" }
        }
        Kind::OneOf(words) => words.iter().map(|word| word.value.as_str()).collect::<Vec<_>>().join("|"),
        Kind::OneOfNumbers(numbers) => {
            numbers.iter().map(|number| number.value.to_string()).collect::<Vec<_>>().join("|")
        }
        Kind::List { item, items, unique } => {
            let unique = if *unique { " unique" } else { "" };
            format!("[{}; {:?}..{:?}]{unique}", show(&item.kind), items.0, items.1)
        }
        Kind::AnyObject => "{..}".to_owned(),
        Kind::AnyOf(all) => all.iter().map(|one| show(&one.kind)).collect::<Vec<_>>().join(" or "),
        Kind::Object(object) => format!("{{{}}}", members(&object.members)),
        Kind::Choice { by, cases } => {
            let cases: Vec<String> =
                cases.iter().map(|case| format!("{}: {{{}}}", case.value, members(&case.object.members))).collect();
            format!("{by}? {}", cases.join(", "))
        }
    }
}

fn members(members: &[Member]) -> String {
    let show =
        |member: &Member| format!("{}{}: {}", member.name, if member.required { "!" } else { "" }, show(&member.kind));
    members.iter().map(show).collect::<Vec<_>>().join(", ")
}

#[test]
fn every_keyword_that_a_spec_knows_is_read() {
    for (schema, expected) in [
        (r#"{"type": "boolean"}"#, "bool"),
        (r#"{"type": "integer", "minimum": 1, "maximum": 60}"#, "integer min 1 max 60"),
        (r#"{"type": "integer", "exclusiveMinimum": 0, "exclusiveMaximum": 10}"#, "integer min 1 max 9"),
        (r#"{"type": "integer", "minimum": 0, "exclusiveMinimum": true}"#, "integer min 1"),
        (r#"{"type": "integer", "minimum": 0.5, "maximum": 9.5}"#, "integer min 1 max 9"),
        (r#"{"type": "integer", "minimum": 0, "maximum": 18446744073709551615}"#, "integer u64"),
        (r#"{"type": "integer", "minimum": -9223372036854775808, "maximum": 9223372036854775807}"#, "integer"),
        (r#"{"type": "integer", "multipleOf": 8}"#, "integer step 8"),
        (r#"{"type": "integer", "multipleOf": 1, "format": "int32"}"#, "integer"),
        (r#"{"type": "number", "minimum": -1, "maximum": 1}"#, "number min -1 max 1"),
        (r#"{"type": "number", "exclusiveMinimum": 0, "minimum": -5}"#, "number above 0"),
        (r#"{"type": "number", "minimum": 0, "exclusiveMinimum": 0}"#, "number above 0"),
        (r#"{"type": "number", "multipleOf": 0.5}"#, "number step 0.5"),
        (r#"{"type": "number", "minimum": 1e-2, "maximum": 1e3}"#, "number min 0.01 max 1000"),
        (r#"{"type": "string", "minLength": 1, "maxLength": 20}"#, "text min 1 max 20"),
        (r#"{"type": "string", "minLength": 0}"#, "text"),
        (r#"{"type": "string", "pattern": "^#[0-9a-f]{6}$"}"#, "text like #[0-9a-f]{6}"),
        (r#"{"type": "string", "format": "uri"}"#, "text min 1 address"),
        (r#"{"type": "string", "enum": ["b", "a", "b"]}"#, "b|a"),
        (r#"{"enum": ["16:9", "9:16"]}"#, "16:9|9:16"),
        (r#"{"const": "only"}"#, "only"),
        (r#"{"type": "number", "enum": [24, 23.976, 24.0]}"#, "24|23.976"),
        (r#"{"type": "integer", "enum": [1, 2.5, 3, 4], "maximum": 3}"#, "1|3"),
        (r#"{"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 3}"#, "[text; Some(1)..Some(3)]"),
        (r#"{"type": "array", "items": {"type": "boolean"}, "uniqueItems": true}"#, "[bool; None..None] unique"),
        (r#"{"properties": {"a": {"type": "boolean"}}, "required": ["a"]}"#, "{a!: bool}"),
    ] {
        assert_eq!(shape(schema), (expected.to_owned(), 0), "{schema}");
    }
}

#[test]
fn null_is_a_value_however_it_is_said() {
    for schema in [
        r#"{"type": ["string", "null"]}"#,
        r#"{"type": "string", "nullable": true}"#,
        r#"{"anyOf": [{"type": "string"}, {"type": "null"}]}"#,
        r#"{"oneOf": [{"const": null}, {"type": "string"}]}"#,
        r#"{"anyOf": [{"enum": [null]}, {"anyOf": [{"type": "string"}]}]}"#,
    ] {
        assert_eq!(shape(schema), ("text or null".to_owned(), 0), "{schema}");
    }
    assert_eq!(shape(r#"{"enum": ["a", null]}"#).0, "a or null");
    assert_eq!(shape(r#"{"type": "string", "allOf": [{"type": ["string", "null"]}]}"#).0, "text");
}

#[test]
fn what_holds_at_once_is_the_strictest_of_it() {
    for (schema, expected) in [
        (
            r#"{"allOf": [{"type": "integer", "minimum": 1}, {"minimum": 3, "maximum": 9}, {"maximum": 7}]}"#,
            "integer min 3 max 7",
        ),
        (r#"{"type": "number", "allOf": [{"type": "integer"}]}"#, "integer"),
        (r#"{"enum": ["a", "b"], "allOf": [{"enum": ["b", "c"]}]}"#, "b"),
        (r#"{"type": "string", "minLength": 2, "enum": ["a", "bb"]}"#, "bb"),
        (
            r#"{"type": "object", "properties": {"a": {"type": "integer", "minimum": 1}}, "allOf": [{"properties": {"a": {"maximum": 5}, "b": {"type": "boolean"}}, "required": ["b"]}]}"#,
            "{a: integer min 1 max 5, b!: bool}",
        ),
    ] {
        assert_eq!(shape(schema), (expected.to_owned(), 0), "{schema}");
    }
}

#[test]
fn a_union_of_constants_keeps_what_each_means() {
    let member = member(
        r#"{"type": "string", "oneOf": [{"const": "a", "title": "First"}, {"const": "b", "description": "Second"}]}"#,
    );
    let Kind::OneOf(words) = member.kind else { panic!("{:?}", member.kind) };
    assert_eq!(words.iter().map(|word| word.doc.as_str()).collect::<Vec<_>>(), ["First", "Second"]);
}

#[test]
fn a_union_told_apart_by_a_member_is_a_choice() {
    let schema = r#"{"oneOf": [
        {"type": "object", "properties": {"kind": {"const": "text"}, "text": {"type": "string"}}, "required": ["kind", "text"]},
        {"type": "object", "properties": {"kind": {"enum": ["url"]}, "n": {"type": "integer"}}, "required": ["kind"]}]}"#;
    assert_eq!(shape(schema), ("kind? text: {text!: text}, url: {n: integer}".to_owned(), 0));
}

#[test]
fn a_value_of_several_kinds_is_any_of_them() {
    for (schema, expected) in [
        (r#"{"type": ["string", "integer"], "minimum": 1, "maxLength": 5}"#, "text max 5 or integer min 1"),
        (r#"{"type": ["string", "integer", "null"]}"#, "text or integer or null"),
        (r#"{"anyOf": [{"type": "integer", "minimum": 4}, {"const": "auto"}]}"#, "auto or integer min 4"),
        (r#"{"oneOf": [{"type": "boolean"}, {"enum": ["a", "b"]}, {"type": "null"}]}"#, "a|b or bool or null"),
        (r#"{"anyOf": [{"type": "string", "maxLength": 5}, {"enum": ["a"]}]}"#, "a or text max 5"),
        (r#"{"anyOf": [{"type": "integer", "minimum": 4}, {"type": "integer", "enum": [-1]}]}"#, "-1 or integer min 4"),
        (r#"{"enum": ["a", 1, "b"]}"#, "a|b or 1"),
        (
            r#"{"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}"#,
            "text or [text; None..None]",
        ),
        (r#"{"type": "object"}"#, "{..}"),
        (r#"{"type": "object", "additionalProperties": true}"#, "{..}"),
    ] {
        assert_eq!(shape(schema), (expected.to_owned(), 0), "{schema}");
    }
}

#[test]
fn what_no_spec_can_say_is_told_with_its_place() {
    for (schema, kept, pointer) in [
        ("{}", "unsaid", "/properties/x"),
        (r#"{"type": ["string", "array"]}"#, "unsaid", "/properties/x"),
        (r#"{"enum": ["a", 1, true]}"#, "unsaid", "/properties/x"),
        (
            r#"{"type": "object", "additionalProperties": {"type": "string"}}"#,
            "{..}",
            "/properties/x/additionalProperties",
        ),
        (r#"{"type": "object", "minProperties": 1}"#, "{..}", "/properties/x/minProperties"),
        (r#"{"oneOf": [{"const": "a"}, {"type": "string"}]}"#, "text", "/properties/x/oneOf"),
        (r#"{"type": "string", "anyOf": [{"const": "a"}, {"minLength": 3}]}"#, "text", "/properties/x/anyOf"),
        ("false", "unsaid", "/properties/x"),
        ("7", "unsaid", "/properties/x"),
        (r#"{"type": "array"}"#, "unsaid", "/properties/x"),
        (r#"{"type": "array", "items": [{"type": "string"}]}"#, "unsaid", "/properties/x/items"),
        (r#"{"type": "integer", "minimum": 5, "maximum": 4}"#, "unsaid", "/properties/x"),
        (r#"{"type": "number", "minimum": 5, "exclusiveMaximum": 5}"#, "unsaid", "/properties/x"),
        (r#"{"enum": []}"#, "unsaid", "/properties/x"),
        (r#"{"$ref": "other.json"}"#, "unsaid", "/properties/x/$ref"),
        (r##"{"$ref": "#/nowhere"}"##, "unsaid", "/properties/x/$ref"),
        (r##"{"$ref": "#/properties/x"}"##, "unsaid", "/properties/x"),
        (r#"{"type": "string", "pattern": "a"}"#, "text", "/properties/x/pattern"),
        (r#"{"type": "string", "format": "date-time"}"#, "text", "/properties/x/format"),
        (r#"{"type": "string", "maxLength": -1}"#, "text", "/properties/x/maxLength"),
        (r#"{"type": "string", "not": {"const": "a"}}"#, "text", "/properties/x/not"),
        (r#"{"type": "number", "minimum": 1e300}"#, "number", "/properties/x/minimum"),
        (r#"{"type": "number", "minimum": "1"}"#, "number", "/properties/x/minimum"),
        (r#"{"type": "integer", "multipleOf": 0.5}"#, "integer", "/properties/x"),
        (
            r#"{"type": "integer", "maximum": 9007199254740993}"#,
            "integer max 9007199254740992",
            "/properties/x/maximum",
        ),
        (r#"{"const": true}"#, "bool", "/properties/x"),
    ] {
        assert_eq!(shape(schema), (kept.to_owned(), 1), "{schema}");
        let member = member(schema);
        assert!(member.remarks.iter().any(|remark| remark.pointer == pointer), "{schema}: {:?}", member.remarks);
    }
}

#[test]
fn references_inside_the_document_are_followed() {
    let body = read(r##"{"type": "object", "properties": {"a": {"$ref": "#/$defs/A~1B%20C", "description": "Ours"}, "b": {"$ref": "#/definitions/b"}},
        "$defs": {"A/B C": {"type": "integer", "minimum": 1, "description": "Theirs"}}, "definitions": {"b": {"$ref": "#/$defs/A~1B%20C"}}}"##).unwrap();
    assert_eq!(members(&body.object.members), "a: integer min 1, b: integer min 1");
    assert_eq!(body.object.members[0].doc, "Ours");
}

#[test]
fn members_stand_in_the_order_that_the_document_asks_for() {
    let body = read(r#"{"type": "object", "properties": {"c": {"type": "boolean"}, "a": {"type": "boolean", "x-order": 1}, "b": {"type": "boolean", "x-order": 0}}}"#).unwrap();
    assert_eq!(members(&body.object.members), "b: bool, a: bool, c: bool");
    let body = read(r#"{"type": "object", "x-order": ["c", "b"], "properties": {"a": {"type": "boolean"}, "b": {"type": "boolean"}, "c": {"type": "boolean"}}}"#).unwrap();
    assert_eq!(members(&body.object.members), "c: bool, b: bool, a: bool");
}

#[test]
fn rules_that_only_require_are_kept() {
    let body = read(r#"{"type": "object", "properties": {"a": {"type": "boolean"}, "b": {"type": "boolean"}},
        "oneOf": [{"required": ["a"]}, {"required": ["b"]}], "not": {"required": ["a", "b"]}, "dependentRequired": {"a": ["b"]},
        "if": {"required": ["a"]}}"#).unwrap();
    let rules: Vec<(&str, &str)> = body.object.rules.iter().map(|rule| (rule.key, rule.pointer.as_str())).collect();
    assert_eq!(rules, [("exactly_one", "/oneOf"), ("requires", "/dependentRequired/a"), ("at_most_one", "/not")]);
    assert_eq!(body.object.remarks.iter().map(|remark| remark.pointer.as_str()).collect::<Vec<_>>(), ["/if"]);
}

const OPENAPI: &str = r##"
openapi: 3.1.0
paths:
  /v1/videos/generate:
    post:
      operationId: makeVideo
      summary: Make a video
      requestBody: {$ref: "#/components/requestBodies/Video"}
    get: {operationId: list}
  /v1/other:
    post:
      operationId: other
      requestBody: {content: {"application/json; charset=utf-8": {schema: {type: object, properties: {n: {type: integer}}}}}}
components:
  requestBodies:
    Video:
      content:
        multipart/form-data: {schema: {type: string}}
        application/json:
          schema: {$ref: "#/components/schemas/Video"}
          examples: {first: {value: {prompt: a fox}}}
  schemas:
    Video: {type: object, required: [prompt], properties: {prompt: {type: string}, seconds: {type: integer, nullable: true}}}
"##;

#[test]
fn an_operation_is_found_by_its_id_or_its_path() {
    let document = Published::read(OPENAPI).unwrap();
    for operation in ["makeVideo", "POST /v1/videos/generate", "post /v1/videos/generate"] {
        let body = document.body(&Select { operation: Some(operation), ..Select::default() }).unwrap();
        assert_eq!((body.path.as_deref(), body.title.as_str()), (Some("/v1/videos/generate"), "Make a video"));
        assert_eq!(members(&body.object.members), "prompt!: text, seconds: integer");
        assert_eq!(body.examples.len(), 1);
    }
}

#[test]
fn a_document_without_such_a_body_is_refused_and_says_what_there_is() {
    let document = Published::read(OPENAPI).unwrap();
    for (operation, why) in
        [(None, "several"), (Some("list"), "no operation"), (Some("GET /v1/videos/generate"), "no operation")]
    {
        let refused = document.body(&Select { operation, ..Select::default() }).unwrap_err();
        assert!(refused.message.contains(why) && refused.help.unwrap().contains("POST /v1/other"), "{operation:?}");
    }
    for (document, why) in [
        ("[1]", "no object"),
        ("{", "no JSON"),
        ("a: [", "YAML"),
        ("a: &x 1", "YAML"),
        (r#"{"a": 1, "a": 2}"#, "twice"),
        (r#"{"minimum": 1e400}"#, "no JSON"),
        (r#"{"swagger": "2.0"}"#, "Swagger"),
        (r#"{"type": "string"}"#, "describes no object"),
        ("{}", "describes no object"),
        (r#"{"openapi": "3.0.0"}"#, "no operation"),
        (r##"{"$ref": "#"}"##, "itself"),
    ] {
        let refused = read(document).unwrap_err();
        assert!(refused.message.contains(why), "{document}: {refused}");
    }
}

#[test]
fn a_document_that_repeats_itself_without_end_is_refused_in_time() {
    let part = |at: u32| {
        let next = at + 1;
        format!(
            r##""d{at}": {{"type": "object", "properties": {{"a": {{"$ref": "#/$defs/d{next}"}}, "b": {{"$ref": "#/$defs/d{next}"}}}}, "allOf": [{{"$ref": "#/$defs/d{next}"}}]}},"##
        )
    };
    let defs = (0..60).map(part).collect::<Vec<_>>().concat();
    let document = format!(
        r##"{{"type": "object", "properties": {{"x": {{"$ref": "#/$defs/d0"}}}}, "$defs": {{{defs} "d60": {{}}}}}}"##
    );
    let refused = read(&document).unwrap_err();
    assert!(refused.message.contains("repeats"), "{refused}");
    let deep = format!("{}{}", "{\"a\":".repeat(5000), "}".repeat(5000));
    assert!(read(&deep).is_err());
    let wide = (0..300).map(|at| format!(r#""p{at}": {{"type": "boolean"}},"#)).collect::<Vec<_>>().concat();
    let body = read(&format!(r#"{{"type": "object", "properties": {{{wide} "z": {{}}}}}}"#)).unwrap();
    assert_eq!((body.object.members.len(), body.object.remarks.len()), (256, 1));
}
