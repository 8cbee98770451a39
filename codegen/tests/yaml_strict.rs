//! What the reader refuses, a feature of YAML each, with its place and its sentence.
#![allow(clippy::unwrap_used, reason = "tests")]

use nameplate_codegen::diagnostic::Sources;
use nameplate_codegen::spec::{Bool, ListKind, Listed, Map, NumberKind, Parameter, UrlKind};
use nameplate_codegen::yaml::{MAX_BYTES, MAX_DEPTH, Node, NodeKind, Number, OneOrMany, Scalar, read};
use serde::de::DeserializeOwned;

/// The faults of a text as `line:column code message`.
fn faults<T: DeserializeOwned>(text: &str) -> Vec<String> {
    let mut sources = Sources::default();
    let file = sources.add("a.yaml", text);
    let faults = read::<T>(file, text).err().unwrap_or_default();
    let shown = faults.iter().map(|fault| {
        let at = sources.position(&fault.place);
        format!("{}:{} {} {}", at.line, at.column, fault.code, fault.message)
    });
    shown.collect()
}

/// What the only fault of a text says is to be done.
fn help<T: DeserializeOwned>(text: &str) -> String {
    let faults = read::<T>(Sources::default().add("a.yaml", text), text).err().unwrap();
    assert_eq!(faults.len(), 1, "{faults:?}");
    faults.into_iter().next().unwrap().help.unwrap_or_default()
}

fn value<T: DeserializeOwned>(text: &str) -> T {
    read(Sources::default().add("a.yaml", text), text).unwrap()
}

// The text as a whole.

#[test]
fn a_text_may_have_64_kib_and_no_more() {
    let text = |bytes: usize| format!("doc: {}", "x".repeat(bytes - 5));
    assert_eq!(faults::<Parameter>(&text(MAX_BYTES)), [""; 0]);
    assert_eq!(
        faults::<Parameter>(&text(MAX_BYTES + 1)),
        ["1:1 E0101 the spec has 65537 bytes, and 65536 are allowed"]
    );
}

#[test]
fn an_empty_text_is_no_spec() {
    for text in ["", "\n\n", "# only a comment\n", "---\n", "null"] {
        assert_eq!(faults::<Parameter>(text), ["1:1 E0102 the spec is empty"], "{text:?}");
    }
}

#[test]
fn a_byte_order_mark_is_refused_wherever_it_stands() {
    assert_eq!(faults::<Parameter>("\u{feff}doc: a"), ["1:1 E0103 the text has a byte order mark"]);
    assert_eq!(faults::<Parameter>("doc: a\u{feff}b"), ["1:7 E0103 the text has a byte order mark"]);
}

#[test]
fn control_characters_are_refused() {
    assert_eq!(faults::<Parameter>("doc: 'a\u{7}'"), ["1:8 E0103 the text has the character U+0007"]);
    assert_eq!(help::<Parameter>("doc: 'a\u{1b}b'"), "remove it, or write `\"\\u001b\"` in quotes");
    assert_eq!(*value::<Parameter>("doc: \"\\u001b\"").doc.unwrap(), "\u{1b}");
}

#[test]
fn tabs_are_refused_but_in_quotes_blocks_and_comments() {
    let sentence = "a tab stands where only spaces may";
    assert_eq!(faults::<Parameter>("bool:\t{}"), [format!("1:6 E0104 {sentence}")]);
    assert_eq!(faults::<Parameter>("\tbool: {}"), [format!("1:1 E0104 {sentence}")]);
    assert_eq!(faults::<Node>("a:\n\t- b"), [format!("2:1 E0104 {sentence}")]);
    assert_eq!(faults::<Node>("a: b\tc"), [format!("1:5 E0104 {sentence}")]);
    assert_eq!(faults::<Node>("a: 'b\tc' #\t\nd: |\n  e\tf\n"), [""; 0]);
}

