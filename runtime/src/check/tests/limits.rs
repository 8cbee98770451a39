//! Each limit one step below, at, and above it, against verdicts that are spelt out here.

use super::fixture::{dec, one_of, one_of_numbers, url, with_fields};
use crate::spec::{Chars, Field, IntegerRange, Kind, ListRange, NumberRange, TextRange, text};
use crate::{Options, RuleId};

use RuleId::{
    BadPattern, BadScheme, ControlCharacter, NotAUrl, NotFinite, NotListed, NotMultiple, NotPublicUrl, NotUnique,
    OutOfRange, TooFew, TooLong, TooMany, TooShort, UncheckedHost, WrongType,
};

/// Checks values of one kind, each with the only rule it breaks, if any.
#[track_caller]
fn verdicts(kind: &Kind, cases: &[(&str, Option<RuleId>)]) {
    let spec = with_fields(vec![Field::new("v", kind.clone())]);
    for (value, expected) in cases {
        let body = format!("{{\"v\":{value}}}");
        let report = spec.check(body.as_bytes(), &Options::new());
        let rules: Vec<_> = report.violations.iter().map(|violation| violation.rule).collect();
        assert_eq!(rules, expected.iter().copied().collect::<Vec<_>>(), "{value}");
        assert!(report.violations.iter().all(|violation| violation.pointer == "/v"), "{value}");
        if expected.is_some() {
            assert_eq!(report.violations[0].span, Some(5..5 + value.len()), "{value}");
        }
    }
}

#[test]
fn integers_are_compared_exactly() {
    verdicts(
        &Kind::integer(-2, 5),
        &[
            ("-3", Some(OutOfRange)),
            ("-2", None),
            ("5", None),
            ("6", Some(OutOfRange)),
            ("5.0", None),
            ("5e0", None),
            ("50e-1", None),
            ("-0", None),
            ("-0.0", None),
            ("5.5", Some(WrongType)),
            ("5.0000000000000000000000001", None),
            ("1e400", Some(NotFinite)),
            ("1e22", Some(OutOfRange)),
            ("true", Some(WrongType)),
            ("\"5\"", Some(WrongType)),
            ("null", Some(WrongType)),
            ("[5]", Some(WrongType)),
            ("{\"a\":5}", Some(WrongType)),
        ],
    );
}

#[test]
fn large_integers_are_exact_at_any_length() {
    let max = (1_i128 << 53) + 1;
    verdicts(
        &Kind::integer(-max, max),
        &[
            ("9007199254740992", None),
            ("9007199254740993", None),
            ("9007199254740994", Some(OutOfRange)),
            ("-9007199254740993", None),
            ("-9007199254740994", Some(OutOfRange)),
            // A literal with a point is the nearest double, 9007199254740992.
            ("9007199254740993.0", None),
            ("170141183460469231731687303715884105728", Some(OutOfRange)),
            (&"9".repeat(400), Some(OutOfRange)),
        ],
    );
    verdicts(
        &Kind::integer(0, u64::MAX.into()),
        &[
            ("9223372036854775807", None),
            ("9223372036854775808", None),
            ("18446744073709551615", None),
            ("18446744073709551616", Some(OutOfRange)),
            ("-1", Some(OutOfRange)),
        ],
    );
}

#[test]
fn multiples_are_exact() {
    verdicts(
        &Kind::Integer(IntegerRange { min: 0, max: 100, multiple_of: 8, rounds: None }),
        &[("0", None), ("8", None), ("96", None), ("12", Some(NotMultiple)), ("104", Some(OutOfRange))],
    );
    verdicts(
        &Kind::Number(NumberRange { multiple_of: Some(dec("0.01")), ..NumberRange::ANY }),
        &[
            ("0.07", None),
            ("0.29", None),
            ("19.99", None),
            ("-1.13", None),
            ("0.001", Some(NotMultiple)),
            ("1e300", None),
            ("1e-300", Some(NotMultiple)),
        ],
    );
}

