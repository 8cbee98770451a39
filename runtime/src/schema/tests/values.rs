//! What values of each kind are.

use super::fixture::{dec, member, number, one_of, printed, word};
use crate::schema::Json;
use crate::spec::{
    Case, Chars, Choice, Field, IntegerRange, Kind, ListRange, Listed, MediaFact, NumberRange, Object, Shared, Text,
    TextRange, UrlRange, Word, list, text,
};

fn x(kind: Kind) -> Field {
    Field::new("x", kind)
}

fn says(field: Field, expected: &str) {
    let (printed, beyond) = member(field, false);
    assert_eq!(printed, expected);
    assert!(beyond.is_empty(), "{beyond:?}");
}

fn says_with(field: Field, expected: &str, expected_beyond: &[&str]) {
    let (printed, beyond) = member(field, false);
    assert_eq!(printed, expected);
    assert_eq!(beyond, expected_beyond);
}

#[test]
fn integers_always_have_bounds() {
    says(x(Kind::integer(1, 4)), r#"{"type": "integer", "minimum": 1, "maximum": 4}"#);
    let even = IntegerRange { min: 0, max: 64, multiple_of: 16, rounds: None };
    says(x(Kind::Integer(even)), r#"{"type": "integer", "minimum": 0, "maximum": 64, "multipleOf": 16}"#);
}

#[test]
fn a_step_that_doubles_cannot_count_is_not_said() {
    let wide = IntegerRange { min: i128::from(i64::MIN), max: i128::from(i64::MAX), multiple_of: 3, rounds: None };
    let expected = r#"{"type": "integer", "minimum": -9223372036854775808, "maximum": 9223372036854775807}"#;
    let exactly =
        "out_of_range /x -9223372036854775808..=9223372036854775807, exactly, where a reader with only doubles rounds";
    says_with(x(Kind::Integer(wide)), expected, &[exactly, "not_multiple /x a multiple of 3"]);
    let cents = NumberRange { min: Some(0.0), max: Some(1.0), multiple_of: Some(dec("0.01")), ..NumberRange::ANY };
    let expected = r#"{"type": "number", "minimum": 0, "maximum": 1}"#;
    says_with(x(Kind::Number(cents)), expected, &["not_multiple /x a multiple of 0.01"]);
}

#[test]
fn numbers_are_written_as_ecmascript_writes_them() {
    says(x(Kind::number(-1.0, 0.1)), r#"{"type": "number", "minimum": -1, "maximum": 0.1}"#);
    let open = NumberRange { min: Some(0.0), above_min: true, max: Some(1e21), below_max: true, ..NumberRange::ANY };
    let expected = r#"{"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1e+21}"#;
    says(x(Kind::Number(open)), expected);
    let fps = ["24", "23.976"].map(|fps| Listed::new(dec(fps), fps.parse().unwrap_or_default()));
    let kind = Kind::OneOfNumbers(fps.to_vec().into());
    says(x(kind).default(number("24")), r#"{"type": "number", "enum": [24, 23.976], "default": 24}"#);
}

#[test]
fn lengths_that_are_not_in_characters_are_said_as_far_as_they_go() {
    let range = TextRange::ANY.chars(Chars::new(Some(1), Some(9)));
    says(x(Kind::Text(range)), r#"{"type": "string", "minLength": 1, "maxLength": 9}"#);
    let range = TextRange::ANY.utf16(Chars::new(Some(5), Some(8))).words(Chars::new(None, Some(3)));
    let beyond = [
        "too_short /x at least 5 UTF-16 code units",
        "too_long /x at most 8 UTF-16 code units",
        "too_long /x at most 3 words",
    ];
    says_with(x(Kind::Text(range)), r#"{"type": "string", "minLength": 3, "maxLength": 8}"#, &beyond);
    let range = TextRange::ANY.bytes(Chars::new(None, Some(4)));
    says_with(x(Kind::Text(range)), r#"{"type": "string"}"#, &["too_long /x at most 4 bytes of UTF-8"]);
}

#[test]
fn patterns_are_anchored_and_portable() {
    let range = TextRange::ANY.pattern(text("[0-9]{2}-[a-z]"));
    let line_end = "control_character /x no line end at the end, where an engine's `$` lets one pass";
    let expected = r#"{"type": "string", "pattern": "^(?:[0-9]{2}-[a-z])$"}"#;
    says_with(x(Kind::Text(range)), expected, &[line_end]);
    let range = TextRange::ANY.pattern(text(r"\d"));
    says_with(x(Kind::Text(range)), r#"{"type": "string"}"#, &[r"bad_pattern /x \d"]);
}

#[test]
fn values_carry_what_is_known_of_them() {
    says(x(one_of(&["only"])), r#"{"type": "string", "const": "only"}"#);
    let words = vec![Word::new("1").doc(text("Clean.")), Word::new("2").deprecated(Some(text("1")))];
    let expected = r#"{"type": "string", "enum": ["1", "2"], "x-nameplate-values": {"1": {"description": "Clean."}, "2": {"deprecated": "1"}}}"#;
    says(x(Kind::OneOf(words.into())), expected);
}

#[test]
fn schemes_of_addresses_are_a_pattern_in_either_case() {
    static WEB: &[Text] = &[text("http"), text("https")];
    static MORE: &[Text] = &[text("https"), text("data")];
    let host = r"[^\\x00-\\x20\\x7f-\\x9f\\\\/?#]";
    let line_end = "control_character /x no line end at the end, where an engine's `$` lets one pass";
    let rest = r"[^\\x00-\\x20\\x7f-\\x9f\\\\]*$";
    let url = "not_a_url /x an absolute address whose host and port are well formed";
    let public = "not_public_url /x the host has to be reachable from the public network";
    for (range, pattern, beyond) in [
        (UrlRange::new(WEB, true), format!("^[hH][tT][tT][pP][sS]?://{host}"), vec![url, line_end, public]),
        (
            UrlRange::new(MORE, false),
            format!("^(?:[hH][tT][tT][pP][sS]://{host}|[dD][aA][tT][aA]:)"),
            vec![url, line_end],
        ),
        (UrlRange::new(&[], false), "^[A-Za-z][A-Za-z0-9+.-]*:".to_owned(), vec![url, line_end]),
    ] {
        let expected = format!(r#"{{"type": "string", "format": "uri", "pattern": "{pattern}{rest}"}}"#);
        says_with(x(Kind::Url(range)), &expected, &beyond);
    }
}

#[test]
fn null_is_added_to_type_and_values() {
    says(x(Kind::Bool).nullable(), r#"{"type": ["boolean", "null"]}"#);
    says(x(one_of(&["a", "b"])).nullable(), r#"{"type": ["string", "null"], "enum": ["a", "b", null]}"#);
    says(x(one_of(&["a"])).nullable(), r#"{"type": ["string", "null"], "enum": ["a", null]}"#);
    let inner = Kind::Object(Shared::new(Object {
        fields: vec![Field::new("a", Kind::Bool).required()].into(),
        ..Object::new(&[])
    }));
    let expected = r#"{"anyOf": [{"type": "object", "properties": {"a": {"type": "boolean"}}, "required": ["a"], "additionalProperties": false}, {"type": "null"}]}"#;
    says(x(inner).nullable(), expected);
}

#[test]
fn lists_say_counts_and_items() {
    let range = |item| ListRange { item: vec![Field::new("", item)].into(), ..ListRange::new(&[]) };
    let some = range(Kind::Bool).min(Some(1)).max(Some(3)).unique(true);
    let expected =
        r#"{"type": "array", "items": {"type": "boolean"}, "minItems": 1, "maxItems": 3, "uniqueItems": true}"#;
    says(x(Kind::List(some)), expected);
    let counts = range(Kind::Bool).counts(list(&[0, 3]));
    let expected = r#"{"type": "array", "items": {"type": "boolean"}, "anyOf": [{"minItems": 0, "maxItems": 0}, {"minItems": 3, "maxItems": 3}]}"#;
    says(x(Kind::List(counts)), expected);
    let numbers = range(Kind::Number(NumberRange::ANY)).unique(true);
    let expected = r#"{"type": "array", "items": {"type": "number"}}"#;
    says_with(x(Kind::List(numbers)), expected, &["not_unique /x no two items may be equal"]);
    let words = range(Kind::Text(TextRange::ANY.words(Chars::new(None, Some(2)))));
    says_with(
        x(Kind::List(words)),
        r#"{"type": "array", "items": {"type": "string"}}"#,
        &["too_long /x/* at most 2 words"],
    );
}

#[test]
fn a_choice_has_a_schema_for_each_value_of_its_tag() {
    let case = |value: &'static str, fields: Vec<Field>| Case {
        value: text(value),
        doc: text(""),
        object: Object { fields: fields.into(), ..Object::new(&[]) },
    };
    let choice = |default| Choice {
        tag: text("by"),
        doc: text("How."),
        default,
        feeds: list(&[]),
        cases: vec![case("url", vec![Field::new("u", Kind::Bool).required()]), case("none", vec![])].into(),
    };
    let required = r#"{"type": "object", "properties": {"by": {"description": "How.", "type": "string", "enum": ["url", "none"]}}, "required": ["by"], "oneOf": [{"properties": {"by": {"const": "url"}, "u": {"type": "boolean"}}, "required": ["by", "u"], "additionalProperties": false}, {"properties": {"by": {"const": "none"}}, "required": ["by"], "additionalProperties": false}]}"#;
    says(x(Kind::Choice(Shared::new(choice(None)))), required);
    let (optional, _) = member(x(Kind::Choice(Shared::new(choice(Some(word("none")))))), false);
    assert!(optional.contains(r#""default": "none"}}, "oneOf": ["#), "{optional}");
    assert!(
        optional.ends_with(r#"{"properties": {"by": {"const": "none"}}, "additionalProperties": false}]}"#),
        "{optional}"
    );
}

#[test]
fn what_is_inferred_is_said_only_when_strict() {
    static SOURCE: Kind = Kind::number(0.0, 1.0);
    let field = || x(Kind::Number(NumberRange::ANY)).inferred(&SOURCE);
    assert_eq!(member(field(), false).0, r#"{"type": "number"}"#);
    let strict = r#"{"type": "number", "allOf": [{"type": "number", "minimum": 0, "maximum": 1}]}"#;
    assert_eq!(member(field(), true).0, strict);
    let nullable =
        r#"{"type": ["number", "null"], "allOf": [{"type": ["number", "null"], "minimum": 0, "maximum": 1}]}"#;
    assert_eq!(member(field().nullable(), true).0, nullable);
}

#[test]
fn what_is_known_of_a_member_stands_beside_it() {
    static VIDEO: &[Text] = &[text("video")];
    static CONTAINERS: &[Text] = &[text("mp4"), text("mov")];
    static MEDIA: &[MediaFact] = &[
        MediaFact::words("of", "kind", VIDEO),
        MediaFact::words("containers", "container", CONTAINERS),
        MediaFact::range("max_bytes", "bytes", None, Some(crate::Exact::integer(50))),
        MediaFact::range("max_bytes", "bytes", None, Some(crate::Exact::integer(40))).inferred(),
    ];
    let field = x(Kind::Bool).doc("A clip.").unit("s").deprecated("use `y`").media(MEDIA);
    let facts = |max| {
        format!(
            r#"{{"description": "A clip.", "type": "boolean", "deprecated": true, "x-nameplate-instead": "use `y`", "x-nameplate-unit": "s", "x-nameplate-media": {{"of": "video", "containers": ["mp4", "mov"], "max_bytes": {max}}}}}"#
        )
    };
    says_with(field.clone(), &facts(50), &["media /x the file has to be what `x-nameplate-media` says"]);
    assert_eq!(member(field, true).0, facts(40));
}

#[test]
fn members_of_other_ways_are_unknown() {
    let fields = vec![Field::new("a", Kind::Bool).required(), Field::new("b", Kind::Bool).required().ways(0b10)];
    let object = Object { fields: fields.into(), ..Object::new(&[]) };
    let required = |way| printed(&object, way, false).0.get_mut("required").cloned();
    assert_eq!(required(0), Some(Json::texts(&["a"])));
    assert_eq!(required(1), Some(Json::texts(&["a", "b"])));
}

#[test]
fn names_with_signs_are_escaped_in_pointers() {
    let field = Field::new("a/b~c", Kind::Text(TextRange::ANY.words(Chars::new(None, Some(1)))));
    let object = Object { fields: vec![field].into(), ..Object::new(&[]) };
    assert_eq!(printed(&object, 0, false).1, ["too_long /a~1b~0c at most 1 words"]);
}

#[test]
fn pretty_json_keeps_short_lists_on_a_line_and_escapes_texts() {
    let json = Json::Object(
        crate::schema::Members::new()
            .with("a\"b", Json::texts(&["x\n", "é"]))
            .with("empty", Json::Object(crate::schema::Members::new()))
            .with("list", Json::List(vec![Json::List(vec![]), Json::Null])),
    );
    let expected = "{\n  \"a\\\"b\": [\"x\\n\", \"é\"],\n  \"empty\": {},\n  \"list\": [\n    [],\n    null\n  ]\n}\n";
    assert_eq!(json.pretty(), expected);
    assert!(serde_json::from_str::<serde_json::Value>(&json.pretty()).is_ok());
}