#[test]
fn a_text_that_is_not_yaml_says_where_and_why() {
    assert_eq!(faults::<Node>("a: [1, 2"), ["1:4 E0105 not YAML: unclosed bracket '['"]);
    assert_eq!(faults::<Node>("a: 'b"), ["1:4 E0105 not YAML: unclosed quote"]);
    assert_eq!(faults::<Node>("a: @b"), ["1:4 E0105 not YAML: no value begins with `@`"]);
    assert_eq!(faults::<Node>("a: b: c"), ["1:5 E0105 not YAML: mapping values are not allowed in this context"]);
    assert!(help::<Node>("a: b: c").contains("quote a text that has `: `"));
}

#[test]
fn nesting_is_bounded_before_it_costs_anything() {
    let sentence = "E0106 maps and lists nest deeper than 64 levels";
    for open in ["[", "{a: ", "- ", "? "] {
        let text = open.repeat(MAX_BYTES / open.len());
        assert!(faults::<Node>(&text)[0].ends_with(sentence), "{open}");
    }
    let hundred_thousand = "[".repeat(100_000);
    assert!(faults::<Node>(&hundred_thousand)[0].contains("E0101"));
    let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    assert_eq!(faults::<Node>(&nested(MAX_DEPTH)), [""; 0]);
    assert_eq!(faults::<Node>(&nested(MAX_DEPTH + 1)), [format!("1:65 {sentence}")]);
}

#[test]
fn the_deepest_parameter_is_read_on_a_small_stack() {
    // Two levels of YAML for each level of `list: {of: …}`; tests run on threads with 2 MiB.
    let levels = (MAX_DEPTH - 2) / 2;
    let text = format!("{}text: {{}}{}", "list: {of: {".repeat(levels), "}}".repeat(levels));
    assert_eq!(faults::<Parameter>(&text), [""; 0]);
}

// Features that make a text mean something else than it says.

#[test]
fn a_second_document_is_refused() {
    assert_eq!(faults::<Parameter>("doc: a\n---\ndoc: b"), ["2:1 E0107 a second document begins here"]);
    assert_eq!(faults::<Parameter>("---\ndoc: a\n...\n"), [""; 0]);
}

#[test]
fn directives_are_refused() {
    assert_eq!(faults::<Parameter>("%YAML 1.1\n---\ndoc: a"), ["1:1 E0107 directives are not used in specs"]);
}

#[test]
fn anchors_and_aliases_are_refused_each_where_it_stands() {
    let found = faults::<Node>("a: &x [1]\nb: *x\nc: *none");
    let anchor = "E0108 anchors are not used in specs";
    let alias = "E0108 aliases are not used in specs";
    assert_eq!(found, [format!("1:4 {anchor}"), format!("2:4 {alias}"), format!("3:4 {alias}")]);
}

#[test]
fn a_bomb_of_aliases_costs_no_more_than_its_text() {
    let lines = (1..30).map(|i| format!("a{i}: &a{i} [{}]\n", vec![format!("*a{}", i - 1); 9].join(", ")));
    let text: String = std::iter::once("a0: &a0 lol\n".to_owned()).chain(lines).collect();
    assert!(faults::<Node>(&text).iter().all(|fault| fault.contains("E0108")));
}

#[test]
fn tags_are_refused() {
    for text in ["doc: !!str 5", "doc: !x a", "doc: !!binary aGk=", "doc: ! a"] {
        assert_eq!(faults::<Node>(text), ["1:6 E0109 tags are not used in specs"], "{text}");
    }
}

#[test]
fn merge_keys_are_refused_and_a_text_may_be_one_in_quotes() {
    assert_eq!(faults::<Node>("<<: {a: 1}\nb: 2"), ["1:1 E0110 merge keys are not used in specs"]);
    assert_eq!(faults::<Node>("\"<<\": {a: 1}"), [""; 0]);
}

#[test]
fn every_repetition_of_a_key_is_refused() {
    let found = faults::<Node>("a: 1\nb: {c: 1, 'c': 2}\na: 2\n\"a\": 3\n");
    let sentence = |name: &str| format!("E0111 the key `{name}` stands twice");
    assert_eq!(
        found,
        [format!("2:11 {}", sentence("c")), format!("3:1 {}", sentence("a")), format!("4:1 {}", sentence("a"))]
    );
}