#[test]
fn numbers_are_compared_as_doubles() {
    verdicts(
        &Kind::number(0.0, 0.1),
        &[
            ("-0.001", Some(OutOfRange)),
            ("-0", None),
            ("0", None),
            ("0.1", None),
            ("1e-1", None),
            // The nearest double is the one of 0.1.
            ("0.1000000000000000055", None),
            ("0.10000000000000002", Some(OutOfRange)),
            ("0.11", Some(OutOfRange)),
            ("-1e-400", None),
            ("1e400", Some(NotFinite)),
            ("-1e400", Some(NotFinite)),
            (&"9".repeat(400), Some(NotFinite)),
            ("false", Some(WrongType)),
            ("\"0.1\"", Some(WrongType)),
        ],
    );
    let open = NumberRange { min: Some(0.0), max: Some(1.0), above_min: true, below_max: true, ..NumberRange::ANY };
    verdicts(
        &Kind::Number(open),
        &[
            ("0", Some(OutOfRange)),
            ("0.001", None),
            ("0.999", None),
            ("1", Some(OutOfRange)),
            ("1.0", Some(OutOfRange)),
        ],
    );
}

#[test]
fn listed_values_match_by_value() {
    verdicts(
        &one_of_numbers(&["24", "23.976", "-1"]),
        &[
            ("24", None),
            ("24.0", None),
            ("2.4e1", None),
            ("23.976", None),
            ("23.9760", None),
            ("23.97", Some(NotListed)),
            ("-1.0", None),
            ("1", Some(NotListed)),
            ("1e999", Some(NotFinite)),
            ("\"24\"", Some(WrongType)),
            ("true", Some(WrongType)),
        ],
    );
    verdicts(
        &one_of(&["720p", "é\"x"]),
        &[
            ("\"720p\"", None),
            ("\"7\\u0032\\u0030p\"", None),
            ("\"é\\\"x\"", None),
            ("\"720P\"", Some(NotListed)),
            ("\"\"", Some(NotListed)),
            ("720", Some(WrongType)),
        ],
    );
    verdicts(&Kind::Bool, &[("true", None), ("false", None), ("1", Some(WrongType)), ("\"true\"", Some(WrongType))]);
}

#[test]
fn each_unit_counts_what_it_says() {
    let between = |min, max| Chars::new(Some(min), Some(max));
    verdicts(
        &Kind::Text(TextRange::ANY.chars(between(2, 3))),
        &[
            ("\"a\"", Some(TooShort)),
            ("\"😀\"", Some(TooShort)),
            ("\"ab\"", None),
            ("\"😀😀😀\"", None),
            ("\"\\ud83d\\ude00\\ud83d\\ude00\"", None),
            ("\"e\\u0301e\"", None),
            ("\"abcd\"", Some(TooLong)),
            ("\"\\t\\n\"", None),
            ("5", Some(WrongType)),
        ],
    );
    verdicts(
        &Kind::Text(TextRange::ANY.utf16(between(2, 3))),
        &[
            ("\"a\"", Some(TooShort)),
            ("\"😀\"", None),
            ("\"a😀\"", None),
            ("\"😀😀\"", Some(TooLong)),
            ("\"ééé\"", None),
        ],
    );
    verdicts(
        &Kind::Text(TextRange::ANY.bytes(between(2, 4))),
        &[("\"a\"", Some(TooShort)), ("\"é\"", None), ("\"😀\"", None), ("\"😀a\"", Some(TooLong))],
    );
    verdicts(
        &Kind::Text(TextRange::ANY.words(between(1, 2))),
        &[
            ("\" \"", Some(TooShort)),
            ("\"one\"", None),
            ("\" one\\ttwo \"", None),
            ("\"one two three\"", Some(TooLong)),
        ],
    );
}

#[test]
fn patterns_match_the_whole_text_and_take_no_control_character() {
    verdicts(
        &Kind::Text(TextRange::ANY.pattern(text("[a-z]{2,4}"))),
        &[
            ("\"a\"", Some(BadPattern)),
            ("\"ab\"", None),
            ("\"abcd\"", None),
            ("\"abcde\"", Some(BadPattern)),
            ("\"\\u0061b\"", None),
            ("\"ab\\n\"", Some(ControlCharacter)),
        ],
    );
}

#[test]
fn an_address_has_the_first_fault_only() {
    verdicts(
        &url(true),
        &[
            ("\"https://example.com/a\"", None),
            ("\"HTTPS://example.com\"", None),
            ("\"https:\\/\\/example.com\\/a\"", None),
            ("\"example.com\"", Some(NotAUrl)),
            ("\"\"", Some(NotAUrl)),
            ("\"https://example.com/a b\"", Some(NotAUrl)),
            ("\"data:video/mp4;base64,AAAA\"", Some(BadScheme)),
            ("\"ftp://localhost/a\"", Some(BadScheme)),
            ("\"http://localhost/a\"", Some(NotPublicUrl)),
            ("\"http://127.1/\"", Some(NotPublicUrl)),
            ("\"https://exa\\u0000mple.com\"", Some(ControlCharacter)),
            ("\"https://bücher.example\"", Some(UncheckedHost)),
            ("7", Some(WrongType)),
        ],
    );
    verdicts(&url(false), &[("\"http://localhost/a\"", None), ("\"file:///a\"", Some(BadScheme))]);
}

