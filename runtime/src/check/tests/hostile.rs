//! Bodies that are no request at all, and bodies that try to hurt.

use proptest::prelude::*;

use super::faults;
use super::fixture::{rhea, topaz, with_fields};
use crate::spec::{Field, Kind, NumberRange, TextRange};
use crate::{Options, RuleId};

/// The one violation of a body that cannot be read.
#[track_caller]
fn unreadable(body: &[u8]) -> (RuleId, usize, String) {
    let report = rhea().check(body, &Options::new());
    let [violation] = &*report.violations else { panic!("{report} for {:?}", String::from_utf8_lossy(body)) };
    assert_eq!(violation.pointer, "");
    assert!(!report.ok() && report.unchecked.is_empty());
    let span = violation.span.clone().unwrap();
    assert_eq!(span.start, span.end);
    (violation.rule, span.start, violation.message.clone())
}

#[test]
fn what_is_not_json_is_one_violation_at_its_place() {
    for (body, at) in [
        ("", 0),
        (" ", 1),
        ("nul", 0),
        ("nulll", 4),
        ("True", 0),
        ("NaN", 0),
        ("{\"blur\":NaN}", 8),
        ("{\"blur\":Infinity}", 8),
        ("{\"blur\":-Infinity}", 9),
        ("{\"blur\":+1}", 8),
        ("{\"blur\":.5}", 8),
        ("{\"blur\":1.}", 10),
        ("{\"blur\":01}", 9),
        ("{\"blur\":0x1}", 9),
        ("{\"blur\":1e}", 10),
        ("{\"blur\":1,}", 10),
        ("{\"blur\":1 \"grain\":0}", 10),
        ("{\"blur\" 1}", 8),
        ("{blur:1}", 1),
        ("{'blur':1}", 1),
        ("{,}", 1),
        ("[1,]", 3),
        ("[1 2]", 3),
        ("{\"blur\":1", 9),
        ("{\"blur", 6),
        ("{\"blur\":", 8),
        ("{\"blur\"", 7),
        ("{", 1),
        ("{} {}", 3),
        ("{}x", 2),
        ("// comment\n{}", 0),
        ("\u{feff}{}", 0),
        ("{\u{a0}}", 1),
    ] {
        let (rule, place, message) = unreadable(body.as_bytes());
        assert_eq!((rule, place), (RuleId::NotJson, at), "{body:?}: {message}");
    }
}

#[test]
fn texts_that_json_does_not_allow_are_not_json() {
    for body in [
        &b"{\"grain_type\":\"a\nb\"}"[..],
        b"{\"grain_type\":\"a\x00b\"}",
        b"{\"grain_type\":\"a\x1fb\"}",
        b"{\"a\tb\":1}",
        b"{\"grain_type\":\"\\x41\"}",
        b"{\"grain_type\":\"\\u12g4\"}",
        b"{\"grain_type\":\"\\ud800\"}",
        b"{\"grain_type\":\"\\ud800x\"}",
        b"{\"grain_type\":\"\\ud800\\u0041\"}",
        b"{\"grain_type\":\"\\udc00\"}",
        // Also where nobody looks: in the name and the value of a member that the spec does not have.
        b"{\"\\udc00\":1}",
        b"{\"x\":[{\"y\":\"\\ud800\"}]}",
        b"{\"x\":\"\xff\"}",
        b"{\"x\":\"\xed\xa0\x80\"}",
        b"{\"x\":\"\xc0\xaf\"}",
        b"\xff\xfe{\x00}\x00",
    ] {
        assert_eq!(unreadable(body).0, RuleId::NotJson, "{:?}", String::from_utf8_lossy(body));
    }
}

#[test]
fn depth_is_bounded_everywhere() {
    let nested = |levels: usize| format!("{{\"x\":{}1{}}}", "[".repeat(levels - 1), "]".repeat(levels - 1));
    assert_eq!(faults(&rhea().check(nested(64).as_bytes(), &Options::new()))[0], (RuleId::UnknownParameter, "/x"));
    assert_eq!(unreadable(nested(65).as_bytes()).0, RuleId::TooDeep);
    assert_eq!(unreadable(nested(100_000).as_bytes()).0, RuleId::TooDeep);
    assert_eq!(unreadable("[".repeat(100_000).as_bytes()).0, RuleId::TooDeep);
    assert_eq!(unreadable("{\"a\":".repeat(100_000).as_bytes()).0, RuleId::TooDeep);
    let shallow = Options { max_depth: 1, ..Options::new() };
    assert_eq!(rhea().check(b"{\"x\":[]}", &shallow).violations[0].rule, RuleId::TooDeep);
}

#[test]
fn a_deep_map_of_values_is_too_deep_as_well() {
    let mut value = serde_json::json!(1);
    for _ in 0..64 {
        value = serde_json::Value::Array(vec![value]);
    }
    let body = serde_json::json!({ "x": value });
    let report = rhea().check_value(&body, &Options::new());
    assert_eq!(faults(&report), [(RuleId::TooDeep, "")]);
    assert_ne!(faults(&rhea().check_value(&body["x"], &Options::new())), [(RuleId::TooDeep, "")]);
}