#[test]
fn keys_are_equal_by_value_and_kind() {
    assert_eq!(faults::<Node>("1: a\n1.0: b"), ["2:1 E0111 the key `1.0` stands twice"]);
    assert_eq!(faults::<Node>("1: a\n\"1\": b"), [""; 0]);
}

#[test]
fn a_key_is_a_text_or_a_number_on_one_line() {
    assert_eq!(faults::<Node>("? [a]\n: b"), ["1:3 E0112 a key is a text or a number, found a list"]);
    assert_eq!(faults::<Node>("{a\n  b: c}"), ["1:2 E0112 a key stands on one line"]);
    assert_eq!(faults::<Node>(": b"), ["1:1 E0112 a key is a text or a number, found null"]);
}

// Numbers.

#[test]
fn a_number_is_a_decimal_and_nothing_else() {
    for text in ["1_000", "0x10", "0o17", "017", "+5", ".5", "5.", "1e3", ".inf", "-.INF", ".nan", "1:30", "--1", "1,5"]
    {
        let found = faults::<NumberKind>(&format!("min: {text}"));
        assert_eq!(found, [format!("1:6 E0122 expected a number, found the text `{text}`")]);
    }
    assert_eq!(help::<NumberKind>("min: 1_000"), "numbers are written as decimals: `5`, `0.25`, `-1`, `1000`");
}

#[test]
fn a_number_in_quotes_is_a_text() {
    assert_eq!(faults::<NumberKind>("min: '5'"), ["1:6 E0122 expected a number, found the text `\"5\"`"]);
    assert_eq!(help::<NumberKind>("min: '5'"), "write the number without quotes");
}

#[test]
fn a_number_keeps_its_digits() {
    for text in
        ["0.10", "-0", "24.0", "0.1000000000000000055", "99999999999999999999", "123456789012345678901234567890"]
    {
        assert_eq!(value::<NumberKind>(&format!("min: {text}")).min.unwrap().text, text);
    }
}

#[test]
fn a_number_has_at_most_thirty_digits() {
    let text = format!("min: {}", "1".repeat(31));
    assert_eq!(faults::<NumberKind>(&text), ["1:6 E0113 a number has at most 30 digits"]);
}

// Texts.

#[test]
fn a_plain_text_that_some_yaml_reads_as_something_else_is_refused() {
    for (text, what) in [
        ("yes", "a boolean"),
        ("No", "a boolean"),
        ("on", "a boolean"),
        ("OFF", "a boolean"),
        ("y", "a boolean"),
        ("True", "a boolean"),
        ("~", "null"),
        ("Null", "null"),
        ("1_000", "a number"),
        ("0x10", "a number"),
        ("0o17", "a number"),
        ("017", "a number"),
        ("+5", "a number"),
        (".5", "a number"),
        ("5.", "a number"),
        ("1e3", "a number"),
        (".inf", "a number"),
        (".NaN", "a number"),
        ("1.2.3", "a number"),
        ("1:30", "a number to the base 60"),
        ("16:9", "a number to the base 60"),
        ("2026-08-08", "a date"),
        ("2026-08-08T10:00:00Z", "a date"),
        ("=", "a key of another meaning"),
    ] {
        let sentence = format!("some versions of YAML read the text `{text}` as {what}");
        assert_eq!(faults::<Parameter>(&format!("doc: {text}")), [format!("1:6 E0124 {sentence}")]);
        assert_eq!(help::<Parameter>(&format!("doc: {text}")), "quote it if a text is meant");
        assert_eq!(faults::<Node>(&format!("a: [{text}]")), [format!("1:5 E0124 {sentence}")]);
        assert_eq!(*value::<Parameter>(&format!("doc: '{text}'")).doc.unwrap(), text);
    }
}

#[test]
fn keys_are_texts_too() {
    let found = faults::<Map<Parameter>>("y: {}\n1: {}\nok: {}");
    assert_eq!(
        found,
        [
            "1:1 E0124 some versions of YAML read the text `y` as a boolean",
            "2:1 E0122 expected a text, found the number `1`"
        ]
    );
}