#[test]
fn an_emulators_origin_counts_as_public() {
    let spec = with_fields(vec![Field::new("v", url(true))]);
    let origins = ["http://127.0.0.1:8080".to_owned()];
    let options = Options { public_origins: &origins, ..Options::new() };
    assert!(spec.check(br#"{"v":"http://127.0.0.1:8080/clip.mp4"}"#, &options).ok());
    assert!(!spec.check(br#"{"v":"http://127.0.0.1:8081/clip.mp4"}"#, &options).ok());
}

fn list_of(kind: Kind) -> ListRange {
    ListRange { item: vec![Field::new("", kind)].into(), ..ListRange::new(&[]) }
}

#[test]
fn lists_have_as_many_items_as_asked_for() {
    verdicts(
        &Kind::List(list_of(Kind::Bool).min(Some(1)).max(Some(2))),
        &[
            ("[]", Some(TooFew)),
            ("[true]", None),
            ("[true,true]", None),
            ("[true,true,true]", Some(TooMany)),
            ("true", Some(WrongType)),
            ("{}", Some(WrongType)),
        ],
    );
    verdicts(
        &Kind::List(list_of(Kind::Bool).counts(vec![0, 1, 3].into())),
        &[
            ("[]", None),
            ("[true]", None),
            ("[true,true]", Some(TooFew)),
            ("[true,true,true]", None),
            ("[true,true,true,true]", Some(TooMany)),
        ],
    );
}

#[test]
fn equal_items_are_found_by_value() {
    verdicts(
        &Kind::List(list_of(Kind::Number(NumberRange::ANY)).unique(true)),
        &[
            ("[1,2,3]", None),
            ("[1,2,1.0]", Some(NotUnique)),
            ("[0,-0]", Some(NotUnique)),
            ("[9007199254740992,9007199254740993]", None),
            ("[1.5,15e-1]", Some(NotUnique)),
            ("[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,9]", Some(NotUnique)),
        ],
    );
    verdicts(
        &Kind::List(list_of(Kind::Text(TextRange::ANY)).unique(true)),
        &[("[\"a\",\"b\"]", None), ("[\"a\",\"\\u0061\"]", Some(NotUnique))],
    );
    let pair = vec![Field::new("a", Kind::Number(NumberRange::ANY)), Field::new("b", Kind::Bool)];
    let object = crate::spec::Object { fields: pair.into(), ..crate::spec::Object::new(&[]) };
    verdicts(
        &Kind::List(list_of(Kind::Object(crate::spec::Shared::new(object))).unique(true)),
        &[
            ("[{\"a\":1,\"b\":true},{\"a\":2,\"b\":true}]", None),
            ("[{\"a\":1,\"b\":true},{\"b\":true,\"a\":1.0}]", Some(NotUnique)),
        ],
    );
}

#[test]
fn null_is_a_value_only_where_the_spec_says_so() {
    let spec = with_fields(vec![
        Field::new("yes", Kind::integer(1, 2)).nullable(),
        Field::new("no", Kind::integer(1, 2)),
        Field::new("list", Kind::List(list_of(Kind::Bool))).nullable(),
    ]);
    let report = spec.check(br#"{"yes":null,"no":null,"list":null}"#, &Options::new());
    assert_eq!(super::faults(&report), [(WrongType, "/no")]);
}

#[test]
fn what_no_source_states_warns_and_refuses_only_when_strict() {
    let narrow = Kind::integer(1, 4);
    let field = Field { inferred: Some(crate::spec::Shared::new(narrow)), ..Field::new("v", Kind::integer(1, 12)) };
    let spec = with_fields(vec![field]);
    let check = |body: &str, strict| {
        let report = spec.check(body.as_bytes(), &Options { strict, ..Options::new() });
        (report.errors(), report.warnings())
    };
    assert_eq!(check("{\"v\":4}", true), (0, 0));
    assert_eq!(check("{\"v\":5}", false), (0, 1));
    assert_eq!(check("{\"v\":5}", true), (1, 0));
    // One cause, one message.
    assert_eq!(check("{\"v\":13}", false), (1, 0));
}