#[test]
fn size_is_bounded() {
    let body = b"{\"model\":\"topazlabs-rhea-video\"}";
    let exactly = Options { max_bytes: body.len(), ..Options::new() };
    assert_ne!(rhea().check(body, &exactly).violations[0].rule, RuleId::TooLarge);
    let less = Options { max_bytes: body.len() - 1, ..Options::new() };
    assert_eq!(rhea().check(body, &less).violations[0].rule, RuleId::TooLarge);
    assert_eq!(unreadable(&vec![b' '; (16 << 20) + 1]).0, RuleId::TooLarge);
}

#[test]
fn a_body_that_is_no_object_is_the_wrong_type() {
    for body in ["null", "1", "\"x\"", "[]", "[{\"model\":1}]", "true"] {
        let report = rhea().check(body.as_bytes(), &Options::new());
        assert_eq!(faults(&report), [(RuleId::WrongType, "")], "{body}");
    }
}

#[test]
fn large_bodies_are_judged_and_their_reports_stay_small() {
    let spec = with_fields(vec![
        Field::new("text", Kind::Text(TextRange::ANY)),
        Field::new(
            "list",
            Kind::List(crate::spec::ListRange {
                item: vec![Field::new("", Kind::Bool)].into(),
                ..crate::spec::ListRange::new(&[])
            }),
        ),
    ]);
    let text = format!("{{\"text\":\"{}\"}}", "é".repeat(5_000_000));
    assert!(spec.check(text.as_bytes(), &Options::new()).ok());
    let wrong = format!("{{\"list\":[{}1]}}", "1,".repeat(1_000_000));
    let report = spec.check(wrong.as_bytes(), &Options::new());
    assert!(!report.ok() && report.violations.len() <= 10_000);
    let unknown = members(100_000);
    let report = spec.check(format!("{{{unknown}\"text\":5}}").as_bytes(), &Options::new());
    assert!(!report.ok() && report.violations.len() <= 10_000);
    let long = format!("{{\"{}\":\"{}\"}}", "k".repeat(1_000_000), "v".repeat(1_000_000));
    let report = spec.check(long.as_bytes(), &Options::new());
    assert!(report.violations[0].message.len() < 1_000);
}

/// So many members that no spec has.
fn members(count: usize) -> String {
    let mut members = String::new();
    for index in 0..count {
        members.push_str("\"k");
        members.push_str(&index.to_string());
        members.push_str("\":1,");
    }
    members
}

#[test]
fn a_report_that_is_cut_still_has_its_error() {
    let spec = with_fields(vec![Field::new("error", Kind::Bool)]);
    let unknown = members(20_000);
    let body = format!("{{{unknown}\"error\":5}}");
    let report = spec.check(body.as_bytes(), &Options { allow_unknown: true, ..Options::new() });
    assert!(!report.ok() && report.warnings() > 1_000);
}

proptest! {
    #[test]
    fn no_bytes_panic(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = rhea().check(&body, &Options::new()).to_string();
    }

    #[test]
    fn no_text_of_json_letters_panics(body in "[\\[\\]{}:,\"\\\\u0-9a-f.eE+ -]{0,60}") {
        let report = topaz().check(body.as_bytes(), &Options::new());
        prop_assert_eq!(report.violations.iter().any(|v| v.rule == RuleId::NotJson), !is_json(&body));
    }

    #[test]
    fn numbers_are_what_the_grammar_says(text in "-?[0-9]{0,18}(\\.[0-9]{0,3})?([eE][+-]?[0-9]{0,3})?") {
        let spec = with_fields(vec![Field::new("v", Kind::Number(NumberRange::ANY))]);
        let report = spec.check(format!("{{\"v\":{text}}}").as_bytes(), &Options::new());
        let unreadable = report.violations.iter().any(|v| v.rule == RuleId::NotJson);
        let finite = text.parse::<f64>().is_ok_and(f64::is_finite);
        prop_assert_eq!(unreadable, !is_number(&text));
        prop_assert_eq!(report.violations.iter().any(|v| v.rule == RuleId::NotFinite), !unreadable && !finite);
    }

    #[test]
    fn a_start_of_a_body_is_never_accepted(cut in 0_usize..79) {
        let body = br#"{"model":"topazlabs-rhea-video","input_video":"https://a.example/b","blur":0.5}"#;
        prop_assert!(rhea().check(body, &Options::new()).ok());
        prop_assert!(!rhea().check(&body[..cut], &Options::new()).ok());
    }
}

/// The judge of the properties. (It calls an overflowing number no JSON, so those are left to the caller.)
fn is_json(text: &str) -> bool {
    let over = |error: &serde_json::Error| error.to_string().contains("number out of range");
    serde_json::from_str::<serde_json::Value>(text).map_or_else(|error| over(&error), |_| true)
}

/// The grammar of JSON numbers, once more.
fn is_number(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = text.split_once(['e', 'E']).map_or((text, None), |(m, e)| (m, Some(e)));
    let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(w, f)| (w, Some(f)));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|text| digits(text.strip_prefix(['+', '-']).unwrap_or(text)))
}