#[test]
fn a_number_or_a_boolean_is_no_text() {
    assert_eq!(faults::<Parameter>("doc: 720"), ["1:6 E0122 expected a text, found the number `720`"]);
    assert_eq!(faults::<Parameter>("doc: true"), ["1:6 E0122 expected a text, found `true`"]);
    assert_eq!(help::<Parameter>("doc: 720"), "quote it if a text is meant");
}

// Booleans and null.

#[test]
fn a_boolean_is_true_or_false() {
    for (text, meant) in [("yes", "true"), ("On", "true"), ("TRUE", "true"), ("no", "false"), ("'false'", "false")] {
        assert_eq!(help::<Parameter>(&format!("required: {text}")), format!("write `{meant}`"));
    }
    assert_eq!(faults::<Parameter>("required: yes"), ["1:11 E0122 expected `true` or `false`, found the text `yes`"]);
    assert_eq!(faults::<Parameter>("required: 1"), ["1:11 E0122 expected `true` or `false`, found the number `1`"]);
}

#[test]
fn null_is_never_a_value() {
    assert_eq!(faults::<Parameter>("doc: null"), ["1:6 E0123 expected a text, found null"]);
    assert_eq!(faults::<Parameter>("doc:\nrequired: true"), ["1:5 E0123 expected a text, found nothing"]);
    assert_eq!(faults::<Parameter>("bool:"), ["1:6 E0123 expected a map, found nothing"]);
    assert_eq!(
        faults::<UrlKind>("schemes: [https, ]\npublic: null"),
        ["2:9 E0123 expected `true` or `false`, found null"]
    );
}

#[test]
fn null_stands_in_a_tree_only_as_the_word() {
    assert_eq!(value::<Node>("a: null").get("a").unwrap().kind, NodeKind::Null);
    assert_eq!(faults::<Node>("a:"), ["1:3 E0123 expected a value, found nothing"]);
    assert_eq!(faults::<Node>("a: ~"), ["1:4 E0124 some versions of YAML read the text `~` as null"]);
}

// Shapes.

#[test]
fn an_unknown_key_says_which_are_known_and_which_is_near() {
    let text = "doc: a\nschem: [https]";
    assert_eq!(faults::<UrlKind>(text)[1], "2:1 E0120 unknown key `schem`");
    let found = read::<UrlKind>(Sources::default().add("a.yaml", text), text).unwrap_err();
    assert_eq!(found[1].label, "did you mean `schemes`?");
    assert_eq!(found[0].help.as_deref(), Some("allowed here: `schemes`, `public`, `max_chars`"));
    assert_eq!(help::<Bool>("min: 1"), "no key is allowed here: write `{}`");
}

#[test]
fn a_missing_key_points_at_its_map() {
    assert_eq!(faults::<ListKind>("min_items: 1\nmax_items: 2"), ["1:1 E0121 missing key `of`"]);
    assert_eq!(faults::<Parameter>("list:\n  of: {list: {unique: true}}"), ["2:14 E0121 missing key `of`"]);
}

#[test]
fn a_key_that_is_there_under_a_misspelt_name_is_not_missing_too() {
    assert_eq!(faults::<ListKind>("off: {text: {}}"), ["1:1 E0120 unknown key `off`"]);
}

#[test]
fn wrong_kinds_say_what_was_found_and_what_is_expected() {
    assert_eq!(faults::<Parameter>("doc: [a]"), ["1:6 E0122 expected a text, found a list"]);
    assert_eq!(faults::<Parameter>("bool: true"), ["1:7 E0122 expected a map, found `true`"]);
    assert_eq!(faults::<UrlKind>("schemes: https"), ["1:10 E0122 expected a list, found the text `https`"]);
    assert_eq!(faults::<Parameter>("one_of: fast"), ["1:9 E0122 expected a list or a map, found the text `fast`"]);
    assert_eq!(
        faults::<Parameter>("one_of: [[fast]]"),
        ["1:10 E0122 expected a text, a number or a boolean, found a list"]
    );
    assert_eq!(faults::<Parameter>("one_of: {fast: }"), ["1:15 E0123 expected a map, found nothing"]);
    assert_eq!(faults::<Parameter>("- a"), ["1:1 E0122 expected a map, found a list"]);
}

#[test]
fn what_is_quoted_in_a_sentence_is_short_and_on_one_line() {
    let text = format!("required: \"{}\\n\"", "long ".repeat(100));
    let found = faults::<Parameter>(&text);
    assert!(found[0].chars().count() < 130 && found[0].contains('…'), "{found:?}");
    assert!(faults::<Parameter>("required: \"a\\nb\"")[0].ends_with(r#"found the text `"a\nb"`"#));
}

// What is taken.

#[test]
fn scalars_keep_their_kind() {
    let scalars: Vec<Scalar> = value("[1.50, \"1.50\", true, fast]");
    let number = Scalar::Number(Number::parse("1.5").unwrap());
    assert_eq!(scalars, [number, Scalar::Text("1.50".to_owned()), Scalar::Bool(true), Scalar::Text("fast".to_owned())]);
}

#[test]
fn one_or_many_takes_a_value_and_a_list() {
    let texts =
        |text: &str| value::<OneOrMany<String>>(text).0.iter().map(|text| text.value.clone()).collect::<Vec<_>>();
    assert_eq!(texts("a"), ["a"]);
    assert_eq!(texts("[a, b]"), ["a", "b"]);
}

#[test]
fn listed_values_are_a_list_or_a_map() {
    assert!(matches!(value::<Listed>("[720p, 1080p]"), Listed::List(values) if values.len() == 2));
    let Listed::Map(values) = value::<Listed>("{\"1\": {doc: one}, 2: {}}") else {
        return assert_eq!("a map", "a list");
    };
    let keys: Vec<_> = values.keys().map(|key| key.value.clone()).collect();
    assert_eq!(keys, [Scalar::Text("1".to_owned()), Scalar::Number(Number::parse("2").unwrap())]);
    assert_eq!(*values[0].doc.clone().unwrap(), "one");
}

// Places.

/// The text at the place of a key's value.
fn place<'t>(text: &'t str, key: &str) -> &'t str {
    let node: Node = value(text);
    &text[node.get(key).unwrap().span.clone()]
}

#[test]
fn a_quoted_text_stands_with_its_quotes() {
    assert_eq!(place("a: \"b \\\" c\"", "a"), "\"b \\\" c\"");
    assert_eq!(place("a: 'it''s' # no", "a"), "'it''s'");
}

#[test]
fn places_count_bytes_of_multi_byte_texts() {
    assert_eq!(place("'é🎬': 1\na: – x", "a"), "– x");
    let text = "doc: é🎬\nrequired: 5";
    assert_eq!(faults::<Parameter>(text), ["2:11 E0122 expected `true` or `false`, found the number `5`"]);
}

#[test]
fn places_are_right_after_carriage_returns() {
    assert_eq!(place("x: 1\r\na:\r\n  - b\r\n  - c: 'd'\r\nz: 1\r\n", "a"), "- b\r\n  - c: 'd'");
}

#[test]
fn a_plain_text_over_several_lines_ends_with_its_last_word() {
    assert_eq!(place("a: b\n  c # no\nd: 1", "a"), "b\n  c");
}

#[test]
fn a_block_text_stands_without_header_and_trailing_lines() {
    assert_eq!(place("a: |\n  b\n   c\n\nd: 1", "a"), "b\n   c");
    assert_eq!(place("a: >-\n  b\n  c", "a"), "b\n  c");
}

#[test]
fn maps_and_lists_reach_to_their_last_child_or_bracket() {
    assert_eq!(place("a:\n  b: 1\n  c:\n    - d\n\n\ne: 1", "a"), "b: 1\n  c:\n    - d");
    assert_eq!(place("a: {b: [c, d] , } # no", "a"), "{b: [c, d] , }");
    assert_eq!(place("a: {}", "a"), "{}");
}
